"""Parts in one sentence of a number in the sentence before: "120 nurses … Of these, 55 …, 40 … and 35 …"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.values import commensurable
from pipeline.evidence.selfcheck.common import Clash, Inside, rounding, value_of
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.wordlists import word_list

__all__ = ["divided"]

_OF_THESE: Final = ("of these", "of those", "of them", "of that", "of that sum", "of this", "of which")
_KINDS: Final = frozenset({"count", "money", "number", "quantity"})
_INCOMPLETE: Final = word_list("arithmetic.incomplete") | {"also", "some", "least"}
_MOST: Final = Decimal("0.6")
_LEAST: Final = 2
_HEADS: Final = ("in", "to", "from", "for", "at", "on", "will", "went", "go", "were", "are", "come", "came")


def divided(inside: Inside) -> list[Clash]:
    """Return parts that make more, or given as all less, than the number that they are said to be of."""
    found: list[Clash] = []
    for number, figures in inside.by_sentence.items():
        parts = [one for one in figures if one.figure.kind in _KINDS and value_of(one.figure) is not None]
        if len(parts) < _LEAST or not (_opens(inside, number, parts[0]) or _accounts(inside, number, parts)):
            continue
        wholes = [
            one
            for one in inside.by_sentence.get(number - 1, [])
            if one.figure.kind in _KINDS and value_of(one.figure) is not None and not one.part
        ]
        wholes = [one for one in wholes if all(commensurable(one.figure, part.figure) for part in parts)]
        if len(wholes) == 1 and _side_by_side(inside, parts) and not inside.words(number) & _INCOMPLETE:
            clash = _unequal(inside, wholes[0], parts)
            found += [clash] if clash else []
    return found


def _opens(inside: Inside, number: int, first: Noted) -> bool:
    lead = inside.between(inside.tokens_of[number][0].start, first.figure.start).rstrip(",: ")
    return lead.startswith(_OF_THESE) and len(lead.split()) <= 4


def _accounts(inside: Inside, number: int, parts: list[Noted]) -> bool:
    """Tell whether a sentence says of three sums or more what each is for: "the piers account for 15 million"."""
    return len(parts) > _LEAST and bool(inside.words(number) & {"account", "accounts", "accounted", "accounting"})


def _side_by_side(inside: Inside, parts: list[Noted]) -> bool:
    """Tell whether the parts stand in a row and each has a place or a purpose of its own, so that none overlap."""
    words = [inside.between(one.figure.end, one.figure.end + 40).replace(",", " ").split()[:4] for one in parts]
    heads = [next((word for word in held if word in _HEADS[:6]), "") for held in words[1:]]
    first = inside.between(parts[0].figure.end, parts[1].figure.start).split()
    last = inside.between(parts[-2].figure.end, parts[-1].figure.start)
    same = len(set(heads)) == 1 and bool(heads[0]) and heads[0] in first
    money = all(one.figure.kind == "money" for one in parts)
    return (same or money) and " and" in f" {last}"


def _unequal(inside: Inside, whole: Noted, parts: list[Noted]) -> Clash | None:
    figures = [whole, *parts]
    if any(one.figure.approx != "exact" for one in figures):
        return None
    total = value_of(whole.figure) or Decimal(0)
    made = sum((value_of(one.figure) or Decimal(0) for one in parts), Decimal(0))
    play = sum((rounding(value_of(one.figure) or Decimal(0), one.figure) for one in figures), Decimal(0))
    # Two parts that make less may leave a third unsaid.
    if abs(made - total) <= play or (made < total and (len(parts) == _LEAST or made < total * _MOST)):
        return None
    return Clash(
        "a sum",
        (inside.span(whole), (parts[0].figure.start, parts[-1].figure.end)),
        message=f"the parts make {made:,f}, and the article says “{whole.said}”",
        certainty=0.8,
    )
