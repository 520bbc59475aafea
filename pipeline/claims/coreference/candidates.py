"""Which chains a pronoun may go back to at all: those that agree, stand near, and that syntax allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.claims.coreference.chains import Chain
from pipeline.claims.coreference.mentions import PRONOUNS, Mention, Pronoun
from pipeline.claims.coreference.positions import bound
from pipeline.claims.syntax import subtree

__all__ = ["Candidate", "find_candidates", "fits"]

WINDOW = 4
"""How many sentences back a person may stand who is spoken of again."""
NEARER = 3
"""How many a thing or a group may."""


@dataclass(frozen=True)
class Candidate:
    """A chain, by its number, with its mentions in the sentences near a pronoun."""

    number: int
    chain: Chain
    near: tuple[Mention, ...]


def find_candidates(mention: Mention, chains: Sequence[Chain], doc: Doc) -> list[Candidate]:
    """Return what a pronoun may mean, what was spoken of last first."""
    rule = PRONOUNS[mention.noun]
    window = WINDOW if rule.person else NEARER
    found: list[Candidate] = []
    for number, chain in enumerate(chains):
        if mention.sentence - chain.last.sentence > window or not fits(rule, chain):
            continue
        near = tuple(m for m in chain.mentions if mention.sentence - m.sentence <= window)
        if not any(_apart(m, doc[mention.head], doc, rule) for m in near):
            found.append(Candidate(number, chain, near))
    return sorted(found, key=lambda candidate: -candidate.chain.last.head)


def fits(rule: Pronoun, chain: Chain) -> bool:
    """Return whether a chain agrees with a pronoun in number, gender and whether it is a person."""
    if rule.person:
        return chain.kind == "person" and not chain.plural and chain.gender in {"", rule.gender}
    if rule.plural:
        return chain.plural or (chain.kind == "organization" and (bool(chain.key) or chain.collective))
    known = chain.kind != "" or bool(chain.key) or not chain.mentions[0].plural
    return not chain.plural and chain.kind != "person" and known


def _apart(other: Mention, pronoun: Token, doc: Doc, rule: Pronoun) -> bool:
    """Return whether a phrase and a pronoun can't be the same: beside each other under one verb, one in the other."""
    word = doc[other.head]
    if bound(pronoun, word, rule.possessive or pronoun.tag_ == "PRP$"):
        return True
    return not rule.possessive and other.form != "pronoun" and pronoun.i in subtree(word)
