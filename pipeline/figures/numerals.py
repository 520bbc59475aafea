"""Numbers in digits, words and both: cardinals, fractions, ordinals and vague magnitudes.

The order of English number words is that of CLDR's ``spellout`` rules, read backwards; scales follow the short system
and the Indian one (lakh, crore).
"""

from __future__ import annotations

from decimal import Decimal

from pipeline.figures.atoms import DIGITS, LETTERS, VULGAR, Atoms
from pipeline.figures.digits import LARGEST, DigitReader
from pipeline.figures.numbers import Number, NumberForm, lexicon, parse_digits

__all__ = ["Number", "NumberForm", "lexicon", "parse_digits", "read_number"]

_LONGEST_NUMERAL = 40
_DOZEN = 12
_QUESTIONS = frozenset(["how", "what", "whether", "which", "who", "where", "why", "when"])  # "keeps a score of how"


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
    if index >= len(atoms):
        return None
    kind = atoms.kind[index]
    if kind == LETTERS and atoms.low[index] not in lexicon().starters:
        return None
    if kind not in (DIGITS, LETTERS, VULGAR):
        return None
    number = _Reader(atoms, split_and).read(index)
    if number is not None and number.value is not None and abs(number.value) > LARGEST:
        number.value = None
    return number


class _Reader(DigitReader):
    """One attempt to read a numeral: small helpers over the same text."""

    __slots__ = ()

    def read(self, index: int) -> Number | None:
        self.limit = min(len(self.atoms), index + _LONGEST_NUMERAL)
        word = self.atoms.low[index]
        if self.atoms.kind[index] != LETTERS:
            return self.read_digits(index)
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
        if word == "score" and self._at(at + 1) == "of" and self._at(at + 2) not in _QUESTIONS:
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
        if self._at(at + 1) not in ("of", "more", "times"):
            return None  # "the married couple": two people who belong together
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
        while scale is not None and number.value is not None and scale > 12 and number.value <= LARGEST:
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
        before_and = Decimal(0)
        while at < self.limit and total <= LARGEST:
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
                if scale == _DOZEN:
                    # "three hundred and two dozen" has two dozen, "three hundred dozen" has three hundred
                    total, group = total + before_and, group - before_and
                if lowest_scale is None or scale < lowest_scale:
                    total, group = total + (group or Decimal(1)) * scale, Decimal(0)
                elif state == "scale" or (state == "hundred" and not group):
                    total *= scale
                else:
                    break
                lowest_scale, state, scaled = scale, "scale", True
                if scale == _DOZEN:
                    last, seen = at, True
                    break
            elif word in lex.ordinals:
                return self._ordinal(index, at, total + group, group, state, last)
            elif word == "and" and state in ("hundred", "scale") and self._joins(at, lowest_scale, state):
                state, at, before_and = "and", at + 1, group
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
        scale = self.lex.scales.get(self._at(last))
        number.mantissa = value / scale if scale and value % scale == 0 else value
        if self._at(last + 1) in ("cr", "crs"):
            number.value, number.last, number.scaled = value * self.lex.scales["crore"], last + 1, True
            rest = self._spelled(last + 2) if self._at(last + 2) in self.lex.small else None
            if rest is not None and rest.form == "cardinal" and rest.value and rest.value < self.lex.scales["crore"]:
                number.value, number.last = number.value + rest.value, rest.last  # "three crore twelve lakh"
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
                if value > 100 and self._at(last) in self.lex.tens:
                    fraction.value = None  # "one hundred thirty fifths": thirty-fifths, or fifths
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
