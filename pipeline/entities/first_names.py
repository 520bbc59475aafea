"""Given names that the tables know."""

from __future__ import annotations

from functools import cache

from pipeline.entities.gazetteer import rows

__all__ = ["first_names", "is_first_name"]


@cache
def first_names() -> dict[str, str]:
    """Return the names that tell a pronoun, each with "m" or "f"."""
    return {name: gender for gender, names in rows("first_names.tsv") if gender in "mf" for name in names.split()}


@cache
def _given() -> frozenset[str]:
    return frozenset(name for gender, names in rows("first_names.tsv") if gender == "u" for name in names.split())


def is_first_name(word: str) -> bool:
    """Tell whether a word is a given name that the tables know, of men, of women or of both."""
    return word.split("-")[0] in first_names() or word in _given()
