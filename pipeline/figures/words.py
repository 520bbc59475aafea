"""The grammar's view of a text: words with offsets, and a parse where there is one.

The grammar works on these and not on spaCy's tokens, so that it can be tested and timed without a model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Word", "split_words"]


@dataclass(frozen=True, slots=True)
class Word:
    """One token.

    Attributes
    ----------
    text, lower, lemma
        The token as written, in lower case, and its dictionary form (empty without a parse).
    start, end
        Characters of the text, half-open.
    glued
        No space before it.
    tag, pos, dep
        Penn tag, universal part of speech and UD relation; empty without a parse.
    head
        Index of its head among the words given; its own index for a root, or without a parse.
    sentence
        Index of the sentence that it stands in.
    quoted
        It stands inside a quotation, where relative dates have no reference.
    name
        Label of the entity that it belongs to, or an empty string.
    """

    text: str
    lower: str
    start: int
    end: int
    glued: bool = False
    lemma: str = ""
    tag: str = ""
    pos: str = ""
    dep: str = ""
    head: int = -1
    sentence: int = 0
    quoted: bool = False
    name: str = ""


# Every alternative either consumes what it looks at or fails on its first character: the scan is linear in the text.
_TOKEN = re.compile(
    r"""(?:https?://|www\.)\S+
      | \d++(?:[.,:/]\d++)*+(?:st|nd|rd|th|s)?+(?![^\W\d_])
      | \d++(?:[.,:/]\d++)*+
      | (?:[^\W\d_]\.){2,}
      | ['’](?:s|S|re|ve|ll|d|m)\b
      | (?:[^\W\d_]\d*)+
      | \S""",
    re.VERBOSE,
)
_ABBREVIATIONS = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "gen",
        "col",
        "lt",
        "capt",
        "sgt",
        "rep",
        "sen",
        "gov",
        "hon",
        "rev",
        "jr",
        "sr",
        "inc",
        "corp",
        "co",
        "ltd",
        "no",
        "nos",
        "vs",
        "approx",
        "est",
        "dept",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thurs",
        "fri",
        "sat",
        "sun",
        "rs",
        "art",
        "sec",
        "fig",
    }
)
_CLOSERS = frozenset("\"'”’)]»")


def split_words(text: str) -> list[Word]:
    """Split a text into words without a model.

    A plain splitter for tests, timing and ``claimsheet explain``: numbers keep their separators and an ordinal's
    ending, hyphens stand alone, a possessive is a word of its own. Sentences end at a full stop, question or
    exclamation mark before a capital, and at every line break; quotations are told by paired double quotation marks.

    Parameters
    ----------
    text
        Any text; offsets point into it.

    Returns
    -------
    list of Word
        In the order of the text, without parse or names; every non-space character is in exactly one word.
    """
    words: list[Word] = []
    sentence = 0
    quoted = False
    ended = False
    previous = 0
    for match in _TOKEN.finditer(text):
        token, start, end = match.group(), match.start(), match.end()
        if words:
            gap = text[previous:start]
            starts_one = ended and bool(gap) and not token[0].islower() and token not in _CLOSERS
            if "\n" in gap or starts_one:
                sentence += 1
                ended = False
                if gap.count("\n") > 1:
                    quoted = False
        if token in '“”"' and token != "":
            inside = quoted
            quoted = token == "“" or (token == '"' and not quoted)
            words.append(Word(token, token, start, end, start == previous, sentence=sentence, quoted=inside or quoted))
        else:
            lower = token.lower()
            words.append(
                Word(token, lower, start, end, start == previous and bool(words), sentence=sentence, quoted=quoted)
            )
            if token in (".", "!", "?", "…"):
                before = words[-2].lower if len(words) > 1 else ""
                ended = token != "." or not (before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha()))
            elif token not in _CLOSERS:
                ended = False
        previous = end
    return [
        Word(w.text, w.lower, w.start, w.end, w.glued, head=i, sentence=w.sentence, quoted=w.quoted)
        for i, w in enumerate(words)
    ]
