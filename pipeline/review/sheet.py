"""The sheet: rows to CSV text, and a table that a person saved back to what it says.

Written as UTF-8 with BOM, CRLF and quotes as RFC 4180 has them. A person's own columns, order of columns, order of rows
and rows without a claim are kept.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import SheetError
from pipeline.review import columns, wording
from pipeline.review.cells import guard, unguard
from pipeline.review.dialect import Table, read_table
from pipeline.review.identity import is_claim_id, tidy_id
from pipeline.schema import LeftOut, Review, Row
from pipeline.settings import Settings

__all__ = ["Line", "Loose", "Sheet", "machine_cells", "read_sheet", "write_left_out", "write_sheet"]

_BOM = "\ufeff"


@dataclass(frozen=True)
class Line:
    """A line of the sheet as a person left it: ``claim_id`` is empty on a claim that they added."""

    number: int
    claim_id: str
    cells: Mapping[str, str]
    extra: Mapping[str, str] = field(default_factory=dict)

    def review(self, settings: Settings) -> Review:
        """Return the human cells, the status as the settings spell it."""
        cells = {name: self.cells.get(name, "") for name in columns.HUMAN}
        cells["status"] = _status(cells["status"], settings) or settings.first_status
        return Review(**cells)


@dataclass(frozen=True)
class Loose:
    """A row of a person's own that is no claim (a heading, a remark); it stays below the row ``after``."""

    after: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """What stands in a sheet. ``columns`` are the headers in a person's order, our own by their canonical names."""

    path: Path
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    loose: tuple[Loose, ...] = ()
    encoding: str = "utf-8"
    damage: SheetError | None = None


def _status(text: str, settings: Settings) -> str | None:
    wanted = " ".join(text.replace("_", " ").split()).casefold()
    if not wanted:
        return settings.first_status
    return next((status for status in settings.statuses if status.casefold() == wanted), None)


def read_sheet(path: Path, settings: Settings, *, lenient: bool = False) -> Sheet:
    """Read a sheet back and check it.

    Parameters
    ----------
    path
        A CSV or XLSX file.
    settings
        For the list of statuses.
    lenient
        Keep what is whole in a damaged file, for `restore`: rows that can't be used are left out.

    Raises
    ------
    SheetError
        If an id stands twice or is none, a status is unknown, a column stands twice, or a row is cut off.
    """
    table = read_table(path, lenient=lenient)
    names = _columns(table)
    lines: list[Line] = []
    loose: list[Loose] = []
    seen: dict[str, int] = {}
    damage = table.damage
    for number, values in table.rows:
        try:
            line = _line(table, names, number, values, seen, settings)
        except SheetError as error:
            if not lenient:
                raise
            damage = damage or error
            continue
        if line.claim_id or line.cells.get("claim", "").strip():
            lines.append(line)
            if line.claim_id:
                seen[line.claim_id] = number
        else:
            after = next((before.claim_id for before in reversed(lines) if before.claim_id), "")
            loose.append(Loose(after, tuple(zip(names, (*values, *[""] * len(names)), strict=False))))
    kept = _used(names, lines, loose)
    return Sheet(path, kept, tuple(lines), tuple(loose), table.encoding, damage)


def _columns(table: Table) -> tuple[str, ...]:
    width = max([len(table.header), *(len(values) for _, values in table.rows)])
    names: list[str] = []
    for index in range(width):
        header = unguard(table.header[index]).strip() if index < len(table.header) else ""
        name = canonical_or_own(header) or f"column {index + 1}"
        if name in names:
            if name in columns.ALL:
                raise SheetError(f"two columns are called {name}", path=table.path, row=1, column=header)
            name = next(f"{name} ({n})" for n in range(2, width + 2) if f"{name} ({n})" not in names)
        names.append(name)
    return tuple(names)


def canonical_or_own(header: str) -> str:
    """Return our name for a header, or the header itself where it is the person's own."""
    return columns.canonical(header) or header


def _used(names: tuple[str, ...], lines: Sequence[Line], loose: Sequence[Loose]) -> tuple[str, ...]:
    """Drop columns without header and content: trailing commas of a spreadsheet program."""
    filled = {name for line in lines for name, text in line.extra.items() if text.strip()}
    filled |= {name for row in loose for name, text in row.cells if text.strip()}
    return tuple(name for name in names if name in filled or not name.startswith("column "))


def _line(
    table: Table,
    names: tuple[str, ...],
    number: int,
    values: Sequence[str],
    seen: Mapping[str, int],
    settings: Settings,
) -> Line:
    cells: dict[str, str] = {}
    extra: dict[str, str] = {}
    for name, value in zip(names, values, strict=False):
        (cells if name in columns.ALL else extra)[name] = unguard(value)
    raw = cells.get("claim_id", "")
    claim_id = tidy_id(raw)
    if claim_id and not is_claim_id(claim_id):
        hint = "ids are the machine's: put the old one back, or empty the cell to add a claim"
        raise SheetError(f"{raw!r} is no claim id", path=table.path, row=number, column="claim_id", hint=hint)
    if claim_id in seen:
        raise SheetError(
            f"{claim_id} stands in row {seen[claim_id]} too",
            path=table.path,
            row=number,
            column="claim_id",
            hint="delete one of the rows, or empty the id of the one that is a claim of its own",
        )
    if claim_id:
        for name in names[len(values) :]:
            if name in columns.NEVER_EMPTY or name in columns.HUMAN:
                raise SheetError(
                    "the row is cut off", path=table.path, row=number, column=name, hint="run: claimsheet restore"
                )
    if (claim_id or cells.get("claim", "").strip()) and _status(cells.get("status", ""), settings) is None:
        status = cells["status"]
        close = difflib.get_close_matches(status.casefold(), settings.statuses, n=1)
        did = f"did you mean {close[0]}? " if close else ""
        hint = f"{did}known: {', '.join(settings.statuses)}"
        raise SheetError(f"unknown status {status!r}", path=table.path, row=number, column="status", hint=hint)
    return Line(number, claim_id, cells, extra)


def machine_cells(row: Row, limit: int) -> dict[str, str]:
    """Return what the machine says in a row, by column.

    Parameters
    ----------
    row
        The row.
    limit
        How many findings are shown.
    """
    claim = row.claim
    located = claim.end > claim.start
    return {
        "claim_id": claim.id,
        "claim": claim.text,
        "speaker": claim.speaker,
        "figures": wording.figures_text(claim.figures, claim.text),
        "entities": wording.entities_text(claim.entities),
        "priority": claim.priority,
        "change": row.change,
        "previous_status": row.previous_status,
        "previous_claim": row.previous_claim,
        "finding": wording.finding_text(row.findings, limit),
        "sentence": claim.sentence,
        "section": claim.section,
        "kind": claim.kind,
        "start": str(claim.start) if located else "",
        "end": str(claim.end) if located else "",
    }


def write_sheet(
    rows: Sequence[Row], settings: Settings, *, order: Sequence[str] = columns.ALL, loose: Sequence[Loose] = ()
) -> bytes:
    """Return the sheet as bytes.

    Parameters
    ----------
    rows
        In the order in which they are to stand.
    settings
        For the number of findings shown.
    order
        The columns as a person has arranged them; ours that are missing are put back after their neighbour.
    loose
        Rows without a claim that a person added.

    Raises
    ------
    SheetError
        If a cell holds a NUL or half of a surrogate pair; names the claim and the column.
    """
    names = _complete(order, rows)
    out = io.StringIO(newline="")
    out.write(_BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guard(name) for name in names])
    below: dict[str, list[Loose]] = {}
    present = {row.claim.id for row in rows}
    for extra_row in loose:
        below.setdefault(extra_row.after if extra_row.after in present else "", []).append(extra_row)
    for extra_row in below.get("", []):
        writer.writerow(_loose_cells(extra_row, names))
    for row in rows:
        cells = {**row.extra, **machine_cells(row, settings.findings), **row.review.model_dump()}
        writer.writerow([_guarded(cells.get(name, ""), row.claim.id, name) for name in names])
        for extra_row in below.get(row.claim.id, []):
            writer.writerow(_loose_cells(extra_row, names))
    return out.getvalue().encode("utf-8")


def _guarded(text: str, claim_id: str, column: str) -> str:
    try:
        return guard(text)
    except SheetError as error:
        raise SheetError(f"{claim_id}: {error.message}", column=column, hint=error.hint) from None


def _loose_cells(row: Loose, names: Sequence[str]) -> list[str]:
    cells = dict(row.cells)
    return [cells.get(name, "") for name in names]


def _complete(order: Sequence[str], rows: Sequence[Row]) -> list[str]:
    names = list(dict.fromkeys(order))
    for index, name in enumerate(columns.ALL):
        if name not in names:
            before = next((other for other in reversed(columns.ALL[:index]) if other in names), None)
            names.insert(names.index(before) + 1 if before else 0, name)
    own = [name for row in rows for name in row.extra if row.extra[name]]
    names.extend(name for name in dict.fromkeys(own) if name not in names)
    return names


def write_left_out(left_out: Sequence[LeftOut]) -> bytes:
    """Return ``left-out.csv`` as bytes: what gave no row, and why."""
    out = io.StringIO(newline="")
    out.write(_BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns.LEFT_OUT)
    for item in left_out:
        writer.writerow([item.start, item.end, guard(item.text), item.reason])
    return out.getvalue().encode("utf-8")
