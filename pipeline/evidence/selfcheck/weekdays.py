"""Weekdays against dates."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

from pipeline.evidence.selfcheck.common import Clash, Inside

__all__ = ["weekdays"]

_DAYS: Final = tuple(name.lower() for name in calendar.day_name)
_MONTHS: Final = {
    **{name.lower(): number for number, name in enumerate(calendar.month_name) if name},
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATED: Final = re.compile(
    rf"\b(?P<weekday>{'|'.join(_DAYS)})(?:\s+morning|\s+afternoon|\s+evening|\s+night)?\s*,?\s*(?:on\s+)?(?:the\s+)?\(?"
    rf"(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"(?P<month2>{_MONTH})\b\.?)(?:,?\s+(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)


def weekdays(inside: Inside) -> list[Clash]:
    """Return dates whose weekday is another: "Thursday 6 March 2026" was a Friday.

    A date without a year is of the year that brings it nearest to the article's own date; without one it is left alone.
    """
    found: list[Clash] = []
    for match in _DATED.finditer(inside.article.text):
        month = _MONTHS[(match["month"] or match["month2"]).lower()]
        day = int(match["day"] or match["day2"])
        date = (
            _date(int(match["year"]), month, day) if match["year"] else _nearest(inside.article.published, month, day)
        )
        if date is None or date.year < 1800 or calendar.day_name[date.weekday()].lower() == match["weekday"].lower():
            continue
        said = " ".join(match.group().split())
        found.append(
            Clash(
                "a weekday against its date",
                (match.span(),),
                message=f"“{said}”: {date.day} {calendar.month_name[month]} {date.year} is a "
                f"{calendar.day_name[date.weekday()]}",
                certainty=0.95 if match["year"] else 0.85,
            )
        )
    return found


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _nearest(published: dt.date | None, month: int, day: int) -> dt.date | None:
    if published is None:
        return None
    near = [
        date for year in (published.year - 1, published.year, published.year + 1) if (date := _date(year, month, day))
    ]
    best = min(near, key=lambda date: abs((date - published).days), default=None)
    # Half a year away the year is a guess.
    return best if best and abs((best - published).days) <= 120 else None
