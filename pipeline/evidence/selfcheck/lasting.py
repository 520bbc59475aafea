"""A length of time against its first and last day: "set out on 3 May and arrived on 21 May … the trek of 25 days"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.periods import bounds
from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import stem
from pipeline.evidence.wordlists import word_list

__all__ = ["lasting"]

_STARTS: Final = frozenset(stem(word) for word in word_list("lasting.starts"))
_ENDS: Final = frozenset(stem(word) for word in word_list("lasting.ends"))
_DAYS: Final = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("30.4"), "year": Decimal("365.25")}
_PLAY: Final = {"day": Decimal("1.01"), "week": Decimal(4), "month": Decimal(20), "year": Decimal(300)}
_WHOLE: Final = frozenset(
    {"lasted", "took", "takes", "lasts", "of", "the", "after", "needed", "in", "for", "his", "her", "its", "their"}
)
_OTHER: Final = frozenset(
    {"ago", "earlier", "before", "later", "old", "previous", "former", "another", "record", "first", "last"}
)
_A_YEAR: Final = 370
_YEAR_OF: Final = 365.25
_AWAY: Final = 2
_TAKEN: Final = 30


def lasting(inside: Inside) -> list[Clash]:
    """Return lengths of time that do not go with the first and the last day of what they are of."""
    found: list[Clash] = []
    for begun, ended, days in (*_stretches(inside), *_two_sentences(inside)):
        for length in inside.reading.figures:
            if length.figure.kind != "duration" or not _of_it(inside, length, begun, ended):
                continue
            unit = length.figure.unit
            stated = value_of(length.figure)
            years = _year(begun) is not None
            if stated is None or unit not in _DAYS or length.figure.approx != "exact" or years != (unit == "year"):
                continue
            # The first and the last day both count, or one of them.
            if any(
                abs(stated * _DAYS[unit] - made) <= (_A_YEAR if years else _PLAY[unit]) for made in (days, days + 1)
            ):
                continue
            found.append(
                Clash(
                    "a span of years" if years else "a span of time",
                    tuple(sorted((inside.span(length), inside.span(ended)))),
                    message=f"from {begun.figure.text} to {ended.figure.text} it is {_told_in(days, years=years)}, "
                    "and the article says "
                    f"“{length.figure.text}”",
                    certainty=0.75,
                )
            )
    return found


def _told_in(days: int, *, years: bool) -> str:
    return f"{round(days / _YEAR_OF)} years" if years else f"{days} days"


def _stretches(inside: Inside) -> Iterator[tuple[Noted, Noted, int]]:
    """Yield (first day, last day, days between) of sentences that tell how something began and ended."""
    for number, figures in inside.by_sentence.items():
        dates = [(one, day) for one in figures if one.figure.kind == "date" and (day := _day(one) or _year(one))]
        if len(dates) != 2 or number in inside.reading.unreal or number in inside.reading.negated:
            continue
        (begun, first), (ended, last) = dates
        if first < last and _told(inside, number, begun, ended):
            yield begun, ended, (last - first).days


def _two_sentences(inside: Inside) -> Iterator[tuple[Noted, Noted, int]]:
    """Yield the same of two sentences side by side: "landed on 2 May. He had left on 4 November"."""
    single = {
        number: (dates[0], day)
        for number, figures in inside.by_sentence.items()
        if len(dates := [one for one in figures if one.figure.kind == "date"]) == 1
        and (day := _day(dates[0]))
        and number not in inside.reading.unreal
        # A bare weekday may be that of another week.
        and any(letter.isdigit() for letter in dates[0].figure.text)
    }
    for number, (one, day) in single.items():
        for other in (number - 1, number + 1):
            if other not in single or single[other][1] <= day:
                continue
            two, later = single[other]
            begun, ended = _clause_stems(inside, one), _clause_stems(inside, two)
            # "They arrived on 3 March. They had left on 12 January": the past before the past tells which was first.
            back = other == number - 1 and "had" in inside.words(number)
            if begun & _STARTS and (back or ended & _ENDS):
                yield one, two, (later - day).days


def _clause_stems(inside: Inside, noted: Noted) -> set[str]:
    return {
        stem(token.text)
        for token in inside.tokens_of[noted.sentence]
        if token.clause == noted.clause and token.end <= noted.figure.start
    }


def _told(inside: Inside, number: int, begun: Noted, ended: Noted) -> bool:
    tokens = inside.tokens_of[number]
    lead = {stem(token.text) for token in tokens if token.end <= begun.figure.start}
    gap = {stem(token.text) for token in tokens if begun.figure.end <= token.start < ended.figure.start}
    return bool(lead & _STARTS and gap & _ENDS)


def _year(noted: Noted) -> dt.date | None:
    return dt.date(int(noted.figure.period), 1, 1) if re.fullmatch(r"[12]\d{3}", noted.figure.period) else None


def _day(noted: Noted) -> dt.date | None:
    span = bounds(noted.figure.period)
    return span[0] if span and span[0] == span[1] else None


def _of_it(inside: Inside, length: Noted, begun: Noted, ended: Noted) -> bool:
    """Tell whether a length is that of the stretch: near it, and with a word that takes the whole up."""
    if abs(length.sentence - begun.sentence) > _AWAY:
        return False
    if length.sentence == begun.sentence and begun.figure.start < length.figure.start < ended.figure.start:
        return False
    lead = inside.between(max(0, length.figure.start - _TAKEN), length.figure.start).split()
    around = {*lead, *inside.between(length.figure.end, length.figure.end + _TAKEN).split()[:2]}
    if around & _OTHER:
        return False
    if not lead or lead[-1] not in _WHOLE:
        return False
    # "led the company for 25 years. She became chief executive in 2006 and retired in 2021": a tenure, and its ends.
    tenure = {stem(token.text) for token in inside.tokens_of[length.sentence]} & word_list("spans.tenure")
    return lead[-1] != "for" or length.sentence == begun.sentence or (_year(begun) is not None and bool(tenure))
