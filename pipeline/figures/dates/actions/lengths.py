"""Lengths of time and repetitions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.figures.dates.lengths import Count, Every, Length, add, bound, length
from pipeline.figures.dates.lexicon import CLASSES

__all__: list[str] = []  # the grammar finds actions by their names


def length_of(count: Count, unit: str) -> Length:
    """Read "three days"; "one day" may be no length at all."""
    return length(count, unit, weak=count.whole == 1 and unit in ("day", "night", "minute", "second"))


def length_hyphen(count: Count, unit: str) -> Length:
    return length(count, unit)


def length_one(count: Count, unit: str) -> Length | None:
    return None if unit == "quarter" else length(count, unit, weak=True)


def length_bare(unit: str) -> Length:
    return length(Count(Decimal(1), Decimal(1)), unit)


def length_units(unit: str) -> Length:
    return length(Count(Decimal(2), None, "vague"), unit)


def length_some(unit: str) -> Length:
    """Read "years of drought", where the words around it ask for a length."""
    return replace(length_units(unit), weak=True)


def length_part(unit: str, hundredths: int = 50) -> Length:
    part = Decimal(hundredths) / 100
    return length(Count(part, part), unit)


def length_and_part(count: Count, unit: str, hundredths: int = 50) -> Length | None:
    if count.low is None or count.low != count.high:
        return None
    value = count.low + Decimal(hundredths) / 100
    return length(Count(value, value, count.approx, count.modifier), unit)


def length_sum(first: Length, *others: Length) -> Length | None:
    total: Length | None = first
    for other in others:
        if total is None:
            return None
        total = add(total, other)
    return total


def length_dozen(_: str, unit: str) -> Length:
    return length(Count(Decimal(12), Decimal(12)), unit)


def length_range(low: Count, high: Count, unit: str) -> Length | None:
    if low.low is None or high.high is None or low.low >= high.high:
        return None
    return length(Count(low.low, high.high), unit)


def length_or_two(count: Count, unit: str) -> Length:
    return length(Count(Decimal(1), Decimal(2)), unit)


def bounded(limit: tuple[str, str], what: Length) -> Length | None:
    kind, words = limit
    return bound(kind, words, what)


def bounded_after(what: Length, limit: tuple[str, str]) -> Length | None:
    return bounded(limit, what)


_PREPOSITIONS = frozenset(["about", "above", "around", "below", "beyond", "over", "past", "some", "under", "within"])


def bounded_noun(limit: tuple[str, str], what: Length) -> Length | None:
    """Read "more than a four-hour drive"; "about a four-hour film" and "under a two-year deal" are open."""
    return None if limit[1] in _PREPOSITIONS else bounded(limit, what)


def past_length(toward: int, what: Length) -> Length:
    return replace(what, toward=toward, weak=False)


def other_length(word: str, what: Length) -> Length:
    """Read "the previous three years": a length, whose place another time of the text tells."""
    return replace(what, modifier=f"{word} {what.modifier}".strip(), weak=False)


def count_other(count: Count, word: str, unit: str) -> Length:
    return other_length(word, length(count, unit))


def count_past(count: Count, word: str, unit: str) -> Length | None:
    return replace(length(count, unit), toward=CLASSES["PAST"][word])


def past_one(word: str, unit: str) -> Length | None:
    """Read "the past year"; "the last year" is a length only after "over" or "in", "the last quarter" never."""
    toward = CLASSES["PAST"][word]
    weak = word not in ("past", "coming")
    if unit in ("night", "day", "second") or (weak and unit == "quarter"):
        return None
    return replace(length_bare(unit), toward=toward, weak=weak)


def past_units(toward: int, unit: str) -> Length:
    return replace(length_units(unit), toward=toward)


def recent_units(word: str, unit: str) -> Length:
    return replace(length_units(unit), toward=1 if word == "coming" else -1, modifier=word)


def ahead_units(units: str) -> Length:
    return replace(length_units(CLASSES["UNITS"][units]), toward=1)


def every(unit: str) -> Every:
    return Every({"night": "day", "fortnight": "2 weeks"}.get(unit, unit))


def every_weekday(day: int) -> Every:
    return Every("week")


def every_nth_weekday(*which: object, n: int = 0) -> Every:
    """Read "the first Tuesday of every month": a month passes from one to the next."""
    return every(str(which[-1]))


def every_part(part: str) -> Every:
    return Every({"weekend": "week"}.get(part, "day"))


def on_parts(parts: str) -> Every:
    return every_part(parts.removesuffix("s"))


def every_other_weekend() -> Every:
    return Every("2 weeks")


def every_season(code: int) -> Every:
    return Every("year")


def every_other(unit: str) -> Every:
    return Every(f"2 {unit}s")


def every_count(count: Count, unit: str) -> Every | None:
    if count.low is None or count.low != count.high:
        return None
    return Every(unit if count.low == 1 else f"{count.low:f} {unit}s")


def every_nth(n: int, unit: str) -> Every:
    return Every(unit if n == 1 else f"{n} {unit}s")


def set_word(per: str) -> Every:
    return Every(per)


def set_prefix(prefix: str, per: str) -> Every | None:
    table = {
        ("semi", "year"): "6 months",
        ("bi", "year"): "6 months",
        ("bi", "week"): "2 weeks",
        ("bi", "month"): "2 months",
    }
    found = table.get((prefix, per))
    return Every(found) if found else None


def every_other_weekday(day: int) -> Every:
    return Every("2 weeks")
