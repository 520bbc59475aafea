"""Check-worthiness: how sure the reader is, against how often it is right."""

import pytest

from pipeline.claims.priority import set_apart
from pipeline.claims.worth import worth_of
from pipeline.run import annotate
from pipeline.settings import Settings


@pytest.mark.parametrize("given", [0.001, 0.2, 0.5, 0.8, 0.999])
def test_the_reader_is_taken_at_less_than_its_word(given: float) -> None:
    worth = worth_of(given, "The council met.", [])
    assert abs(worth - 0.5) <= abs(given - 0.5)
    assert (worth > 0.5) == (given > 0.5)


def test_figures_raise_it_and_questions_lower_it() -> None:
    plain = worth_of(0.4, "The council met.", [])
    assert worth_of(0.4, "The council met.", ["count"]) > plain
    assert worth_of(0.4, "The council met.", ["percentage"]) > worth_of(0.4, "The council met.", ["count"])
    assert worth_of(0.4, "The council met.", ["date"]) == plain
    assert worth_of(0.4, "Did the council meet?", []) < plain


def test_nothing_is_certain() -> None:
    assert 0.05 < worth_of(0.0, "It rained.", []) < worth_of(1.0, "It rained.", []) < 0.95


def test_a_fact_is_not_worth_as_little_as_the_forecast_beside_it() -> None:
    rows = annotate("The lake will never freeze again, and the lake is the largest in the county.").claims
    apart = set_apart([row.model_copy(update={"worth": 0.2}) for row in rows], Settings())
    assert {row.kind: row.worth > 0.2 for row in apart} == {"forecast": False, "fact": True}
    assert all(row.worth <= 0.5 for row in apart)
