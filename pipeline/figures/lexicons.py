"""Word lists that the rules ask for by name; they live in data/context.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["word_map", "word_set"]


@cache
def _context() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files(__package__) / "data" / "context.toml").read_text("utf-8"))


def word_set(table: str, name: str) -> frozenset[str]:
    """Return a list of words, in lower case, from a table of data/context.toml."""
    return frozenset(_context()[table][name])


def word_map(table: str, name: str) -> dict[str, str]:
    """Return words and what each stands for, from a table of data/context.toml."""
    return dict(_context()[table][name])
