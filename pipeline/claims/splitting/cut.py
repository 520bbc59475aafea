"""What a rule gives: a stretch of a sentence that becomes a row of its own, and how that row is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from pipeline.claims.draft import Item, Restored
from pipeline.claims.syntax import (
    QUOTES,
    children,
    is_punct,
    is_subject,
    leftmost,
    next_word,
    previous_word,
    relation,
    rightmost,
    subject,
    subtree,
)

__all__ = ["Cut", "Rule", "Scope", "noun_phrase", "phrase", "sets_off", "subject_phrase"]


@dataclass(frozen=True)
class Cut:
    """A stretch to be taken out of its sentence.

    Attributes
    ----------
    rule
        The rule's name.
    head
        Index of the word that heads the new row.
    own
        All tokens taken out.
    dropped
        Those of them that the new row does not show: the comma, "and", "which".
    before, after
        What is put before and after the row's own words.
    insert
        What is put before one of its words.
    replace
        What stands in the place of one of its words.
    forms
        New inflections of its words.
    subject
        The subject of the new row's head, for what is split from it in turn; empty where the head has its own.
    silent
        Words left behind that the row they stay in does without: "not only", once "but also" is gone.
    """

    rule: str
    head: int
    own: frozenset[int]
    dropped: frozenset[int] = frozenset()
    before: tuple[Item, ...] = ()
    after: tuple[Item, ...] = ()
    insert: Mapping[int, tuple[Item, ...]] = field(default_factory=dict)
    replace: Mapping[int, tuple[Item, ...]] = field(default_factory=dict)
    forms: Mapping[int, str] = field(default_factory=dict)
    subject: tuple[Item, ...] = ()
    silent: frozenset[int] = frozenset()


@dataclass
class Scope:
    """What the rules know of the sentence that they work on.

    ``subjects`` gives the subject phrase of predicates whose own words do not have it; ``protected`` are tokens that
    must not be taken apart; ``contents`` and ``cues`` are what is said and the words that say so; ``dated`` are tokens
    that belong to a date.
    """

    doc: Doc
    words: frozenset[int]
    root: int
    subjects: dict[int, tuple[Item, ...]] = field(default_factory=dict)
    protected: tuple[frozenset[int], ...] = ()
    contents: tuple[frozenset[int], ...] = ()
    cues: frozenset[int] = frozenset()
    dated: frozenset[int] = frozenset()

    @property
    def last(self) -> int:
        """Index of the sentence's last token."""
        return max(self.words)


Rule = Callable[[Token, Scope], Iterator[Cut]]

SET_OFF = {",", "–", "—", "--", "-", "―", "("}


def phrase(indices: set[int], doc: Doc) -> tuple[int, ...]:
    """Return tokens in order, without punctuation or conjunctions at the edges and with brackets closed."""
    words = sorted(i for i in indices if not doc[i].is_space)
    while (
        words
        and (is_punct(doc[words[0]]) or doc[words[0]].dep_ == "cc")
        and doc[words[0]].text not in {'"', "“", "‘", "$", "£", "€"}
    ):
        words.pop(0)
    while words and is_punct(doc[words[-1]]) and doc[words[-1]].text not in {'"', "”", "’", ")", "%"}:
        words.pop()
    if len(words) > 3 and doc[words[-2]].text == "," and doc[words[0]].text in QUOTES and doc[words[-1]].text in QUOTES:
        return tuple(words[1:-2])  # the quotation went on after the words that say who speaks
    return tuple(words)


def noun_phrase(head: Token, *, before: int | None = None, case: bool = False) -> tuple[int, ...]:
    """Return the words of a noun phrase to be said again.

    Clauses and appositions that commas set off are left out, and so are the preposition and the conjunction before it.

    Parameters
    ----------
    head
        The noun.
    before
        Take only words to the left of this token: the modifier that asks for its antecedent.
    case
        Keep the preposition.
    """
    words = subtree(head)
    for below in list(head.subtree):
        if below.i == head.i or below.is_space:
            continue
        if below.dep_ == "appos" and below.head.i == head.i and below.pos_ == "PROPN" and head.pos_ != "PROPN":
            continue  # the name in "the prime minister, Taro Aso," is what makes the phrase clear
        clause = below.dep_ in {"acl:relcl", "parataxis", "discourse"} or (
            relation(below) in {"acl", "appos", "advcl"} and _set_off(below)
        )
        clause = clause or (relation(below) == "nmod" and below.i > head.i and _between_commas(below))
        if clause and not (below.dep_ == "acl:relcl" and not _set_off(below)):
            words -= subtree(below)
    for child in head.children:
        if (child.dep_ == "case" and not case) or child.dep_ in {"cc", "cop", "mark", "expl"} or is_subject(child):
            words -= subtree(child)
        if child.dep_ == "cc:preconj":
            words.discard(child.i)
        if relation(child) in {"aux"}:
            words.discard(child.i)
    if before is not None:
        words = {i for i in words if i < before}
    return phrase(words | _rest_of_name(words, head), head.doc)


def _rest_of_name(words: set[int], head: Token) -> set[int]:
    """Return the words of the name that a phrase would begin in the middle of: "Joint Task Force" Southern Spear."""
    first = min((i for i in words if not is_punct(head.doc[i])), default=head.i)
    if not head.doc[first].ent_type_ or head.doc[first].ent_type_ != head.ent_type_:
        return set()
    rest: set[int] = set()
    while (
        head.doc[first].ent_iob_ == "I"
        and first > 0
        and head.doc[first - 1].ent_type_
        and not is_punct(head.doc[first - 1])
    ):
        first -= 1
        rest.add(first)
    return rest


def subject_phrase(predicate: Token, scope: Scope) -> tuple[Item, ...]:
    """Return what is to be put back as a predicate's subject, empty where there is none to be had."""
    if predicate.i in scope.subjects:
        return scope.subjects[predicate.i]
    own = subject(predicate)
    if own is None or relation(own) == "csubj" or own.tag_ in {"WDT", "WP", "EX"} or own.dep_ == "expl":
        return ()
    words = noun_phrase(own)
    beside = [w for w in children(predicate, "nsubj") if w.i != own.i and w.dep_ != "nsubj:outer"]
    if beside and not own.dep_.endswith(
        "outer"
    ):  # a name that the parse has cut in two: "Defence Secretary | John Healey"
        words = tuple(sorted({*words, *(i for w in beside for i in noun_phrase(w))}))
        return (Restored(words),) if words == tuple(range(words[0], words[-1] + 1)) else ()
    if not words or own.i not in words or any(doc_word.head.i not in words for doc_word in _solid(words, own)):
        return ()
    return (Restored(words),)


def _solid(words: tuple[int, ...], head: Token) -> list[Token]:
    """Return the words of a phrase but its head and its punctuation; each hangs on another one of a sound phrase."""
    return [head.doc[i] for i in words if i != head.i and not is_punct(head.doc[i])]


def sets_off(token: Token) -> bool:
    """Return whether a token is a comma, an opening bracket or a dash; a hyphen inside a word is none."""
    if token.text not in SET_OFF:
        return False
    if token.text == "-" and token.i > 0:
        return bool(token.nbor(-1).whitespace_) and bool(token.whitespace_)
    return True


def _between_commas(token: Token) -> bool:
    """Return whether a phrase has a comma before it and after it, and is no member of a list."""
    if token.dep_ == "conj" or children(token.head, "conj") or children(token, "conj"):
        return False
    start, end = leftmost(token), rightmost(token)
    before = start if is_punct(start) else previous_word(start)
    after = end if is_punct(end) else next_word(end)
    return before is not None and after is not None and before.text == after.text == ","


def _set_off(token: Token) -> bool:
    start = leftmost(token)
    before = previous_word(start)
    return sets_off(start) or (before is not None and sets_off(before))
