"""Weekdays against dates, ages against birth years, spans against their years."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

from pipeline.evidence.compare.periods import bounds
from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.surroundings import Named, Noted
from pipeline.evidence.text import fold
from pipeline.evidence.wordlists import word_list

__all__ = ["ages", "spans", "weekdays"]

_DAYS: Final = tuple(name.lower() for name in calendar.day_name)
_MONTHS: Final = {
    **{name.lower(): number for number, name in enumerate(calendar.month_name) if name},
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATED: Final = re.compile(
    rf"\b(?P<weekday>{'|'.join(_DAYS)})(?:\s+morning|\s+afternoon|\s+evening|\s+night)?\s*,?\s*(?:on\s+)?(?:the\s+)?\(?"
    rf"(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"(?P<month2>{_MONTH})\b\.?)(?:,?\s+(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)
_BORN: Final = re.compile(
    r"\bborn\b[^.;]{0,60}?\b(1[89]\d\d|20[0-2]\d)\b|\bb\.\s*(1[89]\d\d|20[0-2]\d)\b", re.IGNORECASE
)
_DIED: Final = re.compile(r"\b(?:died|dead|death|killed|passed away|assassinated)\b", re.IGNORECASE)
_THEN: Final = word_list("times.then")
_OF_A_PAST: Final = re.compile(r"\b(?:in|since|by|until) (?:1[89]\d\d|20[0-2]\d)\b")


def weekdays(inside: Inside) -> list[Clash]:
    """Return dates whose weekday is another: "Thursday 6 March 2026" was a Friday.

    A date without a year is of the year that brings it nearest to the article's own date; without one it is left alone.
    """
    found: list[Clash] = []
    for match in _DATED.finditer(inside.article.text):
        month = _MONTHS[(match["month"] or match["month2"]).lower()]
        day = int(match["day"] or match["day2"])
        date = (
            _date(int(match["year"]), month, day) if match["year"] else _nearest(inside.article.published, month, day)
        )
        if date is None or date.year < 1800 or calendar.day_name[date.weekday()].lower() == match["weekday"].lower():
            continue
        said = " ".join(match.group().split())
        found.append(
            Clash(
                "a weekday against its date",
                (match.span(),),
                message=f"“{said}”: {date.day} {calendar.month_name[month]} {date.year} is a "
                f"{calendar.day_name[date.weekday()]}",
                certainty=0.95 if match["year"] else 0.85,
            )
        )
    return found


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _nearest(published: dt.date | None, month: int, day: int) -> dt.date | None:
    if published is None:
        return None
    near = [
        date for year in (published.year - 1, published.year, published.year + 1) if (date := _date(year, month, day))
    ]
    best = min(near, key=lambda date: abs((date - published).days), default=None)
    # Half a year away the year is a guess.
    return best if best and abs((best - published).days) <= 120 else None


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
                    message=f"{person.name} is “{noted.figure.text}” and as born in {birth}: in {year} that is "
                    f"{year - birth - 1} or {year - birth}",
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
        others = [name for name in names if name not in mine and fold(name.name) in people]
        opens = tokens[0].lower in {"he", "she"} and _before(inside, tokens[0].sentence, last)
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
    names = {
        fold(name.name).split()[-1] for name in inside.reading.names if name.sentence == sentence - 1 and not name.place
    }
    return last in names and not (names & people) - {last}


def _reference(inside: Inside, noted: Noted) -> int | None:
    """Return the year in which a person has the age given: that of the article, or that of a death with its year."""
    tokens = inside.tokens_of[noted.sentence]
    text = inside.article.text[tokens[0].start : tokens[-1].end]
    published = inside.article.published
    years = {
        span[0].year
        for one in inside.by_sentence[noted.sentence]
        if one.figure.kind == "date" and (span := bounds(one.figure.period)) and span[0].year == span[1].year
    }
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


_SPAN: Final = re.compile(
    r"\bfor (?:the (?:past|last) )?(?P<years>\d{1,3}|[a-z]+(?:-[a-z]+)?) years\b[,–—\s]*(?:\(|from |between )"
    r"(?:from |between )?(?P<first>1[5-9]\d\d|20\d\d)\s*(?:to|and|until|till|–|-|—)\s*(?P<last>1[5-9]\d\d|20\d\d)",
    re.IGNORECASE,
)
_SPAN_AFTER: Final = re.compile(
    r"\b(?:from |between )(?P<first>1[5-9]\d\d|20\d\d)\s*(?:to|and|until|till|–|-|—)\s*(?P<last>1[5-9]\d\d|20\d\d)\b"
    r"[,–—\s(]*(?:a (?:span|period|total|reign|term) of |for |in all |or )"
    r"(?P<years>\d{1,3}|[a-z]+(?:-[a-z]+)?) years\b",
    re.IGNORECASE,
)


def spans(inside: Inside) -> list[Clash]:
    """Return numbers of years that do not go with the years beside them: "for 30 years, from 1980 to 2005"."""
    found: list[Clash] = []
    text = inside.article.text
    for pattern in (_SPAN, _SPAN_AFTER):
        for match in pattern.finditer(text):
            years = _years(inside, match)
            length = int(match["last"]) - int(match["first"])
            if years is None or length <= 0 or abs(years - length) <= 1:
                continue
            found.append(
                Clash(
                    "a span of years",
                    (match.span(),),
                    message=f"“{' '.join(match.group().split())}”: {match['first']} to {match['last']} is "
                    f"{length} years",
                    certainty=0.85,
                )
            )
    return found


def _years(inside: Inside, match: re.Match[str]) -> int | None:
    """Return the number of years in a match: digits, or the figure that the grammar read there."""
    if match["years"].isdigit():
        return int(match["years"])
    for noted in inside.reading.figures:
        if noted.figure.kind == "duration" and noted.figure.start <= match.start("years") < noted.figure.end:
            low = noted.figure.low
            if low is not None and low == noted.figure.high and noted.figure.unit == "year":
                return int(low)
    return None
