"""The sheet's columns: their order, who owns which, and the names people give them."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ALL", "HUMAN", "LEFT_OUT", "MACHINE", "NEVER_EMPTY", "canonical"]

ALL: Final = (
    "claim_id",
    "status",
    "claim",
    "speaker",
    "figures",
    "entities",
    "priority",
    "change",
    "previous_status",
    "previous_claim",
    "finding",
    "evidence_url",
    "reviewer",
    "notes",
    "sign_off",
    "sentence",
    "section",
    "kind",
    "start",
    "end",
)
"""Every column, in the order in which a new sheet has them."""

HUMAN: Final = ("status", "evidence_url", "reviewer", "notes", "sign_off")
"""What people write; the machine writes ``status`` alone, and only ``recheck``."""

MACHINE: Final = tuple(name for name in ALL if name not in HUMAN)

NEVER_EMPTY: Final = ("claim_id", "claim", "kind", "priority")
"""Machine cells that a row with an id always fills: where one is cut off, the file is damaged."""

LEFT_OUT: Final = ("start", "end", "text", "reason")

_KNOWN = {re.sub(r"[^a-z]", "", name): name for name in ALL}


def canonical(header: str) -> str | None:
    """Return the column that a header names, or none for a column of the person's own.

    Case, spaces, hyphens and underscores do not count: ``Claim ID`` is ``claim_id``.
    """
    if re.search(r"\d", header):
        return None
    return _KNOWN.get(re.sub(r"[\W_]", "", header).lower())
