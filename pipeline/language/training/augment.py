"""Newspaper typography that the treebanks do not have: variants of a sentence with the same analysis.

Also names exchanged for others of their kind (Dai and Adel 2020, arXiv:2010.11683) or put together anew from parts of
them, for the treebanks hold few and the reader must know a name that it has never seen by what stands around it.
Quotes need no variants, `pipeline.language.shapes.normalise` makes them uniform.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.language.training.data import Document, Sentence
from pipeline.language.training.names import Name

__all__ = ["Inventory", "Rates", "single_words", "vary"]

_DASHES = ("-", "--", "–", "—")
_STOPS = frozenset({".", "…", "..."})


@dataclass(frozen=True)
class Rates:
    """How often each change is made: to a sentence, to a word (``typo``), or to a name (``swap``).

    ``made`` is the share of exchanged names that are put together anew.
    """

    upper: float = 0.02
    title: float = 0.03
    lower: float = 0.03
    no_stop: float = 0.05
    dash: float = 0.5
    typo: float = 0.004
    capital_lost: float = 0.01
    swap: float = 0.3
    made: float = 0.5


class Inventory:
    """The names of persons, organisations and places in documents, by what they can stand for without other changes.

    That is a name of the same label and as many words; in a treebank also with the same tags, so that its parse holds.

    Parameters
    ----------
    documents
        Where the names are taken from.
    places
        Further places of one word, for names that are put together anew.
    """

    def __init__(self, documents: Iterable[Document], places: Sequence[str] = ()) -> None:
        self._names: dict[tuple[object, ...], list[list[str]]] = defaultdict(list)
        self._people: list[list[str]] = []
        self._places = places
        for document in documents:
            for paragraph in document.paragraphs:
                for sentence in paragraph:
                    for name in sentence.spans:
                        words = sentence.words[name.start : name.end]
                        if _exchangeable(words, name):
                            self._names[_kind(sentence, name)].append(words)
                            if name.labels == {"PERSON"} and len(words) == 2 and all(map(_is_plain, words)):
                                self._people.append(words)

    def swapped(self, sentence: Sentence, rng: random.Random, rates: Rates) -> list[str]:
        """Return the words of a sentence, some of its names exchanged."""
        words = list(sentence.words)
        for name in sentence.spans:
            others = self._names.get(_kind(sentence, name))
            if others and rng.random() < rates.swap and _exchangeable(words[name.start : name.end], name):
                known = rng.choice(others)
                made = rng.random() < rates.made
                words[name.start : name.end] = self._made(known, next(iter(name.labels)), rng) if made else known
        return words

    def _made(self, words: list[str], label: str, rng: random.Random) -> list[str]:
        """Return a name that nobody bears, after the pattern of one that somebody does."""
        if not self._places or not self._people or not all(map(_is_plain, words)):
            return words
        if label == "PERSON" and len(words) <= 2:
            surname = rng.choice(self._people)[1] if rng.random() < 0.6 else rng.choice(self._places)
            return [rng.choice(self._people)[0], surname][-len(words) :]
        if label == "GPE" and len(words) == 1:
            return [rng.choice(self._places)]
        if label == "ORG" and words[0].isupper():
            return ["".join(rng.choice(_LETTERS) for _ in words[0]), *words[1:]]
        if label == "ORG" and len(words) > 1:
            return [rng.choice(self._places) if rng.random() < 0.6 else rng.choice(self._people)[1], *words[1:]]
        return words


_LETTERS = "AABCDEEFGHIILMNOPRSSTUW"


def single_words(places: Iterable[str]) -> list[str]:
    """Return the names of one capitalised word, sorted, each once."""
    return sorted({place for place in places if _is_plain(place) and len(place) > 3})


def _is_plain(word: str) -> bool:
    return word.isalpha() and word[:1].isupper()


def _exchangeable(words: list[str], name: Name) -> bool:
    known = len(name.labels) == 1 and name.labels <= {"PERSON", "ORG", "GPE"}
    return known and all(word[:1].isupper() or not word.isalpha() for word in (words[0], words[-1]))


def _kind(sentence: Sentence, name: Name) -> tuple[object, ...]:
    tags = tuple(sentence.xpos[name.start : name.end]) if sentence.xpos else ()
    return next(iter(name.labels)), name.end - name.start, tags


def vary(sentence: Sentence, rng: random.Random, rates: Rates, inventory: Inventory | None = None) -> Sentence:
    """Return the sentence or a variant of it."""
    draw = rng.random()
    words = inventory.swapped(sentence, rng, rates) if inventory else sentence.words
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
