"""People: the same statement with another first name, or an office with another holder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.offices import known_offices, titles
from pipeline.evidence.lexicon import contrast, same_words
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Named
from pipeline.evidence.text import fold

__all__ = ["OtherPerson", "compare_people"]

_SAME_NAME: Final = 0.75
_SAME_OFFICE: Final = 0.85
_LEAST: Final = 3
_TERM: Final = 400
"""Days between two documents after which an office may have changed hands."""


@dataclass(frozen=True, slots=True)
class OtherPerson:
    """One statement with two people: who, as written, and where the source has the other."""

    mine: str
    theirs: str
    start: int
    end: int
    kind: str


def compare_people(claim: Reading, passage: Reading, context: Context) -> OtherPerson | None:
    """Return the person whom the passage names where the claim names another, or none.

    Only a sentence that says the claim again but for one name is taken: "Anna Keller signed the accord in Oslo" against
    "Maria Keller signed the accord in Oslo", or two holders of one office in documents of one time.
    """
    mine = [(name, words) for name in claim.names if len(words := _person(claim, name)) > 1]
    if len(mine) != 1 or claim.unreal or claim.negated:
        return None
    name, words = mine[0]
    skipped = {token.stem for one in claim.names for token in claim.tokens[one.first : one.last]} | context.speakers
    said = claim.words - skipped
    others = {fold(one.name) for one in claim.names if one is not name}
    if len(said) < 2:
        return None
    for number, held in passage.stems.items():
        here = [one for one in passage.names if one.sentence == number]
        if number in passage.unreal or number in passage.negated or contrast(said, held):
            continue
        if not others <= {fold(one.name) for one in here}:
            continue
        people = [(one, parts) for one in here if len(parts := _person(passage, one)) > 1]
        shared = same_words(said, held)
        if len(people) != 1 or len(shared) + len(others) < _LEAST:
            continue
        other, parts = people[0]
        family = parts[-1] == words[-1] and not _like(parts[0], words[0])
        office = (
            not set(parts) & set(words) and bool(_offices(claim) & _offices(passage, number)) and _one_time(context)
        )
        if (family and len(shared) >= _SAME_NAME * len(said)) or (office and len(shared) >= _SAME_OFFICE * len(said)):
            tokens = passage.tokens[other.last - len(parts) : other.last]
            return OtherPerson(
                " ".join(token.text for token in claim.tokens[name.last - len(words) : name.last]),
                " ".join(token.text for token in tokens),
                tokens[0].start,
                tokens[-1].end,
                "first name" if family else "person",
            )
    return None


def _person(reading: Reading, name: Named) -> list[str]:
    """Return the words of a name that may be a person's, without titles before it; nothing for places and bodies."""
    if name.place:
        return []
    words = [fold(token.text) for token in reading.tokens[name.first : name.last]]
    while words and words[0] in titles():
        words = words[1:]
    plain = all(word.replace("-", "").replace("'", "").isalpha() for word in words)
    return words if plain and 2 <= len(words) <= 3 and not set(words) & {"of", "the", "and", "for"} else []


def _offices(reading: Reading, sentence: int | None = None) -> set[str]:
    text = " ".join(token.lower for token in reading.tokens if sentence is None or token.sentence == sentence)
    return {office for office in known_offices() if f" {office} " in f" {text} "}


def _like(one: str, two: str) -> bool:
    """Tell whether two first names may be one: an initial, a short form, a slip of a letter."""
    short, long = sorted((one, two), key=len)
    return long.startswith(short[:3]) or (short[0] == long[0] and len(short) == 1) or OSA.distance(one, two) <= 1


def _one_time(context: Context) -> bool:
    if context.claim_date is None or context.passage_date is None:
        return True
    return abs((context.claim_date - context.passage_date).days) <= _TERM
