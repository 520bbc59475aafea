"""Bounds and approximations: on which side of a number the truth lies, and whether the number itself is possible."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.bounds import bound_phrases
from pipeline.figures.lexicons import word_set
from pipeline.figures.phrases import Phrases
from pipeline.figures.readings import Reading
from pipeline.figures.trends import is_change_verb

__all__ = ["modify_after", "modify_before"]

_LARGE = 1000
_MOST_MODIFIERS = 4
_MOST_BRIDGES = 2
_HYPHENS = frozenset("-‐‑–")
_LOWER = frozenset(["above", "at_least", "just_over"])
_UPPER = frozenset(["below", "at_most", "nearly"])
_GLUED_ENDINGS = frozenset(["ish", "odd", "plus"])
_TALLY_REACH = 7
_TAKES = word_set("modifiers", "takes")
_TALLIES = word_set("modifiers", "tallies")
_MOVES = word_set("modifiers", "moves_up")
_OBJECTS = word_set("modifiers", "objects")
_BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being", "'s", "'re"])
_NEGATIONS = frozenset(["not", "never", "cannot", "nor"])
# "Did not exceed 20" is at most 20; "did not fall short of 20" is at least 20.
_NEGATED = {
    "above": "at_most",
    "above_large": "at_most",
    "above_mark": "at_most",
    "below": "at_least",
    "reached": "below",
}
_NOT_YET = frozenset(["yet", "unable", "failing"])
_LOOSE = {"above_large": "above", "above_mark": "above"}
_SIDES = frozenset(["above", "below", "over", "under"])
_DETERMINERS = frozenset(["a", "an", "his", "her", "its", "our", "that", "the", "their", "this"])
_MARKS = frozenset(["mark", "barrier", "threshold", "milestone", "level"])
_AMBIGUOUS_VERBS = frozenset(["top", "pass", "near", "cross"])


@dataclass(frozen=True, slots=True)
class _Tables:
    before: Phrases[str]
    after: Phrases[str]
    bridges: frozenset[str]
    intensifiers: frozenset[str]
    measured: frozenset[str]
    prepositions: dict[str, frozenset[str]]


@cache
def _tables() -> _Tables:
    raw: dict[str, Any] = tomllib.loads((files(__package__) / "data" / "modifiers.toml").read_text("utf-8"))
    before = list(bound_phrases("before").items())
    verbs = [(phrase, "verb:" + effect) for effect, phrases in raw["verbs"].items() for phrase in phrases]
    after = list(bound_phrases("after").items())
    return _Tables(
        Phrases([*before, *verbs]),
        Phrases(after),
        frozenset(raw["bridges"]["words"]),
        frozenset(raw["intensifiers"]["bounding"]),
        frozenset(raw["measured"]["words"]),
        {word: frozenset(nouns) for word, nouns in raw["prepositions"].items()},
    )


def modify_before(atoms: Atoms, reading: Reading, floor: int) -> None:
    """Apply the modifiers that stand before a figure, from the inside out; the reading is changed in place.

    Parameters
    ----------
    atoms
        The text.
    reading
        The figure, which grows to the left.
    floor
        First atom that it may grow to: what lies before belongs to another figure.
    """
    for _ in range(_MOST_MODIFIERS):
        found = _find_before(atoms, reading, floor)
        if found is None:
            return
        first, last, effect = found
        if not _apply(reading, effect):
            return
        reading.modifier.insert(0, (first, last))
        reading.first = first
        reading.rules.append("bound." + effect)


def _find_before(atoms: Atoms, reading: Reading, floor: int) -> tuple[int, int, str] | None:
    tables = _tables()
    at = reading.first - 1
    for _ in range(_MOST_BRIDGES + 1):
        if at < floor or not atoms.same_sentence(at, reading.first):
            return None
        found = tables.before.backward(atoms, at)
        if found is not None and found[0] >= floor:
            first, effect = found
            kind = effect.removeprefix("verb:")
            if not _is_modifier(atoms, reading, first, at, effect):
                return None
            if effect.startswith("verb:"):
                return _with_negation(atoms, first, at, kind, floor)
            return _widen(atoms, first, floor, kind), at, kind
        if atoms.low[at] not in tables.bridges or not atoms.same_sentence(at - 1, at):
            return None
        at -= 1
    return None


def _with_negation(atoms: Atoms, first: int, last: int, kind: str, floor: int) -> tuple[int, int, str] | None:
    """Turn the bound of a verb round where it is denied; what was merely reached is no bound, what was not is one."""
    at = first - 1
    if atoms.at(at) in ("ever", "yet", "even"):
        at -= 1
    word = atoms.at(at)
    if word == "to" and atoms.at(at - 1) in _NOT_YET:  # "has yet to reach 10 million"
        at, word = at - 1, "not"
    if at >= floor and atoms.same_sentence(at, first) and (word in _NEGATIONS or word.endswith("n't")):
        return (at, last, _NEGATED[kind]) if kind in _NEGATED else None
    return None if kind == "reached" else (first, last, _LOOSE.get(kind, kind))


def _widen(atoms: Atoms, first: int, floor: int, effect: str) -> int:
    """Take "well" before "over", "far" before "more than" along: they change no bound."""
    at = first - 1
    if effect in ("exact", "about") or at < floor or not atoms.same_sentence(at, first):
        return first
    return at if atoms.low[at] in _tables().intensifiers and not atoms.is_glued(first) else first


def _measured(reading: Reading) -> bool:
    value = reading.high if reading.high is not None else reading.low
    return reading.kind not in ("number", "count", "ordinal") or (value is not None and abs(value) >= _LARGE)


def _is_modifier(atoms: Atoms, reading: Reading, first: int, last: int, effect: str) -> bool:
    """Tell a bound from a preposition or a verb of the same form."""
    tables = _tables()
    word = atoms.low[last] if first == last else ""
    if effect in ("verb:above_large", "verb:above_mark"):
        mark = atoms.at(reading.last + 1) in _MARKS
        return mark or (effect == "verb:above_large" and _measured(reading))
    if effect.startswith("verb:") and word in _AMBIGUOUS_VERBS and atoms.at(first - 1) in ("a", "an", "the", "'s"):
        return False
    moved = word in ("past", "beyond") and is_change_verb(atoms.at(first - 1))  # "weakened past 150"
    if word in tables.measured and not (_measured(reading) or moved):
        return False
    if word == "past" and atoms.at(last - 1) in ("the", "this", "over"):
        return False
    if (
        word in (">", "<", "~", "=")
        and not atoms.is_glued(reading.first)
        and not (first and atoms.same_sentence(first - 1, first))
    ):
        return False
    if word == "exact" or reading.kind == "ordinal":
        return False
    if atoms.low[first : last + 1] == ["short", "of"] and atoms.at(first - 1) in _BE:
        return False  # "are short of 340 teachers" is a lack
    if atoms.low[last] == "good" and reading.low is not None and reading.low <= 1:
        return False  # "a good one"
    if word == "some" and atoms.at(reading.last + 1) == "of":
        return True
    if word == "estimated" and last < reading.first - 1 and atoms.low[last + 1] in ("a", "an", "the"):
        return False  # "has estimated a 30% saving"
    if effect == "exact" and word == "just" and atoms.at(first - 1) in ("has", "have", "had", "'s", "'ve"):
        return True
    if last > first and atoms.low[first : last + 1] == ["up", "to"]:
        return not _moves_up(atoms, first)
    nouns = tables.prepositions.get(word)
    if nouns is None:
        return True
    if _parsed_as_preposition(atoms, reading, first):
        return False
    governor = first - 1
    if atoms.at(governor) in _OBJECTS or atoms.at(governor).endswith("ly"):
        governor -= 1
    if not atoms.same_sentence(governor, first) or atoms.at(governor) not in nouns:
        return True
    return reading.kind == "percentage" and word == "about"


def _moves_up(atoms: Atoms, first: int) -> bool:
    """Tell "climbed up to 80" and "took the tally up to 80" from a bound."""
    if atoms.at(first - 1) in _MOVES:
        return True
    near = [at for at in range(max(0, first - _TALLY_REACH), first) if atoms.same_sentence(at, first)]
    return atoms.at(first - 1) in _TALLIES and any(atoms.low[at] in _TAKES for at in near)


def _parsed_as_preposition(atoms: Atoms, reading: Reading, first: int) -> bool:
    """With a parse: the word introduces the noun and not the number, and is no adverb."""
    if not atoms.parsed:
        return False
    word = atoms.of_word(first)
    if word.pos == "ADV" or word.dep in ("advmod", "nummod"):
        return False
    head = atoms.words[word.head] if 0 <= word.head < len(atoms.words) else word
    return (
        word.lower in ("about", "under")
        and word.dep == "case"
        and head.start > atoms.end[reading.last]
        and head.pos == "PROPN"
    )


def _apply(reading: Reading, effect: str) -> bool:
    """Open or close the ends as an effect says; ``False`` where the reading leaves no room for it."""
    value = reading.low if reading.low is not None else reading.high
    if effect == "exact":
        return True
    if effect == "about":
        if reading.approx == "exact":
            reading.approx = "about"
        return True
    if reading.approx == "vague":
        if effect in ("above", "just_over", "at_least"):
            reading.low_included = effect == "at_least"
            return True
        return effect == "at_most" and reading.low is not None and _close(reading, reading.low)
    if value is None:
        return True
    if not reading.plain:
        return False
    if value == 0 and effect in ("nearly", "just_over"):
        reading.approx = "about"  # "nearly zero" may lie on either side
        return True
    _set_bound(reading, effect, value)
    return True


def _close(reading: Reading, value: Decimal) -> bool:
    reading.low, reading.high, reading.high_included = None, value, True
    return True


def _set_bound(reading: Reading, effect: str, value: Decimal) -> None:
    negative = value < 0 and effect in ("nearly", "just_over")
    if effect in _LOWER and not negative:
        reading.low, reading.high = value, None
        reading.low_included = effect == "at_least"
    else:
        reading.low, reading.high = None, value
        reading.high_included = effect == "at_most"
    if effect in ("nearly", "just_over"):
        reading.approx = "below" if effect == "nearly" else "above"


def modify_after(atoms: Atoms, reading: Reading, at: int) -> bool:
    """Apply a modifier that begins at an atom after the figure ("or more", "or so", "-odd", "+").

    Returns
    -------
    bool
        Whether there was one; the reading then ends with it.
    """
    if at >= len(atoms) or not atoms.same_sentence(reading.last, at):
        return False
    start = at
    if atoms.raw[at] in _HYPHENS and atoms.glued[at] and atoms.at(at + 1) in _GLUED_ENDINGS:
        at += 1
    found = _tables().after.forward(atoms, at)
    if found is None:
        return False
    last, effect = found
    if atoms.at(last + 1) == "than" and atoms.same_sentence(last, last + 1):
        return False
    word = atoms.low[at] if last == at else ""
    if word in _GLUED_ENDINGS and start == at:
        return False
    if word == "+" and at + 1 < len(atoms) and (atoms.kind[at + 1] == DIGITS or atoms.raw[at + 1] in "(/=$£€-"):
        return False
    if word == "+" and not atoms.glued[at] and atoms.kind[reading.core_last] != DIGITS:
        return False
    follower = last + 1
    if word == "" and atoms.low[last] in _SIDES and (atoms.at(follower) in _DETERMINERS or atoms.at(follower) in "$£€"):
        return False  # "was down 9% and under the forecast"
    numeral = follower < len(atoms) and atoms.kind[follower] == DIGITS
    if (
        word in ("roughly", "approximately", "maximum", "minimum", "max")
        or atoms.low[at] == "at"
        or atoms.low[last] == "less"
    ):
        # "20, at least 5 of them": what follows is another figure's.
        if numeral or (
            follower < len(atoms) and atoms.kind[follower] == LETTERS and word in ("roughly", "approximately")
        ):
            return False
    elif numeral and effect in ("at_least", "at_most"):
        return False
    if reading.kind == "ordinal" or not _apply(reading, effect):
        return False
    reading.modifier.append((at, last))
    reading.last = last
    reading.rules.append("bound." + effect + "_after")
    return True
