"""Which sources there are, and what ``sources.csv`` says of them."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from pipeline.evidence.entries import Entry

__all__ = ["Described", "Listing", "check_entries", "describe", "list_sources"]

CATALOGUE = "sources.csv"
_COLUMNS = {
    "file": "file",
    "path": "file",
    "filename": "file",
    "source": "file",
    "title": "title",
    "name": "title",
    "publisher": "publisher",
    "organisation": "publisher",
    "organization": "publisher",
    "url": "url",
    "link": "url",
    "date": "date",
    "published": "date",
    "level": "level",
    "kind": "level",
    "type": "level",
    "primary or secondary": "level",
    "primary": "level",
}


@dataclass(frozen=True)
class Described:
    """A line of ``sources.csv``."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    date: str = ""
    level: str = ""


@dataclass(frozen=True)
class Listing:
    """The source files, by path, and what is said of them."""

    entries: tuple[Entry, ...]
    described: dict[str, Described]
    messages: tuple[str, ...]


def list_sources(corpus: Path) -> Listing:
    """Return every source under ``sources/`` of a corpus folder, those of single articles included."""
    root = corpus / "sources"
    if not root.is_dir():
        return Listing((), {}, ())
    files = sorted(file for file in root.rglob("*") if file.is_file() and not _aside(file.relative_to(root)))
    entries = tuple(Entry(f"sources/{file.relative_to(root).as_posix()}", file) for file in files)
    described: dict[str, Described] = {}
    messages: list[str] = []
    for catalogue in sorted(root.rglob(CATALOGUE)):
        if catalogue.is_file():
            prefix = catalogue.parent.relative_to(root).as_posix()
            describe(catalogue, "sources/" if prefix == "." else f"sources/{prefix}/", described, messages)
    known = {entry.path for entry in entries}
    messages += [
        f"{root / CATALOGUE}: no such file: {path.removeprefix('sources/')}"
        for path in sorted(described)
        if path not in known
    ]
    return Listing(entries, described, tuple(messages))


def check_entries(corpus: Path) -> list[Entry]:
    """Return the files of fact-checks under ``factchecks/`` of a corpus folder."""
    root = corpus / "factchecks"
    if not root.is_dir():
        return []
    return [
        Entry(f"factchecks/{file.relative_to(root).as_posix()}", file)
        for file in sorted(root.rglob("*"))
        if file.is_file()
        and file.suffix.lower() in {".json", ".jsonl", ".jsonld", ".ndjson"}
        and not _aside(file.relative_to(root))
    ]


def describe(catalogue: Path, prefix: str, described: dict[str, Described], messages: list[str]) -> None:
    """Read one ``sources.csv`` into ``described``; what can't be used is said in ``messages``."""
    try:
        raw = catalogue.read_bytes()
    except OSError as error:
        messages.append(f"{catalogue}: can't be read: {error.strerror}")
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    header = text.split("\n", 1)[0]
    rows = csv.reader(text.splitlines(keepends=True), delimiter=max(",;\t", key=header.count))
    columns: list[str] = []
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if not columns:
                columns = [_COLUMNS.get(cell.lower(), "") for cell in cells]
                if "file" not in columns:
                    messages.append(
                        f"{catalogue}, row 1: there is no column 'file' (columns: file, title, publisher, url, "
                        "date, level); titles are taken from the documents"
                    )
                    return
                continue
            _line(
                dict(zip(columns, cells, strict=False)),
                f"{catalogue}, row {rows.line_num}",
                prefix,
                described,
                messages,
            )
    except csv.Error as error:
        messages.append(f"{catalogue}, row {rows.line_num}: {error}")


def _line(cells: dict[str, str], where: str, prefix: str, described: dict[str, Described], messages: list[str]) -> None:
    name = cells.get("file", "").replace("\\", "/").removeprefix("./")
    if not name:
        messages.append(f"{where}: no file is named")
        return
    if prefix + name in described:
        messages.append(f"{where}: {name} is listed twice; the first line counts")
        return
    date = cells.get("date", "")
    if date and not _is_date(date):
        messages.append(f"{where}, column date: {date!r} is no date (write it as 2026-03-05); left out")
        date = ""
    level = cells.get("level", "").lower()
    level = {"yes": "primary", "true": "primary", "no": "secondary", "false": "secondary"}.get(level, level)
    if level and level not in {"primary", "secondary"}:
        messages.append(f"{where}, column level: {level!r} is neither primary nor secondary; left out")
        level = ""
    described[prefix + name] = Described(
        title=cells.get("title", ""),
        publisher=cells.get("publisher", ""),
        url=cells.get("url", ""),
        date=date,
        level=level,
    )


def _is_date(text: str) -> bool:
    try:
        if len(text) in {4, 7}:
            dt.date.fromisoformat((text + "-01-01")[:10])
        else:
            dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _aside(path: Path) -> bool:
    """Tell files that are no sources: the catalogue, hidden files, and what office programs leave behind."""
    if path.name == CATALOGUE or path.name.lower() in {"thumbs.db", "desktop.ini"}:
        return True
    return any(part.startswith((".", "~$")) for part in path.parts)
