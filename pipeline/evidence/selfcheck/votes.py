"""Votes that do not go with what came of them: passed by 88 to 97."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from pipeline.evidence.selfcheck.common import Clash, Inside, Span
from pipeline.evidence.selfcheck.phrases import root
from pipeline.evidence.text import stem
from pipeline.evidence.wordlists import word_list

__all__ = ["votes"]

_TO: Final = re.compile(r"\b(?P<yes>\d{1,3})(?: votes)?(?: to | ?[-–] ?)(?P<no>\d{1,3})\b")
_FOR: Final = re.compile(
    r"\b(?P<yes>\d[\d,]*)(?: [a-z]+){0,3}? (?:in favou?r|for(?: it)?|yes|supported|backed)\b[^.]{0,30}?"
    r"\b(?P<no>\d[\d,]*)(?: [a-z]+){0,3}? (?:against|opposed|no)\b"
)
_VOTE: Final = re.compile(r"\b(?:vote[sd]?|voting|ballot|majority)\b")
_MORE: Final = re.compile(
    r"two[- ]thirds|three[- ](?:fifths|quarters)|supermajority|quorum|needed|required|threshold|enough|short of"
)
_PASSED: Final = frozenset(stem(word) for word in word_list("votes.passed"))
_FAILED: Final = frozenset(stem(word) for word in word_list("votes.failed"))


def votes(inside: Inside) -> list[Clash]:
    """Return a vote whose numbers say the opposite of its outcome.

    "88 to 97" names the ayes first where something passed; where something was rejected either may stand first, so
    that only numbers "for" and "against" are held against a rejection.
    """
    found: list[Clash] = []
    for number, tokens in inside.tokens_of.items():
        text = inside.article.text[tokens[0].start : tokens[-1].end]
        if not _VOTE.search(text.lower()) or any(_needs_more(inside, one) for one in (number - 1, number, number + 1)):
            continue
        told = _FOR.search(text.lower())
        match = told or _TO.search(text.lower())
        if match is None or inside.words(number) & {"if", "would", "could"}:
            continue
        yes, no = (Decimal(match[side].replace(",", "")) for side in ("yes", "no"))
        found += _unanimous(inside, (tokens[0].start + match.start(), tokens[0].start + match.end()), min(yes, no))
        outcome = _outcome(inside, number)
        if outcome is None or yes == no:
            continue
        passed, span = outcome
        if (passed and yes < no) or (told and not passed and yes > no):
            start = tokens[0].start
            found.append(
                Clash(
                    "a vote against its outcome",
                    tuple(sorted((span, (start + match.start(), start + match.end())))),
                    message=f"the article says “{inside.article.text[span[0] : span[1]]}”, and the vote was "
                    f"“{text[match.start() : match.end()]}”",
                    certainty=0.75,
                )
            )
    return found


def _needs_more(inside: Inside, number: int) -> bool:
    """Tell whether a sentence says that a bare majority is not enough."""
    tokens = inside.tokens_of.get(number, [])
    return bool(tokens) and bool(_MORE.search(inside.article.text[tokens[0].start : tokens[-1].end].lower()))


def _unanimous(inside: Inside, span: Span, least: Decimal) -> list[Clash]:
    """Return the clash of a vote with two sides and the word that it was unanimous, if there is but one vote."""
    words = [token for token in inside.reading.tokens if token.lower in {"unanimous", "unanimously"}]
    if len(words) != 1 or not least or inside.words(words[0].sentence) & {"not", "committee", "nearly", "almost"}:
        return []
    return [
        Clash(
            "a vote against its outcome",
            tuple(sorted((span, (words[0].start, words[0].end)))),
            message=f"the article says “{words[0].text}”, and the vote was “{inside.article.text[span[0] : span[1]]}”",
            certainty=0.7,
        )
    ]


def _of_motion(inside: Inside, number: int) -> list[int]:
    """Return the sentences soon after a vote that say what became of the motion."""
    return [one for one in (number + 1, number + 2) if inside.words(one) & {"motion", "bill", "law", "proposal"}]


def _outcome(inside: Inside, number: int) -> tuple[bool, Span] | None:
    """Return whether the matter passed, by the sentence of the vote, else by the one before."""
    for one in (number, number - 1, *_of_motion(inside, number)):
        words = inside.tokens_of.get(one, [])
        passed = [token for token in words if root(token) in _PASSED]
        failed = [
            token
            for token in words
            if root(token) in _FAILED or (root(token) == "vote" and "down" in inside.words(one))
        ]
        if bool(passed) != bool(failed) and one not in inside.reading.negated:
            token = (passed or failed)[0]
            return bool(passed), (token.start, token.end)
        if passed or failed:
            return None
    return None
