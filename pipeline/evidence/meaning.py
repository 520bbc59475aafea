"""What a text is about, in numbers: two texts without a word in common may still say the same.

Each piece of a word has a vector, made once from a sentence encoder (``data/vectors.md``); a text's own is their sum,
where rare pieces weigh more. Nothing is decided by it: it finds and ranks what is compared by other means.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any, Final

import numpy as np

from pipeline.evidence.text import STOPWORDS

__all__ = ["AXES", "Meaning", "known_rank", "likeness", "meaning_of", "packed", "unpacked"]

Array = np.ndarray[Any, np.dtype[np.float32]]

AXES: Final = 128
_FLOOR: Final = 0.3
"""What two words of no common meaning have in common all the same."""
_LONGEST: Final = 24
_WORD: Final = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True)
class Meaning:
    """A text in numbers.

    Attributes
    ----------
    whole
        Its vector, of length one; all zeros for a text without a known word.
    words, weights
        A row for each word of content, of length one, and how much it tells.
    """

    whole: Array
    words: Array
    weights: Array


@functools.cache
def _vectors() -> tuple[Array, dict[str, int]]:
    data = files("pipeline.evidence") / "data"
    with as_file(data / "vectors.npy") as path:
        rows = np.load(path)
    pieces = (data / "vectors.txt").read_text(encoding="utf-8").split()
    return rows, {piece: number for number, piece in enumerate(pieces)}


def known_rank(word: str) -> int | None:
    """Return how common a word is, the commonest first; none for a word that is not known whole."""
    return _vectors()[1].get(word)


@functools.lru_cache(maxsize=100_000)
def _pieces(word: str) -> tuple[int, ...]:
    """Return the longest known pieces of a word, from its beginning; nothing where they do not cover it."""
    _, known = _vectors()
    found: list[int] = []
    start = 0
    while start < len(word):
        end = min(len(word), start + _LONGEST)
        while end > start and ("##" if start else "") + word[start:end] not in known:
            end -= 1
        if end == start:
            return ()
        found.append(known[("##" if start else "") + word[start:end]])
        start = end
    return tuple(found)


@functools.lru_cache(maxsize=20_000)
def _word(word: str) -> tuple[Array, float] | None:
    """Return the vector of a word, and its weight: that of its rarest piece."""
    pieces = _pieces(word)
    if not pieces:
        return None
    vector = _vectors()[0][list(pieces)].sum(0, dtype=np.float32)
    return vector, float(np.log(2 + max(pieces)))


@functools.lru_cache(maxsize=20_000)
def meaning_of(text: str) -> Meaning:
    """Return a text in numbers."""
    words = _words(text)
    content = [found for word in dict.fromkeys(words) if word not in STOPWORDS and (found := _word(word))]
    rows = np.array([vector for vector, _ in content], dtype=np.float32).reshape(-1, AXES)
    return Meaning(_whole(words), _unit(rows), np.array([weight for _, weight in content], dtype=np.float32))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def _whole(words: list[str]) -> Array:
    whole = np.zeros(AXES, dtype=np.float32)
    for word in words:
        if found := _word(word):
            whole += found[0]
    return _unit(whole)


def _unit(rows: Array) -> Array:
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), dtype=np.float32)


def likeness(one: Meaning, two: Meaning) -> float:
    """Return how alike two texts are, between 0 and 1: as wholes, and word by word in both directions."""
    if not len(one.words) or not len(two.words):
        return 0.0
    near = np.clip((one.words @ two.words.T - _FLOOR) / (1 - _FLOOR), 0, 1)
    here = float(near.max(1) @ one.weights / one.weights.sum())
    there = float(near.max(0) @ two.weights / two.weights.sum())
    return round((max(0.0, float(one.whole @ two.whole)) + here + there) / 3, 6)


def packed(text: str) -> bytes:
    """Return a text's vector in 128 bytes, for the index."""
    return np.round(_whole(_words(text)) * 127).astype(np.int8).tobytes()


def unpacked(rows: list[bytes]) -> Array:
    """Return vectors from the index as rows of length one."""
    held = np.frombuffer(b"".join(rows), dtype=np.int8).reshape(-1, AXES)
    return _unit(held.astype(np.float32))
