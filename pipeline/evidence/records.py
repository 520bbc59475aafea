"""The evidence desk's own records: sources, passages and hits."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Hit", "Passage", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document, fact-check feed or other sheet that claims are checked against.

    Attributes
    ----------
    path
        Relative to the corpus folder (to the annotations folder for past work), with forward slashes.
    article
        Id of the one article that it is for; empty where it is for all.
    title, publisher, url, date, level
        From ``sources.csv``, else from the document; ``date`` is ISO 8601, ``level`` ``primary``, ``secondary``, empty.
    """

    path: str
    article: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    date: str = ""
    level: str = ""
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source that can be quoted: a paragraph, a list with its lead, or a row of a table.

    Attributes
    ----------
    text
        Plain text; a row of a table reads ``header: cell; header: cell``.
    place
        Where a person finds it: ``paragraph 3``, ``page 2``, ``row 14``.
    heading
        The heading, table or lead that it stands under.
    cells
        Header and cell pairs of a table row, else empty.
    items
        The items of a list, else empty.
    extra
        What a fact-check or a row of another sheet carries besides (rating, status, reviewer …).
    """

    text: str
    place: str = ""
    heading: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a claim, with its source and the score that ranks it (higher is nearer)."""

    source: Source
    passage: Passage
    score: float
    number: int = 0
