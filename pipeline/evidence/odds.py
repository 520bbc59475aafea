"""How likely it is that the nearest fact-check is of the same claim, where few words are shared.

A logistic regression: its coefficients were fitted on 60 fact-checks that somebody tells in his own words, among 280
(``tests/specs/evidence/factchecks.json``), and on 344 claims of news articles that none of these is about. On the items
that it was fitted on it shows a third of the first, with three wrong ones in a hundred, and one in a hundred of the
second.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import Final

from pipeline.evidence.lexicon import same_words
from pipeline.evidence.reading import Reading
from pipeline.evidence.terms import place_names, terms_of
from pipeline.evidence.text import tokenize

__all__ = ["one_claim"]

_BASE: Final = -5.34
_LIKENESS: Final = 7.9
_AHEAD: Final = 12.5
"""How far it is ahead of the next; of few fact-checks the next tells nothing."""
_ABOVE: Final = 4.5
"""How far it is above the middle one."""
_FEW: Final = 5
_PLACE: Final = 1.2
_FIGURE: Final = 1.5
_OTHER_FIGURE: Final = -0.7
_WORDS: Final = 1.1


def one_claim(mine: Reading, theirs: Reading, scores: Sequence[float]) -> float:
    """Return how likely a claim and the first of some fact-checks are one, between 0 and 1.

    Parameters
    ----------
    scores
        The likenesses of the fact-checks found, the first one's first.
    """
    odds = _BASE + _LIKENESS * scores[0]
    if len(scores) > _FEW:
        odds += _AHEAD * (scores[0] - scores[1]) + _ABOVE * (scores[0] - statistics.median(scores[1:]))
    here, there = (terms_of(one.text) for one in (mine, theirs))
    places, others = ({name for _, _, name in place_names(tokenize(one.text))} for one in (mine, theirs))
    if places and others and not places & others:
        return 0.0
    odds += _PLACE if places & others else 0.0
    figures, numbers = set(here.figures), set(there.figures)
    if numbers:
        odds += _FIGURE if figures & numbers else _OTHER_FIGURE
    words, heard = (set(held.words) - _named(one) for held, one in ((here, mine), (there, theirs)))
    odds += _WORDS * len(same_words(words, heard)) / max(1, len(heard))
    return 1 / (1 + math.exp(-odds))


def _named(reading: Reading) -> set[str]:
    return {token.stem for name in reading.names for token in reading.tokens[name.first : name.last]}
