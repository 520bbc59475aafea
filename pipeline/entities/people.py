"""What a document tells of its people: their pronoun, and the offices and descriptions that stand with their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from pipeline.entities.first_names import first_names
from pipeline.entities.gazetteer import by_name, rows
from pipeline.entities.patterns import is_title
from pipeline.schema import Entity

__all__ = ["People", "gender_of", "gender_of_role"]

_MALE_ROLES = re.compile(r"(?:man|father|son|brother|husband|king|boy|gentleman|actor)$")
_BETWEEN = frozenset({"VERB", "AUX", "CCONJ", "SCONJ"})
_SECOND = frozenset({"vice", "deputy", "assistant", "lieutenant", "associate"})
_FEMALE_ROLES = re.compile(r"(?:woman|mother|daughter|sister|wife|queen|girl|lady|actress)$")


@cache
def _honorifics() -> dict[str, str]:
    return {
        name: gender[0] for gender, names in rows("first_names.tsv") if gender in ("mh", "fh") for name in names.split()
    }


def gender_of(name: str) -> str:
    """Return "m" or "f" where a first name or honorific tells, else an empty string."""
    words = name.replace(".", "").split()
    if not words:
        return ""
    if words[0].lower() in _honorifics():
        return _honorifics()[words[0].lower()]
    gender = first_names().get(words[0].split("-")[0], "")
    # A name alone is often a surname, and many of those are men's first names.
    return gender if len(words) > 1 or gender == "f" else ""


def gender_of_role(word: str) -> str:
    """Return "m" or "f" where a word for somebody tells ("spokeswoman", "father"), else an empty string."""
    return "f" if _FEMALE_ROLES.search(word) else "m" if _MALE_ROLES.search(word) else ""


def _rank(role: Token) -> str:
    """Return the word that makes another office of an office: the vice president is not the president."""
    before = role.nbor(-1).lower_ if role.i else ""
    return f"{before} " if before in _SECOND else ""


class People:
    """The people of a document by their canonical names.

    Parameters
    ----------
    doc
        Parsed by the reader.
    entities
        Its names, canonical.
    """

    def __init__(self, doc: Doc, entities: Sequence[Entity]) -> None:
        self._gender: dict[str, str] = {}
        self._roles: dict[str, list[tuple[Token, str]]] = {}
        self.by_token: dict[int, Entity] = {}
        for entity in entities:
            span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
            if span is None:
                continue
            for token in span:
                self.by_token[token.i] = entity
            if entity.label == "PERSON":
                self._note(doc, span.start, span.end, span.root, entity.name)

    def _note(self, doc: Doc, start: int, end: int, root: Token, name: str) -> None:
        gender = gender_of(name)
        at = start
        while at > 0 and doc[at - 1].is_alpha and at > start - 5 and not doc[at].is_sent_start:
            if doc[at - 1].pos_ in _BETWEEN:
                # "The mayor met Ana Ruiz": the office is not hers.
                break
            at -= 1
        before = [token.lower_.rstrip(".") for token in doc[max(0, start - 2) : start]]
        if not gender and before:
            gender = _honorifics().get(before[-1], "")
        roles = [token for token in doc[at:start] if is_title(token.lower_)]
        for child in root.children:
            if child.dep_ == "appos" and child.pos_ == "NOUN" and (child.i < start or child.i >= end):
                roles.append(child)
        head = root.head
        if root.dep_ in ("appos", "flat", "nmod:desc") and head.pos_ in ("NOUN", "PROPN") and not start <= head.i < end:
            roles.append(head)
        copular = head.pos_ == "NOUN" and any(c.dep_ == "cop" for c in head.children)
        if root.dep_ in ("nsubj", "nsubj:outer") and copular:
            roles.append(head)
        for role in roles:
            if role.i in self.by_token and self.by_token[role.i].label == "PERSON":
                continue
            word = role.lower_
            self._roles.setdefault(_rank(role) + word, []).append((role, name))
            if not gender:
                gender = gender_of_role(word)
        if gender and not self._gender.get(name):
            self._gender[name] = gender
        self._gender.setdefault(name, "")

    @property
    def names(self) -> list[str]:
        """Canonical names, in the order of their first mention."""
        return list(self._gender)

    def gender(self, name: str) -> str:
        """Return "m" or "f" where the document or the first name tells, else an empty string."""
        return self._gender.get(name, "")

    def learn(self, name: str, gender: str) -> None:
        """Keep what a pronoun has told of a person whose gender was open."""
        if name in self._gender and not self._gender[name]:
            self._gender[name] = gender

    def described(self, role: Token, since: int = 0) -> str:
        """Return who "the minister" is: the one person whom the document gives that office, before or at this place.

        Of several, the last named one before the place; an empty string where there is none from ``since`` on. "The US
        president" is none whose office is another country's.
        """
        known = self._roles.get(_rank(role) + role.lower_, [])
        country = self._country(role)
        before = [(held, name) for held, name in known if since <= held.i <= role.i]
        if country:
            own = [one for one in before if self._country(one[0]) == country]
            before = own or [one for one in before if not self._country(one[0])]
        if not before:
            return ""
        names = {name for _, name in before}
        return names.pop() if len(names) == 1 else before[-1][1]

    def _country(self, role: Token) -> str:
        """Return the code of the country that an office is said to be of, else an empty string."""
        for token in role.subtree:
            entity = self.by_token.get(token.i)
            place = by_name().get(entity.name) if entity is not None and entity.label in ("GPE", "NORP") else None
            near = token.i < role.i or token.dep_ == "nmod"
            if near and token.head.i == role.i and place is not None:
                return place.id
        if role.i and (entity := self.by_token.get(role.i - 1)) is not None and entity.label in ("GPE", "NORP"):
            # "Mexican President Ana Ruiz": the adjective hangs on the name.
            place = by_name().get(entity.name)
            return place.id if place is not None else ""
        return ""
