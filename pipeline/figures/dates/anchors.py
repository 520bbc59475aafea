"""Times told from another time of the text: "a year earlier", "three months later", "the following day".

What they come to is the text's to tell, not the article's date. They are resolved where one date beside them fits, in
their sentence or in the one before; where several fit, or none, the words stand without a value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.figures.dates import edtf
from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.context import CUES
from pipeline.figures.dates.derived import Ended, Open
from pipeline.figures.dates.lengths import Length
from pipeline.figures.dates.moments import Anchored, Fixed, Unknown
from pipeline.figures.dates.story import said_then
from pipeline.figures.dates.stretches import Stretch, add_months, season_stretch, unit_stretch
from pipeline.schema import Figure

__all__ = ["Told", "settle"]

_NEAR = 6  # dates looked at on either side of a phrase in its sentence
_PARTS_OF_DAY = frozenset(["night", "morning", "evening", "afternoon"])
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_YEARS = {"year": 1, "decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class Told:
    """A date that was found: its figure, its words, its atoms and what they stand for."""

    words: tuple[int, int]
    atoms: tuple[int, int]
    value: Any
    stretch: Stretch | None
    figure: Figure
    sentence: int
    quoted: bool
    rules: tuple[str, ...]


def settle(told: Sequence[Told], atoms: Atoms, published: dt.date | None) -> Iterator[Told]:
    """Resolve what is told from other dates of the text; the rest is handed on as it is."""
    done: list[Told] = []
    for index, one in enumerate(told):
        shift = _shift_of(one, atoms)
        if shift is not None:
            after = told[index + 1 : index + 1 + _NEAR]
            found = _anchored(shift, one, done, after, published, atoms)
            if found is not None:
                figure = one.figure.model_copy(update={"kind": "date", "period": found.edtf})
                one = replace(one, stretch=found, figure=figure)
        done.append(one)
        yield one


def _shift_of(one: Told, atoms: Atoms) -> Anchored | None:
    if isinstance(one.value, Anchored):
        return one.value if _ends_there(one, atoms) else None
    if isinstance(one.value, Length) and one.value.counted:
        low = one.value.low
        if low is None or low != one.value.high or low % 1 or low > 10_000:
            return None
        return Anchored(one.value.counted * int(low), one.value.unit)
    return None


def _ends_there(one: Told, atoms: Atoms) -> bool:
    """Tell "on the day before, …" from "on the day before the vote", which names its anchor itself."""
    end = one.atoms[1]
    if atoms.low[end - 1] not in ("before", "after") or end >= len(atoms):
        return True
    return not atoms.low[end][0].isalnum() or atoms.low[end] in ("and", "but", "or", "when", "while", "with")


def _compared(one: Told, atoms: Atoms) -> bool:
    first, end = one.atoms
    if atoms.low[end - 1] in CUES["compared_with"]:
        return True
    at = first - 1
    while at > 0 and first - at <= 8 and _is_of_an_amount(atoms, at):
        at -= 1  # "compared with $1.2 million a year earlier"
    if at < first - 1:
        return at >= 0 and atoms.low[at] in CUES["compared_amounts"]
    return first > 0 and atoms.low[at] in CUES["compared_to"]


def _is_of_an_amount(atoms: Atoms, at: int) -> bool:
    low = atoms.low[at]
    return low[0].isdigit() or low in "$£€¥" or low in CUES["measures"] or low in CUES["fractions"]


def _anchored(
    shift: Anchored, one: Told, before: Sequence[Told], after: Sequence[Told], published: dt.date | None, atoms: Atoms
) -> Stretch | None:
    """Resolve a shift against the one date that it can be told from."""
    compared = _compared(one, atoms)
    here = [d for d in before[-_NEAR:] if d.sentence == one.sentence]
    ahead = [d for d in after if d.sentence == one.sentence] if compared else []
    previous = [d for d in before[-_NEAR:] if d.sentence == one.sentence - 1]
    for group in (here, ahead, previous):
        dates = [d for d in group if _is_date(d, published, atoms) and d.quoted == one.quoted]
        fitting = [(d, found) for d in dates if (found := shifted(d, shift, compared)) is not None]
        if any(isinstance(d.value, Open) for d in dates):
            return None
        if fitting:
            return fitting[0][1] if len({d.figure.period for d, _ in fitting}) == 1 else None
        if dates:
            return None
    return None


def _is_date(one: Told, published: dt.date | None, atoms: Atoms) -> bool:
    """Tell whether a date can be told from: not when something was said, and not the article's own dateline."""
    if one.stretch is None or one.figure.kind != "date" or one.figure.per:
        return False
    first, end = one.atoms
    if not isinstance(one.value, Open) and said_then(atoms, first):
        return False
    if isinstance(one.value, Fixed) and one.stretch.first == published == one.stretch.last:
        return not (_begins_line(atoms, first) or atoms.low[end : end + 1] in (["("], ["-"], ["—"]))
    return True


def _begins_line(atoms: Atoms, first: int) -> bool:
    return "\n" in atoms.text[atoms.end[first - 1] : atoms.start[first]] if first else True


def _grain(text: str) -> str:
    """Name the unit that an EDTF value is exact to: day, month, quarter, season, half, year, or nothing."""
    text = text.rstrip("~").split("T")[0]
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return ""
    if len(parts) != 2:
        return "day" if len(parts) == 3 else "year"
    code = int(parts[1])
    return "month" if code <= 12 else "season" if code < 33 else "quarter" if code < 37 else "half"


def shifted(anchor: Told, shift: Anchored, compared: bool) -> Stretch | None:
    """Count from an anchor; nothing where the anchor is not exact enough, or no anchor at all."""
    stretch = anchor.stretch
    if stretch is None or stretch.first is None or stretch.last is None:
        return None
    if isinstance(anchor.value, (Open, Unknown)) and not isinstance(anchor.value, Anchored):
        return None
    grain = _grain(stretch.edtf)
    try:
        if compared and shift.unit in _YEARS:
            if grain == "day" or (not grain and not isinstance(anchor.value, Ended)):
                return None
            return _years_on(stretch, shift.amount * _YEARS[shift.unit])
        return _counted(stretch.first, grain, shift)
    except (ValueError, OverflowError):
        return None


def _years_on(stretch: Stretch, years: int) -> Stretch | None:
    """Move a stretch by whole years, as exact as it is ("from a year earlier", of a quarter)."""
    if stretch.first is None or stretch.last is None:
        return None
    parts = []
    for part in stretch.edtf.rstrip("~").split("/"):
        year, dash, rest = part.partition("-")
        if not year.isdigit() or rest == "02-29":
            return None
        parts.append(edtf.year(int(year) + years) + dash + rest)
    first, last = (add_months(day, 12 * years) for day in (stretch.first, stretch.last))
    return Stretch("/".join(parts), first, last)


def _counted(first: dt.date, grain: str, shift: Anchored) -> Stretch | None:
    amount, unit = shift.amount, shift.unit
    if unit in _PARTS_OF_DAY:
        unit = "day"
    if unit in _SEASONS:
        return season_stretch(first.year, _SEASONS[unit]) if amount == 0 and grain == "year" else None
    if unit == "day" or (unit == "week" and not shift.calendar):
        return unit_stretch("day", first, amount * (7 if unit == "week" else 1)) if grain == "day" else None
    if unit == "week":
        return unit_stretch("week", first, amount) if grain == "day" else None
    if unit == "quarter":
        return unit_stretch("quarter", first, amount) if grain == "quarter" else None
    if unit == "month":
        return unit_stretch("month", first, amount) if grain in ("day", "month") else None
    if unit in _YEARS and grain and (unit == "year" or not shift.calendar):
        return unit_stretch("year", first, amount * _YEARS[unit])
    return None
