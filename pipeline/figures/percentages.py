"""Percentages, percentage points and basis points; values are in per cent, points or hundredths of a point."""

from __future__ import annotations

from decimal import Decimal

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.numbers import Number
from pipeline.figures.phrases import Phrases
from pipeline.figures.readings import Reading

__all__ = ["read_percent", "read_percent_article"]

_HYPHENS = frozenset("-‐‑–")
_NAMES: Phrases[str] = Phrases(
    [
        *(
            (name, "%")
            for name in ("%", "٪", "percent", "per cent", "per - cent", "percents", "percentage", "pct", "per cents")
        ),
        *(
            (name, "pp")
            for name in (
                "percentage point",
                "percentage points",
                "percentage - point",
                "percent points",
                "% points",
                "% point",
                "per cent points",
                "pp",
                "ppt",
                "ppts",
            )
        ),
        *((name, "bp") for name in ("basis point", "basis points", "basis - point", "bp", "bps")),
        ("per mille", "permille"),
        ("‰", "permille"),
    ]
)


def read_percent(atoms: Atoms, reading: Reading) -> bool:
    """Read a number as a percentage where its sign or name follows; the reading is changed in place."""
    at = reading.last + 1
    if at >= len(atoms) or not atoms.same_sentence(reading.last, at):
        return False
    glued = atoms.glued[at]
    if atoms.raw[at] in _HYPHENS and glued and atoms.is_glued(at + 1):
        at += 1
    if atoms.at(at) in ("of", "a") and reading.number.form == "fraction" and _NAMES.forward(atoms, at + 1):
        # "half a percentage point", "a quarter of a percentage point", "half of one percent"
        at += 1
    elif atoms.at(at) == "of" and atoms.at(at + 1) in ("a", "one", "1") and reading.number.form == "fraction":
        at += 2
    found = _NAMES.forward(atoms, at)
    if found is None and atoms.low[at] == "pc" and glued and atoms.kind[reading.last] == DIGITS:
        found = (at, "%")
    if found is None:
        return _bare_point(atoms, reading, at)
    last, unit = found
    if unit == "pp" and atoms.low[last] == "pp" and not glued and atoms.at(last + 1) in (".", "of"):
        return False
    if atoms.is_glued(last + 1) and atoms.kind[last + 1] == LETTERS and atoms.kind[last] == LETTERS:
        return False
    if unit == "permille":
        reading.scale(Decimal("0.1"))
        unit = "%"
    reading.kind, reading.unit = "percentage", unit
    reading.last = reading.core_last = last
    reading.rules.append("percent." + {"%": "sign", "pp": "point", "bp": "basis_point"}[unit])
    return True


def read_percent_article(atoms: Atoms, index: int) -> Reading | None:
    """Read "a percentage point", "a percent" as one of them."""
    found = _NAMES.forward(atoms, index + 1)
    if found is None or found[1] not in ("%", "pp") or atoms.at(found[0]) not in ("percent", "cent", "point"):
        return None
    number = Number(index, index, Decimal(1), spelled=True, article=True)
    reading = Reading(index, found[0], index, found[0], number, "percentage", Decimal(1), Decimal(1), unit=found[1])
    reading.rules = ["percent.article"]
    return reading


def _bare_point(atoms: Atoms, reading: Reading, at: int) -> bool:
    """Read "a quarter point", "half a point" of an interest rate as percentage points."""
    if reading.number.form == "fraction" and atoms.at(at) == "a" and atoms.at(at + 1) == "point":
        at += 1
    if reading.number.form != "fraction" or atoms.at(at) not in ("point", "points"):
        return False
    reading.kind, reading.unit = "percentage", "pp"
    reading.last = reading.core_last = at
    reading.rules.append("percent.fraction_of_a_point")
    return True
