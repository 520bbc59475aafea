"""Sums, shares and steps that do not add up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.values import commensurable
from pipeline.evidence.lexicon import generic, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside, rounding, value_of
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.wordlists import word_list

__all__ = ["shares", "sums", "trends"]

_TIMES: Final[dict[str, int | Decimal]] = {
    "doubled": 2,
    "double": 2,
    "trebled": 3,
    "tripled": 3,
    "quadrupled": 4,
    "halved": Decimal("0.5"),
}
_UP: Final = word_list("arithmetic.up")
_DOWN: Final = word_list("arithmetic.down")
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
        if len(counts) < 3 or inside.words(number) & _INCOMPLETE:
            continue
        clash = _broken_down(inside, counts) or _added_up(inside, counts)
        if clash:
            found.append(clash)
    return found


def _broken_down(inside: Inside, counts: Sequence[Noted]) -> Clash | None:
    """Compare a total with the parts that follow a colon, a dash or a bracket, or with an equation's terms."""
    total, parts = counts[0], list(counts[1:])
    gap = inside.between(total.figure.end, parts[0].figure.start)
    opened = gap.endswith((":", "–", "—", "(", " -")) or any(
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
    if not opened or len(gap.split()) > 8 or (not generic(total.head) and not _related(total, parts)):
        return None
    parts = _row(inside, parts)
    return _unequal(inside, total, parts)


def _added_up(inside: Inside, counts: Sequence[Noted]) -> Clash | None:
    """Compare the total at the end of a sentence with the parts before it."""
    total, parts = counts[-1], list(counts[:-1])
    gap = inside.between(parts[-1].figure.end, total.figure.start)
    words = set(f"{gap} {total.figure.text.lower()}".replace(",", " ").split())
    after = inside.between(total.figure.end, total.figure.end + 24).split()[:4]
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
    listed = " + ".join(part.figure.text for part in parts)
    return Clash(
        "a sum",
        (inside.span(total), inside.span(parts[-1])),
        message=f"{listed} make {sum(values):,f}, and the article says “{total.said}”",
        certainty=0.85,
    )


def trends(inside: Inside) -> list[Clash]:
    """Return steps that do not go with their two values: "rose 50 per cent, from 4 million to 5 million"."""
    found: list[Clash] = []
    for number, figures in inside.by_sentence.items():
        pair = _from_to(inside, figures)
        if pair is None:
            continue
        start, end = pair
        words = inside.words(number)
        low, high = value_of(start.figure), value_of(end.figure)
        if low is None or high is None or low <= 0 or high <= 0:
            continue
        up, down = bool(words & _UP), bool(words & _DOWN)
        if up != down and (high > low) != up and high != low:
            found.append(
                Clash(
                    "a step",
                    (inside.span(start), inside.span(end)),
                    message=f"the article says that it went {'up' if up else 'down'}, from “{start.figure.text}” to "
                    f"“{end.figure.text}”",
                    certainty=0.85,
                )
            )
            continue
        steps = [
            one
            for one in figures
            if one.figure.kind == "percentage" and one not in pair and _step(inside, one, start, end)
        ]
        if (
            len(steps) == 1
            and start.figure.kind != "percentage"
            and (clash := _percent(inside, steps[0], start, end, low, high))
        ):
            found.append(clash)
        times = [word for word in words if word in _TIMES]
        if len(times) == 1 and not steps and (clash := _multiplied(inside, times[0], start, end, low, high)):
            found.append(clash)
    return found


def _from_to(inside: Inside, figures: Sequence[Noted]) -> tuple[Noted, Noted] | None:
    pairs = [
        (one, two)
        for one in figures
        for two in figures
        if one is not two
        and one.before == "from"
        and two.before == "to"
        and commensurable(one.figure, two.figure)
        and 0 < two.figure.start - one.figure.end < 60
        and one.figure.kind not in {"date", "duration", "age", "ordinal"}
    ]
    return pairs[0] if len(pairs) == 1 else None


def _step(inside: Inside, step: Noted, start: Noted, end: Noted) -> bool:
    """Tell whether a percentage is the step between two values: near them, and of nothing else."""
    gap = min(abs(start.figure.start - step.figure.end), abs(step.figure.start - end.figure.end))
    return gap < 60 and step.after not in {"of"} and step.before not in {"from", "to", "at", "of"}


def _percent(inside: Inside, step: Noted, start: Noted, end: Noted, low: Decimal, high: Decimal) -> Clash | None:
    stated = value_of(step.figure)
    if stated is None:
        return None
    first, last = rounding(low, start.figure), rounding(high, end.figure)
    if low - first <= 0:
        return None
    least, most = sorted(
        abs(value - 1) * 100 for value in ((high - last) / (low + first), (high + last) / (low - first))
    )
    play = max(rounding(stated, step.figure), Decimal("0.5")) + Decimal("0.5")
    if least - play <= stated <= most + play:
        return None
    real = abs(high / low - 1) * 100
    return Clash(
        "a percentage against its values",
        (inside.span(step), inside.span(end)),
        message=f"from “{start.figure.text}” to “{end.figure.text}” is {real:.0f} per cent, and the article says "
        f"“{step.figure.text}”",
        certainty=0.85,
    )


def _multiplied(inside: Inside, word: str, start: Noted, end: Noted, low: Decimal, high: Decimal) -> Clash | None:
    factor = Decimal(_TIMES[word])
    if abs(high / low / factor - 1) <= Decimal("0.15") or inside.words(start.sentence) & {
        "nearly",
        "almost",
        "more",
        "over",
    }:
        return None
    return Clash(
        "a multiple against its values",
        (inside.span(start), inside.span(end)),
        message=f"the article says “{word}”, from “{start.figure.text}” to “{end.figure.text}”, "
        f"which is {high / low:.1f} times",
        certainty=0.8,
    )


def shares(inside: Inside) -> list[Clash]:
    """Return shares that do not go with their numbers: "22 of the 50 members, more than half"; votes above 100."""
    found: list[Clash] = []
    for figures in inside.by_sentence.values():
        for place, part in enumerate(figures[:-1]):
            whole = figures[place + 1]
            gap = inside.between(part.figure.end, whole.figure.start)
            if part.figure.kind not in {"count", "number"} or whole.figure.kind not in {"count", "number"}:
                continue
            if not (gap.endswith(("of the", "of its", "of their", "out of", "of all", "of")) and len(gap.split()) <= 4):
                continue
            for share in figures:
                if share.figure.kind in {"percentage", "ratio"} and _apposed(inside, part, whole, share):
                    clash = _share(inside, part, whole, share)
                    if clash:
                        found.append(clash)
        clash = _over_hundred(inside, figures)
        if clash:
            found.append(clash)
    return found


def _apposed(inside: Inside, part: Noted, whole: Noted, share: Noted) -> bool:
    """Tell whether a share stands for "A of B": ", or 40 per cent", "(40%)", ", more than half"."""
    if share.figure.start > whole.figure.end:
        gap = inside.between(whole.figure.end, share.figure.start)
        words = gap.replace(",", " ").replace("(", " ").split()
        return len(words) <= 4 and (gap.endswith((", or", "(", ",", "– or", "— or", ", about", ", or about")))
    gap = inside.between(share.figure.end, part.figure.start)
    if gap in {", or", "(", ", that is", "– or", "— or"}:
        return True
    # "More than half of the members voted for it: 21 of the 52 members": the same whole on both sides.
    same = bool(whole.head) and bool(same_words({whole.head}, share.thing))
    return same and gap.endswith((":", "–", "—", "(", ", with", ", namely")) and "." not in gap


def _share(inside: Inside, part: Noted, whole: Noted, share: Noted) -> Clash | None:
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


def _over_hundred(inside: Inside, figures: Sequence[Noted]) -> Clash | None:
    """Compare the shares of one vote or poll with 100 per cent."""
    parts = [one for one in figures if one.figure.kind == "percentage" and value_of(one.figure) is not None]
    if len(parts) < 2 or not inside.words(parts[0].sentence) & _SHARES or "from" in inside.words(parts[0].sentence):
        return None
    values = [value_of(part.figure) or Decimal(0) for part in parts]
    if (len(parts) == 2 and not {"against", "opposed"} & inside.words(parts[0].sentence)) or sum(values) <= 101 + len(
        parts
    ):
        return None
    if inside.words(parts[0].sentence) & {"turnout", "compared", "up", "down", "while", "rose", "fell", "women", "men"}:
        return None
    return Clash(
        "shares of one whole",
        (inside.span(parts[0]), inside.span(parts[-1])),
        message=f"{' + '.join(part.figure.text for part in parts)} make {sum(values):f} per cent",
        certainty=0.7,
    )
