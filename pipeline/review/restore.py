"""A sheet that was lost or damaged, made again from the ledger, the record and what is left of it."""

from __future__ import annotations

import contextlib
from collections.abc import Set
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import SheetError, UsageError
from pipeline.review import ledger as ledgers
from pipeline.review.files import forget_leftovers, locked, open_elsewhere, read_bytes, write_files
from pipeline.review.ledger import Clock, Entry
from pipeline.review.reconcile import REMOVED, unchanged
from pipeline.review.record import NAME as RECORD
from pipeline.review.record import ArticleRecord, read_record, write_record
from pipeline.review.sheet import Sheet, read_sheet, write_sheet
from pipeline.review.standing import CSV, gather, sha256
from pipeline.settings import Settings

__all__ = ["Restored", "restore"]

_LEDGER = "decisions.jsonl"


@dataclass(frozen=True)
class Restored:
    """What was done; ``kept`` is where the damaged file went."""

    sheet: Path
    rows: int
    salvaged: int = 0
    kept: Path | None = None
    messages: tuple[str, ...] = ()


def restore(folder: Path, settings: Settings, *, clock: Clock = ledgers.now, wait: float = 10.0) -> Restored:
    """Make the sheet of an article again.

    Whole rows of a damaged sheet count before the ledger: they are what people wrote last. The damaged file is kept
    beside the new one, under another name.

    Parameters
    ----------
    folder
        The article's folder under ``annotations``.
    settings
        Statuses, and the findings shown.
    clock
        The time, for the ledger.
    wait
        How many seconds to wait for another run.

    Raises
    ------
    UsageError
        If there is nothing to restore from, or the sheet is whole.
    WriteError
        If the folder takes no more.
    """
    if not folder.is_dir():
        raise UsageError("there is no such folder", path=folder)
    with locked(folder, timeout=wait):
        open_elsewhere(folder, (CSV,))
        forget_leftovers(folder)
        record = _record(folder)
        ledger = ledgers.read(folder / _LEDGER)
        if record is None and not ledger.entries:
            raise UsageError("neither a record nor a ledger here: nothing to restore from", path=folder)
        states = {state.claim.id: state for state in record.rows} if record else {}
        live = {name for name, state in states.items() if not state.change.startswith(REMOVED)}
        needed = live or ledger.ids
        before = read_bytes(folder / CSV)
        sheet, messages = _remains(folder / CSV, before, settings, ledger.ids | states.keys(), needed)
        article_id = record.article.id if record else folder.name
        found = gather(sheet, record, ledger, settings, article_id=article_id)
        rows = [
            unchanged(item, item.claim, item.findings)
            for item in found.standing
            if item.shown or item.claim.id in states
        ]
        if record is None:
            rows.sort(key=lambda row: (row.change.startswith("removed"), row.claim.start, row.claim.end))
        time = clock().isoformat()
        entries = [
            Entry(time=time, event="decision", article=article_id, claim_id=claim_id, text=item.claim.text,
                  reviewer=item.review.reviewer, review=item.review, extra=dict(item.extra), source="restore")
            for claim_id, item in found.decisions.items()
        ]  # fmt: skip
        ledgers.append(folder / _LEDGER, entries)
        kept = _set_aside(folder, before) if before is not None else None
        data = write_sheet(rows, settings)
        contents = {CSV: data}
        if record is not None:
            contents[RECORD] = write_record(record.model_copy(update={"sheet_sha256": sha256(data)}))
        write_files(folder, contents, unless_changed={CSV: before})
        salvaged = len(sheet.lines) if sheet else 0
    return Restored(folder / CSV, len(rows), salvaged, kept, tuple(messages))


def _record(folder: Path) -> ArticleRecord | None:
    with contextlib.suppress(SheetError):
        return read_record(folder)
    return None


def _remains(
    path: Path, data: bytes | None, settings: Settings, known: Set[str], needed: Set[str]
) -> tuple[Sheet | None, list[str]]:
    """Return the rows of a damaged sheet that are whole."""
    if data is None:
        return None, []
    try:
        sheet = read_sheet(path, settings, lenient=True)
    except SheetError as error:
        return None, [f"nothing of {path.name} could be read ({error.message}); it is kept, look into it"]
    lines = tuple(line for line in sheet.lines if line.claim_id in known)
    if sheet.damage is None and needed <= {line.claim_id for line in lines}:
        raise UsageError("the sheet is whole: there is nothing to restore", path=path)
    own = [line for line in sheet.lines if not line.claim_id]
    messages = [f"row {line.number}, added by hand, is in the damaged file: copy it into the new one" for line in own]
    return replace(sheet, lines=lines, loose=()), messages


def _set_aside(folder: Path, data: bytes) -> Path:
    number = 1
    while True:
        name = "sheet.damaged.csv" if number == 1 else f"sheet.damaged-{number}.csv"
        there = read_bytes(folder / name)
        if there is None or there == data:
            write_files(folder, {name: data}, unless_changed={})
            return folder / name
        number += 1
