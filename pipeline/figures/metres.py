"""Whether a glued "m" is a metre or a million, and a glued "k" a kilometre or a thousand."""

from __future__ import annotations

from decimal import Decimal

from pipeline.figures.atoms import LETTERS, Atoms
from pipeline.figures.lexicons import word_set
from pipeline.figures.measures import Unit, near_cue, take_unit, unit_at, unit_cues
from pipeline.figures.numerals import read_number
from pipeline.figures.readings import Reading

__all__ = ["suffix_is_unit"]

_RACES = frozenset(map(Decimal, (60, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10_000)))
_FUNCTION_WORDS = word_set("units", "function_words")


def _is_race(atoms: Atoms, reading: Reading, length: Decimal) -> bool:
    """Tell "won the 1,500m" by its length: nobody speaks of the 1,500 million without saying of what."""
    after = reading.last + 1
    ends = after >= len(atoms) or atoms.kind[after] != LETTERS or atoms.low[after] in _FUNCTION_WORDS
    return ends and length in _RACES and atoms.at(reading.first - 1) == "the"


def suffix_is_unit(atoms: Atoms, reading: Reading) -> bool:
    """Decide whether a glued "m" is a metre and a glued "k" a kilometre; an "m" that stays open loses its value."""
    number, cues = reading.number, unit_cues()
    follower = atoms.at(reading.last + 1)
    mantissa = number.mantissa or Decimal(0)
    if number.suffix == "k":
        if follower in ("run", "race", "walk", "runs"):
            reading.low = reading.high = mantissa
            take_unit(reading, reading.last, Unit("km", "length", Decimal(1000)))
            return True
        return False
    metre = follower in cues["metre_after"] or follower in ("²", "³", "/")
    race = _is_race(atoms, reading, mantissa)
    if follower == "-" and atoms.at(reading.last + 2) in cues["metre_after"]:
        metre = True
    if metre and follower in (
        "and",
        "from",
        "x",
        "by",
        "across",
        "record",
        "above",
        "below",
        "down",
        "north",
        "south",
        "east",
        "west",
    ):
        metre = not near_cue(atoms, reading, cues["million_before"], after=False)
        other = (
            read_number(atoms, reading.last + 2)
            if follower in ("and", "x", "by") and reading.last + 2 < len(atoms)
            else None
        )
        if follower == "and" and other is None:
            metre = near_cue(atoms, reading, cues["metre_before"], after=False)
    elif not metre and near_cue(atoms, reading, cues["metre_before"], after=False):
        metre = not near_cue(atoms, reading, cues["million_before"])
    if follower in ("²", "³"):
        unit = unit_at(atoms, reading.last)
        if unit is not None:
            reading.low = reading.high = mantissa
            take_unit(reading, unit[0], unit[1])
            return True
    if metre or race:
        reading.low = reading.high = mantissa
        take_unit(reading, reading.last, Unit("m", "length", Decimal(1)))
        return True
    at = reading.last + 1
    counts = (
        at < len(atoms) and atoms.kind[at] == LETTERS and not atoms.is_glued(at) and follower not in _FUNCTION_WORDS
    )
    if not counts and not near_cue(atoms, reading, cues["million_before"]):
        reading.low = reading.high = None
        reading.rules.append("unit.metre_or_million")
    return False
