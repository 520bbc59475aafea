"""What claim and passage stand in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Context"]


@dataclass(frozen=True)
class Context:
    """What claim and passage stand in.

    Attributes
    ----------
    claim
        Stems of the article's title and of the section that the claim stands in.
    claim_names
        Names in the title, folded.
    lead_names
        Names in the article's first claim, which says where it plays.
    passage
        Stems of the source's title and of the heading above the passage.
    passage_names
        Names in them.
    speakers
        Folded words of the claim's speaker, which are no part of its subject.
    quotes
        The quotations in the claim as the article has them; none where they are to be read from the claim.
    article_names
        Names in the whole article, folded, without countries.
    forms
        The forms in which the article has its names, by the usual one.
    claim_date, passage_date
        The days of the article and of the source, where they are known.
    """

    claim: frozenset[str] = frozenset()
    claim_names: frozenset[str] = frozenset()
    lead_names: frozenset[str] = frozenset()
    passage: frozenset[str] = frozenset()
    passage_names: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    quotes: tuple[str, ...] | None = None
    article_names: frozenset[str] = frozenset()
    forms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    claim_date: dt.date | None = None
    passage_date: dt.date | None = None
