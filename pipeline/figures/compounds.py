"""Amounts said in two units, and units that one word gives to two numbers."""

from __future__ import annotations

import itertools
from decimal import Decimal

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.readings import Reading

__all__ = ["join_compounds", "join_repeated", "join_side_by_side"]

_JOINTS: tuple[list[str], ...] = ([], ["and"], [","], [",", "and"])
_COMPOUND_DIMENSIONS = frozenset(["length", "mass", "volume"])
_HUNDREDTHS = 100


def join_compounds(atoms: Atoms, readings: list[Reading]) -> list[Reading]:
    """Add up "5 feet 2 inches", "3 dollars 50 cents", "$20 and 43c"; the sum is in the smaller unit, or in money.

    Parameters
    ----------
    atoms
        The text.
    readings
        In the order of the text, with their units.

    Returns
    -------
    list of Reading
    """
    joined: list[Reading] = []
    for b in readings:
        a = joined[-1] if joined else None
        if a is None or not _add(atoms, a, b):
            joined.append(b)
    return joined


def _add(atoms: Atoms, a: Reading, b: Reading) -> bool:
    if not (a.plain and b.plain) or a.low is None or b.low is None or not atoms.same_sentence(a.last, b.first):
        return False
    gap = [atoms.low[i] for i in range(a.last + 1, b.first)]
    if gap not in _JOINTS:
        return False
    if a.kind == "money" and b.kind == "money" and b.subdivision and not a.subdivision and gap in ([], ["and"]):
        if b.low >= 1 or a.number.scaled:
            return False
        a.low = a.high = a.low + b.low
    elif a.kind == "money" and not b.unit and gap in ([], ["and"]) and _loose_cents(atoms, a, b):
        a.low = a.high = a.low + b.low / _HUNDREDTHS
    elif a.kind == b.kind == "quantity" and a.dimension == b.dimension and a.dimension in _COMPOUND_DIMENSIONS:
        if b.factor >= a.factor or b.low * b.factor >= a.factor * 4:
            return False
        if gap == [","] and atoms.low[b.last + 1 : b.last + 3] in (["of", "it"], ["of", "that"], ["of", "which"]):
            return False  # "2 km, 600 metres of it in tunnels"
        if gap == [","] and not (a.factor / b.factor <= 1760 and b.last + 1 <= len(atoms)):
            return False
        a.low = a.high = a.low * a.factor / b.factor + b.low
        a.unit, a.factor = b.unit, b.factor
    else:
        return False
    a.last = a.core_last = b.last
    a.rules += ["compound"]
    return True


def _loose_cents(atoms: Atoms, a: Reading, b: Reading) -> bool:
    """Read "15 dollars 50" as 15.50 where the sentence or clause ends there."""
    if not a.named or b.low is None or b.low % 1 or not 10 <= b.low < _HUNDREDTHS or a.number.scaled or b.number.scaled:
        return False
    at = b.last + 1
    return (
        at >= len(atoms)
        or (atoms.kind[at] not in (LETTERS, DIGITS) and not atoms.glued[at])
        or atoms.low[at] in (".", ",", ";")
    )


def join_repeated(atoms: Atoms, a: Reading, b: Reading) -> bool:
    """Take the "(45)" of "forty-five (45)" into one figure."""
    same = a.plain and b.plain and a.low == b.low and not b.unit and not a.unit and b.first == a.last + 2
    if not same or atoms.at(b.first - 1) != "(" or atoms.at(b.last + 1) != ")" or a.number.spelled == b.number.spelled:
        return False
    a.last = a.core_last = b.last + 1
    a.rules.append("number.repeated")
    return True


def join_side_by_side(atoms: Atoms, readings: list[Reading]) -> list[Reading]:
    """Give "45 and 50 mg" and "between 1.83 and 2 GHz" their unit on both sides, and "8 or 10 per cent" too."""
    for a, b in itertools.pairwise(readings):
        if a.kind != "number" or a.unit or not b.unit or b.kind not in ("quantity", "percentage", "money"):
            continue
        gap = [atoms.low[i] for i in range(a.last + 1, b.first)]
        if gap not in (["and"], ["or"], [","], ["to"]) or not atoms.same_sentence(a.last, b.first):
            continue
        if b.core_first < b.number.first or a.number.form != "cardinal" or b.dimension == "index":
            continue
        if gap == [","] and b.kind != "percentage":
            continue
        a.kind, a.unit, a.dimension, a.factor = b.kind, b.unit, b.dimension, b.factor
        if b.number.scaled and not a.number.scaled and b.number.mantissa and b.number.value and a.low is not None:
            a.scale(b.number.value / b.number.mantissa if a.low < 1000 else Decimal(1))
        a.rules.append("unit.shared")
    return readings
