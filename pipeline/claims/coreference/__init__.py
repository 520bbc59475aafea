"""Who "he" is, and what "the alliance" is: antecedents, given only where one candidate fits."""

from pipeline.claims.coreference.resolver import Antecedents, find_antecedents

__all__ = ["Antecedents", "find_antecedents"]
