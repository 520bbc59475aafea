"""What one statement says of its figure that the other leaves open."""

from __future__ import annotations

import pytest

from pipeline.evidence.compare.residue import Side, residue
from pipeline.evidence.reading import read


def left(one: str, two: str) -> tuple[set[str], set[str]]:
    sides = [
        Side(reading, next(figure for figure in reading.figures if figure.figure.kind != "date"))
        for reading in (read(one), read(two))
    ]
    return residue(sides[0], sides[1]), residue(sides[1], sides[0])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The clinic in Brenn treated 40 patients.", "In Brenn, 50 patients were treated at the clinic."),
        ("The mayor told reporters in Lyon that the bridge cost 4 million euros.", "The bridge cost 3 million euros."),
        ("The bridge cost 4 million euros, an engineer told the council.", "The bridge cost 3 million euros."),
        ("Dorn paid a fine of 40,000 euros after a trial.", "Dorn was fined 30,000 euros."),
        ("Police arrested 30 men in Marlow.", "In Marlow 40 men were arrested."),
        ("The shipping company Baltor employs 300 people.", "Baltor employs 400 people."),
        ("The town has 12 schools and 3 museums.", "The town has 14 schools."),
    ],
)
def test_nothing_is_left_over_where_all_of_it_has_a_partner(one: str, two: str) -> None:
    assert left(one, two) == (set(), set())


@pytest.mark.parametrize(
    ("one", "two", "word"),
    [
        ("Rents rose 4 percent.", "Office rents rose 7 percent.", "offic"),
        ("The firm has 40 drivers.", "The firm has 30 licensed drivers.", "licens"),
        ("Aid Now built 9 schools in Peru.", "12 schools were built in Peru.", "aid"),
        ("The region grew 3 tonnes of wheat.", "The region grew 2 tonnes of wheat for export.", "export"),
        ("The course lasts 20 weeks.", "The first half of the course lasts 9 weeks.", "half"),
        ("The economy grew 2 percent.", "According to an estimate, the economy grew 3 percent.", "estim"),
    ],
)
def test_what_narrows_one_side_alone_is_left_over(one: str, two: str, word: str) -> None:
    here, there = left(one, two)
    assert word in here | there
