"""The text in its smallest readable pieces, whatever the tokenizer did.

Tokenizers disagree about "1980s", "mid-2019", "10am" and "5/3/2026". The date grammar reads atoms instead: runs of
digits, runs of letters and single signs, with offsets, so that one rule covers every tokenization.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.figures.words import Word

__all__ = ["Atoms"]

# One alternative each: "p.m.", "A.D.", "o'clock", grouped and decimal digits, letters, a line break, any other sign.
_ATOM = re.compile(
    r"[AaPp]\.\s?[Mm]\.?(?!\w)"
    r"|[AaBb]\.[CDcd]\.(?:[Ee]\.)?(?!\w)"
    r"|[Oo]['’]?[Cc]lock\b"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)*"
    r"|[^\W\d_]+"
    r"|\n[^\S\n]*\n"
    r"|[^\s]"
)
_SIGNS = {"–": "-", "−": "-", "‑": "-", "‐": "-", "’": "'", "‘": "'", "ʼ": "'", "`": "'"}
_SPACED = re.compile(r"[.\s'’]")


class Atoms:
    """The atoms of a text as parallel lists.

    Attributes
    ----------
    low
        Each atom in lower case, dashes and apostrophes made one; abbreviations lose their dots ("p.m." is "pm"). A
        blank line is an atom of its own, which no rule matches.
    start, end
        Offsets in the text.
    all_lower
        The text has no capitals, so that capitals tell nothing.
    text, words
        What the atoms were made from.
    """

    __slots__ = ("_starts", "all_lower", "end", "low", "start", "text", "words")

    def __init__(self, words: Sequence[Word], text: str) -> None:
        self.words = words
        self.text = text
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self._starts = [word.start for word in words]
        self.all_lower = text.islower()
        low, start, end = self.low.append, self.start.append, self.end.append
        first = words[0].start if words else 0
        last = words[-1].end if words else 0
        for match in _ATOM.finditer(text, first, last):
            piece = match.group()
            if piece[0] == "\n":
                low("\n")
                start(match.start())
                end(match.start())  # nothing is glued to it
                continue
            if len(piece) > 1:
                piece = piece.lower()
                if piece[0].isalpha() and not piece.isalpha():
                    piece = _SPACED.sub("", piece)
            else:
                piece = _SIGNS.get(piece) or piece.lower()
            low(piece)
            start(match.start())
            end(match.end())

    @classmethod
    def of(cls, phrase: str) -> tuple[str, ...]:
        """Return the atoms of a phrase in lower case."""
        return tuple(cls([Word(phrase, phrase, 0, len(phrase))], phrase).low)

    def __len__(self) -> int:
        return len(self.low)

    def glued(self, at: int) -> bool:
        """Whether nothing stands between this atom and the one before it."""
        return at > 0 and self.end[at - 1] == self.start[at]

    def word(self, at: int) -> int:
        """Index of the word that holds the beginning of this atom."""
        return max(0, bisect_right(self._starts, self.start[at]) - 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Indices of the words that the atoms ``first`` to ``last`` (half-open) touch, half-open as well."""
        return self.word(first), max(0, bisect_right(self._starts, self.end[last - 1] - 1) - 1) + 1

    def source(self, at: int) -> str:
        """The atom as it is written."""
        return self.text[self.start[at] : self.end[at]]
