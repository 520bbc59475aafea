"""All checks of an article against itself, handed to the claims that they concern."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from pipeline.evidence.reading import noted
from pipeline.evidence.selfcheck.again import counted_again
from pipeline.evidence.selfcheck.ages import ages, two_ages
from pipeline.evidence.selfcheck.anniversaries import ages_of_things, anniversaries
from pipeline.evidence.selfcheck.changes import changes
from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.selfcheck.contests import contests
from pipeline.evidence.selfcheck.conversions import conversions
from pipeline.evidence.selfcheck.dated import dated_twice
from pipeline.evidence.selfcheck.denials import denied
from pipeline.evidence.selfcheck.divided import divided
from pipeline.evidence.selfcheck.groups import groups
from pipeline.evidence.selfcheck.happenings import taken_up_on
from pipeline.evidence.selfcheck.lasting import lasting
from pipeline.evidence.selfcheck.listing import lists
from pipeline.evidence.selfcheck.multiples import multiples
from pipeline.evidence.selfcheck.naming import spellings
from pipeline.evidence.selfcheck.opposites import directions
from pipeline.evidence.selfcheck.people import birthplaces, first_names, nationalities
from pipeline.evidence.selfcheck.poles import outcomes
from pipeline.evidence.selfcheck.proportions import proportions
from pipeline.evidence.selfcheck.quoted import quoted_twice
from pipeline.evidence.selfcheck.ranks import ranks
from pipeline.evidence.selfcheck.rates import rates, yearly
from pipeline.evidence.selfcheck.remainders import remainders
from pipeline.evidence.selfcheck.roles import roles
from pipeline.evidence.selfcheck.rosters import rosters
from pipeline.evidence.selfcheck.shares import shares
from pipeline.evidence.selfcheck.spans import since, spans, tenures
from pipeline.evidence.selfcheck.steps import trends
from pipeline.evidence.selfcheck.sums import sums, wholes
from pipeline.evidence.selfcheck.takenup import taken_up
from pipeline.evidence.selfcheck.titles import titles, two_offices
from pipeline.evidence.selfcheck.twice import counted_twice
from pipeline.evidence.selfcheck.unit_prices import unit_prices
from pipeline.evidence.selfcheck.votes import votes
from pipeline.evidence.selfcheck.weekdays import weekdays
from pipeline.evidence.selfcheck.whereabouts import whereabouts
from pipeline.evidence.wording import excerpt
from pipeline.schema import Annotation, Article, Finding

__all__ = ["CHECKS", "check_article", "clashes"]

CHECKS: Final[tuple[Callable[[Inside], Sequence[Clash]], ...]] = (
    counted_twice,
    taken_up,
    counted_again,
    dated_twice,
    taken_up_on,
    lists,
    rosters,
    sums,
    remainders,
    groups,
    shares,
    proportions,
    divided,
    votes,
    wholes,
    trends,
    changes,
    multiples,
    conversions,
    yearly,
    rates,
    unit_prices,
    ranks,
    ages,
    two_ages,
    spans,
    lasting,
    since,
    tenures,
    anniversaries,
    ages_of_things,
    weekdays,
    spellings,
    first_names,
    birthplaces,
    nationalities,
    titles,
    two_offices,
    quoted_twice,
    denied,
    directions,
    outcomes,
    contests,
    roles,
    whereabouts,
)
"""Every check, in the order in which their findings stand."""


def clashes(article: Article, annotation: Annotation) -> list[Clash]:
    """Return every clash inside an article, in the order of the checks."""
    inside = Inside(article, annotation, noted(article.text, annotation.figures, annotation.entities))
    found: list[Clash] = []
    for check in CHECKS:
        for clash in check(inside):
            # The same two stretches may clash in two ways; the first check says it best.
            if not any(_same(clash, other) for other in found):
                found.append(clash)
    return found


def _same(one: Clash, two: Clash) -> bool:
    """Tell whether two clashes are one thing to mend: the same stretches, or a stretch compared in the same way."""
    overlap = any(mine[0] < other[1] and other[0] < mine[1] for mine in one.spans for other in two.spans)
    alike = one.kind == two.kind and overlap
    return alike or one.spans == two.spans or (bool(one.message) and one.message == two.message)


def check_article(article: Article, annotation: Annotation) -> dict[int, tuple[Finding, ...]]:
    """Compare an article with itself.

    Returns
    -------
    dict
        The findings of each claim that a clash concerns, by its place in ``annotation.claims``. ``contradicts`` where
        the two can't both be true, ``mentions`` where a person should see both.
    """
    if not article.text.strip() or not annotation.claims:
        return {}
    found: dict[int, list[Finding]] = {}
    for clash in clashes(article, annotation):
        reached: set[int] = set()
        for mine, other in clash.sides():
            number = _claim_at(annotation, mine)
            if number is None or number in reached:
                continue
            reached.add(number)
            quote = excerpt(article.text, *other) if other != mine else ""
            found.setdefault(number, []).append(
                Finding(
                    verdict=clash.verdict,
                    message=clash.told(mine, other, quote),
                    source="this article",
                    place=_place(article, other[0]),
                    quote=quote,
                    compared=(clash.kind,),
                    score=clash.certainty,
                )
            )
    return {number: tuple(findings) for number, findings in found.items()}


def _claim_at(annotation: Annotation, span: tuple[int, int]) -> int | None:
    """Return the claim that holds a stretch of the article: one of its parts does, else its whole extent."""
    wide: int | None = None
    for number, claim in enumerate(annotation.claims):
        parts = claim.parts or ((claim.start, claim.end),)
        if any(start <= span[0] and span[1] <= end for start, end in parts):
            return number
        if wide is None and claim.start <= span[0] < claim.end:
            wide = number
    return wide


def _place(article: Article, offset: int) -> str:
    paragraph = 0
    for block in article.blocks:
        paragraph += block.kind not in {"headline", "heading"}
        if block.start <= offset < block.end:
            return block.kind.replace("_", " ") if block.kind != "paragraph" else f"paragraph {paragraph}"
    return ""
