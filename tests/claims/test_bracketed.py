from __future__ import annotations

import doctest

import pytest

from pipeline.claims import bracketed
from pipeline.claims.bracketed import with_bracketed
from pipeline.schema import Entity

BANK = Entity(start=4, end=13, text="Nord Bank", label="ORG", name="Nord Bank")
ANA = Entity(start=30, end=38, text="Ana Ruiz", label="PERSON", name="Ana Ruiz")
RUIZ = Entity(start=60, end=64, text="Ruiz", label="PERSON", name="Ana Ruiz")
OSLO_BANK = Entity(start=95, end=104, text="Oslo Bank", label="ORG", name="Oslo Bank")
MAY = Entity(start=90, end=93, text="May", label="PERSON", name="May")
OSLO = Entity(start=80, end=84, text="Oslo", label="GPE", name="Oslo")


@pytest.mark.parametrize(
    ("own", "text", "names"),
    [
        ([], "[Ana Ruiz] resigned.", ["Ana Ruiz"]),
        ([], "[Ana Ruiz's] party won in [Oslo].", ["Ana Ruiz", "Oslo"]),
        ([OSLO], "[Nord Bank] left Oslo.", ["Nord Bank", "Oslo"]),
        ([RUIZ], "Ruiz sold [Ruiz's] shares.", ["Ana Ruiz"]),
        ([], "The port closed last month [May 2026].", []),
        ([], "Ana Ruiz spoke.", []),
        ([], "[The Oslo Bank] closed.", ["Oslo Bank"]),
        ([OSLO_BANK], "Oslo Bank sold [Oslo Bank's] shares.", ["Oslo Bank"]),
        ([], "[The Osloer Post] wrote so.", []),
    ],
)
def test_names_in_brackets_belong_to_the_row(own: list[Entity], text: str, names: list[str]) -> None:
    assert [entity.name for entity in with_bracketed(own, text, [BANK, ANA, RUIZ, OSLO, MAY, OSLO_BANK])] == names


def test_the_mention_in_the_words_of_the_bracket_stands_for_it() -> None:
    short = Entity(start=0, end=4, text="Ruiz", label="PERSON", name="Ana Ruiz")
    assert with_bracketed([], "[Ana Ruiz] resigned.", [short, ANA]) == (ANA,)


def test_examples() -> None:
    assert doctest.testmod(bracketed).failed == 0
