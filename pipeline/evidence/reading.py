"""A text read for comparing: its figures, each with what it counts and the words and names about it."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.evidence.lexicon import word_places
from pipeline.evidence.surroundings import Named, Noted, gapped, note
from pipeline.evidence.terms import name_runs, place_names
from pipeline.evidence.text import Token, fold, tokenize
from pipeline.evidence.wordlists import word_list
from pipeline.figures import read_figures
from pipeline.figures.words import split_words
from pipeline.schema import Entity, Figure

__all__ = ["Reading", "bare", "names_in", "noted", "read"]

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_NEGATIONS = word_list("reading.negations")
_UNREAL = word_list("reading.unreal")


@dataclass(frozen=True)
class Reading:
    """A text with its tokens, figures and names.

    Attributes
    ----------
    unreal
        Sentences that plan, promise, ask or suppose.
    negated, denied
        Sentences, and clauses, with a negation.
    """

    text: str
    tokens: tuple[Token, ...]
    figures: tuple[Noted, ...]
    names: tuple[Named, ...]
    unreal: frozenset[int] = frozenset()
    negated: frozenset[int] = frozenset()
    denied: frozenset[int] = frozenset()
    stems: Mapping[int, frozenset[str]] = field(default_factory=dict)

    @property
    def words(self) -> frozenset[str]:
        """The stems of the whole text."""
        return frozenset(token.stem for token in self.tokens if token.stem)


def bare(text: str) -> str:
    """Return a restated claim without its brackets, the words in them kept."""
    return " ".join(re.sub(r"[\[\]]", " ", text).split())


def read(
    text: str,
    *,
    published: dt.date | None = None,
    known: Sequence[Figure] = (),
    entities: Iterable[Entity] = (),
) -> Reading:
    """Read a text.

    Parameters
    ----------
    known
        Figures that were read with a parse; where one has the same words, what it counts is taken from it.
    entities
        Names that were found with a parse; their canonical form is used where they stand in the text.
    """
    found, tokens = _plain(text, published)
    parsed = {figure.text.casefold(): figure for figure in known}
    figures = [_enriched(figure, parsed.get(figure.text.casefold())) for figure in found]
    return _reading(text, tokens, figures, _names(tokens, entities))


@functools.lru_cache(maxsize=4096)
def _plain(text: str, published: dt.date | None) -> tuple[tuple[Figure, ...], tuple[Token, ...]]:
    """Return the figures and the tokens of a text: a passage is looked at for many claims."""
    # Marks of HTML are no signs of more or less: "<b>12,000</b>".
    text = _TAG.sub(lambda match: " " * len(match[0]), text)
    return tuple(read_figures(split_words(text), text, published=published)), tuple(tokenize(text))


def noted(text: str, figures: Sequence[Figure], entities: Iterable[Entity] = ()) -> Reading:
    """Return the reading of a text whose figures have been read already."""
    tokens = tuple(tokenize(text))
    return _reading(text, tokens, figures, _names(tokens, entities))


def _enriched(figure: Figure, parsed: Figure | None) -> Figure:
    if parsed is None or figure.counted:
        return figure
    return figure.model_copy(update={"counted": parsed.counted, "per": figure.per or parsed.per})


def _names(tokens: Sequence[Token], entities: Iterable[Entity]) -> tuple[Named, ...]:
    """Return the names of a text: countries, names found with a parse, and runs of capitals."""
    found: list[Named] = []
    taken: set[int] = set()

    def add(first: int, last: int, name: str, place: bool) -> None:
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            found.append(Named(first, last, name, place, tokens[first].sentence, tokens[first].clause))

    folded = [fold(token.text) for token in tokens]
    # The longest form first: "Bank of England" before "England".
    for words, name in sorted(_forms(entities).items(), key=lambda form: (-len(form[0]), form[0])):
        for place, word in enumerate(folded):
            whole = word == words[0] and tuple(folded[place : place + len(words)]) == words
            if whole and any(token.capital for token in tokens[place : place + len(words)]):
                country = word_places().get(words)
                add(place, place + len(words), country or name, country is not None)
    for first, last, name in place_names(tokens):
        add(first, last, name, True)
    for first, last in name_runs(tokens):
        add(first, last, " ".join(token.text for token in tokens[first:last]), False)
    return tuple(sorted(found, key=lambda named: named.first))


def names_in(text: str, entities: Iterable[Entity] = ()) -> tuple[Named, ...]:
    """Return the names of a text, a title or a heading."""
    return _names(tuple(tokenize(text)), entities)


def _forms(entities: Iterable[Entity]) -> dict[tuple[str, ...], str]:
    forms: dict[tuple[str, ...], str] = {}
    for entity in entities:
        for form in (entity.text, entity.name):
            words = tuple(fold(token.text) for token in tokenize(form))
            if words:
                forms[words] = entity.name
    return forms


def _model(noted: Noted) -> bool:
    """Tell whether a number names a thing: "the 787", which counts nothing."""
    bare = noted.figure.kind == "number" and not noted.head and not noted.measured
    return bare and noted.before in {"the", "a"} and noted.figure.text.isdigit() and len(noted.figure.text) < 5


def _reading(text: str, tokens: tuple[Token, ...], figures: Sequence[Figure], names: tuple[Named, ...]) -> Reading:
    by_sentence: dict[int, set[str]] = {}
    unreal, negated, denied = set(), set(), set()
    for token in tokens:
        held = by_sentence.setdefault(token.sentence, set())
        if token.stem:
            held.add(token.stem)
        if token.lower in _UNREAL and not (token.lower in {"may", "will"} and token.capital):
            unreal.add(token.sentence)
        if token.lower in _NEGATIONS or token.lower.endswith("n't"):
            negated.add(token.sentence)
            denied.add(token.clause)
    found = [one for figure in figures if (one := note(figure, text, tokens, names)) is not None]
    found = gapped([one for one in found if not _model(one)], tokens, names)
    return Reading(
        text=text,
        tokens=tokens,
        figures=tuple(found),
        names=names,
        unreal=frozenset(unreal),
        negated=frozenset(negated),
        denied=frozenset(denied),
        stems={number: frozenset(held) for number, held in by_sentence.items()},
    )
