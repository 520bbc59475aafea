"""An article that came back under another name: its work is found, and can be adopted."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SheetError, UsageError, WriteError
from pipeline.review import ledger as ledgers
from pipeline.review.files import locked, read_bytes
from pipeline.review.record import NAME as RECORD
from pipeline.review.record import read_record
from pipeline.review.standing import sha256
from pipeline.schema import Article

__all__ = ["Renamed", "adopt", "find_renamed"]

_PROBES = 8
_SAME = 0.5


@dataclass(frozen=True)
class Renamed:
    """An older article of nearly the same text; ``share`` is how much of the shorter one stands in both, 0 to 1."""

    old_id: str
    new_id: str
    share: float

    @property
    def message(self) -> str:
        """What to tell the user."""
        much = "the text" if self.share >= 0.999 else f"{self.share:.0%} of the text"
        return (
            f"{self.new_id} looks like {self.old_id} under a new name ({much} is the same); to go on with the work "
            f"done on it, type: claimsheet adopt {self.old_id} {self.new_id}"
        )


def find_renamed(annotations: Path, article: Article, *, present: Collection[str] = ()) -> Renamed | None:
    """Find the older work that a new article may be owed.

    Parameters
    ----------
    annotations
        The folder of all articles' folders. It reads each record in it: not for every article of an archive.
    article
        An article; one that has a record of its own is no renamed one.
    present
        The ids of the articles that are there now: theirs is not up for adoption.
    """
    if (annotations / article.id / RECORD).exists() or not annotations.is_dir():
        return None
    lines = _lines(article.text)
    probes = [json.dumps(line, ensure_ascii=False)[1:-1].encode() for line in sorted(lines, key=len)[-_PROBES:]]
    best: Renamed | None = None
    for path in sorted(annotations.glob(f"*/{RECORD}")):
        name = path.parent.name
        if name == article.id or name in present:
            continue
        data = read_bytes(path) or b""
        if sum(probe in data for probe in probes) * 3 < len(probes):
            continue
        try:
            record = read_record(path.parent)
        except SheetError:
            continue
        if record is None:
            continue
        share = _shared(lines, _lines(record.article.text))
        if share >= _SAME and (best is None or share > best.share):
            best = Renamed(name, article.id, share)
    return best


def adopt(annotations: Path, old_id: str, new_id: str, *, wait: float = 10.0) -> Path:
    """Give an article the work that was done under another name.

    A folder that the new name has already is replaced if nobody has decided anything in it: a run makes it again.

    Raises
    ------
    UsageError
        If there is no such work, or the article has work of its own already.
    WriteError
        If the folder can't be renamed.
    """
    old, new = annotations / old_id, annotations / new_id
    if not (old / RECORD).exists():
        raise UsageError("there is no work here to adopt", path=old)
    if new.exists() and not _untouched(new):
        raise UsageError("has work of its own already", path=new, hint="move it away first")
    try:
        if new.exists():
            shutil.rmtree(new)
        with locked(old, timeout=wait):
            pass
        old.rename(new)
    except OSError as error:
        raise WriteError(f"can't be renamed: {error.strerror or error}", path=old) from None
    return new


def _untouched(folder: Path) -> bool:
    """Say whether a folder holds what a machine wrote and nothing else."""
    if not any(folder.iterdir()):
        return True
    record = read_record(folder)
    decided = any(
        entry.event in {"decision", "loose", "note"} for entry in ledgers.read(folder / "decisions.jsonl").entries
    )
    kept = {RECORD, "sheet.csv", "left-out.csv", "decisions.jsonl"}
    foreign = [path for path in folder.iterdir() if path.name not in kept and not path.name.startswith(".")]
    return (
        record is not None
        and not decided
        and not foreign
        and sha256(read_bytes(folder / "sheet.csv")) == record.sheet_sha256
    )


def _lines(text: str) -> set[str]:
    """Return the sentences of a text, roughly: enough to see whether two texts are one."""
    return {part.strip() for part in re.split(r"(?<=[.!?”])\s+|\n+", text) if len(part.strip()) >= 20}


def _shared(one: set[str], other: set[str]) -> float:
    shorter = min(sum(map(len, one)), sum(map(len, other)))
    return sum(len(line) for line in one & other) / shorter if shorter else 0.0
