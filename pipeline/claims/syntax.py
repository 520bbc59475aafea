"""Questions that the rules of this room ask of a parse in Universal Dependencies.

A token is a spaCy ``Token``; sets of tokens are sets of its indices, so that they can be joined and compared. Nothing
here relies on lemmas or on morphology alone: Penn tags decide, as the reader gives them most surely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Token

__all__ = [
    "auxiliaries",
    "children",
    "clause_words",
    "commas_around",
    "first_finite",
    "has_article",
    "in_one_name",
    "is_clause",
    "is_finite",
    "is_name",
    "is_negated",
    "is_plural",
    "is_punct",
    "is_subject",
    "leftmost",
    "mark",
    "modal",
    "next_word",
    "opening_word",
    "previous_word",
    "relation",
    "rightmost",
    "runs",
    "subject",
    "subtree",
    "takes_plural",
]

FINITE = {"VBD", "VBZ", "VBP", "MD"}
VERBAL = {"VB", "VBD", "VBZ", "VBP", "VBG", "VBN", "MD"}
NEGATIONS = {"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "nothing", "none", "without", "cannot"}
OPENERS = {"(", "[", "{"}
CLOSERS = {")", "]", "}"}
DASHES = {"-", "–", "—", "--", "―"}
QUOTES = {'"', "“", "”", "„", "«", "»", "''", "``", "‘", "’", "'"}


def relation(token: Token) -> str:
    """Return the universal part of a token's relation: ``nsubj`` for ``nsubj:pass``."""
    return _universal(token.dep_)


@cache
def _universal(dep: str) -> str:
    return dep.partition(":")[0]


@cache
def _is_among(dep: str, relations: tuple[str, ...]) -> bool:
    return dep in relations or _universal(dep) in relations


def children(token: Token, *relations: str) -> list[Token]:
    """Return the dependents in one of these relations, subtypes included; a subtype asks for itself alone."""
    return [child for child in token.children if _is_among(child.dep_, relations)]


def subtree(token: Token) -> set[int]:
    """Return the indices of a token and all below it, white space left out."""
    return {below.i for below in token.subtree if not below.is_space}


def leftmost(token: Token) -> Token:
    """Return the first word of a token's subtree."""
    return token.doc[min(subtree(token), default=token.i)]


def rightmost(token: Token) -> Token:
    """Return the last word of a token's subtree, punctuation included."""
    return token.doc[max(subtree(token), default=token.i)]


def is_punct(token: Token) -> bool:
    """Return whether a token is punctuation or white space."""
    if token.text in {"%", "‰", "&", "#", "@", "§"}:
        return False  # part of what is said, whatever the tagger calls it
    return token.pos_ in {"PUNCT", "SPACE"} or token.is_punct or token.is_space


def previous_word(token: Token) -> Token | None:
    """Return the token before, white space left out."""
    i = token.i - 1
    while i >= 0 and token.doc[i].is_space:
        i -= 1
    return token.doc[i] if i >= 0 else None


def next_word(token: Token) -> Token | None:
    """Return the token after, white space left out."""
    i = token.i + 1
    while i < len(token.doc) and token.doc[i].is_space:
        i += 1
    return token.doc[i] if i < len(token.doc) else None


def runs(indices: Iterable[int], doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the stretches (first, last) of neighbouring tokens, white space between them allowed."""
    first = last = -2
    for i in sorted(indices):
        if first >= 0 and all(doc[k].is_space for k in range(last + 1, i)):
            last = i
            continue
        if first >= 0:
            yield first, last
        first = last = i
    if first >= 0:
        yield first, last


def auxiliaries(token: Token) -> list[Token]:
    """Return a predicate's auxiliaries and copula, in their order."""
    return children(token, "aux", "cop")


def is_subject(token: Token) -> bool:
    """Return whether a token heads a subject, an expletive included."""
    return relation(token) in {"nsubj", "csubj"} or (token.dep_ == "expl")


def subject(token: Token, *, expletive: bool = True) -> Token | None:
    """Return the head of a predicate's own subject, the outermost where there are two."""
    found = [child for child in token.children if is_subject(child)]
    if not expletive:
        found = [child for child in found if child.dep_ != "expl"]
    if not found:
        return None
    for wanted in ("nsubj:outer", "csubj:outer", "expl"):
        for child in found:
            if child.dep_ == wanted:
                return child
    return found[0]


def is_clause(token: Token) -> bool:
    """Return whether a token heads a clause: a verb, or a predicate with a copula."""
    return token.tag_ in VERBAL or bool(children(token, "cop", "aux")) or token.pos_ in {"VERB", "AUX"}


def first_finite(token: Token) -> Token | None:
    """Return the finite word of a predicate, its first auxiliary or itself."""
    helping = auxiliaries(token)
    for word in [*helping, token]:
        if word.tag_ in FINITE:
            return word
    if token.tag_ == "VBN" and not helping and any(is_subject(child) for child in token.children):
        # Taggers take many a simple past for a participle: "prices doubled and wages stagnated".
        leaning = token.dep_ == "conj" and bool(auxiliaries(token.head))
        if token.dep_ in {"ROOT", "conj", "ccomp", "parataxis"} and not leaning:
            return token
    if token.tag_ == "VBN" and not helping and token.dep_ == "conj" and not auxiliaries(token.head):
        # No participle stands beside a simple past that has no auxiliary: "opened in 2004, closed in 2015".
        return token if token.head.tag_ == "VBD" else None
    return None


def is_finite(token: Token) -> bool:
    """Return whether a predicate has a finite verb form of its own."""
    return first_finite(token) is not None


def modal(token: Token) -> Token | None:
    """Return a predicate's modal verb."""
    for word in auxiliaries(token):
        if word.tag_ == "MD":
            return word
    return None


def mark(token: Token) -> str:
    """Return a clause's subordinating words in lower case, ``""`` where it has none."""
    words: list[Token] = []
    for child in token.children:
        if child.dep_ == "mark":
            words += [child, *children(child, "fixed")]
    return " ".join(word.lower_ for word in sorted(words, key=lambda word: word.i))


def opening_word(clause: Token) -> str:
    """Return what an adverbial clause opens with: its marks, or the adverb of time that UD gives in their place."""
    marks = mark(clause)
    if marks:
        return marks
    first = leftmost(clause)
    return first.lower_ if first.tag_ == "WRB" and first.head == clause else ""


def is_negated(token: Token) -> bool:
    """Return whether a predicate is negated by a word of its own or by its subject's determiner."""
    for child in token.children:
        if relation(child) == "advmod" and child.lower_ in NEGATIONS:
            return True
        if relation(child) in {"nsubj", "obj"} and (
            child.lower_ in {"nobody", "nothing", "none", "neither"}
            or any(word.lower_ in {"no", "neither"} for word in children(child, "det"))
        ):
            return True
    return False


def is_plural(head: Token) -> bool:
    """Return whether a noun phrase takes a plural verb."""
    if head.lower_ in {"they", "we", "you", "these", "those", "many", "both", "few", "several"}:
        return True
    if head.lower_ in {"he", "she", "it", "this", "that", "everyone", "nobody"}:
        return False
    joined = [child for child in children(head, "conj") if child.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}]
    if joined:
        words = {word.lower_ for child in joined for word in children(child, "cc")}
        if "and" in words or not words:
            return True
    if head.tag_ == "NNPS":
        if head.ent_type_ == "ORG":  # "the Tories", not "the United Nations"
            return head.ent_iob_ != "I" and bool(children(head, "det")) and not children(head, "compound", "amod")
        return head.ent_type_ not in {"GPE", "LOC", "FAC"}
    if head.lower_ == "number" and any(word.lower_ == "the" for word in children(head, "det")):
        return False  # it is the number that falls, and a number of people who leave
    if head.lower_ in {"most", "all", "some", "majority", "number", "half"} or head.tag_ == "CD":
        of = [
            child for child in children(head, "nmod", "obl") if child.tag_ in {"NNS", "NNPS"} or child.lower_ == "them"
        ]
        return bool(of) or head.lower_ in {"most", "some", "all"} or head.tag_ == "CD"
    return head.tag_ == "NNS"


def takes_plural(predicate: Token, noun: Token) -> bool:
    """Return whether a predicate's subject takes a plural verb: as its own verb says, where its form tells."""
    word = first_finite(predicate)
    if word is not None and noun.lower_ not in {"i", "you"} and subject(predicate) == noun:
        if word.tag_ == "VBZ" or word.lower_ == "was":
            return False
        if word.tag_ == "VBP" or word.lower_ == "were":
            return True
    return is_plural(noun)


def is_name(token: Token) -> bool:
    """Return whether a token is (part of) a name."""
    return token.pos_ == "PROPN" or bool(token.ent_type_)


def in_one_name(first: Token, last: Token) -> bool:
    """Return whether two words are of one name: "Office" and "Responsibility" of the Office for Budget …"""
    low, high = sorted((first.i, last.i))
    return bool(first.ent_type_) and all(word.ent_iob_ == "I" for word in first.doc[low + 1 : high + 1])


def has_article(head: Token) -> bool:
    """Return whether a noun phrase has a determiner or a possessor of its own."""
    return bool(children(head, "det", "nmod:poss"))


def commas_around(words: set[int], doc: Doc) -> tuple[Token | None, Token | None]:
    """Return the comma, dash or opening bracket before a stretch of words, and its partner after it."""
    before = previous_word(doc[min(words)])
    after = next_word(doc[max(words)])
    if before is not None and before.text not in {",", "(", *DASHES}:
        before = None
    if after is not None and after.text not in {",", ")", ";", *DASHES}:
        after = None
    return before, after


def clause_words(words: Iterable[int], doc: Doc) -> int:
    """Return how many words that are no punctuation a set holds."""
    return sum(1 for i in words if not is_punct(doc[i]))
