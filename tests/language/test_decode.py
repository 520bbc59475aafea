from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.decode import BioDecoder, find_starts, single_root_tree, spans_of


def _is_tree(heads: list[int]) -> bool:
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        seen = set()
        node = start
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node - 1]
    return True


def _best(scores: np.ndarray) -> float:
    size = len(scores)
    normal = scores - np.log(np.exp(scores).sum(1, keepdims=True))
    choices = product(*[[h for h in range(size + 1) if h != word + 1] for word in range(size)])
    return max(sum(normal[i, h] for i, h in enumerate(heads)) for heads in choices if _is_tree(list(heads)))


@settings(max_examples=60, deadline=None)
@given(size=st.integers(1, 4), seed=st.integers(0, 10_000), spread=st.sampled_from([0.5, 3.0]))
def test_the_tree_is_the_best_one_with_a_single_root(size: int, seed: int, spread: float) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)) * spread
    for word in range(size):
        scores[word, word + 1] = -1e9
    heads = single_root_tree(scores).tolist()
    assert _is_tree(heads)
    normal = scores - np.log(np.exp(scores).sum(1, keepdims=True))
    assert sum(normal[i, h] for i, h in enumerate(heads)) == pytest.approx(_best(scores))


@settings(max_examples=40, deadline=None)
@given(size=st.integers(1, 40), seed=st.integers(0, 10_000))
def test_long_sentences_are_trees(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    assert _is_tree(single_root_tree(scores).tolist())


def _arcs(heads: list[int], sure: float = 9.0) -> np.ndarray:
    arcs = np.zeros((len(heads), len(heads) + 1), np.float32)
    arcs[np.arange(len(heads)), heads] = sure
    return arcs


@pytest.mark.parametrize(
    ("why", "heads", "odds", "starts"),
    [
        ("two roots bear out a boundary that is likely", [2, 0, 4, 0], [9, -9, 0.5, -9], [0, 2]),
        ("two roots bear out a boundary that is not quite likely", [2, 0, 4, 0], [9, -9, -1, -9], [0, 2]),
        ("a head across it speaks against one that is quite likely", [2, 0, 4, 2], [9, -9, 1, -9], [0]),
        ("what is sure stays", [2, 0, 4, 2], [9, -9, 8, -9], [0, 2]),
        ("what is very unlikely stays so", [2, 0, 4, 0], [9, -9, -8, -9], [0]),
        ("of two places the one that the heads fit", [3, 3, 0, 5, 0], [9, -9, 0.5, 0.5, -9], [0, 3]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_boundaries_suit_the_heads(why: str, heads: list[int], odds: list[float], starts: list[int]) -> None:
    assert find_starts(_arcs(heads), np.array(odds, np.float32), 0) == starts


def test_settled_words_are_left_alone() -> None:
    assert find_starts(_arcs([0, 0, 4, 0]), np.array([9, 9, 0, 0], np.float32), 2) == [2]


@settings(max_examples=40, deadline=None)
@given(words=st.integers(1, 40), seed=st.integers(0, 10_000), spread=st.sampled_from([0.5, 3.0, 9.0]))
def test_starts_rise_from_the_first(words: int, seed: int, spread: float) -> None:
    random = np.random.default_rng(seed)
    first = seed % words
    starts = find_starts(random.normal(size=(words, words + 1)), random.normal(size=words) * spread, first)
    assert starts[0] == first
    assert starts == sorted(set(starts))
    assert starts[-1] < words


_TAGS = ("O", "B-X", "I-X", "B-Y", "I-Y")


def _valid(tags: tuple[str, ...]) -> bool:
    before = "O"
    for tag in tags:
        if tag.startswith("I-") and before[2:] != tag[2:]:
            return False
        before = tag
    return True


@settings(max_examples=50, deadline=None)
@given(size=st.integers(0, 4), seed=st.integers(0, 10_000))
def test_names_are_the_best_valid_path(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, len(_TAGS)))
    found = BioDecoder(_TAGS)(scores)
    best = max(
        (path for path in product(range(len(_TAGS)), repeat=size) if _valid(tuple(_TAGS[i] for i in path))),
        key=lambda path: sum(scores[i, tag] for i, tag in enumerate(path)),
    )
    assert found == [_TAGS[i] for i in best]


def test_spans_of_tags() -> None:
    assert spans_of(["B-X", "I-X", "B-X", "O", "B-Y"]) == [(0, 2, "X"), (2, 3, "X"), (4, 5, "Y")]
