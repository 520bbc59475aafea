"""What stands about a word, without a parse: the noun phrase after it, the subject before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.evidence.selfcheck.common import Inside
from pipeline.evidence.text import Token, calendar_stems, fold, is_number, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["PRONOUNS", "after", "before", "content", "is_pronoun", "people_between", "root", "wished"]

PRONOUNS: Final = frozenset(["he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "him"])
_RELATIVE: Final = frozenset(["who", "which", "that", "whom"])
_AUXILIARIES: Final = word_list("phrases.auxiliaries")
_PREPOSITIONS: Final = word_list("phrases.prepositions")
_WISHES: Final = word_list("reading.unreal") | word_list("reading.negations")
_LEAD: Final = 6
_BREAKS: Final = frozenset([",", ";", ":", "(", ")", ".", "?", "!", "–", "—", '"', "“", "”"])
_LINKS: Final = word_list("phrases.links")


def root(token: Token) -> str:
    """Return the stem of a word, of function words too."""
    return stem(token.text)


def after(tokens: Sequence[Token], place: int, last: int | None = None) -> list[Token]:
    """Return the noun phrase that begins at a place: up to a preposition other than "of", a link or a mark."""
    held: list[Token] = []
    for token in tokens[place:last]:
        if token.lower in _PREPOSITIONS | _LINKS or token.text in _BREAKS or token.lower in _AUXILIARIES:
            break
        held.append(token)
    return held


def before(tokens: Sequence[Token], place: int) -> list[Token]:
    """Return what stands before a verb in its clause, its auxiliaries left out: subject and what goes with it."""
    first = _opening(tokens, place)
    if first and tokens[first].lower in _RELATIVE:
        first = _opening(tokens, first - 1)
    return [token for token in tokens[first:place] if token.lower not in _AUXILIARIES]


def _opening(tokens: Sequence[Token], place: int) -> int:
    first = place
    while first and tokens[first - 1].clause == tokens[place].clause and tokens[first - 1].text not in {";", ":", '"'}:
        first -= 1
    return first


def content(tokens: Iterable[Token]) -> set[str]:
    """Return the stems of words that say what is spoken of: no numbers, no days and months."""
    return {token.stem for token in tokens if token.stem and not is_number(token.lower)} - calendar_stems()


def wished(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word stands under a wish, a plan, a condition or a negation of its clause."""
    lead = [token for token in tokens[max(0, place - _LEAD) : place] if token.clause == tokens[place].clause]
    return any(token.lower in _WISHES for token in lead)


def is_pronoun(tokens: Sequence[Token]) -> bool:
    """Tell whether a phrase is nothing but a pronoun."""
    words = [token.lower for token in tokens if token.text[0].isalnum()]
    return bool(words) and all(word in PRONOUNS for word in words)


def people_between(inside: Inside, start: int, end: int) -> frozenset[str]:
    """Return the surnames of the people named in a stretch, folded."""
    return frozenset(
        fold(one.name).split()[-1]
        for one in inside.annotation.entities
        if start <= one.start and one.end <= end and one.label == "PERSON" and one.name.strip()
    )
