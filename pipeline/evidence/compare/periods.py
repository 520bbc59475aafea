"""When a statement holds: the years and days that stand about a figure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Noted

__all__ = ["Periods", "bounds", "periods_of"]

_EDTF_DAY = re.compile(r"(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_DECADE = re.compile(r"(\d{3})X$")
_CENTURY = re.compile(r"(\d{2})XX$")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}

Span = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Periods:
    """The spans that a statement is dated by, each with its EDTF form."""

    spans: tuple[Span, ...]

    @staticmethod
    def meet(one: Periods, two: Periods) -> bool:
        """Tell whether two statements may be of one time: one is undated, or a span of each is the same."""
        if not one.spans or not two.spans:
            return True
        return any(_same(mine, theirs) for mine in one.spans for theirs in two.spans)


def periods_of(reading: Reading, noted: Noted) -> Periods:
    """Return the spans that date a figure: its own period, else the dates of its clause, else of its sentence."""
    if noted.figure.period and (span := bounds(noted.figure.period)):
        return Periods((span,))
    dated = [other for other in reading.figures if other.figure.kind == "date"]
    for near in (
        [other for other in dated if other.clause == noted.clause],
        [other for other in dated if other.sentence == noted.sentence],
    ):
        spans = tuple(span for other in near if (span := bounds(other.figure.period)))
        if spans:
            return Periods(spans)
    return Periods(())


def bounds(period: str) -> Span | None:
    """Return the first and last day of an EDTF date or interval; open ends reach as far as dates go.

    Returns
    -------
    tuple of date, or None
        None where the text is no date of this kind.
    """
    text = period.replace("~", "").replace("?", "").replace("%", "")
    if "/" in text:
        start, end = text.split("/", 1)
        first = bounds(start) if start not in {"", ".."} else (dt.date.min, dt.date.min)
        last = bounds(end) if end not in {"", ".."} else (dt.date.max, dt.date.max)
        return (first[0], last[1]) if first and last else None
    if match := _DECADE.match(text):
        year = int(match.group(1)) * 10
        return dt.date(max(year, 1), 1, 1), dt.date(year + 9, 12, 31)
    if match := _CENTURY.match(text):
        year = int(match.group(1)) * 100
        return dt.date(max(year, 1), 1, 1), dt.date(year + 99, 12, 31)
    match = _EDTF_DAY.match(text.split("T")[0])
    if not match or int(match.group(1)) < 1:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return dt.date(year, month, day), dt.date(year, month, day)
        if month in _SEASONS:
            first_month, last_month = _SEASONS[month]
            return dt.date(year, first_month, 1), dt.date(year, last_month, calendar.monthrange(year, last_month)[1])
        if month:
            return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        return None
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _same(one: Span, two: Span) -> bool:
    """Tell whether two spans may date one thing: one lies in the other, and neither is open."""
    if one == two:
        return True
    if _open(one) or _open(two):
        # "since 1971" and "since 2006" are two periods; "since 2006" and "in 2020" too.
        return (
            _open(one)
            and _open(two)
            and abs((one[0] - two[0]).days if one[0] != two[0] else 0) <= 366
            and (one[1] == two[1])
        )
    inside = (one[0] <= two[0] and two[1] <= one[1]) or (two[0] <= one[0] and one[1] <= two[1])
    # A year and a day in it may date one event; a decade and a year in it do not.
    return inside and max((one[1] - one[0]).days, (two[1] - two[0]).days) <= 366


def _open(span: Span) -> bool:
    return span[0] == dt.date.min or span[1] == dt.date.max
