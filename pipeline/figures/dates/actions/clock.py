"""Times and parts of the day."""

from __future__ import annotations

from dataclasses import replace

from pipeline.figures.dates.actions.calendar import weekday_of
from pipeline.figures.dates.derived import Clock, Open, Shift, Timed
from pipeline.figures.dates.moments import (
    DayShift,
    Fixed,
    Moment,
)

__all__: list[str] = []  # the grammar finds actions by their names

_PARTS = frozenset(["morning", "afternoon", "evening", "night"])


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
    return Clock(hour, either=half is None and hour <= 12) if hour is not None and 0 < hour < 24 else None


def noon(hour: int) -> Clock:
    return Clock(hour)


def hours_military(digits: str, zone: str | None = None) -> Clock | None:
    found = clock(digits[:2], digits[2:])
    return replace(found, zone=zone or "") if found else None


def _at(hour: int | Clock, minutes: int) -> Clock | None:
    """Count minutes from an hour; a number alone does not tell its half of the day."""
    number = hour.hour if isinstance(hour, Clock) else hour
    if not 0 <= number <= 24:
        return None
    found = Clock((number - (minutes < 0)) % 24, minutes % 60)
    return replace(found, either=not isinstance(hour, Clock) and 0 < number <= 12)


def half_past(hour: int | Clock) -> Clock | None:
    return _at(hour, 30)


def quarter_past(hour: int | Clock) -> Clock | None:
    return _at(hour, 15)


def quarter_to(hour: int | Clock) -> Clock | None:
    return _at(hour, -15)


def minutes_past(minutes: int, hour: int | Clock) -> Clock | None:
    return _at(hour, minutes) if 0 < minutes < 60 else None


def minutes_to(minutes: int, hour: int | Clock) -> Clock | None:
    return _at(hour, -minutes) if 0 < minutes < 60 else None


def hour_of_half(digits: str | int, half: int) -> Clock | None:
    hour = _half_day(int(digits), half)
    return Clock(hour) if hour is not None else None


def zoned_first(when: Clock, zone: str | None, _: Clock, __: str | None) -> Clock:
    return replace(when, zone=zone or "")


def zoned(when: Clock, zone: str) -> Clock:
    return replace(when, zone=zone)


def local() -> str:
    return ""


def timed(when: Clock) -> Timed:
    return Timed(when)


def _afternoon(when: Clock, part: str) -> Clock:
    """Put a time in its part of the day ("late evening")."""
    parts = _PARTS.intersection(part.split())
    if not parts:
        return when
    late = parts != {"morning"} and 0 < when.hour < 12 and not (parts == {"night"} and when.hour < 5)
    return replace(when, hour=when.hour + 12 if late else when.hour, either=False)


def timed_on(when: Clock, day: Moment) -> Timed | None:
    return timed_day(day, when)


def timed_day(day: Moment, when: Clock) -> Timed | None:
    if isinstance(day, (Timed, Open)):
        return None
    when = _afternoon(when, day.modifier)
    return Timed(replace(when, either=True) if when.is_midnight else when, replace(day, modifier=""))


def timed_utc(day: Moment, when: Clock, _: str) -> Timed | None:
    return timed_day(day, replace(when, zone="Z"))


def stamped(day: Moment, when: Clock, year: Fixed) -> Timed | None:
    """Read "Wed Oct 26 15:50:06 2016", as machines and letters are stamped."""
    if not isinstance(day, Fixed) or day.year is not None or day.day is None:
        return None
    return timed_day(replace(day, year=year.year, weekday=None), when)


def stamped_zone(day: Moment, when: Clock, zone: str, year: Fixed) -> Timed | None:
    return stamped(day, replace(when, zone=zone), year)


def hour_on(day: Moment, hour: int) -> Timed | None:
    """Read "tomorrow evening at eight"; without a part of the day the half of the day would be open."""
    return timed_day(day, Clock(hour % 24)) if day.modifier and 0 < hour <= 24 else None


def timed_part(when: Clock, part: str) -> Timed:
    return Timed(_afternoon(when, part))


def hour_part(hour: int, part: str) -> Timed | None:
    """Read "at eight in the evening"."""
    return timed_part(Clock(hour), part) if 0 < hour <= 12 else None


def hour_of_part(hour: int | str, part: str) -> Timed | None:
    """Read "until three in the morning"; what stands before decides whether it is a time."""
    return Timed(_afternoon(Clock(int(hour)), part), weak=True) if 0 < int(hour) <= 12 else None


def hour_part_on(when: Timed, day: Moment) -> Timed | None:
    """Read "three in the morning on Friday"."""
    return timed_day(day, when.clock)


def hour_of_day(hour: int, day: Moment) -> Timed | None:
    """Read "at six on Friday": the half of the day is open."""
    return timed_day(day, Clock(hour, either=True)) if 0 < hour <= 12 else None


def this_part(part: str) -> DayShift:
    return DayShift(0, modifier=part)


def last_night() -> DayShift:
    return DayShift(-1, modifier="night")


def day_part(day: Moment, part: str) -> Moment | None:
    return replace(day, modifier=part) if not day.modifier else None


def weekday_part_of(day: int, part: str, week: Moment) -> Moment | None:
    """Read "Friday morning next week"."""
    found = weekday_of(day, week)
    return replace(found, modifier=part) if found else None


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


def hour_clock_half(first: str, hours: str, minutes: str, half: int) -> tuple[Clock, Clock] | None:
    return _same_half(hour_half(first, half), clock_half(hours, minutes, half))


def clock_hour_half(hours: str, minutes: str, last: str, half: int) -> tuple[Clock, Clock] | None:
    return _same_half(clock_half(hours, minutes, half), hour_half(last, half))


def times_on(clocks: tuple[Clock, Clock], day: Moment | None = None) -> Moment | None:
    start, end = clocks
    if isinstance(day, (Timed, Open)):
        return None
    if day is None:
        return Open(Timed(start, bare=True), Timed(end, bare=True))
    overnight = start.hour * 60 + (start.minute or 0) > end.hour * 60 + (end.minute or 0)
    return Open(Timed(start, day), Timed(end, Shift(1, "day", day) if overnight else day))


def hours_of_part(first: int | Clock, last: int | Clock, part: str) -> Moment | None:
    """Read "between five and six in the afternoon"."""
    ends = [each if isinstance(each, Clock) else Clock(each) if 0 < each <= 12 else None for each in (first, last)]
    start, end = (each and _afternoon(each, part) for each in ends)
    return times_on((start, end)) if start and end else None


def hours_of_daypart(first: int | Clock, last: int | Clock, day: Moment) -> Moment | None:
    """Read "between seven and nine last night"."""
    found = hours_of_part(first, last, day.modifier)
    if not isinstance(found, Open) or not day.modifier:
        return None
    assert isinstance(found.start, Timed) and isinstance(found.end, Timed)
    return times_on((found.start.clock, found.end.clock), replace(day, modifier=""))


def hour_clock_of_daypart(first: int | Clock, last: Clock, day: Moment) -> Moment | None:
    return hours_of_daypart(first, last, day)


def after_on(day: Moment, when: Clock) -> Moment | None:
    return Open(start=end, start_included=False) if (end := timed_day(day, when)) else None


def before_on(day: Moment, when: Clock) -> Moment | None:
    return Open(end=end, end_included=False) if (end := timed_day(day, when)) else None


def since_on(day: Moment, when: Clock) -> Moment | None:
    return Open(start=end) if (end := timed_day(day, when)) else None


def until_on(day: Moment, when: Clock) -> Moment | None:
    return Open(end=end) if (end := timed_day(day, when)) else None


def on_times(day: Moment, clocks: tuple[Clock, Clock]) -> Moment | None:
    return times_on(clocks, day)
