"""The text cut as finely as any tokenizer would cut it, so that the grammar reads the same whichever one ran.

``40-mile-long`` is one word to one tokenizer and three to another; here it is always ``40 - mile - long``. Each atom
knows the word that it came from, which carries the parse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.words import Word

__all__ = ["DIGITS", "LETTERS", "MASKED", "SYMBOL", "VULGAR", "Atoms"]

DIGITS, LETTERS, SYMBOL, VULGAR, MASKED = "d", "w", "s", "f", "x"

_VULGAR_CHARS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_LETTER = rf"[^\W\d_{_VULGAR_CHARS}²³¹]"
# Possessive quantifiers: nothing that was consumed is given back, so the scan is linear in the text.
_ATOM = re.compile(
    rf"""(?P<x>(?:https?://|www\.)\S++)
      | (?P<d>(?:(?<![\w.,])\.)?+\d++(?:[.,]\d++)*+)
      | (?P<f>[{_VULGAR_CHARS}])
      | (?P<w>(?:{_LETTER}\.){{2,}}+
          | ['’][sS](?!\w)
          | {_LETTER}++(?:['’](?![sS]\b){_LETTER}++)?+)
      | (?P<s>\S)""",
    re.VERBOSE,
)
_EMAIL_REACH = 80


class Atoms:
    """The atoms of a text as parallel lists, in order.

    Attributes
    ----------
    raw, low
        As written, and in lower case with straight apostrophes.
    start, end
        Characters of the text, half-open.
    glued
        No space before the atom.
    kind
        ``DIGITS``, ``LETTERS``, ``SYMBOL``, ``VULGAR`` (a fraction of one character) or ``MASKED`` (a web address).
    word
        Index of the word that it lies in.
    sentence
        Index of the sentence.
    parsed
        Whether the words carry a parse.
    """

    __slots__ = ("end", "glued", "kind", "low", "parsed", "raw", "sentence", "start", "text", "word", "words")

    def __init__(self, words: Sequence[Word], text: str) -> None:
        self.text = text
        self.words = words
        self.raw: list[str] = []
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.glued: list[bool] = []
        self.kind: list[str] = []
        self.word: list[int] = []
        self.sentence: list[int] = []
        self.parsed = any(word.dep for word in words[:50])
        if not words:
            return
        at, last, previous = 0, len(words) - 1, -1
        for match in _ATOM.finditer(text, words[0].start, words[-1].end):
            start, end = match.span()
            while at < last and words[at + 1].start <= start:
                at += 1
            raw = match.group()
            self.raw.append(raw)
            self.low.append(raw.lower().replace("’", "'"))
            self.start.append(start)
            self.end.append(end)
            self.glued.append(start == previous)
            self.kind.append(match.lastgroup or SYMBOL)
            self.word.append(at)
            self.sentence.append(words[at].sentence)
            previous = end
        self._mask_addresses()

    def __len__(self) -> int:
        return len(self.raw)

    def at(self, index: int) -> str:
        """Return the lower-cased atom, or an empty string past either end."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def is_glued(self, index: int) -> bool:
        """Return whether the atom follows the one before it without a space (never past an end)."""
        return 0 < index < len(self.low) and self.glued[index]

    def same_sentence(self, first: int, last: int) -> bool:
        """Return whether both indexes are atoms of one sentence."""
        return 0 <= first < len(self.low) and 0 <= last < len(self.low) and self.sentence[first] == self.sentence[last]

    def span(self, first: int, last: int) -> str:
        """Return the text from one atom to another, both included."""
        return self.text[self.start[first] : self.end[last]]

    def of_word(self, index: int) -> Word:
        """Return the word that an atom lies in."""
        return self.words[self.word[index]]

    def _mask_addresses(self) -> None:
        """Mask the run of glued atoms around an at sign: an e-mail address or a handle."""
        for index, raw in enumerate(self.raw):
            if raw != "@":
                continue
            first = index
            while first > 0 and self.glued[first] and index - first < _EMAIL_REACH:
                first -= 1
            last = index
            while last + 1 < len(self.raw) and self.glued[last + 1] and last - index < _EMAIL_REACH:
                last += 1
            for each in range(first, last + 1):
                self.kind[each] = MASKED
