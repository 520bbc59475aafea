"""What an extraction lost between the paragraphs it kept: headings, list items, quotations, captions, the standfirst.

Where a page's markup is unusual, trafilatura keeps its paragraphs alone. The page is read a second time, whole, and
what stands between the kept paragraphs is put back, unless it looks like a box of links or of advertisements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pipeline.corpus.shapes import is_byline
from pipeline.corpus.whole_page import FURNISHED, NEVER, blocks_of
from pipeline.schema import BlockKind

__all__ = ["restore"]

LINKED = 0.6
"""Share of text in links from which a heading or a list item leads elsewhere."""

KEPT_SHARE = 0.8
"""Share of the extraction that must be found again for the second reading to be trusted."""

_LEAD = re.compile(r"\b(?:standfirst|dek|deck|subtitle|subhead(?:line|ing)?|strapline|lede?|intro|summary)\b", re.I)

Piece = tuple[BlockKind, str]


def restore(pieces: Sequence[Piece], tree: Any) -> list[Piece]:
    """Put back what stands between the pieces in a page.

    Parameters
    ----------
    pieces
        The blocks that the extraction kept, in order.
    tree
        The page; boxes are taken out of it.
    """
    _unbox(tree)
    page = [(kind, text, element) for kind, text, element in blocks_of(tree) if text]
    places: list[int] = []
    after = 0
    for _, text in pieces:
        place = next((number for number in range(after, len(page)) if page[number][1] == text), -1)
        places.append(place)
        after = place + 1 if place >= 0 else after
    found = [place for place in places if place >= 0]
    if len(found) < KEPT_SHARE * len(pieces) or len(found) < 2:
        return list(pieces)
    restored: list[Piece] = []
    tops = [number for number, (_, _, element) in enumerate(page[: found[0]]) if element.tag == "h1"]
    last = tops[-1] if tops else found[0]
    for piece, place in zip(pieces, places, strict=True):
        if place >= 0:
            restored.extend(
                (kind, text)
                for kind, text, element in page[last + 1 : place]
                if _belongs(kind, text, element, restored)
            )
            last = place
        restored.append(piece)
    return restored


def _belongs(kind: BlockKind, text: str, element: Any, before: Sequence[Piece]) -> bool:
    if _linked(element) > LINKED:
        return False
    if kind == "paragraph":
        lead = _LEAD.search(f"{element.get('class', '')} {element.get('id', '')}") is not None
        return lead and all(other == "heading" for other, _ in before) and not is_byline(text)
    return (kind, text) not in before


def _unbox(tree: Any) -> None:
    """Take out boxes: by their elements, and by what their classes are called, unless most of the page is in them."""
    whole = len(tree.text_content())
    for element in list(tree.iter("*")):
        if element.getparent() is None or element.tag in ("html", "body", "main", "article"):
            continue
        named = FURNISHED.search(f"{element.get('class', '')} {element.get('id', '')}") is not None
        if element.tag in NEVER or (named and 2 * len(element.text_content()) < whole):
            element.drop_tree()


def _linked(element: Any) -> float:
    text = len(element.text_content().strip())
    linked = len(element.text_content().strip()) if element.tag == "a" else 0
    linked += sum(len(link.text_content().strip()) for link in element.iter("a") if link is not element)
    return linked / text if text else 0.0
