"""The order in which the fragments of a page are read: bands from top to bottom, columns from left to right.

Gutters are found from the fragments' places; what crosses one (a headline, the caption of a wide picture) divides the
page into bands.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

__all__ = ["Fragment", "reading_order"]

GUTTER = 0.6
"""Width of the narrowest gutter between columns, in font sizes."""

COLUMN_LINES = 3
"""Lines that a column has at least."""

COLUMN_CHARACTERS = 15
"""Characters that the lines of a column have at least, by their median: columns of figures are a table."""


@dataclass(frozen=True)
class Fragment:
    """A stretch of a line, in points; y grows downwards.

    ``column`` and its borders are filled by :func:`reading_order`.
    """

    text: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False
    column: int = 0
    column_left: float = 0.0
    column_right: float = 0.0


def reading_order(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Put the fragments of a page into reading order, those on one line of one column joined.

    Returns
    -------
    list of Fragment
        Lines, each with the number and the borders of its column.
    """
    columns: list[list[Fragment]] = []
    _divide([fragment for fragment in fragments if fragment.text.strip()], columns)
    ordered: list[Fragment] = []
    for number, column in enumerate(columns):
        left = min(fragment.left for fragment in column)
        right = max(fragment.right for fragment in column)
        ordered.extend(replace(line, column=number, column_left=left, column_right=right) for line in _lines(column))
    return ordered


def _divide(fragments: Sequence[Fragment], columns: list[list[Fragment]]) -> None:
    if not fragments:
        return
    gutter = _gutter(fragments)
    if gutter is None:
        columns.append(list(fragments))
        return
    band: list[Fragment] = []
    crossing: list[Fragment] = []
    usual = statistics.median(fragment.size for fragment in fragments)
    for fragment in sorted(fragments, key=lambda fragment: (fragment.baseline, fragment.left)):
        if fragment.left < gutter < fragment.right or (crossing and _runs_on(crossing[-1], fragment, usual)):
            _sides(band, gutter, columns)
            band = []
            crossing.append(fragment)
        else:
            if crossing:
                columns.append(crossing)
                crossing = []
            band.append(fragment)
    if crossing:
        columns.append(crossing)
    _sides(band, gutter, columns)


def _runs_on(last: Fragment, fragment: Fragment, usual: float) -> bool:
    """Whether a short line belongs to the headline above it, though it does not reach across the gutter itself."""
    display = abs(last.size - usual) > 0.1 * usual and abs(fragment.size - last.size) < 0.05 * last.size
    return display and fragment.baseline - last.baseline < 1.6 * last.size


def _sides(band: Sequence[Fragment], gutter: float, columns: list[list[Fragment]]) -> None:
    _divide([fragment for fragment in band if fragment.right <= gutter], columns)
    _divide([fragment for fragment in band if fragment.left >= gutter], columns)


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """Return the x of the gutter that the fewest fragments cross, if there are columns beside it."""
    if len(fragments) < 2 * COLUMN_LINES:
        return None
    size = statistics.median(fragment.size for fragment in fragments)
    edges = sorted({round(fragment.right, 1) for fragment in fragments})
    best: tuple[float, float] | None = None
    for edge in edges:
        starts = [fragment.left for fragment in fragments if fragment.left > edge]
        if not starts or min(starts) - edge < GUTTER * size:
            continue
        middle = (edge + min(starts)) / 2
        crossing = sum(fragment.left < middle < fragment.right for fragment in fragments)
        if crossing > 0.4 * len(fragments) or not _beside(fragments, middle):
            continue
        if best is None or (crossing, -(min(starts) - edge)) < best:
            best = (crossing, -(min(starts) - edge))
            found = middle
    return found if best is not None else None


def _beside(fragments: Sequence[Fragment], middle: float) -> bool:
    """Whether two columns of prose lie beside each other at a gutter."""
    left = [fragment for fragment in fragments if fragment.right <= middle]
    right = [fragment for fragment in fragments if fragment.left >= middle]
    for side in (left, right):
        if len(side) < COLUMN_LINES or statistics.median(len(one.text) for one in side) < COLUMN_CHARACTERS:
            return False
    top = max(min(one.baseline for one in left), min(one.baseline for one in right))
    bottom = min(max(one.baseline for one in left), max(one.baseline for one in right))
    return bottom > top


def _lines(column: Sequence[Fragment]) -> list[Fragment]:
    """Join fragments on one baseline, from left to right."""
    lines: list[list[Fragment]] = []
    for fragment in sorted(column, key=lambda fragment: fragment.baseline):
        if lines and abs(fragment.baseline - lines[-1][0].baseline) < 0.4 * max(fragment.size, lines[-1][0].size):
            lines[-1].append(fragment)
        else:
            lines.append([fragment])
    return [_line(sorted(parts, key=lambda fragment: fragment.left)) for parts in lines]


def _line(parts: Sequence[Fragment]) -> Fragment:
    longest = max(parts, key=lambda fragment: len(fragment.text))
    text = parts[0].text
    for last, part in pairwise(parts):
        touching = part.left - last.right < 0.15 * last.size
        text = f"{text}{part.text}" if touching else f"{text} {part.text}"
    return replace(longest, text=text, left=parts[0].left, right=max(part.right for part in parts))
