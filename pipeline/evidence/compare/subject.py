"""Do two figures count the same thing, of the same scope?

A number shared by chance is the commonest false agreement, and two numbers of two things the commonest false
difference. Both are kept out by asking four things before any value is compared: what is counted, what is said of it,
of whom or where, and when. Where the answer is in doubt the two are not of one subject.
"""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass, field
from typing import Final

from pipeline.evidence.compare.bases import bases_apart, bases_unsure
from pipeline.evidence.compare.cells import headed, other_row
from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.naming import is_known, is_titled, named_near, names_apart, names_of, unknown_owner
from pipeline.evidence.compare.offices import description, office_before
from pipeline.evidence.compare.paraphrase import CHANGE, carries, direction, moved_apart
from pipeline.evidence.compare.residue import Side, beside_others, kind_apart, places_apart, residue, sides, spoken_of
from pipeline.evidence.compare.scope import unsure_of_scope
from pipeline.evidence.compare.times import another_day, another_period, unsure_of_time
from pipeline.evidence.compare.values import mistyped
from pipeline.evidence.lexicon import concepts, contrast, same_words, word_places
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Noted, is_generic
from pipeline.evidence.text import fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["Subject", "same_subject"]

_AGREE: Final = 0.5
_DIFFER: Final = 0.6
_GOVERNED: Final = 0.75
_MEASURED: Final = frozenset({"money", "percentage", "ratio", "quantity", "rate", "duration"})
_TYPES: Final = frozenset({"city", "village", "area", "island", "country"})
_OF_THEM: Final = ("of them", "of these", "of those", "of whom", "of which")
_OVER: Final = frozenset({"over", "in", "within", "during", "every"})
_POINTING: Final = frozenset({"these", "those", "such"})
_BY: Final = frozenset({"by", "to", "from"})
_MODIFIERS: Final = frozenset(stem(word) for word in word_list("subject.modifiers"))


@dataclass(frozen=True)
class Subject:
    """How near two subjects are.

    Attributes
    ----------
    same
        Near enough that equal values agree.
    sure
        Near enough that different values differ.
    overlap
        Share of the claim's own words that the passage has.
    why
        What keeps them apart, for a person; empty where nothing does.
    timely
        Nothing says that they may be of two times.
    """

    same: bool
    sure: bool
    overlap: float = 0.0
    why: str = ""
    matched: tuple[str, ...] = field(default=())
    timely: bool = True


def same_subject(claim: Reading, mine: Noted, passage: Reading, theirs: Noted, context: Context) -> Subject:
    """Compare the subjects of two figures."""
    apart = _apart(claim, mine, passage, theirs)
    if apart:
        return Subject(False, False, why=apart)
    whose = unknown_owner(claim, mine, passage, context)
    if whose:
        return Subject(False, False, why=whose)
    head, head_why = _heads(mine, theirs)
    if not head:
        return Subject(False, False, why=head_why)
    who = names_apart(claim, mine, passage, theirs, context)
    if who:
        return Subject(False, False, why=who)
    when = another_period(claim, mine, passage, theirs)
    timely = not unsure_of_time(claim, mine, passage, theirs, context)
    said = _said(claim, mine, context) - ({mine.governor} if carries(mine, theirs) else set())
    heard = theirs.words | theirs.thing | context.passage | spoken_of(passage, theirs)
    matched = same_words(said, heard)
    overlap = len(matched) / len(said) if said else 0.0
    shared_names = _shared(claim, mine, passage, theirs, context)
    vague = is_generic(mine.head)
    if said:
        enough = overlap >= _AGREE and (len(matched) >= 2 or not vague or (len(said) == 1 and bool(shared_names)))
        least = _AGREE if shared_names and _one_verb(mine, theirs) and len(matched) > 1 else _DIFFER
        sure = overlap >= least and (len(matched) >= 2 or bool(shared_names) or (len(said) == 1 and not vague))
    else:
        enough = sure = bool(shared_names) or (bool(same_words(mine.thing, theirs.thing)) and not vague)
    if theirs.cell:
        # A cell has no verb: its header must name the thing, its row the names of the claim.
        enough = sure = bool(shared_names) and headed(claim, mine, theirs, context) and not other_row(claim, passage)
    elif not _governed(claim, mine, passage, theirs):
        sure = False
        # "Has 24 helicopters" and "has ordered 24 helicopters" share their owner alone.
        done = _perfect(claim, mine) != _perfect(passage, theirs)
        enough = enough and overlap >= _GOVERNED and (len(matched) > 1 or not done)
    narrower = _narrower(mine, theirs, claim, context)
    sure = sure and timely and not _of_another(claim, mine, passage, theirs)
    if (theirs.sentence in passage.unreal) != (mine.sentence in claim.unreal):
        sure = False
        enough = enough and overlap >= _GOVERNED
    sure = sure and not bases_unsure(claim, mine, passage, theirs)
    sure = sure and (theirs.cell or not unsure_of_scope(claim, mine, passage, theirs, context))
    if narrower:
        sure = False
        enough = enough and overlap >= 0.75
    if not theirs.cell:
        one, two = sides(claim, mine, passage, theirs, context)
        sure = sure and _alike(one, two)
        enough = enough and not places_apart(one, two)
        if mine.figure.kind in _MEASURED | {"count"}:
            enough = enough and not (kind_apart(one, two) or kind_apart(two, one))
    if not theirs.cell:
        substance = {word for word in matched if not is_generic(word) and not concepts(word) & CHANGE}
        if not vague and (same_words({mine.head}, {theirs.head}) or carries(mine, theirs)):
            substance.add(mine.head)
        if not said and same_words({mine.head}, theirs.clause_words | {theirs.head}):
            # "Tomasi has 4,300 employees": nothing more is said, and "employs" says it too.
            substance.add(mine.head)
        whole = bool(shared_names) and overlap == 1 and _alike(one, two)
        enough = enough and (whole or len(substance) >= (1 if shared_names else 2))
        refers = _refers(claim, mine) or _refers(passage, theirs)
        sure = sure and not refers and (not shared_names or named_near(shared_names, passage, theirs, context))
        sure = sure and (mine.figure.kind != "ordinal" or bool(shared_names and mine.head))
    when = when or another_day(claim, mine, passage, theirs, context)
    if when:
        return Subject(False, False, overlap, when, tuple(sorted(matched)))
    why = "" if enough else "another statement"
    return Subject(enough, enough and sure, overlap, why or narrower, tuple(sorted(matched)), timely)


def _alike(one: Side, two: Side) -> bool:
    """Tell whether two statements leave nothing open; one word may be over where a value looks mistyped."""
    here, there = residue(one, two), residue(two, one)
    if mistyped(one.noted.figure, two.noted.figure):
        return not (here and there) and len(here | there) <= 1
    return not (here or there)


def _shared(claim: Reading, mine: Noted, passage: Reading, theirs: Noted, context: Context) -> set[str]:
    """Return the names that claim and passage share; a claim without one is about those of its article's title."""
    heard: set[str] = {*names_of(passage.names), *context.passage_names}
    if any(name.sentence == mine.sentence for name in claim.names):
        return {name for name in names_of(claim.names) if is_known(name, heard)}
    others = names_of(name for name in passage.names if name.sentence == theirs.sentence)
    known = all(is_known(name, context.claim_names) for name in others)
    return (
        {name for name in context.claim_names if is_known(name, heard) or is_titled(name, context)} if known else set()
    )


def _governed(claim: Reading, mine: Noted, passage: Reading, theirs: Noted) -> bool:
    """Tell whether the word that governs each figure ("killed", "carrying") has a partner in the other sentence."""
    return _partnered(claim, mine, passage, theirs) and _partnered(passage, theirs, claim, mine)


def _partnered(reading: Reading, noted: Noted, other: Reading, theirs: Noted) -> bool:
    if not noted.governor or carries(noted, theirs):
        return True
    if same_words({noted.governor}, theirs.words | theirs.thing | theirs.clause_words):
        return True
    way = concepts(noted.governor) & CHANGE
    return bool(way) and way <= direction(other, theirs)


def _perfect(reading: Reading, noted: Noted) -> bool:
    """Tell whether a figure's verb follows "has": "has ordered 24 helicopters"."""
    before = [token for token in reading.tokens if token.clause == noted.clause and token.start < noted.figure.start]
    return any(
        one.lower in {"has", "have", "had"} and two.stem == noted.governor and bool(noted.governor)
        for one, two in itertools.pairwise(before)
    )


def _refers(reading: Reading, noted: Noted) -> bool:
    """Tell whether a sentence speaks of "these" or "such" things, which another sentence names."""
    return any(token.lower in _POINTING for token in reading.tokens if token.sentence == noted.sentence)


def _one_verb(mine: Noted, theirs: Noted) -> bool:
    return bool(mine.governor) and bool(same_words({mine.governor}, theirs.clause_words | {theirs.governor}))


def _of_another(claim: Reading, mine: Noted, passage: Reading, theirs: Noted) -> bool:
    """Tell whether one of two statements says that it is of another thing: "an earlier trial", "over two weeks"."""
    if _others(claim, mine) != _others(passage, theirs):
        return True
    return mine.figure.kind != "duration" and _lasting(claim, mine) != _lasting(passage, theirs)


def _others(reading: Reading, noted: Noted) -> set[str]:
    spans = [(one.figure.start, one.figure.end) for one in reading.figures if one.figure.kind in {"date", "duration"}]
    words = {
        token.lower
        for token in reading.tokens
        if token.clause == noted.clause and not any(start <= token.start < end for start, end in spans)
    }
    return words & word_list("subject.other")


def _lasting(reading: Reading, noted: Noted) -> bool:
    """Tell whether a length of time says over what a figure is counted."""
    return any(
        one.figure.kind == "duration"
        and one.clause == noted.clause
        and one is not noted
        and (one.before in _OVER or (one.before == "for" and noted.figure.kind == "money"))
        for one in reading.figures
    )


def _apart(claim: Reading, mine: Noted, passage: Reading, theirs: Noted) -> str:
    """Return what makes two statements different in kind: a plan, a part, a rate, a step against a level."""
    if (theirs.sentence in passage.unreal) != (mine.sentence in claim.unreal) and not _stated(claim, mine):
        return "a plan, an offer or a supposition"
    if (theirs.clause in passage.denied) != (mine.clause in claim.denied):
        return "one of the two is negated"
    if mine.part != theirs.part and not (theirs.cell and _part_in(mine, passage)):
        return "a part of the whole"
    if (theirs.after == "among") != (mine.after == "among") and mine.figure.kind in _MEASURED:
        return "of one group alone"
    here, there = (noted.clause_words | noted.thing for noted in (mine, theirs))
    if mine.figure.kind in _MEASURED and (there & _groups()) - same_words(there & _groups(), claim.words | here):
        return "of one group alone"
    if theirs.before == "from" and mine.before != "from" and not theirs.figure.counted:
        return "an earlier value"
    if (_of_them(claim, mine) and theirs.head) or (_of_them(passage, theirs) and mine.head):
        return "a share of another whole"
    if mine.outcome and theirs.outcome and mine.outcome.isdisjoint(theirs.outcome):
        return f"{min(mine.outcome)} against {min(theirs.outcome)}"
    one, two = mine.figure.per, theirs.figure.per
    if one != two:
        return f"per {one or two}, and the other not" if not (one and two) else f"per {one}, and per {two}"
    if mine.figure.kind in _MEASURED and mine.before in _BY and theirs.before in _BY and mine.before != theirs.before:
        return "a step against a level"
    if mine.figure.kind in _MEASURED and moved_apart(claim, mine, passage, theirs):
        return "increase against decrease"
    if bases_apart(claim, mine, passage, theirs):
        return "a change from another level"
    ways = contrast(mine.clause_words | mine.thing, theirs.clause_words | theirs.thing)
    if ways and not (set(ways) == {"increase", "decrease"} and mine.figure.kind not in _MEASURED):
        return f"{ways[0]} against {ways[1]}"
    return ""


def _part_in(mine: Noted, row: Reading) -> bool:
    """Tell whether a part is told by its place, which a row of a table is of: "25,000 of them in Germany"."""
    return bool(mine.near_place) and mine.near_place in {fold(name.name) for name in row.names if name.place}


def _stated(claim: Reading, mine: Noted) -> bool:
    """Tell whether a claim says no more than what will be: a passage that has it as a fact bears it out."""
    told = {token.lower for token in claim.tokens if token.sentence == mine.sentence} & word_list("reading.unreal")
    return bool(told) and told <= word_list("subject.coming")


def _of_them(reading: Reading, noted: Noted) -> bool:
    """Tell whether a figure is a share of something that was named before."""
    share = noted.figure.kind in {"percentage", "ratio"}
    return share and reading.text[noted.figure.end :].lstrip().lower().startswith(_OF_THEM)


@functools.cache
def _groups() -> frozenset[str]:
    return frozenset(stem(word) for word in word_list("subject.groups"))


def _heads(mine: Noted, theirs: Noted) -> tuple[bool, str]:
    if not mine.head or not theirs.head:
        # One counts nothing by name: a cell, a percentage, an amount. The words about it must do.
        if mine.thing and theirs.thing and not same_words(mine.thing, theirs.thing | theirs.words):
            return False, "another thing"
        if mine.head and not theirs.cell and mine.figure.kind == "count":
            return False, "another thing"
        return True, ""
    if same_words({mine.head}, {theirs.head}):
        return True, ""
    # "Homes built" counts homes where the claim has them built.
    if (
        theirs.cell
        and same_words({mine.head}, theirs.thing)
        and len(same_words(theirs.thing, mine.thing | mine.clause_words)) == len(theirs.thing)
    ):
        return True, ""
    if ((mine.head,) in word_places() and is_generic(theirs.head)) or (
        (theirs.head,) in word_places() and is_generic(mine.head)
    ):
        return True, ""
    if is_generic(theirs.head) and same_words({mine.head}, theirs.clause_words | theirs.thing):
        return True, ""
    if is_generic(mine.head) and same_words({theirs.head}, mine.clause_words | mine.thing):
        return True, ""
    return False, "another thing is counted"


def _said(claim: Reading, mine: Noted, context: Context) -> set[str]:
    """Return the stems of what a claim says of its figure: of the clause, or of the sentence where that is short."""
    names: set[str] = {stem(word.text) for name in claim.names for word in claim.tokens[name.first : name.last]}
    names |= _dates(claim, mine) | _descriptions(claim) | _of_others(claim, mine)
    modifiers = mine.thing - {mine.head}
    said: set[str] = set((mine.clause_words - beside_others(Side(claim, mine))) | modifiers) - names
    if len(said) < 2:
        said = set(mine.words | modifiers) - names
    if not is_generic(mine.head):
        said = said - {mine.head}
    said = {word for word in said if word not in context.speakers and word not in _MODIFIERS}
    # Which way a value went is compared by itself; what changed must be the same.
    steady = {word for word in said if not concepts(word) & CHANGE}
    return steady if steady and mine.figure.kind in _MEASURED else said


def _dates(claim: Reading, mine: Noted) -> set[str]:
    """Return the stems of dates and lengths of time, which say when and are compared by themselves."""
    spans = [
        (one.figure.start, one.figure.end)
        for one in claim.figures
        if one is not mine and one.figure.kind in {"date", "duration"}
    ]
    return {token.stem for token in claim.tokens if any(start <= token.start < end for start, end in spans)}


def _of_others(claim: Reading, mine: Noted) -> set[str]:
    """Return the stems of what other figures of the clause are the size of: "and sales of 720 million euros"."""
    others = [one for one in claim.figures if one is not mine and one.clause == mine.clause]
    told = {word for one in others for word in one.measured | one.thing}
    return told - mine.thing - mine.measured - {mine.governor}


def _descriptions(claim: Reading) -> set[str]:
    """Return the stems of what a name is: "the airline Norwind", "the island of Sarimo", "prime minister Ada Roth"."""
    found = {stem(word) for name in claim.names for word in office_before(claim, name)}
    found |= {claim.tokens[place].stem for name in claim.names for place in description(claim, name)}
    return found


def _narrower(mine: Noted, theirs: Noted, claim: Reading, context: Context) -> str:
    """Return words by which the passage counts less, or the claim does: "Caribbean countries" against "countries"."""
    here = mine.thing - {mine.head}
    there = theirs.thing - {theirs.head}
    extra = there - same_words(there, mine.thing | mine.words | mine.clause_words | claim.words | context.claim)
    extra -= _MODIFIERS
    missing = here - same_words(here, theirs.thing | theirs.words | context.passage) - _MODIFIERS
    if extra or missing:
        return "the scope may differ"
    return ""
