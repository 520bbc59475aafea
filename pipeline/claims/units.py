"""The sentences of an article, block by block, each with what its place says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from pipeline.claims.datelines import dateline_end
from pipeline.claims.selection import Unit, heads_references
from pipeline.schema import Article, Block

__all__ = ["units_of"]

_FEW, _MANY = 5, 80
"""Words of a sentence that may be set apart once more: fewer repeat by chance, more by nobody."""
_SIGNATURE = 13
"""Words, more or less, of who says a pull quote and where."""
_ENDS = re.compile(r"[.!?…][\"”’']?(?=\s|$)|$")
_ENTRY = re.compile(r"[\d\"“”«‘—–@]|https?:|www\.|[.,:;] ")


def units_of(article: Article, doc: Doc) -> Iterator[Unit]:
    """Yield the sentences of an article in their order, none across two blocks.

    Parameters
    ----------
    article
        The article; without blocks, its lines count as paragraphs.
    doc
        The parse of its whole text.
    """
    scored = Span.has_extension("checkworthiness")
    blocks = article.blocks or tuple(_lines(article.text))
    sentences = list(doc.sents)
    section = ""
    at = 0
    repeated = set(_set_apart(blocks))
    for number, block in enumerate(blocks):
        while at and sentences[at - 1].end_char > block.start:
            at -= 1
        while at < len(sentences) and sentences[at].end_char <= block.start:
            at += 1
        spans: list[tuple[Span, float]] = []
        while at < len(sentences) and sentences[at].start_char < block.end:
            span = _within(sentences[at], block)
            if span is not None:
                worth = sentences[at]._.checkworthiness if scored else None
                spans.append((span, 0.5 if worth is None else float(worth)))
            at += 1
        # "Old bridge to close, Lanby Post, May 2004" looks like a heading, and is one of the sources.
        listed = heads_references(section) and bool(_ENTRY.search(block.text)) and not heads_references(block.text)
        begins = block.start + (dateline_end(block.text) if block.kind == "paragraph" else 0)
        for span, worth in spans:
            own = section if block.kind not in {"headline", "heading"} or listed else ""
            yield Unit(
                span,
                block.kind,
                own,
                min(1.0, max(0.0, worth)),
                alone=len(spans) == 1,
                repeated=number in repeated,
                dateline=span.end_char <= begins,
            )
        if (block.kind == "heading" and not listed) or heads_references(block.text):
            section = " ".join(block.text.split()).strip("*_ ")


def _lines(text: str) -> Iterator[Block]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Block(start=at, end=at + len(line), text=line, kind="paragraph")
        at += len(line) + 1


def _within(sentence: Span, block: Block) -> Span | None:
    tokens = [
        token
        for token in sentence
        if not token.is_space and token.idx >= block.start and token.idx + len(token.text) <= block.end
    ]
    return sentence.doc[tokens[0].i : tokens[-1].i + 1] if tokens else None


def _set_apart(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the numbers of blocks that only repeat a stretch of another: a pull quote, with or without its speaker."""
    plain = [_plain(block.text) for block in blocks]
    full = "\n".join(plain)
    for number, block in enumerate(blocks):
        for end in _ENDS.finditer(block.text):
            words, rest = _plain(block.text[: end.start()]), _plain(block.text[end.end() :])
            fits = _FEW <= words.count(" ") - 1 <= _MANY and rest.count(" ") <= _SIGNATURE
            if fits and full.count(words) > 1 and _is_elsewhere(words, number, plain):
                yield number
                break


def _is_elsewhere(words: str, number: int, plain: Sequence[str]) -> bool:
    own = len(plain[number])
    return any(
        words in other and (len(other) > own or (len(other) == own and k < number))
        for k, other in enumerate(plain)
        if k != number
    )


def _plain(text: str) -> str:
    """Return the words of a text, a space around each."""
    words = re.findall(r"[^\W_]+", text.lower())
    return f" {' '.join(words)} "
