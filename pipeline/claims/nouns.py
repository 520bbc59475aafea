"""What a noun mostly names, by a list counted in GUM."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["kind_of_noun"]


def kind_of_noun(noun: str) -> str:
    """Return ``person``, ``organization``, ``place``, ``animal`` or ``thing``, an empty string for other nouns."""
    return _kinds().get(noun, "")


@cache
def _kinds() -> dict[str, str]:
    table = (files("pipeline.claims.coreference") / "data" / "noun_types.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {line[0]: line[1] for line in lines}
