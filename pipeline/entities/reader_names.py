"""The reader's names, cleaned: their edges, names run together, and labels that the words do not bear out."""

from __future__ import annotations

import re
from typing import cast

from spacy.tokens import Doc, Span

from pipeline.entities.edges import hyphenated, of_office, person, pieces, trim, with_ending
from pipeline.entities.first_names import is_first_name
from pipeline.entities.gazetteer import rows, words
from pipeline.entities.likeness import known, of_a_people, person_like, small_words, without_capitals
from pipeline.entities.patterns import COMPANY, Candidate, capital, is_title
from pipeline.schema import ENTITY_LABELS, EntityLabel

__all__ = ["names_of_reader"]

_FIGURES = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"))
_NO_NAME = frozenset(("VERB", "AUX", "ADV", "PRON", "DET", "ADP", "CCONJ", "SCONJ", "INTJ"))
_FEATURES = {
    place: {
        word: row[0]
        for row in rows("heads.tsv")
        if row[0] in ("LOC", "FAC") and row[1] == place
        for word in row[2].split()
    }
    for place in ("last", "first")
}
_COMMON = words("not_names.txt")
_OF_LAWS = frozenset(word for row in rows("heads.tsv") if row[0] == "LAW" for word in row[2].split())
_BEGINNINGS = frozenset(word for row in rows("heads.tsv") if row[1] == "first" for word in row[2].split())
_ROMAN = frozenset(("II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"))
_VESSELS = words("vessels.txt")
# What stands before a number that counts parts or degrees of something: "Chapter 11" is no name.
_PARTS = words("parts.txt")
_PLACED = frozenset(("in", "across", "into", "off", "along", "through", "near", "from", "to", "over", "around"))
_BRAND = re.compile(r"[a-z]{1,2}[A-Z][A-Za-z]+")
_CALL_SIGN = re.compile(r"\d{1,3}(?:[A-Z]{2,4}|ers)")
_LONGEST_ACRONYM = 7
_ADDRESS = re.compile(r"^[DRI]-[A-Z]|://|^www\.|^[a-z].*\.(?:com|org|net|gov|html?)\b")


def _beyond_itself(doc: Doc, start: int, end: int) -> EntityLabel:
    """Return what the words about an organisation make of it: a company's seat, or somebody with a hyphenated name."""
    if start > 1 and doc[start - 1].lower_ in ("of", "in") and doc[start - 2].text in COMPANY:
        return "GPE"
    if end - start == 2 and hyphenated(doc, start, end) and doc[end + 1].text.islower():
        return "PERSON"
    return "ORG"


def _plausible(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the reader's stretch can be a name at all."""
    tokens = doc[start:end]
    if without_capitals(doc, start):
        return all(token.pos_ in ("PROPN", "NOUN", "ADJ", "X") for token in tokens) and len(tokens.text) > 2
    if not any(token.text[:1].isupper() or token.text[:1].isdigit() or capital(token) for token in tokens):
        return False
    if not any(char.isalpha() for char in tokens.text) or _ADDRESS.search(tokens.text):
        return False
    numbered = len(tokens) == 2 and (tokens[1].like_num or len(tokens[1].text) == 1 or tokens[1].text in _ROMAN)
    if numbered and tokens[0].lower_ in _PARTS:
        return False
    priced = end < len(doc) and doc[end].is_currency and tokens.text.isupper()
    if priced or any(token.is_currency for token in tokens) or tokens.text.endswith("$"):
        return False
    half = known(tokens[:1]) if len(tokens) == 2 and tokens[1].text.islower() and known(tokens) is None else None
    if half is not None and half.label == "NORP" and tokens[1].lower_ not in ("peninsula", "subcontinent"):
        # "the British union"
        return False
    if len(tokens) == 1:
        token = tokens[0]
        if token.text in _COMMON or token.lower_ in _PARTS:
            return False
        if _CALL_SIGN.fullmatch(token.text) or _BRAND.fullmatch(token.text):
            return True
        if is_title(token.text) or token.pos_ in _NO_NAME or not capital(token) or token.tag_ == "NNS":
            return known(tokens) is not None
        if token.is_sent_start and token.pos_ != "PROPN" and not token.text.isupper():
            return known(tokens) is not None
        if len(token.text) == 1 or _part_of_phrase(doc, start):
            return False
    return True


def _part_of_phrase(doc: Doc, start: int) -> bool:
    """Tell whether a word that is common too describes a capital after it: "the Space Shuttle Orbiters"."""
    token = doc[start]
    after = doc[start + 1] if start + 1 < len(doc) else None
    if after is None or not capital(after) or token.head.i <= start or token.text.isupper():
        return False
    if known(doc[start : start + 1]) is not None:
        return False
    return any(other.text == token.lower_ for other in doc)


def _label(span: Span, surnames: frozenset[str]) -> EntityLabel | None:
    """Return the OntoNotes label of a name; None where it is none."""
    label = span.label_
    first, last = span[0], span[-1]
    if label not in ENTITY_LABELS:
        return "ORG"
    if label in ("LOC", "GPE", "FAC"):
        for token, place in ((last, "last"), (first, "first")):
            if token.text in _FEATURES[place] and len(span) > 1:
                return cast(EntityLabel, _FEATURES[place][token.text])
        if label == "LOC" and _within_known(span):
            return "GPE"
        if label == "GPE" and known(span) is None:
            return _with_article(span)
        # "The Santa Rosa sank": what sails by itself is no place.
        if label == "LOC" and known(span) is None and span.root.dep_ == "nsubj" and span.root.head.lower_ in _VESSELS:
            return _with_article(span)
    elif label == "NORP" and not of_a_people(span):
        return _not_a_people(span, surnames)
    elif label == "EVENT" and known(span) is None:
        if last.pos_ not in ("NOUN", "PROPN", "NUM") or not (first.like_num or any(capital(token) for token in span)):
            return None
        small = len(span) == 1 and any(token.text == last.lower_ for token in span.doc)
        lone = len(span) == 1 and not last.text.isupper()
        if lone and (last.pos_ == "NOUN" or small or not _again(span)):
            return None
    elif label == "WORK_OF_ART" and len(span) == 1 and not (span.start and span.doc[span.start - 1].is_quote):
        # Half a title: "Pride" of "Pride and Prejudice".
        return None
    elif label == "LAW" and len(span) == 2 and is_first_name(first.text):
        # "Nathan Law" is somebody.
        return "PERSON"
    if label == "PERSON" and first.text.isupper() and _within_known(span):
        # "OROVILLE, Calif. — "
        return "GPE"
    no_law = label == "LAW" and known(span) is None and not any(token.text in _OF_LAWS for token in span)
    letters = label == "PERSON" and len(span) == 1 and first.text.isupper() and 2 < len(first) < _LONGEST_ACRONYM
    if no_law or (letters and not _shouted(span)):
        return "ORG"
    return cast(EntityLabel, label)


def _within_known(span: Span) -> bool:
    """Tell whether the place that holds it follows: "Mountain View, California"."""
    doc = span.doc
    if span.end + 1 >= len(doc) or doc[span.end].text != "," or not capital(doc[span.end + 1]):
        return False
    return any((entry := known(doc[span.end + 1 : span.end + n])) and entry.label == "GPE" for n in (2, 3))


def _again(span: Span) -> bool:
    """Tell whether the reader gives the same words the same label in another place."""
    return any(
        other.text == span.text and other.label_ == span.label_ for other in span.doc.ents if other.start != span.start
    )


def _with_article(span: Span) -> EntityLabel:
    """Return what a place is that English gives an article: a ship where the sentence sails it, else a region."""
    doc = span.doc
    before = doc[span.start - 1] if span.start else None
    if before is None or before.lower_ != "the" or (span.end < len(doc) and doc[span.end].pos_ in ("NOUN", "PROPN")):
        return "GPE"
    if span.text.isupper() or any(token.lower_ == "of" for token in span) or span[-1].tag_ == "NNPS":
        return "GPE"
    if before.head.i not in range(span.start, span.end):
        return "GPE"
    if any(child.dep_ == "case" and child.lower_ in _PLACED for child in span.root.children):
        return "LOC"
    return "PRODUCT" if any(token.lower_ in _VESSELS for token in span.sent) else "LOC"


def _shouted(span: Span) -> bool:
    """Tell whether a title stands before a name in capitals, or other words about it are in capitals too."""
    doc = span.doc
    around = [doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(doc)]
    if span.end < len(doc) and doc[span.end].text == ":" and (span.start == 0 or span[0].is_sent_start):
        # "HALD: I was there.", the way of transcripts
        return True
    return any(is_title(token.text) or (token.is_alpha and token.text.isupper()) for token in around)


def _not_a_people(span: Span, surnames: frozenset[str]) -> EntityLabel | None:
    """Return what a name is that the reader takes for a people's and that is none."""
    doc = span.doc
    entry = known(span)
    if entry is not None:
        return entry.label
    if person_like(span, surnames):
        return "PERSON"
    last = span[-1]
    beside = [doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(doc)]
    if any(capital(token) and token.is_alpha and not token.is_sent_start for token in beside) and len(span) == 1:
        # Part of some longer name that nothing knows.
        return None
    if last.text in _OF_LAWS and len(span) > 1:
        return "LAW"
    flat = len(span) == 2 and last.dep_ == "flat" and last.head.i == span.start
    if flat and all(t.is_alpha and len(t) > 2 for t in span) and span[0].text not in _BEGINNINGS:
        return "PERSON"
    if last.like_num or any(char.isdigit() for char in span.text):
        # "Chapter 11", "Studio 60": a part, a class or a model; a name only where its words are names.
        return "PRODUCT" if len(span) > 1 and all(t.tag_ in ("NNP", "CD", "HYPH") for t in span[:-1]) else None
    if last.tag_ not in ("NNP", "NNPS") or last.lower_.endswith("ism"):
        return None
    if len(span) == 1 and (last.is_sent_start or span.start == 0 or doc[span.start - 1].is_quote):
        return None
    elsewhere = small_words(doc) if len(span) == 1 else frozenset()
    return None if last.lower_ in elsewhere else "ORG"


def names_of_reader(doc: Doc) -> list[Candidate]:
    """Return the reader's names with the edges and labels that their words bear out.

    Parameters
    ----------
    doc
        Parsed by the reader; its names in ``doc.ents`` with OntoNotes labels.

    Returns
    -------
    list of Candidate
        In the order of the text, without overlaps.
    """
    surnames = frozenset(
        span[-1].text
        for span in doc.ents
        if span.label_ == "PERSON" and len(span) > 1 and len(span[-1].text) > 2 and capital(span[-1])
    )
    found: list[Candidate] = []
    for span in doc.ents:
        if span.label_ in _FIGURES:
            continue
        begin, stop = trim(doc, span.start, span.end, span.label_)
        if begin >= stop:
            continue
        label = _label(Span(doc, begin, stop, label=span.label_), surnames)
        if label is None:
            continue
        for start, end, kind in pieces(doc, begin, stop, label):
            start, end = trim(doc, start, end, kind)
            if start < end and kind == "ORG":
                kind, end = _beyond_itself(doc, start, end), with_ending(doc, start, end)
            if start < end and kind == "PERSON":
                start, end = person(doc, start, end)
            if start < end and _plausible(doc, start, end) and not of_office(doc, start, end, kind):
                # A label that the article gave holds in its place alone: a town and a ship may share a name.
                origin = "context" if span.label_ == "GPE" and kind in ("PRODUCT", "LOC") else "model"
                found.append(Candidate(start, end, kind, origin, end - start))
    return found
