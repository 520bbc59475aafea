"""The words that attribute, read from the tables in ``data/``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Cue", "cue_kind", "forms", "listed", "verb_forms", "words_of"]

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes: its lemma, its class, and what it takes for content.

    Classes are ``say``, ``claim``, ``stance``, ``belief``, ``knowledge``, ``intention``, ``emotion`` and ``writing``;
    the frames are explained in ``data/verbs.tsv``.
    """

    lemma: str
    kind: str
    frames: frozenset[str]
    prepositions: frozenset[str] = frozenset()


def _rows(name: str) -> list[list[str]]:
    text = files("pipeline.claims.attribution").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("|") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _irregular() -> dict[str, list[str]]:
    return {row[0]: row[1].split() for row in _rows("irregular.tsv")}


def forms(lemma: str) -> list[str]:
    """Return the forms of an English verb, the lemma first; irregular ones come from the table.

    Examples
    --------
    >>> forms("deny")
    ['deny', 'denies', 'denied', 'denying']
    """
    if lemma in _irregular():
        return [lemma, *_irregular()[lemma]]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    third = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    if lemma.endswith("e"):
        stem = lemma if lemma.endswith(("ee", "ye", "oe")) else lemma[:-1]
        return [lemma, third, lemma + "d", stem + "ing"]
    return [lemma, third, lemma + "ed", lemma + "ing"]


@cache
def _verbs() -> dict[str, list[Cue]]:
    found: dict[str, list[Cue]] = {}
    for kind, frames, lemmas in _rows("verbs.tsv"):
        if frames == "quote:pass":
            continue
        plain = frozenset(f for f in frames.split() if not f.startswith("p:"))
        prepositions = frozenset(f[2:] for f in frames.split() if f.startswith("p:"))
        for lemma in lemmas.split():
            found.setdefault(lemma, []).append(Cue(lemma, kind, plain, prepositions))
    return found


@cache
def verb_forms() -> dict[str, list[Cue]]:
    """Return the readings of every form of every verb, particles joined by an underscore."""
    found: dict[str, list[Cue]] = {}
    for lemma, cues in _verbs().items():
        for form in forms(lemma):
            known = found.setdefault(form, [])
            known.extend(cue for cue in cues if cue not in known)
    return found


@cache
def words_of(kind: str) -> dict[str, str]:
    """Return the words of a kind of ``data/words.tsv`` with their classes."""
    found: dict[str, str] = {}
    for row_kind, label, words in _rows("words.tsv"):
        if row_kind == kind:
            for word in words.split():
                found.setdefault(word, label)
    return found


@cache
def listed(kind: str) -> frozenset[str]:
    """Return the words of a kind of ``data/words.tsv`` as a set, in lower case."""
    return frozenset(word.lower() for word in words_of(kind))


def cue_kind(words: str) -> str:
    """Return the class of a cue by its words: what an attribution makes of its content.

    Parameters
    ----------
    words
        The text of ``Attribution.cue``.

    Returns
    -------
    str
        ``say``, ``claim``, ``stance``, ``belief``, ``knowledge``, ``intention``, ``emotion``, ``writing``,
        ``evidence`` (a study shows) or ``hedge`` (reportedly); ``say`` for what no table has, such as a colon. Under
        ``stance``, ``intention`` and ``emotion`` only the saying, wanting or feeling itself can be checked.
    """
    for word in reversed(words.lower().split()):
        cues = verb_forms().get(word)
        if cues:
            return "evidence" if "e" in cues[0].frames else cues[0].kind
        for kind in ("noun", "adjective", "adverb", "view"):
            found = words_of(kind).get(word) or words_of(kind).get(word.removesuffix("s"))
            if found:
                return found
    return "say"
