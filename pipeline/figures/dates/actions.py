"""What the rules of ``grammar.txt`` mean.

An action receives the values that its pattern captured, in their order, and returns what the words stand for: a
moment, a length, a repetition or a plain value for another rule. ``None`` rejects the reading.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pipeline.figures.dates.lengths import Count, Every, Length, add, bound, length
from pipeline.figures.dates.lexicon import CLASSES
from pipeline.figures.dates.moments import (
    Clock,
    DayOfMonth,
    DayShift,
    Decade,
    Fixed,
    Holiday,
    Moment,
    Nth,
    Open,
    Period,
    Relative,
    Season,
    Several,
    Shift,
    Timed,
    Unknown,
    Weekday,
    WeekOf,
)
from pipeline.figures.dates.numbers import Feast

__all__ = ["ACTIONS"]

FIRST_YEAR, LAST_YEAR = 1000, 2199
_HALF_UNITS = {"night": "day"}


def same(value: Any) -> Any:
    return value


def second_of(_: Any, value: Any) -> Any:
    return value


def number(digits: str | int) -> int | None:
    value = int(digits)
    return value if 1 <= value <= 31 else None


# --- the calendar ---------------------------------------------------------------------------------------------------
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
    return value + (2000 if value < 50 else 1900)


def short_year(digits: str) -> Fixed | None:
    return Fixed(_full_year(digits)) if len(digits) == 2 else None


def month_day(month: int, day: int) -> Fixed | None:
    return Fixed(None, month, day) if 1 <= day <= 31 else None


def day_month(day: int, month: int) -> Fixed | None:
    return month_day(month, day)


def with_year(date: Fixed, which: Fixed) -> Fixed | None:
    made = replace(date, year=which.year)
    return made if made.resolve(None, 0) else None


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


def feast_which(which: int, name: Feast) -> Moment:
    return Holiday(name.rule, which=which)


# --- months, seasons, quarters, years -------------------------------------------------------------------------------
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
    return Unknown()


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


def final_quarter(_: str, of: Moment) -> Moment | None:
    unit = getattr(of, "unit", "")
    if unit == "year" or (isinstance(of, Fixed) and of.year is not None and of.month is None):
        return Nth(4, "quarter", of)
    return None


def fiscal_quarter(which: int, of: Moment) -> Moment:
    return replace(of, modifier=f"{of.modifier} {['first', 'second', 'third', 'fourth'][which - 1]} quarter")


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


# --- this, last, next -----------------------------------------------------------------------------------------------
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


def year_end() -> Moment:
    return Period("year", modifier="end")


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
    amount = _whole(count)
    if amount is None or isinstance(of, (Open, Unknown)):
        return None
    return Several(amount if which in ("first", "opening") else -amount, unit.removesuffix("s"), of)


def nth_weekday(n: int, day: int, of: Moment) -> Moment | None:
    return Nth(n, "day", of, weekday=day) if 1 <= n <= 5 else None


def nth_weekday_last(day: int, of: Moment) -> Moment:
    return Nth(-1, "day", of, weekday=day)


# --- counted from now or from another time --------------------------------------------------------------------------
def _whole(count: Count) -> int | None:
    if count.low is None or count.low != count.high or count.low != int(count.low) or count.low > 100000:
        return None
    return int(count.low)


_MULTIPLES = {"fortnight": (2, "week"), "night": (1, "day"), "millennium": (10, "century")}


def _shift(count: Count, unit: str, sign: int, base: Moment | None = None) -> Moment:
    amount = _whole(count)
    if amount is None:
        return Unknown(modifier=count.modifier)
    factor, unit = _MULTIPLES.get(unit, (1, unit))
    return Shift(sign * amount * factor, unit, base, modifier=count.modifier, about=count.approx == "about")


def ago(count: Count, unit: str) -> Moment:
    return _shift(count, unit, -1)


def bounded_ago(limit: tuple[str, str], count: Count, unit: str) -> Moment:
    found = _shift(count, unit, -1)
    kind, words = limit
    if kind in ("about", "below", "above"):
        return replace(found, about=True, modifier=words)
    if isinstance(found, Shift) and kind in ("more", "least"):
        return Open(end=found, end_included=kind == "least", modifier=words)
    if isinstance(found, Shift) and kind in ("less", "most"):
        return Open(start=found, start_included=kind == "most", modifier=words)
    return replace(found, modifier=words)


def hence(count: Count, unit: str) -> Moment:
    return _shift(count, unit, 1)


def ahead(count: Count, unit: str) -> Moment | None:
    found = _shift(count, unit, 1)
    return replace(found, ahead=True) if isinstance(found, Shift) else None


def half_ago(unit: str) -> Moment:
    half_units = {"decade": (5, "year"), "century": (50, "year"), "year": (6, "month"), "day": (12, "hour")}
    if unit not in half_units:
        return Unknown()
    amount, smaller = half_units[unit]
    return Shift(-amount, smaller)


def later(count: Count, unit: str, word: str) -> Moment:
    return hence(count, unit) if word == "hence" else Unknown(modifier=word)


def shifted(count: Count, unit: str, word: str, base: Moment) -> Moment:
    return _shift(count, unit, -1 if word == "before" else 1, base)


def shifted_one(unit: str, word: str, base: Moment) -> Moment:
    return _shift(Count(Decimal(1), Decimal(1)), unit, -1 if word == "before" else 1, base)


def one(word: str) -> Count:
    return Count(Decimal(1), Decimal(1))


# --- the clock ------------------------------------------------------------------------------------------------------
def clock(hours: str, minutes: str) -> Clock | None:
    if len(minutes) != 2 or int(hours) > 24 or int(minutes) > 59:
        return None
    return Clock(int(hours) % 24, int(minutes))


def clock_seconds(hours: str, minutes: str, seconds: str) -> Clock | None:
    found = clock(hours, minutes)
    return replace(found, second=int(seconds)) if found and len(seconds) == 2 and int(seconds) < 60 else None


def _half_day(hour: int, half: int) -> int | None:
    if hour > 12 or hour < 0:
        return hour if 12 < hour < 24 and half == 12 else None
    return hour % 12 + half


def clock_half(hours: str, minutes: str, half: int) -> Clock | None:
    hour = _half_day(int(hours), half)
    return Clock(hour, int(minutes)) if hour is not None and len(minutes) == 2 and int(minutes) < 60 else None


def hour_half(hours: str | int, half: int) -> Clock | None:
    hour = _half_day(int(hours), half)
    return Clock(hour) if hour is not None and int(hours) > 0 else None


def clock_full(hours: str, minutes: str, seconds: str, half: int) -> Clock | None:
    found = clock_half(hours, minutes, half)
    return replace(found, second=int(seconds)) if found and len(seconds) == 2 and int(seconds) < 60 else None


def clock_run(digits: str, half: int) -> Clock | None:
    """Read "1140 a.m."."""
    return clock_half(digits[:-2], digits[-2:], half) if 3 <= len(digits) <= 4 else None


def dotted_half(digits: str, half: int) -> Clock | None:
    hours, _, minutes = digits.partition(".")
    if "," in digits or not minutes:
        return None
    return clock_half(hours, minutes, half)


def hour_oclock(hours: str | int, half: int | None = None) -> Clock | None:
    hour = int(hours) if half is None else _half_day(int(hours), half)
    return Clock(hour) if hour is not None and 0 < hour < 24 else None


def noon(hour: int) -> Clock:
    return Clock(hour)


def hours_military(digits: str, zone: str | None = None) -> Clock | None:
    found = clock(digits[:2], digits[2:])
    return replace(found, zone=zone or "") if found else None


def half_past(hour: int) -> Clock | None:
    return Clock(hour % 24, 30) if 0 <= hour <= 24 else None


def quarter_past(hour: int) -> Clock | None:
    return Clock(hour % 24, 15) if 0 <= hour <= 24 else None


def quarter_to(hour: int) -> Clock | None:
    return Clock((hour - 1) % 24, 45) if 0 <= hour <= 24 else None


def minutes_past(minutes: int, hour: int) -> Clock | None:
    return Clock(hour % 24, minutes) if 0 < minutes < 60 and 0 <= hour <= 24 else None


def minutes_to(minutes: int, hour: int) -> Clock | None:
    return Clock((hour - 1) % 24, 60 - minutes) if 0 < minutes < 60 and 0 <= hour <= 24 else None


def hour_of_half(digits: str | int, half: int) -> int | None:
    return _half_day(int(digits), half)


def zoned_first(when: Clock, zone: str | None, _: Clock, __: str | None) -> Clock:
    return replace(when, zone=zone or "")


def zoned(when: Clock, zone: str) -> Clock:
    return replace(when, zone=zone)


def local() -> str:
    return ""


def timed(when: Clock) -> Timed:
    return Timed(when)


def _afternoon(when: Clock, part: str) -> Clock:
    if part in ("afternoon", "evening", "night") and 0 < when.hour < 12 and not (part == "night" and when.hour < 5):
        return replace(when, hour=when.hour + 12)
    return when


def timed_on(when: Clock, day: Moment) -> Timed | None:
    return timed_day(day, when)


def timed_day(day: Moment, when: Clock) -> Timed | None:
    if isinstance(day, (Timed, Open)):
        return None
    return Timed(_afternoon(when, day.modifier), replace(day, modifier=""))


def hour_on(day: Moment, hour: int) -> Timed | None:
    """Read "tomorrow evening at eight"; without a part of the day the half of the day would be open."""
    return timed_day(day, Clock(hour % 24)) if day.modifier and 0 < hour <= 24 else None


def timed_part(when: Clock, part: str) -> Timed:
    return Timed(_afternoon(when, part))


# --- parts of the day -----------------------------------------------------------------------------------------------
def this_part(part: str) -> DayShift:
    return DayShift(0, modifier=part)


def last_night() -> DayShift:
    return DayShift(-1, modifier="night")


def day_part(day: Moment, part: str) -> Moment | None:
    return replace(day, modifier=part) if not day.modifier else None


def part_day(part: str, day: Moment) -> Moment | None:
    return day_part(day, part)


def day_edge_part(day: Moment, edge: str, part: str) -> Moment | None:
    return day_part(day, f"{edge} {part}")


def edged_day_part(edge: str, day: Moment, part: str) -> Moment | None:
    return day_part(day, f"{edge} {part}")


def edged_this_part(edge: str, part: str) -> DayShift:
    return DayShift(0, modifier=f"{edge} {part}")


def edged_part(edge: str, day: Moment) -> Moment:
    return replace(day, modifier=f"{edge} {day.modifier}".strip())


# --- intervals ------------------------------------------------------------------------------------------------------
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


def months_range(first: int, last: int, of: Fixed | None = None) -> Moment | None:
    if of is None:
        return Open(Fixed(None, first), Fixed(None, last))
    if of.year is None:
        return None
    return Open(Fixed(of.year - (first > last), first), Fixed(of.year, last))


def times(start: Clock, end: Clock) -> tuple[Clock, Clock]:
    if start.zone == "" and end.zone:
        start = replace(start, zone=end.zone)
    return start, end


def _same_half(start: Clock | None, end: Clock | None) -> tuple[Clock, Clock] | None:
    if start is None or end is None:
        return None
    if start.hour * 60 + (start.minute or 0) > end.hour * 60 + (end.minute or 0):
        start = replace(start, hour=(start.hour + 12) % 24)
    return start, end


def hours_half(first: str, last: str, half: int) -> tuple[Clock, Clock] | None:
    """Read "5-6 pm": both ends are in the half of the day that the last one names."""
    return _same_half(hour_half(first, half), hour_half(last, half))


def clocks_half(hours: str, minutes: str, to_hours: str, to_minutes: str, half: int) -> tuple[Clock, Clock] | None:
    return _same_half(clock_half(hours, minutes, half), clock_half(to_hours, to_minutes, half))


def clock_hour_half(hours: str, minutes: str, last: str, half: int) -> tuple[Clock, Clock] | None:
    return _same_half(clock_half(hours, minutes, half), hour_half(last, half))


def times_on(clocks: tuple[Clock, Clock], day: Moment | None = None) -> Moment | None:
    start, end = clocks
    if isinstance(day, (Timed, Open)):
        return None
    following = day
    if start.hour * 60 + (start.minute or 0) > end.hour * 60 + (end.minute or 0):
        following = Shift(1, "day", day or DayShift(0))
    return Open(Timed(start, day), Timed(end, following))


def on_times(day: Moment, clocks: tuple[Clock, Clock]) -> Moment | None:
    return times_on(clocks, day)


def from_now(end: Moment) -> Moment | None:
    return None if isinstance(end, Open) else Open(DayShift(0), end)


def since(when: Moment) -> Moment | None:
    return None if isinstance(when, Open) else Open(start=when)


def after(when: Moment) -> Moment | None:
    return None if isinstance(when, Open) else Open(start=when, start_included=False)


def until(when: Moment) -> Moment | None:
    return None if isinstance(when, Open) else Open(end=when)


def before(when: Moment) -> Moment | None:
    return None if isinstance(when, Open) else Open(end=when, end_included=False)


def to_now() -> Moment:
    return Open(end=DayShift(0))


def about_word(word: str, what: Moment) -> Moment | None:
    return None if isinstance(what, Open) else replace(what, about=True, modifier=word)


def about(what: Moment) -> Moment | None:
    return None if isinstance(what, Open) else replace(what, about=True)


# --- lengths --------------------------------------------------------------------------------------------------------
def length_of(count: Count, unit: str) -> Length:
    return length(count, unit)


def length_one(count: Count, unit: str) -> Length | None:
    return None if unit == "quarter" else length(count, unit, weak=True)


def length_bare(unit: str) -> Length:
    return length(Count(Decimal(1), Decimal(1)), unit)


def length_units(unit: str) -> Length:
    return length(Count(Decimal(2), None, "vague"), unit)


def length_part(unit: str, hundredths: int = 50) -> Length:
    part = Decimal(hundredths) / 100
    return length(Count(part, part), unit)


def length_and_part(count: Count, unit: str, hundredths: int = 50) -> Length | None:
    if count.low is None or count.low != count.high:
        return None
    value = count.low + Decimal(hundredths) / 100
    return length(Count(value, value, count.approx, count.modifier), unit)


def length_sum(first: Length, *others: Length) -> Length | None:
    total: Length | None = first
    for other in others:
        if total is None:
            return None
        total = add(total, other)
    return total


def length_dozen(_: str, unit: str) -> Length:
    return length(Count(Decimal(12), Decimal(12)), unit)


def length_range(low: Count, high: Count, unit: str) -> Length | None:
    if low.low is None or high.high is None or low.low >= high.high:
        return None
    return length(Count(low.low, high.high), unit)


def length_or_two(count: Count, unit: str) -> Length:
    return length(Count(Decimal(1), Decimal(2)), unit)


def bounded(limit: tuple[str, str], what: Length) -> Length | None:
    kind, words = limit
    return bound(kind, words, what)


def bounded_after(what: Length, limit: tuple[str, str]) -> Length | None:
    return bounded(limit, what)


def past_length(toward: int, what: Length) -> Length:
    return replace(what, toward=toward, weak=False)


def count_past(count: Count, word: str, unit: str) -> Length | None:
    return replace(length(count, unit), toward=CLASSES["PAST"][word])


def past_one(word: str, unit: str) -> Length | None:
    """Read "the past year"; "the last year" is a length only after "over" or "in", "the last quarter" never."""
    toward = CLASSES["PAST"][word]
    weak = word not in ("past", "coming")
    if unit in ("night", "day", "second") or (weak and unit == "quarter"):
        return None
    return replace(length_bare(unit), toward=toward, weak=weak)


def past_units(toward: int, unit: str) -> Length:
    return replace(length_units(unit), toward=toward)


# --- repetitions ----------------------------------------------------------------------------------------------------
def every(unit: str) -> Every:
    return Every({"night": "day", "fortnight": "2 weeks"}.get(unit, unit))


def every_weekday(day: int) -> Every:
    return Every("week")


def every_part(part: str) -> Every:
    return Every({"weekend": "week", "weekday": "day"}.get(part, "day"))


def every_season(code: int) -> Every:
    return Every("year")


def every_other(unit: str) -> Every:
    return Every(f"2 {unit}s")


def every_count(count: Count, unit: str) -> Every | None:
    amount = _whole(count)
    if amount is None:
        return None
    return Every(unit if amount == 1 else f"{amount} {unit}s")


def every_nth(n: int, unit: str) -> Every:
    return Every(unit if n == 1 else f"{n} {unit}s")


def set_word(per: str) -> Every:
    return Every(per)


def set_prefix(prefix: str, per: str) -> Every | None:
    table = {
        ("semi", "year"): "6 months",
        ("bi", "year"): "6 months",
        ("bi", "week"): "2 weeks",
        ("bi", "month"): "2 months",
    }
    found = table.get((prefix, per))
    return Every(found) if found else None


def every_other_weekday(day: int) -> Every:
    return Every("2 weeks")


ACTIONS: dict[str, Callable[..., Any]] = {
    name: function
    for name, function in list(globals().items())
    if callable(function) and getattr(function, "__module__", "") == __name__ and not name.startswith("_")
}
