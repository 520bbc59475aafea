"""A source document as passages: paragraphs, lists with their leads, rows of tables."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus import read_article
from pipeline.errors import ClaimsheetError, SourceError
from pipeline.evidence.records import Passage
from pipeline.evidence.tables import read_csv, read_xlsx
from pipeline.evidence.text import sentences
from pipeline.schema import Article, Block

__all__ = ["Document", "read_document"]

LONG = 1200
"""Characters from which a paragraph becomes several passages: a person must find the words in what is quoted."""
STREAMED = 4 * 1024 * 1024
"""Bytes from which plain text is read a paragraph at a time."""
_PLAIN = {".txt", ".text", ".md", ".markdown"}


@dataclass(frozen=True)
class Document:
    """What a document says of itself, and its passages (an iterator: a large one is never held whole)."""

    title: str
    url: str
    date: str
    passages: Iterator[Passage]


def read_document(path: Path) -> Document:
    """Read a source in any format that articles come in, or a table (CSV, TSV, XLSX).

    Raises
    ------
    SourceError
        If it can't be read, here or while its passages are drawn.
    """
    kind = path.suffix.lower()
    try:
        if kind in {".csv", ".tsv"}:
            return Document("", "", "", _guarded(read_csv(path), path))
        if kind in {".xlsx", ".xlsm"}:
            return Document("", "", "", _guarded(read_xlsx(path), path))
        if kind in _PLAIN and path.stat().st_size >= STREAMED:
            return Document("", "", "", _guarded(_stream(path), path))
        # Sources may be in any language that the desk can read: what matters is what matches.
        article = read_article(path, force=True)
    except ClaimsheetError as error:
        raise SourceError(error.message, path=path, hint=error.hint) from None
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror}", path=path) from None
    except Exception as error:  # a damaged file may break a format's library in any way; the other sources go on
        raise SourceError(f"can't be read ({type(error).__name__})", path=path, hint="is it damaged?") from None
    date = article.published.isoformat() if article.published else ""
    return Document(article.title, article.url, date, _article_passages(article))


def _guarded(passages: Iterator[Passage], path: Path) -> Iterator[Passage]:
    try:
        yield from passages
    except ClaimsheetError:
        raise
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror}", path=path) from None
    except Exception as error:
        raise SourceError(f"can't be read ({type(error).__name__})", path=path, hint="is it damaged?") from None


def _article_passages(article: Article) -> Iterator[Passage]:
    blocks = article.blocks or tuple(_paragraphs(article.text))
    pages = [place for place, letter in enumerate(article.text) if letter == "\f"]
    heading, lead, paragraph, number = "", "", 0, 0
    while number < len(blocks):
        block = blocks[number]
        place = _place(block, paragraph + 1, pages)
        if block.kind in {"headline", "heading"}:
            heading = lead = block.text.strip()
            if block.kind == "headline":
                yield Passage(text=heading, place="headline")
            number += 1
            continue
        paragraph += 1
        if block.kind == "list_item":
            items = _run(blocks, number)
            yield from _list(items, lead, heading, place)
            number += len(items)
            continue
        yield from _split(block.text, place, heading)
        lead = (sentences(block.text) and block.text[sentences(block.text)[-1][0] :].strip()) or ""
        number += 1


def _place(block: Block, paragraph: int, pages: list[int]) -> str:
    page = sum(place <= block.start for place in pages) + 1
    return f"page {page}, paragraph {paragraph}" if pages else f"paragraph {paragraph}"


def _run(blocks: tuple[Block, ...], first: int) -> tuple[Block, ...]:
    last = first
    while last < len(blocks) and blocks[last].kind == "list_item":
        last += 1
    return blocks[first:last]


def _list(blocks: tuple[Block, ...], lead: str, heading: str, place: str) -> Iterator[Passage]:
    items = tuple(_item(block.text) for block in blocks)
    short = sum(map(len, items)) / len(items) < 60
    if short and len(items) > 1:
        above = lead.rstrip(" :")
        text = f"{above}: {'; '.join(items)}" if above else "; ".join(items)
        yield Passage(text=text, place=f"list at {place}", heading=heading, items=items)
        return
    for item in items:
        yield from _split(item, f"list at {place}", lead or heading)


def _item(text: str) -> str:
    stripped = text.strip().lstrip("-*•–·").strip()
    head, _, rest = stripped.partition(" ")
    return rest.strip() if rest and head.rstrip(".)").isdigit() and head[-1:] in ".)" else stripped


def _split(text: str, place: str, heading: str) -> Iterator[Passage]:
    text = text.strip()
    if len(text) <= LONG:
        if text:
            yield Passage(text=text, place=place, heading=heading)
        return
    start = end = None
    for first, last in sentences(text):
        if start is not None and end is not None and last - start > LONG:
            yield Passage(text=text[start:end], place=place, heading=heading)
            start = first
        start = first if start is None else start
        # One endless sentence (a table pasted as text) is cut all the same: no passage may be a whole book.
        while last - start > 4 * LONG:
            yield Passage(text=text[start : start + LONG], place=place, heading=heading)
            start += LONG
        end = last
    if start is not None and end is not None and end > start:
        yield Passage(text=text[start:end], place=place, heading=heading)


def _paragraphs(text: str) -> Iterator[Block]:
    start = 0
    for part in text.split("\n\n"):
        if part.strip():
            yield Block(start=start, end=start + len(part), text=part, kind="paragraph")
        start += len(part) + 2


def _stream(path: Path) -> Iterator[Passage]:
    """Read plain text a paragraph at a time; UTF-8 where it is that, else Windows-1252."""
    encoding = "utf-8-sig" if _is_utf8(path) else "cp1252"
    paragraph, page, lines, size = 0, 1, list[str](), 0
    with path.open(encoding=encoding, errors="replace", newline=None) as file:
        while line := file.readline(8 * LONG):
            feeds = line.count("\f")
            if line.strip():
                lines.append(line.replace("\f", " ").strip())
                size += len(line)
            if lines and (not line.strip() or feeds or size > 16 * LONG):
                paragraph += 1
                yield from _split(
                    " ".join(lines), f"page {page}, paragraph {paragraph}" if page > 1 else f"paragraph {paragraph}", ""
                )
                lines, size = [], 0
            page += feeds
    if lines:
        yield from _split(" ".join(lines), f"paragraph {paragraph + 1}", "")


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            decoder.decode(file.read(1 << 20))
        except UnicodeDecodeError:
            return False
    return True
