"""Two reviewers' sheets made one: three ways, against what both began with.

Where only one of them touched a cell, theirs stands. Where both did and agree, it stands. Where they differ, the row
says both and asks for a decision.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import SheetError, UsageError
from pipeline.review import columns
from pipeline.review import ledger as ledgers
from pipeline.review.agreement import Agreement, agreement
from pipeline.review.cells import guard, same_cell
from pipeline.review.files import write_files
from pipeline.review.sheet import Line, Sheet, read_sheet
from pipeline.schema import Review
from pipeline.settings import Settings

__all__ = ["DIFFER", "Disagreement", "Merged", "merge"]

DIFFER = "reviewers differ"
_LEDGER = "decisions.jsonl"


@dataclass(frozen=True)
class Disagreement:
    """A claim on which two verdicts stand against each other."""

    claim_id: str
    claim: str
    first: str
    second: str

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.first} / {self.second}: {self.claim}"


@dataclass(frozen=True)
class Merged:
    """What a merge did."""

    path: Path
    rows: int
    agreement: Agreement
    disagreements: tuple[Disagreement, ...] = ()
    messages: tuple[str, ...] = field(default=())


def merge(first: Path, second: Path, out: Path, settings: Settings, *, base: Path | None = None) -> Merged:
    """Merge two sheets of one article into a third.

    Parameters
    ----------
    first, second
        The sheets, CSV or XLSX.
    out
        The sheet to write; it may be one of the two.
    settings
        Statuses.
    base
        The sheet that both began with. Without it, what the ledger beside ``out``, ``first`` or ``second`` says, and
        where there is none either, an untouched row.

    Raises
    ------
    UsageError
        If the sheets have no claim in common.
    SheetError
        If one can't be read, or they have the claims of two versions under one id.
    """
    one, two = read_sheet(first, settings), read_sheet(second, settings)
    left = {line.claim_id: line for line in one.lines if line.claim_id}
    right = {line.claim_id: line for line in two.lines if line.claim_id}
    if not left.keys() & right.keys():
        raise UsageError("the two sheets have no claim in common", path=second, hint="they are of two articles")
    before = _base(base, [out, first, second], settings)
    names = (_reviewer(one, settings) or first.stem, _reviewer(two, settings) or second.stem)
    if names[0] == names[1]:
        names = (f"{names[0]} ({first.name})", f"{names[1]} ({second.name})")
    merged: list[dict[str, str]] = []
    disagreements: list[Disagreement] = []
    messages: list[str] = []
    for claim_id in _order(one, two):
        if claim_id not in left or claim_id not in right:
            line = left.get(claim_id) or right[claim_id]
            merged.append(_cells(line))
            continue
        mine, theirs = left[claim_id], right[claim_id]
        if not same_cell(mine.cells.get("claim", ""), theirs.cells.get("claim", "")):
            message = f"{claim_id} reads otherwise in row {mine.number} of {first.name}"
            hint = "the sheets are of two versions: run claimsheet sheet on both, then merge"
            raise SheetError(message, path=second, row=theirs.number, column="claim", hint=hint)
        cells, differ = _merged(mine, theirs, before.get(claim_id), names, settings)
        merged.append(cells)
        if differ is not None:
            disagreements.append(Disagreement(claim_id, cells.get("claim", ""), *differ))
    merged.extend(_added(one, two))
    loose = [dict(row.cells) for row in dict.fromkeys((*one.loose, *two.loose))]
    header = list(dict.fromkeys((*one.columns, *two.columns)))
    data = _written(header, [*merged, *loose])
    out.parent.mkdir(parents=True, exist_ok=True)
    write_files(out.parent, {out.name: data}, unless_changed={})
    measured = agreement(_verdicts(left, settings), _verdicts(right, settings))
    return Merged(out, len(merged), measured, tuple(disagreements), tuple(messages))


def _base(base: Path | None, near: Sequence[Path], settings: Settings) -> Mapping[str, Review]:
    if base is not None:
        return {line.claim_id: line.review(settings) for line in read_sheet(base, settings).lines if line.claim_id}
    for path in near:
        known = ledgers.read(path.parent / _LEDGER)
        if known.entries:
            untouched = Review(status=settings.first_status)
            reviews = dict.fromkeys(known.versions, untouched)
            return reviews | {claim_id: entry.review for claim_id, entry in known.latest.items() if entry.review}
    return {}


def _reviewer(sheet: Sheet, settings: Settings) -> str:
    """Return the one name that stands in a sheet's reviewer column, if it is one."""
    found = {line.review(settings).reviewer.strip() for line in sheet.lines} - {""}
    return found.pop() if len(found) == 1 else ""


def _order(one: Sheet, two: Sheet) -> list[str]:
    """Return all ids in the order of the first sheet; one that only the second has follows its neighbour there."""
    ids = [line.claim_id for line in one.lines if line.claim_id]
    before: str | None = None
    for line in two.lines:
        if not line.claim_id:
            continue
        if line.claim_id not in ids:
            ids.insert(ids.index(before) + 1 if before is not None else 0, line.claim_id)
        before = line.claim_id
    return ids


def _cells(line: Line) -> dict[str, str]:
    return {**line.extra, **line.cells}


def _merged(
    mine: Line, theirs: Line, before: Review | None, names: tuple[str, str], settings: Settings
) -> tuple[dict[str, str], tuple[str, str] | None]:
    """Return the merged cells, and the two verdicts where they differ."""
    base = before or Review(status=settings.first_status)
    left, right = mine.review(settings), theirs.review(settings)
    cells = _cells(mine)
    for name, text in theirs.extra.items():
        if text and cells.get(name, "") != text:
            cells[name] = f"{cells[name]} | {text}" if cells.get(name) else text
    differ: tuple[str, str] | None = None
    for name in columns.HUMAN:
        a, b, was = getattr(left, name), getattr(right, name), getattr(base, name)
        if a == b or b == was:
            cells[name] = a
        elif a == was:
            cells[name] = b
        elif name == "status":
            differ = (a, b)
            cells[name] = "recheck"
        elif name == "notes":
            cells[name] = f"{names[0]}: {a}\n{names[1]}: {b}" if a and b else a or b
        else:
            cells[name] = "; ".join(dict.fromkeys(text for text in (a, b) if text))
    if differ is not None:
        said = f"{names[0]} {differ[0]}, {names[1]} {differ[1]}"
        cells["change"] = f"{DIFFER}: {said}"
        cells["previous_status"] = " / ".join(differ)
        notes = cells.get("notes", "")
        cells["notes"] = f"{notes}\n{DIFFER}: {said}" if notes else f"{DIFFER}: {said}"
    return cells, differ


def _added(one: Sheet, two: Sheet) -> list[dict[str, str]]:
    added: list[dict[str, str]] = []
    for line in (*one.lines, *two.lines):
        if not line.claim_id and _cells(line) not in added:
            added.append(_cells(line))
    return added


def _verdicts(lines: Mapping[str, Line], settings: Settings) -> dict[str, str]:
    reviews = {claim_id: line.review(settings) for claim_id, line in lines.items()}
    return {
        claim_id: review.status for claim_id, review in reviews.items() if review.status not in settings.open_statuses
    }


def _written(header: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guard(name) for name in header])
    for row in rows:
        writer.writerow([guard(row.get(name, "")) for name in header])
    return out.getvalue().encode("utf-8")
