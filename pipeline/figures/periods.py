"""The period that a figure holds for: the date that qualifies it."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.figures.atoms import LETTERS, Atoms
from pipeline.figures.lexicons import word_set
from pipeline.figures.named_amounts import is_announcement, is_only_named
from pipeline.figures.rates import rate_units
from pipeline.figures.readings import Reading
from pipeline.figures.trends import is_change_noun

__all__ = ["Dated", "bind_periods"]

_COMPARED = frozenset(["from", "than", "versus", "vs", "compared", "against", "with"])
_COMPARING = frozenset(["than", "versus", "vs", "compared", "unlike"])
_REACH = 60
_RECORD_REACH = 7
_SAYING_REACH = 4
_SAID = word_set("binding", "said")
_RECORDS = word_set("binding", "records")
_LEVELS = word_set("binding", "levels")
_BETWEEN = word_set("binding", "between")
_HEDGES = word_set("binding", "hedges")
_CLAUSE_HEADS = frozenset(
    ["ROOT", "root", "ccomp", "advcl", "conj", "parataxis", "acl:relcl", "relcl", "csubj", "xcomp", "acl"]
)
_CLOSES = frozenset(
    ["close", "closing", "finish", "figure", "level", "price", "total", "high", "low", "record", "peak"]
)
_DEFINITE = frozenset(["the", "these", "those", "both"])
_AFTERMATH = frozenset(["after", "before", "following", "despite", "amid", "since"])
_AFTERMATH_REACH = 7
_ENDS = frozenset(["ended", "ending", "to"])
_NOUN_CLAUSES = frozenset(["acl", "acl:relcl", "relcl"])
_WAYS = frozenset(
    ["above", "away", "below", "beneath", "beyond", "deep", "downstream", "inland", "off", "offshore", "upstream"]
)
_COMPASS = ("north", "south", "east", "west")
_AND_DATES: tuple[list[str], ...] = (["and"], [",", "and"], ["or"], ["and", "in"], ["and", "on"], ["&"])
_BREAKS = frozenset([";", ":", "—"])
_CONJUNCTIONS = frozenset(["while", "whereas", "although", "though", "but"])


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text that may qualify figures: its atoms and its EDTF value."""

    first: int
    last: int
    period: str


def bind_periods(atoms: Atoms, readings: list[Reading], dates: list[Dated]) -> None:
    """Give each figure the period that it holds for: the date beside it, else the one date of its clause.

    A date after "from" or "than" is what the figure is compared with and does not bind. Of two dates at the same
    distance the later one in the text wins only if it follows the figure directly; in doubt none is bound.
    """
    by_sentence: dict[int, list[Dated]] = {}
    for dated in dates:
        date = Dated(dated.first, dated.last, _days_of(dated.period))
        if dated.period and not date.period:
            continue  # an hour of no day in particular
        if not (atoms.at(date.first - 1) in _COMPARED or _of_record(atoms, date) or _of_saying(atoms, date)):
            by_sentence.setdefault(atoms.sentence[date.first], []).append(date)
    ends = {max(reading.last, reading.counted_last) for reading in readings if _is_compared(atoms, reading)}
    both = _coordinated(atoms, dates)
    owned = {date.first for date in dates if _after_a_figure(atoms, date, ends)}
    compared = [reading.first for reading in readings if _is_compared(atoms, reading)]
    for reading in readings:
        if reading.kind in ("date", "duration", "ordinal", "age") or reading.period or _is_a_way(atoms, reading):
            continue
        # A window keeps the time linear in a sentence without end.
        known = by_sentence.get(atoms.sentence[reading.first], [])
        first = bisect_right(known, reading.first - _REACH, key=_first_atom)
        near = known[first : bisect_right(known, reading.last + _REACH, key=_first_atom)]
        if near:
            _bind(atoms, reading, near, compared, owned, both)


def _days_of(period: str) -> str:
    """Leave the hours out of an EDTF value: what is counted is counted for a day, not for a minute.

    Hours of no day in particular stay ("visits after 4pm"), a minute of none is no period.
    """
    if "T" not in period:
        return period
    ends = [end.partition("T")[0] for end in period.split("/")]
    if "" in ends:
        return period if len(ends) > 1 else ""
    return ends[0] if len(set(ends)) == 1 else "/".join(ends)


def _is_a_way(atoms: Atoms, reading: Reading) -> bool:
    """Tell "about 110 miles south of the city": how far off a place is at any time."""
    after = atoms.at(reading.last + 1)
    return reading.dimension == "length" and (after in _WAYS or after.startswith(_COMPASS))


def _first_atom(date: Dated) -> int:
    return date.first


def _is_compared(atoms: Atoms, reading: Reading) -> bool:
    """Tell the "£9 million" of "up from £9 million in 2023", and "double" in "double the figure for 2019"."""
    if reading.unit == "times" and reading.trend is None:
        return True
    before = reading.first - 1
    while atoms.at(before) in _HEDGES or (atoms.at(before) == "of" and atoms.at(before - 1) in _LEVELS):
        before -= 2 if atoms.at(before) == "of" else 1
    return atoms.at(before) in _COMPARED and atoms.same_sentence(before, reading.first)


def _elsewhere(atoms: Atoms, reading: Reading, date: Dated, compared: list[int]) -> bool:
    """Tell whether a date belongs to something else: to what the figure is compared with, to what came before it."""
    end = max(reading.last, reading.counted_last)
    if _in_aftermath(atoms, reading, date):
        return True
    of = atoms.at(date.first - 1) == "of" and atoms.at(date.first - 2) != "as"
    if of and date.first - 2 != end:
        return True  # "the wars of the 1980s drove millions from their homes"
    if date.first <= end:
        return False
    if atoms.at(date.last + 1) == "'s" and atoms.at(date.last + 2) in _CLOSES:
        return True  # "a premium of 35 per cent to Monday's close"
    place = bisect_right(compared, end)
    if place < len(compared) and compared[place] < date.first:
        return True
    between = atoms.low[end + 1 : date.first]
    if reading.unit == "times" and reading.trend is None:
        return True  # "nearly double the figure for 2019"
    stepped = any(
        word == "from" and (reading.trend is not None or is_change_noun(atoms.low[at - 1]))
        for at, word in enumerate(between, end + 1)
    )
    return stepped or not _COMPARING.isdisjoint(between)


def _in_aftermath(atoms: Atoms, reading: Reading, date: Dated) -> bool:
    """Tell the date of "gained 2 per cent after a large loss yesterday", which is that of the loss."""
    for at in range(date.first - 2, max(-1, date.first - 2 - _AFTERMATH_REACH), -1):
        if not atoms.same_sentence(at, date.first) or atoms.low[at] in (",", ";", ":", "—"):
            return False
        if at <= reading.last and reading.first < date.first:
            return False
        if atoms.low[at] in _AFTERMATH:
            return True
    return False


def _of_record(atoms: Atoms, date: Dated) -> bool:
    """Tell the date of "the highest since 1974", which is no period of any figure."""
    if atoms.low[date.first] != "since":
        return False
    first = max(0, date.first - _RECORD_REACH)
    words = range(first, date.first)
    return any(
        atoms.same_sentence(i, date.first)
        and (atoms.low[i] in _RECORDS or (atoms.low[i].endswith("est") and atoms.of_word(i).tag in ("JJS", "")))
        for i in words
    )


def _of_saying(atoms: Atoms, date: Dated) -> bool:
    """Tell the date of "the UN said on Thursday", which is when it was said."""
    first = max(0, date.first - _SAYING_REACH)
    said = [i for i in range(first, date.first) if _is_said(atoms, i) and atoms.same_sentence(i, date.first)]
    return bool(said) and all(atoms.kind[i] == LETTERS and atoms.low[i] != "that" for i in range(said[-1], date.first))


def _is_said(atoms: Atoms, index: int) -> bool:
    """Tell "the minister added" from "seven added on Thursday"."""
    word = atoms.of_word(index)
    return atoms.low[index] in _SAID and not (word.tag == "VBN" and word.dep == "acl")


def _coordinated(atoms: Atoms, dates: list[Dated]) -> set[int]:
    """Return the first atoms of dates that hold together: "in June and July" is neither of them."""
    both: set[int] = set()
    for a, b in itertools.pairwise(dates):
        gap = atoms.low[a.last + 1 : b.first]
        if gap in _AND_DATES and atoms.same_sentence(a.last, b.first):
            both |= {a.first, b.first}
    return both


def _after_a_figure(atoms: Atoms, date: Dated, ends: set[int]) -> bool:
    """Tell whether a date stands right after a figure, over "per day" and a preposition at the most."""
    before = date.first - 1
    for _ in range(4):
        if before in ends:
            return True
        if atoms.at(before) not in _BETWEEN and atoms.at(before) not in rate_units():
            return False
        before -= 1
    return before in ends


def _bind(
    atoms: Atoms, reading: Reading, dates: list[Dated], compared: list[int], owned: set[int], both: set[int]
) -> None:
    end = max(reading.last, reading.counted_last)
    near = [d for d in dates if 0 <= d.first - end - 1 <= 2 and not _broken(atoms, end + 1, d.first)]
    direct = [d for d in near if not (_elsewhere(atoms, reading, d, compared) or _of_the_verb(atoms, reading, d))]
    inside = [d for d in dates if reading.first <= d.first <= end]
    within = [d for d in dates if _in_its_clause(atoms, reading, d)]
    if direct or inside or len(within) == 1:
        chosen = (direct or inside or within)[0]
    elif _is_definite(atoms, reading):
        return
    else:
        same = [
            d
            for d in dates
            if d.period
            and not (d.last < reading.first and d.first in owned)
            and _same_clause(atoms, reading, d)
            and not _elsewhere(atoms, reading, d, compared)
            and not _of_the_verb(atoms, reading, d)
        ]
        same = same or [d for d in dates if _fronts(atoms, reading, d) and not _of_the_verb(atoms, reading, d)]
        after = [d for d in same if d.first > end]
        before = [d for d in same if d.last < reading.first]
        if len(same) == 1:
            chosen = same[0]
        elif len(after) == 1 and not before:
            chosen = after[0]
        elif len(before) == 1 and not after:
            chosen = before[0]
        else:
            return
    if chosen.first in both:
        return
    daily = chosen.period.startswith(("T", "../T"))  # "took place after 4pm", on whichever day
    period = "" if daily else _without_clock(chosen.period) if reading.kind == "count" else chosen.period
    if period:
        reading.period = period
        reading.rules.append("period")


def _of_the_verb(atoms: Atoms, reading: Reading, date: Dated) -> bool:
    """Tell a date that says when something was done or announced, and not what an amount holds for."""
    if atoms.at(date.first - 1) in _ENDS:
        return False  # "a profit in the quarter ended 31 December"
    verb = _clause(atoms, date.last) if atoms.parsed else -1
    named = is_only_named(atoms, reading, date.first, date.last, date.period)
    return named or is_announcement(atoms, reading, date.period, verb)


def _is_definite(atoms: Atoms, reading: Reading) -> bool:
    """Tell "the two companies", who are what they are at any time, from "two companies"."""
    return reading.kind == "count" and atoms.at(reading.first - 1) in _DEFINITE and not reading.modifier


def _in_its_clause(atoms: Atoms, reading: Reading, date: Dated) -> bool:
    """Tell the date of "45,000 migrants crossing the Channel last year": it stands in a clause on the noun.

    Of "including seven added on Thursday" it stands on the number, whose noun went before.
    """
    end = max(reading.last, reading.counted_last)
    if not atoms.parsed or date.first <= end or not date.period or (reading.counted_last < 0 and not reading.counted):
        return False
    verb = _clause(atoms, date.last)
    word = atoms.words[verb]
    end += reading.counted_last < 0 and atoms.at(end + 1) == "more"
    return word.dep in _NOUN_CLAUSES and word.head == atoms.word[end] and verb != word.head


def _without_clock(period: str) -> str:
    """Return the day of a moment: a count holds for a day and not for a minute."""
    ends = [end.partition("T")[0] for end in period.split("/")]
    if len(ends) == 1:
        return ends[0]
    if not any(end not in ("", "..") for end in ends):
        return ""
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _broken(atoms: Atoms, first: int, last: int) -> bool:
    return any(atoms.low[i] in (",", ";", "(", "and", "but") for i in range(first, last))


def _same_clause(atoms: Atoms, reading: Reading, date: Dated) -> bool:
    first, last = min(reading.last, date.last), max(reading.first, date.first)
    apart = any(atoms.low[i] == "with" and atoms.low[i - 1] == "," for i in range(first + 1, last))
    if apart and date.period.startswith(".."):
        return False  # "to date, with orders for 200 more"
    if atoms.parsed:
        return _clause(atoms, reading.core_last) == _clause(atoms, date.last)
    return not any(atoms.low[i] in _BREAKS or atoms.low[i] in _CONJUNCTIONS for i in range(first, last))


def _fronts(atoms: Atoms, reading: Reading, date: Dated) -> bool:
    """Tell the year of "In 1994, a storm killed 60 people and cost $10bn": it stands before both verbs of a subject."""
    if not atoms.parsed or date.last >= reading.first:
        return False
    words, verb, first = atoms.words, _clause(atoms, reading.core_last), _clause(atoms, date.last)
    while words[verb].dep == "conj" and words[verb].tag == words[first].tag and verb > first:
        if any(words[i].head == verb and words[i].dep.startswith("nsubj") for i in range(words[verb].head, verb)):
            return False
        verb = words[verb].head
    opens = date.first <= 1 or atoms.sentence[max(0, date.first - 2)] != atoms.sentence[date.first]
    return verb == first != _clause(atoms, reading.core_last) and opens and atoms.word[date.last] < first


def _clause(atoms: Atoms, index: int) -> int:
    """Return the word that heads the clause of an atom."""
    words = atoms.words
    at = atoms.word[index]
    for _ in range(40):
        word = words[at]
        if (
            (word.dep in _CLAUSE_HEADS and word.pos in ("VERB", "AUX", "ADJ"))
            or word.head == at
            or not 0 <= word.head < len(words)
        ):
            return at
        at = word.head
    return at
