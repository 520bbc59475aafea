"""What a desk should check first: the reader's check-worthiness joined with the reasons that a person can read."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.claims.reasons import WEIGHTS
from pipeline.schema import ClaimKind, Priority
from pipeline.settings import Settings

__all__ = ["priority_of", "score"]

DISCOUNT: dict[ClaimKind, float] = {"opinion": 0.45, "forecast": 0.6, "statement": 0.85, "definition": 0.9, "fact": 1.0}


def score(worth: float, kind: ClaimKind, reasons: Sequence[str]) -> float:
    """Return a claim's weight between 0 and 1.

    Opinions and forecasts count less unless they hold a figure or an accusation; a figure that the headline is about
    counts in full.
    """
    value = 0.6 * worth + sum(WEIGHTS[reason] for reason in reasons)
    if kind in {"opinion", "forecast"} and {"figure", "central to the headline"} <= set(reasons):
        return min(1.0, value)
    if kind in {"opinion", "forecast"} and {"figure", "allegation"} & set(reasons):
        value *= 0.85
    else:
        value *= DISCOUNT[kind]
    return min(1.0, max(0.0, value))


def priority_of(value: float, settings: Settings) -> Priority:
    """Return the priority of a weight, by the thresholds of the settings."""
    if value >= settings.priority_high:
        return "high"
    return "medium" if value >= settings.priority_medium else "low"
