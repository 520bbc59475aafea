"""WordPiece for single words, as BERT's uncased vocabularies were made (Wu et al. 2016, arXiv:1609.08144).

Equal to the ``tokenizers`` library on words that hold no white space; written out because that library brings a hub
client with it, which an offline tool has no use for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from pipeline.language.shapes import normalise

__all__ = ["MAX_PIECES", "WordPiece"]

MAX_PIECES = 12
"""A word has at most so many pieces; what is left of a longer one (a web address) is not read."""

_MAX_LETTERS = 100
_CACHE = 200_000


class WordPiece:
    """Words to numbers of vocabulary entries.

    Parameters
    ----------
    vocabulary
        The pieces in the order of their numbers. It must hold ``[UNK]``, ``[CLS]`` and ``[SEP]``.

    Raises
    ------
    ValueError
        If one of the three is missing.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        missing = {"[UNK]", "[CLS]", "[SEP]"} - self._number.keys()
        if missing:
            raise ValueError(f"the vocabulary lacks {', '.join(sorted(missing))}")
        self.unknown = self._number["[UNK]"]
        self.first = self._number["[CLS]"]
        self.last = self._number["[SEP]"]
        self._cache: dict[str, tuple[int, ...]] = {}

    @classmethod
    def from_file(cls, path: Path) -> WordPiece:
        """Read a vocabulary of one piece a line."""
        return cls(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))

    def __len__(self) -> int:
        return len(self._number)

    def __call__(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces, at least one and at most ``MAX_PIECES``."""
        pieces = self._cache.get(word)
        if pieces is None:
            pieces = tuple(self._split(normalise(word))[:MAX_PIECES]) or (self.unknown,)
            if len(self._cache) < _CACHE:
                self._cache[word] = pieces
        return pieces

    def _split(self, word: str) -> list[int]:
        pieces: list[int] = []
        for part in _parts(_fold(word)):
            pieces.extend(self._pieces(part))
        return pieces

    def _pieces(self, part: str) -> list[int]:
        if len(part) > _MAX_LETTERS:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                number = self._number.get(part[start:end] if start == 0 else "##" + part[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            found.append(number)
            start = end
        return found


def _fold(word: str) -> str:
    # Control, format, private and unassigned characters say nothing; accents fall with the case.
    kept = "".join(c for c in word if c != "�" and unicodedata.category(c) not in {"Cc", "Cf", "Cn", "Co", "Cs"})
    return "".join(c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn").lower()


def _parts(word: str) -> list[str]:
    parts: list[str] = []
    open_part = False
    for character in word:
        if character.isspace():
            open_part = False
        elif _is_mark(character) or _is_ideograph(ord(character)):
            parts.append(character)
            open_part = False
        elif open_part:
            parts[-1] += character
        else:
            parts.append(character)
            open_part = True
    return parts


def _is_mark(character: str) -> bool:
    code = ord(character)
    if code < 128:
        return 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return unicodedata.category(character).startswith("P")


def _is_ideograph(code: int) -> bool:
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x2CEAF
        or 0x2F800 <= code <= 0x2FA1F
    )
