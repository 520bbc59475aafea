"""Records beside spans: plain dicts in one Doc extension, keyed by ``span.id_``.

``Span._`` is keyed by offsets alone, so that two spans of one extent would share a value, and a model object there
breaks ``Doc.to_bytes``; a dict of dicts survives both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from spacy.tokens import Doc

from pipeline.schema import Record, dump

__all__ = ["EXTENSION", "records_of", "store"]

EXTENSION = "claimsheet"

R = TypeVar("R", bound=Record)

if not Doc.has_extension(EXTENSION):
    Doc.set_extension(EXTENSION, default=None)


def store(doc: Doc, group: str, records: Iterable[tuple[int, int, str, Record]]) -> None:
    """Store records as ``doc.spans[group]``.

    Parameters
    ----------
    doc
        The Doc.
    group
        The key of the span group.
    records
        Each with its first and last character (half-open) and the span's label; a span covers every token that it
        touches.
    """
    spans = []
    stored: dict[str, object] = {}
    for number, (start, end, label, record) in enumerate(records):
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is None:
            continue
        span.id_ = f"{group}-{number}"
        spans.append(span)
        stored[span.id_] = dump(record)
    doc.spans[group] = spans
    setattr(doc._, EXTENSION, {**(getattr(doc._, EXTENSION) or {}), group: stored})


def records_of(doc: Doc, group: str, kind: type[R]) -> list[R]:
    """Return the records that a component stored, in the order in which it found them."""
    stored = (getattr(doc._, EXTENSION) or {}).get(group, {})
    return [kind.model_validate(stored[span.id_]) for span in doc.spans.get(group, ()) if span.id_ in stored]
