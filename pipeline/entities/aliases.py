"""One canonical name for each name of a document: half names, acronyms, nationalities, other spellings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.entities.context import STORMS
from pipeline.entities.gazetteer import same_length
from pipeline.entities.mention import Mention
from pipeline.entities.patterns import ends_organisations
from pipeline.entities.places import namesakes
from pipeline.schema import EntityLabel

__all__ = ["acronym_of", "canonical_names"]

_ENDING = re.compile(
    r",? (?:Inc|Corp|Corporation|Company|Co|Ltd|Limited|LLC|plc|PLC|Group|AG|GmbH|SA|NV|N\.V|AB|BV|SpA|SE|ASA|Oyj)\.?$"
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL = frozenset(["of", "for", "the", "and", "on", "in", "de", "la", "del", "to"])


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
    if len(short) >= len(full) or (len(short) > 1 and len(short[-1]) == 1):
        # "George W." ends with no surname.
        return False
    if full[-len(short) :] == short:
        return True
    if len(short) == 1:
        return short[0] == full[0]
    # "John Smith" for "John Q. Smith", not "George W. Hald" for "George H. W. Hald".
    if any(a[0] != b[0] for a, b in zip(short[1:-1], full[1:-1], strict=False)):
        return False
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


def _opens(short: str, name: str) -> bool:
    """Tell whether an acronym in brackets beside a name can be its own."""
    bare = _ENDING.sub("", name)
    return acronym_of(short, name) or acronym_of(short, bare) or _shuffled(short, bare)


def _shuffled(short: str, name: str) -> bool:
    """Tell whether an acronym is made of a name's initials in another order, as another language has them."""
    letters = sorted(re.sub(r"[^A-Z]", "", short).lower())
    words = [word for word in re.findall(r"[A-Za-z]+", name) if word.lower() not in _SMALL]
    return len(letters) > 2 and letters == sorted(word[0].lower() for word in words)


def _bracketed(doc: Doc, mentions: list[Mention]) -> dict[str, Mention]:
    """Acronyms that stand in brackets after their names, or before them: "CEI (Italian Episcopal Conference)"."""
    opened: dict[str, Mention] = {}
    ends = {mention.end: mention for mention in mentions}
    for mention in mentions:
        after = mention.end
        if after + 2 < len(doc) and doc[after].text in ("(", "[") and doc[after + 2].text in (")", "]"):
            short = doc[after + 1].text
            if short.isupper() and len(short) > 1 and _opens(short, mention.text):
                opened.setdefault(short, mention)
        start = mention.start
        closed = after < len(doc) and doc[after].text == ")" and start > 1 and doc[start - 1].text == "("
        before = ends.get(start - 1) if closed else None
        if before is None or before.entry or not before.text.isupper() or " " not in mention.text:
            continue
        if _opens(before.text, mention.text):
            opened.setdefault(before.text, mention)
    return opened


def _acronyms(doc: Doc, mentions: list[Mention]) -> dict[str, Mention]:
    """Acronyms that the document opens in brackets, and those whose initials one longer name has."""
    opened = _bracketed(doc, mentions)
    names = {m.text: m for m in reversed(mentions) if m.label not in ("PERSON", "NORP") and " " in m.text}
    for mention in mentions:
        short = mention.text
        if short.isupper() and len(short) > 1 and " " not in short and short not in opened and not mention.entry:
            fits = [name for name in names if acronym_of(short, _ENDING.sub("", name))]
            # "General Motors" and "General Motors Corporation" are one: the longest stands for all.
            if len({_ENDING.sub("", name) for name in fits}) == 1:
                opened[short] = names[max(fits, key=len)]
    return opened


def _organisations(mentions: list[Mention]) -> dict[str, str]:
    """Shorter forms of longer names: the name without its company ending, and its first or last words."""
    joining = ("ORG", "FAC", "EVENT", "LAW")
    canonical = {m.text: m.entry.name if m.entry else m.text for m in mentions if m.label in joining}
    # "the Times" after "The New York Times", "the Council" after "the Harbour Council".
    ending: dict[str, dict[str, None]] = {}
    for mention in mentions:
        name = mention.entry.name if mention.entry else mention.text
        last = mention.text.split()[-1]
        if mention.label == "ORG" and " " in mention.text and last in ends_organisations():
            ending.setdefault(last, {})[name] = None
    joined: dict[str, str] = {}
    for name in dict.fromkeys(m.text for m in mentions if m.label in joining and not m.entry):
        if name.endswith(".") and name[:-1] in canonical:
            joined[name] = name[:-1]
            continue
        longer = {canonical.get(other, other) for other in _longer(name, list(canonical), list(ending.get(name, ())))}
        if len(longer) == 1:
            joined[name] = longer.pop()
    return joined


def _with_head(name: str, others: Sequence[str]) -> list[str]:
    """Return "Freedom Magazine" for "Freedom" where nothing else begins so."""
    longer = [other for other in others if other.startswith(name + " ")]
    head = longer[0].split()[len(name.split())] if len(longer) == 1 else ""
    # A broadcaster and its news are two.
    return longer if head in ends_organisations() and head != "News" else []


def _longer(name: str, names: Sequence[str], ending: list[str]) -> list[str]:
    """Return the names that a shorter one can stand for, by the surest sign that any gives."""
    # "Ostair Inc" and "Ostair Inc." are one.
    others = [other for other in names if other != name and not (other.endswith(".") and other[:-1] in names)]
    longer = [other for other in others if _ENDING.sub("", other) == name or other == f"The {name}"]
    # "the Church" after "the Church of the Redeemer"; not where two such names stand.
    longer = longer or [other for other in others if other.startswith((name + " of ", name + " for "))]
    if " " not in name:
        longer = longer or ending
        # "Ford" after "Ford Motor Company"
        longer = longer or [other for other in others if other.startswith(name + " ") and _ENDING.search(other)]
        longer = longer or _with_head(name, others)
        # "Rita" after "Hurricane Rita"
        return longer or [other for other in others if other.split()[0] in STORMS and other.endswith(" " + name)]
    # "the Harbour Trade Council" after "the Northern Harbour Trade Council"
    return longer or [other for other in others if other.endswith(" " + name) and other.count(" ") < 8]


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
    _name_all(doc, mentions)
    _one_label(mentions)


def _one_label(mentions: list[Mention]) -> None:
    """Give all places of one name the label that most of them have, the first one's where they are even."""
    votes: dict[str, Counter[EntityLabel]] = {}
    for mention in mentions:
        votes.setdefault(mention.name, Counter())[mention.label] += 1
    for mention in mentions:
        plain = not {"NORP", "PERSON"} & votes[mention.name].keys()
        if mention.entry is None and plain:
            mention.label = votes[mention.name].most_common(1)[0][0]


def _name_all(doc: Doc, mentions: list[Mention]) -> None:
    opened = _acronyms(doc, mentions)
    joined = _organisations(mentions)
    places = namesakes(doc, mentions)
    for mention in mentions:
        if mention.label == "PERSON":
            continue
        long = opened.get(mention.text)
        entry = places.get(mention.start, mention.entry)
        if long is not None:
            mention.name = long.entry.name if long.entry else joined.get(long.text, long.text)
            mention.label = long.label
        elif entry is not None:
            mention.name, mention.id, mention.label = entry.name, entry.id, entry.label
        else:
            mention.name = joined.get(mention.text, mention.text)
