"""People whom the reader passed over: by a title, by a first name, by a hyphen within the name."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.entities.first_names import is_first_name
from pipeline.entities.gazetteer import by_name
from pipeline.entities.patterns import Candidate, capital, is_title, title_case

__all__ = ["first_named", "hyphened", "titled"]


def _name_word(token: Token) -> bool:
    """Tell whether a token may be the surname after a title."""
    if not capital(token) or token.pos_ != "PROPN" or is_title(token.text) or token.is_sent_start:
        return False
    return token.text not in by_name()


def titled(doc: Doc, taken: set[int]) -> list[Candidate]:
    """Find people that the reader missed, by the title before their names."""
    found: list[Candidate] = []
    for token in doc:
        i = token.i + 1
        if not (is_title(token.text) and capital(token)) or i >= len(doc) or i in taken:
            continue
        end = i
        while end < len(doc) and end - i < 3 and end not in taken and _name_word(doc[end]):
            end += 1
        if end > i:
            found.append(Candidate(i, end, "PERSON", "title", end - i))
    return found


def first_named(doc: Doc, taken: set[int]) -> list[Candidate]:
    """Find people that the reader missed, by a first name that the parse joins to a surname: "Jo Hald of the party"."""
    found: list[Candidate] = []
    for token in doc:
        last = token.i + 1
        if token.i in taken or not capital(token) or token.pos_ != "PROPN" or not is_first_name(token.text):
            continue
        while last < len(doc) and last not in taken and capital(doc[last]) and doc[last].pos_ == "PROPN":
            beside = token.dep_ == "flat" and doc[last].head.i == token.head.i
            if doc[last].dep_ != "flat" or not (beside or doc[last].head.i == token.i):
                break
            last += 1
        # Beside another capital it may be a part of some other name.
        first = doc[token.i - 1] if token.i else None
        before = first is not None and capital(first) and not is_title(first.text) and not first.is_sent_start
        after = last < len(doc) and capital(doc[last])
        if last - token.i > 1 and not before and not after and not title_case(token.sent):
            found.append(Candidate(token.i, last, "PERSON", "first name", last - token.i))
    return found


def hyphened(doc: Doc, taken: set[int]) -> list[Candidate]:
    """Find people by the way in which Chinese and Korean names are written: "Lam Cheuk-ting of the party"."""
    found: list[Candidate] = []
    for token in doc[1:-2] if len(doc) > 3 else ():
        start, end = token.i - 1, token.i + 3
        hyphen, part, family = token.nbor(), token.nbor(2), token.nbor(-1)
        glued = not token.whitespace_ and not hyphen.whitespace_ and hyphen.text in ("-", "‑")
        if not glued or not part.text.islower() or part.pos_ != "PROPN" or not taken.isdisjoint(range(start, end)):
            continue
        if capital(token) and capital(family) and {token.pos_, family.pos_} == {"PROPN"} and not is_title(family.text):
            found.append(Candidate(start, end, "PERSON", "hyphen", 4))
    return found
