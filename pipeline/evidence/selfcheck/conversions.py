"""One size in two units that are not the same: "15 miles (34 kilometres)"."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.units import converted, unit_name
from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.surroundings import Noted

__all__ = ["conversions"]

_RESTATED: Final = re.compile(
    r"\s*(?:\(|\[|,?\s*(?:or|i\.e\.,?|that is,?|equal to|equivalent to)\s)"
    r"\s*(?:about|around|some|roughly|approximately|nearly|almost|just over|just under|over|more than)?\s*$",
    re.IGNORECASE,
)
_PLAY: Final = Decimal("0.08")
_LOOSE: Final = Decimal("0.15")


def conversions(inside: Inside) -> list[Clash]:
    """Return sizes that stand in two units side by side and are not the same size.

    Newspapers round what they convert, and round again: a twelfth is let pass, more where one of the two is a round
    number.
    """
    found: list[Clash] = []
    for figures in inside.by_sentence.values():
        for mine, theirs in itertools.pairwise(figures):
            clash = _unequal(inside, mine, theirs)
            if clash:
                found.append(clash)
    return found


def _unequal(inside: Inside, mine: Noted, theirs: Noted) -> Clash | None:
    gap = inside.article.text[mine.figure.end : theirs.figure.start]
    one, two = value_of(mine.figure), value_of(theirs.figure)
    sizes = {mine.figure.kind, theirs.figure.kind} <= {"quantity", "rate"} and mine.figure.unit != theirs.figure.unit
    if one is None or two is None or not sizes or not _RESTATED.match(gap):
        return None
    same = converted(one, mine.figure.unit, theirs.figure.unit)
    if same is None or not same or not two:
        return None
    play = _LOOSE if len(one.normalize().as_tuple().digits) == 1 or theirs.figure.approx != "exact" else _PLAY
    # "1 mile (2 kilometres)" is rounded to the whole.
    whole = two == two.to_integral_value() and same.to_integral_value(rounding="ROUND_HALF_UP") == two
    if whole or abs(same - two) <= play * max(abs(same), abs(two)):
        return None
    return Clash(
        "one size in two units",
        (inside.span(mine), inside.span(theirs)),
        message=f"“{mine.figure.text}” is {_plain(same)} {unit_name(theirs.figure.unit)}, and the article says "
        f"“{theirs.figure.text}”",
        certainty=0.85,
    )


def _plain(value: Decimal) -> str:
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.1f}"
