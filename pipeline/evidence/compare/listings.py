"""A claim against a list in the source: how many it lists, and whether the claim's names are there."""

from __future__ import annotations

from typing import Final

from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.judgement import Judgement
from pipeline.evidence.compare.lists import Listed, inline_list, lead_counts, listed, same_items
from pipeline.evidence.compare.naming import names_of
from pipeline.evidence.compare.values import compare_values
from pipeline.evidence.lexicon import generic, same_words, word_places
from pipeline.evidence.reading import Reading, read
from pipeline.evidence.records import Passage
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import fold, stem, tokenize
from pipeline.evidence.wording import quoted
from pipeline.evidence.wordlists import word_list
from pipeline.schema import FindingVerdict

__all__ = ["counted_list", "name_list"]

_LISTED: Final = 3


def counted_list(claim: Reading, passage: Passage, context: Context) -> Judgement | None:
    """Compare a number in the claim with the length of a list in the source."""
    found = listed(passage)
    if found is None or not found.complete or len(found.items) < 3:
        return None
    for mine in claim.figures:
        if mine.figure.kind not in {"count", "number"} or mine.part or not _list_of(claim, mine, found, context):
            continue
        theirs = read(f"{len(found.items)} items").figures
        if not theirs:
            return None
        comparison = compare_values(
            mine.figure, theirs[0].figure.model_copy(update={"kind": mine.figure.kind, "unit": ""})
        )
        if comparison is None or comparison.relation in {"compatible", "coarse"}:
            continue
        number = len(found.items)
        stated = mine.figure.high if mine.figure.high is not None else mine.figure.low
        # Three names in a sentence are no list of 45,000.
        if stated is None or not stated <= _LISTED * number or not number <= _LISTED * stated:
            continue
        end = "as the article says" if comparison.relation == "equal" else f"the article says {quoted(mine.said)}"
        return Judgement(
            "agrees" if comparison.agrees else "differs",
            say=lambda name, number=number, end=end: f"{name} lists {number}, {end}",  # type: ignore[misc]
            facets=(f"list: {number} items", f"value: {comparison.relation}"),
            start=max(0, found.start),
            end=found.end,
            certainty=0.9,
        )
    return None


def _list_of(claim: Reading, mine: Noted, found: Listed, context: Context) -> bool:
    """Tell whether a list is of what the claim counts: its lead names it, or it is of countries and the verb agrees."""
    about = found.lead | context.passage
    others = (mine.clause_words | mine.words | mine.thing) - {mine.head}
    if lead_counts(found.lead, mine.head) and not generic(mine.head):
        return (
            bool(same_words(others, about - {mine.head}))
            or bool(names_of(claim.names) & context.passage_names)
            or not others
        )
    places = sum(tuple(fold(word) for word in item.replace("-", " ").split()) in word_places() for item in found.items)
    countries = bool(same_words({mine.head}, {"countri"})) and places >= 0.7 * len(found.items)
    counted = countries or lead_counts(found.lead, mine.head)
    return counted and len(same_words(others, about)) >= (1 if len(others) <= 2 else 2)


def name_list(claim: Reading, passage: Passage, context: Context) -> Judgement | None:
    """Compare a list of names in the claim with a list in the source."""
    mine = inline_list(claim.text, claim.tokens)
    theirs = listed(passage)
    if mine is None or theirs is None or len(theirs.items) < len(mine.items):
        return None
    here, missing = same_items(mine.items, theirs.items)
    listing = {stem(word) for word in word_list("lists.open")}
    subject = claim.words - listing - {token.stem for item in mine.items for token in tokenize(item)}
    related = len(same_words(subject, theirs.lead | context.passage)) >= min(2, max(1, len(subject)))
    if len(here) < max(3, 0.6 * len(mine.items)) or not related:
        return None
    if not missing:
        return Judgement(
            "agrees",
            say=lambda name: f"{name} lists all {len(here)} names",
            facets=(f"names: all {len(here)} listed",),
            start=max(0, theirs.start),
            end=theirs.end,
            certainty=0.8,
        )
    verdict: FindingVerdict = "differs" if theirs.complete and len(theirs.items) >= 5 else "mentions"
    return Judgement(
        verdict,
        say=lambda name: f"{name} lists {len(here)} of the {len(mine.items)} names, and not {_and(missing)}",
        facets=(f"names: {', '.join(missing)} not listed",),
        start=max(0, theirs.start),
        end=theirs.end,
        certainty=0.8,
    )


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
