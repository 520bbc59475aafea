from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.shapes import CASE_CLASSES, PLACES, case_classes, normalise, shape


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("war", 1),
        ("War", 2),
        ("NATO", 3),
        ("A", 4),
        ("McCain", 5),
        ("2019", 6),
        ("F16", 7),
        ("—", 8),
        ("🙂", 8),
        ("don't", 1),
    ],
)
def test_shape(word: str, kind: int) -> None:
    assert shape(word) == kind


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("’s", "'s"),
        ("“", '"'),
        ("''", '"'),
        ("‑", "-"),
        ("―", "—"),
        ("–", "–"),
        ("`s", "'s"),
        ("war", "war"),
        ("…", "..."),
    ],
)
def test_normalise(word: str, same: str) -> None:
    assert normalise(word) == same


def test_places() -> None:
    words = ["It", "ended", ".", "”", "Then", "(", "we", "left"]
    spaces = [True, False, False, True, True, False, True, False]
    assert [kind % PLACES for kind in case_classes(words, spaces)] == [1, 0, 4, 6, 2, 0, 7, 0]


@given(words=st.lists(st.text(min_size=1, max_size=8), max_size=12))
def test_every_word_has_a_class(words: list[str]) -> None:
    found = case_classes(words, [True] * len(words))
    assert len(found) == len(words)
    assert all(0 <= kind < CASE_CLASSES for kind in found)
