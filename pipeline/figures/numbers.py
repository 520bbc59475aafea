"""The value of digits, the words for numbers, and what a numeral in a text is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

__all__ = ["MOST_DIGITS", "Lexicon", "Number", "NumberForm", "lexicon", "ordinal_ending", "parse_digits"]

NumberForm = Literal["cardinal", "ordinal", "fraction", "vague", "approximate"]
MOST_DIGITS = 24


@dataclass(slots=True)
class Number:
    """A numeral in the text.

    Attributes
    ----------
    first, last
        Atoms, both included.
    value
        Exact where the words are; ``None`` where two readings are open.
    form
        ``vague`` for "dozens of", ``approximate`` for "a couple of".
    spelled
        Begins with a word rather than a digit.
    scaled
        Has a magnitude of its own ("million", "bn").
    suffix
        A glued one-letter magnitude that may be a unit instead ("m", "b", "k").
    mantissa
        The value before the last magnitude.
    article
        Begins with "a" or "an".
    """

    first: int
    last: int
    value: Decimal | None
    form: NumberForm = "cardinal"
    spelled: bool = False
    scaled: bool = False
    suffix: str = ""
    mantissa: Decimal | None = None
    article: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of numerals with their values."""

    small: dict[str, Decimal]
    tens: dict[str, Decimal]
    scales: dict[str, Decimal]
    plurals: dict[str, Decimal]
    abbreviations: dict[str, Decimal]
    ordinals: dict[str, Decimal]
    denominators: dict[str, Decimal]
    vulgar: dict[str, Decimal]
    starters: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the numeral words as tables."""
    raw: dict[str, Any] = tomllib.loads((files(__package__) / "data" / "numerals.toml").read_text("utf-8"))
    table = {name: {word: Decimal(value) for word, value in raw[name].items()} for name in raw if name != "vulgar"}
    for tens, value in table["tens"].items():
        # "twentyfive", "thirtyfirst"
        units = {word: unit for word, unit in table["small"].items() if 0 < unit < 10}
        ranks = {word: rank for word, rank in table["ordinals"].items() if 0 < rank < 10}
        table["small"] |= {tens + word: value + unit for word, unit in units.items()}
        table["ordinals"] |= {tens + word: value + rank for word, rank in ranks.items()}
    denominators = dict(table["denominators"])
    for word, value in table["ordinals"].items():
        if value > 2:
            denominators[word] = denominators[word + "s"] = value
    starters = {*table["small"], *table["tens"], *table["scales"], *table["plurals"], *table["ordinals"]}
    starters |= {"a", "an", "half", "quarter", "several", "couple", "point", "few"}
    return Lexicon(
        table["small"],
        table["tens"],
        table["scales"],
        table["plurals"],
        table["abbreviations"],
        table["ordinals"],
        denominators,
        {char: Decimal(n) / Decimal(d) for char, (n, d) in raw["vulgar"].items()},
        frozenset(starters),
    )


def parse_digits(raw: str) -> Decimal | None:
    """Return the value of digits with separators, or ``None`` where they are no number.

    A comma before three digits and a point before any number of them are English use; a comma before one or two closing
    digits is a decimal comma, and two or more points before three digits each are the thousands of the continent.
    """
    if len(raw) > MOST_DIGITS:
        return None
    if raw.isdigit():
        return Decimal(raw) if raw.isascii() else None
    if not raw.isascii():
        return None
    head, point, tail = raw.rpartition(".")
    if point and "," not in tail and "." not in head:
        if "," not in head:
            return Decimal(raw if head else "0" + raw)
        whole = _ungroup(head, ",")
        return None if whole is None else Decimal(whole + "." + tail)
    if "." not in raw:
        whole = _ungroup(raw, ",")
        if whole is not None:
            return Decimal(whole)
        head, _, tail = raw.rpartition(",")
        return Decimal(head + "." + tail) if head.isdigit() and len(tail) <= 2 else None
    head, comma, tail = raw.rpartition(",")
    if comma and head and "," not in head:
        whole = _ungroup(head, ".")
        return Decimal(whole + "." + tail) if whole is not None and tail.isdigit() and len(tail) <= 2 else None
    whole = _ungroup(raw, ".")
    return Decimal(whole) if whole is not None and raw.count(".") > 1 else None


def ordinal_ending(raw: str) -> str:
    """Return the letters that make digits an ordinal: st, nd, rd or th."""
    if raw[-2:] in ("11", "12", "13"):
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(raw[-1], "th")


def _ungroup(raw: str, separator: str) -> str | None:
    groups = raw.split(separator)
    if not all(group.isdigit() for group in groups) or len(groups) < 2 or len(groups[-1]) != 3:
        return None
    western = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    indian = len(groups[0]) <= 2 and all(len(group) == 2 for group in groups[1:-1])
    return "".join(groups) if western or indian else None
