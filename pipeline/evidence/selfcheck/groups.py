"""Groups of something counted before that are more than it: "17 sailors … The sailors: nine are …, and nine …"."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Final

from pipeline.evidence.lexicon import generic, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import stem

__all__ = ["groups"]

_COUNTS: Final = frozenset({"count", "number"})
_OPENS: Final = frozenset({"the", "all", "these", "those"})
_GAP: Final = 6
_AWAY: Final = 3


def groups(inside: Inside) -> list[Clash]:
    """Return groups in a row after a colon that together are more than the number of their noun given before."""
    found = []
    for number, figures in inside.by_sentence.items():
        tokens = inside.tokens_of[number]
        parts = [one for one in figures if one.figure.kind in _COUNTS and value_of(one.figure) is not None]
        if len(tokens) < 2 or tokens[0].lower not in _OPENS or not 2 <= len(parts) <= 4 or len(parts) != len(figures):
            continue
        lead = inside.between(tokens[0].start, parts[0].figure.start)
        noun = tokens[1].stem
        if not noun or ":" not in lead[-2:] or generic(noun) or not _in_a_row(inside, parts):
            continue
        whole = _counted_before(inside, number, noun)
        made = sum((value_of(one.figure) or Decimal(0) for one in parts), Decimal(0))
        if whole is not None and made > (value_of(whole.figure) or made):
            found.append(
                Clash(
                    "a sum",
                    tuple(sorted((inside.span(whole), inside.span(parts[-1])))),
                    message=f"{' + '.join(one.figure.text for one in parts)} make {made:,f}, and the article says "
                    f"“{whole.said}”",
                    certainty=0.75,
                )
            )
    return found


def _in_a_row(inside: Inside, parts: list[Noted]) -> bool:
    gaps = [inside.between(one.figure.end, two.figure.start) for one, two in itertools.pairwise(parts)]
    return gaps[-1].endswith("and") and all(len(gap.split()) <= _GAP and "." not in gap for gap in gaps)


def _counted_before(inside: Inside, number: int, noun: str) -> Noted | None:
    """Return the one exact number of a noun in the sentences before."""
    before = [
        one
        for one in inside.reading.figures
        if number - _AWAY <= one.sentence < number and one.figure.kind == "count" and same_words({one.head}, {noun})
    ]
    exact = all(one.figure.approx == "exact" and value_of(one.figure) is not None for one in before)
    return before[0] if len(before) == 1 and exact and stem(noun) else None
