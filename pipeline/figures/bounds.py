"""The words that bound a number or a length of time, by what they say of it: one table for both grammars."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["bound_phrases"]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / "modifiers.toml").read_text("utf-8"))


def bound_phrases(side: str) -> dict[str, str]:
    """Return the effect of each phrase of data/modifiers.toml that stands ``before`` or ``after`` what it bounds."""
    return {phrase: effect for effect, phrases in _table()[side].items() for phrase in phrases}
