"""What the words of a stretch look like: a known name, a people's, somebody's; a text without capitals."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc, Span

from pipeline.entities.first_names import is_first_name
from pipeline.entities.gazetteer import Entry, by_name, same_length, words
from pipeline.entities.patterns import capital, is_title

__all__ = ["POSSESSIVE", "known", "of_a_people", "person_like", "small_words", "without_capitals"]

POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_PARTICLES = words("particles.txt")
# Endings of English names for peoples and followers (Peruvian, Maltese, Finnish, Marxist, Shiite); others are tagged.
_PEOPLE = re.compile(r"[a-zé](?:ans?|ese|ish|ists?|ites?|crats?|nicks?)$")
# "the State of Texas", "the City of London" are Texas and London.
_STYLE = re.compile(r"(?:State|City|Commonwealth|Republic|Kingdom|Province) of (?:the )?")


def known(span: Span) -> Entry | None:
    """Return the gazetteer's entry for a span that is a known name as a whole."""
    name = same_length(" ".join(span.text.split()))
    entry = by_name().get(name)
    if entry is None and len(name) > 4 and name.isupper():
        # "WASHINGTON — ", a headline
        entry = by_name().get(name.title())
    if entry is None and name[name.rfind(" ") + 1 :].islower():
        # "the Republican party"
        entry = by_name().get(name[: name.rfind(" ") + 1] + name[name.rfind(" ") + 1 :].capitalize())
    if entry is None:
        entry = _styled(name)
    return entry


def _styled(name: str) -> Entry | None:
    """Return the entry of a place with its style before it, or of an event or a law with its country before it."""
    style = _STYLE.match(name)
    if style is not None:
        entry = by_name().get(name[style.end() :])
        return entry if entry is not None and entry.label == "GPE" else None
    first, _, rest = name.partition(" ")
    place, entry = by_name().get(first), by_name().get(rest)
    if place is not None and place.label == "GPE" and entry is not None and entry.label in ("EVENT", "LAW"):
        return entry
    return None


def of_a_people(span: Span) -> bool:
    """Tell whether a span can be the name of a people, a faith or a party's followers.

    The gazetteer, the ending of its last word, or an adjective's or plural's tag in the middle of a sentence bear it
    out; the reader's word alone does not.
    """
    entry = known(span) or known(span[-1:])
    if entry is not None:
        return entry.label == "NORP"
    last = span[-1]
    if not capital(last) or len(span) > 3 or (len(last.text) < 4) or is_title(last.text):
        return False
    if last.is_sent_start and last.tag_ not in ("NNP", "NNPS"):
        return bool(_PEOPLE.search(last.text)) and last.tag_ == "JJ"
    if len(span) > 1 and last.dep_ == "flat":
        return False
    if _PEOPLE.search(last.text) and last.tag_ in ("JJ", "NNP", "NNPS"):
        return not is_first_name(span[0].text)
    tagged = last.tag_ in ("JJ", "NNPS") and last.text[1:].islower() and not last.is_sent_start
    return tagged and len(span) == 1


def person_like(span: Span, surnames: frozenset[str] = frozenset()) -> bool:
    """Tell whether a span looks like somebody's name: a first name, a title before it, or a surname of the document."""
    doc, first = span.doc, span[0]
    if not all(capital(token) or token.text in "-." or token.lower_ in _PARTICLES for token in span):
        return False
    if len(span) == 1:
        return first.text in surnames
    if span[-1].text in surnames and is_first_name(first.text):
        return True
    before = doc[span.start - 1] if span.start else None
    titled = before is not None and is_title(before.text)
    return len(span) < 5 and (is_first_name(first.text) or titled)


def without_capitals(doc: Doc, start: int) -> bool:
    """Tell whether a word stands where capitals tell nothing: its sentence, or the names of the text, have none."""
    sentence = doc[start].sent
    if not any(token.text[:1].isupper() and token.text != "I" for token in sentence):
        return True
    return _names_in_small(doc)


@lru_cache(maxsize=1)
def _names_in_small(doc: Doc) -> bool:
    """Tell whether most names of a text have no capital; asked once a name, so kept for the text at hand."""
    names = [token for token in doc if token.pos_ == "PROPN" and not token.is_sent_start and token.is_alpha]
    return sum(token.text.islower() for token in names) * 2 > len(names)


@lru_cache(maxsize=1)
def small_words(doc: Doc) -> frozenset[str]:
    """Return the words that a text has in small letters."""
    return frozenset(token.text for token in doc if token.text.islower())
