"""Every error that a user can meet, as one tree.

::

    ClaimsheetError                 anything of ours; the command prints its text and exits with 2
    ├── ArticleError                an article that can't be read
    │   ├── EmptyArticleError       no text in it
    │   ├── FormatError             a binary, an unknown format, a damaged file
    │   └── OtherLanguageError      not English
    ├── SettingsError               an unknown key or a value out of range
    ├── SheetError                  a sheet that can't be read back without losing something
    │   ├── SheetConflictError      two versions of one sheet, or a merge conflict left in it
    │   └── LedgerError             a ledger that contradicts itself
    ├── SourceError                 a source document or a fact-check feed
    ├── WriteError                  a folder or a disk that takes no more
    │   └── LockedError             somebody else is writing, or has the sheet open
    └── UsageError                  arguments that do not fit together
        └── UnknownClaimError       an id that no record knows
"""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "ArticleError",
    "ClaimsheetError",
    "EmptyArticleError",
    "FormatError",
    "LedgerError",
    "LockedError",
    "OtherLanguageError",
    "SettingsError",
    "SheetConflictError",
    "SheetError",
    "SourceError",
    "UnknownClaimError",
    "UsageError",
    "WriteError",
]


class ClaimsheetError(Exception):
    """What went wrong, where, and what to do, in one line.

    Parameters
    ----------
    message
        What is wrong, as a person would say it.
    path
        The file or folder it is about.
    row
        The row of a table, counted as a spreadsheet shows it (the header is row 1).
    column
        The column's header.
    hint
        What the user can do.
    """

    exit_code = 2

    def __init__(
        self,
        message: str,
        *,
        path: Path | str | None = None,
        row: int | None = None,
        column: str | None = None,
        hint: str | None = None,
    ) -> None:
        self.message = message
        self.path = None if path is None else Path(path)
        self.row = row
        self.column = column
        self.hint = hint
        super().__init__(message)

    def __str__(self) -> str:
        where = [] if self.path is None else [str(self.path)]
        if self.row is not None:
            where.append(f"row {self.row}")
        if self.column is not None:
            where.append(f"column {self.column}")
        text = f"{', '.join(where)}: {self.message}" if where else self.message
        return f"{text} ({self.hint})" if self.hint else text


class ArticleError(ClaimsheetError):
    """An article that can't be read."""


class EmptyArticleError(ArticleError):
    """A file without text: empty, blank, or a scan."""


class FormatError(ArticleError):
    """A binary, a format that no reader knows, or a damaged file."""


class OtherLanguageError(ArticleError):
    """An article that is not in English."""


class SettingsError(ClaimsheetError):
    """A settings file with an unknown key or a value out of range."""


class SheetError(ClaimsheetError):
    """A sheet that can't be read back without losing what somebody wrote."""


class SheetConflictError(SheetError):
    """Two versions of one sheet, and no way to tell which one counts."""


class LedgerError(SheetError):
    """A ledger that contradicts itself."""


class SourceError(ClaimsheetError):
    """A source document or a fact-check feed that can't be read."""


class WriteError(ClaimsheetError):
    """A folder that can't be written, or a disk that is full."""


class LockedError(WriteError):
    """Another run is writing, or a spreadsheet program has the sheet open."""


class UsageError(ClaimsheetError):
    """Arguments that do not fit together."""


class UnknownClaimError(UsageError):
    """A claim id that no record knows."""
