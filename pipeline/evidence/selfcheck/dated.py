"""One event on two days."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

from pipeline.evidence.compare.periods import bounds
from pipeline.evidence.lexicon import contrast, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import fold
from pipeline.evidence.wordlists import word_list

__all__ = ["dated_twice"]

_EARLIER: Final = word_list("twice.earlier")
_WEEKDAYS: Final = frozenset(name.lower() for name in calendar.day_name)
_APART: Final = 40
_LEAD: Final = 3
_WORDS: Final = 8


def dated_twice(inside: Inside) -> list[Clash]:
    """Return pairs of sentences that give one event two days."""
    dated: list[Noted] = []
    for number, figures in inside.by_sentence.items():
        dates = [one for one in figures if one.figure.kind == "date" and _day(one) is not None]
        if len(dates) == 1 and number not in inside.reading.unreal and number not in inside.reading.negated:
            dated.append(dates[0])
    found = []
    for place, mine in enumerate(dated):
        for theirs in dated[place + 1 :]:
            if _other_day(mine, theirs) and _same_event(inside, mine, theirs):
                found.append(
                    Clash(
                        "one event on two days",
                        (inside.span(mine), inside.span(theirs)),
                        said=(mine.said, theirs.said),
                        certainty=0.7,
                    )
                )
    return found


def _day(noted: Noted) -> dt.date | str | None:
    """Return the day that a date names, or its weekday where no more is known."""
    span = bounds(noted.figure.period) if noted.figure.period else None
    if span:
        return span[0] if span[0] == span[1] else None
    words = {word.strip(".,").lower() for word in noted.figure.text.split()} & _WEEKDAYS
    return words.pop() if len(words) == 1 else None


def _other_day(mine: Noted, theirs: Noted) -> bool:
    one, two = _day(mine), _day(theirs)
    if isinstance(one, dt.date) and isinstance(two, dt.date):
        return 0 < abs((one - two).days) <= _APART
    return isinstance(one, str) and isinstance(two, str) and one != two


def _same_event(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    if (inside.words(mine.sentence) | inside.words(theirs.sentence)) & _EARLIER:
        return False
    here, there = (
        {fold(name.name) for name in inside.reading.names if name.sentence == one.sentence} for one in (mine, theirs)
    )
    own = {
        token.stem
        for one in (mine, theirs)
        for token in inside.reading.tokens
        if one.figure.start <= token.start < one.figure.end
    }
    one, two = set(mine.words) - own, set(theirs.words) - own
    if not one or not two or contrast(one, two):
        return False
    matched, back = same_words(one, two), same_words(two, one)
    alike = len(matched) >= 3 and min(len(matched) / len(one), len(back) / len(two)) >= 0.6
    return (alike or _taken_up(inside, mine, theirs, own)) and (not (here and there) or _share(here, there))


def _taken_up(inside: Inside, mine: Noted, theirs: Noted, own: set[str]) -> bool:
    """Tell whether a clause takes the other up in its own words: "when the earthquake struck on 14 March"."""
    first, second = sorted((mine, theirs), key=lambda one: one.figure.start)
    before = {token.stem for token in inside.reading.tokens if token.clause == first.clause and token.stem} - own
    lead = _lead(inside, second)
    definite = bool(inside.clause(second.clause) & {"the", "its", "their", "his", "her"})
    last = set(lead[-_LEAD:])
    return definite and len(last) >= 2 and len(same_words(last, before)) == len(last) and len(before) <= _WORDS


def _lead(inside: Inside, noted: Noted) -> list[str]:
    """Return the stems of a clause before its date, without names."""
    names = {
        place for name in inside.reading.names if name.clause == noted.clause for place in range(name.first, name.last)
    }
    return [
        token.stem
        for place, token in enumerate(inside.reading.tokens)
        if token.clause == noted.clause and token.end <= noted.figure.start and token.stem and place not in names
    ]


def _share(here: set[str], there: set[str]) -> bool:
    return any(set(one.split()) & set(two.split()) for one in here for two in there)
