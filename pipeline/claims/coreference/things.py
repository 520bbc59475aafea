"""What "it" or "they" is: what the rules say, or the likeliest of the things, bodies and groups near by.

The rules (``rules``) were made for the news and are few; beyond them something is given only where it is likely enough.
How much each feature counts is learned as for persons (``persons``), for "it" and for "they" apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.claims.coreference.candidates import Candidate, find_candidates
from pipeline.claims.coreference.chains import Chain
from pipeline.claims.coreference.doubts import in_doubt
from pipeline.claims.coreference.features import Place
from pipeline.claims.coreference.mentions import Mention
from pipeline.claims.coreference.objects import may_be_object, object_told
from pipeline.claims.coreference.positions import before_subject, taken_up
from pipeline.claims.coreference.ranking import likelihoods
from pipeline.claims.coreference.rules import chain_by_rule, is_conversation
from pipeline.claims.coreference.thing_features import of_candidate, of_none
from pipeline.claims.syntax import subject

__all__ = ["chain_of_thing", "features_of", "place_of"]

LIKELY = {"it": 0.7, "they": 0.6}
"""For "they" chosen by cross-validation on the training part of GUM; for "it" stricter than the .6 chosen there."""


def chain_of_thing(
    mention: Mention, chains: Sequence[Chain], doc: Doc, quotation: Sequence[int], unknown: Sequence[Mention] = ()
) -> int | None:
    """Return the number of the chain of "it" or "they", none where nothing is likely enough.

    The parameters are those of `pronouns.chain_of_pronoun`.
    """
    place = place_of(mention, chains, doc, quotation, unknown)
    if place is None:
        return None
    told = object_told(mention, chains, doc)
    if told is not None:
        return told
    chosen = _chosen(place)
    if chosen is None or in_doubt(mention, chains[chosen], chains, doc, unknown):
        return None
    return None if may_be_object(mention, chains[chosen], chains, doc) else chosen


def _chosen(place: Place) -> int | None:
    """Return the number of the chain that the rules give, or else of the likeliest one."""
    ruled = chain_by_rule(place.mention, place.chains, place.doc, place.quotation)
    if ruled is not None:
        return ruled
    name = "they" if place.rule.plural else "it"
    none, *features = features_of(place, ruled)
    chances = likelihoods(name, none, features)
    likely = max(chances)
    best = place.candidates[chances.index(likely)]
    return None if likely < LIKELY[name] or _is_told(place, best) or _is_weak_owner(place, best) else best.number


def _is_told(place: Place, chosen: Candidate) -> bool:
    """Return whether somebody talks, so that what they mean may not be in the words, or quotes what another said."""
    last = chosen.chain.last
    if place.quotation[last.head] != place.within or is_conversation(place.token):
        return True
    return not chosen.chain.key and is_conversation(place.doc[last.head])


def _is_weak_owner(place: Place, chosen: Candidate) -> bool:
    """Return whether a possessor may rather be the subject before it, or means a body said in the plural."""
    if place.role != "owner":
        return False
    clauses = (subject(above) for above in place.token.ancestors)
    here = next((word for word in clauses if word is not None), None)
    other = here is not None and here.i < place.token.i and here.i not in {m.head for m in chosen.near}
    return other or place.rule.plural != chosen.chain.plural


def place_of(
    mention: Mention, chains: Sequence[Chain], doc: Doc, quotation: Sequence[int], unknown: Sequence[Mention]
) -> Place | None:
    """Return a pronoun with its candidates, none where it has none or syntax alone tells that it means another."""
    token = doc[mention.head]
    if before_subject(token) or taken_up(token):
        return None
    candidates = find_candidates(mention, chains, doc)
    return Place(mention, doc, chains, candidates, quotation, unknown) if candidates else None


def features_of(place: Place, ruled: int | None) -> list[list[str]]:
    """Return the features of each answer, that it is none of the candidates first; ``ruled`` is what the rules give."""
    return [list(of_none(place, ruled)), *(list(of_candidate(place, c, ruled)) for c in place.candidates)]
