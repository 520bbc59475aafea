import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.dates import edtf


@pytest.mark.parametrize(
    "text",
    [
        "2026", "2026-03", "2026-03-05", "198X", "18XX", "-0299", "1990~", "2024-22", "2023-34", "2024-40",
        "XXXX-03", "XXXX-03-05", "1971/..", "../2050", "1990~/..", "2026-03-02/2026-03-08", "T14:30", "T14:30Z",
        "2026-03-05T14:30", "2026-03-05T14:30:05+01:00", "T06:00/T16:00", "2024-02-29",
    ],
)  # fmt: skip
def test_what_the_standard_allows(text):
    assert edtf.is_edtf(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "26", "2026-13", "2026-00", "2026-02-30", "2025-02-29", "2026-3-5", "2026-20", "2026-42", "last week",
        "../..", "..", "/2026", "2026/", "2026/2027/2028", "T24:30", "T14:60", "2026-03T14:30", "2026T14:30", "19X0-13",
    ],
)  # fmt: skip
def test_what_it_does_not(text):
    assert not edtf.is_edtf(text)


@given(st.dates())
def test_every_day_of_the_calendar_can_be_written(date):
    assert edtf.is_edtf(edtf.day(date.year, date.month, date.day))
    assert dt.date.fromisoformat(edtf.day(date.year, date.month, date.day)) == date


@given(st.integers(-9999, 9999))
def test_every_year_can_be_written(year):
    assert edtf.is_edtf(edtf.year(year))
    assert edtf.is_edtf(edtf.year(year, approximate=True))
