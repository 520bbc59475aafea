"""Finding: the passages nearest to a claim.

Two steps: BM25 over the index for candidates, by the claim's rarer terms; then a ranking of the candidates by how much
of the claim they cover, each term weighted by its rarity in the section searched. The score is a share between 0 and 1
that means the same for every claim, which BM25's sum does not.

BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.evidence.index import Index
from pipeline.evidence.lexicon import same_word
from pipeline.evidence.meaning import likeness, meaning_of
from pipeline.evidence.posts import opened
from pipeline.evidence.records import Passage
from pipeline.evidence.terms import Terms, name_term, terms_of
from pipeline.evidence.text import fold, stem
from pipeline.schema import Entity, Figure

__all__ = ["Query", "Rarity", "among_neighbours", "coverage", "make_query", "nearest", "nearest_claims", "nearness"]

_CANDIDATES = 80
_SQL_TERMS = 14
_SQL_ROWS = 20_000
_WEIGHTS = {"words": 1.0, "names": 1.0, "figures": 3.0, "concepts": 0.0}
_PARTIAL = 0.8
_CONTEXT = 0.5
_PHRASE = 0.25
_LENGTH = 0.12
_PRIOR = 200
_MEANT = 0.2
"""Weight of what claim and passage are about against the words shared."""
_BESIDE = 0.25
"""Weight of the better of a passage's neighbours: what bears a claim out stands among the like."""
_SHARED = 0.17
"""Weight of the words shared against what two claims are about, which counts the words too."""

Rarity = Callable[[str, str], float]
"""Inverse document frequency of a term in a column."""


@dataclass(frozen=True)
class Query:
    """What a claim is searched by."""

    terms: Terms
    pairs: frozenset[tuple[str, str]]
    text: str = ""


def make_query(text: str, *, figures: Sequence[Figure] = (), entities: Iterable[Entity] = ()) -> Query:
    """Return the query for a restated claim; brackets fall away, what stands in them counts.

    A name is searched for under each form that the article has for it.
    """
    bare = opened(re.sub(r"[\[\]]", " ", text))
    terms = terms_of(bare, figures=figures)
    words, names = list(terms.words), list(terms.names)
    for entity in entities:
        for form in (entity.text, entity.name):
            parts = [part for part in re.findall(r"\w+", fold(form)) if part]
            if len(parts) > 1 and (term := name_term(form)) not in names:
                names.append(term)
            words += [stemmed for part in parts if (stemmed := stem(part)) not in words]
    return Query(
        Terms(
            tuple(dict.fromkeys(words)),
            tuple(dict.fromkeys(names)),
            tuple(dict.fromkeys(terms.figures)),
            tuple(dict.fromkeys(terms.concepts)),
        ),
        frozenset(zip(terms.words, terms.words[1:], strict=False)),
        bare,
    )


def nearest(
    index: Index,
    section: str,
    query: Query,
    documents: Sequence[int],
    *,
    limit: int,
    context: Mapping[int, str] | None = None,
) -> list[tuple[int, int, Passage, float]]:
    """Return the passages nearest to a claim as (document, number, passage, share covered), best first.

    Parameters
    ----------
    documents
        Ids of the documents to look in.
    context
        Words that all passages of a document stand under (its title), by id.
    """
    if not index.size(section) or not documents:
        return []
    rarity, counts = _rarity(index, section, query.terms)
    found = index.search(section, _selective(query.terms, counts), documents, _CANDIDATES)
    texts: dict[tuple[int, int], float] = {}
    rows: dict[tuple[int, int], float] = {}
    for document, number, passage, held in found:
        about = around(passage.heading, (context or {}).get(document, ""))
        # A row of a table stands by itself, and is about nothing but its words.
        if passage.cells:
            rows[document, number] = coverage(query, held, rarity, about)
        else:
            texts[document, number] = nearness(query, passage.text, held, rarity, about)
    lifted = among_neighbours(texts) | rows
    scored = [(lifted[document, number], document, number, passage) for document, number, passage, _ in found]
    scored.sort(key=lambda hit: (-hit[0], hit[1], hit[2]))
    return [(document, number, passage, score) for score, document, number, passage in scored[:limit]]


def nearness(query: Query, text: str, held: Terms, rarity: Rarity, about: Terms | None = None) -> float:
    """Return how near a passage is to a claim, by the words that it covers and by what it is about."""
    alike = likeness(meaning_of(query.text), meaning_of(text))
    return round((coverage(query, held, rarity, about) + _MEANT * alike) / (1 + _MEANT), 9)


def among_neighbours(scores: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Return the scores of passages, by (document, number), with that of the better neighbour counted in."""
    return {
        (document, number): (
            score + _BESIDE * max(scores.get((document, number - 1), 0.0), scores.get((document, number + 1), 0.0))
        )
        / (1 + _BESIDE)
        for (document, number), score in scores.items()
    }


def nearest_claims(
    index: Index, section: str, query: Query, documents: Sequence[int], *, limit: int
) -> list[tuple[int, int, Passage, float]]:
    """Return the claims of a section (fact-checks, past work) that are most like a claim, best first.

    What people repeat, they say in their own words: candidates come from the words shared and from what the texts are
    about, and are ranked by both.

    Returns
    -------
    list of (document, number, passage, likeness)
        The likeness is between 0 and 1.
    """
    if not index.size(section) or not documents:
        return []
    rarity, counts = _rarity(index, section, query.terms)
    found = {hit[:2]: hit for hit in index.search(section, _selective(query.terms, counts), documents, _CANDIDATES)}
    ids, rows = index.vectors(documents)
    mine = meaning_of(query.text)
    near = np.argsort(-np.round(rows @ mine.whole, 6), kind="stable")[:_CANDIDATES]
    found |= {hit[:2]: hit for hit in index.rows(section, [ids[place] for place in near])}
    scored = []
    for document, number, passage, held in found.values():
        alike = likeness(mine, meaning_of(opened(passage.text)))
        shared = coverage(query, held, rarity, around(passage.heading, ""))
        scored.append((round((alike + _SHARED * shared) / (1 + _SHARED), 6), document, number, passage))
    scored.sort(key=lambda hit: (-hit[0], hit[1], hit[2]))
    return [(document, number, passage, score) for score, document, number, passage in scored[:limit]]


def _rarity(index: Index, section: str, terms: Terms) -> tuple[Rarity, dict[tuple[str, str], int]]:
    """Return how rare a term of a query is in a section, and in how many passages each stands."""
    total = index.size(section)
    counts = {
        (column, term): index.frequency(section, column, term) for column, held in terms.columns() for term in held
    }
    return lambda column, term: idf(total, counts.get((column, term), 0)), counts


def idf(total: int, count: int) -> float:
    """Return BM25's inverse document frequency, never below zero, as if there were more texts than there are.

    In a library of three passages every word would be common; the texts added hold each term once in ``_PRIOR``.
    """
    total, count = total + _PRIOR, count + 1
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def _selective(terms: Terms, counts: Mapping[tuple[str, str], int]) -> Terms:
    """Keep the rarer terms: common ones cost time and move no ranking."""
    order = sorted((count, column, term) for (column, term), count in counts.items() if count)
    kept: set[tuple[str, str]] = set()
    rows = 0
    for count, column, term in order:
        if len(kept) >= 3 and (rows + count > _SQL_ROWS or len(kept) >= _SQL_TERMS):
            break
        kept.add((column, term))
        rows += count
    return Terms(
        **{column: tuple(term for term in found if (column, term) in kept) for column, found in terms.columns()}
    )


@functools.lru_cache(maxsize=1024)
def around(heading: str, title: str) -> Terms:
    """Return the terms that a passage stands under."""
    return terms_of(f"{heading}\n\n{title}") if heading or title else Terms()


def coverage(query: Query, held: Terms, rarity: Rarity, about: Terms | None = None) -> float:
    """Return how much of a claim a passage covers, between 0 and 1, each term weighted by its rarity.

    A word of the same concept counts in part, a word of the heading or the title in part; two words that stand together
    in both count more, and a long passage a little less.

    Parameters
    ----------
    held
        The passage's terms, as the index holds them.
    about
        The terms of its heading and of the source's title.
    """
    about = about or Terms()
    reached = whole = 0.0
    for (column, terms), (_, mine), (_, near) in zip(
        query.terms.columns(), held.columns(), about.columns(), strict=True
    ):
        weight = _WEIGHTS[column]
        if not weight:
            continue
        here, there = set(mine), set(near)
        for term in terms:
            worth = weight * rarity(column, term)
            whole += worth
            reached += worth * _match(term, here, there, column)
    if not whole:
        return 0.0
    pairs = query.pairs & frozenset(zip(held.words, held.words[1:], strict=False))
    share = reached / whole
    if query.pairs:
        share = (share + _PHRASE * len(pairs) / len(query.pairs)) / (1 + _PHRASE)
    return share / (1 + _LENGTH * math.log1p(len(held.words) / 60))


def _match(term: str, here: set[str], there: set[str], column: str) -> float:
    if term in here:
        return 1.0
    partial = _PARTIAL if column == "words" and any(same_word(term, other) for other in here) else 0.0
    return max(partial, _CONTEXT if term in there else 0.0)
