"""What the rules pass on to one another: a figure in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.figures.numerals import Number
from pipeline.schema import Approximation, FigureKind, Trend

__all__ = ["Reading"]


@dataclass(slots=True)
class Reading:
    """A figure in the making, in atoms.

    Attributes
    ----------
    first, last
        Atoms that the figure covers, with its unit and modifiers.
    core_first, core_last
        The number and its unit alone.
    number
        The numeral (of a range: its upper one).
    modifier
        Atoms of each modifier, first and last.
    named
        The unit is a name rather than a sign, so that a subdivision may follow ("3 dollars 50 cents").
    subdivision
        Parts of one unit (100 for cents), or 0.
    factor
        Factor of the unit to the first unit of its dimension.
    rules
        Names of the rules that made it, in order.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    number: Number
    kind: FigureKind = "number"
    low: Decimal | None = None
    high: Decimal | None = None
    low_included: bool = True
    high_included: bool = True
    approx: Approximation = "exact"
    unit: str = ""
    dimension: str = ""
    factor: Decimal = Decimal(1)
    subdivision: int = 0
    named: bool = False
    counted: str = ""
    counted_last: int = -1
    per: str = ""
    period: str = ""
    trend: Trend | None = None
    modifier: list[tuple[int, int]] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    def scale(self, factor: Decimal) -> None:
        """Multiply both ends."""
        self.low = None if self.low is None else self.low * factor
        self.high = None if self.high is None else self.high * factor

    @property
    def plain(self) -> bool:
        """Whether the reading is one value so far, with neither bound nor range."""
        return self.low is not None and self.low == self.high
