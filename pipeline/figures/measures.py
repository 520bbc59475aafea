"""The units of measure: their names, symbols, prefixes and plurals, looked up in a text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.phrases import Phrases
from pipeline.figures.readings import Reading

__all__ = ["Unit", "near_cue", "take_unit", "unit_at", "unit_cues"]

_CUE_REACH = 10


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: its code, dimension and factor to the first unit of the dimension."""

    code: str
    dimension: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class _Tables:
    names: Phrases[Unit]
    symbols: Phrases[Unit]
    glued_only: frozenset[str]
    loose: frozenset[str]
    cues: dict[str, frozenset[str]]


def _plural(name: str) -> str:
    for joint in (" per ", " to the ", " of ", " an ", " a ", " squared", " cubed"):
        head, found, tail = name.partition(joint)
        if found:
            return _plural(head) + found + tail
    if name.endswith(("s", "z", "feet", "inch", "foot", ".", "celcius", "centigrade", "fahrenheit")):
        return name
    return name + "s"


def _entries(row: dict[str, Any], prefixes: dict[str, list[Any]]) -> Iterator[tuple[str, bool, Unit]]:
    factor = Decimal(str(row.get("factor", 1)))
    unit = Unit(row["code"], row["dimension"], factor)
    head, _, _tail = row["code"].partition("/")
    for name in row.get("names", ()):
        yield name, True, unit
        if not name.startswith(("degree ", "deg ")):
            yield _plural(name), True, unit
        else:
            yield name.replace("degree ", "degrees ", 1), True, unit
    if row["code"] == "degree":
        yield "degrees", True, unit
    for symbol in row.get("symbols", ()):
        yield symbol, False, unit
    for prefix in row.get("prefixes", ()):
        sign, power = prefixes[prefix]
        joined = Unit(sign + head, row["dimension"], factor * Decimal(str(power)))
        for name in row.get("names", ()):
            yield prefix + name, True, joined
            yield prefix + _plural(name), True, joined
        for symbol in row.get("symbols", ()):
            if sign + symbol != "pm":  # half past four, more often than four picometres
                yield sign + symbol, False, joined
            if sign + symbol in ("km", "kg", "cm", "mm", "ml", "mL"):
                yield sign + symbol + "s", False, joined
            if sign == "u":
                yield "µ" + symbol, False, joined
                yield "μ" + symbol, False, joined


@cache
def _tables() -> _Tables:
    raw: dict[str, Any] = tomllib.loads((files(__package__) / "data" / "units.toml").read_text("utf-8"))
    names: list[tuple[str, Unit]] = []
    symbols: list[tuple[str, Unit]] = []
    for row in raw["unit"]:
        for text, is_name, unit in _entries(row, raw["prefixes"]):
            (names if is_name else symbols).append((text, unit))
    ambiguous = raw["ambiguous"]
    cues = {key: frozenset(words) for key, words in ambiguous.items() if key.startswith(("metre", "million"))}
    return _Tables(
        Phrases(names),
        Phrases(symbols, cased=True),
        frozenset(ambiguous["glued_only"]),
        frozenset(ambiguous["loose"]),
        cues,
    )


def unit_cues() -> dict[str, frozenset[str]]:
    """Return the words that tell a glued "m" as a metre or a million."""
    return _tables().cues


def unit_at(atoms: Atoms, index: int, *, glued: bool = True) -> tuple[int, Unit] | None:
    """Return the last atom and the unit of the longest name or symbol that begins at an atom."""
    tables = _tables()
    by_name = tables.names.forward(atoms, index)
    by_symbol = next((found for found in tables.symbols.matches(atoms, index) if _tight(atoms, index, found[0])), None)
    if by_symbol is not None:
        last = by_symbol[0]
        raw = atoms.raw[index] if last == index else ""
        tail = last + 1
        torn = atoms.is_glued(tail) and atoms.kind[tail] in (DIGITS, LETTERS)
        if torn or (raw in tables.glued_only and not glued and raw not in tables.loose):
            by_symbol = None
    if by_name is not None and (by_symbol is None or by_name[0] >= by_symbol[0]):
        return by_name
    return by_symbol


def _tight(atoms: Atoms, first: int, last: int) -> bool:
    """Tell "ft2" from "ft 2 in": the power is glued to the symbol."""
    return all(atoms.glued[at] for at in range(first + 1, last + 1) if atoms.kind[at] == DIGITS or atoms.raw[at] == "^")


def take_unit(reading: Reading, last: int, unit: Unit) -> None:
    """Make a quantity of a reading, up to the last atom of its unit."""
    reading.kind = "quantity"
    reading.last = reading.core_last = last
    reading.unit, reading.dimension, reading.factor = unit.code, unit.dimension, unit.factor
    reading.rules.append("unit." + unit.dimension)


def near_cue(atoms: Atoms, reading: Reading, cues: frozenset[str], *, after: bool = True) -> bool:
    """Return whether a word near a number, in its sentence, is one of the cues."""
    start = max(0, reading.first - _CUE_REACH)
    end = min(len(atoms), reading.last + _CUE_REACH) if after else reading.first
    sentence = atoms.sentence[reading.first]
    return any(atoms.low[i] in cues for i in range(start, end) if atoms.sentence[i] == sentence)
