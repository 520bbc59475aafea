"""Numbers in digits, words and both: cardinals, fractions, ordinals and vague magnitudes.

The order of English number words is that of CLDR's ``spellout`` rules, read backwards; scales follow the short system
and the Indian one (lakh, crore).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pipeline.figures.atoms import DIGITS, LETTERS, VULGAR, Atoms

__all__ = ["Number", "NumberForm", "parse_digits", "read_number"]

NumberForm = Literal["cardinal", "ordinal", "fraction", "vague", "approximate"]

_MOST_DIGITS = 24
_LONGEST_NUMERAL = 40
_LARGEST = Decimal(10) ** 24
_HYPHENS = frozenset("-‐‑–—")
_SPACES = frozenset(" \u00a0\u2009\u202f")
_MINUS = frozenset("-−–")


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
class _Lexicon:
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
def lexicon() -> _Lexicon:
    """Return the numeral words as tables."""
    raw: dict[str, Any] = tomllib.loads((files(__package__) / "data" / "numerals.toml").read_text("utf-8"))
    table = {name: {word: Decimal(value) for word, value in raw[name].items()} for name in raw if name != "vulgar"}
    denominators = dict(table["denominators"])
    for word, value in table["ordinals"].items():
        if value > 2:
            denominators[word] = denominators[word + "s"] = value
    starters = {*table["small"], *table["tens"], *table["scales"], *table["plurals"], *table["ordinals"]}
    starters |= {"a", "an", "half", "quarter", "several", "couple", "point", "few"}
    return _Lexicon(
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
    if len(raw) > _MOST_DIGITS:
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


def _ordinal_ending(raw: str) -> str:
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


def read_number(atoms: Atoms, index: int, *, split_and: bool = False) -> Number | None:
    """Read the longest numeral that begins at an atom.

    Parameters
    ----------
    atoms
        The text.
    index
        Where the numeral must begin.
    split_and
        The next "and" belongs to an outer "between": it does not join two parts of one numeral.

    Returns
    -------
    Number or None
    """
    kind = atoms.kind[index]
    if kind == LETTERS and atoms.low[index] not in lexicon().starters:
        return None
    if kind not in (DIGITS, LETTERS, VULGAR):
        return None
    number = _Reader(atoms, split_and).read(index)
    if number is not None and number.value is not None and abs(number.value) > _LARGEST:
        number.value = None
    return number


class _Reader:
    """One attempt to read a numeral: small helpers over the same text."""

    __slots__ = ("atoms", "lex", "limit", "split_and")

    def __init__(self, atoms: Atoms, split_and: bool) -> None:
        self.atoms = atoms
        self.lex = lexicon()
        self.split_and = split_and
        self.limit = len(atoms)

    def read(self, index: int) -> Number | None:
        self.limit = min(len(self.atoms), index + _LONGEST_NUMERAL)
        word = self.atoms.low[index]
        if self.atoms.kind[index] != LETTERS:
            return self._digits(index)
        if word in ("a", "an"):
            return self._article(index)
        if word in ("half", "quarter"):
            return self._part(index, index)
        if word in ("several", "few"):
            return self._several(index, index)
        if word == "couple":
            return self._couple(index, index)
        if word in self.lex.plurals:
            return self._vague(index)
        return self._spelled(index)

    # -- joints between atoms ------------------------------------------------------------------------------------

    def _next(self, index: int) -> int:
        """Return the index of the next part of a compound: over a hyphen that is glued, or loose on both sides."""
        after = index + 1
        if after < self.limit and self.atoms.raw[after] in _HYPHENS and after + 1 < self.limit:
            tight = self.atoms.glued[after] and self.atoms.glued[after + 1]
            loose = not self.atoms.glued[after] and not self.atoms.glued[after + 1] and self.atoms.raw[after] == "-"
            if (tight or loose) and self.atoms.kind[after + 1] == LETTERS:
                return after + 1
        return after

    def _at(self, index: int) -> str:
        return self.atoms.low[index] if index < self.limit and self.atoms.kind[index] == LETTERS else ""

    # -- digits --------------------------------------------------------------------------------------------------

    def _digits(self, index: int) -> Number | None:
        atoms = self.atoms
        last = index
        if atoms.kind[index] == VULGAR:
            value: Decimal | None = self.lex.vulgar[atoms.raw[index]]
            return self._magnitude(Number(index, index, value, "fraction"))
        if atoms.is_glued(index + 1) and atoms.low[index + 1] == _ordinal_ending(atoms.raw[index]):
            whole = parse_digits(atoms.raw[index])
            return None if whole is None or whole % 1 else Number(index, index + 1, whole, "ordinal")
        value = parse_digits(atoms.raw[index])
        if value is None:
            return Number(index, index, None)
        value, last = self._spaced_groups(index, value)
        value, last = self._power(value, last)
        number = Number(index, last, value)
        self._add_fraction(number)
        decimals = self._at(index + 1) == "point" and atoms.kind[index + 2 : index + 3] == [DIGITS]
        if number.last == index and value % 1 == 0 and decimals:
            number.mantissa = value
            self._point(number)
            return number
        return self._magnitude(number)

    def _spaced_groups(self, index: int, value: Decimal) -> tuple[Decimal, int]:
        """Join thousands that are set apart by spaces: ``1 234 567``."""
        atoms, last = self.atoms, index
        if len(atoms.raw[index]) > 3 or not atoms.raw[index].isdigit() or atoms.raw[index].startswith("0"):
            return value, index
        digits = atoms.raw[index]
        while last + 1 < self.limit and atoms.kind[last + 1] == DIGITS and not atoms.glued[last + 1]:
            raw = atoms.raw[last + 1]
            gap = atoms.text[atoms.end[last] : atoms.start[last + 1]]
            head, point, tail = raw.partition(".")
            if gap not in _SPACES or len(head) != 3 or not head.isdigit() or (point and not tail.isdigit()):
                break
            digits, last = digits + raw, last + 1
            if point:
                break
        if last > index and last + 1 < self.limit:
            more_digits = atoms.kind[last + 1] == DIGITS and not atoms.glued[last + 1]
            named = atoms.glued[last + 1] and atoms.kind[last + 1] == LETTERS  # "50 787s"
            if more_digits or named:
                return value, index
        return (Decimal(digits), last) if last > index and len(digits) <= _MOST_DIGITS else (value, index)

    def _power(self, value: Decimal, last: int) -> tuple[Decimal, int]:
        """Read ``1e10`` and ``6.2×10^-4``."""
        atoms = self.atoms
        at = last + 1
        if atoms.at(at) == "e" and atoms.is_glued(at):
            exponent, end = self._exponent(at + 1)
        elif atoms.at(at) in ("x", "×") and atoms.at(at + 1) == "10":
            caret = at + 2 if atoms.at(at + 2) == "^" else at + 1
            exponent, end = self._exponent(caret + 1 if caret == at + 2 else at + 2)
        elif atoms.at(at) == "^" and atoms.is_glued(at) and atoms.is_glued(at + 1) and abs(value) < 10**6:
            exponent, end = self._exponent(at + 1)
            return (value**exponent, end) if exponent is not None and value else (value, last)
        else:
            return value, last
        return (value.scaleb(exponent), end) if exponent is not None else (value, last)

    def _exponent(self, index: int) -> tuple[int | None, int]:
        sign = 1
        if self.atoms.at(index) in ("+", "-", "−") and self.atoms.is_glued(index):
            sign, index = (1 if self.atoms.at(index) == "+" else -1), index + 1
        raw = self.atoms.at(index)
        if raw.isdigit() and raw.isascii() and len(raw) <= 2 and self.atoms.is_glued(index):
            return sign * int(raw), index
        return None, index

    def _add_fraction(self, number: Number) -> None:
        """Add ``½`` or ``1/2`` to a whole number, or read it as the upper part of a fraction."""
        atoms, at = self.atoms, number.last + 1
        if number.value is None or at >= self.limit:
            return
        if atoms.kind[at] == VULGAR and number.value % 1 == 0:
            number.value += self.lex.vulgar[atoms.raw[at]]
            number.last = at
            return
        over = self._slashed(number.last)
        if over is not None and number.first == number.last:
            number.value, number.last, number.form = over, number.last + 2, "fraction"
            return
        if atoms.kind[at] == DIGITS and not atoms.glued[at] and number.value % 1 == 0:
            over = self._slashed(at)
            if over is not None and over < 1:
                number.value += over
                number.last = at + 2

    def _slashed(self, index: int) -> Decimal | None:
        """Return the value of ``n/d`` in tight or loose setting; a slash on either side makes it a date or a path."""
        atoms = self.atoms
        if atoms.at(index + 1) not in ("/", "⁄") or index + 2 >= self.limit or atoms.kind[index + 2] != DIGITS:
            return None
        if atoms.glued[index + 1] != atoms.glued[index + 2]:
            return None
        above, below = atoms.raw[index], atoms.raw[index + 2]
        if atoms.at(index + 3) == "/" or atoms.at(index - 1) == "/" or not (above.isdigit() and below.isdigit()):
            return None
        n, d = Decimal(above), Decimal(below)
        common = d in (2, 3, 4, 5, 6, 8, 10, 16, 32, 40, 50, 64, 100, 1000)
        return n / d if 0 < n < d and common and len(below) <= 4 else None

    def _magnitude(self, number: Number) -> Number:
        """Multiply by the magnitudes that follow: "million", "bn", "lakh crore", "-million"."""
        atoms = self.atoms
        while number.value is not None and abs(number.value) <= _LARGEST:
            at = self._next(number.last)
            word = self._at(at)
            scale = self.lex.scales.get(word) or (
                self.lex.plurals.get(word) if word not in ("tens", "scores") else None
            )
            if scale is not None:
                number.mantissa = number.mantissa if number.scaled else number.value
                number.value, number.last, number.scaled = number.value * scale, at, True
                if number.form == "fraction":
                    number.form = "cardinal"
                continue
            if not number.scaled and self._abbreviated(number):
                continue
            break
        if number.scaled and number.value is not None:
            self._and_fraction(number)
            self._tail(number)
        elif number.form == "cardinal" and number.value is not None and atoms.at(number.last + 1) == "and":
            self._and_fraction(number)
            if number.last > number.first and not number.scaled and atoms.at(number.last) != "":
                at = self._next(number.last)
                scale = self.lex.scales.get(self._at(at))
                if scale is not None:
                    number.mantissa = number.value
                    number.value, number.last, number.scaled = number.value * scale, at, True
        return number

    def _abbreviated(self, number: Number) -> bool:
        atoms, at = self.atoms, number.last + 1
        if at >= self.limit or atoms.kind[at] != LETTERS or number.value is None:
            return False
        low, raw = atoms.low[at], atoms.raw[at]
        scale = self.lex.abbreviations.get(low)
        if raw == "T" and atoms.glued[at] and self._before_money(number.first):
            scale = self.lex.scales["trillion"]
        if scale is None:
            return False
        glued = atoms.glued[at]
        if len(low) == 1 and not glued and raw not in ("K", "M", "B", "T"):
            return False
        if low in ("mil", "mm") and (not glued or raw == "mm"):
            return False
        if low == "cr" and raw == "CR":
            return False
        if low == "b" and raw == "b" and not self._before_money(number.first) and number.value % 1 == 0:
            return False
        if at + 1 < self.limit and atoms.glued[at + 1] and atoms.kind[at + 1] == DIGITS:
            return False
        number.mantissa = number.value
        number.value, number.last, number.scaled = number.value * scale, at, True
        number.suffix = raw if len(raw) == 1 else ""
        return True

    def _before_money(self, first: int) -> bool:
        return self.atoms.at(first - 1) in ("$", "£", "€", "¥", "₹")

    def _tail(self, number: Number) -> None:
        """Add smaller groups after a magnitude: "3 crore 12 lakh", "4 thousand 3 hundred"."""
        atoms = self.atoms
        for _ in range(6):
            at = number.last + 1
            joined = self._at(at) == "and" and not self.split_and and self._at(number.last) in ("hundred", "thousand")
            if joined and self._under_hundred(at + 1, number):
                return
            if at >= self.limit or atoms.kind[at] != DIGITS or number.value is None:
                return
            part = parse_digits(atoms.raw[at])
            scale = self.lex.scales.get(self._at(at + 1))
            previous = self.lex.scales.get(self._at(number.last))
            if part is None or scale is None or previous is None or part * scale >= previous:
                return
            number.value, number.last = number.value + part * scale, at + 1

    def _under_hundred(self, at: int, number: Number) -> bool:
        """Add the last two digits of "3 hundred and 21"."""
        if at >= self.limit or self.atoms.kind[at] != DIGITS or number.value is None or number.mantissa is None:
            return False
        part = parse_digits(self.atoms.raw[at])
        if part is None or part % 1 or not 0 < part < 100 or number.mantissa % 1 or number.spelled:
            return False
        number.value, number.last = number.value + part, at
        return True

    # -- words ---------------------------------------------------------------------------------------------------

    def _article(self, index: int) -> Number | None:
        word = self._at(self._next(index))
        at = self._next(index)
        if word == "couple":
            return self._couple(index, at)
        if word == "pair" and self._at(at + 1) in ("of", ""):
            return Number(index, at, Decimal(2), spelled=True, article=True)
        if word == "few":
            return self._several(index, at)
        if word == "half" or word == "quarter":
            return self._part(index, at)
        if word == "score" and self._at(at + 1) == "of":
            return Number(index, at, Decimal(20), spelled=True, article=True)
        if word in self.lex.scales:
            number = self._spelled(at)
            if number is not None:
                number.first, number.article = index, True
            return number
        if word in self.lex.denominators and not word.endswith("s"):
            return self._scaled_fraction(
                Number(index, at, 1 / self.lex.denominators[word], "fraction", True, article=True)
            )
        compound = self._spelled(at) if word in self.lex.tens else None
        if compound is not None and compound.form == "ordinal" and compound.value and compound.last > at:
            return Number(index, compound.last, 1 / compound.value, "fraction", True, article=True)
        return None

    def _couple(self, first: int, at: int) -> Number | None:
        """Read "a couple", "a couple of hundred"."""
        after = at + 2 if self._at(at + 1) == "of" else at + 1
        scale = self.lex.scales.get(self._at(after))
        if scale is not None:
            number = Number(first, after, 2 * scale, "approximate", True, True, mantissa=Decimal(2), article=True)
            return self._more_scales(number)
        return Number(first, at, Decimal(2), "approximate", True, article=True)

    def _several(self, first: int, at: int) -> Number | None:
        """Read "several hundred", "a few thousand"; without a magnitude these count nothing."""
        scale = self.lex.scales.get(self._at(at + 1)) or self.lex.plurals.get(self._at(at + 1))
        if scale is None:
            return None
        number = Number(first, at + 1, 2 * scale, "vague", True, True, mantissa=Decimal(2), article=first != at)
        return self._more_scales(number)

    def _more_scales(self, number: Number) -> Number:
        scale = self.lex.scales.get(self._at(number.last + 1))
        while scale is not None and number.value is not None and scale > 12 and number.value <= _LARGEST:
            number.value, number.last = number.value * scale, number.last + 1
            scale = self.lex.scales.get(self._at(number.last + 1))
        return number

    def _vague(self, index: int) -> Number | None:
        """Read "dozens", "tens of thousands", "hundreds of millions", "scores of"."""
        word = self._at(index)
        value, last = 2 * self.lex.plurals[word], index
        if self._at(index + 1) == "of" and self._at(index + 2) in self.lex.plurals:
            inner = self._at(index + 2)
            if inner not in ("tens", "scores", "dozens") and self.lex.plurals[inner] > self.lex.plurals[word] / 10:
                value, last = value * self.lex.plurals[inner], index + 2
        elif word in ("tens", "scores") and self._at(index + 1) != "of":
            return None
        return Number(index, last, value, "vague", True, last > index)

    def _part(self, first: int, at: int) -> Number | None:
        """Read "half", "half a million", "a quarter of a million", "quarter million"."""
        value = 1 / self.lex.denominators[self._at(at)]
        return self._scaled_fraction(Number(first, at, value, "fraction", True, article=first != at))

    def _scaled_fraction(self, number: Number) -> Number:
        """Multiply a fraction by what it is a part of: "of a million", "a million", "million", "-dozen"."""
        at = self._next(number.last)
        if self._at(at) == "of":
            at += 1
        if self._at(at) in ("a", "an"):
            at = self._next(at)
        scale = self.lex.scales.get(self._at(at))
        if scale is not None and number.value is not None:
            number.mantissa, number.scaled, number.form = number.value, True, "cardinal"
            number.value, number.last = number.value * scale, at
            self._more_scales(number)
        return number

    def _spelled(self, index: int) -> Number | None:
        """Read number words from left to right: groups below a thousand, each followed by its scale."""
        lex = self.lex
        total, group, seen, at, last = Decimal(0), Decimal(0), False, index, index - 1
        lowest_scale: Decimal | None = None
        state = ""
        scaled = False
        while at < self.limit and total <= _LARGEST:
            word = self._at(at)
            if word in lex.small:
                value = lex.small[word]
                fits = not state or (state == "tens" and 0 < value < 10) or (state in ("hundred", "scale", "and"))
                if not fits:
                    break
                group, state = group + value, "small"
            elif word in lex.tens and state in ("", "hundred", "scale", "and"):
                group, state = group + lex.tens[word], "tens"
            elif word == "hundred" and state in ("", "small", "tens", "scale", "and") and group < 100:
                group, state, scaled = (group or Decimal(1)) * 100, "hundred", True
            elif (
                word in lex.scales or (word in lex.plurals and seen and word not in ("tens", "scores"))
            ) and state != "and":
                scale = lex.scales.get(word) or lex.plurals[word]
                if lowest_scale is None or scale < lowest_scale:
                    total, group = total + (group or Decimal(1)) * scale, Decimal(0)
                elif state == "scale" or (state == "hundred" and not group):
                    total *= scale
                else:
                    break
                lowest_scale, state, scaled = scale, "scale", True
                if scale == 12:
                    last, seen = at, True
                    break
            elif word in lex.ordinals:
                return self._ordinal(index, at, total + group, group, state, last)
            elif word == "and" and state in ("hundred", "scale") and self._joins(at, lowest_scale, state):
                state, at = "and", at + 1
                continue
            else:
                break
            last, seen = at, True
            at = self._next(at) if state != "scale" or self._at(at + 1) else at + 1
        return self._finish(index, last, total + group, scaled) if seen else self._point_first(index)

    def _joins(self, at: int, lowest_scale: Decimal | None, state: str) -> bool:
        """Tell "two hundred and six" from "between two hundred and three hundred"."""
        if self.split_and:
            return False
        word = self._at(at + 1)
        if word not in self.lex.small and word not in self.lex.tens:
            # "one thousand and two hundred": only after a scale, and only down the scale.
            return False
        after = self._next(at + 1)
        if self._at(after) in self.lex.small:
            after = self._next(after)
        follower = self._at(after)
        if follower in self.lex.denominators and follower not in ("second",):
            return False
        if follower == "hundred":
            return state == "scale" and lowest_scale is not None and lowest_scale >= 1000
        if follower in self.lex.scales:
            return state == "hundred" and (lowest_scale is None or self.lex.scales[follower] < lowest_scale)
        return True

    def _finish(self, first: int, last: int, value: Decimal, scaled: bool) -> Number:
        number = Number(first, last, value, spelled=True, scaled=scaled)
        number.mantissa = value
        if self._at(last + 1) in ("cr", "crs"):
            number.value, number.last, number.scaled = value * self.lex.scales["crore"], last + 1, True
            return number
        self._point(number)
        at = self._next(last)
        word = self._at(at)
        if number.last == last and word in self.lex.denominators:
            plural = word.endswith("s") or word == "half" or word == "quarter" or at > last + 1
            if (
                (value == 1 or plural)
                and not (word == "half" and value != 1)
                and not (word == "quarter" and value != 1)
            ):
                fraction = Number(first, at, value / self.lex.denominators[word], "fraction", True)
                return self._scaled_fraction(fraction)
        if word in self.lex.tens and number.last == last:
            part = self._compound_part(at, value)
            if part is not None:
                return Number(first, part[0], value / part[1], "fraction", True)
        self._and_fraction(number)
        if number.last > last and not number.scaled:
            number = self._magnitude(number)
        return number

    def _compound_part(self, at: int, value: Decimal) -> tuple[int, Decimal] | None:
        """Return the last atom and the denominator of "twenty-fifths" after a number."""
        rank = self._next(at)
        word = self._at(rank)
        unit = {"firsts": Decimal(1), "seconds": Decimal(2)}.get(word) or self.lex.denominators.get(word)
        if unit is None or not 1 <= unit < 10 or not (word.endswith("s") or (value == 1 and rank > at + 1)):
            return None
        return rank, self.lex.tens[self._at(at)] + unit

    def _point_first(self, index: int) -> Number | None:
        if self._at(index) != "point":
            return None
        number = Number(index, index - 1, Decimal(0), spelled=True)
        self._point(number)
        return number if number.last > index else None

    def _point(self, number: Number) -> None:
        """Read the decimals after "point"."""
        at = number.last + 1
        if self._at(at) != "point" or number.value is None:
            return
        digits, at = "", at + 1
        while at < self.limit:
            word = self._at(at)
            if word in self.lex.small and (self.lex.small[word] < 10 or not digits.strip("0")):
                digits += str(self.lex.small[word])
            elif word == "o" and self.atoms.at(at + 1) in self.lex.small:
                digits += "0"
            elif word in self.lex.tens and not digits:
                unit = self.lex.small.get(self._at(self._next(at)), Decimal(0))
                both = 0 < unit < 10
                digits += str(self.lex.tens[word] + (unit if both else 0))
                at = self._next(at) if both else at
            elif self.atoms.kind[at] == DIGITS and not digits and self.atoms.raw[at].isdigit():
                digits = self.atoms.raw[at][:_MOST_DIGITS]
            else:
                break
            number.last, at = at, at + 1
        if digits:
            number.value += Decimal("0." + digits)
            self._magnitude(number)

    def _and_fraction(self, number: Number) -> None:
        """Add "and a half", "and three quarters" to what was read; after a magnitude the half is half of it."""
        at = number.last + 1
        if self.atoms.at(at) in _HYPHENS and self._at(at + 1) == "and":
            at += 1
        if self._at(at) != "and" or number.value is None or self.split_and:
            return
        at = self._next(at)
        above, start = Decimal(1), at
        if self._at(at) in ("a", "an") or self._at(at) in self.lex.small:
            above = self.lex.small.get(self._at(at), Decimal(1))
            at = self._next(at)
        below = self.lex.denominators.get(self._at(at))
        if below is None or (at == start) or above >= below or self._at(at + 1) in ("of", "of the"):
            return
        unit = Decimal(1)
        smaller = self.lex.scales.get(self._at(at + 1))
        if number.scaled and smaller is not None and smaller < self._last_scale(number):
            number.value, number.last = number.value + above / below * smaller, at + 1
            return
        if number.scaled and number.mantissa and number.value:
            unit = number.value / number.mantissa if not number.spelled else self._last_scale(number)
        number.value, number.last = number.value + above / below * unit, at

    def _last_scale(self, number: Number) -> Decimal:
        scale = self.lex.scales.get(self._at(number.last), Decimal(1))
        return scale if scale >= 1000 else Decimal(1)

    def _ordinal(self, first: int, at: int, value: Decimal, group: Decimal, state: str, last: int) -> Number | None:
        """Read "twenty-first", "two hundredth"; after a number that it cannot continue the ordinal is a denominator."""
        word = self._at(at)
        ordinal = self.lex.ordinals[word]
        if ordinal >= 100 and state:
            return Number(first, at, value * ordinal, "ordinal", True)
        fits = (
            not state
            or (state == "tens" and 0 < ordinal < 10)
            or (state in ("hundred", "scale", "and") and ordinal < 100)
        )
        if state == "small" and value == 1 and ordinal > 2:
            return self._scaled_fraction(Number(first, at, value / ordinal, "fraction", True))
        if not fits:
            return self._finish(first, last, value, state in ("hundred", "scale")) if last >= first else None
        return Number(first, at, value + ordinal, "ordinal", True)
