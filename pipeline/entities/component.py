"""Names as a stage of anybody's spaCy pipeline."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.entities.finder import find_entities
from pipeline.language.records import records_of, store
from pipeline.schema import Entity

__all__ = ["SPANS", "EntityFinder", "create_entity_finder", "entities_of"]

SPANS = "entities"


class EntityFinder:
    """Store names as ``doc.spans["entities"]``, with canonical names and ids; ``doc.ents`` stays the reader's."""

    def __call__(self, doc: Doc) -> Doc:
        """Store the names of a Doc in it."""
        store(doc, SPANS, ((one.start, one.end, one.label, one) for one in find_entities(doc)))
        return doc


def entities_of(doc: Doc) -> list[Entity]:
    """Return the names that the component stored in a Doc, in the order of the text."""
    return records_of(doc, SPANS, Entity)


@Language.factory("claimsheet_entities", requires=["doc.ents", "token.dep"], assigns=["doc.spans"])
def create_entity_finder(nlp: Language, name: str) -> EntityFinder:
    """Make the component."""
    return EntityFinder()
