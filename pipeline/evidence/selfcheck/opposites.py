"""Statements that the article makes and unmakes: signed and not signed, up and down by the same number."""

from __future__ import annotations

from typing import Final

from pipeline.evidence.compare.periods import Periods, periods_of
from pipeline.evidence.lexicon import concepts, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import calendar_stems, fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["directions"]

_SIDES: Final = {"up": frozenset(map(stem, ["profit", "surplus"])), "down": frozenset(map(stem, ["loss", "deficit"]))}
_ALL: Final = _SIDES["up"] | _SIDES["down"]
_VALUED: Final = frozenset({"percentage", "money", "count", "number", "quantity"})


def directions(inside: Inside) -> list[Clash]:
    """Return pairs of sentences by which one thing rose and fell to, or by, the same number."""
    figures = [one for one in inside.reading.figures if one.figure.kind in _VALUED and one.figure.low is not None]
    found = []
    for place, mine in enumerate(figures):
        for theirs in figures[place + 1 :]:
            same = (mine.figure.low, mine.figure.high, mine.figure.kind) == (
                theirs.figure.low,
                theirs.figure.high,
                theirs.figure.kind,
            )
            ways = {_way(mine), _way(theirs)}
            if (
                same
                and mine.sentence != theirs.sentence
                and ways == {"up", "down"}
                and _one_thing(inside, mine, theirs)
            ):
                found.append(
                    Clash(
                        "up against down",
                        (inside.span(mine), inside.span(theirs)),
                        said=(_told(inside, mine), _told(inside, theirs)),
                        certainty=0.8,
                    )
                )
    return found[:1] or _balances(inside)


def _balances(inside: Inside) -> list[Clash]:
    """Return one amount that is a profit in one sentence and a loss in another, of one time."""
    figures = [one for one in inside.reading.figures if one.figure.kind == "money" and one.figure.low is not None]
    for place, mine in enumerate(figures):
        for theirs in figures[place + 1 :]:
            sides = {side for one in (mine, theirs) for side in _SIDES if one.measured & _SIDES[side]}
            same = mine.figure.low == theirs.figure.low and mine.figure.unit == theirs.figure.unit
            if not same or len(sides) <= 1 or mine.measured & theirs.measured or mine.sentence == theirs.sentence:
                continue
            if Periods.meet(periods_of(inside.reading, mine), periods_of(inside.reading, theirs)):
                spans = inside.span(mine), inside.span(theirs)
                said = tuple(f"{next(iter(sorted(one.measured & _ALL)))} of {one.said}" for one in (mine, theirs))
                return [Clash("up against down", spans, said=said, certainty=0.75)]
    return []


def _way(noted: Noted) -> str:
    """Return whether a figure went up or down, by the words of its clause; nothing where they say both."""
    ways = {way for word in noted.clause_words for way in concepts(word) & {"increase", "decrease"}}
    return {"increase": "up", "decrease": "down"}[ways.pop()] if len(ways) == 1 else ""


def _one_thing(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    when = periods_of(inside.reading, mine), periods_of(inside.reading, theirs)
    # A step ("by 5 per cent", "5 per cent") and a level ("to 5 per cent") are two things.
    levels = {one.before in {"to", "at"} for one in (mine, theirs)}
    if not Periods.meet(*when) or len(levels) > 1 or "from" in {mine.before, theirs.before}:
        return False
    if (inside.words(mine.sentence) | inside.words(theirs.sentence)) & (word_list("twice.earlier") - {"first", "per"}):
        return False
    one, two = (
        {word for word in noted.clause_words | noted.thing if not concepts(word) & {"increase", "decrease"}}
        - calendar_stems()
        for noted in (mine, theirs)
    )
    shared = same_words(one, two)
    names = [
        {fold(name.name) for name in inside.reading.names if name.sentence == noted.sentence}
        for noted in (mine, theirs)
    ]
    if all(names) and names[0].isdisjoint(names[1]):
        return False
    least = min(len(one), len(two))
    return bool(shared) and len(shared) >= 0.5 * least and len(shared) + bool(names[0] & names[1]) >= min(2, least)


def _told(inside: Inside, noted: Noted) -> str:
    """Return a figure with its verb."""
    words = [
        token
        for token in inside.tokens_of[noted.sentence]
        if token.clause == noted.clause and token.end <= noted.figure.start
    ]
    verb = next((token.start for token in reversed(words) if concepts(token.stem) & {"increase", "decrease"}), None)
    return " ".join(inside.article.text[verb if verb is not None else noted.figure.start : noted.figure.end].split())
