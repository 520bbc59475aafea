"""Score the grammar of figures on public suites: ``python -m tests.benchmarks.figures FOLDER [SUITE…] [--misses]``.

FOLDER holds JSON lines of ``{"text", "gold": [{"start", "end", "value" | "lo" and "hi", "unit"}]}``, one file a
suite, made from Recognizers-Text, Duckling, quantulum3 and text2num. Each suite labels one kind of figure: precision is
counted within that kind. A figure is right if its span meets the gold span and the value (in the gold's unit) is the
same;
``exact`` also asks for the same span, modifiers aside.

Some cases ask for a reading that DESIGN section 8 rules out: a telephone number as a number, "a few" as three. With
``--by-design`` they are not counted: figures_by_design.json names them by a hash of their text, each rule with its
reason.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.figures import read_figures, split_words
from pipeline.figures.atoms import Atoms
from pipeline.figures.measures import unit_at
from pipeline.schema import Figure

NUMBERS = {"count", "number", "ratio", "rate"}
KINDS: dict[str, set[str]] = {
    "recog_currency": {"money"},
    "duckling_amountofmoney": {"money"},
    "recog_number": NUMBERS | {"money"},
    "duckling_numeral": NUMBERS | {"quantity"},
    "text2num_en": NUMBERS | {"money", "quantity"},
    "recog_numberrange": NUMBERS | {"ordinal", "age"},
    "recog_percent": {"percentage"},
    "recog_dimension": {"quantity"},
    "duckling_distance": {"quantity"},
    "duckling_quantity": {"quantity"},
    "duckling_volume": {"quantity"},
    "recog_temperature": {"quantity"},
    "duckling_temperature": {"quantity"},
    "recog_age": {"age"},
    "recog_ordinal": {"ordinal"},
    "duckling_ordinal": {"ordinal"},
    "quantulum": NUMBERS | {"money", "quantity", "percentage", "duration"},
    "quantulum_ambig": NUMBERS | {"money", "quantity", "percentage", "duration"},
}
INNER = {"duration", "quantity", "age", "ordinal"}
BY_DESIGN = Path(__file__).with_name("figures_by_design.json")
SUBDIVISIONS = {"Cent", "Pence", "Penny", "cent", "penny", "Sen"}


@dataclass
class Score:
    """Counts of one suite."""

    gold: int = 0
    found: int = 0
    right: int = 0
    exact: int = 0

    def f1(self, right: int) -> float:
        """Return F1 in per cent."""
        return 200 * right / (self.gold + self.found) if self.gold + self.found else 100.0


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-12)


def _factor(unit: str | None) -> tuple[float, str] | None:
    name = (unit or "").lower()
    words = split_words(name)
    if not words:
        return None
    found = unit_at(Atoms(words, name), 0)
    return (float(found[1].factor), found[1].dimension) if found else None


def _figure_factor(figure: Figure) -> tuple[float, str] | None:
    for name in (figure.unit, figure.unit.lower()):
        words = split_words(name)
        found = unit_at(Atoms(words, name), 0) if words else None
        if found:
            return float(found[1].factor), found[1].dimension
    return None


def _ends(gold: dict[str, Any]) -> tuple[float | None, float | None] | None:
    if "lo" in gold or "hi" in gold:
        return gold.get("lo"), gold.get("hi")
    if gold.get("bound") == "range" or "low" in gold or "lower" in gold:
        numbers = [gold[key] for key in ("low", "lower", "from", "high", "upper", "to") if gold.get(key) is not None]
        return (numbers[0], numbers[-1]) if len(numbers) > 1 else None
    if gold.get("value") is None:
        return None
    bound = gold.get("bound")
    return (gold["value"] if bound != "<" else None), (gold["value"] if bound != ">" else None)


def same_value(gold: dict[str, Any], figure: Figure, *, bounds: bool) -> bool:
    """Return whether a figure has the gold's value, in its unit; a suite without bounds is met by either end."""
    ends = _ends(gold)
    if ends is None:
        return gold.get("value") is None
    low = None if figure.low is None else float(figure.low)
    high = None if figure.high is None else float(figure.high)
    factors = [1.0]
    if gold.get("unit") in SUBDIVISIONS:
        factors.append(100.0)
    theirs, ours = _factor(gold.get("unit")), _figure_factor(figure)
    if theirs and ours and theirs[1] == ours[1]:
        factors.append(ours[0] / theirs[0])
    if gold.get("unit") in ("inch", "Inch", "Foot", "M", "Metre"):
        factors += [12.0, 1 / 12, 1 / 36, 0.3048, 0.0254]
    for factor in factors:
        scaled = (None if low is None else low * factor, None if high is None else high * factor)
        if _near(scaled[0], ends[0]) and _near(scaled[1], ends[1]):
            return True
        either = not bounds and "lo" not in gold and gold.get("bound", "=") == "=" and ends[0] is not None
        if either and any(_near(end, ends[0]) for end in scaled if end is not None):
            return True
    return False


def _core(text: str, start: int, end: int, figure: Figure) -> tuple[int, int]:
    for modifier in figure.modifier.split(" … "):
        if modifier and text.startswith(modifier, start):
            start += len(modifier)
        elif modifier and text.endswith(modifier, 0, end):
            end -= len(modifier)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def left_out(name: str) -> dict[str, str]:
    """Return the hashes of the cases of a suite that the design rules out, and the rule of each."""
    rules = json.loads(BY_DESIGN.read_text("utf-8"))
    return {case: rule["rule"] for rule in rules for case in rule["cases"].get(name, ())}


def case_hash(line: str) -> str:
    """Return what figures_by_design.json calls a case."""
    return hashlib.sha256(json.loads(line)["text"].encode()).hexdigest()[:12]


def score(name: str, lines: Iterable[str], misses: list[str]) -> Score:
    """Score one suite; what went wrong is added to ``misses``."""
    kinds = KINDS[name]
    bounds = name in ("recog_numberrange",) or name.startswith("duckling")
    total = Score()
    for line in lines:
        case = json.loads(line)
        text, split = case["text"], case.get("split")
        if split == "latent" and kinds != KINDS["duckling_numeral"]:
            continue
        golds = [g for g in case["gold"] if not (g.get("value") is None and _ends(g) is None)]
        golds = [g for g in golds if not (g.get("unit") == "dimensionless" and 1500 <= g.get("value", 0) <= 2100)]
        everything = [f for f in read_figures(split_words(text), text) if (f.low, f.high) != (None, None)]
        figures = [f for f in everything if f.kind in kinds]
        if name == "recog_numberrange":
            figures = [f for f in figures if f.low != f.high or "equal" in f.modifier]
        if name == "recog_dimension":
            figures = [f for f in figures if f.unit not in ("point", "Cel", "degree Fahrenheit", "magnitude")]
        if "temperature" in name:
            figures = [f for f in figures if f.unit in ("Cel", "degree Fahrenheit", "degree", "K")]
        total.gold += len(golds)
        total.found += len(figures)
        left = list(figures)
        # The number inside "3 years" or "20 kg" is no figure of its own here: it may answer a gold number, and never
        # counts as one too many.
        inner = [f for f in everything if f.kind in INNER and f not in figures] if kinds & NUMBERS == NUMBERS else []
        missed = []
        for gold in golds:
            for figure in [*left, *inner]:
                if (
                    figure.start < gold["end"]
                    and gold["start"] < figure.end
                    and same_value(gold, figure, bounds=bounds)
                ):
                    (left if figure in left else inner).remove(figure)
                    total.found += figure not in figures
                    total.right += 1
                    spans = {(figure.start, figure.end), _core(text, figure.start, figure.end, figure)}
                    wanted = {(gold["start"], gold["end"]), _core(text, gold["start"], gold["end"], figure)}
                    total.exact += bool(spans & wanted)
                    break
            else:
                missed.append(gold)
        if missed or left:
            ours = [f"{f.text!r} {f.kind} {f.low}..{f.high} {f.unit}" for f in left]
            want = [f"{g['text']!r} {g.get('value', _ends(g))} {g.get('unit', '')}" for g in missed]
            misses.append(f"{name}: {text[:160]!r}\n    missed {want}\n    extra  {ours}")
    return total


def main(arguments: list[str] | None = None) -> int:
    """Print the table, and the misses where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("suites", nargs="*", choices=[[], *KINDS])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--by-design", action="store_true", help="do not count what the design rules out")
    options = parser.parse_args(arguments)
    print(f"{'suite':26}{'gold':>6}{'found':>7}{'value F1':>10}{'exact F1':>10}{'left out':>10}")
    misses: list[str] = []
    for name in options.suites or KINDS:
        path = options.folder / f"{name}.jsonl"
        if not path.exists():
            print(f"{name:26}  no such file")
            continue
        lines = path.read_text("utf-8").splitlines()
        ruled_out = left_out(name) if options.by_design else {}
        kept = [line for line in lines if not ruled_out or case_hash(line) not in ruled_out]
        total = score(name, kept, misses)
        values, exact = total.f1(total.right), total.f1(total.exact)
        print(f"{name:26}{total.gold:6}{total.found:7}{values:10.1f}{exact:10.1f}{len(lines) - len(kept):10}")
    if options.misses:
        print("\n".join(misses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
