"""Claims: every checkable statement of an article as a row that stands on its own, with who says it."""

from pipeline.claims.attribution import find_attributions
from pipeline.claims.datelines import parted
from pipeline.claims.extraction import extract

__all__ = ["extract", "find_attributions", "parted"]
