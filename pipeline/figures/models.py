"""Numbers that are the names of things in this text: the 787 of an article that speaks of the Boeing 787."""

from __future__ import annotations

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.counted import goes_on, is_plural
from pipeline.figures.negatives import is_maker
from pipeline.figures.numerals import Number
from pipeline.figures.readings import Reading

__all__ = ["is_linked", "is_model", "model_numbers"]

_HYPHENS = frozenset("-‐‑–")
_LINKS = frozenset(["and", "or", ",", "to", "&"])
_SHORTEST = 3
_ROUND = ("0", "5")  # the S&P 500 and the 1980s; a round number is more often a count


def model_numbers(atoms: Atoms) -> frozenset[str]:
    """Return the digits of the models that a text names: "Boeing 787", "50 787s", "the 787-8".

    A maker's name before the digits, a plural's ending glued to them or a smaller number joined to them tells; the
    same digits elsewhere in the text are then the same thing.
    """
    makers = any(is_maker(atoms, index) for index, kind in enumerate(atoms.kind) if kind == LETTERS)
    return frozenset(
        raw
        for index, raw in enumerate(atoms.raw)
        if atoms.kind[index] == DIGITS
        and len(raw) >= _SHORTEST
        and raw.isdigit()
        and not raw.endswith(_ROUND)
        and (
            _after_maker(atoms, index)
            or (atoms.at(index + 1) == "s" and atoms.is_glued(index + 1))
            or _before_name(atoms, index)
            or (makers and _is_definite(atoms, index))
        )
    )


def _is_definite(atoms: Atoms, index: int) -> bool:
    """Tell "shrink the 787" of an article on makers: a definite number without a noun."""
    return atoms.at(index - 1) == "the" and not goes_on(atoms, index + 1)


def _before_name(atoms: Atoms, index: int) -> bool:
    """Tell "787 Dreamliner" by the parse: more than one of them would be a plural."""
    at = atoms.word[index]
    if not atoms.parsed or at + 1 >= len(atoms.words):
        return False
    return atoms.words[at].head == at + 1 and atoms.words[at + 1].tag == "NNP"


def _after_maker(atoms: Atoms, index: int) -> bool:
    before = index - 1
    letters = before >= 0 and atoms.kind[before] == LETTERS and atoms.same_sentence(before, index)
    return letters and is_maker(atoms, before)


def is_model(atoms: Atoms, reading: Reading, models: frozenset[str]) -> bool:
    """Tell whether a number names a model of ``model_numbers``; "777 people" are people all the same."""
    number = reading.number
    if not models or number.scaled or reading.unit or atoms.kind[number.first] != DIGITS:
        return False
    if _joined(atoms, number, models):
        return True
    if atoms.raw[number.first] not in models or number.first != number.last or reading.modifier:
        return False
    noun = reading.counted_last
    return not (reading.counted and noun > number.last and is_plural(atoms.low[noun]))


def _joined(atoms: Atoms, number: Number, models: frozenset[str]) -> bool:
    """Read both numbers of "787-8" as parts of the name."""
    first, last = number.first, number.last
    if atoms.raw[first] in models and atoms.at(last + 1) in _HYPHENS and atoms.is_glued(last + 1):
        return atoms.is_glued(last + 2) and atoms.kind[last + 2] == DIGITS
    hyphen = first - 1
    glued = atoms.is_glued(first) and atoms.is_glued(hyphen) and atoms.raw[hyphen] in _HYPHENS
    return glued and atoms.raw[hyphen - 1] in models


def is_linked(atoms: Atoms, named: int, number: Number) -> bool:
    """Tell whether digits go on a list that began with a name: "posts 542 and 543"."""
    link = named + 1
    digits = atoms.kind[number.first] == DIGITS and atoms.kind[named] == DIGITS
    return (
        digits and number.first == named + 2 and atoms.low[link] in _LINKS and atoms.same_sentence(named, number.first)
    )
