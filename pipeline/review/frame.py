"""A sheet as a table for analysis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.review.columns import ALL
from pipeline.review.sheet import read_sheet
from pipeline.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_frame"]


def read_frame(path: Path | str, settings: Settings | None = None) -> pd.DataFrame:
    """Read a sheet, whatever a spreadsheet program made of it, into a data frame.

    Parameters
    ----------
    path
        A CSV or XLSX file.
    settings
        For the list of statuses; the defaults without it.

    Returns
    -------
    pandas.DataFrame
        One row a claim, indexed by ``claim_id``; the sheet's columns, then those that people added. Every cell is a
        string, for "007" and "NA" are words here; ``start`` and ``end`` are nullable integers.

    Raises
    ------
    SheetError
        If the sheet can't be read without losing something.
    """
    import pandas as pd  # half a second that a run without it does not pay

    lines = read_sheet(Path(path), settings or Settings()).lines
    own = list(dict.fromkeys(name for line in lines for name in line.extra))
    frame = pd.DataFrame(
        [{"claim_id": line.claim_id, **line.cells, **line.extra} for line in lines],
        columns=[*ALL, *(name for name in own if name not in ALL)],
        dtype="string",
    ).fillna("")
    for name in ("start", "end"):
        frame[name] = pd.to_numeric(frame[name], errors="coerce").astype("Int64")
    return frame.set_index("claim_id")
