"""Noun chunks over Universal Dependencies; spaCy's own iterator for English knows ClearNLP's relations alone."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.symbols import NOUN, PRON, PROPN
from spacy.tokens import Doc, Span, Token

__all__ = ["noun_chunks"]

_LEFT = frozenset(
    [
        "det",
        "det:predet",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "nmod:desc",
        "nmod:unmarked",
        "flat",
        "advmod",
        "cc:preconj",
        "case",
    ]
)
_RIGHT = frozenset({"flat", "fixed", "goeswith", "compound:prt"})
_NOT_HEADS = frozenset({"compound", "flat", "fixed", "goeswith", "nmod:desc", "det", "discourse", "dep"})


def noun_chunks(doclike: Doc | Span) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, label) of base noun phrases: a noun with what stands before it, without what follows it.

    Raises
    ------
    ValueError
        If there is no parse.
    """
    doc = doclike.doc
    if not doc.has_annotation("DEP"):
        raise ValueError("noun chunks need a parse: add claimsheet_reader to the pipeline")
    label = doc.vocab.strings.add("NP")
    done = -1
    for word in doclike:
        if word.pos not in (NOUN, PROPN, PRON) or word.dep_ in _NOT_HEADS:
            continue
        start, end = _bounds(word)
        if start > done:
            done = end - 1
            yield start, end, label


def _bounds(word: Token) -> tuple[int, int]:
    start = word.i
    for child in sorted(word.lefts, key=lambda token: -token.i):
        # The preposition of the phrase is no part of it, nor is an adverb that modifies the clause.
        if child.dep_ == "punct" and child.text in {"-", "–", '"', "“", "‘", "'", "$"}:
            continue
        if child.dep_ not in _LEFT or child.dep_ in {"case"}:
            break
        start = child.left_edge.i
    end = word.i + 1
    for child in word.rights:
        if child.dep_ in _RIGHT:
            end = child.right_edge.i + 1
        elif child.dep_ != "punct":
            break
    return start, end
