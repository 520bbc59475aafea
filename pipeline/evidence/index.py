"""The index: one SQLite file with full-text search, kept up to date by the hashes of what it holds.

Everything in it can be made again from the documents, so damage is answered with a rebuild. Each document is written in
one transaction: a run that is interrupted leaves it out or whole. A lock beside the file keeps two runs from indexing
the same documents twice; readers need none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from pipeline.evidence.records import Passage
from pipeline.evidence.terms import Terms, terms_of

__all__ = ["SECTIONS", "Entry", "Held", "Index", "Read", "SkippedDocumentError", "Timeout", "content_hash", "damaged"]

SECTIONS: Final = ("source", "check", "past")
"""What the index holds apart: the desk's sources, fact-checks, and claims of other articles."""
_FORMAT: Final = "claimsheet evidence 4"
_ALWAYS_HASHED: Final = 4 * 1024 * 1024
_LOCK_SECONDS: Final = 600
_BATCH: Final = 500

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
"""


@dataclass(frozen=True)
class Entry:
    """A file that the index should hold, under the path that it is known by."""

    path: str
    file: Path
    beside: tuple[Path, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """The file and those that are read with it, as far as they are there."""
        return (self.file, *(other for other in self.beside if other.is_file()))


@dataclass(frozen=True)
class Held:
    """What the index knows of a document."""

    id: int
    path: str
    title: str
    url: str
    date: str
    passages: int
    broken: int
    message: str


@dataclass(frozen=True)
class Read:
    """A document as its reader hands it over; ``broken`` is asked for when its passages are drawn."""

    title: str
    url: str
    date: str
    passages: Iterator[Passage]
    broken: Callable[[], int] = lambda: 0


Reader = Callable[[Path], Read]
Progress = Callable[[str, int], None]


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file, read a megabyte at a time."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


class Index:
    """Full-text search over passages.

    Parameters
    ----------
    path
        The SQLite file; none keeps the index in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(str(path) + ".lock")
        self._connection = self._open()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    # -- keeping it up to date

    def sync(self, section: str, entries: Sequence[Entry], read: Reader, progress: Progress | None = None) -> None:
        """Bring a section up to date: new and changed files are read, those gone are dropped.

        A file that can't be read is held with its message and no passages; it is tried again when it changes.

        Raises
        ------
        Timeout
            If another run has been indexing for ten minutes.
        """
        if not self._stale(section, entries):
            return
        with self._locked():
            self._refresh()
            held = self._held(section)
            for path in sorted(set(held) - {entry.path for entry in entries}):
                with self._connection:
                    self._drop(section, held[path][0])
            for entry in entries:
                self._update(section, entry, held.get(entry.path), read, progress)

    def _stale(self, section: str, entries: Sequence[Entry]) -> bool:
        held = self._held(section)
        return len(held) != len(entries) or any(
            entry.path not in held or not _same(entry, held[entry.path][1], held[entry.path][2]) for entry in entries
        )

    def _held(self, section: str) -> dict[str, tuple[int, str, str]]:
        rows = self._connection.execute("select path, id, stamp, sha256 from documents where section = ?", (section,))
        return {path: (number, stamp, digest) for path, number, stamp, digest in rows}

    def _update(
        self, section: str, entry: Entry, held: tuple[int, str, str] | None, read: Reader, progress: Progress | None
    ) -> None:
        try:
            stamp, digest = _stamp(entry), _digest(entry)
        except OSError as error:
            stamp, digest, failed = "", "", f"{entry.file}: can't be read: {error.strerror}"
        else:
            failed = ""
            if held and held[2] == digest:
                with self._connection:
                    self._connection.execute("update documents set stamp = ? where id = ?", (stamp, held[0]))
                return
        try:
            if failed:
                raise SkippedDocumentError(failed)
            with self._connection:
                if held:
                    self._drop(section, held[0])
                self._fill(section, entry, stamp, digest, read, progress)
        except SkippedDocumentError as skipped:
            with self._connection:
                if held:
                    self._drop(section, held[0])
                self._connection.execute(
                    "insert into documents (section, path, stamp, sha256, message) values (?, ?, ?, ?, ?)",
                    (section, entry.path, stamp, digest, str(skipped)),
                )

    def _fill(
        self, section: str, entry: Entry, stamp: str, digest: str, read: Reader, progress: Progress | None
    ) -> None:
        document = read(entry.file)
        cursor = self._connection.execute(
            "insert into documents (section, path, stamp, sha256, title, url, date) values (?, ?, ?, ?, ?, ?, ?)",
            (section, entry.path, stamp, digest, document.title, document.url, document.date),
        )
        number = cursor.lastrowid
        count = 0
        for count, passage in enumerate(document.passages, start=1):
            self._insert(section, int(number or 0), count, passage)
            if progress and count % _BATCH == 0:
                progress(entry.path, count)
        self._connection.execute(
            "update documents set passages = ?, broken = ? where id = ?", (count, document.broken(), number)
        )
        if progress:
            progress(entry.path, count)

    def _insert(self, section: str, document: int, number: int, passage: Passage) -> None:
        more: dict[str, object] = {}
        if passage.cells:
            more["cells"] = passage.cells
        if passage.items:
            more["items"] = passage.items
        if passage.extra:
            more["extra"] = passage.extra
        cursor = self._connection.execute(
            "insert into passages (document, number, text, place, heading, more) values (?, ?, ?, ?, ?, ?)",
            (
                document,
                number,
                passage.text,
                passage.place,
                passage.heading,
                json.dumps(more, ensure_ascii=False) if more else "",
            ),
        )
        terms = terms_of(passage.text, heading=passage.heading)
        self._connection.execute(
            f"insert into {section}_terms (rowid, words, names, figures, concepts) values (?, ?, ?, ?, ?)",
            (
                cursor.lastrowid,
                " ".join(terms.words),
                " ".join(terms.names),
                " ".join(terms.figures),
                " ".join(terms.concepts),
            ),
        )

    def _drop(self, section: str, document: int) -> None:
        mine = "select id from passages where document = ?"
        self._connection.execute(f"delete from {section}_terms where rowid in ({mine})", (document,))
        self._connection.execute("delete from passages where document = ?", (document,))
        self._connection.execute("delete from documents where id = ?", (document,))

    # -- asking it

    def documents(self, section: str) -> list[Held]:
        """Return the documents of a section in the order of their paths."""
        rows = self._connection.execute(
            "select id, path, title, url, date, passages, broken, message from documents where section = ? "
            "order by path",
            (section,),
        )
        return [Held(*row) for row in rows]

    def size(self, section: str) -> int:
        """Return the number of passages in a section."""
        row = self._connection.execute(
            "select coalesce(sum(passages), 0) from documents where section = ?", (section,)
        ).fetchone()
        return int(row[0])

    def frequency(self, section: str, column: str, term: str) -> int:
        """Return the number of passages of a section that hold a term in a column."""
        row = self._connection.execute(
            f"select doc from {section}_vocabulary where term = ? and col = ?",
            (term, column),
        ).fetchone()
        return int(row[0]) if row else 0

    def search(
        self, section: str, terms: Terms, documents: Iterable[int], limit: int
    ) -> list[tuple[int, int, Passage, Terms]]:
        """Return the passages nearest by BM25 as (document, number, passage, its terms), best first.

        Parameters
        ----------
        documents
            Ids of the documents to look in.
        """
        query = " OR ".join(
            f'{column} : ("{term}")' for column, column_terms in terms.columns() for term in dict.fromkeys(column_terms)
        )
        allowed = sorted(documents)
        if not query or not allowed:
            return []
        table = f"{section}_terms"
        marks = ",".join(map(str, allowed))
        rows = self._connection.execute(
            f"select p.document, p.number, p.text, p.place, p.heading, p.more, t.words, t.names, t.figures, t.concepts "
            f"from {table} t join passages p on p.id = t.rowid where {table} match ? and p.document in ({marks}) "
            f"order by bm25({table}, 1.0, 1.5, 1.5, 0.5), p.document, p.number limit ?",
            (query, limit),
        )
        return [
            (
                document,
                number,
                _passage(text, place, heading, more),
                Terms(tuple(words.split()), tuple(names.split()), tuple(figures.split()), tuple(held.split())),
            )
            for document, number, text, place, heading, more, words, names, figures, held in rows
        ]

    def passages(self, document: int, first: int = 1, last: int | None = None) -> list[Passage]:
        """Return the passages of a document by their numbers, both ends included."""
        rows = self._connection.execute(
            "select text, place, heading, more from passages where document = ? and number between ? and ? "
            "order by number",
            (document, first, last if last is not None else 1 << 40),
        )
        return [_passage(*row) for row in rows]

    # -- the file

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        if self._lock is None:
            yield
            return
        with self._lock.acquire(timeout=_LOCK_SECONDS):
            yield

    def _refresh(self) -> None:
        """Open the file again if another run has replaced it."""
        if self.path is not None and not self.path.exists():
            self._connection.close()
            self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        if self.path is None:
            return _connect(":memory:")
        try:
            return _connect(str(self.path))
        except sqlite3.DatabaseError as error:
            if not damaged(error):
                raise
            with self._locked():
                try:  # another run may have rebuilt it meanwhile
                    return _connect(str(self.path))
                except sqlite3.DatabaseError:
                    self.remove()
                    return _connect(str(self.path))

    def rebuild(self) -> None:
        """Throw the file away and begin anew: for damage that shows only while reading."""
        self._connection.close()
        with self._locked():
            self.remove()
            self._connection = self._open_unlocked()

    def _open_unlocked(self) -> sqlite3.Connection:
        return _connect(":memory:" if self.path is None else str(self.path))

    def remove(self) -> None:
        """Delete the file and what SQLite keeps beside it."""
        if self.path is not None:
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)


class SkippedDocumentError(Exception):
    """A document that can't be read; its text is the message for a person."""


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


def _passage(text: str, place: str, heading: str, more: str) -> Passage:
    held = json.loads(more) if more else {}
    return Passage(
        text=text,
        place=place,
        heading=heading,
        cells=tuple((header, cell) for header, cell in held.get("cells", ())),
        items=tuple(held.get("items", ())),
        extra=held.get("extra", {}),
    )


def _digest(entry: Entry) -> str:
    digests = [content_hash(file) for file in entry.files]
    return digests[0] if len(digests) == 1 else hashlib.sha256(" ".join(digests).encode()).hexdigest()


def _stamp(entry: Entry) -> str:
    found = [file.stat() for file in entry.files]
    return " ".join(f"{one.st_size} {one.st_mtime_ns}" for one in found)


def _same(entry: Entry, stamp: str, digest: str) -> bool:
    """Tell whether a document is as it was indexed: small files by their content, large ones by size and time."""
    try:
        if sum(file.stat().st_size for file in entry.files) <= _ALWAYS_HASHED:
            return _digest(entry) == digest
        return _stamp(entry) == stamp
    except OSError:
        return not digest
