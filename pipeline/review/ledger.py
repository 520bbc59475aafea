"""The ledger: every decision ever read, every version of every claim, one JSON object a line, only ever added to.

It alone bears times, and it is ordered by its lines, not by its times: a clock may go back. A line that was half
written when the power went is stepped over, and the next one starts on a line of its own.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import LedgerError, WriteError
from pipeline.schema import Claim, Review, dump

__all__ = ["Clock", "Entry", "Ledger", "append", "now", "read"]

Clock = Callable[[], dt.datetime]
Event = Literal["claim", "decision", "outcome", "removed", "loose", "note"]


def now() -> dt.datetime:
    """Return the time in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


class Entry(BaseModel):
    """One line.

    ``event`` is ``claim`` (a claim as the machine reads it, in this version), ``decision`` (what a person's sheet said
    of the claim ``text``), ``outcome`` (what the machine made of it when the article changed), ``removed``, ``loose``
    (a row of a person's own that is no claim) or ``note``. ``version`` is the beginning of the article's hash.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    time: str
    event: Event
    article: str = ""
    version: str = ""
    claim_id: str = ""
    text: str = ""
    reviewer: str = ""
    review: Review | None = None
    claim: Claim | None = None
    change: str = ""
    previous_status: str = ""
    previous_claim: str = ""
    extra: dict[str, str] = Field(default_factory=dict)
    source: str = ""


def _plain(entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = {"time": entry.time, "event": entry.event}
    for name in ("article", "version", "claim_id", "text", "reviewer"):
        if getattr(entry, name):
            plain[name] = getattr(entry, name)
    if entry.review is not None:
        plain["review"] = entry.review.model_dump()
    if entry.claim is not None:
        plain["claim"] = dump(entry.claim)
    for name in ("change", "previous_status", "previous_claim", "extra", "source"):
        if getattr(entry, name):
            plain[name] = getattr(entry, name)
    return plain


@dataclass(frozen=True)
class Ledger:
    """What a ledger says, in the order of its lines.

    ``skipped`` are the numbers of the lines that could not be read.
    """

    path: Path
    entries: tuple[Entry, ...] = ()
    skipped: tuple[int, ...] = ()
    versions: dict[str, list[Claim]] = field(default_factory=dict)
    decided: dict[str, Entry] = field(default_factory=dict)
    latest: dict[str, Entry] = field(default_factory=dict)

    @property
    def ids(self) -> frozenset[str]:
        """Every id that was ever given."""
        return frozenset(self.versions) | frozenset(self.latest)


def read(path: Path) -> Ledger:
    """Read a ledger; one that is not there is empty.

    Raises
    ------
    LedgerError
        If it can't be read, or is the ledger of two articles.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Ledger(path)
    except OSError as error:
        raise LedgerError(f"can't be read: {error.strerror or error}", path=path) from None
    entries: list[Entry] = []
    skipped: list[int] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            entries.append(Entry.model_validate(json.loads(line.decode("utf-8", "surrogatepass"))))
        except (ValueError, ValidationError):
            skipped.append(number)
    ledger = Ledger(path, tuple(entries), tuple(skipped))
    for entry in entries:
        if entry.event == "claim" and entry.claim is not None:
            versions = ledger.versions.setdefault(entry.claim_id, [])
            if entry.claim in versions:
                versions.remove(entry.claim)
            versions.append(entry.claim)
        elif entry.event == "decision":
            ledger.decided[entry.claim_id] = entry
            ledger.latest[entry.claim_id] = entry
        elif entry.event in ("outcome", "removed") and entry.review is not None:
            ledger.latest[entry.claim_id] = entry
    return ledger


def append(path: Path, entries: Iterable[Entry] | Sequence[Entry]) -> None:
    """Add lines at the end and wait until the disk has them.

    Raises
    ------
    WriteError
        If the folder or the disk takes no more. What stood there still stands.
    """
    lines = [json.dumps(_plain(entry), ensure_ascii=False) for entry in entries]
    if not lines:
        return
    block = ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")
    try:
        with path.open("ab") as stream:
            if stream.tell() and not _ends_with_newline(path):
                block = b"\n" + block
            stream.write(block)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise WriteError(
            f"can't be written: {error.strerror or error}",
            path=path,
            hint="nothing was changed; make room and run again",
        ) from None


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"
