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
from pipeline.claims.attribution.complements import NOTHING_SAID, complement, right_clause
from pipeline.claims.attribution.lexicon import Cue, listed, verb_forms
from pipeline.claims.attribution.raw import Raw
from pipeline.claims.attribution.sources import (
    agent_of,
    can_speak,
    is_passive,
    may_be_source,
    source_of_verb,
    source_span,
)
from pipeline.claims.attribution.stretches import cut_edges, stretch, subjects

__all__ = ["verbal"]

_CUE_PARTS = frozenset({"aux", "aux:pass", "advmod", "compound:prt", "cop"})
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
    if source is None or not loose or subjects(verb):
        return source
    aside = verb.dep_ == "acl" and source.dep_ in ("obj", "obl", "nmod") and source.head.pos_ in ("VERB", "AUX")
    if can_speak(source) and not (aside and source.i < verb.i):
        return source
    node = verb
    for _ in range(6):
        if node.head.i == node.i:
            break
        node = node.head
        own = subjects(node)
        if own and can_speak(own[0]) and own[0].i < verb.i and not (aside and _said_of_oneself(own[0])):
            return own[0]
    return source


def _said_of_oneself(subject: Token) -> bool:
    """Whether a pronoun is the speaker's: "Democrats insisted that they would reject the nominee, saying …"."""
    clause = subject.head
    if subject.pos_ != "PRON" or clause.dep_ != "ccomp" or clause.head.i > clause.i:
        return False
    return any(can_speak(s) for node in (clause.head, clause.head.head) for s in subjects(node))


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
    return len(words) == 1 and (words[0].pos_ in ("PRON", "DET", "PART") or words[0].lower_ in NOTHING_SAID)


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
        if right_clause(verb) is None:
            contents = parenthetical(verb) or as_clause(verb)
    if not contents:
        contents, clausal = complement(verb, cue)
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
