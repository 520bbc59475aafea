"""Judging a reading by what stands around it: the grammar says what words could mean, this says whether they do."""

from __future__ import annotations

from typing import Any

from pipeline.figures.dates import context
from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.context import CUES
from pipeline.figures.dates.derived import Holiday, Open, Shift, Timed
from pipeline.figures.dates.games import is_of_a_game
from pipeline.figures.dates.lengths import Every, Length
from pipeline.figures.dates.lexicon import CLASSES
from pipeline.figures.dates.moments import (
    Anchored,
    DayOfMonth,
    Fixed,
    Moment,
    Period,
    Season,
    Unknown,
    Weekday,
)
from pipeline.figures.dates.tense import lean_of
from pipeline.figures.lexicons import word_set

__all__ = ["accept", "is_year"]

_LONGEST_ASIDE = 6
_RECORDS = word_set("binding", "records")
_PLURAL_SETS = frozenset(["weekdays", "weekends", "weeknights"])
_ONWARD = frozenset(["on", "onward", "onwards", "forward", "date"])
_IN_NUMBERS = frozenset("-/.,$£€#:+")


def is_year(value: Any) -> bool:
    """Tell whether a reading is a year, or ends in one."""
    if isinstance(value, Open):
        return is_year(value.end or value.start)
    return isinstance(value, Fixed) and value.month is None


def accept(value: Any, atoms: Atoms, at: int, end: int, listed: bool) -> bool:
    """Decide whether a reading stands where it is.

    Parameters
    ----------
    value
        What the rules made of the atoms ``at`` to ``end`` (half-open).
    listed
        It follows a year in a list.
    """
    words = atoms.words
    wrapped = "\n" in atoms.text[atoms.start[at] : atoms.end[end - 1]]
    if wrapped and words[atoms.word(at)].sentence != words[atoms.word(end - 1)].sentence:
        return False  # a line break inside a sentence is a wrapped line; between sentences it parts them
    if _in_a_number(atoms, at, end):
        return False
    if isinstance(value, Length):
        return _length(value, atoms, at, end)
    if isinstance(value, Every):
        if (
            atoms.low[at] in _PLURAL_SETS
            and at
            and (atoms.low[at - 1].isdigit() or atoms.low[at - 1] in CLASSES["SMALL"])
        ):
            return False  # "three weekends"
        if atoms.low[at] == "everyday" and end < len(atoms) and atoms.low[end][0].isalpha():
            return False  # "everyday consumers" are the ordinary ones
        return atoms.low[at] not in CLASSES["SETWORD"] or context.set_stands(atoms, at, end)
    if _is_other_word(atoms, at, end) or _is_title(atoms, at, end):
        return False
    if isinstance(value, Unknown) and atoms.low[end - 1] == "before":
        tag = words[atoms.word(end)].tag if end < len(atoms) else ""
        if tag in ("VBG", "DT", "NNP", "EX") or tag.startswith("PRP"):
            return False  # "earlier in the day before rallying"
        if atoms.low[at] in ("a", "an", "one") and end < len(atoms) and atoms.low[end][0].isalpha():
            return atoms.low[end] in ("and", "but", "when", "while", "with")  # "a day before the vote"
    weekday = atoms.low[end - 1] in CLASSES["WEEKDAYNAME"]
    if weekday and atoms.low[end : end + 1] in (["to"], ["through"]) and "," in atoms.low[at:end]:
        return False  # "from 9am to 5pm, Monday to Friday"
    first = value.start if isinstance(value, Open) else value
    if isinstance(first, Shift) and first.base is not None and _is_rate(first, atoms, at, end):
        return False
    if isinstance(value, Shift) and value.base is not None and at and atoms.low[at - 1] == "for":
        # "for 10 days from 18 December" is a length, and where it begins; "set for a week from Friday" is a day
        return at > 1 and atoms.low[at - 2] in CUES["announced"]
    if isinstance(value, Anchored) and atoms.low[end - 1] in ("before", "after") and at and atoms.low[at - 1] == "to":
        return False  # "ten years to the day after"
    if atoms.low[end - 1] == "quarter" and atoms.low[end : end + 2] in (["of", "a"], ["of", "an"]):
        return False
    than_ago = atoms.low[end - 1] == "ago" and atoms.low[at + 1 : at + 2] == ["than"]
    if than_ago and at and _is_amount(atoms.low[at - 1]):
        return False  # "12 cents more than a month ago"
    one = first or (value.end if isinstance(value, Open) else None)
    if isinstance(one, Season) and is_of_a_game(one, atoms, at, end):
        return False
    if isinstance(value, Open):
        return _open(value, atoms, at, end)
    return _point(value, atoms, at, end, listed)


def _is_amount(before: str) -> bool:
    return before[0].isdigit() or before in CUES["measures"] or before in CUES["fractions"]


def _compares(atoms: Atoms, at: int, end: int) -> bool:
    """Tell "4 million fewer than a year earlier" and "higher than a year ago" from "more than a year later"."""
    comparative = atoms.low[at]
    if comparative not in CUES["bounding_comparatives"]:
        return True
    told = any(low in ("earlier", "ago", "before") for low in atoms.low[end - 1 : end + 1])
    return told and (comparative == "fewer" or bool(at and _is_amount(atoms.low[at - 1])))


def _is_rate(value: Shift, atoms: Atoms, at: int, end: int) -> bool:
    """Tell "£500m a year from 2027" and "3% a year after 2030" from "a year from Tuesday"."""
    if atoms.low[at] not in ("a", "an"):
        return False
    year = isinstance(value.base, (Fixed, Open)) and is_year(value.base)
    return (year and "from" in atoms.low[at:end]) or bool(at and _is_amount(atoms.low[at - 1]))


def _in_a_number(atoms: Atoms, at: int, end: int) -> bool:
    """Tell whether the digits go on before the reading or after it."""
    if atoms.low[at][0].isdigit() and atoms.glued(at):
        before = atoms.low[at - 1]
        if before.isalnum() or before in "$£€#+-/":
            return True
        if before in ".,:" and at > 1 and atoms.glued(at - 1) and atoms.low[at - 2][-1].isdigit():
            return True
    if end < len(atoms) and atoms.glued(end) and atoms.low[end - 1][-1].isdigit():
        after = atoms.low[end]
        if after[0].isdigit() or (after in _IN_NUMBERS and end + 1 < len(atoms) and atoms.glued(end + 1)):
            return atoms.low[end + 1][0].isdigit()
    return False


def _is_other_word(atoms: Atoms, at: int, end: int) -> bool:
    """Tell whether "may", "march" or "sun" in lower case is the ordinary word."""
    if atoms.all_lower or any(low[0].isdigit() for low in atoms.low[at:end]):
        return False
    if atoms.low[end - 1] in CLASSES["ORDINALWORD"]:
        return False
    return any(atoms.low[n] in CUES["also_words"] and atoms.source(n).islower() for n in range(at, end))


def _is_title(atoms: Atoms, at: int, end: int) -> bool:
    """Tell "Saturday Morning Breakfast Cereal" from "Saturday morning" by its capitals."""
    if atoms.all_lower:
        return False
    before = at - 1
    paper = atoms.low[at] in CLASSES["WEEKDAYABBR"] and before > 0 and atoms.source(at)[:1].isupper()
    if paper and atoms.source(before)[:1].isupper() and atoms.low[before] not in CLASSES["MONTH"]:
        return True  # "the Edmonton Sun, August 16"
    last = end if end < len(atoms) and atoms.low[end] in CLASSES["DAYPART"] else end - 1
    part = atoms.low[last] in CLASSES["DAYPART"] and last > at and atoms.source(last)[:1].isupper()
    if atoms.low[at] in CLASSES["DEICTIC"] and end == at + 1 and atoms.source(at)[:1].isupper():
        # "Radio 4's Today programme"
        follower = atoms.source(end) if end < len(atoms) else ""
        return before > 0 and atoms.low[before - 1] == "'" and atoms.low[before] == "s" and follower.islower()
    return part and last + 1 < len(atoms) and atoms.source(last + 1)[:1].isupper()


def _past_aside(atoms: Atoms, end: int) -> int:
    """Step over the brackets of "three-quarters (74 per cent) of voters"."""
    near = atoms.low[end : end + _LONGEST_ASIDE]
    return end + near.index(")") + 1 if near[:1] == ["("] and ")" in near else end


def _length(value: Length, atoms: Atoms, at: int, end: int) -> bool:
    if context.is_age(atoms, at, end) or atoms.low[end : end + 1] == ["ago"]:
        return False
    before = atoms.low[at - 1] if at else "."
    after = _past_aside(atoms, end)
    if atoms.low[end - 1] in ("quarter", "quarters") and atoms.low[after : after + 1] == ["of"]:
        # "three quarters of the voters" against "two consecutive quarters of growth"
        return atoms.low[end - 2] in CUES["successive"]
    if atoms.low[at + 1 : at + 2] == ["than"] and _compares(atoms, at, end):
        return False
    if atoms.low[end - 1] in ("later", "earlier"):
        return True
    if atoms.low[at] == "over" and value.modifier.startswith("over") and before not in CUES["before_over"]:
        return False  # "$4bn over three years": during them
    if atoms.low[at] == "many" and before in CUES["not_before_many"]:
        return False
    if value.weak and value.toward:
        return before in CUES["before_past_length"]
    if value.weak and value.approx == "vague":
        return context.some_stands(atoms, at, end)
    if atoms.low[at] == "last" and value.toward and before in CUES["before_verb"]:
        return False  # "it should not last two hours"
    return not value.weak or context.length_stands(atoms, at, end)


def _open(value: Open, atoms: Atoms, at: int, end: int) -> bool:
    for part in (value.start, value.end):
        if isinstance(part, Period) and part.unit != "weekend" and not part.modifier:
            return False
        if isinstance(part, Fixed) and part.weak and not context.slash_stands(atoms, at, end, anywhere=True):
            return False
    bare = atoms.low[end - 1] in CLASSES["SEASON"] and atoms.low[end - 2] not in ("the", "this", "next", "last")
    if bare and end < len(atoms) and atoms.low[end].isalpha() and atoms.low[end] not in CUES["after_season"]:
        return False  # "heated by spring water"
    if atoms.low[end - 1] == "later" and atoms.low[end : end + 1] == ["than"]:
        return False
    one_ended = value.start is None or value.end is None
    if (
        one_ended
        and atoms.low[at] == "from"
        and atoms.low[end - 1] not in ("on", "onward", "onwards", "forward", "date")
    ):
        # "from Monday, drivers will pay" against "up from Monday" and "from Monday's low"
        lasts = at and (atoms.low[at - 1] in CLASSES["UNITS"] or atoms.low[at - 1] in CLASSES["UNIT"])
        if lasts and not (at > 1 and is_year(value) and atoms.low[at - 2] in ("a", "per", "each", "every")):
            return False  # "10 days from 18 March", but "£5m a year from 2027"
        follows = end < len(atoms) and (atoms.low[end][0].isalnum() or atoms.low[end] in "'-/(")
        return not follows and lean_of(atoms.words, *atoms.span(at, end)) > 0
    if one_ended and atoms.low[end : end + 2] == ["'", "s"] and atoms.low[at] not in ("since", "ever"):
        return False  # "after Friday's vote": the vote is after, not the day
    following = atoms.low[end + 1] if end + 1 < len(atoms) else ""
    listed = atoms.low[end : end + 1] == ["or"] and (not one_ended or following in CUES["year_prepositions"])
    if atoms.low[at] in ("pre", "post") or _is_season(value, atoms, end):
        return True
    return listed or not (is_year(value) and context.counted(atoms, end))


def _is_season(value: Open, atoms: Atoms, end: int) -> bool:
    """Tell "the 2019-20 fires" by years that follow each other, written as one."""
    start, last = value.start, value.end
    if not (isinstance(start, Fixed) and isinstance(last, Fixed)) or start.year is None or last.year is None:
        return False
    return last.year == start.year + 1 and start.year >= 1900 and atoms.glued(end - 1)


def _is_ranked(atoms: Atoms, end: int) -> bool:
    """Tell by the word after it that an ordinal ranks a thing."""
    return atoms.words[atoms.word(end)].tag[:2] in ("NN", "JJ", "CD", "TO")


def _point(value: Moment, atoms: Atoms, at: int, end: int, listed: bool) -> bool:
    size = end - at
    before = atoms.low[at - 1] if at else ""
    if isinstance(value, Fixed) and value.which is None:
        if value.month is None:
            if value.modifier == "fiscal":
                return True
            if value.about and value.modifier not in ("circa", "") and (value.year or 0) > 0:
                # "around 1990" against "about 1500 were killed"
                year = value.year or 0
                if before not in CUES["year_prepositions"] and not (1700 <= year <= 2100 and year % 50):
                    return False
            if size > 1 or value.modifier or value.about:
                return not context.counted(atoms, end)
            return context.year_stands(atoms, at, end, value.year or 0, listed=listed)
        if value.day is None and value.year is None and size <= 2 and not value.modifier:
            return context.month_stands(atoms, at, end)
        return not value.weak or context.slash_stands(atoms, at, end)
    if isinstance(value, Weekday) and value.which is None and value.week is None and not value.modifier:
        return size > 2 or context.weekday_stands(atoms, at, end)
    if isinstance(value, Period) and value.unit != "weekend":
        return bool(value.modifier) and (value.unit != "century" or value.modifier != "mid")  # "mid-century chairs"
    if isinstance(value, DayOfMonth) and atoms.low[end - 1] in CLASSES["ORDINALWORD"]:
        # "on Tuesday, the first such vote" against "on Tuesday the first"
        return "," not in atoms.low[at:end] and not (end < len(atoms) and _is_ranked(atoms, end))
    if isinstance(value, Holiday) and value.weak:
        return before in CUES["before_feast"]
    if isinstance(value, Season) and value.year is None and value.which is None and value.years is None:
        if value.code < 30 and atoms.low[at] == "the":
            after = atoms.low[end] if end < len(atoms) else ""
            return before in CUES["before_season"] and (not after.isalpha() or after in CUES["after_season"])
        return atoms.low[end - 1] != "fall" or bool(value.modifier)
    if isinstance(value, Shift) and value.ahead:
        first, last = atoms.span(at, end)
        if any(low in _RECORDS or (low.endswith("est") and len(low) > 4) for low in atoms.low[max(0, at - 4) : at]):
            return False  # "the closest in a decade"
        return lean_of(atoms.words, first, last) > 0
    if isinstance(value, Timed) and value.weak:
        return before in CUES["before_hour"]
    if isinstance(value, Timed) and value.day is None:
        return context.clock_stands(atoms, at, end)
    return True
