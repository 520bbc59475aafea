"""Closed lists of words, read from ``data/words.tsv``: what they are for is said there."""

from __future__ import annotations

import functools
from importlib.resources import files

__all__ = ["word_list"]


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    text = (files("pipeline.evidence") / "data" / "words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {name.strip(): frozenset(words.split()) for name, words in rows}


def word_list(name: str) -> frozenset[str]:
    """Return a list of words by its name.

    Raises
    ------
    KeyError
        If there is no such list.
    """
    return _lists()[name]
