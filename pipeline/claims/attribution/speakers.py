"""Who a source is: the full name behind a surname, a pronoun, an office."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from pipeline.claims.attribution.stretches import span_text
from pipeline.entities.patterns import is_title
from pipeline.entities.people import People
from pipeline.schema import Entity

__all__ = ["Speakers"]

_GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})


class Speakers:
    """Resolves the sources of a document, in the order of the text.

    Parameters
    ----------
    doc
        Parsed by the reader.
    entities
        Its names, canonical.
    quoted
        For each token whether it stands inside a quotation: who is named there is rarely the one who speaks.
    """

    def __init__(self, doc: Doc, entities: Sequence[Entity], quoted: Sequence[bool]) -> None:
        self._doc = doc
        self._quoted = quoted
        self._people = People(doc, entities)
        self._sentence = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
        self._mentions = sorted(
            (i, entity)
            for i, entity in self._people.by_token.items()
            if entity.label in _NAMED and entity.start == doc[i].idx
        )
        self._last: tuple[int, str] | None = None
        self._named_in: set[str] = set()

    def resolve(self, source: Token, span: Span, contents: Sequence[tuple[int, int]] = ()) -> tuple[str, bool]:
        """Return the speaker of a source and whether it is a name.

        Parameters
        ----------
        source
            Head of its noun phrase.
        span
            The whole noun phrase.
        contents
            What is said, in characters: a pronoun does not stand for somebody whom they name.

        Returns
        -------
        tuple
            The canonical name, or the source's own words; and whether it is a name.
        """
        self._named_in = {
            entity.name for _, entity in self._mentions if any(s <= entity.start < e for s, e in contents)
        }
        name = self._name(source, span)
        if name:
            self._last = (source.i, name)
            return name, True
        return self._words(source, span), False

    def continues(self, name: str, at: int) -> None:
        """Note that somebody goes on speaking here."""
        self._last = (at, name)

    def _name(self, source: Token, span: Span) -> str:
        lower = source.lower_
        if lower in _GENDER:
            return self._pronoun(source, _GENDER[lower])
        if lower in ("it", "its", "they", "their", "them"):
            return self._body(source, plural=lower not in ("it", "its"))
        conjuncts = [c for c in source.conjuncts if span.start <= c.i < span.end]
        if conjuncts and (own := self._entity(source)):
            names = [own, *filter(None, (self._entity(c) for c in conjuncts))]
            return " and ".join(dict.fromkeys(names)) if len(names) == len(conjuncts) + 1 else ""
        if name := self._entity(source):
            return name
        if source.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return ""
        for child in source.children:
            person = self._people.by_token.get(child.i)
            if person and person.label == "PERSON" and child.dep_ in ("appos", "flat", "nmod:desc"):
                return person.name
        if name := self._titled(source, span):
            return name
        if is_title(lower) and self._definite(source):
            return self._people.described(source)
        return ""

    def _titled(self, source: Token, span: Span) -> str:
        """Read "the minister for energy Ana Ruiz": a person at the end of the words before any comma."""
        end = next((t.i for t in span if t.i > source.i and t.text in (",", "—", "–", "(")), span.end)
        beside = self._people.by_token.get(end + 1) if end + 1 < span.end else None
        if beside is not None and beside.label == "PERSON" and is_title(source.lower_):
            # "the general secretary of the union, Tony Lund"
            return beside.name
        person = self._people.by_token.get(end - 1)
        if person is None or person.label != "PERSON":
            return ""
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

    def _entity(self, token: Token) -> str:
        entity = self._people.by_token.get(token.i)
        if entity is None or entity.label not in _NAMED | {"LOC", "FAC", "LAW", "WORK_OF_ART", "EVENT", "PRODUCT"}:
            return ""
        if entity.label == "NORP":
            return ""
        # "Trump aides", "the White House spokesman": the name is not the head.
        return entity.name if entity.start <= token.idx < entity.end else ""

    def _definite(self, token: Token) -> bool:
        return any(c.lower_ in ("the", "this", "his", "her", "their") for c in token.children)

    def _pronoun(self, source: Token, gender: str) -> str:
        """Return the nearest person who fits a pronoun: subjects and speakers first, names in quotations last."""
        here = self._sentence[source.i]
        best: tuple[float, int, str] | None = None
        for i, entity in reversed(self._mentions):
            if i >= source.i or entity.label != "PERSON" or entity.name in self._named_in:
                continue
            if self._people.gender(entity.name) not in ("", gender):
                continue
            distance = here - self._sentence[i]
            if distance > 12:
                break
            token = self._head(i)
            score = -1.0 * distance
            if token.dep_ in _SUBJECT:
                score += 1.2
            if self._quoted[i]:
                score -= 3.0
            if token.dep_ in ("nmod:poss", "compound", "nmod"):
                score -= 0.6
            if self._last and entity.name == self._last[1]:
                score += max(0.0, 1.5 - 0.25 * (here - self._sentence[self._last[0]]))
            if self._people.gender(entity.name) == gender:
                score += 0.3
            if best is None or score > best[0]:
                best = (score, i, entity.name)
        last = self._last[1] if self._last else ""
        fits = last in self._people.names and self._people.gender(last) in ("", gender)
        if self._last and fits and last not in self._named_in:
            score = 1.5 - 0.8 * (here - self._sentence[self._last[0]])
            if best is None or score > best[0]:
                best = (score, self._last[0], self._last[1])
        if best is None:
            return ""
        self._people.learn(best[2], gender)
        return best[2]

    def _head(self, i: int) -> Token:
        entity = self._people.by_token[i]
        span = self._doc.char_span(entity.start, entity.end, alignment_mode="expand")
        return span.root if span is not None else self._doc[i]

    def _body(self, source: Token, *, plural: bool) -> str:
        """Return the organisation or country behind "it", only when it has just spoken or is the last subject."""
        if plural:
            return ""
        here = self._sentence[source.i]
        for i, entity in reversed(self._mentions):
            if i >= source.i or entity.label not in ("ORG", "GPE"):
                continue
            distance = here - self._sentence[i]
            if distance > 2:
                break
            if self._head(i).dep_ in _SUBJECT and not self._quoted[i]:
                return entity.name
        return ""

    def _words(self, source: Token, span: Span) -> str:
        """Return the source's own words without its article and what follows a comma."""
        start = span.start
        if self._doc[start].dep_ == "det" and self._doc[start].lower_ in ("the", "a", "an"):
            start += 1
        end = span.end
        for token in self._doc[max(start, source.i) : span.end]:
            relative = token.tag_ in ("WP", "WDT") and token.i > source.i
            if token.text in (",", "—", "–", "(", ":") or relative:
                end = token.i
                break
        return span_text(self._doc[start:end]) or span_text(span)
