from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.trees import TreeDecoder

_RELATIONS = ("appos", "compound", "conj", "nsubj", "obj", "obl", "root", "xcomp")


def _decode(
    heads: dict[tuple[int, int], float], relations: dict[tuple[int, int, str], float], words: int, starts: list[int]
) -> list[tuple[int, str]]:
    """Decode scores given by (word, head) and (word, head, relation), words counted from 1; all others are -4."""
    arcs = np.full((words, words + 1), -4.0)
    for (word, head), score in heads.items():
        arcs[word - 1, head] = score
    table = np.full((words + 1, words + 1, len(_RELATIONS)), -4.0)
    for (word, head, relation), score in relations.items():
        table[word, head, _RELATIONS.index(relation)] = score

    def relate(dependents: np.ndarray, governors: np.ndarray) -> np.ndarray:
        return table[dependents[:, 0].astype(int), governors[:, 0].astype(int)]

    numbers = np.arange(words + 1, dtype=float)[:, None]
    found, labels = TreeDecoder(_RELATIONS, relate)(arcs, numbers[1:], numbers, starts)
    return list(zip(found.tolist(), labels, strict=True))


def test_a_word_is_no_second_subject_where_it_can_be_a_part_of_the_first() -> None:
    heads = {(1, 3): 4.0, (1, 2): 2.0, (2, 3): 4.0, (3, 0): 4.0}
    relations = {(1, 3, "nsubj"): 4.0, (2, 3, "nsubj"): 4.0, (1, 2, "compound"): 4.0}
    assert _decode(heads, relations, 3, [0]) == [(2, "compound"), (3, "nsubj"), (0, "root")]


def test_the_second_object_takes_its_next_relation() -> None:
    heads = {(1, 0): 4.0, (2, 1): 4.0, (3, 1): 4.0}
    relations = {(2, 1, "obj"): 4.0, (3, 1, "obj"): 3.0, (3, 1, "xcomp"): 2.0}
    assert _decode(heads, relations, 3, [0]) == [(0, "root"), (1, "obj"), (1, "xcomp")]


def test_one_subject_each_of_two_predicates_stays() -> None:
    heads = {(1, 2): 4.0, (2, 0): 4.0, (3, 4): 4.0, (4, 2): 4.0}
    relations = {(1, 2, "nsubj"): 4.0, (3, 4, "nsubj"): 4.0, (4, 2, "conj"): 4.0}
    assert _decode(heads, relations, 4, [0]) == [(2, "nsubj"), (0, "root"), (4, "nsubj"), (2, "conj")]


def test_a_conjunct_stands_behind_its_head() -> None:
    heads = {(1, 2): 4.0, (2, 0): 4.0}
    relations = {(1, 2, "conj"): 4.0, (1, 2, "obl"): 3.0}
    assert _decode(heads, relations, 2, [0]) == [(2, "obl"), (0, "root")]


def test_the_relation_decides_between_heads_of_like_score() -> None:
    heads = {(1, 2): 1.1, (1, 3): 1.0, (2, 3): 4.0, (3, 0): 4.0}
    relations = {(1, 2, "obl"): -3.9, (1, 3, "nsubj"): 4.0, (2, 3, "obl"): 4.0}
    assert _decode(heads, relations, 3, [0])[0] == (3, "nsubj")


@pytest.mark.parametrize(("doubt", "head"), [(3.6, 3), (0.0, 1)])
def test_arcs_cross_only_where_that_is_sure(doubt: float, head: int) -> None:
    # 4 hangs on 1 or, within the arc from 3 to 2, on 3; the arc from 1 to 4 crosses the one from 3 over 2's root.
    heads = {(1, 3): 4.0, (2, 0): 4.0, (3, 2): 4.0, (4, 1): 4.0, (4, 3): doubt}
    relations = {(1, 3, "obl"): 4.0, (3, 2, "obl"): 4.0, (4, 1, "obl"): 4.0, (4, 3, "obl"): 4.0}
    assert _decode(heads, relations, 4, [0])[3][0] == head


@pytest.mark.parametrize(("words", "subjects"), [(4, 1), (60, 59)])
def test_a_stretch_with_many_words_in_doubt_is_left_as_it_is(words: int, subjects: int) -> None:
    heads = {(1, 0): 9.0, **{(word, 1): 9.0 for word in range(2, words + 1)}}
    relations = {(word, 1, name): score for word in range(2, words + 1) for name, score in (("nsubj", 4), ("obl", 3))}
    assert [relation for _, relation in _decode(heads, relations, words, [0])].count("nsubj") == subjects


def test_sentences_of_a_window_do_not_cross() -> None:
    heads = {(word, 5): 9.0 for word in range(1, 5)}  # every word wants the last one
    found = [head for head, _ in _decode(heads, {}, 5, [0, 2])]
    assert all(head <= 2 for head in found[:2])
    assert found.count(0) == 2


@settings(max_examples=60, deadline=None)
@given(words=st.integers(1, 14), seed=st.integers(0, 10_000), cut=st.integers(0, 13))
def test_any_scores_give_trees(words: int, seed: int, cut: int) -> None:
    random = np.random.default_rng(seed)
    table = random.normal(size=(words, words + 1, len(_RELATIONS))) * 3

    def relate(dependents: np.ndarray, governors: np.ndarray) -> np.ndarray:
        return table[dependents[:, 0].astype(int) - 1, governors[:, 0].astype(int)]

    numbers = np.arange(words + 1, dtype=float)[:, None]
    starts = [0, cut] if 0 < cut < words else [0]
    heads, relations = TreeDecoder(_RELATIONS, relate)(
        random.normal(size=(words, words + 1)) * 3, numbers[1:], numbers, starts
    )
    assert [relation == "root" for relation in relations] == (heads == 0).tolist()
    for start, end in zip(starts, [*starts[1:], words], strict=True):
        assert (heads[start:end] == 0).sum() == 1
        assert all(head == 0 or start < head <= end for head in heads[start:end])
    for word in range(words):
        node, steps = word + 1, 0
        while node:
            node, steps = int(heads[node - 1]), steps + 1
            assert steps <= words
