"""Numbers before one hyphenated noun: "three- and four-bedroom houses"."""

from __future__ import annotations

from pipeline.figures.atoms import LETTERS, Atoms
from pipeline.figures.counted import singular
from pipeline.figures.lexicons import word_set
from pipeline.figures.measures import unit_at
from pipeline.figures.numerals import read_number
from pipeline.figures.readings import Reading

__all__ = ["take_shared_noun"]

_HYPHENS = frozenset("-‐‑–")
_JOINTS = frozenset(["and", "or", "to"])
_UNCOUNTED = word_set("counted", "uncounted")


def take_shared_noun(atoms: Atoms, reading: Reading) -> bool:
    """Give a number the noun that two hyphens share: "bedroom" for the three and for the four.

    A measure ("five- and ten-litre drums") makes a quantity.

    Returns
    -------
    bool
        Whether there is such a noun.
    """
    noun = _shared(atoms, reading)
    if noun < 0:
        return False
    found = unit_at(atoms, noun, glued=False)
    if found is not None:
        unit = found[1]
        reading.kind, reading.unit = "quantity", unit.code
        reading.dimension, reading.factor = unit.dimension, unit.factor
    elif atoms.low[noun] not in _UNCOUNTED and atoms.at(noun + 1) not in _HYPHENS:
        reading.counted, reading.counted_last = singular(atoms.low[noun]), noun
    return True


def _shared(atoms: Atoms, reading: Reading) -> int:
    hyphen = reading.last + 1
    if not _is_hyphen(atoms, hyphen):
        return -1
    if _is_noun(atoms, hyphen + 1):
        first = atoms.low[reading.first - 1 : reading.first]
        after = reading.first >= 2 and first[0] in _JOINTS and _is_hyphen(atoms, reading.first - 2)
        return hyphen + 1 if after and not atoms.is_glued(reading.first - 1) else -1
    if atoms.at(hyphen + 1) not in _JOINTS or atoms.is_glued(hyphen + 1):
        return -1
    other = read_number(atoms, hyphen + 2)
    if other is None or not _is_hyphen(atoms, other.last + 1) or not _is_noun(atoms, other.last + 2):
        return -1
    return other.last + 2


def _is_hyphen(atoms: Atoms, at: int) -> bool:
    return 0 <= at < len(atoms) and atoms.raw[at] in _HYPHENS and atoms.is_glued(at)


def _is_noun(atoms: Atoms, at: int) -> bool:
    return at < len(atoms) and atoms.is_glued(at) and atoms.kind[at] == LETTERS
