"""Fact-checks in ClaimReview markup: single files, Data Commons feeds and Google Fact Check Tools exports.

Layouts read: a schema.org ``ClaimReview`` (alone, in a list or under ``@graph``); a ``DataFeed`` whose elements hold
ClaimReviews under ``item`` (Data Commons); ``{"claims": [{"text", "claimant", "claimReview": [...]}]}`` (the API of
Fact Check Tools); and JSON lines of any of them.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.evidence.index import Read
from pipeline.evidence.jsonstream import FeedItems
from pipeline.evidence.records import Passage

__all__ = ["read_factchecks", "reviews"]


def read_factchecks(path: Path) -> Read:
    """Read a file of fact-checks; items that are no fact-check are counted and passed over.

    Raises
    ------
    SourceError
        If it is no JSON, while its passages are drawn.
    """
    items = FeedItems(path)
    bad = [0]

    def passages() -> Iterator[Passage]:
        for number, item in enumerate(items, start=1):
            found = list(reviews(item))
            bad[0] += not found
            for review in found:
                yield Passage(text=review.pop("claim"), place=f"item {number}", heading=review["title"], extra=review)

    return Read(title="", url="", date="", passages=passages(), broken=lambda: items.broken + bad[0])


def reviews(item: Any) -> Iterator[dict[str, str]]:
    """Yield the fact-checks of one feed item: claim, claimant, claimed, rating, publisher, url, date, title."""
    if isinstance(item, list):
        for one in item:
            yield from reviews(one)
        return
    if not isinstance(item, dict):
        return
    if "ClaimReview" in _types(item):
        yield from _schema_org(item)
    elif "claimReview" in item:
        yield from _fact_check_tools(item)
    else:
        for key in ("item", "@graph", "dataFeedElement", "itemListElement", "claims"):
            if key in item:
                yield from reviews(item[key])


def _types(item: dict[str, Any]) -> set[str]:
    kind = item.get("@type")
    return {str(one) for one in kind} if isinstance(kind, list) else {str(kind)}


def _schema_org(item: dict[str, Any]) -> Iterator[dict[str, str]]:
    reviewed = _first(item.get("itemReviewed"))
    claim = _text(item.get("claimReviewed")) or _text(reviewed.get("name")) or _text(reviewed.get("text"))
    if not claim:
        return
    rating = _first(item.get("reviewRating"))
    author = _first(item.get("author")) or _first(item.get("publisher"))
    claimant = _first(reviewed.get("author"))
    yield {
        "claim": claim,
        "claimant": _text(claimant.get("name")),
        "claimed": _text(reviewed.get("datePublished"))[:10],
        "rating": _text(rating.get("alternateName")) or _text(rating.get("name")) or _scale(rating),
        "publisher": _text(author.get("name")) or _text(author.get("url")),
        "url": _text(item.get("url")) or _text(item.get("@id")),
        "date": _text(item.get("datePublished"))[:10],
        "title": _text(item.get("name")) or _text(item.get("headline")),
    }


def _fact_check_tools(item: dict[str, Any]) -> Iterator[dict[str, str]]:
    claim = _text(item.get("text"))
    made = item.get("claimReview")
    for review in made if isinstance(made, list) else [made]:
        if not isinstance(review, dict) or not claim:
            continue
        publisher = _first(review.get("publisher"))
        yield {
            "claim": claim,
            "claimant": _text(item.get("claimant")),
            "claimed": _text(item.get("claimDate"))[:10],
            "rating": _text(review.get("textualRating")),
            "publisher": _text(publisher.get("name")) or _text(publisher.get("site")),
            "url": _text(review.get("url")),
            "date": _text(review.get("reviewDate"))[:10],
            "title": _text(review.get("title")),
        }


def _first(value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, str):
        return {"name": value}
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    return " ".join(html.unescape(str(value)).split())


def _scale(rating: dict[str, Any]) -> str:
    value, best = _text(rating.get("ratingValue")), _text(rating.get("bestRating"))
    return f"{value} of {best}" if value and best else value
