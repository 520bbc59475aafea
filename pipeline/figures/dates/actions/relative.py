"""What is told from the article's date, or counted from another time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from pipeline.figures.dates.derived import Ended, Holiday, Nth, Open, Several, Shift
from pipeline.figures.dates.lengths import Count, Length, bound, length
from pipeline.figures.dates.moments import (
    Anchored,
    DayShift,
    Fixed,
    Moment,
    Period,
    Relative,
    Season,
    Unknown,
    Weekday,
    WeekdayFrom,
    WeekendOf,
    WeekOf,
)
from pipeline.figures.dates.numbers import Feast

__all__: list[str] = []  # the grammar finds actions by their names


def relative(which: int, unit: str) -> Relative:
    return Relative(unit, which)


def relative_year(which: int) -> Relative:
    return Relative("year", which)


def relative_past(unit: str) -> Relative:
    return Relative(unit, -1)


def relative_far(unit: str, n: int) -> Relative:
    return Relative(unit, n)


def the_unit(unit: str) -> Moment | None:
    return Period(unit) if unit in ("week", "month", "year", "decade", "century", "quarter") else None


def weekend() -> Moment:
    return Period("weekend")


def modified_unit(word: str, unit: str) -> Relative:
    return Relative(unit, 0, modifier=word)


def modified(word: str, what: Moment) -> Moment:
    return replace(what, modifier=f"{word} {what.modifier}".strip())


def modified_today(word: str) -> DayShift:
    return DayShift(0, modifier=word)


def to_date(unit: str) -> Relative:
    return Relative(unit, to_date=True)


def week_of(date: Fixed) -> Moment:
    return WeekOf(date)


def weekend_of(date: Fixed) -> Moment:
    return WeekendOf(date)


def weekend_of_feast(name: Feast) -> Moment:
    return WeekendOf(Holiday(name.rule))


def year_end_of(of: Fixed) -> Fixed:
    return replace(of, modifier="end")


def year_end() -> Moment:
    return Period("year", modifier="end")


def mid_unit(edge: str, unit: str) -> Moment:
    return Period(unit, modifier=edge)


def mid_word(word: str) -> Moment:
    return Period(word.removeprefix("mid"), modifier="mid")


def edge_of(edge: str, unit: str) -> Moment:
    """Read "by end of year"."""
    return Period(unit, modifier=edge)


def edge_of_day(edge: str) -> Moment:
    """Read "earlier in the day": which day, another date of the text tells."""
    return Anchored(0, "day", calendar=True, modifier=edge)


def edge_of_day_named(edge: str, day: Moment) -> Moment:
    return replace(day, modifier=edge)


def tonight() -> DayShift:
    return DayShift(0, modifier="night")


def late_tonight(word: str) -> DayShift:
    return DayShift(0, modifier=f"{word} night")


def unknown(*_: Any) -> Unknown:
    return Unknown()


def edged(edge: str, what: Moment) -> Moment | None:
    if isinstance(what, (DayShift, Weekday)) or (isinstance(what, Fixed) and what.day is not None):
        return None
    return replace(what, modifier=f"{edge} {what.modifier}".strip())


def edged_season(edge: str, code: int) -> Moment:
    return Season(code, modifier=edge)


def nth(n: int, unit: str, of: Moment) -> Moment:
    return Nth(n, unit, of)


def nth_last(unit: str, of: Moment) -> Moment:
    return Nth(-1, unit, of)


def nth_several(which: str, count: Count, unit: str, of: Moment) -> Moment | None:
    amount = count.whole
    if amount is None or isinstance(of, (Open, Unknown)):
        return None
    return Several(amount if which in ("first", "opening") else -amount, unit.removesuffix("s"), of)


def nth_weekday(n: int, day: int, of: Moment) -> Moment | None:
    return Nth(n, "day", of, weekday=day) if 1 <= n <= 5 else None


def nth_weekday_part(n: int, day: int, part: str, of: Moment) -> Moment | None:
    found = nth_weekday(n, day, of)
    return replace(found, modifier=part) if found else None


def nth_from_end(n: int, unit: str, of: Moment) -> Moment:
    """Read "the second-last week of October"."""
    return Nth(-n, unit, of)


def nth_weekday_from(n: int, day: int, word: str, base: Moment) -> Moment | None:
    """Read "the first Tuesday after Easter"."""
    if not 1 <= n <= 5 or isinstance(base, (Open, Unknown)):
        return None
    return WeekdayFrom(day, n if word == "after" else -n, base)


def week_of_year(week: str | int, of: Moment) -> Moment | None:
    year = isinstance(of, Fixed) or getattr(of, "unit", "") == "year"
    return Nth(int(week), "week", of) if year and 1 <= int(week) <= 53 else None


def nth_weekday_last(day: int, of: Moment) -> Moment:
    return Nth(-1, "day", of, weekday=day)


_DIRECTIONS = {
    "earlier": -1,
    "before": -1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "later": 1,
    "after": 1,
    "following": 1,
    "next": 1,
}
_MULTIPLES = {"fortnight": (2, "week"), "night": (1, "day"), "millennium": (10, "century")}


def _shift(count: Count, unit: str, sign: int, base: Moment | None = None) -> Moment:
    amount = count.whole
    if amount is None:
        return Unknown(modifier=count.modifier)
    factor, unit = _MULTIPLES.get(unit, (1, unit))
    return Shift(sign * amount * factor, unit, base, modifier=count.modifier, about=count.approx == "about")


def ago(count: Count, unit: str) -> Moment:
    whole = count.low is None or count.low % 1 == 0
    return _shift(count, unit, -1) if whole else ago_length(length(count, unit))


def bounded_ago(limit: tuple[str, str], count: Count, unit: str) -> Moment | None:
    found = _shift(count, unit, -1)
    kind, words = limit
    if words.startswith("as "):
        return None  # "five times as much as a year ago"
    if kind in ("about", "nearly", "just_over"):
        return replace(found, about=True, modifier=words)
    if isinstance(found, Shift) and kind in ("above", "at_least"):
        return Open(end=found, end_included=kind == "at_least", modifier=words)
    if isinstance(found, Shift) and kind in ("below", "at_most"):
        return Open(start=found, start_included=kind == "at_most", modifier=words)
    return replace(found, modifier=words)


def hence(count: Count, unit: str) -> Moment:
    return _shift(count, unit, 1)


def ahead(count: Count, unit: str) -> Moment | None:
    found = _shift(count, unit, 1)
    return replace(found, ahead=True) if isinstance(found, Shift) else None


def ago_length(what: Length) -> Moment:
    """Read "two weeks and two days ago"."""
    if what.low is None or what.low != what.high:
        return Unknown()
    if what.unit == "year" and what.low % 1:
        # "two and a half years ago": a month, about
        return _shift(Count(what.low * 12, what.low * 12, "about"), "month", -1)
    return _shift(Count(what.low, what.high), what.unit, -1)


def bounded_ago_length(limit: tuple[str, str], what: Length) -> Moment | None:
    """Read "nearly half a century ago"."""
    if what.low is None or what.low != what.high or what.low % 1:
        return Unknown()
    return bounded_ago(limit, Count(what.low, what.high), what.unit)


def later_length(what: Length, word: str) -> Length:
    return replace(what, modifier=word, counted=_DIRECTIONS[word])


def weekdays_ago(count: Count, day: int) -> Moment | None:
    """Read "two Thursdays ago": the one before the last."""
    weeks = count.whole
    return WeekdayFrom(day, -weeks) if weeks else None


def weekdays_hence(count: Count, day: int) -> Moment | None:
    weeks = count.whole
    return WeekdayFrom(day, weeks) if weeks else None


def ago_on(count: Count, unit: str, days: int) -> Moment | None:
    """Read "five years ago today"."""
    found = _shift(count, unit, -1, DayShift(days))
    return found if isinstance(found, Shift) else None


def ago_this(count: Count, unit: str, which: str) -> Moment | None:
    """Read "ten years ago this month"; a week has no fixed place in a year, and leaves the year."""
    return _shift(count, unit, -1, Relative(which) if which in ("month", "year") else None)


def later(count: Count, unit: str, word: str) -> Length:
    """Read "two days later": the day is the context's to tell, the length is told."""
    return replace(length(count, unit), modifier=word, counted=_DIRECTIONS[word])


def later_bound(limit: tuple[str, str], count: Count, unit: str, word: str) -> Length | None:
    return bound(*limit, later(count, unit, word))


def shifted_about(limit: tuple[str, str], count: Count, unit: str, word: str, base: Moment) -> Moment | None:
    found = shifted(count, unit, word, base)
    return replace(found, about=True, modifier=limit[1]) if limit[0] in ("about", "nearly", "just_over") else None


def ended(count: Count, unit: str, end: Moment) -> Moment | None:
    amount = count.whole
    factor, unit = _MULTIPLES.get(unit.removesuffix("s"), (1, unit.removesuffix("s")))
    if unit == "hour" and amount:
        amount, unit = (None if amount % 24 else amount // 24), "day"
    return Ended(amount * factor, unit, end) if amount and not isinstance(end, (Open, Unknown)) else None


def ended_one(unit: str, end: Moment) -> Moment | None:
    return ended(Count(Decimal(1), Decimal(1)), unit, end)


def ended_year(end: Moment) -> Moment | None:
    return ended_one("year", end)


def later_one(count: Count, unit: str, word: str) -> Moment:
    """Read "a year earlier": a time that the context tells, and no length."""
    return Anchored(_DIRECTIONS[word], unit, modifier=word)


def neighbour(unit: str, word: str) -> Moment:
    """Read "the day before" and "the summer after"."""
    return Anchored(_DIRECTIONS[word], unit, calendar=True)


def neighbouring(word: str, unit: str) -> Moment:
    """Read "the following week"."""
    return neighbour(unit, word)


def year_before() -> Moment:
    """Read "the year-earlier quarter"."""
    return Anchored(-1, "year")


def that_unit(unit: str) -> Moment:
    return Anchored(0, unit, calendar=True)


def shifted(count: Count, unit: str, word: str, base: Moment) -> Moment:
    return _shift(count, unit, -1 if word == "before" else 1, base)


def shifted_one(unit: str, word: str, base: Moment) -> Moment:
    return _shift(Count(Decimal(1), Decimal(1)), unit, -1 if word == "before" else 1, base)


def one(word: str) -> Count:
    return Count(Decimal(1), Decimal(1))
