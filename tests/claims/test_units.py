"""The sentences of an article and what their places say of them, without a reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy

from pipeline.claims.datelines import parted
from pipeline.claims.units import units_of
from pipeline.corpus import article_from_text
from pipeline.schema import Article

CASES = json.loads((Path(__file__).parents[1] / "specs" / "units.json").read_text(encoding="utf-8"))
NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["says"]) for case in CASES])
def test_units(case: dict[str, Any]) -> None:
    article = article_from_text(case["text"], id="a")
    doc = NLP(article.text)
    starts = {part.start for block in article.blocks for part in parted(block)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    found = [
        {
            "text": unit.span.text,
            "block": unit.block,
            **({"section": unit.section} if unit.section else {}),
            **{mark: True for mark in ("alone", "repeated", "dateline") if getattr(unit, mark)},
        }
        for unit in units_of(article, doc)
    ]
    assert found == case["units"]


def test_lines_are_paragraphs_where_there_are_no_blocks() -> None:
    article = Article(id="a", text="The port closed\n\nThe mayor left")
    units = list(units_of(article, NLP(article.text)))
    assert [(unit.span.text, unit.block, unit.alone) for unit in units] == [
        ("The port closed", "paragraph", True),
        ("The mayor left", "paragraph", True),
    ]
    assert [article.text[unit.start : unit.end] for unit in units] == [unit.span.text for unit in units]
