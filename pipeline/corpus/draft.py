"""What a reader of a format hands over: pieces of text with their kinds, and what the file says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType

from pipeline.errors import FormatError
from pipeline.schema import Block, BlockKind

__all__ = ["CELLS", "LAYOUT_CELL", "Draft", "compose", "optional"]

BETWEEN = "\n\n"
"""What stands between two blocks of a text that we compose: a blank line."""


CELLS = " | "
"""What stands between the cells of a table's row."""

LAYOUT_CELL = 300
"""Characters beyond which a table's cell holds prose, and the table serves to put it side by side."""


@dataclass
class Draft:
    """A file's text in pieces, and its metadata as far as the format has any.

    ``title`` is what the file calls itself; the headline among ``pieces`` goes before it.
    """

    pieces: list[tuple[BlockKind, str]] = field(default_factory=list)
    title: str = ""
    published: dt.date | None = None
    url: str = ""
    author: str = ""


def compose(pieces: Iterable[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """Join pieces to a canonical text with a blank line between them.

    Returns
    -------
    str, tuple of Block
        The text, and a block for each piece that is not blank.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for kind, piece in pieces:
        words = piece.strip()
        if not words:
            continue
        if parts:
            parts.append(BETWEEN)
            position += len(BETWEEN)
        blocks.append(Block(start=position, end=position + len(words), text=words, kind=kind))
        parts.append(words)
        position += len(words)
    return "".join(parts), tuple(blocks)


def optional(module: str, path: Path | str) -> ModuleType:
    """Import a library of the ``formats`` extra.

    Raises
    ------
    FormatError
        If it is not installed; the message names what to install.
    """
    try:
        return import_module(module)
    except ImportError:
        raise FormatError(
            f"a {Path(path).suffix.lstrip('.').upper() or 'file of this'} file needs a library that is not installed",
            path=path,
            hint='python -m pip install "claimsheet[formats]"',
        ) from None
