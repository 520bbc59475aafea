"""Every record that crosses from one room to another.

All records are frozen and refuse unknown fields. Offsets are characters of the article's canonical text, half-open.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

__all__ = [
    "Annotation",
    "Approximation",
    "Article",
    "Attribution",
    "AttributionMode",
    "Block",
    "BlockKind",
    "Claim",
    "ClaimKind",
    "Entity",
    "EntityLabel",
    "Figure",
    "FigureKind",
    "Finding",
    "FindingVerdict",
    "LeftOut",
    "Priority",
    "Provenance",
    "Record",
    "Review",
    "Row",
    "Sentence",
    "TextSpan",
    "Trend",
]

BlockKind = Literal["headline", "heading", "paragraph", "list_item", "caption", "quote"]
FigureKind = Literal[
    "count", "money", "percentage", "quantity", "rate", "ratio", "ordinal", "age", "date", "duration", "number"
]
Approximation = Literal["exact", "about", "below", "above", "vague"]
EntityLabel = Literal["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"]
AttributionMode = Literal["direct", "indirect", "mixed"]
ClaimKind = Literal["fact", "statement", "forecast", "opinion", "definition"]
Priority = Literal["high", "medium", "low"]
FindingVerdict = Literal["agrees", "differs", "mentions", "not found", "contradicts", "fact-checked"]

ENTITY_LABELS: tuple[str, ...] = get_args(EntityLabel)


def _json_number(value: Decimal) -> int | float:
    whole = value.to_integral_value()
    return int(whole) if whole == value else float(value)


Number = Annotated[Decimal, PlainSerializer(_json_number, return_type=int | float, when_used="json")]
"""An exact decimal in Python, a JSON number on the wire."""


class Record(BaseModel):
    """The common base: frozen, and without room for a misspelt field."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TextSpan(Record):
    """A stretch of the article's canonical text."""

    start: int = Field(ge=0)
    end: int
    text: str

    @model_validator(mode="after")
    def _ordered(self) -> TextSpan:
        if self.end < self.start:
            raise ValueError(f"a span ends ({self.end}) before it starts ({self.start})")
        return self


class Block(TextSpan):
    """A paragraph, heading or list item: blocks do not overlap and stand in the order of the text."""

    kind: BlockKind


class Article(Record):
    """An article as it was read; every offset in the project points into its ``text``."""

    id: str
    text: str
    title: str = ""
    published: dt.date | None = None
    url: str = ""
    author: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def sha256(self) -> str:
        """Hash of the canonical text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class Trend(Record):
    """A change: its direction and the values that it went from and to, where the text gives them."""

    direction: Literal["up", "down"]
    start: Number | None = Field(default=None, alias="from")
    end: Number | None = Field(default=None, alias="to")

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Figure(TextSpan):
    """A number, amount, date or duration with its bounds.

    ``low`` and ``high`` are equal for a plain value, ``None`` where an end is open, and both ``None`` where the words
    could not be given a value. ``low_included`` and ``high_included`` say whether an end itself is possible.
    Percentages are in per cent (70, not 0.7). ``approx`` is about nearness alone: ``about`` (either side), ``below``
    (nearly), ``above`` (just over), ``vague`` (dozens); a plain bound such as "more than" is ``exact`` with one end
    open. ``period`` and the value of a date are EDTF (ISO 8601-2:2019).
    """

    kind: FigureKind
    low: Number | None = None
    high: Number | None = None
    low_included: bool = True
    high_included: bool = True
    approx: Approximation = "exact"
    unit: str = ""
    counted: str = ""
    per: str = ""
    period: str = ""
    trend: Trend | None = None
    modifier: str = ""


class Entity(TextSpan):
    """A name; ``name`` is its canonical form in the article, ``id`` an ISO 3166 code for countries."""

    label: EntityLabel
    name: str
    id: str = ""


class Attribution(Record):
    """Who says what: the words for the source, the cue ("said", "according to") and the content."""

    source: TextSpan | None = None
    cue: TextSpan | None = None
    content: TextSpan
    mode: AttributionMode = "indirect"
    speaker: str = ""
    named: bool = False


class Sentence(TextSpan):
    """A sentence with its check-worthiness between 0 and 1."""

    worth: float = Field(default=0.0, ge=0.0, le=1.0)


class Claim(Record):
    """A checkable statement that stands on its own.

    ``start`` and ``end`` enclose it in the article; ``parts`` are the stretches that its own words come from. ``text``
    is the restated claim: every word that is not the article's stands in [square brackets]. ``id`` is empty until the
    review loop has given one.
    """

    id: str = ""
    text: str
    start: int
    end: int
    parts: tuple[tuple[int, int], ...] = ()
    sentence: str = ""
    section: str = ""
    kind: ClaimKind = "fact"
    speaker: str = ""
    cue: str = ""
    mode: AttributionMode | None = None
    hedge: str = ""
    polarity: Literal["positive", "negative"] = "positive"
    figures: tuple[Figure, ...] = ()
    entities: tuple[Entity, ...] = ()
    priority: Priority = "medium"
    worth: float = 0.0
    reasons: tuple[str, ...] = ()


class LeftOut(TextSpan):
    """A stretch of the article that gave no row, and why."""

    reason: str


class Annotation(Record):
    """All that the pipeline reads in one article."""

    id: str
    sentences: tuple[Sentence, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class Finding(Record):
    """What a source, a fact-check or the article itself says of a claim; ``message`` is for a person."""

    verdict: FindingVerdict
    message: str
    source: str = ""
    publisher: str = ""
    url: str = ""
    date: str = ""
    place: str = ""
    quote: str = ""
    compared: tuple[str, ...] = ()
    score: float = 0.0


class Review(Record):
    """The human columns and nothing else."""

    status: str = "unchecked"
    evidence_url: str = ""
    reviewer: str = ""
    notes: str = ""
    sign_off: str = ""


class Row(Record):
    """A line of the sheet: the machine's claim, the person's review, and what became of it since the last version."""

    claim: Claim
    review: Review = Review()
    findings: tuple[Finding, ...] = ()
    change: str = ""
    previous_status: str = ""
    previous_claim: str = ""
    extra: dict[str, str] = Field(default_factory=dict)


class Provenance(Record):
    """What made a record: nothing in it depends on the clock or the machine."""

    article_sha256: str
    package: str
    settings: str
    model: str
    model_version: str


def dump(record: Record) -> dict[str, Any]:
    """Return a record as plain JSON types, aliases included.

    Returns
    -------
    dict
        Decimals as numbers, dates as ISO 8601 strings, open ends as ``None``.
    """
    return record.model_dump(mode="json", by_alias=True)
