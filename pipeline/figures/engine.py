"""The order of the rules: one pass over a text, from numerals to figures.

1. numerals (``numerals``), less codes and idioms (``negatives``);
2. ages, money, percentages, units: what stands next to each numeral;
3. dates and durations (``dates``), which take their words from what is left (``settling``);
4. ratios, scores, ranges, compounds ("5 ft 2 in"): neighbouring numerals;
5. bounds (``modifiers``), what is counted (``counted``), names (``negatives``, ``models``): ``qualifying``;
6. what a figure is reckoned per, its change and its period (``rates``, ``changes``, ``periods``).
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.figures.ages import read_age, read_decade_of_age
from pipeline.figures.atoms import DIGITS, LETTERS, SYMBOL, Atoms
from pipeline.figures.changes import read_changes
from pipeline.figures.compounds import join_compounds, join_repeated, join_side_by_side
from pipeline.figures.currencies import MoneyContext
from pipeline.figures.dates import find_dates
from pipeline.figures.money import money_name_at, read_money
from pipeline.figures.negatives import idiom_at, is_code
from pipeline.figures.numerals import Number, lexicon, read_number
from pipeline.figures.pairs import join_pair
from pipeline.figures.percentages import read_percent, read_percent_article
from pipeline.figures.periods import Dated, bind_periods
from pipeline.figures.qualifying import qualify
from pipeline.figures.ranges import join_ranges
from pipeline.figures.rates import bind_per, duration_per, rate_base, share_rate
from pipeline.figures.ratios import join_ratio, keep_fraction, read_multiple, split_score
from pipeline.figures.readings import Reading
from pipeline.figures.restated import share_per
from pipeline.figures.results import to_figure
from pipeline.figures.settling import atom_spans, mask, settle
from pipeline.figures.trends import multiple_at
from pipeline.figures.units import read_magnitude, read_unit, read_unit_article
from pipeline.figures.words import Word
from pipeline.schema import Figure, Trend

__all__ = ["Found", "find", "read_figures"]

_MINUS = frozenset("-−–")
_TWICE = {"twice": 2, "thrice": 3}
_DOUBLES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_AFTER_DOUBLE = frozenset(["the", "that", "its", "what", "their", "his", "her", "last"])
_AFTER_TWICE = frozenset(["as", "the", "its", "their", "that", "what", "his", "her", "more", "over"])


@dataclass(frozen=True, slots=True)
class Found:
    """A figure and the names of the rules that read it, in their order."""

    figure: Figure
    rules: tuple[str, ...]


def read_figures(
    words: Sequence[Word], text: str, *, published: dt.date | None = None, day_first: bool = False
) -> list[Figure]:
    """Find and normalise every figure of a text: numbers, amounts, ages, dates, durations.

    A figure's span covers the number, its unit and its modifiers, and not the noun that it counts: "at least 18" in "at
    least 18 people", whose ``counted`` is ``person``.

    Parameters
    ----------
    words
        The words of the text, in order, by any tokenizer; a parse is used where there is one.
    text
        What the words' offsets point into.
    published
        The article's date, which relative dates are resolved against.
    day_first
        Read 5/3/2026 as 5 March.

    Returns
    -------
    list of Figure
        In the order of the text, without overlaps.
    """
    return [found.figure for found in find(words, text, published=published, day_first=day_first)]


def find(words: Sequence[Word], text: str, *, published: dt.date | None = None, day_first: bool = False) -> list[Found]:
    """Do what ``read_figures`` does, and tell by which rules."""
    atoms = Atoms(words, text)
    readings = _readings(atoms, text)
    dates = [(match.figure, match.rules) for match in find_dates(words, text, published=published, day_first=day_first)]
    spans = atom_spans(atoms, [figure for figure, _ in dates])
    readings, kept = settle(atoms, readings, spans)
    dates = [date for date, keep in zip(dates, kept, strict=True) if keep]
    spans = [span for span, keep in zip(spans, kept, strict=True) if keep]
    blocked = mask(atoms, spans)
    readings = _combine(atoms, readings)
    readings = qualify(atoms, readings, blocked)
    taken = list(blocked)
    for reading in readings:
        taken[reading.first : reading.last + 1] = [True] * (reading.last + 1 - reading.first)
    for reading in readings:
        bind_per(atoms, reading)
    share_per(atoms, readings)
    read_changes(atoms, readings, taken)
    periods = [
        Dated(first, last, figure.period)
        for (first, last), (figure, _) in zip(spans, dates, strict=True)
        if figure.period or (figure.kind == "date" and not figure.per)
    ]
    bind_periods(atoms, readings, periods)
    found = [Found(to_figure(atoms, reading), tuple(reading.rules)) for reading in readings]
    found += [_dated(atoms, span, *date) for span, date in zip(spans, dates, strict=True)]
    return sorted(found, key=lambda each: (each.figure.start, each.figure.end))


def _dated(atoms: Atoms, span: tuple[int, int], figure: Figure, rules: tuple[str, ...]) -> Found:
    """Give "five days a week" what it is reckoned per."""
    per = duration_per(atoms, span[1]) if figure.kind == "duration" and not figure.per else ""
    return Found(figure.model_copy(update={"per": per}), (*rules, "per.phrase")) if per else Found(figure, rules)


# -- numerals and what stands next to them ---------------------------------------------------------------------------


def _readings(atoms: Atoms, text: str) -> list[Reading]:
    starters = lexicon().starters
    context = MoneyContext(text)
    readings: list[Reading] = []
    index, floor, between = 0, 0, -10
    while index < len(atoms):
        kind, word = atoms.kind[index], atoms.low[index]
        if kind == SYMBOL:
            index += 1
            continue
        if kind == LETTERS:
            if word == "between":
                between = index
            idiom = idiom_at(atoms, index)
            if idiom >= 0:
                index = idiom + 1
                continue
            if word not in starters:
                reading = _word_multiple(atoms, index)
                if reading is not None:
                    readings.append(reading)
                    index = floor = reading.last + 1
                else:
                    index += 1
                continue
        idiom = idiom_at(atoms, index) if kind != LETTERS else -1
        if idiom >= 0:
            index = idiom + 1
            continue
        if word in ("a", "an") and (idiom := idiom_at(atoms, index + 1)) >= 0:
            index = idiom + 1  # "a third party"
            continue
        number = read_number(atoms, index, split_and=index - between <= 4)
        if number is not None and word == "point" and atoms.kind[index - 1 : index] == [LETTERS]:
            number = None
        if number is None:
            index = _unit_article(atoms, index, readings)
            continue
        between = -10 if index - between <= 4 else between
        if is_code(atoms, number):
            index = number.last + 1
            continue
        reading = _measure(atoms, number, context, floor)
        readings.append(reading)
        index = floor = max(reading.last, number.last) + 1
    return readings


def _unit_article(atoms: Atoms, index: int, readings: list[Reading]) -> int:
    """Read "a mile" as one mile, unless something is measured per mile."""
    if atoms.low[index] not in ("a", "an") or (readings and readings[-1].last >= index - 2):
        return index + 1
    named = money_name_at(atoms, index + 1)
    if named is not None and atoms.low[named[0]] in ("dollar", "euro") and len(named[1]) == 3:
        number = Number(index, index, Decimal(1), spelled=True, article=True)
        reading = Reading(index, named[0], index, named[0], number, "money", Decimal(1), Decimal(1), unit=named[1])
        reading.named, reading.rules = True, ["money.article"]
        readings.append(reading)
        return named[0] + 1
    share = read_percent_article(atoms, index)
    if share is not None:
        readings.append(share)
        return share.last + 1
    found = read_unit_article(atoms, index)
    if found is None:
        return index + 1
    last, unit = found
    number = Number(index, index, Decimal(1), spelled=True, article=True)
    reading = Reading(index, last, index, last, number, "quantity", Decimal(1), Decimal(1))
    reading.unit, reading.dimension, reading.factor = unit.code, unit.dimension, unit.factor
    reading.rules = ["unit.article"]
    readings.append(reading)
    return last + 1


def _word_multiple(atoms: Atoms, index: int) -> Reading | None:
    """Read "twice as many", "double the", "threefold", "doubled"."""
    word, after = atoms.low[index], atoms.at(index + 1)
    value: Decimal | None = None
    change = multiple_at(atoms, index)
    trend: Trend | None = None
    kind = "ratio"
    if change is not None:
        value, trend = change[1], Trend(direction=change[0])
    elif word in _TWICE:
        value = Decimal(_TWICE[word])
        kind = "ratio" if after in _AFTER_TWICE else "count"
    elif word in _DOUBLES and after in _AFTER_DOUBLE:
        value = Decimal(_DOUBLES[word])
    elif word.endswith("fold") and len(word) > 6:
        value = lexicon().small.get(word[:-4]) or lexicon().tens.get(word[:-4])
        value = value or (Decimal(100) if word == "hundredfold" else None)
    if value is None:
        return None
    number = Number(index, index, value, spelled=True)
    reading = Reading(index, index, index, index, number, "ratio", value, value, unit="times", trend=trend)
    if kind == "count":
        reading.kind, reading.unit, reading.counted, reading.counted_last = "count", "", "time", index
    reading.rules = ["ratio.multiple"]
    return reading


def _measure(atoms: Atoms, number: Number, context: MoneyContext, floor: int) -> Reading:
    """Make a reading of a numeral with its sign and its unit."""
    reading = Reading(number.first, number.last, number.first, number.last, number, low=number.value, high=number.value)
    reading.rules.append("number." + number.form)
    if number.form == "vague":
        reading.high, reading.approx = None, "vague"
    elif number.form == "approximate":
        reading.approx = "about"
    if number.form == "ordinal":
        reading.kind = "ordinal"
        return reading
    if number.value is not None and number.first > floor:
        _sign(atoms, reading)
    if read_decade_of_age(atoms, reading) or read_age(atoms, reading):
        return reading
    if read_percent(atoms, reading) or read_money(atoms, reading, context, floor):
        return reading
    if read_unit(atoms, reading) or read_magnitude(atoms, reading) or read_multiple(atoms, reading):
        return reading
    return reading


def _sign(atoms: Atoms, reading: Reading) -> None:
    """Take a minus sign, "minus" or a plus sign that is glued to nothing before it."""
    at = reading.first - 1
    raw, low = atoms.raw[at], atoms.low[at]
    free = not atoms.is_glued(at) or atoms.raw[at - 1] in "(<>~$£€[≥≤="
    free = free and (at == 0 or atoms.kind[at - 1] != DIGITS)
    if raw in _MINUS and atoms.is_glued(reading.first) and free and raw != "–":
        pass
    elif (low == "minus" and atoms.at(at - 1) == "or" and atoms.at(at - 2) == "plus") or raw == "±":
        # a margin of error: its size
        first = at if raw == "±" else at - 2
        reading.modifier.append((first, at))
        reading.first = first
        return
    elif low in ("minus", "negative") and atoms.same_sentence(at, reading.first):
        if low == "negative" and atoms.kind[reading.first] == LETTERS and not reading.number.spelled:
            return
    elif raw == "+" and atoms.is_glued(reading.first) and free:
        reading.first = reading.core_first = at
        return
    else:
        return
    reading.first = reading.core_first = at
    reading.scale(Decimal(-1))
    reading.rules.append("number.negative")


# -- neighbouring numerals -------------------------------------------------------------------------------------------


def _combine(atoms: Atoms, readings: list[Reading]) -> list[Reading]:
    readings = join_compounds(atoms, readings)
    out: list[Reading] = []
    skip = False
    for a, b in zip(readings, [*readings[1:], None], strict=False):
        if skip:
            skip = False
            continue
        if b is not None and (join_pair(atoms, a, b) or join_ratio(atoms, a, b) or join_repeated(atoms, a, b)):
            skip = True
        elif b is not None and (score := split_score(atoms, a, b)):
            for each in (a, b):
                each.kind, each.counted = "count", "vote" if score == "vote" else ""
                each.counted_last = each.last
                each.rules.append("ratio." + score)
        out.append(a)
    out = [reading for reading in out if reading.unit or keep_fraction(atoms, reading)]
    changes: set[int] = set()
    out = join_ranges(atoms, out, changes)
    out = join_side_by_side(atoms, out)
    based: set[int] = set()
    for a, b in itertools.pairwise(out):
        if id(a) not in based and rate_base(atoms, a, b):
            based.add(id(b))
    out = [reading for reading in out if id(reading) not in based]
    share_rate(atoms, out)
    return out
