"""A value that stands in a source too, of what may or may not be the same thing: is it chance?

What a claim says in one way a source says in another ("would axe 10,000 jobs", "the plan sees the loss of about 10,000
jobs"), and no comparison of words tells the two from two things. Where the value is one that chance would hardly give
twice, a person should read the passage; nothing is claimed.
"""

from __future__ import annotations

from typing import Final

from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.naming import is_known, names_of
from pipeline.evidence.compare.values import Comparison, significant
from pipeline.evidence.lexicon import same_words
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Noted, is_generic

__all__ = ["hardly_by_chance"]

_APART: Final = (" against ", "per ", "another place", "another period", "another day", "group", "level", "negated")
"""Parts of reasons for which two figures are of two things for certain."""
_KINDS: Final = frozenset({"count", "number", "money", "percentage", "ratio", "quantity", "duration", "rate"})
_FEW: Final = 10


def hardly_by_chance(
    claim: Reading, mine: Noted, passage: Reading, theirs: Noted, comparison: Comparison, why: str, context: Context
) -> bool:
    """Tell whether a person should read a passage for a value that it shares with a claim.

    Parameters
    ----------
    why
        What keeps the two subjects apart, as :func:`same_subject` says it.
    """
    if comparison.relation not in {"equal", "rounded"} or not {mine.figure.kind, theirs.figure.kind} <= _KINDS:
        return False
    if any(part in why for part in _APART):
        return False
    counted = bool(mine.head and theirs.head)
    alike = counted and bool(same_words({mine.head}, {theirs.head}))
    if counted and not alike and not (is_generic(mine.head) or is_generic(theirs.head)):
        return False
    value = mine.figure.low if mine.figure.low is not None else mine.figure.high
    if value is None or (abs(value) < _FEW and value == value.to_integral_value() and mine.figure.kind != "percentage"):
        return False
    shared = _shared(claim, mine, passage, theirs, context)
    named = _named(claim, mine, passage, theirs, context)
    rare = significant(value) > (2 if mine.figure.kind in {"money", "percentage"} else 1)
    return len(shared) + named + rare + alike >= (3 if named or rare else 4) and bool(named or shared)


def _shared(claim: Reading, mine: Noted, passage: Reading, theirs: Noted, context: Context) -> set[str]:
    """Return the words of content about a claim's figure that the passage's sentence, heading or title has."""
    names = {token.stem for name in claim.names for token in claim.tokens[name.first : name.last]}
    said = claim.stems.get(mine.sentence, frozenset()) - names - {mine.head} - context.speakers
    held = passage.stems.get(theirs.sentence, theirs.words | theirs.thing) | context.passage
    return {word for word in same_words(said, held) if not is_generic(word)}


def _named(claim: Reading, mine: Noted, passage: Reading, theirs: Noted, context: Context) -> bool:
    wanted = names_of(name for name in claim.names if name.sentence == mine.sentence)
    here = names_of(name for name in passage.names if name.sentence == theirs.sentence)
    near = here | context.passage_names if not theirs.cell else here
    return any(is_known(name, near) for name in wanted)
