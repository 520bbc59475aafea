"""Ages against years of birth, and against each other."""

from __future__ import annotations

import re
from typing import Final

from pipeline.evidence.compare.periods import bounds
from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.surroundings import Named, Noted
from pipeline.evidence.text import fold
from pipeline.evidence.wordlists import word_list

__all__ = ["ages", "two_ages"]

_BORN: Final = re.compile(
    r"\bborn\b[^.;]{0,60}?\b(1[89]\d\d|20[0-2]\d)\b|\bb\.\s*(1[89]\d\d|20[0-2]\d)\b", re.IGNORECASE
)
_DIED: Final = re.compile(r"\b(?:dies|died|dead|death|killed|passed away|assassinated)\b", re.IGNORECASE)
_DIES_AT: Final = re.compile(r"\b(?:dies|died|dead) at (?:the age of )?$", re.IGNORECASE)
_CLOSES: Final = re.compile(r"[.,;)]|\s(?:and|but)\b")
_SHORT: Final = 6
_MONTHS: Final = 300
_TIES: Final = frozenset([",", ", a", ", an", ", the", "(", "is", "is a"])
_THEN: Final = word_list("times.then")
_OF_A_PAST: Final = re.compile(r"\b(?:in|since|by|until) (?:1[89]\d\d|20[0-2]\d)\b")


def ages(inside: Inside) -> list[Clash]:
    """Return ages that do not go with the year of birth that the article gives for the same person."""
    found: list[Clash] = []
    for noted in inside.reading.figures:
        if not _is_age(inside, noted) or noted.figure.low is None or noted.figure.low != noted.figure.high:
            continue
        if noted.figure.approx != "exact" or noted.figure.low < 1:
            continue
        person = _person(inside, noted)
        if person is None:
            continue
        year = _reference(inside, noted)
        if year is None:
            continue
        for birth, where in _births(inside, person):
            age = int(noted.figure.low)
            if year - birth - 1 <= age <= year - birth:
                continue
            spans = tuple(sorted({inside.span(noted), where}))
            found.append(
                Clash(
                    "an age against a year of birth",
                    spans,
                    message=f"who was born in {birth} is {year - birth - 1} or {year - birth} years old in {year}, and "
                    f"the article has “{noted.figure.text}” for {person.name}",
                    certainty=0.85,
                )
            )
    return found


def _is_age(inside: Inside, noted: Noted) -> bool:
    """Tell whether a figure is an age; "Ana Ruiz, 45," is one, whether or not the grammar saw a person there."""
    if noted.figure.kind == "age":
        return True
    text, start, end = inside.article.text, noted.figure.start, noted.figure.end
    bare = noted.figure.kind in {"number", "count"} and text[start:end].isdigit() and end - start == 2
    if bare and text[max(0, start - 7) : start] == "turned ":
        return True
    if bare and _DIES_AT.search(text[max(0, start - 20) : start]):
        return True
    if bare and text[max(0, start - 4) : start] == " is " and _CLOSES.match(text, end):
        return True
    return bare and text[max(0, start - 2) : start] == ", " and text[end : end + 1] in {",", ")", "."}


def _person(inside: Inside, noted: Noted) -> Named | None:
    """Return the one person of a sentence, or the name that stands right before the age."""
    people = {fold(one.name) for one in inside.annotation.entities if one.label == "PERSON"}
    names = [
        name
        for name in inside.reading.names
        if name.sentence == noted.sentence and not name.place and (not people or fold(name.name) in people)
    ]
    before = [name for name in names if 0 <= noted.figure.start - inside.reading.tokens[name.last - 1].end <= 3]
    if before:
        return before[-1]
    after = [name for name in names if 0 <= inside.reading.tokens[name.first].start - noted.figure.end <= 3]
    if not names and inside.tokens_of[noted.sentence][0].lower in {"he", "she"}:
        # "She was 84." is of the one person of the sentence before.
        names = [
            name
            for name in inside.reading.names
            if name.sentence == noted.sentence - 1 and not name.place and fold(name.name) in people
        ]
        names = names[:1] if len({fold(name.name) for name in names}) == 1 else []
    return after[0] if after else names[0] if len(names) == 1 and people else None


def _births(inside: Inside, person: Named) -> list[tuple[int, tuple[int, int]]]:
    """Return the years of birth given for a person, each in a sentence that names this person and nobody else."""
    last = fold(person.name).split()[-1]
    found = []
    text = inside.article.text
    for tokens in inside.tokens_of.values():
        start, end = tokens[0].start, tokens[-1].end
        names = [name for name in inside.reading.names if name.sentence == tokens[0].sentence and not name.place]
        mine = [name for name in names if fold(name.name).split()[-1] == last]
        people = {fold(one.name) for one in inside.annotation.entities if one.label == "PERSON"}
        # Whoever is born somewhere is born in a place, whatever the name finder takes it for.
        others = [
            name
            for name in names
            if name not in mine
            and fold(name.name) in people
            and inside.reading.tokens[max(0, name.first - 1)].lower != "in"
        ]
        pronoun = {"he", "she"} & {token.lower for token in (tokens if tokens[0].lower == "born" else tokens[:1])}
        opens = bool(pronoun) and _before(inside, tokens[0].sentence, last)
        if not (mine and not others) and not opens:
            continue
        if not opens and not _may_be(inside, person, mine):
            continue
        for match in _BORN.finditer(text, start, end):
            found.append((int(match.group(1) or match.group(2)), match.span()))
    return found


def _may_be(inside: Inside, person: Named, names: list[Named]) -> bool:
    """Tell whether all of some names may be one person's: the first names agree, and a bare surname is of one family.

    Relatives share a surname: "Karl Brandt" is not "Kurt Brandt", and "Brandt" is either.
    """
    parts = fold(person.name).split()
    family = {
        words[0]
        for one in inside.annotation.entities
        if one.label == "PERSON" and len(words := fold(one.name).split()) > 1 and words[-1] == parts[-1]
    }
    for name in names:
        words = fold(name.name).split()
        if len(words) > 1 and len(parts) > 1 and words[0] != parts[0]:
            return False
        if (len(words) == 1 or len(parts) == 1) and len(family) > 1:
            return False
    return True


def _before(inside: Inside, sentence: int, last: str) -> bool:
    """Tell whether the sentence before names this person and no other."""
    people = {fold(one.name).split()[-1] for one in inside.annotation.entities if one.label == "PERSON"}
    opens = inside.tokens_of.get(sentence - 1, [])
    if opens and opens[0].lower in {"he", "she"} and sentence > 1:
        # "Storm is 19. She trains twice a day. Born in 2001, she …"
        return _before(inside, sentence - 1, last)
    names = {
        fold(name.name).split()[-1] for name in inside.reading.names if name.sentence == sentence - 1 and not name.place
    }
    return last in names and not (names & people) - {last}


def _reference(inside: Inside, noted: Noted) -> int | None:
    """Return the year in which a person has the age given: that of the article, or that of a death with its year."""
    tokens = inside.tokens_of[noted.sentence]
    text = inside.article.text[tokens[0].start : tokens[-1].end]
    published = inside.article.published
    if len(tokens) <= _SHORT and tokens[0].lower in {"he", "she"}:
        return _year_of_death(inside, noted.sentence - 1) or (published.year if published else None)
    years = {
        span[0].year
        for one in inside.by_sentence[noted.sentence]
        if one.figure.kind == "date" and (span := bounds(one.figure.period)) and span[0].year == span[1].year
    }
    if _DIED.search(text) and not years and (dead := _only_death(inside)):
        return dead
    if _DIED.search(text):
        died = years - {int(match.group(1) or match.group(2)) for match in _BORN.finditer(text)}
        if len(died) == 1:
            return died.pop()
        return published.year if published and not died else None
    words = {token.lower for token in tokens}
    around = inside.article.text[max(0, noted.figure.start - 2) : noted.figure.start]
    if words & _THEN and around != ", ":
        return None
    if _OF_A_PAST.search(text.replace("born in", "born")):
        return None
    return published.year if published else None


def _year_of_death(inside: Inside, sentence: int) -> int | None:
    """Return the year in which a sentence says that somebody died."""
    tokens = inside.tokens_of.get(sentence, [])
    text = inside.article.text[tokens[0].start : tokens[-1].end] if tokens else ""
    born = {int(match.group(1) or match.group(2)) for match in _BORN.finditer(text)}
    years = {
        span[0].year
        for one in inside.by_sentence.get(sentence, [])
        if one.figure.kind == "date" and (span := bounds(one.figure.period)) and span[0].year == span[1].year
    } - born
    return years.pop() if _DIED.search(text) and len(years) == 1 else None


def _only_death(inside: Inside) -> int | None:
    """Return the year of the one death that an article dates."""
    years = {year for sentence in inside.tokens_of if (year := _year_of_death(inside, sentence))}
    return years.pop() if len(years) == 1 else None


def two_ages(inside: Inside) -> list[Clash]:
    """Return people whose age the article gives twice, and differently; ages of another time do not count."""
    held: list[tuple[Noted, Named]] = []
    for noted in inside.reading.figures:
        exact = noted.figure.low is not None and noted.figure.low == noted.figure.high
        if exact and noted.figure.approx == "exact" and _is_age(inside, noted) and not _another_time(inside, noted):
            person = _beside(inside, noted)
            if person is not None:
                held.append((noted, person))
    found = []
    for place, (mine, person) in enumerate(held):
        for theirs, other in held[place + 1 :]:
            alike = fold(person.name).split()[-1] == fold(other.name).split()[-1] and _may_be(inside, person, [other])
            if alike and mine.figure.low != theirs.figure.low and mine.sentence != theirs.sentence:
                found.append(
                    Clash(
                        "two ages of one person",
                        (inside.span(mine), inside.span(theirs)),
                        message=f"the article gives {person.name} two ages: “{mine.figure.text}” and "
                        f"“{theirs.figure.text}”",
                        certainty=0.8,
                    )
                )
    return found[:1]


def _beside(inside: Inside, noted: Noted) -> Named | None:
    """Return the person whose name stands right before or after an age."""
    people = {fold(one.name) for one in inside.annotation.entities if one.label == "PERSON"}
    for name in inside.reading.names:
        if name.place or name.sentence != noted.sentence or fold(name.name) not in people:
            continue
        before = inside.between(inside.reading.tokens[name.last - 1].end, noted.figure.start)
        after = inside.between(noted.figure.end, inside.reading.tokens[name.first].start)
        if inside.reading.tokens[name.last - 1].end <= noted.figure.start and before in {
            ",",
            ", a",
            ", an",
            "(",
            ", the",
            "is",
            "is a",
            ", who is",
            ", who turned",
            "turned",
            ", now",
            ", aged",
            "aged",
        }:
            return name
        if noted.figure.end <= inside.reading.tokens[name.first].start and not after:
            return name
    return None


def _another_time(inside: Inside, noted: Noted) -> bool:
    words = inside.clause(noted.clause)
    if noted.before == "turned":
        return any(
            one.figure.kind == "date" and one.clause == noted.clause and not _lately(inside, one)
            for one in inside.by_sentence[noted.sentence]
        )
    return bool(words & {"then", "when", "was", "became", "until", "would", "age"}) and noted.before != ","


def _lately(inside: Inside, noted: Noted) -> bool:
    """Tell whether a date lies within the months before the article's."""
    span, published = bounds(noted.figure.period), inside.article.published
    return span is not None and published is not None and 0 <= (published - span[1]).days <= _MONTHS
