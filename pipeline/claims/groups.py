"""Whom a speaker means by "we": the group that the article says they lead or speak for."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.claims.lexicon import words
from pipeline.claims.syntax import children, is_subject, relation, subject, subtree
from pipeline.schema import Entity

__all__ = ["find_groups"]


def find_groups(doc: Doc, entities: Sequence[Entity]) -> dict[str, int]:
    """Return the head word of the group that each speaker stands for, by the speaker's canonical name.

    An organisation stands for itself. A person stands for the one organisation named with an office of theirs ("Dana
    Cole, chair of the Dockers' Union"); who has two has none.
    """
    heads: dict[int, Entity] = {}
    for entity in entities:
        span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
        if span is not None:
            heads[span.root.i] = entity
    found: dict[str, dict[str, int]] = {}
    for i, entity in heads.items():
        if entity.label == "ORG":
            found.setdefault(entity.name, {}).setdefault(entity.name, i)
        if entity.label != "PERSON":
            continue
        for office in _offices(doc[i]):
            beside = {k for w in children(doc[i], "compound") if w.i < i for k in subtree(w)}
            words_of = (subtree(office) | beside) - {i}
            named = [k for k in sorted(words_of) if k in heads and heads[k].label == "ORG" and not _cut_short(doc[k])]
            outer = [k for k in named if not any(k != other and k in subtree(doc[other]) for other in named)]
            if len(outer) == 1:
                found.setdefault(entity.name, {}).setdefault(heads[outer[0]].name, outer[0])
    return {name: next(iter(groups.values())) for name, groups in found.items() if len(groups) == 1}


def _offices(person: Token) -> list[Token]:
    """Return the words that say what somebody is: a title, an apposition, a predicate."""
    around = [w for w in children(person, "appos", "compound", "nmod") if w.dep_ != "nmod:poss"]
    around += children(person, "nmod:desc")
    if relation(person) in {"appos", "flat"} and person.head.pos_ in {"NOUN", "PROPN"}:
        around.append(person.head)
    if is_subject(person) and children(person.head, "cop") and subject(person.head) == person:
        around.append(person.head)
    return [w for w in around if _leads(w)]


def _cut_short(name: Token) -> bool:
    """Return whether a name owns a name, and so is surely only its first half: "the Dockers'" Union."""
    return name.dep_ == "nmod:poss" and name.head.pos_ == "PROPN"


def _leads(word: Token) -> bool:
    names = {word.lower_, *(w.lower_ for w in children(word, "compound", "conj", "flat"))}
    return bool(names & words("groups", "leaders"))
