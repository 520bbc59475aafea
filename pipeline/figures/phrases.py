"""Tables of phrases that are looked up forwards and backwards in the atoms of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from pipeline.figures.atoms import Atoms
from pipeline.figures.words import Word

__all__ = ["Phrases", "cut"]

T = TypeVar("T")


def cut(phrase: str) -> tuple[str, ...]:
    """Return a phrase as the atoms that it would be in a text, with their case."""
    word = Word(phrase, phrase.lower(), 0, len(phrase))
    return tuple(Atoms([word], phrase).raw)


class Phrases(Generic[T]):
    """Phrases with a value each; the longest one that fits wins.

    Parameters
    ----------
    entries
        Pairs of a phrase and its value; of two equal phrases the first stands.
    cased
        Whether case tells phrases apart ("mW", "MW").
    """

    __slots__ = ("_backward", "_cased", "_forward")

    def __init__(self, entries: Iterable[tuple[str, T]], *, cased: bool = False) -> None:
        self._cased = cased
        self._forward: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._backward: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        seen: set[tuple[str, ...]] = set()
        for phrase, value in entries:
            parts = cut(phrase if cased else phrase.lower())
            if not parts or parts in seen:
                continue
            seen.add(parts)
            self._forward.setdefault(parts[0], []).append((parts, value))
            self._backward.setdefault(parts[-1], []).append((parts, value))
        for table in (self._forward, self._backward):
            for candidates in table.values():
                candidates.sort(key=lambda entry: -len(entry[0]))

    def forward(self, atoms: Atoms, index: int) -> tuple[int, T] | None:
        """Return the last atom and the value of the longest phrase that begins at an atom."""
        source = atoms.raw if self._cased else atoms.low
        if not 0 <= index < len(source):
            return None
        for parts, value in self._forward.get(source[index], ()):
            end = index + len(parts)
            if len(parts) == 1 or (end <= len(source) and tuple(source[index:end]) == parts):
                return end - 1, value
        return None

    def matches(self, atoms: Atoms, index: int) -> Iterator[tuple[int, T]]:
        """Yield what ``forward`` returns, then the shorter phrases that fit too."""
        source = atoms.raw if self._cased else atoms.low
        if 0 <= index < len(source):
            for parts, value in self._forward.get(source[index], ()):
                end = index + len(parts)
                if len(parts) == 1 or tuple(source[index:end]) == parts:
                    yield end - 1, value

    def backward(self, atoms: Atoms, index: int) -> tuple[int, T] | None:
        """Return the first atom and the value of the longest phrase that ends at an atom."""
        source = atoms.raw if self._cased else atoms.low
        if not 0 <= index < len(source):
            return None
        for parts, value in self._backward.get(source[index], ()):
            first = index + 1 - len(parts)
            if len(parts) == 1 or (first >= 0 and tuple(source[first : index + 1]) == parts):
                return first, value
        return None
