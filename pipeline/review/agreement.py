"""How far two reviewers agree beyond chance."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Agreement", "agreement"]


@dataclass(frozen=True)
class Agreement:
    """Two reviewers over the claims that both have decided.

    ``kappa`` is Cohen's (1960), ``alpha`` Krippendorff's for nominal data (2004); none where they are not defined: no
    claim decided by both, or one verdict for all.
    """

    claims: int
    agreed: int
    kappa: float | None
    alpha: float | None

    @property
    def summary(self) -> str:
        """One line for a person."""
        if not self.claims:
            return "no claim was decided by both"
        share = f"{self.agreed} of {self.claims} verdicts agree"
        if self.kappa is None or self.alpha is None:
            return f"{share}; kappa and alpha are not defined where there is only one verdict"
        return f"{share}; Cohen's kappa {self.kappa:.2f}, Krippendorff's alpha {self.alpha:.2f}"


def agreement(first: Mapping[str, str], second: Mapping[str, str]) -> Agreement:
    """Measure the agreement of two reviewers.

    Parameters
    ----------
    first, second
        Verdicts by claim id; only claims that both have count.

    Examples
    --------
    >>> agreement({"a": "supported", "b": "refuted"}, {"a": "supported", "b": "refuted"}).kappa
    1.0
    """
    shared = sorted(set(first) & set(second))
    agreed = sum(first[claim] == second[claim] for claim in shared)
    if not shared or len({*(first[claim] for claim in shared), *(second[claim] for claim in shared)}) < 2:
        return Agreement(len(shared), agreed, None, None)
    from nltk.metrics.agreement import AnnotationTask

    data = [("first", claim, first[claim]) for claim in shared] + [("second", claim, second[claim]) for claim in shared]
    task = AnnotationTask(data=data)
    kappa, alpha = float(task.kappa()), float(task.alpha())
    return Agreement(
        len(shared), agreed, kappa if math.isfinite(kappa) else None, alpha if math.isfinite(alpha) else None
    )
