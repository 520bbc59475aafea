"""The names that news takes as known, read from the tables in ``data/``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from pipeline.schema import EntityLabel

__all__ = ["Entry", "Match", "by_name", "find_names", "rows", "same_length", "words"]

_WORD = re.compile(r"\w+")
_SAME_LENGTH = str.maketrans("’‘ʼ\u00a0\u202f\n\t‑", "'''    -")


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name: its OntoNotes label, its canonical form, its ISO 3166 code, and whether it is a common word too."""

    label: EntityLabel
    name: str
    id: str = ""
    common: bool = False
    capital: bool = False


class Match(NamedTuple):
    """A known name in a text, in characters."""

    start: int
    end: int
    entry: Entry


def same_length(text: str) -> str:
    """Return the text with its typographic apostrophes and white space made plain, offsets unchanged."""
    return text.translate(_SAME_LENGTH)


def rows(name: str) -> Iterator[list[str]]:
    """Read a table of ``data/``: fields divided by ``|``, comments after ``#``."""
    for line in files("pipeline.entities").joinpath("data", name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [field.strip() for field in line.split("|")]


@cache
def words(name: str) -> frozenset[str]:
    """Read a word list of ``data/``: one word or phrase a line."""
    return frozenset(row[0] for row in rows(name))


def _listed(field: str) -> list[str]:
    return [part.strip() for part in field.split(", ") if part.strip()]


@cache
def by_name() -> dict[str, Entry]:
    """Return every known name, by each way that it is written."""
    found: dict[str, Entry] = {}

    def add(names: list[str], entry: Entry) -> None:
        for name in names:
            found.setdefault(same_length(name), entry)

    for code, name, others, people, capitals in rows("countries.tsv"):
        # Antarctica has a code and no government.
        add([name, *_listed(others)], Entry("LOC" if code == "AQ" else "GPE", name, code))
        demonyms = _listed(people)
        if demonyms:
            add(demonyms, Entry("NORP", demonyms[0], code))
        for capital in _listed(capitals):
            add([capital], Entry("GPE", capital, capital=True))
    for code, name, others in rows("subdivisions.tsv"):
        plain = name.split(" (")[0]
        variants = [variant.strip() for variant in others.split(";") if variant.strip()]
        add([plain, *variants], Entry("GPE", plain, code))
    for raw, name, others, code in rows("names.tsv"):
        label = cast(EntityLabel, raw.rstrip("*"))
        common = raw.endswith("*") or name.endswith("*")
        plain = name.rstrip("*")
        add([plain, *_listed(others)], Entry(label, plain, code, common=common))
    return found


@cache
def _index() -> dict[str, list[tuple[str, Entry]]]:
    index: dict[str, list[tuple[str, Entry]]] = {}
    for name, entry in by_name().items():
        first = _WORD.match(name)
        if first:
            index.setdefault(first.group(), []).append((name, entry))
    for names in index.values():
        names.sort(key=lambda pair: -len(pair[0]))
    return index


def find_names(text: str) -> list[Match]:
    """Find the known names in a text: the longest at each place, none within another.

    Parameters
    ----------
    text
        Any text; names are matched as they are written in the tables, apostrophes of any style.

    Returns
    -------
    list of Match
        In the order of the text.
    """
    plain = same_length(text)
    index = _index()
    found: list[Match] = []
    done = 0
    for word in _WORD.finditer(plain):
        start = word.start()
        if start < done or word.group() not in index:
            continue
        for name, entry in index[word.group()]:
            end = start + len(name)
            if plain.startswith(name, start) and not (end < len(plain) and plain[end].isalnum() and name[-1] != "."):
                found.append(Match(start, end, entry))
                done = end
                break
    return found
