"""The desk's word lists: concepts, contrasts, generic nouns and the names of countries, read from ``data/``."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from pipeline.evidence.text import fold, stem

__all__ = ["concepts", "contrast", "generic", "same_word", "same_words", "table_rows", "word_places"]


def table_rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a word list, without its comments; cells are divided by tabs."""
    text = (files("pipeline.evidence") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


@functools.cache
def _by_stem() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in (row for row in table_rows("concepts.tsv") if len(row) == 2):
        for word in words.split():
            found.setdefault(stem(word), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@functools.cache
def _contrasts() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for names in table_rows("contrasts.tsv"):
        for name in names:
            found.setdefault(name, set()).update(set(names) - {name})
    return {name: frozenset(others) for name, others in found.items()}


@functools.cache
def _generic() -> frozenset[str]:
    return frozenset(stem(word) for row in table_rows("generic.txt") for word in row[0].split())


@functools.cache
def word_places() -> Mapping[tuple[str, ...], str]:
    """Return the names of countries, folded and in words, with the usual name of each."""
    found: dict[tuple[str, ...], str] = {}
    for row in table_rows("places.tsv"):
        name, others, people = (*row, "", "")[:3]
        spelled = [name, *(other.strip() for other in others.split(";") if other.strip())]
        spelled += [word.replace("-", " ") for word in people.split()]
        spelled += [
            word.replace("-", " ") + "s" for word in people.split() if not word.endswith(("s", "sh", "ch", "ese"))
        ]
        for words in spelled:
            found.setdefault(tuple(fold(word) for word in words.replace("-", " ").split()), name)
    return found


def concepts(stemmed: str) -> frozenset[str]:
    """Return the concepts that a stem may stand for."""
    return _by_stem().get(stemmed, frozenset())


def generic(stemmed: str) -> bool:
    """Tell whether a counted noun says little of what is counted ("people", "cases")."""
    return stemmed in _generic()


def same_word(one: str, two: str) -> bool:
    """Tell whether two stems may stand for one thing."""
    if one == two or not concepts(one).isdisjoint(concepts(two)):
        return True
    # Derived forms that the stemmer keeps apart ("declaration", "declared"): a long common beginning.
    short, long = sorted((one, two), key=len)
    return len(short) >= 6 and long.startswith(short[: max(6, len(short) - 1)])


def same_words(one: Iterable[str], two: Iterable[str]) -> set[str]:
    """Return those stems of the first that have a partner in the second."""
    others = list(two)
    exact = set(others)
    return {word for word in one if word in exact or any(same_word(word, other) for other in others)}


def contrast(one: Iterable[str], two: Iterable[str]) -> tuple[str, str] | None:
    """Return a concept of each side where the two exclude each other and neither side has both, or none.

    Words with a partner on the other side set nothing apart: what was "spent" is what it "cost".
    """
    ours, theirs = set(one), set(two)
    left, right = _concepts_of(ours), _concepts_of(theirs)
    lone, other_lone = _concepts_of(ours - same_words(ours, theirs)), _concepts_of(theirs - same_words(theirs, ours))
    for name in sorted(lone - right):
        for other in sorted((other_lone - left) & _contrasts().get(name, frozenset())):
            if _contrasts()[other].isdisjoint(left & right):
                return name, other
    return None


def _concepts_of(words: Iterable[str]) -> set[str]:
    return {name for word in words for name in concepts(word)}
