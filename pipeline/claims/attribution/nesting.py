"""Attributions that the parse has laid into one another, put side by side: who says the second half of a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from spacy.tokens import Doc, Span, Token

from pipeline.claims.attribution.asides import CITING, past_terms
from pipeline.claims.attribution.lexicon import listed, verb_forms
from pipeline.claims.attribution.raw import Raw
from pipeline.claims.attribution.sources import can_speak, is_person
from pipeline.claims.attribution.stretches import cut_edges, subjects

__all__ = ["disentangled"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OF_THE_MIND = frozenset({"belief", "knowledge", "intention", "emotion"})
_OVER_AGAINST = frozenset({"while", "whereas"})
_CONTRAST = frozenset({"while", "whereas", "although", "though", "but", "and", "yet"})


def disentangled(doc: Doc, raws: list[Raw], quoted: Callable[[Token], bool]) -> list[Raw]:
    """Mend what a parse does to several sayings of one sentence.

    Parameters
    ----------
    doc
        Parsed by the reader.
    raws
        The attributions as the parse has them.
    quoted
        Whether a token stands inside a quotation: there, a further saying is the quoted speaker's own.

    Returns
    -------
    list of Raw
        With the second verb of "X said A and promised B" and the participle of "X noted A, adding that B" given to X,
        with "Y denied B" out of what X said in "X said A, but Y denied B", and with "Y said" out of what X believes in
        "X believes A, Y said".
    """
    raws = [_shared(doc, raw, raws, quoted) for raw in raws]
    together: dict[int, list[Raw]] = {}
    starts = [raw.head.sent.start for raw in raws]
    for raw, start in zip(raws, starts, strict=True):
        together.setdefault(start, []).append(raw)
    return [
        replace(raw, contents=_own(doc, raw, together[start], quoted)) for raw, start in zip(raws, starts, strict=True)
    ]


def _around(raw: Raw, raws: list[Raw]) -> Raw | None:
    """Return the attribution whose content holds this one's cue, the closest of several."""
    found = [o for o in raws if o is not raw and any(s <= raw.head.i < e for s, e in o.contents)]
    found = [o for o in found if o.source is not None and o.head.i < raw.head.i]
    return max(found, key=lambda o: o.head.i, default=None)


def _shared(doc: Doc, raw: Raw, raws: list[Raw], quoted: Callable[[Token], bool]) -> Raw:
    """Give an attribution the source of the one around it where its verb goes on with that one's."""
    outer = _around(raw, raws)
    verb = raw.head
    if outer is None or quoted(verb) or subjects(verb) or verb.pos_ != "VERB" or outer.head.pos_ not in ("VERB", "ADJ"):
        return raw
    loose = _participles(verb, outer.head) or _points(verb) or _denies(verb, outer.head)
    firm = outer.head.pos_ == "ADJ" and outer.clausal and _to_be_done(verb.head)
    if outer.source is None or (outer.kind in _OF_THE_MIND and not firm) or not (raw.clausal or loose):
        return raw
    return replace(raw, source=outer.source, source_span=outer.source_span) if _goes_on(raw, outer) else raw


def _participles(verb: Token, before: Token) -> bool:
    """Whether a participle can only go on with the one before it: "saying A was paid and calling it a lie"."""
    return verb.tag_ == before.tag_ == "VBG" and verb.dep_ == "conj" and verb.head.tag_ != "VBG"


def _denies(verb: Token, before: Token) -> bool:
    """Whether "but denied B" goes on with "said he had done A", though the parse joins it to "done"."""
    if verb.dep_ != "conj" or verb.tag_ != "VBN" or before.tag_ != "VBD":
        return False
    joint = [c for c in verb.children if c.dep_ == "cc" and c.lower_ == "but"]
    return bool(joint) and not any(c.dep_.startswith("aux") for c in verb.children)


def _goes_on(raw: Raw, outer: Raw) -> bool:
    verb, own = raw.head, raw.source
    speaks = own is not None and can_speak(own)
    if _points(verb) or _participles(verb, outer.head) or _denies(verb, outer.head):
        return True
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl", "conj") and verb.nbor(-1).text in (",", "and"):
        # "He said that the man had lied, adding that …" against "He said that the man left, saying that …".
        return verb.lower_ in listed("continuing") or not speaks or _to_be_done(verb.head)
    if verb.dep_ != "conj" or verb.tag_ not in _FINITE or verb.tag_ != outer.head.tag_:
        return False
    above = verb.head
    first = verb.i
    while first > verb.sent.start and verb.doc[first - 1].dep_ == "advmod":
        first -= 1
    if first < 1 or verb.doc[first - 1].pos_ != "CCONJ":
        return False
    if any(child.dep_ in ("aux", "aux:pass") for child in verb.children):
        return False
    if not speaks or own is None:
        return True
    inert = any(child.dep_ in ("cop", "aux:pass") for child in above.children)
    return inert and not is_person(own)


def _to_be_done(clause: Token) -> bool:
    """Whether a clause tells what its subject will do: what goes on after it, "saying …", is said now."""
    own = subjects(clause)
    return bool(own) and own[0].pos_ == "PRON" and any(c.tag_ == "MD" for c in clause.children)


def _begin(doc: Doc, raw: Raw) -> int:
    """First token of the clause that a saying's verb heads, its conjunction included."""
    verb = raw.head
    start = verb.i
    while (
        start > verb.sent.start and doc[start - 1].dep_ in ("cc", "advmod", "aux") and doc[start - 1].head.i == verb.i
    ):
        start -= 1
    return start


def _own(doc: Doc, raw: Raw, raws: list[Raw], quoted: Callable[[Token], bool]) -> list[tuple[int, int]]:
    """Cut out of the contents what other attributions of the sentence show to be no part of them."""
    contents = _uncited(doc, raw, quoted)
    for other in raws:
        if other is raw or other.source_span is None or quoted(other.head):
            continue
        holds = any(s <= other.head.i < e for s, e in contents)
        if holds and raw.source_span is not None and _beside(raw, other):
            contents = _before(doc, contents, _begin(doc, other))
        elif holds and (start := _contrast(doc, raw, other)):
            contents = _before(doc, contents, start)
        elif other.head.i > raw.head.i and any(s <= raw.head.i < e for s, e in other.contents):
            contents = _without(doc, contents, other)
    return [(s, e) for s, e in contents if e > s]


def _uncited(doc: Doc, raw: Raw, quoted: Callable[[Token], bool]) -> list[tuple[int, int]]:
    """End the contents where the words are the article's again.

    That is at ", citing …" and ", pointing to …", at ", a blow to …", at "but declined to elaborate" and at
    ", while Acme has hired 200", which is set against what another one said.
    """
    for start, end in raw.contents:
        for token in doc[start + 1 : end]:
            if token.i <= raw.head.i or quoted(token) or token.head.i == raw.head.i:
                continue
            if _cites(token) or _comments(token) or _follows_from(token):
                return _before(doc, raw.contents, token.left_edge.i if _comments(token) else token.i - 1)
            if (contrast := _set_against(token, raw)) > 0:
                return _before(doc, raw.contents, contrast)
            if _keeps_quiet(token) and (joints := [c.i for c in token.children if c.dep_ == "cc" and c.i < token.i]):
                return _before(doc, raw.contents, joints[0])
    return raw.contents


def _cites(token: Token) -> bool:
    """Whether ", citing", ", pointing to" tells what a speaker goes by."""
    return token.nbor(-1).text == "," and (token.lower_ in CITING or _points(token))


def _points(token: Token) -> bool:
    return token.lower_ in ("pointing", "referring", "alluding") and token.nbor().lower_ == "to"


def _comments(token: Token) -> bool:
    """Whether ", a blow to her party" at the end of a sentence is the article's word on what somebody says."""
    loose = token.dep_ in ("appos", "parataxis", "dep", "conj", "obj", "obl:unmarked", "nmod:unmarked")
    if not loose or token.lower_ not in listed("comment"):
        return False
    return any(c.lower_ in ("a", "an") and c.i and c.nbor(-1).text == "," for c in token.children)


def _follows_from(token: Token) -> bool:
    """Whether ", raising fears of a strike" at the end tells what came of a saying."""
    if token.tag_ != "VBG" or token.dep_ not in ("advcl", "acl") or token.nbor(-1).text != ",":
        return False
    return any(f"{token.lower_}:{c.lower_}" in listed("sequel") for c in token.children if c.dep_ == "obj")


def _set_against(token: Token, raw: Raw) -> int:
    """Where ", while Y has …" begins that is set against "X said it would"; 0 where the parse or the tenses differ.

    After "said", what is said is shifted back in time: a present beside it is the article's own.
    """
    own = [s for s in subjects(token) if s.ent_type_ in ("ORG", "PERSON", "GPE")]
    first = own[0].left_edge.i if own else 0
    if token.dep_ != "advcl" or first < raw.head.i + 2 or token.doc[first - 1].lower_ not in _OVER_AGAINST:
        return 0
    words = [token, *(c for c in token.children if c.dep_ in ("aux", "aux:pass", "cop"))]
    present = any(word.tag_ in ("VBZ", "VBP") for word in words)
    estimates = token.lower_ in verb_forms() and any(c.dep_ == "obj" for c in token.children)
    other = raw.source is not None and raw.source.text != own[0].text
    apart = (present and raw.head.tag_ == "VBD") or estimates
    return first - 2 if other and apart and token.doc[first - 2].text == "," else 0


def _keeps_quiet(token: Token) -> bool:
    """Whether a second verb only tells that the speaker would say no more: "but declined to elaborate"."""
    if token.dep_ != "conj" or token.lower_ not in ("declined", "refused", "declines", "refuses"):
        return False
    return any(c.dep_ == "xcomp" and c.lower_ in listed("reticence") for c in token.children)


def _beside(raw: Raw, other: Raw) -> bool:
    """Whether the other one, inside this one's content, goes on with this one's source."""
    same = other.source is not None and raw.source is not None and other.source.i == raw.source.i
    goes_on = other.head.dep_ in ("conj", "advcl", "acl") and other.head.tag_ in _FINITE | {"VBG"}
    goes_on = goes_on or _denies(other.head, raw.head)
    return same and goes_on and other.head.i > raw.head.i


def _contrast(doc: Doc, raw: Raw, other: Raw) -> int:
    """Where ", while Y said" or ", but Y said" begins within a content; 0 where the other saying is a part of it."""
    verb = other.head
    own = subjects(verb)
    if raw.source is None or raw.head.pos_ != "VERB":
        # "According to the poll, A, while B": the phrase bears on the whole sentence.
        return 0
    if other.source_span is not None:
        at = other.source_span[0]
        if at - 2 > raw.head.i and doc[at - 1].lower_ == "with" and doc[at - 2].text == "," and verb.tag_ == "VBG":
            # ", with her aides insisting that …"
            return at - 2
    finite = verb.tag_ in _FINITE or any(c.dep_ == "aux" and c.tag_ in _FINITE for c in verb.children)
    if not own or not finite or verb.pos_ != "VERB" or verb.dep_ not in ("conj", "advcl"):
        return 0
    first = own[0].left_edge.i
    if first < raw.head.i or first < 2:
        return 0
    if doc[first - 1].lower_ in _CONTRAST and doc[first - 2].text == ",":
        return first - 2
    return 0


def _before(doc: Doc, contents: list[tuple[int, int]], stop: int) -> list[tuple[int, int]]:
    found = [(s, min(e, stop)) for s, e in contents if s < stop]
    return [cut_edges(doc, s, e) if e == stop else (s, e) for s, e in found]


def _without(doc: Doc, contents: list[tuple[int, int]], other: Raw) -> list[tuple[int, int]]:
    """Take the reporting clause of an attribution around this one out of its contents."""
    if other.source_span is None:
        return contents
    first = min(other.cue[0], other.source_span[0])
    last = max(other.cue[1], other.source_span[1], past_terms(other.head))
    found: list[tuple[int, int]] = []
    for start, end in contents:
        if last <= start or first >= end or (start >= first and end <= last):
            found.append((start, end))
            continue
        before = cut_edges(doc, start, min(end, first)) if first > start else (start, start)
        after = cut_edges(doc, max(start, last), end) if last < end else (end, end)
        found += [(s, e) for s, e in (before, after) if _has_words(doc[s:e])]
    return found


def _has_words(span: Span) -> bool:
    """Return whether a stretch has more than one word."""
    return len(list(islice((token for token in span if token.is_alpha or token.like_num), 2))) > 1
