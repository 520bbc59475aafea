"""From scores to one analysis: a tree for every sentence, and names that do not contradict themselves.

Trees are maximum spanning arborescences with exactly one root (Chu and Liu 1965, Edmonds 1967, with the single-root
constraint that Zmigrod et al. 2020, arXiv:2008.12897, argue for); names are the best path through their BIO tags
(Viterbi 1967).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["BioDecoder", "decode_heads", "single_root_tree", "spans_of"]

Scores = NDArray[np.floating[Any]]
Heads = NDArray[np.int64]

_NEVER = -1e9
_ROOT_CANDIDATES = 4


def decode_heads(arcs: Scores, starts: Sequence[int]) -> Heads:
    """Return a head for each word of a window, one tree a sentence.

    Parameters
    ----------
    arcs
        ``(words, words + 1)``: how well column ``j`` (0 the root, else word ``j - 1``) heads a word.
    starts
        The first word of each sentence, rising, the first of them 0.

    Returns
    -------
    numpy.ndarray
        0 for the root of a sentence, else the number of the head counted from 1.
    """
    words = arcs.shape[0]
    heads = np.zeros(words, np.int64)
    bounds = [*starts, words]
    for start, end in itertools.pairwise(bounds):
        block = np.empty((end - start, end - start + 1), np.float64)
        block[:, 0] = arcs[start:end, 0]
        block[:, 1:] = arcs[start:end, start + 1 : end + 1]
        tree = single_root_tree(block)
        heads[start:end] = np.where(tree == 0, 0, tree + start)
    return heads


def single_root_tree(scores: Scores) -> Heads:
    """Return the best tree with one root over a sentence.

    Parameters
    ----------
    scores
        ``(n, n + 1)``, as for `decode_heads`.
    """
    size = scores.shape[0]
    if size == 1:
        return np.zeros(1, np.int64)
    scores = scores.astype(np.float64)
    scores[np.arange(size), np.arange(size) + 1] = _NEVER
    greedy: Heads = scores.argmax(1)
    if (greedy == 0).sum() == 1 and _cycle([0, *greedy.tolist()]) is None:
        return greedy
    scores -= scores.max(1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(1, keepdims=True))
    full = np.full((size + 1, size + 1), _NEVER)
    full[1:] = np.maximum(scores, -1e6)
    best: Heads = _arborescence(full)[1:]
    if (best == 0).sum() == 1:
        return best
    # Each likely root in turn: a penalty on the others keeps the search exact for the roots tried.
    best_score = -np.inf
    for root in np.argsort(-scores[:, 0], kind="stable")[:_ROOT_CANDIDATES]:
        fixed = full.copy()
        fixed[1:, 0] = _NEVER
        fixed[root + 1] = _NEVER
        fixed[root + 1, 0] = 0.0
        tree = _arborescence(fixed)[1:]
        score = full[np.arange(1, size + 1), tree].sum()
        if (tree == 0).sum() == 1 and score > best_score:
            best, best_score = tree, score
    return best


def _cycle(heads: list[int]) -> list[int] | None:
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path = []
        node = start
        while node and not state[node]:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if node and state[node] == 1:
            return path[path.index(node) :]
        for node in path:
            state[node] = 2
    return None


def _arborescence(scores: Scores) -> Heads:
    size = scores.shape[0]
    scores = scores.copy()
    np.fill_diagonal(scores, _NEVER)
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    found = _cycle(heads.tolist())
    if found is None:
        return heads
    cycle = np.array(found)
    inside = np.zeros(size, bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    count = len(rest)
    small = np.full((count + 1, count + 1), _NEVER)
    small[:count, :count] = scores[np.ix_(rest, rest)]
    entering = scores[np.ix_(cycle, rest)] - kept[:, None] + kept.sum()
    broken = entering.argmax(0)
    small[count, :count] = entering[broken, np.arange(count)]
    leaving = scores[np.ix_(rest, cycle)]
    attached = leaving.argmax(1)
    small[:count, count] = leaving[np.arange(count), attached]
    contracted = _arborescence(small)
    for index in range(1, count):
        head = contracted[index]
        heads[rest[index]] = cycle[attached[index]] if head == count else rest[head]
    entry = contracted[count]
    heads[cycle[broken[entry]]] = rest[entry]
    return heads


class BioDecoder:
    """The best sequence of tags in which every I- continues a name of its own label.

    Parameters
    ----------
    tags
        ``O`` and ``B-X``, ``I-X`` for each label, in the order of the scores' columns.
    """

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        size = len(self.tags)
        self._start = np.array([_NEVER if tag.startswith("I-") else 0.0 for tag in self.tags])
        self._step = np.zeros((size, size))
        for i, before in enumerate(self.tags):
            for j, after in enumerate(self.tags):
                if after.startswith("I-") and before[2:] != after[2:]:
                    self._step[i, j] = _NEVER

    def __call__(self, scores: Scores) -> list[str]:
        """Return one tag for each row of ``(words, tags)`` scores."""
        size = len(scores)
        if not size:
            return []
        greedy = scores.argmax(1)
        if self._start[greedy[0]] == 0 and (self._step[greedy[:-1], greedy[1:]] == 0).all():
            return [self.tags[tag] for tag in greedy]
        # float64 throughout, so that ties break alike wherever the same scores come from.
        emissions = scores.astype(np.float64)
        best = emissions[0] + self._start
        back = np.zeros((size, len(self.tags)), np.int64)
        for row in range(1, size):
            paths = best[:, None] + self._step
            back[row] = paths.argmax(0)
            best = paths.max(0) + emissions[row]
        path = [int(best.argmax())]
        for row in range(size - 1, 0, -1):
            path.append(int(back[row, path[-1]]))
        return [self.tags[tag] for tag in reversed(path)]


def spans_of(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (start, end, label) of every name in a sequence of BIO tags."""
    found: list[tuple[int, int, str]] = []
    start = -1
    for index, tag in enumerate([*tags, "O"]):
        if start >= 0 and not tag.startswith("I-"):
            found.append((start, index, tags[start][2:]))
            start = -1
        if tag.startswith("B-"):
            start = index
    return found
