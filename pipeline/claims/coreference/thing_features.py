"""What speaks for and against what "it" or "they" may mean, beside what counts for persons too (``features``).

Kinds and what can act; how firm a phrase is; what a text goes on with from sentence to sentence, after Grosz, Joshi and
Weinstein (1995), "Centering: A Framework for Modeling the Local Coherence of Discourse"; the same role and the same
verb; and what the rules say (``rules``).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.claims.coreference import doubts, features
from pipeline.claims.coreference.candidates import Candidate
from pipeline.claims.coreference.chains import Chain
from pipeline.claims.coreference.features import Place
from pipeline.claims.coreference.mentions import PRONOUNS, Mention
from pipeline.claims.coreference.rules import after_condition, is_conversation, opens
from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import words
from pipeline.claims.syntax import children, relation, subject

__all__ = ["of_candidate", "of_none"]

FORMS = {"it": {"it", "its"}, "its": {"it", "its"}}
THEY = {"they", "them", "their", "theirs"}


def of_none(place: Place, ruled: int | None) -> Iterator[str]:
    """Yield what speaks for a pronoun's meaning none of its candidates; ``ruled`` is the chain that the rules give."""
    yield from features.of_none(place)
    token, verb, noun = place.token, place.token.head, place.mention.noun
    yield f"none is {noun}"
    yield f"none is {noun} {place.role}"
    yield f"none is {noun} candidates {min(len(place.candidates), 4)}"
    yield f"none head {lemma(verb.text) if verb.pos_ in {'VERB', 'AUX'} else verb.pos_} {place.role}"
    if verb.pos_ == "ADJ" or (children(verb, "cop") and verb.pos_ == "NOUN"):
        yield f"none predicate {verb.pos_} {noun}"
    if children(verb, "ccomp", "csubj", "xcomp"):
        yield f"none clause {noun}"
    if is_conversation(token):
        yield f"none talk {noun}"
    if after_condition(token):
        yield "none condition"
    if any(word.lower_ in {"this", "that", "which"} and word.i < token.i for word in token.sent):
        yield "none this before"
    known = any(c.number == ruled for c in place.candidates)
    yield f"none rule {known}"
    yield f"none rule {known} {noun}"


def of_candidate(place: Place, candidate: Candidate, ruled: int | None) -> Iterator[str]:
    """Yield what speaks for and against one candidate; ``ruled`` is the chain that the rules give."""
    yield from features.of_candidate(place, candidate)
    noun = place.mention.noun
    own = [*_of_kind(place, candidate.chain), *_of_center(place, candidate), *_of_rivals(place, candidate)]
    yield from own
    yield from (f"{name} @{noun}" for name in own)
    yield from _of_acting(place, candidate.chain)
    yield from _of_form(place, candidate.chain)
    yield from _of_likeness(place, candidate)
    if candidate.number == ruled:
        yield "rule yes"
        yield f"rule {noun}"


def _kind(chain: Chain) -> str:
    return chain.kind or ("named" if chain.key else "?")


def _voice(verb: Token) -> str:
    return "is" if children(verb, "cop") else "passive" if children(verb, "aux:pass") else "does"


def _of_kind(place: Place, chain: Chain) -> Iterator[str]:
    kind, verb = _kind(chain), place.token.head
    yield f"kind {kind}"
    yield f"kind {kind} {place.role}"
    yield f"kind {kind} {'name' if chain.key else 'noun'}"
    yield f"kind {kind} {place.role} {_voice(verb)}"
    yield f"kind {kind} {_voice(verb)} {verb.pos_}"


def _of_acting(place: Place, chain: Chain) -> Iterator[str]:
    mention, token, verb = place.mention, place.token, place.token.head
    if doubts.cannot_act(token, chain):
        yield "cannot act"
    acts = verb.pos_ == "VERB" and lemma(verb.text) in words("antecedents", "agents_only")
    if acts and place.role == "subject" and _voice(verb) == "does":
        yield f"agent {_kind(chain)}"
    if chain.last.noun in words("antecedents", "texts"):
        yield "text"
        yield f"text {_voice(verb)} {place.role}"
    if doubts.among_many(mention, chain, place.chains):
        yield "among many"
    if doubts.of_event(mention, token):
        yield "of event"
    if doubts.is_an_amount(mention, token, chain):
        yield "amount"
    if doubts.text_before(mention, token, chain, place.chains, place.doc):
        yield "text before"
    if chain.collective:
        yield "collective"
    yield f"plural {chain.plural} {_kind(chain)}"


def _of_form(place: Place, chain: Chain) -> Iterator[str]:
    last = chain.last
    yield f"form last {last.form}"
    yield f"form first {chain.mentions[0].form} {min(len(chain.mentions), 3)}"
    if last.modified:
        yield "form modified"
    if any(m.form in {"definite", "name"} for m in chain.mentions):
        yield "form firm"
    yield f"gap {min(4, (place.mention.head - last.head) // 8)}"


def _of_center(place: Place, candidate: Candidate) -> Iterator[str]:
    doc, mention, last = place.doc, place.mention, candidate.chain.last
    before = [m for m in candidate.near if m.sentence == mention.sentence - 1]
    here = [m.head for m in candidate.near if m.sentence == mention.sentence]
    centre = subject(doc[before[0].head].sent.root, expletive=False) if before else None
    if centre is not None and any(m.head == centre.i for m in before):
        yield f"center subject {centre.dep_}"
        yield f"center subject opens {opens(place.token)}"
        yield f"center subject {place.role} {mention.paragraph == last.paragraph}"
    elif before and opens(place.token):
        yield "center opens, no subject"
    if place.here is not None and place.here.i in here:
        yield f"center subject here {place.role}"
    if last.form == "pronoun" and last.noun in FORMS.get(mention.noun, THEY):
        yield f"center pronoun {min(2, mention.sentence - last.sentence)}"


def _of_rivals(place: Place, candidate: Candidate) -> Iterator[str]:
    chain, last = candidate.chain, candidate.chain.last
    beside = [c for c in place.candidates if c.chain.last.sentence == last.sentence]
    best = _prominence(candidate, last)
    better = sum(_prominence(c, last) > best for c in beside if c != candidate)
    yield f"center better {min(better, 2)} {place.role}"
    yield f"center rivals {min(len(beside) - 1, 3)} better {min(better, 2)}"
    rivals = [c for c in place.candidates if c != candidate]
    yield f"center same kind {min(sum(_kind(c.chain) == _kind(chain) for c in rivals), 3)}"
    yield f"center firm {_is_firm(chain)} others {min(sum(_is_firm(c.chain) for c in rivals), 2)}"
    if all(len(chain.mentions) >= len(c.chain.mentions) for c in rivals):
        yield "center longest"


def _prominence(candidate: Candidate, last: Mention) -> int:
    return max((m.weight for m in candidate.near if m.sentence == last.sentence), default=0)


def _is_firm(chain: Chain) -> bool:
    return bool(chain.key) or len(chain.mentions) > 1


def _of_likeness(place: Place, candidate: Candidate) -> Iterator[str]:
    doc, token, last = place.doc, place.token, candidate.chain.last
    for m in candidate.near[-2:]:
        word = doc[m.head]
        if relation(word) == relation(token):
            yield f"like {relation(token)} {min(place.mention.sentence - m.sentence, 2)}"
        if word.head.pos_ == "VERB" and lemma(word.head.text) == lemma(token.head.text):
            yield "like verb"
    if last.sentence == place.mention.sentence:
        between = [c for c in place.candidates if c.chain.last.head > last.head]
        yield f"like nearest here {min(len(between), 2)} {place.role}"
        if last.form == "pronoun" and PRONOUNS[last.noun].plural == place.rule.plural:
            yield "like pronoun here"
