"""Units of measure: what kind of size they are of, one in terms of another, and how they are called."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.evidence.lexicon import table_rows

__all__ = ["converted", "unit_name"]


@dataclass(frozen=True, slots=True)
class _Unit:
    dimension: str
    size: Decimal
    shift: Decimal
    name: str


@functools.cache
def _units() -> Mapping[str, _Unit]:
    return {
        code: _Unit(dimension, Decimal(size), Decimal(shift), name)
        for code, dimension, size, shift, name in table_rows("units.tsv")
    }


def converted(value: Decimal, unit: str, other: str) -> Decimal | None:
    """Return a value of one unit in another, or none where they are not of one dimension."""
    one, two = _units().get(unit), _units().get(other)
    if one is None or two is None or one.dimension != two.dimension:
        return None
    return (value + one.shift) * one.size / two.size - two.shift


def unit_name(unit: str) -> str:
    """Return the name of a unit as a person reads it: ``km`` is ``kilometres``."""
    known = _units().get(unit)
    return known.name if known else unit
