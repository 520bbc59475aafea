"""A text read for comparing: its figures, each with what it counts and the words and names about it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.evidence.lexicon import concepts, generic, same_word, word_places
from pipeline.evidence.terms import name_runs, place_names
from pipeline.evidence.text import Token, fold, stem, tokenize
from pipeline.evidence.wordlists import word_list
from pipeline.figures import read_figures
from pipeline.figures.words import split_words
from pipeline.schema import Entity, Figure

__all__ = ["Named", "Noted", "Reading", "bare", "is_generic", "names_in", "noted", "read"]

_NEGATIONS = word_list("reading.negations")
_UNREAL = word_list("reading.unreal")
_PART = word_list("reading.part")
_GROUP = frozenset(["them", "whom", "these", "those", "which", "us"])
_STOP_NP = word_list("reading.stop_np")


_YEARLY = {"annually": "year", "yearly": "year", "annual": "year", "monthly": "month", "weekly": "week", "daily": "day"}


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: its tokens, its usual form, and whether it is a country."""

    first: int
    last: int
    name: str
    place: bool
    sentence: int
    clause: int


@dataclass(frozen=True, slots=True)
class Noted:
    """A figure with its surroundings.

    Attributes
    ----------
    head
        Stem of what is counted; empty where nothing is.
    thing
        Stems of the counted noun with what stands before and after it ("Latin American countries").
    clause_words, words
        Stems of its clause and of its sentence, without the thing.
    after, before
        The word that follows it and the one before, in lower case.
    part
        It counts a part of another number ("twelve of them", "another 12").
    said
        The figure's own words with those of what it counts.
    governor
        Stem of the last word of content before it: its verb, mostly.
    near_place
        The country that follows it with a preposition ("12 people in Nicaragua"), folded.
    measured
        Stems of the noun that it is the size of ("a turnout rate of 58%").
    cell
        It is a cell of a table, which has no verb.
    """

    figure: Figure
    head: str
    thing: frozenset[str]
    clause_words: frozenset[str]
    words: frozenset[str]
    sentence: int
    clause: int
    before: str = ""
    after: str = ""
    part: bool = False
    said: str = ""
    governor: str = ""
    near_place: str = ""
    measured: frozenset[str] = frozenset()
    cell: bool = False


@dataclass(frozen=True)
class Reading:
    """A text with its tokens, figures and names.

    Attributes
    ----------
    unreal
        Sentences that plan, promise, ask or suppose.
    negated
        Sentences with a negation.
    """

    text: str
    tokens: tuple[Token, ...]
    figures: tuple[Noted, ...]
    names: tuple[Named, ...]
    unreal: frozenset[int] = frozenset()
    negated: frozenset[int] = frozenset()
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
    figures = read_figures(split_words(text), text, published=published)
    parsed = {figure.text.casefold(): figure for figure in known}
    figures = [_enriched(figure, parsed.get(figure.text.casefold())) for figure in figures]
    tokens = tuple(tokenize(text))
    names = _names(tokens, entities)
    return _reading(text, tokens, figures, names)


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


def _reading(text: str, tokens: tuple[Token, ...], figures: Sequence[Figure], names: tuple[Named, ...]) -> Reading:
    by_sentence: dict[int, set[str]] = {}
    unreal, negated = set(), set()
    for token in tokens:
        held = by_sentence.setdefault(token.sentence, set())
        if token.stem:
            held.add(token.stem)
        if token.lower in _UNREAL and not (token.lower in {"may", "will"} and token.capital):
            unreal.add(token.sentence)
        if token.lower in _NEGATIONS or token.lower.endswith("n't"):
            negated.add(token.sentence)
    found = [one for figure in figures if (one := _note(figure, text, tokens, names)) is not None]
    return Reading(
        text=text,
        tokens=tokens,
        figures=tuple(found),
        names=names,
        unreal=frozenset(unreal),
        negated=frozenset(negated),
        stems={number: frozenset(held) for number, held in by_sentence.items()},
    )


def _note(figure: Figure, text: str, tokens: Sequence[Token], names: Sequence[Named]) -> Noted | None:
    inside = [place for place, token in enumerate(tokens) if token.start < figure.end and token.end > figure.start]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    sentence, clause = tokens[first].sentence, tokens[first].clause
    figure = figure.model_copy(update={"per": _per(figure, tokens, clause)})
    head, phrase = _phrase(figure, tokens, last)
    thing = {tokens[place].stem for place in phrase if tokens[place].stem}
    if head:
        thing.add(head)
    skipped = set(phrase) | set(inside) | {place for name in names for place in range(name.first, name.last)}
    mine = {
        token.stem
        for place, token in enumerate(tokens)
        if token.clause == clause and place not in skipped and token.stem
    }
    wide = {
        token.stem
        for place, token in enumerate(tokens)
        if token.sentence == sentence and place not in skipped and token.stem
    }
    mine |= _antecedent(tokens, clause, skipped)
    before = tokens[first - 1].lower if first and tokens[first - 1].sentence == sentence else ""
    after = tokens[last].lower if last < len(tokens) and tokens[last].sentence == sentence else ""
    return Noted(
        figure=figure,
        head=head,
        thing=frozenset(thing),
        clause_words=frozenset(mine),
        words=frozenset(wide),
        sentence=sentence,
        clause=clause,
        before=before,
        after=after,
        part=figure.kind in {"count", "number"} and _is_part(tokens, first, last, before),
        said=" ".join(text[figure.start : max([figure.end, *(tokens[one].end for one in phrase[:4])])].split()),
        governor=_governor(tokens, first, names),
        measured=_measured(tokens, first),
        near_place=_near_place(tokens, names, max([last, *(one + 1 for one in phrase)])),
    )


def _antecedent(tokens: Sequence[Token], clause: int, skipped: set[int]) -> set[str]:
    """Return the stems of what a relative clause is about: the words right before its "which" or "who"."""
    start = next(place for place, token in enumerate(tokens) if token.clause == clause)
    if tokens[start].lower not in {"which", "who", "that"} or not start:
        return set()
    return {
        tokens[place].stem
        for place in range(max(0, start - 6), start)
        if tokens[place].sentence == tokens[start].sentence and tokens[place].stem and place not in skipped
    }


def _governor(tokens: Sequence[Token], first: int, names: Sequence[Named]) -> str:
    """Return the stem of the last word of content before a figure, within its clause and three tokens."""
    for place in range(first - 1, max(-1, first - 4), -1):
        if tokens[place].clause != tokens[first].clause or not tokens[place].text[0].isalnum():
            return ""
        if tokens[place].stem:
            # A name is no verb: what governs "has cost Peru $2m" stands before it.
            return "" if any(name.first <= place < name.last for name in names) else tokens[place].stem
    return ""


def _measured(tokens: Sequence[Token], first: int) -> frozenset[str]:
    """Return the stems of the noun before "of", with the word before it: what a figure is the size of."""
    if first < 2 or tokens[first - 1].lower != "of":
        return frozenset()
    found = []
    for place in (first - 2, first - 3):
        if place < 0 or not tokens[place].stem or tokens[place].sentence != tokens[first].sentence:
            break
        found.append(tokens[place].stem)
    return frozenset(found)


def _near_place(tokens: Sequence[Token], names: Sequence[Named], last: int) -> str:
    """Return the country that stands right after a figure and what it counts ("12 people in Nicaragua"), folded."""
    for name in names:
        if name.place and last < name.first <= last + 3 and tokens[name.first].sentence == tokens[last - 1].sentence:
            between = [token.lower for token in tokens[last : name.first]]
            if between[0] in {"in", "from", "across", "of", "at"} or between[-1] in {"in", "from", "across"}:
                return fold(name.name)
    return ""


def _per(figure: Figure, tokens: Sequence[Token], clause: int) -> str:
    """Return what a figure is per; where the grammar left it open, by the words of its clause ("every year")."""
    if figure.per or figure.kind in {"date", "duration", "ordinal", "age"}:
        return figure.per
    words = [token.lower for token in tokens if token.clause == clause]
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word in {"each", "every", "per"} and after in {"year", "month", "week", "day"}:
            return after
        if word in _YEARLY:
            return _YEARLY[word]
    return ""


def _phrase(figure: Figure, tokens: Sequence[Token], last: int) -> tuple[str, list[int]]:
    """Return the head of what is counted, and the tokens of its phrase with one ``of …`` after it."""
    if figure.kind == "date":
        return "", []
    counted = [stem(word) for word in figure.counted.split()]
    phrase: list[int] = []
    place = last
    crossed = False
    while place < len(tokens) and place < last + 8 and tokens[place].sentence == tokens[last - 1].sentence:
        token = tokens[place]
        if token.lower == "of" and not crossed and (phrase or figure.kind in {"percentage", "ratio", "money"}):
            crossed = True
        elif (
            token.lower in {"the", "a", "all", "its", "their", "his", "her"}
            and crossed
            and tokens[place - 1].lower == "of"
        ) or token.text in {"-", "’s", "'s"}:
            pass
        elif (
            not token.text[0].isalnum()
            or token.lower in _STOP_NP
            or token.text[0].isdigit()
            or not token.stem
            or (
                figure.counted
                and not crossed
                and counted
                and any(same_word(tokens[one].stem, counted[-1]) for one in phrase)
            )
        ):
            break
        else:
            phrase.append(place)
        place += 1
    if counted:
        return counted[-1], phrase
    if figure.kind in {"count", "number"} and _outcome(tokens, last):
        # "Nine die", "Five arrested": headlines leave out whom.
        return stem("people"), []
    if figure.kind in {"percentage", "ratio"} and crossed and phrase:
        return tokens[phrase[-1]].stem, phrase
    return "", phrase if crossed else []


def _outcome(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether what follows a bare number is what befell people."""
    return last < len(tokens) and not concepts(tokens[last].stem).isdisjoint(word_list("reading.outcomes"))


def _is_part(tokens: Sequence[Token], first: int, last: int, before: str) -> bool:
    if before in {
        "another",
        "additional",
        "further",
        "extra",
        "remaining",
        "other",
        "including",
        "include",
        "includes",
        "only",
    }:
        return before != "only"
    following = [token.lower for token in tokens[last : last + 4]]
    if following[:1] == ["of"] and following[1:2] and following[1] in _GROUP | {"the", "its", "their", "those"}:
        return True
    if following[:1] and following[0] in {"other", "others", "more", "additional", "further", "new"}:
        return True
    earlier = [token.lower for token in tokens[max(0, first - 3) : first] if token.sentence == tokens[first].sentence]
    return any(word in {"including", "among", "another", "additional"} for word in earlier)


def is_generic(head: str) -> bool:
    """Tell whether a head says too little to tell one subject from another: "people", "cases", "Americans"."""
    return not head or generic(head) or (head,) in word_places()
