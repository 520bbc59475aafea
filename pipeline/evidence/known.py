"""What has been checked already: published fact-checks, and claims that somebody decided in another article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.evidence.compare.naming import names_of
from pipeline.evidence.compare.paraphrase import CHANGE
from pipeline.evidence.lexicon import concepts, contrast, same_words
from pipeline.evidence.meaning import likeness, meaning_of
from pipeline.evidence.odds import one_claim
from pipeline.evidence.posts import opened
from pipeline.evidence.reading import Reading, bare, read
from pipeline.evidence.records import Hit
from pipeline.evidence.retrieval import Query, make_query
from pipeline.evidence.surroundings import is_generic
from pipeline.evidence.terms import place_names, terms_of
from pipeline.evidence.text import calendar_stems, tokenize
from pipeline.evidence.verdicts import checked, decided
from pipeline.schema import Claim, Finding

if TYPE_CHECKING:
    from pipeline.evidence.library import Library

__all__ = ["decisions", "factchecks", "find_factchecks"]

_NEAR: Final = 0.5
"""Share of the words from which two claims are one; the share of what they are about is read on the same scale."""
_LIKELY: Final = 0.35
"""How likely the nearest fact-check must be of the same claim to be shown as perhaps the same."""
_PAST: Final = 0.6
_TELLING: Final = 3
"""Words of content that a claim must have before its likeness means something: "It rained" is like much."""
_REST: Final = 0.25
"""Likeness of what two claims say besides their names, from which they may be one without a word in common."""
_PRONOUNS: Final = frozenset(
    {"it", "they", "he", "she", "this", "that", "these", "those", "that's", "it's", "it’s", "that’s"}
)
_FIRST_PERSON: Final = frozenset({"I", "I'm", "I’m", "I've", "I’ve", "my", "My", "me"})
_WITH: Final = frozenset({"this", "that", "these", "those"})
_LOOKED_AT: Final = 10
_SHOWN: Final = 2


def find_factchecks(text: str, library: Library, *, speaker: str = "", limit: int = 5) -> list[Finding]:
    """Return the fact-checks nearest to a text in anybody's words: a claim, a post, a sentence of a speech.

    Parameters
    ----------
    speaker
        Who says it, where that is known: a fact-check of another's words is marked.

    Returns
    -------
    list of Finding
        Best first, as many as asked for however far they are: ``score`` is the likeness, between 0 and 1. The verdict
        is ``fact-checked`` where it seems to be the same claim, else ``mentions``.

    Examples
    --------
    >>> from pipeline.evidence import find_factchecks, open_library
    >>> from pipeline.settings import Settings
    >>> find_factchecks("The Earth is flat.", open_library("corpus", "", Settings()))
    []
    """
    plain = bare(opened(text))
    claim = Claim(text=plain, start=0, end=len(plain), speaker=speaker)
    reading = read(plain)
    found = []
    for hit in library.find("check", make_query(text), limit=limit):
        same = hit.score >= _NEAR and not _apart(reading, hit)
        found.append(checked(claim, reading, hit, hit.score, same=same))
    return found


def factchecks(claim: Claim, reading: Reading, query: Query, library: Library) -> list[Finding]:
    """Return the fact-checks of a claim, and of what may be the same claim in other words."""
    hits = library.find("check", query, limit=_LOOKED_AT)
    telling = len(_telling(reading) if _pointing(reading) else reading.words) >= _TELLING
    near = []
    for hit in hits:
        score = max(_shared(reading, hit), hit.score if telling else 0.0)
        if score >= _NEAR and not _apart(reading, hit) and _said_alike(reading, hit):
            near.append((score, hit))
    if near:
        near.sort(key=lambda one: -one[0])
        return [checked(claim, reading, hit, score) for score, hit in near[:_SHOWN]]
    if not telling or not hits:
        return []
    other = read(bare(opened(hits[0].passage.text)))
    if one_claim(reading, other, [hit.score for hit in hits]) < _LIKELY:
        return []
    if names_of(reading.names) & names_of(other.names) and not _said_alike(reading, hits[0]):
        return []
    if _FIRST_PERSON & {token.text for token in reading.tokens}:
        return []
    return [checked(claim, reading, hits[0], hits[0].score, same=False)]


def _telling(reading: Reading) -> set[str]:
    """Return the stems that say what a claim is about: not "a decrease from the year before"."""
    told = {word for word in reading.words if not is_generic(word) and word not in calendar_stems()}
    return {word for word in told if not concepts(word) & CHANGE}


def _pointing(reading: Reading) -> bool:
    """Tell whether a claim begins with a pronoun that nothing was found for: it may be about anything."""
    first = reading.tokens[0] if reading.tokens else None
    after = reading.tokens[1] if len(reading.tokens) > 1 else None
    # "This vaccine" has its noun.
    return (
        first is not None
        and first.lower in _PRONOUNS
        and not (after is not None and after.stem and first.lower in _WITH)
    )


def _said_alike(reading: Reading, hit: Hit) -> bool:
    """Tell whether two claims have more in common than their names: of one country much is said."""
    other = read(bare(opened(hit.passage.text)))
    left, right = (set(terms_of(one.text).words) - _name_words(one) for one in (reading, other))
    figures = set(terms_of(reading.text).figures) & set(terms_of(other.text).figures)
    if figures or same_words(left, right):
        return True
    return likeness(meaning_of(_without_names(reading)), meaning_of(_without_names(other))) >= _REST


def _without_names(reading: Reading) -> str:
    named = {number for name in reading.names for number in range(name.first, name.last)}
    return " ".join(token.text for number, token in enumerate(reading.tokens) if number not in named)


def _name_words(reading: Reading) -> set[str]:
    return {token.stem for name in reading.names for token in reading.tokens[name.first : name.last]}


def decisions(claim: Claim, reading: Reading, query: Query, library: Library) -> list[Finding]:
    """Return what people decided of the same claim in other articles."""
    found = []
    for hit in library.find("past", query, limit=_LOOKED_AT):
        likeness = _shared(reading, hit)
        if likeness >= _PAST and not _apart(reading, hit):
            found.append((likeness, decided(claim, reading, hit, likeness)))
    found.sort(key=lambda one: -one[0])
    return [finding for _, finding in found[:_SHOWN]]


def _apart(reading: Reading, hit: Hit) -> bool:
    """Tell whether two claims are of two places, or of two things that exclude each other."""
    other = bare(opened(hit.passage.text))
    if contrast(terms_of(reading.text).words, terms_of(other).words):
        return True
    mine, theirs = _places(reading.text), _places(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _shared(reading: Reading, hit: Hit) -> float:
    """Return the share of each claim's words that the other has, the lower one counting twice.

    A short claim inside a long one is not it.
    """
    mine, theirs = terms_of(reading.text), terms_of(bare(opened(hit.passage.text)))
    left, right = set(mine.words), set(theirs.words)
    here, there = same_words(left, right), same_words(right, left)
    # Two words of a short claim are in much.
    if min(len(left), len(right), len(here)) < (2 if left == here and len(there) == len(right) else _TELLING):
        return 0.0
    low, high = sorted((len(here) / len(left), len(there) / len(right)))
    figures, others = set(mine.figures), set(theirs.figures)
    agreeing = (0.1 if figures & others else -0.05) if figures and others else 0.0
    return (2 * low + high) / 3 + agreeing


def _places(text: str) -> set[str]:
    return {name for _, _, name in place_names(tokenize(text))}
