"""Lengths of time against the years or days beside them, and anniversaries against the years that they are of."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from pipeline.evidence.compare.periods import Span as Stretch
from pipeline.evidence.compare.periods import bounds
from pipeline.evidence.lexicon import concepts
from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["anniversaries", "spans", "tenures"]

_IN_OFFICE: Final = re.compile(r"(?:as (?!a )|in (?:office|power)|at the (?:helm|head|top))")
_TOOK_OFFICE: Final = re.compile(r"(?<!re-)\b(?:elected|appointed|took office|took over|came to power) in$")
_NEAR: Final = 6
_TIED: Final = 22
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
    return found


def tenures(inside: Inside) -> list[Clash]:
    """Return years in office that do not go with the year in which they began: "after 16 years as mayor"."""
    found = []
    for length in inside.reading.figures:
        stated = value_of(length.figure)
        tied = inside.between(length.figure.end, length.figure.end + 20)
        lead = inside.between(max(0, length.figure.start - 10), length.figure.start)
        if length.figure.kind != "duration" or length.figure.unit != "year" or stated is None:
            continue
        if length.figure.approx != "exact" or not lead.endswith("after") or not _IN_OFFICE.match(tied):
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


def _range(noted: Noted) -> Stretch | None:
    """Return the first and last day of a date that says from when to when."""
    if noted.figure.kind != "date" or "/" not in noted.figure.period:
        return None
    span = bounds(noted.figure.period)
    return span if span and dt.date.min < span[0] < span[1] < dt.date.max else None


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


def anniversaries(inside: Inside) -> list[Clash]:
    """Return anniversaries that do not go with the year that they count from: "founded in 1921 … its 90th"."""
    found = []
    for number, figures in inside.by_sentence.items():
        for noted in figures:
            count = value_of(noted.figure)
            if noted.figure.kind != "ordinal" or noted.after not in {"anniversary", "birthday"} or count is None:
                continue
            years = {
                span[0].year: one
                for one in figures
                if one.figure.kind == "date" and (span := bounds(one.figure.period)) and span[0].year == span[1].year
            }
            begun = [one for one in years.values() if _begun(inside, one)]
            now = {inside.article.published.year} if inside.article.published else set()
            known = set(years) | now
            if len(begun) != 1 or len(known) < 2 or number in inside.reading.negated:
                continue
            gaps = {abs(one - two) for one in known for two in known}
            if any(abs(gap - count) <= 1 for gap in gaps):
                continue
            found.append(
                Clash(
                    "an anniversary against its year",
                    tuple(sorted((inside.span(begun[0]), inside.span(noted)))),
                    message=f"the article says “{noted.said}”; from “{begun[0].figure.text}” it is {max(gaps)} years",
                    certainty=0.75,
                )
            )
    return found


def _begun(inside: Inside, dated: Noted) -> bool:
    """Tell whether a year is that of a beginning: "founded in 1921", "its opening in 1921"."""
    lead = inside.between(max(0, dated.figure.start - 30), dated.figure.start).split()[-4:]
    return any(concepts(stem(word.strip(","))) & {"begin", "birth", "build"} for word in lead)
