"""The words for a source: who the cue says it is, as far as the sentence goes."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.claims.attribution.lexicon import listed
from pipeline.claims.attribution.stretches import contiguous, cut_edges, subject_of, yield_of
from pipeline.entities.patterns import is_title

__all__ = ["agent_of", "can_speak", "is_passive", "may_be_source", "source_span", "source_of_verb"]

_NOBODY = frozenset("i we you one this that these those which what it there everything anything nothing us me".split())
_FIRST = frozenset("i we you me us one myself ourselves yourself".split())


def is_passive(verb: Token) -> bool:
    """Tell whether a participle is used in the passive."""
    return verb.tag_ == "VBN" and any(
        child.dep_ in ("aux:pass", "nsubj:pass", "csubj:pass", "obl:agent") for child in verb.children
    )


def agent_of(verb: Token) -> Token | None:
    """Return the one by whom: the agent of a passive."""
    for child in verb.children:
        if child.dep_ == "obl:agent":
            return child
        if child.dep_ in ("obl", "nmod") and any(c.dep_ == "case" and c.lower_ == "by" for c in child.children):
            return child
    return None


def source_of_verb(verb: Token) -> Token | None:
    """Return the head of the source of a verb: its subject, the agent of a passive."""
    if is_passive(verb):
        return agent_of(verb)
    return subject_of(verb)


def may_be_source(token: Token) -> bool:
    """Tell whether a noun or pronoun can be somebody: not the author, not the reader, not "this" or "it" that is nothing."""
    return token.lower_ not in _FIRST and token.lower_ not in ("there", "what", "this", "that", "these", "those", "which")


def can_speak(token: Token) -> bool:
    """Tell whether a noun is a person, a body, or a document, and so may say, know, want or show something."""
    if token.ent_type_ or token.lower_ in ("he", "she", "they", "who", "everyone", "nobody", "someone", "anyone"):
        return True
    if token.pos_ == "PROPN" or is_title(token.lower_) or is_title(_singular(token.lower_)):
        return True
    word = token.lower_
    if word in listed("people") or word in listed("document"):
        return True
    return word in _BODIES or _singular(word) in _BODIES or word.endswith(("ists", "ians", "ers", "ors", "men", "women"))


_BODIES = frozenset(
    "government administration ministry department agency company firm corporation group organisation organization "
    "party campaign court jury panel committee commission council board union police army military navy parliament "
    "congress senate house cabinet office embassy bank team club school university hospital church family country "
    "nation state city side camp coalition alliance union community public majority minority bureau authority watchdog "
    "regulator union charity foundation institute network station paper newspaper outlet publication officer man woman "
    "person people boy girl child parent couple guy lady gentleman crowd audience mob band crew staff world west".split()
)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def source_span(doc: Doc, source: Token, avoid: int) -> tuple[int, int]:
    """Tokens of a source's whole noun phrase, appositions and relative clauses included, up to the token to avoid."""
    skip = [c for c in source.children if c.dep_ in ("parataxis", "case", "cc", "conj", "ccomp", "advcl", "list", "dep")]
    # "Smith and Jones said": both are the source; "by Smith and …" too. A conjunct that is a clause is not.
    skip = [c for c in skip if not (c.dep_ in ("cc", "conj") and _nominal_conjunct(c))]
    skip += [c for c in source.children if c.dep_.startswith("acl") and any(t.i == avoid for t in c.subtree)]
    skipped = {token.i for child in skip for token in child.subtree}
    tokens = [token for token in yield_of(source) if token.i not in skipped and token.i != avoid]
    start, end = contiguous(tokens, source)
    if start <= avoid < end:
        start, end = (avoid + 1, end) if source.i > avoid else (start, avoid)
    return cut_edges(doc, start, end, stop=False)


def _nominal_conjunct(token: Token) -> bool:
    if token.dep_ == "cc":
        return True
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") and not any(c.dep_ in ("nsubj", "cop") for c in token.children)
