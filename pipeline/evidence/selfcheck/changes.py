"""A change told in one sentence and its two values in the next: "tripled … there were 420; now there are 840"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.values import commensurable
from pipeline.evidence.lexicon import same_words
from pipeline.evidence.selfcheck.common import Clash, Inside, rounding, value_of
from pipeline.evidence.selfcheck.phrases import content
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import Token
from pipeline.evidence.wordlists import word_list

__all__ = ["changes"]

_TIMES: Final = {
    "doubled": Decimal(2),
    "double": Decimal(2),
    "doubles": Decimal(2),
    "tripled": Decimal(3),
    "trebled": Decimal(3),
    "triple": Decimal(3),
    "triples": Decimal(3),
    "quadrupled": Decimal(4),
    "halved": Decimal("0.5"),
    "halves": Decimal("0.5"),
}
_UP: Final = word_list("arithmetic.up") | {"rise", "increase", "raise", "raises", "raised", "grow", "climb", "higher"}
_DOWN: Final = word_list("arithmetic.down") | {
    "fall",
    "decrease",
    "decline",
    "lower",
    "cuts",
    "shrink",
    "falls",
    "drops",
}
_ONWARD: Final = re.compile(
    r"(?:instead of|up from|down from|compared with|compared to|rather than|against)(?: the| about)?$"
)
_TO: Final = re.compile(r"\bto$")
_THEN: Final = re.compile(r"\b(?:ago|before|earlier|previously|then|once|in (?:1[89]|20)\d\d|last year|used to)\b")
_NOW: Final = re.compile(r"\b(?:now|today|this year|currently|at present)\b")
_LOOSE: Final = frozenset(["nearly", "almost", "over", "about", "some", "roughly", "least", "around", "more"])
_AWAY: Final = 2
_BOTH: Final = 2
_KINDS: Final = frozenset({"money", "count", "quantity", "number", "rate"})
_PLAY: Final = Decimal("0.2")


def changes(inside: Inside) -> list[Clash]:
    """Return changes that do not go with the old and the new value that a sentence nearby gives."""
    found: list[Clash] = []
    for number in inside.tokens_of:
        for old, new in _pairs(inside, number):
            near = [one for one in range(number - _AWAY, number + 1) if one in inside.tokens_of]
            for said in near:
                clash = _percent(inside, said, old, new) or _multiple(inside, said, old, new)
                if clash:
                    found.append(clash)
                    break
    return found


def _pairs(inside: Inside, number: int) -> Iterator[tuple[Noted, Noted]]:
    """Yield (old, new) of "945 crowns instead of 900", and of "ten years ago there were 420; now there are 840"."""
    held = [
        one
        for one in inside.by_sentence.get(number, [])
        if one.figure.kind in _KINDS and value_of(one.figure) and not one.part
    ]
    money = [one for one in held if one.figure.kind == "money"]
    figures = money if len(money) > 1 else held
    if len(figures) != _BOTH:
        return
    one, two = figures
    # "from 2,000 to 6,000 a day"
    if one.before != "from" and not commensurable(one.figure, two.figure):
        return
    tokens = inside.tokens_of[number]
    lead = inside.between(tokens[0].start, one.figure.start)
    gap = inside.between(one.figure.end, two.figure.start)
    if _ONWARD.search(gap):
        yield two, one
        return
    now = _NOW.search(gap)
    then_and_now = now and _THEN.search(f"{lead} {gap[: now.start()]}") and not _NOW.search(lead)
    if then_and_now or (lead.endswith("from") and _TO.search(gap)):
        yield one, two


def _steps(inside: Inside, said: int, old: Noted, new: Noted) -> bool:
    """Tell whether a sentence speaks of what changed in another: they share a word, or are one."""
    if said == old.sentence:
        return True
    if said in inside.reading.negated or list(_pairs(inside, said)):
        return False
    # A sentence that gives a change of its own has its two values for that.
    if any(one.figure.kind == "percentage" for one in inside.by_sentence[old.sentence]):
        return False
    if inside.words(old.sentence) & set(_TIMES):
        return False
    if "then" in inside.words(old.sentence) and said == old.sentence - 1:
        # "Then a square metre cost 8 euros": the sentence goes on with the one before.
        return True
    own = content(inside.tokens_of[old.sentence]) | old.thing | new.thing
    return bool(same_words(content(inside.tokens_of[said]) - _DULL, own - _DULL))


_DULL: Final = frozenset(["year", "month", "week", "day", "per", "cent", "percent"])


def _percent(inside: Inside, said: int, old: Noted, new: Noted) -> Clash | None:
    steps = [one for one in inside.by_sentence.get(said, []) if one.figure.kind == "percentage"]
    if len(steps) != 1 or not _steps(inside, said, old, new):
        return None
    step = steps[0]
    stated, low, high = value_of(step.figure), value_of(old.figure), value_of(new.figure)
    words = [token.lower for token in inside.tokens_of[said] if token.clause == step.clause]
    up, down = bool(set(words) & _UP), bool(set(words) & _DOWN)
    if stated is None or not low or not high or up == down or step.after == "of" or step.before in {"to", "at"}:
        return None
    if said == old.sentence and step.clause != new.clause and step.clause != old.clause:
        return None
    least, most = _between(low, high, old, new)
    if up != (high > low) or not least - 1 <= stated <= most + 1:
        real = abs(high / low - 1) * 100
        return Clash(
            "a percentage against its values",
            tuple(sorted((inside.span(step), inside.span(new)))),
            message=f"from “{old.figure.text}” to “{new.figure.text}” is {'up' if high > low else 'down'} {real:.0f} "
            f"per cent, and the article says “{step.figure.text}”",
            certainty=0.8,
        )
    return None


def _between(low: Decimal, high: Decimal, old: Noted, new: Noted) -> tuple[Decimal, Decimal]:
    first, last = rounding(low, old.figure), rounding(high, new.figure)
    ends = [abs(value - 1) * 100 for value in ((high - last) / (low + first), (high + last) / (low - first))]
    return min(ends), max(ends)


def _multiple(inside: Inside, said: int, old: Noted, new: Noted) -> Clash | None:
    tokens = inside.tokens_of[said]
    told = [(place, token) for place, token in enumerate(tokens) if token.lower in _TIMES]
    low, high = value_of(old.figure), value_of(new.figure)
    if len(told) != 1 or not low or not high or not _steps(inside, said, old, new):
        return None
    place, word = told[0]
    if _loose(tokens, place) or abs(high / low / _TIMES[word.lower] - 1) <= _PLAY:
        return None
    return Clash(
        "a multiple against its values",
        tuple(sorted(((word.start, word.end), inside.span(new)))),
        message=f"the article says “{word.text}”; “{new.figure.text}” is {high / low:.1f} times “{old.figure.text}”",
        certainty=0.75,
    )


def _loose(tokens: list[Token], place: int) -> bool:
    return bool({token.lower for token in tokens[max(0, place - 3) : place]} & _LOOSE)
