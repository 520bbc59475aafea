"""From readings to figures: what each comes to beside its verb, its sentence and the article's date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.figures.dates import edtf
from pipeline.figures.dates.anchors import Told
from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.context import is_modifier
from pipeline.figures.dates.derived import Open, Timed
from pipeline.figures.dates.leaning import reconsider, strays
from pipeline.figures.dates.lengths import Every, Length
from pipeline.figures.dates.moments import (
    Anchored,
    DayShift,
    Fixed,
    Moment,
    Relative,
    Season,
    Unknown,
    Weekday,
)
from pipeline.figures.dates.story import Days, Years, means_nowadays, said_then
from pipeline.figures.dates.stretches import Stretch, add_months
from pipeline.figures.dates.tense import aside_of, happened_once, is_announced, is_habitual, is_reported, lean_of
from pipeline.schema import Figure

__all__ = ["Choice", "resolve"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading that was taken: its atoms and what they stand for."""

    first: int
    end: int
    value: Any
    rules: tuple[str, ...]


def _share_in_lists(choices: Sequence[Choice], atoms: Atoms) -> list[Choice]:
    """Share out what a list says once: the year of "March and April 2020", the week of "next Monday and Tuesday"."""
    shared = list(choices)
    for at in range(len(shared) - 2, -1, -1):
        this, following = shared[at], shared[at + 1]
        link = atoms.low[this.end : following.first]
        if not link or len(link) > 2 or any(low not in (",", "and", "or", "&") for low in link):
            continue
        a, b = this.value, following.value
        if isinstance(a, Fixed) and isinstance(b, Fixed) and a.year is None and b.year is not None and a.which is None:
            shared[at] = replace(this, value=replace(a, year=b.year))
    for at in range(1, len(shared)):
        a, b = shared[at - 1].value, shared[at].value
        both = isinstance(a, Weekday) and isinstance(b, Weekday) and b.which is None and b.week is None
        if both and atoms.low[shared[at - 1].end : shared[at].first] in (["and"], ["or"], [","], [",", "and"]):
            shared[at] = replace(shared[at], value=replace(b, which=a.which, week=a.week))
    return shared


def resolve(choices: Sequence[Choice], atoms: Atoms, published: dt.date | None) -> Iterator[Told]:
    """Make a figure of each reading that was taken.

    Parameters
    ----------
    choices
        The readings, in the order of the text.
    atoms
        The text.
    published
        The article's date, or nothing.
    """
    choices = _share_in_lists(choices, atoms)
    days, years = Days(), Years()
    last_day: Moment | None = None
    last_sentence, sentence_lean, aside = -1, 0, -1
    for index, choice in enumerate(choices):
        first, last = atoms.span(choice.first, choice.end)
        word = atoms.words[first]
        reference = None if word.quoted else published
        if word.sentence != last_sentence:
            last_day, last_sentence, sentence_lean, aside = None, word.sentence, 0, -1
            days.turn(word.sentence)
        value = choice.value
        if _needs_a_day(value):
            value = _dated(value, last_day or _coming_day(choices, index, atoms), choice, atoms, days)
        if isinstance(value, DayShift) and choice.end - choice.first == 1 and means_nowadays(atoms.words, first):
            value = Unknown()
        if isinstance(value, (Fixed, Weekday, DayShift)):
            if last_day is None or not said_then(atoms, choice.first):
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
            clause = aside_of(atoms.words, first)
            lean = lean_of(atoms.words, first, last, limit=limit) or (sentence_lean if clause == aside else 0)
            sentence_lean, aside = lean, clause
            if _every_week(value) and not lean and word.tag:
                value = Unknown()  # "open Monday to Friday" is every week
            lean = 1 if not lean and is_announced(atoms.words, first) else lean
            lean = reconsider(value, lean, atoms, choice.first, reference)
            lean = -1 if isinstance(value, Season) and is_reported(atoms.words, first) else lean
            if isinstance(value, Relative) and lean < 0 and value.offset == 1 and atoms.low[choice.first] == "the":
                value = Anchored(1, value.unit, calendar=True)  # "he joined in 1998 and left the next year"
            stretch = value.resolve(reference, lean)
            if lean < 0 and reference is not None and strays(value, stretch, reference, atoms, choice.first):
                lean = 1
                stretch = value.resolve(reference, lean)
            if lean <= 0 and years.contradict(value, stretch, word.sentence):
                stretch = value.resolve(None, lean)
            years.note(value, word.sentence)
            fields = _date_fields(value, stretch)
            if not isinstance(value, Open) and not word.quoted and not said_then(atoms, choice.first):
                days.note(stretch)
        start, end = atoms.start[choice.first], atoms.end[choice.end - 1]
        figure = Figure(start=start, end=end, text=atoms.text[start:end], **fields)
        place = (choice.first, choice.end)
        yield Told((first, last), place, value, stretch, figure, word.sentence, word.quoted, choice.rules)


def _every_week(value: Any) -> bool:
    """Tell a row of weekdays, such as shops are open on, with nothing that says which week."""
    ends = (value.start, value.end) if isinstance(value, Open) else ()
    return bool(ends) and all(isinstance(end, Weekday) and end.which is None and end.week is None for end in ends)


def _needs_a_day(value: Any) -> bool:
    parts = (value.start, value.end) if isinstance(value, Open) else (value,)
    return any(isinstance(part, Timed) and part.day is None for part in parts)


def _coming_day(choices: Sequence[Choice], index: int, atoms: Atoms) -> Moment | None:
    """Find the day that a sentence names after a time ("at 3 p.m. police were called to a fire on Monday")."""
    end = choices[index].end
    sentence = atoms.words[atoms.word(end - 1)].sentence
    for choice in choices[index + 1 : index + 3]:
        if atoms.words[atoms.word(choice.first)].sentence != sentence or "," in atoms.low[end : choice.first]:
            break
        day = choice.value
        if isinstance(day, (Weekday, DayShift)) or (isinstance(day, Fixed) and day.day is not None):
            return None if said_then(atoms, choice.first) else day
    return None


def _dated(value: Any, day: Moment | None, choice: Choice, atoms: Atoms, days: Days) -> Any:
    """Put a time on a day: its sentence's, else what earlier sentences told of, else the article's.

    What is so every day ("doors open at 9am") and what is so at certain hours ("no sale after 10 p.m.") is on none.
    """
    first, last = atoms.span(choice.first, choice.end)
    habitual = is_habitual(atoms.words, first)
    open_ended = isinstance(value, Open) and (value.start is None or value.end is None)
    once = not habitual if isinstance(value, Timed) else open_ended and happened_once(atoms.words, first, last)
    now = atoms.words[first].quoted or atoms.low[max(0, choice.first - 2) : choice.first] == ["as", "of"]
    if day is None and once and not now:
        day, once = days.day, not days.unclear
    value = _on_a_day(value, day, habitual=not once)
    return _on_its_day(value, once=once) if open_ended else value


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
