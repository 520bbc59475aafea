"""Votes and scores as results of two numbers."""

from __future__ import annotations

import pytest

from pipeline.evidence.compare.tallies import tallies
from pipeline.evidence.reading import read


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Parliament approved the budget by 52 votes to 35.", [(52, 35)]),
        ("The bill passed with 218 votes in favour and 214 against.", [(218, 214)]),
        ("Nine members supported the merger; four opposed it.", [(9, 4)]),
        ("Brenford beat Holme 3-1.", [(3, 1)]),
        ("The town has 52 schools and 35 parks.", []),
        ("Of 60 members, 21 voted against.", []),
    ],
)
def test_two_numbers_are_one_result(text: str, values: list[tuple[int, int]]) -> None:
    assert [tally.values for tally in tallies(read(text))] == values
