"""Claims and articles for the evidence desk, built without a model: figures come from the grammar alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.corpus import article_from_text
from pipeline.evidence.text import sentences
from pipeline.figures import read_figures, split_words
from pipeline.schema import Annotation, Article, Claim, Entity

SPECS = Path(__file__).parents[1] / "specs" / "evidence"


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a specification."""
    found: list[dict[str, Any]] = json.loads((SPECS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def entities_in(text: str, names: Sequence[Sequence[str]]) -> tuple[Entity, ...]:
    """Return the names given, as (words, label), wherever they stand in a text."""
    found = []
    for words, label in names:
        start = text.find(words)
        while start >= 0:
            found.append(Entity(start=start, end=start + len(words), text=words, label=label, name=words))
            start = text.find(words, start + 1)
    return tuple(found)


def build(
    text: str, *, title: str = "", published: str = "", names: Sequence[Sequence[str]] = (), speaker: str = ""
) -> tuple[Article, Annotation]:
    """Return an article and its annotation: a claim a sentence."""
    date = dt.date.fromisoformat(published) if published else None
    article = article_from_text(text, id="article", title=title, published=date)
    figures = read_figures(split_words(text), text, published=date)
    entities = entities_in(text, names)
    claims = tuple(
        Claim(
            text=text[start:end],
            start=start,
            end=end,
            parts=((start, end),),
            sentence=text[start:end],
            speaker=speaker,
            figures=tuple(figure for figure in figures if start <= figure.start < end),
            entities=tuple(entity for entity in entities if start <= entity.start < end),
        )
        for start, end in sentences(text)
    )
    return article, Annotation(id="article", claims=claims, figures=tuple(figures), entities=entities)
