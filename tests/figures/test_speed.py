"""Work grows as the text does: function calls are counted and no time is taken, so that every machine agrees."""

from __future__ import annotations

import sys

import pytest

from pipeline.figures import read_figures, split_words

SHORT, TIMES = 1_500, 4
SLACK = 1.12  # the ends of a text cost nothing, so that a longer one has a little more work a character
RUNS = {
    "digits": [
        "1 2 3 4 5 ",
        "1234567890",
        "1234 5678 ",
        "123,456,789,",
        "1, 2, 3, ",
        "1.2.3.",
        "12/5/2020/",
        "5-7–",
        "1/2/",
        "½",
    ],
    "number words": [
        "one two three ",
        "twenty-",
        "one hundred million and ",
        "a thousand thousand ",
        "half a ",
        "and a half ",
    ],
    "links": ["5 and ", "5 or ", "5 to ", "from 5 to ", "between 3 and ", "one in five of ", "5 out of 6 "],
    "money": ["$", "$5 ", "$5m-", "5 dollars 6 cents ", "£5 6p ", "EUR 5 and "],
    "percentages": ["5% ", "5 6 7 % ", "5 per cent to ", "5 percentage points "],
    "dates": [
        "March ",
        "March 5 ",
        "5 March 2020 ",
        "Monday and ",
        "2020-",
        "in 2020 and ",
        "last year ",
        "the first of the ",
    ],
    "durations": [
        "5 years and 3 months and ",
        "three years ago ",
        "two days before ",
        "5th of ",
        "a week ",
        "every 5 days ",
    ],
    "brackets": ["(", "(5", "(5) ", "[5] ", '"', '"5" ', "’", "“5” "],
    "tokens": ["a", "a1", "5a", "a-", "a.", "#5 ", "5@5 ", "a@a.", "5\t", "5\n", " "],
    "bounds": ["more than ", "more than 5 ", "up to ", "5 or so ", "not more than ", "nearly 5 "],
    "counts": [
        "5 people ",
        "5 of the ",
        "5 killed ",
        "5 were ",
        "5 more ",
        "5 others, ",
        "10- and ",
        "Name 5 ",
        "5 Name ",
    ],
    "ages": ["aged 5 ", "5-year-old ", "5-year-", "in his 60s "],
    "changes": [
        "rose 5% ",
        "rose from 5 to ",
        "fell by 5 ",
        "down from 5 ",
        "doubled ",
        "5 times ",
        "an increase of 5 ",
    ],
    "measures": ["5 km ", "5 km/h", "5 ft 2 ", "5'2\" ", "5°C ", "5 lb 3 oz ", "5x", "5 per 100,000 ", "5:4 ", "5-1 "],
}


def calls(text: str) -> int:
    """Count the function calls that reading a text takes."""
    words = split_words(text)
    count = 0

    def step(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        read_figures(words, text)
    finally:
        sys.setprofile(None)
    return count


def grows(run: str) -> float:
    """Return how many times the work of a run a text of four times its length takes."""
    short, long = (run * (size // len(run)) for size in (SHORT, SHORT * TIMES))
    calls(short)  # fills the tables that are kept for all texts
    return calls(long) / calls(short)


@pytest.mark.parametrize("run", ["1 2 3 4 5 ", "more than 5 "])
def test_work_grows_no_faster_than_the_text(run: str) -> None:
    assert grows(run) < TIMES * SLACK


@pytest.mark.slow
@pytest.mark.parametrize("run", [run for runs in RUNS.values() for run in runs])
def test_work_of_any_run_grows_no_faster_than_the_text(run: str) -> None:
    assert grows(run) < TIMES * SLACK


@pytest.mark.parametrize("run", ["1/2/3/", "5-7–", "12/5/2020/", "a1"])
def test_a_long_chain_of_digits_is_not_searched_for_dates(run: str) -> None:
    assert calls(run * 250) < 110 * len(run) * 250


def test_a_range_of_whole_dates_is_no_chain() -> None:
    text = "Open 2026-03-05/2026-03-12 and 5/3/2026-7/3/2026."
    assert len(read_figures(split_words(text), text)) > 1
