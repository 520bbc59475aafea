"""Score the date grammar on suites of annotated phrases and news.

Run ``python -m tests.benchmarks.dates DATA [--misses SUITE]``, where DATA is a folder with ``dates/*.jsonl`` and
``news/annotated.jsonl``. For each suite three F1 figures are printed: spans that overlap, spans that are equal (leading
prepositions and articles apart), and overlapping spans whose value is equal too. Values are compared as stretches of
time to the minute, whatever notation gives them; a part of a day ("Monday evening") is compared by its day.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.figures.dates import find_dates
from pipeline.figures.words import Word, split_words
from pipeline.schema import Figure

Stretch = tuple[dt.datetime | None, dt.datetime | None]
_ZONE: int | None = None  # hours from Greenwich in which a suite gives its times
_SHORTHAND = re.compile(
    r"\b(?:EOD|EOM|EOY|BOY|BOM|ATM|ASAP|as soon as possible|school|lunch|wkend|week-end|qtr|yr|closest|oclock|now)\b"
    r"|ish\b|\d+ ?h\b|\d+[ap]\b|\bo[hu]?\b|@|\d['\"]|last (?:\w+ )?last|after next|\b\d/\d\b|^\W*\w+\W*$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:(?:on|in|at|for|the|of|from|by|since|until|during|around|about|a|an|@)\s+)+", re.IGNORECASE)
_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_PER = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
_SECONDS = {
    "year": 31536000,
    "month": 2592000,
    "week": 604800,
    "day": 86400,
    "hour": 3600,
    "minute": 60,
    "second": 1,
}


@dataclass
class Gold:
    """An annotated span with the values that count as right: strings to compare, or stretches."""

    start: int
    end: int
    text: str
    stretches: list[Stretch] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


@dataclass
class Case:
    id: str
    text: str
    published: dt.date | None
    gold: list[Gold]
    frame: str = ""


# --- our values -------------------------------------------------------------------------------------------------------
def _point(text: str) -> Stretch:
    """Give the first and last minute of an EDTF date."""
    text = text.rstrip("~?%")
    if "T" in text:
        day, _, clock = text.partition("T")
        hours, minutes = int(clock[:2]), int(clock[3:5])
        seconds = int(clock[6:8]) if clock[5:6] == ":" and clock[6:8].isdigit() else 0
        base = dt.datetime.fromisoformat(day) if day else dt.datetime(1, 1, 1)
        moment = base.replace(hour=hours, minute=minutes, second=seconds)
        zone = re.search(r"Z|[+-]\d\d:\d\d$", clock)
        if zone and day and _ZONE is not None:
            offset = 0 if zone[0] == "Z" else int(zone[0][:3])
            moment += dt.timedelta(hours=_ZONE - offset)
        return moment, moment
    if text.startswith("-") or text.startswith("XXXX"):
        return None, None
    if text.endswith("XX"):
        year = int(text[:2]) * 100
        return dt.datetime(max(year, 1), 1, 1), dt.datetime(year + 100, 1, 1)
    if text.endswith("X"):
        year = int(text[:3]) * 10
        return dt.datetime(year, 1, 1), dt.datetime(year + 10, 1, 1)
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 1:
        return dt.datetime(parts[0], 1, 1), dt.datetime(parts[0] + 1, 1, 1)
    year, month = parts[:2]
    if len(parts) == 3:
        day_ = dt.datetime(*parts)
        return day_, day_ + dt.timedelta(1)
    first = {33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7, 21: 3, 22: 6, 23: 9, 24: 12}.get(month, month)
    months = {33: 3, 34: 3, 35: 3, 36: 3, 40: 6, 41: 6, 21: 3, 22: 3, 23: 3, 24: 3}.get(month, 1)
    start = dt.datetime(year, first, 1)
    after = first + months - 1
    end = dt.datetime(year + after // 12, after % 12 + 1, 1)
    return start, end


def _ours(period: str) -> tuple[Stretch, Stretch]:
    """Give the stretches of the first and the last part of an EDTF value."""
    low, _, high = period.partition("/")
    start = (None, None) if low in ("..", "") else _point(low)
    end = start if not high else (None, None) if high == ".." else _point(high)
    return start, end


def _right(figure: Figure, gold: Gold) -> bool:
    if figure.kind == "duration" or (gold.seconds and not figure.period):
        value = figure.low if figure.low is not None else figure.high
        if value is not None and any(
            abs(float(value) * _SECONDS[figure.unit] - s) <= 0.03 * s + 0.5 for s in gold.seconds
        ):
            return True
    if figure.per and figure.per in gold.codes:
        return True
    for low, high in gold.stretches:
        if low is not None and high is not None and figure.kind == "duration":
            value = float(figure.low or figure.high or 0) * _SECONDS[figure.unit]
            if abs(value - (high - low).total_seconds()) <= 0.05 * value:
                return True  # the next three days are a length of three days here, by design
    if not figure.period:
        return False
    if figure.period in gold.codes:
        return True
    start, end = _ours(figure.period)
    for low, high in gold.stretches:
        if figure.period.startswith("T") and start[0] and low and high:
            end_time = (high.time(), (high - dt.timedelta(minutes=1)).time(), (high - dt.timedelta(hours=1)).time())
            if start[0].time() == low.time() and end[0] and end[0].time() in end_time:
                return True  # hours with no day in the text
        clock = (low or high or dt.datetime(2, 1, 1)).year == 1
        if clock and "T" in figure.period:
            times = [None if t is None else dt.datetime.combine(dt.date(1, 1, 1), t.time()) for t in (start[0], end[0])]
            if times in ([low, high], [low, None], [None, high]):
                return True
        if figure.modifier and low and high and start[0] and end[1] and start[0] <= low < high <= end[1]:
            return True  # "later this year" is the year here, and the modifier keeps the word
        if low is not None and high is not None:
            if start[0] == low and end[1] in (high, *(high - dt.timedelta(minutes=m) for m in (1, 60))):
                return True
            if "../" in figure.period and high in (end[0], end[1]):
                return True  # "by Friday" as from now to Friday
            if re.fullmatch(r"\d{4}-2[1-4]", figure.period) and start[0] and start[1]:
                slack = dt.timedelta(25)  # astronomical seasons against those of the calendar
                if abs(start[0] - low) < slack and abs(start[1] - high) < slack:
                    return True
            if low.weekday() == 4 and low.hour == 18 and start[0] == low + dt.timedelta(hours=6) and end[1] == high:
                return True  # a weekend that begins on Friday evening
            if start[0] == low and end[0] in (high, high - dt.timedelta(days=1)):
                return True  # an interval whose last day or month is given as its end
            part = high - low < dt.timedelta(days=1) and low.hour + high.hour
            if part and start == end and start[0] is not None and start[0] == low.replace(hour=0, minute=0):
                return True
        if "/.." in figure.period and low == start[0]:
            return True  # annotators of TIMEX give the end that is named
        if "../" in figure.period and low is not None and low in (end[0], end[1]):
            return True
        if low is not None and high is not None:
            continue
        if (low is not None and start[0] is not None and low in (start[0], start[1])) or (
            high is not None and end[0] is not None and high in (end[0], end[1])
        ):
            return True
    return False


# --- the suites -------------------------------------------------------------------------------------------------------
def _when(text: str) -> dt.datetime | None:
    try:
        if re.fullmatch(r"\d\d:\d\d:\d\d", text):
            return dt.datetime.fromisoformat(f"0001-01-01 {text}")
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _recognizers(annotation: dict[str, Any]) -> Gold:
    gold = Gold(annotation["start"], annotation["end"], annotation["text"])
    for value in annotation["values"] or []:
        timex = value.get("timex", "")
        match = re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", timex)
        if match:
            gold.codes.append(f"{match[1]}-{_SEASONS[match[2]]}")
        if value["type"] == "duration":
            gold.seconds.append(float(value["value"]))
        elif value["type"] == "set":
            gold.codes += list(_set_codes(timex))
        elif "value" in value:
            moment = _when(value["value"])
            if moment is not None:
                instant = value["type"] in ("datetime", "time") or " " in value["value"]
                gold.stretches.append((moment, moment if instant else moment + dt.timedelta(1)))
        else:
            low, high = (_when(value[k]) if k in value else None for k in ("start", "end"))
            if low is not None or high is not None:
                gold.stretches.append((low, high))
    return gold


def _set_codes(timex: str) -> Iterator[str]:
    match = re.fullmatch(r"P(\d+(?:\.\d+)?)([YMWDH])", timex)
    if match:
        unit = _PER[match[2]]
        count = float(match[1])
        yield unit if count == 1 else f"{count:g} {unit}s"
        if timex == "P3M":
            yield "quarter"
        if timex == "P0.5Y":
            yield "6 months"
    elif timex.startswith("XXXX-WXX"):
        yield "week"
    elif timex.startswith("T"):
        yield "day"


def _duckling(annotation: dict[str, Any]) -> Gold:
    gold = Gold(annotation["start"], annotation["end"], annotation["text"])
    if annotation["type"] == "Duration":
        gold.seconds.append(
            annotation["value"] * _SECONDS.get(annotation["unit"].lower(), 7776000)  # a quarter is ninety days
        )
    elif "from" in annotation:
        gold.stretches.append((_when(annotation["from"]), _when(annotation["to_exclusive"])))
    elif annotation.get("datetime"):
        moment = _when(annotation["datetime"])
        assert moment is not None
        if annotation.get("open"):
            gold.stretches.append((moment, None) if annotation["open"] == "After" else (None, moment))
        else:
            gold.stretches.append((moment, _grain_end(moment, annotation["grain"])))
    return gold


def _grain_end(moment: dt.datetime, grain: str) -> dt.datetime:
    months = {"Month": 1, "Quarter": 3, "Year": 12}.get(grain)
    if months:
        count = moment.year * 12 + moment.month - 1 + months
        return moment.replace(year=count // 12, month=count % 12 + 1)
    return moment + dt.timedelta({"Day": 1, "Week": 7}.get(grain, 0))


def _timex(annotation: dict[str, Any]) -> Gold:
    gold = Gold(annotation["start"], annotation["end"], annotation["text"])
    value = annotation.get("value") or ""
    match = re.fullmatch(r"P(T?)(\d+)([YMWDHQS])", value)
    if match:
        unit = {"M": "minute" if match[1] else "month", "S": "second"}.get(match[3]) or _PER.get(match[3], "month")
        factor = 3 if match[3] == "Q" else 1
        gold.seconds.append(float(match[2]) * _SECONDS[unit] * factor)
        gold.codes.append(unit)
        return gold
    gold.codes.append(value)
    if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = dt.datetime.fromisocalendar(int(m[1]), int(m[2]), 1)
        gold.stretches.append((monday + dt.timedelta(5 if m[3] else 0), monday + dt.timedelta(7)))
    elif m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        gold.codes.append(f"{m[1]}-{_SEASONS[m[2]]}")
    elif m := re.fullmatch(r"(\d{4})-?Q(\d)", value):
        gold.codes.append(f"{m[1]}-{32 + int(m[2])}")
    elif m := re.fullmatch(r"FY(\d{4})", value):
        gold.codes.append(m[1])
    elif m := re.fullmatch(r"(\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\dZ?)?)?)?)(?:T(?:MO|AF|EV|NI))?", value):
        gold.stretches.append(_point(m[1]))
    elif re.fullmatch(r"\d{3}|\d\d", value):
        gold.stretches.append(_point(value + "X" * (4 - len(value))))
    return gold


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def suites(data: Path) -> Iterator[tuple[str, list[Case]]]:
    """Read every suite that the folder holds."""
    for name, make in (
        ("recog_datetime", _recognizers),
        ("recog_datetime_ext", _recognizers),
        ("duckling_time", _duckling),
        ("duckling_duration", _duckling),
    ):
        rows = _read(data / "dates" / f"{name}.jsonl")
        cases = []
        for row in rows:
            ref = row.get("ref")
            published = dt.datetime.fromisoformat(ref).date() if ref else None
            # Duckling's phrases are commands and stand alone; what they name lies ahead.
            frame = "they will meet " if name == "duckling_time" else ""
            cases.append(Case(row["id"], row["text"], published, [make(g) for g in row["gold"]], frame))
        yield name, cases
        if name == "duckling_time":
            # Without feasts and without what only people who type to a machine write.
            yield (
                "duckling_time_news",
                [
                    case
                    for case, row in zip(cases, rows, strict=True)
                    if not any("Holiday" in g["raw"] for g in row["gold"]) and not _SHORTHAND.search(case.text)
                ],
            )
    cases, dated = [], []
    for row in _read(data / "news" / "annotated.jsonl"):
        published = dt.date.fromisoformat(row["dct"]) if row.get("dct") and row["dct"] != "None" else None
        gold = [_timex(g) for g in row["gold"]]
        text = row["text"][: row["annotated_end"]]
        cases.append(Case(row["id"], text, published, gold))
        dated.append(
            Case(row["id"], text, published, [g for g in gold if g.stretches or g.seconds or len(g.codes) > 1])
        )
    yield "news", cases
    yield "news_valued", dated


# --- scoring ----------------------------------------------------------------------------------------------------------
def _trimmed(start: int, text: str) -> tuple[int, int]:
    match = _LEADING.match(text)
    skipped = match.end() if match and match.end() < len(text) else 0
    return start + skipped, start + len(text)


def _f1(right: int, found: int, gold: int) -> float:
    return 200.0 * right / (found + gold) if found + gold else 100.0


def parser() -> Callable[[str], Sequence[Word]]:
    """Build words that carry the language pipeline's parse."""
    from pipeline.figures.component import doc_words
    from pipeline.language import load_language

    nlp = load_language()
    return lambda text: doc_words(nlp(text))[0]


def score(
    cases: Iterable[Case], *, valued: bool = False, words_of: Callable[[str], Sequence[Word]] = split_words
) -> tuple[dict[str, float], list[str]]:
    """Score a suite.

    Parameters
    ----------
    cases
        Texts with their gold spans.
    valued
        Leave out our spans that have no value and no gold beside them.
    words_of
        Makes words of a text.
    """
    found = gold_count = overlap = equal = right = 0
    misses: list[str] = []
    for case in cases:
        text = case.frame + case.text
        figures = [
            m.figure.model_copy(
                update={"start": m.figure.start - len(case.frame), "end": m.figure.end - len(case.frame)}
            )
            for m in find_dates(words_of(text), text, published=case.published)
        ]
        free = list(figures)
        gold_count += len(case.gold)
        hits = 0
        for gold in case.gold:
            near = [f for f in free if f.start < gold.end and gold.start < f.end]
            near.sort(key=lambda f: -(min(f.end, gold.end) - max(f.start, gold.start)))
            if not near:
                misses.append(f"{case.id} MISSED {gold.text!r} in {case.text[:90]!r}")
                continue
            best = near[0]
            free.remove(best)
            hits += 1
            overlap += 1
            same = _trimmed(best.start, best.text) == _trimmed(gold.start, case.text[gold.start : gold.end])
            equal += same
            ok = _right(best, gold)
            right += ok
            if not (same and ok):
                shown = best.period or best.per or f"{best.low} {best.unit}"
                kind = "VALUE" if same else "SPAN " if ok else "BOTH "
                gold_value = gold.seconds or gold.codes or [[str(x) for x in s] for s in gold.stretches]
                misses.append(
                    f"{case.id} {kind} gold {gold.text!r} {gold_value} ours {best.text!r} {shown} ref {case.published}"
                    f" in {case.text[:80]!r}"
                )
        extra = [f for f in free if not valued or f.period or f.low is not None]
        found += hits + len(extra)
        misses += [f"{case.id} EXTRA {f.text!r} {f.period} in {case.text[:90]!r}" for f in extra]
    scores = {
        "overlap": _f1(overlap, found, gold_count),
        "span": _f1(equal, found, gold_count),
        "value": _f1(right, found, gold_count),
    }
    return scores, misses


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--misses", default="")
    arguments.add_argument("--only", default="")
    arguments.add_argument("--parse", action="store_true", help="with the language pipeline")
    options = arguments.parse_args()
    words_of = parser() if options.parse else split_words
    print(f"{'suite':22}{'cases':>7}{'overlap':>9}{'span':>8}{'value':>8}{'words/s':>10}")
    for name, cases in suites(options.data):
        if not name.startswith(options.only):
            continue
        globals()["_ZONE"] = -2 if name.startswith("duckling") else None
        begin = time.process_time()
        scores, misses = score(cases, valued=name == "news_valued", words_of=words_of)
        spent = time.process_time() - begin
        words = sum(len(c.text.split()) for c in cases)
        print(
            f"{name:22}{len(cases):7}{scores['overlap']:9.1f}{scores['span']:8.1f}{scores['value']:8.1f}"
            f"{words / spent:10.0f}"
        )
        if options.misses == name:
            print("\n".join(misses))


if __name__ == "__main__":
    main()
