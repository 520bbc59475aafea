"""The names of a document, each with its canonical form."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.entities.aliases import canonical_names
from pipeline.entities.context import COMPASS
from pipeline.entities.mention import Mention
from pipeline.entities.mentions import find_mentions
from pipeline.entities.offices import find_offices
from pipeline.schema import Entity

__all__ = ["find_entities"]


def find_entities(doc: Doc) -> list[Entity]:
    """Find the names of a document and join the forms that stand for one another.

    Parameters
    ----------
    doc
        Parsed by the reader: sentences, parts of speech, relations, and names in ``doc.ents``.

    Returns
    -------
    list of Entity
        In the order of the text, without overlaps. ``name`` is the canonical form in this document, ``label`` an
        OntoNotes name, ``id`` an ISO 3166 code for countries, their people and their larger parts.
    """
    mentions = [
        Mention(start, end, label, " ".join(doc[start:end].text.split()), entry)
        for start, end, label, entry in find_mentions(doc)
    ]
    canonical_names(doc, mentions)
    mentions = [mention for mention in mentions if mention.id or mention.text not in COMPASS or mention.label == "LOC"]
    mentions = sorted([*mentions, *find_offices(doc, mentions)], key=lambda mention: mention.start)
    entities = []
    for mention in mentions:
        span = doc[mention.start : mention.end]
        entities.append(
            Entity(
                start=span.start_char,
                end=span.end_char,
                text=span.text,
                label=mention.label,
                name=mention.name or mention.text,
                id=mention.id,
            )
        )
    return entities
