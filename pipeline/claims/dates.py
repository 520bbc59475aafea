"""Relative dates, written out in brackets: ``last week [2–8 March 2026]``."""

from __future__ import annotations

import datetime as dt
import re

from pipeline.schema import Figure

__all__ = ["date_note"]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")
_NAMED_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b\.?\s*\d|\d(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.I,
)

_MONTH_NAME = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.I
)


def date_note(figure: Figure) -> str:
    """Return the date that a relative one is, an empty string where the words say it themselves.

    Parameters
    ----------
    figure
        A figure of kind ``date`` whose ``period`` is EDTF.

    Returns
    -------
    str
        ``5 March 2026``, ``2–8 March 2026``, ``March 2026``, ``2025``; ``2026`` alone for a day that lacks only its
        year.
    """
    if figure.kind != "date" or not figure.period or re.search(r"\d{4}|\b\d0s\b|['’]\d\d", figure.text):
        return ""
    first, slash, last = figure.period.partition("/")
    if slash and (not first.strip(".") or not last.strip(".")):
        return ""
    if _NAMED_DAY.search(figure.text):
        return first[:4] if _DAY.fullmatch(first) else ""
    if _MONTH_NAME.search(figure.text) and not re.search(r"\b(?:last|next|this)\b", figure.text, re.I):
        return first[:4] if first[:4] == (last or first)[:4] else ""
    if not slash:
        return _one(first)
    return _span(first, last)


def _one(text: str) -> str:
    if day := _day(text):
        return f"{day.day} {day:%B} {day.year}"
    if _MONTH.fullmatch(text):
        year, month = text.split("-")
        if not 1 <= int(month) <= 12:
            return ""
        return f"{dt.date(int(year), int(month), 1):%B} {year}"
    return text if _YEAR.fullmatch(text) else ""


def _span(first: str, last: str) -> str:
    one, other = _day(first), _day(last)
    if one and other:
        if (one.year, one.month) == (other.year, other.month):
            return f"{one.day}–{other.day} {other:%B} {other.year}"
        if one.year == other.year:
            return f"{one.day} {one:%B} – {other.day} {other:%B} {other.year}"
    left, right = _one(first), _one(last)
    return f"{left} – {right}" if left and right else ""


def _day(text: str) -> dt.date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
