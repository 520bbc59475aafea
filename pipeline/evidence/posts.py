"""Posts as sentences: hashtags and handles opened into their words, links left out."""

from __future__ import annotations

import re
from typing import Final

from pipeline.evidence.meaning import known_rank

__all__ = ["opened"]

_TAG: Final = re.compile(r"(?<![\w&/])[#@](\w+)")
_LINK: Final = re.compile(r"\b(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+", re.IGNORECASE)
_HUMPS: Final = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])|\d+")
_SHORTEST: Final = 3
_LONGEST: Final = 40


def opened(text: str) -> str:
    """Return a text with "#ClimateChange" and "#climatechange" as words, "@realHansMoser" as a name, without links."""
    if "#" not in text and "@" not in text and "http" not in text and "www." not in text:
        return text
    return _TAG.sub(lambda match: _words(match[1]), _LINK.sub(" ", text))


def _words(tag: str) -> str:
    parts = _HUMPS.findall(tag)
    if len(parts) == 1 and parts[0].islower():
        return _divided(parts[0])
    return " ".join(parts) or tag


def _divided(word: str) -> str:
    """Divide a word that is not known into the commonest words that make it up; leave it where none do."""
    if known_rank(word) is not None or not 2 * _SHORTEST <= len(word) <= _LONGEST:
        return word
    # The cheapest way to each place: fewer words first, then commoner ones.
    best: list[tuple[int, int, str] | None] = [None] * (len(word) + 1)
    best[0] = (0, 0, "")
    for start in range(len(word)):
        before = best[start]
        if before is None:
            continue
        for end in range(start + _SHORTEST, len(word) + 1):
            rank = known_rank(word[start:end])
            if rank is None:
                continue
            found = (before[0] + 1, before[1] + rank, f"{before[2]} {word[start:end]}".strip())
            other = best[end]
            if other is None or found < other:
                best[end] = found
    whole = best[-1]
    return whole[2] if whole else word
