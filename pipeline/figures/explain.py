"""``claimsheet explain``: every figure of a text, its reading and the rules that made it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from pipeline.figures.engine import find
from pipeline.figures.words import Word, split_words
from pipeline.schema import Figure

__all__ = ["describe", "explain"]

_APPROX = {"about": "about", "below": "nearly", "above": "just over", "vague": "vaguely"}


def explain(
    text: str, *, words: Sequence[Word] | None = None, published: dt.date | None = None, day_first: bool = False
) -> list[str]:
    """Return three lines for each figure of a text: its words, its reading, the rules in their order.

    Without ``words`` that carry a parse no model is needed; what is counted is then told by the shape of the words.
    """
    lines: list[str] = []
    for found in find(split_words(text) if words is None else words, text, published=published, day_first=day_first):
        figure = found.figure
        lines.append(f"{figure.text!r} ({figure.start}-{figure.end})")
        lines.append(f"    {describe(figure)}")
        lines.append(f"    rules: {' > '.join(found.rules)}")
    return lines or ["no figure"]


def describe(figure: Figure) -> str:
    """Return a figure's reading in one line: ``money > 1,000,000,000,000 USD; period 1971/..``."""
    parts: list[str] = [figure.kind]
    value = _value(figure)
    if value:
        parts.append(value)
    elif figure.kind not in ("date",):
        parts.append("(no value: the words can be read in more ways than one)")
    if figure.unit:
        parts.append(figure.unit)
    if figure.counted:
        parts.append(f"of {figure.counted}" if figure.unit else figure.counted)
    line = " ".join(parts)
    if figure.per:
        line += f" per {figure.per}"
    if figure.approx != "exact":
        line += f"; {_APPROX[figure.approx]}"
    if figure.period:
        line += f"; period {figure.period}" if figure.kind != "date" else f" {figure.period}"
    if figure.trend is not None:
        ends = (_number(end) if end is not None else "?" for end in (figure.trend.start, figure.trend.end))
        known = figure.trend.start is not None or figure.trend.end is not None
        line += f"; {figure.trend.direction}" + (f" ({' → '.join(ends)})" if known else "")
    return line


def _number(value: Decimal) -> str:
    return f"{value:,f}"


def _value(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if low is None and high is None:
        return ""
    if low is not None and low == high:
        return _number(low)
    if high is None and low is not None:
        return ("≥ " if figure.low_included else "> ") + _number(low)
    if low is None and high is not None:
        return ("≤ " if figure.high_included else "< ") + _number(high)
    assert low is not None and high is not None
    opening = "" if figure.low_included else "over "
    closing = "" if figure.high_included else "under "
    return f"{opening}{_number(low)} to {closing}{_number(high)}"
