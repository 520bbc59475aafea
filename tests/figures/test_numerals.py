"""Numerals: what is written comes back as its value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.atoms import Atoms
from pipeline.figures.numerals import Number, parse_digits, read_number
from pipeline.figures.words import split_words

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: E501, SIM905
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")]


def read(text: str) -> Number | None:
    return read_number(Atoms(split_words(text), text), 0)


def spell(value: int, *, joined: str) -> str:
    """Spell a number out as English does, with or without "and"."""
    if value < 20:
        return UNITS[value]
    if value < 100:
        return TENS[value // 10] + (f"-{UNITS[value % 10]}" if value % 10 else "")
    for scale, word in SCALES:
        if value >= scale:
            head, rest = divmod(value, scale)
            tail = ""
            if rest:
                tail = (joined if rest < 100 else " ") + spell(rest, joined=joined)
            return f"{spell(head, joined=joined)} {word}{tail}"
    raise AssertionError


@given(st.integers(0, 10**15 - 1), st.sampled_from([" ", " and "]))
def test_spelled_numbers_round_trip(value: int, joined: str) -> None:
    text = spell(value, joined=joined)
    number = read(text)
    assert number is not None
    assert number.value == value
    assert number.last == len(Atoms(split_words(text), text)) - 1


@given(st.integers(0, 10**17))
def test_grouped_digits_round_trip(value: int) -> None:
    assert parse_digits(f"{value:,}") == value
    assert parse_digits(str(value)) == value
    number = read(f"{value:,}".replace(",", "\u202f"))
    assert number is not None
    assert number.value == value


@given(st.decimals(0, 10**9, places=2))
def test_decimals_round_trip(value: Decimal) -> None:
    assert parse_digits(f"{value:,.2f}") == value


@given(st.integers(1, 999), st.sampled_from(["million", "bn", "m", "-million", "k", "lakh"]))
def test_magnitudes_multiply(value: int, scale: str) -> None:
    factor = {"million": 10**6, "-million": 10**6, "m": 10**6, "bn": 10**9, "k": 1000, "lakh": 100_000}[scale]
    text = f"{value}{scale}" if scale != "million" and scale != "lakh" else f"{value} {scale}"
    number = read(text)
    assert number is not None
    assert number.value == value * factor


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    atoms = Atoms(split_words(text), text)
    for index in range(len(atoms)):
        number = read_number(atoms, index)
        assert number is None or index <= number.last < len(atoms)


@pytest.mark.parametrize("raw", ["192.168.1.2", "1,2,3", "22,24,26", "1.2.3", "1,0000", "٣٤", "9" * 40])
def test_what_is_no_number_has_no_value(raw: str) -> None:
    assert parse_digits(raw) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.111,11", "1111.11"), ("12,34,567.89", "1234567.89"), ("5,00", "5"), ("1.234.567", "1234567"), (".08", "0.08")],
)
def test_separators_of_other_countries(text: str, value: str) -> None:
    assert parse_digits(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("tens of thousands", "vague"),
        ("a couple of hundred", "approximate"),
        ("two-thirds", "fraction"),
        ("21st", "ordinal"),
    ],
)
def test_forms(text: str, form: str) -> None:
    number = read(text)
    assert number is not None
    assert number.form == form


def test_and_belongs_to_between() -> None:
    text = "one hundred and five"
    number = read_number(Atoms(split_words(text), text), 0, split_and=True)
    assert number is not None
    assert number.value == 100
