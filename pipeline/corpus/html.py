"""HTML to pieces: the article of a saved web page, without the menus, banners, teasers and comments around it.

trafilatura finds the article; captions, which it throws away with their pictures, are saved for it first. A page on
which it finds nothing (a fragment, a bare export) is read whole, less what is never an article.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.corpus.dates import AmbiguousDateError, parse_date
from pipeline.corpus.draft import CELLS, Draft, optional
from pipeline.corpus.encoding import decode, tidy
from pipeline.corpus.restore import restore
from pipeline.corpus.shapes import is_caption, is_furniture, same_title
from pipeline.corpus.whole_page import is_bare, paragraphs, stretches, whole_page
from pipeline.errors import FormatError
from pipeline.schema import BlockKind

__all__ = ["read_html"]

CAPTION = "\ue0ca"
"""A private character that marks a caption on its way through the extraction, where pictures are thrown away."""

LATEST = "2100-01-01"
"""The latest date believed; without one the result would depend on the day of the run."""

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])captions?(?:$|[\s_-](?:text|body|wrapper))", re.IGNORECASE)
_WINDOWS = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
"""What pages call Windows-1252."""

_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")


def read_html(data: bytes, path: Path | str) -> Draft:
    """Read the article of a web page with its title, date, address and author.

    Raises
    ------
    FormatError
        If there is no HTML in it, or trafilatura is not installed.
    """
    library = optional("trafilatura", path)
    text = _XML.sub("", tidy(_decoded(data, path)))
    tree = _prepared(library, text)
    if tree is None:
        raise FormatError("there is no HTML in it, or it is damaged", path=path, hint="save the page again")
    found, pieces = _extracted(library, tree)
    if not pieces or is_bare(tree):
        pieces = whole_page(_prepared(library, text))
    else:
        pieces = restore(pieces, _prepared(library, text))
    pieces = [_told(kind, line) for kind, line in pieces if not is_furniture(line)]
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


def _extracted(library: ModuleType, tree: Any) -> tuple[Any, list[tuple[BlockKind, str]]]:
    """Return what trafilatura finds, and its blocks.

    Of a short article it keeps one paragraph with line breaks, a rescue from pages that hold none; then it is asked
    again, and told that short ones are welcome.
    """
    found, pieces = None, []
    short = import_module("trafilatura.settings").use_config()
    short.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    short.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    for config in (None, short):
        found = library.bare_extraction(
            copy.deepcopy(tree),
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": LATEST},
            **({"config": config} if config else {}),
        )
        body = None if found is None else found.body
        rescued = body is not None and len(body) == 1 and "\n" in (body[0].text or "").strip()
        pieces = [] if body is None else list(_pieces(body))
        if pieces and not rescued:
            break
    return found, pieces


def _decoded(data: bytes, path: Path | str) -> str:
    """Decode a page: as UTF-8 if it is that, since browsers save so whatever the page declares; else as it declares."""
    match = _DECLARED.search(data[:4096])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if match and not match[1].lower().startswith(b"utf"):
        name = match[1].decode("ascii").lower()
        try:
            return data.decode("cp1252" if name in _WINDOWS else name)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, path)


def _prepared(library: ModuleType, text: str) -> Any:
    """Parse a page; save captions from being thrown away with their pictures, and take out the numbers of footnotes."""
    tree = library.load_html(text)
    if tree is None:
        return None
    captions = [element for element in tree.iter("figcaption", "div", "span", "p") if _is_caption(element)]
    for caption in captions:
        words = " ".join(caption.text_content().split())
        figure = next(caption.iterancestors("figure"), caption)
        parent = figure.getparent()
        if words and parent is not None:
            paragraph = figure.makeelement("p")
            paragraph.text = CAPTION + words
            parent.insert(parent.index(figure) + 1, paragraph)
            paragraph.tail, figure.tail = figure.tail, None
        caption.drop_tree()
    for index in list(tree.iter("sup")):
        if any(link.get("href", "").startswith("#") for link in index.iter("a")):
            index.drop_tree()
    for name in list(tree.iter("cite")):
        quote = next(name.iterancestors("blockquote"), None)
        if quote is not None and name.text_content().strip():
            _sign(quote, name)
    return tree


def _is_caption(element: Any) -> bool:
    if element.tag == "figcaption":
        return True
    named = _CAPTION_CLASS.search(element.get("class", "")) is not None
    return named and len(element) < 4 and next(element.iter("p", "div", "figcaption", "figure"), element) is element


def _sign(quote: Any, name: Any) -> None:
    """Move the name under a quotation to the end of its words."""
    words = " ".join(name.text_content().split()).lstrip("-–— ")
    name.drop_tree()
    paragraphs_of_quote = list(quote.iter("p"))
    last = paragraphs_of_quote[-1] if paragraphs_of_quote else quote
    place = last[-1] if len(last) else None
    if place is None:
        last.text = f"{(last.text or '').rstrip()} — {words}"
    else:
        place.tail = f"{(place.tail or '').rstrip()} — {words}"


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
            for line in paragraphs(stretches(element)):
                yield "quote", line
        elif tag not in ("graphic", "code", "comments"):
            for line in paragraphs(stretches(element)):
                yield "paragraph", line
        tail = " ".join((element.tail or "").split())
        if tail:
            yield "paragraph", tail


def _told(kind: BlockKind, line: str) -> tuple[BlockKind, str]:
    if CAPTION in line:
        return "caption", line.replace(CAPTION, "").strip()
    return ("caption" if kind == "paragraph" and is_caption(line) else kind), line


def _items(element: Any) -> Iterator[tuple[BlockKind, str]]:
    for item in element:
        nested = [child for child in item if child.tag == "list"]
        for child in nested:
            item.remove(child)
        if words := _words(item):
            yield "list_item", words
        for child in nested:
            yield from _items(child)


def _words(element: Any) -> str:
    return " ".join("".join(piece or " " for piece in stretches(element)).split())


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
