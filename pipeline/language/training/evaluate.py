"""The table of the model card: a model folder measured as it is shipped."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from pipeline.language.load import load_language
from pipeline.language.reader import Reader
from pipeline.language.training.batches import Labels, Window, dev_windows
from pipeline.language.training.crossner import read_crossner
from pipeline.language.training.data import read_docbin, read_worth
from pipeline.language.training.gum import read_conllu
from pipeline.language.training.measure import f_score, measure, worth_figures

__all__ = ["evaluate"]


def evaluate(data: Path, model: Path) -> dict[str, dict[str, float]]:
    """Return figures in per cent for each development set: on gold words, and from raw text (``raw_…``)."""
    reader = Reader(model)
    labels = Labels(tuple(reader.labels["relations"]), *(tuple(reader.labels[n]) for n in ("upos", "xpos", "feats")))
    forward, relate = _callbacks(reader)
    gum = read_conllu(data / "gum/gum_free_dev.conllu", "gum")
    sets = {
        "ewt": read_docbin(data / "treebank/ewt_dev.spacy", "ewt"),
        "gum": read_docbin(data / "treebank/gumfree_dev.spacy", "gum"),
        "gum-news": [document for document in gum if document.source == "gum-news"],
        "politics": read_crossner(data / "names/crossner_politics_test.txt", "politics")[-150:],
    }
    figures = {
        name: measure(dev_windows(documents, reader.pieces), labels, forward, relate)
        for name, documents in sets.items()
    }
    nlp = load_language(model=model)
    for name, file in (("ewt", "ewt_dev"), ("gum", "gumfree_dev")):
        gold = list(DocBin().from_disk(data / f"treebank/{file}.spacy").get_docs(nlp.vocab))
        figures[name] |= _from_text(nlp, gold)
        if name == "gum":
            news = [doc for doc in gold if "_news_" in str(doc.user_data.get("meta", ""))]
            figures["gum-news"] |= _from_text(nlp, news)
    rows = read_worth(data / "checkworthy/ct24_english_dev.jsonl")
    scores = [_worth(doc) for doc in nlp.pipe(text for text, _ in rows)]
    clipped = np.clip(scores, 1e-6, 1 - 1e-6)
    figures["ct24"] = worth_figures(list(np.log(clipped / (1 - clipped))), [worth for _, worth in rows])
    figures["speed"] = _speed(nlp, list(_texts(nlp, data)))
    return figures


def _callbacks(reader: Reader) -> tuple[Callable[..., Any], Callable[..., Any]]:
    def forward(found: Sequence[Window]) -> tuple[Any, ...]:
        length = -(-max(len(window.ids) for window in found) // 16) * 16
        feed = {name: np.zeros((len(found), length), np.int64) for name in ("ids", "case", "first", "last")}
        mask = np.zeros((len(found), length), np.float32)
        for row, window in enumerate(found):
            for name in feed:
                values = getattr(window, name)
                feed[name][row, : len(values)] = values
            mask[row, : len(window.ids)] = 1.0
        return tuple(reader.scores({**feed, "mask": mask}))

    return forward, reader.relate


def _worth(doc: Doc) -> float:
    return max(doc._.checkworthiness.values(), default=0.0)


def _texts(nlp: Language, data: Path) -> list[str]:
    found = DocBin().from_disk(data / "treebank/gumfree_train.spacy").get_docs(nlp.vocab)
    texts: dict[str, list[str]] = {}
    for doc in found:
        meta = str(doc.user_data.get("meta", ""))
        if "_news_" in meta:
            texts.setdefault(meta, []).append(doc.text.strip())
    return ["\n\n".join(parts) for parts in texts.values()]


def _speed(nlp: Language, texts: list[str]) -> dict[str, float]:
    """Words a second of processor time, in one batch and one article at a time, after a warm-up."""
    list(nlp.pipe(texts[:2]))
    words = sum(sum(not token.is_space for token in nlp.make_doc(text)) for text in texts)
    began = time.process_time()
    list(nlp.pipe(texts))
    batched = time.process_time() - began
    began = time.process_time()
    for text in texts:
        nlp(text)
    alone = time.process_time() - began
    return {"articles": len(texts), "words": words, "batched": round(words / batched), "alone": round(words / alone)}


def _from_text(nlp: Language, gold: Sequence[Doc]) -> dict[str, float]:
    """Figures from raw text: a word counts where both have the same characters (as in the CoNLL 2018 shared task)."""
    count: Counter[str] = Counter()
    for wanted, found in zip(gold, nlp.pipe(doc.text for doc in gold), strict=True):
        theirs, ours = _facts(wanted), _facts(found)
        for name in theirs:
            count[f"{name} gold"] += len(theirs[name])
            count[f"{name} found"] += len(ours[name])
            count[f"{name} right"] += len(theirs[name] & ours[name])
    return {
        f"raw_{name}": round(f_score(count[f"{name} found"], count[f"{name} gold"], count[f"{name} right"]), 2)
        for name in ("words", "sentences", "upos", "xpos", "lemma", "uas", "las", "names")
    }


_COARSE = {"GPE": "LOC", "FAC": "LOC", "LOC": "LOC", "PERSON": "PERSON", "ORG": "ORG"}


def _facts(doc: Doc) -> dict[str, set[tuple[Any, ...]]]:
    words = [token for token in doc if not token.is_space]
    place = {token.i: (token.idx, token.idx + len(token)) for token in words}
    starts = [number for number, token in enumerate(words) if token.is_sent_start]
    ends = [*starts[1:], len(words)]
    roots = {token.i for token in words if token.head.i == token.i}
    facts: dict[str, set[tuple[Any, ...]]] = {
        "words": set(place.values()),
        "sentences": {(place[words[s].i][0], place[words[e - 1].i][1]) for s, e in zip(starts, ends, strict=True)},
    }
    for name in ("pos_", "tag_", "lemma_"):
        key = {"pos_": "upos", "tag_": "xpos", "lemma_": "lemma"}[name]
        facts[key] = {(*place[token.i], getattr(token, name)) for token in words}
    heads = {t.i: () if t.i in roots else place.get(t.head.i, ()) for t in words}
    facts["uas"] = {(*place[token.i], heads[token.i]) for token in words}
    facts["las"] = {(*place[t.i], heads[t.i], "ROOT" if t.i in roots else t.dep_) for t in words}
    facts["names"] = {(e.start_char, e.end_char, _COARSE[e.label_]) for e in doc.ents if e.label_ in _COARSE}
    return facts
