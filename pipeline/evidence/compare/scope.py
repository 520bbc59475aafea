"""Is a figure of the whole thing, and counted in the same way? Where one side alone narrows it, nothing is sure.

"The roof of the stadium costs 85 million" says nothing against "the stadium costs 310 million", nor does a first count
against a last one, or a town against its valley. Each check looks for such a word on one side that the other lacks.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.naming import is_known, names_of
from pipeline.evidence.lexicon import same_words
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Named, Noted, is_generic
from pipeline.evidence.text import Token, calendar_stems, fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["unsure_of_scope"]

_WHERE = frozenset({"in", "at", "near", "from", "across", "throughout", "around", "outside"})
_ENDS = word_list("reading.stop_np")
_LEAD = 7
"""Words before a name in which its "in" may stand: "at the court in the old town of Perl"."""
_MODALS = frozenset({"would", "could", "should", "may", "might", "will", "shall", "if", "unless", "due"})


@dataclass(frozen=True, slots=True)
class _Side:
    """A figure in its sentence, with all words that its document gives for the same subject."""

    reading: Reading
    noted: Noted
    known: frozenset[str]

    @property
    def clause(self) -> list[Token]:
        return [token for token in self.reading.tokens if token.clause == self.noted.clause]

    @property
    def plain(self) -> list[Token]:
        """The tokens of the clause, without those of dates and figures ("a third", "the first half of 2025")."""
        spans = [(one.figure.start, one.figure.end) for one in self.reading.figures if one.figure.kind != "ordinal"]
        return [token for token in self.clause if not any(start <= token.start < end for start, end in spans)]


def unsure_of_scope(claim: Reading, mine: Noted, passage: Reading, theirs: Noted, context: Context) -> bool:
    """Tell whether one of two figures may be of a part, a count or a view that the other is not of."""
    one = _Side(claim, mine, claim.words | context.claim)
    two = _Side(passage, theirs, frozenset(passage.stems.get(theirs.sentence, frozenset())) | context.passage)
    return (
        _marks(one) != _marks(two)
        or _compared(one) != _compared(two)
        or _of_whole(one) != _of_whole(two)
        or _views_apart(one, two)
        or _other_part(one, two)
        or _other_part(two, one)
        or _elsewhere(passage, theirs, _names(claim, mine) | context.claim_names | context.lead_names)
        or _elsewhere(claim, mine, _names(passage) | context.passage_names)
        or _of_another_figure(claim, mine, passage, theirs)
        or _subjects_apart(one, two)
    )


@functools.cache
def _phrases() -> tuple[str, ...]:
    return tuple(f" {words.replace('-', ' ')} " for words in sorted(word_list("scope.phrases")))


def _marks(side: _Side) -> set[str]:
    """Return the words of a clause that narrow or widen a count: "at first", "nationwide", "operating"."""
    plain = side.plain
    # "The third largest" is a rank, and narrows nothing.
    words = [
        token.lower
        for token, after in zip(plain, [*plain[1:], None], strict=True)
        if not (after and after.lower.endswith("est") and token.lower in word_list("text.number_words"))
    ]
    text = f" {' '.join(words)} "
    return (set(words) & word_list("scope.words")) | {phrase for phrase in _phrases() if phrase in text}


def _compared(side: _Side) -> bool:
    """Tell whether a figure is a difference ("6 per cent more"), or what another is compared with ("than 40")."""
    if side.noted.after in word_list("scope.more"):
        return True
    # "With 52,000 members it is the largest" compares nothing.
    first = next(token for token in side.reading.tokens if token.sentence == side.noted.sentence)
    opens = first.lower == "with"
    return side.noted.before in {"than", "with", "against", "versus"} and not (opens and side.noted.before == "with")


def _of_whole(side: _Side) -> bool:
    """Tell whether an amount is said to be one of a whole: "45 million euros of the costs"."""
    return side.noted.figure.kind == "money" and side.noted.after == "of"


def _views_apart(one: _Side, two: _Side) -> bool:
    """Tell whether two figures are of two views of what may be: what is demanded and what is offered."""
    here, there = ({stem(token.lower) for token in side.clause if token.lower in _views()} for side in (one, two))
    return bool(here and there) and not same_words(here, there)


@functools.cache
def _views() -> frozenset[str]:
    return word_list("reading.unreal") - _MODALS


def _other_part(side: _Side, other: _Side) -> bool:
    """Tell whether a noun before "of" makes a figure one of a part that the other does not name: "the roof of …"."""
    clause = side.clause
    for token, after in itertools.pairwise(clause):
        if after.lower != "of" or token.start >= side.noted.figure.start or not token.stem or token.capital:
            continue
        if after.end < side.noted.figure.start and token.lower in word_list("scope.places"):
            continue
        if token.stem in _measures() or is_generic(token.stem) or same_words({token.stem}, other.known):
            continue
        return True
    return False


@functools.cache
def _measures() -> frozenset[str]:
    return frozenset(stem(word) for word in word_list("scope.measures"))


def _names(reading: Reading, noted: Noted | None = None) -> set[str]:
    return names_of(name for name in reading.names if noted is None or name.sentence == noted.sentence)


def _elsewhere(reading: Reading, noted: Noted, known: set[str]) -> bool:
    """Tell whether a figure is one of a place or body that the other side does not name: "in the town of Perl"."""
    for name in reading.names:
        if name.clause != noted.clause or _calendar(reading, name) or _after_comma(reading, noted, name):
            continue
        before = [token.lower for token in reading.tokens[max(0, name.first - _LEAD) : name.first]]
        where = next((place for place in range(len(before) - 1, -1, -1) if before[place] in _WHERE), None)
        if where is None or not _leads_up(before[where + 1 :]) or _seat(before[:where]):
            continue
        if not is_known(fold(name.name), known):
            return True
    return False


def _of_another_figure(claim: Reading, mine: Noted, passage: Reading, theirs: Noted) -> bool:
    """Tell whether a name of the claim goes with a later figure of the passage: "2,300 jobs, 500 in Ferrand"."""
    wanted = _names(claim, mine)
    later = [
        one.figure.start
        for one in passage.figures
        if one.sentence == theirs.sentence
        and one.figure.kind != "date"
        and one.figure.start >= theirs.figure.end
        # "Sixteen of the 40 bridges in Terland": the whole has no place of its own.
        and passage.text[theirs.figure.end : one.figure.start].split()[:1] != ["of"]
    ]
    names = [name for name in passage.names if name.sentence == theirs.sentence and fold(name.name) in wanted]
    held = {fold(name.name) for name in names if not later or passage.tokens[name.first].start < min(later)}
    return any(fold(name.name) not in held for name in names)


def _calendar(reading: Reading, name: Named) -> bool:
    tokens = reading.tokens[name.first : name.last]
    return any(stem(word) in calendar_stems() for token in tokens for word in (token.lower, token.lower[:-2]))


def _after_comma(reading: Reading, noted: Noted, name: Named) -> bool:
    """Tell whether a comma stands between a figure and a name after it: where it was said, mostly."""
    between = reading.text[noted.figure.end : reading.tokens[name.first].start]
    return "," in between


def _leads_up(words: Sequence[str]) -> bool:
    """Tell whether words between "in" and a name are of the place: none, or "the old town of"."""
    return not words or words == ["the"] or words[-1] == "of"


def _seat(words: Sequence[str]) -> bool:
    """Tell whether one body is told by its place ("the court in Sofrin"), which narrows no count."""
    return len(words) > 1 and words[-2] == "the" and words[-1] in word_list("scope.bodies")


def _subjects_apart(one: _Side, two: _Side) -> bool:
    """Tell whether two clauses begin with two things: "the city will pay" and "the region will pay"."""
    here, there = _subject(one), _subject(two)
    if _other_kind(here, two) or _other_kind(there, one):
        return True
    if not here or not there or _vague(here[-1]) or _vague(there[-1]):
        return False
    return not (same_words({here[-1]}, two.known) and same_words({there[-1]}, one.known))


def _other_kind(phrase: Sequence[str], other: _Side) -> bool:
    """Tell whether a noun that both have is of one kind on one side alone: "operating profit", "roof repairs"."""
    if len(phrase) < 2 or not same_words({phrase[-1]}, other.known):
        return False
    return bool(set(phrase[:-1]) - same_words(phrase[:-1], other.known))


def _vague(head: str) -> bool:
    return is_generic(head) or head in _stand_ins()


@functools.cache
def _stand_ins() -> frozenset[str]:
    return frozenset(stem(word) for word in word_list("scope.stand_ins"))


def _subject(side: _Side) -> list[str]:
    """Return the stems of the noun phrase that a clause begins with, the noun last; none for a name or a pronoun."""
    names = {place for name in side.reading.names for place in range(name.first, name.last)}
    places = [place for place, token in enumerate(side.reading.tokens) if token.clause == side.noted.clause]
    tokens = side.reading.tokens
    if not places or tokens[places[0]].lower not in {"the", "its", "their", "his", "her", "a", "an", "our"}:
        return []
    return _noun_phrase(tokens, places[1:], names, side.noted)


def _noun_phrase(tokens: Sequence[Token], places: Sequence[int], names: set[int], noted: Noted) -> list[str]:
    """Return the words up to a verb or preposition; none where a name or a figure is among them."""
    phrase: list[str] = []
    for place in places:
        token = tokens[place]
        if place in names or token.start >= noted.figure.start or not token.text[0].isalpha():
            return []
        if token.lower in _ENDS or token.stem == noted.governor:
            return phrase
        if token.stem:
            if token.stem in _measures():
                return []
            phrase.append(token.stem)
    return []
