"""Files that the index should hold, and whether they are as they were when they were indexed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Entry", "content_hash", "digest_of", "stamp_of", "unchanged"]

_ALWAYS_HASHED: Final = 4 * 1024 * 1024


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


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file, read a megabyte at a time."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def digest_of(entry: Entry) -> str:
    """Return the hash of a file together with those that are read with it."""
    digests = [content_hash(file) for file in entry.files]
    return digests[0] if len(digests) == 1 else hashlib.sha256(" ".join(digests).encode()).hexdigest()


def stamp_of(entry: Entry) -> str:
    """Return the sizes and times of an entry's files."""
    found = [file.stat() for file in entry.files]
    return " ".join(f"{one.st_size} {one.st_mtime_ns}" for one in found)


def unchanged(entry: Entry, stamp: str, digest: str) -> bool:
    """Tell whether a document is as it was indexed: small files by their content, large ones by size and time."""
    try:
        if sum(file.stat().st_size for file in entry.files) <= _ALWAYS_HASHED:
            return digest_of(entry) == digest
        return stamp_of(entry) == stamp
    except OSError:
        return not digest
