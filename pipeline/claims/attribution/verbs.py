"""Attribution by verbs: "X said that Y", "Y, X said", "X, who warned of Y", "is said to have", "called X Y"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.claims.attribution.asides import (
    CITING,
    as_clause,
    between_commas,
    clause_bounds,
    parenthetical,
    split_around,
)
from pipeline.claims.attribution.clauses import (
    begin_after_hearer,
    begin_after_time,
    begin_of_quotation,
    end_of_coordinate,
    has_clause,
    has_that,
    is_act,
    is_asked,
    is_headlined,
    is_infinitive,
    is_predicate,
    is_why,
)
from pipeline.claims.attribution.lexicon import Cue, listed, verb_forms, words_of
from pipeline.claims.attribution.raw import Raw
from pipeline.claims.attribution.sources import (
    agent_of,
    can_speak,
    is_passive,
    may_be_source,
    source_of_verb,
    source_span,
)
from pipeline.claims.attribution.stretches import cut_edges, stretch, subjects, yield_of

__all__ = ["verbal"]

_CUE_PARTS = frozenset({"aux", "aux:pass", "advmod", "compound:prt", "cop"})
_NOTHING_SAID = frozenset(
    {"anonymity", "comment", "respond", "reply", "answer", "elaborate", "discuss", "named", "identified", "quoted"}
)
_PUT = Cue("put", "say", frozenset("c"))


def _cues(token: Token) -> list[Cue]:
    readings = list(verb_forms().get(token.lower_, ()))
    if token.lower_ in ("put", "puts") and token.i + 1 < len(token.doc) and token.nbor().lower_ == "it":
        readings.append(_PUT)
    if token.i + 1 < len(token.doc):
        particle = f"{token.lower_}_{token.nbor().lower_}"
        readings += verb_forms().get(particle, ())
    return readings


def _cue_span(token: Token) -> tuple[int, int]:
    """The verb with its auxiliaries, negation and particle, as far as they stand together."""
    start, end = token.i, token.i + 1
    parts = {t.i for c in token.children if c.dep_ in _CUE_PARTS and c.i < token.i for t in c.subtree}
    while start - 1 in parts:
        start -= 1
    while end in {c.i for c in token.children if c.dep_ == "compound:prt"}:
        end += 1
    if end == token.i + 1 and end < len(token.doc) and f"{token.lower_}_{token.nbor().lower_}" in verb_forms():
        end += 1
    return start, end


def _right_clause(verb: Token) -> Token | None:
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


def _complement(verb: Token, cue: Cue) -> tuple[list[tuple[int, int]], bool]:
    """Contents after the verb, by its frames; and whether they are clauses."""
    doc = verb.doc
    frames = cue.frames
    clause = _right_clause(verb)
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
        if child.dep_ in ("obl", "advcl", "obl:arg", "nmod") and words & cue.prepositions:
            skip = {c.i for c in child.children if c.dep_ in ("case", "mark") and c.i < child.i}
            start, end = stretch(child, skip | {verb.i})
            if "b" in frames:
                accused = [o.left_edge.i for o in verb.children if o.dep_ == "obj" and o.i > verb.i]
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
            if child.lower_ in _NOTHING_SAID and cue.kind in ("intention", "stance"):
                # "declined to comment", "asked not to be named"
                return [], False
            start, end = stretch(child, {verb.i})
            wanted = [c for c in verb.children if c.dep_ in ("obj", "iobj") and verb.i < c.i < child.i]
            if cue.kind == "intention" and wanted:
                # "wants Congress to act"
                start = min(start, wanted[0].left_edge.i)
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


def _hearsay(verb: Token, cue: Cue) -> list[tuple[int, int]]:
    """Contents of "X is said to have": the subject and the infinitive, the cue left out."""
    if verb.lower_ not in listed("hearsay") or not is_passive(verb):
        return []
    infinitive = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i]
    subject = subjects(verb)
    if not infinitive or not subject or subject[0].i > verb.i:
        return []
    doc = verb.doc
    start, _ = stretch(subject[0], {verb.i})
    return [cut_edges(doc, start, stretch(infinitive[0], {verb.i})[1])]


def _cited(verb: Token) -> Raw | None:
    """Read "…, citing officials" and "quoting a report": the object is the source, the clause above the content."""
    objects = [c for c in verb.children if c.dep_ == "obj" and c.i > verb.i]
    if not objects or verb.dep_ != "advcl" or not can_speak(objects[0]):
        return None
    contents = split_around(verb.doc, verb, {t.i for t in verb.subtree}, clause_bounds(verb.head))
    span = source_span(verb.doc, objects[0], verb.i)
    return Raw((verb.i, verb.i + 1), verb, objects[0], span, contents, "say") if contents else None


def _allowed(source: Token | None, cue: Cue, verb: Token, clausal: bool) -> bool:
    """Whether this source can be one for this cue."""
    if source is None:
        # A cue without anybody: only the passive ("it is believed") has one that is left unsaid.
        return (
            is_passive(verb)
            and (clausal or ("b" in cue.frames and "of" in cue.prepositions))
            and cue.kind not in ("knowledge", "emotion", "intention")
        )
    if not may_be_source(source):
        return False
    if source.lower_ == "it" and ("e" in cue.frames or cue.kind in ("emotion", "belief", "knowledge")):
        # "It shows that" may be an event's; "It found that" is a study's.
        return cue.lemma == "find" and clausal and verb.tag_ in ("VBD", "VBN")
    if not clausal or "e" in cue.frames or cue.kind in ("intention", "emotion", "knowledge"):
        return can_speak(source) or source.lower_ == "it"
    return True


def _speaking(verb: Token, source: Token | None) -> Token | None:
    """Mend a subject that can't speak: "they theorised that an attack had occurred, and wrote that …"."""
    loose = verb.dep_ == "conj" or (
        verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","
    )
    if source is None or not loose or subjects(verb) or can_speak(source):
        return source
    node = verb
    for _ in range(6):
        if node.head.i == node.i:
            break
        node = node.head
        own = subjects(node)
        if own and can_speak(own[0]) and own[0].i < verb.i:
            return own[0]
    return source


def verbal(doc: Doc) -> list[Raw]:
    """Find the attributions that verbs make.

    Returns
    -------
    list of Raw
        In the order of the cues.
    """
    found: list[Raw] = []
    for verb in doc:
        readings = _cues(verb)
        if not readings or verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("amod", "compound", "aux"):
            continue
        if _to_come(verb):
            continue
        if verb.lower_ in CITING:
            cited = _cited(verb)
            if cited is not None and not _cues(verb.head):
                found.append(cited)
            if any(c.dep_ == "obj" and can_speak(c) for c in verb.children):
                # Whoever is cited is a source, and no content.
                continue
        for cue in readings:
            raw = _read(doc, verb, cue)
            if raw is not None:
                found.append(raw)
                break
    return found


def _empty(doc: Doc, content: tuple[int, int]) -> bool:
    """Whether a content says nothing: "talked about it", "requested anonymity"."""
    words = [token for token in doc[slice(*content)] if token.is_alpha]
    return len(words) == 1 and (words[0].pos_ in ("PRON", "DET", "PART") or words[0].lower_ in _NOTHING_SAID)


def _to_come(verb: Token) -> bool:
    """Whether a verb only tells what somebody is expected to do: "is expected to announce"."""
    return verb.dep_ == "xcomp" and verb.tag_ == "VB" and verb.head.tag_ == "VBN" and is_passive(verb.head)


def _read(doc: Doc, verb: Token, cue: Cue) -> Raw | None:
    if is_passive(verb):
        if "k" in cue.frames and agent_of(verb) is None:
            # "asked who …", "was told that …": the subject hears it.
            return None
        hearsay = _hearsay(verb, cue)
        if hearsay:
            agent = agent_of(verb)
            span = source_span(doc, agent, verb.i) if agent is not None else None
            return Raw(_cue_span(verb), verb, agent, span, hearsay, cue.kind)
    contents: list[tuple[int, int]] = []
    clausal = True
    if "c" in cue.frames:
        aside = between_commas(verb, cue)
        if aside is not None:
            speaker, contents, words = aside
            return Raw(_cue_span(verb), verb, speaker, words, contents, cue.kind)
        if _right_clause(verb) is None:
            contents = parenthetical(verb) or as_clause(verb)
    if not contents:
        contents, clausal = _complement(verb, cue)
    contents = [(s, e) for s, e in contents if e > s]
    if not contents or (not clausal and _empty(doc, contents[0])):
        return None
    source = _speaking(verb, source_of_verb(verb))
    if source is not None and any(s <= source.i < e for s, e in contents):
        return None
    if not _allowed(source, cue, verb, clausal):
        return None
    span = source_span(doc, source, verb.i) if source is not None else None
    kind = "evidence" if "e" in cue.frames else cue.kind
    return Raw(_cue_span(verb), verb, source, span, contents, kind, clausal)
