"""Closed lists of words, and irregular verbs, read from ``data/``: what they are for is said there."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib.resources import files

__all__ = ["irregular", "word_list"]


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("pipeline.evidence") / "data" / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))


@functools.cache
def irregular() -> dict[str, str]:
    """Return the forms of irregular verbs, each with its verb."""
    return {form: verb.strip() for verb, forms in _rows("irregular.tsv") for form in forms.split()}


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    rows = _rows("words.tsv")
    return {name.strip(): frozenset(words.split()) for name, words in rows}


def word_list(name: str) -> frozenset[str]:
    """Return a list of words by its name.

    Raises
    ------
    KeyError
        If there is no such list.
    """
    return _lists()[name]
