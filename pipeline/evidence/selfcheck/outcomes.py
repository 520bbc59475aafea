"""What befell people, counted twice in other words: killed, the dead, the death toll."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from pipeline.evidence.lexicon import concepts, generic, same_words
from pipeline.evidence.selfcheck.common import Inside
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["one_outcome"]

_DEFINITE: Final = frozenset(["the", "all", "these", "those", "its", "their"])
_YEAR: Final = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:last|previous) (?:year|month)\b|\byears? (?:ago|earlier|before)\b"
)
_FAR: Final = Decimal("2.5")
_AFTER: Final = 2
_NEXT: Final = 12


def one_outcome(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    """Tell whether two figures count the people whom one thing befell in one event.

    The second must take the event up again: as a toll, with an article ("the 27 dead"), or by a word or a name of the
    first sentence. A year on one side alone is of another event.
    """
    first, second = sorted((mine, theirs), key=lambda one: one.figure.start)
    if not (_people(first) and _people(second)) or not _near(first, second):
        return False
    if not _outcome(inside, first) & _outcome(inside, second):
        return False
    years = [bool(_YEAR.search(_text(inside, one))) for one in (first, second)]
    if years[0] != years[1] or inside.words(first.sentence) & _NEW or inside.words(second.sentence) & _NEW:
        return False
    names = [
        {fold(name.name) for name in inside.reading.names if name.sentence == one.sentence} for one in (first, second)
    ]
    taken = second.before in _DEFINITE or "toll" in second.clause_words
    own = {word for word in second.words | second.thing if not concepts(word) & word_list("reading.outcomes")}
    shared = {word for word in same_words(own, first.words | first.thing) if not generic(word)}
    return taken or bool(names[0] & names[1] and shared) or len(shared) >= _AFTER


_NEW: Final = word_list("twice.earlier") | {"another", "risen", "rose", "climbed", "alone", "so", "far"}


def _people(noted: Noted) -> bool:
    held = concepts(noted.head)
    people = {stem(word) for word in word_list("outcomes.people")}
    return (
        generic(noted.head)
        or not noted.head
        or "person" in held
        or noted.head in people
        or bool(held & word_list("reading.outcomes"))
    )


def _near(one: Noted, two: Noted) -> bool:
    low, high = one.figure.low, two.figure.low
    return low is not None and high is not None and 0 < max(low, high) <= _FAR * min(low, high)


def _outcome(inside: Inside, noted: Noted) -> frozenset[str]:
    """Return what befell those whom a figure counts, by the word that governs it or the one that follows it."""
    if "toll" in noted.clause_words:
        return frozenset(["die"])
    held = concepts(noted.governor)
    caused = any(
        token.lower in word_list("outcomes.causing")
        for token in inside.tokens_of[noted.sentence]
        if token.clause == noted.clause and 0 <= noted.figure.start - token.end <= _NEXT
    )
    free = noted.before in _DEFINITE or not noted.governor or caused
    if not held & word_list("reading.outcomes") and free:
        end = noted.figure.end
        follow = [
            token.stem
            for token in inside.tokens_of[noted.sentence]
            if token.clause in _reach(noted) and token.start >= end and token.stem and token.stem not in noted.thing
        ][:1]
        held = frozenset(name for word in {*noted.thing, *follow} for name in concepts(word))
    return held & word_list("reading.outcomes")


def _reach(noted: Noted) -> range:
    """Return the clauses that may say what befell them: "the 13 people who drowned" has it in the next."""
    return range(noted.clause, noted.clause + (2 if noted.before in _DEFINITE else 1))


def _text(inside: Inside, noted: Noted) -> str:
    tokens = inside.tokens_of[noted.sentence]
    return inside.article.text[tokens[0].start : tokens[-1].end]
