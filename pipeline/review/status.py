"""How far the checking of an article has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import SheetError
from pipeline.review.reconcile import REMOVED
from pipeline.review.record import read_record
from pipeline.review.standing import choose_sheet
from pipeline.settings import Settings

__all__ = ["Progress", "progress"]


@dataclass(frozen=True)
class Progress:
    """Counts over the rows of a sheet, without those that are no longer in the article.

    ``by_status`` is in the order of the settings; ``first`` are the open claims of high priority; ``signed`` have a
    sign-off; ``waiting`` are the claims that changed after they had been checked.
    """

    name: str
    claims: int
    open: int
    first: int
    signed: int
    waiting: tuple[str, ...] = ()
    by_status: Mapping[str, int] = field(default_factory=dict)
    by_reviewer: Mapping[str, int] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """One line for a person."""
        if not self.claims:
            return f"{self.name}: no claims"
        left = f"facts left: {self.open} of {self.claims}" if self.open else f"all {self.claims} claims checked"
        first = f", {self.first} of them to check first" if self.first else ""
        waiting = f", {len(self.waiting)} to recheck" if self.waiting else ""
        return f"{self.name}: {left}{first}{waiting}, {self.signed} signed off"


def progress(folder: Path, settings: Settings) -> Progress:
    """Count what has been checked in an article's folder, as its sheet stands now.

    Raises
    ------
    SheetError
        If there is no sheet or it can't be read.
    """
    try:
        record = read_record(folder)
    except SheetError:
        record = None
    sheet = choose_sheet(folder, record, settings)
    if sheet is None:
        raise SheetError("there is no sheet here", path=folder, hint="run: claimsheet sheet, or: claimsheet restore")
    lines = [line for line in sheet.lines if not line.cells.get("change", "").startswith(REMOVED)]
    reviews = [line.review(settings) for line in lines]
    found = Counter(review.status for review in reviews)
    still_open = [line for line, review in zip(lines, reviews, strict=True) if review.status in settings.open_statuses]
    decided = Counter(
        " ".join(review.reviewer.split())
        for review in reviews
        if review.reviewer.strip() and review.status not in settings.open_statuses
    )
    return Progress(
        name=folder.name,
        claims=len(lines),
        open=len(still_open),
        first=sum(line.cells.get("priority") == "high" for line in still_open),
        signed=sum(bool(review.sign_off.strip()) for review in reviews),
        waiting=tuple(line.claim_id for line, review in zip(lines, reviews, strict=True) if review.status == "recheck"),
        by_status={status: found[status] for status in settings.statuses if found[status]},
        by_reviewer=dict(sorted(decided.items())),
    )
