"""Which old claim is which new claim: one to one, the best for the article as a whole, nothing where nothing is likely.

First the claims that a verdict carries over to, then, among what is left, the most similar, by the Hungarian method
(Kuhn 1955; `scipy.optimize.linear_sum_assignment`) on shared words and letters, order, neighbours.
The matching only proposes: what a pair is worth is for `changes.compare` to say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix

from pipeline.review.changes import Comparison, compare
from pipeline.review.lexicon import LIGHT
from pipeline.review.signature import Names, Signature

__all__ = ["Pair", "align"]

_SIMILAR = 0.5
_SIMILAR_BETWEEN = 0.36
_CANDIDATE = 0.5
_CANDIDATES = 3

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """An old claim and the new one that it became, by their places in the two lists."""

    old: int
    new: int
    comparison: Comparison
    similarity: float


def align(
    old: Sequence[Signature], new: Sequence[Signature], names: Names, *, live: Sequence[bool] | None = None
) -> list[Pair]:
    """Match the claims of two versions.

    Parameters
    ----------
    old, new
        The claims of the two versions, each in the order of its article.
    names
        Which names are aliases of which.
    live
        Which old claims stood in the last version; one that was removed before yields to one that was not.

    Returns
    -------
    list of Pair
        Each claim in at most one pair, in the order of ``new``.
    """
    live = live if live is not None else [True] * len(old)
    pairs = _same_words(old, new, names, live)
    taken_old, taken_new = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    rest_old = [index for index in range(len(old)) if index not in taken_old]
    rest_new = [index for index in range(len(new)) if index not in taken_new]
    if rest_old and rest_new:
        anchors = {pair.old: pair.new for pair in pairs if live[pair.old]}
        pairs += _similar(old, new, rest_old, rest_new, anchors, names, live)
    return sorted(pairs, key=lambda pair: pair.new)


def _key(signature: Signature) -> tuple[str, ...]:
    return tuple(norm for norm in signature.norms if norm not in LIGHT)


def _same_words(old: Sequence[Signature], new: Sequence[Signature], names: Names, live: Sequence[bool]) -> list[Pair]:
    """Pair claims with the same words where the comparison holds; equal claims by their place in the article."""
    groups: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for index, signature in enumerate(old):
        groups[_key(signature)][0].append(index)
    for index, signature in enumerate(new):
        groups[_key(signature)][1].append(index)
    places = _places(live)
    pairs: list[Pair] = []
    for olds, news in groups.values():
        if not olds or not news:
            continue
        options = [(o, n, found) for o in olds for n in news if (found := compare(old[o], new[n], names)).harmless]
        if len(olds) == len(news) == 1:
            pairs.extend(Pair(o, n, found, 1.0) for o, n, found in options)
            continue
        cost = np.zeros((len(olds), len(news)))
        found_at: dict[tuple[int, int], Comparison] = {}
        for o, n, found in options:
            row, column = olds.index(o), news.index(n)
            found_at[row, column] = found
            nearness = _neighbours(old, new, o, n) - abs(places[o] - n / max(len(new), 1))
            cost[row, column] = -10.0 - nearness - 4.0 * live[o] - 2.0 * (found.level == "same")
        for row, column in _assigned(cost):
            if (row, column) in found_at:
                pairs.append(Pair(olds[row], news[column], found_at[row, column], 1.0))
    return pairs


def _places(live: Sequence[bool]) -> list[float]:
    """Return where each old claim stood in its article, from 0 to 1: rows that were removed before take no place."""
    many = max(sum(live), 1)
    return [before / many for before in accumulate(map(int, live), initial=0)][:-1]


def _assigned(cost: Floats) -> list[tuple[int, int]]:
    rows, columns = linear_sum_assignment(cost)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True)]


def _neighbours(old: Sequence[Signature], new: Sequence[Signature], o: int, n: int) -> float:
    """Return how much of what stands around two claims is the same, between 0 and 2."""
    score = 0.0
    for step in (-1, 1):
        if 0 <= o + step < len(old) and 0 <= n + step < len(new):
            score += _key(old[o + step]) == _key(new[n + step])
        elif not 0 <= o + step < len(old) and not 0 <= n + step < len(new):
            score += 0.5
    return score


def _vectors(old: Sequence[Signature], new: Sequence[Signature]) -> tuple[csr_matrix, csr_matrix]:
    """Return the claims as bags of words; a rare word weighs up to twice what a common one does."""
    counts = Counter(norm for side in (old, new) for signature in side for norm in set(signature.norms))
    vocabulary = {norm: index for index, norm in enumerate(sorted(counts))}
    total = max(len(old) + len(new), 2)
    weights = np.array(
        [
            0.15 if norm in LIGHT or norm == "'s" else 1.0 + float(np.log(total / counts[norm]) / np.log(total))
            for norm in sorted(counts)
        ]
    )
    matrices = []
    for side in (old, new):
        rows, columns = [], []
        for index, signature in enumerate(side):
            for norm in set(signature.norms):
                rows.append(index)
                columns.append(vocabulary[norm])
        values = np.sqrt(weights[columns]) if columns else np.array([])
        matrices.append(csr_matrix((values, (rows, columns)), shape=(len(side), len(vocabulary))))
    return matrices[0], matrices[1]


def _similarity(old: Sequence[Signature], new: Sequence[Signature]) -> Floats:
    left, right = _vectors(old, new)
    shared: Floats = (left @ right.T).toarray()
    a = np.asarray(left.multiply(left).sum(axis=1)).reshape(-1, 1)
    b = np.asarray(right.multiply(right).sum(axis=1)).reshape(1, -1)
    dice = 2 * shared / np.maximum(a + b, 1e-9)
    contained = shared / np.maximum(np.minimum(a, b), 1e-9)
    words = 0.75 * dice + 0.25 * contained
    texts = ([" ".join(signature.norms) for signature in side] for side in (old, new))
    letters = process.cdist(*texts, scorer=fuzz.ratio, dtype=np.float32) / 100
    return np.asarray(np.round(0.5 * words + 0.5 * letters, 6), dtype=np.float64)


def _similar(
    old: Sequence[Signature],
    new: Sequence[Signature],
    rest_old: Sequence[int],
    rest_new: Sequence[int],
    anchors: dict[int, int],
    names: Names,
    live: Sequence[bool],
) -> list[Pair]:
    olds, news = [old[o] for o in rest_old], [new[n] for n in rest_new]
    similarity = _similarity(olds, news)
    places = _places(live)
    between = _between(rest_old, rest_new, anchors, len(old), len(new))
    place = np.abs(
        np.array([places[o] for o in rest_old])[:, None] - np.array([n / max(len(new), 1) for n in rest_new])[None, :]
    )
    score = similarity + 0.1 * (1 - place) + 0.1 * between
    score -= 0.05 * ~np.array([live[o] for o in rest_old])[:, None]
    compared: dict[tuple[int, int], Comparison] = {}
    for row, column in _candidates(similarity):
        found = compared[row, column] = compare(olds[row], news[column], names)
        if found.harmless:
            score[row, column] += 1.0
        elif len(found.facets) == 1:
            score[row, column] += 0.05
    allowed = np.where(similarity >= _SIMILAR, True, (between >= 1.0) & (similarity >= _SIMILAR_BETWEEN))
    for (row, column), found in compared.items():
        if found.harmless:
            allowed[row, column] = True
    cost = np.where(allowed, -np.round(score, 6), 0.0)
    pairs: list[Pair] = []
    for row, column in _assigned(cost):
        if allowed[row, column]:
            found = compared.get((row, column)) or compare(olds[row], news[column], names)
            pairs.append(Pair(rest_old[row], rest_new[column], found, float(similarity[row, column])))
    return pairs


def _candidates(similarity: Floats) -> list[tuple[int, int]]:
    """Return the most similar pairs of each row and column: only these can be the same statement."""
    chosen: set[tuple[int, int]] = set()
    for flip in (False, True):
        matrix = similarity.T if flip else similarity
        top = np.argsort(-matrix, axis=1, kind="stable")[:, :_CANDIDATES]
        for row in range(matrix.shape[0]):
            for column in top[row]:
                if matrix[row, column] >= _CANDIDATE:
                    chosen.add((int(column), row) if flip else (row, int(column)))
    return sorted(chosen)


def _between(
    rest_old: Sequence[int], rest_new: Sequence[int], anchors: dict[int, int], many_old: int, many_new: int
) -> Floats:
    """Return 1 where two claims stand between the same neighbours that are matched, a half where one neighbour is."""
    result = np.zeros((len(rest_old), len(rest_new)))
    back = {new: old for old, new in anchors.items()}
    before_new = [next((i for i in range(n - 1, -1, -1) if i in back), None) for n in rest_new]
    after_new = [next((i for i in range(n + 1, many_new) if i in back), None) for n in rest_new]
    for row, o in enumerate(rest_old):
        before = next((i for i in range(o - 1, -1, -1) if i in anchors), None)
        after = next((i for i in range(o + 1, many_old) if i in anchors), None)
        before_image = None if before is None else anchors[before]
        after_image = None if after is None else anchors[after]
        for column in range(len(rest_new)):
            result[row, column] = 0.5 * (before_new[column] == before_image) + 0.5 * (after_new[column] == after_image)
    return result
