"""The check on every row: nothing said that the sentence does not say, nothing lost that bears on its truth.

It looks at what came out, not at how it was made, so that a fault of any rule is caught: such a sentence is kept whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from spacy.tokens import Doc, Span, Token

from pipeline.claims.draft import Added, Draft, Restored, Word
from pipeline.claims.inflection import same_word
from pipeline.claims.syntax import FINITE, NEGATIONS, children, is_finite, is_punct, is_subject, subject, subtree
from pipeline.schema import Figure

__all__ = ["is_faithful", "is_sentence", "loses_figure", "unbracketed_words"]

_BRACKETS = re.compile(r"\[[^\]]*\]")
_WORD = re.compile(r"[^\W_]+")


def unbracketed_words(text: str) -> list[str]:
    """Return the words of a claim that it takes for the article's own: those outside [square brackets]."""
    return _WORD.findall(_BRACKETS.sub(" ", text))


def is_faithful(draft: Draft, text: str, doc: Doc, figures: Sequence[Figure]) -> bool:
    """Return whether a row keeps to its sentence.

    Each word outside brackets is a word of the sentence or a form of one, in the sentence's order; no figure is cut in
    two; a negation or modal verb of a predicate that is shown is shown too; no two clauses are left side by side where
    what stood between them has gone.
    """
    return (
        _words_in_order(draft, text, doc)
        and not any(_cut_in_two(draft, doc, figure) for figure in figures)
        and not _lost_scope(draft, doc)
        and not _glued(draft, doc)
    )


def is_sentence(draft: Draft, doc: Doc) -> bool:
    """Return whether a split row has what an English sentence needs: a subject and a finite verb, and words enough."""
    words = [doc[i] for i in draft.words]
    solid = [word for word in words if not is_punct(word)]
    if not solid:
        return False
    if "content" in draft.rules:
        own = subject(doc[draft.head])
        if own is not None and own.i not in draft.words:
            return False  # its subject stayed with the words that say who speaks
    added = [item for item in draft.items if not isinstance(item, Word)]
    finite = is_finite(doc[draft.head]) or any(word.tag_ in FINITE and _of_main(word, draft) for word in solid)
    finite = finite or any(isinstance(item, Word) and item.form for item in draft.items)
    finite = finite or any(
        isinstance(item, Added) and item.text in {"is", "are", "was", "were", "has", "have"} for item in added
    )
    finite = finite or any(doc[i].tag_ in FINITE for item in added if isinstance(item, Restored) for i in item.tokens)
    if not finite:
        return False
    restored = any(isinstance(item, Restored) for item in added)
    has_subject = restored or any(is_subject(word) for word in solid)
    return has_subject and len(solid) + sum(1 for item in added) >= 3


def loses_figure(drafts: Sequence[Draft], named: Set[int], sentence: Span, figures: Sequence[Figure]) -> bool:
    """Return whether a sentence's figure is in none of its rows, nor among the words that name who speaks.

    Only the date on which something was said may go.
    """
    shown = {i for draft in drafts for i in draft.sources} | set(named)
    for figure in figures:
        words = [t.i for t in sentence if figure.start <= t.idx < figure.end and not is_punct(t)]
        if figure.kind != "date" and words and not shown & set(words):
            return True
    return False


def _of_main(word: Token, draft: Draft) -> bool:
    head = word.head if word.dep_ in {"aux", "aux:pass", "cop"} else word
    return head.dep_ not in {"acl:relcl", "advcl:relcl"} or head.i == draft.head


def _words_in_order(draft: Draft, text: str, doc: Doc) -> bool:
    sentence = doc[draft.head].sent
    own = sum(1 for i in draft.words for _ in _WORD.findall(doc[i].text))
    shown = [word.lower() for word in unbracketed_words(text)]
    # A contraction or "£3bn" is several tokens and one word; a split may stand between the tokens, too.
    sources = [_WORD.findall(sentence.text.lower()), [w for token in sentence for w in _WORD.findall(token.lower_)]]
    return len(shown) <= own and any(_follows(shown, source) for source in sources)


def _follows(shown: Sequence[str], source: Sequence[str]) -> bool:
    """Return whether words stand in a source in the same order, forms of one word counting as the same."""
    at = 0
    for word in shown:
        found = next((k for k in range(at, len(source)) if source[k] == word), None)
        if found is None:
            found = next((k for k in range(at, len(source)) if same_word(source[k], word)), None)
        if found is None:
            return False
        at = found + 1
    return True


def _cut_in_two(draft: Draft, doc: Doc, figure: Figure) -> bool:
    tokens = [
        token.i
        for token in doc[draft.head].sent
        if token.idx < figure.end and token.idx + len(token.text) > figure.start and not is_punct(token)
    ]
    shown = [i for i in tokens if i in draft.covers]
    return bool(shown) and len(shown) < len(tokens) and figure.kind not in {"date", "duration"}


def _lost_scope(draft: Draft, doc: Doc) -> bool:
    """Return whether a negation or a modal verb of a shown predicate is not shown."""
    shown = draft.sources
    own = set(draft.words)
    for i in own:
        token = doc[i]
        for child in token.children:
            scoped = (child.dep_ == "advmod" and child.lower_ in NEGATIONS) or (
                child.dep_ in {"aux", "cop"} and child.tag_ == "MD"
            )
            if scoped and child.i not in shown and child.i not in draft.covers:
                return True
    head = doc[draft.head]
    dropped = {i for i in draft.covers if i not in own}
    return any(
        child.i in dropped and child.lower_ in NEGATIONS and not _not_only(child) for child in children(head, "advmod")
    )


def _glued(draft: Draft, doc: Doc) -> bool:
    """Return whether two clauses meet without a mark: "We need a school [although …,] some day it must be built"."""
    shown = [i for i in draft.words if not doc[i].is_space]
    own = set(shown)
    head = doc[draft.head]
    for i in own:
        other = doc[i]
        # Two clauses may be said beside each other, too.
        beside = other.head.i in own or (other.head == head.head and other.i > head.i)
        if other.dep_ not in {"parataxis", "conj", "ccomp"} or not beside or children(other, "cc", "mark"):
            continue
        noun = subject(other)
        if noun is None or noun.i not in own or not is_finite(other) or other.head.i > other.i:
            continue
        at = shown.index(min(subtree(other) & own))
        while at > 0 and shown[at] - shown[at - 1] == 1 and doc[shown[at - 1]].pos_ == "ADV":
            at -= 1
        if at == 0 or any(is_punct(doc[shown[k]]) for k in (at - 1, at)):
            continue
        if any(not is_punct(doc[k]) for k in range(shown[at - 1] + 1, shown[at])):
            return True
    return False


def _not_only(word: Token) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor(1).lower_ in {"only", "just", "merely"}
