"""Dates as people and pages write them in a header: strict, and never filled up with today's day or month."""

from __future__ import annotations

import datetime as dt
import re

__all__ = ["AmbiguousDateError", "parse_date"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"\d{1,2}(?:[:.]\d{2}){0,2}(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?"
_ZONE = r"(?:\s*\(?(?:z|utc|gmt|[a-z]{1,4}t|[a-z]{2,5})?\)?(?:\s*[+-]\d{2}:?\d{2})?)"
_TIME = rf"(?:(?:\s*[,|·•–-]?\s*(?:at\s+)?|t){_CLOCK}{_ZONE})?"
_TIME_FIRST = rf"(?:{_CLOCK}{_ZONE}\s*,?\s+(?:on\s+)?)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"

_WRITTEN = tuple(
    re.compile(rf"{_TIME_FIRST}{_WEEKDAY}{core}{_TIME}", re.IGNORECASE)
    for core in (
        rf"(?P<year>\d{{4}})-(?P<number>\d{{1,2}})-{_DAY}",
        rf"(?P<year>\d{{4}})[/.](?P<number>\d{{1,2}})[/.]{_DAY}",
        r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR}[\s-]+{_MONTH}[\s-]+{_DAY}",
    )
)
_NUMERIC = re.compile(rf"{_WEEKDAY}(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-]{_YEAR}{_TIME}", re.IGNORECASE)


class AmbiguousDateError(ValueError):
    """A date such as 5/3/2026, which is in March for some readers and in May for others."""


def parse_date(text: str) -> dt.date | None:
    """Read a whole string as one calendar day.

    Parameters
    ----------
    text
        The date with nothing around it but a weekday and a time of day: ISO 8601, RFC 5322, "12 March 2026",
        "Thursday, March 12, 2026, 10:14 AM ET".

    Returns
    -------
    datetime.date or None
        None if it is no date, or a day that the calendar does not have.

    Raises
    ------
    AmbiguousDateError
        If day and month can't be told apart.
    """
    text = " ".join(text.split())
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            month = parts.get("number")
            number = int(month) if month else MONTHS.index(parts["month"][:3].lower()) + 1
            return _day(int(parts["year"]), number, int(parts["day"]))
    if match := _NUMERIC.fullmatch(text):
        year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
        if first > 12 or first == second:
            return _day(year, second, first)
        if second > 12:
            return _day(year, first, second)
        raise AmbiguousDateError(text)
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
