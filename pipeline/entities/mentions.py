"""Where the names stand: the reader's, the gazetteers' and the patterns', cleaned and made one list."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from pipeline.entities.consistency import agreed, lone_heads, repeated, surnames
from pipeline.entities.context import halves, is_language, owners, storms
from pipeline.entities.first_names import is_first_name
from pipeline.entities.gazetteer import Entry, find_names
from pipeline.entities.impersonal import bodies, is_namesake
from pipeline.entities.kinds import find_kinds
from pipeline.entities.likeness import known
from pipeline.entities.missed import first_named, hyphened, titled
from pipeline.entities.patterns import WEAK, Candidate, find_patterns, is_title, title_case
from pipeline.entities.reader_names import names_of_reader
from pipeline.schema import EntityLabel

__all__ = ["find_mentions"]


def _of_gazetteer(doc: Doc) -> list[tuple[Candidate, Entry]]:
    found: list[tuple[Candidate, Entry]] = []
    for start, end, entry in find_names(doc.text):
        span = doc.char_span(start, end, alignment_mode="contract")
        if span is None or not len(span) or (span.end_char - span.start_char) < 0.7 * (end - start):
            continue
        kinds = ("PROPN", "ADJ") if entry.label == "NORP" else ("PROPN",)
        if entry.common and (span[0].is_sent_start or span[0].pos_ not in kinds):
            continue
        if span.end < len(doc) and doc[span.end].text.startswith("$") and span.text.isupper():
            # "US $2m"
            continue
        if span.text == "US" and title_case(span.sent) and span.sent.text.isupper():
            continue
        found.append((Candidate(span.start, span.end, entry.label, "gazetteer", len(span) + 0.25), entry))
    return found


def _place_or_person(doc: Doc, of_model: list[Candidate]) -> set[str]:
    """Return the names that are places elsewhere and people in this document: Jordan, Sofia, Virginia.

    The reader must see a person in most of their places, or in a fuller name that holds them.
    """
    alone: Counter[str] = Counter()
    fuller: set[str] = set()
    for candidate in of_model:
        span = doc[candidate.start : candidate.end]
        if candidate.label == "PERSON" and len(span) > 1:
            fuller.update(token.text for token in span)
        elif candidate.label == "PERSON":
            titled = span.start > 0 and is_title(doc[span.start - 1].text)
            # "the former Virginia attorney general"
            office = span.end < len(doc) and is_title(doc[span.end].text)
            alone[span.text] += -1 if office else 3 if titled else 1
        elif candidate.label in ("GPE", "LOC"):
            alone[span.text] -= 1
    return fuller | {name for name, votes in alone.items() if votes > 2 or (votes > 0 and is_first_name(name))}


def _kinded(kept: list[Candidate], kinds: list[Candidate]) -> list[Candidate]:
    """Give names of the reader and of patterns the label that a common noun beside them gives."""
    told = {(c.start, c.end): c.label for c in reversed(kinds)}
    return [
        c._replace(label=told[c.start, c.end], origin="kind")
        if c.origin in ("model", "pattern") and (c.start, c.end) in told
        else c
        for c in kept
    ]


def _overruled(doc: Doc, pattern: Candidate, of_model: list[Candidate]) -> bool:
    """Tell whether the reader's own name stands against a pattern's: a band called Park, a firm without its nation."""
    told = {(c.start, c.end): c.label for c in of_model}
    label = told.get((pattern.start, pattern.end))
    weak = doc[pattern.end - 1].text in WEAK or doc[pattern.start].text in WEAK
    if label == "WORK_OF_ART" and (weak or pattern.label in ("LOC", "FAC")):
        return True
    if weak and label in ("ORG", "PRODUCT"):
        return True
    # "the American Hald Motor Company" where the reader sees "Hald Motor Company"
    nation = known(doc[pattern.start : pattern.start + 1])
    bare = told.get((pattern.start + 1, pattern.end)) == "ORG" and pattern.end - pattern.start > 2
    return bare and nation is not None and nation.label == "NORP"


def _ends_somebody(doc: Doc, pattern: Candidate, people: set[tuple[int, int]]) -> bool:
    """Tell whether the words of a pattern are, or end with, somebody whom the reader sees: "Jim Press"."""
    for start, end in people:
        if end == pattern.end and start >= pattern.start and is_first_name(doc[start].text) and end - start > 1:
            return True
        if (start, end) == (pattern.start, pattern.end):
            return pattern.label not in ("ORG", "EVENT")
    return pattern.label == "LAW" and pattern.end - pattern.start == 2 and is_first_name(doc[pattern.start].text)


def find_mentions(doc: Doc) -> list[tuple[int, int, EntityLabel, Entry | None]]:
    """Find every name of a document.

    Returns
    -------
    list of tuple
        First token, token after the last, label, and the gazetteer's entry where it is a known name; in order,
        without overlaps.
    """
    listed = {(c.start, c.end): entry for c, entry in [*_of_gazetteer(doc), *halves(doc)]}
    of_model = names_of_reader(doc)
    either = _place_or_person(doc, of_model)
    people = {(c.start, c.end) for c in of_model if c.label == "PERSON"}
    candidates = list(of_model)
    for (start, end), entry in listed.items():
        if (start, end) in people and entry.label in ("GPE", "LOC") and doc[start:end].text in either:
            continue
        candidates.append(Candidate(start, end, entry.label, "gazetteer", end - start + 0.75))
    candidates += [
        c for c in find_patterns(doc) if not _overruled(doc, c, of_model) and not _ends_somebody(doc, c, people)
    ]
    kinds = find_kinds(doc)
    candidates += [c for c in kinds if c.weight]
    candidates.sort(key=lambda c: (-c.weight, c.start))
    taken: set[int] = set()
    kept: list[Candidate] = []
    for candidate in candidates:
        if candidate.start < candidate.end and taken.isdisjoint(range(candidate.start, candidate.end)):
            taken.update(range(candidate.start, candidate.end))
            kept.append(candidate)
    kept = bodies(doc, storms(doc, owners(doc, agreed(doc, _kinded(kept, kinds)))))
    for find in (titled, first_named, hyphened):
        kept += find(doc, taken)
        for candidate in kept:
            taken.update(range(candidate.start, candidate.end))
    for again in (surnames, repeated, lone_heads):
        kept += again(doc, kept, taken)
        for candidate in kept:
            taken.update(range(candidate.start, candidate.end))
    kept.sort(key=lambda c: c.start)
    found: list[tuple[int, int, EntityLabel, Entry | None]] = []
    for c in kept:
        if c.label == "NORP" and is_language(doc, c.start, c.end):
            continue
        if c.label in ("NORP", "GPE", "LOC") and is_namesake(doc, c.start, c.end):
            continue
        found.append((c.start, c.end, c.label, listed.get((c.start, c.end)) or known(doc[c.start : c.end])))
    return [(s, e, entry.label if entry and label != "PERSON" else label, entry) for s, e, label, entry in found]
