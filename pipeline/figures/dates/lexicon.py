"""The words of the date grammar, read once from ``lexicon.json``."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["CLASSES", "DIGIT_CLASSES", "LEXICON", "classes_of", "load_table", "value_of"]


def load_table(name: str) -> Any:
    """Read a JSON table that lies beside this module."""
    return json.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


LEXICON: dict[str, Any] = load_table("lexicon.json")
CLASSES: dict[str, dict[str, Any]] = LEXICON["classes"]
DIGIT_CLASSES = ("D2", "D4", "INT", "NUM", "DOTTED")

_NONE: frozenset[str] = frozenset()


def _digit_classes(low: str) -> frozenset[str]:
    if low.isdecimal() and low.isascii():
        found = {"INT", "NUM"}
        if len(low) <= 2:
            found.add("D2")
        elif len(low) == 4:
            found.add("D4")
        return frozenset(found)
    points = low.count(".")
    if points == 2 and "," not in low:
        return frozenset({"DOTTED"})
    return frozenset({"NUM"}) if points < 2 else _NONE


@lru_cache(maxsize=65536)
def classes_of(low: str) -> frozenset[str]:
    """Classes of an atom, by its lower-case form.

    Returns
    -------
    frozenset of str
        Empty for a word that the lexicon does not hold.
    """
    if low[0].isdigit():
        return _digit_classes(low)
    return frozenset(name for name, words in CLASSES.items() if low in words)


def value_of(name: str, low: str) -> Any:
    """Value of an atom in a class: the lexicon's, or the digits themselves."""
    return CLASSES[name][low] if name in CLASSES else low
