"""How two places in a text stand to each other: which phrases a pronoun can't mean, and which it looks forward to."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.claims.syntax import relation, subject

__all__ = ["before_subject", "bound", "relative_noun", "says_it", "taken_up"]


def says_it(other: Token, pronoun: Token) -> bool:
    """Return whether a phrase is the subject of the verb whose content the pronoun stands in: "X said that he …"."""
    token = pronoun
    while token.head.i != token.i:
        verb = token.head
        if token.dep_ == "ccomp" and verb.dep_ == "acl:relcl" and verb.head.i == other.i:
            teller = subject(verb)
            return teller is not None and teller.lower_ == "who"  # "the owner, who said that she …"
        if token.dep_ == "ccomp" and verb.i == other.head.i and relation(other) == "nsubj":
            return True
        token = token.head
    return relation(other) == "nsubj" and token.dep_ == "parataxis" and token.head.i == other.head.i


def bound(pronoun: Token, other: Token, possessive: bool) -> bool:
    """Return whether a phrase stands beside the pronoun under one verb, so that the two can't be the same."""
    if possessive:
        return other.i == pronoun.head.i
    if relation(other) not in {"nsubj", "obj", "iobj", "obl"}:
        return False
    verb = other.head
    if relation(pronoun) == "nsubj" and verb.dep_ in {"advcl", "acl"} and subject(verb) is None:
        verb = verb.head  # "Asked by the mayor, he said": its subject is his
    if verb.i == pronoun.head.i:
        return True
    clause = pronoun.head
    shared = clause.dep_ == "conj" and clause.head.i == verb.i and subject(clause) is None
    return shared and relation(other) == "nsubj" and relation(pronoun) in {"obj", "iobj"}  # "The firm … and sells it"


def before_subject(token: Token) -> bool:
    """Return whether a pronoun stands in a clause before the main subject, so that it may look forward: "In his
    speech, X …".
    """
    top = token
    while top.head.i != top.i and top.head.dep_ != "ROOT":
        top = top.head
    if top.head.i == top.i or relation(top) not in {"advcl", "obl", "acl"} or token.i > top.head.i:
        return False
    noun = next((c for c in top.head.children if relation(c) == "nsubj"), None)
    return noun is not None and noun.i > token.i and noun.pos_ in {"PROPN", "NOUN"}


def taken_up(token: Token) -> bool:
    """Return whether a pronoun only takes up the phrase before its clause: "My brother, he left"."""
    if token.head.i == token.i:
        return False
    before = [c for c in token.head.children if c.i < token.i]
    if any(c.dep_ in {"dislocated", "vocative", "nsubj:outer"} for c in before):
        return True
    names = [c for c in before if c.dep_ == "obl:unmarked" and token.nbor(-1).text == ","]
    return any(word.ent_type_ == "PERSON" and word.i == token.i - 2 for c in names for word in c.subtree)


def relative_noun(token: Token) -> Token | None:
    """Return the noun whose relative clause a word stands in."""
    while token.head.i != token.i:
        if token.dep_ == "acl:relcl":
            return token.head
        token = token.head
    return None
