"""The grammar's view of a text: words with offsets, and a parse where there is one.

The grammar works on these and not on spaCy's tokens, so that it can be tested and timed without a model.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Word"]


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
