"""One thing said in another way: a change by its verb or by "up", an event by its verb or by a noun."""

from __future__ import annotations

import functools
from typing import Final

from pipeline.evidence.lexicon import concepts, same_words
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import stem
from pipeline.evidence.wordlists import word_list

__all__ = ["CHANGE", "carries", "direction", "moved_apart"]

CHANGE: Final = frozenset({"increase", "decrease"})
"""Concepts of a change."""
_TRENDS: Final = {"up": "increase", "down": "decrease"}
_AGAINST: Final = {"above": "increase", "higher": "increase", "below": "decrease", "lower": "decrease"}
"""What follows a figure that is a distance from another."""


def direction(reading: Reading, noted: Noted) -> frozenset[str]:
    """Return which way a figure goes, by the words of its clause or by what stands right before it ("down 9%")."""
    found = {
        name
        for token in reading.tokens
        if token.clause == noted.clause and token.stem
        for name in concepts(token.stem) & CHANGE
    }
    if noted.figure.trend:
        found.add(_TRENDS[noted.figure.trend.direction])
    if noted.before in _TRENDS:
        found.add(_TRENDS[noted.before])
    if noted.after in _AGAINST:
        found.add(_AGAINST[noted.after])
    return frozenset(found)


def moved_apart(claim: Reading, mine: Noted, passage: Reading, theirs: Noted) -> bool:
    """Tell whether one figure is of a rise and the other of a fall."""
    here, there = direction(claim, mine), direction(passage, theirs)
    return len(here) == len(there) == 1 and here != there


def carries(mine: Noted, theirs: Noted) -> bool:
    """Tell whether a figure's verb says no more than its noun, which the other text has as a verb.

    The museum that "received 840,000 visitors" is the one that "614,000 people visited".
    """
    told = theirs.clause_words - {theirs.head} - theirs.thing
    return bool(mine.head) and mine.governor in _carrying() and bool(same_words({mine.head}, told))


@functools.cache
def _carrying() -> frozenset[str]:
    return frozenset(stem(word) for word in word_list("paraphrase.carrying"))
