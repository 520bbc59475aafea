"""What stands in an article's folder: the sheet as people left it, what the machine last said, the ledger, as one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import SheetConflictError, SheetError
from pipeline.review import columns
from pipeline.review.cells import same_cell
from pipeline.review.files import read_bytes
from pipeline.review.ledger import Ledger
from pipeline.review.locate import anchored_words
from pipeline.review.reconcile import ADDED_BY_HAND, RECHECK, REMOVED, Standing
from pipeline.review.record import ArticleRecord, RowState
from pipeline.review.sheet import Line, Sheet, machine_cells, read_sheet
from pipeline.schema import Claim, Review, Row
from pipeline.settings import Settings

__all__ = ["Found", "choose_sheet", "gather", "sha256"]

CSV, XLSX = "sheet.csv", "sheet.xlsx"
_SHOWN = ("claim", "speaker", "figures", "entities")


@dataclass
class Found:
    """What was found.

    ``standing`` are the claims with ids, in the order of the last version; ``decisions`` the reviews that the ledger
    does not have yet, by id, with the claim as the row showed it; ``added`` the lines that a person added.
    """

    standing: list[Standing] = field(default_factory=list)
    decisions: dict[str, Standing] = field(default_factory=dict)
    added: list[Line] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    own_order: list[str] | None = None


def sha256(data: bytes | None) -> str:
    """Return the hash of a file's content; empty where there is no file."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def choose_sheet(folder: Path, record: ArticleRecord | None, settings: Settings) -> Sheet | None:
    """Read the sheet that a person last saved: CSV, or the XLSX beside it.

    Raises
    ------
    SheetConflictError
        If both were saved since the last run and say different things.
    """
    csv_path, xlsx_path = folder / CSV, folder / XLSX
    csv_data, xlsx_data = read_bytes(csv_path), read_bytes(xlsx_path)
    if xlsx_data is None:
        return read_sheet(csv_path, settings) if csv_data is not None else None
    if csv_data is None:
        return read_sheet(xlsx_path, settings)
    csv_new = record is None or sha256(csv_data) != record.sheet_sha256
    xlsx_new = record is None or sha256(xlsx_data) != record.xlsx_sha256
    if not xlsx_new:
        return read_sheet(csv_path, settings)
    if not csv_new:
        return read_sheet(xlsx_path, settings)
    one, other = read_sheet(csv_path, settings), read_sheet(xlsx_path, settings)
    if _said(one, settings) == _said(other, settings):
        return one
    raise SheetConflictError(
        f"both {CSV} and {XLSX} were changed since the last run, and they differ",
        path=folder,
        hint=f"keep one of them, or run: claimsheet merge {CSV} {XLSX}",
    )


def _said(sheet: Sheet, settings: Settings) -> object:
    lines = {line.claim_id: (line.review(settings), dict(line.extra)) for line in sheet.lines if line.claim_id}
    return lines, sorted(line.cells.get("claim", "") for line in sheet.lines if not line.claim_id)


def gather(
    sheet: Sheet | None, record: ArticleRecord | None, ledger: Ledger, settings: Settings, *, article_id: str
) -> Found:
    """Bring sheet, record and ledger together.

    Raises
    ------
    SheetError
        If the sheet holds an id that neither the record nor the ledger of this article knows.
    """
    found = Found()
    states = {state.claim.id: state for state in record.rows} if record else {}
    lines = {line.claim_id: line for line in sheet.lines if line.claim_id} if sheet else {}
    nothing_known = record is None and not ledger.entries
    if sheet is not None and not nothing_known:
        _refuse_strangers(sheet, states, ledger, article_id)
    interrupted = record is not None and _last_version(ledger) not in ("", record.article.sha256[:12])
    order = _order(lines, states, ledger)
    deleted = 0
    for claim_id in order:
        state, line = states.get(claim_id), lines.get(claim_id)
        if line is not None:
            item = _from_line(line, state, ledger, settings, sheet, found)
            if state is not None and not interrupted and item.claim == state.claim and sheet is not None:
                found.messages.extend(_machine_edits(sheet, line, state, settings))
        else:
            maybe = _from_memory(claim_id, state, ledger, settings, sheet is not None)
            if maybe is None:
                continue
            item = maybe
            deleted += item.live and item.shown and sheet is not None
        found.standing.append(item)
    if sheet is None and found.standing:
        found.messages.append(f"{CSV} was missing: made again from the ledger")
    elif deleted:
        found.messages.append(f"{deleted} deleted row{'s' * (deleted > 1)} brought back with the last decision")
    if sheet is not None:
        found.added = [line for line in sheet.lines if not line.claim_id]
        found.messages.extend(_missing_columns(sheet))
        found.own_order = _own_order(lines, states)
    return found


def _last_version(ledger: Ledger) -> str:
    return next((entry.version for entry in reversed(ledger.entries) if entry.event == "claim" and entry.version), "")


def _refuse_strangers(sheet: Sheet, states: Mapping[str, RowState], ledger: Ledger, article_id: str) -> None:
    strangers = [line for line in sheet.lines if line.claim_id and line.claim_id not in states]
    strangers = [line for line in strangers if line.claim_id not in ledger.ids]
    if not strangers:
        return
    line = strangers[0]
    known = sum(bool(other.claim_id) for other in sheet.lines) - len(strangers)
    owner = _owner(sheet.path, line.claim_id)
    whose = f"it is of {owner}" if owner else "no record of this article knows it"
    message = f"{line.claim_id} is no claim of {article_id}: {whose}"
    hint = (
        "empty the id to add the row as a claim of your own, or delete the row"
        if known
        else "this is the sheet of another article: put the right one back, or run: claimsheet restore"
    )
    raise SheetError(message, path=sheet.path, row=line.number, column="claim_id", hint=hint)


def _owner(path: Path, claim_id: str) -> str:
    """Return the neighbouring article that an id belongs to, if one does."""
    needle = claim_id.encode()
    for ledger in sorted(path.parent.parent.glob("*/decisions.jsonl")):
        if ledger.parent != path.parent and needle in (read_bytes(ledger) or b""):
            return ledger.parent.name
    return ""


def _order(lines: Mapping[str, Line], states: Mapping[str, RowState], ledger: Ledger) -> list[str]:
    """Return all ids: in the order of the last version, then what only the sheet or the ledger knows."""
    return list(dict.fromkeys([*states, *lines, *ledger.versions]))


def _shown_claim(line: Line, state: RowState | None, ledger: Ledger, encoding: str) -> Claim:
    """Return the version of the claim that the row shows: what a person who wrote in it has read."""
    versions = ([state.claim] if state else []) + ledger.versions.get(line.claim_id, [])[::-1]
    best: Claim | None = None
    for claim in versions:
        written = machine_cells(Row(claim=claim), 0)
        same = [same_cell(written[name], line.cells[name], encoding) for name in _SHOWN if name in line.cells]
        if all(same):
            return claim
        if best is None and "claim" in line.cells and same[0]:
            best = claim
    if best is not None:
        return best
    if versions:
        return versions[0]
    cells = line.cells
    start, end = (int(cells.get(name, "")) if cells.get(name, "").isdecimal() else 0 for name in ("start", "end"))
    return Claim(
        id=line.claim_id,
        text=cells.get("claim", ""),
        start=min(start, end),
        end=end,
        sentence=cells.get("sentence", ""),
        section=cells.get("section", ""),
        speaker=cells.get("speaker", ""),
    )


def _from_line(
    line: Line, state: RowState | None, ledger: Ledger, settings: Settings, sheet: Sheet | None, found: Found
) -> Standing:
    claim = _shown_claim(line, state, ledger, sheet.encoding if sheet else "utf-8")
    last = ledger.latest.get(line.claim_id)
    before = last.review if last and last.review else Review(status=settings.first_status)
    review = line.review(settings)
    if sheet is not None:
        lost = {name: getattr(before, name) for name in columns.HUMAN if name not in sheet.columns}
        review = review.model_copy(update=lost)
    if ADDED_BY_HAND in claim.reasons and line.cells.get("claim", claim.text).strip() != claim.text:
        text = line.cells["claim"].strip()
        if text and not same_cell(claim.text, text):
            claim = claim.model_copy(update={"text": text})
    change, previous_status, previous_claim, basis = _state(line.claim_id, claim, state, ledger, review)
    if last is not None and review.status != before.status and review.status != RECHECK:
        basis = None
    if line.cells.get("change", "").startswith("reviewers differ") and review.status == RECHECK:
        change, previous_status = line.cells["change"], line.cells.get("previous_status", "")
    item = Standing(
        claim=claim,
        review=review,
        basis=basis,
        change=change,
        previous_status=previous_status,
        previous_claim=previous_claim,
        findings=state.findings if state else (),
        extra=dict(line.extra),
        live=not change.startswith(REMOVED),
    )
    decided = ledger.decided.get(line.claim_id)
    repeated = decided is not None and decided.review == review and decided.text == claim.text
    extra: dict[str, str] = {name: text for name, text in line.extra.items() if text}
    known: dict[str, str] = dict(last.extra) if last else {}
    if not repeated and (review != before or extra != known):
        found.decisions[line.claim_id] = item
    return item


def _state(
    claim_id: str, claim: Claim, state: RowState | None, ledger: Ledger, review: Review
) -> tuple[str, str, str, Claim | None]:
    """Return change, previous status, previous claim and basis, from the record or else from the ledger."""
    last = ledger.latest.get(claim_id)
    outcome = last is not None and last.event in ("outcome", "removed")
    if state is not None and not (review.status == RECHECK and outcome and not state.previous_status):
        return state.change, state.previous_status, state.previous_claim, state.basis
    if last is None:
        return ("", "", "", state.basis if state else None)
    basis = None
    wanted = last.previous_status if review.status == RECHECK else review.status
    for entry in reversed(ledger.entries):
        if entry.claim_id == claim_id and entry.event == "decision" and entry.review and entry.review.status == wanted:
            basis = next((one for one in ledger.versions.get(claim_id, []) if one.text == entry.text), None)
            break
    if basis is not None and basis.text == claim.text and review.status != RECHECK:
        basis = None
    return last.change, last.previous_status, last.previous_claim, basis


def _from_memory(
    claim_id: str, state: RowState | None, ledger: Ledger, settings: Settings, sheet_there: bool
) -> Standing | None:
    """Return a claim that has no line in the sheet: a deleted row, or one that was removed before."""
    versions = ledger.versions.get(claim_id, [])
    if state is None and not versions:
        return None
    claim = state.claim if state else versions[-1]
    last = ledger.latest.get(claim_id)
    review = last.review if last and last.review else Review(status=settings.first_status)
    change, previous_status, previous_claim, basis = _state(claim_id, claim, state, ledger, review)
    removed = change.startswith(REMOVED) or (last is not None and last.event == "removed")
    by_hand = ADDED_BY_HAND in claim.reasons
    if by_hand and (state is None or (sheet_there and review == Review(status=settings.first_status))):
        return None
    live = not removed
    shown = not (removed and sheet_there)
    return Standing(
        claim=claim,
        review=review,
        basis=basis,
        change=change,
        previous_status=previous_status,
        previous_claim=previous_claim,
        findings=state.findings if state else (),
        extra=dict(last.extra) if last else {},
        live=live,
        shown=shown,
    )


def _machine_edits(sheet: Sheet, line: Line, state: RowState, settings: Settings) -> list[str]:
    row = Row(
        claim=state.claim,
        findings=state.findings,
        change=state.change,
        previous_status=state.previous_status,
        previous_claim=state.previous_claim,
    )
    said: list[str] = []
    by_hand = ADDED_BY_HAND in state.claim.reasons
    for name, written in machine_cells(row, settings.findings).items():
        if name not in line.cells or same_cell(written, line.cells[name], sheet.encoding):
            continue
        if (by_hand and name in ("claim", "speaker")) or (
            name in ("change", "previous_status") and line.cells["change"].startswith("reviewers differ")
        ):
            continue
        said.append(
            f"{sheet.path.name}, row {line.number}, column {name}: your edit was not kept, "
            "the machine writes this cell (notes is yours)"
        )
    return said


def _missing_columns(sheet: Sheet) -> list[str]:
    missing = [name for name in columns.ALL if name not in sheet.columns]
    if not missing:
        return []
    many = len(missing) > 1
    return [f"{sheet.path.name}: column{'s' * many} {', '.join(missing)} missing, put back with what was last known"]


def _own_order(lines: Mapping[str, Line], states: Mapping[str, RowState]) -> list[str] | None:
    """Return the ids as a person sorted them, or none where they left the order of the article."""
    theirs = [claim_id for claim_id in lines if claim_id in states]
    ours = [claim_id for claim_id in states if claim_id in lines]
    return list(lines) if theirs != ours else None


def by_hand(standing: Sequence[Standing]) -> tuple[list[Standing], list[Standing]]:
    """Part the claims that the machine found from those that a person added."""
    machine = [item for item in standing if ADDED_BY_HAND not in item.claim.reasons]
    own = [item for item in standing if ADDED_BY_HAND in item.claim.reasons]
    return machine, own


def with_article_words(item: Standing) -> Claim:
    """Return what a verdict on a claim added by hand rests on: the article's words."""
    return item.basis or anchored_words(item.claim)
