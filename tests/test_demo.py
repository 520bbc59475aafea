"""The demonstration: what becomes of each verdict when the shipped article is updated."""

from pathlib import Path

import pytest

from pipeline.demo import play
from pipeline.errors import UsageError
from pipeline.settings import Settings

SCRIPT = Path(__file__).parent.parent / "corpus" / "demo" / "counter-cartel-coalition.toml"


@pytest.fixture(scope="module")
def shown():
    return play(SCRIPT, Settings())


def row(shown, words):
    return next(row for row in shown.rows if words in row.claim.text)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("18 countries undertook", "refuted"),
        ("signed a proclamation", "supported"),
        ("Monroe Doctrine", "supported"),
        ("flow of drugs", "conflicting"),
        ("better weapons", "supported"),
    ],
)
def test_what_did_not_change_in_substance_keeps_its_verdict(shown, words, status):
    assert row(shown, words).review.status == status


@pytest.mark.parametrize(
    ("words", "previous", "said"),
    [
        ("450,000 lives", "supported", "400,000"),
        ("excluded on purpose", "not enough evidence", "reportedly"),
    ],
)
def test_what_changed_asks_for_a_new_look_and_says_why(shown, words, previous, said):
    found = row(shown, words)
    assert found.review.status == "recheck"
    assert found.previous_status == previous
    assert said in found.change


def test_what_was_cut_stays_with_its_verdict(shown):
    found = row(shown, "more than $1 trillion")
    assert (found.change, found.review.status) == ("removed", "supported")


def test_what_was_added_is_new(shown):
    assert row(shown, "At least five more countries").change == "new"


def test_a_script_that_does_not_fit_is_refused(tmp_path):
    (tmp_path / "demo").mkdir()
    (tmp_path / "a.txt").write_text("A short text.\n")
    script = tmp_path / "demo" / "a.toml"
    script.write_text('article = "a.txt"\n[[edit]]\nwhat = "x"\nfind = "not there"\nreplace = ""\n')
    with pytest.raises(UsageError, match="not there"):
        play(script, Settings())
