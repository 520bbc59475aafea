"""A small engine for grammars that are data: rules over atoms, every reading of every stretch.

Each rule name is parsed at a position once (the answers are kept), and each answer holds at most one value for each
end, so that time grows with the length of the text and not faster. What a rule means is an action, an ordinary
function; see ``grammar.txt`` for the notation.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.lexicon import CLASSES, DIGIT_CLASSES, classes_of, value_of

__all__ = ["Action", "Grammar", "Parse", "Reading"]

Action = Callable[..., Any]
Primitive = Callable[[Atoms, int], "list[tuple[int, Any]]"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the atoms from a position up to ``end``; ``rules`` are the names of the rules that made it."""

    end: int
    value: Any
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Element:
    kind: str  # "words", "class" or "rule"
    name: str = ""
    words: frozenset[str] = frozenset()
    captured: bool = False
    glued: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    label: str
    elements: tuple[_Element, ...]
    action: Action
    constants: dict[str, int]
    fixed: int  # how many single atoms it must begin with


_Key = str | frozenset[str]
_END: _Key = frozenset()


def _fits(atom: _Key, wanted: frozenset[str]) -> bool:
    if isinstance(atom, str):
        return atom in wanted or not classes_of(atom).isdisjoint(wanted)
    return not atom.isdisjoint(wanted)


_LINE = re.compile(r"(?P<name>\w+): +(?P<pattern>.+?) +-> +(?P<action>\w+)(?P<constants>(?: \w+=-?\d+)*) *$")
_ELEMENT = re.compile(r"(?P<glued>~)?(?:<(?P<rule>\w+)>|\{(?P<choice>[^}]+)\}|(?P<plain>[^?]+))(?P<optional>\?)?")


class Grammar:
    """Compiled rules.

    Parameters
    ----------
    source
        The rules in the notation of ``grammar.txt``.
    actions
        What the rules may call, by name.
    primitives
        Rules that are functions: from a position to ends and values; with the classes that can begin them.

    Raises
    ------
    ValueError
        If a line can't be read, names a rule, class or action that does not exist, or hands an action more or fewer
        values than it takes.
    """

    def __init__(
        self,
        source: str,
        actions: Mapping[str, Action],
        primitives: Mapping[str, tuple[Primitive, frozenset[str]]],
    ) -> None:
        self.primitives = {name: function for name, (function, _) in primitives.items()}
        self.rules: dict[str, list[_Rule]] = {}
        for number, line in enumerate(source.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            match = _LINE.match(line)
            if match is None or match["action"] not in actions:
                raise ValueError(f"grammar, line {number}: cannot read {line!r}")
            elements = tuple(self._element(token, number) for token in match["pattern"].split())
            constants = {key: int(value) for key, _, value in (c.partition("=") for c in match["constants"].split())}
            values = [element for element in elements if element.captured or element.kind != "words"]
            try:
                inspect.signature(actions[match["action"]]).bind(*values, **constants)
            except TypeError as error:
                raise ValueError(f"grammar, line {number}: {match['action']}: {error}") from None
            fixed = 0
            while fixed < len(elements) and elements[fixed].kind != "rule" and not elements[fixed].optional:
                fixed += 1
            label = f"{match['name']}:{number}"
            rule = _Rule(label, elements, actions[match["action"]], constants, fixed)
            self.rules.setdefault(match["name"], []).append(rule)
        for rules in self.rules.values():
            for rule in rules:
                for element in rule.elements:
                    if (
                        element.kind == "rule"
                        and element.name not in self.rules
                        and element.name not in self.primitives
                    ):
                        raise ValueError(f"grammar: {rule.label} names an unknown rule <{element.name}>")
        self.first = self._first_sets({name: first for name, (_, first) in primitives.items()})
        self._begun = {
            name: [(rule, self._begins(rule.elements, self.first), self._continues(rule)) for rule in rules]
            for name, rules in self.rules.items()
        }
        self._words = frozenset[str]().union(
            *self.first.values(), *(more for begun in self._begun.values() for _, _, more in begun if more)
        )
        self._candidates: dict[tuple[str, _Key, _Key], tuple[_Rule, ...]] = {}

    def key(self, low: str, classes: frozenset[str]) -> _Key:
        """Give what an atom is to the rules: one of their words, or else its classes."""
        return low if low in self._words else classes

    def candidates(self, name: str, atom: _Key, after: _Key) -> tuple[_Rule, ...]:
        """Find the rules of a name that two atoms can begin; the answers are kept."""
        known = self._candidates.get((name, atom, after))
        if known is None:
            known = tuple(
                rule
                for rule, begins, continues in self._begun[name]
                if _fits(atom, begins) and (continues is None or _fits(after, continues))
            )
            self._candidates[name, atom, after] = known
        return known

    def _continues(self, rule: _Rule) -> frozenset[str] | None:
        """Give what the second atom of a rule must be one of; nothing where the rule leaves that open."""
        first, rest = rule.elements[0], rule.elements[1:]
        if first.kind == "rule" or first.optional or all(element.optional for element in rest):
            return None
        return self._begins(rest, self.first)

    @staticmethod
    def _element(token: str, number: int) -> _Element:
        match = _ELEMENT.fullmatch(token)
        if match is None:
            raise ValueError(f"grammar, line {number}: cannot read {token!r}")
        glued, optional = bool(match["glued"]), bool(match["optional"])
        if match["rule"]:
            return _Element("rule", match["rule"], captured=True, glued=glued, optional=optional)
        if match["choice"]:
            words = frozenset(match["choice"].split("|"))
            return _Element("words", words=words, captured=True, glued=glued, optional=optional)
        plain = match["plain"]
        if plain.isupper() or plain in DIGIT_CLASSES:
            if plain not in CLASSES and plain not in DIGIT_CLASSES:
                raise ValueError(f"grammar, line {number}: unknown class {plain}")
            return _Element("class", plain, captured=True, glued=glued, optional=optional)
        return _Element("words", words=frozenset(plain.split("|")), glued=glued, optional=optional)

    @staticmethod
    def _begins(elements: Sequence[_Element], first: Mapping[str, frozenset[str]]) -> frozenset[str]:
        begins: frozenset[str] = frozenset()
        for element in elements:
            if element.kind == "words":
                begins |= element.words
            else:
                begins |= {element.name} if element.kind == "class" else first.get(element.name, frozenset())
            if not element.optional:
                break
        return begins

    def _first_sets(self, known: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
        first = dict(known)
        changed = True
        while changed:
            changed = False
            for name, rules in self.rules.items():
                begins = frozenset[str]().union(*(self._begins(rule.elements, first) for rule in rules))
                if begins != first.get(name):
                    first[name] = begins
                    changed = True
        return first


class Parse:
    """A grammar at work on one text."""

    def __init__(self, grammar: Grammar, atoms: Atoms) -> None:
        self.grammar = grammar
        self.atoms = atoms
        self._low = atoms.low
        self._size = len(atoms)
        self._classes = [classes_of(low) for low in atoms.low]
        self._keys = [grammar.key(*each) for each in zip(atoms.low, self._classes, strict=True)] + [_END]
        self._known: dict[tuple[str, int], list[Reading]] = {}

    def readings(self, name: str, at: int) -> list[Reading]:
        """Every reading of a rule from a position, one for each end, in the order of the rules."""
        key = (name, at)
        known = self._known.get(key)
        if known is not None:
            return known
        self._known[key] = []  # a rule that begins with itself finds nothing
        primitive = self.grammar.primitives.get(name)
        if primitive is not None:
            found = [Reading(end, value, ()) for end, value in primitive(self.atoms, at)]
        else:
            found = self._apply(name, at)
        self._known[key] = found
        return found

    def _apply(self, name: str, at: int) -> list[Reading]:
        if at >= self._size:
            return []
        found: dict[int, Reading] = {}
        for rule in self.grammar.candidates(name, self._keys[at], self._keys[at + 1]):
            start = self._fixed_part(rule, at)
            if start is None:
                continue
            for end, values, rules in self._match(rule.elements, rule.fixed, at + rule.fixed, start, ()):
                if end in found:
                    continue
                value = rule.action(*values, **rule.constants)
                if value is not None:
                    found[end] = Reading(end, value, (rule.label, *rules))
        return list(found.values())

    def _fixed_part(self, rule: _Rule, at: int) -> tuple[Any, ...] | None:
        """Check the atoms that a rule must begin with, without looking for alternatives; most rules end here."""
        if at + rule.fixed > self._size:
            return None
        values: list[Any] = []
        for element in rule.elements[: rule.fixed]:
            if element.glued and not self.atoms.glued(at):
                return None
            low = self._low[at]
            if element.kind == "words":
                if low not in element.words:
                    return None
                if element.captured:
                    values.append(low)
            elif element.name in self._classes[at]:
                values.append(value_of(element.name, low))
            else:
                return None
            at += 1
        return tuple(values)

    def _match(
        self, elements: tuple[_Element, ...], which: int, at: int, values: tuple[Any, ...], rules: tuple[str, ...]
    ) -> Iterator[tuple[int, tuple[Any, ...], tuple[str, ...]]]:
        if which == len(elements):
            yield at, values, rules
            return
        element = elements[which]
        if at < self._size and not (element.glued and not self.atoms.glued(at)):
            low, classes = self._low[at], self._classes[at]
            if element.kind == "words":
                if low in element.words:
                    taken = (*values, low) if element.captured else values
                    yield from self._match(elements, which + 1, at + 1, taken, rules)
            elif element.kind == "class":
                if element.name in classes:
                    taken = (*values, value_of(element.name, low))
                    yield from self._match(elements, which + 1, at + 1, taken, rules)
            else:
                first = self.grammar.first[element.name]
                if low in first or not classes.isdisjoint(first):
                    for reading in self.readings(element.name, at):
                        yield from self._match(
                            elements, which + 1, reading.end, (*values, reading.value), rules + reading.rules
                        )
        if element.optional:
            yield from self._match(elements, which + 1, at, (*values, None) if element.captured else values, rules)
