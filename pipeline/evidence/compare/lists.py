"""Lists: how many a source lists against how many the claim counts, and which of the claim's names are in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.evidence.lexicon import same_words, word_places
from pipeline.evidence.records import Passage
from pipeline.evidence.text import Token, fold, tokenize
from pipeline.evidence.wordlists import word_list

__all__ = ["Listed", "inline_list", "lead_counts", "listed", "same_items"]

_OPEN: Final = word_list("lists.open")
_LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A list in a text.

    Attributes
    ----------
    items
        As written.
    lead
        Stems of the words before it, and of its heading.
    complete
        Nothing in the lead ("including", "such as") says that there are more.
    start, end
        Characters of the text that the items cover.
    """

    items: tuple[str, ...]
    lead: frozenset[str]
    complete: bool
    start: int
    end: int


def listed(passage: Passage) -> Listed | None:
    """Return the list that a passage is or holds: list items, or names in a row inside a sentence."""
    if passage.items:
        lead = passage.text[: passage.text.find(passage.items[0])] if passage.items[0] in passage.text else ""
        words = tokenize(f"{passage.heading}\n\n{lead}")
        return Listed(
            passage.items,
            frozenset(token.stem for token in words if token.stem),
            not any(token.lower in _OPEN for token in words),
            passage.text.find(passage.items[0]),
            len(passage.text),
        )
    found = inline_list(passage.text, tokenize(passage.text))
    if found is None or not passage.heading:
        return found
    heading = frozenset(token.stem for token in tokenize(passage.heading) if token.stem)
    return Listed(found.items, found.lead | heading, found.complete, found.start, found.end)


def inline_list(text: str, tokens: Sequence[Token]) -> Listed | None:
    """Return the longest row of names in a text ("Argentina, Chile and Peru"), or none."""
    runs = _rows(tokens)
    if not runs:
        return None
    best = max(runs, key=len)
    first, last = best[0][0], best[-1][1]
    sentence = tokens[first].sentence
    lead = [token for token in tokens[:first] if token.sentence >= sentence - 1]
    near = [token for token in tokens[:first] if token.sentence == sentence]
    after = tokens[last].lower if last < len(tokens) else ""
    more = (
        any(token.lower in _OPEN for token in near)
        or after in {"among", "and"}
        or any(token.lower in {"others", "more"} for token in tokens[last : last + 4])
    )
    return Listed(
        tuple(text[tokens[one].start : tokens[two - 1].end] for one, two in best),
        frozenset(token.stem for token in lead if token.stem),
        not more,
        tokens[first].start,
        tokens[last - 1].end,
    )


def _rows(tokens: Sequence[Token]) -> list[list[tuple[int, int]]]:
    """Return rows of at least three names divided by commas, the last by "and"."""
    rows: list[list[tuple[int, int]]] = []
    place = 0
    while place < len(tokens):
        item = _item(tokens, place)
        if item is None:
            place += 1
            continue
        row = [item]
        end = item[1]
        closed = False
        while not closed and end < len(tokens):
            gap = _gap(tokens, end)
            if gap is None:
                break
            after, closed = gap
            item = _item(tokens, after)
            if item is None:
                closed = False
                break
            row.append(item)
            end = item[1]
        if closed and len(row) >= _LEAST:
            rows.append(row)
            place = end
        else:
            place = max(place + 1, row[0][1])
    return rows


def _gap(tokens: Sequence[Token], end: int) -> tuple[int, bool] | None:
    """Return where the next item begins after a comma or "and", and whether it is the last."""
    if tokens[end].text in {",", ";"}:
        if end + 1 < len(tokens) and tokens[end + 1].lower in {"and", "&"}:
            return end + 2, True
        return end + 1, False
    return (end + 1, True) if tokens[end].lower == "and" else None


def _item(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """Return a name that begins here: capitalised words, a country whole ("Trinidad and Tobago")."""
    start = place
    while place < len(tokens) and tokens[place].lower == "the":
        place += 1
    if place >= len(tokens) or not tokens[place].capital:
        return None
    country = _country(tokens, place)
    if country:
        return start, country
    last = place
    while last < len(tokens) and (
        tokens[last].capital
        or tokens[last].text in {"-", "."}
        or (
            tokens[last].lower in {"of", "de", "la", "del", "da", "the", "al"}
            and last + 1 < len(tokens)
            and (tokens[last + 1].capital or tokens[last + 1].lower in {"the", "la"})
        )
    ):
        if tokens[last].sentence != tokens[place].sentence:
            break
        last += 1
    while last > place and not tokens[last - 1].text[0].isalnum():
        last -= 1
    return (start, last) if last > place else None


def _country(tokens: Sequence[Token], place: int) -> int | None:
    places = word_places()
    for length in (5, 4, 3, 2, 1):
        words = tuple(fold(token.text) for token in tokens[place : place + length])
        if len(words) == length and words in places:
            return place + length
    return None


def same_items(mine: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return those of the first items that are among the second, and those that are not."""
    held = {_key(item) for item in theirs}
    whole = " " + " | ".join(sorted(held)) + " "
    here: list[str] = []
    missing: list[str] = []
    for item in mine:
        key = _key(item)
        (here if key in held or re.search(rf"(?<!\w){re.escape(key)}(?!\w)", whole) else missing).append(item)
    return here, missing


def _key(item: str) -> str:
    words = tuple(fold(word) for word in re.findall(r"[^\W_]+(?:['’.][^\W_]+)*\.?", item) if fold(word) != "the")
    return fold(word_places().get(words, " ".join(words)))


def lead_counts(lead: frozenset[str], head: str) -> bool:
    """Tell whether a list's lead says what a claim counts ("Signatories:" for "18 signatories")."""
    return bool(head) and bool(same_words({head}, lead))
