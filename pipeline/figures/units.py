"""Physical units after a number, and what they are measured per."""

from __future__ import annotations

from decimal import Decimal

from pipeline.figures.atoms import DIGITS, LETTERS, VULGAR, Atoms
from pipeline.figures.lexicons import word_set
from pipeline.figures.measures import Unit, near_cue, take_unit, unit_at
from pipeline.figures.metres import suffix_is_unit
from pipeline.figures.readings import Reading

__all__ = ["read_magnitude", "read_unit", "read_unit_article"]

_HYPHENS = frozenset("-‐‑–")
_HOTTEST = 5000
_MOST_INCHES = 1000
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_IN_FOLLOWERS = frozenset(
    ["", ".", ",", ";", ")", "thick", "wide", "long", "tall", "deep", "high", "x", "×", "or", "in"]
)
_ARTICLE_UNITS = frozenset(
    [
        "mile",
        "m",
        "km",
        "kg",
        "g",
        "t",
        "ton",
        "pound",
        "gallon",
        "L",
        "mL",
        "acre",
        "hectare",
        "ounce",
        "inch",
        "pint",
        "cup",
    ]
)
_WARMING = frozenset(["rise", "warming", "target", "limit", "goal", "threshold", "increase", "world", "heat"])
_WEATHER = word_set("units", "weather")
_FUNCTION_WORDS = word_set("units", "function_words")
_SQUARES = {"²": "2", "³": "3"}


def read_unit(atoms: Atoms, reading: Reading) -> bool:
    """Read the unit after a number; the reading is changed in place.

    "m" after digits is a metre where length is spoken of, a million where people and money are, and open
    elsewhere: then the value is dropped.

    Returns
    -------
    bool
        Whether a unit was found.
    """
    number = reading.number
    if number.suffix in ("m", "k") and suffix_is_unit(atoms, reading):
        return True
    at = reading.last + 1
    if at >= len(atoms) or not atoms.same_sentence(reading.last, at):
        return False
    glued = atoms.glued[at]
    if atoms.raw[at] in _HYPHENS and glued and atoms.is_glued(at + 1):
        at += 1
    if number.form == "fraction" and not number.scaled:
        part = at + 1 if atoms.low[at] == "of" else at
        if atoms.at(part) in ("a", "an"):
            found = unit_at(atoms, part + 1, glued=False)
            if (
                found is not None
                and found[1].dimension != "index"
                and atoms.raw[part + 1] not in ("m", "g", "t", "l", "L")
            ):
                take_unit(reading, *found)
                return True
    if number.form == "vague" and atoms.low[at] == "of":
        found = unit_at(atoms, at + 1, glued=False)
        if found is None or len(atoms.raw[at + 1]) < 3 or found[1].dimension == "index":
            return False
        take_unit(reading, *found)
        return True
    if _inch_mark(atoms, reading, at) or _below_zero(atoms, reading, at):
        return True
    closing = ""
    if atoms.raw[at] in _BRACKETS and at + 2 < len(atoms):
        closing, at = _BRACKETS[atoms.raw[at]], at + 1
    found = unit_at(atoms, at, glued=glued)
    if found is None:
        return False
    last, unit = found
    if closing:
        if atoms.at(last + 1) != closing or unit.dimension == "index":
            return False
        last += 1
    elif not _fits(atoms, reading, at, last, unit, glued):
        return False
    take_unit(reading, last, unit)
    _compound(atoms, reading, unit)
    return True


def _inch_mark(atoms: Atoms, reading: Reading, at: int) -> bool:
    """Read 17'' and 17" as inches, unless the mark closes a quotation, and the foot of 6'2"."""
    if not atoms.glued[at] or atoms.kind[at - 1] not in (DIGITS, VULGAR):
        return False
    if atoms.raw[at] == "'" and atoms.is_glued(at + 1) and atoms.raw[at + 1] == "'":
        take_unit(reading, at + 1, Unit("inch", "length", Decimal("0.0254")))
        return True
    if atoms.raw[at] in ('"', "″"):
        marks = 0
        for before in range(at - 1, max(-1, at - 200), -1):
            if "\n" in atoms.text[atoms.end[before] : atoms.start[before + 1]]:
                break
            marks += atoms.raw[before] == '"' and atoms.kind[before - 1 : before] != [DIGITS]
        if marks % 2 == 0 or atoms.raw[at] == "″":
            take_unit(reading, at, Unit("inch", "length", Decimal("0.0254")))
            return True
    if atoms.raw[at] in ("'", "′") and atoms.low[reading.first - 1] in ("yd", "yds", "yards"):
        take_unit(reading, at, Unit("foot", "length", Decimal("0.3048")))  # 2 yd 7'
        return True
    inches = atoms.is_glued(at + 1) and atoms.kind[at + 1] == DIGITS and atoms.at(at + 2) in ('"', "″", "'")
    if atoms.raw[at] in ("'", "′") and inches:
        take_unit(reading, at, Unit("foot", "length", Decimal("0.3048")))
        return True
    return False


def _below_zero(atoms: Atoms, reading: Reading, at: int) -> bool:
    """Read "20 degrees below zero" and "20 below zero" as a negative temperature."""
    found = unit_at(atoms, at, glued=False)
    if found is not None and found[1].dimension not in ("angle", "temperature", "temperature_f"):
        return False
    last, unit = found if found is not None else (at - 1, Unit("degree", "angle", Decimal(1)))
    if atoms.at(last + 1) != "below" or atoms.at(last + 2) != "zero":
        return False
    take_unit(reading, last + 2, unit)
    reading.scale(Decimal(-1))
    return True


def _fits(atoms: Atoms, reading: Reading, at: int, last: int, unit: Unit, glued: bool) -> bool:
    """Tell units from the words that they look like: "5 in custody", "2 a day", "12 C cars"."""
    raw, follower = atoms.raw[at], atoms.at(last + 1)
    value = abs(reading.high or Decimal(0))
    if raw in ("in", "In") and last == at:
        return atoms.low[reading.first - 1] in ("ft", "feet", "foot") or (
            follower in _IN_FOLLOWERS
            and value < _MOST_INCHES
            and not (follower == "." and value == value // 1 and value > 500)
        )
    if raw in ("C", "F") and last == at:
        joined = atoms.is_glued(last + 1) and atoms.kind[last + 1] in (LETTERS, DIGITS)
        letters = (
            not glued and last + 1 < len(atoms) and atoms.kind[last + 1] == LETTERS and atoms.raw[last + 1][0].isupper()
        )
        named = atoms.kind[reading.first - 1 : reading.first] == [LETTERS] and atoms.raw[reading.first - 1][0].isupper()
        named = named and atoms.low[reading.first - 1] not in _FUNCTION_WORDS
        noun = last + 1 < len(atoms) and atoms.kind[last + 1] == LETTERS and follower not in _FUNCTION_WORDS
        noun = noun and not (glued and (follower in _WARMING or near_cue(atoms, reading, _WEATHER)))
        if reading.first and (named or noun) and atoms.same_sentence(reading.first - 1, reading.first):
            return False
        return value < _HOTTEST and not letters and not joined and atoms.raw[last + 1 : last + 2] not in (["-"], ["/"])
    if raw == "J" and not glued and last == at:
        return follower in ("/", "of")
    if unit.code == "stone":
        return near_cue(
            atoms,
            reading,
            frozenset(["weigh", "weighed", "weight", "weighing", "lost", "heavier", "lighter", "st", "lb"]),
        )
    if atoms.is_glued(last + 1) and atoms.raw[last + 1] in _HYPHENS and atoms.kind[last + 2 : last + 3] == [DIGITS]:
        return len(raw) > 1
    if unit.dimension == "index":
        return reading.number.form != "ordinal"
    if raw in ("m", "t", "l", "g", "V", "W", "L") and not glued and last == at:
        return not (atoms.kind[reading.first] != DIGITS or follower == "'")
    return not (raw == "pc" and not glued)


def _compound(atoms: Atoms, reading: Reading, unit: Unit) -> None:
    """Add a power or a slash and a second symbol: "J/m^2", "kg/m³"."""
    at = reading.last + 1
    if atoms.at(at) in ("²", "³") and atoms.is_glued(at):
        reading.unit += _SQUARES[atoms.low[at]]
        reading.last = reading.core_last = at
        at += 1
    if atoms.at(at) == "/" and atoms.is_glued(at) and atoms.is_glued(at + 1) and at + 1 < len(atoms):
        below = unit_at(atoms, at + 1)
        short = {
            "s": "s",
            "h": "h",
            "hr": "h",
            "hour": "h",
            "min": "min",
            "day": "d",
            "d": "d",
            "ms": "ms",
            "millisecond": "ms",
        }
        if below is not None:
            reading.unit += "/" + below[1].code
            reading.last = reading.core_last = below[0]
        elif atoms.low[at + 1] in short:
            reading.unit += "/" + short[atoms.low[at + 1]]
            reading.last = reading.core_last = at + 1
        if atoms.at(reading.last + 1) == "^" and atoms.kind[reading.last + 2 : reading.last + 3] == [DIGITS]:
            reading.unit += atoms.raw[reading.last + 2]
            reading.last = reading.core_last = reading.last + 2
    elif atoms.at(at) == "^" and atoms.kind[at + 1 : at + 2] == [DIGITS] and atoms.is_glued(at):
        reading.unit += atoms.raw[at + 1]
        reading.last = reading.core_last = at + 1


def read_unit_article(atoms: Atoms, index: int) -> tuple[int, Unit] | None:
    """Read "a mile", "a kilogram": the article counts one where nothing is measured per unit.

    Returns
    -------
    tuple or None
        The last atom of the unit's name, and the unit.
    """
    found = unit_at(atoms, index + 1, glued=False)
    if found is None or found[1].code not in _ARTICLE_UNITS or atoms.is_glued(found[0] + 1):
        return None
    if atoms.raw[index + 1] in ("m", "g", "t", "l", "L") or atoms.at(found[0] + 1) in ("or", "match", "final", "tie"):
        return None
    return found


def read_magnitude(atoms: Atoms, reading: Reading) -> bool:
    """Read an earthquake's magnitude, before or after the number."""
    after = reading.last + 1
    if atoms.raw[after : after + 1] and atoms.raw[after] in _HYPHENS and atoms.is_glued(after):
        after += 1
    before = reading.first - 1
    if before >= 0 and atoms.raw[before] in _HYPHENS and atoms.glued[before]:
        before -= 1
    if atoms.at(before) == "of" and atoms.at(before - 1) == "magnitude":
        before -= 1
    value = reading.high or Decimal(0)
    if not 0 < value < 11:
        return False
    if atoms.at(after) in ("magnitude",):
        reading.last = reading.core_last = after
    elif atoms.at(after) == "on" and atoms.low[after + 1 : after + 4] == ["the", "richter", "scale"]:
        reading.last = reading.core_last = after + 3
    elif atoms.at(before) == "magnitude":
        reading.first = reading.core_first = before
    else:
        return False
    reading.kind, reading.unit, reading.dimension = "quantity", "magnitude", "magnitude"
    reading.rules.append("unit.magnitude")
    return True
