"""Claim ids: the same on every machine for the same first run, and never given twice.

An id is ``c-`` and six characters without vowels and look-alikes, the first a letter: no spreadsheet takes it for a
number, a date or a formula, and it spells no word.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container

__all__ = ["is_claim_id", "new_id", "tidy_id"]

_ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
_LETTERS = 19
_LENGTH = 6
_PATTERN = re.compile(rf"c-[{_ALPHABET[:_LETTERS]}][{_ALPHABET}]{{{_LENGTH - 1}}}")


def is_claim_id(text: str) -> bool:
    """Tell whether a text has the form of an id."""
    return _PATTERN.fullmatch(text) is not None


def tidy_id(cell: str) -> str:
    """Return the id in a cell without what a program or a hand put around it."""
    return re.sub(r"[\u2010-\u2015\u2212]", "-", cell).strip(" \t\r\n\u00a0'\"").lower()


def new_id(article_id: str, text: str, taken: Container[str]) -> str:
    """Return an id that was never given.

    Parameters
    ----------
    article_id
        The article: equal claims of two articles have different ids.
    text
        The restated claim.
    taken
        Every id that the article ever had. Two equal claims get theirs in the order of the article.
    """
    for attempt in range(10_000):
        seed = "\x1f".join((article_id, " ".join(text.split()), str(attempt)))
        number = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()[:8], "big")
        number, digit = divmod(number, _LETTERS)
        characters = [_ALPHABET[digit]]
        for _ in range(_LENGTH - 1):
            number, digit = divmod(number, len(_ALPHABET))
            characters.append(_ALPHABET[digit])
        claim_id = "c-" + "".join(characters)
        if claim_id not in taken:
            return claim_id
    raise RuntimeError("no free claim id")  # pragma: no cover
