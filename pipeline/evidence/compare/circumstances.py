"""Words about a figure that narrow nothing: who said it, why it happened, who did it by their office."""

from __future__ import annotations

from typing import Final

from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import Token
from pipeline.evidence.wordlists import word_list

__all__ = ["DETERMINERS", "agents", "circumstance", "light_verb", "phrase_after", "source_of", "word_at"]

DETERMINERS: Final = frozenset({"the", "a", "an", "its", "their", "his", "her", "our"})


def circumstance(tokens: tuple[Token, ...], place: int) -> bool:
    """Tell whether a preposition says why or amid what: "after a trial", "for taking bribes", "according to the mayor".

    "At the close of the conference" is such a phrase too.
    """
    word, after = word_at(tokens, place), word_at(tokens, place + 1)
    if word in word_list("residue.circumstance") or (word == "to" and word_at(tokens, place - 1) == "according"):
        return True
    if word == "for" and after.endswith("ing"):
        return True
    return word in {"at", "of"} and _edge(tokens, place if word == "at" else place - 3)


def _edge(tokens: tuple[Token, ...], place: int) -> bool:
    return (
        word_at(tokens, place) == "at"
        and word_at(tokens, place + 1) in DETERMINERS
        and word_at(tokens, place + 2) in word_list("residue.edges")
    )


def source_of(tokens: tuple[Token, ...], places: list[int], noted: Noted) -> set[int]:
    """Return the places of who says a clause, and of the verb: "Carl Brandt told reporters in Oslo that …"."""
    verbs = [place for place in places if tokens[place].lower in word_list("residue.said")]
    after = [place for place in verbs if tokens[place].start >= noted.figure.end]
    commas = [place for place in places if tokens[place].text == "," and tokens[place].start >= noted.figure.end]
    if after and (ends := [place for place in commas if place < after[0]]):
        return {place for place in places if place > ends[-1]}
    before = [place for place in verbs if tokens[place].start < noted.figure.start]
    found = set(verbs)
    if before:
        that = [place for place in places if place > before[0] and tokens[place].lower == "that"]
        last = that[0] if that and tokens[that[0]].start < noted.figure.start else before[0]
        lead = [place for place in places if place <= last]
        # "22,000 cars are expected" has no source before the verb: what stands there is counted.
        if word_at(tokens, before[0] - 1) not in {"are", "is", "was", "were", "be", "been", "being"}:
            found.update(lead)
    return found


def agents(reading: Reading, places: list[int]) -> set[int]:
    """Return the places of those who do a thing by their office: "were arrested by the police", with their seat."""
    tokens = reading.tokens
    starts = {name.first: name.last for name in reading.names}
    found: set[int] = set()
    for place in places:
        if tokens[place].lower not in word_list("residue.agents"):
            continue
        opens = place < 2 or tokens[place - 1].sentence != tokens[place - 2].sentence
        if not (opens or word_at(tokens, place - 1) in {"by", "the"} or word_at(tokens, place - 2) == "by"):
            continue
        found.add(place)
        seat = place + 2 + (word_at(tokens, place + 2) == "the")
        if word_at(tokens, place + 1) in {"in", "of"} and seat in starts:
            found.update(range(seat, starts[seat]))
    return found


def light_verb(tokens: tuple[Token, ...], place: int, noted: Noted) -> bool:
    """Tell whether a verb only carries the noun that a figure is the size of: "paid a fine of 20 million"."""
    size = [word_at(tokens, place + step) for step in (1, 3, 4)]
    starts = place + 4 < len(tokens) and noted.figure.start <= tokens[place + 4].start < noted.figure.end
    return size[0] in {"a", "an"} and size[1] == "of" and starts and bool(tokens[place + 2].stem)


def phrase_after(tokens: tuple[Token, ...], place: int, *, narrowing: bool) -> set[int]:
    """Return the places of the noun phrase after a preposition; none where it says how a figure was come by."""
    found = set()
    while place < len(tokens) and tokens[place].sentence == tokens[place - 1].sentence:
        token = tokens[place]
        ends = token.lower in word_list("reading.stop_np") - DETERMINERS or not token.text[0].isalnum()
        ends = ends or token.text[0].isdigit()
        if ends and token.text not in {"-", "’s", "'s"}:
            break
        if narrowing and token.lower in word_list("scope.words"):
            return set()
        found.add(place)
        place += 1
    return found


def word_at(tokens: tuple[Token, ...], place: int) -> str:
    """Return the word at a place in lower case; nothing where there is none."""
    return tokens[place].lower if 0 <= place < len(tokens) else ""
