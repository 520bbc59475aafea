"""Dates, times and durations of a text as figures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any

from pipeline.figures.dates.actions import ACTIONS
from pipeline.figures.dates.anchors import settle
from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.datelines import dateline
from pipeline.figures.dates.engine import Grammar, Parse, Reading
from pipeline.figures.dates.judging import accept, is_year
from pipeline.figures.dates.lexicon import classes_of
from pipeline.figures.dates.numbers import FEAST_WORDS, PRIMITIVES
from pipeline.figures.dates.resolving import Choice, resolve
from pipeline.figures.words import Word
from pipeline.schema import Figure

__all__ = ["DateMatch", "find_dates"]

_TOPS = ("open", "span", "point", "range", "ahead", "set", "lasting")
# No date and no range of them is as long without a space: a code, or a line of a table.
_CHAIN = re.compile(r"[^\s–—]{80,}|[\d/:.,–—−‑‐-]{80,}")
_REACH = 7  # how far before its first telling word a date can begin, in atoms


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date or duration over the words ``first`` to ``last`` (half-open), and the rules that read it."""

    first: int
    last: int
    figure: Figure
    rules: tuple[str, ...]


@lru_cache(maxsize=2)
def _grammar(day_first: bool) -> Grammar:
    actions: dict[str, Callable[..., Any]] = dict(ACTIONS)
    for name in ("numeric", "slash_day"):
        actions[name] = partial(ACTIONS[name], day_first=day_first)
    source = files(__package__).joinpath("grammar.txt").read_text(encoding="utf-8")
    return Grammar(source, actions, PRIMITIVES)


def find_dates(
    words: Sequence[Word], text: str, *, published: dt.date | None, day_first: bool = False
) -> list[DateMatch]:
    """Find the dates, times, durations and repetitions of a text.

    Parameters
    ----------
    words
        The words of the text, in order; tags and quotation flags are used where they are.
    text
        What the words' offsets point into.
    published
        The article's date: what is relative is resolved against it. Without it the article's own dateline is taken;
        without that, and inside quotations, what is relative is found but has no value.
    day_first
        Read 5/3/2026 as 5 March, not as May 3.

    Returns
    -------
    list of DateMatch
        In the order of the text, without overlaps. Dates carry their value as EDTF in ``figure.period``; durations as
        ``low``, ``high`` and ``unit``; repetitions as ``per``.
    """
    if not words:
        return []
    atoms = Atoms(words, text)
    grammar = _grammar(day_first)
    choices = list(_choose(Parse(grammar, atoms), atoms))
    if published is None:
        published = dateline(((choice.first, choice.end, choice.value) for choice in choices), atoms)
    told = list(resolve(choices, atoms, published))
    return [DateMatch(*one.words, one.figure, one.rules) for one in settle(told, atoms, published)]


# --- choosing -------------------------------------------------------------------------------------------------------
def _telling(atoms: Atoms) -> list[bool]:
    """Mark the atoms from which a date can begin: those with a word of the lexicon or digits not far ahead."""
    chained = bytearray(len(atoms.text))
    for chain in _CHAIN.finditer(atoms.text):
        chained[chain.start() : chain.end()] = b"\1" * len(chain.group())
    marks = [False] * len(atoms)
    left = 0
    for at in range(len(atoms) - 1, -1, -1):
        low = atoms.low[at]
        if classes_of(low) or low in FEAST_WORDS:
            left = _REACH
        if left:
            marks[at] = not chained[atoms.start[at]]
            left -= 1
    return marks


def _choose(parse: Parse, atoms: Atoms) -> Iterator[Choice]:
    """Take the longest reading that stands at each place, from left to right."""
    marks = _telling(atoms)
    first = [(name, parse.grammar.first[name]) for name in _TOPS]
    at, size = 0, len(atoms)
    years_end = -1
    while at < size:
        low = atoms.low[at]
        if not marks[at]:
            at += 1
            continue
        classes = classes_of(low)
        readings: list[Reading] = []
        for name, begins in first:
            if low in begins or not classes.isdisjoint(begins):
                readings.extend(parse.readings(name, at))
        chosen = None
        if readings:
            listed = years_end >= 0 and all(low in (",", "and", "or", "&") for low in atoms.low[years_end:at])
            for reading in sorted(readings, key=lambda r: -r.end):
                if accept(reading.value, atoms, at, reading.end, listed):
                    chosen = Choice(at, reading.end, reading.value, reading.rules)
                    break
        if chosen is None:
            at += 1
            continue
        yield chosen
        at = chosen.end
        years_end = at if is_year(chosen.value) else -1
