"""What the library says of an article's claims, claim by claim, in the order in which a person should look."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.judge import judge
from pipeline.evidence.compare.judgement import Judgement
from pipeline.evidence.compare.naming import names_of
from pipeline.evidence.compare.quotations import match_quotation, quotations, spoken
from pipeline.evidence.known import decisions, factchecks
from pipeline.evidence.reading import Reading, bare, names_in, read
from pipeline.evidence.records import Hit
from pipeline.evidence.retrieval import Query, make_query
from pipeline.evidence.selfcheck import check_article
from pipeline.evidence.terms import place_names
from pipeline.evidence.text import fold, stem, tokenize
from pipeline.evidence.verdicts import also, ordered, told
from pipeline.schema import Annotation, Article, Claim, Finding

if TYPE_CHECKING:
    from pipeline.evidence.library import Library

__all__ = ["look_up"]

_LOOKED_AT: Final = 12
_MENTIONS: Final = 1
_SPOKEN: Final = 0.25


@dataclass(frozen=True)
class _About:
    """What an article is about: stems and names of its title, names of its first claim, all names with their forms."""

    words: frozenset[str]
    names: set[str]
    lead: set[str]
    all: frozenset[str]
    forms: dict[str, frozenset[str]]


def look_up(article: Article, annotation: Annotation, library: Library) -> list[tuple[Finding, ...]]:
    """Return the findings of each claim.

    Returns
    -------
    list of tuple of Finding
        One tuple a claim, in the order of ``annotation.claims``: contradictions first, then differences, fact-checks
        and past decisions, agreement, mentions.
    """
    inside = check_article(article, annotation)
    outside = bool(library.sources or library.factchecks or library.past)
    lead = next((claim.text for claim in annotation.claims if claim.text != article.title), "")
    about = _About(
        _stems(article.title),
        names_of(names_in(article.title, annotation.entities)),
        names_of(names_in(lead, annotation.entities)),
        _all_names(annotation),
        _forms(annotation),
    )
    found: list[tuple[Finding, ...]] = []
    for number, claim in enumerate(annotation.claims):
        findings = list(inside.get(number, ()))
        if outside:
            findings += _outside(article, claim, library, about)
        found.append(ordered(findings))
    return found


def _all_names(annotation: Annotation) -> frozenset[str]:
    names = {entity.name for entity in annotation.entities}
    return frozenset(fold(name) for name in names if not place_names(tokenize(name)))


def _forms(annotation: Annotation) -> dict[str, frozenset[str]]:
    """Return the forms of each name of an article; a person's first name alone stands for too many."""
    forms: dict[str, set[str]] = {}
    for entity in annotation.entities:
        forms.setdefault(entity.name, set()).add(entity.text)
    return {name: frozenset(held) for name, held in forms.items()}


def _outside(article: Article, claim: Claim, library: Library, about: _About) -> list[Finding]:
    text = bare(claim.text)
    query = make_query(text, figures=claim.figures, entities=claim.entities)
    reading = read(text, published=article.published, known=claim.figures, entities=claim.entities)
    findings = _sources(article, claim, reading, query, library, about)
    findings += factchecks(claim, reading, query, library)
    findings += decisions(claim, reading, query, library)
    return findings


def _sources(
    article: Article, claim: Claim, reading: Reading, query: Query, library: Library, about: _About
) -> list[Finding]:
    if not library.sources:
        return []
    speakers = frozenset(stem(token.text) for token in tokenize(claim.speaker)) | {
        fold(word) for word in claim.speaker.split()
    }
    judged: list[tuple[Judgement, Hit]] = []
    # As the article has them: the claim's own text may have words of ours in brackets.
    said = spoken(article.text, claim.start, claim.end)
    quotes = tuple(quotations(article.text[claim.start : claim.end])) or ((said,) if said else ())
    quotes = quotes or tuple(quotations(claim.text))
    hits = library.find("source", query, limit=_LOOKED_AT)
    for hit in hits:
        context = Context(
            claim=about.words | _stems(claim.section),
            claim_names=frozenset(about.names),
            lead_names=frozenset(about.lead),
            article_names=about.all,
            forms=about.forms,
            passage=_stems(hit.source.title) | _stems(hit.passage.heading),
            passage_names=_names(hit.source.title) | _names(hit.passage.heading),
            speakers=speakers,
            quotes=quotes,
            claim_date=article.published,
            passage_date=_date(hit.source.date),
        )
        judgement = judge(reading, hit.passage, context)
        if judgement.verdict != "not found":
            judged.append((judgement, hit))
    clear = [one for one in judged if one[0].verdict in {"agrees", "differs"}]
    # One source that says it in five places says it once.
    kept = _one_a_source(clear)
    mentions = [
        one for one in judged if one[0].verdict == "mentions" and one[1].source not in {hit.source for _, hit in kept}
    ]
    valued = [one for one in mentions if any(facet.startswith("value") for facet in one[0].facets)]
    kept += _one_a_source(valued)[:_MENTIONS] if kept or valued else _one_a_source(mentions)[:_MENTIONS]
    findings = [
        also(told(judgement, hit, article.published), [one for one in valued if one[1].source == hit.source], hit)
        if judgement.verdict == "mentions"
        else told(judgement, hit, article.published)
        for judgement, hit in kept
    ]
    return findings + _unfound_quotations(claim, quotes, hits, findings)


def _one_a_source(judged: Sequence[tuple[Judgement, Hit]]) -> list[tuple[Judgement, Hit]]:
    """Keep the clearest judgement of each source; a difference and an agreement of one source are both kept."""
    best: dict[tuple[str, str], tuple[Judgement, Hit]] = {}
    for judgement, hit in judged:
        key = (hit.source.path, judgement.verdict)
        if key not in best or judgement.certainty > best[key][0].certainty + 1e-9:
            best[key] = (judgement, hit)
    agreeing = {path: one for (path, verdict), one in best.items() if verdict == "agrees"}
    kept = [
        one
        for (path, verdict), one in best.items()
        # Where a source bears a figure out in one place, another number elsewhere in it is of something else; a figure
        # that it bears out says nothing of the one beside it.
        if not (
            verdict == "differs"
            and path in agreeing
            and agreeing[path][0].certainty >= one[0].certainty
            and agreeing[path][0].about == one[0].about
        )
    ]
    return sorted(kept, key=lambda one: (-one[0].certainty, one[1].source.path))


def _unfound_quotations(
    claim: Claim, quotes: Sequence[str], hits: Sequence[Hit], findings: Sequence[Finding]
) -> list[Finding]:
    """Say that a quotation is not in the sources, where one of them holds its speaker's words."""
    if any("quotation" in facet for finding in findings for facet in finding.compared) or not claim.speaker:
        return []
    last = fold(claim.speaker.split()[-1])
    heard = [
        hit
        for hit in hits
        # "Water" is a speaker where it is written as a name, and a passage that shares little is of another talk.
        if hit.score >= _SPOKEN
        and last
        in {fold(token.text) for token in tokenize(f"{hit.source.title}\n\n{hit.passage.text}") if token.capital}
        and any(mark in hit.passage.text for mark in '"“')
    ]
    for quote in quotes:
        if heard and all(match_quotation(quote, hit.passage.text).found == "no" for hit in hits):
            source = heard[0].source
            return [
                Finding(
                    verdict="not found",
                    message=f"“{quote}” is not among the words of {claim.speaker} in {source.title}",
                    source=source.title,
                    publisher=source.publisher,
                    url=source.url,
                    date=source.date,
                    compared=("quotation: not found",),
                )
            ]
    return []


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


@functools.lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokenize(text) if token.stem)


@functools.lru_cache(maxsize=4096)
def _names(text: str) -> frozenset[str]:
    return frozenset(fold(named.name) for named in names_in(text))
