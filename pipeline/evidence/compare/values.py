"""Two figures side by side: equal, rounded, inside a bound, outside it, another unit, off by a power of ten."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from pipeline.evidence.compare.units import converted, unit_name
from pipeline.schema import Figure

__all__ = ["Comparison", "Relation", "commensurable", "compare_values", "mistyped", "significant"]

Relation = Literal["equal", "rounded", "inside", "compatible", "coarse", "outside", "scale", "unit"]
"""How the claim's figure stands to the passage's.

``equal`` the same value or bound; ``rounded`` the claim rounds it; ``inside`` the passage's value lies inside the
claim's bound; ``compatible`` the passage is the vaguer one; ``coarse`` rounded so far that a person should look;
``outside`` they can't both hold; ``scale`` outside, by a power of ten; ``unit`` the same number of another unit.
"""

_TENS: Final = tuple(Decimal(10) ** power for power in (1, 2, 3, 6, 9))
_ABOUT: Final = Decimal("0.10")
_NEARLY: Final = Decimal("0.15")
_ROUNDED: Final = Decimal("0.05")
_COARSE: Final = Decimal("0.15")
_CONVERTED: Final = Decimal("0.03")
_SHARE: Final = Decimal("0.02")
_COUNTED: Final = frozenset({"count", "number", "ordinal"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """The relation and, where they differ, by what."""

    relation: Relation
    detail: str = ""

    @property
    def agrees(self) -> bool:
        """The passage bears the claim's figure out."""
        return self.relation in {"equal", "rounded", "inside"}

    @property
    def differs(self) -> bool:
        """The two figures can't both hold of one thing."""
        return self.relation in {"outside", "scale", "unit"}


def commensurable(claim: Figure, passage: Figure) -> bool:
    """Tell whether two figures measure the same kind of thing: money with money, people with people."""
    if claim.kind == "date" or passage.kind == "date":
        return False
    if (claim.low is None and claim.high is None) or (passage.low is None and passage.high is None):
        return False
    if claim.kind == passage.kind or {claim.kind, passage.kind} <= _COUNTED:
        if claim.kind == "money":
            return claim.unit == passage.unit
        if claim.kind in {"quantity", "duration", "rate"}:
            return claim.unit == passage.unit or converted(Decimal(1), claim.unit, passage.unit) is not None
        return claim.unit == passage.unit or not (claim.unit and passage.unit)
    if {claim.kind, passage.kind} == {"percentage", "ratio"}:
        return True
    return {claim.kind, passage.kind} in ({"age", "count"}, {"age", "number"}, {"age", "duration"})


def compare_values(claim: Figure, passage: Figure) -> Comparison | None:
    """Compare the values of two figures of one thing, or return none where they can't be compared."""
    if not commensurable(claim, passage):
        return _mistaken(claim, passage)
    restated = _restated(passage, claim.unit)
    other_unit = restated != passage
    if other_unit and claim.low == passage.low is not None and claim.high == passage.high:
        return Comparison("unit", f"{unit_name(claim.unit)} against {unit_name(passage.unit)}")
    mine = _interval(claim, 100 if claim.kind == "ratio" and passage.kind == "percentage" else 1)
    factor = 100 if passage.kind == "ratio" and claim.kind == "percentage" else 1
    other_kind = other_unit or (claim.kind != passage.kind and not {claim.kind, passage.kind} <= _COUNTED)
    if restated.approx == "about" and restated.low == restated.high is not None:
        # "Some 431,000" bears out "more than 400,000": its nearness is not held against it.
        plain = restated.model_copy(update={"approx": "exact"})
        found = _relation(claim, mine, _interval(plain, factor), converted=other_kind)
        if found.agrees:
            return found
    return _relation(claim, mine, _interval(restated, factor), converted=other_kind)


def _restated(figure: Figure, unit: str) -> Figure:
    """Return a figure in another unit, or as it is where it can't be put in that unit."""
    low, high = (None if end is None else converted(end, figure.unit, unit) for end in (figure.low, figure.high))
    if figure.unit == unit or (low is None and high is None):
        return figure
    return figure.model_copy(update={"low": low, "high": high})


def _mistaken(claim: Figure, passage: Figure) -> Comparison | None:
    """Name the unit where the numbers are the same: dollars for euros, per cent for percentage points."""
    same = claim.low is not None and (claim.low, claim.high) == (passage.low, passage.high)
    if not same or claim.kind != passage.kind or claim.kind not in {"money", "percentage"}:
        return None
    if not claim.unit or not passage.unit or claim.unit == passage.unit:
        return None
    return Comparison("unit", f"{unit_name(claim.unit)} against {unit_name(passage.unit)}")


@dataclass(frozen=True, slots=True)
class _Interval:
    low: Decimal | None
    high: Decimal | None
    low_in: bool
    high_in: bool

    @property
    def point(self) -> Decimal | None:
        return self.low if self.low is not None and self.low == self.high else None

    def holds(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (value == self.low and self.low_in)
        below = self.high is None or value < self.high or (value == self.high and self.high_in)
        return above and below

    def within(self, other: _Interval) -> bool:
        low = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (other.low_in or not self.low_in)))
        )
        high = other.high is None or (
            self.high is not None
            and (self.high < other.high or (self.high == other.high and (other.high_in or not self.high_in)))
        )
        return low and high

    def meets(self, other: _Interval) -> bool:
        low, low_in = max(
            ((one.low, one.low_in) for one in (self, other) if one.low is not None),
            key=lambda end: (end[0], not end[1]),
            default=(None, True),
        )
        high, high_in = min(
            ((one.high, one.high_in) for one in (self, other) if one.high is not None),
            key=lambda end: (end[0], end[1]),
            default=(None, True),
        )
        if low is None or high is None:
            return True
        return low < high or (low == high and low_in and high_in)


def _interval(figure: Figure, factor: Decimal | int) -> _Interval:
    low = None if figure.low is None else figure.low * factor
    high = None if figure.high is None else figure.high * factor
    low_in, high_in = figure.low_included, figure.high_included
    # "about", "nearly" and "just over" say how far a value may be off, no more than a person would let pass.
    if figure.approx == "about" and low is not None and high is not None:
        low, high = low - abs(low) * _ABOUT, high + abs(high) * _ABOUT
    elif figure.approx == "below" and high is not None and low is None:
        low = high * (1 - _NEARLY)
    elif figure.approx == "above" and low is not None and high is None:
        high = low * (1 + _NEARLY)
    return _Interval(low, high, low_in, high_in)


def _relation(claim: Figure, mine: _Interval, theirs: _Interval, *, converted: bool) -> Comparison:
    if (mine.low, mine.high, mine.low_in, mine.high_in) == (theirs.low, theirs.high, theirs.low_in, theirs.high_in):
        return Comparison("equal")
    plain = claim.low == claim.high and claim.approx == "exact"
    value = theirs.point
    if plain and value is not None and (rounded := _rounding(claim, mine.point or Decimal(0), value, converted)):
        return rounded
    if theirs.within(mine):
        return Comparison("inside")
    if theirs.meets(mine):
        return Comparison("compatible")
    if claim.approx == "about" and value is not None and mine.low is not None and mine.high is not None:
        centre = (mine.low + mine.high) / 2
        if centre and _round(value, significant(centre)) == centre:
            return Comparison("rounded", "up" if centre > value else "down")
    return _outside(mine, theirs)


def significant(value: Decimal) -> int:
    """Return the number of significant digits of a value; zeros at the end of a whole number are none."""
    digits = value.normalize().as_tuple().digits
    return max(1, len(digits))


def mistyped(one: Figure, two: Figure) -> bool:
    """Tell whether two values look like one mistyped: the same digits in another order, or zeros too many."""
    low, other = one.low, two.low
    if low is None or other is None or low <= 0 or other <= 0 or significant(low) < 2:
        return False
    digits, others = (sorted(str(digit) for digit in value.normalize().as_tuple().digits) for value in (low, other))
    same_length = low.adjusted() == other.adjusted()
    return digits == others and (same_length or max(low, other) / min(low, other) in _TENS)


def _round(value: Decimal, digits: int) -> Decimal:
    if not value:
        return value
    step = Decimal(10) ** (value.adjusted() - digits + 1)
    return (value / step).to_integral_value(rounding="ROUND_HALF_UP") * step


def _rounding(claim: Figure, mine: Decimal, value: Decimal, converted: bool) -> Comparison | None:
    """Tell whether the claim's plain value is the passage's, rounded as a newspaper rounds."""
    if mine == value or not mine or not value or (mine < 0) != (value < 0):
        return None
    off = abs(mine - value) / abs(value)
    if converted:
        way = "up" if mine > value else "down"
        share = claim.kind in {"ratio", "percentage"}
        if off <= (_SHARE if share else _CONVERTED):
            return Comparison("rounded", way)
        return Comparison("coarse", way) if share and off <= 5 * _SHARE else None
    small = (
        claim.kind in {"count", "age", "number", "ordinal"} and abs(mine) < 100 and value == value.to_integral_value()
    )
    # 17 people are not 18: a small whole number is exact unless it says that it is not.
    if small or claim.kind == "ordinal":
        return None
    digits = significant(mine)
    if value.adjusted() > mine.adjusted() + 1 or significant(value) <= digits:
        return None
    step = Decimal(10) ** (mine.adjusted() - digits + 1)
    # Cutting off ("4.7" for 4.78) is as common as rounding.
    near = _round(value, digits + value.adjusted() - mine.adjusted()) == mine or 0 <= value - mine < step
    if not near:
        return None
    way = "up" if mine > value else "down"
    return Comparison("rounded", way) if off <= _ROUNDED else Comparison("coarse", way) if off <= _COARSE else None


def _outside(mine: _Interval, theirs: _Interval) -> Comparison:
    one, two = mine.point or mine.low or mine.high, theirs.point or theirs.low or theirs.high
    if one and two and one > 0 and two > 0:
        ratio = max(one, two) / min(one, two)
        for ten in _TENS:
            if abs(ratio - ten) <= ten * Decimal("0.01"):
                return Comparison("scale", f"{ten:,.0f}")
    return Comparison("outside")
