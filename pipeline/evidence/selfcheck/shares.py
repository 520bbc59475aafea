"""Shares that do not go with the numbers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.evidence.lexicon import same_words
from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.surroundings import Noted

__all__ = ["share_against", "shares"]

_IN_ALL: Final = ("in all", "in total", "altogether", "of them")
_THAT_IS: Final = (" that is", " which is", " that was", " which was")
_OF_WHOM: Final = 4
_MOST: Final = ("most of the", "most of its", "most of their", "a majority of the", "the majority of the")


def shares(inside: Inside) -> list[Clash]:
    """Return shares that do not go with their numbers: "22 of the 50 members, more than half"; votes above 100."""
    found: list[Clash] = []
    for number, figures in inside.by_sentence.items():
        if clash := (
            _of_them(inside, number, figures) or _of_the(inside, number, figures) or _restated(inside, figures)
        ):
            found.append(clash)
        for place, part in enumerate(figures[:-1]):
            whole = figures[place + 1]
            gap = inside.between(part.figure.end, whole.figure.start)
            if part.figure.kind not in {"count", "number"} or whole.figure.kind not in {"count", "number"}:
                continue
            if not (gap.endswith(("of the", "of its", "of their", "out of", "of all", "of")) and len(gap.split()) <= 4):
                continue
            for share in figures:
                if share.figure.kind in {"percentage", "ratio"} and _apposed(inside, part, whole, share):
                    clash = share_against(inside, part, whole, share)
                    if clash:
                        found.append(clash)
    return found


def _of_them(inside: Inside, number: int, figures: Sequence[Noted]) -> Clash | None:
    """Compare "more than half of the 48 schools, 20 of them" and "most of the 30 members, 12 of them"."""
    counts = [one for one in figures if one.figure.kind in {"count", "number"}]
    parts = [
        one
        for one in counts
        if inside.between(one.figure.end, one.figure.end + 9).startswith(("of them", "in all", "in total"))
    ]
    if not parts and len(counts) == 2 and inside.between(counts[0].figure.end, counts[1].figure.start).endswith(":"):
        # "Most of the 800 nurses voted for it: 370"
        parts = counts[1:]
    if len(counts) != 2 or len(parts) != 1 or parts[0] is not counts[1]:
        return None
    whole, part = counts
    lead = inside.between(inside.tokens_of[number][0].start, whole.figure.start)
    most = next((words for words in _MOST if lead.endswith(words)), "")
    one, two = value_of(part.figure), value_of(whole.figure)
    if most and one is not None and two and one * 2 <= two:
        return Clash(
            "a share against its numbers",
            (inside.span(whole), inside.span(part)),
            message=f"“{part.figure.text}” of “{whole.said}” is {one / two * 100:.0f} per cent, and the article says "
            f"“{most.removesuffix(' the').removesuffix(' its').removesuffix(' their').removesuffix(' of')}”",
            certainty=0.85,
        )
    for share in figures:
        if share.figure.kind in {"percentage", "ratio"} and share.figure.end < whole.figure.start:
            gap = inside.between(share.figure.end, whole.figure.start)
            if gap in {"of the", "of its", "of their", "of all", "of all the", "of"}:
                return share_against(inside, part, whole, share)
    return None


def _restated(inside: Inside, figures: Sequence[Noted]) -> Clash | None:
    """Compare "A quarter of the district's 400,000 people, or 160,000, …"."""
    for share, whole, part in zip(figures, figures[1:], figures[2:], strict=False):
        counts = {whole.figure.kind, part.figure.kind} <= {"count", "number"}
        if not counts or share.figure.kind not in {"percentage", "ratio"}:
            continue
        lead = inside.between(share.figure.end, whole.figure.start)
        gap = inside.between(whole.figure.end, part.figure.start)
        near = gap.endswith((", or", "(", ", or about", ", or some", ", about")) and len(gap.split()) <= 5
        tail = inside.between(part.figure.end, part.figure.end + 14)
        near = near or (gap.endswith(",") and len(gap.split()) <= 5 and tail.startswith(_IN_ALL))
        if near and (lead == "of" or lead.startswith("of ")) and len(lead.split()) <= 4 and not part.part:
            return share_against(inside, part, whole, share)
    return None


def _of_the(inside: Inside, number: int, figures: Sequence[Noted]) -> Clash | None:
    """Compare "Of the 8,200 doctors, 3,700, or more than half, …"."""
    for whole, part, share in zip(figures, figures[1:], figures[2:], strict=False):
        counts = {whole.figure.kind, part.figure.kind} <= {"count", "number"}
        if not counts or share.figure.kind not in {"percentage", "ratio"}:
            continue
        lead = inside.between(inside.tokens_of[number][0].start, whole.figure.start)
        gap = inside.between(part.figure.end, share.figure.start)
        near = gap.endswith((", or", "(", ", or about", ", about")) and len(gap.split()) <= 4
        near = near or (gap.endswith(_THAT_IS) and len(gap.split()) <= 9)
        # "35 voted for it, more than half."
        closes = inside.between(share.figure.end, share.figure.end + 1) == "."
        near = near or (closes and gap.endswith(",") and gap.count(",") == 1 and len(gap.split()) <= 9)
        if lead.endswith(("of the", "of its", "of their", "of all", "of")) and len(lead.split()) <= 4 and near:
            return share_against(inside, part, whole, share)
    return None


def _apposed(inside: Inside, part: Noted, whole: Noted, share: Noted) -> bool:
    """Tell whether a share stands for "A of B": ", or 40 per cent", "(40%)", ", more than half"."""
    if share.figure.start > whole.figure.end:
        gap = inside.between(whole.figure.end, share.figure.start)
        words = gap.replace(",", " ").replace("(", " ").split()
        return len(words) <= 4 and (gap.endswith((", or", "(", ",", "– or", "— or", ", about", ", or about")))
    gap = inside.between(share.figure.end, part.figure.start)
    if gap in {", or", "(", ", that is", "– or", "— or"}:
        return True
    # "More than 60 per cent of the children, 1,300 of 2,400, …"
    if gap.startswith("of ") and gap.endswith((",", "(")) and len(gap.split()) <= _OF_WHOM and share.head:
        return inside.between(whole.figure.end, whole.figure.end + 1) in {",", ")", "."}
    # "More than half of the members voted for it: 21 of the 52 members": the same whole on both sides.
    same = bool(whole.head) and bool(same_words({whole.head}, share.thing))
    return same and gap.endswith((":", "–", "—", "(", ", with", ", namely")) and "." not in gap


def share_against(inside: Inside, part: Noted, whole: Noted, share: Noted) -> Clash | None:
    """Return the clash of a share with a part and its whole, where they make another one."""
    one, two = value_of(part.figure), value_of(whole.figure)
    if one is None or not two or one > two:
        return None
    factor = 100 if share.figure.kind == "percentage" else 1
    real = one / two * factor
    low, high = share.figure.low, share.figure.high
    play = Decimal("0.5") * factor / 100 * 2 if share.figure.kind == "percentage" else Decimal("0.06")
    if share.figure.approx != "exact":
        play *= 4
    bound = low is None or high is None
    play = Decimal(0) if bound and share.figure.approx == "exact" else play
    too_low = low is not None and (real < low - play or (bound and real == low and not share.figure.low_included))
    too_high = high is not None and (real > high + play or (bound and real == high and not share.figure.high_included))
    if not (too_low or too_high):
        return None
    return Clash(
        "a share against its numbers",
        (inside.span(part), inside.span(share)),
        message=f"“{part.figure.text} of {whole.said}” is {one / two * 100:.0f} per cent, "
        f"and the article says “{share.figure.text}”",
        certainty=0.85,
    )
