"""What a verb of saying has for content after it, by the frames of its table."""

from __future__ import annotations

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

NOTHING_SAID = frozenset(
    {"anonymity", "comment", "respond", "reply", "answer", "elaborate", "discuss", "named", "identified", "quoted"}
)
"""What somebody declines to do or asks for that is no content."""


def complement(verb: Token, cue: Cue) -> tuple[list[tuple[int, int]], bool]:
    """Contents after the verb, by its frames; and whether they are clauses."""
    doc = verb.doc
    frames = cue.frames
    whole = untied(verb, cue) if "c" in frames else None
    if whole is not None:
        return [cut_edges(doc, *whole)], True
    clause = right_clause(verb)
    if clause is not None and ("c" in frames or ("t" in frames and has_that(clause))):
        start, end = stretch(clause, {verb.i})
        # A clause that the parse has cut in two hangs on the verb twice.
        for other in verb.children:
            if other.dep_ == "ccomp" and other.i > clause.i and other.left_edge.i <= end + 1:
                end = max(end, stretch(other, {verb.i})[1])
        marks = [c.i for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"]
        # "said on Thursday that …"; not "said his worry is that …", where the clause is a predicate.
        follows = doc[verb.i + 1].lower_ == "that" and doc[verb.i + 1].tag_ == "IN"
        if marks and not any(subject.i < marks[0] for subject in subjects(clause)):
            start = max(start, marks[0])
        elif follows and not is_passive(verb):
            # "said that while A fell, B rose", taken apart by the parse
            start = min(start, verb.i + 1)
        else:
            start = begin_after_time(verb, clause, begin_after_hearer(doc, verb, start, cue))
            seen = [c for c in verb.children if c.dep_ == "obj" and verb.i < c.i < clause.i]
            if clause.tag_ == "VBG" and seen and not subjects(clause):
                # "the poll shows Hart leading"
                start = min(start, seen[0].left_edge.i)
            if start - 1 > verb.i and doc[start - 1].tag_ == "WRB" and doc[start - 1].head.i == verb.i:
                # "asked Hale why he had left": the question word hung on the asking.
                start -= 1
        return [cut_edges(doc, begin_of_quotation(doc, start, end), end_of_coordinate(verb, end))], True
    if "c" in frames or "t" in frames:
        start, end = _after_that(verb)
        if end > start:
            return [(start, end)], True
    if "c" in frames:
        # "explained how the camera worked", "said what had happened": a relative clause without a noun.
        free = [c for c in verb.children if c.dep_ == "obj" and c.i > verb.i and c.tag_ in ("WRB", "WP")]
        if free and any(c.dep_ in ("advcl:relcl", "acl:relcl") for c in free[0].children):
            return [cut_edges(doc, *stretch(free[0], {verb.i}))], True
    if "c" in frames and (told := bare_clause(verb)) is not None:
        return [cut_edges(doc, *stretch(told, {verb.i}))], True
    if "c" in frames and is_headlined(verb):
        return [cut_edges(doc, verb.i + 1, verb.sent.end)], True
    if "c" in frames:
        loose = [c for c in verb.children if c.dep_ in ("parataxis", "dep") and c.i > verb.i and subjects(c)]
        if loose and doc[min(t.i for t in loose[0].subtree) - 1].text in (":", ",", "“", '"', "‘"):
            return [cut_edges(doc, *stretch(loose[0], {verb.i}))], True
    for child in verb.children:
        if child.i < verb.i:
            continue
        words = {c.lower_ for c in child.children if c.dep_ in ("case", "mark")}
        if child.dep_ == "xcomp" and "e" in frames and child.tag_ == "VBG":
            objects = [c for c in verb.children if c.dep_ == "obj" and verb.i < c.i < child.i]
            start, end = stretch(child, {verb.i})
            return [cut_edges(doc, min([start, *(t.i for o in objects for t in o.subtree)]), end)], True
        if "r" in frames and child.dep_ in ("obl", "obl:arg") and words & cue.prepositions:
            # "referred to the plan as a gift"
            named = [c for c in (*verb.children, *child.subtree) if c.i > child.i and _as(c)]
            return (
                [cut_edges(doc, stretch(child, set())[0] + 1, stretch(named[0], {verb.i})[1])] if named else []
            ), False
        charged = "b" in frames and child.dep_ == "ccomp" and child.tag_ == "VBG"
        if (charged or child.dep_ in ("obl", "advcl", "obl:arg", "nmod")) and words & cue.prepositions:
            skip = {c.i for c in child.children if c.dep_ in ("case", "mark") and c.i < child.i}
            if child.dep_ == "advcl":
                # "called for the board to resign"
                skip = {i for i in skip if doc[i].lower_ in cue.prepositions}
            start, end = stretch(child, skip | {verb.i})
            if "b" in frames:
                accused = [o.left_edge.i for o in verb.children if o.dep_ in ("obj", "iobj") and o.i > verb.i]
                start = min([start, *accused])
            # "called on the council to act": who is to act, and what is to be done.
            acts = [
                c
                for c in verb.children
                if c.i > child.i and (is_act(c) or ("against" in cue.prepositions and is_why(c)))
            ]
            end = max([end, *(stretch(c, {verb.i})[1] for c in acts)])
            return [cut_edges(doc, start, end)], False
        gerund = child.dep_ == "advcl" and child.tag_ == "VBG" and child.left_edge.i == verb.i + 1
        if (child.dep_ == "xcomp" or gerund) and "x" in frames:
            if child.lower_ in NOTHING_SAID and cue.kind in ("intention", "stance"):
                # "declined to comment", "asked not to be named"
                return [], False
            start, end = stretch(child, {verb.i})
            wanted = [c for c in verb.children if c.dep_ in ("obj", "iobj") and verb.i < c.i < child.i]
            if cue.kind == "intention" and wanted:
                # "wants Congress to act"
                start = min(start, wanted[0].left_edge.i)
            if cue.kind == "intention":
                end = end_of_wish(verb, child, end)
            return [cut_edges(doc, start, end)], False
        if child.dep_ in ("obl", "advcl", "xcomp") and "a" in frames and "as" in words:
            objects = [c for c in verb.children if c.dep_ == "obj" and verb.i < c.i < child.i]
            start, end = stretch(child, {verb.i})
            return [cut_edges(doc, min([start, *(t.i for o in objects for t in o.subtree)]), end)], False
        if child.dep_ == "xcomp" and "n" in frames:
            objects = [c for c in verb.children if c.dep_ == "obj" and verb.i < c.i < child.i]
            start, end = stretch(child, {verb.i})
            return [cut_edges(doc, min([start, *(t.i for o in objects for t in o.subtree)]), end)], False
    objects = [c for c in verb.children if c.dep_ == "obj" and c.i > verb.i]
    if "x" in frames and "k" in frames and cue.lemma != "ask" and (act := asked_to_act(verb)) is not None:
        return [cut_edges(doc, *stretch(act, {verb.i}))], False
    if ("k" in frames or cue.lemma == "question") and objects and is_person(objects[0]):
        # "urged the mayor": who is spoken to is no content.
        return [], False
    given = any(c.dep_ == "iobj" for c in verb.children) or len(objects) > 1
    if "b" in frames and objects:
        # "accused the council of hiding": the parse may hang the charge on the accused.
        for child in objects[0].children:
            if child.i > objects[0].i and {c.lower_ for c in child.children} & cue.prepositions:
                return [cut_edges(doc, *stretch(objects[0], {verb.i}))], False
    relative = any(c.dep_ == "obj" and c.tag_ in ("WDT", "WP") for c in verb.children)
    if "n" in frames and objects and relative:
        # "which the senator called a gift"
        return [cut_edges(doc, *stretch(objects[0], {verb.i}))], False
    light = verb.lower_ in listed("light") and objects and words_of("noun").get(objects[0].lower_.removesuffix("s"))
    if light and has_clause(objects[0]):
        # "expressed fears that …": the noun says what it is.
        return [], False
    if "n" in frames and len(objects) == 1 and (end := end_of_name_given(objects[0])):
        return [cut_edges(doc, stretch(objects[0], {verb.i})[0], end)], False
    if "n" in frames and len(objects) == 1 and any(c.dep_ in ("appos", "amod") for c in objects[0].rights):
        # "called the letter “puzzling”"
        return [cut_edges(doc, *stretch(objects[0], {verb.i}))], False
    if "o" in frames and objects and objects[0].pos_ != "PRON" and not given:
        start, end = stretch(objects[0], {verb.i})
        for child in verb.children:
            # "predicted the bill to pass", "expressed interest in a deal": what follows the object belongs to it.
            about = child.dep_ == "obl" and cue.lemma in ("express", "voice") and child.left_edge.i == end
            if child.i >= end and (about or (child.dep_ == "xcomp" and is_infinitive(child))):
                end = max(end, stretch(child, {verb.i})[1])
        return [cut_edges(doc, start, end)], False
    return [], False


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
    words = {c.lower_ for c in phrase.children if c.dep_ in ("case", "mark")}
    return phrase.dep_ in ("obl", "advcl", "nmod", "xcomp") and "as" in words
