"""Labels before a statement: "Tourism: Lake Bled draws crowds" is the statement, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from pipeline.claims.lexicon import phrases
from pipeline.claims.syntax import FINITE, children, is_clause, is_finite, is_punct, subject
from pipeline.schema import Block, Claim

__all__ = ["Change", "is_entry", "label_changes", "names_speaker", "needed_label"]

Change = tuple[int, int, str]
"""A token, its new head (itself where it is to be a root), its new relation."""

# "**Liver health** – coffee lowers …"
_BOLD = re.compile(r"(\*\*|__)[^*_\n]{2,60}\1 ?[–—-](?= )")
_MARK = re.compile(r"[:–—]|\*\* -")
KNOWN = frozenset({"the", "this", "these", "those", "its", "their"})

WORDS = 7
"""More words before a colon are a sentence that leads to something."""


def _is_label(tokens: Sequence[Token]) -> bool:
    """Return whether words are a label: a few, a colon at their end, no finite verb."""
    words = [token for token in tokens if not is_punct(token)]
    marks = [token.text for token in tokens if is_punct(token) and token.text.strip("*_ \n")]
    ends = bool(marks) and marks[-1] == ":" and not {"(", "[", ",", ";"} & set(marks)
    return ends and 0 < len(words) <= WORDS and not any(is_clause(w) and is_finite(w) for w in words)


def is_entry(span: Span) -> bool:
    """Return whether a line only gives a thing its value: "Length: 92 metres"."""
    colon = next((token for token in span if token.text == ":"), None)
    if colon is None or span.text.rstrip()[-1:] in {".", "!", "?", "]"}:
        return False
    told = any(token.tag_ in FINITE and token.dep_ not in {"acl:relcl", "aux", "aux:pass", "cop"} for token in span)
    return not told and _is_label([token for token in span if token.i <= colon.i])


def needed_label(before: Span, statement: Span) -> str:
    """Return the label that parts of a line begin with, where the statement after it speaks of something known.

    "Mobile library: two of the three vans will be sold" does, "Heart health: regular exercise lowers blood pressure"
    does not.
    """
    line = before.doc[before.start : statement.start].text
    told = subject(statement.root)
    known = told is not None and any(token.lower_ in KNOWN for token in told.subtree)
    if not known or "\n" in line.strip() or _leads_in(before.text.rstrip(" :")):
        return ""
    return before.text if _is_label(list(before)) else ""


def names_speaker(label: str, claim: Claim) -> bool:
    """Return whether a label is only the name of who says a claim: "REYES:" in a transcript."""
    return label.strip(" :*_").split("(")[0].strip().lower() in claim.speaker.lower()


def label_changes(doc: Doc, blocks: Sequence[Block], turns: Sequence[int] = ()) -> Iterator[Change]:
    """Yield what parts a label from the statement after it, so that each is a sentence of its own.

    Parameters
    ----------
    doc, blocks
        The parse, and its blocks.
    turns
        Where what somebody says begins after their name, in characters.
    """
    for block in blocks:
        if block.kind not in {"paragraph", "list_item"} or not _MARK.search(block.text[:80]):
            continue
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        turn = next((turn for turn in turns if block.start < turn < block.end), None)
        before = [token for token in span or () if turn is not None and token.idx < turn and not token.is_space]
        colon = next((token for token in span or () if token.text == ":"), None)
        bold = _BOLD.match(block.text)
        dash = doc.char_span(block.start, block.start + bold.end(), alignment_mode="contract") if bold else None
        if span is not None and dash is not None:
            yield from _apart(dash[-1], span, doc, turn=True)
        elif span is not None and before:
            yield from _apart(before[-1], span, doc, turn=True)
        elif span is None or colon is None:
            continue
        elif _is_label([token for token in span if token.i <= colon.i]):
            yield from _apart(colon, span, doc)
    for sentence in doc.sents:
        colon = next((token for token in sentence if token.text == ":"), None)
        if colon is not None and _leads_in(doc[sentence.start : colon.i].text):
            yield from _apart(colon, sentence, doc)


def _leads_in(text: str) -> bool:
    """Return whether words before a colon only ask to listen: "Let me tell you something", "Here's the thing"."""
    text = " ".join(text.lower().split())
    return any(text == phrase or text.startswith(f"{phrase} ") for phrase in phrases("teasers", "lead_ins")) and (
        len(text.split()) <= WORDS
    )


def _apart(colon: Token, span: Span, doc: Doc, *, turn: bool = False) -> Iterator[Change]:
    last = colon.i
    while last + 1 < span.end and not doc[last + 1].text.strip("*_ \n"):
        last += 1
    sentence = colon.sent
    before = [doc[i] for i in range(sentence.start, span.start)]
    start = sentence.start if all(is_punct(token) for token in before) else span.start  # the item's marker, too
    rest = range(last + 1, min(sentence.end, span.end))
    if last + 1 < span.end and doc[last + 1] in sentence:
        yield from _parted(range(start, last + 1), rest, doc, turn=turn)


def _parted(label: range, rest: range, doc: Doc, *, turn: bool = False) -> Iterator[Change]:
    solid = [doc[i] for i in rest if not doc[i].is_space]
    tops = [token for token in solid if token.head.i not in rest or token.head == token]
    main = next((token for token in tops if is_clause(token) and is_finite(token)), None)
    if turn and (main is None or subject(main) is None):
        main = main or next((token for token in tops if not is_punct(token)), None)
        if main is not None:
            yield main.i, main.i, "ROOT"
            yield from ((token.i, main.i, _beside(token)) for token in tops if token != main)
            yield from _kept(label, doc)
        return
    if main is None:
        return
    noun = subject(main)
    nouns = [token for token in tops if token.i < main.i and token.pos_ in {"NOUN", "PROPN", "PRON"}]
    lent = noun is not None and noun.i in label
    if noun is None or (lent and not nouns):
        return
    first = nouns[0] if nouns and (lent or nouns[0].i < noun.i) else None
    yield main.i, main.i, "ROOT"
    # "Revoz, a subsidiary of Renault, is based …": the name is the subject, whatever the label made of it.
    named = next((c for c in children(first, "nsubj") if c.i < first.i), None) if first is not None else None
    if first is not None and named is not None and not children(first, "cop"):
        yield named.i, main.i, noun.dep_
        yield first.i, named.i, "appos"
        tops = [token for token in tops if token != first]
    elif first is not None and not lent:
        yield noun.i, first.i, "appos"
    for token in tops:
        if token != main:
            yield token.i, main.i, noun.dep_ if token == first else _beside(token)
    yield from _kept(label, doc)


def _kept(label: range, doc: Doc) -> Iterator[Change]:
    kept = [doc[i] for i in label if not doc[i].is_space]
    loose = [token for token in kept if token.head.i not in label or token.head == token]
    head = next((token for token in loose if not is_punct(token)), loose[0])
    yield head.i, head.i, "ROOT"
    for token in loose:
        if token != head:
            yield token.i, head.i, _beside(token)


def _beside(token: Token) -> str:
    return "punct" if is_punct(token) else token.dep_ if token.dep_ != "ROOT" else "parataxis"
