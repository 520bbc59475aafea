"""A claim's life, as the ledger has it: its texts, its verdicts, who gave them and when they were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UnknownClaimError
from pipeline.review import ledger as ledgers
from pipeline.review.columns import HUMAN
from pipeline.review.identity import is_claim_id, tidy_id
from pipeline.review.ledger import Entry
from pipeline.review.reconcile import ADDED_BY_HAND
from pipeline.schema import Review

__all__ = ["HistoryEvent", "history"]

_LEDGER = "decisions.jsonl"


@dataclass(frozen=True)
class HistoryEvent:
    """One thing that happened to a claim; ``version`` is the beginning of the hash of the article's text."""

    article: str
    time: str
    version: str
    what: str

    def __str__(self) -> str:
        return f"{self.time}  {self.version}  {self.what}"


def history(annotations: Path, claim_id: str) -> list[HistoryEvent]:
    """Return what happened to a claim, in the order in which it was written down.

    Parameters
    ----------
    annotations
        The folder of all articles' folders.
    claim_id
        As it stands in the sheet.

    Raises
    ------
    UnknownClaimError
        If no ledger knows the id.
    """
    claim_id = tidy_id(claim_id)
    events: list[HistoryEvent] = []
    for path in sorted(annotations.glob(f"*/{_LEDGER}")):
        entries = [entry for entry in ledgers.read(path).entries if entry.claim_id == claim_id]
        events.extend(_events(path.parent.name, entries))
    if not events:
        hint = "ids are in the first column of a sheet" if is_claim_id(claim_id) else "an id looks like c-k7mq2x"
        raise UnknownClaimError(f"no ledger knows {claim_id}", path=annotations, hint=hint)
    return events


def _events(article: str, entries: Sequence[Entry]) -> list[HistoryEvent]:
    events: list[HistoryEvent] = []
    text = ""
    review = Review()
    for entry in entries:
        what = ""
        if entry.event == "claim" and entry.claim is not None and entry.claim.text != text:
            first = "added by hand" if ADDED_BY_HAND in entry.claim.reasons else "first read"
            what = f"{'now reads' if text else first}: {entry.claim.text}"
            text = entry.claim.text
        elif entry.event == "decision" and entry.review is not None:
            who = entry.reviewer or "a reviewer"
            what = f"{who}: {_said(review, entry.review)}"
            review = entry.review
        elif entry.event in ("outcome", "removed") and entry.review is not None:
            if entry.event == "removed":
                what = f"no longer in the article (was {entry.review.status})"
            elif entry.review.status != review.status:
                why = f" ({entry.change})" if entry.change else ""
                what = f"{review.status} → {entry.review.status}{why}"
            elif entry.change:
                what = entry.change
            review = entry.review
        if what:
            events.append(HistoryEvent(article, entry.time, entry.version, what))
    return events


def _said(before: Review, after: Review) -> str:
    said = [f"{before.status} → {after.status}"] if before.status != after.status else []
    for name in HUMAN[1:]:
        old, new = getattr(before, name), getattr(after, name)
        if old != new and name != "reviewer":
            said.append(f"{name}: {' '.join(new.split()) or 'emptied'}")
    return "; ".join(said) or after.status
