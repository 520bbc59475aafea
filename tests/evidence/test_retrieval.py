"""Ranking passages: what they are about, and what stands beside them."""

from __future__ import annotations

from pipeline.evidence.retrieval import among_neighbours, make_query, nearness
from pipeline.evidence.terms import terms_of


def test_a_passage_beside_a_near_one_is_nearer_than_one_alone() -> None:
    lifted = among_neighbours({(1, 0): 0.4, (1, 1): 0.8, (2, 1): 0.4, (2, 7): 0.4})
    assert lifted[1, 0] > lifted[2, 1] == lifted[2, 7]
    assert max(lifted.values()) <= 0.8


def test_what_a_passage_is_about_ranks_those_that_share_no_word() -> None:
    query = make_query("The doctors cured the sick.")
    near, far = (
        nearness(query, text, terms_of(text), lambda column, term: 1.0)
        for text in ("Patients recovered in hospital.", "Shares closed higher in Frankfurt.")
    )
    assert near > far
