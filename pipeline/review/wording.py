"""How a figure, a period, a list of names or a finding is said: in the sheet, in ``change`` and in messages alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.review.lexicon import INVARIABLE, PLURALS
from pipeline.schema import Entity, Figure, Finding

__all__ = [
    "amount_text",
    "bound_text",
    "entities_text",
    "figure_text",
    "figures_text",
    "finding_text",
    "period_text",
    "value_text",
]

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "33": "Q1",
    "34": "Q2",
    "35": "Q3",
    "36": "Q4",
}
_HOW_OFTEN = re.compile(r"annual(?:ly)?|daily|(?:hour|week|month|quarter|year)ly", re.IGNORECASE)
_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_UNITS = {
    "pp": "percentage points",
    "bp": "basis points",
    "Cel": "°C",
    "[degF]": "°F",
    "km2": "km²",
    "m2": "m²",
    "m3": "m³",
}


def _plural(noun: str) -> str:
    head, of, rest = noun.partition(" of ")
    words = head.split()
    if not words:
        return noun
    last = words[-1]
    low = last.lower()
    if low in INVARIABLE or (low.endswith("s") and not low.endswith(("ss", "us", "is"))):
        plural = last
    elif low in PLURALS:
        plural = PLURALS[low]
    elif low.endswith(("woman", "man")) and low not in {"human", "german", "roman", "shaman", "ottoman", "talisman"}:
        plural = last[:-2] + "en"
    elif re.search(r"[^aeiou]y$", low) and last.islower():
        plural = last[:-1] + "ies"
    elif low.endswith(("s", "x", "z", "ch", "sh")):
        plural = last + "es"
    else:
        plural = last + "s"
    return " ".join([*words[:-1], plural]) + of + rest


def value_text(value: Decimal) -> str:
    """Say a number: grouped digits, from a million on in words where that loses nothing.

    Examples
    --------
    >>> value_text(Decimal(400000)), value_text(Decimal("6.5E+6")), value_text(Decimal("6.50"))
    ('400,000', '6.5 million', '6.5')
    """
    for scale, name in _SCALES:
        if abs(value) >= scale:
            scaled = value / scale
            if scaled == round(scaled, 3):
                return f"{_digits(scaled)} {name}"
            break
    return _digits(value)


def _digits(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: str) -> str | None:
    about = "about " if value[-1:] in "~%?" else ""
    value = value.rstrip("~%?")
    if found := re.fullmatch(r"(\d{3})X", value):
        return f"{about}{found[1]}0s"
    if found := re.fullmatch(r"(\d\d)XX", value):
        century = int(found[1]) + 1
        return f"{about}{_ordinal(century)} century"
    if re.fullmatch(r"\d{4}", value):
        return about + value
    if found := re.fullmatch(r"(\d{4}|XXXX)-(\d\d)(?:-(\d\d))?", value):
        year, month, day = found.groups()
        name = _SEASONS.get(month)
        if name is None:
            if not 1 <= int(month) <= 12:
                return None
            name = _MONTHS[int(month) - 1]
        parts = [str(int(day))] if day else []
        parts += [name] + ([year] if year != "XXXX" else [])
        return about + " ".join(parts)
    return None


def period_text(period: str, *, qualifying: bool = False) -> str:
    """Say an EDTF date or interval in words; what has no words of its own is given as it is.

    Parameters
    ----------
    period
        EDTF (ISO 8601-2:2019).
    qualifying
        Whether it follows a figure ("in 2024", "since 1971") or stands alone ("2024", "since 1971").

    Examples
    --------
    >>> [period_text(p) for p in ("1971/..", "../2050", "198X", "2026-03-05", "2026-03-02/2026-03-08")]
    ['since 1971', 'by 2050', '1980s', '5 March 2026', '2–8 March 2026']
    """
    if "/" in period:
        first, _, last = period.partition("/")
        start, end = _date(first) if first.strip(".") else "", _date(last) if last.strip(".") else ""
        if start is None or end is None:
            return period
        if not start or not end:
            return f"since {start}" if start else f"by {end}" if end else period
        shared = _shared_end(start, end)
        text = f"{start[: len(start) - len(shared)].rstrip()}–{end}" if shared else f"{start} – {end}"
        return text if re.fullmatch(r"\d+–\d+( \D.*)?", text) else f"{start} – {end}"
    said = _date(period)
    if said is None:
        return period
    if not qualifying:
        return said
    article = "the " if said.endswith(("0s", "century")) else ""
    on = "on" if re.fullmatch(r"[\d-]{10}|XXXX-\d\d-\d\d", period) else "in"
    return f"{on} {article}{said}"


def _shared_end(first: str, second: str) -> str:
    left, right = first.split(), second.split()
    shared: list[str] = []
    while len(left) > 1 and len(right) > 1 and left[-1] == right[-1]:
        shared.insert(0, left.pop())
        right.pop()
    return " ".join(shared)


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{suffix}"


def _amount(figure: Figure, value: Decimal) -> str:
    if figure.kind == "ordinal" and value == value.to_integral_value():
        return _ordinal(int(value))
    if figure.kind == "ratio" and 0 < value < 1:
        fraction = Fraction(value).limit_denominator(100)
        if abs(Fraction(value) - fraction) < Fraction(1, 1000):
            return f"{fraction.numerator}/{fraction.denominator}"
    return value_text(value)


def _bare(figure: Figure) -> tuple[str, str]:
    """Return the sign ("> ", "~ ", …) and the value or range, without unit."""
    low, high = figure.low, figure.high
    about = "~ " if figure.approx in ("about", "vague") else ""
    if low is not None and high is not None:
        if low == high:
            return about, _amount(figure, low)
        if figure.low_included and figure.high_included:
            left, right = _amount(figure, low), _amount(figure, high)
            if left.split()[1:] == right.split()[1:]:
                left = left.split()[0]
            return about, f"{left}–{right}"
        signs = (">" if not figure.low_included else "≥", "<" if not figure.high_included else "≤")
        return about, f"{signs[0]} {_amount(figure, low)} and {signs[1]} {_amount(figure, high)}"
    if low is not None:
        if figure.approx == "vague":
            return "", f"{_amount(figure, low)}+"
        return "≥ " if figure.low_included else "> ", _amount(figure, low)
    if high is not None:
        return "≤ " if figure.high_included else "< ", _amount(figure, high)
    return "", ""


def _with_unit(figure: Figure, amount: str, words: str = "") -> str:
    unit, counted = figure.unit, figure.counted
    one = figure.low == figure.high == 1
    if figure.kind == "money" or re.fullmatch(r"[A-Z]{3}", unit):
        text = f"{unit} {amount}".strip()
    elif unit == "%":
        text = f"{amount}%"
    elif figure.kind == "age":
        return f"aged {amount}"
    elif unit:
        shown = _UNITS.get(unit, unit)
        plain = shown == unit and re.fullmatch(r"[a-z]{3,}( [a-z]+)*", unit) and unit not in ("min", "mol", "lux")
        text = f"{amount} {_plural(shown) if plain and not one else shown}"
    else:
        text = amount
    if not counted or counted == unit:
        return text
    if figure.kind == "ordinal" or (one and text == amount):
        return f"{text} {counted}"
    noun = counted if figure.kind in ("quantity", "money") else _plural(counted)
    if noun.casefold() not in words and counted.casefold() in words:
        noun = counted
    return f"{text} of {noun}" if text != amount or "/" in amount else f"{text} {noun}"


def amount_text(figure: Figure) -> str:
    """Say the value of a figure alone: "> 400,000", "3rd", "1/5"; with its unit where it has one."""
    sign, amount = _bare(figure)
    if figure.kind in ("age", "money") or figure.unit:
        return sign + _with_unit(figure.model_copy(update={"counted": ""}), amount)
    return sign + amount


def figure_text(figure: Figure, words: str = "") -> str:
    """Say a figure as an editor would note it: short, in one way for one value.

    Parameters
    ----------
    figure
        The figure.
    words
        The claim: it tells whether what is counted has a plural ("half of voters", "half of the cocaine").

    Examples
    --------
    >>> figure_text(Figure(start=0, end=4, text="x", kind="count", low=400000, low_included=False, counted="death",
    ...                    period="2006/.."))
    '> 400,000 deaths, since 2006'
    >>> figure_text(Figure(start=0, end=4, text="nearly 18", kind="count", high=18, high_included=False,
    ...                    approx="below", modifier="nearly", counted="signatory"))
    'nearly 18 signatories (< 18)'
    """
    if figure.kind == "date":
        return period_text(figure.period) if figure.period else f"“{figure.text}” (no value)"
    words = words.casefold()
    sign, amount = _bare(figure)
    if not amount:
        text = f"“{figure.text}” (no value)"
    elif figure.approx == "vague" and figure.text:
        text = f"{_short(figure.text)} ({sign}{_with_unit(figure, amount, words)})"
    elif figure.approx in ("below", "above") and (figure.low is None or figure.high is None):
        modifier = figure.modifier or ("nearly" if figure.approx == "below" else "just over")
        text = f"{modifier} {_with_unit(figure, amount, words)} ({sign}{amount})"
    else:
        text = f"{sign}{_with_unit(figure, amount, words)}"
    if figure.per:
        text += f", per {figure.per}"
    if figure.period:
        text += f", {period_text(figure.period, qualifying=True)}"
    return _with_trend(figure, text)


def _with_trend(figure: Figure, text: str) -> str:
    """Add whether the value rose or fell, and between which values as far as the text itself does not say one."""
    trend = figure.trend
    if trend is None:
        return text
    start, end = trend.start, trend.end
    if start in (figure.low, figure.high) and start is not None:
        return (
            f"{text}, {trend.direction} to {value_text(end)}" if end is not None else f"from {text}, {trend.direction}"
        )
    if end in (figure.low, figure.high):
        end = None
    if start is not None and end is not None:
        return f"{text}, {trend.direction} {value_text(start)} → {value_text(end)}"
    if start is not None:
        return f"{text}, {trend.direction} from {value_text(start)}"
    return f"{text}, {trend.direction} to {value_text(end)}" if end is not None else f"{text}, {trend.direction}"


def bound_text(figure: Figure) -> str:
    """Say the bound or nearness of a figure in the article's own words where it has any; empty for a plain value."""
    if figure.modifier:
        return " ".join(figure.modifier.split())
    if figure.approx != "exact":
        return {"about": "about", "below": "nearly", "above": "just over", "vague": "vaguely"}[figure.approx]
    sign = _bare(figure)[0].strip()
    return {">": "more than", "≥": "at least", "<": "less than", "≤": "at most"}.get(sign, "")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else words[:39].rstrip() + "…"


def figures_text(figures: Sequence[Figure], words: str = "") -> str:
    """Say all figures of a claim; a date that already stands with the figure it qualifies is not said twice."""
    qualifying = {figure.period for figure in figures if figure.kind != "date" and figure.period}
    reckoned = any(figure.per for figure in figures)
    said: list[str] = []
    for figure in figures:
        if figure.kind == "date" and figure.period in qualifying:
            continue
        if reckoned and figure.kind == "date" and not figure.period and _HOW_OFTEN.fullmatch(figure.text.strip()):
            continue  # "annually": it stands with the figure that is reckoned by it
        text = figure_text(figure, words)
        if text not in said:
            said.append(text)
    return "; ".join(said)


def entities_text(entities: Iterable[Entity]) -> str:
    """Return the canonical names, each once, in the order of the claim."""
    return "; ".join(dict.fromkeys(" ".join((entity.name or entity.text).split()) for entity in entities))


def finding_text(findings: Sequence[Finding], limit: int) -> str:
    """Return the first findings as lines for the ``finding`` cell."""
    lines = []
    for finding in findings[:limit]:
        message = " ".join(finding.message.split())
        lines.append(message if message.casefold().startswith(finding.verdict) else f"{finding.verdict}: {message}")
    more = len(findings) - limit
    return "\n".join([*lines, f"and {more} more"] if more > 0 else lines)
