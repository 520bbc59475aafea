"""A page that is an article and nothing else, read as it stands: an export, a fragment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.corpus.draft import CELLS, LAYOUT_CELL
from pipeline.corpus.shapes import is_heading
from pipeline.schema import BlockKind

__all__ = ["FURNISHED", "NEVER", "blocks_of", "is_bare", "paragraphs", "stretches", "whole_page"]

NEVER = (
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "select", "iframe",
    "svg", "head", "dialog",
)  # fmt: skip
"""Elements that hold no article."""

FURNITURE = ("nav", "header", "footer", "aside", "form", "button", "iframe", "dialog", "noscript")
"""Elements that only a page with more than an article on it has."""

LINKED_SHARE = 0.15
"""Share of text in links up to which a page without furniture is an article and nothing else."""

MENU_SHARE = 0.7
"""Share of text in links from which a cell, a list or a division is a menu."""

KINDS: dict[str, BlockKind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "p": "paragraph", "li": "list_item", "dt": "list_item", "dd": "list_item", "blockquote": "quote",
    "figcaption": "caption", "caption": "caption",
}  # fmt: skip
"""Elements whose text is a block, and its kind."""

CONTAINERS = frozenset(
    [
        "html",
        "body",
        "main",
        "article",
        "section",
        "div",
        "ul",
        "ol",
        "dl",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "figure",
    ]
)
"""Elements that hold blocks, and text of their own as a paragraph."""

BREAKS = frozenset(["br", "lb", "hr"])

FURNISHED = re.compile(
    r"comment|related|share|social|cookie|consent|newsletter|subscri|menu|sidebar|footer|navbar|breadcrumb|promo|advert"
    r"|banner|teaser|recommend|popular|trending",
    re.IGNORECASE,
)
"""What sites call the parts of a page that are not its article, in classes and ids."""

_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def is_bare(tree: Any) -> bool:
    """Whether a page is an article and nothing else, as word processors and content systems export it."""
    if any(True for _ in tree.iter(*FURNITURE)):
        return False
    if any(FURNISHED.search(f"{element.get('class', '')} {element.get('id', '')}") for element in tree.iter("*")):
        return False
    linked = sum(len(link.text_content()) for link in tree.iter("a"))
    return linked <= LINKED_SHARE * len(tree.text_content())


def whole_page(tree: Any) -> list[tuple[BlockKind, str]]:
    """Return the blocks of a page, less what is never an article."""
    for element in list(tree.iter(*NEVER)):
        if element.getparent() is not None:
            element.drop_tree()
    for cell in list(tree.iter("td", "ul", "div")):
        links = list(cell.iter("a"))
        if len(links) > 2 and sum(len(link.text_content()) for link in links) > MENU_SHARE * len(_text(cell)):
            cell.drop_tree()
    return [(kind, text) for kind, text, _ in blocks_of(tree)]


def blocks_of(tree: Any) -> Iterator[tuple[BlockKind, str, Any]]:
    """Yield the blocks in an element as they stand: kind, text, and the element that holds it."""
    yield from _blocks(tree, "paragraph")


def paragraphs(pieces: Iterable[str | None]) -> list[str]:
    """Join stretches of text to lines: a break (None) ends one if a sentence ends there, or if two breaks meet."""
    lines = [""]
    broken = False
    for piece in pieces:
        if piece is None:
            if broken or _CLOSED.search(lines[-1].rstrip()):
                lines.append("")
            else:
                lines[-1] += " "
            broken = True
        else:
            lines[-1] += piece
            broken = broken and not piece.strip()
    return [words for line in lines if (words := " ".join(line.split()))]


def stretches(element: Any) -> Iterator[str | None]:
    """Yield the text of an element, and None for each line break or border of a paragraph in it."""
    if element.text:
        yield element.text
    for child in element:
        if child.tag in BREAKS or child.tag == "p":
            yield None
        if child.tag != "graphic" and isinstance(child.tag, str):
            yield from stretches(child)
        if child.tag == "p":
            yield None
        if child.tail:
            yield child.tail


def _blocks(element: Any, kind: BlockKind) -> Iterator[tuple[BlockKind, str, Any]]:
    """Yield the blocks in an element; text that stands between them is of the element's own kind."""
    loose: list[str | None] = [element.text or ""]
    for child in element:
        if child.tag in KINDS or child.tag in CONTAINERS or child.tag == "tr":
            yield from _loose(loose, kind, element)
            loose = []
            if child.tag == "tr" and not _is_layout(child):
                cells = [_text(cell) for cell in child]
                yield "list_item", CELLS.join(filter(None, cells)), child
            else:
                own = KINDS.get(child.tag, "paragraph")
                yield from _blocks(child, kind if own == "paragraph" else own)
        elif child.tag in BREAKS:
            loose.append(None)
        elif isinstance(child.tag, str):
            loose.extend(stretches(child))
        loose.append(child.tail or "")
    yield from _loose(loose, kind, element)


def _loose(pieces: Iterable[str | None], kind: BlockKind, element: Any) -> Iterator[tuple[BlockKind, str, Any]]:
    lines = paragraphs(pieces)
    for number, line in enumerate(lines):
        # Headings made of nothing but a larger font, above text that is set apart by line breaks.
        heads = kind == "paragraph" and element.tag != "p" and number + 1 < len(lines) and is_heading(line)
        yield ("heading" if heads else kind), line, element


def _is_layout(row: Any) -> bool:
    """Whether a table's row only serves to put text beside other text."""
    return any(
        len(_text(cell)) > LAYOUT_CELL or next(cell.iter("p", "h1", "h2", "table"), None) is not None for cell in row
    )


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
