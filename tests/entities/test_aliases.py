import pytest

from pipeline.entities.aliases import acronym_of
from pipeline.entities.people import gender_of


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("CWB", "Coastal Water Board", True),
        ("ACCC", "Americas Counter Cartel Coalition", True),
        ("DoE", "Department of Energy", True),
        ("SOUTHCOM", "US Southern Command", True),
        ("SOUTHCOM", "Northern Command", False),
        ("CWB", "Central Bank", False),
        ("A", "Agency", False),
        ("UN", "United", False),
    ],
)
def test_acronyms(short, name, expected):
    assert acronym_of(short, name) is expected


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Ana Ruiz", "f"),
        ("Peter Lund", "m"),
        ("Mr Lund", "m"),
        ("Ms. Ruiz", "f"),
        ("Ruiz", ""),
        ("Xq Lund", ""),
        ("", ""),
    ],
)
def test_a_first_name_tells_the_pronoun(name, gender):
    assert gender_of(name) == gender
