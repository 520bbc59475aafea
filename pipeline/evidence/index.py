"""The index: full-text search over passages, kept up to date by the hashes of what it holds.

Each document is written in one transaction: a run that is interrupted leaves it out or whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.evidence.entries import Entry, digest_of, stamp_of, unchanged
from pipeline.evidence.meaning import Array, packed, unpacked
from pipeline.evidence.posts import opened
from pipeline.evidence.records import Passage
from pipeline.evidence.store import CLAIMS, Store
from pipeline.evidence.terms import Terms, terms_of

__all__ = ["Held", "Index", "Progress", "Read", "SkippedDocumentError"]

_BATCH: Final = 500


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


Found = tuple[int, int, Passage, Terms]
"""Document, number, passage, and its terms."""
_FOUND: Final = "p.document, p.number, p.text, p.place, p.heading, p.more, t.words, t.names, t.figures, t.concepts"

Reader = Callable[[Path], Read]
Progress = Callable[[str, int], None]


class Index(Store):
    """Full-text search over passages in one SQLite file."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(path)
        self._vectors: dict[tuple[int, ...], tuple[list[int], Array]] = {}

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
        with self.locked():
            self.refresh()
            held = self._held(section)
            for path in sorted(set(held) - {entry.path for entry in entries}):
                with self.connection:
                    self._drop(section, held[path][0])
            for entry in entries:
                self._update(section, entry, held.get(entry.path), read, progress)

    def _stale(self, section: str, entries: Sequence[Entry]) -> bool:
        held = self._held(section)
        return len(held) != len(entries) or any(
            entry.path not in held or not unchanged(entry, held[entry.path][1], held[entry.path][2])
            for entry in entries
        )

    def _held(self, section: str) -> dict[str, tuple[int, str, str]]:
        rows = self.connection.execute("select path, id, stamp, sha256 from documents where section = ?", (section,))
        return {path: (number, stamp, digest) for path, number, stamp, digest in rows}

    def _update(
        self, section: str, entry: Entry, held: tuple[int, str, str] | None, read: Reader, progress: Progress | None
    ) -> None:
        try:
            stamp, digest = stamp_of(entry), digest_of(entry)
        except OSError as error:
            stamp, digest, failed = "", "", f"{entry.file}: can't be read: {error.strerror}"
        else:
            failed = ""
            if held and held[2] == digest:
                with self.connection:
                    self.connection.execute("update documents set stamp = ? where id = ?", (stamp, held[0]))
                return
        try:
            if failed:
                raise SkippedDocumentError(failed)
            with self.connection:
                if held:
                    self._drop(section, held[0])
                self._fill(section, entry, stamp, digest, read, progress)
        except SkippedDocumentError as skipped:
            with self.connection:
                if held:
                    self._drop(section, held[0])
                self.connection.execute(
                    "insert into documents (section, path, stamp, sha256, message) values (?, ?, ?, ?, ?)",
                    (section, entry.path, stamp, digest, str(skipped)),
                )

    def _fill(
        self, section: str, entry: Entry, stamp: str, digest: str, read: Reader, progress: Progress | None
    ) -> None:
        document = read(entry.file)
        cursor = self.connection.execute(
            "insert into documents (section, path, stamp, sha256, title, url, date) values (?, ?, ?, ?, ?, ?, ?)",
            (section, entry.path, stamp, digest, document.title, document.url, document.date),
        )
        number = cursor.lastrowid
        count = 0
        for count, passage in enumerate(document.passages, start=1):
            self._insert(section, int(number or 0), count, passage)
            if progress and count % _BATCH == 0:
                progress(entry.path, count)
        self.connection.execute(
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
        cursor = self.connection.execute(
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
        text = opened(passage.text) if section in CLAIMS else passage.text
        terms = terms_of(text, heading=passage.heading)
        self.connection.execute(
            f"insert into {section}_terms (rowid, words, names, figures, concepts) values (?, ?, ?, ?, ?)",
            (
                cursor.lastrowid,
                " ".join(terms.words),
                " ".join(terms.names),
                " ".join(terms.figures),
                " ".join(terms.concepts),
            ),
        )
        if section in CLAIMS:
            self._vectors.clear()
            self.connection.execute(
                "insert into vectors (id, document, vector) values (?, ?, ?)",
                (cursor.lastrowid, document, packed(text)),
            )

    def _drop(self, section: str, document: int) -> None:
        mine = "select id from passages where document = ?"
        self.connection.execute(f"delete from {section}_terms where rowid in ({mine})", (document,))
        self.connection.execute("delete from passages where document = ?", (document,))
        self._vectors.clear()
        self.connection.execute("delete from vectors where document = ?", (document,))
        self.connection.execute("delete from documents where id = ?", (document,))

    # -- asking it

    def documents(self, section: str) -> list[Held]:
        """Return the documents of a section in the order of their paths."""
        rows = self.connection.execute(
            "select id, path, title, url, date, passages, broken, message from documents where section = ? "
            "order by path",
            (section,),
        )
        return [Held(*row) for row in rows]

    def size(self, section: str) -> int:
        """Return the number of passages in a section."""
        row = self.connection.execute(
            "select coalesce(sum(passages), 0) from documents where section = ?", (section,)
        ).fetchone()
        return int(row[0])

    def frequency(self, section: str, column: str, term: str) -> int:
        """Return the number of passages of a section that hold a term in a column."""
        row = self.connection.execute(
            f"select doc from {section}_vocabulary where term = ? and col = ?",
            (term, column),
        ).fetchone()
        return int(row[0]) if row else 0

    def search(self, section: str, terms: Terms, documents: Iterable[int], limit: int) -> list[Found]:
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
        rows = self.connection.execute(
            f"select {_FOUND} from {table} t join passages p on p.id = t.rowid where {table} match ? "
            f"and p.document in ({marks}) order by bm25({table}, 1.0, 1.5, 1.5, 0.5), p.document, p.number limit ?",
            (query, limit),
        )
        return [_found(*row) for row in rows]

    def vectors(self, documents: Iterable[int]) -> tuple[list[int], Array]:
        """Return what the claims of some documents are about: the ids of their passages, and a row for each."""
        wanted = tuple(sorted(documents))
        if wanted not in self._vectors:
            marks = ",".join(map(str, wanted))
            rows = self.connection.execute(
                f"select id, vector from vectors where document in ({marks}) order by id"
            ).fetchall()
            self._vectors[wanted] = [number for number, _ in rows], unpacked([vector for _, vector in rows])
        return self._vectors[wanted]

    def rows(self, section: str, ids: Iterable[int]) -> list[Found]:
        """Return passages by their ids, in the form of a search."""
        marks = ",".join(map(str, sorted(ids)))
        rows = self.connection.execute(
            f"select {_FOUND} from {section}_terms t join passages p on p.id = t.rowid where p.id in ({marks}) "
            "order by p.document, p.number"
        )
        return [_found(*row) for row in rows]

    def passages(self, document: int, first: int = 1, last: int | None = None) -> list[Passage]:
        """Return the passages of a document by their numbers, both ends included."""
        rows = self.connection.execute(
            "select text, place, heading, more from passages where document = ? and number between ? and ? "
            "order by number",
            (document, first, last if last is not None else 1 << 40),
        )
        return [_passage(*row) for row in rows]


class SkippedDocumentError(Exception):
    """A document that can't be read; its text is the message for a person."""


def _found(
    document: int,
    number: int,
    text: str,
    place: str,
    heading: str,
    more: str,
    words: str,
    names: str,
    figures: str,
    concepts: str,
) -> Found:
    terms = Terms(tuple(words.split()), tuple(names.split()), tuple(figures.split()), tuple(concepts.split()))
    return document, number, _passage(text, place, heading, more), terms


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
