"""The article against itself: values, lists, sums, times and names that do not go together."""

from __future__ import annotations

from pipeline.evidence.selfcheck.check import check_article

__all__ = ["check_article"]
