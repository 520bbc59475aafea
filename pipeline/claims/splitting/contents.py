"""What somebody says, taken out of the words that say who says it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.claims.splitting.cut import Cut, Scope
from pipeline.claims.syntax import is_clause, is_punct

__all__ = ["Saying", "content_cut"]


@dataclass(frozen=True)
class Saying:
    """An attribution as it stands in one sentence: token indices of its content, cue and source.

    ``checkable`` tells whether the content makes a row of its own; if not, the saying stays whole.
    """

    content: frozenset[int]
    cue: frozenset[int] = frozenset()
    source: frozenset[int] = frozenset()
    checkable: bool = True
    number: int = 0


def content_cut(saying: Saying, scope: Scope) -> Cut | None:
    """Return the cut that makes a content a row, none where it is the whole sentence or no clause."""
    doc = scope.doc
    own = set(saying.content & scope.words)
    if not own or not scope.words - own:
        return None
    head = _head(own, doc[scope.root], scope)
    if head is None:
        return None
    dropped = {child.i for child in head.children if child.dep_ == "mark" and child.lower_ == "that" and child.i in own}
    first = min(i for i in own)
    if doc[first].lower_ == "that" and doc[first].dep_ == "mark":
        dropped.add(first)
    return Cut("content", head.i, frozenset(own), frozenset(dropped))


def _head(own: set[int], root: Token, scope: Scope) -> Token | None:
    tops = [
        scope.doc[i]
        for i in sorted(own)
        if not is_punct(scope.doc[i]) and (scope.doc[i].head.i not in own or scope.doc[i].head.i == i)
    ]
    clauses = [top for top in tops if is_clause(top)]
    if not clauses:
        return None
    return next((top for top in clauses if top.i == root.i), clauses[0])
