"""Numbers of houses and telephones."""

from __future__ import annotations

from pipeline.figures.atoms import DIGITS, Atoms
from pipeline.figures.lexicons import word_set
from pipeline.figures.readings import Reading

__all__ = ["in_telephone", "is_address", "is_telephone"]

_HYPHENS = frozenset("-‐‑–")
_STREETS = word_set("negatives", "streets")
_MOST_GROUPS = 5


def is_telephone(atoms: Atoms, first: int) -> bool:
    """Tell whether a chain of hyphenated digits has the shape of a telephone number or code."""
    at, groups, digits = first, [], 0
    while (
        at > 1
        and atoms.glued[at]
        and atoms.raw[at - 1] in _HYPHENS
        and atoms.glued[at - 1]
        and atoms.kind[at - 2] == DIGITS
    ):
        at -= 2
        if first - at > 12:
            break
    for _ in range(8):
        groups.append(atoms.raw[at])
        digits += len(atoms.raw[at])
        hyphen = at + 1
        if not (atoms.is_glued(hyphen) and atoms.raw[hyphen] in _HYPHENS and atoms.is_glued(hyphen + 1)):
            break
        if atoms.kind[hyphen + 1] != DIGITS:
            break
        at = hyphen + 1
    if any("." in group or "," in group for group in groups):
        return False
    local = len(groups) == 2 and len(groups[0]) == 3 and len(groups[1]) == 4 and not groups[1].endswith("00")
    return len(groups) > 2 or local or (len(groups) > 1 and digits > 9 and len(groups[0]) != len(groups[1]))


def is_address(atoms: Atoms, reading: Reading, last: int) -> bool:
    """Tell "24 High Street" from "24 streets"."""
    noun = reading.counted_last
    if noun <= last + 1 or not atoms.raw[last + 1][0].isupper() or not atoms.raw[noun][0].isupper():
        return False
    return atoms.low[noun] in _STREETS


def in_telephone(atoms: Atoms, first: int) -> bool:
    """Tell the groups of "0800 123 4567": digits set apart by spaces that no thousands would be in."""
    start = end = first
    while start > 0 and _apart(atoms, start) and first - start < _MOST_GROUPS:
        start -= 1
    while end + 1 < len(atoms) and _apart(atoms, end + 1) and end - first < _MOST_GROUPS:
        end += 1
    return end > start and (end - start > 1 or atoms.raw[start].startswith("0"))


def _apart(atoms: Atoms, index: int) -> bool:
    digits = atoms.raw[index].isdigit() and atoms.raw[index - 1].isdigit()
    return digits and not atoms.glued[index] and atoms.same_sentence(index - 1, index)
