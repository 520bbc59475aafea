"""An office that only one person holds, given to two people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import OSA

from pipeline.evidence.lexicon import table_rows, word_places
from pipeline.evidence.selfcheck.common import Clash, Inside, Span
from pipeline.evidence.surroundings import Named
from pipeline.evidence.text import Token, fold
from pipeline.evidence.wordlists import word_list

__all__ = ["titles", "two_offices"]

_NOT_NOW: Final = word_list("naming.not_now")
_CHANGED: Final = word_list("naming.changed")
_DENIED: Final = word_list("reading.negations")
_NEAR: Final = 5
_TWO: Final = 2


def titles(inside: Inside) -> list[Clash]:
    """Return offices that only one person holds and that the article gives to two.

    An office with the body or country that it is of is compared within that: two foreign ministers are of two lands.
    An office that is never said to be of anything is the one office of the place that the article is about.
    """
    holders: dict[tuple[str, str], list[tuple[str, Span, str]]] = {}
    scopes: dict[str, set[str]] = {}
    for title, scope, person, span, said in _offices(inside):
        holders.setdefault((title, scope), []).append((person, span, said))
        scopes.setdefault(title, set()).add(scope)
    found: list[Clash] = []
    for (title, scope), held in sorted(holders.items()):
        if not scope and (scopes[title] != {""} or not _of_one_place(inside, title, held)):
            continue
        first = held[0]
        for other in held[1:]:
            if not _same_person(first[0], other[0]):
                of = f" of {scope.title()}" if scope else ""
                found.append(
                    Clash(
                        "an office given to two people",
                        (first[1], other[1]),
                        message=f"the article calls both {first[2]} and {other[2]} {title}{of}",
                        certainty=0.7,
                    )
                )
                break
    return found


def _of_one_place(inside: Inside, title: str, held: list[tuple[str, Span, str]]) -> bool:
    """Tell whether an article that never says what an office is of can mean but one: it speaks of one place alone."""
    if title.replace(" ", "-") not in word_list("titles.local"):
        return len({fold(name.name) for name in inside.reading.names if name.place}) <= 1
    named = []
    for _, span, _ in held:
        sentence = next(token.sentence for token in inside.reading.tokens if token.start == span[0])
        named.append(
            {
                fold(one.name)
                for one in inside.annotation.entities
                if one.label == "GPE" and any(one.start == token.start for token in inside.tokens_of[sentence])
            }
        )
    return all(not one or not two or one & two for one in named for two in named)


def _offices(inside: Inside) -> Iterator[tuple[str, str, str, Span, str]]:
    """Yield (office, body or country, person, stretch, name as written) for "US Defence Secretary Pete Hegseth"."""
    tokens = inside.reading.tokens
    offices = {tuple(row[0].split()) for row in table_rows("offices.txt")} | {
        (word,) for word in word_list("titles.more")
    }
    names = {name.first: name for name in inside.reading.names}
    by_last = {name.last: name for name in inside.reading.names}
    for place in range(len(tokens)):
        for length in (3, 2, 1):
            words = tuple(token.lower for token in tokens[place : place + length])
            if len(words) != length or words not in offices:
                continue
            if any(token.lower in _NOT_NOW for token in tokens[max(0, place - 3) : place + length + 1]):
                break
            denied = any(token.lower in _DENIED for token in tokens[max(0, place - _NEAR) : place])
            if _changing(inside, tokens[place].sentence) or denied:
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


def _changing(inside: Inside, sentence: int) -> bool:
    """Tell whether a sentence says that an office changes hands; what holds "until" then holds now."""
    words = [token.lower for token in inside.tokens_of[sentence]]
    lead = words[: words.index("until")] if "until" in words else words
    return bool(set(lead) & _CHANGED)


def _before_name(
    inside: Inside, place: int, length: int, names: dict[int, Named], by_last: dict[int, Named]
) -> tuple[str, tuple[int, int]] | None:
    """Read "Mexican President Claudia Sheinbaum", "Brazil's Finance Minister X", "Mayor of Lima Y"."""
    tokens = inside.reading.tokens
    after = place + length
    scope = _country_at(tokens, place) or _body_at(tokens, place, by_last)
    if after < len(tokens) and tokens[after].lower == "of" and (after + 1) in names:
        body = names[after + 1]
        scope, after = fold(body.name), body.last
        if after < len(tokens) and tokens[after].text == ",":
            after += 1
    elif (plain := _body(tokens, after)) and tokens[plain[1]].text == "," and plain[1] + 1 in names:
        # "The president of the chamber, Ivo Bartok, said …"
        scope, after = plain[0], plain[1] + 1
    owned = place > 0 and tokens[place - 1].lower.endswith(("'s", "’s"))
    if scope and owned and after < len(tokens) and tokens[after].text == ",":
        # "Nordbank's chief executive, Hanna Berg, ruled out job cuts."
        after += 1
    person = _capitals(tokens, after)
    if not person and place and tokens[place - 1].lower == "the" and after < len(tokens) and tokens[after].text == ",":
        # "The finance minister, Doris Kehl, will …"
        told = _capitals(tokens, after + 1)
        alone = "-".join(token.lower for token in tokens[place:after]) in word_list("titles.alone")
        closed = told is not None and told[1] - told[0] > 1 and tokens[told[1]].text in {",", "."}
        return (scope, told) if told and closed and (scope or alone) else None
    if not person:
        return None
    if not scope and person[1] + 1 < len(tokens) and tokens[person[1]].lower == "of" and person[1] + 1 in names:
        # "Mayor Ana Ruiz of Lima"
        scope = fold(names[person[1] + 1].name)
    elif not scope and person[1] + 1 < len(tokens) and tokens[person[1]].lower == "of":
        # "Chief executive Ivo Bartok of Nordal Bank": a row of capitals with "of" in it
        row = _capitals(tokens, person[1] + 1)
        scope = fold(" ".join(token.text for token in tokens[row[0] : row[1]])) if row else ""
    alone = "-".join(token.lower for token in tokens[place : place + length]) in word_list("titles.alone")
    local = "-".join(token.lower for token in tokens[place : place + length]) in word_list("titles.local")
    named = tokens[place].capital or local
    return (scope, person) if scope or (alone and named and person[1] - person[0] > 1) else None


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


def _body_at(tokens: tuple[Token, ...], end: int, by_last: dict[int, Named]) -> str:
    """Return the name that stands right before a title ("Norvia chief executive", "Norvia's mayor"), or nothing."""
    stop = end - 1 if end and tokens[end - 1].text in {"'s", "’s"} else end
    name = by_last.get(stop)
    return fold(name.name) if name else ""


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


def two_offices(inside: Inside) -> list[Clash]:
    """Return people who are minister of one thing in one sentence and of another elsewhere."""
    held: dict[str, tuple[str, Span]] = {}
    for title, person, span in _ministries(inside):
        first, where = held.setdefault(person, (title, span))
        if first != title:
            said = tuple(" ".join(inside.article.text[start:end].split()) for start, end in (where, span))
            return [Clash("two offices of one person", (where, span), said=said, certainty=0.7)]
    return []


def _ministries(inside: Inside) -> Iterator[tuple[str, str, Span]]:
    """Yield (ministry, surname, stretch) of "Finance Minister Clara Nyberg" and "the foreign minister, Ada Holm"."""
    tokens = inside.reading.tokens
    kinds = {tuple(row[0].split()) for row in table_rows("offices.txt")}
    kinds = {words for words in kinds if words[-1] in {"minister", "secretary"} and len(words) == _TWO}
    people = {one.start: one for one in inside.annotation.entities if one.label == "PERSON" and one.name.strip()}
    for place in range(len(tokens) - 2):
        words = tuple(token.lower for token in tokens[place : place + 2])
        around = tokens[max(0, place - _NEAR) : place + _TWO]
        if words not in kinds or any(token.lower in _NOT_NOW | _DENIED | {"and"} for token in around):
            continue
        following = next((token for token in tokens[place + 2 : place + 4] if token.text != ","), None)
        person = people.get(following.start) if following else None
        if person and not _changing(inside, tokens[place].sentence):
            yield words[0], fold(person.name).split()[-1], (tokens[place].start, person.end)
