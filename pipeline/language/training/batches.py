"""Sentences to windows, windows to batches of tensors."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from pipeline.language.labels import NAME_TAGS
from pipeline.language.shapes import case_classes
from pipeline.language.training import names as nm
from pipeline.language.training.augment import Inventory, Rates, vary
from pipeline.language.training.data import Document, Sentence
from pipeline.language.wordpiece import WordPiece

__all__ = ["Batch", "Labels", "Window", "batches", "collate", "dev_windows", "windows", "worth_windows"]

IGNORED = -100


@dataclass(frozen=True)
class Labels:
    """The label sets, in the order of the model's columns."""

    relations: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]

    @classmethod
    def from_documents(cls, documents: Sequence[Document]) -> Labels:
        """Count what the treebanks use; features and rare relations must occur five times."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in ("relations", "upos", "xpos", "feats")}
        for document in documents:
            for paragraph in document.paragraphs:
                for sentence in paragraph:
                    for name, counter in counts.items():
                        counter.update(getattr(sentence, name))
        kept = {
            name: tuple(sorted(label for label, n in counter.items() if n >= (1 if name == "upos" else 5)))
            for name, counter in counts.items()
        }
        return cls(**kept)

    def as_dict(self) -> dict[str, tuple[str, ...]]:
        """The label sets as they are stored."""
        return asdict(self)


@dataclass
class Window:
    """Consecutive sentences that the encoder reads together."""

    sentences: list[Sentence]
    words: list[str]
    ids: list[int]
    first: list[int]
    last: list[int]
    case: list[int]
    worth_alone: bool = False

    @classmethod
    def of(cls, sentences: list[Sentence], pieces: WordPiece) -> Window:
        """Encode sentences."""
        words = [word for sentence in sentences for word in sentence.words]
        spaces = [space for sentence in sentences for space in sentence.spaces]
        ids = [pieces.first]
        first, last, case = [], [], [0]
        for word, kind in zip(words, case_classes(words, spaces), strict=True):
            numbers = pieces(word)
            first.append(len(ids))
            ids.extend(numbers)
            last.append(len(ids) - 1)
            case.extend([kind] * len(numbers))
        return cls(sentences, words, [*ids, pieces.last], first, last, [*case, 0])


_LIMITS = (1, 40, 70, 100, 130)
_MOST_PIECES = 240


def _laid_out(
    paragraphs: list[list[Sentence]], limit: int, join: float, rng: random.Random
) -> Iterator[list[Sentence]]:
    current: list[Sentence] = []
    size = 0
    for paragraph in paragraphs:
        if current and rng.random() >= join:
            yield current
            current, size = [], 0
        for sentence in paragraph:
            if current and size + len(sentence.words) > limit:
                yield current
                current, size = [], 0
            current.append(sentence)
            size += len(sentence.words)
    if current:
        yield current


def windows(
    documents: Sequence[Document],
    pieces: WordPiece,
    rng: random.Random,
    rates: Rates,
    join: float = 0.15,
    inventory: Inventory | None = None,
) -> Iterator[Window]:
    """Lay the documents out anew, as every epoch does: other windows, other variants."""
    for document in documents:
        for sentences in _laid_out(document.paragraphs, rng.choice(_LIMITS), join, rng):
            window = Window.of([vary(sentence, rng, rates, inventory) for sentence in sentences], pieces)
            if len(window.ids) <= _MOST_PIECES:
                yield window


def dev_windows(documents: Sequence[Document], pieces: WordPiece, limit: int = 120) -> list[Window]:
    """Paragraphs as they are, cut at sentences where they pass ``limit`` words."""
    rng = random.Random(0)
    laid = (s for d in documents for s in _laid_out(d.paragraphs, limit, 0.0, rng))
    found = [Window.of(sentences, pieces) for sentences in laid]
    return [window for window in found if len(window.ids) <= 500]


def worth_windows(sentences: Sequence[Sentence], pieces: WordPiece, rng: random.Random, rates: Rates) -> list[Window]:
    """One to four sentences together, for a sentence is judged within its paragraph at run time."""
    order = list(sentences)
    rng.shuffle(order)
    found = []
    while order:
        count = rng.choice((1, 1, 2, 3, 4))
        taken, order = order[:count], order[count:]
        window = Window.of([vary(sentence, rng, rates) for sentence in taken], pieces)
        if len(window.ids) <= _MOST_PIECES:
            found.append(window)
    return found


def batches(found: Sequence[Window], pieces: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, ``pieces`` to a batch with its padding, in random order."""
    ordered = sorted(found, key=lambda window: len(window.ids) + rng.uniform(-2, 2))
    made: list[list[Window]] = []
    current: list[Window] = []
    longest = 0
    for window in ordered:
        grown = max(longest, len(window.ids))
        if current and grown * (len(current) + 1) > pieces:
            made.append(current)
            current, grown = [], len(window.ids)
        current.append(window)
        longest = grown
    if current:
        made.append(current)
    rng.shuffle(made)
    return made


@dataclass
class Batch:
    """Tensors of a batch. Shapes: B windows, P pieces, W words, S sentences, T name tags."""

    ids: Tensor  # B, P
    case: Tensor  # B, P
    mask: Tensor  # B, P: 1.0 for a piece
    first: Tensor  # B, W
    last: Tensor  # B, W
    heads: Tensor  # B, W
    relations: Tensor
    upos: Tensor
    xpos: Tensor
    feats: Tensor
    starts: Tensor  # B, W
    candidates: Tensor  # B, W + 1: a head can be here
    names: Tensor  # B, W, T: this tag is possible
    named: Tensor  # B, W: the source says something of this word's name
    segments: Tensor  # B, S, W: the word is of the sentence
    worth: Tensor  # B, S: 0, 1, or -1 where nothing is known

    @property
    def inputs(self) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """What the network reads."""
        return self.ids, self.case, self.mask, self.first, self.last


def _index(labels: tuple[str, ...]) -> dict[str, int]:
    return {label: number for number, label in enumerate(labels)}


_BITS = np.array([1 << number for number in range(len(NAME_TAGS))])


def collate(found: Sequence[Window], labels: Labels) -> Batch:
    """Make tensors of windows."""
    size = len(found)
    pieces = max(len(window.ids) for window in found)
    words = max(len(window.words) for window in found)
    sentences = max(len(window.sentences) for window in found)
    index = {name: _index(values) for name, values in labels.as_dict().items()}
    made: dict[str, Any] = {
        "ids": np.zeros((size, pieces), np.int64),
        "case": np.zeros((size, pieces), np.int64),
        "mask": np.zeros((size, pieces), np.float32),
        "first": np.zeros((size, words), np.int64),
        "last": np.zeros((size, words), np.int64),
        "candidates": np.zeros((size, words + 1), bool),
        "names": np.ones((size, words, len(NAME_TAGS)), bool),
        "named": np.zeros((size, words), bool),
        "segments": np.zeros((size, sentences, words), bool),
        "worth": np.full((size, sentences), -1.0, np.float32),
    }
    for name in ("heads", "starts", *index):
        made[name] = np.full((size, words), IGNORED, np.int64)
    for row, window in enumerate(found):
        made["ids"][row, : len(window.ids)] = window.ids
        made["case"][row, : len(window.ids)] = window.case
        made["mask"][row, : len(window.ids)] = 1.0
        made["first"][row, : len(window.words)] = window.first
        made["last"][row, : len(window.words)] = window.last
        made["candidates"][row, : len(window.words) + 1] = True
        offset = 0
        for number, sentence in enumerate(window.sentences):
            end = offset + len(sentence.words)
            made["segments"][row, number, offset:end] = True
            if sentence.worth is not None:
                made["worth"][row, number] = sentence.worth
            if sentence.heads:
                made["heads"][row, offset:end] = [head + offset if head else 0 for head in sentence.heads]
                for name, numbers in index.items():
                    made[name][row, offset:end] = [numbers.get(x, IGNORED) for x in getattr(sentence, name)]
                made["starts"][row, offset:end] = 0
                made["starts"][row, offset] = 1
            if sentence.names:
                bits = np.array(sentence.names)
                made["names"][row, offset:end] = (bits[:, None] & _BITS) > 0
                made["named"][row, offset:end] = bits != nm.ANYTHING
            offset = end
    return Batch(**{name: torch.from_numpy(array) for name, array in made.items()})
