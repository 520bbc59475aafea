"""A small engine for grammars that are data: rules over atoms, every reading of every stretch.

Each rule name is parsed at a position once (the answers are kept), and each answer holds at most one value for each
end, so that time grows with the length of the text and not faster. What a rule means is an action, an ordinary
function; see ``grammar.txt`` for the notation.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.lexicon import CLASSES, DIGIT_CLASSES, classes_of, value_of
from pipeline.figures.dates.rules import Action, Beginnings, Element, Key, Primitive, Rule

__all__ = ["Action", "Grammar", "Parse", "Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the atoms from a position up to ``end``; ``rules`` are the names of the rules that made it."""

    end: int
    value: Any
    rules: tuple[str, ...]


_END: Key = frozenset()
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
        Rules that are functions.

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
        primitives: Mapping[str, Primitive],
    ) -> None:
        self.primitives = {name: primitive.read for name, primitive in primitives.items()}
        self.rules: dict[str, list[Rule]] = {}
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
            rule = Rule(label, elements, actions[match["action"]], constants, fixed)
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
        self.beginnings = Beginnings(self.rules, primitives)
        self.first = self.beginnings.first
        self.needed = self.beginnings.needed

    @staticmethod
    def _element(token: str, number: int) -> Element:
        match = _ELEMENT.fullmatch(token)
        if match is None:
            raise ValueError(f"grammar, line {number}: cannot read {token!r}")
        glued, optional = bool(match["glued"]), bool(match["optional"])
        if match["rule"]:
            return Element("rule", match["rule"], captured=True, glued=glued, optional=optional)
        if match["choice"]:
            words = frozenset(match["choice"].split("|"))
            return Element("words", words=words, captured=True, glued=glued, optional=optional)
        plain = match["plain"]
        if plain.isupper() or plain in DIGIT_CLASSES:
            if plain not in CLASSES and plain not in DIGIT_CLASSES:
                raise ValueError(f"grammar, line {number}: unknown class {plain}")
            return Element("class", plain, captured=True, glued=glued, optional=optional)
        return Element("words", words=frozenset(plain.split("|")), glued=glued, optional=optional)


class Parse:
    """A grammar at work on one text."""

    def __init__(self, grammar: Grammar, atoms: Atoms) -> None:
        self.grammar = grammar
        self.atoms = atoms
        self._low = atoms.low
        self._size = len(atoms)
        self._classes = [classes_of(low) for low in atoms.low]
        self._tags = [(low, *classes) for low, classes in zip(atoms.low, self._classes, strict=True)] + [()]
        self._keys = [grammar.beginnings.key(*each) for each in zip(atoms.low, self._classes, strict=True)] + [_END]
        self._possible = grammar.beginnings.possible
        self._known: dict[tuple[str, int], list[Reading]] = {}

    def readings(self, name: str, at: int) -> list[Reading]:
        """Every reading of a rule from a position, one for each end, in the order of the rules."""
        key = (name, at)
        known = self._known.get(key)
        if known is not None:
            return known
        if at >= self._size or not self._possible(name, self._keys[at], self._keys[at + 1]):
            return []
        self._known[key] = []  # a rule that begins with itself finds nothing
        primitive = self.grammar.primitives.get(name)
        if primitive is not None:
            found = [Reading(end, value, ()) for end, value in primitive(self.atoms, at)]
        else:
            found = self._apply(name, at)
        self._known[key] = found
        return found

    def _apply(self, name: str, at: int) -> list[Reading]:
        found: dict[int, Reading] = {}
        for rule in self.grammar.beginnings.candidates(name, self._keys[at], self._keys[at + 1]):
            start = self._fixed_part(rule, at)
            if start is None:
                continue
            for end, values, rules in self._match(rule, rule.fixed, at + rule.fixed, start, ()):
                if end in found:
                    continue
                value = rule.action(*values, **rule.constants)
                if value is not None:
                    found[end] = Reading(end, value, (rule.label, *rules))
        return list(found.values())

    def _fixed_part(self, rule: Rule, at: int) -> tuple[Any, ...] | None:
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
        self, rule: Rule, which: int, at: int, values: tuple[Any, ...], rules: tuple[str, ...]
    ) -> Iterator[tuple[int, tuple[Any, ...], tuple[str, ...]]]:
        if which == len(rule.elements):
            yield at, values, rules
            return
        element = rule.elements[which]
        if at < self._size and not (element.glued and not self.atoms.glued(at)):
            low, classes = self._low[at], self._classes[at]
            if element.kind == "words":
                if low in element.words:
                    taken = (*values, low) if element.captured else values
                    yield from self._match(rule, which + 1, at + 1, taken, rules)
            elif element.kind == "class":
                if element.name in classes:
                    taken = (*values, value_of(element.name, low))
                    yield from self._match(rule, which + 1, at + 1, taken, rules)
            else:
                first = self.grammar.first[element.name]
                if low in first or not classes.isdisjoint(first):
                    needed = self.grammar.needed[rule.label][which + 1]
                    for reading in self.readings(element.name, at):
                        if needed is None or not needed.isdisjoint(self._tags[reading.end]):
                            taken = (*values, reading.value)
                            yield from self._match(rule, which + 1, reading.end, taken, rules + reading.rules)
        if element.optional:
            yield from self._match(rule, which + 1, at, (*values, None) if element.captured else values, rules)
