"""Check-worthiness of a sentence, from what the reader says of it: a chance that holds, and 0.5 where it should turn.

The reader is surer than it is right. On sentences of debates that it has not seen, of those that it gives 0.99 or more
about 85 in a hundred are check-worthy, and of those below 0.01 six. So its odds are drawn in, which moves no sentence
across 0.5; a sum of money or a percentage raises them, a question lowers them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from pipeline.claims.selection import Unit
from pipeline.schema import Figure

__all__ = ["calibrated", "worth_of"]

_SLOPE = 0.35
_LIMIT = 6.0
"""Log odds beyond which the reader tells no difference."""
_MEASURED = 0.8
_COUNTED = 0.4
_ASKED = -1.5


def calibrated(unit: Unit, figures: Sequence[Figure]) -> Unit:
    """Return a sentence with its check-worthiness as a chance, its figures weighed in."""
    within = [figure.kind for figure in figures if unit.start <= figure.start and figure.end <= unit.end]
    return replace(unit, worth=worth_of(unit.worth, unit.span.text, within))


def worth_of(worth: float, text: str, kinds: Sequence[str]) -> float:
    """Return the chance that a sentence is worth a check.

    Parameters
    ----------
    worth
        What the reader gives, between 0 and 1.
    text
        The sentence.
    kinds
        Kinds of its figures.
    """
    share = min(max(worth, 1e-6), 1 - 1e-6)
    odds = _SLOPE * max(-_LIMIT, min(_LIMIT, math.log(share / (1 - share))))
    if {"money", "percentage"} & set(kinds):
        odds += _MEASURED
    elif set(kinds) - {"date", "duration", "ordinal"}:
        odds += _COUNTED
    if text.rstrip("\"”’') ").endswith("?"):
        odds += _ASKED
    return 1 / (1 + math.exp(-odds))
