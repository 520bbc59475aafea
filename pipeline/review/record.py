"""record.json: what the machine read in an article and what it last said of each claim; nothing in it bears a time."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import Field, ValidationError

from pipeline.errors import SheetError
from pipeline.schema import Annotation, Article, Claim, Finding, Provenance, Record

__all__ = ["ArticleRecord", "RowState", "read_record", "write_record"]

NAME = "record.json"


class RowState(Record):
    """What the machine last said of a claim.

    ``basis`` is the claim as it read when a person last decided, where that is not how it reads now.
    """

    claim: Claim
    findings: tuple[Finding, ...] = ()
    change: str = ""
    previous_status: str = ""
    previous_claim: str = ""
    basis: Claim | None = None


class ArticleRecord(Record):
    """All that ``record.json`` holds.

    ``annotation.claims`` bear their ids; ``rows`` are all rows of the sheet, in its order, with those that were removed
    or added by hand. ``sheet_sha256`` and ``xlsx_sha256`` are the files as they were at the end of the last run.
    """

    format: int = 1
    article: Article
    annotation: Annotation
    provenance: Provenance
    rows: tuple[RowState, ...] = Field(default=())
    sheet_sha256: str = ""
    xlsx_sha256: str = ""


def read_record(folder: Path) -> ArticleRecord | None:
    """Read the record in an article's folder; none where there is none.

    Raises
    ------
    SheetError
        If it is damaged.
    """
    path = folder / NAME
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SheetError(f"can't be read: {error.strerror or error}", path=path) from None
    try:
        return ArticleRecord.model_validate(json.loads(data.decode("utf-8", "surrogatepass")))
    except (ValueError, ValidationError):
        hint = "delete it: the next run makes it again from the sheet and the ledger"
        raise SheetError("the record is damaged", path=path, hint=hint) from None


def write_record(record: ArticleRecord) -> bytes:
    """Return the record as bytes: the same record is the same bytes on every machine."""
    plain = record.model_dump(mode="json", by_alias=True)
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")
