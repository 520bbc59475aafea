"""A price of each against the whole and the number: "14 kilometres … cost 2.8 billion, … 350 million a kilometre"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import stem

__all__ = ["unit_prices"]

_EACH: Final = re.compile(r"^ ?(?:an?|per|each|for each|for every|every) (?P<unit>[a-z]+)")
_RESTATED: Final = re.compile(
    r"\b(?:or|comes? to|came to|equals?|average of|averaging|which is|that is|works? out at|means|amounts? to)\b"
)
_TIMES: Final = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "night", "season"})
_UNITS: Final = {
    "km": "kilometre",
    "m": "metre",
    "mi": "mile",
    "kg": "kilogram",
    "t": "tonne",
    "ha": "hectare",
    "L": "litre",
}
_PLAY: Final = Decimal("0.12")
_AWAY: Final = 2


def unit_prices(inside: Inside) -> list[Clash]:
    """Return prices of each that do not go with the only whole and the only number nearby."""
    found: list[Clash] = []
    for each in inside.reading.figures:
        unit = _unit(inside, each)
        price = value_of(each.figure)
        if not unit or not price or each.figure.kind not in {"money", "rate"}:
            continue
        near = [
            one
            for one in inside.reading.figures
            if 0 <= each.sentence - one.sentence <= _AWAY and one is not each and one.figure.start < each.figure.start
        ]
        opens = inside.tokens_of[each.sentence][0].lower in {"that", "this", "it"}
        reach = each.sentence - 1 if opens else each.sentence
        wholes = [one for one in near if one.figure.kind == "money" and one.sentence >= reach]
        numbers = [one for one in near if _counts(inside, one, unit)]
        if len(wholes) != 1 or len(numbers) != 1 or wholes[0].figure.per:
            continue
        whole, number = value_of(wholes[0].figure), value_of(numbers[0].figure)
        gap = inside.between(wholes[0].figure.end, each.figure.start)
        if not whole or not number or not _RESTATED.search(gap) or wholes[0].figure.unit[:3] != each.figure.unit[:3]:
            continue
        if abs(whole / number / price - 1) > _PLAY:
            found.append(
                Clash(
                    "a price of each against the whole",
                    tuple(sorted((inside.span(numbers[0]), inside.span(each)))),
                    message=f"“{wholes[0].figure.text}” for “{numbers[0].said}” is {whole / number:,.0f} each, and the "
                    f"article says “{each.figure.text}”",
                    certainty=0.7,
                )
            )
    return found


def _unit(inside: Inside, noted: Noted) -> str:
    """Return the stem of what an amount is for each of; nothing where that is a time."""
    match = _EACH.match(inside.article.text[noted.figure.end : noted.figure.end + 30])
    word = match["unit"] if match else noted.figure.per
    return "" if not word or word in _TIMES else stem(word)


def _counts(inside: Inside, noted: Noted, unit: str) -> bool:
    if noted.figure.kind in {"count", "number"}:
        return noted.head == unit and noted.before != "first"
    spelled = {stem(word) for word in inside.between(noted.figure.start, noted.figure.end).split()}
    return noted.figure.kind == "quantity" and unit in spelled | {stem(_UNITS.get(noted.figure.unit, ""))}
