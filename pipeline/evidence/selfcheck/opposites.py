"""Statements that the article makes and unmakes: signed and not signed, up and down by the same number."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from pipeline.evidence.compare.periods import Periods, bounds, periods_of
from pipeline.evidence.lexicon import concepts, same_word, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import Token, calendar_stems, fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["denials", "directions"]

_NOT: Final = frozenset(["not", "never"])
_MOST: Final = 6
_VALUED: Final = frozenset({"percentage", "money", "count", "number", "quantity"})


def denials(inside: Inside) -> list[Clash]:
    """Return clauses of which one says that something happened and the other that it did not.

    The subject and all of the predicate of the denial must stand in the other clause, next to each other and in one
    order: "The union did not sign the agreement" against "the union signed the agreement".
    """
    clauses: dict[int, list[Token]] = {}
    for token in inside.reading.tokens:
        clauses.setdefault(token.clause, []).append(token)
    found: list[Clash] = []
    for number, tokens in clauses.items():
        said = _denied(tokens)
        if said is None or inside.clause(number) & word_list("opposites.guards"):
            continue
        subject, predicate = said
        for other, theirs in clauses.items():
            if other != number and _comparable(inside, tokens, theirs) and _asserts(theirs, subject, predicate):
                spans = sorted(((tokens[0].start, tokens[-1].end), (theirs[0].start, theirs[-1].end)))
                found.append(
                    Clash(
                        "said and denied",
                        tuple(spans),
                        said=tuple(" ".join(inside.article.text[one:two].split()).strip(" ,.;") for one, two in spans),
                        certainty=0.75,
                    )
                )
                break
    return found


def _denied(tokens: Sequence[Token]) -> tuple[list[str], list[str]] | None:
    """Return the stems before and after the one negation of a clause, where there are some on both sides."""
    places = [place for place, token in enumerate(tokens) if token.lower in _NOT or token.lower.endswith("n't")]
    if len(places) != 1 or any(token.text == "?" for token in tokens):
        return None
    subject = [token.stem for token in tokens[: places[0]] if token.stem]
    rest = itertools.takewhile(lambda token: token.text not in {",", "("}, tokens[places[0] + 1 :])
    predicate = [token.stem for token in rest if token.stem and token.stem not in calendar_stems()]
    if not subject or not predicate or len(subject) + len(predicate) > _MOST:
        return None
    return subject, predicate


def _comparable(inside: Inside, mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Rule out another sentence's doubt, another time and another speaker."""
    one, two = mine[0].sentence, theirs[0].sentence
    reading = inside.reading
    if one == two or two in reading.negated or two in reading.unreal or one in reading.unreal:
        return False
    guards = word_list("opposites.guards") | word_list("twice.earlier")
    if (inside.clause(mine[0].clause) | inside.clause(theirs[0].clause)) & guards or any(
        token.text in {"?", "“", '"'} for token in [*mine, *theirs]
    ):
        return False
    dated = [
        {stem(token.text) for token in inside.tokens_of[number] if token.capital} & calendar_stems()
        for number in (one, two)
    ]
    if all(dated) and dated[0] != dated[1]:
        return False
    speakers = {fold(inside.speaker(tokens[0].start)) for tokens in (mine, theirs)} - {""}
    if len(speakers) > 1:
        return False
    times = [
        [span for noted in inside.by_sentence.get(number, []) if (span := bounds(noted.figure.period))]
        for number in (one, two)
    ]
    return Periods.meet(Periods(tuple(times[0])), Periods(tuple(times[1])))


def _asserts(tokens: Sequence[Token], subject: Sequence[str], predicate: Sequence[str]) -> bool:
    """Tell whether a clause has a subject and, right after it, the verb of a predicate, and the rest of it anywhere."""
    stems = [(place, token.stem) for place, token in enumerate(tokens) if token.stem]
    for place in range(len(stems) - len(subject)):
        run = [word for _, word in stems[place : place + len(subject)]]
        if run != list(subject) or place + len(subject) >= len(stems):
            continue
        if place and len(subject) == 1 and stems[place][0] - stems[place - 1][0] == 1:
            # "Teachers' union" is not "union".
            continue
        after = [word for _, word in stems[place + len(subject) :]]
        if after[0] == predicate[0] and all(any(same_word(word, other) for other in after) for word in predicate[1:]):
            return True
    return False


def directions(inside: Inside) -> list[Clash]:
    """Return pairs of sentences by which one thing rose and fell to, or by, the same number."""
    figures = [one for one in inside.reading.figures if one.figure.kind in _VALUED and one.figure.low is not None]
    found = []
    for place, mine in enumerate(figures):
        for theirs in figures[place + 1 :]:
            same = (mine.figure.low, mine.figure.high, mine.figure.kind) == (
                theirs.figure.low,
                theirs.figure.high,
                theirs.figure.kind,
            )
            ways = {_way(mine), _way(theirs)}
            if (
                same
                and mine.sentence != theirs.sentence
                and ways == {"up", "down"}
                and _one_thing(inside, mine, theirs)
            ):
                found.append(
                    Clash(
                        "up against down",
                        (inside.span(mine), inside.span(theirs)),
                        said=(_told(inside, mine), _told(inside, theirs)),
                        certainty=0.8,
                    )
                )
    return found[:1]


def _way(noted: Noted) -> str:
    """Return whether a figure went up or down, by the words of its clause; nothing where they say both."""
    ways = {way for word in noted.clause_words for way in concepts(word) & {"increase", "decrease"}}
    return {"increase": "up", "decrease": "down"}[ways.pop()] if len(ways) == 1 else ""


def _one_thing(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    when = periods_of(inside.reading, mine), periods_of(inside.reading, theirs)
    # A step ("by 5 per cent", "5 per cent") and a level ("to 5 per cent") are two things.
    levels = {one.before in {"to", "at"} for one in (mine, theirs)}
    if not Periods.meet(*when) or len(levels) > 1 or "from" in {mine.before, theirs.before}:
        return False
    if (inside.words(mine.sentence) | inside.words(theirs.sentence)) & (word_list("twice.earlier") - {"first"}):
        return False
    one, two = (
        {word for word in noted.clause_words | noted.thing if not concepts(word) & {"increase", "decrease"}}
        - calendar_stems()
        for noted in (mine, theirs)
    )
    shared = same_words(one, two)
    names = [
        {fold(name.name) for name in inside.reading.names if name.sentence == noted.sentence}
        for noted in (mine, theirs)
    ]
    if all(names) and names[0].isdisjoint(names[1]):
        return False
    least = min(len(one), len(two))
    return bool(shared) and len(shared) >= 0.5 * least and len(shared) + bool(names[0] & names[1]) >= min(2, least)


def _told(inside: Inside, noted: Noted) -> str:
    """Return a figure with its verb."""
    words = [
        token
        for token in inside.tokens_of[noted.sentence]
        if token.clause == noted.clause and token.end <= noted.figure.start
    ]
    verb = next((token.start for token in reversed(words) if concepts(token.stem) & {"increase", "decrease"}), None)
    return " ".join(inside.article.text[verb if verb is not None else noted.figure.start : noted.figure.end].split())
