"""Names between dashes or in brackets against the number of those whom they name: "The team – Ana Berg, … –"."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import Final

from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import stem
from pipeline.evidence.wordlists import word_list

__all__ = ["rosters"]

_GROUP: Final = re.compile(
    r"\b(?:the|these|those|its|they|their|his|her)(?: [a-z]+){0,2} ?[–—(:-]\s*(?:[a-z]+ ){0,2}$|\bthey (?:are|were)\s*$"
)
_NAME: Final = r"[A-Z][\w-]+(?: [A-Z][\w-]+)?"
_PLACES: Final = re.compile(rf"The (?P<noun>[a-z]+), (?:in|at|near) (?P<places>{_NAME}(?:, {_NAME})*,? and {_NAME}),")
_STEP: Final = re.compile(r",?(?: ?and)?(?: the)?(?: [a-z]+){0,2}")
_OPEN: Final = re.compile(r"\b(?:among|including|include|others|more|led|like|such)\b")
_AWAY: Final = 2
_FEWEST: Final = 3


def rosters(inside: Inside) -> list[Clash]:
    """Return rows of people's names that are more or fewer than the only number of people shortly before."""
    found = [*_where(inside), *_introduced(inside)]
    people = [one for one in inside.annotation.entities if one.label == "PERSON"]
    for number, tokens in inside.tokens_of.items():
        start, end = tokens[0].start, tokens[-1].end
        names = [one for one in people if start <= one.start and one.end <= end and " " in one.text.strip()]
        if len(names) < _FEWEST or not _in_a_row(inside, [(one.start, one.end) for one in names]):
            continue
        lead = inside.article.text[start : names[0].start]
        follow = inside.article.text[names[-1].end : names[-1].end + 3]
        if not _GROUP.search(lead.lower()) or not re.match(r"\s*[–—).-]|$", follow) or _OPEN.search(lead.lower()):
            continue
        near = [
            one
            for one in inside.reading.figures
            if 0 < number - one.sentence <= _AWAY and one.figure.kind == "count" and _person(one) and not one.part
        ]
        stated = {value_of(one.figure) for one in near if one.figure.approx == "exact"}
        if len(stated) == 1 and not stated & {None, Decimal(len(names))}:
            found.append(
                Clash(
                    "a number against its list",
                    (inside.span(near[0]), (names[0].start, names[-1].end)),
                    message=f"the article says “{near[0].said}” and names {len(names)}",
                    certainty=0.75,
                )
            )
    return found


def _where(inside: Inside) -> list[Clash]:
    """Return places that are more or fewer than what stands in them: "four farms … The farms, in Altdorf and Brenz"."""
    found: list[Clash] = []
    for number, tokens in inside.tokens_of.items():
        text = inside.article.text[tokens[0].start : tokens[-1].end]
        match = _PLACES.match(text)
        if match is None:
            continue
        noun, places = stem(match["noun"]), re.split(r", and | and |, ", match["places"])
        near = [
            one
            for one in inside.reading.figures
            if 0 < number - one.sentence <= _AWAY and one.figure.kind == "count" and one.head == noun and not one.part
        ]
        stated = {value_of(one.figure) for one in near}
        if len(stated) == 1 and None not in stated and len(places) > 1 and stated != {Decimal(len(places))}:
            start = tokens[0].start + match.start("places")
            found.append(
                Clash(
                    "a number against its list",
                    (inside.span(near[-1]), (start, start + len(match["places"]))),
                    message=f"the article says “{near[-1].said}” and names {len(places)}",
                    certainty=0.7,
                )
            )
    return found


def _introduced(inside: Inside) -> list[Clash]:
    """Return rows of names with what each is that are more than the only number before: "The chemists X and Y, …"."""
    people = [one for one in inside.annotation.entities if one.label == "PERSON" and " " in one.text.strip()]
    found: list[Clash] = []
    for number, tokens in inside.tokens_of.items():
        start, end = tokens[0].start, tokens[-1].end
        names = [one for one in people if start <= one.start and one.end <= end]
        gaps = [inside.between(one.end, two.start) for one, two in itertools.pairwise(names)]
        opens = names and re.fullmatch(r"The [a-z]+ ", inside.article.text[start : names[0].start])
        if len(names) < _FEWEST or not opens or not all(_STEP.fullmatch(gap) for gap in gaps):
            continue
        near = [
            one
            for one in inside.reading.figures
            if 0 < number - one.sentence <= _AWAY and one.figure.kind == "count" and _person(one) and not one.part
        ]
        stated = value_of(near[0].figure) if len(near) == 1 else None
        if stated is not None and stated < len(names) and near[0].figure.approx == "exact":
            found.append(
                Clash(
                    "a number against its list",
                    (inside.span(near[0]), (names[0].start, names[-1].end)),
                    message=f"the article says “{near[0].said}” and names {len(names)}",
                    certainty=0.7,
                )
            )
    return found


def _in_a_row(inside: Inside, spans: list[tuple[int, int]]) -> bool:
    gaps = [inside.between(one[1], two[0]) for one, two in itertools.pairwise(spans)]
    return all(_STEP.fullmatch(gap) and gap for gap in gaps) and "and" in gaps[-1].split()


def _person(noted: Noted) -> bool:
    return noted.head in {stem(word) for word in word_list("rosters.people") | word_list("outcomes.people")}
