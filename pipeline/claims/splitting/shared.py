"""What a second clause has of the first: its subject, its auxiliaries, a date before both."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.claims.draft import Added, Item, Mark, Restored, Word
from pipeline.claims.inflection import be, lemma
from pipeline.claims.splitting.agreement import (
    NO_PASSIVE,
    active_beside_passive,
    agrees,
    kept_auxiliaries,
    needs_auxiliary,
    passive_too,
    voice_in_doubt,
)
from pipeline.claims.splitting.cut import Cut, Scope, subject_phrase
from pipeline.claims.syntax import (
    NEGATIONS,
    auxiliaries,
    children,
    first_finite,
    is_finite,
    is_plural,
    is_punct,
    mark,
    previous_word,
    relation,
    subject,
    subtree,
)

__all__ = ["is_asked", "preconjunction", "with_own_subject", "with_shared_subject"]

HEDGES = {
    "reportedly",
    "allegedly",
    "apparently",
    "probably",
    "likely",
    "possibly",
    "supposedly",
    "perhaps",
    "seemingly",
}
SCOPED = HEDGES | NEGATIONS | {"already"}
COMPLEMENTS = ("obj", "obl", "xcomp", "ccomp", "iobj", "advcl")


def with_own_subject(
    head: Token, other: Token, own: set[int], dropped: set[int], scope: Scope, *, alternative: bool
) -> Cut | None:
    """Return the cut of a clause that has its own subject: it shares a date, or the auxiliary of a passive."""
    noun = subject(other)
    if (
        alternative
        or noun is None
        or noun.tag_ in {"WP", "WDT"}
        or any(word.tag_ == "IN" and word.i < noun.i for word in children(noun, "case"))  # no subject: a misreading
        or is_asked(other)
        or _goes_with_subject(head, own, dropped)
        or _tail_of_both(head, other, dropped, scope)
    ):
        return None
    if any(is_finite(c) and subject(c) is None and not mark(c) for c in children(other, "ccomp")):
        return None  # "which A calls a retreat, but B says is a camp": what it is said of stands before
    before = _fronted_date(head, other, scope)
    shared = auxiliaries(head)
    if is_finite(other):
        return Cut("coordination", other.i, frozenset(own), frozenset(dropped), before=before)
    if other.tag_ == "VBN" and shared and shared[-1].lower_ in {"was", "were", "is", "are"}:
        form = be(plural=is_plural(noun), past=shared[-1].lower_ in {"was", "were"})
        return Cut(
            "coordination",
            other.i,
            frozenset(own),
            frozenset(dropped),
            before=before,
            insert={_first_of_predicate(other): (Added(form),)},
        )
    return None


def with_shared_subject(
    head: Token,
    other: Token,
    own: set[int],
    dropped: set[int],
    scope: Scope,
    *,
    negated: bool,
    joiners: set[str],
) -> Cut | None:
    """Return the cut of a verb phrase, its subject put back with the auxiliaries and the negation of the first."""
    again = subject_phrase(head, scope)
    if not again or not _stands(head, other, negated=negated) or children(head, "nsubj:outer", "csubj:outer"):
        return None
    before: list[Item] = [*_fronted_date(head, other, scope), *again]
    if children(other, "nsubj"):
        return None
    word = first_finite(other)
    shared = auxiliaries(head)
    if word is None and other.tag_ == "VBN" and not shared and not auxiliaries(other) and head.tag_ in {"VBD", "VBN"}:
        word = other
    active = active_beside_passive(head, other)
    if active:
        word = other
    if passive_too(head, other):
        word = None
    if word is not None and not needs_auxiliary(head, other, word):
        noun = head.head if head.dep_ == "acl:relcl" else subject(head)
        doubtful = not active and voice_in_doubt(head, other)
        if not is_finite(head) or doubtful or not agrees(other, word, noun):
            return None
        hedges = tuple(child.i for child in children(head, "advmod") if child.lower_ in HEDGES and child.i < other.i)
        if hedges:
            before.append(Restored(hedges))
        return Cut(
            "coordination",
            other.i,
            frozenset(own),
            frozenset(dropped),
            before=tuple(before),
            subject=again,
            forms={other.i: other.text} if active else {},
        )
    kept = kept_auxiliaries(head, other)
    if lemma(other.text) in NO_PASSIVE and other.tag_ in {"VBN", "VBD"} and children(head, "aux:pass"):
        return None
    if not kept or (negated and "but" in joiners):
        return None
    scoped = [w for w in children(head, "advmod") if w.lower_ in SCOPED and w.i < head.i and not _not_only(w, head)]
    words = tuple(sorted({w.i for w in kept} | {w.i for w in scoped}))
    if not shared:
        return None
    before.append(Restored(words))
    return Cut("coordination", other.i, frozenset(own), frozenset(dropped), before=tuple(before), subject=again)


def _stands(head: Token, other: Token, *, negated: bool) -> bool:
    """Return whether the first predicate is complete without the second: "lived and worked in Paris" is not."""
    if negated or children(head, "cop", "aux:pass"):
        return True
    mine = [c for c in children(head, *COMPLEMENTS) if c.i < other.i]
    if mine:
        return True
    return not children(other, "obj", "obl", "xcomp", "ccomp")


def _tail_of_both(head: Token, other: Token, dropped: set[int], scope: Scope) -> bool:
    """Return whether the time or place at the end goes with both: "31 died and dozens were hurt on Sunday when …"."""
    if any(scope.doc[i].text in {",", ";"} for i in dropped) or children(
        head, "obj", "obl", "advcl", "xcomp", "ccomp", "cop"
    ):
        return False
    return any(c.i > other.i for c in children(other, "advcl")) or any(
        c.i > other.i and any(i in scope.dated for i in subtree(c)) for c in children(other, "obl")
    )


def _fronted_date(head: Token, other: Token, scope: Scope) -> tuple[Item, ...]:
    """Return a date before the first subject that holds for the second clause too.

    It is the sentence's own and bounds all that follows, so that it stands outside the subject's brackets.
    """
    noun = subject(head)
    if noun is None or any(i in scope.dated for i in subtree(other)) or not _same_time(head, other):
        return ()
    for child in children(head, "obl", "advmod"):
        words = sorted(subtree(child))
        if words[-1] < min(subtree(noun)) and words[0] == min(i for i in scope.words if not is_punct(scope.doc[i])):
            plain = tuple(i for i in words if not is_punct(scope.doc[i]))
            aside = {i for c in child.children if relation(c) in {"appos", "acl"} for i in subtree(c)}
            if any(i in scope.dated for i in plain) and not aside:
                inner = (i for i in words if plain[0] <= i <= plain[-1])  # "October 7, 2023" keeps its comma
                return (*map(Word, inner), Mark(","))
    return ()


def _same_time(head: Token, other: Token) -> bool:
    """Return whether two predicates may share a date: not "bought … and has since sold it"."""
    words = [first_finite(verb) for verb in (head, other)]
    past = {word.tag_ == "VBD" for word in words if word is not None and word.tag_ != "MD"}
    perfect = [any(w.lower_ in {"has", "have", "'ve", "’ve"} for w in auxiliaries(verb)) for verb in (head, other)]
    return (
        perfect[0] == perfect[1]
        and len(past) < 2
        and not any(w.lower_ in {"since", "then", "later"} for w in children(other, "advmod"))
    )


def _first_of_predicate(token: Token) -> int:
    words = [w.i for w in children(token, "advmod") if w.i < token.i and w.i == token.i - 1]
    return min([*words, token.i])


def preconjunction(head: Token) -> str:
    """Return "not only" where it stands before the first of two, or the half of it that does."""
    words = " ".join(w.lower_ for w in children(head, "advmod", "cc:preconj") if w.lower_ in {"not", "only"})
    return "not only" if words.startswith("not only") else words


def _not_only(word: Token, head: Token) -> bool:
    return word.lower_ == "not" and preconjunction(head) == "not only"


def is_asked(token: Token) -> bool:
    """Return whether a clause stands in a question."""
    return token.sent.text.rstrip("\"”’') \n").endswith("?")


def _goes_with_subject(head: Token, own: set[int], dropped: set[int]) -> bool:
    """Return whether what stands before "and" is half of the subject: "went home as cooler air and a breeze helped"."""
    before = previous_word(head.doc[min(own)])
    if before is None or any(head.doc[i].text in {",", ";"} for i in dropped):
        return False
    return any(
        before.i in subtree(phrase) and any(word.lower_ == "as" for word in children(phrase, "case"))
        for phrase in children(head, "obl")
        if phrase.pos_ in {"NOUN", "PROPN"}
    )
