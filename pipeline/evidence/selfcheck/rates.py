"""Amounts per month and per year: against each other, and against the total that they make."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.values import commensurable
from pipeline.evidence.lexicon import contrast, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside, rounding, value_of
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import fold, stem

__all__ = ["rates", "yearly"]

_TOTAL: Final = frozenset(["total", "altogether", "combined", "overall"])
_A_YEAR: Final[dict[str, Decimal]] = {
    "day": Decimal(365),
    "week": Decimal(52),
    "month": Decimal(12),
    "quarter": Decimal(4),
    "year": Decimal(1),
}
_OFF: Final = Decimal("0.2")
_LARGE: Final = 10_000
_CLOSE: Final = Decimal("0.03")
_SALARIES: Final = (13, 14)
"""Months that a year's pay may have."""


def rates(inside: Inside) -> list[Clash]:
    """Return two rates of one thing that do not go together: "300 patients a month", "5,200 patients a year".

    Only sentences that say the same words of the same thing are compared, and only values that are a fifth apart: days
    and weeks of work are fewer than those of a year.
    """
    found: list[Clash] = []
    figures = [
        one
        for one in inside.reading.figures
        if one.figure.per in _A_YEAR and value_of(one.figure) is not None and not one.part and one.figure.kind != "date"
    ]
    for place, mine in enumerate(figures):
        for theirs in figures[place + 1 :]:
            if mine.figure.per == theirs.figure.per or not commensurable(mine.figure, theirs.figure):
                continue
            if {mine.figure.per, theirs.figure.per} & {"day", "week"} and mine.figure.kind != "money":
                continue
            beside = _beside(inside, mine, theirs)
            if mine.head != theirs.head or not (beside or _of_one(inside, mine, theirs)):
                continue
            one, two = ((value_of(noted.figure) or Decimal(0)) * _A_YEAR[noted.figure.per] for noted in (mine, theirs))
            if (
                one <= 0
                or two <= 0
                or max(one, two) <= min(one, two) * (1 + (_CLOSE if beside and _exact(mine, theirs) else _OFF))
            ):
                continue
            if beside and any(abs(max(one, two) * 12 / months / min(one, two) - 1) <= _CLOSE for months in _SALARIES):
                continue
            found.append(
                Clash(
                    "two rates of one thing",
                    (inside.span(mine), inside.span(theirs)),
                    message=f"“{mine.said}” a {mine.figure.per} makes {one:,f} a year, and “{theirs.said}” a "
                    f"{theirs.figure.per} {two:,f}",
                    certainty=0.75,
                )
            )
    return found


def _exact(mine: Noted, theirs: Noted) -> bool:
    return mine.figure.approx == theirs.figure.approx == "exact"


def _beside(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    """Tell whether one rate says the other again: "2,400 euros a month, 28,800 euros a year"."""
    if mine.sentence != theirs.sentence or {mine.figure.per, theirs.figure.per} != {"month", "year"}:
        return False
    gap = inside.between(mine.figure.end, theirs.figure.start).replace("a month", "").replace("a year", "").strip()
    return gap in {",", ", or", "or", "("}


def _of_one(inside: Inside, mine: Noted, theirs: Noted) -> bool:
    """Tell whether two sentences say the same of one thing, but for the number and what it is per."""
    apart = {stem(word) for word in _A_YEAR} | {stem("average")}
    names = [
        {fold(name.name) for name in inside.reading.names if name.sentence == one.sentence} for one in (mine, theirs)
    ]
    one, two = ((noted.clause_words | noted.thing) - apart for noted in (mine, theirs))
    dated = any(other.figure.kind == "date" for noted in (mine, theirs) for other in inside.by_sentence[noted.sentence])
    if dated or mine.sentence == theirs.sentence or contrast(one, two) or names[0] != names[1]:
        return False
    return len(one) >= 2 and len(two) >= 2 and same_words(one, two) == one and same_words(two, one) == two


def yearly(inside: Inside) -> list[Clash]:
    """Return yearly amounts that do not make the total: "$5m a year for ten years, a total of $60m"."""
    found: list[Clash] = []
    for number, figures in inside.by_sentence.items():
        rates = [one for one in figures if one.figure.per in {"year", "month", "week", "day"} and value_of(one.figure)]
        lengths = [
            one
            for one in figures
            if one.figure.kind == "duration" and value_of(one.figure) and one.before in {"for", "over", "in", "during"}
        ]
        if len(rates) != 1 or len(lengths) != 1 or rates[0].figure.per != lengths[0].figure.unit:
            continue
        rate, length = rates[0], lengths[0]
        totals = [
            one
            for one in figures
            if one not in {rate, length}
            and not one.figure.per
            and value_of(one.figure)
            and (commensurable(rate.figure, one.figure) or _counts(rate, one) or _bare_money(rate, one))
        ]
        if len(totals) != 1 or not (inside.words(number) & _TOTAL or _restated(inside, rate, totals[0], length)):
            continue
        one, years, whole = (value_of(noted.figure) or Decimal(0) for noted in (rate, length, totals[0]))
        made = one * years
        play = rounding(whole, totals[0].figure) + rounding(one, rate.figure) * years
        if abs(made - whole) > max(play, made * Decimal("0.02")):
            found.append(
                Clash(
                    "a yearly amount against its total",
                    tuple(sorted((inside.span(rate), inside.span(totals[0])))),
                    message=f"“{rate.figure.text}” a {rate.figure.per} for “{length.figure.text}” makes {made:,f}, and "
                    f"the article says “{totals[0].said}”",
                    certainty=0.8,
                )
            )
    return found


def _counts(rate: Noted, total: Noted) -> bool:
    """Tell whether "2,000 a year" may be of the people that another figure counts."""
    return rate.figure.kind == "rate" and not rate.figure.unit and total.figure.kind in {"count", "number"}


def _bare_money(rate: Noted, total: Noted) -> bool:
    """Tell whether a large number leaves out the rate's currency: "2 million euros a year …, 10 million in all"."""
    large = total.figure.kind == "number" and total.figure.low is not None and total.figure.low >= _LARGE
    return rate.figure.kind == "money" and large and not total.head


def _restated(inside: Inside, rate: Noted, total: Noted, length: Noted) -> bool:
    """Tell whether one of a rate and a total says the other again: ", or about 2,000 a year", ", 12 million in all"."""
    first, last = sorted((total, rate), key=lambda one: one.figure.start)
    start = max(first.figure.end, length.figure.end)
    gap = inside.between(start, last.figure.start)
    if not start < last.figure.start or len(gap.split()) > 6:
        return False
    if gap.endswith((" or", "average of", "averaging", "(or")) or gap in {",", "("}:
        return last is rate or gap.endswith((",", "or", "("))
    return False
