"""What a verb of saying has for content after it, by the frames of its table."""

from __future__ import annotations

from typing import TypeAlias

from spacy.tokens import Token

from pipeline.claims.attribution.clauses import (
    asked_to_act,
    bare_clause,
    begin_after_hearer,
    begin_after_time,
    begin_of_quotation,
    end_of_coordinate,
    end_of_name_given,
    end_of_wish,
    has_clause,
    has_that,
    is_act,
    is_asked,
    is_headlined,
    is_infinitive,
    is_predicate,
    is_why,
    untied,
)
from pipeline.claims.attribution.lexicon import Cue, listed, words_of
from pipeline.claims.attribution.sources import (
    is_passive,
    is_person,
)
from pipeline.claims.attribution.stretches import cut_edges, stretch, subjects, yield_of

__all__ = ["NOTHING_SAID", "complement", "right_clause"]

Stretch: TypeAlias = tuple[int, int]
Found: TypeAlias = tuple[list[Stretch], bool]

NOTHING_SAID = frozenset(
    {"anonymity", "comment", "respond", "reply", "answer", "elaborate", "discuss", "named", "identified", "quoted"}
)
"""What somebody declines to do or asks for that is no content."""


def complement(verb: Token, cue: Cue) -> tuple[list[tuple[int, int]], bool]:
    """Contents after the verb, by its frames; and whether they are clauses."""
    clause = _clausal(verb, cue)
    if clause is not None:
        return [clause], True
    for child in verb.children:
        found = _by_child(verb, child, cue) if child.i > verb.i else None
        if found is not None:
            return found
    said = _by_object(verb, cue)
    return ([said] if said is not None else []), False


def _clausal(verb: Token, cue: Cue) -> Stretch | None:
    """Return the clause that is said, wherever and in whatever pieces the parse has hung it."""
    free = "c" in cue.frames
    whole = untied(verb, cue) if free else None
    if whole is not None:
        return cut_edges(verb.doc, *whole)
    clause = right_clause(verb)
    if clause is not None and (free or ("t" in cue.frames and has_that(clause))):
        return _of_clause(verb, clause, cue)
    if free or "t" in cue.frames:
        start, end = _after_that(verb)
        if end > start:
            return start, end
    return _loose_clause(verb) if free else None


def _of_clause(verb: Token, clause: Token, cue: Cue) -> Stretch:
    """Return where the clause that is said begins and ends."""
    doc = verb.doc
    start, end = stretch(clause, {verb.i})
    # A clause that the parse has cut in two hangs on the verb twice.
    for other in verb.children:
        if other.dep_ == "ccomp" and other.i > clause.i and other.left_edge.i <= end + 1:
            end = max(end, stretch(other, {verb.i})[1])
    start = _begin_of_clause(verb, clause, start, cue)
    return cut_edges(doc, begin_of_quotation(doc, start, end), end_of_coordinate(verb, end))


def _begin_of_clause(verb: Token, clause: Token, start: int, cue: Cue) -> int:
    """Return where a clause begins: at its "that"; else after who hears it, and when."""
    doc = verb.doc
    marks = [c.i for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"]
    # "said on Thursday that …"; not "said his worry is that …", where the clause is a predicate.
    if marks and not any(subject.i < marks[0] for subject in subjects(clause)):
        return max(start, marks[0])
    if doc[verb.i + 1].lower_ == "that" and doc[verb.i + 1].tag_ == "IN" and not is_passive(verb):
        # "said that while A fell, B rose", taken apart by the parse
        return min(start, verb.i + 1)
    start = begin_after_time(verb, clause, begin_after_hearer(doc, verb, start, cue))
    seen = [c for c in _objects(verb, clause) if c.dep_ == "obj"]
    if clause.tag_ == "VBG" and seen and not subjects(clause):
        # "the poll shows Hart leading"
        start = min(start, seen[0].left_edge.i)
    asking = start - 1 > verb.i and doc[start - 1].tag_ == "WRB" and doc[start - 1].head.i == verb.i
    # "asked Hale why he had left": the question word hung on the asking.
    return start - 1 if asking else start


def _loose_clause(verb: Token) -> Stretch | None:
    """Return a clause that is said and that the parse has not made the verb's complement."""
    doc = verb.doc
    # "explained how the camera worked", "said what had happened": a relative clause without a noun.
    free = [c for c in verb.children if c.dep_ == "obj" and c.i > verb.i and c.tag_ in ("WRB", "WP")]
    if free and any(c.dep_ in ("advcl:relcl", "acl:relcl") for c in free[0].children):
        return cut_edges(doc, *stretch(free[0], {verb.i}))
    told = bare_clause(verb)
    if told is not None:
        return cut_edges(doc, *stretch(told, {verb.i}))
    if is_headlined(verb):
        return cut_edges(doc, verb.i + 1, verb.sent.end)
    beside = [c for c in verb.children if c.dep_ in ("parataxis", "dep") and c.i > verb.i and subjects(c)]
    if beside and doc[min(t.i for t in beside[0].subtree) - 1].text in (":", ",", "“", '"', "‘"):
        return cut_edges(doc, *stretch(beside[0], {verb.i}))
    return None


def _by_child(verb: Token, child: Token, cue: Cue) -> Found | None:
    """Return what one dependent of the verb gives for content; None where the next one may give it."""
    doc, frames = verb.doc, cue.frames
    words = _markers(child)
    if child.dep_ == "xcomp" and "e" in frames and child.tag_ == "VBG":
        return [_with_object(verb, child)], True
    if "r" in frames and child.dep_ in ("obl", "obl:arg") and words & cue.prepositions:
        return _referred_to(verb, child), False
    charged = "b" in frames and child.dep_ == "ccomp" and child.tag_ == "VBG"
    if (charged or child.dep_ in ("obl", "advcl", "obl:arg", "nmod")) and words & cue.prepositions:
        return [_after_preposition(verb, child, cue)], False
    gerund = child.dep_ == "advcl" and child.tag_ == "VBG" and child.left_edge.i == verb.i + 1
    if (child.dep_ == "xcomp" or gerund) and "x" in frames:
        wished = _infinitive(verb, child, cue)
        return ([cut_edges(doc, *wished)] if wished else []), False
    as_what = child.dep_ in ("obl", "advcl", "xcomp") and "a" in frames and "as" in words
    if as_what or (child.dep_ == "xcomp" and "n" in frames):
        return [_with_object(verb, child)], False
    return None


def _with_object(verb: Token, child: Token) -> Stretch:
    """Return what is said of the object, with the object: "described the plan as a gift", "called it a gift"."""
    objects = [c for c in _objects(verb, child) if c.dep_ == "obj"]
    start, end = stretch(child, {verb.i})
    return cut_edges(verb.doc, min([start, *(t.i for o in objects for t in o.subtree)]), end)


def _referred_to(verb: Token, child: Token) -> list[Stretch]:
    """Return "the plan as a gift" of "referred to the plan as a gift"; nothing where only the plan is named."""
    named = [c for c in (*verb.children, *child.subtree) if c.i > child.i and _as(c)]
    if not named:
        return []
    return [cut_edges(verb.doc, stretch(child, set())[0] + 1, stretch(named[0], {verb.i})[1])]


def _after_preposition(verb: Token, child: Token, cue: Cue) -> Stretch:
    """Return what is said of, called for or charged, without its preposition."""
    doc = verb.doc
    skip = {c.i for c in child.children if c.dep_ in ("case", "mark") and c.i < child.i}
    if child.dep_ == "advcl":
        # "called for the board to resign"
        skip = {i for i in skip if doc[i].lower_ in cue.prepositions}
    start, end = stretch(child, skip | {verb.i})
    if "b" in cue.frames:
        accused = [o.left_edge.i for o in verb.children if o.dep_ in ("obj", "iobj") and o.i > verb.i]
        start = min([start, *accused])
    # "called on the council to act": who is to act, and what is to be done.
    against = "against" in cue.prepositions
    acts = [c for c in verb.children if c.i > child.i and (is_act(c) or (against and is_why(c)))]
    return cut_edges(doc, start, max([end, *(stretch(c, {verb.i})[1] for c in acts)]))


def _infinitive(verb: Token, child: Token, cue: Cue) -> Stretch | None:
    """Return what somebody wants, promises or refuses to do; None for "declined to comment"."""
    if child.lower_ in NOTHING_SAID and cue.kind in ("intention", "stance"):
        return None
    start, end = stretch(child, {verb.i})
    if cue.kind != "intention":
        return start, end
    # "wants Congress to act"
    wanted = _objects(verb, child)
    return min([start, *(o.left_edge.i for o in wanted[:1])]), end_of_wish(verb, child, end)


def _by_object(verb: Token, cue: Cue) -> Stretch | None:
    """Return what the object of the verb gives for content."""
    doc, frames = verb.doc, cue.frames
    objects = [c for c in verb.children if c.dep_ == "obj" and c.i > verb.i]
    if "x" in frames and "k" in frames and cue.lemma != "ask" and (act := asked_to_act(verb)) is not None:
        return cut_edges(doc, *stretch(act, {verb.i}))
    if not objects or (is_person(objects[0]) and ("k" in frames or cue.lemma in ("question", "cite", "quote"))):
        # "urged the mayor", "quoted the mayor": who is spoken to, or speaks, is no content.
        return None
    if "b" in frames and _is_charged(objects[0], cue):
        return cut_edges(doc, *stretch(objects[0], {verb.i}))
    named = "n" in frames
    if named and any(c.dep_ == "obj" and c.tag_ in ("WDT", "WP") for c in verb.children):
        # "which the senator called a gift"
        return cut_edges(doc, *stretch(objects[0], {verb.i}))
    if _is_light(verb, objects[0]):
        return None
    if named and len(objects) == 1 and (end := end_of_name_given(objects[0])):
        return cut_edges(doc, stretch(objects[0], {verb.i})[0], end)
    if named and len(objects) == 1 and any(c.dep_ in ("appos", "amod") for c in objects[0].rights):
        # "called the letter “puzzling”"
        return cut_edges(doc, *stretch(objects[0], {verb.i}))
    given = any(c.dep_ == "iobj" for c in verb.children) or len(objects) > 1
    whole = "o" in frames and objects[0].pos_ != "PRON" and not given
    return _whole_object(verb, objects[0], cue) if whole else None


def _is_charged(accused: Token, cue: Cue) -> bool:
    """Whether the parse hangs the charge on the accused: "accused the council of hiding"."""
    return any(c.i > accused.i and {t.lower_ for t in c.children} & cue.prepositions for c in accused.children)


def _is_light(verb: Token, noun: Token) -> bool:
    """Whether the noun, not the verb, says what the content is: "expressed fears that …"."""
    light = verb.lower_ in listed("light") and words_of("noun").get(noun.lower_.removesuffix("s"))
    return bool(light) and has_clause(noun)


def _whole_object(verb: Token, noun: Token, cue: Cue) -> Stretch:
    """Return the object with what follows and belongs to it: "the bill to pass", "interest in a deal"."""
    start, end = stretch(noun, {verb.i})
    for child in verb.children:
        about = child.dep_ == "obl" and cue.lemma in ("express", "voice") and child.left_edge.i == end
        if child.i >= end and (about or (child.dep_ == "xcomp" and is_infinitive(child))):
            end = max(end, stretch(child, {verb.i})[1])
    return cut_edges(verb.doc, start, end)


def _objects(verb: Token, before: Token) -> list[Token]:
    """Return the objects between a verb and another of its dependents."""
    return [c for c in verb.children if c.dep_ in ("obj", "iobj") and verb.i < c.i < before.i]


def _markers(phrase: Token) -> set[str]:
    return {c.lower_ for c in phrase.children if c.dep_ in ("case", "mark")}


def right_clause(verb: Token) -> Token | None:
    """Return the head of the clause after a verb that is what it says, wherever the parse has hung it."""
    wanted = ("ccomp", "csubj:pass", "csubj") if is_passive(verb) else ("ccomp",)
    found = [c for c in verb.children if (c.dep_ in wanted or is_asked(c, verb)) and c.i > verb.i]
    if found and any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children) and not is_predicate(found[0]):
        # "“A,” she told the “Morning Show”": the hearer taken for a clause.
        return None
    if found:
        return found[0]
    # "said in a letter to the board that …": the parse hangs the clause on the letter, or on the board.
    for child in verb.children:
        first = child.left_edge
        aside = child.dep_ == "advcl" and child.i > verb.i and "," in (first.text, first.nbor(-1).text)
        if child.i > verb.i and (aside or child.dep_ in ("obl", "obj", "obl:unmarked", "iobj", "nmod")):
            for token in yield_of(child):
                for clause in token.children:
                    if clause.dep_.startswith("acl") and clause.i > token.i and has_that(clause):
                        marks = [c.i for c in clause.children if c.lower_ == "that"]
                        # "suggested, without proof, that …"; no "said, in a note that was lost, …".
                        if not aside or clause.doc[marks[0] - 1].text == ",":
                            return clause
    return None


def _after_that(verb: Token) -> tuple[int, int]:
    """Where the words after "said that" begin and end, for a clause that the parse has taken apart."""
    doc, sent = verb.doc, verb.sent
    at = verb.i + 1
    whole = at < sent.end and doc[at].lower_ == "that" and doc[at].tag_ == "IN"
    if not whole or verb.dep_ not in ("ROOT", "conj", "parataxis"):
        return at, at
    tensed = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in doc[at : sent.end])
    return cut_edges(doc, at, sent.end) if tensed else (at, at)


def _as(phrase: Token) -> bool:
    """Whether a phrase says what something is called: "as a gift"."""
    return phrase.dep_ in ("obl", "advcl", "nmod", "xcomp") and "as" in _markers(phrase)
