"""Coordinated clauses and verb phrases, and clauses side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.claims.splitting.cut import Cut, Scope, sets_off
from pipeline.claims.splitting.shared import is_asked, preconjunction, with_own_subject, with_shared_subject
from pipeline.claims.syntax import (
    auxiliaries,
    children,
    clause_words,
    is_clause,
    is_finite,
    is_negated,
    is_punct,
    mark,
    next_word,
    opening_word,
    previous_word,
    relation,
    runs,
    subject,
    subtree,
)

__all__ = ["coordinated", "side_by_side"]

JOINERS = {"and", "but", "yet", "&", "plus"}
SHORT = 5
ECHOES = {"so", "neither", "nor"}
HELPING = {
    "am", "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must", "should",
    "was", "were", "will", "would",
}  # fmt: skip


def coordinated(head: Token, scope: Scope) -> Iterator[Cut]:
    """Yield the predicates coordinated with this one, each with what it shares with it."""
    if _scoped_over(head) or _not_only_inverted(head) or _short_run(head, scope):
        return
    others = [other for other in children(head, "conj") if is_clause(other)]
    cuts = [_coordinate(head, other, scope) for other in others]
    if _one_and_another(head, others):
        return
    if len(cuts) > 1 and any(cut is None for cut in cuts):
        # One of three that could not be taken out would stay behind without its conjunction.
        cuts = cuts[-1:] if all(children(other, "cc") for other in others[:-1]) and subject(others[-1]) else []
    yield from (cut for cut in cuts if cut is not None)


def _one_and_another(head: Token, others: list[Token]) -> bool:
    """Return whether two clauses only say that two things differ: "Saying so is one thing, and doing it another"."""
    first = {w.lower_ for w in [head, *children(head, "nummod", "det")]}
    return {"one", "thing"} <= first and any("another" in {w.lower_ for w in other.subtree} for other in others)


def _not_only_inverted(head: Token) -> bool:
    """Return whether the first clause needs the second: "Not only was the loss large, but it had been hidden"."""
    noun = subject(head)
    return noun is not None and preconjunction(head) == "not only" and any(w.i < noun.i for w in auxiliaries(head))


def _short_run(head: Token, scope: Scope) -> bool:
    """Return whether three or more short clauses say one thing: "The school is gone, the bar is gone, the shop …"."""
    run = [head]
    for clause in run:
        run += [
            other for other in children(clause, "conj", "parataxis") if is_clause(other) and other.i not in scope.cues
        ]
    if len(run) < 3 or not all(is_finite(clause) and subject(clause) is not None for clause in run):
        return False
    words = [{i for i in subtree(clause) if not is_punct(scope.doc[i])} for clause in run]
    for k, clause in enumerate(run):
        words[k] -= {i for other in run if other.head == clause and other != clause for i in subtree(other)}
        words[k] -= {i for word in children(clause, "cc") for i in subtree(word)}
    return all(len(own) <= SHORT and not any(scope.doc[i].tag_ == "CD" for i in own) for own in words)


def _echoes(own: set[int], doc: Doc) -> bool:
    """Return whether a clause says the same of another subject: "so did profits", "nor has her deputy"."""
    words = [doc[i].lower_ for i in sorted(own) if not is_punct(doc[i])]
    while words and words[0] in {"and", "but"}:
        words.pop(0)
    then = words[:2] == ["only", "then"]
    return len(words) > 2 and (then or words[0] in ECHOES) and words[1 + then] in HELPING


def side_by_side(head: Token, scope: Scope) -> Iterator[Cut]:
    """Yield whole clauses that a semicolon, colon or dash joins to this one."""
    for other in children(head, "parataxis", "conj") if not _short_run(head, scope) else ():
        own = subtree(other)
        start = previous_word(scope.doc[min(own)])
        joint = scope.doc[min(own)] if is_punct(scope.doc[min(own)]) else start
        if (
            joint is None
            or joint.text not in {";", ":", "–", "—", "--", "-"}
            or (joint.text == "-" and not sets_off(joint))
        ):
            continue
        if relation(other) == "conj" and joint.text != ";":
            continue
        if not (is_finite(other) and subject(other) is not None and is_finite(head) and mark(other) == ""):
            continue
        if _echoes(own, scope.doc):
            continue
        if max(own) < scope.last - 1 or other.tag_ in {"WP", "WRB", "WDT"} or is_asked(other):
            continue
        own.add(joint.i)
        dropped = {joint.i} | {word.i for word in children(other, "cc")}
        yield Cut("side by side", other.i, frozenset(own), frozenset(dropped))


def _coordinate(head: Token, other: Token, scope: Scope) -> Cut | None:
    doc = scope.doc
    if not is_clause(other) or (other.pos_ in {"NOUN", "PROPN", "NUM"} and not children(other, "cop")):
        return None
    joined_by = mark(other) if mark(other) != "due to" else ""  # "is due to arrive"
    if joined_by not in {"", "that"} or (joined_by and subject(other) is None) or mark(head) == "to":
        return None
    if joined_by == "that" and mark(head) != "that" and not children(other, "cc"):
        return None  # "voted 5-2, with two away, that it should go": what the vote is for
    if children(head, "cc:preconj") and preconjunction(head) != "not only":
        return None
    own = subtree(other)
    if len(list(runs(own, doc))) > 1 or _echoes(own, doc):
        return None
    if _shared_tail(head, max(own)):
        return None
    joiners = {word.lower_ for word in children(other, "cc")} or _joiners_of_siblings(head, other)
    negated = is_negated(head)
    alternative = bool(joiners & {"or", "nor"})
    if joiners - JOINERS - {"or", "nor"} or (alternative and not negated):
        return None
    dropped = {word.i for word in children(other, "cc") for word in [word, *word.subtree]}
    dropped |= {word.i for word in children(other, "mark") if joined_by}
    before = previous_word(doc[min(own)])
    joined = bool(children(other, "cc")) and doc[min(i for i in own if not is_punct(doc[i]))].dep_.startswith("cc")
    opener = doc[min(own)] if is_punct(doc[min(own)]) else before
    if not joined and not (opener is not None and opener.text in {",", ";"}):
        return None  # a conjunction that stands elsewhere joins something else
    if before is not None and before.text in {",", "–", "—", "--", "-", ";"} and before.i in scope.words:
        own.add(before.i)
        dropped.add(before.i)
    if is_punct(doc[min(own)]) and doc[min(own)].text in {",", ";", "–", "—", "-", "--"}:
        dropped.add(min(own))
    if preconjunction(head) == "not only" or any(
        w.lower_ == "also" and w.i < other.i for w in children(other, "advmod") if "but" in joiners
    ):
        dropped |= {
            w.i
            for w in children(other, "advmod")
            if w.lower_ in {"also", "only"} and w.i < other.i and "but" in joiners and negated
        }
    dropped |= {w.i for w in children(other, "advmod") if w.lower_ == "so" and w.i - 1 in dropped}
    if clause_words(own - dropped, doc) < 2 and not negated:
        return None
    if subject(other) is None and (_opens_with_phrase(other, own) or _opens_with_quantifier(other, own - dropped)):
        return None  # "[She] due to lack of sleep gave up"
    if subject(other) is not None:
        return with_own_subject(head, other, own, dropped, scope, alternative=alternative)
    cut = with_shared_subject(head, other, own, dropped, scope, negated=negated, joiners=joiners)
    if cut is not None and preconjunction(head) == "not only":
        return replace(
            cut, silent=frozenset(w.i for w in children(head, "advmod", "cc:preconj") if w.lower_ in {"not", "only"})
        )
    return cut


def _opens_with_phrase(other: Token, own: set[int]) -> bool:
    """Return whether a phrase that no comma sets off stands before a verb without a subject."""
    for child in children(other, "obl", "advcl"):
        words = subtree(child) & own
        if max(words) < other.i and clause_words(words, other.doc) > 2:
            after = next_word(other.doc[max(words)])
            return after is None or after.text != ","
    return False


def _opens_with_quantifier(other: Token, own: set[int]) -> bool:
    """Return whether a subject was misread as an adverb: "some were killed and most fled"."""
    first = other.doc[min((i for i in own if not is_punct(other.doc[i])), default=other.i)]
    return (
        first.lower_ in {"most", "many", "few", "all", "some", "others", "none", "several"} and first.i + 1 == other.i
    )


def _shared_tail(head: Token, end: int) -> bool:
    """Return whether the first predicate has complements after the second one's end: they belong to both."""
    return any(
        c.i > end and relation(c) not in {"punct", "conj", "parataxis", "discourse"}
        for c in head.children
        if not is_punct(c)
    )


def _scoped_over(head: Token) -> bool:
    """Return whether a fronted condition, time or cause clause holds for all that is coordinated."""
    for clause in children(head, "advcl"):
        if (
            clause.i < head.i
            and opening_word(clause)
            and opening_word(clause) not in {"while", "although", "though", "whereas", "even though", "to"}
        ):
            return True
        if children(clause, "mark") and any(word.lower_ in {"if", "unless"} for word in children(clause, "mark")):
            return True
    return any(word.lower_ in {"whether", "either", "neither"} for word in children(head, "mark", "cc:preconj", "cc"))


def _joiners_of_siblings(head: Token, other: Token) -> set[str]:
    """In "a, b and c" the conjunction stands with the last one only."""
    return {w.lower_ for sibling in children(head, "conj") if sibling.i > other.i for w in children(sibling, "cc")} or {
        "and"
    }
