"""The word lists of this room, read from ``data/lexicon.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["phrases", "words"]


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("pipeline.claims") / "data" / "lexicon.toml").read_text(encoding="utf-8"))


@cache
def words(table: str, key: str) -> frozenset[str]:
    """Return a list of single words, in lower case.

    Raises
    ------
    KeyError
        If there is no such list.
    """
    return frozenset(_tables()[table][key])


@cache
def phrases(table: str, key: str) -> tuple[str, ...]:
    """Return a list of phrases, the longest first.

    Raises
    ------
    KeyError
        If there is no such list.
    """
    return tuple(sorted(_tables()[table][key], key=lambda phrase: (-len(phrase), phrase)))
