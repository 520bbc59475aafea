"""A name where it stands, before it has its canonical form."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.entities.gazetteer import Entry
from pipeline.schema import EntityLabel

__all__ = ["Mention"]


@dataclass(slots=True)
class Mention:
    """A name in tokens; ``name`` and ``id`` are set once the document's names are known together."""

    start: int
    end: int
    label: EntityLabel
    text: str
    entry: Entry | None
    name: str = ""
    id: str = ""
