"""Newspaper typography that the treebanks do not have: variants of a sentence with the same analysis.

Also names exchanged for others of their kind (Dai and Adel 2020, arXiv:2010.11683), for the treebanks hold few.
Quotes need no variants, `pipeline.language.shapes.normalise` makes them uniform.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.language.training.data import Document, Sentence
from pipeline.language.training.names import Name

__all__ = ["Inventory", "Rates", "vary"]

_DASHES = ("-", "--", "–", "—")
_STOPS = frozenset({".", "…", "..."})


@dataclass(frozen=True)
class Rates:
    """How often each change is made: to a sentence, to a word (``typo``), or to a name (``swap``)."""

    upper: float = 0.02
    title: float = 0.03
    lower: float = 0.03
    no_stop: float = 0.05
    dash: float = 0.5
    typo: float = 0.004
    capital_lost: float = 0.01
    swap: float = 0.12


class Inventory:
    """The names of persons, organisations and places in documents, by what they can stand for without other changes.

    That is a name of the same label and as many words; in a treebank also with the same tags, so that its parse holds.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._names: dict[tuple[object, ...], list[list[str]]] = defaultdict(list)
        for document in documents:
            for paragraph in document.paragraphs:
                for sentence in paragraph:
                    for name in sentence.spans:
                        words = sentence.words[name.start : name.end]
                        if _exchangeable(words, name):
                            self._names[_kind(sentence, name)].append(words)

    def swapped(self, sentence: Sentence, rng: random.Random, rate: float) -> list[str]:
        """Return the words of a sentence, some of its names exchanged."""
        words = list(sentence.words)
        for name in sentence.spans:
            others = self._names.get(_kind(sentence, name))
            if others and rng.random() < rate and _exchangeable(words[name.start : name.end], name):
                words[name.start : name.end] = rng.choice(others)
        return words


def _exchangeable(words: list[str], name: Name) -> bool:
    known = len(name.labels) == 1 and name.labels <= {"PERSON", "ORG", "GPE"}
    return known and all(word[:1].isupper() or not word.isalpha() for word in (words[0], words[-1]))


def _kind(sentence: Sentence, name: Name) -> tuple[object, ...]:
    tags = tuple(sentence.xpos[name.start : name.end]) if sentence.xpos else ()
    return next(iter(name.labels)), name.end - name.start, tags


def vary(sentence: Sentence, rng: random.Random, rates: Rates, inventory: Inventory | None = None) -> Sentence:
    """Return the sentence or a variant of it."""
    draw = rng.random()
    words = inventory.swapped(sentence, rng, rates.swap) if inventory else sentence.words
    spaces = sentence.spaces
    if draw < rates.upper:
        words = [word.upper() for word in words]
    elif draw < rates.upper + rates.title:
        words = [word[:1].upper() + word[1:] if len(word) > 3 or not i else word for i, word in enumerate(words)]
    elif draw < rates.upper + rates.title + rates.lower:
        words = [word.lower() for word in words]
    elif draw < rates.upper + rates.title + rates.lower + rates.capital_lost:
        words = [words[0].lower(), *words[1:]]
    words = [_typo(word, rng) if rng.random() < rates.typo else word for word in words]
    for index, word in enumerate(words):
        if word in _DASHES and rng.random() < rates.dash:
            spaced = spaces[index] and (not index or spaces[index - 1])
            if spaced:
                words = [*words[:index], rng.choice(_DASHES), *words[index + 1 :]]
            elif word != "-":
                words = [*words[:index], rng.choice(_DASHES[1:]), *words[index + 1 :]]
    varied = replace(sentence, words=words)
    if len(words) > 3 and words[-1] in _STOPS and rng.random() < rates.no_stop:
        varied = _without_last(varied)
    return varied


def _typo(word: str, rng: random.Random) -> str:
    if len(word) < 5 or not word.isalpha():
        return word
    place = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:-1]
    if kind == 1:
        return word[:place] + word[place + 1 :]
    if kind == 2:
        return word[:place] + word[place] + word[place:]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _without_last(sentence: Sentence) -> Sentence:
    size = len(sentence.words)
    if size in sentence.heads or (sentence.heads and sentence.heads[-1] == 0):
        return sentence
    cut = {
        name: value[:-1]
        for name in ("words", "spaces", "heads", "relations", "upos", "xpos", "feats", "lemmas", "names")
        if (value := getattr(sentence, name))
    }
    cut["spaces"] = [*cut["spaces"][:-1], True]
    return replace(sentence, **cut)
