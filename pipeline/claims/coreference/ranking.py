"""Weights of features, and how likely each answer is under them: a log-linear model, its weights a data file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

__all__ = ["likelihoods"]


@cache
def _weights(name: str) -> dict[str, float]:
    text = (files("pipeline.claims.coreference") / "data" / f"{name}_weights.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {feature: float(weight) for feature, weight in rows}


def likelihoods(name: str, none: Iterable[str], candidates: Sequence[Iterable[str]]) -> list[float]:
    """Return how likely each candidate is to be what a pronoun means.

    Parameters
    ----------
    name
        Which weights: ``person``, ``it`` or ``they``.
    none
        The features of the answer that it is none of the candidates.
    candidates
        The features of each candidate.
    """
    weights = _weights(name)
    scores = [sum(weights.get(feature, 0.0) for feature in features) for features in (none, *candidates)]
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers[1:]]
