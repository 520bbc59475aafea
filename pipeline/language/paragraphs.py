"""Which words the reader sees together: a paragraph, for no sentence crosses its borders."""

from __future__ import annotations

import re

from spacy.tokens import Doc

__all__ = ["find_paragraphs"]

_WIDTH = range(50, 101)
_CLOSES = (".", "!", "?", '"', "”", ":")


def find_paragraphs(doc: Doc) -> list[list[int]]:
    """Return the indices of the words of each paragraph, white space left out.

    The blocks of an article in ``doc.spans["blocks"]`` are paragraphs, however their lines are broken. Elsewhere a
    paragraph ends at a line break; in a text that was wrapped to a width, at a blank line.
    """
    block_of = _blocks(doc)
    breaking = 2 if _is_wrapped(doc.text) else 1
    found: list[list[int]] = []
    current: list[int] = []
    place = None
    for token in doc:
        block = block_of.get(token.i)
        breaks = block is None and token.is_space and token.text.count("\n") >= breaking
        if current and (breaks or block != place):
            found.append(current)
            current = []
        place = block
        if not token.is_space:
            current.append(token.i)
    if current:
        found.append(current)
    return found


def _blocks(doc: Doc) -> dict[int, int]:
    """The number of the block that each token is in."""
    blocks = doc.spans.get("blocks", ())
    return {index: number for number, block in enumerate(blocks) for index in range(block.start, block.end)}


def _is_wrapped(text: str) -> bool:
    """Say whether lines were broken at a width: a paragraph of three lines or more, all but its last nearly as long."""
    if "\n" not in text:
        return False
    for paragraph in re.split(r"\n[ \t]*\n", text):
        lines = [line.rstrip() for line in paragraph.strip().split("\n")]
        if len(lines) < 3 or not all(len(line) in _WIDTH for line in lines[:-1]) or len(lines[-1]) > _WIDTH[-1]:
            continue
        if sum(not line.endswith(_CLOSES) for line in lines[:-1]) > len(lines) / 2:
            return True
    return False
