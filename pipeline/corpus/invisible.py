"""Soft hyphens, zero-width spaces and byte order marks in a text whose offsets must hold.

Files are read without them. A text handed to `pipeline.annotate` keeps its offsets: it is annotated without its
invisible characters, and what was found is put back to where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pipeline.corpus.encoding import INVISIBLE
from pipeline.corpus.text import article_from_text
from pipeline.schema import Annotation, Article, Attribution, Claim, TextSpan

__all__ = ["put_back", "without_invisible"]

Span = TypeVar("Span", bound=TextSpan)


def without_invisible(article: Article) -> Article:
    """Return an article without its invisible characters, the article itself where it has none."""
    if not INVISIBLE.search(article.text):
        return article
    text = INVISIBLE.sub("", article.text)
    return article_from_text(text, id=article.id, title=article.title, published=article.published, longest=None)


def put_back(annotation: Annotation, article: Article) -> Annotation:
    """Return the annotation of an article's visible characters with the offsets of all of them.

    Parameters
    ----------
    annotation
        What was made of ``without_invisible(article)``.
    article
        The article as it was given.
    """
    hidden = {at for found in INVISIBLE.finditer(article.text) for at in range(*found.span())}
    places = [at for at in range(len(article.text)) if at not in hidden]
    back = _Back(article.text, places)
    return annotation.model_copy(
        update={
            "sentences": back.spans(annotation.sentences),
            "claims": tuple(back.claim(claim) for claim in annotation.claims),
            "figures": back.spans(annotation.figures),
            "entities": back.spans(annotation.entities),
            "attributions": tuple(back.attribution(said) for said in annotation.attributions),
            "left_out": back.spans(annotation.left_out),
        }
    )


class _Back:
    def __init__(self, text: str, places: list[int]) -> None:
        self._text = text
        self._places = places

    def ends(self, start: int, end: int) -> tuple[int, int]:
        first = self._places[start] if start < len(self._places) else len(self._text)
        return first, self._places[end - 1] + 1 if end > start else first

    def span(self, span: Span) -> Span:
        start, end = self.ends(span.start, span.end)
        return span.model_copy(update={"start": start, "end": end, "text": self._text[start:end]})

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(self.span(span) for span in spans)

    def attribution(self, said: Attribution) -> Attribution:
        moved: dict[str, Any] = {"content": self.span(said.content)}
        moved |= {name: self.span(part) for name, part in (("source", said.source), ("cue", said.cue)) if part}
        return said.model_copy(update=moved)

    def claim(self, claim: Claim) -> Claim:
        start, end = self.ends(claim.start, claim.end)
        return claim.model_copy(
            update={
                "start": start,
                "end": end,
                "parts": tuple(self.ends(*part) for part in claim.parts),
                "figures": self.spans(claim.figures),
                "entities": self.spans(claim.entities),
            }
        )
