"""The cases of tests/specs/figures: a sentence in, its figures out.

A case is ``{"text": …, "figures": [{"text", "kind", "value", …}]}``. Every figure of the sentence must be listed, dates
and durations apart (they have cases of their own); of a figure only the named fields are compared. ``value`` is written
``18``, ``>18`` (18 excluded), ``>=18``, ``<18``, ``<=18``, ``5..7``, ``(5..7)`` (both ends excluded) or ``-`` (none).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.figures import read_figures, split_words
from pipeline.schema import Figure

SPECS = Path(__file__).parents[1] / "specs" / "figures"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['text'][:60]}")
    for path in sorted(SPECS.glob("*.json"))
    if path.stem != "dates"
    for case in json.loads(path.read_text("utf-8"))
]


def notation(figure: Figure) -> str:
    """Write a figure's value as the cases do."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return "-"
    if low == high:
        return f"{low:f}"
    if high is None:
        return f"{'>=' if figure.low_included else '>'}{low:f}"
    if low is None:
        return f"{'<=' if figure.high_included else '<'}{high:f}"
    both = f"{low:f}..{high:f}"
    return both if figure.low_included and figure.high_included else f"({both})"


def reading(figure: Figure, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a figure that a case names."""
    out: dict[str, Any] = {}
    for name in fields:
        if name == "value":
            value = notation(figure)
            out[name] = fields[name] if _same(value, fields[name]) else value
        elif name == "trend":
            trend = figure.trend
            out[name] = (
                None
                if trend is None
                else {"direction": trend.direction, "from": _float(trend.start), "to": _float(trend.end)}
            )
        else:
            out[name] = getattr(figure, name)
    return out


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _same(ours: str, theirs: str) -> bool:
    try:
        return float(ours) == float(theirs)
    except ValueError:
        return ours == theirs


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    figures = [f for f in read_figures(split_words(text), text) if f.kind not in ("date", "duration")]
    assert [f.text for f in figures] == [f["text"] for f in case["figures"]]
    for figure, wanted in zip(figures, case["figures"], strict=True):
        assert reading(figure, wanted) == wanted
        assert text[figure.start : figure.end] == figure.text
