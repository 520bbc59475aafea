"""HTML to pieces: the article of a saved web page, without the menus, banners, teasers and comments around it.

trafilatura finds the article; captions, which it throws away with their pictures, are saved for it first. A page on
which it finds nothing (a fragment, a bare export) is read whole, less what is never an article.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.corpus.dates import AmbiguousDateError, parse_date
from pipeline.corpus.draft import Draft, optional
from pipeline.corpus.encoding import decode, tidy
from pipeline.corpus.markdown import CELLS
from pipeline.corpus.shapes import is_caption, same_title
from pipeline.errors import FormatError
from pipeline.schema import BlockKind

__all__ = ["read_html"]

CAPTION = "\ue0ca"
"""A private character that marks a caption on its way through the extraction, where pictures are thrown away."""

LATEST = "2100-01-01"
"""The latest date believed; without one the result would depend on the day of the run."""

NEVER = (
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "select", "iframe",
    "svg", "head", "figure", "dialog",
)  # fmt: skip
"""Elements that hold no article, for a page that is read whole."""

BLOCKS: dict[str, BlockKind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "p": "paragraph", "li": "list_item", "dt": "list_item", "dd": "list_item", "blockquote": "quote",
    "figcaption": "caption", "tr": "list_item", "pre": "paragraph", "div": "paragraph",
}  # fmt: skip

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def read_html(data: bytes, path: Path | str) -> Draft:
    """Read the article of a web page with its title, date, address and author.

    Raises
    ------
    FormatError
        If there is no HTML in it, or trafilatura is not installed.
    """
    library = optional("trafilatura", path)
    text = _XML.sub("", tidy(_decoded(data, path)))
    tree = library.load_html(text)
    if tree is None:
        raise FormatError("there is no HTML in it, or it is damaged", path=path, hint="save the page again")
    _prepare(tree)
    found = library.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        favor_recall=True,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": LATEST},
    )
    body = None if found is None else found.body
    pieces = [] if body is None else list(_pieces(body))
    if not pieces:
        pieces = list(_whole(library.load_html(text)))
    draft = Draft(pieces=pieces)
    if found is not None:
        draft.title = found.title or ""
        draft.published = _date(found.date)
        draft.url = found.url or ""
        draft.author = found.author or ""
    if not draft.url and (saved := _SAVED_FROM.search(text)):
        draft.url = saved[1]
    draft.pieces = _with_headline(draft.pieces, draft.title)
    return draft


def _decoded(data: bytes, path: Path | str) -> str:
    """Decode a page as it declares itself, if the declaration holds for its bytes."""
    if match := _DECLARED.search(data[:4096]):
        try:
            return data.decode(match[1].decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, path)


def _prepare(tree: Any) -> None:
    """Save captions from being thrown away with their pictures, and take out the numbers of footnotes."""
    for caption in list(tree.iter("figcaption")):
        words = " ".join(caption.text_content().split())
        figure = next(caption.iterancestors("figure"), caption)
        parent = figure.getparent()
        if words and parent is not None:
            paragraph = tree.makeelement("p")
            paragraph.text = CAPTION + words
            parent.insert(parent.index(figure) + 1, paragraph)
            paragraph.tail, figure.tail = figure.tail, None
        caption.drop_tree()
    for index in list(tree.iter("sup")):
        if any(link.get("href", "").startswith("#") for link in index.iter("a")):
            index.drop_tree()


def _pieces(body: Any) -> Iterator[tuple[BlockKind, str]]:
    """Yield the blocks of an extracted body, which is in trafilatura's dialect of TEI."""
    for element in body:
        tag = element.tag
        if tag == "head":
            yield "heading", _words(element)
        elif tag == "list":
            yield from _items(element)
        elif tag == "table":
            for row in element.iter("row"):
                cells = [_words(cell) for cell in row.iter("cell")]
                yield "list_item", CELLS.join(filter(None, cells))
        elif tag == "quote":
            for line in _paragraphs(element):
                yield "quote", line
        elif tag not in ("graphic", "code", "comments"):
            for line in _paragraphs(element):
                yield _told(line)
        tail = " ".join((element.tail or "").split())
        if tail:
            yield _told(tail)


def _told(line: str) -> tuple[BlockKind, str]:
    if line.startswith(CAPTION):
        return "caption", line.lstrip(CAPTION).strip()
    return ("caption" if is_caption(line) else "paragraph"), line


def _items(element: Any) -> Iterator[tuple[BlockKind, str]]:
    for item in element:
        nested = [child for child in item if child.tag == "list"]
        for child in nested:
            item.remove(child)
        if words := _words(item):
            yield "list_item", words
        for child in nested:
            yield from _items(child)


def _paragraphs(element: Any) -> list[str]:
    """Return the lines of an element: paragraphs in it, and stretches between line breaks that end a sentence."""
    lines = [""]
    for piece in _stretches(element):
        if piece is None:
            if _CLOSED.search(lines[-1].rstrip()):
                lines.append("")
            else:
                lines[-1] += " "
        else:
            lines[-1] += piece
    return [words for line in lines if (words := " ".join(line.split()))]


def _stretches(element: Any) -> Iterator[str | None]:
    """Yield the text of an element, and None for each line break or border of a paragraph in it."""
    if element.text:
        yield element.text
    for child in element:
        if child.tag in ("lb", "p"):
            yield None
        if child.tag not in ("graphic", "lb") and isinstance(child.tag, str):
            yield from _stretches(child)
        if child.tag == "p":
            yield None
        if child.tail:
            yield child.tail


def _words(element: Any) -> str:
    return " ".join("".join(piece or " " for piece in _stretches(element)).replace(CAPTION, "").split())


def _whole(tree: Any) -> Iterator[tuple[BlockKind, str]]:
    """Yield the blocks of a page that has no article which could be told from the rest."""
    for element in list(tree.iter(*NEVER)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter(*BLOCKS):
        if any(True for _ in element.iterdescendants(*(set(BLOCKS) - {"tr"}))) and element.tag != "tr":
            words = " ".join((element.text or "").split())
        elif element.tag == "tr":
            words = CELLS.join(filter(None, (" ".join(cell.text_content().split()) for cell in element)))
        else:
            words = " ".join(element.text_content().split())
        if words:
            quoted = any(True for _ in element.iterancestors("blockquote"))
            yield ("quote" if quoted else BLOCKS[element.tag]), words


def _date(text: str | None) -> dt.date | None:
    try:
        return parse_date(text) if text else None
    except AmbiguousDateError:
        return None


def _with_headline(pieces: list[tuple[BlockKind, str]], title: str) -> list[tuple[BlockKind, str]]:
    """Mark the headline; a title that the extraction left out is put back at the top."""
    pieces = [(kind, text) for kind, text in pieces if text]
    for number, (kind, text) in enumerate(pieces[:8]):
        if kind == "heading" and (not title or same_title(text, title)):
            return [("headline", text), *pieces[:number], *pieces[number + 1 :]]
    return [("headline", title), *pieces] if title and pieces else pieces
