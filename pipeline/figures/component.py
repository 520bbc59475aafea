"""The spaCy side of figures: a pure function over a Doc, and the component that stores what it finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.figures.engine import read_figures
from pipeline.figures.words import Word
from pipeline.schema import Figure, dump

__all__ = ["EXTENSION", "SPANS", "FigureFinder", "doc_words", "figures_of", "find_figures"]

SPANS = "figures"
EXTENSION = "claimsheet_figures"
_QUOTES = {"“": "”", "«": "»", "„": "“"}


def doc_words(doc: Doc) -> tuple[list[Word], list[int]]:
    """Return the words of a Doc with their parse, and for each the index of its token; white space is left out.

    Returns
    -------
    list of Word
        Heads are indexes into this list.
    list of int
        Token indexes.
    """
    tokens = [token for token in doc if not token.is_space]
    place = {token.i: index for index, token in enumerate(tokens)}
    parsed = doc.has_annotation("DEP")
    starts = doc.has_annotation("SENT_START")
    quoted = _quoted(doc)
    words: list[Word] = []
    sentence, end = 0, -1
    for index, token in enumerate(tokens):
        if index and starts and _starts_sentence(doc, tokens[index - 1].i, token.i):
            sentence += 1
        text = token.text
        words.append(
            Word(
                text,
                text.lower(),
                token.idx,
                token.idx + len(text),
                token.idx == end,
                token.lemma_,
                token.tag_,
                token.pos_,
                token.dep_ if parsed else "",
                place.get(token.head.i, index) if parsed else index,
                sentence,
                quoted[token.i],
                token.ent_type_,
            )
        )
        end = token.idx + len(text)
    return words, [token.i for token in tokens]


def _starts_sentence(doc: Doc, previous: int, index: int) -> bool:
    """White space may carry a sentence's start: look at every token since the word before."""
    return any(doc[i].is_sent_start for i in range(previous + 1, index + 1))


def _quoted(doc: Doc) -> list[bool]:
    """Tell which tokens stand inside double quotation marks; a mark that is never closed opens nothing.

    A paragraph (a line break) ends every quotation.
    """
    inside = [False] * len(doc)
    opened, closing = -1, ""
    for token in doc:
        text = _paired(token)
        if opened >= 0 and (text == closing or text == "''"):
            inside[opened : token.i + 1] = [True] * (token.i + 1 - opened)
            opened = -1
        elif token.is_space and "\n" in text:
            opened = -1
        elif opened < 0 and (text in _QUOTES or text in ('"', "``")):
            opened, closing = token.i, _QUOTES.get(text, '"')
    return inside


def _paired(token: Token) -> str:
    """Return a token's text, and for the first of two single marks side by side the double one that they make."""
    text = token.text
    if text in ("`", "'") and not token.whitespace_ and token.i + 1 < len(token.doc):
        following = token.doc[token.i + 1].text
        return text * 2 if following == text else text
    return text


def find_figures(doc: Doc, *, published: dt.date | None = None, day_first: bool = False) -> list[Figure]:
    """Find and normalise the figures of a Doc; a parse and names are used where the Doc has them.

    Parameters
    ----------
    doc
        Any English Doc, of a blank pipeline too.
    published
        The article's date, which relative dates are resolved against.
    day_first
        Read 5/3/2026 as 5 March.

    Returns
    -------
    list of Figure
        Offsets are characters of ``doc.text``.
    """
    words, _ = doc_words(doc)
    return read_figures(words, doc.text, published=published, day_first=day_first)


def figures_of(doc: Doc) -> list[Figure]:
    """Return the figures that the component stored in a Doc, in the order of the text."""
    stored: dict[str, dict[str, Any]] = getattr(doc._, EXTENSION)
    return [Figure.model_validate(stored[span.id_]) for span in doc.spans.get(SPANS, ()) if span.id_ in stored]


class FigureFinder:
    """Store figures as ``doc.spans["figures"]``, and their readings as plain dicts keyed by ``span.id_``.

    Parameters
    ----------
    published
        Date of every Doc that has none of its own; a Doc's own is ``doc.user_data["published"]`` (a date or ISO 8601).
    day_first
        Read 5/3/2026 as 5 March.
    """

    def __init__(self, published: dt.date | None = None, day_first: bool = False) -> None:
        self.published = published
        self.day_first = day_first
        if not Doc.has_extension(EXTENSION):
            Doc.set_extension(EXTENSION, default={})

    def __call__(self, doc: Doc) -> Doc:
        """Store the figures of a Doc in it."""
        own = doc.user_data.get("published")
        published = dt.date.fromisoformat(own) if isinstance(own, str) else own or self.published
        set_figures(doc, find_figures(doc, published=published, day_first=self.day_first))
        return doc


def set_figures(doc: Doc, figures: Sequence[Figure]) -> None:
    """Store figures in a Doc; a span covers every token that its figure touches."""
    spans: list[Span] = []
    stored: dict[str, dict[str, Any]] = {}
    for index, figure in enumerate(figures):
        span = doc.char_span(figure.start, figure.end, label=figure.kind, alignment_mode="expand")
        if span is None:
            continue
        span.id_ = f"figure-{index}"
        spans.append(span)
        stored[span.id_] = dump(figure)
    doc.spans[SPANS] = spans
    setattr(doc._, EXTENSION, stored)


@Language.factory(
    "claimsheet_figures",
    assigns=["doc.spans"],
    default_config={"published": None, "day_first": False},
)
def create_figure_finder(nlp: Language, name: str, published: str | None, day_first: bool) -> FigureFinder:
    """Make the component; ``published`` is an ISO 8601 date or none."""
    return FigureFinder(dt.date.fromisoformat(published) if published else None, day_first)
