"""Resolved stretches of time, and the calendar units that they come in."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.figures.dates import edtf

__all__ = ["Lean", "Stretch", "add_months", "last_day", "nearest", "season_stretch", "unit_stretch"]

Lean = int
"""Where the verb points: -1 to the past, 1 to the future, 0 unknown."""

_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
_DIVISION_MONTHS = {33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3), 40: (1, 6), 41: (7, 6)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A resolved moment: its EDTF, and its first and last day where the calendar has them."""

    edtf: str
    first: dt.date | None = None
    last: dt.date | None = None


def add_months(date: dt.date, months: int) -> dt.date:
    """Move a date by whole months, to the last day of a shorter month if need be."""
    count = date.year * 12 + date.month - 1 + months
    year, month = divmod(count, 12)
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def last_day(year: int, month: int) -> dt.date:
    """Give the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def nearest(candidates: Iterable[Stretch], ref: dt.date, lean: Lean, *, closeness: float = 0.0) -> Stretch | None:
    """Choose among recurring stretches by the verb's direction.

    Without one the last that has begun is taken, unless the next is nearer by the factor ``closeness``: a newspaper
    that writes "March 20" on 9 March does not look back a year.
    """
    known = sorted((c for c in candidates if c.first and c.last), key=lambda c: c.first or dt.date.min)
    begun = [c for c in known if c.first and c.first <= ref]
    ahead = [c for c in known if c.last and c.last >= ref]
    if lean > 0:
        return ahead[0] if ahead else begun[-1] if begun else None
    if lean == 0 and closeness and begun and ahead:
        back = (ref - (begun[-1].last or ref)).days
        forth = ((ahead[0].first or ref) - ref).days
        if forth < back * closeness:
            return ahead[0]
    if begun:
        return begun[-1]
    return ahead[0] if ahead else None


def season_stretch(year: int, code: int) -> Stretch:
    """Find a season (21-24), quarter (33-36) or half (40-41) of a year; the northern winter begins in December."""
    if code in _SEASON_MONTHS:
        first, months = dt.date(year, _SEASON_MONTHS[code], 1), 3
    else:
        month, months = _DIVISION_MONTHS[code]
        first = dt.date(year, month, 1)
    return Stretch(edtf.season(year, code), first, add_months(first, months) - dt.timedelta(1))


def unit_stretch(unit: str, ref: dt.date, offset: int) -> Stretch:
    """Find the calendar unit that holds a date, or one before or after it."""
    if unit == "day":
        date = ref + dt.timedelta(offset)
        return Stretch(date.isoformat(), date, date)
    if unit in ("week", "weekend"):
        monday = ref - dt.timedelta(ref.weekday()) + dt.timedelta(7 * offset)
        first = monday if unit == "week" else monday + dt.timedelta(5)
        last = monday + dt.timedelta(6)
        return Stretch(edtf.interval(first.isoformat(), last.isoformat()), first, last)
    if unit == "month":
        first = add_months(ref.replace(day=1), offset)
        return Stretch(edtf.month(first.year, first.month), first, last_day(first.year, first.month))
    if unit == "quarter":
        first = add_months(dt.date(ref.year, 3 * ((ref.month - 1) // 3) + 1, 1), 3 * offset)
        return season_stretch(first.year, (first.month - 1) // 3 + 33)
    if unit == "year":
        year = ref.year + offset
        return Stretch(edtf.year(year), dt.date(year, 1, 1), dt.date(year, 12, 31))
    span = 10 if unit == "decade" else 100
    start = (ref.year // span + offset) * span
    return Stretch(
        edtf.decade(start) if span == 10 else edtf.century(start),
        dt.date(max(start, 1), 1, 1),
        dt.date(start + span - 1, 12, 31),
    )
