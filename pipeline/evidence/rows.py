"""A row of a table read for comparing: one reading a cell that holds a figure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, Final

from pipeline.evidence.reading import Reading, read
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.terms import place_names
from pipeline.evidence.text import tokenize
from pipeline.evidence.wordlists import word_list
from pipeline.schema import Entity, Trend

__all__ = ["read_row", "row_labels"]

_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_RATE: Final = re.compile(r"\bper\b|\brate\b|\bindex\b|\brank(?:ing)?\b|\bshare\b|\bchange\b", re.IGNORECASE)
_PLAIN: Final = word_list("rows.plain")
"""Stems of a header that say in what it counts, not what."""
_VALUE: Final = frozenset({"value", "figure", "amount", "number", "count", "obs_value"})
_MEASURE: Final = frozenset({"metric", "indicator", "measure", "series", "variable", "item", "subject"})
_UNITS: Final = frozenset({"unit", "units", "unit of measure"})
_ABOUT: Final = _UNITS | {"source", "sources", "publisher", "note", "notes", "link", "status", "continent"}
"""Columns that say how a value was come by, not of what it is."""
_CHANGE: Final = re.compile(r"\b(?:change|growth|increase|rise|difference)\b", re.IGNORECASE)
_BASE: Final = re.compile(r"\b(?:on|over|from|since|vs\.?|versus|against|compared (?:with|to)) .*", re.IGNORECASE)
_ALL: Final = re.compile(r"(?:all|both|total|overall)(?: \w+)?", re.IGNORECASE)
_PREPOSITIONS: Final = frozenset(
    ["of", "from", "in", "on", "at", "by", "for", "since", "to", "with", "per", "through", "a", "an"]
)
_EACH: Final = re.compile(r"\b(?:a|per|each|every) (year|month|week|day)\b", re.IGNORECASE)
_CURRENCIES: Final = (
    (re.compile(r"\bUS dollars?\b|\bUSD\b|US\$", re.IGNORECASE), "USD"),
    (re.compile(r"\beuros?\b|\bEUR\b|€", re.IGNORECASE), "EUR"),
    (re.compile(r"\bpounds sterling\b|\bGBP\b|£", re.IGNORECASE), "GBP"),
)
"""Money is told by the header where the cell has the bare number."""
_SCALES: Final = (
    (re.compile(r"\bthousands?\b|(?<![\d,.])['’]?000s?\b", re.IGNORECASE), "thousand"),
    (re.compile(r"\bmillions?\b|\bmn\b|[$€£]\s?m\b|\b(?:USD|EUR|GBP) m\b", re.IGNORECASE), "million"),
    (re.compile(r"\bbillions?\b|\bbn\b", re.IGNORECASE), "billion"),
)
"""A rate "per 100,000" gives no scale; a bare "m" is metres."""
_UNIT: Final = re.compile(
    r"(?:[(,/]|\bin\b)\s*(?:(?:thousands?|millions?|billions?|mn|bn)\s+)?(?:of\s+)?(?:metric\s+)?"
    r"(?P<unit>tonnes|tons|km2|km²|sq\.? km|square (?:kilomet|met)(?:re|er)s|square miles|km|kilomet(?:re|er)s|miles|m|"
    r"met(?:re|er)s|hectares|ha|acres|m3|m³|cubic met(?:re|er)s|lit(?:re|er)s|barrels|kg|kilograms|[kMG]W|[kMGT]Wh|"
    r"km/h|mph|°C|years|months|weeks|days|hours|minutes)\s*\)?\s*$"
)
"""The unit that a header ends with; a bare word is what is counted."""
_LONG: Final = 120
_SHORT: Final = 40


def read_row(
    cells: Sequence[tuple[str, str]],
    heading: str,
    *,
    published: dt.date | None = None,
    entities: Sequence[Entity] = (),
) -> list[Reading]:
    """Read the cells of a row that hold figures, each worded as "labels – header: value".

    A year in the header, or else in a cell of its own, dates the value. A long cell is prose and is not read here.
    """
    readings: list[Reading] = []
    labels = [
        cell
        for header, cell in cells
        if not re.search(r"\d", cell)
        and len(cell) < _LONG
        and header.strip().lower() not in _ABOUT
        # "All countries", "both sexes" narrow nothing.
        and not _ALL.fullmatch(cell.strip())
    ]
    unit = next((cell for header, cell in cells if header.strip().lower() in _UNITS), "")
    years = [cell.strip() for _, cell in cells if _YEAR.fullmatch(cell.strip())]
    about = frozenset(token.stem for token in tokenize(heading) if token.stem)
    for header, cell in cells:
        if not re.search(r"\d", cell) or _YEAR.fullmatch(cell.strip()) or len(cell) >= _LONG:
            continue
        # "Change on March 2008" is counted from that year, not of it.
        dated = _YEAR.findall(_BASE.sub("", header)) or years
        if header.strip().lower() in _VALUE:
            # A long table has one value a row, and what it is in a cell of its own.
            header = next((label for name, label in cells if name.strip().lower() in _MEASURE), header)
        if not _YEAR.sub("", header).strip(" -–/"):
            # Years as columns: what is counted is said above the first column, or by the table's name.
            header = f"{_above(cells, heading)}, {header}"
        noun = _YEAR.sub(" ", re.sub(r"\(.*?\)", " ", header))
        told = f"{header} ({unit})" if unit else header
        percent = re.search(r"%|per ?cent", told, re.IGNORECASE) is not None and "%" not in cell
        sign = "%" if percent else _scaled(told, cell)
        text = f"{'; '.join(labels)} – {header}: {cell}{sign}"
        reading = read(text, published=published, entities=entities)
        start = len(text) - len(cell) - len(sign)
        stems, head = _noun(noun)
        kept = tuple(
            _cell(
                noted,
                stems,
                head,
                told,
                reading.words | about,
                f"{header}: {cell}",
                dated,
                rate=bool(_RATE.search(header)),
            )
            for noted in reading.figures
            if noted.figure.start >= start and noted.figure.kind != "date"
        )
        if kept:
            readings.append(Reading(text, reading.tokens, kept, reading.names, stems={0: reading.words}))
    return readings


def _above(cells: Sequence[tuple[str, str]], heading: str) -> str:
    """Return the words that say what a table with years as columns counts: the first header, else its heading."""
    first = next((header for header, _ in cells if not _YEAR.search(header)), "")
    return first if len(first.split()) > 1 else heading


def _scaled(header: str, cell: str) -> str:
    """Return what a header gives its cells after the number: scale and unit ("Output (million tonnes)", "Cost, £m")."""
    if re.search(r"[a-z]", cell, re.IGNORECASE):
        return ""
    scale = next((f" {word}" for pattern, word in _SCALES if pattern.search(header)), "")
    unit = _UNIT.search(header)
    return f"{scale} {unit['unit']}" if unit else scale


def row_labels(cells: Sequence[tuple[str, str]]) -> str:
    """Return what tells a row from the others, for a person: its place and its years ("Mexico, 2006-2025")."""
    places = [cell for _, cell in cells if len(cell) < _SHORT and place_names(tokenize(cell))]
    years = [cell for _, cell in cells if len(cell) < _SHORT and _YEAR.match(cell.strip())]
    return ", ".join([*places[:1], *years[:1]])


def _noun(label: str) -> tuple[list[str], str]:
    """Return the stems of a header, and its head: the last noun before the first preposition."""
    stems: list[str] = []
    head = ""
    for token in tokenize(label):
        if token.lower in _PREPOSITIONS and stems and not head:
            head = stems[-1]
        if token.stem and token.stem not in _PLAIN:
            stems.append(token.stem)
    return stems, head or (stems[-1] if stems else "")


def _cell(
    noted: Noted,
    stems: list[str],
    head: str,
    header: str,
    words: frozenset[str],
    said: str,
    dated: list[str],
    *,
    rate: bool,
) -> Noted:
    figure = noted.figure
    update: dict[str, Any] = {}
    currency = next((code for spelled, code in _CURRENCIES if spelled.search(header)), "")
    if figure.kind in {"number", "count"} and currency:
        update |= {"kind": "money", "unit": currency}
    elif figure.kind == "number":
        update["kind"] = "count"
    if not figure.per and (each := _EACH.search(header)):
        update["per"] = each[1].lower()
    if not figure.period and len(set(dated)) == 1:
        update["period"] = dated[0]
    if _CHANGE.search(header) and figure.low is not None and figure.high is not None and not figure.trend:
        # "Change: -41" is a fall of 41.
        down = figure.high < 0
        trend = Trend(direction="down" if down else "up")
        update |= {
            "trend": trend,
            "low": -figure.high if down else figure.low,
            "high": -figure.low if down else figure.high,
        }
    if rate and not figure.per and figure.kind not in {"percentage", "rate"}:
        update["per"] = "as the header says"
    return Noted(
        figure=figure.model_copy(update=update),
        head="" if update.get("kind", figure.kind) == "money" else head,
        thing=frozenset(stems),
        clause_words=words | frozenset(stems),
        words=words,
        sentence=0,
        clause=0,
        said=said,
        cell=True,
    )
