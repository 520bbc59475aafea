"""What a desk should check first, and why: the reader's check-worthiness joined with reasons that a person can read."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.claims.draft import Draft
from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import phrases, words
from pipeline.claims.selection import content_words
from pipeline.schema import ClaimKind, Entity, Figure, Priority
from pipeline.settings import Settings

__all__ = ["priority_of", "reasons_of", "score"]

WEIGHTS = {
    "figure": 0.2,
    "superlative": 0.12,
    "causation": 0.08,
    "named person": 0.08,
    "allegation": 0.15,
    "central to the headline": 0.1,
}
DISCOUNT: dict[ClaimKind, float] = {"opinion": 0.45, "forecast": 0.6, "statement": 0.85, "definition": 0.9, "fact": 1.0}


def reasons_of(
    draft: Draft, doc: Doc, figures: Sequence[Figure], entities: Sequence[Entity], headline: set[str]
) -> tuple[str, ...]:
    """Return why a claim may matter, in the order of ``WEIGHTS``."""
    own = [doc[i] for i in sorted(draft.sources)]
    lower = [token.lower_ for token in own]
    forms = {lemma(token.text, token.pos_) for token in own if token.pos_ in {"VERB", "NOUN", "ADJ"}} | set(lower)
    text = " ".join(lower)
    reasons = []
    if any(figure.kind not in {"date", "duration", "ordinal"} for figure in figures):
        reasons.append("figure")
    if any(
        (token.tag_ in {"JJS", "RBS"} and token.lower_ not in {"most", "least", "best", "worst"})
        or (token.lower_ in words("superlative", "words") and token.pos_ != "ADV")
        or (token.lower_ in {"best", "worst"} and any(w in lower for w in ("since", "ever", "history")))
        for token in own
    ):
        reasons.append("superlative")
    verbs = {lemma(token.text) for token in own if token.pos_ == "VERB"}
    caused = verbs & words("cause", "verbs") or any(
        f" {phrase} " in f" {text} " for phrase in phrases("cause", "marks") if phrase != "since"
    )
    if caused:
        reasons.append("causation")
    if any(entity.label == "PERSON" for entity in entities):
        reasons.append("named person")
    if forms & words("allegation", "words"):
        reasons.append("allegation")
    if headline and len(content_words(own) & headline) >= max(2, round(0.4 * len(headline))):
        reasons.append("central to the headline")
    return tuple(reasons)


def score(worth: float, kind: ClaimKind, reasons: Sequence[str]) -> float:
    """Return a claim's weight between 0 and 1.

    Opinions and forecasts count less unless they hold a figure or an accusation.
    """
    value = 0.5 * worth + sum(WEIGHTS[reason] for reason in reasons)
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
