"""Markdown to pieces: CommonMark with tables, its words without its markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.corpus.draft import CELLS, Draft, optional
from pipeline.corpus.shapes import is_caption
from pipeline.schema import BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["read_markdown"]

_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_NOTE = re.compile(r"\[\^[^\]\s]+\]:")
_TASK = re.compile(r"\[[ xX]\]\s+")
_TAG = re.compile(r"<[^>]*>")


def read_markdown(text: str, path: Path | str) -> Draft:
    """Read the blocks of a Markdown text; code, raw HTML and the notes at its foot are left out.

    Raises
    ------
    FormatError
        If markdown-it-py is not installed.
    """
    parser = optional("markdown_it", path).MarkdownIt("commonmark", {"html": True}).enable("table")
    draft = Draft()
    within: list[str] = []
    cells: list[str] = []
    for token in parser.parse(text):
        kind = token.type.rsplit("_", 1)[0]
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            draft.pieces.append(("list_item", CELLS.join(filter(None, cells))))
        if token.nesting == 1:
            within.append(kind if kind != "heading" else token.tag)
        elif token.nesting == -1:
            within.pop()
        elif token.type == "inline":
            words = _words(token.children or ())
            if _NOTE.match(token.content):
                continue
            if "tr" in within:
                cells.append(words)
            else:
                draft.pieces.append(_piece(within, words, token.children or (), first=not draft.pieces))
    return draft


def _piece(within: Sequence[str], words: str, children: Sequence[Token], *, first: bool) -> tuple[BlockKind, str]:
    if within and re.fullmatch(r"h[1-6]", within[-1]):
        return ("headline" if first else "heading"), words
    if "list_item" in within:
        return "list_item", _TASK.sub("", words, count=1)
    if "blockquote" in within:
        return "quote", words
    if is_caption(words) or (words and _emphasised(children) and _after_image(children)):
        return "caption", words
    return "paragraph", words


def _words(children: Sequence[Token]) -> str:
    parts: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or (
            child.type == "html_inline" and child.content.lower().startswith("<br")
        ):
            parts.append(" ")
    return " ".join(_FOOTNOTE.sub("", _TAG.sub("", "".join(parts))).split())


def _emphasised(children: Sequence[Token]) -> bool:
    return any(child.type == "em_open" for child in children)


def _after_image(children: Sequence[Token]) -> bool:
    return bool(children) and children[0].type == "image"
