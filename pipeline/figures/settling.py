"""Sharing the words out between numbers and dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.figures.atoms import Atoms
from pipeline.figures.readings import Reading
from pipeline.schema import Figure

__all__ = ["atom_spans", "mask", "settle"]


def atom_spans(atoms: Atoms, figures: Sequence[Figure]) -> list[tuple[int, int]]:
    """Return the first and the last atom of each figure."""
    return [(bisect_right(atoms.start, f.start) - 1, bisect_left(atoms.start, f.end) - 1) for f in figures]


def settle(atoms: Atoms, readings: list[Reading], spans: list[tuple[int, int]]) -> tuple[list[Reading], list[bool]]:
    """Share the words out between numbers and dates: what has a unit of its own keeps it, all else yields to a date."""
    kept = [True] * len(spans)
    out: list[Reading] = []
    at = 0
    for reading in readings:
        while at < len(spans) and spans[at][1] < reading.first:
            at += 1
        lost = False
        here = at
        while here < len(spans) and spans[here][0] <= reading.last:
            inside = reading.first <= spans[here][0] and spans[here][1] <= reading.last
            strong = reading.kind in ("money", "percentage", "age") or (
                reading.kind == "quantity" and reading.dimension != "index"
            )
            if inside and reading.number.form == "fraction":
                strong = reading.number.scaled or not _lasts(atoms, reading)
            elif inside and _mixed(atoms, reading):
                strong = not _lasts(atoms, reading)
            elif inside and spans[here] != (reading.first, reading.last):
                strong = True
            narrow = spans[here][1] - spans[here][0] > reading.last - reading.first + 2
            if strong and not narrow:
                kept[here] = False
            else:
                lost = True
            here += 1
        if not lost:
            out.append(reading)
    return out, kept


def _lasts(atoms: Atoms, reading: Reading) -> bool:
    """Tell "for three quarters" (nine months) from "three quarters of voters"."""
    follower = atoms.at(reading.last + 1)
    if follower == "of":
        return False
    before = atoms.at(reading.first - 1)
    return before in ("for", "in", "over", "within", "after", "every", "during", "these", "those") or atoms.low[
        reading.last
    ] in ("half", "quarter")


def _mixed(atoms: Atoms, reading: Reading) -> bool:
    """Tell "five billion and three quarters", a number, from "two years and three quarters"."""
    first, last = reading.number.first, reading.number.last
    return atoms.low[last] == "quarters" and "and" in atoms.low[first:last] and reading.last == last


def mask(atoms: Atoms, spans: list[tuple[int, int]]) -> list[bool]:
    """Mark the atoms of the dates."""
    marks = [False] * len(atoms)
    for first, last in spans:
        marks[first : last + 1] = [True] * (last + 1 - first)
    return marks
