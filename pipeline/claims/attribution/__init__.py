"""Attribution: who says what, how directly, and by which words a text keeps its distance."""

from pipeline.claims.attribution.finder import attribution_for, find_attributions
from pipeline.claims.attribution.hedges import find_hedges
from pipeline.claims.attribution.lexicon import cue_kind
from pipeline.claims.attribution.quotes import Quotation, find_quotations

__all__ = ["Quotation", "attribution_for", "cue_kind", "find_attributions", "find_hedges", "find_quotations"]
