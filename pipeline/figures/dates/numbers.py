"""What grammar rules cannot say well: numbers in words, bounds and feasts, found by their first word."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.figures.bounds import bound_phrases
from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.lengths import Count
from pipeline.figures.dates.lexicon import CLASSES, LEXICON, load_table
from pipeline.figures.dates.rules import Primitive

__all__ = ["FEAST_WORDS", "PRIMITIVES", "Phrases"]

Found = list[tuple[int, Any]]


class Phrases:
    """Phrases of several atoms, found by their first one; the longest first."""

    def __init__(self, phrases: dict[str, Any]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for phrase, value in phrases.items():
            atoms = Atoms.of(phrase)
            self._by_first.setdefault(atoms[0], []).append((atoms, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        rows = [row for entries in self._by_first.values() for row, _ in entries]
        self.first = frozenset(self._by_first)
        self.alone = frozenset(row[0] for row in rows if len(row) == 1)
        self.second = frozenset(row[1] for row in rows if len(row) > 1)

    def at(self, atoms: Atoms, at: int) -> Found:
        """Find every phrase that begins at an atom."""
        low = atoms.low
        return [
            (at + len(phrase), value)
            for phrase, value in self._by_first.get(low[at], ())
            if tuple(low[at : at + len(phrase)]) == phrase
        ]


# --- numbers --------------------------------------------------------------------------------------------------------
_SMALL, _TENS, _SCALE = CLASSES["SMALL"], CLASSES["TENS"], CLASSES["SCALE"]
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}
_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_VAGUE: dict[str, tuple[Decimal, Decimal | None, str]] = {
    "a few": (Decimal(3), None, "vague"),
    "few": (Decimal(3), None, "vague"),
    "several": (Decimal(3), None, "vague"),
    "many": (Decimal(3), None, "vague"),
    "a number of": (Decimal(3), None, "vague"),
    "a couple of": (Decimal(2), Decimal(2), "about"),
    "a couple": (Decimal(2), Decimal(2), "about"),
    "couple of": (Decimal(2), Decimal(2), "about"),
    "couple": (Decimal(2), Decimal(2), "about"),
    "a dozen": (Decimal(12), Decimal(12), "exact"),
    "half a dozen": (Decimal(6), Decimal(6), "exact"),
    "dozens of": (Decimal(24), None, "vague"),
    "scores of": (Decimal(40), None, "vague"),
    "hundreds of": (Decimal(200), None, "vague"),
    "thousands of": (Decimal(2000), None, "vague"),
    "tens of thousands of": (Decimal(20000), None, "vague"),
    "hundreds of thousands of": (Decimal(200000), None, "vague"),
    "millions of": (Decimal(2000000), None, "vague"),
    "billions of": (Decimal(2000000000), None, "vague"),
    "a hundred": (Decimal(100), Decimal(100), "exact"),
    "a thousand": (Decimal(1000), Decimal(1000), "exact"),
    "a million": (Decimal(1000000), Decimal(1000000), "exact"),
    "a billion": (Decimal(1000000000), Decimal(1000000000), "exact"),
}
_COUNTED = Phrases({words: (words, value) for words, value in _VAGUE.items()})


def _in_words(low: list[str], at: int) -> tuple[int, int] | None:
    """Read a whole number in words up to the thousands ("two hundred and fifty"): where it ends, and its value."""
    total = current = 0
    end = at
    size = len(low)
    begun = False
    while end < size and end - at < 12:
        word = low[end]
        if word in _TENS and current % 100 == 0:
            current += _TENS[word]
            end += 1
            if end + 1 < size and low[end] == "-" and 0 < _SMALL.get(low[end + 1], 0) < 10:
                current += _SMALL[low[end + 1]]
                end += 2
            elif end < size and 0 < _SMALL.get(low[end], 0) < 10:
                current += _SMALL[low[end]]
                end += 1
        elif word in _SMALL and current % 100 == 0:
            current += _SMALL[word]
            end += 1
        elif word in _SCALE and begun and current:
            if word == "hundred":
                current *= 100
            else:
                total += current * _SCALE[word]
                current = 0
            end += 1
        elif word == "and" and begun and (current % 100 == 0) and end + 1 < size:
            if low[end - 1] in _SCALE and (low[end + 1] in _SMALL or low[end + 1] in _TENS):
                end += 1
                continue
            break
        else:
            break
        begun = True
        if end < size and low[end] not in _SCALE and low[end] != "and" and current % 100:
            break
    return (end, total + current) if begun else None


def _exact(value: Decimal) -> Count:
    return Count(value, value)


def count(atoms: Atoms, at: int) -> Found:
    """Read the number before a unit, in digits or words, exact or vague."""
    low = atoms.low
    word = low[at]
    found: Found = []
    if word[0].isdigit():
        if word.count(".") > 1 or not word.isascii():
            return []
        value = Decimal(word.replace(",", ""))
        end = at + 1
        if end < len(low) and low[end] in _SIGNS:
            value, end = value + _SIGNS[low[end]], end + 1
        if end + 1 < len(low) and low[end] == "/" and low[end + 1].isdecimal() and atoms.glued(end):
            bottom = int(low[end + 1])
            return [(end + 2, _exact(value / bottom))] if bottom in (2, 3, 4) and value < bottom else []
        found.append((end, _exact(value)))
        if end < len(low) and low[end] in _SCALE and low[end] != "hundred":
            found.append((end + 1, _exact(value * _SCALE[low[end]])))
    elif word in _SIGNS:
        return [(at + 1, _exact(_SIGNS[word]))]
    else:
        for end, (words, (least, most, approx)) in _COUNTED.at(atoms, at):
            found.append((end, Count(least, most, approx, words if approx != "exact" else "")))
        read = _in_words(low, at)
        if read is not None:
            found.append((read[0], _exact(Decimal(read[1]))))
    for end, value_found in list(found):
        # "two and a half", "2 1/2" are read here; "two years and a half" by a rule.
        rest = low[end : end + 3]
        part = rest[2:3] if rest[:2] in (["and", "a"], ["and", "an"]) else rest[1:2] if rest[:1] == ["and"] else []
        if part and part[0] in ("half", "quarter") and value_found.low == value_found.high is not None:
            more = value_found.low + _PARTS[part[0]]
            found.append((end + (3 if len(rest) == 3 and rest[1] in ("a", "an") else 2), _exact(more)))
    return found


def ordinal(atoms: Atoms, at: int) -> Found:
    """Read an ordinal: "5th", "fifth", "twenty-first"."""
    low = atoms.low
    word = low[at]
    words = CLASSES["ORDINALWORD"]
    if word in words:
        return [(at + 1, words[word])]
    if word.isdecimal() and word.isascii() and len(word) <= 4:
        if at + 1 < len(low) and low[at + 1] in CLASSES["SUFFIX"] and atoms.glued(at + 1):
            return [(at + 2, int(word))]
    elif word in _TENS:
        after = at + 2 if at + 1 < len(low) and low[at + 1] == "-" else at + 1
        if after < len(low) and 0 < words.get(low[after], 0) < 10:
            return [(after + 1, _TENS[word] + words[low[after]])]
    return []


# --- bounds ---------------------------------------------------------------------------------------------------------
def _bounds(side: str) -> Phrases:
    own: dict[str, Any] = LEXICON["bounds"] if side == "before" else {}
    effects = bound_phrases(side) | {
        phrase: effect for effect, phrases in own.items() if isinstance(phrases, list) for phrase in phrases
    }
    left_out = LEXICON["bounds"]["no_length"]
    return Phrases({phrase: (effect, phrase) for phrase, effect in effects.items() if phrase not in left_out})


_BOUNDS = _bounds("before")
_AFTER_BOUNDS = _bounds("after")


# --- feasts ---------------------------------------------------------------------------------------------------------
def easter(year: int) -> dt.date:
    """Western Easter Sunday, by the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    r = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * r) // 451
    month, day = divmod(h + r - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Orthodox Easter Sunday, by Meeus' Julian algorithm, in the Gregorian calendar (1900-2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(13)


@dataclass(frozen=True, slots=True)
class _Feast:
    """The rule of a feast: a fixed day, so many days from Easter, or the n-th weekday of a month."""

    date: tuple[int, int] | None = None
    easter: int | None = None
    orthodox: int | None = None
    nth: tuple[int, int, int] | None = None
    plus: int = 0

    def __call__(self, year: int) -> dt.date | None:
        if self.easter is not None:
            return easter(year) + dt.timedelta(self.easter) if 1583 <= year < 9999 else None
        if self.orthodox is not None:
            return orthodox_easter(year) + dt.timedelta(self.orthodox) if 1900 <= year < 2100 else None
        if not 1 <= year < 9999:
            return None
        if self.nth is not None:
            n, weekday, month = self.nth
            if n > 0:
                first = dt.date(year, month, 1)
                return first + dt.timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1) + self.plus)
            last = dt.date(year, month, calendar.monthrange(year, month)[1])
            return last - dt.timedelta((last.weekday() - weekday) % 7)
        return dt.date(year, *self.date) if self.date else None


def _feasts() -> Phrases:
    table: dict[str, tuple[_Feast | None, bool]] = {}
    for entry in load_table("holidays.json")["holidays"]:
        rule: _Feast | None = None
        if any(key in entry for key in ("date", "easter", "orthodox", "nth")):
            rule = _Feast(
                tuple(entry["date"]) if "date" in entry else None,
                entry.get("easter"),
                entry.get("orthodox"),
                tuple(entry["nth"]) if "nth" in entry else None,
                entry.get("plus", 0),
            )
        for name in entry["names"]:
            table[name] = (rule, entry.get("bare", False))
    return Phrases(table)


_FEASTS = _feasts()
FEAST_WORDS = _FEASTS.first
_WHICH = CLASSES["WHICH"]


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast by its name alone; ``bare`` ones are only dates where the words beside them say so."""

    rule: _Feast | None
    bare: bool


def feast(atoms: Atoms, at: int) -> Found:
    """Read the name of a feast; one that is a common word too needs its capital."""
    written = atoms.source(at)[:1].isupper() or atoms.all_lower
    return [(end, Feast(rule, bare)) for end, (rule, bare) in _FEASTS.at(atoms, at) if written or not bare]


_NUMBERS = frozenset(_SMALL) | frozenset(_TENS)

PRIMITIVES: dict[str, Primitive] = {
    "count": Primitive(
        count,
        frozenset({"NUM", "SMALL", "TENS"}) | frozenset(_SIGNS) | _COUNTED.first,
        frozenset({"NUM", "SMALL", "TENS"}) | frozenset(_SIGNS) | _COUNTED.alone,
        frozenset({"-", "/", "and"}) | _NUMBERS | frozenset(_SCALE) | frozenset(_SIGNS) | _COUNTED.second,
    ),
    "ordinal": Primitive(
        ordinal,
        frozenset({"INT", "ORDINALWORD", "TENS"}),
        frozenset({"ORDINALWORD"}),
        frozenset({"-", "ORDINALWORD", "SUFFIX"}),
    ),
    "bound": Primitive(_BOUNDS.at, _BOUNDS.first, _BOUNDS.alone, _BOUNDS.second),
    "after_bound": Primitive(_AFTER_BOUNDS.at, _AFTER_BOUNDS.first, _AFTER_BOUNDS.alone, _AFTER_BOUNDS.second),
    "feast": Primitive(feast, _FEASTS.first, _FEASTS.alone, _FEASTS.second),
}
