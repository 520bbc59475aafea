"""What surrounds a figure: its bounds, what it counts, and whether it is a name after all."""

from __future__ import annotations

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.counted import find_counted, find_ranked
from pipeline.figures.ellipsis import find_elided
from pipeline.figures.models import is_linked, is_model, model_numbers
from pipeline.figures.modifiers import modify_after, modify_before
from pipeline.figures.negatives import is_name
from pipeline.figures.ranges import join_bounds
from pipeline.figures.readings import Reading
from pipeline.figures.suspended import take_shared_noun

__all__ = ["qualify"]

_SHOW = ("number", "count")
_LENGTHS = frozenset(["second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century"])


def qualify(atoms: Atoms, readings: list[Reading], blocked: list[bool]) -> list[Reading]:
    """Give each reading its bounds and what it counts, and leave out what is a name.

    Parameters
    ----------
    atoms
        The text.
    readings
        In the order of the text, with their units.
    blocked
        For each atom, whether a date covers it.
    """
    out: list[Reading] = []
    floor, named = 0, -1
    models = model_numbers(atoms)
    for reading in readings:
        start = reading.first - 1
        while start >= floor and not blocked[start] and reading.first - start < 14:
            start -= 1
        modify_before(atoms, reading, start + 1)
        modify_after(atoms, reading, reading.last + 1)
        if reading.kind in _SHOW and not reading.counted and "ratio.score" not in reading.rules:
            if not take_shared_noun(atoms, reading):
                find_counted(atoms, reading)
                find_elided(atoms, reading, out)
        elif reading.kind == "ordinal":
            find_ranked(atoms, reading)
        elif reading.kind == "quantity":
            _substance(atoms, reading)
        if reading.kind == "number" and reading.counted:
            reading.kind = "count"
        if reading.kind == "count" and reading.counted_last == reading.last + 1:
            modify_after(atoms, reading, reading.counted_last + 1)
        elif reading.kind in ("rate",):
            find_counted(atoms, reading)
        _lasting(reading, blocked)
        linked = named >= 0 and not reading.counted and is_linked(atoms, named, reading.number)
        if linked or is_name(atoms, reading) or is_model(atoms, reading, models):
            named = reading.number.last
            continue
        out.append(reading)
        floor = reading.last + 1
    return join_bounds(atoms, out)


def _lasting(reading: Reading, blocked: list[bool]) -> None:
    """Make a duration of a vague count of years that no date took: "several hundred years"."""
    if reading.kind != "count" or reading.counted not in _LENGTHS or reading.number.form != "vague":
        return
    reading.kind, reading.unit, reading.counted = "duration", reading.counted, ""
    if reading.last < reading.counted_last <= reading.last + 2 and not blocked[reading.counted_last]:
        reading.last = reading.counted_last
    reading.rules.append("count.of_time")


def _substance(atoms: Atoms, reading: Reading) -> None:
    """Name what a quantity is of: "500 tonnes of CO2"."""
    at = reading.last + 1
    if atoms.at(at) != "of" or at + 1 >= len(atoms) or atoms.kind[at + 1] != LETTERS or reading.dimension == "index":
        return
    if reading.dimension == "length" and atoms.raw[at + 1][0].isupper():
        return  # "within 40 km of Earth"
    last = at + 1
    while last + 1 < len(atoms) and atoms.is_glued(last + 1) and atoms.kind[last + 1] in (DIGITS, LETTERS):
        last += 1
    word = atoms.low[at + 1]
    if word in (
        "it",
        "them",
        "us",
        "the",
        "a",
        "an",
        "its",
        "their",
        "each",
        "this",
        "that",
        "all",
        "our",
        "his",
        "her",
        "which",
    ):
        return
    if last > at + 1:
        reading.counted, reading.counted_last = atoms.span(at + 1, last), last
        return
    before = Reading(reading.first, reading.last, reading.core_first, reading.last, reading.number)
    find_counted(atoms, before)
    reading.counted = before.counted if before.counted and not atoms.parsed else before.counted or word
    reading.counted = reading.counted or word
    reading.counted_last = max(last, before.counted_last)
