"""Lengths of time and repetitions, as the text gives them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

__all__ = ["Count", "Every", "Length", "add", "bound", "length", "scaled"]


@dataclass(frozen=True, slots=True)
class Count:
    """A number before a unit: bounds as in :class:`pipeline.schema.Figure`."""

    low: Decimal | None
    high: Decimal | None
    approx: str = "exact"
    modifier: str = ""

    @property
    def whole(self) -> int | None:
        """The number where it is a plain whole one."""
        if self.low is None or self.low != self.high or self.low % 1 or self.low > 100_000:
            return None
        return int(self.low)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time.

    ``toward`` is -1 for the stretch that ends at the article's date ("the past six months"), 1 for one that begins
    there; ``counted`` is -1 or 1 for one counted from another time ("two days later"). ``weak`` lengths ("a year") are
    only read where the words around them ask for a duration.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str
    low_included: bool = True
    high_included: bool = True
    approx: str = "exact"
    modifier: str = ""
    toward: int = 0
    counted: int = 0
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """Something repeated: ``per`` is the unit of its recurrence ("year", "week", "4 years")."""

    per: str
    modifier: str = ""


# What a unit comes to in those that figures are given in: the units of the schema are year … second.
_UNITS = {
    "century": (100, "year"),
    "decade": (10, "year"),
    "fortnight": (2, "week"),
    "millennium": (1000, "year"),
    "night": (1, "day"),
    "quarter": (3, "month"),
}
_SMALLER = {"minute": (60, "second"), "hour": (60, "minute"), "day": (24, "hour"), "year": (12, "month")}
_ORDER = ("year", "month", "week", "day", "hour", "minute", "second")
_PARTS = {
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("hour", "second"): 3600,
    ("minute", "second"): 60,
}


def scaled(low: Decimal | None, high: Decimal | None, unit: str) -> tuple[Decimal | None, Decimal | None, str]:
    """Express a length in a unit of the schema; a plain part of a unit goes to the next smaller one."""
    factor, name = _UNITS.get(unit, (1, unit))
    low, high = (None if end is None else (end * factor).normalize() + 0 for end in (low, high))
    value = low if low is not None else high
    if value is not None and 0 < value < 1 and name in _SMALLER:
        factor, smaller = _SMALLER[name]
        if (value * factor) % 1 == 0:
            return (
                None if low is None else (low * factor).normalize() + 0,
                None if high is None else (high * factor).normalize() + 0,
                smaller,
            )
    return low, high, name


def length(count: Count, unit: str, *, weak: bool = False) -> Length:
    """Make a length of a number and a unit."""
    low, high, name = scaled(count.low, count.high, unit)
    return Length(low, high, name, approx=count.approx, modifier=count.modifier, weak=weak)


def add(one: Length, other: Length) -> Length | None:
    """Add two lengths in the smaller unit ("two years and three months" is 27 months)."""
    if one.low is None or one.low != one.high or other.low is None or other.low != other.high:
        return None
    if one.unit == other.unit or one.unit not in _ORDER or other.unit not in _ORDER:
        return None
    factor = _PARTS.get((one.unit, other.unit))
    if factor is None:
        steps = _ORDER.index(one.unit) < _ORDER.index(other.unit)
        # Years and days have no common measure: the reading stays open.
        return replace(one, low=None, high=None, modifier=one.modifier) if steps else None
    total = one.low * factor + other.low
    return replace(one, low=total, high=total, unit=other.unit, weak=False)


def bound(kind: str, words: str, what: Length) -> Length | None:
    """Put a bound on a length; ``kind`` is an effect of data/modifiers.toml."""
    low, high = what.low, what.high
    modifier = f"{words} {what.modifier}".strip()
    what = replace(what, modifier=modifier, weak=False)
    if low is None and high is None:
        return what
    if kind == "above":
        return replace(what, low=low, high=None, low_included=False)
    if kind == "at_least":
        return replace(what, low=low, high=None)
    if kind == "just_over":
        return replace(what, low=low, high=None, low_included=False, approx="above")
    if kind == "below":
        return replace(what, low=None, high=high, high_included=False)
    if kind == "at_most":
        return replace(what, low=None, high=high)
    if kind == "nearly":
        return replace(what, low=None, high=high, high_included=False, approx="below")
    if kind == "about":
        return replace(what, approx="about")
    return what
