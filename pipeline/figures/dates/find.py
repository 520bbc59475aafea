"""Dates, times and durations of a text as figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any

from pipeline.figures.dates import edtf
from pipeline.figures.dates.actions import ACTIONS
from pipeline.figures.dates.anchors import Told, settle
from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.context import is_modifier
from pipeline.figures.dates.derived import Open, Timed
from pipeline.figures.dates.engine import Grammar, Parse, Reading
from pipeline.figures.dates.judging import accept, is_year
from pipeline.figures.dates.lengths import Every, Length
from pipeline.figures.dates.lexicon import classes_of
from pipeline.figures.dates.moments import (
    Anchored,
    DayShift,
    Fixed,
    Moment,
    Relative,
    Unknown,
    Weekday,
)
from pipeline.figures.dates.numbers import FEAST_WORDS, PRIMITIVES
from pipeline.figures.dates.stretches import Stretch, add_months
from pipeline.figures.dates.tense import happened_once, is_announced, is_habitual, lean_of
from pipeline.figures.words import Word
from pipeline.schema import Figure

__all__ = ["DateMatch", "find_dates"]

_TOPS = ("open", "span", "point", "range", "ahead", "set", "lasting")
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
    told = list(_figures(_share_years(choices, atoms), atoms, published))
    return [DateMatch(*one.words, one.figure, one.rules) for one in settle(told, atoms, published)]


# --- choosing -------------------------------------------------------------------------------------------------------
def _telling(atoms: Atoms) -> list[bool]:
    """Mark the atoms from which a date can begin: those with a word of the lexicon or digits not far ahead."""
    marks = [False] * len(atoms)
    left = 0
    for at in range(len(atoms) - 1, -1, -1):
        low = atoms.low[at]
        if classes_of(low) or low in FEAST_WORDS:
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
                if accept(reading.value, atoms, at, reading.end, listed):
                    chosen = _Choice(at, reading.end, reading.value, reading.rules)
                    break
        if chosen is None:
            at += 1
            continue
        yield chosen
        at = chosen.end
        years_end = at if is_year(chosen.value) else -1


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


def _figures(choices: list[_Choice], atoms: Atoms, published: dt.date | None) -> Iterator[Told]:
    last_day: Moment | None = None
    last_sentence, sentence_lean = -1, 0
    for choice in choices:
        first, last = atoms.span(choice.first, choice.end)
        word = atoms.words[first]
        reference = None if word.quoted else published
        if word.sentence != last_sentence:
            last_day, last_sentence, sentence_lean = None, word.sentence, 0
        value = _on_a_day(choice.value, last_day, habitual=is_habitual(atoms.words, first))
        if isinstance(value, Open) and (value.start is None or value.end is None):
            value = _on_its_day(value, once=happened_once(atoms.words, first, last))
        if isinstance(value, (Fixed, Weekday, DayShift)):
            last_day = value
            if isinstance(value, Weekday) and last == first + 1 and is_modifier(atoms.words, first):
                value = Unknown()  # "Sunday opening" is no Sunday in particular
        stretch: Stretch | None = None
        if isinstance(value, Length):
            if value.toward and atoms.low[choice.end : choice.end + 1] == ["of"]:
                value = replace(value, toward=0)  # "the last five months of her life"
            fields = _length_fields(value, reference)
        elif isinstance(value, Every):
            fields = {"kind": "date", "per": value.per}
        else:
            limit = isinstance(value, Open) and value.start is None and value.end_included
            lean = lean_of(atoms.words, first, last, limit=limit) or sentence_lean
            sentence_lean = lean
            if _every_week(value) and not lean and word.tag:
                value = Unknown()  # "open Monday to Friday" is every week
            lean = 1 if not lean and is_announced(atoms.words, first) else lean
            if isinstance(value, Relative) and lean < 0 and value.offset == 1 and atoms.low[choice.first] == "the":
                value = Anchored(1, value.unit, calendar=True)  # "he joined in 1998 and left the next year"
            stretch = value.resolve(reference, lean)
            fields = _date_fields(value, stretch)
        start, end = atoms.start[choice.first], atoms.end[choice.end - 1]
        figure = Figure(start=start, end=end, text=atoms.text[start:end], **fields)
        place = (choice.first, choice.end)
        yield Told((first, last), place, value, stretch, figure, word.sentence, word.quoted, choice.rules)


def _every_week(value: Any) -> bool:
    """Tell a row of weekdays, such as shops are open on, with nothing that says which week."""
    ends = (value.start, value.end) if isinstance(value, Open) else ()
    return bool(ends) and all(isinstance(end, Weekday) and end.which is None and end.week is None for end in ends)


def _on_a_day(value: Any, day: Moment | None, *, habitual: bool) -> Any:
    """Give a time of day the day that its sentence named; hours ("after 4pm") and habits have none of their own."""
    if isinstance(value, Timed) and value.day is None:
        return replace(value, day=day) if day is not None else replace(value, bare=value.bare or habitual)
    if isinstance(value, Open):
        start, end = (part and _on_a_day(part, day, habitual=True) for part in (value.start, value.end))
        return replace(value, start=start, end=end)
    return value


def _on_its_day(value: Open, *, once: bool) -> Open:
    """Give "after 9 p.m." the article's day where something happened then, and did not just use to."""
    if not once:
        return value
    start, end = (
        replace(part, bare=False) if isinstance(part, Timed) and part.day is None else part
        for part in (value.start, value.end)
    )
    return replace(value, start=start, end=end)


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


def _inner_modifier(value: Moment) -> str:
    """Give the words of the moment that an open stretch begins or ends with ("by the end of 2027")."""
    if isinstance(value, Open) and (value.start is None or value.end is None):
        one = value.start or value.end
        return one.modifier if one is not None else ""
    return ""


def _date_fields(value: Moment, stretch: Stretch | None) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "kind": "date",
        "period": stretch.edtf if stretch else "",
        "modifier": value.modifier or _inner_modifier(value),
        "approx": "about" if value.about else "exact",
    }
    if isinstance(value, Open):
        fields["low_included"] = value.start_included
        fields["high_included"] = value.end_included
    return fields
