"""A quantity that the article comes back to with another value: evidence for one thing is weighed against signs of two.

No single sign tells that two sentences count one thing; each adds or takes away, and only a clear sum is reported.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.periods import Periods, periods_of
from pipeline.evidence.compare.values import commensurable, compare_values, mistyped, significant
from pipeline.evidence.lexicon import contrast, generic, same_word, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside, bygone, value_of
from pipeline.evidence.selfcheck.nouns import BEFALLEN, aged, heads, is_definite, roots
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import Token, calendar_stems, fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["counted_again"]

_KINDS: Final = frozenset({"count", "money", "quantity", "number", "percentage", "rate"})
_DEFINITE: Final = frozenset(["the", "all", "these", "those", "its", "their", "his", "her"])
_GUARDS: Final = word_list("again.guards")
_NARROWING: Final = frozenset(["with", "without", "from", "who", "that", "which", "whose", "in", "under", "aged"])
_UNREAL: Final = word_list("reading.unreal")
_TRADE: Final = frozenset(
    stem(word) for word in ("sell", "buy", "pay", "cost", "price", "auction", "fetch", "purchase")
)
_ENOUGH: Final = 4.0
_FAR: Final = Decimal("2.5")
_VERY_FAR: Final = Decimal(6)
_RELATIVE: Final = 9
_IN_ALL: Final = 12
_OWN: Final = 4
_LEAD: Final = 2


def counted_again(inside: Inside) -> list[Clash]:
    """Return the pairs of figures that most likely give one thing two values, the likeliest for each figure."""
    figures = [_counting(inside, one) for one in inside.reading.figures if _usable(one)]
    found: list[tuple[float, Clash]] = []
    for theirs in figures:
        weighed = [
            (_weight(inside, mine, theirs, figures), mine)
            for mine in figures
            if mine.figure.end < theirs.figure.start and _may_clash(inside, mine, theirs)
        ]
        weight, mine = max(weighed, key=lambda one: one[0], default=(0.0, theirs))
        if weight >= _ENOUGH:
            spans = inside.span(mine), inside.span(theirs)
            said = mine.said, theirs.said
            found.append((weight, Clash("the same thing counted twice", spans, said=said, certainty=0.7)))
    return [clash for _, clash in found]


def _counting(inside: Inside, noted: Noted) -> Noted:
    """Return "the lorries, 34 in all" read as "the 34 lorries"."""
    held = [token for token in inside.tokens_of[noted.sentence] if token.end <= noted.figure.start]
    follow = inside.between(noted.figure.end, noted.figure.end + _IN_ALL).replace(",", " ").split()
    apposed = len(held) > 2 and held[-1].text == "," and held[-3].lower in _DEFINITE and bool(held[-2].stem)
    if noted.head or not apposed or follow[:2] not in (["in", "all"], ["in", "total"]):
        return noted
    return dataclasses.replace(noted, head=held[-2].stem, thing=frozenset([held[-2].stem]), before="the")


def _usable(noted: Noted) -> bool:
    value = value_of(noted.figure)
    trend = noted.figure.trend
    level = trend is None or (trend.start is None and noted.before in {"to", "at"})
    if noted.figure.kind == "age":
        return value is not None and bool(aged(noted))
    if noted.figure.kind == "duration":
        return value is not None and noted.figure.unit in {"year", "month", "day", "hour", "week"}
    part = noted.part and noted.after != "new"
    return noted.figure.kind in _KINDS and not part and value is not None and value > 0 and level


def _may_clash(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    """Rule out what can't be one thing: other units, times, speakers, words that set two numbers against each other."""
    if mine.sentence == theirs.sentence or not commensurable(mine.figure, theirs.figure):
        return False
    if (mine.after == "new") != (theirs.after == "new"):
        return False
    if "age" in {mine.figure.kind, theirs.figure.kind}:
        # "A six-year-old girl … the eight-year-old girl": two children where the later is not given as known.
        known = theirs.before == "the" and theirs.figure.text.endswith("-old")
        return mine.figure.kind == theirs.figure.kind and known and mine.before in {"a", "an", "of", ",", ""}
    if mine.figure.per != theirs.figure.per:
        return False
    comparison = compare_values(mine.figure, theirs.figure)
    if comparison is None or not comparison.differs:
        return False
    if (inside.clause(mine.clause) | inside.clause(theirs.clause)) & _GUARDS or inside.compared(mine, theirs):
        return False
    if any("at first" in inside.between(*_extent(inside, one.sentence)) for one in (mine, theirs)):
        return False
    definite = is_definite(inside, theirs)
    # A headline says "to power 30,000 homes" for what the text puts at length.
    above = inside.block(mine.figure.start) == "headline"
    if not definite and not above and _unreal(inside, mine) != _unreal(inside, theirs):
        return False
    if not Periods.meet(periods_of(inside.reading, mine), periods_of(inside.reading, theirs)) and not definite:
        return False
    if not definite and bygone(inside, mine) != bygone(inside, theirs):
        return False
    # "The bodies of five men were recovered": nobody has recovered.
    if not theirs.measured & BEFALLEN and contrast(_about(mine), _about(theirs)):
        return False
    if mine.outcome and theirs.outcome and not mine.outcome & theirs.outcome:
        return False
    speakers = {inside.speaker(one.figure.start) for one in (mine, theirs)} - {""}
    return len(speakers) < 2 or definite


def _about(noted: Noted) -> frozenset[str]:
    """Return the stems that say what is counted: of a sum its whole clause, of things their noun and verb."""
    if noted.figure.kind in {"count", "number"} and noted.head:
        return noted.thing | ({noted.governor} if noted.governor else set())
    if noted.figure.kind == "quantity":
        return frozenset({noted.governor, stem(noted.after)} - {""})
    return noted.clause_words | noted.thing


def _unreal(inside: Inside, noted: Noted) -> bool:
    """Tell whether a figure stands behind a word of a plan, a wish or a condition in its clause."""
    return any(
        token.lower in _UNREAL
        for token in inside.tokens_of[noted.sentence]
        if token.clause == noted.clause and token.end <= noted.figure.start
    )


def _extent(inside: Inside, sentence: int) -> tuple[int, int]:
    tokens = inside.tokens_of[sentence]
    return tokens[0].start, tokens[-1].end


def _weight(inside: Inside, mine: Noted, theirs: Noted, figures: Sequence[Noted]) -> float:
    """Return how much speaks for one thing."""
    nouns = heads(inside, mine, theirs)
    definite = is_definite(inside, theirs)
    if nouns <= 0:
        return 0.0
    weight = nouns + 2.0 * definite + _slip(mine, theirs) + _standing(inside, mine, theirs)
    weight += _shared(inside, mine, theirs)
    weight -= _narrowed(inside, mine, theirs, definite=definite)
    weight -= _explained(inside, mine, theirs, figures)
    return weight - _distance(mine, theirs) - _small(theirs)


def _slip(mine: Noted, theirs: Noted) -> float:
    """Weigh digits that changed places, as they do in typing."""
    if not mistyped(mine.figure, theirs.figure) or mine.figure.low is None:
        return 0.0
    # "sold for 29,000 … paid 92,000": a price, whichever side tells it.
    traded = all(one.clause_words & _TRADE for one in (mine, theirs))
    return (2.5 if significant(mine.figure.low) > 2 else 1.5) + traded


def _standing(inside: Inside, mine: Noted, theirs: Noted) -> float:
    """Weigh where the two stand: a headline and a caption tell what the text tells."""
    kinds = {inside.block(mine.figure.start), inside.block(theirs.figure.start)}
    if inside.block(mine.figure.start) == "headline" and theirs.sentence <= _LEAD:
        repeated = any(one.figure.low == mine.figure.low for one in inside.reading.figures if one is not mine)
        return 1.0 if repeated else 2.0
    return 1.0 if kinds & {"headline", "caption"} else 0.0


def _shared(inside: Inside, mine: Noted, theirs: Noted) -> float:
    """Weigh the words and names that both sentences have."""
    names = {
        word
        for name in inside.reading.names
        if name.sentence in {mine.sentence, theirs.sentence}
        for word in fold(name.name).split()
    }
    plain = {token.stem for token in inside.reading.tokens if not token.capital}
    own = ({stem(word) for word in names} - plain) | calendar_stems() | mine.thing | theirs.thing
    words = same_words(_clause(theirs) - own, roots(inside, mine.sentence))
    # Who speaks is no part of what is said.
    speakers = {word for one in (mine, theirs) for word in inside.speaker(one.figure.start).split()}
    named = [
        {name for name in _names(inside, one.sentence) if not set(name.split()) <= speakers} for one in (mine, theirs)
    ]
    apart = bool(named[0] and named[1]) and not any(
        set(one.split()) & set(two.split()) for one in named[0] for two in named[1]
    )
    apart = apart and not is_definite(inside, theirs)
    return min(2.25, 0.75 * len(words)) + 0.5 * bool(named[0] & named[1]) - 2.0 * apart


def _names(inside: Inside, sentence: int) -> set[str]:
    return {fold(name.name) for name in inside.reading.names if name.sentence == sentence}


def _clause(noted: Noted) -> set[str]:
    return set(noted.clause_words) if len(noted.clause_words) >= 2 else set(noted.words)


def _narrowed(inside: Inside, mine: Noted, theirs: Noted, *, definite: bool) -> float:
    """Weigh what makes one a kind or a part of the other: adjectives and relative clauses of its own."""
    # What the headline says goes for the sentence under it.
    heard = roots(inside, mine.sentence) | (roots(inside, 0) if mine.sentence <= 1 else set())
    ours = {word for word in theirs.thing if not (generic(word) or same_word(word, theirs.head))}
    extra = ours - same_words(ours, heard)
    counts = theirs.figure.kind in {"count", "number"}
    relative = {token.stem for token in _after(inside, theirs) if token.stem} if counts else set()
    if theirs.head in BEFALLEN:
        # "14 bodies from the wreckage": where they were found makes them no others.
        relative = set()
    loose = relative - same_words(relative, heard | roots(inside, 0))
    kinds = {word for word in mine.thing if not (generic(word) or same_word(word, mine.head))}
    lost = kinds - same_words(kinds, roots(inside, theirs.sentence))
    if mine.figure.kind == "money":
        # "$256 billion in deficits" is not what "the $1 trillion bill" costs.
        own = {token.stem for token in _after(inside, mine)[:_OWN] if token.stem}
        known = same_words(own, roots(inside, theirs.sentence))
        loose |= set() if known else own
    return 2.0 * len(extra) + 1.5 * len(loose) + (0.25 if definite else 2.0) * len(lost)


def _after(inside: Inside, noted: Noted) -> list[Token]:
    """Return the words of a phrase that narrows what is counted: "with burns", "who voted against it"."""
    rest = [token for token in inside.tokens_of[noted.sentence] if token.start >= noted.figure.end]
    while rest and rest[0].stem and rest[0].stem in noted.thing:
        rest = rest[1:]
    if not rest or rest[0].lower not in _NARROWING:
        return []
    return list(itertools.takewhile(lambda token: token.text[0].isalnum(), rest[1:_RELATIVE]))


def _explained(inside: Inside, mine: Noted, theirs: Noted, figures: Sequence[Noted]) -> float:
    """Weigh what explains the later number otherwise: it stood before, it adds up, or there are more such numbers."""
    value, other = value_of(theirs.figure), value_of(mine.figure)
    earlier = [
        one for one in figures if one.figure.end < theirs.figure.start and commensurable(one.figure, theirs.figure)
    ]
    values = [held for one in earlier if (held := value_of(one.figure)) is not None]
    beside = [value_of(one.figure) for one in inside.by_sentence[theirs.sentence]]
    if value in values or other in beside:
        return 4.0
    for one, two in itertools.combinations(values, 2):
        if value in (one + two, abs(one - two)):
            return 4.0
    alike = {
        value_of(one.figure)
        for one in figures
        if heads(inside, one, theirs) >= 1
        and commensurable(one.figure, theirs.figure)
        and Periods.meet(periods_of(inside.reading, one), periods_of(inside.reading, mine))
        and one.sentence != theirs.sentence
        and _distance(one, theirs) == 0
        and not (_of_others(inside, one, theirs) or _unreal(inside, one))
    } - {value, other}
    later = any(
        value_of(one.figure) == other and one.figure.start > theirs.figure.end and heads(inside, one, theirs) > 0
        for one in figures
    )
    return 1.5 * len(alike) + 0.5 * later


def _of_others(inside: Inside, one: Noted, theirs: Noted) -> bool:
    """Tell whether a number is of those whom its clause names, and who are not named with the later one."""
    here = {fold(name.name) for name in inside.reading.names if name.clause == one.clause}
    there = {fold(name.name) for name in inside.reading.names if name.sentence == theirs.sentence}
    return bool(here) and not any(set(mine.split()) & set(name.split()) for mine in here for name in there)


def _distance(mine: Noted, theirs: Noted) -> float:
    one, two = value_of(mine.figure), value_of(theirs.figure)
    if not one or not two or mistyped(mine.figure, theirs.figure):
        return 0.0
    times = max(one, two) / min(one, two)
    return 3.0 if times > _VERY_FAR else 1.0 if times > _FAR else 0.0


def _small(theirs: Noted) -> float:
    value = value_of(theirs.figure)
    return 1.5 if theirs.figure.kind in {"count", "number"} and value is not None and value <= 2 else 0.0
