"""DOCX to pieces: the text as it stands with all tracked changes accepted, its styles as kinds of blocks.

Left out, because it is not the article: comments, deleted and hidden text, headers and footers, footnotes, text boxes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.corpus.draft import CELLS, LAYOUT_CELL, Draft, optional
from pipeline.corpus.shapes import is_caption, is_heading, is_headline
from pipeline.errors import FormatError
from pipeline.schema import BlockKind

__all__ = ["read_docx"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = frozenset(W + name for name in ("del", "moveFrom", "txbxContent", "rPr", "pPr", "instrText", "delText"))
"""Elements whose text is no part of the running text."""

WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
"""Elements that stand between the body and its paragraphs."""

BREAKS = {W + "tab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}

_ITEM = re.compile(r"(?:[-–•*·‣]|\d{1,2}[.)])[ \t]+(?=\S)")
_ENCRYPTED = b"\xd0\xcf\x11\xe0"


def read_docx(data: bytes, path: Path | str) -> Draft:
    """Read the paragraphs, lists and tables of a Word file.

    Raises
    ------
    FormatError
        If it is damaged, encrypted or no Word document, or python-docx is not installed.
    """
    library = optional("docx", path)
    if data.startswith(_ENCRYPTED):
        raise FormatError("it is encrypted", path=path, hint="save a copy without a password")
    try:
        document = library.Document(io.BytesIO(data))
        body = document.element.body
        styles = _Styles(document.styles.element)
    except (zipfile.BadZipFile, KeyError, ValueError, AttributeError, OSError, EOFError, SyntaxError) as error:
        raise _damaged(path) from error
    except Exception as error:  # the libraries below it have exceptions of their own: lxml's, docx.opc's
        if type(error).__module__.split(".")[0] in ("docx", "lxml", "zlib"):
            raise _damaged(path) from error
        raise
    draft = Draft()
    for element in _unframed(body):
        if element.tag == W + "tbl":
            draft.pieces.extend(("list_item", row) for row in _rows(element))
        else:
            for line in _lines(element):
                draft.pieces.append((styles.kind(element, line), _ITEM.sub("", line)))
    draft.pieces = _with_headline(draft.pieces)
    return draft


class _Styles:
    """The names of a document's styles, each followed to what it is based on."""

    def __init__(self, element: Any) -> None:
        self.names: dict[str, str] = {}
        self.bases: dict[str, str] = {}
        self.outlined: set[str] = set()
        self.listed: set[str] = set()
        for style in element.iter(W + "style"):
            key = style.get(W + "styleId", "")
            self.names[key] = _value(style.find(W + "name")).lower()
            self.bases[key] = _value(style.find(W + "basedOn"))
            if _outline(style.find(W + "pPr")):
                self.outlined.add(key)
            if style.find(f"{W}pPr/{W}numPr") is not None:
                self.listed.add(key)

    def kind(self, paragraph: Any, text: str) -> BlockKind:
        properties = paragraph.find(W + "pPr")
        chain = list(self._chain("" if properties is None else _value(properties.find(W + "pStyle"))))
        names = [self.names.get(key, "") for key in chain]
        if "title" in names:
            return "headline"
        if _outline(properties) or any(
            name.startswith("heading") or name == "subtitle" or key in self.outlined
            for key, name in zip(chain, names, strict=True)
        ):
            return "heading"
        if any("caption" in name for name in names) or is_caption(text):
            return "caption"
        if any("quote" in name for name in names):
            return "quote"
        listed = properties is not None and properties.find(W + "numPr") is not None
        if listed or any(name.startswith("list ") and name != "list paragraph" for name in names):
            return "list_item"
        if any(key in self.listed for key in chain) or _ITEM.match(text):
            return "list_item"
        if _all_bold(paragraph) and is_heading(text):
            return "heading"
        return "paragraph"

    def _chain(self, key: str) -> Iterator[str]:
        seen: set[str] = set()
        while key and key not in seen:
            seen.add(key)
            yield key
            key = self.bases.get(key, "")


def _blocks(element: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of a body, those in content controls and tracked insertions too."""
    for child in element:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in WRAPPERS:
            yield from _blocks(child)


def _unframed(element: Any) -> Iterator[Any]:
    """Yield the blocks of a body; a table that only puts prose side by side gives its cells' blocks."""
    for block in _blocks(element):
        cells = [cell for row in _children(block, W + "tr") for cell in _children(row, W + "tc")]
        if any(len(_cell(cell)) > LAYOUT_CELL for cell in cells):
            for cell in cells:
                yield from _unframed(cell)
        else:
            yield block


def _rows(table: Any) -> Iterator[str]:
    for row in _children(table, W + "tr"):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        cells = [" ".join(_cell(cell).split()) for cell in _children(row, W + "tc")]
        if any(cells):
            yield CELLS.join(filter(None, cells))


def _cell(cell: Any) -> str:
    words: list[str] = []
    for block in _blocks(cell):
        words.extend(_rows(block) if block.tag == W + "tbl" else _lines(block))
    return " ".join(words)


def _children(element: Any, tag: str) -> Iterator[Any]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, tag)


def _lines(paragraph: Any) -> list[str]:
    """Return the text of a paragraph; a manual line break begins a new line."""
    text = "".join(_texts(paragraph))
    return [words for line in text.split("\n") if (words := " ".join(line.split()))]


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in GONE:
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag == W + "r" and _hidden(child):
            continue
        else:
            yield from _texts(child)


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val", "true") not in ("0", "false")


def _all_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(W + "r") if "".join(_texts(run)).strip()]
    return bool(runs) and all(_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _on(element: Any) -> bool:
    return element is not None and element.get(W + "val", "true") not in ("0", "false")


def _outline(properties: Any) -> bool:
    if properties is None:
        return False
    level = _value(properties.find(W + "outlineLvl"))
    return level.isdigit() and int(level) < 9


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(W + "val", ""))


def _with_headline(pieces: list[tuple[BlockKind, str]]) -> list[tuple[BlockKind, str]]:
    """Make the first piece the headline where no title style names one."""
    if any(kind == "headline" for kind, _ in pieces) or len(pieces) < 2:
        return pieces
    kind, text = pieces[0]
    if kind == "heading" or (kind == "paragraph" and is_headline(text)):
        return [("headline", text), *pieces[1:]]
    return pieces


def _damaged(path: Path | str) -> FormatError:
    return FormatError("the Word file is damaged", path=path, hint="open it and save it again as DOCX")
