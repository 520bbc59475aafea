"""Offices and titles that stand before a name or are told of it."""

from __future__ import annotations

import functools
from typing import Final

from pipeline.evidence.lexicon import table_rows
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Named
from pipeline.evidence.wordlists import word_list

__all__ = ["description", "known_offices", "of_office", "office_before", "titles"]

_LONGEST: Final = 3
_PHRASE: Final = 6
_DETERMINERS: Final = frozenset({"the", "a", "an", "its", "their", "his", "her", "our"})
_THEN: Final = frozenset({"former", "then", "ex", "acting", "deputy", "late"})


@functools.cache
def known_offices() -> frozenset[str]:
    """Return the offices that one person holds at a time."""
    return frozenset(row[0] for row in table_rows("offices.txt"))


@functools.cache
def titles() -> frozenset[str]:
    """Return the words of titles and offices."""
    return word_list("subject.titles") | {word for office in known_offices() for word in office.split()}


def of_office(reading: Reading, name: Named) -> bool:
    """Tell whether a country stands before an office ("US defence secretary"): it does nothing, its holder does."""
    words = [token.lower for token in reading.tokens[name.last : name.last + _LONGEST]]
    return name.place and any(" ".join(words[:length]) in known_offices() for length in range(1, _LONGEST + 1))


def office_before(reading: Reading, name: Named) -> list[str]:
    """Return the words of the office or the title right before a name, with "former" and the like."""
    before = [token.lower for token in reading.tokens[max(0, name.first - _LONGEST) : name.first]]
    length = next((size for size in range(len(before), 0, -1) if " ".join(before[-size:]) in known_offices()), 0)
    length = length or (1 if before and before[-1] in titles() else 0)
    first = name.first - length
    if length and first and reading.tokens[first - 1].lower in _THEN:
        length += 1
    return [token.lower for token in reading.tokens[name.first - length : name.first]]


def description(reading: Reading, name: Named) -> set[int]:
    """Return the places of what a name is, right before it: "the ferry company Baltica", "runner Amina Tesh".

    "Rural Torvia" and "the north of Torvia" are parts of it, and no descriptions.
    """
    tokens = reading.tokens
    places: set[int] = set()
    of = name.first > 0 and tokens[name.first - 1].lower == "of"
    place = name.first - 1 - of
    while place >= 0 and place > name.first - _PHRASE and tokens[place].sentence == tokens[name.first].sentence:
        token = tokens[place]
        if token.lower in _DETERMINERS:
            return places if not of or _kind_of_place(reading, places) else set()
        if not token.stem or token.lower in word_list("subject.groups") | word_list("scope.words"):
            return set()
        places.add(place)
        place -= 1
    opens = place < 0 or tokens[place].sentence != tokens[name.first].sentence
    return places if opens and not of else set()


def _kind_of_place(reading: Reading, places: set[int]) -> bool:
    """Tell whether some words say only what kind of place a name is: "the village of Tomar"."""
    return len(places) == 1 and all(reading.tokens[place].lower in word_list("scope.places") for place in places)
