"""Where a date points in spite of the verb beside it: what it is compared with, what was reported, what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.context import CUES
from pipeline.figures.dates.derived import Open
from pipeline.figures.dates.moments import Fixed, Weekday
from pipeline.figures.dates.stretches import Stretch
from pipeline.figures.words import Word

__all__ = ["reconsider", "strays"]

_MOST_OF_A_YEAR = 270
_COMPARED = 8  # atoms between "up from" and the month
_REPORTED = 14  # words between "said" and the day
_DECIDED = 12
_PASSIVE = 7  # words from "from" to the participle of "from 1 April was approved"
_MODIFIED = frozenset(["the", "a", "this", "their", "its"])


def reconsider(value: Any, lean: int, atoms: Atoms, first: int, reference: dt.date | None) -> int:
    """Return where a date that its verb puts ahead points after all.

    Parameters
    ----------
    value
        The date.
    lean
        Where its verb points.
    atoms, first
        The text, and where the date begins.
    reference
        The article's date.
    """
    if lean <= 0:
        return lean
    if isinstance(value, Fixed) and value.month is not None and value.year is None and _is_compared(atoms, first):
        return -1
    if isinstance(value, Weekday) and value.which is None and value.week is None and reference is not None:
        yesterday = (reference.weekday() - value.day) % 7 == 1
        return -1 if yesterday and _was_hoped(atoms.words, atoms.word(first)) else lean
    return lean


def _is_compared(atoms: Atoms, first: int) -> bool:
    """Tell the month of "up from 7.2 million in February": with what is known already, whatever is expected."""
    numbers = False
    for at in range(first - 1, max(-1, first - 1 - _COMPARED), -1):
        low = atoms.low[at]
        if low in (",", ";", "\n") or atoms.words[atoms.word(at)].sentence != atoms.words[atoms.word(first)].sentence:
            return False
        numbers = numbers or low[0].isdigit() or low in CUES["measures"]
        before = atoms.low[at - 1] if at else ""
        if low in ("against", "versus") or (low == "from" and before in ("up", "down")):
            return numbers
        if low in ("with", "to") and before == "compared":
            return numbers
    return False


def _was_hoped(words: Sequence[Word], first: int) -> bool:
    """Tell "said he hoped they could vote on Thursday": reported in the past, such a hope may be for yesterday."""
    modal = False
    for at in range(first - 1, max(-1, first - 1 - _REPORTED), -1):
        word = words[at]
        if word.sentence != words[first].sentence:
            return False
        modal = modal or word.lower in ("could", "might", "would")
        if modal and word.lower in CUES["past_hopes"]:
            return word.tag == "VBD"
    return False


def strays(value: Any, stretch: Stretch | None, reference: dt.date, atoms: Atoms, first: int) -> bool:
    """Tell a day that a past verb would push back by most of a year, and that does not say when the verb happened.

    "To harm him before the Nov. 4 election", "was told to report by Oct. 10", "approved a rise of 4% from 1 April":
    such a day lies just ahead.
    """
    limit = isinstance(value, Open) and value.start is None
    onward = isinstance(value, Open) and value.end is None
    day = value.end if isinstance(value, Open) and limit else value.start if isinstance(value, Open) else value
    if not isinstance(day, Fixed) or day.month is None or day.year is not None or day.which is not None:
        return False
    before = atoms.low[first - 1] if first else ""
    decided = (onward or before == "from") and _was_decided(atoms.words, atoms.word(first))
    found = (stretch.last or stretch.first) if stretch is not None else None
    if found is None or not (decided or (day.day is not None and (limit or before in _MODIFIED))):
        return False
    return (reference - found).days > _MOST_OF_A_YEAR


def _was_decided(words: Sequence[Word], first: int) -> bool:
    """Tell "approved a rise from 1 April" and "the planned rise from 1 April", which is when the rise begins."""
    for at in range(first - 1, max(-1, first - 1 - _DECIDED), -1):
        if words[at].sentence != words[first].sentence:
            return False
        if words[at].lower in CUES["decided"] or (words[at].lower in CUES["announced"] and words[at].dep == "amod"):
            return True
        if words[at].tag in ("VBD", "VBZ", "VBP"):
            return False
    after = words[first + 1 : first + _PASSIVE]
    return any(w.lower in CUES["decided"] and w.tag == "VBN" and w.sentence == words[first].sentence for w in after)
