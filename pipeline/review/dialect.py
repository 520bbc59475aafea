"""From the bytes of a file to a table of text, whatever program saved it.

Excel saves ``;`` in many locales, Windows-1252, UTF-16 with tabs, or UTF-8 with or without a BOM; LibreOffice
re-quotes; Numbers and Google Sheets drop the last line end. What is ambiguous or cut off is refused with its row.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SheetConflictError, SheetError
from pipeline.review.columns import canonical

__all__ = ["Table", "read_csv", "read_table", "read_xlsx"]

_DELIMITERS = (",", ";", "\t", "|")
_CONFLICT = re.compile(r"^(<{7}( .*)?|={7}|>{7}( .*)?)$")
_RESTORE = "run: claimsheet restore"
_LARGEST_CELL = 10_000_000


@dataclass(frozen=True)
class Table:
    """A header and its rows as they stand in the file, each with the number that a spreadsheet shows.

    ``encoding`` is what the file was saved in.
    """

    path: Path
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str = "utf-8"
    damage: SheetError | None = None


def read_table(path: Path, *, lenient: bool = False) -> Table:
    """Read a sheet, CSV or XLSX by its ending.

    Parameters
    ----------
    path
        The file.
    lenient
        Keep the whole rows before a damaged place instead of refusing; ``Table.damage`` says what it was.

    Raises
    ------
    SheetError
        If the file can't be read, holds a NUL, has no header with ``claim_id``, or ends in the middle of a row.
    SheetConflictError
        If a version control system left its conflict markers in it.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SheetError(f"can't be read: {error.strerror or error}", path=path) from None
    if data[:4] == b"PK\x03\x04":
        return read_xlsx(path, data)
    return read_csv(path, data, lenient=lenient)


def _decode(path: Path, data: bytes) -> tuple[str, str]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            raise SheetError("not valid UTF-16: the file is damaged", path=path, hint=_RESTORE) from None
    if b"\0" in data:
        row = data[: data.index(b"\0")].count(b"\n") + 1
        raise SheetError("holds a NUL character: the file is damaged", path=path, row=row, hint=_RESTORE)
    for encoding in ("utf-8-sig", "cp1252", "mac_roman"):
        try:
            return data.decode(encoding), "utf-8" if encoding == "utf-8-sig" else encoding
        except UnicodeDecodeError:
            continue
    raise SheetError("not in an encoding that spreadsheets save", path=path, hint="save it as CSV UTF-8")


def read_csv(path: Path, data: bytes, *, lenient: bool = False) -> Table:
    """Read the bytes of a CSV file; see `read_table`."""
    text, encoding = _decode(path, data)
    damage: SheetError | None = None
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        marker = _CONFLICT.match(line)
        if marker and (line[0] != "=" or any(other.startswith("<<<<<<<") for other in lines[:number])):
            raise SheetConflictError(
                "a merge conflict was left in the sheet",
                path=path,
                row=number,
                hint="settle it in version control, or keep both files and run: claimsheet merge A.csv B.csv",
            )
    if lines and re.fullmatch(r'"?sep=.?"?', lines[0].strip(), re.IGNORECASE):
        text = text.split("\n", 1)[1] if "\n" in text else ""
    delimiter = _delimiter(path, text)
    rows: list[tuple[int, tuple[str, ...]]] = []
    limit = csv.field_size_limit(_LARGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error:
                damage = SheetError(
                    "the row's quotes do not close: the file is cut off or damaged",
                    path=path,
                    row=number,
                    hint=_RESTORE,
                )
                break
            if any(cell.strip() for cell in cells):
                rows.append((number, tuple(cells)))
    finally:
        csv.field_size_limit(limit)
    if damage is not None and (not lenient or not rows):
        raise damage
    return Table(path, rows[0][1], tuple(rows[1:]), encoding, damage)


def _delimiter(path: Path, text: str) -> str:
    best, most = "", 0
    first = next((line for line in text.splitlines() if line.strip(' ,;|\t"')), "")
    if not first:
        raise SheetError("the sheet is empty", path=path, hint=_RESTORE)
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([first], delimiter=delimiter))
        except (csv.Error, StopIteration):
            continue
        known = [canonical(cell) for cell in cells]
        score = sum(name is not None for name in known)
        if "claim_id" in known and score > most:
            best, most = delimiter, score
    if not best:
        raise SheetError(
            "no column claim_id in the first row",
            path=path,
            row=1,
            column="claim_id",
            hint=f"put the header back, or {_RESTORE}",
        )
    return best


def read_xlsx(path: Path, data: bytes) -> Table:
    """Read the first sheet of a workbook that has a ``claim_id`` column; see `read_table`.

    Raises
    ------
    SheetError
        If it is no workbook, none of its sheets has the column, or openpyxl is not installed.
    """
    try:
        import openpyxl
    except ImportError:
        raise SheetError("reading XLSX needs openpyxl", path=path, hint="save the sheet as CSV") from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            typed = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
        except Exception as error:
            raise SheetError(f"not a workbook that can be read: {error}", path=path) from None
    for name in shown.sheetnames:
        page, formulas = shown[name], typed[name]
        if not hasattr(page, "iter_rows"):
            continue
        rows: list[tuple[int, tuple[str, ...]]] = []
        for number, (values, written) in enumerate(
            zip(page.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=True), start=1
        ):
            cells = tuple(_cell(v if v is not None else w) for v, w in zip(values, written, strict=True))
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
        if rows and "claim_id" in [canonical(cell) for cell in rows[0][1]]:
            return Table(path, rows[0][1], tuple(rows[1:]))
    raise SheetError("no sheet has a column claim_id in its first row", path=path, column="claim_id")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return value.isoformat()
    # openpyxl leaves the escapes of ECMA-376 (22.4.2.4, ST_Xstring) as they are.
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), str(value))
