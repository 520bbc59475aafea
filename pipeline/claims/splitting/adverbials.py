"""Clauses beside the main one that say something of their own: contrasts, "with …ing", participles of the subject."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from pipeline.claims.draft import Added, Item, Restored
from pipeline.claims.inflection import be, finite, have, lemma
from pipeline.claims.lexicon import words as listed
from pipeline.claims.splitting.cut import Cut, Scope, noun_phrase, subject_phrase
from pipeline.claims.splitting.modifiers import opens_with, set_off
from pipeline.claims.syntax import (
    auxiliaries,
    children,
    clause_words,
    first_finite,
    is_finite,
    is_plural,
    is_punct,
    mark,
    modal,
    next_word,
    relation,
    subject,
    subtree,
    takes_plural,
)

__all__ = ["absolutes", "contrasts", "fronted_participle", "participles_of_subject"]

CONTRAST = {"while", "whilst", "although", "though", "whereas", "even though"}


def contrasts(head: Token, scope: Scope) -> Iterator[Cut]:
    """Yield clauses with "while", "although", "whereas" that a comma sets off."""
    for clause in children(head, "advcl"):
        words = mark(clause)
        if words not in CONTRAST:
            continue
        found = _apart(clause, scope) or _contrast_without_comma(clause, head, words, scope)
        if found is None or _before_clause(clause, head, scope):
            continue
        own, dropped = found
        dropped |= {w.i for w in children(clause, "mark")} | {w.i for m in children(clause, "mark") for w in m.subtree}
        dropped |= {
            w.i
            for w in children(clause, "advmod")
            if w.lower_ == "even" and w.i < min(m.i for m in children(clause, "mark")) + 1
        }
        if is_finite(clause) and subject(clause) is not None:
            if words in {"while", "whilst"} and _of_time(clause):
                continue
            yield Cut("contrast", clause.i, frozenset(own), frozenset(dropped))
        elif words in {"while", "whilst"} and clause.tag_ == "VBG" and clause.i > head.i:
            yield from _made_finite("contrast", clause, head, own, dropped, scope)


def _before_clause(clause: Token, head: Token, scope: Scope) -> bool:
    """Return whether one more clause follows without a conjunction: it may be what the contrast is to."""
    return any(
        head.i < clause.i < other.i and other.i not in scope.cues and is_finite(other) and not children(other, "cc")
        for other in children(head, "parataxis", "conj")
        if subject(other) is not None
    )


def _contrast_without_comma(clause: Token, head: Token, words: str, scope: Scope) -> tuple[set[int], set[int]] | None:
    """Return a clause at the end that contrasts though no comma says so: "Oil fell 3% while gold rose 1%".

    "While" tells the time as often: it contrasts where both sides count something, or say the same of two.
    """
    noun = subject(clause)
    own = subtree(clause) & scope.words
    last = max((i for i in scope.words if not is_punct(scope.doc[i])), default=-1)
    if noun is None or noun.pos_ == "PRON" or clause.i < head.i or max(own, default=-1) < last or not is_finite(clause):
        return None
    if words.startswith("whil"):
        rest = scope.words - own
        counted = all(any(scope.doc[i].tag_ == "CD" for i in part) for part in (own, rest))
        if not counted and lemma(clause.text) != lemma(head.text):
            return None
    return own, set()


def absolutes(head: Token, scope: Scope) -> Iterator[Cut]:
    """Yield "with …ing": "…, with Latin America bearing most of the brunt"."""
    for clause in children(head, "advcl"):
        noun = subject(clause)
        if noun is None or mark(clause) != "with" or clause.tag_ not in {"VBG", "VBN"} or auxiliaries(clause):
            continue
        found = _apart(clause, scope)
        if found is None or _hypothetical(head):
            continue
        own, dropped = found
        dropped |= {w.i for w in children(clause, "mark")}
        yield from _finite_cut("with-clause", clause, head, own, dropped, scope, before=(), plural=is_plural(noun))


def participles_of_subject(head: Token, scope: Scope) -> Iterator[Cut]:
    """Yield participles that tell what the subject does or is: "…, drawing parallels to …"; "Spearheaded by …, …"."""
    clauses = [
        clause
        for clause in children(head, "advcl", "acl")
        if clause.dep_ in {"advcl", "acl"} and _is_participle(clause) and not mark(clause)
    ]
    cuts = {clause: list(_of_subject(clause, head, scope)) for clause in clauses}
    after = [clause for clause in clauses if clause.i > head.i and clause.tag_ == "VBG"]
    if len(after) > 1 and not all(cuts[clause] for clause in after):
        cuts = {clause: found for clause, found in cuts.items() if clause not in after}  # a list is treated alike
    for found in cuts.values():
        yield from found


def _is_participle(clause: Token) -> bool:
    return clause.tag_ in {"VBG", "VBN"} and subject(clause) is None and not auxiliaries(clause)


def _of_subject(clause: Token, head: Token, scope: Scope) -> Iterator[Cut]:
    if children(clause, "case") or (relation(clause) == "acl" and not children(head, "cop")):
        return
    if clause.i < head.i and lemma(clause.text) in listed("participles", "of_speech"):
        return
    if head.i in scope.cues or lemma(clause.text) in listed("participles", "prepositions"):
        return  # "Citing the law, X said …": how it was said
    found = _apart(clause, scope)
    if found is not None:
        yield from _made_finite("participle", clause, head, *found, scope)


def _listed_with(clause: Token) -> list[Token]:
    """Return the participles in a list that this one opens: "burning homes, cutting power and blocking roads"."""
    found: list[Token] = []
    for other in children(clause, "conj", "advcl"):
        if other.i < clause.i or other.tag_ != clause.tag_ or not _is_participle(other) or mark(other):
            continue
        between = any(last.i > other.i for last in children(clause, "conj"))
        if relation(other) == "conj" or between or children(other, "conj"):
            found += [other, *_listed_with(other)]
    return found


def _lists_elsewhere(clause: Token, own: set[int]) -> bool:
    """Return whether a parse hangs a participle of the list on another word: "ordering it to pay and barring him"."""
    words = [clause.doc[i] for i in own if i > clause.i]
    return any(_joined(word) and word.head.tag_ in {"VB", "VBD", "VBP", "VBZ"} for word in words)


def _joined(word: Token) -> bool:
    return word.dep_ == "conj" and word.tag_ == "VBG" and bool(children(word, "cc")) and not auxiliaries(word)


def fronted_participle(sentence: Span) -> tuple[Token, Cut] | None:
    """Return the main clause and the participle's cut where the parse takes a fronted participle for the main verb.

    "Formally launched last week, the initiative is …": parsers like to root it at "launched".
    """
    root = sentence.root
    doc = sentence.doc
    if root.tag_ not in {"VBN", "VBD"} or subject(root) is not None or auxiliaries(root):
        return None
    before = [token for token in sentence if token.i < root.i and not is_punct(token)]
    if any(token.pos_ != "ADV" for token in before):
        return None
    mains = [
        child
        for child in children(root, "parataxis", "ccomp", "conj")
        if is_finite(child) and subject(child) is not None and not children(child, "cc", "mark")
    ]
    if len(mains) != 1:
        return None
    main = mains[0]
    noun = subject(main)
    clause = subtree(main)
    own = {token.i for token in sentence if not token.is_space and token.i < max(clause)} - clause
    if is_punct(doc[min(clause)]):
        own.add(min(clause))  # the comma hangs on the main clause
    comma = doc[max(own)]
    if (
        noun is None
        or comma.text != ","
        or max(own) > min(clause - own)
        or (noun.pos_ == "PRON" and noun.lower_ in {"i", "it"})
    ):
        return None
    again = (Restored(noun_phrase(noun)),)
    form = be(plural=takes_plural(main, noun), past=True)
    return main, Cut(
        "participle", root.i, frozenset(own), frozenset({comma.i}), before=(*again, Added(form)), subject=again
    )


def _made_finite(
    rule: str, clause: Token, head: Token, own: set[int], dropped: set[int], scope: Scope
) -> Iterator[Cut]:
    of_event = lemma(clause.text) in listed("participles", "of_the_event") and not (
        children(head, "cop") and lemma(clause.text) in listed("participles", "of_the_thing")
    )
    if clause.tag_ == "VBN" and clause.i > head.i and lemma(clause.text) in listed("participles", "of_amounts"):
        return
    helping = modal(head)
    planned = clause.tag_ == "VBN" and helping is not None and helping.lower_ in {"will", "'ll", "’ll"}
    if (clause.tag_ == "VBG" and of_event) or (_hypothetical(head) and not planned):
        return
    if lemma(head.text) in listed("participles", "accidents") and lemma(clause.text) in listed("participles", "harm"):
        return
    if not opens_with(clause, own - dropped, scope):
        return
    if _of_object(clause, head):
        return
    if clause_words(own - dropped, scope.doc) < 3 or not children(clause, "obj", "obl", "xcomp", "ccomp"):
        return
    again = subject_phrase(head, scope)
    noun = subject(head)
    if not again or noun is None:
        return
    yield from _finite_cut(rule, clause, head, own, dropped, scope, before=again, plural=takes_plural(head, noun))


def _of_object(clause: Token, head: Token) -> bool:
    """Return whether a participle after its clause may be of the object as well.

    "Convicted him of theft, using city money"; "came to an agreement, covering the year".
    """
    before = [phrase for phrase in children(head, "obj", "obl", "xcomp", "iobj") if phrase.i < clause.i]
    if clause.i < head.i or not before:
        return False
    charged = lemma(head.text) in listed("participles", "charges") and any(relation(p) == "obj" for p in before)
    return charged or lemma(clause.text) in listed("participles", "of_contents")


def _finite_cut(
    rule: str,
    clause: Token,
    head: Token,
    own: set[int],
    dropped: set[int],
    scope: Scope,
    *,
    before: tuple[Item, ...],
    plural: bool,
) -> Iterator[Cut]:
    """Make a participle finite in the tense of the main verb, with auxiliaries of ours where it needs them."""
    main = first_finite(head)
    if main is None or (modal(head) is not None and clause.tag_ != "VBN"):
        return
    if clause.tag_ != "VBN" and head.tag_ == "VB" and main.lower_ not in {"do", "does", "did"}:
        return
    past = main.tag_ in {"VBD", "VBN"}
    first_person = bool(before) and any(w.lower_ in {"i"} for w in children(head, "nsubj"))
    if first_person:
        return
    help_words: tuple[Item, ...] = ()
    form = tag = ""
    perfect = main.lower_ in {"has", "have", "'ve"} and head.tag_ == "VBN"
    progressive = head.tag_ == "VBG" and main.lower_ in {"is", "are", "was", "were", "'re", "'s"}
    # "with the river still rising": it goes on, and is no deed
    progressive = progressive or any(word.lower_ in {"still", "now"} for word in children(clause, "advmod"))
    if clause.tag_ == "VBN":
        lasting = lemma(clause.text) in listed("participles", "of_state") and not any(i in scope.dated for i in own)
        help_words = (Added(be(plural=plural, past=past or not lasting)),)
    elif progressive:
        help_words = (Added(be(plural=plural, past=past)),)
    else:
        tag = "VBN" if perfect else "VBD" if past else "VBP" if plural else "VBZ"
        form = finite(clause.text, tag)
        help_words = (Added(have(plural=plural)),) if perfect else ()
    if clause.tag_ == "VBG" and not progressive and not form:
        return
    position = _first_word(clause)
    forms = {clause.i: form} if form else {}
    if form and _lists_elsewhere(clause, own):
        return
    for other in _listed_with(clause) if form else ():
        if not (like := finite(other.text, tag)):
            return
        forms[other.i] = like
    if position == min(i for i in own - dropped) and before:
        before = (*before, *help_words)
        insert: dict[int, tuple[Item, ...]] = {}
    else:
        insert = {position: help_words} if help_words else {}
    yield Cut(
        rule,
        clause.i,
        frozenset(own),
        frozenset(dropped),
        before=before,
        insert=insert,
        forms=forms,
        subject=before[:1],
    )


def _first_word(clause: Token) -> int:
    """Return where an auxiliary goes: before the participle and the adverbs that stand right before it."""
    at = clause.i
    adverbs = {w.i for w in children(clause, "advmod") if not list(w.children)}
    while at - 1 in adverbs:
        at -= 1
    return at


def _apart(clause: Token, scope: Scope) -> tuple[set[int], set[int]] | None:
    """Return a clause and its commas where it stands at the sentence's start or is set off after it."""
    doc = scope.doc
    own = subtree(clause) & scope.words
    first = min((i for i in scope.words if not is_punct(doc[i])), default=-1)
    if own and first in own:
        last = doc[max(own)]
        comma = last if last.text == "," else next_word(last)
        if comma is None or comma.text != ",":
            return None
        quotes = {i for i in own if i < first}
        return (own | {comma.i}) - quotes, {comma.i}
    return set_off(clause, scope)


def _of_time(clause: Token) -> bool:
    """Return whether "while" tells the time: "while he was president", "while driving"."""
    word = first_finite(clause)
    progressive = clause.tag_ == "VBG" and bool(auxiliaries(clause))
    noun = subject(clause)
    return progressive or (
        word is not None and word.lower_ in {"was", "were"} and noun is not None and noun.pos_ == "PRON"
    )


def _hypothetical(head: Token) -> bool:
    """Return whether the main clause is no fact: a modal, "is to be", a condition."""
    if modal(head) is not None or any(word.tag_ == "TO" for word in children(head, "mark", "aux")):
        return True
    return any(
        word.lower_ in {"if", "unless"} for clause in children(head, "advcl") for word in children(clause, "mark")
    )
