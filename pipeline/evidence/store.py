"""The index's file: made, opened, locked, and made again when it is damaged.

Everything in it can be made again from the documents, so damage is answered with a rebuild. A lock beside the file
keeps two runs from indexing the same documents twice; readers need none.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from filelock import FileLock

__all__ = ["CLAIMS", "SECTIONS", "Store", "damaged"]

SECTIONS: Final = ("source", "check", "past")
"""What the index holds apart: the desk's sources, fact-checks, and claims of other articles."""
CLAIMS: Final = frozenset({"check", "past"})
"""Sections that hold claims, which are searched by what they are about too."""
_FORMAT: Final = "claimsheet evidence 6"
_LOCK_SECONDS: Final = 600

_TABLES = """
create table if not exists meta (key text primary key, value text);
create table if not exists documents (
    id integer primary key, section text not null, path text not null, stamp text not null, sha256 text not null,
    title text not null default '', url text not null default '', date text not null default '',
    passages integer not null default 0, broken integer not null default 0, message text not null default '',
    unique (section, path));
create table if not exists passages (
    id integer primary key, document integer not null, number integer not null, text text not null, place text not null,
    heading text not null, more text not null);
create index if not exists passages_document on passages (document, number);
create table if not exists vectors (id integer primary key, document integer not null, vector blob not null);
create index if not exists vectors_document on vectors (document);
"""


class Store:
    """One SQLite file.

    Parameters
    ----------
    path
        The file; none keeps everything in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(str(path) + ".lock")
        self.connection = self._open()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock beside the file, if there is a file."""
        if self._lock is None:
            yield
            return
        with self._lock.acquire(timeout=_LOCK_SECONDS):
            yield

    def refresh(self) -> None:
        """Open the file again if another run has replaced it."""
        if self.path is not None and not self.path.exists():
            self.connection.close()
            self.connection = self._open()

    def _open(self) -> sqlite3.Connection:
        if self.path is None:
            return _connect(":memory:")
        try:
            return _connect(str(self.path))
        except sqlite3.DatabaseError as error:
            if not damaged(error):
                raise
            with self.locked():
                try:  # another run may have rebuilt it meanwhile
                    return _connect(str(self.path))
                except sqlite3.DatabaseError:
                    self.remove()
                    return _connect(str(self.path))

    def rebuild(self) -> None:
        """Throw the file away and begin anew: for damage that shows only while reading."""
        self.connection.close()
        with self.locked():
            self.remove()
            self.connection = self._open_unlocked()

    def _open_unlocked(self) -> sqlite3.Connection:
        return _connect(":memory:" if self.path is None else str(self.path))

    def remove(self) -> None:
        """Delete the file and what SQLite keeps beside it."""
        if self.path is not None:
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)


def damaged(error: sqlite3.DatabaseError) -> bool:
    """Tell a damaged or foreign file from one that is locked, full or read-only."""
    return not isinstance(error, sqlite3.OperationalError) or "no such" in str(error)


def _connect(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=120)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        held = connection.execute("select name from sqlite_master where name = 'meta'").fetchone()
        if held:
            found = connection.execute("select value from meta where key = 'format'").fetchone()
            if not found or found[0] != _FORMAT:
                raise sqlite3.DatabaseError("another format")
        else:
            connection.executescript("begin immediate;" + _TABLES + _terms_tables() + "commit;")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _terms_tables() -> str:
    made = []
    for section in SECTIONS:
        made.append(
            f"create virtual table if not exists {section}_terms using fts5 (words, names, figures, concepts, "
            "tokenize = 'unicode61 remove_diacritics 0');"
            f"create virtual table if not exists {section}_vocabulary using fts5vocab ({section}_terms, 'col');"
        )
    return "".join(made) + f"insert or replace into meta values ('format', '{_FORMAT}');"
