"""Votes and scores: two numbers that are one result ("by 52 votes to 35", "218 in favour and 214 against")."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.judgement import Judgement
from pipeline.evidence.compare.subject import same_subject
from pipeline.evidence.lexicon import contrast
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.wording import quoted
from pipeline.evidence.wordlists import word_list
from pipeline.schema import FindingVerdict

__all__ = ["Tally", "compare_tallies", "tallies"]

_JOINING: Final = frozenset({"to", "-", "–", "—"})
_REACH: Final = 8
"""Words between the two numbers of a vote that names its sides: "218 members voted for the bill and 214 against"."""


@dataclasses.dataclass(frozen=True, slots=True)
class Tally:
    """A result of two numbers."""

    first: Noted
    second: Noted

    @property
    def values(self) -> tuple[Decimal, Decimal] | None:
        """The two numbers, the higher one first; none where one is no plain number."""
        one, two = self.first.figure, self.second.figure
        if one.low is None or one.low != one.high or two.low is None or two.low != two.high:
            return None
        return max(one.low, two.low), min(one.low, two.low)

    def said(self, reading: Reading) -> str:
        """Return the words from the first number to the second."""
        return " ".join(reading.text[self.first.figure.start : self.second.figure.end].split())


def tallies(reading: Reading) -> list[Tally]:
    """Return the results that a text gives."""
    return list(_found(reading))


def compare_tallies(claim: Reading, passage: Reading, context: Context) -> list[Judgement]:
    """Compare the votes and scores of a claim with those that a passage gives of the same thing."""
    judged = []
    for mine in tallies(claim):
        near = []
        for theirs in tallies(passage):
            subject = same_subject(claim, _bare(mine.first), passage, _bare(theirs.first), context)
            against = contrast(claim.stems[mine.first.sentence], passage.stems[theirs.first.sentence])
            if subject.same and not against and mine.values and theirs.values:
                near.append((subject, theirs))
        agreeing = [one for one in near if one[1].values == mine.values and one[0].timely]
        if agreeing:
            judged.append(_judgement("agrees", claim, mine, passage, agreeing[0][1], agreeing[0][0].overlap))
        elif len(near) == 1:
            verdict: FindingVerdict = "differs" if near[0][0].sure else "mentions"
            judged.append(_judgement(verdict, claim, mine, passage, near[0][1], near[0][0].overlap))
    return judged


def _judgement(
    verdict: FindingVerdict, claim: Reading, mine: Tally, passage: Reading, theirs: Tally, overlap: float
) -> Judgement:
    here, there = quoted(mine.said(claim)), quoted(theirs.said(passage))
    equal = mine.values == theirs.values
    return Judgement(
        verdict,
        say=lambda name: (
            f"{name} has {there}, as the article does" if equal else f"{name} has {there}, the article {here}"
        ),
        facets=(f"value: {'equal' if equal else 'outside'}", f"subject: {overlap:.0%} of the claim's words"),
        start=theirs.first.figure.start,
        end=theirs.second.figure.end,
        certainty=0.5 + overlap / 2,
        about=(mine.first.figure.start, mine.second.figure.end),
    )


def _found(reading: Reading) -> Iterator[Tally]:
    numbers = [one for one in reading.figures if one.figure.kind in {"count", "number"}]
    for one, two in itertools.pairwise(numbers):
        if one.sentence == two.sentence and (_joined(reading, one, two) or _sided(reading, one, two)):
            yield Tally(one, two)


def _between(reading: Reading, one: Noted, two: Noted) -> list[str]:
    return [token.lower for token in reading.tokens if one.figure.end <= token.start < two.figure.start]


def _joined(reading: Reading, one: Noted, two: Noted) -> bool:
    """Tell whether two numbers are one result by what joins them: "52 votes to 35", "3-1"."""
    between = _between(reading, one, two)
    return bool(between) and between[-1] in _JOINING and (len(between) == 1 or between[:-1] in _voters())


def _voters() -> list[list[str]]:
    return [[word] for word in word_list("tallies.votes")]


def _sided(reading: Reading, one: Noted, two: Noted) -> bool:
    """Tell whether two numbers are those for and those against: "218 in favour and 214 against"."""
    between = _between(reading, one, two)
    after = [token.lower for token in reading.tokens if token.start >= two.figure.end][:2]
    if len(between) > _REACH:
        return False
    first, second = set(between) & word_list("tallies.for"), set(after) & word_list("tallies.against")
    if first and second:
        return True
    return bool(set(between) & word_list("tallies.against") and set(after[-1:]) & (word_list("tallies.for") - {"for"}))


def _bare(noted: Noted) -> Noted:
    """Return a number without what it counts: a vote is one whether its votes, members or nothing are named."""
    figure = noted.figure.model_copy(update={"counted": "", "kind": "number"})
    return dataclasses.replace(
        noted, figure=figure, head="", governor="", thing=frozenset(), outcome=frozenset(), part=False
    )
