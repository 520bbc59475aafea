"""Dates in headers."""

import pytest

from pipeline.corpus.dates import AmbiguousDateError, parse_date
from tests.corpus.specs import cases


@pytest.mark.parametrize("case", cases("dates"), ids=lambda case: case["text"] or "nothing")
def test_parse_date(case):
    if case["date"] == "ambiguous":
        with pytest.raises(AmbiguousDateError):
            parse_date(case["text"])
    else:
        date = parse_date(case["text"])
        assert (date and date.isoformat()) == case["date"]
