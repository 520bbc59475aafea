"""From a reading over atoms to the record that leaves the room."""

from __future__ import annotations

from decimal import Decimal, localcontext

from pipeline.figures.atoms import Atoms
from pipeline.figures.readings import Reading
from pipeline.schema import Figure, Trend

__all__ = ["to_figure"]

_DIGITS_KEPT = 15


def _tidy(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    with localcontext() as context:
        whole = value.to_integral_value()
        if value == whole:
            return whole
        context.prec = _DIGITS_KEPT
        return +value


def to_figure(atoms: Atoms, reading: Reading) -> Figure:
    """Return the figure of a finished reading; values keep 15 digits at most."""
    start, end = atoms.start[reading.first], atoms.end[reading.last]
    words = (atoms.span(first, last) for first, last in sorted(set(reading.modifier)))
    trend = reading.trend
    if trend is not None:
        trend = Trend(direction=trend.direction, start=_tidy(trend.start), end=_tidy(trend.end))
    return Figure(
        start=start,
        end=end,
        text=atoms.text[start:end],
        kind=reading.kind,
        low=_tidy(reading.low),
        high=_tidy(reading.high),
        low_included=reading.low_included,
        high_included=reading.high_included,
        approx=reading.approx,
        unit=reading.unit,
        counted=reading.counted,
        per=reading.per,
        period=reading.period,
        trend=trend,
        modifier=" … ".join(words),
    )
