"""Two numbers joined by a sign that words near them explain: the odds of "15:1", a blood pressure of "140/90"."""

from __future__ import annotations

from decimal import Decimal

from pipeline.figures.atoms import DIGITS, Atoms
from pipeline.figures.lexicons import word_set
from pipeline.figures.readings import Reading

__all__ = ["join_pair", "pair_sign"]

_REACH = 7
_CUES = {":": word_set("pairs", "ratio"), "/": word_set("pairs", "pressure")}
_RATIOS = _CUES[":"] - {"scale"}  # a scale of 1:50,000 is a ratio, one of 1 to 10 has two ends
_TO: tuple[list[str], ...] = (["to"], ["-", "to", "-"], ["-"], ["–"])


def pair_sign(atoms: Atoms, index: int) -> str:
    """Return the sign that joins a number to the one beside it, where a word near them says what it means."""
    if atoms.kind[index] != DIGITS:
        return ""
    left = atoms.is_glued(index) and atoms.is_glued(index - 1) and atoms.kind[index - 2] == DIGITS
    sign = atoms.raw[index - 1] if left else atoms.at(index + 1)
    first = index - 2 if left else index
    if sign not in _CUES or not (atoms.is_glued(first + 1) and atoms.is_glued(first + 2)):
        return ""
    longer = (atoms.is_glued(first) and atoms.raw[first - 1] == sign) or atoms.at(first + 3) == sign
    return "" if atoms.kind[first + 2] != DIGITS or longer or not _cued(atoms, first, _CUES[sign]) else sign


def _cued(atoms: Atoms, first: int, cues: frozenset[str]) -> bool:
    near = range(max(0, first - _REACH), min(len(atoms), first + _REACH))
    return any(atoms.low[i] in cues and atoms.same_sentence(i, first) for i in near)


def join_pair(atoms: Atoms, a: Reading, b: Reading) -> bool:
    """Read "odds of 15:1" and "a ratio of 4 to 1" as a ratio, which ``a`` becomes; a blood pressure stays two figures.

    Returns
    -------
    bool
        Whether ``b`` is a part of ``a``.
    """
    gap = [atoms.low[i] for i in range(a.last + 1, b.first)]
    bare = a.kind == b.kind == "number" and a.plain and b.plain and not (a.unit or b.unit)
    if not bare or a.low is None or not b.low or not atoms.same_sentence(a.last, b.first):
        return False
    if gap == ["/"] and pair_sign(atoms, a.number.first):
        for each in (a, b):
            each.kind, each.unit = "quantity", "mm[Hg]"
            each.rules.append("pair.pressure")
        return False
    spelled_out = gap in _TO and atoms.at(a.first - 1) in ("of", "at", "by") and _cued(atoms, a.first, _RATIOS)
    if not spelled_out and not (gap == [":"] and pair_sign(atoms, a.number.first)):
        return False
    a.low = a.high = Decimal(a.low) / Decimal(b.low)
    a.kind, a.last, a.core_last = "ratio", b.last, b.last
    a.rules.append("pair.ratio")
    return True
