"""Amounts that a clause only names: a date beside the verb says nothing of them.

"Senators debated the $1 trillion bill on Thursday": Thursday is when they debated, and no period of the sum. A count of
things is left out here: those who "arrested 12 people on Monday" counted them on Monday.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.figures.atoms import Atoms
from pipeline.figures.lexicons import word_set
from pipeline.figures.readings import Reading
from pipeline.figures.trends import is_change_noun
from pipeline.figures.words import Word

__all__ = ["is_announcement", "is_only_named"]

_AMOUNTS = frozenset(["money", "percentage"])
_PREMODIFIERS = frozenset(["compound", "nummod", "amod", "nmod:desc"])
_DEFINITE = frozenset(["the", "this", "that", "these", "those"])
_LEVELS = word_set("binding", "levels")
_ANNOUNCED = word_set("binding", "announced")
_ANNOUNCED_ALONE = word_set("binding", "announced_alone")
_COUNTS = frozenset(["count", "number"])
_CLIMB = 6
_DAY = len("2026-01-01")


def is_only_named(atoms: Atoms, reading: Reading, first: int, last: int, period: str) -> bool:
    """Tell the sum of "amendments to the $1 trillion bill" from what a clause measures, beside the date that it has.

    Parameters
    ----------
    atoms
        The text.
    reading
        A figure.
    first, last
        The atoms of the date.
    period
        Its EDTF value.
    """
    if not atoms.parsed or reading.kind not in _AMOUNTS:
        return False
    words = atoms.words
    noun = _modified(atoms, reading)
    if noun < 0 or words[noun].sentence != words[atoms.word[first]].sentence:
        return False
    one_day = _is_day(period) and not is_change_noun(words[noun].lower)  # "a $2 million house burned on Friday"
    if one_day:
        return True
    if not (_is_definite(words, noun, atoms.word[reading.first]) or _is_inside(words, noun)):
        return False
    beside = atoms.word[reading.last] < atoms.word[first] <= noun + 3
    return not (beside and is_change_noun(words[noun].lower)) and not _hangs_on(words, atoms.word[last], noun)


def is_announcement(atoms: Atoms, reading: Reading, period: str, verb: int) -> bool:
    """Tell the day of "reported profits of $3bn on Thursday", on which nothing was earned, from a year or a month."""
    if not atoms.parsed or not _is_day(period):
        return False
    if reading.kind in _COUNTS:
        return atoms.words[verb].lower in _ANNOUNCED_ALONE
    return reading.kind in _AMOUNTS and reading.trend is None and atoms.words[verb].lower in _ANNOUNCED


def _is_day(period: str) -> bool:
    return len(period) == _DAY and period.count("-") == 2


def _modified(atoms: Atoms, reading: Reading) -> int:
    """Return the noun that an amount stands before ("the $1 trillion bill"), or -1."""
    first, last = atoms.word[reading.core_first], atoms.word[reading.core_last]
    words, at = atoms.words, first
    for _ in range(_CLIMB):
        word = words[at]
        if not first <= word.head <= last or word.head == at:
            break
        at = word.head
    head = words[at].head
    known = words[at].dep in _PREMODIFIERS and last < head < len(words) and words[head].pos in ("NOUN", "PROPN")
    return head if known else -1


def _is_definite(words: Sequence[Word], noun: int, first: int) -> bool:
    """Tell "the $1 trillion bill" and "its 12% tax rise": known before, whenever the clause happened."""
    return any(
        words[at].head == noun and (words[at].lower in _DEFINITE or words[at].tag == "PRP$")
        for at in range(max(0, first - _CLIMB), first)
    )


def _is_inside(words: Sequence[Word], noun: int) -> bool:
    """Tell "news of 9% cuts" and "the sale of a 30% stake": part of another noun's phrase, and not of a measure's."""
    at = noun
    for _ in range(_CLIMB):
        if words[at].dep != "conj":
            break
        at = words[at].head
    above = words[words[at].head]
    return words[at].dep == "nmod" and above.pos == "NOUN" and above.lower not in _LEVELS


def _hangs_on(words: Sequence[Word], date: int, noun: int) -> bool:
    """Tell whether the parse hangs a date on a noun, over the words of the date itself."""
    at = date
    for _ in range(_CLIMB):
        if words[at].dep in ("ROOT", "root") or words[at].pos == "VERB":
            return False
        at = words[at].head
        if at == noun:
            return True
    return False
