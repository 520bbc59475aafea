"""Anniversaries against the years that they are of."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.evidence.compare.periods import bounds
from pipeline.evidence.lexicon import concepts
from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import stem

__all__ = ["anniversaries"]


def anniversaries(inside: Inside) -> list[Clash]:
    """Return anniversaries that do not go with the year that they count from: "founded in 1921 … its 90th"."""
    found = []
    for number, figures in inside.by_sentence.items():
        for noted in figures:
            count = value_of(noted.figure)
            if noted.figure.kind != "ordinal" or noted.after not in {"anniversary", "birthday"} or count is None:
                continue
            beside = [] if _year_of_beginning(inside, figures) else _told_of_it(inside, number)
            years = {
                span[0].year: one
                for one in [*figures, *beside]
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


def _year_of_beginning(inside: Inside, figures: Sequence[Noted]) -> bool:
    return any(one.figure.kind == "date" and _begun(inside, one) for one in figures)


def _told_of_it(inside: Inside, number: int) -> list[Noted]:
    """Return the date of the next sentence where that goes on: "its 50th anniversary. It was founded in …"."""
    after = inside.tokens_of.get(number + 1, [])
    held = inside.by_sentence.get(number + 1, [])
    dates = [one for one in held if one.figure.kind == "date" and _begun(inside, one)]
    return dates if after and after[0].lower in {"it", "they"} and len(dates) == 1 else []


def _begun(inside: Inside, dated: Noted) -> bool:
    """Tell whether a year is that of a beginning: "founded in 1921", "its opening in 1921"."""
    lead = inside.between(max(0, dated.figure.start - 30), dated.figure.start).split()[-4:]
    return any(concepts(stem(word.strip(","))) & {"begin", "birth", "build"} for word in lead)
