"""The records: what they refuse, and what they look like on the wire."""

import json
from decimal import Decimal

import pytest
from pydantic import ValidationError

from pipeline import schema
from pipeline.schema import Article, Claim, Figure, TextSpan, Trend, dump


def test_all_is_sorted_and_complete():
    assert list(schema.__all__) == sorted(schema.__all__)
    assert all(hasattr(schema, name) for name in schema.__all__)


def test_an_unknown_field_is_refused():
    with pytest.raises(ValidationError):
        Claim(text="A claim.", start=0, end=8, verdict="true")


def test_a_record_can_not_be_changed():
    span = TextSpan(start=0, end=1, text="a")
    with pytest.raises(ValidationError):
        span.start = 3


def test_a_span_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValidationError):
        TextSpan(start=4, end=2, text="")


@pytest.mark.parametrize(
    ("value", "written"), [("70", "70"), ("6.5", "6.5"), ("1E+12", "1000000000000"), ("0.10", "0.1")]
)
def test_numbers_are_json_numbers(value, written):
    figure = Figure(start=0, end=2, text="xx", kind="number", low=Decimal(value), high=None)
    assert json.dumps(dump(figure)["low"]) == written
    assert dump(figure)["high"] is None


def test_a_trend_is_written_with_from_and_to():
    figure = Figure(
        start=0, end=1, text="x", kind="percentage", trend=Trend(direction="up", start=4, end=Decimal("6.5"))
    )
    assert dump(figure)["trend"] == {"direction": "up", "from": 4, "to": 6.5}


def test_the_hash_is_that_of_the_text():
    assert Article(id="a", text="x").sha256 == Article(id="b", text="x", title="t").sha256
    assert Article(id="a", text="x").sha256 != Article(id="a", text="x ").sha256
