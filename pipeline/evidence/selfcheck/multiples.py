"""Multiples against the two values that they compare: "40 rescuers, twice as many as in 2019, when 30 took part"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.values import commensurable
from pipeline.evidence.selfcheck.common import Clash, Inside, value_of

__all__ = ["multiples"]

_FACTORS: Final = {
    "twice": Decimal(2),
    "double": Decimal(2),
    "three times": Decimal(3),
    "four times": Decimal(4),
    "five times": Decimal(5),
    "ten times": Decimal(10),
    "half": Decimal("0.5"),
}
_MULTIPLE: Final = re.compile(
    r"(?:, |\(|– |is |was |are |were )(?P<times>twice|double|(?:three|four|five|ten) times|half)"
    r"(?: (?:as (?:many|much|high|large|big|long|fast) as|the))\b(?P<rest>[^.;]{0,60})$"
)
_NEARLY: Final = re.compile(r"(?:nearly|almost|about|some|over|more than|less than|roughly)\s*$")
_PLAY: Final = Decimal("0.2")


def multiples(inside: Inside) -> list[Clash]:
    """Return multiples that do not go with the values before and after them."""
    found = []
    for figures in inside.by_sentence.values():
        for place, end in enumerate(figures):
            before = [
                one for one in figures[:place] if commensurable(one.figure, end.figure) and not _dated(one.figure.kind)
            ]
            later = [one for one in figures[place + 1 :] if commensurable(one.figure, end.figure)]
            if not before or later:
                continue
            start = before[-1]
            gap = inside.between(start.figure.end, end.figure.start)
            match = _MULTIPLE.search(f"{gap} ".rstrip())
            one, two = value_of(start.figure), value_of(end.figure)
            if match is None or _NEARLY.search(gap[: match.start("times")]) or one is None or not two:
                continue
            if match["rest"].strip() and not _of_time(match["rest"]):
                continue
            if abs(one / two / _FACTORS[match["times"]] - 1) <= _PLAY:
                continue
            found.append(
                Clash(
                    "a multiple against its values",
                    (inside.span(start), inside.span(end)),
                    message=f"the article says “{match['times']}”; “{start.figure.text}” is {one / two:.1f} times "
                    f"“{end.figure.text}”",
                    certainty=0.75,
                )
            )
    return found


def _dated(kind: str) -> bool:
    return kind in {"date", "duration", "age", "ordinal"}


def _of_time(words: str) -> bool:
    """Tell whether what follows a multiple only says when the other value was: "in 2019, when", "a year ago, when"."""
    return bool(
        re.fullmatch(
            r"\s*(?:in \w+(?: \d{4})?|a year (?:ago|earlier|before)|last year|before)?,?\s*(?:when|with|at)?\s*", words
        )
    )
