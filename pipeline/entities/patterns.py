"""Names told by their own words: "Ministry of …", "… University", "Operation …", "… Doctrine"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from spacy.tokens import Doc, Span, Token

from pipeline.entities.first_names import is_first_name
from pipeline.entities.gazetteer import by_name, rows, words
from pipeline.schema import EntityLabel

__all__ = [
    "COMPANY",
    "TAKING_ON",
    "Candidate",
    "capital",
    "ends_organisations",
    "find_patterns",
    "is_title",
    "title_case",
]

COMPANY = frozenset(("Inc", "Inc.", "Corp", "Corp.", "LLC", "LLP", "Ltd", "Ltd.", "plc", "PLC", "GmbH", "Group", "Co."))
FORMS = COMPANY - {"Group"} | {"NV", "N.V.", "AG", "SA", "S.A.", "AB", "BV", "SpA", "SE", "ASA", "Oyj", "Pty"}
_JOINING = frozenset({"of", "for"})
TAKING_ON = frozenset({"Commission", "Committee", "Council", "Conference", "Convention", "Treaty", "War"})
WEAK = words("weak_heads.txt")
"""Heads that bands, teams and works borrow: the reader's own label of the whole name stands against them."""

_LOWER_HEADS = frozenset(("war", "wars", "peninsula", "subcontinent"))
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d)")
_NOT_IN_NAMES = words("calendar.txt")
_NO_BEGINNING = words("openers.txt")


class Candidate(NamedTuple):
    """A stretch of tokens that may be a name; of two that overlap the one with the greater ``weight`` stays."""

    start: int
    end: int
    label: EntityLabel
    origin: str
    weight: float


@cache
def _heads() -> dict[str, dict[str, EntityLabel]]:
    found: dict[str, dict[str, EntityLabel]] = {"last": {}, "first": {}, "of": {}, "ordinal": {}}
    for label, place, listed in rows("heads.tsv"):
        for word in listed.split():
            found[place].setdefault(word, cast(EntityLabel, label))
    return found


@cache
def ends_organisations() -> frozenset[str]:
    """Return the words that end the names of bodies: Council, Times, University."""
    return frozenset(word for word, label in _heads()["last"].items() if label == "ORG")


@cache
def _titles() -> dict[str, str]:
    return {row[1]: row[0] for row in reversed(list(rows("titles.tsv")))}


def is_title(words: str, *, honorific: bool = False) -> bool:
    """Tell whether the words are an office, a title or a kind of person ("Prime Minister", "Dr.", "analyst")."""
    kind = _titles().get(words.lower().rstrip("."))
    return kind is not None and (kind == "h" or not honorific)


def capital(token: Token) -> bool:
    """Tell whether a token is written as a part of a name."""
    return token.text[:1].isupper() and token.text not in _NOT_IN_NAMES


def title_case(sentence: Span) -> bool:
    """Tell whether a sentence is a headline that capitalises every word, where capitals tell nothing."""
    long = [token for token in sentence if token.is_alpha and len(token.text) > 3]
    stops = any(token.text in (".", "!") for token in sentence[-2:])
    return not stops and len(long) > 3 and sum(token.text[0].isupper() for token in long) >= 0.75 * len(long)


def _opens(token: Token) -> bool:
    """Tell whether a token's capital says nothing, since it opens a sentence and is no name by its part of speech."""
    if not (token.is_sent_start or (token.i and token.nbor(-1).is_quote)):
        return False
    if token.pos_ == "ADJ" and token.i + 1 < len(token.doc) and capital(token.nbor()):
        return token.lower_ in _NO_BEGINNING
    return token.pos_ not in ("PROPN", "X") and token.text not in by_name()


def _joins(head: str, word: str) -> bool:
    return word in _JOINING or (word == "on" and head in TAKING_ON)


def _left(doc: Doc, at: int, start: int) -> int:
    """First token of the capitalised run that ends at ``at``."""
    first = at
    while first > start:
        before = doc[first - 1]
        if before.text in ("-", "–", "&") and first - 1 > start and not doc[first - 1].whitespace_:
            if not capital(doc[first - 2]):
                break
            first -= 2
            continue
        if not capital(before) or before.text in ("The", "A", "An", "I") or before.is_punct:
            break
        if is_title(before.text, honorific=True) and before.text[-1:] == ".":
            break
        if before.text in ends_organisations() and is_first_name(doc[first].text):
            # "(the) Space Museum Steven Hald Center"
            break
        first -= 1
    while first < at and (_opens(doc[first]) or doc[first].pos_ in ("ADP", "SCONJ")):
        first += 1
    return first


def _numbered(doc: Doc, first: int, stop: int) -> int:
    """First token of a body with the number that tells it from others of its kind: "the 9th U.S. Circuit Court"."""
    if first < 1 or not _ORDINAL.fullmatch(doc[first - 1].text):
        return first
    return first - 1 if any(token.text in _heads()["ordinal"] for token in doc[first:stop]) else first


def _praise(doc: Doc, first: int, at: int) -> bool:
    """Tell whether nothing but adjectives stand before a head at the beginning of a sentence: "Great School!"."""
    return bool(doc[first].is_sent_start) and all(token.pos_ in ("ADJ", "ADV", "VERB") for token in doc[first:at])


def _right(doc: Doc, at: int, end: int) -> int:
    """Token after the capitalised run that begins at ``at``; "and" joins where neither side is a name of its own."""
    last = at
    while last < end:
        token = doc[last]
        person = token.ent_type_ == "PERSON" and token.ent_iob_ == "B"
        if last > at and (person or is_title(token.text)):
            break
        campus = token.lower_ == "at" and last + 1 < end and capital(doc[last + 1]) and doc[at - 2].text == "University"
        if capital(token) or token.text in ("&", "-") or (campus and last > at):
            last += 1
        elif token.lower_ in ("and", "the") and last + 1 < end and capital(doc[last + 1]) and last > at:
            known = by_name()
            if token.lower_ == "and" and (doc[last - 1].text in known or doc[last + 1].text in known):
                break
            if token.lower_ == "and" and (doc[last + 1].text in _heads()["of"] or doc[last - 1].text in COMPANY):
                break
            last += 1
        else:
            break
    while last > at and not capital(doc[last - 1]):
        last -= 1
    return last


def _within(doc: Doc, i: int) -> bool:
    """Tell whether a capital right before it makes a word a later part of some name: "Hawker Sea Hurricane"."""
    before = doc[i - 1] if i else None
    return before is not None and capital(before) and before.is_alpha and not before.is_sent_start


def _half(doc: Doc, begin: int, stop: int) -> bool:
    """Tell whether what follows "of" only describes a common noun: "Board of Muslim clerics"."""
    if stop <= begin or stop >= len(doc):
        return stop <= begin
    noun = doc[stop]
    return doc[stop - 1].pos_ == "ADJ" and noun.text.islower() and doc[stop - 1].head.i == noun.i


def _lower_heads(doc: Doc) -> list[Candidate]:
    """Find names whose head is in lower case: "the Contra wars", "the Korean peninsula".

    A war of a country, a people or a person is no name of its own: the country is.
    """
    found = []
    for token in doc[1:] if len(doc) > 1 else ():
        before = token.nbor(-1)
        if token.lower_ not in _LOWER_HEADS or token.text[:1].isupper() or not capital(before):
            continue
        entry = by_name().get(before.text)
        land = token.lower_ in ("peninsula", "subcontinent") and entry is not None and entry.label == "NORP"
        other = before.ent_type_ in ("PERSON", "NORP", "GPE", "LOC") or entry is not None or before.is_sent_start
        war = token.lower_ in ("war", "wars") and before.pos_ == "PROPN" and before.head.i == token.i and not other
        if land or war:
            found.append(Candidate(before.i, token.i + 1, "LOC" if land else "EVENT", "pattern", 2.5))
    return found


def find_patterns(doc: Doc) -> list[Candidate]:
    """Find names by the words that end or begin them.

    Returns
    -------
    list of Candidate
        Longest readings first at each place; they may overlap.
    """
    heads = _heads()
    found = _lower_heads(doc)
    for sentence in doc.sents:
        if title_case(sentence):
            continue
        start, end = sentence.start, sentence.end
        for token in sentence:
            word = token.text
            i = token.i
            within = (
                heads["first"].get(word) == "EVENT" and i > start and capital(doc[i - 1]) and not doc[i - 1].is_punct
            )
            if word in heads["first"] and i + 1 < end and not (within and not doc[i - 1].is_sent_start):
                stop = i + 1
                while stop < end and (capital(doc[stop]) or (stop == i + 1 and doc[stop].like_num)):
                    stop += 1
                if stop > i + 1:
                    label = heads["first"][word]
                    bodies = [k for k in range(i + 1, stop) if doc[k].text in ends_organisations()]
                    if bodies:
                        # "Fort Hald Capital Group Ana Ruiz": a body named after a place, and somebody of it.
                        label, stop = "ORG", bodies[-1] + 1
                    first = _left(doc, i, start) if label == "ORG" else i
                    found.append(Candidate(first, stop, label, "pattern", stop - first + 0.5))
            if word in heads["of"] and i + 2 < end and _joins(word, doc[i + 1].lower_):
                begin = i + 2
                if doc[begin].lower_ == "the" and begin + 1 < end:
                    begin += 1
                if capital(doc[begin]):
                    stop = _right(doc, begin, end)
                    if _half(doc, begin, stop):
                        continue
                    first = _left(doc, i, start) if not _opens(token) or token.pos_ in ("NOUN", "PROPN") else i
                    first = _numbered(doc, first, stop)
                    found.append(Candidate(first, stop, heads["of"][word], "pattern", stop - first + 0.5))
            if word in heads["last"] and i > start:
                first = _left(doc, i, start)
                follows = i + 1 < end and capital(doc[i + 1]) and heads["last"][word] in ("LAW", "FAC", "LOC")
                told = first < i and not all(is_title(t.text) for t in doc[first:i]) and not _praise(doc, first, i)
                if told and not follows:
                    first = _numbered(doc, first, i + 1)
                    found.append(Candidate(first, i + 1, heads["last"][word], "pattern", i + 1 - first + 0.5))
    return found
