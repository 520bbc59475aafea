"""The sources, read into one form: documents of paragraphs of sentences.

``DATA`` is a folder with ``treebank/*.spacy`` (spaCy DocBins of UD treebanks), ``gum/*.conllu`` (GUM as published),
``names/`` (CoNLL columns of CrossNER, a DocBin of Wikigold) and ``checkworthy/*.jsonl`` (ClaimBuster, CheckThat!).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Token

from pipeline.language.labels import NAME_LABELS
from pipeline.language.training import names as nm

__all__ = ["Document", "Sentence", "read_docbin", "read_worth", "set_names"]


@dataclass
class Sentence:
    """A sentence and what its source says of it; what it does not say is empty or ``None``.

    ``heads`` count from 1 within the sentence, 0 is the root. ``names`` holds permitted tags (see `names.permitted`).
    ``worth`` is 1.0 for a sentence worth checking.
    """

    words: list[str]
    spaces: list[bool]
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    spans: list[nm.Name] = field(default_factory=list)
    worth: float | None = None


@dataclass
class Document:
    """Paragraphs of sentences, with the source they come from."""

    source: str
    paragraphs: list[list[Sentence]]


_UNER_GAPS = frozenset(NAME_LABELS) - {"PERSON", "ORG", *nm.PLACES}
_COARSE = {"PERSON": frozenset({"PERSON"}), "ORG": frozenset({"ORG"}), "LOC": nm.PLACES}


def read_docbin(path: Path, source: str) -> list[Document]:
    """Read a DocBin: a treebank with UNER's names, or names alone (labels PERSON, ORG, LOC)."""
    vocab = spacy.blank("en").vocab
    return [
        Document(source, [[_from_tokens(tokens) for tokens in paragraph] for paragraph in _paragraphs(doc)])
        for doc in DocBin().from_disk(path).get_docs(vocab)
    ]


def _paragraphs(doc: Doc) -> Iterator[list[list[Token]]]:
    paragraph: list[list[Token]] = []
    sentence: list[Token] = []
    for token in doc:
        closes = token.is_space and "\n" in token.text
        if sentence and (closes or token.is_sent_start):
            paragraph.append(sentence)
            sentence = []
        if paragraph and closes:
            yield paragraph
            paragraph = []
        if not token.is_space:
            sentence.append(token)
    if sentence:
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def _from_tokens(tokens: list[Token]) -> Sentence:
    doc = tokens[0].doc
    place = {token.i: number for number, token in enumerate(tokens, start=1)}
    words = [token.text for token in tokens]
    spaces = [bool(t.whitespace_) or (t.i + 1 < len(doc) and doc[t.i + 1].is_space) for t in tokens]
    sentence = Sentence(words, spaces)
    if doc.has_annotation("DEP"):
        sentence.heads = [0 if t.head.i == t.i else place[t.head.i] for t in tokens]
        sentence.relations = ["root" if t.head.i == t.i else t.dep_ for t in tokens]
        sentence.upos = [t.pos_ for t in tokens]
        sentence.xpos = [t.tag_ for t in tokens]
        sentence.feats = [str(t.morph) for t in tokens]
        sentence.lemmas = [t.lemma_ for t in tokens]
    if doc.has_annotation("ENT_IOB"):
        inside = [e for e in doc.ents if e.start in place and e.end - 1 in place]
        marked = [nm.Name(place[e.start] - 1, place[e.end - 1], _COARSE[e.label_]) for e in inside]
        set_names(sentence, [_refined(name, words) for name in marked], _UNER_GAPS)
    return sentence


def _refined(name: nm.Name, words: list[str]) -> nm.Name:
    return name._replace(labels=nm.refine_place(words[name.start : name.end])) if name.labels == nm.PLACES else name


def set_names(sentence: Sentence, names: list[nm.Name], unannotated: frozenset[str]) -> None:
    """Set what a source marked, and what its tags or the words alone make certain besides."""
    taken = {index for name in names for index in range(name.start, name.end)}
    added = list(names)
    shouting = sum(w.isupper() and len(w) > 1 for w in sentence.words) > len(sentence.words) / 3
    if not shouting:
        added += _nationalities(sentence, taken)
        taken |= {index for name in added for index in range(name.start, name.end)}
        added += _by_head(sentence, taken)
    sentence.spans = sorted(added)
    sentence.names = nm.permitted(sentence.words, added, unannotated)


def _nationalities(sentence: Sentence, taken: set[int]) -> Iterator[nm.Name]:
    """Adjectives that keep their capital in the lemma, and plurals such as "Kurds", in a treebank with tags."""
    for index, (word, tag) in enumerate(zip(sentence.words, sentence.xpos, strict=False)):
        if index in taken or not word[:1].isupper() or word.isupper():
            continue
        beside = sentence.xpos[max(0, index - 1) : index] + sentence.xpos[index + 1 : index + 2]
        adjective = tag == "JJ" and sentence.upos[index] == "ADJ" and sentence.lemmas[index][:1].isupper()
        people = tag == "NNPS" and nm.is_demonym(word) and "NNP" not in beside
        if adjective or people:
            yield nm.Name(index, index + 1, frozenset({"NORP"}))


def _by_head(sentence: Sentence, taken: set[int]) -> Iterator[nm.Name]:
    words = sentence.words
    for first, end in nm.phrases(words, taken):
        start = first + (words[first] in {"The", "A", "An", "This"})
        labels = nm.head_label(words[start:end])
        if labels:
            yield nm.Name(start, end, labels)


def read_worth(path: Path) -> list[tuple[str, float]]:
    """Read sentences with their check-worthiness from JSON lines with ``text`` and ``label``."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(" ".join(row["text"].split()), float(row["label"])) for row in rows]
