"""The cases of tests/specs/figures/parsed: what the grammar does with a parse, the parse written out.

A case is ``{"text": …, "published": …, "parse": "Sunday/NNP/PROPN/compound/1 …", "figures": [{"text": …}]}``: of each
word its Penn tag, part of speech, relation and the index of its head. Of a figure only the named fields are
compared; ``value`` is written as in ``test_specs``. Every figure of the sentence is listed.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.figures import read_figures
from pipeline.figures.words import Word
from tests.figures.test_specs import reading

SPECS = Path(__file__).parents[1] / "specs" / "figures" / "parsed"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['text'][:60]}")
    for path in sorted(SPECS.glob("*.json"))
    for case in json.loads(path.read_text("utf-8"))
]


def parsed_words(text: str, parse: str) -> list[Word]:
    """Return the words of one sentence with the parse of a case."""
    words: list[Word] = []
    at = 0
    for piece in parse.split():
        form, tag, pos, dep, head = piece.rsplit("/", 4)
        start = text.index(form, at)
        glued = bool(words) and start == at
        at = start + len(form)
        words.append(Word(form, form.lower(), start, at, glued, "", tag, pos, dep, int(head)))
    return words


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    published = dt.date.fromisoformat(case["published"]) if "published" in case else None
    figures = read_figures(parsed_words(text, case["parse"]), text, published=published)
    assert [f.text for f in figures] == [f["text"] for f in case["figures"]]
    for figure, wanted in zip(figures, case["figures"], strict=True):
        assert reading(figure, wanted) == wanted
