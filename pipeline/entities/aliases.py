"""One canonical name for each name of a document: half names, acronyms, nationalities, other spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.entities.gazetteer import Entry, same_length
from pipeline.entities.patterns import ends_organisations
from pipeline.schema import EntityLabel

__all__ = ["Mention", "acronym_of", "canonical_names"]

_ENDING = re.compile(r",? (?:Inc|Corp|Corporation|Company|Co|Ltd|Limited|LLC|plc|PLC|Group|AG|GmbH|SA)\.?$")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL = frozenset(["of", "for", "the", "and", "on", "in", "de", "la", "del", "to"])


@dataclass(slots=True)
class Mention:
    """A name where it stands, before it has its canonical form."""

    start: int
    end: int
    label: EntityLabel
    text: str
    entry: Entry | None
    name: str = ""
    id: str = ""


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", same_length(word))
    return "".join(char for char in plain if not unicodedata.combining(char)).lower().strip(".,'\"")


def _parts(name: str) -> list[str]:
    parts = [_folded(word) for word in re.split(r"[\s]+", name)]
    parts = [part for part in parts if part]
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts.pop()
    return parts


def acronym_of(short: str, name: str) -> bool:
    """Tell whether ``short`` is made of the initials of ``name``, small words counted or not.

    Syllable acronyms ("SOUTHCOM") count where each run of letters begins a word of the name, in order.
    """
    letters = re.sub(r"[^A-Za-z]", "", short).lower()
    words = [word for word in re.findall(r"[A-Za-z]+", name.replace("’", "'")) if word]
    if len(letters) < 2 or len(words) < 2 or letters in {word.lower() for word in words}:
        return False
    initials = "".join(word[0] for word in words).lower()
    content = "".join(word[0] for word in words if word.lower() not in _SMALL).lower()
    if letters in (initials, content) or (len(letters) > 2 and content.endswith(letters)):
        return True
    return short.isupper() and len(letters) > 3 and _syllables(letters, [word.lower() for word in words])


def _syllables(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are beginnings of the words, in order, and reach the last word."""
    if not words:
        return not letters
    if not letters:
        return False
    for size in range(min(len(letters), len(words[0])), 0, -1):
        if letters.startswith(words[0][:size]) and _syllables(letters[size:], words[1:]):
            return True
    return _syllables(letters, words[1:]) if len(words) > 1 else False


def _is_part(short: list[str], full: list[str]) -> bool:
    """Whether a person's shorter name is the last words of a fuller one, or its first and last, or its first name."""
    if len(short) >= len(full):
        return False
    if full[-len(short) :] == short:
        return True
    if len(short) == 1:
        return short[0] == full[0]
    # "John Smith" for "John Q. Smith"; "J. Smith" for "John Smith" is the next rule.
    return short[-1] == full[-1] and (short[0] == full[0] or (len(short[0]) == 1 and full[0].startswith(short[0])))


def _people(mentions: list[Mention]) -> None:
    """Give each person the fullest form of their name; two full names that share a surname stay two people."""
    people = [m for m in mentions if m.label == "PERSON"]
    parts = {id(m): _parts(m.text) for m in people}
    full: dict[tuple[str, ...], str] = {}
    for mention in people:
        if len(parts[id(mention)]) > 1:
            full.setdefault(tuple(parts[id(mention)]), mention.text)
    # A full name that is itself a shorter form of exactly one other stands for that one.
    merged: dict[tuple[str, ...], tuple[str, ...]] = {}
    for key in full:
        longer = [other for other in full if _is_part(list(key), list(other))]
        if len(longer) == 1:
            merged[key] = longer[0]
    last_used: dict[str, tuple[str, ...]] = {}
    for mention in people:
        words = parts[id(mention)]
        if not words:
            mention.name = mention.text
            continue
        key = tuple(words)
        if len(words) == 1:
            fits = {merged.get(other, other) for other in full if _is_part(words, list(other))}
            surnames = {other for other in fits if other[-1] == words[0]}
            fits = surnames or fits
            if len(fits) == 1:
                key = fits.pop()
            elif fits and last_used.get(words[0]) in fits:
                key = last_used[words[0]]
            else:
                mention.name = mention.text
                continue
        else:
            key = merged.get(key, key)
        for word in (key[-1], key[0]):
            last_used[word] = key
        mention.name = full.get(key, mention.text)


def _acronyms(doc: Doc, mentions: list[Mention]) -> dict[str, str]:
    """Acronyms that the document opens in brackets, and those whose initials one longer name has."""
    opened: dict[str, str] = {}
    for mention in mentions:
        after = mention.end
        if after + 2 < len(doc) and doc[after].text in ("(", "[") and doc[after + 2].text in (")", "]"):
            short = doc[after + 1].text
            if short.isupper() and len(short) > 1 and acronym_of(short, mention.text):
                opened.setdefault(short, mention.entry.name if mention.entry else mention.text)
    names = {m.text for m in mentions if m.label not in ("PERSON", "NORP") and " " in m.text}
    for mention in mentions:
        short = mention.text
        if short.isupper() and len(short) > 1 and " " not in short and short not in opened and not mention.entry:
            fits = [name for name in names if acronym_of(short, _ENDING.sub("", name))]
            # "General Motors" and "General Motors Corporation" are one: the longest stands for all.
            if len({_ENDING.sub("", name) for name in fits}) == 1:
                opened[short] = max(fits, key=len)
    return opened


def _organisations(mentions: list[Mention]) -> dict[str, str]:
    """Shorter forms of longer names: the name without its company ending, and its first words where they are alone."""
    joining = ("ORG", "FAC", "EVENT", "LAW")
    names: dict[str, None] = {m.text: None for m in mentions if m.label in joining and not m.entry}
    joined: dict[str, str] = {}
    # "the Times" after "The New York Times", "the Council" after "the Harbour Council".
    ending: dict[str, dict[str, None]] = {}
    for mention in mentions:
        name = mention.entry.name if mention.entry else mention.text
        if mention.label == "ORG" and " " in name and name.split()[-1] in ends_organisations():
            ending.setdefault(name.split()[-1], {})[name] = None
    for name in names:
        longer = [other for other in names if other != name and _ENDING.sub("", other) == name]
        if " " not in name and not longer:
            # "the Church" after "the Church of the Redeemer"; not where two such names stand.
            longer = [other for other in names if other.startswith((name + " of ", name + " for "))]
            longer = longer or list(ending.get(name, ()))
            # "Ford" after "Ford Motor Company"
            longer = longer or [o for o in names if o.startswith(name + " ") and _ENDING.search(o)]
        if len(longer) == 1:
            joined[name] = longer[0]
    return joined


def _georgia_is_a_state(mentions: list[Mention]) -> bool:
    """Whether the one name that a country and a state share is the state's: by the company that it keeps."""
    ids = {m.entry.id for m in mentions if m.entry is not None}
    names = {m.text for m in mentions}
    caucasian = (
        ids & {"AM", "AZ"}
        or names & {"Tbilisi", "Abkhazia", "South Ossetia"}
        or any(m.label == "NORP" and m.entry is not None and m.entry.id == "GE" for m in mentions)
    )
    american = any(i.startswith("US-") for i in ids) or names & {"Atlanta", "Savannah"}
    return bool(american) and not caucasian


def canonical_names(doc: Doc, mentions: list[Mention]) -> None:
    """Set ``name`` and ``id`` of every mention, in place.

    Parameters
    ----------
    doc
        The document that the mentions stand in.
    mentions
        In the order of the text.
    """
    _people(mentions)
    opened = _acronyms(doc, mentions)
    joined = _organisations(mentions)
    state = _georgia_is_a_state(mentions)
    for mention in mentions:
        if mention.label == "PERSON":
            continue
        if mention.text in opened:
            mention.name = opened[mention.text]
        elif mention.entry is not None:
            mention.name, mention.id = mention.entry.name, mention.entry.id
            if state and mention.id == "GE" and mention.label == "GPE":
                mention.id = "US-GA"
        else:
            mention.name = joined.get(mention.text, mention.text)
