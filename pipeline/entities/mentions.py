"""Where the names stand: the reader's, the gazetteers' and the patterns', cleaned and made one list."""

from __future__ import annotations

from typing import cast

from spacy.tokens import Doc, Span, Token

from pipeline.entities.gazetteer import Entry, by_name, find_names, rows, same_length, words
from pipeline.entities.patterns import Candidate, capital, find_patterns, is_title, title_case
from pipeline.schema import ENTITY_LABELS, EntityLabel

__all__ = ["find_mentions"]

_FEATURES = {word: row[0] for row in rows("heads.tsv") if row[0] in ("LOC", "FAC") for word in row[2].split()}
_COMPANY = frozenset(
    ("Inc", "Inc.", "Corp", "Corp.", "LLC", "LLP", "Ltd", "Ltd.", "plc", "PLC", "GmbH", "Group", "Co.")
)
_EDGE = frozenset("\"'“”‘’«»`.,;:!?()[]–—-")
_PARTICLES = words("particles.txt")


def _known(span: Span) -> Entry | None:
    return by_name().get(same_length(span.text))


def _label(span: Span) -> EntityLabel:
    """OntoNotes label for a name of the reader; a place has a government unless its words say otherwise."""
    label = span.label_
    if label in ("LOC", "GPE", "FAC"):
        for token in (span[-1], span[0]):
            if token.text in _FEATURES and len(span) > 1:
                return cast(EntityLabel, _FEATURES[token.text])
        if label == "LOC":
            return "GPE"
    if label == "DATE" or label not in ENTITY_LABELS:
        return "ORG"
    return cast(EntityLabel, label)


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Cut what is no part of a name off both ends: articles, quotation marks, a possessive, a title."""
    while start < end and (doc[start].text in _EDGE or doc[start].lower_ in ("the", "a", "an") or doc[start].is_space):
        start += 1
    while end > start:
        last = doc[end - 1]
        if (
            last.text in ("'s", "’s", "'", "’")
            or last.is_space
            or (last.text.islower() and last.pos_ in ("ADP", "DET", "CCONJ", "SCONJ"))
            or (last.text in _EDGE and not (last.text == "." and end - start > 1 and len(doc[end - 2]) < 4))
        ):
            end -= 1
        else:
            break
    return start, end


def _half(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Add the halves of a person's name that the reader left outside: a first name, a further surname, a particle."""
    while start > 0:
        before = doc[start - 1]
        inside = start <= before.head.i < end and before.dep_ in ("flat", "compound", "nmod", "goeswith")
        heads = any(token.dep_ == "flat" and token.head.i == before.i for token in doc[start:end])
        name = capital(before) and before.pos_ == "PROPN" and not is_title(before.text)
        if name and (inside or heads) and before.text not in by_name() and not before.ent_type_:
            start -= 1
        elif before.lower_ in _PARTICLES and start > 1 and capital(doc[start - 2]) and doc[start - 2].pos_ == "PROPN":
            start -= 2 if doc[start - 2].ent_type_ in ("", "PERSON") else 0
            if doc[start].i == start and before.i == start - 1:
                break
        else:
            break
    while end < len(doc):
        after = doc[end]
        if after.dep_ == "flat" and start <= after.head.i < end and capital(after) and not after.ent_type_:
            end += 1
        else:
            break
    return start, end


def _person(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Cut nationality, office and honorifics off the front of a person's name, and give back its missing halves."""
    cut = start
    for i in range(start, end - 1):
        known = by_name().get(doc[i].text)
        if is_title(doc[i].text) or (known and known.label in ("NORP", "GPE", "ORG") and cut == i and end - i > 2):
            cut = i + 1
    return _half(doc, cut, end)


def _plausible(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the reader's stretch can be a name at all."""
    tokens = doc[start:end]
    if not any(token.text[:1].isupper() or token.text[:1].isdigit() or capital(token) for token in tokens):
        return False
    if all(not char.isalpha() for char in tokens.text):
        return False
    if len(tokens) == 1:
        token = tokens[0]
        if is_title(token.text) or token.pos_ in ("VERB", "AUX", "ADV", "PRON", "DET", "ADP", "CCONJ", "SCONJ", "INTJ"):
            return _known(tokens) is not None
        if token.is_sent_start and token.pos_ != "PROPN" and not token.text.isupper():
            return _known(tokens) is not None
        if len(token.text) == 1:
            return False
    return True


def _company_in(doc: Doc, start: int, end: int) -> int:
    """Where a company ends inside a name that goes on with a person's: "Hald Group Peter Lund"; 0 elsewhere."""
    for i in range(start + 1, end - 1):
        after = doc[i + 1]
        if doc[i].text in _COMPANY and after.is_alpha and capital(after) and after.text not in _COMPANY:
            return i + 1
    return 0


def _of_model(doc: Doc) -> list[Candidate]:
    found: list[Candidate] = []
    for span in doc.ents:
        if span.label_ in ("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"):
            continue
        start, end = _trim(doc, span.start, span.end)
        if start >= end:
            continue
        label = _label(Span(doc, start, end, label=span.label_))
        company = _company_in(doc, start, end)
        if company:
            found.append(Candidate(start, company, "ORG", "model", company - start))
            start, label = company, "PERSON"
        if label == "PERSON":
            start, end = _person(doc, start, end)
        if start < end and _plausible(doc, start, end):
            found.append(Candidate(start, end, label, "model", end - start))
    return found


def _titled(doc: Doc, taken: set[int]) -> list[Candidate]:
    """Find people that the reader missed, by the title before their names."""
    found: list[Candidate] = []
    for token in doc:
        i = token.i + 1
        if not (is_title(token.text) and capital(token)) or i >= len(doc) or i in taken:
            continue
        end = i
        while end < len(doc) and end - i < 3 and end not in taken and _surname(doc[end]):
            end += 1
        if end > i:
            found.append(Candidate(i, end, "PERSON", "title", end - i))
    return found


def _surnames(doc: Doc, kept: list[Candidate], taken: set[int]) -> list[Candidate]:
    """Find the surnames of people whom the document names in full, where the reader passed over them."""
    full = {doc[c.end - 1].text for c in kept if c.label == "PERSON" and c.end - c.start > 1}
    full = {name for name in full if len(name) > 2 and name not in by_name() and not is_title(name)}
    found: list[Candidate] = []
    for token in doc:
        if token.text not in full or token.i in taken or token.pos_ not in ("PROPN", "NOUN"):
            continue
        # Beside another capital it may be a part of some other name.
        around = [t for t in (doc[max(0, token.i - 1)], doc[min(len(doc) - 1, token.i + 1)]) if t.i != token.i]
        if any(capital(t) and t.is_alpha and not is_title(t.text) and not t.is_sent_start for t in around):
            continue
        found.append(Candidate(token.i, token.i + 1, "PERSON", "alias", 1))
    return found


def _surname(token: Token) -> bool:
    if not capital(token) or token.pos_ != "PROPN" or is_title(token.text) or token.is_sent_start:
        return False
    return token.text not in by_name()


def _of_gazetteer(doc: Doc) -> list[tuple[Candidate, Entry]]:
    found: list[tuple[Candidate, Entry]] = []
    for start, end, entry in find_names(doc.text):
        span = doc.char_span(start, end, alignment_mode="contract")
        if span is None or not len(span) or (span.end_char - span.start_char) < 0.7 * (end - start):
            continue
        if entry.common and (span[0].is_sent_start or span[0].pos_ != "PROPN"):
            continue
        if span.text == "US" and title_case(span.sent) and span.sent.text.isupper():
            continue
        found.append((Candidate(span.start, span.end, entry.label, "gazetteer", len(span) + 0.25), entry))
    return found


def find_mentions(doc: Doc) -> list[tuple[int, int, EntityLabel, Entry | None]]:
    """Find every name of a document.

    Returns
    -------
    list of tuple
        First token, token after the last, label, and the gazetteer's entry where it is a known name; in order,
        without overlaps.
    """
    known = {(c.start, c.end): entry for c, entry in _of_gazetteer(doc)}
    of_model = _of_model(doc)
    people = {(c.start, c.end) for c in of_model if c.label == "PERSON"}
    candidates = list(of_model)
    for start, end in known:
        entry = known[start, end]
        # A country or a capital that the reader takes for a person's name is one: Jordan, Sofia, Chad.
        if (start, end) in people and entry.label in ("GPE", "LOC") and len(doc[start:end]) == 1:
            continue
        candidates.append(Candidate(start, end, entry.label, "gazetteer", end - start + 0.75))
    candidates += [c for c in find_patterns(doc) if (c.start, c.end) not in people or c.label == "ORG"]
    candidates.sort(key=lambda c: (-c.weight, c.start))
    taken: set[int] = set()
    kept: list[Candidate] = []
    for candidate in candidates:
        if candidate.start < candidate.end and taken.isdisjoint(range(candidate.start, candidate.end)):
            taken.update(range(candidate.start, candidate.end))
            kept.append(candidate)
    kept += _titled(doc, taken)
    for candidate in kept:
        taken.update(range(candidate.start, candidate.end))
    kept += _surnames(doc, kept, taken)
    kept.sort(key=lambda c: c.start)
    found: list[tuple[int, int, EntityLabel, Entry | None]] = []
    for c in kept:
        found.append((c.start, c.end, c.label, known.get((c.start, c.end)) or _known(doc[c.start : c.end])))
    return [(s, e, entry.label if entry and label != "PERSON" else label, entry) for s, e, label, entry in found]
