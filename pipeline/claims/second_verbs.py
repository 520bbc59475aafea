"""Second verbs that a parse has hung on the wrong first one."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.claims.inflection import lemma
from pipeline.claims.labels import Change
from pipeline.claims.lexicon import words
from pipeline.claims.nouns import kind_of_noun
from pipeline.claims.syntax import (
    auxiliaries,
    children,
    first_finite,
    is_clause,
    is_finite,
    is_plural,
    is_punct,
    leftmost,
    mark,
    previous_word,
    subject,
    subtree,
)

__all__ = ["second_verbs"]


_OF_PEOPLE = ("ant", "ee", "ent", "er", "ian", "ist", "man", "or", "people", "woman", "yst")


def second_verbs(doc: Doc) -> Iterator[Change]:
    """Yield verbs and clauses that a conjunction joins, with the one that they stand beside by form or by comma."""
    for found in (
        _in_relatives,
        _of_one_time,
        _listed_verbs,
        _of_one_form,
        _after_relatives,
        _not_said,
        _same_subject,
        _of_the_sayer,
        _after_second_verbs,
    ):
        yield from found(doc)


def _in_relatives(doc: Doc) -> Iterator[Change]:
    """Yield verbs without a subject that "and" joins, with no comma, to a relative clause which a comma opened."""
    for token in doc:
        if token.dep_ != "conj" or not is_finite(token) or subject(token) is not None or not children(token, "cc"):
            continue
        before = previous_word(leftmost(token))
        if before is None or is_punct(before) or is_punct(leftmost(token)):
            continue
        clause = before
        while clause.head.i != clause.i and clause.i != token.head.i and clause.dep_ != "acl:relcl":
            clause = clause.head
        if clause.dep_ != "acl:relcl" or clause.i <= token.head.i or token.head.i in subtree(clause):
            continue
        comma = leftmost(clause) if is_punct(leftmost(clause)) else previous_word(leftmost(clause))
        own = subject(clause)
        if comma is None or not is_punct(comma) or own is None or own.tag_ not in {"WDT", "WP"}:
            continue
        if _agree(token, clause.head):
            yield token.i, clause.i, "conj"


def _of_one_time(doc: Doc) -> Iterator[Change]:
    """Yield verbs in the tense of a relative clause, not of the main one: "hit a town that has a port and lies low"."""
    for token in doc:
        if token.dep_ != "conj" or subject(token) is not None or not children(token, "cc") or token.head.tag_ != "VBD":
            continue
        before = previous_word(leftmost(token))
        clause = before
        while clause is not None and clause.dep_ != "acl:relcl" and clause.head.i not in {clause.i, token.head.i}:
            clause = clause.head
        if clause is None or clause.dep_ != "acl:relcl" or token.i in subtree(clause) or clause.i < token.head.i:
            continue
        own, verb = subject(clause), first_finite(clause)
        present = verb is not None and verb.tag_ in {"VBZ", "VBP"} and token.tag_ == verb.tag_
        if present and own is not None and own.tag_ in {"WDT", "WP"} and before is not None and not is_punct(before):
            yield token.i, clause.i, "conj"


def _listed_verbs(doc: Doc) -> Iterator[Change]:
    """Yield the verbs of "bans A, limits B and requires C" where the parse sets the second beside the first."""
    for token in doc:
        first = token.head
        if token.dep_ != "parataxis" or subject(token) is not None or token.tag_ != first.tag_ or token.i < first.i:
            continue
        start = leftmost(token)
        comma = start if is_punct(start) else previous_word(start)
        last = [other for other in children(token, "conj") if children(other, "cc") and other.tag_ == token.tag_]
        if comma is None or comma.text != "," or len(last) != 1 or subject(last[0]) is not None:
            continue
        if subject(first) is not None and is_finite(first):
            yield token.i, first.i, "conj"
            yield last[0].i, first.i, "conj"


def _of_one_form(doc: Doc) -> Iterator[Change]:
    """Yield verbs that go with the clause before them by form: "was searching, after a quake killed A, hit B and C"."""
    for token in doc:
        head = token.head
        if token.dep_ != "conj" or token.tag_ not in {"VBD", "VBZ", "VBP"} or subject(token) is not None:
            continue
        if head.tag_ != "VBG" or not any(is_finite(word) for word in children(head, "aux")):
            continue
        between = [c for c in children(head, "advcl", "ccomp") if head.i < c.i < token.i and c.tag_ == token.tag_]
        if between and subject(between[-1]) is not None:
            yield token.i, between[-1].i, "conj"


def _after_relatives(doc: Doc) -> Iterator[Change]:
    """Yield verbs without a subject that "and" joins, after a comma, to a relative clause which a comma opened."""
    for token in doc:
        clause = token.head
        if token.dep_ != "conj" or clause.dep_ != "acl:relcl" or not is_finite(token) or subject(token) is not None:
            continue
        start = leftmost(token)
        comma = start if is_punct(start) else previous_word(start)
        opener = leftmost(clause) if is_punct(leftmost(clause)) else previous_word(leftmost(clause))
        if (
            comma is None
            or opener is None
            or comma.text != ","
            or opener.text != ","
            or len(children(clause, "conj")) > 1
        ):
            continue
        main = next((above for above in clause.head.ancestors if is_clause(above)), None)
        noun = subject(main) if main is not None else None
        if main is None or noun is None or main.i > token.i or not is_finite(main) or not children(token, "cc"):
            continue
        if _agree(token, noun):
            yield token.i, main.i, "conj"


def _not_said(doc: Doc) -> Iterator[Change]:
    """Yield verbs of saying that a comma parts from what is said: "X confirmed that Y left, but did not say why"."""
    for token in doc:
        said = token.head
        if token.dep_ != "conj" or said.dep_ != "ccomp" or subject(token) is not None or mark(token):
            continue
        start = leftmost(token)
        comma = start if is_punct(start) else previous_word(start)
        joiner = [w.lower_ for w in children(token, "cc")]
        if comma is None or comma.text != "," or joiner not in (["but"], ["and"]):
            continue
        if lemma(token.text) in words("sayings", "of_reticence") and is_finite(token) and is_finite(said.head):
            yield token.i, said.head.i, "conj"


def _same_subject(doc: Doc) -> Iterator[Change]:
    """Yield clauses with the sayer as subject, hung on what is said: "They say prices fell, and they fear more"."""
    for token in doc:
        said, noun = token.head, subject(token)
        if token.dep_ != "conj" or said.dep_ != "ccomp" or noun is None or mark(token) or not is_finite(token):
            continue
        sayer, inner = subject(said.head), subject(said)
        if sayer is None or inner is None or noun.lower_ != sayer.lower_ or noun.pos_ != "PRON":
            continue
        start = leftmost(token)
        comma = start if is_punct(start) else previous_word(start)
        if comma is not None and comma.text == "," and inner.lower_ != noun.lower_ and children(token, "cc"):
            yield token.i, said.head.i, "conj"


def _after_second_verbs(doc: Doc) -> Iterator[Change]:
    """Yield that-clauses of a second verb that the parse hangs on the first: "said that …, and made clear that …"."""
    for token in doc:
        verb = token.head
        if token.dep_ != "ccomp" or mark(token) != "that" or token.i < verb.i:
            continue
        between = [c for c in children(verb, "conj") if verb.i < c.i < leftmost(token).i and children(c, "cc")]
        if len(between) == 1 and any(c.i < between[0].i for c in children(verb, "ccomp")):
            nouns = [c for c in children(between[0], "obj") if c.i < token.i]
            yield token.i, (nouns[0].i if nouns else between[0].i), ("acl" if nouns else "ccomp")


def _of_the_sayer(doc: Doc) -> Iterator[Change]:
    """Yield what only people do, hung on what is said of a thing: "said that talks had failed and called for calm"."""
    for token in doc:
        said = token.head
        if token.dep_ != "conj" or said.dep_ != "ccomp" or subject(token) is not None or mark(token):
            continue
        noun, sayer = subject(said), subject(said.head)
        if noun is None or sayer is None or noun.pos_ != "NOUN" or noun.ent_type_ or not is_finite(said.head):
            continue
        done = lemma(token.text) in words("antecedents", "agents_only") | words("antecedents", "agents_of_news")
        thing = lemma(noun.text, "NOUN")
        by_text = thing in words("antecedents", "texts") and lemma(token.text) in words("antecedents", "text_verbs")
        past = token.tag_ in {"VBD", "VBN"} and children(token, "cc") and not auxiliaries(token)
        if done and past and not by_text and _is_thing(thing) and kind_of_noun(sayer.lower_) != "thing":
            yield token.i, said.head.i, "conj"


def _is_thing(noun: str) -> bool:
    """Return whether a noun names nobody: one that the list does not have may be a person by its ending."""
    if kind := kind_of_noun(noun):
        return kind == "thing"
    grouped = words("groups", "collective") | words("groups", "leaders") | words("antecedents", "bodies")
    return noun not in grouped and not noun.endswith(_OF_PEOPLE)


def _agree(predicate: Token, noun: Token) -> bool:
    verb = first_finite(predicate)
    plural = is_plural(noun)
    return verb is not None and not (_singular(verb) and plural) and not (_plural(verb) and not plural)


def _singular(verb: Token) -> bool:
    return verb.tag_ == "VBZ" or verb.lower_ == "was"


def _plural(verb: Token) -> bool:
    return verb.tag_ == "VBP" or verb.lower_ == "were"
