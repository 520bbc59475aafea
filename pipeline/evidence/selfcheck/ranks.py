"""A superlative against a larger one of its kind: "the largest in the country, with 48,000 … holds 61,000"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.evidence.compare.values import commensurable
from pipeline.evidence.lexicon import same_word
from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.selfcheck.phrases import content, root
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import Token
from pipeline.evidence.wordlists import word_list

__all__ = ["ranks"]

_MOST: Final = frozenset(["largest", "biggest", "tallest", "longest", "highest", "heaviest", "deepest", "oldest"])
_LEAST: Final = frozenset(["smallest", "shortest", "lowest", "lightest", "youngest"])
_GUARDS: Final = word_list("again.guards") | {
    "second",
    "third",
    "fourth",
    "among",
    "once",
    "will",
    "planned",
    "world",
    "europe",
}
_KINDS: Final = frozenset({"count", "quantity", "money"})
_LEAD: Final = 3


def ranks(inside: Inside) -> list[Clash]:
    """Return a superlative that another one of the same noun in the article outdoes by its figure."""
    found: list[Clash] = []
    for number, place, noun in _superlatives(inside):
        word = inside.tokens_of[number][place]
        own = [one for one in inside.by_sentence.get(number, []) if one.figure.kind in _KINDS and value_of(one.figure)]
        if len(own) != 1:
            continue
        for other in inside.reading.figures:
            if (
                abs(other.sentence - number) > _LEAD
                or other.sentence == number
                or not _rival(inside, other, own[0], noun)
            ):
                continue
            one, two = value_of(own[0].figure), value_of(other.figure)
            outdone = one is not None and two is not None and (two > one if word.lower in _MOST else two < one)
            if outdone:
                found.append(
                    Clash(
                        "a superlative outdone",
                        tuple(sorted(((word.start, word.end), inside.span(other)))),
                        message=f"the article calls what has “{own[0].said}” the {word.text}, and has “{other.said}” "
                        "for another",
                        certainty=0.65,
                    )
                )
    return found[:1]


def _superlatives(inside: Inside) -> Iterator[tuple[int, int, str]]:
    """Yield (sentence, place, stem of the noun) of "X has become the country's largest"; the noun is the subject."""
    for number, tokens in inside.tokens_of.items():
        for place, token in enumerate(tokens):
            if token.lower not in _MOST | _LEAST or inside.words(number) & _GUARDS or number in inside.reading.unreal:
                continue
            subject = next((one for one in tokens[:place] if one.stem and not one.capital), None)
            if subject is not None:
                yield number, place, _noun(tokens)


def _noun(tokens: list[Token]) -> str:
    """Return the stem of the last noun of the subject, before its first preposition or comma."""
    held = ""
    for token in tokens:
        if held and (not token.stem or token.capital):
            break
        if token.stem and not token.capital:
            held = root(token)
    return held


def _rival(inside: Inside, other: Noted, own: Noted, noun: str) -> bool:
    """Tell whether a figure is of another thing of the same noun, which opens its sentence with an article."""
    tokens = inside.tokens_of[other.sentence]
    if not commensurable(own.figure, other.figure) or inside.words(other.sentence) & _GUARDS or other.part:
        return False
    if own.figure.kind == "count" and own.head and other.head and not same_word(own.head, other.head):
        return False
    dated = any(one.figure.kind == "date" for one in inside.by_sentence[other.sentence])
    opens = tokens[0].lower in {"the", "a", "another"} and _noun(tokens[1:]) == noun
    return opens and not dated and bool(content(tokens)) and other.sentence not in inside.reading.negated
