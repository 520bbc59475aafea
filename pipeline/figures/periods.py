"""The period that a figure holds for: the date that qualifies it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from pipeline.figures.atoms import LETTERS, Atoms
from pipeline.figures.lexicons import word_set
from pipeline.figures.rates import rate_units
from pipeline.figures.readings import Reading

__all__ = ["Dated", "bind_periods"]

_COMPARED = frozenset(["from", "than", "versus", "vs", "compared", "against", "with"])
_COMPARING = frozenset(["than", "versus", "vs", "compared", "unlike"])
_REACH = 60
_RECORD_REACH = 7
_SAYING_REACH = 4
_SAID = word_set("binding", "said")
_RECORDS = word_set("binding", "records")
_LEVELS = word_set("binding", "levels")
_BETWEEN = word_set("binding", "between")
_HEDGES = word_set("binding", "hedges")
_CLAUSE_HEADS = frozenset(
    ["ROOT", "root", "ccomp", "advcl", "conj", "parataxis", "acl:relcl", "relcl", "csubj", "xcomp", "acl"]
)
_BREAKS = frozenset([";", ":", "—"])
_CONJUNCTIONS = frozenset(["while", "whereas", "although", "though", "but"])


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text that may qualify figures: its atoms and its EDTF value."""

    first: int
    last: int
    period: str


def bind_periods(atoms: Atoms, readings: list[Reading], dates: list[Dated]) -> None:
    """Give each figure the period that it holds for: the date beside it, else the one date of its clause.

    A date after "from" or "than" is what the figure is compared with and does not bind. Of two dates at the same
    distance the later one in the text wins only if it follows the figure directly; in doubt none is bound.
    """
    by_sentence: dict[int, list[Dated]] = {}
    for date in dates:
        if not (atoms.at(date.first - 1) in _COMPARED or _of_record(atoms, date) or _of_saying(atoms, date)):
            by_sentence.setdefault(atoms.sentence[date.first], []).append(date)
    ends = {max(reading.last, reading.counted_last) for reading in readings if _is_compared(atoms, reading)}
    owned = {date.first for date in dates if _after_a_figure(atoms, date, ends)}
    compared = [reading.first for reading in readings if _is_compared(atoms, reading)]
    for reading in readings:
        if reading.kind in ("date", "duration", "ordinal", "age") or reading.period:
            continue
        # A window keeps the time linear in a sentence without end.
        known = by_sentence.get(atoms.sentence[reading.first], [])
        first = bisect_right(known, reading.first - _REACH, key=_first_atom)
        near = known[first : bisect_right(known, reading.last + _REACH, key=_first_atom)]
        if near:
            _bind(atoms, reading, near, compared, owned)


def _first_atom(date: Dated) -> int:
    return date.first


def _is_compared(atoms: Atoms, reading: Reading) -> bool:
    """Tell the "£9 million" of "up from £9 million in 2023"."""
    before = reading.first - 1
    while atoms.at(before) in _HEDGES or (atoms.at(before) == "of" and atoms.at(before - 1) in _LEVELS):
        before -= 2 if atoms.at(before) == "of" else 1
    return atoms.at(before) in _COMPARED and atoms.same_sentence(before, reading.first)


def _elsewhere(atoms: Atoms, reading: Reading, date: Dated, compared: list[int]) -> bool:
    """Tell whether a date after a figure belongs to what the figure is compared with."""
    end = max(reading.last, reading.counted_last)
    if date.first <= end:
        return False
    place = bisect_right(compared, end)
    if place < len(compared) and compared[place] < date.first:
        return True
    between = atoms.low[end + 1 : date.first]
    return not _COMPARING.isdisjoint(between) or (reading.trend is not None and "from" in between)


def _of_record(atoms: Atoms, date: Dated) -> bool:
    """Tell the date of "the highest since 1974", which is no period of any figure."""
    if atoms.low[date.first] != "since":
        return False
    first = max(0, date.first - _RECORD_REACH)
    words = range(first, date.first)
    return any(
        atoms.same_sentence(i, date.first)
        and (atoms.low[i] in _RECORDS or (atoms.low[i].endswith("est") and atoms.of_word(i).tag in ("JJS", "")))
        for i in words
    )


def _of_saying(atoms: Atoms, date: Dated) -> bool:
    """Tell the date of "the UN said on Thursday", which is when it was said."""
    first = max(0, date.first - _SAYING_REACH)
    said = [i for i in range(first, date.first) if atoms.low[i] in _SAID and atoms.same_sentence(i, date.first)]
    return bool(said) and all(atoms.kind[i] == LETTERS and atoms.low[i] != "that" for i in range(said[-1], date.first))


def _after_a_figure(atoms: Atoms, date: Dated, ends: set[int]) -> bool:
    """Tell whether a date stands right after a figure, over "per day" and a preposition at the most."""
    before = date.first - 1
    for _ in range(4):
        if before in ends:
            return True
        if atoms.at(before) not in _BETWEEN and atoms.at(before) not in rate_units():
            return False
        before -= 1
    return before in ends


def _bind(atoms: Atoms, reading: Reading, dates: list[Dated], compared: list[int], owned: set[int]) -> None:
    end = max(reading.last, reading.counted_last)
    direct = [d for d in dates if 0 <= d.first - end - 1 <= 2 and not _broken(atoms, end + 1, d.first)]
    inside = [d for d in dates if reading.first <= d.first <= end]
    if direct or inside:
        chosen = (direct or inside)[0]
    else:
        same = [
            d
            for d in dates
            if d.period
            and not (d.last < reading.first and d.first in owned)
            and _same_clause(atoms, reading, d)
            and not _elsewhere(atoms, reading, d, compared)
        ]
        after = [d for d in same if d.first > end]
        before = [d for d in same if d.last < reading.first]
        if len(same) == 1:
            chosen = same[0]
        elif len(after) == 1 and not before:
            chosen = after[0]
        elif len(before) == 1 and not after:
            chosen = before[0]
        else:
            return
    if chosen.period:
        reading.period = chosen.period
        reading.rules.append("period")


def _broken(atoms: Atoms, first: int, last: int) -> bool:
    return any(atoms.low[i] in (",", ";", "(", "and", "but") for i in range(first, last))


def _same_clause(atoms: Atoms, reading: Reading, date: Dated) -> bool:
    if atoms.parsed:
        return _clause(atoms, reading.core_last) == _clause(atoms, date.last)
    first, last = min(reading.last, date.last), max(reading.first, date.first)
    return not any(atoms.low[i] in _BREAKS or atoms.low[i] in _CONJUNCTIONS for i in range(first, last))


def _clause(atoms: Atoms, index: int) -> int:
    """Return the word that heads the clause of an atom."""
    words = atoms.words
    at = atoms.word[index]
    for _ in range(40):
        word = words[at]
        if (
            (word.dep in _CLAUSE_HEADS and word.pos in ("VERB", "AUX", "ADJ"))
            or word.head == at
            or not 0 <= word.head < len(words)
        ):
            return at
        at = word.head
    return at
