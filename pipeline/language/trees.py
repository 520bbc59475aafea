"""Heads and relations together: the best tree of arcs and their relations, mended where it breaks what always holds.

The network scores arcs and relations apart, and a tree of the best arcs may give a verb two subjects. Arcs are
therefore weighed with the best relation that they allow, and what a tree of Universal Dependencies does not have (two
subjects of one predicate, two direct objects) or seldom has (arcs that cross) is mended by the cheapest change of one
word's head or relation, as long as that raises the score.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.language.decode import log_softmax, single_root_tree

__all__ = ["TreeDecoder"]

Array = NDArray[Any]

_LIKELY_HEADS = 4
_LIKELY_RELATIONS = 4
_LEAST = -6.0
_UNLIKELY = 12.0
_MOST_CHANGES = 6
_MOST_DOUBTS = 40
"""Words in doubt beyond which a stretch is no sentence (a line of numbers), and is left as it is: news has up to 8."""
_GAIN = 1e-6
_NEVER = -1e9

_FIRST_IS_HEAD = frozenset({"appos", "conj", "fixed", "flat", "goeswith", "list"})
_ONCE = {
    **dict.fromkeys(("nsubj", "nsubj:pass", "csubj", "csubj:pass"), "subject"),
    "obj": "object",
}
_TWICE_COSTS = 8.0
_NEAREST_STAYS = 1.0
# Chosen on the development documents; better on each half of them.
_CROSSING_COSTS = 1.0


class TreeDecoder:
    """Decides the head and the relation of every word of some sentences.

    Parameters
    ----------
    relations
        The labels, in the order of the scores' columns.
    relate
        Scores every relation between rows of dependents and rows of governors.
    """

    def __init__(self, relations: Sequence[str], relate: Callable[[Array, Array], Array]) -> None:
        self.relations = tuple(relations)
        self.relate = relate
        self._root = self.relations.index("root")
        self._needs_left_head = np.array([label in _FIRST_IS_HEAD for label in self.relations])
        self._once = [_ONCE.get(label) for label in self.relations]

    def __call__(
        self, arcs: Array, dependents: Array, governors: Array, starts: Sequence[int]
    ) -> tuple[Array, list[str]]:
        """Return the heads (0 for the root of a sentence, else a word's number counted from 1) and the relations.

        Parameters
        ----------
        arcs
            ``(words, words + 1)``: how well column ``j`` (0 the root, else word ``j - 1``) heads a word.
        dependents
            A vector for each word.
        governors
            A vector for the root and for each word.
        starts
            The first word of each sentence, rising, the first of them 0.
        """
        bounds = list(itertools.pairwise([*starts, len(arcs)]))
        attached = [_within(arcs, start, end) for start, end in bounds]
        likely = [_likely(scores) for scores in attached]
        related = self._relate(dependents, governors, bounds, likely)
        cuts = np.cumsum([0, *(len(words) for words, _ in likely)])
        heads = np.zeros(len(arcs), np.int64)
        relations: list[str] = []
        for number, (start, end) in enumerate(bounds):
            rows = related[cuts[number] : cuts[number + 1]]
            tree = self._best(attached[number], *likely[number], rows)
            unforeseen = np.flatnonzero(tree.rows[np.arange(end - start), tree.heads] < 0)
            if len(unforeseen):
                pairs = unforeseen, tree.heads[unforeseen]
                tree.rows[pairs] = np.arange(len(rows), len(rows) + len(unforeseen))
                tree = tree._replace(
                    related=np.vstack([rows, self._relate(dependents, governors, [(start, end)], [pairs])])
                )
            chosen = tree.related[tree.rows[np.arange(end - start), tree.heads]]
            tree.relations.extend(chosen.argmax(1).tolist())
            self._mend(tree)
            heads[start:end] = np.where(tree.heads == 0, 0, tree.heads + start)
            relations += [self.relations[relation] for relation in tree.relations]
        return heads, relations

    @staticmethod
    def _best(attached: Array, words: Array, heads: Array, related: Array) -> _Tree:
        """The best tree of arcs with their best relations."""
        joint = attached - _UNLIKELY
        joint[words, heads] = attached[words, heads] + related.max(1)
        rows = np.full(attached.shape, -1)
        rows[words, heads] = np.arange(len(words))
        return _Tree(attached, rows, related, single_root_tree(joint), [])

    def _relate(
        self,
        dependents: Array,
        governors: Array,
        bounds: Sequence[tuple[int, int]],
        pairs: Sequence[tuple[Array, Array]],
    ) -> Array:
        """Log-probabilities of the relations of some arcs of each sentence, given by their words and heads."""
        words = np.concatenate([w + start for (start, _), (w, _) in zip(bounds, pairs, strict=True)])
        heads = np.concatenate(
            [np.where(h == 0, 0, h + start) for (start, _), (_, h) in zip(bounds, pairs, strict=True)]
        )
        scores = self.relate(dependents[words], governors[heads]).astype(np.float64)
        scores[np.ix_(heads > words + 1, self._needs_left_head)] = _NEVER
        scores[:, self._root] = np.where(heads == 0, -_NEVER, _NEVER)
        return log_softmax(scores)

    def _mend(self, tree: _Tree) -> None:
        for _ in range(_MOST_CHANGES):
            best, change = _GAIN, None
            doubtful = self._in_doubt(tree)
            if len(doubtful) > _MOST_DOUBTS:
                return
            for word in sorted(doubtful):
                for gain, head, relation in self._changes(tree, word):
                    if gain > best:
                        best, change = gain, (word, head, relation)
            if change is None:
                return
            word, head, relation = change
            tree.heads[word], tree.relations[word] = head, relation

    def _in_doubt(self, tree: _Tree) -> set[int]:
        """The words that share a place which is for one alone, and those whose arcs cross."""
        found: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        for word, (head, relation) in enumerate(zip(tree.heads.tolist(), tree.relations, strict=True)):
            role = self._once[relation]
            if role:
                found[head, role].add(word)
        shared = {word for words in found.values() if len(words) > 1 for word in words}
        doubtful = shared | set(np.flatnonzero(_crossing(tree.heads)).tolist())
        return {word for word in doubtful if tree.heads[word]}

    def _changes(self, tree: _Tree, word: int) -> Iterator[tuple[float, int, int]]:
        """What each other head or relation of a word would gain."""
        roles = Counter(
            (head, self._once[relation])
            for other, (head, relation) in enumerate(zip(tree.heads.tolist(), tree.relations, strict=True))
            if other != word
        )

        def worth(head: int, relation: int) -> float:
            score = float(tree.attached[word, head] + tree.related[tree.rows[word, head], relation])
            role = self._once[relation]
            return score - (_TWICE_COSTS if role and roles[head, role] else 0.0)

        old, kept = int(tree.heads[word]), tree.relations[word]
        now = worth(old, kept) - _CROSSING_COSTS * _crossings(tree.heads, word, old)
        leaving = _NEAREST_STAYS if self._is_nearest_subject(tree, word) else 0.0
        for head in np.flatnonzero(tree.rows[word] >= 0).tolist():
            if not head or tree.hangs_on(head, word):
                continue
            scores = tree.related[tree.rows[word, head]]
            costs = _CROSSING_COSTS * _crossings(tree.heads, word, head) + (leaving if head != old else 0.0)
            for relation in np.argsort(-scores, kind="stable")[:_LIKELY_RELATIONS].tolist():
                if (head, relation) != (old, kept):
                    yield worth(head, relation) - costs - now, head, relation

    def _is_nearest_subject(self, tree: _Tree, word: int) -> bool:
        """Say whether a word is the nearest of several subjects: "Hale believes it helps, aides said" is the aides'."""
        head = int(tree.heads[word])
        subjects = [
            other
            for other, relation in enumerate(tree.relations)
            if self._once[relation] == "subject" and tree.heads[other] == head
        ]
        return len(subjects) > 1 and word == min(subjects, key=lambda other: abs(other + 1 - head))


class _Tree(NamedTuple):
    """A sentence's tree; heads count from 1 within it, 0 is the root."""

    attached: Array
    rows: Array  # where the relations of an arc are scored, -1 where they are not
    related: Array
    heads: Array
    relations: list[int]

    def hangs_on(self, head: int, word: int) -> bool:
        """Say whether ``head`` (counted from 1) is ``word`` (counted from 0) or below it."""
        while head:
            if head == word + 1:
                return True
            head = int(self.heads[head - 1])
        return False


def _within(arcs: Array, start: int, end: int) -> Array:
    """Log-probabilities of the heads of a sentence's words, among its own words."""
    size = end - start
    scores = np.empty((size, size + 1), np.float64)
    scores[:, 0] = arcs[start:end, 0]
    scores[:, 1:] = arcs[start:end, start + 1 : end + 1]
    scores[np.arange(size), np.arange(size) + 1] = _NEVER
    return log_softmax(scores)


def _likely(scores: Array) -> tuple[Array, Array]:
    """The words and heads of the arcs that are worth relating: for each word the best ones."""
    bar = scores.max(1)
    if scores.shape[1] > _LIKELY_HEADS:
        bar = np.minimum(bar, np.maximum(np.partition(scores, -_LIKELY_HEADS, axis=1)[:, -_LIKELY_HEADS], _LEAST))
    else:
        bar = np.minimum(bar, _LEAST)
    words, heads = np.nonzero(scores >= bar[:, None])
    return words, heads


def _ends(heads: Array) -> tuple[Array, Array]:
    words = np.arange(1, len(heads) + 1)
    return np.minimum(words, heads), np.maximum(words, heads)


def _crossing(heads: Array) -> Array:
    """Say for each word whether its arc crosses another; the root's stands before the first word."""
    low, high = _ends(heads)
    into = (low[:, None] < low) & (low < high[:, None]) & (high[:, None] < high)
    return np.asarray(into.any(0) | into.any(1))


def _crossings(heads: Array, word: int, head: int) -> int:
    """Count the arcs of the other words that an arc from ``head`` to ``word`` would cross."""
    low, high = _ends(heads)
    left, right = sorted((word + 1, head))
    crossed = ((low < left) & (left < high) & (high < right)) | ((left < low) & (low < right) & (right < high))
    crossed[word] = False
    return int(crossed.sum())
