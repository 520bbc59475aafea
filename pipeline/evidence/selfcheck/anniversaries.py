"""Anniversaries against the years that they are of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.evidence.compare.periods import bounds
from pipeline.evidence.lexicon import concepts, same_word
from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.selfcheck.phrases import content
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import stem

__all__ = ["ages_of_things", "anniversaries"]

_MADE: Final = re.compile(
    r"\b(?:built|founded|launched|opened|established|created|inaugurated|erected|planted|set up)\b"
)
_NEAR: Final = 40
_PLAY: Final = 1


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


def ages_of_things(inside: Inside) -> list[Clash]:
    """Return ages of things that do not go with the only year in which anything was built: "the 110-year-old ship"."""
    published = inside.article.published
    made = [
        one
        for one in inside.reading.figures
        if re.fullmatch(r"\d{4}", one.figure.period)
        and one.before == "in"
        and _MADE.search(inside.between(max(0, one.figure.start - _NEAR), one.figure.start))
    ]
    if published is None or len({one.figure.period for one in made}) != 1:
        return []
    found: list[Clash] = []
    title = content(token for token in inside.reading.tokens if token.sentence <= 1)
    years = published.year - int(made[0].figure.period)
    for noted in inside.reading.figures:
        stated, noun = value_of(noted.figure), stem(noted.after)
        text = noted.figure.text.lower()
        old = text.endswith("year-old") or (text.endswith("-year") and noted.after in {"history", "existence"})
        if stated is None or not old or noted.before not in {"the", "its"} or noted.figure.approx != "exact":
            continue
        if abs(years - stated) > _PLAY and (
            text.endswith("-year") or any(same_word(noun, word) or word.endswith(noun) for word in title)
        ):
            found.append(
                Clash(
                    "an age against a year of beginning",
                    tuple(sorted((inside.span(made[0]), inside.span(noted)))),
                    message=f"from “{made[0].figure.text}” it is {years} years, and the article says "
                    f"“{noted.figure.text}”",
                    certainty=0.7,
                )
            )
    return found
