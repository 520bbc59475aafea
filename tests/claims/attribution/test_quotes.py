import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.claims.attribution.quotes import find_quotations

SPECS = Path(__file__).parents[2] / "specs" / "attribution" / "quotations.json"
CASES = json.loads(SPECS.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_quotations_are_found_with_their_marks(case):
    text = case["text"]
    assert [text[q.start : q.end] for q in find_quotations(text)] == case["quotations"]


def test_a_quotation_that_the_next_paragraph_takes_up_goes_on():
    first, second = find_quotations("“The road is open.\n\n“It was never closed,” he said.")
    assert (first.closed, first.goes_on) == (False, True)
    assert (second.closed, second.goes_on) == (True, False)


def test_what_is_right_below_closes_a_quotation_unless_it_opens_one():
    assert [q.end for q in find_quotations("“The road is open.\nIt was mended.” Cars pass.")] == [34]
    assert [q.end for q in find_quotations("“The road is open.\n\nIt was mended.” Cars pass.")] == [35]
    assert [q.closed for q in find_quotations("“The road is open.\n\nCars pass.\n\nIt was mended.” So.")] == [False]
    assert [q.closed for q in find_quotations("“The road is open.\nHe said “yes.”")] == [False, True]


def test_blocks_are_borders_and_lines_are_not_where_blocks_are_known():
    text = "“The road\nis open,” he said."
    whole = find_quotations(text, [(0, len(text), "paragraph")])
    assert [text[q.start : q.end] for q in whole] == ["“The road\nis open,”"]


@given(st.text(alphabet="ab .,?\n“”‘’\"'«»`-s", max_size=60))
def test_any_marks_give_ordered_quotations_inside_paragraphs(text):
    found = find_quotations(text)
    ends = [0, *(q.end for q in found)]
    assert all(end <= q.start < q.end <= len(text) for end, q in zip(ends, found, strict=False))
    assert all(text[q.start : q.end].strip().count("\n\n") < 2 for q in found)
