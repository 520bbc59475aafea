"""Shares of people: "42 percent of voters said" tells how many think so, and nobody who says it."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.claims.lexicon import words
from pipeline.claims.syntax import children, is_clause

__all__ = ["is_share"]


def is_share(noun: Token) -> bool:
    """Return whether a noun phrase counts a part of many: a percentage, "half of", "most drivers", "one in five"."""
    own = [noun]
    for token in noun.subtree:
        above = token
        while above.i != noun.i and not is_clause(above):
            above = above.head
        if above.i == noun.i:
            own.append(token)
    told = {token.lower_ for token in own}
    if told & words("groups", "shares"):
        return True
    if any(w.lower_ in words("groups", "quantifiers") for w in [noun, *children(noun, "amod", "det", "advmod")]):
        return True
    numbers = sorted(token.i for token in own if token.like_num)
    return any(noun.doc[i + 1].lower_ == "in" and i + 2 in numbers for i in numbers if i + 2 < len(noun.doc))
