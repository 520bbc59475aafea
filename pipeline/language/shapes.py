"""What the encoder can't see: the case of a word, and where in its sentence it stands.

The encoder reads lower-cased pieces of words. Every word therefore carries one number, its case class, made of its
shape (lower, Title, UPPER, …) and its place (first of a paragraph, after a full stop, after an opening mark, glued to
the word before it). Typography that means nothing (curly or straight quotes, ligatures, the kinds of hyphen) is made
uniform here, in training and at run time alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

__all__ = ["CASE_CLASSES", "PLACES", "SHAPES", "case_classes", "normalise", "shape"]

SHAPES = 9
PLACES = 8
CASE_CLASSES = SHAPES * PLACES

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞❝❞", '"'),
        **dict.fromkeys("‘’‚‛`´′ʼ＇‹›❛❜", "'"),
        **dict.fromkeys("‐‑−﹣－", "-"),
        **dict.fromkeys("―⸺⸻", "—"),
    }
)
_DOUBLE = {"``": '"', "''": '"', "--": "—", "---": "—", ". . .": "..."}
_STOPS = frozenset({".", "!", "?", "...", "…", "?!", "!!", "!?", "....", "!!!", "??"})
_CLOSERS = frozenset("\"'”’)]»")
_OPENERS = frozenset("\"'“‘«([:")


def normalise(word: str) -> str:
    """Return the word with uniform quotes, hyphens, dashes and compatibility characters.

    >>> normalise("won’t"), normalise("``"), normalise("ﬁnal")
    ("won't", '"', 'final')
    """
    if word.isascii():
        return _DOUBLE.get(word, word.replace("`", "'") if "`" in word else word)
    word = unicodedata.normalize("NFKC", word.translate(_QUOTES))
    return _DOUBLE.get(word, word)


def shape(word: str) -> int:
    """Return the shape of a word, a number below ``SHAPES``.

    1 lower, 2 Title, 3 UPPER, 4 one upper-case letter, 5 mixed (McCain), 6 digits, 7 digits and letters, 8 neither.
    """
    letters = any(map(str.isalpha, word))
    if any(map(str.isdigit, word)):
        return 7 if letters else 6
    if not letters:
        return 8
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 4
    return 2 if word[0].isupper() and word[1:].islower() else 5


def case_classes(words: Sequence[str], spaces: Sequence[bool]) -> list[int]:
    """Return one number below ``CASE_CLASSES`` for each word of a paragraph or of a window of it.

    Parameters
    ----------
    words
        The words, without white space.
    spaces
        For each word, whether white space follows it.
    """
    classes = []
    for index, word in enumerate(words):
        if index == 0:
            place = 1
        else:
            before = words[index - 1]
            if before in _STOPS or (index > 1 and before in _CLOSERS and words[index - 2] in _STOPS):
                place = 2
            else:
                place = 3 if before in _OPENERS else 0
            if not spaces[index - 1]:
                place += 4
        classes.append(shape(word) * PLACES + place)
    return classes
