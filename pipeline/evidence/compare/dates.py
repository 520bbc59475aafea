"""Dates: the same event on the same day, or on another."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.naming import names_of
from pipeline.evidence.compare.periods import Span, bounds
from pipeline.evidence.compare.residue import residue, sides
from pipeline.evidence.compare.values import compare_values
from pipeline.evidence.lexicon import concepts, contrast, same_words
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import stem
from pipeline.evidence.wordlists import word_list

__all__ = ["DateMatch", "compare_dates"]

_AGREE: Final = 0.6
_DIFFER: Final = 0.75
_FINE: Final = 31
_LONG: Final = 366
_NEAR: Final = 400


@dataclass(frozen=True, slots=True)
class DateMatch:
    """Two dates of one event."""

    relation: Literal["equal", "other"]
    mine: Noted
    theirs: Noted
    overlap: float


def compare_dates(claim: Reading, passage: Reading, context: Context) -> DateMatch | None:
    """Compare the date of an event in the claim with its date in the passage.

    Only a claim with one date is compared, and only with sentences that have one: where there are more, which one dates
    the event is not told by the words. An event is the same where most of the claim's words and all of its names are
    there.
    """
    mine = _only(claim, 0) if len({token.sentence for token in claim.tokens}) == 1 else None
    if mine is None:
        return None
    span = bounds(mine.figure.period)
    skipped = {token.stem for name in claim.names for token in claim.tokens[name.first : name.last]} | context.speakers
    said = claim.words - skipped - _own(claim, mine)
    once = _once(claim.words)
    if span is None or not (_short(span) or (once and _year(span))):
        return None
    if len(said) < (1 if once else 2) or claim.unreal or claim.negated:
        return None
    names = names_of(claim.names)
    best: DateMatch | None = None
    for number, held in passage.stems.items():
        theirs = _only(passage, number)
        other = bounds(theirs.figure.period) if theirs else None
        if theirs is None or other is None or number in passage.unreal or number in passage.negated:
            continue
        here = {
            name
            for name in names_of(passage.names)
            if any(one.sentence == number and one.name.casefold() == name for one in passage.names)
        }
        if contrast(said, held) or _other_value(claim, passage, number):
            continue
        overlap = len(same_words(said, held | context.passage)) / len(said)
        named = names <= here | context.passage_names
        relation: Literal["equal", "other"] = "equal" if _meet(span, other) else "other"
        if overlap < (_AGREE if relation == "equal" else _DIFFER) or not (
            named or (relation == "equal" and names & here)
        ):
            continue
        # Two days of one event are near; years apart it is another event, but for what happens once.
        near = _short(span) and _short(other) and abs((span[0] - other[0]).days) <= _NEAR
        if relation == "other" and not _alike(claim, mine, passage, theirs, context):
            continue
        if relation == "other" and not (near or (once and named and names and _year(other))):
            continue
        found = DateMatch(relation, mine, theirs, overlap)
        if best is None or (found.relation == "equal", found.overlap) > (best.relation == "equal", best.overlap):
            best = found
    return best


def _alike(claim: Reading, mine: Noted, passage: Reading, theirs: Noted, context: Context) -> bool:
    """Tell whether nothing said of the one event is left open by the other."""
    one, two = sides(claim, mine, passage, theirs, context)
    return not residue(one, two) and not residue(two, one)


def _once(words: frozenset[str]) -> bool:
    """Tell whether an event happens once: a birth, a foundation, the opening of a line, but not of a fair."""
    if any(concepts(word) & word_list("dates.once") for word in words):
        return True
    return any("begin" in concepts(word) for word in words) and not words & _recurring()


@functools.cache
def _recurring() -> frozenset[str]:
    return frozenset(stem(word) for word in word_list("dates.recurring"))


def _other_value(claim: Reading, passage: Reading, sentence: int) -> bool:
    """Tell whether the two have another value too: then it is another event, of its own day."""
    return any(
        comparison.differs
        for mine in claim.figures
        for theirs in passage.figures
        if theirs.sentence == sentence and (comparison := compare_values(mine.figure, theirs.figure)) is not None
    )


def _only(reading: Reading, sentence: int) -> Noted | None:
    dates = [noted for noted in reading.figures if noted.sentence == sentence and noted.figure.kind == "date"]
    return dates[0] if len(dates) == 1 and dates[0].figure.period else None


def _own(reading: Reading, noted: Noted) -> set[str]:
    return {
        token.stem for token in reading.tokens if noted.figure.start <= token.start < noted.figure.end and token.stem
    }


def _meet(one: Span, two: Span) -> bool:
    return (one[0] <= two[0] and two[1] <= one[1]) or (two[0] <= one[0] and one[1] <= two[1])


def _year(span: Span) -> bool:
    return (span[1] - span[0]).days <= _LONG


def _short(span: Span) -> bool:
    return (span[1] - span[0]).days < _FINE
