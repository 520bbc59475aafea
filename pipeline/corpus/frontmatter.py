"""What stands before the article: a ``---`` block, or plain ``Key: value`` lines."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.corpus.dates import AmbiguousDateError, parse_date
from pipeline.errors import ArticleError

__all__ = ["Header", "check_id", "split_front_matter"]

FIELDS = {
    "id": "id",
    "slug": "id",
    "title": "title",
    "headline": "title",
    "published": "published",
    "date": "published",
    "publication date": "published",
    "published on": "published",
    "url": "url",
    "link": "url",
    "canonical": "url",
    "author": "author",
    "authors": "author",
    "byline": "author",
}
"""The keys that are read, and the field each of them gives."""

_OTHERS = """
updated modified publisher source section category categories tags keywords language lang description summary draft
layout type status subtitle standfirst image license licence copyright editor location
"""
OTHERS = frozenset(_OTHERS.split())
"""Keys that front matter often has and an article record has no field for."""

LONGEST = 100
"""Lines within which a ``---`` block must end."""

_PAIR = re.compile(r"(?P<key>[A-Za-z][\w .-]{0,30}?)\s*:(?:\s+(?P<value>.*))?$")
_COMMENT = re.compile(r"""("[^"]*"|'(?:[^']|'')*'|[^"'].*?)\s+#.*""")
_ID = re.compile(r"[^\s.~/\\][^/\\\x00-\x1f:*?\"<>|]{0,119}")


@dataclass(frozen=True)
class Header:
    """The fields of an article that its front matter gives."""

    id: str = ""
    title: str = ""
    published: dt.date | None = None
    url: str = ""
    author: str = ""


def split_front_matter(text: str, path: Path | str) -> tuple[Header, str]:
    """Separate front matter from the text below it.

    A block between two ``---`` lines is read for ``key: value`` pairs (nested YAML is passed over). Without one, the
    lines at the very top are front matter as long as they are pairs with keys known here.

    Returns
    -------
    Header, str
        The fields, and the text without the front matter and the blank lines after it.

    Raises
    ------
    ArticleError
        If a date is none, or an id can't name a folder; the message names the line.
    """
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return Header(), text
    if lines[first].rstrip() == "---":
        end = _fence(lines, first)
        if end is None:
            return Header(), text
        pairs = _fenced_pairs(lines, first + 1, end)
        if not pairs:
            return Header(), text
        return _header(pairs, path), _rest(lines, end + 1)
    pairs, end = _plain_pairs(lines, first)
    if not pairs:
        return Header(), text
    return _header(pairs, path), _rest(lines, end)


def check_id(name: str, path: Path | str, *, row: int | None = None) -> str:
    """Return an id that can name a folder.

    Raises
    ------
    ArticleError
        If it is empty, or holds a path separator, a leading dot or a character that some file system refuses.
    """
    if not _ID.fullmatch(name) or name.endswith((".", " ")):
        raise ArticleError(
            f"{name!r} can't be an article's id",
            path=path,
            row=row,
            hint="an id names a folder: begin with a letter or a digit, and use no slash",
        )
    return name


def _fence(lines: list[str], first: int) -> int | None:
    for number in range(first + 1, min(len(lines), first + LONGEST)):
        if lines[number].rstrip() in ("---", "..."):
            return number
    return None


def _fenced_pairs(lines: list[str], start: int, end: int) -> list[tuple[int, str, str]]:
    pairs: list[tuple[int, str, str]] = []
    for number in range(start, end):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0] in " \t" or line.startswith("- "):
            if pairs and not line.lstrip().startswith("- ") and not _PAIR.match(line.strip()):
                position, key, value = pairs[-1]
                kept = "" if value in (">", "|", ">-", "|-") else value
                pairs[-1] = (position, key, f"{kept} {line.strip()}".strip())
            continue
        if match := _PAIR.match(line.strip()):
            pairs.append((number + 1, match["key"], _unquoted(match["value"] or "", comments=True)))
    return pairs


def _plain_pairs(lines: list[str], first: int) -> tuple[list[tuple[int, str, str]], int]:
    pairs: list[tuple[int, str, str]] = []
    number = first
    while number < len(lines):
        match = _PAIR.match(lines[number].strip())
        if match is None or not _known(match["key"]):
            break
        pairs.append((number + 1, match["key"], _unquoted(match["value"] or "")))
        number += 1
    if not any(_key(key) in FIELDS for _, key, _ in pairs):
        return [], first
    # A lone "Source: ..." or "Title: ..." line that runs on into a paragraph is the article's own first line.
    followed = number < len(lines) and lines[number].strip()
    if followed and len(pairs) < 2:
        return [], first
    return pairs, number


def _header(pairs: list[tuple[int, str, str]], path: Path | str) -> Header:
    found: dict[str, tuple[int, str]] = {}
    for number, key, value in pairs:
        field = FIELDS.get(_key(key))
        if field and value and field not in found:
            found[field] = (number, value)
    fields = {name: value for name, (_, value) in found.items() if name != "published"}
    if "id" in found:
        check_id(found["id"][1], path, row=found["id"][0])
    published = _published(*found["published"], path) if "published" in found else None
    return Header(**fields, published=published)


def _published(number: int, value: str, path: Path | str) -> dt.date:
    try:
        date = parse_date(value)
    except AmbiguousDateError:
        raise ArticleError(
            f"line {number}: {value!r} can be read as two dates", path=path, hint="write it as 2026-03-12"
        ) from None
    if date is None:
        raise ArticleError(f"line {number}: {value!r} is no date", path=path, hint="write it as 2026-03-12")
    return date


def _known(key: str) -> bool:
    return _key(key) in FIELDS or _key(key) in OTHERS


def _key(key: str) -> str:
    return " ".join(key.lower().replace("_", " ").replace("-", " ").split())


def _unquoted(value: str, *, comments: bool = False) -> str:
    value = value.strip()
    if comments and (match := _COMMENT.fullmatch(value)):
        value = match[1]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace('\\"', '"') if value[0] == '"' else inner.replace("''", "'")
    if len(value) > 1 and value[0] == "[" and value[-1] == "]" and comments:
        return ", ".join(_unquoted(part) for part in value[1:-1].split(","))
    return value


def _rest(lines: list[str], start: int) -> str:
    while start < len(lines) and not lines[start].strip():
        start += 1
    return "\n".join(lines[start:])
