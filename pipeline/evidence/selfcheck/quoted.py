"""The same words put into the mouths of two people."""

from __future__ import annotations

from typing import Final

from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.text import fold
from pipeline.schema import Attribution

__all__ = ["quoted_twice"]

_FEWEST: Final = 4


def quoted_twice(inside: Inside) -> list[Clash]:
    """Return the first quotation that stands twice, with another named speaker each time."""
    held = [
        (one, words)
        for one in inside.annotation.attributions
        if one.mode == "direct" and one.speaker and len(words := _words(one)) >= _FEWEST
    ]
    for place, (mine, words) in enumerate(held):
        for theirs, others in held[place + 1 :]:
            apart = not set(fold(mine.speaker).split()) & set(fold(theirs.speaker).split())
            if mine.content.start != theirs.content.start and words == others and apart and _named(mine, theirs):
                spans = tuple((one.content.start, one.content.end) for one in (mine, theirs))
                message = f"the article has {mine.speaker} and {theirs.speaker} say the same words"
                return [Clash("one quotation of two people", spans, message=message, certainty=0.75)]
    return []


def _named(mine: Attribution, theirs: Attribution) -> bool:
    """Tell whether both speakers have names: "she" and "the minister" may be one."""
    return all(any(word[:1].isupper() for word in one.speaker.split()) for one in (mine, theirs))


def _words(one: Attribution) -> list[str]:
    return [word for raw in one.content.text.split() if (word := fold(raw.strip("“”\"'‘’,.;:!?—–")))]
