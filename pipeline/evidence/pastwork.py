"""Past work: what people decided of claims in other articles.

Read from what the review loop leaves in an annotation folder: the sheet has the decisions, the record the article's
title, the ledger the time at which a decision was read.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import SourceError
from pipeline.evidence.entries import Entry
from pipeline.evidence.index import Read
from pipeline.evidence.records import Passage

__all__ = ["past_entries", "read_past"]


def past_entries(annotations: Path) -> list[Entry]:
    """Return the sheets under a folder of annotations, in the order of their names."""
    if not annotations.is_dir():
        return []
    return [
        Entry(folder.name, folder / "sheet.csv", (folder / "record.json", folder / "decisions.jsonl"))
        for folder in sorted(annotations.iterdir())
        if (folder / "sheet.csv").is_file()
    ]


def read_past(sheet: Path, open_statuses: Collection[str]) -> Read:
    """Read the claims of a sheet that somebody has decided.

    Parameters
    ----------
    open_statuses
        Statuses that still ask for work; their rows are no evidence.

    Raises
    ------
    SourceError
        If the sheet is no table, while its passages are drawn.
    """
    record = _record(sheet.with_name("record.json"))
    article = record.get("article")
    article = article if isinstance(article, dict) else record
    return Read(
        title=_string(article.get("title")) or sheet.parent.name,
        url=_string(article.get("url")),
        date=_string(article.get("published"))[:10],
        passages=_passages(sheet, open_statuses),
    )


def _passages(sheet: Path, open_statuses: Collection[str]) -> Iterator[Passage]:
    times = _times(sheet.with_name("decisions.jsonl"))
    try:
        text = _decoded(sheet)
        header = text.split("\n", 1)[0]
        rows = csv.DictReader(text.splitlines(keepends=True), delimiter=max(",;\t", key=header.count))
        for row in rows:
            cells = {
                name.strip().lower(): (cell or "").strip()
                for name, cell in row.items()
                if isinstance(name, str) and not isinstance(cell, list)
            }
            status = cells.get("status", "")
            claim = cells.get("claim", "").removeprefix("'")
            if not claim or not status or status.lower() in open_statuses or cells.get("change") == "removed":
                continue
            number = cells.get("claim_id", "")
            kept = {
                name: cells.get(name, "")
                for name in ("status", "evidence_url", "reviewer", "notes", "sign_off", "speaker")
            }
            yield Passage(text=claim, place=number, extra={**kept, "date": times.get((number, status), "")})
    except (csv.Error, OSError) as error:
        raise SourceError(f"can't be read: {error}", path=sheet) from None


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _record(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _times(path: Path) -> dict[tuple[str, str], str]:
    """Return the day at which a claim was first read with a status, from the ledger."""
    found: dict[tuple[str, str], str] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return found
    for line in lines:
        try:
            decision = json.loads(line)
        except ValueError:
            continue
        if not isinstance(decision, dict):
            continue
        review = decision.get("review")
        number = _string(decision.get("claim_id")) or _string(decision.get("id"))
        status = _string(decision.get("status")) or _string(review.get("status") if isinstance(review, dict) else "")
        time = next(
            (_string(decision.get(key)) for key in ("read", "time", "read_at", "at", "date") if decision.get(key)), ""
        )
        if number and time:
            found.setdefault((number, status), time[:10])
    return found


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
