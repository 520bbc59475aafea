"""The verbs, nouns and particles of change, with their forms and the direction of each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pipeline.figures.atoms import Atoms
from pipeline.figures.phrases import Phrases

__all__ = ["Direction", "Trends", "is_change_noun", "is_change_verb", "multiple_at", "trends"]

Direction = Literal["up", "down"]

_TO_BE_DONE = frozenset(["can", "could", "'ll", "may", "might", "must", "should", "to", "will", "would"])


@dataclass(frozen=True, slots=True)
class Trends:
    """The tables of ``data/trends.toml``, by what a text can hold."""

    verbs: Phrases[tuple[Direction, str]]
    forms: frozenset[str]
    nouns: dict[str, Direction]
    particles: dict[str, Direction]
    multiples: dict[str, tuple[Direction, Decimal]]
    infinitives: dict[str, tuple[Direction, Decimal]]
    guarded: frozenset[str]
    no_money: frozenset[str]
    direct: frozenset[str]


def _forms(verb: str, irregular: dict[str, list[str]]) -> list[str]:
    head, _, tail = verb.partition(" ")
    tail = " " + tail if tail else ""
    if head in irregular:
        forms = [head, *irregular[head]]
    elif head.endswith("e"):
        forms = [head, head + "s", head + "d", head[:-1] + "ing"]
    elif head.endswith(("sh", "ss", "x", "ch")):
        forms = [head, head + "es", head + "ed", head + "ing"]
    elif head.endswith("y"):
        forms = [head, head[:-1] + "ies", head[:-1] + "ied", head + "ing"]
    else:
        forms = [head, head + "s", head + "ed", head + "ing"]
    return [form + tail for form in forms]


@cache
def trends() -> Trends:
    """Return the tables, read once a process."""
    raw: dict[str, Any] = tomllib.loads((files(__package__) / "data" / "trends.toml").read_text("utf-8"))
    entries: list[tuple[str, tuple[Direction, str]]] = []
    for direction in ("up", "down"):
        for verb in raw["verbs"][direction]:
            entries += [(form, (direction, verb)) for form in _forms(verb, raw["irregular"])]
    nouns: dict[str, Direction] = {}
    particles: dict[str, Direction] = {}
    for direction in ("up", "down"):
        nouns |= {form: direction for noun in raw["nouns"][direction] for form in (noun, noun + "s")}
        particles |= dict.fromkeys(raw["particles"][direction], direction)
    multiples, infinitives = (
        {word: (direction, Decimal(str(times))) for word, (direction, times) in raw[table].items()}
        for table in ("multiples", "infinitives")
    )
    guarded = raw["guarded"]
    return Trends(
        Phrases(entries),
        frozenset(form for form, _ in entries if " " not in form),
        nouns,
        particles,
        multiples,
        infinitives,
        frozenset(guarded["verbs"]),
        frozenset(guarded["money_is_no_change"]),
        frozenset(raw["direct"]["verbs"]),
    )


def is_change_verb(word: str) -> bool:
    """Return whether a word in lower case is a form of a verb of change."""
    return word in trends().forms


def is_change_noun(word: str) -> bool:
    """Return whether a word in lower case names a change or its direction: fall, increase, up, lower."""
    return word in trends().nouns or word in trends().particles


def multiple_at(atoms: Atoms, index: int) -> tuple[Direction, Decimal] | None:
    """Return the direction and the factor of "doubled", "halved" and their like."""
    tables = trends()
    bare = atoms.at(index - 1) in _TO_BE_DONE or (
        atoms.at(index - 1).endswith("ly") and atoms.at(index - 2) in _TO_BE_DONE
    )
    if bare and atoms.low[index] in tables.infinitives:
        return tables.infinitives[atoms.low[index]]
    return tables.multiples.get(atoms.low[index])
