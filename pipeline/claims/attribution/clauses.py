"""The clauses that a verb of saying has for its content: which they are, and where they begin and end."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.claims.attribution.lexicon import Cue, listed, verb_forms
from pipeline.claims.attribution.stretches import stretch, subjects
from pipeline.entities.gazetteer import words

_DAYS = words("calendar.txt")

__all__ = [
    "asked_to_act",
    "bare_clause",
    "begin_after_hearer",
    "begin_of_quotation",
    "end_of_coordinate",
    "end_of_name_given",
    "end_of_wish",
    "has_clause",
    "has_that",
    "is_act",
    "is_asked",
    "is_headlined",
    "is_infinitive",
    "is_predicate",
    "is_why",
    "untied",
]


def is_asked(clause: Token, verb: Token) -> bool:
    """Tell whether a clause taken for an adverbial is what the verb says: "did not say when it would open"."""
    first = clause.left_edge
    if clause.dep_ != "advcl" or first.i != verb.i + 1:
        return False
    if first.tag_ in ("WDT", "WP"):
        # "weighing what cap to propose"
        return True
    return first.tag_ == "WRB" and verb.lower_ in listed("asking") and bool(subjects(clause))


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
    doc, end, own = verb.doc, start, subjects(clause)
    if start != verb.i + 1 or not own or start <= own[0].left_edge.i - 5:
        return start
    while end < own[0].left_edge.i and (doc[end].lower_ in listed("time") or doc[end].text in _DAYS):
        end += 1
    return end if end == own[0].left_edge.i else start


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


def asked_to_act(verb: Token) -> Token | None:
    """Return the act that somebody is urged to, which the parse hangs loose: "urged him on Sunday to answer"."""
    hearer = [c for c in verb.children if c.dep_ in ("obj", "iobj") and c.i > verb.i]
    if not hearer:
        return None
    acts = [c for c in verb.children if c.dep_ == "advcl" and c.i > hearer[0].i and is_infinitive(c)]
    loose = [c for c in acts if "," not in (c.left_edge.text, c.left_edge.nbor(-1).text)]
    return loose[0] if loose else None


def bare_clause(verb: Token) -> Token | None:
    """Return the subject of a clause without "that" that the parse takes for an object: "reckoned 60 towns do"."""
    for child in verb.children:
        if child.dep_ != "obj" or child.i < verb.i:
            continue
        for clause in child.children:
            if (
                clause.dep_ != "acl:relcl"
                or clause.i < child.i
                or any(c.dep_.startswith("nsubj") for c in clause.children)
            ):
                continue
            words = [clause, *(c for c in clause.children if c.dep_ in ("aux", "aux:pass", "cop"))]
            finite = any(word.tag_ in ("VBD", "VBZ", "VBP", "MD") for word in words)
            if finite and not any(t.tag_ in ("WDT", "WP", "WRB") for t in clause.doc[child.i : clause.i]):
                return child
    return None


def end_of_name_given(obj: Token) -> int:
    """Return where "called the letter he sent “long on words”" ends; 0 where no quotation follows the object."""
    doc, sent = obj.doc, obj.sent
    at = next((t.i for t in doc[obj.i + 1 : sent.end] if t.is_quote), sent.end)
    between = doc[obj.i + 1 : at]
    if at == sent.end or any(t.text == "," or t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in between):
        return 0
    closing = next((t.i for t in doc[at + 2 : sent.end] if t.is_quote), 0)
    if not closing:
        return 0
    # "“careless” in her handling of it"
    named = {t.i for word in doc[at:closing] for t in word.subtree if word.pos_ in ("ADJ", "NOUN")}
    end = closing + 1
    while end < sent.end and end in named and doc[end].text not in (",", ";", ":", "—", "–"):
        end += 1
    return end


def untied(verb: Token, cue: Cue) -> tuple[int, int] | None:
    """Return what follows a verb that has only clauses for content, where the parse has an object.

    "He said claims that the roof leaks are false."
    """
    if cue.kind != "say" or cue.frames & {"o", "k", "x"}:
        return None
    objects = [c for c in verb.children if c.dep_ == "obj" and c.left_edge.i == verb.i + 1 and c.pos_ == "NOUN"]
    if not objects:
        return None
    clauses = [t for t in objects[0].subtree if t.dep_.startswith(("acl", "parataxis")) and t.i > objects[0].i]
    told = [t for t in clauses if not any(w.tag_ in ("WDT", "WP") for w in t.subtree)]
    finite = any(w.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in told for w in (t, *t.children))
    return stretch(objects[0], {verb.i}) if finite else None


def end_of_wish(verb: Token, act: Token, end: int) -> int:
    """Return where a wish ends: before ", following complaints" and "after the court ruled", which tell when."""
    doc = verb.doc
    for token in doc[act.i + 1 : end]:
        if token.text == "," and token.i + 1 < end and doc[token.i + 1].lower_ in listed("occasion"):
            return token.i
        own = token.head.i == act.i or token.head.head.i == act.i
        past = token.dep_ == "advcl" and token.tag_ == "VBD" and own and bool(subjects(token))
        if past and token.left_edge.lower_ in ("after", "since", "when") and token.left_edge.i > act.i:
            return token.left_edge.i
    return end


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
