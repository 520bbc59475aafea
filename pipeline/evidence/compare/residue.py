"""What one statement says of its figure that the other leaves open.

Two values of one thing differ; a value of a part of it does not. So before two values are set against each other every
word of content about each must have its partner on the other side: the nouns with what narrows them ("real wages"),
who did it, to whom, where, for what. What is left over is the residue. Some words narrow nothing: dates, which are
compared by themselves, who said it, why and after what it happened, and nouns that only name a measure.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.evidence.compare.circumstances import (
    DETERMINERS,
    agents,
    circumstance,
    light_verb,
    phrase_after,
    source_of,
    word_at,
)
from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.naming import is_known, names_of
from pipeline.evidence.compare.offices import description
from pipeline.evidence.compare.paraphrase import CHANGE, carries, direction
from pipeline.evidence.lexicon import concepts, same_words
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Noted, is_generic
from pipeline.evidence.text import Token, calendar_stems, fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["Side", "beside_others", "kind_apart", "places_apart", "residue", "sides", "spoken_of"]

_BREAKS: Final = frozenset({"and", ",", "but", "or"})
_FRONTED: Final = frozenset({"in", "at", "among", "across", "for", "of", "outside", "with", "within", "by", "to"})
_PRONOUNS: Final = frozenset({"it", "they", "he", "she"})
_AUXILIARIES: Final = frozenset({"is", "are", "was", "were", "has", "have", "had"})
_SLOTS: Final = frozenset({"of", "without", "to", "from", "for", "against", "with", "into"})


@dataclass(frozen=True)
class Side:
    """A figure in its text, with the stems and the names that its document gives as its subject.

    Attributes
    ----------
    about, names
        Stems and folded names of the title, of the heading, and of what stands before in the text.
    """

    reading: Reading
    noted: Noted
    about: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the figure's sentence."""
        return self.reading.stems.get(self.noted.sentence, frozenset())


def sides(claim: Reading, mine: Noted, passage: Reading, theirs: Noted, context: Context) -> tuple[Side, Side]:
    """Return both figures with what their documents give as their subject."""
    told = names_of(name for name in passage.names if name.sentence < theirs.sentence)
    return (
        Side(claim, mine, context.claim | context.speakers, frozenset(context.claim_names | context.lead_names)),
        Side(
            passage,
            theirs,
            context.passage | spoken_of(passage, theirs),
            frozenset(context.passage_names | told),
        ),
    )


def spoken_of(passage: Reading, theirs: Noted) -> frozenset[str]:
    """Return the stems of the sentence before, where a pronoun for its subject stands before a figure."""
    words = [
        token.lower
        for token in passage.tokens
        if token.sentence == theirs.sentence and token.start < theirs.figure.start
    ]
    return passage.stems.get(theirs.sentence - 1, frozenset()) if _PRONOUNS & set(words) else frozenset()


def residue(side: Side, other: Side) -> set[str]:
    """Return the words about a figure that narrow it and have no partner on the other side."""
    places = _segment(side)
    known, near = other.stems | other.about, _stems(other) | other.about
    spared = _spared(side, places)
    named = _named(side)
    held = frozenset(name for name in _names(other)) | other.names
    found = _parts(side, places) - _parts(other, _segment(other))
    found |= _back_then(side, places) - _back_then(other, _segment(other))
    for place in places:
        token = side.reading.tokens[place]
        if place in named:
            if not is_known(fold(named[place]), held) and token.stem not in known and place not in spared:
                found.add(token.stem or token.lower)
            continue
        if not token.stem or place in spared or _harmless(token) or _said_otherwise(side, token, other):
            continue
        # What narrows a noun must narrow it there too, in the same statement.
        if not same_words({token.stem}, near if _narrows(side, place) else known):
            found.add(token.stem)
    return found


def _said_otherwise(side: Side, token: Token, other: Side) -> bool:
    """Tell whether the other side says a word in another way: "fell" by "down", "received" by "visited"."""
    way = concepts(token.stem) & CHANGE
    if way and way <= direction(other.reading, other.noted):
        return True
    return token.stem == side.noted.governor and carries(side.noted, other.noted)


def _parts(side: Side, places: list[int]) -> set[str]:
    """Return words that take a part of what follows: "the first half of the year", "most of the schools"."""
    tokens, figure = side.reading.tokens, side.noted.figure
    return {
        tokens[place].lower
        for place in places
        if tokens[place].lower in word_list("residue.parts")
        and word_at(tokens, place + 1) == "of"
        and not figure.start <= tokens[place].start < figure.end
    }


def _back_then(side: Side, places: list[int]) -> set[str]:
    """Return the words by which a clause goes back in time ("two years ago"), whether or not a date is known for it."""
    return {side.reading.tokens[place].lower for place in places} & word_list("residue.then")


def kind_apart(side: Side, other: Side) -> bool:
    """Tell whether what is measured is a kind of the other's: "real wages", but not "the new bridge"."""
    tokens = side.reading.tokens
    near = _stems(other) | other.about
    for place in set(_segment(side)) - _spared(side, _segment(side)) - set(_named(side)):
        token = tokens[place]
        lead = place - 1
        while lead >= 0 and (tokens[lead].stem or tokens[lead].text == "-") and lead not in _named(side):
            lead -= 1
        light = _harmless(token) and not _compound(tokens, place)
        if not token.stem or light or not _narrows(side, place) or word_at(tokens, lead) in DETERMINERS:
            continue
        after = place + 1 + (tokens[place + 1].text == "-")
        if same_words({tokens[after].stem}, near) and not same_words({token.stem}, near):
            return True
    return False


def _compound(tokens: tuple[Token, ...], place: int) -> bool:
    """Tell whether a word ends a compound ("part-time"), where it is no light word."""
    return place > 0 and tokens[place - 1].text == "-" and tokens[place - 1].end == tokens[place].start


def places_apart(one: Side, two: Side) -> bool:
    """Tell whether a preposition has one object here and another there: "without power" and "without water"."""
    here, there = _objects(one), _objects(two)
    for word in here.keys() & there.keys():
        mine = here[word] - same_words(here[word], two.stems | two.about)
        theirs = there[word] - same_words(there[word], one.stems | one.about)
        if mine == here[word] and theirs == there[word]:
            return True
    return False


def _segment(side: Side) -> list[int]:
    """Return the places of the tokens that speak of a figure: its clause without what other figures count."""
    tokens, noted = side.reading.tokens, side.noted
    clauses = _clauses(side)
    places = [place for place, token in enumerate(tokens) if token.clause in clauses]
    own = [place for place in places if noted.figure.start <= tokens[place].start < noted.figure.end]
    if not own:
        return places
    low, high = -1, len(tokens)
    start = len(tokens)
    for other in _others(side):
        first, last = _extent(side, other)
        if last <= own[0]:
            cut = next((place for place in range(own[0] - 1, last - 1, -1) if tokens[place].text in _BREAKS), None)
            if cut is not None:
                low = max(low, cut)
                start = min(start, _verb_of(side, first, cut, own[0]))
        elif first > own[-1]:
            cut = next((place for place in range(first - 1, own[-1], -1) if tokens[place].text in _BREAKS), None)
            if cut is not None:
                high = min(high, cut)
    return [place for place in places if (place > low or place < start) and place < high]


def beside_others(side: Side) -> set[str]:
    """Return the stems of a figure's clause that speak of other figures alone: "is 34 km long and cost 900 million"."""
    told = {token.stem for token in side.reading.tokens if token.clause == side.noted.clause and token.stem}
    return told - _stems(side)


def _verb_of(side: Side, first: int, cut: int, own: int) -> int:
    """Return where the words of an earlier figure begin: at its verb, where the later one has its own."""
    tokens = side.reading.tokens
    fresh = any(tokens[place].stem or tokens[place].lower in _AUXILIARIES for place in range(cut, own))
    while fresh and first > 0 and tokens[first - 1].sentence == tokens[first].sentence:
        first -= 1
        # "Is" is a verb too: what stands before it is the subject of both.
        if tokens[first].stem or tokens[first].lower in _AUXILIARIES:
            return first
    return first


def _clauses(side: Side) -> set[int]:
    """Return the figure's clause, with what was put before or after it: "in the capital, the police arrested 28"."""
    tokens, noted = side.reading.tokens, side.noted
    found = {noted.clause}
    for clause in (noted.clause - 1, noted.clause + 1):
        words = [token for token in tokens if token.clause == clause and token.sentence == noted.sentence]
        counted = any(
            one.clause == clause and one.figure.kind not in {"date", "duration", "ordinal"}
            for one in side.reading.figures
        )
        if words and not counted and words[0].lower in _FRONTED | {"according"}:
            found.add(clause)
    return found


def _others(side: Side) -> list[Noted]:
    return [
        one
        for one in side.reading.figures
        if one.clause == side.noted.clause
        and one.figure.start != side.noted.figure.start
        and one.figure.kind not in {"date", "ordinal"}
    ]


def _extent(side: Side, noted: Noted) -> tuple[int, int]:
    places = [
        place
        for place, token in enumerate(side.reading.tokens)
        if token.start < noted.figure.end and token.end > noted.figure.start
    ]
    return (places[0], places[-1] + 1) if places else (0, 0)


def _stems(side: Side) -> frozenset[str]:
    tokens = side.reading.tokens
    return frozenset(tokens[place].stem for place in _segment(side) if tokens[place].stem)


def _names(side: Side) -> Iterable[str]:
    return (fold(name.name) for name in side.reading.names if name.sentence == side.noted.sentence)


def _named(side: Side) -> dict[int, str]:
    return {place: name.name for name in side.reading.names for place in range(name.first, name.last)}


def _harmless(token: Token) -> bool:
    if token.lower.endswith("ly") and token.lower not in word_list("scope.words"):
        return True
    return token.stem in calendar_stems() or token.stem in _light()


@functools.cache
def _light() -> frozenset[str]:
    words = word_list("residue.light") | word_list("scope.stand_ins")
    return frozenset(stem(word) for word in words)


def _spared(side: Side, places: list[int]) -> set[int]:
    """Return the places of words that narrow nothing: dates, circumstances, who said it, what a name is."""
    tokens, noted = side.reading.tokens, side.noted
    spans = [
        (one.figure.start, one.figure.end)
        for one in side.reading.figures
        if one.figure.kind in {"date", "duration"} or one is noted or _attribute(side, one)
    ]
    found = {place for place in places if any(start <= tokens[place].start < end for start, end in spans)}
    found.update(source_of(tokens, places, noted), agents(side.reading, places))
    # Whoever did it, it was done on one day.
    dated = noted.figure.kind == "date"
    for place in places:
        if circumstance(tokens, place) or (dated and tokens[place].lower == "by"):
            found.update(phrase_after(tokens, place + 1, narrowing=tokens[place].lower == "to"))
        if tokens[place].lower in word_list("residue.naming") and word_at(tokens, place + 1) == "of":
            found.add(place)
        if light_verb(tokens, place, noted):
            found.add(place)
    for name in side.reading.names:
        found.update(description(side.reading, name))
    return found


def _attribute(side: Side, noted: Noted) -> bool:
    """Tell whether a figure is a size before a noun ("the 34-kilometre tunnel"), which says which one it is."""
    return noted.figure.kind == "quantity" and "-" in side.reading.text[noted.figure.start : noted.figure.end]


def _narrows(side: Side, place: int) -> bool:
    """Tell whether a word stands right before another of content, as an adjective or a noun before a noun."""
    tokens = side.reading.tokens
    after = place + 1
    if after < len(tokens) and tokens[after].text == "-":
        after += 1
    return after < len(tokens) and tokens[after].clause == tokens[place].clause and bool(tokens[after].stem)


def _objects(side: Side) -> dict[str, set[str]]:
    """Return the stems of the noun that follows each preposition about a figure."""
    tokens = side.reading.tokens
    found: dict[str, set[str]] = {}
    places = set(_segment(side))
    for place in sorted(places):
        word = tokens[place].lower
        if word not in _SLOTS or (word == "to" and place and tokens[place - 1].lower == "according"):
            continue
        phrase = [one for one in sorted(phrase_after(tokens, place + 1, narrowing=False)) if tokens[one].stem]
        stems = {tokens[one].stem for one in phrase if not _harmless(tokens[one]) and not is_generic(tokens[one].stem)}
        if stems and not any(tokens[one].text[0].isdigit() for one in range(place + 1, max(phrase) + 1)):
            found.setdefault(word, set()).update(stems)
    return found
