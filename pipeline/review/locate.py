"""A claim that a person added: found in the article by its words, even where they put it in their own.

`rapidfuzz.fuzz.partial_ratio_alignment` proposes the stretch; the words decide whether it is one.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from rapidfuzz import fuzz

from pipeline.review.lexicon import LIGHT, PRONOUNS
from pipeline.review.reconcile import ADDED_BY_HAND
from pipeline.review.signature import tokenise
from pipeline.schema import Annotation, Article, Claim

__all__ = ["anchor", "anchored_words"]

_ENOUGH = 0.6
_WORDS_ENOUGH = 0.5
_LONGEST = 3


def anchor(text: str, article: Article, annotation: Annotation, *, claim_id: str = "", speaker: str = "") -> Claim:
    """Make a claim of a person's words.

    Parameters
    ----------
    text
        The claim as they wrote it.
    article, annotation
        Where it is looked for, and what the machine read there: the figures and names inside become the claim's.
    claim_id, speaker
        As they stand in the row.

    Returns
    -------
    Claim
        With ``start == end == 0`` where it is not in the article.
    """
    where = _place(text, article, annotation)
    if where is None:
        return Claim(
            id=claim_id, text=text, start=0, end=0, speaker=speaker, priority="medium", reasons=(ADDED_BY_HAND,)
        )
    start, end = where
    words = {token.norm for token in tokenise(text)}
    figures = tuple(
        figure
        for figure in annotation.figures
        if start <= figure.start and figure.end <= end and words & {t.norm for t in tokenise(figure.text)}
    )
    entities = tuple(
        entity
        for entity in annotation.entities
        if start <= entity.start and entity.end <= end and words & {t.norm for t in tokenise(entity.text)}
    )
    section = ""
    for block in article.blocks:
        if block.start > start:
            break
        if block.kind == "heading":
            section = block.text
    return Claim(
        id=claim_id,
        text=text,
        start=start,
        end=end,
        parts=((start, end),),
        sentence=article.text[start:end],
        section=section,
        speaker=speaker,
        figures=figures,
        entities=entities,
        priority="medium",
        reasons=(ADDED_BY_HAND,),
    )


def anchored_words(claim: Claim) -> Claim:
    """Return the claim with the article's words in place of the person's: what is compared between two versions."""
    return claim.model_copy(update={"text": claim.sentence}) if claim.end > claim.start else claim


def _content(text: str) -> dict[str, float]:
    """Return the words with their weights: names and numbers say most about a place, little words least."""
    words: dict[str, float] = {}
    for token in tokenise(text):
        if token.norm not in LIGHT and token.norm not in PRONOUNS:
            telling = token.text[:1].isupper() or token.text[:1].isdigit()
            weight = 2.0 if telling else 0.3 if len(token.norm) <= 3 else 1.0
            words[token.norm] = max(weight, words.get(token.norm, 0.0))
    return words


def _windows(article: Article, annotation: Annotation) -> Iterator[tuple[int, int]]:
    """Yield sentences, and up to three that follow each other; blocks or the whole text where there are none."""
    spans = [(s.start, s.end) for s in annotation.sentences] or [(b.start, b.end) for b in article.blocks]
    spans = spans or [(0, len(article.text))]
    for size in range(1, _LONGEST + 1):
        for first in range(len(spans) - size + 1):
            yield spans[first][0], spans[first + size - 1][1]


def _place(text: str, article: Article, annotation: Annotation) -> tuple[int, int] | None:
    exact = article.text.find(text)
    if exact >= 0:
        starts = [sentence.start for sentence in annotation.sentences]
        at = bisect.bisect_right(starts, exact) - 1
        if at >= 0 and exact + len(text) <= annotation.sentences[at].end:
            return annotation.sentences[at].start, annotation.sentences[at].end
        return exact, exact + len(text)
    wanted = _content(text)
    numbers = {word for word in wanted if word[:1].isdigit()}
    best: tuple[float, int, int] | None = None
    for start, end in _windows(article, annotation):
        words = _content(article.text[start:end])
        if not wanted or not numbers <= words.keys():
            continue
        shared = sum(wanted[word] for word in wanted.keys() & words.keys()) / sum(wanted.values())
        if shared < _WORDS_ENOUGH:
            continue
        found = fuzz.partial_ratio_alignment(text.casefold(), article.text[start:end].casefold())
        score = (
            0.6 * shared + 0.4 * ((found.score if found else 0.0) / 100) - 0.0005 * (end - start) / max(len(text), 1)
        )
        if best is None or score > best[0] + 1e-9:
            best = (score, start, end)
    return (best[1], best[2]) if best is not None and best[0] >= _ENOUGH else None
