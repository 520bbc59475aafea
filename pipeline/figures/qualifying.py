"""What surrounds a figure: its bounds, what it counts, and whether it is a name after all."""

from __future__ import annotations

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.counted import find_counted, find_ranked, parallel_noun
from pipeline.figures.models import is_linked, is_model, model_numbers
from pipeline.figures.modifiers import modify_after, modify_before
from pipeline.figures.negatives import is_name
from pipeline.figures.ranges import join_bounds
from pipeline.figures.readings import Reading

__all__ = ["qualify"]

_SHOW = ("number", "count")


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
        if (reading.kind in _SHOW and not reading.counted and "range" not in reading.rules[-1:]) or (
            reading.kind in ("number", "count") and not reading.counted
        ):
            find_counted(atoms, reading)
            _parallel(atoms, reading, out)
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
        linked = named >= 0 and not reading.counted and is_linked(atoms, named, reading.number)
        if linked or is_name(atoms, reading) or is_model(atoms, reading, models):
            named = reading.number.last
            continue
        out.append(reading)
        floor = reading.last + 1
    return join_bounds(atoms, out)


def _parallel(atoms: Atoms, reading: Reading, before: list[Reading]) -> None:
    """Take what a pronoun or a missing noun stands for from the figure before it in the sentence."""
    if not before or not atoms.same_sentence(before[-1].last, reading.first):
        return
    at = reading.last + 1
    if atoms.at(at) == "of" and atoms.at(at + 1) == "them" and before[-1].kind == "count" and not reading.counted:
        reading.counted = before[-1].counted
    elif not reading.counted and (_against(atoms, before[-1], reading) or _out_of(atoms, before[-1], reading)):
        reading.counted, reading.kind = before[-1].counted, "count"
    elif not reading.counted or reading.counted_last > reading.last + 1:
        reading.counted = parallel_noun(atoms, reading, before[-1]) or reading.counted


def _against(atoms: Atoms, whole: Reading, part: Reading) -> bool:
    """Tell the 52 of "38 homicides, compared with 52 a year before"."""
    at = part.first - 1
    if atoms.at(at) not in ("with", "to") or atoms.at(at - 1) != "compared" or whole.kind != "count":
        return False
    return bool(whole.counted) and part.plain and part.kind == "number"


def _out_of(atoms: Atoms, whole: Reading, part: Reading) -> bool:
    """Tell the 14 of "Of the 50 states, 14 have banned it"."""
    opens = whole.first - 2
    if atoms.at(opens) != "of" or atoms.at(opens + 1) not in ("the", "its", "their", "those"):
        return False
    fronted = opens == 0 or not atoms.same_sentence(opens - 1, opens)
    return fronted and part.first == whole.counted_last + 2 and atoms.at(part.first - 1) == ","


def _substance(atoms: Atoms, reading: Reading) -> None:
    """Name what a quantity is of: "500 tonnes of CO2"."""
    at = reading.last + 1
    if atoms.at(at) != "of" or at + 1 >= len(atoms) or atoms.kind[at + 1] != LETTERS or reading.dimension == "index":
        return
    last = at + 1
    while last + 1 < len(atoms) and atoms.is_glued(last + 1) and atoms.kind[last + 1] in (DIGITS, LETTERS):
        last += 1
    word = atoms.low[at + 1]
    if word in ("the", "a", "an", "its", "their", "each", "this", "that", "all", "our", "his", "her", "which"):
        return
    if last > at + 1:
        reading.counted, reading.counted_last = atoms.span(at + 1, last), last
        return
    before = Reading(reading.first, reading.last, reading.core_first, reading.last, reading.number)
    find_counted(atoms, before)
    reading.counted = before.counted if before.counted and not atoms.parsed else before.counted or word
    reading.counted = reading.counted or word
    reading.counted_last = max(last, before.counted_last)
