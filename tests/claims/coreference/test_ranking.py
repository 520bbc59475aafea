"""How likely each candidate is, under weights that are a data file."""

from __future__ import annotations

import pytest

from pipeline.claims.coreference.ranking import likelihoods


@pytest.mark.parametrize("name", ["person", "it", "they"])
def test_what_has_no_weight_is_as_likely_as_none(name: str) -> None:
    assert likelihoods(name, ["no such feature"], [["nor this"], ["nor that"]]) == pytest.approx([1 / 3, 1 / 3])


def test_a_farther_person_is_less_likely() -> None:
    near, far = likelihoods("person", ["none"], [["back 1"], ["back 4"]])
    assert near > far


def test_no_weights_of_that_name() -> None:
    with pytest.raises(FileNotFoundError):
        likelihoods("thing", [], [[]])
