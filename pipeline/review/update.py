"""One article's folder, brought up to date: read what stands there, remember it, reconcile, write what changed.

The order makes every interruption harmless. What people wrote goes into the ledger first and onto the disk; the new
files are then written beside the old ones and renamed one by one, the record last. Whatever is left undone is done
again by the next run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import SheetError
from pipeline.review import ledger as ledgers
from pipeline.review.changes import Comparison, compare
from pipeline.review.columns import ALL
from pipeline.review.files import forget_leftovers, locked, open_elsewhere, read_bytes, write_files
from pipeline.review.identity import new_id
from pipeline.review.ledger import Clock, Entry, Ledger
from pipeline.review.locate import anchor, anchored_words
from pipeline.review.reconcile import NOT_LOCATED, REMOVED, Reconciled, Standing, carry, reconcile, removed, unchanged
from pipeline.review.record import NAME as RECORD
from pipeline.review.record import ArticleRecord, RowState, read_record, write_record
from pipeline.review.sheet import Line, Sheet, write_left_out, write_sheet
from pipeline.review.signature import Names, Signature
from pipeline.review.standing import CSV, XLSX, Found, by_hand, choose_sheet, gather, sha256, with_article_words
from pipeline.schema import Annotation, Article, Claim, Finding, Provenance, Review, Row, dump
from pipeline.settings import Settings

__all__ = ["LEDGER", "LEFT_OUT", "Outcome", "update"]

LEDGER = "decisions.jsonl"
LEFT_OUT = "left-out.csv"


@dataclass(frozen=True)
class Outcome:
    """What a run did.

    ``counts`` has ``claims``, ``new``, ``carried`` (a verdict that stands), ``moved``, ``reworded``, ``changed``,
    ``recheck`` (asks for a new look), ``removed``, ``returned``, ``added`` (by hand), ``not located``, ``open``.
    """

    folder: Path
    rows: tuple[Row, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
    written: tuple[Path, ...] = ()

    @property
    def sheet(self) -> Path:
        """The sheet that people edit."""
        return self.folder / CSV

    @property
    def summary(self) -> str:
        """What the run did, in one line."""
        if not self.written:
            return "as it was"
        order = ("new", "changed", "moved", "reworded", "returned", "removed", NOT_LOCATED)
        said = [f"{self.counts[name]} {name}" for name in order if self.counts.get(name)]
        if self.counts.get("recheck"):
            said.append(f"{self.counts['recheck']} to recheck")
        return ", ".join([f"{self.counts.get('claims', 0)} claims", *said, f"{self.counts.get('open', 0)} open"])


def update(
    folder: Path,
    article: Article,
    annotation: Annotation,
    provenance: Provenance,
    settings: Settings,
    *,
    findings: Sequence[Sequence[Finding]] | None = None,
    clock: Clock = ledgers.now,
    wait: float = 10.0,
) -> Outcome:
    """Bring ``annotations/NAME`` up to date with an article.

    Parameters
    ----------
    folder
        The article's folder; it is made where it is missing.
    article, annotation
        The article and what the machine reads in it now; the claims have no ids.
    provenance
        What made the annotation.
    settings
        Statuses and the number of findings shown.
    findings
        One sequence a claim of ``annotation``; none keeps what unchanged claims had.
    clock
        The time, for the ledger alone.
    wait
        How many seconds to wait for another run.

    Returns
    -------
    Outcome
        Counts, messages for the user, the rows and the files that were written (none where nothing changed).

    Raises
    ------
    SheetError
        If the sheet can't be read back without losing something; nothing is written.
    LedgerError
        If the ledger can't be read.
    WriteError, LockedError
        If the folder takes no more, another run is at work or a spreadsheet has the sheet open.
    """
    if findings is not None and len(findings) != len(annotation.claims):
        raise ValueError(f"{len(findings)} findings for {len(annotation.claims)} claims")
    with locked(folder, timeout=wait):
        open_elsewhere(folder)
        forget_leftovers(folder)
        return _Run(folder, article, annotation, provenance, settings, findings, clock).run()


class _Run:
    """One run; the attributes are what it has read."""

    def __init__(
        self,
        folder: Path,
        article: Article,
        annotation: Annotation,
        provenance: Provenance,
        settings: Settings,
        findings: Sequence[Sequence[Finding]] | None,
        clock: Clock,
    ) -> None:
        self.folder, self.article, self.provenance = folder, article, provenance
        self.settings, self.findings, self.clock = settings, findings, clock
        # As it comes back from JSON: a third has fewer digits there than in a Decimal, and must compare equal later.
        self.annotation = Annotation.model_validate(dump(annotation))
        self.messages: list[str] = []
        self.before = {name: read_bytes(folder / name) for name in (CSV, XLSX)}
        self.record = self._record()
        self.ledger: Ledger = ledgers.read(folder / LEDGER)
        if self.ledger.skipped:
            lines = ", ".join(str(number) for number in self.ledger.skipped)
            self.messages.append(f"{LEDGER}: line {lines} can't be read and was stepped over")
        self.version = article.sha256[:12]
        self.time = ""

    def _record(self) -> ArticleRecord | None:
        try:
            return read_record(self.folder)
        except SheetError as error:
            self.messages.append(f"{RECORD}: {error.message}, made again from the sheet and the ledger")
            return None

    def run(self) -> Outcome:
        sheet = choose_sheet(self.folder, self.record, self.settings)
        found = gather(sheet, self.record, self.ledger, self.settings, article_id=self.article.id)
        self.messages.extend(found.messages)
        same = self._same_version()
        names = Names(self.record.annotation.entities if self.record else (), self.annotation.entities)
        machine, own = by_hand(found.standing)
        taken = frozenset(self.ledger.ids | {item.claim.id for item in found.standing})
        result = reconcile(
            machine,
            self.annotation.claims,
            names=names,
            settings=self.settings,
            article_id=self.article.id,
            taken=taken,
            findings=self.findings,
            same_version=same,
        )
        basis = dict(result.basis)
        taken |= {row.claim.id for row in result.rows}
        own_rows = [self._own(item, names, same, basis) for item in own if item.live or item.shown]
        added: list[tuple[Row, Line]] = []
        for line in found.added:
            added.append(self._added(line, taken | {row.claim.id for row, _ in added}))
        rows = _in_order(result, [row for row in own_rows if row is not None] + [row for row, _ in added])
        new_lines = {row.claim.id: line for row, line in added}
        entries = self._entries(found, rows, new_lines)
        contents = self._contents(rows, basis, sheet, found)
        ledgers.append(self.folder / LEDGER, entries)
        written = write_files(self.folder, contents, unless_changed=self.before)
        return Outcome(self.folder, tuple(rows), self._counts(rows, len(added)), tuple(self.messages), tuple(written))

    def _same_version(self) -> bool:
        if self.record is None or self.record.article.sha256 != self.article.sha256:
            return False
        before = [claim.model_copy(update={"id": ""}) for claim in self.record.annotation.claims]
        return before == list(self.annotation.claims)

    def _own(self, item: Standing, names: Names, same: bool, basis: dict[str, Claim]) -> Row | None:
        """Carry a claim that a person added over: its verdict rests on the article's words."""
        claim = anchor(
            item.claim.text, self.article, self.annotation, claim_id=item.claim.id, speaker=item.claim.speaker
        )
        located, was = claim.end > claim.start, item.claim.end > item.claim.start
        if same and item.live:
            if item.basis is not None:
                basis[claim.id] = item.basis
            return unchanged(item, claim, item.findings)
        if not located:
            if was:
                if item.basis is not None:
                    basis[claim.id] = item.basis
                return removed(item) if item.shown else None
            return unchanged(item, claim, ()).model_copy(update={"change": NOT_LOCATED})
        if not was:
            return unchanged(item, claim, ()).model_copy(update={"change": ""})
        now = anchored_words(claim)
        last: Comparison = compare(Signature(anchored_words(item.claim)), Signature(now), names)
        row, ground = carry(item, now, (), last, False, names, self.settings, verified=with_article_words(item))
        if ground is not None and ground.text != now.text:
            basis[claim.id] = ground
        return row.model_copy(update={"claim": claim})

    def _added(self, line: Line, taken: frozenset[str]) -> tuple[Row, Line]:
        """Give a line without id its claim and its id."""
        text = line.cells["claim"].strip()
        claim = anchor(text, self.article, self.annotation, speaker=line.cells.get("speaker", "").strip())
        claim_id = new_id(self.article.id, text, taken)
        located = claim.end > claim.start
        if not located:
            self.messages.append(f"row {line.number}: not located in the article, kept as it is: “{text[:60]}”")
        row = Row(
            claim=claim.model_copy(update={"id": claim_id}),
            review=line.review(self.settings),
            change="new" if located else NOT_LOCATED,
            extra=dict(line.extra),
        )
        return row, line

    def _entries(self, found: Found, rows: Sequence[Row], added: Mapping[str, Line]) -> list[Entry]:
        """Return what the ledger does not know yet."""
        self.time = self.clock().isoformat()
        entries: list[Entry] = []
        for claim_id, item in found.decisions.items():
            entries.append(self._decision(claim_id, item.claim, item.review, item.extra))
        after = {entry.claim_id: entry for entry in entries}
        for row in rows:
            claim_id = row.claim.id
            versions = self.ledger.versions.get(claim_id, [])
            if not row.change.startswith(REMOVED) and (not versions or versions[-1] != row.claim):
                entries.append(
                    Entry(time=self.time, event="claim", article=self.article.id, version=self.version,
                          claim_id=claim_id, claim=row.claim)
                )  # fmt: skip
            if claim_id in added and row.review != Review(status=self.settings.first_status):
                entries.append(self._decision(claim_id, row.claim, row.review, row.extra))
                continue
            last = after.get(claim_id) or self.ledger.latest.get(claim_id)
            is_removed = row.change.startswith(REMOVED)
            was_removed = last is not None and last.event == "removed"
            review = last.review if last and last.review else Review(status=self.settings.first_status)
            asks = row.review.status == "recheck" and last is not None and last.previous_status != row.previous_status
            if is_removed != was_removed or review != row.review or asks:
                entries.append(
                    Entry(time=self.time, event="removed" if is_removed else "outcome", article=self.article.id,
                          version=self.version, claim_id=claim_id, text=row.claim.text, review=row.review,
                          change=row.change, previous_status=row.previous_status, previous_claim=row.previous_claim,
                          extra={name: text for name, text in row.extra.items() if text})
                )  # fmt: skip
        return entries

    def _decision(self, claim_id: str, claim: Claim, review: Review, extra: Mapping[str, str]) -> Entry:
        return Entry(
            time=self.time,
            event="decision",
            article=self.article.id,
            version=self.version if self.record is None else self.record.article.sha256[:12],
            claim_id=claim_id,
            text=claim.text,
            reviewer=review.reviewer,
            review=review,
            extra={name: text for name, text in extra.items() if text},
            source="sheet",
        )

    def _contents(
        self, rows: Sequence[Row], basis: Mapping[str, Claim], sheet: Sheet | None, found: Found
    ) -> dict[str, bytes]:
        order = sheet.columns if sheet else ALL
        loose = sheet.loose if sheet else ()
        shown = _as_sorted(rows, found.own_order) if found.own_order else list(rows)
        data = write_sheet(shown, self.settings, order=order, loose=loose)
        ids = {(row.claim.start, row.claim.end, row.claim.text): row.claim.id for row in rows}
        claims = tuple(
            claim.model_copy(update={"id": ids.get((claim.start, claim.end, claim.text), "")})
            for claim in self.annotation.claims
        )
        record = ArticleRecord(
            article=self.article,
            annotation=self.annotation.model_copy(update={"claims": claims}),
            provenance=self.provenance,
            rows=tuple(_state(row, basis.get(row.claim.id)) for row in rows),
            sheet_sha256=sha256(data),
            xlsx_sha256=sha256(self.before[XLSX]),
        )
        return {LEFT_OUT: write_left_out(self.annotation.left_out), CSV: data, RECORD: write_record(record)}

    def _counts(self, rows: Sequence[Row], added: int) -> dict[str, int]:
        live = [row for row in rows if not row.change.startswith(REMOVED)]
        judged = [row for row in live if row.review.status not in self.settings.open_statuses]
        counts = {
            "claims": len(live),
            "new": sum(row.change == "new" for row in live),
            "carried": len(judged),
            "recheck": sum(row.review.status == "recheck" for row in live),
            "removed": len(rows) - len(live),
            "added": added,
            "open": len(live) - len(judged),
        }
        for change in ("moved", "reworded", "changed", "returned", NOT_LOCATED):
            counts[change] = sum(row.change.startswith(change) for row in live)
        return counts


def _state(row: Row, basis: Claim | None) -> RowState:
    return RowState(
        claim=row.claim,
        findings=row.findings,
        change=row.change,
        previous_status=row.previous_status,
        previous_claim=row.previous_claim,
        basis=basis,
    )


def _in_order(result: Reconciled, own: Sequence[Row]) -> list[Row]:
    """Return all rows in the order of the article, then those without a place in it, then the removed ones."""
    live = [row for row in result.rows if not row.change.startswith(REMOVED)]
    gone = [row for row in result.rows if row.change.startswith(REMOVED)]
    gone += [row for row in own if row.change.startswith(REMOVED)]
    nowhere: list[Row] = []
    for row in own:
        if row.change.startswith(REMOVED):
            continue
        if row.claim.end == row.claim.start:
            nowhere.append(row)
            continue
        at = next((i for i, other in enumerate(live) if other.claim.start > row.claim.start), len(live))
        live.insert(at, row)
    return live + nowhere + gone


def _as_sorted(rows: Sequence[Row], own_order: Sequence[str]) -> list[Row]:
    """Return the rows as a person sorted them; a new one stands behind the one that it follows in the article."""
    by_id = {row.claim.id: row for row in rows}
    placed = [claim_id for claim_id in own_order if claim_id in by_id]
    before: str | None = None
    for row in rows:
        if row.claim.id not in placed:
            placed.insert(placed.index(before) + 1 if before is not None else 0, row.claim.id)
        before = row.claim.id
    return [by_id[claim_id] for claim_id in placed]
