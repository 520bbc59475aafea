"""Lemmas: a table of what rules get wrong, and rules for the rest.

The table ``lemmas.tsv`` is made by `pipeline.language.training.lemma_table` from treebanks and from LemmInflect's
dictionary (MIT). A line holds a lower-case form, a class (see `word_class`) and the lemma.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

__all__ = ["TABLE", "Lemmatizer", "regular_lemma", "word_class"]

TABLE = Path(__file__).parent / "lemmas.tsv"

_CLASSES = {
    **dict.fromkeys(("VBD", "VBN"), "VD"),
    "VBG": "VG",
    "VBZ": "VZ",
    **dict.fromkeys(("VB", "VBP", "MD"), "V"),
    "NNS": "NS",
    "NNPS": "PS",
    "JJR": "JR",
    "JJS": "JS",
    "RBR": "RR",
    "RBS": "RS",
}
_KEEP_CASE = frozenset({"PROPN", "X", "SYM"})
_PROPER_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:[aei]an|[aeiou]n|ish|ese|[rlnt]i|ic|ist|ite)$")


class Lemmatizer:
    """The lemma of a word, by its form and tags."""

    def __init__(self) -> None:
        self._table = _table()

    def __call__(self, word: str, upos: str, xpos: str, feats: str = "") -> str:
        """Return the lemma; proper names keep their case.

        Parameters
        ----------
        word
            The form as it stands in the text.
        upos, xpos, feats
            Its universal part of speech, its Penn tag and its features in UD's notation.
        """
        kind = word_class(upos, xpos)
        form = word.lower().replace("’", "'").replace("‘", "'")
        known = self._table.get((form, kind))
        if known is not None:
            return known
        if (
            upos in _KEEP_CASE
            or kind == "NNP"
            or (kind == "CD" and word.isupper())
            or (word.isupper() and len(word) > 1 and kind in {"NN", "FW", "GW"})
        ):
            return regular_lemma(word, kind)
        if kind == "JJ" and _PROPER_ADJECTIVE.match(word):
            return word
        return regular_lemma(form, kind)


def word_class(upos: str, xpos: str) -> str:
    """Return the class that decides how a form is reduced: an inflection, or the Penn tag itself."""
    return _CLASSES.get(xpos, xpos or upos)


_VOWELS = frozenset("aeiou")


def regular_lemma(form: str, kind: str) -> str:
    """Reduce a regular form.

    >>> regular_lemma("planned", "VD"), regular_lemma("cities", "NS"), regular_lemma("larger", "JR")
    ('plan', 'city', 'large')
    """
    if kind in {"NS", "PS", "VZ"}:
        return _without_s(form)
    if kind == "VD" and form.endswith("ed"):
        return _restored(form[:-1], form[:-2], form[:-3] + "y" if form.endswith("ied") else None)
    if kind == "VG" and form.endswith("ing") and len(form) > 4:
        return _restored(form[:-3] + "e", form[:-3], None)
    for ending, kinds in (("er", ("JR", "RR")), ("est", ("JS", "RS"))):
        if kind in kinds and form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            return _restored(stem + "e", stem, stem[:-1] + "y" if stem.endswith("i") else None)
    return form


def _without_s(form: str) -> str:
    low = form.lower()
    if low.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return form[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(form) > 2:
        return form[:-1]
    return form


_SILENT_E = re.compile(
    r"(?:[^aeiou][aeiou][bcdfgkmptz]|[aeiou][vsczu]|[^aeiou]l|[^aeiou][sc]|[lr]v|[rln]g|dg|at|it|ut|[^aeo]r|[aeiou]g|"
    r"qu)$"
)
_DOUBLED = re.compile(r"([bdgklmnprtvz])\1$")
_STRESSED_LAST = re.compile(r"(?:[^aeiou]|qu)[aeiou]([bdgkmnprtvlz])\1$")


def _restored(with_e: str, bare: str, with_y: str | None) -> str:
    """Choose between a stem, a stem with its silent e, with y for i, and with a doubled consonant undone."""
    if with_y is not None:
        return with_y
    if _DOUBLED.search(bare):
        return bare[:-1] if _STRESSED_LAST.search(bare) and not bare.endswith(("ll", "zz")) else bare
    if not any(letter in "aeiouy" for letter in bare):
        return with_e
    if (
        re.search(
            r"(?:[aeiou]{2}[^aeiouvsczg]|[wxyh]|[^aeiou](?:en|er|or|on|el|it|op|om|et|in|al)|[nrls][tdkmnp])$", bare
        )
        and len(bare) > 3
    ):
        return bare
    return with_e if _SILENT_E.search(bare) else bare


@cache
def _table() -> dict[tuple[str, str], str]:
    if not TABLE.is_file():
        return {}
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line)
    return {(form, kind): lemma for form, kind, lemma in rows}
