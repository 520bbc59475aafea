"""The same thing given two values: in the headline and the text, in a caption, in two paragraphs."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.naming import is_known
from pipeline.evidence.compare.periods import Periods, periods_of
from pipeline.evidence.compare.values import commensurable, compare_values, mistyped
from pipeline.evidence.lexicon import concepts, contrast, generic, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside, bygone
from pipeline.evidence.selfcheck.outcomes import one_outcome
from pipeline.evidence.surroundings import Noted, is_generic
from pipeline.evidence.text import calendar_stems, fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["counted_twice"]

_KINDS: Final = frozenset({"count", "money", "percentage", "quantity", "number", "ratio", "rate", "duration"})
_EARLIER: Final = word_list("twice.earlier")
_SUMMED: Final = word_list("twice.summed")
_DEFINITE: Final = frozenset(["the", "all", "these", "those", "both", "its", "their", "said"])
_SHORT: Final = frozenset({"headline", "caption"})
_MEASURED: Final = frozenset({"money", "percentage", "quantity", "rate", "duration"})
_TYPES: Final = frozenset({"city", "village", "area", "island"})
_WITHIN: Final = 0.8
_SLIP: Final = 0.6
_TIES: Final = 3
_LEAD: Final = 2
_FAR: Final = Decimal("2.5")
"""Values further apart than this factor are seldom a slip: a part, a step or another thing."""


def counted_twice(inside: Inside) -> list[Clash]:
    """Return pairs of figures that give one thing two values."""
    figures = [one for one in inside.reading.figures if one.figure.kind in _KINDS and not one.part]
    figures = [
        one for one in figures if one.head or one.figure.kind in _MEASURED or _large(one) or _headlined(inside, one)
    ]
    found: list[Clash] = []
    for place, mine in enumerate(figures):
        for theirs in figures[place + 1 :]:
            if mine.sentence != theirs.sentence and _clash(inside, mine, theirs, figures):
                found.append(
                    Clash(
                        "the same thing counted twice",
                        (inside.span(mine), inside.span(theirs)),
                        said=(mine.said, theirs.said),
                        certainty=0.8,
                    )
                )
    return _least(found)


def _clash(inside: Inside, mine: Noted, theirs: Noted, figures: Sequence[Noted]) -> bool:
    mine = _as_money(inside, mine, theirs)
    # "Flood forces 4,500 from homes": headlines leave out whom.
    bare = inside.block(mine.figure.start) == "headline" and mine.figure.kind == "number"
    vague = bare and generic(theirs.head) and _near(mine, theirs) and _alike(inside, mine, theirs)
    befallen = bare and one_outcome(inside, mine, theirs) and not _anywhere(inside, mine)
    if bool(mine.head) != bool(theirs.head) and not vague and not befallen:
        return False
    if befallen and _comparable(inside, mine, theirs):
        comparison = compare_values(mine.figure, theirs.figure)
        return comparison is not None and comparison.differs
    alike = not mine.head or bool(same_words({mine.head}, {theirs.head})) or _outcome(mine, theirs)
    if not alike and not one_outcome(inside, mine, theirs):
        return False
    comparison = compare_values(mine.figure, theirs.figure)
    if comparison is None or not comparison.differs or mine.figure.per != theirs.figure.per:
        return False
    if not _near(mine, theirs) and comparison.relation != "unit":
        return False
    if not _comparable(inside, mine, theirs):
        return False
    if mine.figure.kind == "duration":
        return _lasted(inside, mine, theirs)
    return (
        _same_statement(inside, mine, theirs)
        or _refers_back(inside, mine, theirs, figures)
        or _only_above(inside, mine, theirs, figures)
        or one_outcome(inside, mine, theirs)
    )


def _as_money(inside: Inside, mine: Noted, theirs: Noted) -> Noted:
    """Return a headline's large bare number as money, where it stands against money: "to cost 90 million"."""
    if theirs.figure.kind != "money" or not _headlined(inside, mine) or not _large(mine):
        return mine
    update = {"kind": "money", "unit": theirs.figure.unit}
    return dataclasses.replace(mine, figure=mine.figure.model_copy(update=update))


def _anywhere(inside: Inside, mine: Noted) -> bool:
    """Tell whether a headline's number stands in the text too, of whatever."""
    return any(
        one is not mine and (one.figure.low, one.figure.high) == (mine.figure.low, mine.figure.high)
        for one in inside.reading.figures
    )


def _alike(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    named = _known_names(inside, mine) & _known_names(inside, theirs)
    return len(same_words(_said(inside, mine), theirs.words)) + bool(named) >= _LEAD


def _borne_out(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    """Tell whether the text has the headline's number of the same thing: another one is of something else."""
    return inside.block(mine.figure.start) == "headline" and any(
        inside.block(one.figure.start) != "headline"
        and one is not theirs
        and (one.figure.low, one.figure.high) == (mine.figure.low, mine.figure.high)
        and same_words({one.head}, {mine.head})
        for one in inside.reading.figures
    )


def _lasted(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    """Tell whether two sentences say how long one thing has lasted: "led the bank for nine years".

    The words before each must be the same, with the verb and the name: a length of time is said of anything.
    """
    if mine.before != "for" or theirs.before != "for" or mine.figure.unit != theirs.figure.unit:
        return False
    lead, other = _lead(inside, mine), _lead(inside, theirs)
    named = _known_names(inside, mine) & _known_names(inside, theirs)
    return bool(named) and len(lead) >= 2 and lead == other


def _lead(inside: Inside, noted: Noted) -> set[str]:
    """Return the stems of the clause before a figure, without names."""
    own = {
        token.stem
        for name in inside.reading.names
        for token in inside.reading.tokens[name.first : name.last]
        if name.sentence == noted.sentence
    }
    return {
        token.stem
        for token in inside.tokens_of[noted.sentence]
        if token.clause == noted.clause and token.end <= noted.figure.start and token.stem and token.stem not in own
    }


def _only_above(inside: Inside, mine: Noted, theirs: Noted, figures: Sequence[Noted]) -> bool:
    """Tell whether a headline's number is nowhere in the text, which has one other number of the same thing."""
    if inside.block(mine.figure.start) != "headline" or inside.block(theirs.figure.start) == "headline":
        return False
    if not _near(mine, theirs):
        return False
    below = [one for one in inside.reading.figures if inside.block(one.figure.start) != "headline"]
    first = min((one.sentence for one in below), default=0)
    repeats = same_words(_said(inside, mine), theirs.words) and theirs.sentence <= first + 1
    if not repeats and any((one.figure.low, one.figure.high) == (mine.figure.low, mine.figure.high) for one in below):
        return False
    alike = {
        (one.figure.low, one.figure.high)
        for one in figures
        if one in below and same_words({one.head}, {mine.head, theirs.head}) and commensurable(mine.figure, one.figure)
    }
    if not mine.head and not same_words(_said(inside, mine), theirs.words):
        return False
    return len(alike) == 1 and not _modifiers(mine, theirs)


def _near(mine: Noted, theirs: Noted) -> bool:
    low, high = mine.figure.low, theirs.figure.low
    if low is None or high is None or low <= 0 or high <= 0:
        return False
    return max(low, high) <= _FAR * min(low, high) or mistyped(mine.figure, theirs.figure)


def _large(noted: Noted) -> bool:
    """Tell whether a bare number is large enough to be an amount ("# 13 billion", with a sign that nothing knows)."""
    return noted.figure.kind == "number" and noted.figure.low is not None and noted.figure.low >= 10_000


def _headlined(inside: Inside, noted: Noted) -> bool:
    """Tell whether a bare number stands in the headline, which leaves out what it counts."""
    return noted.figure.kind == "number" and inside.block(noted.figure.start) == "headline"


def _outcome(mine: Noted, theirs: Noted) -> bool:
    """Tell whether one counts an outcome and the other the people whom it met ("12 deaths", "12 people died")."""
    for one, two in ((mine, theirs), (theirs, mine)):
        if (
            one.head
            and generic(two.head)
            and concepts(one.head)
            and same_words({one.head}, two.clause_words | two.words)
        ):
            return True
    return False


def _comparable(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    """Rule out other scopes: names, times, speakers, words that say that the number moved on."""
    reading = inside.reading
    if (inside.clause(mine.clause) | inside.clause(theirs.clause)) & _EARLIER or inside.compared(mine, theirs):
        return False
    if _summed(inside, mine) != _summed(inside, theirs):
        return False
    if inside.before_another(mine) != inside.before_another(theirs):
        return False
    if (mine.sentence in reading.negated) != (theirs.sentence in reading.negated):
        return False
    if inside.unreal(mine) != inside.unreal(theirs) and not _headline(inside, mine, theirs):
        return False
    (way, ends), (other_way, other_ends) = _moves(mine), _moves(theirs)
    if ends != other_ends or (way and other_way and way != other_way):
        return False
    # "The 900 guests may leave on Sunday" does not date the number.
    taken_up = theirs.before in _DEFINITE and not _dated(inside, theirs)
    if not taken_up and not Periods.meet(periods_of(reading, mine), periods_of(reading, theirs)):
        return False
    if not taken_up and bygone(inside, mine) != bygone(inside, theirs):
        return False
    if contrast(mine.clause_words | mine.thing, theirs.clause_words | theirs.thing):
        return False
    one, two = inside.speaker(mine.figure.start), inside.speaker(theirs.figure.start)
    # "mourned the 13 who drowned" takes a number up, whoever mourns.
    if one and two and one != two and theirs.before not in _DEFINITE:
        return False
    return not (_broken_down(inside, mine) or _broken_down(inside, theirs) or _other_names(inside, mine, theirs))


def _summed(inside: Inside, noted: Noted) -> bool:
    """Tell whether a number is of several together; "both banks said" after it tells only who speaks."""
    words = inside.words(noted.sentence) & _SUMMED
    lead = inside.between(inside.tokens_of[noted.sentence][0].start, noted.figure.start).split()
    return bool(words - {"both"}) or "both" in lead


def _dated(inside: Inside, noted: Noted) -> bool:
    return any(one.figure.kind == "date" and one.clause == noted.clause for one in inside.by_sentence[noted.sentence])


def _broken_down(inside: Inside, noted: Noted) -> bool:
    """Tell whether a sentence counts the same noun twice, but for a part of the number itself ("four of them")."""
    return any(
        other.head == noted.head and (noted.head or other.figure.kind == noted.figure.kind)
        for other in inside.by_sentence[noted.sentence]
        if other is not noted and not other.part and not contrast(other.clause_words, noted.clause_words)
    )


def _moves(noted: Noted) -> tuple[str, bool]:
    """Return the direction of a change, and whether its ends are given: a step and a level are two things."""
    trend = noted.figure.trend
    return (trend.direction, trend.start is not None or trend.end is not None) if trend else ("", False)


def _headline(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    """Tell whether one stands in the headline, which says "to cut" and "cuts" for what the text puts at length."""
    return "headline" in {inside.block(mine.figure.start), inside.block(theirs.figure.start)}


def _other_names(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    if _headline(inside, mine, theirs):
        here, there = _known_names(inside, mine), _known_names(inside, theirs)
        return bool(here and there) and not _share(here, there)
    here = _names(inside, mine)
    there = _names(inside, theirs)
    # Names of its own on each side: two people, two constituencies.
    return bool(here and there) and bool(_unknown(here, there)) and bool(_unknown(there, here))


def _unknown(here: set[str], there: set[str]) -> set[str]:
    """Return the names of the first that share no word with any of the second."""
    return {one for one in here if not any(set(one.split()) & set(two.split()) for two in there)}


def _names(inside: Inside, noted: Noted) -> set[str]:
    near = {fold(name.name) for name in inside.reading.names if name.clause == noted.clause}
    return near or {fold(name.name) for name in inside.reading.names if name.sentence == noted.sentence}


def _share(here: set[str], there: set[str]) -> bool:
    return any(set(one.split()) & set(two.split()) for one in here for two in there)


def _same_statement(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    """Tell whether two sentences state the same of what they count."""
    one, two = _said(inside, mine), _said(inside, theirs)
    if not one or not two:
        return False
    matched = same_words(one, two)
    back = same_words(two, one)
    shares = len(matched) / len(one), len(back) / len(two)
    short = {inside.block(mine.figure.start), inside.block(theirs.figure.start)} & _SHORT
    if _modifiers(mine, theirs):
        return False
    vague = is_generic(mine.head) or is_generic(theirs.head)
    here, there = _known_names(inside, mine), _known_names(inside, theirs)
    named = sum(is_known(name, there) for name in here)
    gauge = {word for word in mine.measured if not generic(word)}
    if gauge and gauge == {word for word in theirs.measured if not generic(word)}:
        return min(shares) >= 0.3 and len(matched) >= 2 and (len(gauge) > 1 or bool(named))
    if not mine.head and short and mistyped(mine.figure, theirs.figure) and max(shares) >= _SLIP:
        return len(matched) + named >= _TIES
    if not mine.head:
        dated = _one_time(inside, mine, theirs)
        return min(shares) >= (0.5 if named else 0.6) and max(shares) >= _WITHIN and len(matched) + named + dated >= 3
    if short and _borne_out(inside, mine, theirs) and inside.block(theirs.figure.start) not in _SHORT:
        return False
    if short:
        return max(shares) >= 0.6 and len(matched) >= (2 if vague else 1)
    if vague and not _verbs(one, two):
        return False
    # One sentence says no more than the other: where each has words of its own, they may be of two things.
    within = _SLIP if mistyped(mine.figure, theirs.figure) else _WITHIN
    return min(shares) >= 0.4 and max(shares) >= within and len(matched) >= 2


def _one_time(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    """Tell whether both are dated, and by the same stretch of time."""
    one, two = periods_of(inside.reading, mine).spans, periods_of(inside.reading, theirs).spans
    return bool(one) and one == two


def _known_names(inside: Inside, noted: Noted) -> set[str]:
    return {fold(name.name) for name in inside.reading.names if name.sentence == noted.sentence}


def _verbs(one: set[str], two: set[str]) -> bool:
    """Tell whether the two share a concept of what happened, not only a setting."""
    return any(concepts(word) for word in same_words(one, two))


def _said(inside: Inside, noted: Noted) -> set[str]:
    names = {
        stem(token.text)
        for name in inside.reading.names
        if name.sentence == noted.sentence
        for token in inside.reading.tokens[name.first : name.last]
    }
    said = noted.clause_words if len(noted.clause_words - names) >= 2 else noted.words
    kept = set((said | noted.thing) - {noted.head} - names - calendar_stems() - inside.source_words(noted.sentence))
    # "the village of Tomar" is Tomar: what a name is of adds nothing to it.
    return {word for word in kept if not (names and concepts(word) & _TYPES)}


def _modifiers(mine: Noted, theirs: Noted) -> bool:
    """Tell whether one counts a kind of the other ("injured passengers", "foreign workers")."""
    here, there = ({word for word in one.thing - {one.head} if not generic(word)} for one in (mine, theirs))
    return bool(here - same_words(here, theirs.words | theirs.thing)) or bool(
        there - same_words(there, mine.words | mine.thing)
    )


def _refers_back(inside: Inside, mine: Noted, theirs: Noted, figures: Sequence[Noted]) -> bool:
    """Tell whether "the 17 signatories" refers to "18 signatories": the only number of its noun before it."""
    if (
        theirs.before not in _DEFINITE
        or generic(theirs.head)
        or mine.figure.kind != "count"
        or theirs.figure.kind != "count"
    ):
        return False
    if not same_words({mine.head}, {theirs.head}) or (mine.thing != theirs.thing and _modifiers(mine, theirs)):
        return False
    if not _near(mine, theirs):
        return False
    earlier = {
        (other.figure.low, other.figure.high)
        for other in figures
        if other.figure.start < theirs.figure.start and same_words({other.head}, {theirs.head})
    }
    return len(earlier) == 1


def _least(found: list[Clash]) -> list[Clash]:
    """Keep one clash a pair of values: the same two numbers repeated through an article are one thing to mend."""
    seen: set[frozenset[str]] = set()
    kept = []
    for clash in found:
        key = frozenset(said.casefold() for said in clash.said)
        if key not in seen:
            seen.add(key)
            kept.append(clash)
    return kept
