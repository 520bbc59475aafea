"""What a figure is reckoned per: "a year", "per 100,000 people", "annually"."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.counted import singular
from pipeline.figures.lexicons import word_set
from pipeline.figures.numerals import read_number
from pipeline.figures.readings import Reading

__all__ = ["bind_per", "duration_per", "rate_base", "rate_units", "share_rate"]

_HYPHENS = frozenset("-‐‑–")
_ADVERB_REACH = 5
_RATE_REACH = 12
_FRONT_REACH = 12
_COMPARING = frozenset(["against", "from", "than", "to", "versus", "with"])
_AFTER_A_RATE = frozenset(
    ["a", "across", "among", "and", "at", "during", "five", "for", "in", "last", "the", "ten", "two"]
)
_PRICE_REACH = 8
_LINKS_TO_A_PRICE = frozenset(["at", "be", "is", "of", "to", "was", "were"])
_ADJECTIVE_REACH = 3
_NOT_IN_A_RUN = word_set("binding", "not_in_a_run")
_LINKS_TO_A_SUM = word_set("binding", "links_to_a_sum")
_AFTER_A_PRICE = word_set("binding", "after_a_price")
_NO_THING = word_set("binding", "no_priced_thing")
_POWERS = frozenset(["cubic", "square"])
_EARNINGS = word_set("binding", "earnings")
_IN_A_YEAR = word_set("binding", "in_a_year")  # "built in a year": the year is a length


@dataclass(frozen=True, slots=True)
class _Tables:
    times: dict[str, str]
    adverbs: dict[str, str]
    adjectives: dict[str, str]
    units: frozenset[str]
    same: dict[str, str]
    not_before: frozenset[str]


@cache
def _tables() -> _Tables:
    raw: dict[str, Any] = tomllib.loads((files(__package__) / "data" / "binding.toml").read_text("utf-8"))
    return _Tables(
        raw["times"],
        raw["adverbs"],
        raw["adjectives"],
        frozenset(raw["units"]["words"]),
        raw["same"],
        frozenset(raw["not_before"]["words"]),
    )


def rate_units() -> dict[str, str]:
    """Return the units of time that things are reckoned by, with their usual names."""
    return _tables().times


def rate_base(atoms: Atoms, a: Reading, b: Reading) -> bool:
    """Read "5.6 deaths per 100,000 people" as a rate; ``b`` is what it is reckoned by and no figure of its own.

    Returns
    -------
    bool
        Whether ``a`` is reckoned per ``b``.
    """
    if not atoms.same_sentence(a.last, b.first) or b.first - a.last > 7 or not b.plain or b.low is None:
        return False
    if b.unit and b.kind != "quantity":
        return False
    opener = atoms.at(b.first - 1)
    lead = b.first - 1
    if opener == "every" and atoms.at(b.first - 2) in ("for", "in", "of"):
        lead = b.first - 2
    elif opener not in ("per", "every"):
        return False
    if opener == "every" and atoms.at(b.last + 1) in _tables().times:
        return False
    between = [atoms.low[i] for i in range(a.last + 1, lead)]
    if any(word in (",", ".", ";") for word in between):
        return False
    noun = atoms.at(b.last + 1)
    per = f"{b.low.normalize():f}"
    if b.unit:
        per += " " + b.unit
    elif noun and atoms.kind[b.last + 1] == LETTERS and noun.endswith(("s", "people", "men", "women", "children")):
        per += " " + _name(noun)
    a.per = per
    if a.kind in ("number", "count"):
        a.kind = "rate"
    a.rules.append("per.number")
    return True


def share_rate(atoms: Atoms, readings: Sequence[Reading]) -> None:
    """Give the 5.8 of "2.3 per 1,000 births, against 5.8 in 1990" what the first is reckoned per."""
    for a, b in itertools.pairwise(readings):
        bare = b.kind == "number" and b.plain and not (b.unit or b.per or b.number.scaled)
        if a.kind != "rate" or not a.per or not bare or atoms.at(b.first - 1) not in _COMPARING:
            continue
        after = b.last + 1
        ends = after >= len(atoms) or atoms.kind[after] != LETTERS or atoms.low[after] in _AFTER_A_RATE
        if ends and atoms.same_sentence(a.last, b.first) and b.first - a.last <= _RATE_REACH:
            b.kind, b.per, b.counted = "rate", a.per, a.counted
            b.rules.append("per.compared")


def _name(word: str) -> str:
    return (
        _tables().same.get(word) or _tables().times.get(word) or _tables().times.get(singular(word)) or singular(word)
    )


def bind_per(atoms: Atoms, reading: Reading) -> int:
    """Find what a figure is reckoned per: "a year", "per capita", "-a-share", "annually", "annual".

    Returns
    -------
    int
        Last atom of the phrase, or -1.
    """
    if reading.per or reading.kind in ("date", "duration", "ordinal", "age"):
        return -1
    for start in dict.fromkeys((reading.last + 1, reading.counted_last + 1)):
        if start > reading.first:
            found = _phrase(atoms, reading, start)
            if found >= 0:
                return found
    return -1 if reading.unit == "times" else _adverb(atoms, reading) if not _fronted(atoms, reading) else reading.last


def _fronted(atoms: Atoms, reading: Reading) -> bool:
    """Read "Every year 800 people die": what opens the sentence holds for its first number."""
    if reading.kind not in ("count", "number", "money", "quantity") or reading.trend is not None:
        return False
    at = reading.first - 1
    while at >= 0 and reading.first - at < _FRONT_REACH and atoms.same_sentence(at, reading.first):
        if atoms.kind[at] == DIGITS or atoms.low[at] in (":", ";"):
            return False
        opens = at == 0 or not atoms.same_sentence(at - 1, at)
        if opens:
            unit = _tables().times.get(atoms.at(at + 1), "") if atoms.low[at] in ("every", "each") else ""
            if not unit or unit in ("second", "quarter"):
                return False
            reading.per = unit
            reading.rules.append("per.fronted")
            return True
        at -= 1
    return False


def _phrase(atoms: Atoms, reading: Reading, at: int) -> int:
    tables = _tables()
    if at >= len(atoms) or not atoms.same_sentence(reading.last, at):
        return -1
    hyphen = atoms.raw[at] in _HYPHENS and atoms.is_glued(at)
    if hyphen:
        at += 1
    word, after = atoms.at(at), at + 1
    if hyphen and atoms.is_glued(after) and atoms.at(after) in _HYPHENS:
        after += 1
    if after >= len(atoms) or atoms.kind[after] != LETTERS or not atoms.same_sentence(at, after):
        if word in ("each", "apiece"):
            return _set(reading, "unit", at)
        return -1
    noun = atoms.low[after]
    if word == "per" or (word == "/" and atoms.is_glued(after)):
        if noun in ("cent", "annum"):
            return _set(reading, "year", after) if noun == "annum" else -1
        if read_number(atoms, after) is not None and noun not in ("second", "quarter"):
            return -1
        if noun in _POWERS and atoms.kind[after + 1 : after + 2] == [LETTERS]:
            return _set(reading, f"{noun} {_name(atoms.low[after + 1])}", after + 1)
        return _set(reading, _name(noun), after)
    if reading.kind == "money" and word in ("a", "an") and _priced_thing(atoms, after):
        return _set(reading, _name(noun), after)
    if word in ("a", "an", "each", "every", "the") and (
        noun in tables.times or (noun in tables.units and word != "the")
    ):
        if noun in ("second", "quarter") and atoms.at(after + 1) in ("of", "time", "term"):
            return -1
        if word == "the" and noun not in ("tables",):
            return -1
        if _no_rate(atoms, after + 1) or (
            word == "a" and noun in ("quarter", "decade", "century", "season") and reading.kind != "money"
        ):
            return -1
        if reading.kind == "percentage" and noun == "point":
            return -1
        return _set(reading, _name(noun), after)
    if word in ("each", "apiece") and reading.kind == "money":
        return _set(reading, "unit", at)
    return -1


def _priced_thing(atoms: Atoms, index: int) -> bool:
    """Tell "$95,000 a house" and "£12 a plate," from "for $5m a source said" by what follows the noun."""
    noun, follower = atoms.of_word(index), index + 1
    if (noun.tag and noun.tag != "NN") or noun.lower in _tables().times or noun.lower in _NO_THING:
        return False
    ends = follower >= len(atoms) or not atoms.same_sentence(index, follower) or atoms.kind[follower] != LETTERS
    return (ends and not (follower < len(atoms) and atoms.is_glued(follower) and atoms.raw[follower] in "-'’")) or (
        atoms.at(follower) in _AFTER_A_PRICE
    )


def duration_per(atoms: Atoms, last: int) -> str:
    """Return what a length of time that ends with an atom is reckoned per: "20 minutes a day", "five days per week"."""
    word, unit = atoms.at(last + 1), _tables().times.get(atoms.at(last + 2), "")
    if word not in ("a", "per", "each", "every") or not unit or not atoms.same_sentence(last, last + 2):
        return ""
    return "" if unit in ("second", "quarter", "season") or _no_rate(atoms, last + 3) else unit


def _no_rate(atoms: Atoms, at: int) -> bool:
    """Tell "a year ago", "a day later", "a year on" from "£3m a year on roads" by what follows the unit."""
    word = atoms.at(at)
    follower = atoms.at(at + 1)
    if word in ("'s", "'", "’s", "’"):
        return True  # "a week's holiday"
    if word == "on":
        return not follower[:1].isalpha() or follower in ("from", "since", "after")
    if word == "from":
        return follower in ("now", "today", "then", "this", "that", "when")
    if word in ("before", "after") and follower in ("tax", "taxes", "bonuses", "inflation"):
        return False
    return word in _tables().not_before


def _set(reading: Reading, per: str, last: int) -> int:
    reading.per = per
    reading.rules.append("per.phrase")
    if reading.kind == "number" and not reading.counted:
        reading.kind = "rate"
    return last


def _adverb(atoms: Atoms, reading: Reading) -> int:
    """Find "annually" after the figure and "annual" beside its noun."""
    tables = _tables()
    end = max(reading.last, reading.counted_last)
    before = reading.first - 1
    if atoms.at(before) in tables.adjectives and atoms.same_sentence(before, reading.first):
        reading.per = tables.adjectives[atoms.low[before]]
        reading.rules.append("per.adjective")
        return end
    if atoms.at(before) == "of":
        for at in (before - 2, before - 3):  # "an annual total of", "annual net profit of"
            if atoms.at(at) in tables.adjectives and atoms.same_sentence(at, before) and _noun_run(atoms, at, before):
                reading.per = tables.adjectives[atoms.low[at]]
                reading.rules.append("per.adjective")
                return end
    if reading.kind == "money":
        named = _named_before(atoms, reading.first) or _named_after(atoms, reading.last)
        if named:
            reading.per = named
            reading.rules.append("per.named")
            return end
        earned = _earned(atoms, reading.first)
        if earned:
            reading.per = earned
            reading.rules.append("per.subject")
            return end
    for at in range(reading.last + 1, min(len(atoms), end + 1 + _ADVERB_REACH)):
        if not atoms.same_sentence(reading.last, at) or atoms.low[at] in (",", ";", ".", "—", "and", "but", "while"):
            break
        word = atoms.low[at]
        if atoms.kind[at] == DIGITS and at > end:
            break
        if word in tables.adjectives and at <= reading.last + _ADJECTIVE_REACH and at < end:
            reading.per = tables.adjectives[word]
        elif (
            word in tables.adverbs
            and (at >= end or word.endswith("ally"))
            and atoms.at(at + 1) not in ("newspaper", "basis")
        ):
            reading.per = tables.adverbs[word]
        elif (
            word in ("each", "every", "a", "an", "per")
            and atoms.at(at + 1) in tables.times
            and not _no_rate(atoms, at + 2)
            and (word in ("each", "every", "per") or _reckoned(atoms, at, end))
        ):
            reading.per = tables.times[atoms.low[at + 1]]
        else:
            continue
        reading.rules.append("per.adverb")
        return at
    return -1


def _named_before(atoms: Atoms, first: int) -> str:
    """Read "earnings per share in the quarter of $2.34", "profit per head was £400"."""
    if atoms.at(first - 1) not in _LINKS_TO_A_PRICE:
        return ""
    for at in range(first - 2, max(0, first - 2 - _PRICE_REACH), -1):
        if atoms.kind[at] != LETTERS or not atoms.same_sentence(at, first) or atoms.low[at] in ("and", "or", "but"):
            return ""
        if atoms.low[at - 1] == "per":
            thing = atoms.kind[at - 2] == LETTERS and atoms.low[at - 2] not in ("cents", "cent", "pence", "dollars")
            return _name(atoms.low[at]) if thing else ""
    return ""


def _named_after(atoms: Atoms, last: int) -> str:
    """Read "$2.40 in adjusted earnings per share"."""
    if atoms.at(last + 1) not in ("in", "of"):
        return ""
    for at in range(last + 2, min(len(atoms) - 1, last + 6)):
        if atoms.kind[at] != LETTERS or not atoms.same_sentence(last, at):
            return ""
        if atoms.low[at] == "per":
            return _name(atoms.low[at + 1]) if at > last + 2 and atoms.kind[at + 1] == LETTERS else ""
    return ""


def _earned(atoms: Atoms, first: int) -> str:
    """Read "average weekly earnings were £682": the adjective of what the sum is said to be."""
    verb = first - 1
    while atoms.at(verb) in _LINKS_TO_A_SUM and verb > first - 4:
        verb -= 1
    if verb == first - 1 or atoms.at(verb) not in _EARNINGS:
        return ""
    adjective = atoms.at(verb - 1)
    return _tables().adjectives.get(adjective, "") if atoms.same_sentence(verb - 1, first) else ""


def _noun_run(atoms: Atoms, first: int, last: int) -> bool:
    """Tell "annual net profit of" from "annual report said that"."""
    return all(atoms.kind[i] == LETTERS and atoms.low[i] not in _NOT_IN_A_RUN for i in range(first + 1, last))


def _reckoned(atoms: Atoms, at: int, end: int) -> bool:
    """Tell "$300m in fuel a year" from "built in a year" and "as early as a year ago" by the word before the unit."""
    if atoms.low[at + 1] in ("quarter", "second", "decade", "century", "season") or at <= end + 1:
        return False
    before = atoms.low[at - 1]
    return atoms.kind[at - 1] == LETTERS and before not in _IN_A_YEAR and before not in _tables().times
