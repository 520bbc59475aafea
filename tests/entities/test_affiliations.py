import pytest

from pipeline.entities.affiliations import Affiliation, affiliations, party_of
from pipeline.schema import Entity


def person(text, name):
    start = text.index(name)
    return Entity(start=start, end=start + len(name), text=name, label="PERSON", name=name)


@pytest.mark.parametrize(
    ("text", "party", "place"),
    [
        ("Ana Holt (R-Ohio) voted against it.", "R", "Ohio"),
        ("Ana Holt, D-Nev. The talks went on.", "D", "Nev."),
        ("Ana Holt (D-N.C.) voted against it.", "D", "N.C."),
        ("Ana Holt, I-Vt., was absent.", "I", "Vt."),
        ("Ana Holt (R-West Virginia) voted against it.", "R", "West Virginia"),
        ("Ana Holt, a New York Democrat, met him.", "D", "New York"),
        ("Ana Holt, the Arizona Republican who chairs it, met him.", "R", "Arizona"),
        ("Ana Holt, a Republican of Utah, met him.", "R", "Utah"),
        ("The Democratic nominee Ana Holt met him.", "D", ""),
        ("Republican Gov. Ana Holt met him.", "R", ""),
    ],
)
def test_party_and_state(text, party, place):
    assert affiliations(text, [person(text, "Ana Holt")]) == {"Ana Holt": Affiliation(party, place)}


@pytest.mark.parametrize("text", ["Ana Holt met a Republican.", "Ana Holt, a lawyer, met him.", "Ana Holt-R met him."])
def test_none_is_made_up(text):
    assert affiliations(text, [person(text, "Ana Holt")]) == {}


def test_abbreviations_of_states_fit_their_names():
    assert Affiliation("D", "N.C.").fits("D", "North Carolina")
    assert Affiliation("R", "Ky.").fits("R", "Kentucky")
    assert not Affiliation("R", "Ky.").fits("R", "Ohio")
    assert not Affiliation("R", "Ohio").fits("D", "Ohio")
    assert Affiliation("R").fits("R", "Ohio")


def test_members_of_parties():
    assert (party_of("Republican"), party_of("Democrat"), party_of("mayor")) == ("R", "D", "")
