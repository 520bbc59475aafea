"""Changes: what rose or fell, from what and to what."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from pipeline.figures.atoms import LETTERS, Atoms
from pipeline.figures.lexicons import word_set
from pipeline.figures.readings import Reading
from pipeline.figures.restated import is_restated
from pipeline.figures.trends import Direction, multiple_at, trends
from pipeline.schema import Trend

__all__ = ["change_before", "is_shift", "read_changes"]

_REACH = 18
_UNKNOWN_WORDS = 4
_NOUN_REACH = 3
_LEVEL_REACH = 5
_EITHER_WAY: tuple[list[str], ...] = (["or", "lower"], ["or", "higher"], ["or", "down"], ["or", "up"])
_OBJECT_REACH = 9
_PREPOSITIONS = frozenset(["by", "to", "from"])
_FILLERS = word_set("changes", "fillers")
_LEVELS = word_set("binding", "levels")
_SHARED = frozenset(["quantity", "count", "percentage", "rate"])
_RESULTS = frozenset(["loss", "losses", "gain", "gains"])
_PHRASAL = word_set("changes", "phrasal")
_SHIFTS = word_set("changes", "shifts")
_REVISED = word_set("changes", "revised")
_PRICED = word_set("changes", "priced")
_RESTATED: tuple[list[str], ...] = ([",", "or"], ["or"], [",", "which", "is"], [",", "which", "was"])


def change_before(atoms: Atoms, index: int, taken: Sequence[bool] = ()) -> tuple[int, Direction, str] | None:
    """Find the verb of change that governs what follows an atom.

    Parameters
    ----------
    atoms
        The text.
    index
        First atom of the figure, or of the preposition before it.
    taken
        For each atom, whether a figure covers it: figures do not stand in the way.

    Returns
    -------
    tuple or None
        Atom of the verb, direction, and the verb.
    """
    tables = trends()
    unknown = 0
    passed = False
    led = atoms.at(index) in _PREPOSITIONS or atoms.at(index - 1) in _PREPOSITIONS
    level = atoms.at(index - 1) == "at"
    for at in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if not atoms.same_sentence(at, index):
            return None
        word = atoms.low[at]
        passed = passed or bool(taken and (taken[at] or (word in tables.particles and taken[at - 1])))
        if passed and level:
            return None  # "closed 3 per cent lower at 412p"
        if led and word in ("up", "down") and _before_figure(atoms, at, taken) and not _is_phrasal(atoms, at):
            return at, tables.particles[word], "particle"  # "was down $3 to $77", "were down to 300 from 450"
        if atoms.kind[at] == LETTERS:
            found = tables.verbs.backward(atoms, at)
            if found is not None and not (word in tables.nouns and _is_noun(atoms, at)):
                return at, found[1][0], found[1][1]
            multiple = multiple_at(atoms, at)
            if multiple is not None:
                return at, multiple[0], word
            if word in tables.nouns and atoms.at(at + 1) in ("of", "from", "to", "in", "by"):
                return at, tables.nouns[word], "noun"
        elif word in (";", ":", ".", "”", '"', "“"):
            return None
        if (taken and taken[at]) or word in _FILLERS or word.endswith("ly") or atoms.kind[at] != LETTERS:
            if word == "," and not led:
                return None
            continue
        unknown += 1
        if not led or unknown > _UNKNOWN_WORDS:
            return None
    return None


def _is_noun(atoms: Atoms, at: int) -> bool:
    """Tell "the rise" and "annual increases" from verbs of the same form."""
    return atoms.at(at - 1) in ("a", "the", "'s", "an", "annual") or atoms.of_word(at).tag in ("NN", "NNS")


def _before_figure(atoms: Atoms, particle: int, taken: Sequence[bool]) -> bool:
    after = particle + 2 if atoms.at(particle + 1) == "to" else particle + 1
    return after < len(taken) and taken[after]


def read_changes(atoms: Atoms, readings: list[Reading], taken: Sequence[bool]) -> None:
    """Give each figure that is part of a change its trend; the readings are changed in place."""
    groups: dict[int, list[tuple[Reading, str]]] = {}
    directions: dict[int, Direction] = {}
    for index, reading in enumerate(readings):
        if reading.kind in ("ordinal", "date", "duration", "age") or reading.trend is not None:
            continue
        found = _change_of(atoms, reading, taken)
        if found is None or (index and _are_shares(atoms, readings[index - 1], reading)):
            continue
        anchor, direction, role = found
        groups.setdefault(anchor, []).append((reading, role))
        level = _level_before(atoms, readings, index) if role == "from" and anchor == reading.first - 2 else None
        if level is not None:
            groups[anchor].append((level, "to"))
        directions[anchor] = direction
    for anchor, members in groups.items():
        _share_noun(members)
        direction = _direction(members) or directions[anchor]
        for reading, role in members:
            start = _value(members, "from", reading)
            end = _value(members, "to", reading)
            paired = role in ("from", "to")
            reading.trend = Trend(
                direction=direction,
                start=start if paired else None,
                end=end if paired else None,
            )
            reading.rules.append(f"change.{direction}")
    for a, b in itertools.pairwise(readings):
        _shift(atoms, a, b)
        said_again = is_restated(atoms, a, b)
        if a.trend is None or b.trend is not None or a.kind == "ratio" or (a.unit == b.unit and not said_again):
            continue
        gap = atoms.low[max(a.last, a.counted_last) + 1 : b.first]
        restated = gap in _RESTATED and atoms.same_sentence(a.last, b.first)
        if restated and b.kind in ("percentage", "money", "quantity"):
            # "fell 5.2 percent, or 84.15 points": the same step, said again
            b.trend = Trend(direction=a.trend.direction)
            b.rules.append("change.restated")


def _are_shares(atoms: Atoms, a: Reading, b: Reading) -> bool:
    """Tell the standing of "up seven points, 51% to 44%" from a step and its level: "fell 5% to 44%"."""
    gap = atoms.low[a.last + 1 : b.first]
    set_off = a.first > 0 and atoms.at(a.first - 1) in (",", "(", "—", ":")
    return a.kind == b.kind == "percentage" and gap == ["to"] and set_off


def _direction(members: list[tuple[Reading, str]]) -> Direction | None:
    """Return which way the values go, where both ends of a change are given: no verb says better."""
    start = next((reading for reading, role in members if role == "from"), None)
    end = next((reading for reading, role in members if role == "to"), None)
    if start is None or end is None or (start.kind, start.unit) != (end.kind, end.unit):
        return None
    if start.high is not None and end.low is not None and end.low > start.high:
        return "up"
    return "down" if start.low is not None and end.high is not None and end.high < start.low else None


def is_shift(atoms: Atoms, index: int) -> bool:
    """Return whether the "from" at an atom follows a verb of change that has no direction: "has gone from"."""
    if atoms.at(index) != "from":
        return False
    near = range(index - 1, max(-1, index - 1 - _OBJECT_REACH), -1)
    return atoms.at(index - 1) in _SHIFTS or any(
        atoms.low[at] in _REVISED and atoms.same_sentence(at, index) and "," not in atoms.low[at:index] for at in near
    )


def _shift(atoms: Atoms, a: Reading, b: Reading) -> None:
    """Give "from 90p to £1.40" its direction by the values."""
    if a.low is None or b.low is None or not (a.plain and b.plain) or a.trend is not None or b.trend is not None:
        return
    start = a.first - 2 if atoms.at(a.first - 1) in ("a", "an") else a.first - 1
    if not is_shift(atoms, start) or atoms.at(b.first - 1) != "to" or b.first - a.last > 8:
        return
    _share_noun([(a, "from"), (b, "to")])
    if (a.kind, a.unit) != (b.kind, b.unit) or a.low == b.low or (a.counted and b.counted and a.counted != b.counted):
        return
    a.trend = b.trend = Trend(direction="up" if b.low > a.low else "down", start=a.low, end=b.low)
    a.rules.append("change.shift")
    b.rules.append("change.shift")


def _share_noun(members: list[tuple[Reading, str]]) -> None:
    """Give "from 12,000 barrels per day to fewer than 7,000" its unit on both sides."""
    start = next((reading for reading, role in members if role == "from"), None)
    end = next((reading for reading, role in members if role == "to"), None)
    if start is None or end is None:
        return
    if start.kind == end.kind == "money" and start.unit == end.unit:  # "up to 18p a share from 15p"
        start.per, end.per = start.per or end.per, end.per or start.per
    for full, bare in ((start, end), (end, start)):
        if bare.kind in ("number", "rate") and not (bare.unit or bare.counted) and full.kind in _SHARED:
            bare.kind, bare.unit, bare.counted = full.kind, full.unit, full.counted
            bare.dimension, bare.factor = full.dimension, full.factor
            bare.per = bare.per or full.per
            bare.rules.append("change.unit_shared")


def _level_before(atoms: Atoms, readings: list[Reading], index: int) -> Reading | None:
    """Return the level that "up from 11 million" compares with: the figure before it of the same kind."""
    reading = readings[index]
    if not index:
        return None
    level = readings[index - 1]
    if index > 1 and is_restated(atoms, readings[index - 2], level):
        level = readings[index - 2]
    same = level.kind == reading.kind and level.unit == reading.unit
    bare = reading.kind == "number" and not (reading.unit or reading.counted)  # "1,200 pupils, down from 1,450"
    fits = level.trend is None and (same or (bare and level.kind in ("count", "quantity")))
    return level if fits and atoms.same_sentence(level.last, reading.first) else None


def _value(members: list[tuple[Reading, str]], role: str, like: Reading) -> Decimal | None:
    for reading, its_role in members:
        if its_role == role and reading.unit == like.unit and reading.kind == like.kind and reading.plain:
            return reading.low
    return None


def _change_of(atoms: Atoms, reading: Reading, taken: Sequence[bool]) -> tuple[int, Direction, str] | None:
    """Return the anchor of a change, its direction, and whether the figure is its ``from``, ``to`` or amount."""
    if any("short" in atoms.low[first : last + 1] for first, last in reading.modifier):
        return None  # "has fallen just short of 20" tells of no fall
    tables = trends()
    before = _before_level(atoms, reading.first - 1)
    role = atoms.at(before)
    if role in ("a", "an", "the") and atoms.at(before - 1) in _PREPOSITIONS:
        role, before = atoms.at(before - 1), before - 1
    role = role if role in ("from", "to") and atoms.same_sentence(before, reading.first) else "by"
    word = atoms.at(reading.first - 1)
    if word in ("up", "down") and _is_phrasal(atoms, reading.first - 1):
        return None
    measured = reading.kind in ("percentage", "money", "ratio") or reading.unit == "point"
    bare = reading.kind == "quantity" or reading.counted_last <= reading.last
    if word in tables.particles and (measured or bare) and word != "off":
        anchor = reading.first - 1
        verb = change_before(atoms, reading.first - 1, taken)
        return (verb[0] if verb else anchor), tables.particles[word], "by"
    if word == "off" and reading.kind == "percentage":
        return reading.first - 1, "down", "by"
    particle = before - 1
    if (
        (role in ("from", "to") or atoms.at(before) == "by")
        and atoms.at(particle) in ("up", "down")
        and atoms.same_sentence(particle, reading.first)
    ):
        verb = change_before(atoms, particle, taken)
        return (verb[0] if verb else particle), tables.particles[atoms.low[particle]], role
    after = atoms.at(reading.last + 1)
    if atoms.low[reading.last + 2 : reading.last + 4] in _EITHER_WAY:
        return None
    if after in ("higher", "lower", "up", "down") and measured and atoms.same_sentence(reading.last, reading.last + 1):
        return reading.last + 1, tables.particles[after], "by"
    noun = _noun_after(atoms, reading) if role == "by" else None
    if noun is not None:
        return noun[0], noun[1], "by"
    apart = before < reading.first - 1 and atoms.at(before) in _PREPOSITIONS
    found = change_before(atoms, before if apart else reading.first, taken)
    if found is None:
        return None
    anchor, direction, verb_name = found
    if verb_name == "noun" and reading.kind == "money" and atoms.low[anchor] in _RESULTS:
        return None  # "a loss of £5m" is no fall
    led = atoms.at(reading.first - 1) in _PREPOSITIONS or role in ("from", "to")
    if verb_name in tables.direct and role in ("from", "to") and True not in taken[anchor : reading.first]:
        return None  # "lost to", not "lost 2 per cent to"
    if role == "from" and reading.counted_last > reading.last and verb_name in tables.guarded:
        return None  # "raised $5m from 12 investors"
    if verb_name in tables.guarded and not led:
        if not measured or (reading.kind == "money" and verb_name in tables.no_money):
            return None
        if reading.kind == "ratio" and verb_name in ("lose", "gain", "add"):
            return None
    if reading.kind in ("count", "number") and not led and anchor + 3 < reading.first:
        return None
    return anchor, direction, role


def _before_level(atoms: Atoms, before: int) -> int:
    """Return the "from" of "down from a peak of 100,000", the "to" of "to a two-year low of $1.03"."""
    if atoms.at(before) != "of" or atoms.at(before - 1) not in _LEVELS:
        return before
    for at in range(before - 2, max(-1, before - 2 - _LEVEL_REACH), -1):
        if not atoms.same_sentence(at, before) or atoms.low[at] == ",":
            break
        if atoms.low[at] in _PREPOSITIONS:
            return at
    return before - 2


def _is_phrasal(atoms: Atoms, index: int) -> bool:
    """Tell "made up $7bn" and "gave up $3m" from "closed up 3%"."""
    if atoms.at(index - 1) in _PHRASAL:
        return True
    word = atoms.of_word(index)
    if word.dep != "compound:prt" or not 0 <= word.head < len(atoms.words):
        return False
    return atoms.words[word.head].lower not in _PRICED and change_before(atoms, index) is None


def _noun_after(atoms: Atoms, reading: Reading) -> tuple[int, Direction] | None:
    """Read "a 5% pay rise": a noun of change in the noun phrase that a percentage or sum stands in."""
    if reading.kind not in ("percentage", "money", "ratio") and reading.unit != "point":
        return None
    at = reading.last + 1
    for _ in range(_NOUN_REACH):
        if at >= len(atoms) or atoms.kind[at] != LETTERS or not atoms.same_sentence(reading.last, at):
            return None
        word = atoms.low[at]
        if word in trends().nouns:
            if reading.kind == "money" and word in ("loss", "losses", "gain", "gains", "raise"):
                return None
            return at, trends().nouns[word]
        if word in (
            "of",
            "in",
            "to",
            "from",
            "the",
            "a",
            "and",
            "on",
            "for",
            "by",
            "with",
            "as",
            "at",
            "that",
            "which",
            "was",
            "were",
        ):
            return None
        at += 1
    return None
