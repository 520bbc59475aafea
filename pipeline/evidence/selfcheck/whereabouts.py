"""One event in two places: "shells hit a market in Asmun … the shelling of the market in Dirat"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.evidence.lexicon import same_words, word_places
from pipeline.evidence.selfcheck.common import Clash, Inside, Span
from pipeline.evidence.selfcheck.happenings import event_kinds
from pipeline.evidence.selfcheck.phrases import content, root, wished
from pipeline.evidence.text import fold
from pipeline.evidence.wordlists import word_list

__all__ = ["whereabouts"]

_IN: Final = frozenset(["in", "at", "near", "off", "outside"])
_DEFINITE: Final = frozenset(["the", "his", "her", "its", "their", "this"])
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
_GUARDS: Final = word_list("happenings.guards") | {"also", "both", "then", "later", "from"}
_REACH: Final = 12


@dataclass(frozen=True)
class Happening:
    """An event with the place that stands behind it."""

    kinds: frozenset[str]
    said: frozenset[str]
    place: str
    span: Span
    sentence: int
    taken_up: bool


def whereabouts(inside: Inside) -> list[Clash]:
    """Return the first event that a later phrase takes up and puts in another place."""
    told = list(_told(inside))
    for number, theirs in enumerate(told):
        if not theirs.taken_up:
            continue
        earlier = [
            mine
            for mine in told[:number]
            if mine.sentence != theirs.sentence and mine.kinds & theirs.kinds and _one_event(inside, mine, theirs)
        ]
        if earlier and not any(_together(inside, mine.place, theirs.place) for mine in earlier):
            mine = earlier[0]
            text = inside.article.text
            said = tuple(" ".join(text[start:end].split()) for start, end in (mine.span, theirs.span))
            return [Clash("one event in two places", (mine.span, theirs.span), said=said, certainty=0.65)]
    return []


def _told(inside: Inside) -> Iterator[Happening]:
    tokens = inside.reading.tokens
    starts = {one.start: one for one in inside.annotation.entities if one.label in _PLACES and one.name.strip()}
    for place, token in enumerate(tokens):
        ahead = [one for one in tokens[place + 1 : place + 3] if one.start in starts]
        if token.lower not in _IN or not ahead:
            continue
        held = _event(inside, place)
        if held is not None:
            entity = starts[ahead[0].start]
            kinds, first, known = held
            said = frozenset(content(tokens[first + 1 : place]))
            yield Happening(
                kinds, said, fold(entity.name), (tokens[first].start, entity.end), token.sentence, known and bool(said)
            )


def _event(inside: Inside, place: int) -> tuple[frozenset[str], int, bool] | None:
    """Return the kinds of event before a preposition, where its words begin, and whether it is given as known."""
    tokens = inside.reading.tokens
    kinds: set[str] = set()
    first = place
    for at in range(place - 1, max(-1, place - _REACH), -1):
        if tokens[at].clause != tokens[place].clause or tokens[at].text in {",", ";", "(", "“", '"'}:
            break
        own = event_kinds(root(tokens[at])) if tokens[at].stem and not tokens[at].capital else set()
        if own and not wished(tokens, at):
            kinds, first = kinds | own, at
    if not kinds or {token.lower for token in tokens[max(0, first - 2) : place]} & _GUARDS:
        return None
    noun = first > 0 and tokens[first - 1].lower in _DEFINITE
    return frozenset(kinds), first, noun or any(token.lower in _DEFINITE for token in tokens[first + 1 : place])


def _one_event(inside: Inside, mine: Happening, theirs: Happening) -> bool:
    """Tell whether nothing in the later phrase speaks of another event than the earlier sentence."""
    title = content(token for token in inside.reading.tokens if inside.block(token.start) == "headline")
    heard = content(inside.tokens_of[mine.sentence]) | title
    return theirs.said <= same_words(theirs.said, heard)


def _together(inside: Inside, one: str, two: str) -> bool:
    """Tell whether two places may be one within the other: they share a word, one is a country, a sentence has both."""
    if set(one.split()) & set(two.split()) or ((one,) in word_places()) != ((two,) in word_places()):
        return True
    sentences = [
        {
            token.sentence
            for token in inside.reading.tokens
            for entity in inside.annotation.entities
            if entity.start == token.start and fold(entity.name) == name
        }
        for name in (one, two)
    ]
    return bool(sentences[0] & sentences[1])
