"""What ``claimsheet explain`` says."""

from __future__ import annotations

import pytest

from pipeline.figures import explain, read_figures, split_words
from pipeline.figures.explain import describe


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("nearly 18 signatories", "count < 18 signatory; nearly"),
        ("more than $1 trillion", "money > 1,000,000,000,000 USD"),
        ("between 10 and 20 per cent", "percentage 10 to 20 %"),
        ("at least 3 tonnes of rice", "quantity ≥ 3 t of rice"),
        ("up to 700 boats", "count ≤ 700 boat"),
        ("Deaths rose to 76.", "number 76; up (? → 76)"),
        ("It fell to 3m.", "number (no value: the words can be read in more ways than one); down"),
        ("$70 a barrel", "money 70 USD per barrel"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert describe(read_figures(split_words(text), text)[0]) == line


def test_rules_are_named() -> None:
    lines = explain("about 5%")
    assert lines[0] == "'about 5%' (0-8)"
    assert lines[2].strip().startswith("rules: number.cardinal > percent.sign")


def test_no_figure() -> None:
    assert explain("Nothing to see.") == ["no figure"]
