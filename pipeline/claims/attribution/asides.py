"""Reporting clauses that stand in or after what they report: "Y, X said, Z", "Y, as X put it"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.claims.attribution.lexicon import Cue, listed
from pipeline.claims.attribution.sources import can_speak, source_span
from pipeline.claims.attribution.stretches import cut_edges, stretch, subjects

__all__ = ["CITING", "as_clause", "between_commas", "clause_bounds", "parenthetical", "past_terms", "split_around"]

CITING = frozenset({"citing", "quoting", "referencing"})
# "A, X said, while B": B is the article's.
_OVER_AGAINST = frozenset({"while", "whereas"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ADJUNCT = frozenset({"advcl", "obl", "obl:unmarked", "advmod", "nmod"})


def _reporting(verb: Token, content: Token | None) -> set[int]:
    """Tokens of the reporting clause itself: the verb and all below it but the content."""
    inside = {t.i for t in verb.subtree}
    if content is not None:
        inside -= {t.i for t in content.subtree}
    return inside


def split_around(doc: Doc, verb: Token, reporting: set[int], bounds: tuple[int, int]) -> list[tuple[int, int]]:
    """What stands before and after a reporting clause within bounds."""
    first = last = verb.i
    while first - 1 in reporting or (first - 2 in reporting and doc[first - 1].text in ",—–-"):
        first -= 1
    while last + 1 in reporting or (last + 2 in reporting and doc[last + 1].text in ",—–-"):
        last += 1
    pieces = [cut_edges(doc, bounds[0], first), cut_edges(doc, last + 1, bounds[1])]
    if pieces[0][1] > pieces[0][0] and doc[pieces[0][1] - 1].tag_ in ("WDT", "WP"):
        # "…, which, according to X, is Y": the relative clause alone is the content.
        pieces[0] = (pieces[0][1], pieces[0][1])
    pieces = [(s + (doc[s].dep_ == "cc") if e > s else s, e) for s, e in pieces]
    return [(s, e) for s, e in pieces if sum(t.is_alpha or t.like_num for t in doc[s:e]) > 1]


def clause_bounds(token: Token) -> tuple[int, int]:
    """The sentence, or the clause that a word is embedded in, as one stretch."""
    start, end = stretch(token, set())
    sent = token.sent
    if token.dep_ == "ROOT":
        return sent.start, sent.end
    return max(start, sent.start), min(end, sent.end)


def parenthetical(verb: Token) -> list[tuple[int, int]]:
    """Contents of "Y, X said" and "Y, X said, Y": by the parse, and by commas where the parse has it otherwise."""
    doc = verb.doc
    if _after_semicolon(verb):
        # "A; a judge agreed": A is no content.
        return []
    left = [c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i < verb.i]
    if left:
        reporting = _reporting(verb, left[0])
        if not any(t.i < verb.i and t.i < left[0].i and t.dep_ in ("nsubj", "nsubj:pass") for t in verb.children):
            bounds = verb.sent.start, verb.sent.end
            if verb.dep_ not in ("ROOT", "parataxis"):
                bounds = clause_bounds(verb)
            return split_around(doc, verb, reporting, bounds)
    complements = [c for c in verb.children if c.dep_ in ("ccomp", "obj", "xcomp") and c.i > verb.i]
    if verb.dep_ == "parataxis" and not complements and subjects(verb):
        return split_around(doc, verb, {t.i for t in verb.subtree}, clause_bounds(verb.head))
    return []


def between_commas(verb: Token, cue: Cue) -> tuple[Token, list[tuple[int, int]], tuple[int, int]] | None:
    """Read ", X said," and ", X said." by their commas alone: the source and the contents on both sides."""
    doc, sent = verb.doc, verb.sent
    if cue.kind in ("intention", "emotion") or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    first = verb.i
    while first > sent.start and not _borders(doc[first - 1]):
        first -= 1
        if doc[first].pos_ in ("VERB", "SCONJ", "CCONJ") or doc[first].tag_ in ("WP", "WDT", "WRB", "TO"):
            return None
    if first == verb.i:
        first = _before_apposition(verb)
    last = past_terms(verb)
    while last < sent.end and not _borders(doc[last]) and doc[last].text not in (".", ":", ";", "?", "!"):
        if doc[last].pos_ in ("VERB", "AUX", "SCONJ", "PART") or doc[last].dep_ in ("obj", "nsubj", "ccomp"):
            return None
        last += 1
    if first in (verb.i, sent.start) or last >= sent.end or doc[last].text in (":", ";"):
        return None
    source = doc[first : verb.i].root
    if not _speaks(source):
        return None
    ends = not any(t.is_alpha for t in doc[last : sent.end])
    if verb.tag_ == "VBN" and (not ends or any(c.dep_.startswith("aux") for c in verb.children)):
        return None
    begins = _after_colon(doc, sent.start, first)
    pieces = [cut_edges(doc, begins, first), (last, last) if ends else cut_edges(doc, last, sent.end)]
    pieces = [(s + (doc[s].dep_ == "cc") if e > s else s, e) for s, e in pieces]
    left, right = pieces
    if doc[last].is_quote and last > verb.i + 1:
        # "X told the “Morning Show”": no comma, no second quotation.
        right = (last, last)
    says = doc[first - 1].is_quote or any(t.tag_ in _FINITE for t in doc[slice(*left)])
    if says and left[1] > left[0] and _opens_quote(doc, last) and not doc[first - 1].is_quote:
        # "When asked, X said, “…”" too: a clause that says when.
        top = doc[slice(*left)].root
        says = not (top.head.i == verb.i and top.dep_ in _ADJUNCT)
    if not says and (ends or _opens_quote(doc, last)):
        # "On Tuesday, X said, “…”": what stands before says when, and is no content.
        return None
    if doc[first - 1].is_quote and not _opens_quote(doc, last):
        # "“A,” she said, but refused to say more": what follows unquoted is the article's own.
        right = (right[0], right[0])
    if right[1] > right[0]:
        further = doc[slice(*right)].root
        done_by = doc[right[0]].lower_ == "by" and left[1] > left[0] and doc[left[1] - 1].tag_ == "VBN"
        # "a gap caused, officials say, by falling rents": the agent is the participle's.
        goes_on = not done_by and further.head.i == verb.i and further.dep_ in ("conj", "advcl", "obl", "advmod")
        if goes_on or doc[right[0]].lower_ in CITING | _OVER_AGAINST:
            # "…, she said, and left", "…, the paper said, citing officials": no part of what is said.
            right = (right[0], right[0])
    contents = [(s, e) for s, e in (left, right) if any(_tells(t) for t in doc[s:e])]
    begin, end = source_span(doc, source, verb.i)
    return source, contents, (max(begin, first), min(end, last))


def past_terms(verb: Token) -> int:
    """Token after "said on condition of anonymity because they may not speak", no part of any content."""
    doc, sent = verb.doc, verb.sent
    at = next((t.i for t in doc[verb.i + 1 : min(verb.i + 6, sent.end)] if t.lower_ == "condition"), 0)
    if not at or at + 2 >= sent.end or doc[at + 2].lower_ != "anonymity":
        return verb.i + 1
    return next((t.i for t in doc[at + 3 : sent.end] if t.text == "," or t.text in (".", "!", "?")), at + 3)


def _tells(token: Token) -> bool:
    """Whether a word says something; "Allegedly, the clerk warned him" has no content before its cue."""
    return (token.is_alpha or token.like_num) and token.lower_ not in listed("adverb")


def _after_colon(doc: Doc, start: int, end: int) -> int:
    """Where the words before a reporting clause begin: after a colon that ends a clause of the article's own."""
    colons = [i for i in range(start + 2, end - 2) if doc[i].text == ":" and not any(t.is_quote for t in doc[start:i])]
    told = colons and any(t.tag_ in _FINITE for t in doc[start : colons[-1]])
    return colons[-1] + 1 if told and any(t.pos_ in ("VERB", "AUX", "NOUN") for t in doc[colons[-1] : end]) else start


def _before_apposition(verb: Token) -> int:
    """First token of the source in ", the owner, Hald Lines, said"; the verb's own index where there is none."""
    doc, start = verb.doc, verb.sent.start
    borders: list[int] = []
    i = verb.i - 1
    while i > start and len(borders) < 3:
        if _borders(doc[i]):
            borders.append(i)
        elif doc[i].pos_ in ("VERB", "AUX", "SCONJ"):
            break
        i -= 1
    if len(borders) < 3 or borders[0] != verb.i - 1:
        return verb.i
    outer = doc[borders[2] + 1 : borders[1]]
    inner = doc[borders[1] + 1 : borders[0]]
    if not len(outer) or not len(inner):
        return verb.i
    own = inner.root.dep_ == "appos" and outer.start <= inner.root.head.i < outer.end
    return outer.start if own else verb.i


def _speaks(source: Token) -> bool:
    counted = source.pos_ in ("NUM", "DET", "ADJ")
    return (counted or source.pos_ in ("NOUN", "PROPN", "PRON")) and can_speak(source)


def _borders(token: Token) -> bool:
    return (token.text in (",", "—", "–", "-") and bool(token.whitespace_ or token.text == ",")) or token.is_quote


def _opens_quote(doc: Doc, at: int) -> bool:
    return at + 1 < len(doc) and (doc[at].is_quote or doc[at + 1].is_quote)


def _after_semicolon(verb: Token) -> bool:
    """Whether a semicolon stands before a reporting clause, with no other border between."""
    i = verb.i - 1
    while i > verb.sent.start and not _borders(verb.doc[i]) and verb.doc[i].text != ";":
        i -= 1
    return verb.doc[i].text == ";"


def as_clause(verb: Token) -> list[tuple[int, int]]:
    """Contents of "Y, as X put it": the clause that the "as" clause hangs on."""
    if verb.dep_ not in ("advcl", "parataxis") or verb.head.i == verb.i or not subjects(verb):
        return []
    first = min(t.i for t in verb.subtree if not t.is_punct)
    if verb.doc[first].lower_ != "as" or any(c.dep_ in ("ccomp", "xcomp") or _held(c) for c in verb.children):
        return []
    return split_around(verb.doc, verb, {t.i for t in verb.subtree}, clause_bounds(verb.head))


def _held(noun: Token) -> bool:
    """Whether a verb has a thing for its object: "as the party holds most seats"; not "as she put it", "told us"."""
    thing = noun.pos_ == "ADJ" or (noun.pos_ in ("NOUN", "PROPN", "NUM") and not can_speak(noun))
    return noun.dep_ == "obj" and thing
