"""Totals that their parts do not add up to."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.values import commensurable
from pipeline.evidence.lexicon import contrast, generic, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside, rounding, value_of
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import fold
from pipeline.evidence.wordlists import word_list

__all__ = ["sums", "wholes"]

_OF_THE: Final = ("of the", "of these", "of those", "of its", "of their", "of all", "of all the")
_REMAINING: Final = frozenset(["remaining", "other"])
_TOGETHER: Final = frozenset(["together", "altogether", "combined", "total", "all", "between"])
_MOST: Final = Decimal("0.7")
_LARGE: Final = 10_000
_GAP: Final = 9
_NAME: Final = 3
_BOTH: Final = 2
_SHARES: Final = word_list("arithmetic.shares")
_INCOMPLETE: Final = word_list("arithmetic.incomplete")


def sums(inside: Inside) -> list[Clash]:
    """Return totals that their parts do not add up to: "25 people: 12 men and 8 women", "… for a total of 30"."""
    found: list[Clash] = []
    for number, figures in inside.by_sentence.items():
        counts = [
            one
            for one in figures
            if one.figure.kind in {"count", "money", "number"} and value_of(one.figure) is not None
        ]
        colon = inside.article.text.find(":", inside.tokens_of[number][0].start, inside.tokens_of[number][-1].end)
        before = [place for place, one in enumerate(counts) if one.figure.end <= colon]
        bare = len(before) == _BOTH and counts[0].figure.kind != "money" and counts[0].head != counts[1].head
        if bare and (value_of(counts[0].figure) or 0) < (value_of(counts[1].figure) or 0):
            # "Two ships rescued 225 people: the Astra 120, the Borea 85"
            counts = counts[1:]
        clash = _together(inside, number, counts)
        if not clash and len(counts) >= 3:
            clash = _divided(inside, number, counts)
            if not clash and not inside.words(number) & _INCOMPLETE:
                clash = _broken_down(inside, counts) or _added_up(inside, counts)
        if clash:
            found.append(clash)
    return found


def _divided(inside: Inside, number: int, counts: Sequence[Noted]) -> Clash | None:
    """Compare "Of the $12 million" with the parts that follow it.

    Parts may overlap ("25 were women, 20 were over 60"): they must be of money, of names of their own, or exclude each
    other by their words. Parts that make too little are a slip only where they are given as all.
    """
    total, parts = counts[0], list(counts[1:])
    lead = inside.between(inside.tokens_of[number][0].start, total.figure.start)
    of_all = next((words for words in _OF_THE if lead.endswith(words)), None)
    if of_all is None or lead.removesuffix(of_all).rstrip()[-1:] not in {"", ","}:
        return None
    if any(value_of(one.figure) is None or one.figure.approx != "exact" for one in counts):
        return None
    if any(not commensurable(total.figure, part.figure) or part.figure.per != total.figure.per for part in parts):
        return None
    last = inside.between(parts[-2].figure.end, parts[-1].figure.start)
    remaining = parts[-1].before in _REMAINING
    if not (remaining or " and " in f" {last} ") or any(part.before in _REMAINING for part in parts[:-1]):
        return None
    if not remaining and (inside.words(number) & _INCOMPLETE or not _exclusive(inside, number, parts)):
        return None
    whole, made = (value_of(total.figure) or Decimal(0)), sum(value_of(part.figure) or Decimal(0) for part in parts)
    few = len(parts) < 3 and not inside.words(number) >= {"passengers", "crew"}
    if not remaining and made < whole and (few or made < whole * _MOST):
        return None
    play = sum((rounding(value_of(one.figure) or Decimal(0), one.figure) for one in counts), Decimal(0))
    return None if abs(made - whole) <= play else _clash(inside, total, parts, made)


def _exclusive(inside: Inside, number: int, parts: Sequence[Noted]) -> bool:
    """Tell whether nothing can be in two of some parts."""
    if all(part.figure.kind == "money" for part in parts):
        return True
    ends = [part.figure.start for part in parts[1:]] + [inside.tokens_of[number][-1].end]
    held = []
    for part, end in zip(parts, ends, strict=True):
        tokens = [token for token in inside.tokens_of[number] if part.figure.end <= token.start < end]
        names = {
            fold(name.name)
            for name in inside.reading.names
            if any(inside.reading.tokens[name.first].start == token.start for token in tokens)
        }
        held.append((names, {token.stem for token in tokens if token.stem}))
    if inside.words(number) >= {"passengers", "crew"}:
        return len(parts) == _BOTH
    pairs = list(itertools.combinations(held, 2))
    return all(one[0] and two[0] and one[0].isdisjoint(two[0]) for one, two in pairs) or all(
        contrast(one[1], two[1]) for one, two in pairs
    )


def _together(inside: Inside, number: int, counts: Sequence[Noted]) -> Clash | None:
    """Compare "Together they employ 850 people" with the numbers of the sentence before."""
    others = {one.head for one in counts[1:]}
    if (
        not counts
        or counts[0].head in others
        or "" in others
        or not inside.words(number) & _TOGETHER
        or not inside.words(number) & {"they", "both", "these"}
    ):
        return None
    total = counts[0]
    parts = [
        one
        for one in inside.by_sentence.get(number - 1, [])
        if one.figure.kind in {"count", "money", "number"} and commensurable(total.figure, one.figure)
    ]
    if not total.head and total.figure.kind != "money":
        return None
    return _unequal(inside, total, parts)


def _broken_down(inside: Inside, counts: Sequence[Noted]) -> Clash | None:
    """Compare a total with the parts that follow a colon, a dash or a bracket, or with an equation's terms."""
    total, parts = counts[0], list(counts[1:])
    # "24 million euros to four projects: 10 million for a clinic …"
    colon = inside.between(parts[0].figure.end, parts[1].figure.start)
    if total.figure.kind == "money" and parts[0].figure.kind == "count" and ":" in colon:
        parts = parts[1:]
    parts = [_in_currency(total, part) for part in parts]
    gap = inside.between(total.figure.end, parts[0].figure.start)
    row = gap.rpartition(":")[2].split()
    # "2,300 employees: Lumen 1,700 and Arkona 800"
    named = (
        ":" in gap
        and len(row) <= _NAME
        and parts[0].figure.kind in {"count", "number"}
        and _names_before(inside, parts)
    )
    opened = (
        gap.endswith((":", "–", "—", "(", " -"))
        or named
        or gap.removesuffix(",").endswith(("in all", "in total", "altogether", "all told"))
        or any(
            gap.endswith(words)
            for words in (
                "made up of",
                "consisting of",
                "comprising",
                "comprised of",
                "consist of",
                "divided into",
                "namely",
            )
        )
    )
    if not opened or len(gap.split()) > 8 or (not generic(total.head) and not _related(total, parts)):
        return None
    parts = _row(inside, parts)
    return _unequal(inside, total, parts)


def _added_up(inside: Inside, counts: Sequence[Noted]) -> Clash | None:
    """Compare the total at the end of a sentence with the parts before it."""
    total, parts = counts[-1], list(counts[:-1])
    gap = inside.between(parts[-1].figure.end, total.figure.start)
    words = set(f"{gap} {total.figure.text.lower()}".replace(",", " ").split())
    after = inside.between(total.figure.end, total.figure.end + 24).replace(".", " ").replace(",", " ").split()[:4]
    tied = bool(words & {"total", "totalling", "totaling"}) or bool(
        {"total", "altogether", "all"} & set(after) and "in" in after
    )
    if (
        not tied
        or words & {"previous", "last", "year's"}
        or not same_words({total.head} - {""}, {one.head for one in parts} - {""})
    ) and not (tied and not total.head):
        return None
    return _unequal(inside, total, _row(inside, parts))


def _in_currency(total: Noted, part: Noted) -> Noted:
    """Return a large bare number as money of the total's currency, which the parts leave out."""
    # "eight million on cycle paths": what follows a preposition is not counted.
    bare = part.figure.kind == "number" or (part.figure.kind == "count" and part.after in {"on", "for", "to", "in"})
    if total.figure.kind != "money" or not bare or (part.figure.low or 0) < _LARGE:
        return part
    update = {"kind": "money", "unit": total.figure.unit}
    return dataclasses.replace(part, figure=part.figure.model_copy(update=update))


def _names_before(inside: Inside, parts: Sequence[Noted]) -> bool:
    ends = {inside.reading.tokens[name.last - 1].end for name in inside.reading.names}
    return all(any(0 <= part.figure.start - end <= 1 for end in ends) for part in parts)


def _related(total: Noted, parts: Sequence[Noted]) -> bool:
    return any(same_words({total.head}, {part.head}) or not part.head for part in parts) or len(parts) >= 2


def _row(inside: Inside, parts: Sequence[Noted]) -> list[Noted]:
    """Return the parts that stand in one row, divided by commas and "and" with a few words between."""
    row = [parts[0]]
    for part in parts[1:]:
        gap = inside.between(row[-1].figure.end, part.figure.start)
        if len(gap.split()) > 7 or not (gap.endswith((",", "and", "plus")) or ", " in gap or " and " in f" {gap} "):
            break
        if any(mark in gap for mark in ".;:()"):
            break
        row.append(part)
    return row


def _unequal(inside: Inside, total: Noted, parts: Sequence[Noted]) -> Clash | None:
    if (
        len(parts) < 2
        or any(part.figure.approx != "exact" or part.part for part in parts)
        or total.figure.approx != "exact"
    ):
        return None
    if any(not commensurable(total.figure, part.figure) or part.figure.per != total.figure.per for part in parts):
        return None
    values = [value_of(part.figure) or Decimal(0) for part in parts]
    whole = value_of(total.figure) or Decimal(0)
    play = rounding(whole, total.figure) + sum(
        (rounding(value, part.figure) for value, part in zip(values, parts, strict=True)), Decimal(0)
    )
    if abs(sum(values) - whole) <= play or max(values) > whole * 2:
        return None
    return _clash(inside, total, parts, sum(values, Decimal(0)))


def _clash(inside: Inside, total: Noted, parts: Sequence[Noted], made: Decimal | int) -> Clash:
    listed = " + ".join(part.figure.text for part in parts)
    return Clash(
        "a sum",
        tuple(sorted((inside.span(total), inside.span(parts[-1])))),
        message=f"{listed} make {made:,f}, and the article says “{total.said}”",
        certainty=0.85,
    )


def wholes(inside: Inside) -> list[Clash]:
    """Return shares of one whole that do not make 100 per cent: votes above it, "the remaining 5 per cent" below it."""
    found = []
    for figures in inside.by_sentence.values():
        parts = [one for one in figures if one.figure.kind == "percentage" and value_of(one.figure) is not None]
        clash = _remaining(inside, parts) or _over_hundred(inside, figures)
        if clash:
            found.append(clash)
    return found


def _remaining(inside: Inside, parts: Sequence[Noted]) -> Clash | None:
    if len(parts) < 2 or parts[-1].before != "remaining":
        return None
    made = sum((value_of(part.figure) or Decimal(0) for part in parts), Decimal(0))
    play = 5 if any(part.figure.approx != "exact" for part in parts) else 1 + len(parts) // 2
    if abs(made - 100) <= play:
        return None
    return Clash(
        "shares of one whole",
        (inside.span(parts[0]), inside.span(parts[-1])),
        message=f"{' + '.join(part.figure.text for part in parts)} make {made:f} per cent",
        certainty=0.8,
    )


def _over_hundred(inside: Inside, figures: Sequence[Noted]) -> Clash | None:
    """Compare the shares of one vote or poll with 100 per cent."""
    parts = [one for one in figures if one.figure.kind == "percentage" and value_of(one.figure) is not None]
    if len(parts) < 2 or "from" in inside.words(parts[0].sentence) or any(part.before == "against" for part in parts):
        return None
    if not (inside.words(parts[0].sentence) & _SHARES or _of_one_vote(inside, parts)):
        return None
    values = [value_of(part.figure) or Decimal(0) for part in parts]
    if (len(parts) == 2 and not {"against", "opposed"} & inside.words(parts[0].sentence)) or sum(values) <= 101 + len(
        parts
    ):
        return None
    words = inside.words(parts[0].sentence)
    loose = set() if words & {"undecided", "unsure"} else {"while"}
    if words & ({"turnout", "compared", "up", "down", "rose", "fell", "women", "men"} | loose):
        return None
    return Clash(
        "shares of one whole",
        (inside.span(parts[0]), inside.span(parts[-1])),
        message=f"{' + '.join(part.figure.text for part in parts)} make {sum(values):f} per cent",
        certainty=0.7,
    )


def _of_one_vote(inside: Inside, parts: Sequence[Noted]) -> bool:
    """Tell whether shares in a row are of one vote: "46 per cent of the vote, the Greens 33 per cent"."""
    row = [inside.between(one.figure.end, two.figure.start) for one, two in itertools.pairwise(parts)]
    if not any("of the vote" in gap or "of votes" in gap for gap in row) or len(parts) < 3:
        return False
    return all(len(gap.split()) <= _GAP and ("," in gap or " and " in f" {gap} ") for gap in row) and all(
        any(
            one.figure.end <= inside.reading.tokens[name.first].start < two.figure.start
            for name in inside.reading.names
        )
        for one, two in itertools.pairwise(parts)
    )
