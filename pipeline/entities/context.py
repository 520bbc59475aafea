"""What the words about a name make of it: a pollster's survey, a language, one half of "North and South Korea"."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.entities.first_names import is_first_name
from pipeline.entities.gazetteer import Entry, by_name, words
from pipeline.entities.patterns import Candidate, capital

__all__ = ["COMPASS", "STORMS", "halves", "is_language", "owners", "storms"]

COMPASS = frozenset(("North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western"))
_OWNED = words("owned.txt")
STORMS = frozenset(("Hurricane", "Typhoon", "Cyclone", "Storm"))
_TONGUES = frozenset(("speak", "learn", "teach", "translate", "write", "read", "understand", "study", "publish", "say"))
_INTO = frozenset(("in", "into", "from"))


def halves(doc: Doc) -> list[tuple[Candidate, Entry]]:
    """Find the first half of "North and South Korea", "East or West Africa", each with its entry."""
    found: list[tuple[Candidate, Entry]] = []
    for token in doc[:-3] if len(doc) > 3 else ():
        if token.text not in COMPASS or doc[token.i + 1].lower_ not in ("and", "or"):
            continue
        for size in (2, 3):
            other = doc[token.i + 2 : token.i + 2 + size]
            if len(other) == size and other[0].text in COMPASS and other.text in by_name():
                entry = by_name().get(f"{token.text} {other[1:].text}")
                if entry is not None:
                    found.append((Candidate(token.i, token.i + 1, entry.label, "gazetteer", 1.75), entry))
    return found


def owners(doc: Doc, kept: list[Candidate]) -> list[Candidate]:
    """Make bodies of the people in "a Marwick poll", unless the document knows somebody of that name."""
    known = {token.text for c in kept if c.label == "PERSON" and c.end - c.start > 1 for token in doc[c.start : c.end]}
    alone = [doc[c.start].text for c in kept if c.label == "PERSON" and c.end - c.start == 1]
    found = []
    for candidate in kept:
        start, end = candidate.start, candidate.end
        single = candidate.label == "PERSON" and end - start == 1 and start > 0 and end < len(doc)
        if single and doc[start - 1].lower_ in ("a", "an") and doc[end].lower_ in _OWNED:
            text = doc[start].text
            if text not in known and alone.count(text) < 2 and not is_first_name(text):
                candidate = candidate._replace(label="ORG")
        found.append(candidate)
    return found


def storms(doc: Doc, kept: list[Candidate]) -> list[Candidate]:
    """Make storms of the people whom the document calls so: "Rita" after "Hurricane Rita"."""
    names = {doc[c.end - 1].text for c in kept if c.end - c.start == 2 and doc[c.start].text in STORMS}
    names |= {doc[c.start].text for c in kept if c.end - c.start == 1 and c.start and doc[c.start - 1].text in STORMS}
    full = [c for c in kept if c.label == "PERSON" and c.end - c.start > 1 and is_first_name(doc[c.start].text)]
    people = {doc[c.end - 1].text for c in full}
    return [
        c._replace(label="EVENT")
        if c.end - c.start == 1 and doc[c.start].text in names - people and c.origin != "gazetteer"
        else c
        for c in kept
    ]


def is_language(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a people's name stands for its language: "spoke Spanish", "in English", "translated from Greek"."""
    if end < len(doc) and (doc[end].pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or doc[end].text == "-"):
        return False
    word = doc[start]
    entry = by_name().get(word.text)
    if entry is not None and not entry.id and word.text != "Arabic":
        # A faith or a party.
        return False
    if end - start > 1 or word.text.endswith("s") or not capital(word) or not start:
        return False
    before = doc[start - 1]
    if before.lower_ in _INTO and before.head.i == start:
        return True
    conjunct = word.head if word.dep_ == "conj" else word
    return conjunct.head.lemma_.lower() in _TONGUES and conjunct.dep_ in ("obj", "obl", "xcomp")
