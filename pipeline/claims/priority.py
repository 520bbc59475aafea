"""What a desk should check first: the reader's check-worthiness joined with the reasons that a person can read."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.claims.reasons import WEIGHTS
from pipeline.schema import Claim, ClaimKind, Priority
from pipeline.settings import Settings

__all__ = ["priority_of", "score", "set_apart"]

DISCOUNT: dict[ClaimKind, float] = {"opinion": 0.45, "forecast": 0.6, "statement": 0.85, "definition": 0.9, "fact": 1.0}

_EVEN = 0.5
_APART = 1.5
"""By how much, in log odds, a fact is more worth a check than the sentence that also foretells or judges."""


def score(worth: float, kind: ClaimKind, reasons: Sequence[str]) -> float:
    """Return a claim's weight between 0 and 1.

    Opinions and forecasts count less unless they hold a figure or an accusation; a figure that the headline is about
    counts in full, and so does what somebody says with a figure or an accusation.
    """
    value = 0.6 * worth + sum(WEIGHTS[reason] for reason in reasons)
    if kind in {"opinion", "forecast"} and {"figure", "central to the headline"} <= set(reasons):
        return min(1.0, value)
    telling = bool({"figure", "allegation"} & set(reasons))
    if kind in {"opinion", "forecast"} and telling:
        value *= 0.85
    elif not (kind == "statement" and telling):
        value *= DISCOUNT[kind]
    return min(1.0, max(0.0, value))


def set_apart(claims: Sequence[Claim], settings: Settings) -> list[Claim]:
    """Raise the facts that stand in one sentence with a forecast or an opinion, which lowered its worth."""
    if not {"forecast", "opinion"} & {claim.kind for claim in claims}:
        return list(claims)
    return [_raised(c, settings) if c.kind in {"fact", "definition"} and c.worth < _EVEN else c for c in claims]


def _raised(claim: Claim, settings: Settings) -> Claim:
    odds = math.log(claim.worth / (1 - claim.worth)) + _APART
    worth = min(_EVEN, 1 / (1 + math.exp(-odds)))
    priority = priority_of(score(worth, claim.kind, claim.reasons), settings)
    return claim.model_copy(update={"worth": worth, "priority": priority})


def priority_of(value: float, settings: Settings) -> Priority:
    """Return the priority of a weight, by the thresholds of the settings."""
    if value >= settings.priority_high:
        return "high"
    return "medium" if value >= settings.priority_medium else "low"
