"""Tables as passages: a row with its headers. Read row by row, so that size does not matter."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import SourceError
from pipeline.evidence.records import Passage

__all__ = ["read_csv", "read_xlsx"]

_MAX_CELLS = 64
_MAX_CELL = 2000


def read_csv(path: Path) -> Iterator[Passage]:
    """Yield the rows of a CSV or TSV file; its separator and its encoding are found out.

    Raises
    ------
    SourceError
        If it is not a table.
    """
    with path.open("rb") as raw:
        head = raw.read(64 * 1024)
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError("is not text", path=path, hint="save it as CSV with UTF-8")
    encoding = _encoding(head)
    sample = head.decode(encoding, errors="replace")
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter=_delimiter(sample, path))
        try:
            yield from _rows(rows, path.stem, first_row=1)
        except csv.Error as error:
            raise SourceError(f"is no table: {error}", path=path, row=rows.line_num) from None


def read_xlsx(path: Path) -> Iterator[Passage]:
    """Yield the rows of each sheet of a workbook.

    Raises
    ------
    SourceError
        If it is damaged or encrypted.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise SourceError(f"can't be read ({type(error).__name__})", path=path, hint="save it again as .xlsx") from None
    try:
        several = len(book.worksheets) > 1
        for sheet in book.worksheets:
            rows = ([_cell(value) for value in row] for row in sheet.iter_rows(values_only=True))
            yield from _rows(rows, sheet.title if several else path.stem, sheet=sheet.title if several else "")
    finally:
        book.close()


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head[: len(head) - 4].decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf-8-sig" if error.start >= len(head) - 8 else "cp1252"
    return "utf-8-sig"


def _delimiter(sample: str, path: Path) -> str:
    """Choose the separator that divides the first lines into the most columns, evenly."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    lines = [line for line in sample.splitlines()[:20] if line.strip()]
    counts = {mark: [len(row) for row in csv.reader(lines, delimiter=mark)] for mark in ",;\t|"}
    return max(
        counts, key=lambda mark: (sorted(counts[mark])[len(counts[mark]) // 2] if counts[mark] else 0, mark == ",")
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _rows(rows: Iterable[Sequence[str]], title: str, *, first_row: int = 1, sheet: str = "") -> Iterator[Passage]:
    headers: list[str] = []
    name = title.replace("_", " ").replace("-", " ")
    note: list[str] = []
    for number, row in enumerate(rows, start=first_row):
        cells = [" ".join(cell.split())[:_MAX_CELL] for cell in itertools.islice(row, _MAX_CELLS)]
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if not headers:
            # Titles and notes above the header fill one cell; the header is the first row with two.
            if len(filled) < 2 and len(cells) > 1:
                note.append(filled[0])
                continue
            headers = cells
            continue
        pairs = tuple(
            (headers[place] if place < len(headers) and headers[place] else f"column {place + 1}", cell)
            for place, cell in enumerate(cells)
            if cell
        )
        yield Passage(
            text="; ".join(f"{header}: {cell}" for header, cell in pairs),
            place=f"sheet {sheet}, row {number}" if sheet else f"row {number}",
            heading=" – ".join([name, *note]),
            cells=pairs,
        )
