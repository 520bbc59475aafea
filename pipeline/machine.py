"""The machine interface: JSON lines in, JSON lines out, an article a line.

It reads text alone: no sources, no files, nothing written.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.corpus import article_from_text
from pipeline.errors import ClaimsheetError
from pipeline.run import annotate_articles
from pipeline.schema import Annotation, Article, dump
from pipeline.settings import Settings

__all__ = ["annotate_lines", "as_json"]

BATCH = 16
"""Lines answered together; the reader fills its batches across articles."""

FAULT = "a fault of ours: this text can't be annotated; please report it"


@dataclass(frozen=True)
class Line:
    """A line of the input: an article, or why it is none."""

    identifier: Any
    article: Article | None = None
    error: str = ""


def annotate_lines(lines: Iterable[bytes], settings: Settings) -> Iterator[dict[str, Any]]:
    """Answer each line in the order of the input.

    Yields
    ------
    dict
        The annotation of an article as :func:`as_json` has it, or ``{"id", "error"}`` for a line that can't be used.
    """
    batch: list[Line] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        batch.append(_line(line, number))
        if len(batch) >= BATCH:
            yield from _answers(batch, settings)
            batch = []
    yield from _answers(batch, settings)


def as_json(annotation: Annotation) -> dict[str, Any]:
    """Return an annotation as the machine interface writes it: a claim names its figures and entities by index."""
    document = dump(annotation)
    figures = {figure: index for index, figure in enumerate(annotation.figures)}
    entities = {entity: index for index, entity in enumerate(annotation.entities)}
    for claim, record in zip(document["claims"], annotation.claims, strict=True):
        claim["figures"] = [figures[figure] for figure in record.figures if figure in figures]
        claim["entities"] = [entities[entity] for entity in record.entities if entity in entities]
    order = ("id", "sentences", "claims", "figures", "entities", "attributions", "left_out")
    return {name: document[name] for name in order}


def _answers(batch: list[Line], settings: Settings) -> Iterator[dict[str, Any]]:
    articles = [line.article for line in batch if line.article]
    try:
        annotations: Iterator[Annotation | None] = iter(list(annotate_articles(articles, settings)))
    except Exception:
        # One article must not cost the others their answers.
        annotations = (_alone(article, settings) for article in articles)
    for line in batch:
        annotation = next(annotations) if line.article else None
        if annotation:
            yield as_json(annotation) | {"id": line.identifier}
        else:
            yield {"id": line.identifier, "error": line.error or FAULT}


def _alone(article: Article, settings: Settings) -> Annotation | None:
    try:
        return next(annotate_articles([article], settings))
    except Exception:
        return None


def _is_unicode(line: str, fields: dict[str, Any]) -> bool:
    if "\\ud" not in line.lower():
        return True
    try:
        json.dumps(fields, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _line(line: bytes, number: int) -> Line:
    identifier: Any = None
    try:
        fields = json.loads(line)
        if not isinstance(fields, dict):
            return _refused(None, number, "not a JSON object")
        if not _is_unicode(line.decode(), fields):
            return _refused(None, number, "half a character (a lone surrogate, such as \\ud800)")
        identifier = fields.get("id")
        text = fields.get("text")
        if not isinstance(text, str):
            return _refused(identifier, number, 'no "text", or not a string')
        published = fields.get("published")
        date = None if published in (None, "") else dt.date.fromisoformat(str(published)[:10])
        title = fields.get("title") or ""
        name = str(identifier) if identifier is not None else str(number)
        return Line(identifier, article_from_text(text, id=name, title=str(title), published=date))
    except UnicodeDecodeError:
        return _refused(identifier, number, "not UTF-8")
    except json.JSONDecodeError as error:
        return _refused(identifier, number, f"not JSON: {error.msg} at character {error.pos}")
    except ClaimsheetError as error:
        return _refused(identifier, number, str(error))
    except ValueError:
        return _refused(identifier, number, '"published" is no date: write it as 2026-03-12')


def _refused(identifier: Any, number: int, message: str) -> Line:
    return Line(identifier, error=f"line {number}: {message}")
