"""A name spelled two ways; an office given to two people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import OSA

from pipeline.evidence.lexicon import table_rows, word_places
from pipeline.evidence.selfcheck.common import Clash, Inside, Span
from pipeline.evidence.surroundings import Named
from pipeline.evidence.text import Token, fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["spellings", "titles"]

_ENDINGS: Final = re.compile(r"(?:s|es|ns|n|ans|an|ian|ean|ese|i|ish|ic|er|ers|ists?|a|o|e|y|ia|son|sen|ez|os|as)$")
_NOT_NOW: Final = word_list("naming.not_now")
_CHANGED: Final = word_list("naming.changed")


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
    return found


def _words(inside: Inside) -> dict[str, list[Span]]:
    """Return the words of names, folded, with where they stand."""
    found: dict[str, list[Span]] = {}
    people = {fold(one.text) for one in inside.annotation.entities}
    lower = {fold(token.text) for token in inside.reading.tokens if not token.capital}
    for name in inside.reading.names:
        tokens = inside.reading.tokens[name.first : name.last]
        whole = fold(" ".join(token.text for token in tokens))
        if name.place or (people and whole not in people and not any(whole in one or one in whole for one in people)):
            continue
        for token in tokens:
            word = fold(token.text)
            # What also stands in lower case is a word, and what is a country is no slip of another name.
            if (
                len(word) >= 5
                and word.isalpha()
                and word not in lower
                and (word,) not in word_places()
                and not token.text.isupper()
            ):
                found.setdefault(word, []).append((token.start, token.end))
    return found


def _misspelt(one: str, two: str) -> bool:
    distance = OSA.distance(one, two, score_cutoff=2)
    if distance > (2 if min(len(one), len(two)) >= 8 else 1) or stem(one) == stem(two):
        return False
    short, long = sorted((one, two), key=len)
    # "Mexico" and "Mexican", "Martin" and "Martins", "Mario" and "Maria" are two words, not two spellings.
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
    # The first names must agree where both have one; a bare surname may be anybody's where the other is a first name.
    if here and there:
        return bool(here & there)
    positions = {words.index(one) == len(words) - 1 for _, words in mine} | {
        words.index(two) == len(words) - 1 for _, words in theirs
    }
    return positions == {True}


def titles(inside: Inside) -> list[Clash]:
    """Return offices that only one person holds and that the article gives to two.

    Only an office with the body or country that it is of is compared: two foreign ministers are of two countries.
    """
    holders: dict[tuple[str, str], list[tuple[str, Span, str]]] = {}
    for title, scope, person, span, said in _offices(inside):
        holders.setdefault((title, scope), []).append((person, span, said))
    found: list[Clash] = []
    for (title, scope), held in sorted(holders.items()):
        first = held[0]
        for other in held[1:]:
            if not _same_person(first[0], other[0]):
                found.append(
                    Clash(
                        "an office given to two people",
                        (first[1], other[1]),
                        message=f"the article calls both {first[2]} and {other[2]} {title} of {scope.title()}",
                        certainty=0.7,
                    )
                )
                break
    return found


def _offices(inside: Inside) -> Iterator[tuple[str, str, str, Span, str]]:
    """Yield (office, body or country, person, stretch, name as written) for "US Defence Secretary Pete Hegseth"."""
    tokens = inside.reading.tokens
    offices = {tuple(row[0].split()) for row in table_rows("offices.txt")}
    names = {name.first: name for name in inside.reading.names}
    by_last = {name.last: name for name in inside.reading.names}
    for place in range(len(tokens)):
        for length in (3, 2, 1):
            words = tuple(token.lower for token in tokens[place : place + length])
            if len(words) != length or words not in offices:
                continue
            if any(token.lower in _NOT_NOW for token in tokens[max(0, place - 3) : place + length + 1]):
                break
            if inside.words(tokens[place].sentence) & _CHANGED or tokens[place].sentence in inside.reading.negated:
                break
            found = _before_name(inside, place, length, names, by_last) or _after_name(
                inside, place, length, names, by_last
            )
            if found:
                scope, person = found
                span = (tokens[person[0]].start, tokens[person[1] - 1].end)
                said = inside.article.text[span[0] : span[1]]
                yield " ".join(words), scope, fold(said), span, said
            break


def _before_name(
    inside: Inside, place: int, length: int, names: dict[int, Named], by_last: dict[int, Named]
) -> tuple[str, tuple[int, int]] | None:
    """Read "Mexican President Claudia Sheinbaum", "Brazil's Finance Minister X", "Mayor of Lima Y"."""
    tokens = inside.reading.tokens
    after = place + length
    scope = _country_at(tokens, place)
    if after < len(tokens) and tokens[after].lower == "of" and (after + 1) in names:
        body = names[after + 1]
        scope, after = fold(body.name), body.last
        if after < len(tokens) and tokens[after].text == ",":
            after += 1
    elif (plain := _body(tokens, after)) and tokens[plain[1]].text == "," and plain[1] + 1 in names:
        # "The president of the chamber, Ivo Bartok, said …"
        scope, after = plain[0], plain[1] + 1
    person = _capitals(tokens, after)
    return (scope, person) if scope and person else None


def _after_name(
    inside: Inside, place: int, length: int, names: dict[int, Named], by_last: dict[int, Named]
) -> tuple[str, tuple[int, int]] | None:
    """Read "Ana Ruiz, the mayor of Lima," and "Ana Ruiz, mayor of Lima"."""
    tokens = inside.reading.tokens
    before = place - 1
    if before >= 0 and tokens[before].lower == "the":
        before -= 1
    if before < 1 or tokens[before].text != ",":
        return None
    person = by_last.get(before)
    after = place + length
    if person is None or person.place or after + 1 >= len(tokens) or tokens[after].lower != "of":
        return None
    start = after + 2 if tokens[after + 1].lower == "the" else after + 1
    body = names.get(start)
    if body:
        return fold(body.name), (person.first, person.last)
    plain = _body(tokens, after)
    return (plain[0], (person.first, person.last)) if plain else None


def _body(tokens: tuple[Token, ...], place: int) -> tuple[str, int] | None:
    """Read "of the chamber" up to a comma or a full stop: the body, with where it ends."""
    if place + 2 >= len(tokens) or tokens[place].lower != "of" or tokens[place + 1].lower != "the":
        return None
    last = place + 2
    while last < len(tokens) and last < place + 6 and tokens[last].text.isalpha() and not tokens[last].capital:
        last += 1
    closed = place + 2 < last < len(tokens) and tokens[last].text in {",", "."}
    return (" ".join(token.lower for token in tokens[place + 2 : last]), last) if closed else None


def _country_at(tokens: tuple[Token, ...], end: int) -> str:
    """Return the country that stands before a title ("Mexican", "Brazil's", "US"), folded, or nothing."""
    stop = end - 1 if end and tokens[end - 1].text in {"'s", "’s"} else end
    for length in (3, 2, 1):
        if stop - length < 0:
            continue
        name = word_places().get(tuple(fold(token.text) for token in tokens[stop - length : stop]))
        if name and tokens[stop - length].capital:
            return fold(name)
    return ""


def _capitals(tokens: tuple[Token, ...], first: int) -> tuple[int, int] | None:
    last = first
    while last < len(tokens) and tokens[last].capital and tokens[last].text[0].isalpha() and last - first < 4:
        last += 1
    return (first, last) if last - first >= 1 and last < len(tokens) else None


def _same_person(one: str, two: str) -> bool:
    """Tell whether two names may be of one person: they share a word, or nearly."""
    return any(
        OSA.distance(left, right) <= 2
        for left in one.split()
        for right in two.split()
        if min(len(left), len(right)) > 2
    )
