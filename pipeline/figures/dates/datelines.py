"""The article's own date where nobody gave it: the dateline that it opens with."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.moments import Fixed

__all__ = ["dateline"]

_HEAD = 600  # characters in which an article gives its date
_TRIED = 4
_OPENING = re.compile(r"\W*")
_LABEL = re.compile(r"(?i:(?:last |first )?(?:published|posted|updated|dated?)\b[^\n\d]{0,12})")
_PLACE = re.compile(
    r"(?!(?:On|In|By|Since|From|Until|After|Before|At|The|For)\b)(?:[A-Z][\w.'’-]*[ ,/]+){1,6}[(—–-]? ?"
)
_REPORT = re.compile(r" ?(?:[—–)(:-]|\n|$)")  # between a place with its date and the report


def dateline(dates: Iterable[tuple[int, int, Any]], atoms: Atoms) -> dt.date | None:
    """Find the date that an article bears at its head.

    A full date (day, month and year) that has a line to itself, that opens a line, or that follows the place where the
    report was written.

    Parameters
    ----------
    dates
        First and last atom (half-open) of each date of the text with what it stands for, in order.

    Returns
    -------
    date or None
        None where the first dates are no dateline.
    """
    for count, (first, end, value) in enumerate(dates):
        if count >= _TRIED or atoms.start[first] > _HEAD:
            return None
        full = isinstance(value, Fixed) and value.year is not None and value.day is not None
        if full and _is_dateline(first, end, atoms):
            found = value.resolve(None, 0)
            return found.first if found else None
    return None


def _is_dateline(first: int, end: int, atoms: Atoms) -> bool:
    start, stop = atoms.start[first], atoms.end[end - 1]
    before = atoms.text[atoms.text.rfind("\n", 0, start) + 1 : start]
    after = atoms.text[stop : stop + 3]
    parted = _REPORT.match(after) is not None
    if _OPENING.fullmatch(before):
        # "Thursday, March 15, 2012 Wikinews talked to …" against "March 15, 2012, was a Thursday"
        return parted or after.lstrip()[:1].isupper()
    return _LABEL.fullmatch(before) is not None or (parted and _PLACE.fullmatch(before) is not None)
