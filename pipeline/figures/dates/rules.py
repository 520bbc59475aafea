"""The rules of a grammar, and with what two atoms each of them can begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.lexicon import classes_of

__all__ = ["Action", "Beginnings", "Element", "Key", "Primitive", "Rule"]

Action = Callable[..., Any]
Key = str | frozenset[str]
"""What an atom is to the rules: one of their words, or else its classes."""


@dataclass(frozen=True, slots=True)
class Primitive:
    """A rule that is a function: from a position to ends and values.

    Attributes
    ----------
    read
        The function.
    first
        Words and classes that it can begin with.
    alone
        Those of them that it can end with too.
    second
        What its second atom can be, where it has one.
    """

    read: Callable[[Atoms, int], list[tuple[int, Any]]]
    first: frozenset[str]
    alone: frozenset[str]
    second: frozenset[str]


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a rule: words, a class of atoms, or another rule."""

    kind: str  # "words", "class" or "rule"
    name: str = ""
    words: frozenset[str] = frozenset()
    captured: bool = False
    glued: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of elements and what to do with their values; ``fixed`` single atoms must come first."""

    label: str
    elements: tuple[Element, ...]
    action: Action
    constants: dict[str, int]
    fixed: int


def _fits(atom: Key, wanted: frozenset[str]) -> bool:
    if isinstance(atom, str):
        return atom in wanted or not classes_of(atom).isdisjoint(wanted)
    return not atom.isdisjoint(wanted)


class Beginnings:
    """Tells by two atoms whether a rule can begin there; the answers are kept.

    Most digits of a text begin no date. Two atoms are enough to see that, and looking them up costs little where trying
    every rule costs much.
    """

    def __init__(self, rules: Mapping[str, Sequence[Rule]], primitives: Mapping[str, Primitive]) -> None:
        self._rules = rules
        self._primitives = primitives
        self.first = self._first_sets()
        words = [each for primitive in primitives.values() for each in (primitive.first, primitive.second)]
        words += [element.words for group in rules.values() for rule in group for element in rule.elements]
        self._words = frozenset[str]().union(*words)
        self._starts: dict[tuple[str, Key], tuple[Rule, ...]] = {}
        self._alone: dict[tuple[str, Key], bool] = {}
        self._longer: dict[tuple[str, Key, Key], bool] = {}
        self._candidates: dict[tuple[str, Key, Key], tuple[Rule, ...]] = {}
        self._rests = {
            rule.label: tuple(
                self._begins(rule.elements[which:], self.first) for which in range(len(rule.elements) + 1)
            )
            for group in rules.values()
            for rule in group
        }
        self.needed = {
            rule.label: tuple(
                rest if any(not element.optional for element in rule.elements[which:]) else None
                for which, rest in enumerate(self._rests[rule.label])
            )
            for group in rules.values()
            for rule in group
        }

    def key(self, low: str, classes: frozenset[str]) -> Key:
        """Give what an atom is to the rules."""
        return low if low in self._words else classes

    def possible(self, name: str, atom: Key, after: Key) -> bool:
        """Tell whether a rule or primitive can begin with two atoms, or be the first of them."""
        if name in self._primitives:
            return self._is_alone(name, atom) or self._is_longer(name, atom, after)
        return bool(self.candidates(name, atom, after))

    def candidates(self, name: str, atom: Key, after: Key) -> tuple[Rule, ...]:
        """Find the rules of a name that two atoms can begin, or the first of them alone."""
        key = (name, atom, after)
        known = self._candidates.get(key)
        if known is None:
            known = self._candidates[key] = tuple(
                rule
                for rule in self._starting(name, atom)
                if self._row_longer(rule, atom, after) or self._row_alone(rule, atom)
            )
        return known

    def _starting(self, name: str, atom: Key) -> tuple[Rule, ...]:
        key = (name, atom)
        known = self._starts.get(key)
        if known is None:
            rules = self._rules[name]
            known = self._starts[key] = tuple(rule for rule in rules if _fits(atom, self._rests[rule.label][0]))
        return known

    def _is_alone(self, name: str, atom: Key) -> bool:
        """Tell whether a rule can be a single atom."""
        if name in self._primitives:
            return _fits(atom, self._primitives[name].alone)
        key = (name, atom)
        if key not in self._alone:
            self._alone[key] = False  # a rule that begins with itself finds nothing
            self._alone[key] = any(self._row_alone(rule, atom) for rule in self._starting(name, atom))
        return self._alone[key]

    def _is_longer(self, name: str, atom: Key, after: Key) -> bool:
        """Tell whether a rule can begin with two atoms."""
        if name in self._primitives:
            primitive = self._primitives[name]
            return _fits(atom, primitive.first) and _fits(after, primitive.second)
        key = (name, atom, after)
        if key not in self._longer:
            self._longer[key] = False
            self._longer[key] = any(self._row_longer(rule, atom, after) for rule in self._starting(name, atom))
        return self._longer[key]

    def _row_alone(self, rule: Rule, atom: Key) -> bool:
        needed = [element for element in rule.elements if not element.optional]
        if len(needed) > 1:
            return False
        return any(self._takes(element, atom) for element in needed or rule.elements)

    def _row_longer(self, rule: Rule, atom: Key, after: Key) -> bool:
        rests = self._rests[rule.label]
        for which, element in enumerate(rule.elements):
            if _fits(after, rests[which + 1]) and self._takes(element, atom):
                return True
            if element.kind == "rule" and self._is_longer(element.name, atom, after):
                return True
            if not element.optional:
                return False
        return False

    def _takes(self, element: Element, atom: Key) -> bool:
        """Tell whether an element can be a single atom."""
        if element.kind == "rule":
            return self._is_alone(element.name, atom)
        return _fits(atom, element.words or frozenset((element.name,)))

    @staticmethod
    def _begins(row: Sequence[Element], first: Mapping[str, frozenset[str]]) -> frozenset[str]:
        begins: frozenset[str] = frozenset()
        for element in row:
            if element.kind == "words":
                begins |= element.words
            else:
                begins |= {element.name} if element.kind == "class" else first.get(element.name, frozenset())
            if not element.optional:
                break
        return begins

    def _first_sets(self) -> dict[str, frozenset[str]]:
        first = {name: primitive.first for name, primitive in self._primitives.items()}
        changed = True
        while changed:
            changed = False
            for name, rules in self._rules.items():
                begins = frozenset[str]().union(*(self._begins(rule.elements, first) for rule in rules))
                if begins != first.get(name):
                    first[name] = begins
                    changed = True
        return first
