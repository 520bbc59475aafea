"""The quarters of a game, which are no quarters of a year: "led by 17 points in the second quarter"."""

from __future__ import annotations

from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.context import CUES
from pipeline.figures.dates.moments import Season

__all__ = ["is_of_a_game"]

_QUARTERS = range(33, 37)
_REACH = 30  # atoms searched on either side within the sentence
_WIDE = 80  # and beyond it, for words that only a game has
_ENOUGH = 2
_HALF_TIME = frozenset(["half", "-", "time"])


def is_of_a_game(value: Season, atoms: Atoms, first: int, end: int) -> bool:
    """Tell the quarter of a game by what is played and scored around it, where nothing there is sold or earned.

    Parameters
    ----------
    value
        A season, quarter or half.
    atoms, first, end
        The text, and the atoms of the reading (half-open).
    """
    bare = value.year is None and value.which is None and value.years is None
    if value.code not in _QUARTERS or not bare or value.modifier == "fiscal":
        return False
    sentence = atoms.words[atoms.word(first)].sentence
    here = {
        atoms.low[at]
        for at in range(max(0, first - _REACH), min(len(atoms), end + _REACH))
        if atoms.words[atoms.word(at)].sentence == sentence
    }
    if here & CUES["business"]:
        return False
    if (
        here & CUES["of_a_game"]
        or here >= _HALF_TIME
        or len(here & CUES["scoring"]) >= _ENOUGH
        or _led_by(atoms, first)
    ):
        return True
    around = set(atoms.low[max(0, first - _WIDE) : end + _WIDE])
    return not around & CUES["business"] and len(around & CUES["of_a_game"]) >= _ENOUGH


def _led_by(atoms: Atoms, first: int) -> bool:
    """Tell "led by 17 in the second quarter" from "rose by 17 in the second quarter"."""
    first -= atoms.low[first - 1 : first] == ["the"]
    before = atoms.low[max(0, first - 4) : first]
    return len(before) == 4 and before[0] in CUES["leading"] and before[1] == "by" and before[2][0].isdigit()
