"""What a passage says of a claim, as every comparison gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.schema import FindingVerdict

__all__ = ["Judgement"]


@dataclass(frozen=True)
class Judgement:
    """What a passage says of a claim.

    Attributes
    ----------
    verdict
        ``agrees``, ``differs``, ``mentions`` or ``not found``.
    say
        Makes the sentence for a person from the source's name.
    facets
        What was compared and how it came out, such as ``value: equal``.
    start, end
        The stretch of the passage to quote.
    certainty
        Ranks judgements of one verdict, between 0 and 1.
    distance
        How far two values are apart, as a share of the larger.
    about
        The figure of the claim that it is of, as characters; (0, 0) where it is of the whole.
    """

    verdict: FindingVerdict
    say: Callable[[str], str] = lambda name: f"{name} mentions it"
    facets: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    certainty: float = 0.0
    notes: tuple[str, ...] = field(default=())
    distance: float = 0.0
    about: tuple[int, int] = (0, 0)
