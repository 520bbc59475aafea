from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.lemmas import Lemmatizer, regular_lemma

from .specs import cases


@pytest.mark.parametrize("case", cases("lemmas"), ids=lambda case: case["word"])
def test_lemma(case: dict[str, Any]) -> None:
    assert Lemmatizer()(case["word"], case["upos"], case["xpos"]) == case["lemma"]


@pytest.mark.parametrize(
    ("form", "kind", "lemma"),
    [
        ("blogged", "VD", "blog"),
        ("vlogging", "VG", "vlog"),
        ("googled", "VD", "google"),
        ("podcasts", "NS", "podcast"),
        ("lobbies", "NS", "lobby"),
        ("gas", "NN", "gas"),
        ("bus", "NS", "bus"),
        ("ing", "VG", "ing"),
    ],
)
def test_rules_for_words_of_no_table(form: str, kind: str, lemma: str) -> None:
    assert regular_lemma(form, kind) == lemma


@given(
    word=st.text(min_size=1, max_size=12),
    tags=st.sampled_from([("VERB", "VBD"), ("NOUN", "NNS"), ("ADJ", "JJR"), ("X", "")]),
)
def test_every_word_has_a_lemma(word: str, tags: tuple[str, str]) -> None:
    assert Lemmatizer()(word, *tags)
