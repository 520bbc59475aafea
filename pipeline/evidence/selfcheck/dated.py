"""One event on two days."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

from pipeline.evidence.compare.periods import bounds
from pipeline.evidence.lexicon import contrast, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import fold
from pipeline.evidence.wordlists import word_list

__all__ = ["dated_twice"]

_ONCE: Final = re.compile(r"\b(founded|built|born|established|invented|discovered) in$")
_AUXILIARIES: Final = frozenset(["is", "are", "was", "were", "has", "have", "had", "will", "can", "may", "must"])
_EARLIER: Final = word_list("twice.earlier")
_WEEKDAYS: Final = frozenset(name.lower() for name in calendar.day_name)
_APART: Final = 40
_LEAD: Final = 3
_WORDS: Final = 8
_FEW: Final = 2
_VERB: Final = 24


def dated_twice(inside: Inside) -> list[Clash]:
    """Return pairs of sentences that give one event two days."""
    dated: list[Noted] = []
    for number, figures in inside.by_sentence.items():
        dates = [one for one in figures if one.figure.kind == "date" and _day(one) is not None]
        if len(dates) == 1 and number not in inside.reading.unreal and number not in inside.reading.negated:
            dated.append(dates[0])
    found: list[Clash] = []
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
    # What has many days is a programme or a series of like events.
    return _founded_twice(inside) + (found if len(found) <= _FEW else [])


def _founded_twice(inside: Inside) -> list[Clash]:
    """Return what is said to have been founded, built or born in two years."""
    held: list[tuple[Noted, str]] = []
    for number, figures in inside.by_sentence.items():
        years = [one for one in figures if one.figure.kind == "date" and re.fullmatch(r"\d{4}", one.figure.period)]
        if number in inside.reading.unreal or number in inside.reading.negated:
            continue
        for one in years:
            match = _ONCE.search(inside.between(max(0, one.figure.start - 40), one.figure.start))
            if match and not inside.words(number) & _EARLIER:
                held.append((one, match[1]))
    found = []
    for place, (mine, verb) in enumerate(held):
        for theirs, other in held[place + 1 :]:
            if verb == other and mine.figure.period != theirs.figure.period and _one_subject(inside, mine, theirs):
                found.append(
                    Clash(
                        "one event in two years",
                        (inside.span(mine), inside.span(theirs)),
                        said=(f"{verb} in {mine.said}", f"{verb} in {theirs.said}"),
                        certainty=0.75,
                    )
                )
    return found


def _one_subject(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    """Tell whether two clauses are of one subject: the same words before the verb, where a pronoun takes up the last.

    Names must be the same: of two companies each has its year.
    """
    one, two = _subject(inside, mine), _subject(inside, theirs)
    return bool(one) and bool(two) and (one <= two or two <= one)


def _subject(inside: Inside, noted: Noted) -> set[str]:
    """Return the stems before the verb of a dated clause; of the sentence before where that is a pronoun."""
    tokens = inside.tokens_of[noted.sentence]
    lead = [token for token in tokens if token.end <= noted.figure.start]
    verb = next((at for at in range(len(lead) - 1, -1, -1) if _ONCE.search(f"{lead[at].lower} in")), len(lead))
    if lead and lead[0].lower in {"it", "she", "he", "they"} and verb <= _LEAD:
        before = inside.tokens_of.get(noted.sentence - 1, [])
        verbs = (at for at, token in enumerate(before) if token.lower in _AUXILIARIES)
        lead, verb = before, next(verbs, 0)
    return {token.stem for token in lead[:verb] if token.stem}


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
    if inside.before_another(mine) != inside.before_another(theirs):
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
    if _told(inside, mine) or _told(inside, theirs) or (_own(here, there) and _own(there, here)):
        return False
    return (alike or _taken_up(inside, mine, theirs, own)) and (not (here and there) or _share(here, there))


def _told(inside: Inside, noted: Noted) -> bool:
    """Tell whether a day is that of the telling: "the club announced Monday"."""
    lead = inside.between(max(0, noted.figure.start - _VERB), noted.figure.start).removesuffix(" on").split()
    return bool(lead) and lead[-1] in word_list("residue.said") | {"said", "says"}


def _own(here: set[str], there: set[str]) -> bool:
    """Tell whether a sentence names somebody or something that the other does not."""
    return any(not any(set(one.split()) & set(two.split()) for two in there) for one in here)


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
