"""What a text speaks of: names, noun phrases and pronouns, with number, gender and kind.

Nouns are typed by a list counted in GUM; given names are gendered by the lists of the US Census Bureau (``data/``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from spacy.tokens import Doc, Token

from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import words
from pipeline.claims.splitting.cut import noun_phrase
from pipeline.claims.syntax import children, is_plural, mark, relation
from pipeline.schema import Entity

__all__ = ["PRONOUNS", "Mention", "Pronoun", "find_mentions"]

Gender = Literal["m", "f", ""]
Kind = Literal["person", "organization", "place", "animal", "thing", ""]


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun asks of its antecedent."""

    plural: bool
    gender: Gender
    person: bool | None
    """Must it be a person (True), must it not (False), or either (None)."""
    possessive: bool


PRONOUNS: dict[str, Pronoun] = {
    "he": Pronoun(False, "m", True, False),
    "him": Pronoun(False, "m", True, False),
    "his": Pronoun(False, "m", True, True),
    "she": Pronoun(False, "f", True, False),
    "her": Pronoun(False, "f", True, False),
    "hers": Pronoun(False, "f", True, True),
    "it": Pronoun(False, "", False, False),
    "its": Pronoun(False, "", False, True),
    "they": Pronoun(True, "", None, False),
    "them": Pronoun(True, "", None, False),
    "their": Pronoun(True, "", None, True),
    "theirs": Pronoun(True, "", None, True),
}


@dataclass(frozen=True)
class Mention:
    """One noun phrase.

    ``words`` are its tokens as it would be said again; ``key`` is the canonical name where it is a name; ``weight``
    is the prominence of its place in the sentence.
    """

    head: int
    words: tuple[int, ...]
    text: str
    sentence: int
    paragraph: int
    form: Literal["name", "definite", "indefinite", "pronoun", "group"]
    noun: str
    plural: bool
    gender: Gender
    kind: Kind
    key: str = ""
    weight: int = 0
    modified: bool = False
    described: tuple[str, ...] = ()
    collective: bool = False
    label: str = ""
    """What sort of name it is, ``COUNTRY`` for a state."""
    owner: bool = False
    """It owns a subject: "The bank's aim"."""
    joint: int = -1
    """The "and" of a group of names: what tells the group from the first of them."""

    @property
    def index(self) -> int:
        """The token that stands for the mention: its head, a group's "and"."""
        return self.head if self.joint < 0 else self.joint


@cache
def _table(name: str) -> dict[str, str]:
    text = (files("pipeline.claims.coreference") / "data" / name).read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


TITLES: dict[str, Gender] = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "king": "m", "prince": "m", "father": "m", "pope": "m", "duke": "m",
    "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "lady": "f", "dame": "f", "queen": "f", "princess":
    "f", "duchess": "f", "sister": "f",
}  # fmt: skip
MALE = {
    "man", "boy", "father", "son", "brother", "husband", "uncle", "king", "prince", "actor", "spokesman", "chairman",
    "businessman", "gunman", "policeman", "grandfather", "boyfriend", "widower", "congressman", "fisherman",
}  # fmt: skip
FEMALE = {
    "woman", "girl", "mother", "daughter", "sister", "wife", "aunt", "queen", "princess", "actress", "spokeswoman",
    "chairwoman", "businesswoman", "policewoman", "grandmother", "girlfriend", "widow", "congresswoman", "heroine",
}  # fmt: skip
_KINDS: dict[str, Kind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "organization",
    "EVENT": "thing", "LAW": "thing", "PRODUCT": "thing", "WORK_OF_ART": "thing",
}  # fmt: skip
_RESOLVED = {"agree", "decide", "hope", "plan", "propose", "recommend", "resolve", "suggest"}
"""Verbs of which "it was decided to" is nobody's deed; "it is expected to" goes on with something."""
_MODEL = re.compile(r"[A-Z]{1,4}-?\d{1,4}[A-Z]{0,2}")
COLLECTIVE = words("groups", "collective")
_WEIGHTS = {"nsubj": 4, "csubj": 3, "obj": 2, "iobj": 2, "obl": 1, "ROOT": 3, "conj": 1}
_NO_REFERENCE = {
    "lot",
    "number",
    "part",
    "way",
    "kind",
    "sort",
    "case",
    "time",
    "day",
    "week",
    "month",
    "year",
    "fact",
    "thing",
    "one",
    "example",
    "result",
    "percent",
    "cent",
    "%",
}


def find_mentions(doc: Doc, entities: Sequence[Entity]) -> list[Mention]:
    """Return the mentions of a text in their order; first and second persons are none."""
    named = _names(doc, entities)
    found: list[Mention] = []
    paragraph = 0
    for number, sentence in enumerate(doc.sents):
        if sentence.start and "\n" in doc[sentence.start - 1].text:
            paragraph += 1
        for token in sentence:
            if token.pos_ not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB"} or relation(token) in {
                "flat",
                "compound",
                "fixed",
                "goeswith",
            }:
                continue
            mention = _mention(token, number, paragraph, named)
            if mention is not None:
                if token.dep_ == "nmod:poss" and relation(token.head) == "nsubj":
                    mention = replace(mention, owner=True)
                found.append(mention)
                if mention.form == "name" and (group := _group(mention, token)) is not None:
                    found.append(group)
    return found


def _group(first: Mention, token: Token) -> Mention | None:
    """Return what "and" makes of names: "Peru, Chile and Ecuador" are "they" in the next sentence."""
    others = [c for c in children(token, "conj") if c.pos_ in {"PROPN", "NOUN"}]
    joints = [w for c in others for w in children(c, "cc")]
    if not others or {w.lower_ for w in joints} != {"and"}:
        return None
    text = _text(token.doc, first.words)
    return replace(first, form="group", text=text, plural=True, gender="", key="", described=(), joint=joints[-1].i)


def _names(doc: Doc, entities: Sequence[Entity]) -> dict[int, Entity]:
    """Return the entity that each head word names."""
    heads: dict[int, Entity] = {}
    for entity in entities:
        span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
        if span is not None and span.root.pos_ != "ADJ":
            heads[span.root.i] = entity
    return heads


def _mention(token: Token, number: int, paragraph: int, named: dict[int, Entity]) -> Mention | None:
    weight = _weight(token)
    if token.lower_ in PRONOUNS and token.pos_ == "PRON":
        rule = PRONOUNS[token.lower_]
        if token.dep_ == "expl" or (token.lower_ == "it" and _pleonastic(token)):
            return None
        kind: Kind = "person" if rule.person else ""
        return Mention(
            token.i,
            (token.i,),
            token.text,
            number,
            paragraph,
            "pronoun",
            token.lower_,
            rule.plural,
            rule.gender,
            kind,
            weight=weight,
        )
    if token.dep_ == "appos" or _noun_before(token) is not None or (children(token, "cop") and token.pos_ == "NOUN"):
        return None
    number_after = next((c for c in token.children if c.like_num and c.i == token.i + 1), None)
    numbered = number_after is not None  # "the Boeing 777" is not Boeing
    entity = (None if numbered else named.get(token.i)) or next(
        (named[c.i] for c in _names_beside(token) if c.i in named and token.pos_ != "PROPN"), None
    )
    if entity is None and (token.pos_ not in {"NOUN", "PROPN"} or relation(token) in {"nmod:desc"}):
        return None
    if entity is None and token.dep_ in {"nmod:desc", "obl:unmarked", "nmod:unmarked"}:
        return None
    words = noun_phrase(token)
    if not words or token.i not in words:
        return None
    text = _text(token.doc, words)
    noun = lemma(token.text, "NOUN") if token.pos_ == "NOUN" else token.lower_
    if entity is not None and entity.label != "NORP":
        plural = token.tag_ == "NNPS" and entity.label in {"NORP", "PERSON"}
        named_gender: Gender = _gender_of_name(token, entity) if entity.label == "PERSON" else ""
        return Mention(
            token.i, words, entity.name or text, number, paragraph, "name", noun, plural, named_gender,
            _KINDS[entity.label],
            key=entity.name or entity.text, weight=weight, described=_descriptions(token),
            label="COUNTRY" if entity.label == "GPE" and len(entity.id) == 2 else entity.label,
        )  # fmt: skip
    if number_after is not None and token.pos_ == "PROPN" and token.i in named:
        key = f"{token.text} {number_after.text}"
        return Mention(
            token.i, words, text, number, paragraph, "name", noun, False, "", "thing",
            key=key, weight=weight, described=_descriptions(token), label="PRODUCT",
        )  # fmt: skip
    models = (_model_name(w, named) for w in [token, *children(token, "appos")])
    if model := next(filter(None, models), ""):
        return Mention(
            token.i, words, text, number, paragraph, "name", noun, False, "", "thing",
            key=model, weight=weight, described=_descriptions(token), label="PRODUCT",
        )  # fmt: skip
    if noun in _NO_REFERENCE:
        return None
    kind = _kind(token, noun)
    gender: Gender = "m" if noun in MALE else "f" if noun in FEMALE else ""
    if _is_denied(token):
        return None
    determiners = {word.lower_ for word in children(token, "det")}
    definite = bool(determiners & {"the", "this", "that", "these", "those"}) or bool(children(token, "nmod:poss"))
    form: Literal["definite", "indefinite"] = "definite" if definite else "indefinite"
    modified = any(relation(c) in {"amod", "nmod", "acl", "compound", "nummod", "appos"} for c in token.children)
    return Mention(
        token.i, words, text, number, paragraph, form, noun, _several(token), gender, kind,
        weight=weight, modified=modified, described=_descriptions(token), collective=noun in COLLECTIVE,
    )  # fmt: skip


def _model_name(token: Token, named: dict[int, Entity]) -> str:
    """Return the name of a maker's model, "Airbus A380", or of a model named before, "the A380"; empty for others."""
    if token.pos_ not in {"PROPN", "NOUN"} or not _MODEL.fullmatch(token.text):
        return ""
    maker = next((c for c in children(token, "compound") if c.i in named and named[c.i].label == "ORG"), None)
    if maker is not None:
        return f"{maker.text} {token.text}"
    earlier = (w for w in token.doc[: token.i] if w.text == token.text and w.i > 0)
    named_before = next((w for w in earlier if w.nbor(-1).i in named and named[w.nbor(-1).i].label == "ORG"), None)
    return f"{named_before.nbor(-1).text} {token.text}" if named_before is not None else ""


def _is_denied(token: Token) -> bool:
    """Return whether a phrase speaks of nothing that is there, or of no one thing: "no bank", "not as many voters"."""
    denied = {"every", "each", "no", "any", "either", "neither", "another", "not", "fewer", "few", "less"}
    below = [*children(token, "det", "advmod", "amod"), *(w for c in children(token, "amod") for w in c.children)]
    return any(word.lower_ in denied for word in below)


def _names_beside(token: Token) -> list[Token]:
    """Return the appositions of a noun; a name at a sentence's end is easily read as a call: "their child, Ana"."""
    return children(token, "appos") + [c for c in token.head.children if _noun_before(c) == token]


def _noun_before(token: Token) -> Token | None:
    """Return the noun that a name read as a call stands in apposition to."""
    if token.dep_ != "vocative" or token.i < 2 or token.nbor(-1).text != ",":
        return None
    noun = token.nbor(-2)
    return noun if noun.pos_ == "NOUN" and noun.head == token.head and children(noun, "det", "nmod:poss") else None


def _several(token: Token) -> bool:
    """Return whether a noun phrase is plural; "the writer and director" is one person."""
    joined = [c for c in children(token, "conj") if c.pos_ in {"NOUN", "PROPN"}]
    if (
        token.tag_ == "NN"
        and joined
        and not any(children(c, "det", "nmod:poss") or c.tag_ in {"NNS", "NNP"} for c in joined)
    ):
        return False
    return is_plural(token)


def _weight(token: Token) -> int:
    if token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        return _weight(token.head)
    base = _WEIGHTS.get(relation(token), 0)
    if base and token.head.dep_ in {"ROOT"} and relation(token) == "nsubj":
        base += 1
    if token.dep_ == "nmod:poss" and relation(token.head) == "nsubj":
        base = 3 if token.pos_ == "PROPN" else 1
    return base


def _text(doc: Doc, words: Sequence[int]) -> str:
    out = ""
    for k, i in enumerate(words):
        gap = k > 0 and (words[k - 1] != i - 1 or bool(doc[i - 1].whitespace_))
        out += (" " if gap else "") + doc[i].text
    return out


def _kind(token: Token, noun: str) -> Kind:
    kind = _table("noun_types.tsv").get(noun, "")
    if not kind and token.pos_ == "NOUN":
        if noun in MALE or noun in FEMALE:
            return "person"
        if noun.endswith(("man", "woman", "ist", "ician", "eer")) and len(noun) > 5:
            return "person"
    return kind  # type: ignore[return-value]


def _gender_of_name(token: Token, entity: Entity) -> Gender:
    for word in children(token, "nmod", "compound"):
        if word.lower_ in TITLES:
            return TITLES[word.lower_]
        if word.dep_ == "nmod:desc" and word.lower_ in MALE | FEMALE:
            return "m" if word.lower_ in MALE else "f"
    if token.lower_ in TITLES:
        return TITLES[token.lower_]
    names = (entity.name or entity.text).split()
    if names and names[0].lower() in TITLES:
        return TITLES[names[0].lower()]
    own = {token.lower_, *(w.lower_ for w in _names_beside(token))}
    if len(names) > 1 or (len(names) == 1 and names[0].lower() in own):
        return _table("given_names.tsv").get(names[0], "")  # type: ignore[return-value]
    return ""


def _descriptions(token: Token) -> tuple[str, ...]:
    """Return what a text calls this: its titles, appositions and the nouns that it is said to be."""
    found = [lemma(w.text, "NOUN") for w in children(token, "nmod") if w.dep_ == "nmod:desc"]
    found += [lemma(w.text, "NOUN") for w in children(token, "appos") if w.pos_ == "NOUN"]
    if relation(token) == "appos" and token.pos_ == "PROPN" and token.head.pos_ == "NOUN":
        found.append(lemma(token.head.text, "NOUN"))
    head = token.head
    if (
        relation(token) == "nsubj"
        and head.pos_ == "NOUN"
        and children(head, "cop")
        and not any(w.lower_ in {"not", "n't"} for w in head.children)
    ):
        found.append(lemma(head.text, "NOUN"))
    return tuple(found)


def _pleonastic(token: Token) -> bool:
    """Return whether "it" stands for nothing: "it is clear that …", "it rains"."""
    head = token.head
    if relation(token) != "nsubj":
        return False
    if head.lower_ in {"time", "late", "early"} and children(head, "cop"):
        return True
    if token.dep_ == "nsubj:pass" and children(head, "csubj", "ccomp"):
        return True
    if token.dep_ == "nsubj:pass" and children(head, "xcomp") and lemma(head.text) in _RESOLVED:
        return True
    if children(head, "csubj", "ccomp") and (
        children(head, "cop") or head.lower_ in {"seems", "appears", "appeared", "seemed", "means", "emerged"}
    ):
        return True
    clauses = children(head, "xcomp", "advcl", "csubj", "ccomp", *(() if _ranked(head) else ("acl",)))
    if (head.pos_ == "ADJ" or children(head, "cop")) and any(mark(c) in {"to", "that", ""} for c in clauses):
        return True
    return lemma(head.text) in {"rain", "snow", "seem", "appear", "turn", "take"} and bool(
        children(head, "ccomp", "xcomp", "csubj", "advcl")
    )


def _ranked(noun: Token) -> bool:
    """Return whether a noun is the first or the largest of its kind: "it is the first airliner to use" an airliner."""
    return any(
        word.lower_ in {"first", "second", "third", "last", "next", "only"} or word.tag_ == "JJS"
        for word in children(noun, "amod")
    )
