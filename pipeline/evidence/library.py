"""The library: the desk's sources, fact-checks and past work, indexed, and what they say of an article's claims."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from filelock import Timeout

from pipeline.errors import SourceError
from pipeline.evidence.catalogue import Described, check_entries, list_sources
from pipeline.evidence.factchecks import read_factchecks
from pipeline.evidence.index import Held, Index, Progress, Read, SkippedDocumentError
from pipeline.evidence.passages import read_document
from pipeline.evidence.pastwork import past_entries, read_past
from pipeline.evidence.records import Hit, Passage, Source
from pipeline.evidence.retrieval import Query, nearest, nearest_claims
from pipeline.evidence.store import CLAIMS, damaged
from pipeline.schema import Annotation, Article, Finding
from pipeline.settings import Settings

__all__ = ["Library", "open_library"]

_T = TypeVar("_T")


class Library:
    """What an article is checked against.

    Attributes
    ----------
    messages
        What the user should know: sources that were skipped, lines of ``sources.csv`` that could not be used.
    skipped
        How many sources could not be read.
    """

    def __init__(
        self,
        corpus: Path,
        article: str,
        settings: Settings,
        *,
        annotations: Path | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.article = article
        self.settings = settings
        self.messages: tuple[str, ...] = ()
        self.skipped = 0
        self._corpus = corpus
        self._annotations = annotations
        self._progress = progress
        self._index: Index | None = None
        self._rebuilt = False
        self._described: dict[str, Described] = {}
        self._documents: dict[str, dict[int, Source]] = {"source": {}, "check": {}, "past": {}}
        self._prepare()

    # -- what is in it

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that bear on this article, in the order of their paths."""
        return tuple(sorted(self._documents["source"].values(), key=lambda source: source.path))

    @property
    def factchecks(self) -> tuple[Source, ...]:
        """The files of fact-checks."""
        return tuple(sorted(self._documents["check"].values(), key=lambda source: source.path))

    @property
    def past(self) -> tuple[Source, ...]:
        """The other articles in which claims have been decided."""
        return tuple(sorted(self._documents["past"].values(), key=lambda source: source.path))

    # -- asking it

    def look_up(self, article: Article, annotation: Annotation) -> list[tuple[Finding, ...]]:
        """Return what the sources, the fact-checks, past work and the article itself say of each claim.

        Returns
        -------
        list of tuple of Finding
            One tuple a claim, in the order of ``annotation.claims``; what needs a person first comes first.
        """
        from pipeline.evidence.lookup import look_up

        return look_up(article, annotation, self)

    def find(self, section: str, query: Query, limit: int = 8) -> list[Hit]:
        """Return the passages of a section (``source``, ``check``, ``past``) nearest to a claim, best first."""
        if self._index is None or not self._documents[section]:
            return []

        def ask(index: Index) -> list[tuple[int, int, Passage, float]]:
            known = self._documents[section]
            if section in CLAIMS:
                return nearest_claims(index, section, query, sorted(known), limit=limit)
            titles = {number: source.title for number, source in known.items()}
            return nearest(index, section, query, sorted(known), limit=limit, context=titles)

        return [
            Hit(source=self._documents[section][document], passage=passage, score=score, number=number)
            for document, number, passage, score in self._ask(ask)
        ]

    def around(self, hit: Hit, reach: int = 1) -> list[Passage]:
        """Return the passages of a hit's document that stand about it, itself included."""
        number = next((key for key, source in self._documents["source"].items() if source is hit.source), None)
        if number is None:
            return [hit.passage]
        return self._ask(lambda index: index.passages(number, hit.number - reach, hit.number + reach))

    def close(self) -> None:
        """Close the index."""
        if self._index is not None:
            self._index.close()
            self._index = None

    # -- making it

    def _prepare(self) -> None:
        listing = list_sources(self._corpus)
        checks = check_entries(self._corpus)
        past = past_entries(self._annotations) if self._annotations is not None else []
        self._described = listing.described
        messages = list(listing.messages)
        if not listing.entries and not checks and not past:
            self.messages = tuple(messages)
            return
        open_statuses = frozenset(status.lower() for status in self.settings.open_statuses)
        readers: dict[str, Callable[[Path], Read]] = {
            "source": _reader(_read_source),
            "check": _reader(read_factchecks),
            "past": _reader(lambda path: read_past(path, open_statuses)),
        }
        self._index = self._index or self._open(messages)

        def sync(index: Index) -> None:
            for section, entries in (("source", listing.entries), ("check", checks), ("past", past)):
                index.sync(section, entries, readers[section], self._progress)

        try:
            self._ask(sync)
        except (Timeout, sqlite3.OperationalError) as error:
            reason = "another run is indexing" if isinstance(error, Timeout) else str(error)
            messages.append(f"{self._index.path}: the index can't be used ({reason}); it is made in memory this time")
            self._index.close()
            self._index = Index(None)
            sync(self._index)
        self._take_stock(messages)
        self.messages = tuple(messages)

    def _open(self, messages: list[str]) -> Index:
        """Open the index of this corpus; where the cache folder can't be written, keep it in memory."""
        place = f"{self._corpus.resolve()}\n{self._annotations.resolve() if self._annotations else ''}"
        name = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        path = Path(self.settings.cache) / f"evidence-{name}.sqlite"
        try:
            return Index(path)
        except (OSError, sqlite3.OperationalError) as error:
            messages.append(f"{path}: can't be written ({error}); the sources are indexed in memory this time")
            return Index(None)

    def _ask(self, question: Callable[[Index], _T]) -> _T:
        """Ask the index; where the answer shows that its file is damaged, make it again and ask once more."""
        assert self._index is not None
        try:
            return question(self._index)
        except sqlite3.DatabaseError as error:
            if not damaged(error):
                raise
            self._index.close()
            if self._rebuilt:  # a disk that damages every file: do without one
                self._index = Index(None)
            else:
                self._index.rebuild()
            self._rebuilt = True
            self._prepare()
            return question(self._index)

    def _take_stock(self, messages: list[str]) -> None:
        assert self._index is not None
        self.skipped = 0
        for section, known in self._documents.items():
            known.clear()
            for held in self._index.documents(section):
                if (section == "past" and held.path == self.article) or not self._concerns(section, held):
                    continue
                if held.message:
                    messages.append(held.message)
                    self.skipped += 1
                    continue
                if held.broken:
                    what = "item is" if held.broken == 1 else "items are"
                    messages.append(f"{self._corpus / held.path}: {held.broken} {what} no fact-check and left out")
                if held.passages:
                    known[held.id] = self._source(section, held)

    def _concerns(self, section: str, held: Held) -> bool:
        return section != "source" or self._owner(held.path) in {"", self.article}

    def _owner(self, path: str) -> str:
        parts = path.split("/")
        return parts[1] if len(parts) > 2 else ""

    def _source(self, section: str, held: Held) -> Source:
        said = self._described.get(held.path, Described())
        title = said.title or held.title or Path(held.path).stem.replace("_", " ").replace("-", " ")
        return Source(
            path=held.path,
            article=self._owner(held.path) if section == "source" else "",
            title=title,
            publisher=said.publisher,
            url=said.url or held.url,
            date=said.date or held.date,
            level=said.level,
            passages=held.passages,
        )


def open_library(
    corpus: Path | str,
    name: str,
    settings: Settings,
    *,
    annotations: Path | str | None = None,
    progress: Progress | None = None,
) -> Library:
    """Open the sources for an article, indexing what is new.

    Parameters
    ----------
    corpus
        The corpus folder; sources lie in ``sources/`` and ``sources/NAME/``, fact-checks in ``factchecks/``.
    name
        The article's id; empty for no article in particular.
    annotations
        The folder of sheets, for past work; none leaves it out.
    progress
        Called with a document's path and the number of its passages so far while it is indexed.

    Returns
    -------
    Library
        Its ``messages`` name what could not be read; the rest goes on.
    """
    return Library(
        Path(corpus),
        name,
        settings,
        annotations=None if annotations is None else Path(annotations),
        progress=progress,
    )


def _read_source(path: Path) -> Read:
    document = read_document(path)
    return Read(title=document.title, url=document.url, date=document.date, passages=document.passages)


def _reader(read: Callable[[Path], Read]) -> Callable[[Path], Read]:
    """Turn the errors of a reader, at once or while passages are drawn, into a document to skip."""

    def reader(path: Path) -> Read:
        try:
            document = read(path)
        except SourceError as error:
            raise SkippedDocumentError(f"{error}; skipped") from None
        return Read(document.title, document.url, document.date, _drawn(document), document.broken)

    return reader


def _drawn(document: Read) -> Iterator[Passage]:
    try:
        yield from document.passages
    except SourceError as error:
        raise SkippedDocumentError(f"{error}; skipped") from None
