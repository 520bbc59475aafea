"""What the article says in one sentence and denies in another: "waste seeped into the water … no waste reached it"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.evidence.compare.periods import Periods, bounds
from pipeline.evidence.lexicon import generic, same_word
from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.text import Token, calendar_stems, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["denied"]

_NOT: Final = frozenset(["not", "never"])
_GUARDS: Final = word_list("opposites.guards") | word_list("twice.earlier") | {"any", "more", "yet", "neither"}
_UNREAL: Final = word_list("reading.unreal")
_AUXILIARIES: Final = word_list("phrases.auxiliaries")
_MARKS: Final = frozenset({"?", '"', "“", "”"})
_FEWEST: Final = 3
_LEAST: Final = 2
_MOST: Final = 9


def denied(inside: Inside) -> list[Clash]:
    """Return denials whose subject and all other words but one, at most, an assertion elsewhere has.

    Two speakers may disagree: both sentences must be the article's own, or of one speaker.
    """
    found: list[Clash] = []
    for number, tokens in inside.tokens_of.items():
        said = _denial(inside, number, tokens)
        if said is None:
            continue
        for other, theirs in inside.tokens_of.items():
            if other != number and _comparable(inside, number, other) and _asserts(theirs, said):
                spans = sorted(((tokens[0].start, tokens[-1].end), (theirs[0].start, theirs[-1].end)))
                told = tuple(" ".join(inside.article.text[one:two].split()).strip(" ,.;") for one, two in spans)
                found.append(Clash("said and denied", tuple(spans), said=told, certainty=0.7))
                break
    return found[:1]


def _denial(inside: Inside, number: int, tokens: Sequence[Token]) -> list[str] | None:
    """Return the stems of a sentence with one negation, its subject first; none where it says too little or much."""
    comma = next((at for at, token in enumerate(tokens) if token.text == ","), len(tokens))
    if tokens[0].lower == "no" or any(token.lower in _NOT for token in tokens[:comma]):
        tokens = tokens[:comma]
    words = {token.lower for token in tokens}
    places = [
        at
        for at, token in enumerate(tokens)
        if (token.lower in _NOT and at and tokens[at - 1].lower in _AUXILIARIES) or token.lower.endswith("n't")
    ]
    none = tokens[0].lower == "no" and len(tokens) > _FEWEST
    if len(places) + none != 1 or words & (_GUARDS | _UNREAL | _MARKS):
        return None
    sources = inside.source_words(number)
    stems = [
        token.stem
        for token in tokens
        if token.stem and token.stem not in sources | calendar_stems() and token.clause == tokens[0].clause
    ]
    first = next((token for token in tokens if token.stem), None)
    if first is None or (places and places[0] > _MOST) or not _FEWEST <= len(stems) <= _MOST:
        return None
    return stems


def _asserts(tokens: Sequence[Token], said: Sequence[str]) -> bool:
    heard = {token.stem for token in tokens if token.stem}
    lost = [word for word in said if not any(same_word(word, other) for other in heard)]
    if lost == [said[0]] and generic(said[0]):
        # "Since the two countries have not signed a contract": a word that stands for names.
        return len(said) > _LEAST
    return said[0] not in lost and len(lost) <= (1 if len(said) > _FEWEST else 0)


def _comparable(inside: Inside, one: int, two: int) -> bool:
    """Rule out another sentence's doubt, another time and another speaker."""
    reading = inside.reading
    if two in reading.negated or two in reading.unreal or inside.words(two) & _GUARDS:
        return False
    speakers = [set(inside.speaker(inside.tokens_of[number][0].start).split()) for number in (one, two)]
    if any(speakers) and not speakers[0] & speakers[1]:
        return False
    dated = [
        {stem(token.text) for token in inside.tokens_of[number] if token.capital} & calendar_stems()
        for number in (one, two)
    ]
    if all(dated) and dated[0] != dated[1]:
        return False
    times = [
        [span for noted in inside.by_sentence.get(number, []) if (span := bounds(noted.figure.period))]
        for number in (one, two)
    ]
    return Periods.meet(Periods(tuple(times[0])), Periods(tuple(times[1])))
