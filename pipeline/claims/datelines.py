"""Where and when a report was filed, before a dash at its paragraph's beginning: "LISBON, March 3 (Reuters) — …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.claims.lexicon import words
from pipeline.entities.gazetteer import by_name
from pipeline.schema import Block

__all__ = ["dateline_end", "parted"]

_DASH = r"(?:\s?(?:—|--)\s?|\s[–-]\s)"
_ANY_DASH = r"\s?(?:—|--|–|-)\s?"  # after an agency in brackets a hyphen may lack its spaces
_REGION = r"(?:, (?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,2})"
_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:, \d{{4}}| \d{{4}})?)"
_AGENCY = r"\((?P<agency>[A-Z][\w.’'&/ -]{1,40})\)"
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w.’'/-]*(?: [^\W\d_][\w.’'/-]*){0,3})"
    rf"(?P<region>{_REGION})?(?P<date>{_DATE})?(?: {_AGENCY}{_ANY_DASH}|{_DASH})"
)
_BY_AGENCY = re.compile(rf"(?:(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:, \d{{4}})? )?{_AGENCY}{_ANY_DASH}")
_SHORT_REGION = re.compile(r", (?:[A-Z]{2}|[A-Z][\w.]*\.(?: [A-Z][\w.]*\.)?)")
"""A state as datelines write it: ", Ore.", ", N.D.", ", CA"."""
_SHORT = 4
"""Letters of a word in capitals that may as well be an acronym."""


def dateline_end(text: str) -> int:
    """Return where the report begins after the dateline that a paragraph opens with, 0 where it opens with none.

    A dateline is a place in capitals or with its state in short, or an agency in brackets, with a region or a date
    where it has them, then a dash and a sentence: "NATO — the alliance of 32 states — said" has none.

    Parameters
    ----------
    text
        The paragraph.
    """
    found = _BY_AGENCY.match(text)
    if found is not None:
        return found.end() if _opens_sentence(text[found.end() :]) and _is_agency(found["agency"]) else 0
    found = _DATELINE.match(text)
    if found is None or not _opens_sentence(text[found.end() :]):
        return 0
    agency, place = found["agency"] or "", found["place"]
    if not place.isupper():
        filed = _is_agency(agency) or _SHORT_REGION.fullmatch(found["region"] or "") is not None
        return found.end() if place[0].isupper() and filed else 0
    told = bool(found["region"] or found["date"] or agency)
    return found.end() if told or _may_be_place(place) else 0


def parted(block: Block) -> Iterator[Block]:
    """Yield a block's dateline and the rest of it, or the block itself where it has none."""
    begin = block.start + (dateline_end(block.text) if block.kind == "paragraph" else 0)
    if begin > block.start:
        line = block.text[: begin - block.start].rstrip()
        yield Block(start=block.start, end=block.start + len(line), text=line, kind=block.kind)
    yield Block(start=begin, end=block.end, text=block.text[begin - block.start :], kind=block.kind)


def _opens_sentence(rest: str) -> bool:
    first = rest.lstrip("\"“‘'[(")[:1]
    return first.isupper() or first.isdigit() or first in set("$€£")


def _is_agency(name: str) -> bool:
    """Return whether a name in brackets is an agency's or a station's: "AP", "KQED", "Thomson Reuters Foundation"."""
    station = re.fullmatch(r"[KW][A-Z]{2,3}(?:-TV|-FM)?", name) is not None
    return station or any(part.lower() in words("datelines", "agencies") for part in re.split(r"[ /]", name))


def _may_be_place(name: str) -> bool:
    """Return whether a name in capitals alone may be a place: no acronym of a body and no label ("UPDATE — ")."""
    if name.lower() in words("datelines", "labels"):
        return False
    known = by_name().get(name) or by_name().get(name.title())
    if known is not None:
        return known.label in {"GPE", "LOC"}
    return len(name) > _SHORT
