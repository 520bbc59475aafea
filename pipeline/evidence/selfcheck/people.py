"""What an article says twice of one person: where they were born, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import OSA

from pipeline.evidence.lexicon import word_places
from pipeline.evidence.selfcheck.common import Clash, Inside, Span
from pipeline.evidence.text import Token, fold
from pipeline.evidence.wordlists import word_list
from pipeline.schema import Entity

__all__ = ["birthplaces", "first_names", "nationalities"]

_BORN: Final = re.compile(
    r"\bborn (?:and (?:raised|bred|grew up) )?(?:on [\w ,]{3,20} )?in (?P<place>[A-Z]\w+(?:[ -][A-Z]\w+)?)"
)
_NATIVE: Final = re.compile(
    r"\b(?:[Aa] |[Tt]he )native of (?P<place>[A-Z]\w+(?:[ -][A-Z]\w+)?)|\b(?P<from>[A-Z]\w+)(?: native\b|-born\b)"
)
_PRONOUNS: Final = frozenset(["he", "she"])
_KIN: Final = word_list("people.kin")
_ARTICLES: Final = frozenset(["the", "a", "an"])
_OFFICES: Final = frozenset(
    ["president", "minister", "ambassador", "coach", "team", "side", "chancellor", "king", "prime", "champion"]
)
_FEW: Final = 4
_ALIKE: Final = 0.5
_SHORTEST: Final = 4


def birthplaces(inside: Inside) -> list[Clash]:
    """Return people who are given two places of birth; a country and a town in it are none."""
    held: dict[str, tuple[str, Span]] = {}
    found: list[Clash] = []
    for person, place, span in _births(inside):
        first, where = held.setdefault(person, (place, span))
        country = [(one.casefold(),) in word_places() for one in (first, place)]
        # A town and its country go together, and a list of countries knows no towns.
        if (
            fold(first) == fold(place)
            or country[0] != country[1]
            or set(fold(first).split()) & set(fold(place).split())
        ):
            continue
        said = tuple(inside.article.text[start:end] for start, end in (where, span))
        found.append(Clash("two places of birth", (where, span), said=said, certainty=0.75))
    return found[:1]


def _births(inside: Inside) -> Iterator[tuple[str, str, Span]]:
    """Yield (surname, place, stretch) of sentences that are of one person alone."""
    text = inside.article.text
    for number, tokens in inside.tokens_of.items():
        start, end = tokens[0].start, tokens[-1].end
        for pattern in (_BORN, _NATIVE):
            match = pattern.search(text, start, end)
            if match is None:
                continue
            place = match["place"] if pattern is _BORN else match["place"] or match["from"]
            person = _one_person(inside, number, tokens, place)
            if person and not _KIN & inside.words(number):
                yield person, place, match.span()


def _one_person(inside: Inside, number: int, tokens: list[Token], place: str) -> str:
    """Return the surname of the one person of a sentence, or of the one before where a pronoun takes it up."""
    for one in (number, number - 1):
        held = inside.tokens_of.get(one, [])
        if not held or (one != number and tokens[0].lower not in _PRONOUNS):
            break
        names = {
            fold(entity.name).split()[-1]
            for entity in inside.annotation.entities
            if entity.label == "PERSON"
            and held[0].start <= entity.start < held[-1].end
            and entity.text not in place
            and entity.name.strip()
        }
        if names:
            return names.pop() if len(names) == 1 else ""
    people = {
        fold(entity.name).split()[-1]
        for entity in inside.annotation.entities
        if entity.label == "PERSON" and entity.name.strip() and entity.text not in place
    }
    # A pronoun in an article about one person.
    pronoun = _PRONOUNS & {token.lower for token in tokens}
    return people.pop() if len(people) == 1 and pronoun else ""


def first_names(inside: Inside) -> list[Clash]:
    """Return a surname with two first names that sound alike, of which one stands but once: "Helen", then "Ellen"."""
    people = [one for one in inside.annotation.entities if one.label == "PERSON" and len(one.text.split()) == 2]
    found: list[Clash] = []
    for place, mine in enumerate(people):
        for theirs in people[place + 1 :]:
            if _alike(mine, theirs) and not _two_people(inside, mine, theirs):
                spans = (mine.start, mine.end), (theirs.start, theirs.end)
                message = f"the article spells a name “{mine.text}” and “{theirs.text}”"
                found.append(Clash("a name in two spellings", spans, message=message, certainty=0.7))
    return found[:1]


def _alike(mine: Entity, theirs: Entity) -> bool:
    (one, last), (two, other) = fold(mine.text).split()[:2], fold(theirs.text).split()[:2]
    if last != other or one == two or min(len(one), len(two)) < _SHORTEST:
        return False
    # "Mario" and "Maria", "Johan" and "Johanna" are two people.
    short, long = sorted((one, two), key=len)
    if one[:-1] == two[:-1] or long.startswith(short):
        return False
    return OSA.normalized_similarity(one, two) >= _ALIKE


def _two_people(inside: Inside, mine: Entity, theirs: Entity) -> bool:
    """Tell whether two people are spoken of: kin, or both in one sentence, or each named often."""
    sentences = [
        next((token.sentence for token in inside.reading.tokens if token.start >= one.start), -1)
        for one in (mine, theirs)
    ]
    counts = [sum(one.text == other.text for other in inside.annotation.entities) for one in (mine, theirs)]
    kin = _KIN & (inside.words(sentences[0]) | inside.words(sentences[1]))
    return sentences[0] == sentences[1] or bool(kin) or min(counts) > 1


def nationalities(inside: Inside) -> list[Clash]:
    """Return people whom the article calls after two countries: "the Austrian climber Egger", "the Swiss Egger"."""
    held: dict[str, tuple[str, Span]] = {}
    for person, country, span in _countrymen(inside):
        first, where = held.setdefault(person, (country, span))
        if first != country:
            said = tuple(inside.article.text[start:end] for start, end in (where, span))
            return [Clash("two nationalities", (where, span), said=said, certainty=0.7)]
    return []


def _countrymen(inside: Inside) -> Iterator[tuple[str, str, Span]]:
    """Yield (surname, country, stretch) of "the Austrian climber Thomas Egger" and "the Italian Paolo Conti"."""
    tokens = inside.reading.tokens
    starts = {one.start: one for one in inside.annotation.entities if one.label == "PERSON" and one.name.strip()}
    for place, token in enumerate(tokens):
        country = word_places().get((fold(token.text),)) if token.capital else None
        # "The Swiss climber" is of a country, "Switzerland midfielder" of a team.
        if (
            country is None
            or fold(country) == fold(token.text)
            or not place
            or tokens[place - 1].lower not in _ARTICLES
        ):
            continue
        if (person := _before(inside, place)) and not _foreign(tokens, place):
            # "Ivana Petrek, the Croatian tennis star"
            yield fold(person.name).split()[-1], country, (person.start, token.end)
            continue
        for last in range(place + 1, min(place + _FEW, len(tokens))):
            if tokens[last].start in starts:
                entity = starts[tokens[last].start]
                between = tokens[place + 1 : last]
                if not any(word.lower in _OFFICES or word.text == "-" for word in between):
                    yield fold(entity.name).split()[-1], country, (token.start, entity.end)
                break
            if not tokens[last].text.isalpha() or tokens[last].capital or not tokens[last].stem:
                break


def _before(inside: Inside, place: int) -> Entity | None:
    """Return the person whose name and a comma stand before "the Croatian"."""
    tokens = inside.reading.tokens
    if place < _FEW or tokens[place - 2].text != ",":
        return None
    end = tokens[place - 3].end
    return next((one for one in inside.annotation.entities if one.label == "PERSON" and one.end == end), None)


def _foreign(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether what follows is an office of a country, which says nothing of where its holder is from."""
    following = tokens[place + 1 : place + _FEW]
    return any(token.lower in _OFFICES for token in following) or not following or following[0].text == "-"
