"""Ages, before the dates take their words: "aged 34", "34-year-old", "in his 60s", "children under five"."""

from __future__ import annotations

from decimal import Decimal

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.counted import is_plural
from pipeline.figures.lexicons import word_set
from pipeline.figures.measures import unit_at
from pipeline.figures.numbers import lexicon
from pipeline.figures.numerals import read_number
from pipeline.figures.readings import Reading

__all__ = ["CALENDAR", "read_age", "read_decade_of_age"]

_RANGES = frozenset(["to", "and", "-", "–"])
_OLDEST = 130
_MOST_SUSPENDED = 4
_HYPHENS = frozenset("-‐‑–")
_UNITS = {
    "year": "year", "years": "year", "yr": "year", "yrs": "year", "month": "month", "months": "month", "week": "week",
    "weeks": "week", "day": "day", "days": "day",
}  # fmt: skip
_PEOPLE = word_set("ages", "people")
_PRONOUNS = word_set("ages", "pronouns")
_PARTS = word_set("ages", "parts")
_ROLES = word_set("ages", "roles")
_PERSONS = word_set("ages", "persons")
_TURNS = word_set("ages", "turns")
_NOT_A_NOUN = word_set("ages", "not_a_noun")


def read_age(atoms: Atoms, reading: Reading) -> bool:
    """Read a number as an age; the reading is changed in place.

    Returns
    -------
    bool
        Whether it is one. ``unit`` is then ``year``, ``month``, ``week`` or ``day``.
    """
    return _after(atoms, reading) or _before(atoms, reading) or _apposition(atoms, reading)


def _take(reading: Reading, unit: str, rule: str) -> bool:
    reading.kind, reading.unit, reading.dimension = "age", unit, "time"
    reading.core_first, reading.core_last = reading.first, reading.last
    reading.rules.append("age." + rule)
    return True


def _skip_hyphen(atoms: Atoms, at: int) -> int:
    return at + 1 if at < len(atoms) and atoms.raw[at] in _HYPHENS and atoms.glued[at] else at


def _suspended(atoms: Atoms, at: int) -> str:
    """Return the unit of the "17-" of "17- and 18-year-olds", whose hyphen stands at an atom."""
    for _ in range(_MOST_SUSPENDED):
        if _skip_hyphen(atoms, at) == at:
            return ""
        at += 1
        if atoms.at(at) in _UNITS:
            return _UNITS[atoms.low[at]] if atoms.at(_skip_hyphen(atoms, at + 1)) in ("old", "olds") else ""
        while atoms.at(at) in ("and", "or", ",", "a") and not (atoms.low[at] != "," and atoms.is_glued(at)):
            at += 1
        number = read_number(atoms, at)
        if number is None:
            return ""
        at = number.last + 1
    return ""


def _after(atoms: Atoms, reading: Reading) -> bool:
    at = _skip_hyphen(atoms, reading.last + 1)
    unit = _UNITS.get(atoms.at(at))
    if unit is None:
        if at > reading.last + 1 and (unit := _suspended(atoms, at - 1)):
            return _take(reading, unit, "suspended")
        if atoms.at(at) in ("yo", "y") and (atoms.at(at) == "yo" or atoms.at(at + 2) == "o"):
            if at > reading.last + 2 or reading.number.spelled:
                return False
            reading.last = at if atoms.at(at) == "yo" else at + 2
            return _take(reading, "year", "yo")
        return False
    old = _skip_hyphen(atoms, at + 1)
    if atoms.at(old) in ("old", "olds"):
        reading.last = old
        return _take(reading, unit, "old")
    if atoms.at(at + 1) == "of" and atoms.at(at + 2) == "age":
        reading.last = at + 2
        return _take(reading, unit, "of_age")
    return False


def _bare(atoms: Atoms, reading: Reading) -> bool:
    """Return whether the number is a whole one below the oldest age, with nothing glued to it and nothing counted."""
    value = reading.low
    if (
        value is None
        or value % 1
        or not 0 < value <= _OLDEST
        or reading.number.scaled
        or reading.number.form != "cardinal"
    ):
        return False
    after = reading.last + 1
    return not (atoms.is_glued(after) and atoms.kind[after] in (LETTERS, DIGITS) and atoms.low[after] != "s")


def _counts_nothing(atoms: Atoms, at: int) -> bool:
    return (
        at >= len(atoms)
        or atoms.kind[at] != LETTERS
        or atoms.low[at] in _NOT_A_NOUN
        or not atoms.same_sentence(at - 1, at)
    )


def _before(atoms: Atoms, reading: Reading) -> bool:
    if not _bare(atoms, reading):
        return False
    at = reading.first - 1
    if not atoms.same_sentence(at, reading.first):
        return False
    word = atoms.at(at)
    hedge = at
    while atoms.at(hedge) in (
        "between",
        "about",
        "around",
        "just",
        "only",
        "nearly",
        "almost",
        "from",
        "over",
        "under",
        "some",
    ):
        hedge -= 1
    if atoms.at(hedge) in ("aged", "ages"):
        if hedge == at:
            reading.first = hedge
        return _take(reading, _own_unit(atoms, reading), "aged")
    if word in _RANGES and _ranged(atoms, at):
        return _take(reading, _own_unit(atoms, reading), "aged_range")
    if word in ("and", "or", ",") and _listed(atoms, at) and _counts_nothing(atoms, reading.last + 1):
        return _take(reading, "year", "aged_list")
    if atoms.at(at) == "age" or (atoms.at(hedge) == "of" and atoms.at(hedge - 1) == "age"):
        unit = _UNITS.get(atoms.at(reading.last + 1))
        if unit and word == "of":
            reading.last += 1
            return _take(reading, unit, "age_of")
        if unit:
            return False
        limit = hedge - 3 if atoms.at(hedge - 2) == "the" else hedge - 2
        if word == "of" and atoms.at(limit) in ("over", "under", "above", "below"):
            reading.first = limit
            _take(reading, "year", "over_the_age_of")
            _bound(reading, atoms.low[limit])
            reading.modifier.append((limit, limit))
            return True
        if word == "age" and atoms.at(at - 1) not in ("of",):
            reading.first = at
        return _take(reading, "year", "age_of")
    since = atoms.at(at - 2) in ("when", "since", "until", "till", "aged") and atoms.at(at - 1) in _PERSONS
    doing = atoms.at(reading.last + 1).endswith("ing")
    if word in ("was", "is", "were", "am") and since and (doing or _counts_nothing(atoms, reading.last + 1)):
        return _take(reading, "year", "when_she_was")
    if (
        word in ("under", "over")
        and atoms.at(at - 1) in ("are", "were", "is", "was", "be")
        and (
            _counts_nothing(atoms, reading.last + 1)
            and any(atoms.low[i] in _PEOPLE for i in range(max(0, at - 8), at) if atoms.same_sentence(i, at))
        )
    ):
        return _take(reading, "year", "people_are_under")
    if _is_so_old(atoms, reading):
        return _take(reading, "year", "she_is")
    if word in _TURNS and _counts_nothing(atoms, reading.last + 1):
        return _take(reading, "year", "turned")
    if word in _HYPHENS and atoms.at(at - 1) in ("under", "over") and atoms.is_glued(reading.first):
        ending = atoms.at(reading.last + 1)
        if ending in ("s", "'s"):
            reading.last += 1
            _take(reading, "year", "under_hyphen")
            reading.first = at - 1
            _bound(reading, atoms.low[at - 1])
            reading.modifier.append((at - 1, at - 1))
            return True
    if word in ("under", "over", "above", "below") or (word == "than" and atoms.at(at - 1) in ("younger", "older")):
        opener = at - 1 if word != "than" else at - 2
        if atoms.at(opener) == "the" and atoms.at(reading.last + 1) == "s":
            opener -= 1
        if atoms.at(reading.last + 1) == "s" and atoms.is_glued(reading.last + 1):
            reading.last += 1
            return _take(reading, "year", "under_s")
        grouped = atoms.at(opener) in ("group", "groups") and atoms.at(opener - 1) == "age"
        if word == "than" or grouped or atoms.at(opener) in _PEOPLE:
            after = reading.last + 1
            free = _counts_nothing(atoms, after) or not (is_plural(atoms.low[after]) or unit_at(atoms, after))
            return free and _take(reading, "year", "people_under")
    return False


def _own_unit(atoms: Atoms, reading: Reading) -> str:
    """Take the "years" of "aged 45 years and above" along, and return what the age is counted in."""
    unit = _UNITS.get(atoms.at(reading.last + 1), "")
    reading.last += bool(unit)
    return unit or "year"


def _ranged(atoms: Atoms, at: int) -> bool:
    """Tell the 4 of "aged 2 to 4 years" and "aged between 2 and 4"."""
    if at < 2 or not (atoms.kind[at - 1] == DIGITS or atoms.low[at - 1] in lexicon().small):
        return False
    opener = at - 3 if atoms.low[at - 2] in ("between", "from") else at - 2
    return atoms.at(opener) in ("aged", "ages")


def _listed(atoms: Atoms, at: int) -> bool:
    """Tell the 51 of "aged 43 and 51"."""
    for _ in range(6):
        if atoms.at(at) == "and" and atoms.at(at - 1) == ",":
            at -= 1
        numeral = atoms.kind[at - 1] == DIGITS or atoms.low[at - 1] in lexicon().small
        if atoms.at(at) not in ("and", "or", ",") or at < 2 or not numeral:
            return False
        if atoms.low[at - 2] in ("aged", "ages"):
            return True
        at -= 2
    return False


def _is_so_old(atoms: Atoms, reading: Reading) -> bool:
    """Read "I am 61 now", "she was six."."""
    before, after = reading.first - 1, reading.last + 1
    apart = atoms.at(before - 1) == "who" and atoms.at(before - 2) == "," and atoms.at(after) in (",", ".", ")")
    person = atoms.at(before - 1) in ("he", "she", "i") or apart  # "Ms Lee, who is 58, …"
    if atoms.at(before) not in ("am", "is", "was", "'s", "'m") or not person:
        return False
    if reading.low is None or reading.low < 3 or not _counts_nothing(atoms, after):
        return False
    ends = after >= len(atoms) or not atoms.same_sentence(before, after)
    return ends or atoms.kind[after] == LETTERS or (atoms.raw[after] in '.,;!?)"”—' and not atoms.is_glued(after + 1))


def _bound(reading: Reading, word: str) -> None:
    if word in ("under", "below"):
        reading.low, reading.high_included = None, False
    else:
        reading.high, reading.low_included = None, False


def _apposition(atoms: Atoms, reading: Reading) -> bool:
    """Read "John Smith, 49, …" and "Smith (49)": a name, then a bare number set off on both sides."""
    if not _bare(atoms, reading) or atoms.kind[reading.first] != DIGITS or reading.first != reading.last:
        return False
    opening, closing = atoms.at(reading.first - 1), atoms.at(reading.last + 1)
    if opening == "both" and atoms.at(reading.first - 2) == "," and closing in (",", "."):
        return _take(reading, "year", "apposition")  # "the twins, both 8, …"
    if (opening, closing) not in ((",", ","), ("(", ")"), (",", "."), (",", ";"), (",", "and")):
        return False
    before = reading.first - 2
    if before < 0 or atoms.kind[before] != LETTERS or not atoms.same_sentence(before, reading.first):
        return False
    if not atoms.raw[before][0].isupper() and atoms.low[before] not in _ROLES:
        return False
    if atoms.low[before] in _ROLES and closing in (",", ")"):
        return _take(reading, "year", "apposition")
    name = atoms.of_word(before).name
    if name:
        return name == "PERSON" and _take(reading, "year", "apposition")
    if atoms.parsed and any(word.name for word in atoms.words):
        return False
    followed = atoms.at(reading.last + 2)
    stated = closing == "," and (
        followed
        in (
            "of",
            "who",
            "said",
            "was",
            "is",
            "a",
            "an",
            "the",
            "has",
            "had",
            "from",
            "told",
            "and",
            "died",
            "were",
            "will",
            "whose",
        )
        or followed.endswith("ed")
    )
    full_name = before > 0 and atoms.kind[before - 1] == LETTERS and atoms.raw[before - 1][0].isupper()
    if atoms.low[before] in CALENDAR or not (full_name or stated):
        return False
    return stated and _take(reading, "year", "apposition")


CALENDAR = word_set("ages", "calendar")


def read_decade_of_age(atoms: Atoms, reading: Reading) -> bool:
    """Read "in his 60s", "in her late twenties" as an age between 60 and 69, "in the low 20s" as 20 to 29.

    "Early" and "late" are kept as words: how far they reach is anyone's guess.
    """
    value = reading.low
    if value is None or value % 10 or not 10 <= value <= 100 or atoms.kind[reading.first] != DIGITS:
        return False
    at = reading.last + 1
    if atoms.at(at) not in ("s", "'s") or not atoms.is_glued(at) or len(atoms.raw[reading.first]) > 3:
        return False
    before = reading.first - 1
    part = before
    while atoms.at(part) in _PARTS or (atoms.at(part) in _HYPHENS and atoms.glued[part]):
        part -= 1
    owner = atoms.at(part)
    if owner in _PRONOUNS:
        reading.kind, reading.unit, reading.dimension = "age", "year", "time"
    elif (
        owner == "the"
        and atoms.at(before) in _PARTS | _HYPHENS
        and part < before
        and atoms.at(part - 1) in ("in", "into", "to", "around")
    ):
        if atoms.at(before) == "late" or atoms.at(before) == "early" or atoms.at(part + 1) in ("early", "late", "mid"):
            return False
    elif (
        owner in ("in", "into")
        and part < before
        and atoms.at(before) in _HYPHENS | _PARTS
        and atoms.at(part + 1) != "the"
    ):
        reading.kind, reading.unit, reading.dimension = "age", "year", "time"
    else:
        return False
    if part < before:
        reading.modifier.append((part + 1, before))
    reading.first, reading.last = part + 1, at
    reading.core_first, reading.core_last = reading.first, at
    reading.high = value + Decimal(9)
    reading.approx = "about"
    reading.rules.append("age.decade" if reading.kind == "age" else "range.decade")
    return True
