"""Dates, times and durations of a text as figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any

from pipeline.figures.dates import context, edtf
from pipeline.figures.dates.actions import ACTIONS
from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.engine import Grammar, Parse, Reading
from pipeline.figures.dates.lengths import Every, Length
from pipeline.figures.dates.lexicon import classes_of
from pipeline.figures.dates.moments import (
    DayShift,
    Fixed,
    Holiday,
    Moment,
    Open,
    Period,
    Season,
    Shift,
    Timed,
    Weekday,
    add_months,
)
from pipeline.figures.dates.numbers import PRIMITIVES
from pipeline.figures.words import Word
from pipeline.schema import Figure

__all__ = ["DateMatch", "find_dates"]

_TOPS = ("open", "range", "span", "ahead", "set", "point", "lasting")
_REACH = 7  # how far before its first telling word a date can begin, in atoms


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date or duration over the words ``first`` to ``last`` (half-open), and the rules that read it."""

    first: int
    last: int
    figure: Figure
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    """A reading that was taken: its atoms and what they stand for."""

    first: int
    end: int
    value: Any
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
        The article's date: what is relative is resolved against it. Without it, and inside quotations, what is
        relative is found but has no value.
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
    return list(_figures(_share_years(choices, atoms), atoms, published))


# --- choosing -------------------------------------------------------------------------------------------------------
def _telling(atoms: Atoms) -> list[bool]:
    """Mark the atoms from which a date can begin: those with a word of the lexicon or digits not far ahead."""
    marks = [False] * len(atoms)
    left = 0
    for at in range(len(atoms) - 1, -1, -1):
        if classes_of(atoms.low[at]):
            left = _REACH
        if left:
            marks[at] = True
            left -= 1
    return marks


def _choose(parse: Parse, atoms: Atoms) -> Iterator[_Choice]:
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
                value = _accept(reading.value, atoms, at, reading.end, listed)
                if value is not None:
                    chosen = _Choice(at, reading.end, value, reading.rules)
                    break
        if chosen is None:
            at += 1
            continue
        yield chosen
        at = chosen.end
        years_end = at if _is_year(chosen.value) else -1


def _is_year(value: Any) -> bool:
    if isinstance(value, Open):
        return _is_year(value.end or value.start)
    return isinstance(value, Fixed) and value.month is None


def _accept(value: Any, atoms: Atoms, at: int, end: int, listed: bool) -> Any | None:
    """Judge a reading by what stands around it."""
    source = atoms.text[atoms.start[at] : atoms.end[end - 1]]
    words = atoms.words
    if "\n" in source and words[atoms.word(at)].sentence != words[atoms.word(end - 1)].sentence:
        return None
    if isinstance(value, Length):
        return _accept_length(value, atoms, at, end)
    if isinstance(value, Every):
        return value if context.set_stands(atoms, at, end) else None
    if isinstance(value, Open):
        return _accept_open(value, atoms, at, end)
    return value if _point_stands(value, atoms, at, end, listed) else None


def _accept_length(value: Length, atoms: Atoms, at: int, end: int) -> Length | None:
    if context.is_age(atoms, at, end):
        return None
    before = atoms.low[at - 1] if at else ""
    if atoms.glued(at) and (before in "$£€.,:/-" or before.isalnum()):
        return None
    if value.weak and not context.length_stands(atoms, at, end):
        return None
    if value.toward and value.weak:
        return None
    return value


def _accept_open(value: Open, atoms: Atoms, at: int, end: int) -> Open | None:
    for part in (value.start, value.end):
        if isinstance(part, Period) and part.unit != "weekend" and not part.modifier:
            return None
    after = atoms.low[end : end + 2]
    low = atoms.low[at]
    if (value.start is None or value.end is None) and after[:2] == ["'", "s"] and low not in ("since", "ever"):
        return None
    if _is_year(value):
        if context.counted(atoms, end):
            return None
        if atoms.glued(at) and atoms.low[at - 1] in "-/.,$£€#":
            return None
        if end < len(atoms) and atoms.glued(end) and atoms.low[end] in "-/":
            return None
    return value


def _point_stands(value: Moment, atoms: Atoms, at: int, end: int, listed: bool) -> bool:
    bare = end - at
    if (
        atoms.glued(at)
        and atoms.low[at][0].isdigit()
        and atoms.low[at - 1] in ("-", "/", ".", ",", "$", "£", "€", "#", ":", "+")
    ):
        return False
    if isinstance(value, Fixed) and value.which is None:
        if value.month is None:
            if bare > 1 or value.modifier or value.about:
                return not context.counted(atoms, end)
            return context.year_stands(atoms, at, end, value.year or 0, listed=listed)
        if value.day is None and value.year is None and bare <= 2 and not value.modifier:
            return context.month_stands(atoms, at, end)
        return True
    if isinstance(value, Weekday) and value.which is None and value.week is None and bare <= 2:
        return context.weekday_stands(atoms, at, end)
    if isinstance(value, Period) and value.unit != "weekend":
        return bool(value.modifier)
    if isinstance(value, Holiday) and value.weak:
        return (
            atoms.low[at - 1] in ("at", "on", "by", "before", "since", "until", "after", "over", "during", "for")
            if at
            else False
        )
    if isinstance(value, Season) and value.year is None and value.which is None and value.years is None:
        if value.code < 30 and atoms.low[at] == "the":
            return bool(at) and atoms.low[at - 1] in (
                "in",
                "during",
                "over",
                "by",
                "since",
                "until",
                "throughout",
                "through",
            )
        return value.code != 23 or atoms.low[end - 1] != "fall" or bool(value.modifier)
    if isinstance(value, Shift) and value.ahead:
        first, last = atoms.span(at, end)
        return context.lean_of(atoms.words, first, last) > 0
    if isinstance(value, Timed) and value.day is None:
        return context.clock_stands(atoms, at, end)
    return True


# --- resolving ------------------------------------------------------------------------------------------------------
def _share_years(choices: list[_Choice], atoms: Atoms) -> list[_Choice]:
    """Give the year of a list's last member to those before it ("March and April 2020")."""
    shared = list(choices)
    for at in range(len(shared) - 2, -1, -1):
        this, following = shared[at], shared[at + 1]
        link = atoms.low[this.end : following.first]
        if not link or len(link) > 2 or any(low not in (",", "and", "or", "&") for low in link):
            continue
        a, b = this.value, following.value
        if isinstance(a, Fixed) and isinstance(b, Fixed) and a.year is None and b.year is not None and a.which is None:
            shared[at] = replace(this, value=replace(a, year=b.year))
    return shared


def _figures(choices: list[_Choice], atoms: Atoms, published: dt.date | None) -> Iterator[DateMatch]:
    last_day: Moment | None = None
    last_sentence = -1
    for choice in choices:
        first, last = atoms.span(choice.first, choice.end)
        word = atoms.words[first]
        reference = None if word.quoted else published
        if word.sentence != last_sentence:
            last_day, last_sentence = None, word.sentence
        value = choice.value
        if isinstance(value, Timed) and value.day is None and last_day is not None:
            value = replace(value, day=last_day)
        elif isinstance(value, (Fixed, Weekday, DayShift)) and not isinstance(value, Timed):
            last_day = value
        start, end = atoms.start[choice.first], atoms.end[choice.end - 1]
        base = {"start": start, "end": end, "text": atoms.text[start:end]}
        if isinstance(value, Length):
            figure = Figure(**base, **_length_fields(value, reference))
        elif isinstance(value, Every):
            figure = Figure(**base, kind="date", per=value.per)
        else:
            lean = context.lean_of(atoms.words, first, last)
            figure = Figure(**base, **_date_fields(value, reference, lean))
        yield DateMatch(first, last, figure, choice.rules)


def _length_fields(value: Length, reference: dt.date | None) -> dict[str, Any]:
    period = ""
    if value.toward and reference is not None and value.low is not None and value.low == value.high:
        other = _moved(reference, value)
        if other is not None:
            ends = sorted((reference, other))
            period = edtf.interval(ends[0].isoformat(), ends[1].isoformat())
    return {
        "kind": "duration",
        "low": value.low,
        "high": value.high,
        "low_included": value.low_included,
        "high_included": value.high_included,
        "approx": value.approx,
        "unit": value.unit,
        "period": period,
        "modifier": value.modifier,
    }


def _moved(reference: dt.date, value: Length) -> dt.date | None:
    if value.low is None or value.low % 1:
        return None
    amount = int(value.low) * value.toward
    try:
        if value.unit in ("year", "month"):
            return add_months(reference, amount * (12 if value.unit == "year" else 1))
        if value.unit in ("week", "day"):
            return reference + dt.timedelta(amount * (7 if value.unit == "week" else 1))
    except (ValueError, OverflowError):
        return None
    return None


def _date_fields(value: Moment, reference: dt.date | None, lean: int) -> dict[str, Any]:
    found = value.resolve(reference, lean)
    period = found.edtf if found else ""
    if value.about and period and "/" not in period and "T" not in period:
        period += "~"
    fields: dict[str, Any] = {
        "kind": "date",
        "period": period,
        "modifier": value.modifier,
        "approx": "about" if value.about else "exact",
    }
    if isinstance(value, Open):
        fields["low_included"] = value.start_included
        fields["high_included"] = value.end_included
    return fields
