"""Extended Date/Time Format (ISO 8601-2:2019): writing it, and telling whether a string is it.

The forms are the Library of Congress' EDTF levels 0 to 2 as far as newspapers need them, with one relaxation: a time of
day may end at the minute and may stand without a date (``T14:30``), as ISO 8601-1 allows.
"""

from __future__ import annotations

import datetime as dt
import re

__all__ = ["century", "day", "decade", "interval", "is_edtf", "month", "season", "year"]

_YEAR = r"(?:-?[0-9X]{4})"
_TIME = r"T(?:[01]\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?)?(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?"
_DATE = re.compile(rf"(?:(?P<y>{_YEAR})(?:-(?P<m>\d\d|XX)(?:-(?P<d>\d\d|XX))?)?(?P<t>{_TIME})?(?P<q>[~?%])?|{_TIME})")
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DIVISIONS = range(21, 42)  # seasons 21-32, quarters 33-36, quadrimesters 37-39, semesters 40-41


def year(number: int, *, approximate: bool = False) -> str:
    """Write a year; 300 BC is the astronomical year -299."""
    text = f"-{-number:04d}" if number < 0 else f"{number:04d}"
    return text + ("~" if approximate else "")


def month(number: int | None, which: int) -> str:
    """Write a month of a year, or of an unknown year."""
    return f"{'XXXX' if number is None else year(number)}-{which:02d}"


def day(number: int | None, which: int, date: int) -> str:
    """Write a day of a year, or of an unknown year."""
    return f"{month(number, which)}-{date:02d}"


def season(number: int | None, code: int) -> str:
    """Write a season (21-24), quarter (33-36) or half (40-41) of a year."""
    return f"{'XXXX' if number is None else year(number)}-{code}"


def decade(number: int) -> str:
    """Write the decade that begins in the year ``number``."""
    return f"{number // 10:03d}X"


def century(number: int) -> str:
    """Write the hundred years that begin in the year ``number``."""
    return f"{number // 100:02d}XX"


def interval(start: str, end: str) -> str:
    """Write an interval; an end that is not known is ``".."``."""
    return start if start == end else f"{start}/{end}"


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    if match["m"] in (None, "XX"):
        return match["d"] in (None, "XX") and not (match["t"] and match["d"] is None and match["y"])
    which = int(match["m"])
    if match["d"] is None:
        return (1 <= which <= 12 or which in _DIVISIONS) and match["t"] is None
    if not 1 <= which <= 12:
        return False
    if match["d"] == "XX":
        return match["t"] is None
    if match["y"].lstrip("-").isdigit() and match["y"][0] != "-" and int(match["y"]) > 0:
        try:
            dt.date(int(match["y"]), which, int(match["d"]))
        except ValueError:
            return False
        return True
    return 1 <= int(match["d"]) <= _MONTH_DAYS[which - 1]


def is_edtf(text: str) -> bool:
    """Tell whether a string is a date, a time or an interval in EDTF as this package writes it."""
    parts = text.split("/")
    if len(parts) == 1:
        return _is_date(text)
    if len(parts) != 2 or parts == ["..", ".."]:
        return False
    return all(part == ".." or _is_date(part) for part in parts)
