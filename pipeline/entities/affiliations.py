"""The party and the state that a text puts beside a politician's name: "Holt (R-Ohio)", "Holt, an Ohio Republican"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.schema import Entity

__all__ = ["Affiliation", "affiliations", "party_of"]

_PARTIES = {"republican": "R", "democrat": "D", "democratic": "D", "independent": "I"}
_LETTER = re.compile(r",? ?\(?([RDI])[-–‑]((?:[A-Z]\.){2}|[A-Z]\w+\.|[A-Z]\w+(?: [A-Z]\w+)?)")
_WORDS = re.compile(r", (?:an? |the )?((?:[A-Z][\w.]+ ){0,3})(Republican|Democrat|independent)\b(?: of ([A-Z]\w+))?")
_BEFORE = re.compile(r"\b(Republican|Democratic|Democrat|independent) (?:[a-z-]+ ){0,2}(?:[A-Z][\w.]* ){0,3}$")


class Affiliation(NamedTuple):
    """A party by its letter, as in American news, and the state's name as it stands; empty where the text has none."""

    party: str
    place: str = ""

    def fits(self, party: str, place: str) -> bool:
        """Tell whether somebody of this affiliation may be "the Ohio Republican"; an open place fits every one."""
        same = not self.place or not place or _initials(self.place) == _initials(place)
        return self.party == party and same


def party_of(word: str) -> str:
    """Return the letter of a party's member, an empty string for another word."""
    return _PARTIES.get(word.lower(), "")


def affiliations(text: str, entities: Sequence[Entity]) -> dict[str, Affiliation]:
    """Return the affiliations that a text gives its people, by their canonical names.

    Examples
    --------
    >>> text = "Ana Holt (R-Ohio) voted against it."
    >>> holt = Entity(start=0, end=8, text="Ana Holt", label="PERSON", name="Ana Holt")
    >>> affiliations(text, [holt])
    {'Ana Holt': Affiliation(party='R', place='Ohio')}
    """
    found: dict[str, Affiliation] = {}
    for entity in entities:
        if entity.label != "PERSON":
            continue
        if match := _LETTER.match(text, entity.end):
            one = Affiliation(match.group(1), match.group(2))
        elif match := _WORDS.match(text, entity.end):
            one = Affiliation(party_of(match.group(2)), (match.group(1) or match.group(3) or "").strip())
        elif match := _BEFORE.search(text[max(0, entity.start - 60) : entity.start]):
            one = Affiliation(party_of(match.group(1)))
        else:
            continue
        if entity.name not in found or not found[entity.name].place:
            found[entity.name] = one
    return found


def _initials(place: str) -> str:
    """Return what a state's name and its abbreviations share: "N.C." and "North Carolina", "Ky." and "Kentucky"."""
    words = re.findall(r"[A-Z]", place) if "." in place or " " in place else [place[:1]]
    return "".join(words)
