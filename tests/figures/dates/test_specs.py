"""Sentences as a newspaper writes them and every date in them; the cases are in tests/specs/figures/dates."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.figures.dates import find_dates
from pipeline.figures.words import split_words
from pipeline.schema import Figure

SPECS = Path(__file__).parents[2] / "specs" / "figures" / "dates"


def _cases():
    for path in sorted(SPECS.glob("*.json")):
        spec = json.loads(path.read_text(encoding="utf-8"))
        for number, case in enumerate(spec["cases"]):
            published = case.get("published", spec["published"])
            yield pytest.param(case, published, id=f"{path.stem}-{number}")


def _shown(figure: Figure, keys: list[str]) -> dict[str, object]:
    shown = {key: getattr(figure, key) for key in keys}
    return {key: float(value) if isinstance(value, Decimal) else value for key, value in shown.items()}


@pytest.mark.parametrize(("case", "published"), list(_cases()))
def test_a_sentence_has_these_dates_and_no_other(case, published):
    date = dt.date.fromisoformat(published) if published else None
    found = find_dates(split_words(case["text"]), case["text"], published=date, day_first=case.get("day_first", False))
    assert [match.figure.text for match in found] == [figure["text"] for figure in case["figures"]]
    shown = [_shown(m.figure, list(figure)) for m, figure in zip(found, case["figures"], strict=True)]
    assert shown == case["figures"]


def test_the_cases_are_there():
    assert len(list(_cases())) >= 130
