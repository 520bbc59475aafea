"""Which person "he" or "she" is: the likeliest of those near by, if it is likely enough.

How much each feature counts is learned on the training part of GUM (``tests/benchmarks/fit_antecedents.py``), none of
the candidates being one of the answers, so that a probability is given for abstaining, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.claims.coreference.candidates import Candidate, find_candidates
from pipeline.claims.coreference.chains import Chain
from pipeline.claims.coreference.features import Place, of_candidate, of_none
from pipeline.claims.coreference.mentions import Mention
from pipeline.claims.coreference.positions import before_subject, relative_noun, taken_up
from pipeline.claims.coreference.ranking import likelihoods
from pipeline.claims.syntax import is_plural

__all__ = ["chain_of_person", "place_of"]

LIKELY = 0.55
"""Chosen by four-fold cross-validation on the training part of GUM: nine in ten of those given are right."""
PROMINENT = 3
"""The weight of a subject or its owner."""


def chain_of_person(
    mention: Mention, chains: Sequence[Chain], doc: Doc, quotation: Sequence[int], unknown: Sequence[Mention] = ()
) -> int | None:
    """Return the number of the chain of "he" or "she", none where no person is likely enough.

    The parameters are those of `pronouns.chain_of_pronoun`.
    """
    place = place_of(mention, chains, doc, quotation, unknown)
    if place is None:
        return None
    chances = likelihoods("person", of_none(place), [of_candidate(place, c) for c in place.candidates])
    likely = max(chances)
    chosen = place.candidates[chances.index(likely)]
    if likely < LIKELY or not _is_known(chosen) or _named_nearer(place, chosen):
        return None
    return chosen.number


def _named_nearer(place: Place, chosen: Candidate) -> bool:
    """Return whether the sentence names somebody else before the pronoun, and does not speak of the chosen there."""
    here = place.mention.sentence

    def spoken_of(candidate: Candidate, forms: set[str]) -> bool:
        return any(m.sentence == here and m.form in forms for m in candidate.near)

    if spoken_of(chosen, {"name", "definite", "pronoun"}):
        return _below_another(place, chosen)
    return any(c != chosen and spoken_of(c, {"name"}) for c in place.candidates)


def _is_known(candidate: Candidate) -> bool:
    """Return whether a person's gender is known, or was not asked for because the text was all about them."""
    return bool(candidate.chain.gender) or any(m.weight >= PROMINENT for m in candidate.near)


def _below_another(place: Place, chosen: Candidate) -> bool:
    """Return whether the sentence only speaks of somebody in the words on its subject: "X, an adviser to Y, …"."""
    subject_of = place.here
    if subject_of is None or not any(m.head == subject_of.i for c in place.candidates if c != chosen for m in c.near):
        return False
    own = [m.head for m in chosen.near if m.sentence == place.mention.sentence]
    below = {w.i for w in subject_of.subtree} - {w.i for w in subject_of.children if w.dep_ == "nmod:poss"}
    return subject_of.i < place.token.i not in below and all(i in below for i in own)


def place_of(
    mention: Mention, chains: Sequence[Chain], doc: Doc, quotation: Sequence[int], unknown: Sequence[Mention]
) -> Place | None:
    """Return a pronoun with its candidates, none where it has none or syntax alone tells that it means another."""
    token = doc[mention.head]
    if before_subject(token) or taken_up(token):
        return None
    candidates = find_candidates(mention, chains, doc)
    holder = _holder(token)
    if holder is not None:
        candidates = [c for c in candidates if c.chain.last.head == holder.i]
    return Place(mention, doc, chains, candidates, quotation, unknown) if candidates else None


def _holder(token: Token) -> Token | None:
    """Return the noun whose relative clause must mean it by a pronoun: "a captain who lost his ship"."""
    noun = relative_noun(token)
    if noun is None or is_plural(noun):
        return None
    told = {word.lower_: word for word in noun.subtree if word.lower_ in {"who", "whom", "whose"}}
    beside = "who" in told and told["who"].head.i == token.head.i  # "a friend who helped him"
    return noun if told and not beside else None
