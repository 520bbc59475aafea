"""Stretches between two times, or open at one end."""

from __future__ import annotations

from dataclasses import replace

from pipeline.figures.dates.derived import Open, Several, Shift, Timed
from pipeline.figures.dates.moments import (
    DayShift,
    Fixed,
    Moment,
    Period,
    Relative,
    Unknown,
)

__all__: list[str] = []  # the grammar finds actions by their names


def between(start: Moment, end: Moment) -> Moment | None:
    if isinstance(start, Open) or isinstance(end, Open):
        return None
    return Open(start, end)


def between_dash(start: Moment, end: Moment) -> Moment | None:
    """Read a dash between two times of one kind; between others it parts the sentence."""
    if isinstance(start, Fixed) and isinstance(end, Fixed):
        alike = (start.month is None, start.day is None) == (end.month is None, end.day is None)
        return between(start, end) if alike else None
    alike = type(start) is type(end) and not isinstance(start, (Relative, Period, Shift, Unknown))
    return between(start, end) if alike else None


def days_md(which: int, first: int, last: int, of: Fixed | None = None) -> Moment | None:
    year = of.year if of else None
    if not first < last:
        return None
    return Open(Fixed(year, which, first), Fixed(year, which, last))


def days_dm(first: int, last: int, which: int, of: Fixed | None = None) -> Moment | None:
    return days_md(which, first, last, of)


def days_pair(which: int, first: int, last: int, of: Fixed | None = None) -> Moment | None:
    """Read "June 18 and 19"; days that do not follow each other are no stretch."""
    return days_md(which, first, last, of) if last == first + 1 else None


def days_pair_dm(first: int, last: int, which: int, of: Fixed | None = None) -> Moment | None:
    return days_pair(which, first, last, of)


def months_range(first: int, last: int, of: Fixed | None = None) -> Moment | None:
    if of is None:
        return Open(Fixed(None, first), Fixed(None, last))
    if of.year is None:
        return None
    return Open(Fixed(of.year - (first > last), first), Fixed(of.year, last))


def from_now(end: Moment) -> Moment | None:
    return None if isinstance(end, Open) else Open(DayShift(0), end)


def until_now(start: Moment) -> Moment | None:
    return None if isinstance(start, Open) else Open(start, DayShift(0))


def since(when: Moment) -> Moment | None:
    return None if isinstance(when, Open) else Open(start=when)


def _is_midnight(when: Moment) -> bool:
    return isinstance(when, Timed) and when.day is not None and when.clock.is_midnight


def after(when: Moment) -> Moment | None:
    """Read "after midnight on Friday" as of the day's beginning."""
    if isinstance(when, Timed) and _is_midnight(when):
        when = replace(when, clock=replace(when.clock, either=False))
    return None if isinstance(when, Open) else Open(start=when, start_included=False)


def until(when: Moment) -> Moment | None:
    return None if isinstance(when, Open) else Open(end=when)


def through(when: Moment) -> Moment | None:
    """Read "through Friday" as its end, "through the first nine months" as the months themselves."""
    return when if isinstance(when, Several) else until(when)


def before(when: Moment) -> Moment | None:
    return None if isinstance(when, Open) else Open(end=when, end_included=_is_midnight(when))


def to_now() -> Moment:
    return Open(end=DayShift(0))


def about_word(word: str, what: Moment) -> Moment | None:
    return None if isinstance(what, Open) else replace(what, about=True, modifier=word)


def about_side(word: str, side: str, what: Moment) -> Moment | None:
    """Read "shortly before 7 a.m.", which is no stretch of time without end."""
    return about_word(f"{word} {side}", what)


def about(what: Moment) -> Moment | None:
    return None if isinstance(what, Open) else replace(what, about=True)


def year_spans(first: str, _: str, last: str, part: str) -> Moment | None:
    """Read "between 2009-10 and 2019-20": from the first year to the last."""
    start, end = int(first), int(last[:2] + part)
    return Open(Fixed(start), Fixed(end)) if start < end else None
