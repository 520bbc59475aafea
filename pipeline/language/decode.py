"""From scores to decisions: where sentences begin, the best tree, and names that do not contradict themselves.

Where a sentence begins is decided together with its heads, for a head that lies across a boundary speaks against it.
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

__all__ = ["BioDecoder", "find_starts", "log_softmax", "single_root_tree", "spans_of"]

Scores = NDArray[np.floating[Any]]
Heads = NDArray[np.int64]

_NEVER = -1e9
_ROOT_CANDIDATES = 4

# Chosen on the development documents; better on each half of them.
_DOUBT = 5.0
_LEANING = 0.4
_TREES = 0.3
_MOST_DOUBTS = 12


def find_starts(arcs: Scores, logits: Scores, first: int) -> list[int]:
    """Return the words that begin a sentence, ``first`` among them.

    Parameters
    ----------
    arcs
        ``(words, words + 1)``: how well column ``j`` (0 the root, else word ``j - 1``) heads a word.
    logits
        How likely each word is to begin a sentence, as log odds.
    first
        The first word that is not settled yet.
    """
    words = len(logits)
    odds = logits.astype(np.float64) + _LEANING
    sure = [first, *(np.flatnonzero(odds[first + 1 :] > _DOUBT) + first + 1).tolist(), words]
    starts: list[int] = []
    heads: Scores | None = None
    for start, end in itertools.pairwise(sure):
        doubtful = (np.flatnonzero(odds[start + 1 : end] > -_DOUBT) + start + 1).tolist()
        if doubtful and heads is None:
            heads = log_softmax(arcs)
        if doubtful and heads is not None:
            kept = sorted(sorted(doubtful, key=lambda word: abs(odds[word]))[:_MOST_DOUBTS])
            starts += _best_starts(heads, odds, [start, *kept, end])
        else:
            starts.append(start)
    return starts


def _best_starts(heads: Scores, odds: Scores, points: list[int]) -> list[int]:
    """Choose among the inner points the boundaries that suit both their odds and the heads of the words."""
    best: list[tuple[float, list[int]]] = [(0.0, [])]
    for number, point in enumerate(points[1:], start=1):
        paths = []
        for before in range(number):
            score, path = best[before]
            score += _TREES * _attachment(heads, points[before], point)
            score -= sum(float(np.logaddexp(0, odds[skipped])) for skipped in points[before + 1 : number])
            paths.append((score, [*path, points[before]]))
        score, path = max(paths)
        best.append((score - float(np.logaddexp(0, -odds[point])) if point != points[-1] else score, path))
    return best[-1][1]


def _attachment(heads: Scores, start: int, end: int) -> float:
    """How well the words of a stretch find one root and heads among themselves."""
    if end - start == 1:
        return float(heads[start, 0])
    inside = heads[start:end, start + 1 : end + 1].max(1)
    return float(inside.sum() + (heads[start:end, 0] - inside).max())


def log_softmax(scores: Scores) -> Scores:
    """Return the logarithms of the probabilities of each row, in float64."""
    scores = scores.astype(np.float64)
    scores -= scores.max(1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(1, keepdims=True))
    return scores


def single_root_tree(scores: Scores) -> Heads:
    """Return the best tree with one root over a sentence: for each word 0, or the number of its head counted from 1.

    Parameters
    ----------
    scores
        ``(n, n + 1)``: how well column ``j`` (0 the root, else word ``j - 1``) heads a word.
    """
    size = scores.shape[0]
    if size == 1:
        return np.zeros(1, np.int64)
    scores = scores.astype(np.float64)
    scores[np.arange(size), np.arange(size) + 1] = _NEVER
    greedy: Heads = scores.argmax(1)
    if (greedy == 0).sum() == 1 and _cycle([0, *greedy.tolist()]) is None:
        return greedy
    scores = log_softmax(scores)
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
