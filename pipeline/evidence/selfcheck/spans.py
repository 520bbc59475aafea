"""Lengths of time against the years or days beside them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from pipeline.evidence.compare.periods import Span as Stretch
from pipeline.evidence.compare.periods import bounds
from pipeline.evidence.lexicon import concepts, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import fold, stem, tokenize
from pipeline.evidence.wordlists import word_list

__all__ = ["since", "spans", "tenures"]

_IN_OFFICE: Final = re.compile(r"(?:as (?!a )|in (?:office|power)|at the (?:helm|head|top))")
_TOOK_OFFICE: Final = re.compile(r"(?<!re-)\b(?:elected|appointed|took office|took over|came to power) in$")
_NEAR: Final = 6
_SIDE_BY_SIDE: Final = frozenset({",", ", for", ", or", ", or for", "for", "(", ", that is"})
_TIED: Final = 22
_AWAY: Final = 2
_ANOTHER: Final = frozenset(["and", "but", "then", "before", "after", "later", "ago", "earlier", "since", "more"])
_RESTATED: Final = re.compile(r"(?:\bfor|\bof|\bor|\(|[–—-]|\ball|,)(?: about| almost| nearly| just over)?$")


def spans(inside: Inside) -> list[Clash]:
    """Return lengths of time that do not go with the dates beside them: "for 30 years, from 1980 to 2005"."""
    found: list[Clash] = []
    ranges = [one for one in inside.reading.figures if _range(one)]
    lengths = [
        one
        for one in inside.reading.figures
        if one.figure.kind == "duration" and value_of(one.figure) is not None and one.figure.approx == "exact"
    ]
    for length in lengths:
        for dated in ranges:
            beside = length.sentence == dated.sentence and _beside(inside, length, dated)
            if (beside or _of_one_office(inside, length, dated)) and (clash := _unequal(inside, length, dated)):
                found.append(clash)
                break
        if not any(inside.span(length) in clash.spans for clash in found) and (
            clash := _from_start_to_end(inside, length)
        ):
            found.append(clash)
    return found


def _from_start_to_end(inside: Inside, length: Noted) -> Clash | None:
    """Compare "seven years of work" with "Construction began in 2016 and ended in 2025", a sentence or two away."""
    said = _lasting(inside, length)
    for number in range(length.sentence - _AWAY, length.sentence + _AWAY + 1):
        dates = [one for one in inside.by_sentence.get(number, []) if one.figure.kind == "date"]
        if len(dates) != 2 or number in inside.reading.unreal or number in inside.reading.negated:
            continue
        begun, ended = dates
        lead = inside.between(inside.tokens_of[number][0].start, begun.figure.start)
        gap = inside.between(begun.figure.end, ended.figure.start)
        if not (_does(lead, "begin") and _does(gap, "end") and _one_thing(said, _stems_of(lead))):
            continue
        years = re.fullmatch(r"\d{4}", begun.figure.period) and re.fullmatch(r"\d{4}", ended.figure.period)
        stated = value_of(length.figure)
        made = int(ended.figure.period) - int(begun.figure.period) if years else 0
        if length.figure.unit == "year" and stated is not None and years and not made - 1 <= stated <= made + 1:
            return Clash(
                "a span of years",
                tuple(sorted((inside.span(length), inside.span(ended)))),
                message=f"the article says “{length.figure.text}”; from {begun.figure.period} to "
                f"{ended.figure.period} it is {made} years",
                certainty=0.75,
            )
    return None


def _lasting(inside: Inside, length: Noted) -> set[str]:
    """Return the stems of what a length of time is of: "seven years of work", "construction took seven years"."""
    after = inside.between(length.figure.end, length.figure.end + _TIED)
    if after.startswith("of "):
        return set(_stems_of(after[3:])[:1])
    lead = inside.between(inside.tokens_of[length.sentence][0].start, length.figure.start)
    return set(_stems_of(lead)) if lead.endswith(("took", "lasted", "taken")) else set()


def _one_thing(said: set[str], subject: list[str]) -> bool:
    works = word_list("spans.works")
    return bool(same_words(said, subject)) or bool(said & works and set(subject) & works)


def _stems_of(words: str) -> list[str]:
    return [token.stem for token in tokenize(words) if token.stem]


def _does(words: str, concept: str) -> bool:
    return any(concept in concepts(word) for word in _stems_of(words))


def tenures(inside: Inside) -> list[Clash]:
    """Return years in office that do not go with the year in which they began: "after 16 years as mayor"."""
    found = []
    for length in inside.reading.figures:
        stated = value_of(length.figure)
        tied = inside.between(length.figure.end, length.figure.end + 20)
        lead = inside.between(max(0, length.figure.start - 10), length.figure.start)
        if length.figure.kind != "duration" or length.figure.unit != "year" or stated is None:
            continue
        left = lead.endswith("after") and _IN_OFFICE.match(tied)
        held = lead.endswith("for") and _holds(inside, length)
        if length.figure.approx != "exact" or not (left or held):
            continue
        begun = [
            one
            for one in inside.reading.figures
            if one.sentence in {length.sentence, length.sentence + 1}
            and re.fullmatch(r"\d{4}", one.figure.period)
            and _TOOK_OFFICE.search(inside.between(max(0, one.figure.start - 30), one.figure.start))
        ]
        if len(begun) != 1 or inside.article.published is None:
            continue
        made = inside.article.published.year - int(begun[0].figure.period)
        if not made - 1 <= stated <= made + 1:
            since = begun[0].figure.period
            found.append(
                Clash(
                    "a span of years",
                    tuple(sorted((inside.span(length), inside.span(begun[0])))),
                    message=f"the article says “{length.figure.text}”; from {since} it is {made} years",
                    certainty=0.75,
                )
            )
    return found


def _holds(inside: Inside, length: Noted) -> bool:
    """Tell whether somebody is in office to this day: "Karl Weber, mayor of Melk for 16 years, will …"."""
    words = inside.clause(length.clause)
    past = words & {"was", "were", "had", "served", "until", "then", "ex", "former"}
    return bool({stem(word) for word in words} & word_list("spans.tenure")) and not past


def _range(noted: Noted) -> Stretch | None:
    """Return the first and last day of a date that says from when to when."""
    if noted.figure.kind != "date" or "/" not in noted.figure.period:
        return None
    span = bounds(noted.figure.period)
    return span if span and dt.date.min < span[0] < span[1] < dt.date.max else None


def since(inside: Inside) -> list[Clash]:
    """Return lengths of time beside a beginning that do not reach to the article's day: "since 1998, for 18 years"."""
    found = []
    published = inside.article.published
    for number, figures in inside.by_sentence.items():
        years = [
            one for one in figures if re.fullmatch(r"\d{4}/(?:\.\.)?", one.figure.period) and one.figure.kind == "date"
        ]
        lengths = [one for one in figures if one.figure.kind == "duration" and one.figure.unit == "year"]
        if published is None or len(years) != 1 or len(lengths) != 1 or number in inside.reading.negated:
            continue
        begun, length = years[0], lengths[0]
        stated = value_of(length.figure)
        first, last = sorted((begun, length), key=lambda one: one.figure.start)
        gap = inside.between(first.figure.end, last.figure.start)
        made = published.year - int(begun.figure.period[:4])
        if (
            stated is None
            or length.figure.approx != "exact"
            or gap not in _SIDE_BY_SIDE
            or made - 1 <= stated <= made + 1
        ):
            continue
        found.append(
            Clash(
                "a span of years",
                tuple(sorted((inside.span(length), inside.span(begun)))),
                message=f"the article says “{length.figure.text}”; {begun.figure.text} it is {made} years",
                certainty=0.8,
            )
        )
    return found


def _beside(inside: Inside, length: Noted, dated: Noted) -> bool:
    """Tell whether a length and a stretch of time are of one thing: side by side, with nothing new between them."""
    first, last = sorted((length, dated), key=lambda one: one.figure.start)
    gap = inside.between(first.figure.end, last.figure.start)
    words = gap.replace(",", " ").replace("(", " ").split()
    names = [
        name
        for name in inside.reading.names
        if first.figure.end <= inside.reading.tokens[name.first].start < last.figure.start
    ]
    if len(words) > _NEAR or set(words) & _ANOTHER or ";" in gap or (names and gap.endswith("(")):
        return False
    return first is length or bool(_RESTATED.search(gap))


def _of_one_office(inside: Inside, length: Noted, dated: Noted) -> bool:
    """Tell whether "a rule of 12 years" and "governed from 1998 to 2006" are of one person's time in office."""
    if length.sentence == dated.sentence or length.figure.unit != "year":
        return False
    tenure = word_list("spans.tenure")
    tied = [
        inside.between(length.figure.end, length.figure.end + 20),
        inside.between(length.figure.start - 24, length.figure.start),
    ]
    held = {stem(word) for word in re.findall(r"[a-z]+", " ".join(tied))} & tenure
    people = {fold(one.name).split()[-1] for one in inside.annotation.entities if one.label == "PERSON"}
    who = [
        {fold(name.name).split()[-1] for name in inside.reading.names if name.sentence == one.sentence} & people
        for one in (length, dated)
    ]
    return bool(held) and bool(dated.clause_words & tenure) and len(who[0]) == 1 and who[0] == who[1]


def _unequal(inside: Inside, length: Noted, dated: Noted) -> Clash | None:
    span = _range(dated)
    stated = value_of(length.figure)
    if span is None or stated is None:
        return None
    years, months, days = (
        span[1].year - span[0].year,
        (span[1].year - span[0].year) * 12 + span[1].month - span[0].month,
        (span[1] - span[0]).days,
    )
    made = {"year": years, "month": months, "day": days}.get(length.figure.unit)
    if made is None or (length.figure.unit == "year" and not years) or (length.figure.unit == "day" and days > 60):
        return None
    # Both ends may count: from Monday to Friday is five days, and from 1998 to 2006 is eight years, or nine begun.
    if made - (length.figure.unit == "year") <= stated <= made + 1:
        return None
    return Clash(
        "a span of years" if length.figure.unit == "year" else "a span of time",
        tuple(sorted((inside.span(length), inside.span(dated)))),
        message=f"the article says “{length.figure.text}”, and “{dated.figure.text}” is {made} "
        f"{length.figure.unit}{'s' if made != 1 else ''}",
        certainty=0.85,
    )
