"""Days, months, seasons, quarters and years."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.figures.dates.derived import Holiday, Nth, Open, Shift
from pipeline.figures.dates.moments import (
    CenturyBC,
    DayOfMonth,
    DayShift,
    Decade,
    Fixed,
    Moment,
    Period,
    Relative,
    Season,
    Unknown,
    Weekday,
)
from pipeline.figures.dates.numbers import Feast

__all__: list[str] = []  # the grammar finds actions by their names

FIRST_YEAR, LAST_YEAR = 1000, 2199


def same(value: Any) -> Any:
    return value


def first_of(value: Any, _: Any) -> Any:
    return value


def second_of(_: Any, value: Any) -> Any:
    return value


def number(digits: str | int) -> int | None:
    value = int(digits)
    return value if 1 <= value <= 31 else None


def year(digits: str) -> Fixed | None:
    value = int(digits)
    return Fixed(value) if FIRST_YEAR <= value <= LAST_YEAR else None


def year_era(digits: str) -> Fixed | None:
    return Fixed(int(digits)) if 1 <= int(digits) <= LAST_YEAR else None


def year_bc(digits: str) -> Fixed | None:
    return Fixed(1 - int(digits)) if 1 <= int(digits) <= 9999 else None


def _full_year(digits: str) -> int:
    value = int(digits)
    if len(digits) > 2:
        return value
    return value + (2000 if value < 40 else 1900)


def short_year(digits: str) -> Fixed | None:
    return Fixed(_full_year(digits)) if len(digits) == 2 else None


def month_day(month: int, day: int) -> Fixed | None:
    return Fixed(None, month, day) if 1 <= day <= 31 else None


def day_month(day: int, month: int) -> Fixed | None:
    return month_day(month, day)


def with_year(date: Fixed, which: Fixed) -> Fixed | None:
    made = replace(date, year=which.year)
    return made if made.resolve(None, 0) else None


def with_relative_year(date: Fixed, which: int) -> Fixed | None:
    return replace(date, years=which) if date.year is None else None


def _ymd(year: int, month: int, day: int) -> Fixed | None:
    made = Fixed(year, month, day)
    return made if made.resolve(None, 0) else None


def ymd(years: str, months: str, days: str) -> Fixed | None:
    return _ymd(int(years), int(months), int(days))


def day_month_year(day: str, month: int, years: str) -> Fixed | None:
    return _ymd(_full_year(years), month, int(day))


def numeric(one: str, two: str, years: str, *, day_first: bool) -> Moment | None:
    return _either(int(one), int(two), _full_year(years), day_first)


def slash_day(one: str, two: str, *, day_first: bool) -> Moment | None:
    return _either(int(one), int(two), None, day_first)


def dotted(digits: str) -> Moment | None:
    one, two, years = digits.split(".")
    if len(one) > 2 or len(two) > 2 or len(years) not in (2, 4):
        return None
    return _either(int(one), int(two), _full_year(years), day_first=True)


def _either(one: int, two: int, year: int | None, day_first: bool) -> Moment | None:
    """Read a day written in figures: where one order alone is possible it stands, whatever the setting."""
    orders = [Fixed(year, two, one), Fixed(year, one, two)]
    for date in orders if day_first else orders[::-1]:
        if date.resolve(None, 0) is not None:
            return date
    return None


def weekday_date(weekday: int, date: Fixed) -> Moment | None:
    found = date.resolve(None, 0) if isinstance(date, Fixed) and date.year is not None else None
    if found is not None and found.first is not None and found.first.weekday() != weekday:
        return None
    return replace(date, weekday=weekday) if isinstance(date, Fixed) and date.year is None else date


def date_weekday(date: Fixed, weekday: int) -> Moment | None:
    return weekday_date(weekday, date)


def weekday_dom(weekday: int, day: int) -> Moment | None:
    return DayOfMonth(day, weekday) if 1 <= day <= 31 else None


def slashed(date: Fixed) -> Fixed:
    return replace(date, weak=True)


def weekday(which: int) -> Weekday:
    return Weekday(which)


def which_weekday(which: int, day: int) -> Weekday:
    return Weekday(day, which)


def which_weekday_back(day: int) -> Weekday:
    return Weekday(day, -1)


def which_weekday_soon(day: int) -> Weekday:
    return Weekday(day, 0)


def weekday_week(day: int) -> Moment:
    return Shift(7, "day", Weekday(day, 0))


def weekday_of(day: int, week: Moment) -> Moment | None:
    return Weekday(day, week=week) if isinstance(week, (Relative, Period)) and week.unit == "week" else None


def of_weekday(week: Moment, day: int) -> Moment | None:
    return weekday_of(day, week)


def deictic(shift: int | None = None, days: int = 0) -> DayShift:
    return DayShift(days if shift is None else shift)


def day_of(day: int, whole: Moment) -> Moment | None:
    return Nth(day, "day", whole) if isinstance(whole, (Relative, Period)) and whole.unit == "month" else None


def which_date(which: int, date: Fixed) -> Moment | None:
    return replace(date, which=which) if isinstance(date, Fixed) and date.year is None else None


def feast(name: Feast) -> Moment:
    return Holiday(name.rule, weak=name.bare)


def feast_year(name: Feast, of: Fixed) -> Moment:
    return Holiday(name.rule, of.year)


def feast_of(name: Feast, which: int) -> Moment:
    return Holiday(name.rule, years=which)


def feast_which(which: int, name: Feast) -> Moment:
    return Holiday(name.rule, which=which)


def month(which: int) -> Fixed:
    return Fixed(None, which)


def month_year(which: int, of: Fixed | str) -> Fixed | None:
    value = of.year if isinstance(of, Fixed) else int(of)
    return Fixed(value, which) if value is not None and 1 <= value <= LAST_YEAR else None


def month_which(which_month: int, which: int) -> Moment:
    return Nth(which_month, "month", Relative("year", which))


def which_month(which: int, of: int) -> Moment:
    return Fixed(None, of, which=which)


def decade(start: str | int) -> Decade | None:
    value = int(start)
    if value >= 100:
        if not FIRST_YEAR <= value <= LAST_YEAR or value % 10:
            return None
        return Decade(value, 100 if value % 100 == 0 and value < 2000 else 10)
    return Decade(value) if value % 10 == 0 else None


def edge_decade(edge: str, start: str) -> Moment | None:
    found = decade(start)
    return replace(found, modifier=edge) if found else None


def century(which: int) -> Decade | None:
    return Decade((which - 1) * 100, 100) if 1 <= which <= 30 else None


def century_bc(which: int) -> Moment:
    return CenturyBC(which) if 1 <= which <= 99 else Unknown()


def season_year(code: int, of: Fixed) -> Season | None:
    return Season(code, of.year) if of.year is not None else None


def season_span(code: int, first: str, last: str) -> Season | None:
    """Read "winter 2019/20": a winter bears the year that it begins in."""
    return Season(code, int(first)) if year_span(first, last) else None


def which_season(which: int, code: int) -> Season:
    return Season(code, which=which)


def season_which(code: int, which: int) -> Moment:
    return Season(code, years=which)


def season_past(code: int) -> Season:
    return Season(code, which=-1)


def season_the(code: int) -> Season:
    return Season(code)


def quarter_code(letter: str, digits: str, of: Fixed | None = None) -> Season | None:
    count = int(digits)
    if not 1 <= count <= (4 if letter == "q" else 2):
        return None
    return Season((32 if letter == "q" else 39) + count, of.year if of else None)


def front_quarter(digits: str, letter: str, of: str = "") -> Season | None:
    """Read "2Q" and "4Q19"."""
    if len(digits) > 1 or (of and len(of) not in (2, 4)):
        return None
    return quarter_code(letter, digits, Fixed(_full_year(of)) if of else None)


def year_quarter(of: Fixed, letter: str, digits: str) -> Season | None:
    return quarter_code(letter, digits, of)


def quarter(which: int, of: Moment | None = None) -> Moment | None:
    if not 1 <= which <= 4:
        return None
    if of is None:
        return Season(32 + which)
    if isinstance(of, Fixed):
        return Season(32 + which, of.year)
    return Nth(which, "quarter", of) if getattr(of, "unit", "") == "year" else None


def half(which: int, of: Moment) -> Moment | None:
    return Nth(which, "half", of) if which in (1, 2) else None


def unit_quarter(of: Moment, which: int) -> Moment | None:
    """Read "next year's first quarter"."""
    return quarter(which, of)


def unit_half(of: Moment, which: int) -> Moment | None:
    return half(which, of) if isinstance(of, Fixed) or getattr(of, "unit", "") == "year" else None


def final_quarter(_: str, of: Moment) -> Moment | None:
    unit = getattr(of, "unit", "")
    if unit == "year" or (isinstance(of, Fixed) and of.year is not None and of.month is None):
        return Nth(4, "quarter", of)
    return None


def fiscal_quarter(which: int, of: Moment) -> Moment:
    return replace(of, modifier=f"{of.modifier} {['first', 'second', 'third', 'fourth'][which - 1]} quarter")


def fiscal_ordinal(which: int) -> Moment | None:
    """Read "the fiscal third quarter": which months it has is the company's to tell."""
    return fiscal_quarter(which, fiscal_open()) if 1 <= which <= 4 else None


def fiscal_code(_: str, which: str, of: Moment) -> Moment | None:
    return fiscal_quarter(int(which), of) if 1 <= int(which) <= 4 else None


def fiscal(digits: str) -> Fixed | None:
    found = year(digits)
    return replace(found, modifier="fiscal") if found else None


def fiscal_short(digits: str) -> Fixed | None:
    return Fixed(_full_year(digits), modifier="fiscal") if len(digits) == 2 else None


def fiscal_span(first: str, last: str) -> Moment | None:
    found = year_span(first, last)
    return replace(found, modifier="fiscal") if found else None


def fiscal_open() -> Moment:
    return Unknown(modifier="fiscal")


def fiscal_which(which: int) -> Moment:
    return Unknown(modifier="fiscal")


def year_span(first: str, last: str) -> Moment | None:
    """Read "2019/20" and "1990-95"; the end is in the century of the start."""
    start = int(first)
    if not FIRST_YEAR <= start <= LAST_YEAR or len(last) not in (2, 4):
        return None
    end = int(last) if len(last) == 4 else start // 100 * 100 + int(last)
    if len(last) == 2 and end < start and start % 100 > 90:
        end += 100
    if not start < end <= min(LAST_YEAR, start + 300):
        return None
    return Open(Fixed(start), Fixed(end))
