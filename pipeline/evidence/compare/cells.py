"""Cells of a table: what their header says that they hold, and of what their row is."""

from __future__ import annotations

import functools
from typing import Final

from pipeline.evidence.compare.context import Context
from pipeline.evidence.lexicon import same_words
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Noted, is_generic
from pipeline.evidence.terms import place_names
from pipeline.evidence.text import calendar_stems, stem, tokenize
from pipeline.evidence.wordlists import word_list

__all__ = ["bears_on", "headed", "other_row"]

_ALIKE: Final = 0.6
_BEARS: Final = 0.5
_LABEL: Final = 3


def bears_on(claim: Reading, mine: Noted, theirs: Noted) -> bool:
    """Tell whether a cell is of what a claim without a place speaks of: its header has the claim's words."""
    if any(name.place for name in claim.names) or mine.figure.per != theirs.figure.per:
        return False
    heard = mine.thing | mine.words | mine.clause_words
    held = theirs.thing - {theirs.head} if mine.head else theirs.thing
    shared = same_words(theirs.thing, heard)
    rare = {word for word in same_words(held, heard) if not is_generic(word)}
    headed = not mine.head or bool(same_words({mine.head}, theirs.thing))
    return headed and len(rare) >= 2 and len(shared) >= _BEARS * len(theirs.thing)


def headed(claim: Reading, mine: Noted, theirs: Noted, context: Context) -> bool:
    """Tell whether the header of a cell names what a claim's figure is of."""
    said = mine.thing | mine.words | claim.stems.get(mine.sentence, frozenset())
    alike = same_words(theirs.thing, said)
    if theirs.figure.trend and not mine.head:
        # "Change on March 2008": what has changed is said by another word of the header, or by the table's title.
        told = theirs.thing - _steps() - calendar_stems()
        return bool(same_words(told or context.passage, said))
    told = theirs.thing - _rates() or theirs.thing
    named = bool(same_words(mine.thing, theirs.thing)) if mine.head else len(alike & told) >= _ALIKE * len(told)
    named = named or (is_generic(mine.head) and bool(same_words({theirs.head}, mine.clause_words | mine.words)))
    return bool(theirs.thing) and named


@functools.cache
def _rates() -> frozenset[str]:
    return frozenset(stem(word) for word in word_list("rows.rates"))


@functools.cache
def _steps() -> frozenset[str]:
    return frozenset(stem(word) for word in word_list("rows.steps"))


def other_row(claim: Reading, row: Reading) -> bool:
    """Tell whether a label of a table row is of something that the claim does not speak of ("lung cancer", "women").

    A long label is a note; a name is compared elsewhere.
    """
    labels, _, _ = row.text.rpartition(" – ")
    for label in labels.split("; "):
        stems = {token.stem for token in tokenize(label) if token.stem}
        named = _name(label) or place_names(tokenize(label))
        whole = stems & word_list("rows.whole")
        if stems and len(stems) <= _LABEL and not named and not whole and not same_words(stems, claim.words):
            return True
    return False


def _name(label: str) -> bool:
    """Tell whether a label is written as a name; a capital alone begins any label ("Maize")."""
    words = [token for token in tokenize(label) if token.text[0].isalpha()]
    return len(words) > 1 and sum(token.capital for token in words) > 1
