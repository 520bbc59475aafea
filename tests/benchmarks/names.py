"""Scorer for names: the entities of the whole path, from raw text, against names that people marked.

``python -m tests.benchmarks.names DATA [SET ...] [--misses]`` where DATA holds ``treebank/ewt_dev.spacy`` (UNER, Mayhew
et al. 2024), ``treebank/gumfree_dev.spacy`` (names by a heuristic on GUM's entities: a name after a common noun,
"author Jo Hald", is not marked there), ``names/crossner_politics_test.txt`` (Liu et al. 2021; the last 150 sentences,
which the reader never saw) and ``names/ner_wikigold.spacy`` (Balasuriya et al. 2009; **trained on**, a sample: it shows
whether the room harms what the reader knows, and nothing more). SET is one or more of ``ewt``, ``gum``, ``politics``,
``wikigold``; all of them without it. Beside the whole path stands the reader alone (``doc.ents``) in the same run.
``--misses`` lists each difference with its kind; "room" marks what the reader alone has right.

A name counts where its characters and its label are those of the gold: PERSON, ORG, and LOC, which takes in GPE and
FAC; all other labels are dropped on both sides. Columns: precision, recall, F in per cent; the number of gold names.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.tokens import DocBin

from pipeline.corpus import article_from_text
from pipeline.entities import find_entities
from pipeline.language import load_language
from pipeline.language.training.names import CROSSNER, PLACES

__all__ = ["LABELS", "SETS", "Text", "differences", "figures", "read_set"]

LABELS = ("PERSON", "ORG", "LOC")
SETS = ("ewt", "gum", "politics", "wikigold")

_COARSE = {"GPE": "LOC", "FAC": "LOC", "LOC": "LOC", "PERSON": "PERSON", "ORG": "ORG"}

Names = frozenset[tuple[int, int, str]]


class Text(NamedTuple):
    """A text with its names as (start, end, label) in characters: the gold, the whole path's, the reader's alone."""

    text: str
    gold: Names
    ours: Names = frozenset()
    reader: Names = frozenset()


def read_set(data: Path, name: str) -> list[Text]:
    """Read the texts of a set with their gold names."""
    if name == "politics":
        return list(_crossner(data / "names/crossner_politics_test.txt"))
    file = {"ewt": "treebank/ewt_dev", "gum": "treebank/gumfree_dev", "wikigold": "names/ner_wikigold"}[name]
    docs = list(DocBin().from_disk(data / f"{file}.spacy").get_docs(spacy.blank("en").vocab))
    return [
        Text(
            doc.text, frozenset((e.start_char, e.end_char, _COARSE[e.label_]) for e in doc.ents if e.label_ in _COARSE)
        )
        for doc in (docs[::4] if name == "wikigold" else docs)
    ]


def _crossner(path: Path) -> Iterator[Text]:
    """Read sentences in columns; white space is restored by rule, for it is not kept there."""
    blocks = [block.splitlines() for block in path.read_text(encoding="utf-8").split("\n\n")]
    for block in [block for block in blocks if block][-150:]:
        text, name = "", ("", 0)
        gold: set[tuple[int, int, str]] = set()
        for word, tag in (line.split() for line in block):
            label, start = name
            if label and not tag.startswith("I-"):
                gold.add((start, len(text), label))
            closing = re.fullmatch(r"[,.;:!?%)\]]|'s|n't|''", word)
            text += "" if not text or closing or text[-1] in "([$`" else " "
            if not tag.startswith("I-"):
                labels = CROSSNER.get(tag[2:], PLACES if tag == "B-location" else frozenset())
                coarse = {_COARSE.get(label, "") for label in labels}
                name = (coarse.pop() if len(coarse) == 1 else "", len(text))
            text += word
        gold |= {(name[1], len(text), name[0])} if name[0] else set()
        yield Text(text, frozenset(gold))


def annotated(texts: list[Text]) -> list[Text]:
    """Return the texts with the names that are found in them."""
    nlp = load_language()
    articles = [article_from_text(one.text, id="text") for one in texts]
    found = []
    for one, article, doc in zip(texts, articles, nlp.pipe(article.text for article in articles), strict=True):
        assert article.text == one.text, "offsets would not hold"
        ours = frozenset((e.start, e.end, _COARSE[e.label]) for e in find_entities(doc) if e.label in _COARSE)
        reader = frozenset((e.start_char, e.end_char, _COARSE[e.label_]) for e in doc.ents if e.label_ in _COARSE)
        found.append(one._replace(ours=ours, reader=reader))
    return found


def figures(gold: list[Names], found: list[Names]) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F in per cent for each label and for all."""
    count: Counter[tuple[str, str]] = Counter()
    for theirs, ours in zip(gold, found, strict=True):
        for key, names in (("gold", theirs), ("found", ours), ("right", theirs & ours)):
            for *_, label in names:
                count[label, key] += 1
                count["all", key] += 1
    scores = {}
    for label in (*LABELS, "all"):
        right, wanted, given = (count[label, key] for key in ("right", "gold", "found"))
        precision, recall = right / max(1, given), right / max(1, wanted)
        f = 2 * precision * recall / max(1e-9, precision + recall)
        scores[label] = (100 * precision, 100 * recall, 100 * f)
    return scores


def differences(gold: Names, found: Names) -> Iterator[tuple[str, int, int, str]]:
    """Yield what differs: its kind, its characters, and what stands there."""
    for start, end, label in sorted(gold - found):
        over = [(s, e, k) for s, e, k in found if s < end and start < e]
        if (start, end) in {(s, e) for s, e, _ in over}:
            kind, what = f"label {label}", f"{label}, found {over[0][2]}"
        elif over:
            kind, what = f"span {label}", f"{label}"
        else:
            kind, what = f"missed {label}", label
        yield kind, start, end, what
    for start, end, label in sorted(found - gold):
        if not any(s < end and start < e for s, e, _ in gold):
            yield f"spurious {label}", start, end, label
        elif (start, end) not in {(s, e) for s, e, _ in gold}:
            yield f"as {label}", start, end, label


def _list_misses(name: str, texts: list[Text]) -> None:
    kinds: Counter[str] = Counter()
    for one in texts:
        for kind, start, end, what in differences(one.gold, one.ours):
            kinds[kind] += 1
            by_reader = "both" if (start, end, what.split(",")[0]) in one.gold ^ one.reader else "room"
            context = " ".join(
                f"{one.text[max(0, start - 50) : start]}[{one.text[start:end]}]{one.text[end : end + 40]}".split()
            )
            print(f"{name} {kind:16} {by_reader} {what:22} {context}")
    print(name, dict(kinds.most_common()))


def main(arguments: list[str]) -> None:
    """Print a table, and the differences if asked for."""
    names = [word for word in arguments[1:] if word in SETS] or SETS
    print(f"{'':12}{'label':8}{'whole path':>24}{'reader alone':>26}")
    for name in names:
        texts = annotated(read_set(Path(arguments[0]), name))
        gold = [one.gold for one in texts]
        ours, reader = figures(gold, [one.ours for one in texts]), figures(gold, [one.reader for one in texts])
        for label in (*LABELS, "all"):
            cells = ["".join(f"{value:8.1f}" for value in scores[label]) for scores in (ours, reader)]
            marked = sum(label in (kind, "all") for names in gold for *_, kind in names)
            print(f"{name:12}{label:8}{cells[0]}  {cells[1]}  ({marked})")
        if "--misses" in arguments:
            _list_misses(name, texts)


if __name__ == "__main__":
    main(sys.argv[1:])
