"""Who a source is: the full name behind a surname, a pronoun, an office."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from pipeline.claims.attribution.lexicon import listed
from pipeline.claims.attribution.naming import SourceNames
from pipeline.claims.attribution.sources import asks, can_speak, is_person, is_singular, source_span, was_asked
from pipeline.claims.attribution.stretches import span_text, subjects
from pipeline.entities.affiliations import affiliations, party_of
from pipeline.entities.gazetteer import by_name
from pipeline.entities.patterns import capital
from pipeline.entities.people import People, gender_of_role
from pipeline.schema import Entity

__all__ = ["Speakers"]

_GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_THINGS = frozenset({"it", "its"})
_GROUPS = frozenset({"they", "their", "them"})
_PLAIN = {"him": "he", "his": "he", "her": "she", "hers": "she", "its": "it", "their": "they", "them": "they"}
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "dislocated"})
_FRONTED = frozenset({"obl", "obl:unmarked", "advcl", "nmod", "advmod", "dislocated", "discourse"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
# Words for any document at all.
_PAPERS = frozenset({"text", "document", "paper"})
# Words of a description that a cell of a sheet has room for; of a longer one the relative clause is left out.
_ROOM = 9


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
        self._names = SourceNames(doc, self._people)
        self._affiliations = affiliations(doc.text, entities)
        self._sentence = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
        self._mentions = sorted(
            (i, entity)
            for i, entity in self._people.by_token.items()
            if entity.label in _NAMED and entity.start == doc[i].idx
        )
        self._last: tuple[int, str] | None = None
        self._named_in: set[str] = set()
        self._contents: Sequence[tuple[int, int]] = ()
        self._sources: list[tuple[Token, str, bool]] = []

    def resolve(
        self, source: Token, span: Span, contents: Sequence[tuple[int, int]] = (), *, inner: bool = False
    ) -> tuple[str, bool]:
        """Return the speaker of a source and whether it is a name.

        Parameters
        ----------
        source
            Head of its noun phrase.
        span
            The whole noun phrase.
        contents
            What is said, in characters: a pronoun does not stand for somebody whom they name.
        inner
            It is somebody else who says that this one says so: whoever goes on speaking is that other one.

        Returns
        -------
        tuple
            The canonical name, or the source's own words; and whether it is a name.
        """
        self._named_in = {
            entity.name for _, entity in self._mentions if any(s <= entity.start < e for s, e in contents)
        }
        self._contents = contents
        lower = source.lower_
        if lower in _THINGS or lower in _GROUPS:
            said, named = self._group(source, plural=lower in _GROUPS)
            if said and named and not inner:
                self._last = (source.i, said)
            return said or _PLAIN.get(lower, lower), named
        if lower in _GENDER and (words := self._goes_on(source)):
            return words, False
        name = self._name(source, span)
        if name:
            if not asks(source) and not inner:
                self._last = (source.i, name)
            self._sources.append((source, name, True))
            return name, True
        if lower in _GENDER:
            return _PLAIN.get(lower, lower), False
        if words := self._unnamed(source, span):
            return words, False
        words, named = self._document(source, span) or self._words(source, span)
        self._sources.append((source, words, named))
        return words, named

    def first_of(self, source: Token) -> str:
        """Return the first of several who speak, where that is a named person; an empty string else."""
        name = self._names.entity(source)
        return name if name in self._people.names else ""

    def continues(self, name: str, at: int) -> None:
        """Note that somebody goes on speaking here."""
        self._last = (at, name)

    def _name(self, source: Token, span: Span) -> str:
        lower = source.lower_
        if lower in _GENDER:
            ahead = self._ahead(source)
            name = self._names.entity(ahead) if ahead is not None else ""
            if name in self._people.names and self._people.gender(name) in ("", _GENDER[lower]):
                return name
            return self._pronoun(source, _GENDER[lower])
        return self._partisan(source, span) or ("" if self._unnamed(source, span) else self._names.of(source, span))

    def _unnamed(self, source: Token, span: Span) -> str:
        """Return the words for "the official" whom "a senior official at the port", nobody's name, has brought in."""
        if source.pos_ != "NOUN" or len(span) != 2 or span[0].lower_ != "the":
            return ""
        here = self._sentence[source.i]
        for token, words, named in reversed(self._sources):
            if here - self._sentence[token.i] > 6 or token.lower_ != source.lower_:
                continue
            brought_in = any(c.lower_ in ("a", "an", "one", "another") for c in token.children)
            known = self._people.described(source, since=token.i)
            return "" if named or known or not brought_in else words
        return ""

    def _goes_on(self, pronoun: Token) -> str:
        """Return the words for somebody unnamed who has just spoken: "A neighbor said A. B, she said."."""
        if not self._sources:
            return ""
        token, words, named = self._sources[-1]
        between = self._doc[token.i : pronoun.i]
        brought_in = any(c.lower_ in ("a", "an", "one", "another") for c in token.children)
        one = token.pos_ == "NOUN" and brought_in and is_person(token) and is_singular(token)
        if named or not one or token.i >= pronoun.i or self._said(token) or any("\n" in t.text for t in between):
            return ""
        gender = _GENDER[pronoun.lower_]
        own = {t.i for t in token.subtree}  # "a spokeswoman for Ana Ruiz"
        others = [e for i, e in self._mentions if token.i < i < pronoun.i and i not in own and e.label == "PERSON"]
        if any(self._people.gender(entity.name) in ("", gender) for entity in others):
            return ""
        return words if gender_of_role(token.lower_) in ("", gender) else ""

    def _partisan(self, source: Token, span: Span) -> str:
        """Return who "the Ohio Republican" is: the last person named whose party and state do not speak against it."""
        party = party_of(source.text)
        if not party or source.tag_ not in ("NN", "NNP", "JJ") or span[0].lower_ != "the" or source.i != span.end - 1:
            return ""
        place = span_text(self._doc[span.start + 1 : source.i])
        known = {name for name, one in self._affiliations.items() if one.fits(party, place)}
        placed = {name for name in known if self._affiliations[name].place}
        here = self._sentence[source.i]
        recent = [
            (self._last is not None and entity.name == self._last[1], i, entity.name)
            for i, entity in self._mentions
            if i < source.i and here - self._sentence[i] <= 4 and entity.label == "PERSON" and not self._quoted[i]
        ]
        for fits in (placed, known, set(self._people.names) - set(self._affiliations)):
            names = [one for one in recent if one[2] in fits]
            if names:
                return max(names)[2]
        return next(iter(placed)) if len(placed) == 1 else ""

    def _pronoun(self, source: Token, gender: str) -> str:
        """Return the nearest person who fits a pronoun: subjects and speakers first, names in quotations last."""
        here = self._sentence[source.i]
        best: tuple[float, int, str] | None = None
        # "Asked if Olsen was right, he said": whoever the question is about does not answer it, nor who put it.
        asked = [c for c in source.head.children if c.dep_ == "advcl" and was_asked(c)]
        elsewhere = {token.i for clause in asked for token in clause.subtree}
        asking = {self._names.entity(c) for clause in asked for c in clause.children if asks(c)}
        above = (
            [t for t in source.ancestors if t.i != source.head.i]
            if source.head.dep_.startswith(("advcl", "acl"))
            else []
        )
        for i, entity in reversed(self._mentions):
            if i >= source.i or entity.label != "PERSON" or entity.name in self._named_in | asking or i in elsewhere:
                continue
            if self._people.gender(entity.name) not in ("", gender):
                continue
            distance = here - self._sentence[i]
            if distance > 12:
                break
            token = _described(self._head(i))
            score = -1.0 * distance
            if token.dep_ in _SUBJECT:
                score += 1.2
            if token.dep_ in _SUBJECT and token.head in above:
                # "Hale sounded angry as he said": the subject of the clause that holds this one.
                score += 1.0
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
        if self._last and fits and last not in self._named_in | asking:
            score = 1.5 - 0.8 * (here - self._sentence[self._last[0]])
            if best is None or score > best[0]:
                best = (score, self._last[0], self._last[1])
        if best is None:
            return ""
        if body := self._body_going_on(source, best[1], best[2]):
            return body
        self._people.learn(best[2], gender)
        return best[2]

    def _body_going_on(self, pronoun: Token, at: int, name: str) -> str:
        """Return the body whose words "he added" takes up, where the person who would fit has said nothing yet."""
        if pronoun.head.lower_ not in ("added", "adds", "continued", "continues") or not self._sources:
            return ""
        token, words, named = self._sources[-1]
        body = named and words not in self._people.names and self._sentence[pronoun.i] - self._sentence[token.i] <= 2
        since = self._sentence[at] > self._sentence[token.i]
        return words if body and not since and all(said != name for _, said, _ in self._sources) else ""

    def _head(self, i: int) -> Token:
        entity = self._people.by_token[i]
        span = self._doc.char_span(entity.start, entity.end, alignment_mode="expand")
        return span.root if span is not None else self._doc[i]

    def _ahead(self, pronoun: Token) -> Token | None:
        """Return the subject that a pronoun in a phrase before it points forward to: "In its own words, the club …"."""
        root = pronoun.sent.root
        own = [s for s in subjects(root) if s.i > pronoun.i]
        if not own:
            return None
        top = pronoun
        while top.head.i != root.i and top.head.i != top.i:
            if any(s.i < pronoun.i and is_person(s) for s in subjects(top.head)):
                # "After the mayor said he would go, the governor …": he is the mayor.
                return None
            top = top.head
        inside = top.i < own[0].i and top.dep_ in _FRONTED and top.head.i == root.i
        return own[0] if inside and top.i != pronoun.i else None

    def _group(self, pronoun: Token, *, plural: bool) -> tuple[str, bool]:
        """Return the body, the document or the people behind "it" and "they": who spoke last, or the last subject."""
        ahead = self._ahead(pronoun)
        if ahead is not None and self._fits(ahead, plural=plural):
            return self._called(ahead)
        here = self._sentence[pronoun.i]
        best: tuple[float, int, str, bool] | None = None
        for token, words, named in self._sources:
            distance = here - self._sentence[token.i]
            body = named and words not in self._people.names and not plural
            fits = body or _crew(token, pronoun) or self._fits(token, plural=plural)
            if token.i < pronoun.i and distance <= 3 and fits and not self._said(token):
                score = 1.0 - distance - (1.2 if plural and is_singular(token) else 0.0)
                if best is None or (score, token.i) > best[:2]:
                    best = (score, token.i, words, named)
        spoke = {token.i for token, _, _ in self._sources}
        first = self._doc[max(0, pronoun.i - 120)].i
        for token in self._doc[first : pronoun.i]:
            distance = here - self._sentence[token.i]
            if token.dep_ not in _SUBJECT or token.i in spoke or distance > 2 or self._quoted[token.i]:
                continue
            if not (_crew(token, pronoun) or self._fits(token, plural=plural)) or self._said(token):
                continue
            score = (
                (0.3 if token.head.dep_ == "ROOT" else 0.0) - distance - (1.2 if plural and is_singular(token) else 0.0)
            )
            if best is None or (score, token.i) > best[:2]:
                best = (score, token.i, *self._called(token))
        return best[2:] if best is not None else ("", False)

    def _said(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self._contents)

    def _fits(self, token: Token, *, plural: bool) -> bool:
        """Whether "they", or "it", can stand for a noun that says something."""
        if token.pos_ == "PRON" or not can_speak(token):
            return False
        entity = self._people.by_token.get(token.i)
        body = entity is not None and entity.label in ("ORG", "GPE")
        if plural:
            return not is_singular(token) or (body and entity is not None and entity.label == "ORG")
        return is_singular(token) and (body or not is_person(token)) and not (entity and entity.label == "PERSON")

    def _called(self, token: Token) -> tuple[str, bool]:
        start, end = source_span(self._doc, token, token.head.i if token.head.i != token.i else -1)
        span = self._doc[start:end]
        name = self._name(token, span)
        return (name, True) if name else self._words(token, span)

    def _document(self, source: Token, span: Span) -> tuple[str, bool] | None:
        """Return the document that "the text" is: the last one that the two sentences before describe more fully."""
        lower = source.lower_
        bare = len(span) == 2 and span[0].lower_ in ("the", "this")
        if not bare or lower not in listed("document"):
            return None
        here = self._sentence[source.i]
        for token in reversed(self._doc[max(0, source.i - 90) : span.start]):
            if here - self._sentence[token.i] > 2:
                break
            same = token.lower_ == lower or (lower in _PAPERS and token.lower_ in listed("document"))
            if not same or token.pos_ != "NOUN" or self._quoted[token.i] or self._said(token):
                continue
            if any(c.dep_ in ("amod", "compound", "nmod", "nmod:poss") for c in token.children):
                start, end = source_span(self._doc, token, -1)
                return self._words(token, self._doc[start:end])
        return None

    def _words(self, source: Token, span: Span) -> tuple[str, bool]:
        """Return the source's own words up to a comma, cased as inside a sentence, and whether they are a name."""
        start, end = span.start, span.end
        for token in self._doc[max(start, source.i) : span.end]:
            relative = token.tag_ in ("WP", "WDT") and token.i > source.i
            listed_on = token.text == "," and token.head.dep_ == "conj" and start <= token.head.head.i < token.i
            if (token.text in (",", "—", "–", "(", ":") and not listed_on) or (relative and span.end - start > _ROOM):
                end = token.i
                break
        if end <= start:
            return span_text(span), False
        first = self._doc[start]
        if end > start + 1 and (owner := self._owner(first, source)):
            mark = self._doc[start + 1]
            owned, ending = (start + 2, mark.text) if mark.tag_ == "POS" else (start + 1, "'s")
            return f"{owner}{ending} {span_text(self._doc[owned:end])}", False
        rest = [token for token in self._doc[start:end] if token.lower_ not in ("the", "of", "and")]
        if first.lower_ == "the" and rest and all(token.pos_ == "PROPN" and capital(token) for token in rest):
            # A name that nobody found: its article is none of its own.
            return span_text(self._doc[start + 1 : end]), rest[-1].tag_ == "NNP"
        words = span_text(self._doc[start:end])
        own = first.i in self._people.by_token or first.text in by_name() or first.tag_ in ("NNP", "NNPS")
        if first.text[:1].isupper() and (first.text[1:].islower() or len(first) == 1) and not own:
            words = words[:1].lower() + words[1:]
        return words, False

    def _owner(self, word: Token, source: Token) -> str:
        """Return whose "whose campaign" and "his critics" are, where a name can be said."""
        if word.lower_ == "whose":
            node = source
            while not node.dep_.startswith("acl") and node.head.i != node.i:
                node = node.head
            return self._called(node.head)[0] if node.dep_.startswith("acl") else ""
        if word.dep_ != "nmod:poss" or word.head.i != source.i:
            return ""
        if (owner := self._people.by_token.get(word.i)) and owner.label == "PERSON" and word.lower_ not in _GENDER:
            # "McConnell's office": the full name that the document gives.
            return owner.name if owner.name.endswith(word.text) else ""
        if word.lower_ not in _GENDER:
            return ""
        # Only the nearest will do: a wrong name is worse than "his critics".
        gender, here = _GENDER[word.lower_], self._sentence[word.i]
        names = {
            entity.name
            for i, entity in self._mentions
            if i < word.i and self._sentence[i] == here and entity.label == "PERSON" and not self._quoted[i]
        }
        if not names and self._last is not None and here - self._sentence[self._last[0]] <= 1:
            names = {self._last[1]} & set(self._people.names)
        fitting = [name for name in names if self._people.gender(name) in ("", gender)]
        return fitting[0] if len(fitting) == 1 else ""


def _described(name: Token) -> Token:
    """Return the office that a name stands beside where the parse makes the office the head: "chairman Rob Dale"."""
    while name.dep_ in ("appos", "flat", "nmod:desc") and name.head.i < name.i and name.head.pos_ in ("NOUN", "PROPN"):
        name = name.head
    return name


def _crew(body: Token, pronoun: Token) -> bool:
    """Whether a body is "they" within its own sentence: "The crew complained, and they demanded"."""
    many = pronoun.lower_ in _GROUPS and body.lower_ in listed("body") and not body.ent_type_
    return many and body.sent.start == pronoun.sent.start
