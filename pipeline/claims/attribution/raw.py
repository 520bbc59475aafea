"""An attribution in tokens, before quotations are joined to it and its speaker is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

__all__ = ["Raw"]


@dataclass(slots=True)
class Raw:
    """Tokens of an attribution.

    Attributes
    ----------
    cue
        First and after the last token of the cue's words.
    head
        The cue's main word.
    source
        Head of the source's noun phrase; ``None`` where the words name none.
    source_span
        Its tokens, first and after the last.
    contents
        One stretch of tokens, or one either side of the cue.
    kind
        Class of the cue (see ``lexicon``); ``evidence`` for what shows something, ``hedge`` for "reportedly".
    clausal
        The content is a clause of its own, which can be claimed; a noun phrase or an infinitive can't.
    spoken
        The content is given as it was said, without quotation marks.
    """

    cue: tuple[int, int]
    head: Token
    source: Token | None
    source_span: tuple[int, int] | None
    contents: list[tuple[int, int]] = field(default_factory=list)
    kind: str = "say"
    clausal: bool = True
    spoken: bool = False
