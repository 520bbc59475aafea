"""The clauses that a verb of saying has for its content: which they are, and where they begin and end."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.claims.attribution.lexicon import Cue, listed, verb_forms
from pipeline.claims.attribution.stretches import stretch, subjects

__all__ = [
    "begin_after_hearer",
    "begin_of_quotation",
    "end_of_coordinate",
    "has_clause",
    "has_that",
    "is_act",
    "is_asked",
    "is_headlined",
    "is_infinitive",
    "is_predicate",
    "is_why",
]


def is_asked(clause: Token, verb: Token) -> bool:
    """Tell whether a clause taken for an adverbial is what the verb says: "did not say when it would open"."""
    if clause.dep_ != "advcl" or verb.lower_ not in listed("asking") or not subjects(clause):
        return False
    first = clause.left_edge
    return first.tag_ == "WRB" and first.i == verb.i + 1


def is_predicate(token: Token) -> bool:
    """Tell whether the head of a clause can be one: a verb, or a noun or adjective with a subject or a copula."""
    if token.pos_ in ("VERB", "AUX"):
        return True
    return any(child.dep_.startswith(("nsubj", "cop", "aux", "mark")) for child in token.children)


def end_of_coordinate(verb: Token, end: int) -> int:
    """Return where a content ends that goes on without a comma: "said A but B", B hung on "said" by the parse."""
    doc = verb.doc
    for child in verb.children:
        own = subjects(child)
        if child.dep_ != "conj" or not own or child.i < end or child.lower_ in verb_forms():
            continue
        joins = end < len(doc) and doc[end].dep_ == "cc" and doc[end].head.i == child.i
        if joins and doc[end - 1].text not in (",", ";") and own[0].left_edge.i == end + 1:
            return stretch(child, {verb.i})[1]
    return end


def is_headlined(verb: Token) -> bool:
    """Tell whether a headline goes on after "says" though the parse has no clause: "Aide says mayor ordered search"."""
    sent = verb.sent
    present = (
        verb.lower_ in ("says", "say", "claims", "claim", "tells") and verb.dep_ == "ROOT" and bool(subjects(verb))
    )
    if not present or any(t.text in (".", "!", "?", ",", ":") for t in sent):
        return False
    after = [t for t in verb.doc[verb.i + 1 : sent.end] if not t.is_space]
    return len(after) > 2 and any(t.tag_ in ("VBD", "VBN", "VBZ", "VBP", "TO", "MD") for t in after[1:])


def has_clause(noun: Token) -> bool:
    """Tell whether a noun has a clause of its own: "fears that the dam would break"."""
    return any(has_that(child) for child in noun.children if child.dep_ in ("acl", "ccomp") and child.i > noun.i)


def has_that(clause: Token) -> bool:
    """Tell whether "that" opens a clause."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def begin_of_quotation(doc: Doc, start: int, end: int) -> int:
    """Return where a content begins when words about the saying stand before a quotation: "said in a statement, “…"."""
    for i in range(start + 1, min(start + 8, end)):
        if doc[i].pos_ in ("VERB", "AUX"):
            break
        if doc[i].is_quote and doc[i - 1].text in (",", ":"):
            return i
    return start


def begin_after_time(verb: Token, clause: Token, start: int) -> int:
    """Return where a content begins that the parse has given the time of the saying: "said afterwards he would go"."""
    told_when = verb.doc[start]
    follows = start == verb.i + 1 and told_when.lower_ in listed("time") and verb.doc[start + 1].text != ","
    own = subjects(clause)
    return start + 1 if follows and own and own[0].left_edge.i == start + 1 else start


def begin_after_hearer(doc: Doc, verb: Token, start: int, cue: Cue) -> int:
    """Return where a content begins that the parse has swallowed the hearer into: "told CNN the talks had failed"."""
    if "k" not in cue.frames or start != verb.i + 1 or not doc[start].ent_type_:
        return start
    end = start + 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    after = doc[end] if end < len(doc) else None
    clause = ("DET", "PRON", "SCONJ", "NUM", "PROPN")
    begins = after is not None and (after.pos_ in clause or after.dep_ == "mark" or after.tag_ == "WRB")
    return end if begins else start


def is_act(clause: Token) -> bool:
    """Tell whether a clause says what somebody is to do: "called on them to act"."""
    return clause.dep_ in ("xcomp", "advcl") and is_infinitive(clause)


def is_why(phrase: Token) -> bool:
    """Tell whether a phrase says what somebody is blamed for: "railed against the judge for blocking it"."""
    words = {c.lower_ for c in phrase.children if c.dep_ in ("case", "mark")}
    return phrase.dep_ in ("advcl", "obl") and bool(words & {"for", "over"})


def is_infinitive(verb: Token) -> bool:
    """Tell whether "to" stands before a verb."""
    return any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children)
