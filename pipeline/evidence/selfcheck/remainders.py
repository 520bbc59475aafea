"""A part of a number and the rest of it: "eleven of the 16 districts … the other six"."""

from __future__ import annotations

import itertools
from typing import Final

from pipeline.evidence.lexicon import same_words
from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.surroundings import Noted

__all__ = ["remainders"]

_OF: Final = ("of", "of the", "of its", "of their", "of his", "of her", "of all", "of all the", "out of")
_REST: Final = ("the other", "the remaining")
_COUNTS: Final = frozenset({"count", "number"})


def remainders(inside: Inside) -> list[Clash]:
    """Return a part and a rest that do not make their whole; the rest stands in the same sentence or the next."""
    found: list[Clash] = []
    for number, figures in inside.by_sentence.items():
        counts = [one for one in figures if one.figure.kind in _COUNTS and value_of(one.figure) is not None]
        for part, whole in itertools.pairwise(counts):
            if inside.between(part.figure.end, whole.figure.start) not in _OF:
                continue
            later = [one for one in counts if one.figure.start > whole.figure.end]
            following = [one for one in inside.by_sentence.get(number + 1, []) if one.figure.kind in _COUNTS]
            rest = _rest(inside, whole, later) or (None if later else _rest(inside, whole, following[:1]))
            if rest and (clash := _unequal(inside, part, whole, rest)):
                found.append(clash)
    return found


def _rest(inside: Inside, whole: Noted, later: list[Noted]) -> Noted | None:
    """Return the number that is said to be the rest, where it is the only other one and counts the same or nothing."""
    if len(later) != 1:
        return None
    rest = later[0]
    said = inside.between(max(0, rest.figure.start - 14), rest.figure.start).endswith(_REST)
    named = not rest.head or bool(same_words({rest.head}, {whole.head})) or not whole.head
    bare = inside.between(rest.figure.end, rest.figure.end + 3)[:3] in {"", "."}
    return rest if said and value_of(rest.figure) is not None and (named or bare) else None


def _unequal(inside: Inside, part: Noted, whole: Noted, rest: Noted) -> Clash | None:
    one, two, total = (value_of(noted.figure) for noted in (part, rest, whole))
    if one is None or two is None or total is None or one + two == total or one > total:
        return None
    if any(noted.figure.approx != "exact" for noted in (part, whole, rest)):
        return None
    return Clash(
        "a sum",
        tuple(sorted((inside.span(whole), inside.span(rest)))),
        message=f"{part.figure.text} of {whole.figure.text} leave {total - one:,f}, and the article says "
        f"“the other {rest.figure.text}”",
        certainty=0.8,
    )
