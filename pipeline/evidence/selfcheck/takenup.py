"""A number that a relative clause takes up: "will close two of its wards … The three wards that will close"."""

from __future__ import annotations

from typing import Final

from pipeline.evidence.compare.periods import Periods, periods_of
from pipeline.evidence.compare.values import commensurable, compare_values
from pipeline.evidence.lexicon import concepts, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import Token
from pipeline.evidence.wordlists import word_list

__all__ = ["taken_up"]

_DEFINITE: Final = frozenset({"the", "these", "those", "all"})
_RELATIVE: Final = frozenset({"who", "that", "which"})
_AUXILIARIES: Final = frozenset(
    ["is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "do"]
)
_EARLIER: Final = word_list("twice.earlier")
_LONGEST: Final = 8


def taken_up(inside: Inside) -> list[Clash]:
    """Return numbers that a later sentence takes up with another value, by the words of what happened to them."""
    figures = [one for one in inside.reading.figures if one.figure.kind == "count" and one.head]
    found: list[Clash] = []
    for theirs in figures:
        if theirs.before not in _DEFINITE or theirs.part:
            continue
        said = _relative(inside, theirs)
        earlier = [
            mine for mine in figures if mine.figure.end < theirs.figure.start and _told(inside, mine, theirs, said)
        ]
        values = {(mine.figure.low, mine.figure.high) for mine in earlier}
        if said and len(values) == 1 and _differ(earlier[-1], theirs):
            found.append(
                Clash(
                    "the same thing counted twice",
                    (inside.span(earlier[-1]), inside.span(theirs)),
                    said=(earlier[-1].said, theirs.said),
                    certainty=0.75,
                )
            )
    return found


def _relative(inside: Inside, noted: Noted) -> set[str]:
    """Return the stems of the clause that narrows a noun: of "who …", or of a participle ("admitted last week")."""
    after = [token for token in inside.tokens_of[noted.sentence] if token.start >= noted.figure.end]
    while after and after[0].stem and same_words({after[0].stem}, noted.thing):
        after = after[1:]
    if not after or not (after[0].lower in _RELATIVE or _participle(after[0])):
        return set()
    rest = after[1:] if after[0].lower in _RELATIVE else after
    while rest and rest[0].lower in _AUXILIARIES:
        rest = rest[1:]
    held: list[Token] = []
    for token in rest[:_LONGEST]:
        if token.lower in _AUXILIARIES or not token.text[0].isalnum():
            break
        held.append(token)
    else:
        return set()
    dates = [one for one in inside.by_sentence[noted.sentence] if one.figure.kind == "date"]
    return {
        token.stem
        for token in held
        if token.stem and not any(one.figure.start <= token.start < one.figure.end for one in dates)
    }


def _participle(token: Token) -> bool:
    return bool(token.stem) and (
        token.lower.endswith("ed") or bool(concepts(token.stem) & word_list("reading.outcomes"))
    )


def _told(inside: Inside, mine: Noted, theirs: Noted, said: set[str]) -> bool:
    """Tell whether an earlier number is of the same noun and of what the relative clause says."""
    if mine.sentence == theirs.sentence or not same_words({mine.head}, {theirs.head}):
        return False
    # "two of its eleven wards": what happens befalls the two.
    if any(one.part and one.figure.end < mine.figure.start for one in _near(inside, mine)):
        return False
    if (inside.clause(mine.clause) | inside.clause(theirs.clause)) & _EARLIER or inside.compared(mine, theirs):
        return False
    heard = mine.clause_words | mine.thing
    return (
        len(same_words(said, heard)) == len(said)
        and commensurable(mine.figure, theirs.figure)
        and Periods.meet(periods_of(inside.reading, mine), periods_of(inside.reading, theirs))
    )


def _near(inside: Inside, mine: Noted) -> list[Noted]:
    return [one for one in inside.by_sentence[mine.sentence] if one.clause == mine.clause and one.head == mine.head]


def _differ(mine: Noted, theirs: Noted) -> bool:
    comparison = compare_values(mine.figure, theirs.figure)
    return comparison is not None and comparison.differs
