"""Numerals that begin with a digit: separators, fractions, powers and the magnitudes that follow."""

from __future__ import annotations

from decimal import Decimal

from pipeline.figures.atoms import DIGITS, LETTERS, VULGAR, Atoms
from pipeline.figures.numbers import MOST_DIGITS, Number, lexicon, ordinal_ending, parse_digits

__all__ = ["HYPHENS", "LARGEST", "DigitReader"]

LARGEST = Decimal(10) ** 24
HYPHENS = frozenset("-‐‑–—")
_SPACES = frozenset(" \u00a0\u2009\u202f")


class DigitReader:
    """One attempt to read a numeral that begins with a digit, and what words and digits have in common.

    Parameters
    ----------
    atoms
        The text.
    split_and
        The next "and" belongs to an outer "between".
    """

    __slots__ = ("atoms", "lex", "limit", "split_and")

    def __init__(self, atoms: Atoms, split_and: bool) -> None:
        self.atoms = atoms
        self.lex = lexicon()
        self.split_and = split_and
        self.limit = len(atoms)

    def _next(self, index: int) -> int:
        """Return the index of the next part of a compound: over a hyphen that is glued, or loose on both sides."""
        after = index + 1
        if after < self.limit and self.atoms.raw[after] in HYPHENS and after + 1 < self.limit:
            tight = self.atoms.glued[after] and self.atoms.glued[after + 1]
            loose = not self.atoms.glued[after] and not self.atoms.glued[after + 1] and self.atoms.raw[after] == "-"
            if (tight or loose) and self.atoms.kind[after + 1] == LETTERS:
                return after + 1
        return after

    def _at(self, index: int) -> str:
        return self.atoms.low[index] if index < self.limit and self.atoms.kind[index] == LETTERS else ""

    def read_digits(self, index: int) -> Number | None:
        """Read the numeral that begins with the digit or vulgar fraction at an atom."""
        atoms = self.atoms
        last = index
        if atoms.kind[index] == VULGAR:
            value: Decimal | None = self.lex.vulgar[atoms.raw[index]]
            return self._magnitude(Number(index, index, value, "fraction"))
        if atoms.is_glued(index + 1) and atoms.low[index + 1] == ordinal_ending(atoms.raw[index]):
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
        return (Decimal(digits), last) if last > index and len(digits) <= MOST_DIGITS else (value, index)

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
        if number.value is None or at >= self.limit or abs(number.value) > LARGEST:
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
        while number.value is not None and abs(number.value) <= LARGEST:
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
        alone = at + 1 >= self.limit or (atoms.kind[at + 1] != LETTERS and not atoms.glued[at + 1])
        if len(low) == 1 and not glued and raw not in ("K", "M", "B", "T") and not (raw == "k" and alone):
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
        """Add the last two digits of "3 hundred and 21"; "3 hundred and 2 hundred" are two numbers."""
        if at >= self.limit or number.value is None or number.mantissa is None:
            return False
        digits = self.atoms.kind[at] == DIGITS
        part = parse_digits(self.atoms.raw[at]) if digits else self.lex.small.get(self._at(at))
        if part is None or part % 1 or not 0 < part < 100 or number.mantissa % 1 or number.spelled:
            return False
        after = self._at(self._next(at))
        if after in self.lex.scales or after in self.lex.denominators:
            return False
        number.value, number.last = number.value + part, at
        return True

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
                digits = self.atoms.raw[at][:MOST_DIGITS]
            else:
                break
            number.last, at = at, at + 1
        if digits:
            number.value += Decimal("0." + digits)
            self._magnitude(number)

    def _and_fraction(self, number: Number) -> None:
        """Add "and a half", "and three quarters" to what was read; after a magnitude the half is half of it."""
        at = number.last + 1
        if self.atoms.at(at) in HYPHENS and self._at(at + 1) == "and":
            at += 1
        if self._at(at) != "and" or number.value is None or self.split_and:
            return
        start = self._next(at)
        above, at = self._numerator(start)
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

    def _numerator(self, at: int) -> tuple[Decimal, int]:
        """Return what stands above "quarters" or "hundredths", and the atom after it."""
        word = self._at(at)
        if word in self.lex.tens:
            follower = self._next(at)
            unit = self.lex.small.get(self._at(follower), Decimal(0))
            if 0 < unit < 10:
                return self.lex.tens[word] + unit, self._next(follower)
            return self.lex.tens[word], self._next(at)
        if word in ("a", "an") or word in self.lex.small:
            return self.lex.small.get(word, Decimal(1)), self._next(at)
        return Decimal(1), at

    def _last_scale(self, number: Number) -> Decimal:
        scale = self.lex.scales.get(self._at(number.last), Decimal(1))
        return scale if scale >= 1000 else Decimal(1)
