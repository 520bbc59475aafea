"""Attributions and claims as stages of anybody's spaCy pipeline."""

from __future__ import annotations

import datetime as dt

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.claims.attribution import find_attributions
from pipeline.claims.extraction import extract
from pipeline.entities import find_entities
from pipeline.figures.component import find_figures
from pipeline.language.records import records_of, store
from pipeline.schema import Article, Attribution, Block, Claim
from pipeline.settings import Settings

__all__ = [
    "AttributionFinder",
    "ClaimFinder",
    "attributions_of",
    "claims_of",
    "create_attribution_finder",
    "create_claim_finder",
]


class AttributionFinder:
    """Store who says what as ``doc.spans["attributions"]``: a span is the content, its label the mode."""

    def __call__(self, doc: Doc) -> Doc:
        """Store the attributions of a Doc in it."""
        found = find_attributions(doc, find_entities(doc))
        store(doc, "attributions", ((one.content.start, one.content.end, one.mode, one) for one in found))
        return doc


class ClaimFinder:
    """Store the claims as ``doc.spans["claims"]``: a span encloses what a claim was made of, its label is the kind.

    Parameters
    ----------
    published
        Date of every Doc that has none of its own; a Doc's own is ``doc.user_data["published"]`` (a date or ISO 8601).
    """

    def __init__(self, published: dt.date | None = None) -> None:
        self.published = published
        self.settings = Settings()

    def __call__(self, doc: Doc) -> Doc:
        """Store the claims of a Doc in it."""
        own = doc.user_data.get("published")
        published = dt.date.fromisoformat(own) if isinstance(own, str) else own or self.published
        blocks = tuple(
            Block.model_validate({"start": b.start_char, "end": b.end_char, "text": b.text, "kind": b.label_})
            for b in doc.spans.get("blocks", ())
        )
        entities = find_entities(doc)
        claims, _, _ = extract(
            Article(id="doc", text=doc.text, published=published, blocks=blocks),
            doc,
            figures=find_figures(doc, published=published),
            entities=entities,
            attributions=find_attributions(doc, entities),
            settings=self.settings,
        )
        store(doc, "claims", ((claim.start, claim.end, claim.kind, claim) for claim in claims))
        return doc


def attributions_of(doc: Doc) -> list[Attribution]:
    """Return the attributions that the component stored in a Doc."""
    return records_of(doc, "attributions", Attribution)


def claims_of(doc: Doc) -> list[Claim]:
    """Return the claims that the component stored in a Doc, in the order of the text."""
    return records_of(doc, "claims", Claim)


@Language.factory("claimsheet_attributions", requires=["doc.ents", "token.dep"], assigns=["doc.spans"])
def create_attribution_finder(nlp: Language, name: str) -> AttributionFinder:
    """Make the component."""
    return AttributionFinder()


@Language.factory(
    "claimsheet_claims",
    requires=["doc.ents", "token.dep"],
    assigns=["doc.spans"],
    default_config={"published": None},
)
def create_claim_finder(nlp: Language, name: str, published: str | None) -> ClaimFinder:
    """Make the component; ``published`` is an ISO 8601 date or none."""
    return ClaimFinder(dt.date.fromisoformat(published) if published else None)
