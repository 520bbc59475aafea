"""Names of one word that the reader takes for somebody and whose sentence speaks of a thing or a body."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from pipeline.entities.first_names import is_first_name
from pipeline.entities.gazetteer import rows
from pipeline.entities.patterns import Candidate, is_title

__all__ = ["bodies", "is_namesake"]

_HIS = frozenset(("he", "she", "his", "her", "him", "hers", "himself", "herself"))
_BETWEEN = frozenset(("NOUN", "PROPN", "PRON"))


@cache
def _namesakes() -> dict[str, frozenset[str]]:
    return {word: frozenset(nouns.split()) for word, nouns in rows("namesakes.tsv")}


def is_namesake(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a place or a people only gives a thing its name: "French toast", "plaster of Paris"."""
    if end < len(doc) and doc[end].lower_ in _namesakes().get(doc[start:end].text, ()):
        return True
    return start > 1 and doc[start].text == "Paris" and doc[start - 2].lower_ == "plaster"


def bodies(doc: Doc, kept: list[Candidate]) -> list[Candidate]:
    """Make bodies of people who own something as "its", or have a plural verb: "Brack launched its app", "Brack host".

    Nobody whom the document names in full, gives a title or calls "he" or "she" nearby is made one.
    """
    full = {token.text for c in kept if c.label == "PERSON" and c.end - c.start > 1 for token in doc[c.start : c.end]}
    alone = [c for c in kept if c.label == "PERSON" and c.end - c.start == 1 and c.origin == "model"]
    told = {doc[c.start].text for c in alone if _a_body(doc[c.start])}
    titled = {doc[c.start].text for c in alone if c.start and is_title(doc[c.start - 1].text)}
    told = {name for name in told - titled - full if not is_first_name(name)}
    return [
        c._replace(label="ORG") if c.label == "PERSON" and c.end - c.start == 1 and doc[c.start].text in told else c
        for c in kept
    ]


def _a_body(name: Token) -> bool:
    verb = name.head
    if name.dep_ not in ("nsubj", "nsubj:pass") or name.i > verb.i or verb.pos_ not in ("VERB", "AUX"):
        return False
    if any(token.lower_ in _HIS for token in name.sent):
        return False
    if any(c.dep_ in ("conj", "appos", "flat") for c in name.children):
        return False
    if verb.tag_ == "VBP" and not any(c.dep_.startswith("aux") for c in verb.children) and verb.dep_ != "ccomp":
        return True
    its = [t for t in verb.subtree if t.lower_ == "its" and t.dep_ == "nmod:poss" and t.i > verb.i]
    return bool(its) and not any(t.pos_ in _BETWEEN or t.dep_ == "ccomp" for t in name.doc[name.i + 1 : its[0].i])
