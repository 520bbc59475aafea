"""Coordinated clauses and verb phrases, and clauses side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from pipeline.claims.draft import Added, Item, Restored
from pipeline.claims.inflection import be, finite, lemma
from pipeline.claims.lexicon import words
from pipeline.claims.splitting.cut import Cut, Scope, sets_off, subject_phrase
from pipeline.claims.syntax import (
    NEGATIONS,
    auxiliaries,
    children,
    clause_words,
    first_finite,
    is_clause,
    is_finite,
    is_negated,
    is_plural,
    is_punct,
    mark,
    modal,
    next_word,
    opening_word,
    previous_word,
    relation,
    runs,
    subject,
    subtree,
)

__all__ = ["coordinated", "side_by_side"]

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
SCOPED = HEDGES | NEGATIONS | {"already", "also"} - {"also"}
JOINERS = {"and", "but", "yet", "&", "plus"}
COLLECTIVE = words("groups", "collective")
NO_PASSIVE, ACTIVE_ALONE = words("voice", "never_passive"), words("voice", "active_alone")
_BE = {"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "’s", "’re"}
COMPLEMENTS = ("obj", "obl", "xcomp", "ccomp", "iobj", "advcl")


def coordinated(head: Token, scope: Scope) -> Iterator[Cut]:
    """Yield the predicates coordinated with this one, each with what it shares with it."""
    if _scoped_over(head):
        return
    others = [other for other in children(head, "conj") if is_clause(other)]
    cuts = [_coordinate(head, other, scope) for other in others]
    if len(cuts) > 1 and any(cut is None for cut in cuts):
        return  # one of three that could not be taken out would stay behind without its conjunction
    yield from (cut for cut in cuts if cut is not None)


def side_by_side(head: Token, scope: Scope) -> Iterator[Cut]:
    """Yield whole clauses that a semicolon, colon or dash joins to this one."""
    for other in children(head, "parataxis", "conj"):
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
        if max(own) < scope.last - 1 or other.tag_ in {"WP", "WRB", "WDT"} or _asks(other):
            continue
        own.add(joint.i)
        dropped = {joint.i} | {word.i for word in children(other, "cc")}
        yield Cut("side by side", other.i, frozenset(own), frozenset(dropped))


def _coordinate(head: Token, other: Token, scope: Scope) -> Cut | None:
    doc = scope.doc
    if not is_clause(other) or (other.pos_ in {"NOUN", "PROPN", "NUM"} and not children(other, "cop")):
        return None
    if mark(other) not in {"", "that"} or (mark(other) and subject(other) is None) or mark(head) == "to":
        return None
    if children(head, "cc:preconj") and _preconj(head) != "not only":
        return None
    own = subtree(other)
    if len(list(runs(own, doc))) > 1:
        return None
    if _shared_tail(head, max(own)):
        return None
    joiners = {word.lower_ for word in children(other, "cc")} or _joiners_of_siblings(head, other)
    negated = is_negated(head)
    alternative = bool(joiners & {"or", "nor"})
    if joiners - JOINERS - {"or", "nor"} or (alternative and not negated):
        return None
    dropped = {word.i for word in children(other, "cc") for word in [word, *word.subtree]}
    dropped |= {word.i for word in children(other, "mark")}
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
    if _preconj(head) == "not only" or any(
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
    if subject(other) is None and _opens_with_phrase(other, own):
        return None  # "[She] due to lack of sleep gave up"
    if subject(other) is not None:
        return _own_subject(head, other, own, dropped, scope, alternative=alternative)
    cut = _shared_subject(head, other, own, dropped, scope, negated=negated, joiners=joiners)
    if cut is not None and _preconj(head) == "not only":
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


def _own_subject(
    head: Token, other: Token, own: set[int], dropped: set[int], scope: Scope, *, alternative: bool
) -> Cut | None:
    noun = subject(other)
    if (
        alternative
        or noun is None
        or noun.tag_ in {"WP", "WDT"}
        or any(word.tag_ == "IN" and word.i < noun.i for word in children(noun, "case"))  # no subject: a misreading
        or _asks(other)
        or _tail_of_both(head, other, dropped, scope)
    ):
        return None
    if any(is_finite(c) and subject(c) is None and not mark(c) for c in children(other, "ccomp")):
        return None  # "which A calls a retreat, but B says is a camp": what it is said of stands before
    front = _fronted_date(head, other, scope)
    before: tuple[Item, ...] = (Restored(front), Added(",")) if front else ()
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


def _shared_subject(
    head: Token,
    other: Token,
    own: set[int],
    dropped: set[int],
    scope: Scope,
    *,
    negated: bool,
    joiners: set[str],
) -> Cut | None:
    again = subject_phrase(head, scope)
    if not again or not _stands(head, other, negated=negated) or children(head, "nsubj:outer", "csubj:outer"):
        return None
    front = _fronted_date(head, other, scope)
    before: list[Item] = [Restored(front), Added(",")] if front else []
    before += again
    if children(other, "nsubj"):
        return None
    word = first_finite(other)
    shared = auxiliaries(head)
    if word is None and other.tag_ == "VBN" and not shared and not auxiliaries(other) and head.tag_ in {"VBD", "VBN"}:
        word = other
    active = _active_beside_passive(head, other)
    if active:
        word = other
    if word is not None and not _needs_auxiliary(head, other, word):
        noun = head.head if head.dep_ == "acl:relcl" else subject(head)
        doubtful = not active and _voice_in_doubt(head, other)
        if not is_finite(head) or doubtful or not _agrees(other, word, noun):
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
    kept = _kept_auxiliaries(head, other)
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


def _needs_auxiliary(head: Token, other: Token, word: Token) -> bool:
    """Return whether a form that looks finite is a base form that leans on the first verb's modal."""
    return word.i == other.i and modal(head) is not None and other.tag_ == "VBP"


def _active_beside_passive(head: Token, other: Token) -> bool:
    """Return whether a past form beside "was born" is no participle: "was born in Oslo, studied in Bergen"."""
    if other.tag_ not in {"VBN", "VBD"} or auxiliaries(other) or finite(other.text, "VBD") != other.lower_:
        return False
    if not any(word.lower_ in {"was", "were"} for word in children(head, "aux:pass")):
        return False
    verb = lemma(other.text)
    noun = subject(head)
    somebody = noun is not None and (noun.ent_type_ == "PERSON" or noun.lower_ in {"he", "she", "who"})
    return verb in NO_PASSIVE or (verb in ACTIVE_ALONE and somebody and not children(other, "obl:agent"))


def _voice_in_doubt(head: Token, other: Token) -> bool:
    """Return whether a past form may lean on the first verb's "was": "was arrested and charged"."""
    return (
        other.tag_ == "VBD"
        and not auxiliaries(other)
        and bool(children(head, "aux:pass"))
        and not children(other, "obj")
        and not [c for c in children(head, "obl", "advcl", "xcomp") if head.i < c.i < other.i]
    )


def _agrees(other: Token, word: Token, noun: Token | None) -> bool:
    """Return whether a finite verb agrees with the subject put back: if not, the parse has joined it to the wrong
    verb.
    """
    if noun is None or noun.lower_ in {"i", "you"}:
        return True
    first = first_finite(other.head)
    if word.tag_ == "VBP" and word.i == other.i and first is not None and first.tag_ == "VBD":
        return False
    if word.tag_ == "VBZ" or word.lower_ == "was":
        return not is_plural(noun)
    if word.tag_ == "VBP" or word.lower_ == "were":
        return is_plural(noun) or lemma(noun.text, "NOUN") in COLLECTIVE or noun.ent_type_ == "ORG"
    return True


def _kept_auxiliaries(head: Token, other: Token) -> list[Token]:
    """Return the first predicate's auxiliaries that the second one needs, none where they do not fit its form."""
    words = [w for w in auxiliaries(head) if w.dep_ != "cop"]
    own = auxiliaries(other)
    if not words and other.tag_ in {"VBN", "VBG"} and not own:
        return [w for w in auxiliaries(head) if w.lower_ in _BE]  # "is a jet and scheduled to fly in May"
    if not words:
        return []
    form = own[0].tag_ if own else other.tag_
    if form == "VB" and head.tag_ == "VBN" and len(words) > 1 and other.lower_ == finite(other.text, "VBN"):
        form = "VBN"  # "could've scored and put it away"
    if form in {"VB", "VBP"}:
        fits = words[0].tag_ == "MD" or words[0].lower_ in {"do", "does", "did"}
        return words[:1] if fits else []
    if form == "VBN" or (form == "VBD" and head.tag_ == "VBN"):
        if own:
            return [w for w in words if w.lower_ not in {"been", "being", "be"}]
        return words if words[-1].lower_ in _BE | {"have", "has", "had", "'ve", "’ve"} else []
    if form == "VBG":
        return words if words[-1].lower_ in _BE else []
    return []


def _stands(head: Token, other: Token, *, negated: bool) -> bool:
    """Return whether the first predicate is complete without the second: "lived and worked in Paris" is not."""
    if negated or children(head, "cop", "aux:pass"):
        return True
    mine = [c for c in children(head, *COMPLEMENTS) if c.i < other.i]
    if mine:
        return True
    return not children(other, "obj", "obl", "xcomp", "ccomp")


def _shared_tail(head: Token, end: int) -> bool:
    """Return whether the first predicate has complements after the second one's end: they belong to both."""
    return any(
        c.i > end and relation(c) not in {"punct", "conj", "parataxis", "discourse"}
        for c in head.children
        if not is_punct(c)
    )


def _tail_of_both(head: Token, other: Token, dropped: set[int], scope: Scope) -> bool:
    """Return whether the time or place at the end goes with both: "31 died and dozens were hurt on Sunday when …"."""
    if any(scope.doc[i].text in {",", ";"} for i in dropped) or children(
        head, "obj", "obl", "advcl", "xcomp", "ccomp", "cop"
    ):
        return False
    return any(c.i > other.i for c in children(other, "advcl")) or any(
        c.i > other.i and any(i in scope.dated for i in subtree(c)) for c in children(other, "obl")
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


def _fronted_date(head: Token, other: Token, scope: Scope) -> tuple[int, ...]:
    """Return a date before the first subject that holds for the second clause too."""
    noun = subject(head)
    if noun is None or any(i in scope.dated for i in subtree(other)) or not _same_time(head, other):
        return ()
    for child in children(head, "obl", "advmod"):
        words = sorted(subtree(child))
        if words[-1] < min(subtree(noun)) and words[0] == min(i for i in scope.words if not is_punct(scope.doc[i])):
            plain = tuple(i for i in words if not is_punct(scope.doc[i]))
            aside = {i for c in child.children if relation(c) in {"appos", "acl"} for i in subtree(c)}
            if any(i in scope.dated for i in plain) and not aside:
                return plain
    return ()


def _same_time(head: Token, other: Token) -> bool:
    """Return whether two predicates may share a date: not "bought … and has since sold it"."""
    perfect = [any(w.lower_ in {"has", "have", "'ve", "’ve"} for w in auxiliaries(verb)) for verb in (head, other)]
    return perfect[0] == perfect[1] and not any(
        w.lower_ in {"since", "then", "later"} for w in children(other, "advmod")
    )


def _first_of_predicate(token: Token) -> int:
    words = [w.i for w in children(token, "advmod") if w.i < token.i and w.i == token.i - 1]
    return min([*words, token.i])


def _preconj(head: Token) -> str:
    words = " ".join(w.lower_ for w in children(head, "advmod", "cc:preconj") if w.lower_ in {"not", "only"})
    return "not only" if words.startswith("not only") else words


def _not_only(word: Token, head: Token) -> bool:
    return word.lower_ == "not" and _preconj(head) == "not only"


def _joiners_of_siblings(head: Token, other: Token) -> set[str]:
    """In "a, b and c" the conjunction stands with the last one only."""
    return {w.lower_ for sibling in children(head, "conj") if sibling.i > other.i for w in children(sibling, "cc")} or {
        "and"
    }


def _asks(token: Token) -> bool:
    return token.sent.text.rstrip("\"”’') \n").endswith("?")
