"""Which chain a pronoun goes back to: persons and things have a ranker each, which may abstain."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.claims.coreference.chains import Chain
from pipeline.claims.coreference.mentions import PRONOUNS, Mention
from pipeline.claims.coreference.persons import chain_of_person
from pipeline.claims.coreference.things import chain_of_thing

__all__ = ["chain_of_pronoun"]


def chain_of_pronoun(
    mention: Mention, chains: list[Chain], doc: Doc, quotation: Sequence[int], unknown: Sequence[Mention] = ()
) -> int | None:
    """Return the number of a pronoun's chain, none where no candidate is sure.

    Parameters
    ----------
    mention
        The pronoun.
    chains
        What the text has spoken of so far.
    doc
        The text.
    quotation
        The number of each token's quotation, -1 for none.
    unknown
        The pronouns before this one whose chain is not known.
    """
    chain_of = chain_of_person if PRONOUNS[mention.noun].person else chain_of_thing
    return chain_of(mention, chains, doc, quotation, unknown)
