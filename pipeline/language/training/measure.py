"""Figures on windows with gold words: attachment, tags, sentences, names, check-worthiness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.language.decode import BioDecoder, find_starts, spans_of
from pipeline.language.labels import NAME_TAGS
from pipeline.language.training.batches import Labels, Window
from pipeline.language.training.names import PLACES
from pipeline.language.trees import TreeDecoder

__all__ = ["Scores", "f_score", "measure", "worth_figures"]

Array = NDArray[Any]
Scores = tuple[Array, Array, Array, Array, Array, Array]
Forward = Callable[[Sequence[Window]], Scores]
Relate = Callable[[Array, Array], Array]


def f_score(found: int, gold: int, right: int) -> float:
    """Harmonic mean of precision and recall, in per cent."""
    return 200.0 * right / max(1, found + gold)


def measure(
    found: Sequence[Window], labels: Labels, forward: Forward, relate: Relate, size: int = 1500
) -> dict[str, float]:
    """Return figures in per cent: ``las`` on gold sentences, ``las_own`` on the sentences that were found.

    Names are compared as PERSON, ORG and LOC (with GPE and FAC), for that is what the treebanks mark.
    """
    count: Counter[str] = Counter()
    decoder = BioDecoder(NAME_TAGS)
    trees = TreeDecoder(labels.relations, relate)
    sizes = [len(labels.upos), len(labels.xpos), len(labels.feats)]
    for batch in _plain_batches(found, size):
        scores = forward(batch)
        for row, window in enumerate(batch):
            arcs, dependents, governors, tags, names, _ = (part[row] for part in scores)
            words = len(window.words)
            arcs = arcs[:words, : words + 1]
            if window.sentences[0].names:
                _count_names(count, window, decoder(names[:words]))
            if not window.sentences[0].heads:
                continue
            count["words"] += words
            cuts = np.cumsum([0, *sizes])
            for name, start, end in zip(("upos", "xpos", "feats"), cuts[:-1], cuts[1:], strict=True):
                best = tags[:words, start:end].argmax(1)
                gold = [x for sentence in window.sentences for x in getattr(sentence, name)]
                known = getattr(labels, name)
                count[name] += sum(known[b] == g for b, g in zip(best, gold, strict=True))
            starts = list(np.cumsum([0] + [len(s.words) for s in window.sentences])[:-1])
            own = find_starts(arcs, tags[:words, -1], 0)
            ours = set(zip(own, [*own[1:], words], strict=True))
            theirs = set(zip(starts, [*starts[1:], words], strict=True))
            count["sentences"] += len(theirs)
            count["own"] += len(ours)
            count["both"] += len(ours & theirs)
            gold_heads = np.array(
                [h + o if h else 0 for s, o in zip(window.sentences, starts, strict=True) for h in s.heads]
            )
            gold_relations = [r for sentence in window.sentences for r in sentence.relations]
            for suffix, cut in (("", starts), ("_own", own)):
                heads, relations = trees(arcs, dependents[:words], governors[: words + 1], cut)
                right = heads == gold_heads
                same = np.array(relations) == np.array(gold_relations)
                count["uas" + suffix] += int(right.sum())
                count["las" + suffix] += int((right & same).sum())
    return _figures(count)


def _count_names(count: Counter[str], window: Window, tags: list[str]) -> None:
    offset = 0
    gold = set()
    for sentence in window.sentences:
        for name in sentence.spans:
            coarse = _coarse(name.labels)
            if coarse:
                gold.add((name.start + offset, name.end + offset, coarse))
        offset += len(sentence.words)
    found = {(s, e, coarse) for s, e, label in spans_of(tags) if (coarse := _coarse(frozenset({label})))}
    for label in ("PERSON", "ORG", "LOC"):
        for key, names in (("gold", gold), ("found", found), ("right", gold & found)):
            count[f"{label} {key}"] += sum(name[2] == label for name in names)


def _coarse(labels: frozenset[str]) -> str | None:
    if labels <= PLACES:
        return "LOC"
    return next(iter(labels)) if labels in ({"PERSON"}, {"ORG"}) else None


def _figures(count: Counter[str]) -> dict[str, float]:
    figures = {}
    if count["words"]:
        for name in ("upos", "xpos", "feats", "uas", "las", "uas_own", "las_own"):
            figures[name] = 100.0 * count[name] / count["words"]
        figures["sentences"] = f_score(count["own"], count["sentences"], count["both"])
    total: Counter[str] = Counter()
    for label in ("PERSON", "ORG", "LOC"):
        parts = {key: count[f"{label} {key}"] for key in ("found", "gold", "right")}
        total.update(parts)
        if parts["gold"]:
            figures[label] = f_score(**parts)
    if total["gold"]:
        figures["names"] = f_score(total["found"], total["gold"], total["right"])
    return {name: round(value, 2) for name, value in figures.items()}


def worth_figures(logits: Sequence[float], gold: Sequence[float], threshold: float = 0.5) -> dict[str, float]:
    """Return F1 at a threshold, the best F1 with its threshold, and average precision."""
    scores = 1.0 / (1.0 + np.exp(-np.asarray(logits, np.float64)))
    truth = np.asarray(gold) > 0.5
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(truth[order])
    ranks = np.arange(1, len(order) + 1)
    f_scores = 2 * right / (ranks + truth.sum())
    best = int(f_scores.argmax())
    chosen = scores >= threshold
    return {
        "worth_f1": round(f_score(int(chosen.sum()), int(truth.sum()), int((chosen & truth).sum())), 2),
        "worth_best": round(100 * float(f_scores[best]), 2),
        "worth_threshold": round(float(scores[order][best]), 3),
        "worth_ap": round(100 * float((right / ranks)[truth[order]].mean()), 2),
    }


def _plain_batches(found: Sequence[Window], size: int) -> list[list[Window]]:
    made: list[list[Window]] = []
    for window in sorted(found, key=lambda w: len(w.ids)):
        if made and len(window.ids) * (len(made[-1]) + 1) <= size:
            made[-1].append(window)
        else:
            made.append([window])
    return made
