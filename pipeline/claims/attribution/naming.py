"""The name that a source's own words give, or that of the person whose office they name."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from pipeline.claims.attribution.lexicon import listed
from pipeline.claims.attribution.sources import can_speak, is_person
from pipeline.claims.attribution.stretches import span_text
from pipeline.entities.patterns import capital, is_title
from pipeline.entities.people import People
from pipeline.schema import Entity

__all__ = ["SourceNames"]

_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "LAW", "WORK_OF_ART", "EVENT", "PRODUCT"})
_OUTLETS = frozenset({"agency", "newspaper", "magazine", "network", "website", "channel", "broadcaster"})


class SourceNames:
    """Finds the names in the words for the sources of a document.

    Parameters
    ----------
    doc
        Parsed by the reader.
    people
        Its people and the offices that it gives them.
    """

    def __init__(self, doc: Doc, people: People) -> None:
        self._doc = doc
        self._people = people

    def of(self, source: Token, span: Span) -> str:
        """Return the canonical name of a source, of all of several; an empty string where it gives none.

        Parameters
        ----------
        source
            Head of its noun phrase, no pronoun.
        span
            The whole noun phrase.
        """
        if resident := self._resident(span):
            return resident
        lower = source.lower_
        conjuncts = [c for c in source.conjuncts if span.start <= c.i < span.end]
        if any(t.text == "," for t in span) and not all(self._named(c) for c in conjuncts):
            # "Ana Ruiz, a nurse and a leader of the union": the second half of an apposition.
            conjuncts = []
        if conjuncts and (own := self._named(source)):
            names = [own, *filter(None, (self._named(c) for c in conjuncts))]
            return " and ".join(dict.fromkeys(names)) if len(names) == len(conjuncts) + 1 else ""
        if (name := self.entity(source)) and not self._one_of(source):
            return name
        if source.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return ""
        described = (
            self._people.by_token.get(source.head.i) if source.dep_ == "appos" and source.i > source.head.i else None
        )
        if described is not None and described.label == "PERSON" and source.i not in self._people.by_token:
            # "Rob Dale, a conservative who has argued": whom the clause describes.
            return described.name
        if source.pos_ == "PROPN" and any(c.dep_ == "nmod:desc" and is_title(c.lower_) for c in source.children):
            # "Minister of Education Ana Ruiz", where the name is nobody's entity
            words = [source, *(c for c in source.children if c.dep_ == "flat" and c.i == source.i + 1)]
            if len(words) == 2 and all(capital(t) for t in words):
                return span_text(self._doc[words[0].i : words[1].i + 1])
        for child in sorted(source.children, key=lambda c: c.i < source.i):
            if child.dep_ in ("appos", "flat", "nmod:desc") and (people := self._people_of(child, source)):
                return people
        if lower in listed("utterance"):
            # "Hale's speech called for": it is Hale who does.
            for child in source.children:
                person = self._people.by_token.get(child.i)
                if child.dep_ == "nmod:poss" and person and person.label == "PERSON":
                    return person.name
        for child in source.children:
            # "the operator, Lombera Lines": a body that its description stands before.
            if child.dep_ == "appos" and child.i > source.i:
                body = self._people.by_token.get(child.i)
                if body and body.label == "ORG":
                    return body.name
        if name := self._titled(source, span) or self._outlet(source):
            return name
        if is_title(lower) and self._definite(source):
            return self._people.described(source)
        return ""

    def entity(self, token: Token) -> str:
        """Return the name that a noun is the head of; an empty string for a people's."""
        entity = self._people.by_token.get(token.i)
        if entity is None or entity.label not in _NAMED:
            return ""
        # "Trump aides", "the White House spokesman": the name is not the head.
        if not entity.start <= token.idx < entity.end:
            return ""
        return self._whole(token, entity) or entity.name

    def _whole(self, token: Token, entity: Entity) -> str:
        """Return the name in full where only its first half was found: "Major Ali Sultan" after an Ali Aziz."""
        last = max((c for c in token.children if c.dep_ == "flat" and c.i > token.i), key=lambda c: c.i, default=None)
        if last is None or entity.label != "PERSON" or last.i in self._people.by_token or last.i - token.i > 2:
            return ""
        words = self._doc[token.i : last.i + 1]
        full = all(capital(t) and t.pos_ == "PROPN" for t in words) and not is_title(token.lower_)
        return span_text(words) if full and last.text not in entity.name.split() else ""

    def _resident(self, span: Span) -> str:
        """Return who speaks where a place stands before: "From the capital, Muzaffarabad, resident Ana Ruiz says"."""
        comma = next((t.i for t in span if t.text == ","), -1)
        several = any(t.dep_ == "cc" for t in span)
        if comma < 0 or several or not span.start or self._doc[span.start - 1].text != ",":
            return ""
        at = comma + 1
        while (
            at < min(span.end - 1, comma + 4)
            and at not in self._people.by_token
            and self._doc[at].pos_ not in ("DET", "ADP")
        ):
            at += 1
        person = self._people.by_token.get(at)
        office = at > comma + 1 and is_title(self._doc[at - 1].lower_)
        return person.name if office and person is not None and person.label == "PERSON" else ""

    def _one_of(self, source: Token) -> bool:
        """Tell whether a name is what somebody is one of: "an influential House Democrat" is nobody's name."""
        entity = self._people.by_token.get(source.i)
        one = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in source.children)
        return one and entity is not None and entity.label not in ("PERSON", "WORK_OF_ART")

    def _named(self, token: Token) -> str:
        """Return the name that a noun is, or that of the person named beside it: "her deputy, Rob Hale"."""
        beside = (self._people.by_token.get(c.i) for c in token.children if c.dep_ == "appos")
        named = (person.name for person in beside if person and person.label == "PERSON")
        return self.entity(token) or next(named, "")

    def _people_of(self, named: Token, source: Token) -> str:
        """Return who is named beside a source, all of them where it is several: "the authors, Ruiz and Hale"."""
        found = []
        for token in (named, *(named.conjuncts if source.tag_ in ("NNS", "NNPS") else ())):
            near = (token, *(c for c in token.children if c.dep_ == "flat" and is_title(token.lower_)))
            people = (self._people.by_token.get(t.i) for t in near)
            found.append(next((person.name for person in people if person and person.label == "PERSON"), ""))
        return " and ".join(dict.fromkeys(found)) if all(found) else found[0]

    def _titled(self, source: Token, span: Span) -> str:
        """Read "the minister for energy Ana Ruiz": a person at the end of the words before any comma."""
        end = next((t.i for t in span if t.i > source.i and t.text in (",", "—", "–", "(")), span.end)
        beside = self._people.by_token.get(end + 1) if end + 1 < span.end else None
        if beside is not None and beside.label == "PERSON" and is_title(source.lower_):
            # "the general secretary of the union, Tony Lund"
            return beside.name
        person = self._people.by_token.get(end - 1)
        if person is None or person.label != "PERSON":
            return self._flat_name(source, span)
        first = end - 1
        while first > span.start and self._people.by_token.get(first - 1) is person:
            first -= 1
        before = first - 1
        while before > span.start and is_title(self._doc[before].lower_):
            before -= 1
        if first == span.start:
            return person.name
        blocked = self._doc[before].pos_ in ("ADP", "DET", "CCONJ", "PART") or self._doc[before].text in ("'s", "’s")
        if blocked and before == first - 1:
            return ""
        return "" if self._doc[before].pos_ == "ADP" and before > span.start else person.name

    def _flat_name(self, source: Token, span: Span) -> str:
        """Read "head of the board Ana Ruiz", where the name is nobody's entity: two capitals joined to the office."""
        flat = [c for c in source.children if c.dep_ in ("flat", "appos") and c.i > source.i and c.i < span.end]
        words = [t for c in flat for t in c.subtree]
        joined = len(words) == 2 and words[1].i == words[0].i + 1 and is_title(source.lower_)
        if not joined or not all(capital(t) and t.pos_ == "PROPN" for t in words):
            return ""
        return span_text(self._doc[words[0].i : words[1].i + 1])

    def _outlet(self, source: Token) -> str:
        """Read "the Reuters news agency" and "car maker General Motors": a body named beside what it is."""
        before, after = source.i - 1, source.i + 1
        if before > 0 and self._doc[before].lower_ == "news":
            before -= 1
        for i in (after, before):
            entity = self._people.by_token.get(i)
            if entity is None or entity.label != "ORG" or source.i in self._people.by_token or not can_speak(source):
                continue
            beside = self._doc[i].head.i == source.i or self._doc[i].head.head.i == source.i
            if beside and (i == after or source.lower_ in _OUTLETS) and not is_person(source):
                return entity.name
        return ""

    def _definite(self, token: Token) -> bool:
        return any(c.lower_ in ("the", "this", "his", "her", "their") for c in token.children)
