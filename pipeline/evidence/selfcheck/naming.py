"""A name spelled two ways."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from rapidfuzz.distance import OSA

from pipeline.evidence.compare.offices import titles
from pipeline.evidence.lexicon import word_places
from pipeline.evidence.selfcheck.common import Clash, Inside, Span
from pipeline.evidence.text import fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["spellings"]

_NEAR: Final = 30
_SHORTEST: Final = 3
_LONG: Final = 6
_LETTERS: Final = 4
"""Of a short name the first names must agree."""
_ENDINGS: Final = re.compile(r"(?:s|es|ns|n|ans|an|ian|ean|ese|i|ish|ic|er|ers|ists?|a|o|e|y|ia|son|sen|ez|os|as)$")


def spellings(inside: Inside) -> list[Clash]:
    """Return names that stand in two spellings: one letter off, the same otherwise, and never side by side."""
    forms = _words(inside)
    counts = Counter({word: len(spans) for word, spans in forms.items()})
    found: list[Clash] = []
    words = sorted(forms)
    for place, one in enumerate(words):
        for two in words[place + 1 :]:
            if two[0] != one[0]:
                break
            if not _misspelt(one, two) or not _one_person(inside, one, two):
                continue
            rare, usual = sorted((one, two), key=lambda word: (counts[word], word))
            if counts[rare] > 1 and counts[usual] < 3 * counts[rare]:
                continue
            spans = (forms[rare][0], forms[usual][0])
            text = inside.article.text
            said = tuple(text[start:end] for start, end in spans)
            found.append(
                Clash(
                    "a name in two spellings",
                    tuple(sorted(spans)),
                    message=f"the article spells a name “{said[0]}” and “{said[1]}”",
                    certainty=0.75,
                )
            )
    return found + _first_names(inside, found)


def _first_names(inside: Inside, found: list[Clash]) -> list[Clash]:
    """Return one office holder with two first names: "the director, Anna Weiss" and "Director Anne Weiss"."""
    held: dict[tuple[str, str], tuple[str, Span]] = {}
    more: list[Clash] = []
    for one in inside.annotation.entities:
        words = fold(one.text).split()
        if one.label != "PERSON" or len(words) != 2:
            continue
        for title in _titles_near(inside, one.start, one.end):
            first, span = held.setdefault((title, words[1]), (words[0], (one.start, one.end)))
            if first == words[0] or OSA.distance(first, words[0]) != 1 or min(len(first), len(words[0])) < _SHORTEST:
                continue
            said = inside.article.text[span[0] : span[1]], one.text
            message = f"the article spells a name “{said[0]}” and “{said[1]}”"
            if not any(_inside(clash, span) or clash.message == message for clash in [*found, *more]):
                spans = (span, (one.start, one.end))
                more.append(Clash("a name in two spellings", spans, message=message, certainty=0.7))
    return more


def _inside(clash: Clash, span: Span) -> bool:
    return any(span[0] <= start and end <= span[1] for start, end in clash.spans)


def _titles_near(inside: Inside, start: int, end: int) -> set[str]:
    """Return the offices that stand right before or after a name."""
    before = inside.between(max(0, start - _NEAR), start).replace(",", " ").split()[-2:]
    after = (
        inside.between(end, end + _NEAR).replace(",", " ").split()[:3] if inside.between(end, end + 1) == "," else []
    )
    offices = titles() | word_list("naming.offices")
    return {word for word in [*before, *after] if word in offices}


def _words(inside: Inside) -> dict[str, list[Span]]:
    """Return the words of names, folded, with where they stand."""
    found: dict[str, list[Span]] = {}
    people = {fold(one.text) for one in inside.annotation.entities}
    lower = {fold(token.text) for token in inside.reading.tokens if not token.capital}
    for name in inside.reading.names:
        tokens = inside.reading.tokens[name.first : name.last]
        whole = fold(" ".join(token.text for token in tokens))
        known = whole in people or any(whole in one or one in whole or _nearly(whole, one) for one in people)
        if name.place or (people and not known):
            continue
        for token in tokens:
            word = fold(token.text)
            # What also stands in lower case is a word, and what is a country is no slip of another name.
            if (
                len(word) >= _LETTERS
                and word.isalpha()
                and word not in lower
                and (word,) not in word_places()
                and not token.text.isupper()
            ):
                found.setdefault(word, []).append((token.start, token.end))
    return found


def _nearly(whole: str, person: str) -> bool:
    """Tell whether a name that nobody was found for is a letter off a surname."""
    last = person.split()[-1] if person.split() else ""
    return min(len(whole), len(last)) >= _LONG and OSA.distance(whole, last, score_cutoff=1) == 1


def _misspelt(one: str, two: str) -> bool:
    distance = OSA.distance(one, two, score_cutoff=2)
    if distance > (2 if min(len(one), len(two)) >= 8 else 1) or stem(one) == stem(two):
        return False
    short, long = sorted((one, two), key=len)
    # "Weidmann" and "Weidman" are one; "Mexico" and "Mexican", "Martin" and "Martins", "Mario" and "Maria" are two.
    if long == short + short[-1]:
        return True
    if long.startswith(short) or one[:-1] == two[:-1]:
        return False
    common = 0
    while common < len(short) and short[common] == long[common]:
        common += 1
    return not (_ENDINGS.fullmatch(short[common:]) and _ENDINGS.fullmatch(long[common:]))


def _one_person(inside: Inside, one: str, two: str) -> bool:
    """Tell whether two like words can be of one name: other words of the full names agree, and no sentence has both."""
    names = [
        (name, [fold(token.text) for token in inside.reading.tokens[name.first : name.last]])
        for name in inside.reading.names
    ]
    mine = [(name, words) for name, words in names if one in words]
    theirs = [(name, words) for name, words in names if two in words]
    if {name.sentence for name, _ in mine} & {name.sentence for name, _ in theirs}:
        return False
    here = {word for _, words in mine for word in words if word != one and len(word) > 2}
    there = {word for _, words in theirs for word in words if word != two and len(word) > 2}
    positions = {words.index(one) == len(words) - 1 for _, words in mine} | {
        words.index(two) == len(words) - 1 for _, words in theirs
    }
    if min(len(one), len(two)) <= _LETTERS and not (here & there and positions == {True}):
        return False
    # The first names must agree where both have one; a bare surname may be anybody's where the other is a first name.
    return bool(here & there) if here and there else positions == {True}
