"""Closed lists of words, irregular verbs and their nouns, read from ``data/``: what they are for is said there."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib.resources import files

__all__ = ["irregular", "phrasal", "word_list"]


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("pipeline.evidence") / "data" / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))


@functools.cache
def irregular() -> dict[str, str]:
    """Return the forms of verbs that a stemmer keeps apart, nouns made from them too, each with its verb."""
    rows = [*_rows("irregular.tsv"), *_rows("derived.tsv")]
    return {form: verb.strip() for verb, forms in rows for form in forms.split()}


@functools.cache
def phrasal() -> dict[tuple[str, str], str]:
    """Return the verbs with a particle, each form as (verb, particle), with the verb that says the same."""
    rows = _rows("phrasal.tsv")
    return {(verb, particle): other.strip() for verbs, particle, other in rows for verb in verbs.split()}


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
