"""The object of the sentence before, which "it" may be as well as the subject: "The council bought a mill. It was built
in 1820".

A subject is what a text mostly goes on with; but what a sentence has just brought up as its object is described next
as often. The verb tells: what only people and bodies do, what only things do, what is done to either.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.claims.coreference.candidates import fits
from pipeline.claims.coreference.chains import Chain
from pipeline.claims.coreference.doubts import cannot_act
from pipeline.claims.coreference.mentions import PRONOUNS, Mention
from pipeline.claims.coreference.rules import opens
from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import words
from pipeline.claims.syntax import children, previous_word, relation

__all__ = ["may_be_object", "object_told"]

BODIES = {"organization", "place"}


def may_be_object(mention: Mention, chain: Chain, chains: Sequence[Chain], doc: Doc) -> bool:
    """Return whether a pronoun may mean the object beside its candidate, a subject.

    Parameters
    ----------
    mention
        The pronoun.
    chain
        The candidate.
    chains
        What the text has spoken of so far.
    doc
        The text.
    """
    token, told = doc[mention.head], chain.last
    if _is_made(token) and chain.kind == "organization":
        return True
    passive = bool(children(token.head, "aux:pass", "cop"))
    if relation(token) != "nsubj" or relation(doc[told.head]) != "nsubj" or _goes_on(token):
        return False
    if not _is_body(chain, doc[told.head], passive=passive) or _of_bodies(token):
        return False
    rivals = [chains[k] for k in _objects(mention, doc[told.head], chains, doc) if chains[k] is not chain]
    if chain.kind == "person" and not passive:
        rivals = [rival for rival in rivals if rival.kind == "person"]
    return any(not cannot_act(token, rival) and not _amounts_to(token, rival) for rival in rivals)


def object_told(mention: Mention, chains: Sequence[Chain], doc: Doc) -> int | None:
    """Return the number of the chain of the object that a sentence goes on to describe, none where that is not sure."""
    token = doc[mention.head]
    last_word = previous_word(token.sent[0])
    if not opens(token) or last_word is None or _goes_on(token):
        return None
    before = next((w for w in children(last_word.sent.root, "nsubj") if w.dep_ == "nsubj"), None)
    number = None if before is None else _chain_with(before, chains)
    if before is None or number is None or not _is_told(token, before, chains[number]):
        return None
    found = {k for k in _objects(mention, before, chains, doc) if _can_be_told(chains[k], doc)} - {number}
    return next(iter(found)) if len(found) == 1 else None


def _is_body(chain: Chain, noun: Token, *, passive: bool) -> bool:
    """Return whether a subject is a body or people, or may be by what it did, or what was done to "them"."""
    acts = words("antecedents", "agents_only") | words("antecedents", "of_bodies")
    unknown = chain.kind == "" and ((passive and chain.plural) or lemma(noun.head.text) in acts)
    return chain.kind in {*BODIES, "person"} or unknown


def _is_told(token: Token, before: Token, chain: Chain) -> bool:
    """Return whether a pronoun's verb is said of things, or of people to whom the subject before did something."""
    passive = bool(children(token.head, "aux:pass"))
    verb = lemma(token.head.text)
    if PRONOUNS[token.lower_].plural:
        deeds = words("antecedents", "done_to_people")
        return passive and verb in deeds and (chain.kind in BODIES or lemma(before.head.text) in deeds)
    told = verb in words("antecedents", "made" if passive else "of_things")
    return told and token.head.pos_ == "VERB" and chain.kind in BODIES


def _can_be_told(chain: Chain, doc: Doc) -> bool:
    last = chain.last
    near = last.form in {"definite", "indefinite", "name"} and not last.collective
    people = chain.plural and chain.kind == "person"
    return near and (people or chain.kind in {"thing", "place", ""}) and relation(doc[last.head]) == "obj"


def _objects(mention: Mention, noun: Token, chains: Sequence[Chain], doc: Doc) -> list[int]:
    """Return the chains of the objects in a subject's sentence, after it and before the pronoun."""
    rule = PRONOUNS[mention.noun]
    objects = {
        word.i for word in noun.sent if noun.i < word.i < mention.head and word.dep_ == "obj" and not _in_relative(word)
    }
    return [k for k, c in enumerate(chains) if fits(rule, c) and any(m.head in objects for m in c.mentions)]


def _is_made(token: Token) -> bool:
    """Return whether a pronoun was built or written, as no body is: "Ford sold the vans. They were built in Ohio"."""
    return bool(children(token.head, "aux:pass")) and lemma(token.head.text) in words("antecedents", "made")


def _in_relative(word: Token) -> bool:
    return any(above.dep_ == "acl:relcl" for above in word.ancestors)


def _chain_with(word: Token, chains: Sequence[Chain]) -> int | None:
    return next((k for k, c in enumerate(chains) if any(m.head == word.i for m in c.mentions)), None)


def _goes_on(token: Token) -> bool:
    """Return whether a sentence adds to what its subject did before: "It also raised fees"."""
    return any(word.lower_ in {"also", "too", "then", "later"} for word in children(token.head, "advmod"))


def _of_bodies(token: Token) -> bool:
    """Return whether a verb tells what bodies and people do to something: "It will close nine branches"."""
    return bool(children(token.head, "obj")) and lemma(token.head.text) in words("antecedents", "of_bodies")


def _amounts_to(token: Token, chain: Chain) -> bool:
    """Return whether an object is but a sum or a change, which is not gone on with: "lost 4 percent", "made a loss"."""
    return chain.last.noun in words("antecedents", "amounts") and not children(token.head, "cop")
