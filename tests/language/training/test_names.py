from __future__ import annotations

from typing import Any

import pytest

from pipeline.language.labels import NAME_TAGS
from pipeline.language.training.names import Name, permitted, phrases

from ..specs import cases

_OPEN = frozenset({"NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})


def _tags(mask: int) -> list[str]:
    return [tag for number, tag in enumerate(NAME_TAGS) if mask >> number & 1]


@pytest.mark.parametrize("case", cases("permitted"), ids=lambda case: case["why"])
def test_labels_that_the_source_lacks(case: dict[str, Any]) -> None:
    masks = [_tags(mask) for mask in permitted(case["words"], [], _OPEN)]
    assert all("O" in tags for tags in masks)
    found = {str(index): sorted(set(tags) - {"O"}) for index, tags in enumerate(masks)}
    assert {index: tags for index, tags in found.items() if tags} == case["wanted"]


def test_a_marked_name_may_be_what_its_source_says_and_nothing_else() -> None:
    words = ["the", "Iraq", "War"]
    masks = permitted(words, [Name(1, 2, frozenset({"GPE", "LOC"}))], _OPEN)
    assert _tags(masks[1]) == ["B-GPE", "B-LOC"]
    assert _tags(masks[0]) == ["O"]


def test_phrases_end_at_a_capital_and_at_what_is_taken() -> None:
    words = ["The", "Council", "of", "Europe", "and", "the", "minister", "of", "Finland", "met", "6", "times"]
    assert list(phrases(words)) == [(0, 4), (8, 9)]
    assert list(phrases(words, {3})) == [(0, 2), (8, 9)]
