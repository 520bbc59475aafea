"""Are two statements of one time? Where that is in doubt, two values of one thing may both be true."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.paraphrase import CHANGE
from pipeline.evidence.compare.periods import Periods, Span, bounds, periods_of
from pipeline.evidence.lexicon import concepts
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.wordlists import word_list

__all__ = ["another_day", "another_period", "unsure_of_time"]

_MOVING: Final = frozenset({"money", "percentage", "ratio", "quantity", "rate", "number"})
_LEVELS: Final = frozenset({"percentage", "ratio", "rate"})
_FORTNIGHT: Final = 14
"""Days between two documents after which a level without a date may have changed."""
_EVENT: Final = 3
_MONTH: Final = 31
_DAY: Final = dt.timedelta(days=1)
_LATELY: Final = dt.timedelta(days=45)
"""A period that ended longer ago is not the time of which an article speaks without naming one."""
_NIGHT: Final = frozenset({"night", "overnight", "midnight"})
_SO_FAR: Final = ("so far", "as of", "to date", "up to now", "until now")


def another_period(claim: Reading, mine: Noted, passage: Reading, theirs: Noted) -> str:
    """Return why the dates about two figures keep them apart; empty where they do not."""
    one, two = periods_of(claim, mine), periods_of(passage, theirs)
    if not one.spans or not two.spans:
        # "In July" and "in August" are two times, whichever year is meant.
        here, there = _calendar(claim, mine), _calendar(passage, theirs)
        return "another period" if here and there and here.isdisjoint(there) else ""
    if Periods.meet(one, two):
        return ""
    # "on Monday night" and "in the night to Tuesday" are one night.
    night = any(_words(reading, noted) & _NIGHT for reading, noted in ((claim, mine), (passage, theirs)))
    next_day = any(
        abs(first[0] - second[0]) <= _DAY for first in one.spans for second in two.spans if _days(first, second)
    )
    return "" if night and next_day and mine.figure.kind == "count" else "another period"


def _calendar(reading: Reading, noted: Noted) -> set[str]:
    """Return the months that are named in a figure's sentence."""
    months = {name.lower() for name in calendar.month_name if name}
    return {token.lower for token in reading.tokens if token.sentence == noted.sentence and token.capital} & months


def _days(*spans: Span) -> bool:
    return all(first == last for first, last in spans)


def another_day(claim: Reading, mine: Noted, passage: Reading, theirs: Noted, context: Context) -> str:
    """Return why two changes or states of a day are of two days; where no day is given, the document's day counts.

    "The index fell 3 per cent" is true of each day anew.
    """
    if mine.figure.kind not in _MOVING or not (_of_a_day(claim, mine) or _of_a_day(passage, theirs)):
        return ""
    one, two = periods_of(claim, mine).spans, periods_of(passage, theirs).spans
    one = one or (((context.claim_date, context.claim_date),) if context.claim_date else ())
    two = two or (((context.passage_date, context.passage_date),) if context.passage_date else ())
    if not one or not two:
        return ""
    near = any(
        first[0] <= second[1] + _DAY and second[0] <= first[1] + _DAY
        for first in one
        for second in two
        if _closed(first) and _closed(second)
    )
    return "" if near else "another day"


def unsure_of_time(claim: Reading, mine: Noted, passage: Reading, theirs: Noted, context: Context) -> bool:
    """Tell whether the passage may speak of another time than the claim, so that different values prove nothing.

    A statement without a date speaks of its own day: another that is dated long before it ("last year"), a passage that
    counts from a year on ("since 2010"), or until an hour ("by noon"), may be right as well.
    """
    here, there = periods_of(claim, mine).spans, periods_of(passage, theirs).spans
    if (_undated(claim, mine) and there) or _until(passage, theirs) != _until(claim, mine):
        return True
    there = there or _told_before(passage, theirs)
    if not here and not there:
        return mine.figure.kind in _LEVELS and _days_apart(context) > _FORTNIGHT
    if here and there:
        return not any(_one_time(one, two) for one in here for two in there)
    if not all(_closed(span) for span in here or there):
        return bool(there)
    own_day = context.claim_date if there else context.passage_date
    return own_day is not None and max(last for _, last in here or there) < own_day - _LATELY


def _one_time(one: Span, two: Span) -> bool:
    """Tell whether two spans are one time: equal, or a day and its month, but not a year and its first half."""
    if one == two or not (_closed(one) and _closed(two)):
        return True
    short, long = sorted(((last - first).days for first, last in (one, two)))
    return short <= _EVENT and long <= _MONTH and max(one[0], two[0]) <= min(one[1], two[1]) + _DAY


def _days_apart(context: Context) -> int:
    if context.claim_date is None or context.passage_date is None:
        return 0
    return abs((context.claim_date - context.passage_date).days)


def _told_before(passage: Reading, theirs: Noted) -> tuple[Span, ...]:
    """Return the spans of the nearest sentence before a figure that is dated: a paragraph keeps its time."""
    dated = [one for one in passage.figures if one.figure.kind == "date" and one.sentence < theirs.sentence]
    spans = [(one.sentence, span) for one in dated if (span := bounds(one.figure.period))]
    last = max((number for number, _ in spans), default=0)
    return tuple(span for number, span in spans if number == last)


def _until(reading: Reading, noted: Noted) -> str:
    """Return until when a figure counts: the words of a date after "by", or of "so far"."""
    text = " ".join(token.lower for token in reading.tokens if token.sentence == noted.sentence)
    for one in reading.figures:
        said = one.said.lower()
        if one.figure.kind == "date" and one.sentence == noted.sentence and (one.before == "by" or said[:3] == "by "):
            return said.removeprefix("by ")
    return next((words for words in _SO_FAR if words in text), "")


def _closed(span: Span) -> bool:
    return span[0] > dt.date.min and span[1] < dt.date.max


def _words(reading: Reading, noted: Noted) -> set[str]:
    return {token.lower for token in reading.tokens if token.sentence == noted.sentence}


def _of_a_day(reading: Reading, noted: Noted) -> bool:
    stems = reading.stems.get(noted.sentence, noted.words | noted.thing)
    momentary = bool(_words(reading, noted) & word_list("subject.momentary"))
    return momentary or any(concepts(word) & CHANGE for word in stems)


def _undated(claim: Reading, mine: Noted) -> bool:
    """Tell whether a claim is dated by a day without its year, which may be of the passage's year or of another."""
    return any(
        one.figure.kind == "date"
        and one.sentence == mine.sentence
        and bounds(one.figure.period) is None
        and any(letter.isdigit() for letter in one.figure.text)
        for one in claim.figures
    )
