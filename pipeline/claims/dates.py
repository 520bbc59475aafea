"""Relative dates, written out in brackets: ``last week [2–8 March 2026]``."""

from __future__ import annotations

import datetime as dt
import re

from pipeline.schema import Figure

__all__ = ["date_note"]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_CODED = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")
_DATED = re.compile(r"\d{4}|\b\d0s\b|['’]\d\d|\b\d+([/.-])\d+\1\d+")
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_NAMED_DAY = re.compile(rf"\b{_MONTHS}\b\.?\s*(?:the\s+)?\d|\d(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTHS}\b", re.I)
_NAMED_MONTH = re.compile(rf"\b{_MONTHS}\b", re.I)
_WHICH = re.compile(rf"\b(?:last|next|this) {_MONTHS}\b", re.I)
_WEEKS = re.compile(r"\b(?:weeks?|weekends?|fortnights?)\b", re.I)
_OPEN = re.compile(r"\b(?:weeks?|weekends?|fortnights?|ago)\b", re.I)
_COUNTED_WEEKS = re.compile(
    r"\b(?:weeks?|fortnights?)\b.*\b(?:ago|back|from now|hence|time)\b|\bin\b.*\b(?:weeks?|fortnight)$", re.I
)
_DAY_WORD = re.compile(r"\w*day\b|\btomorrow\b|\bnight\b|\bmorning\b|\bafternoon\b|\bevening\b|\btonight\b", re.I)
_PAST = re.compile(r"\b(?:past|last)\b", re.I)
_COMING = re.compile(r"\b(?:next|coming|upcoming)\b", re.I)
_SEASONS = range(21, 25)  # their names stand in the text
_WINTER = 24
_LONG = 5  # years
_PARTS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}


def date_note(figure: Figure) -> str:
    """Return the date that a relative one is, an empty string where the words say it themselves.

    Parameters
    ----------
    figure
        A figure whose ``period`` is EDTF.

    Returns
    -------
    str
        ``5 March 2026``, ``2–8 March 2026``, ``March 2026``, ``2025``; ``2026`` alone for what lacks only its year;
        ``to March 2026`` for so many months that end then.
    """
    if not figure.period or "~" in figure.period or _DATED.search(figure.text):
        return ""
    if figure.kind == "duration":
        return _reaching(figure)
    if figure.kind != "date":
        return ""
    ends = [end for end in figure.period.split("/") if end.strip(".")]
    if len(ends) == 1 and "/" in figure.period and _OPEN.search(figure.text):
        return ""  # "since last week", "more than a year ago": which day is open
    days = [end.partition("T")[0] for end in ends]
    if days != ends and not (all(days) and _DAY_WORD.search(_without_noon(figure.text))):
        return ""  # "at 3 p.m.": the day is another sentence's
    first, last = days[0], days[-1]
    if _lacks_only_a_year(figure.text, first, last):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[2:4]}"
    if _COUNTED_WEEKS.search(figure.text) and _day(first):
        return f"about {_one(first)}"  # so many weeks are seldom meant to the day
    return _one(first) if first == last else _span(first, last)


def _without_noon(text: str) -> str:
    return re.sub(r"\bmidday\b", "", text, flags=re.I)


def _lacks_only_a_year(text: str, first: str, last: str) -> bool:
    """Tell "on March 5", "in May" and "from May to July" from "last May" and "the first week of May"."""
    if not all(_YEAR.match(end) for end in (first, last)):
        return False
    if first[:7] != last[:7] and len(_NAMED_MONTH.findall(text)) == 1:
        return False  # "the year to March" begins in a month that it does not name
    if _NAMED_DAY.search(text):
        return not _WEEKS.search(text)
    if not _NAMED_MONTH.search(text) or _WHICH.search(text):
        return False
    return all(_CODED.fullmatch(end) for end in (first, last))


def _reaching(figure: Figure) -> str:
    """Write the end of "the past six months" and the beginning of "the next three days"."""
    first, slash, last = figure.period.partition("/")
    if not slash or not _day(first) or not _day(last):
        return ""
    exact = {"year": 7, "month": 7}.get(figure.unit, 10)  # "the past 30 years" are not meant to the day
    if figure.unit == "year" and (figure.low or 0) >= _LONG:
        exact = 4
    if _PAST.search(figure.text):
        return f"to {_one(last[:exact])}"
    return f"from {_one(first[:exact])}" if _COMING.search(figure.text) else ""


def _one(text: str) -> str:
    if day := _day(text):
        return f"{day.day} {day:%B} {day.year}"
    if _YEAR.fullmatch(text):
        return text
    if not _CODED.fullmatch(text):
        return ""
    year, code = int(text[:4]), int(text[5:])
    if code in _PARTS:
        first, last = _PARTS[code]
        return f"{_month(first)}–{_month(last)} {year}"
    if code in _SEASONS:
        return f"{year}–{(year + 1) % 100:02d}" if code == _WINTER else text[:4]
    return f"{_month(code)} {year}" if 1 <= code <= 12 else ""


def _span(first: str, last: str) -> str:
    one, other = _day(first), _day(last)
    if one and other:
        if (one.year, one.month) == (other.year, other.month):
            return f"{one.day}–{other.day} {other:%B} {other.year}"
        if one.year == other.year:
            return f"{one.day} {one:%B} – {other.day} {other:%B} {other.year}"
    months = [_CODED.fullmatch(end) and int(end[5:]) <= 12 for end in (first, last)]
    if all(months) and first[:4] == last[:4]:
        return f"{_month(int(first[5:]))}–{_month(int(last[5:]))} {first[:4]}"
    left, right = _one(first), _one(last)
    return f"{left} – {right}" if left and right else ""


def _month(number: int) -> str:
    return f"{dt.date(2000, number, 1):%B}"


def _day(text: str) -> dt.date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
