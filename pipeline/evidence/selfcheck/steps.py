"""Steps that do not go with the two values that they lead from and to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.values import commensurable
from pipeline.evidence.lexicon import concepts
from pipeline.evidence.selfcheck.common import Clash, Inside, rounding, value_of
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import stem
from pipeline.evidence.wordlists import word_list

__all__ = ["trends"]

_PERCENT: Final = r"[\d.,]+ ?(?:%|per ?cent)"
_CHANGE: Final = r"(?:up|down|an? (?:rise|increase|growth|gain|jump|fall|drop|decrease|decline|cut) of)"
_BY_SO_MUCH: Final = re.compile(
    rf"\b(?:{_CHANGE} {_PERCENT} (?:from|on|over|compared with|against)|"
    rf"{_PERCENT} (?:more|less|fewer|higher|lower) than)(?: the)?"
    r"(?: (?:in |during |the )?[\w ]{2,16}?)?(?:,? when [a-z ]{2,24})?$"
)
_WIDE: Final = 60
_WIDER: Final = 90
_NEAR: Final = 40
_UP: Final = word_list("arithmetic.up")
_DOWN: Final = word_list("arithmetic.down")


def trends(inside: Inside) -> list[Clash]:
    """Return steps that do not go with their two values: "rose 50 per cent, from 4 million to 5 million"."""
    found: list[Clash] = []
    for number, figures in inside.by_sentence.items():
        pair = _from_to(inside, figures)
        if pair is None:
            continue
        start, end = pair
        words = inside.words(number)
        low, high = value_of(start.figure), value_of(end.figure)
        if low is None or high is None or low <= 0 or high <= 0:
            continue
        up, down = bool(words & _UP), bool(words & _DOWN)
        if up != down and (high > low) != up and high != low:
            found.append(
                Clash(
                    "a step",
                    (inside.span(start), inside.span(end)),
                    message=f"the article says that it went {'up' if up else 'down'}, from “{start.figure.text}” to "
                    f"“{end.figure.text}”",
                    certainty=0.85,
                )
            )
            continue
        steps = [
            one
            for one in figures
            if one.figure.kind == "percentage" and one not in pair and _step(inside, one, start, end)
        ]
        if (
            len(steps) == 1
            and start.figure.kind != "percentage"
            and (clash := _percent(inside, steps[0], start, end, low, high))
        ):
            found.append(clash)
        found += [
            clash
            for one in figures
            if one not in pair and _step(inside, one, start, end)
            if (clash := _amount(inside, one, start, end, low, high))
        ]
    return found


def _from_to(inside: Inside, figures: Sequence[Noted]) -> tuple[Noted, Noted] | None:
    """Return the value that a change sets out from and the one that it ends at."""
    pairs = [
        (one, two)
        for one in figures
        for two in figures
        if one is not two
        and commensurable(one.figure, two.figure)
        and one.figure.kind not in {"date", "duration", "age", "ordinal"}
        and _ends(inside, one, two)
    ]
    return pairs[0] if len(pairs) == 1 else None


def _ends(inside: Inside, start: Noted, end: Noted) -> bool:
    """Read "from A to B", "to B from A", and "B, compared with A"."""
    if start.before == "from" and end.before == "to":
        return 0 < end.figure.start - start.figure.end < _WIDE or 0 < start.figure.start - end.figure.end < _NEAR
    gap = inside.between(end.figure.end, start.figure.start)
    if _BY_SO_MUCH.search(gap):
        return len(gap) < _WIDER
    return 0 < len(gap) < _WIDE and gap.endswith(("compared with", "compared to", "up from", "down from"))


def _step(inside: Inside, step: Noted, start: Noted, end: Noted) -> bool:
    """Tell whether an amount is the step between two values: near them, and of nothing else."""
    gap = min(
        abs(start.figure.start - step.figure.end),
        abs(step.figure.start - end.figure.end),
        abs(step.figure.start - start.figure.end),
    )
    lead = inside.between(max(0, step.figure.start - _NEAR), step.figure.start).split()
    if step.before == "of":
        changes = concepts(stem(lead[-2])) if len(lead) > 1 else frozenset()
        return gap < _WIDE and bool(changes & {"increase", "decrease"})
    return gap < _WIDE and step.after not in {"of"} and step.before not in {"from", "to", "at"}


def _amount(inside: Inside, step: Noted, start: Noted, end: Noted, low: Decimal, high: Decimal) -> Clash | None:
    """Compare "rose by 500" with the two values."""
    stated = value_of(step.figure)
    if stated is None or step.before != "by" or not commensurable(step.figure, start.figure):
        return None
    real = abs(high - low)
    play = rounding(stated, step.figure) + rounding(low, start.figure) + rounding(high, end.figure)
    if abs(real - stated) <= play:
        return None
    return Clash(
        "an amount against its values",
        tuple(sorted((inside.span(step), inside.span(end)))),
        message=f"from “{start.figure.text}” to “{end.figure.text}” is {real:,f}, and the article says "
        f"“{step.figure.text}”",
        certainty=0.8,
    )


def _percent(inside: Inside, step: Noted, start: Noted, end: Noted, low: Decimal, high: Decimal) -> Clash | None:
    stated = value_of(step.figure)
    if stated is None:
        return None
    first, last = rounding(low, start.figure), rounding(high, end.figure)
    if low - first <= 0:
        return None
    least, most = sorted(
        abs(value - 1) * 100 for value in ((high - last) / (low + first), (high + last) / (low - first))
    )
    play = max(rounding(stated, step.figure), Decimal("0.5")) + Decimal("0.5")
    if least - play <= stated <= most + play:
        return None
    real = abs(high / low - 1) * 100
    return Clash(
        "a percentage against its values",
        tuple(sorted((inside.span(step), inside.span(end)))),
        message=f"from “{start.figure.text}” to “{end.figure.text}” is {real:.0f} per cent, and the article says "
        f"“{step.figure.text}”",
        certainty=0.85,
    )
