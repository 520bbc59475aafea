"""What a person reads: quotes cut to size, figures beside figures, dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from pipeline.evidence.compare.values import Comparison
from pipeline.evidence.records import Hit, Source
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import sentences

__all__ = ["beside", "clip", "day", "excerpt", "label", "place_of", "quoted"]

_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_QUOTE: Final = 180
_WORDS: Final = 25


def clip(text: str, *, start: int = 0, end: int = 0, limit: int = _QUOTE) -> str:
    """Return the part of a text about a stretch of it, cut at words, with dots where something is left out."""
    text_length = len(text)
    if text_length <= limit:
        return " ".join(text.split())
    spare = max(0, limit - (end - start)) // 2
    first, last = max(0, start - spare), min(text_length, max(end, start) + spare)
    if first == 0:
        last = min(text_length, limit)
    if last == text_length:
        first = max(0, text_length - limit)
    while first > 0 and not text[first - 1].isspace():
        first += 1
        if first >= text_length:
            break
    while last < text_length and last > first and not text[last].isspace():
        last -= 1
    cut = " ".join(text[first:last].split())
    return f"{'… ' if first > 0 else ''}{cut}{' …' if last < text_length else ''}"


def excerpt(text: str, start: int = 0, end: int = 0, *, words: int = _WORDS) -> str:
    """Return what is to be quoted of a passage: the sentence about a stretch of it, no more than some 25 words.

    Where the sentence is longer, the words about the stretch stay, with dots where something is left out.
    """
    first, last = next(((one, two) for one, two in sentences(text) if one <= start < two), (0, len(text)))
    spoken = [match.span() for match in re.finditer(r"\S+", text[first:last])]
    if not spoken:
        return ""
    if len(spoken) > words:
        inner = [
            place
            for place, (one, two) in enumerate(spoken)
            if one + first < max(end, start + 1) and two + first > start
        ]
        low, high = (inner[0], inner[-1]) if inner else (0, 0)
        spare = max(0, words - (high - low + 1))
        begin = max(0, min(low - spare // 2, len(spoken) - words))
        # A beginning that nearly fits is not cut off.
        begin = 0 if high < words else begin
        spoken = spoken[begin : begin + words]
    here, there = first + spoken[0][0], first + spoken[-1][1]
    cut = " ".join(text[here:there].split())
    return f"{'… ' if here > first else ''}{cut}{' …' if there < last - 1 else ''}"


def day(date: str) -> str:
    """Return an ISO date as a person writes it: ``2026-03-05`` is 5 March 2026; what is no date stays."""
    try:
        found = dt.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def label(source: Source, published: dt.date | None = None) -> str:
    """Return a source's title, with what a person must know of it: secondary, or newer than the article."""
    notes = [source.level] if source.level == "secondary" else []
    if published and source.date[:10] > published.isoformat():
        notes.append(f"newer than the article, {day(source.date)}")
    return f"{source.title} ({', '.join(notes)})" if notes else source.title


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    return f"“{text}”"


def place_of(hit: Hit) -> str:
    """Return where a passage stands, as a person looks for it."""
    return hit.passage.place


def beside(name: str, mine: Noted, theirs: Noted, comparison: Comparison) -> str:
    """Return a sentence that puts two figures side by side."""
    here, there = quoted(mine.said), quoted(theirs.said)
    match comparison.relation:
        case "equal":
            return f"{name} has {there}, as the article does"
        case "rounded":
            return f"{name} has {there}; the article rounds {comparison.detail} to {here}"
        case "coarse":
            return f"{name} has {there}; the article's {here} rounds that {comparison.detail} a long way"
        case "inside":
            return f"{name} has {there}, which bears out the article's {here}"
        case "compatible":
            return f"{name} has {there}, which neither bears out nor excludes the article's {here}"
        case "scale":
            return f"{name} has {there}, the article {here}: they differ by a factor of {comparison.detail}"
        case "unit":
            return f"{name} has {there}, the article {here}: the units differ ({comparison.detail})"
        case _:
            return f"{name} has {there}, the article {here}"
