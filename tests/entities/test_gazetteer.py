import pytest

from pipeline.entities.gazetteer import by_name, find_names, rows


def test_every_country_has_an_iso_code_once():
    codes = [row[0] for row in rows("countries.tsv")]
    assert len(codes) == len(set(codes)) == 250
    assert all(len(code) == 2 and code.isupper() for code in codes)


def test_every_sovereign_state_has_people():
    # Uninhabited territories and a few dependencies have no word for their people; the Congolese and the Dominicans
    # are taken for those of the larger country of the name.
    without = {row[0] for row in rows("countries.tsv") if not row[3]}
    assert without <= {
        "BL",
        "BQ",
        "BV",
        "CC",
        "CG",
        "DM",
        "CX",
        "GG",
        "GP",
        "GS",
        "HM",
        "JE",
        "MF",
        "MP",
        "NF",
        "PM",
        "PN",
        "RE",
        "SH",
        "SJ",
        "SX",
        "TC",
        "TF",
        "UM",
        "VA",
        "VI",
        "WF",
    }


def test_every_subdivision_belongs_to_a_country():
    codes = {row[0] for row in rows("countries.tsv")}
    subdivisions = [row[0] for row in rows("subdivisions.tsv")]
    assert len(subdivisions) == len(set(subdivisions))
    assert {code.split("-")[0] for code in subdivisions} <= codes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Trinidad and Tobago", ["Trinidad and Tobago"]),
        ("South Korea, not North Korea", ["South Korea", "North Korea"]),
        ("The US-led and U.S.-backed", ["United States", "United States"]),
        ("Côte d’Ivoire’s", ["Ivory Coast"]),
        ("Malian, not Malians' or Malianese", ["Malian", "Malian"]),
        ("give us peru", []),
        ("", []),
    ],
)
def test_names_are_found_as_they_are_written(text, names):
    assert [match.entry.name for match in find_names(text)] == names


def test_a_name_stands_for_one_entry():
    assert by_name()["Congolese"].id == "CD"
    assert by_name()["Dominican"].id == "DO"
