"""The same thing said twice: "earned $3bn, or 95 cents a share, up from $1.6bn, or 46 cents, a year earlier"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.figures.atoms import Atoms
from pipeline.figures.readings import Reading

__all__ = ["is_restated", "share_per"]

_PLACES = frozenset(["among", "at", "for", "in", "on"])
_OR: tuple[list[str], ...] = ([",", "or"], ["or"], ["(", "or"], ["("])


def is_restated(atoms: Atoms, a: Reading, b: Reading) -> bool:
    """Tell whether a sum is said again per share or per head right after it."""
    if a.kind != b.kind or a.unit != b.unit or not atoms.same_sentence(a.last, b.first):
        return False
    gap = atoms.low[max(a.last, a.counted_last) + 1 : b.first]
    return gap in _OR and b.per != a.per


def share_per(atoms: Atoms, readings: Sequence[Reading]) -> None:
    """Give the second of two such pairs, "$1.6bn, or 46 cents", what the first is reckoned per."""
    known: tuple[int, str] = (-1, "")
    for a, b in itertools.pairwise(readings):
        sentence = atoms.sentence[a.first]
        if is_restated(atoms, a, b) and b.per:
            known = (sentence, b.per)
            continue
        gap = atoms.low[a.last + 1 : b.first]
        if _is_parallel(atoms, a, b):
            b.per = a.per
            b.rules.append("per.parallel")
            continue
        same = a.kind == b.kind == "money" and a.unit == b.unit and gap in _OR and not (a.per or b.per)
        if same and known[0] == sentence == atoms.sentence[b.first]:
            b.per = known[1]
            b.rules.append("per.parallel")


def _is_parallel(atoms: Atoms, a: Reading, b: Reading) -> bool:
    """Tell the second sum of "spending per head was £9,400 in Scotland and £8,100 in England"."""
    if not a.per or b.per or (a.kind, a.unit) != ("money", b.unit) or not atoms.same_sentence(a.last, b.first):
        return False
    place = atoms.at(a.last + 1)
    return place in _PLACES and atoms.at(b.last + 1) == place and atoms.at(b.first - 1) in ("and", "or", ",", "against")
