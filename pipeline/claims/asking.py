"""Questions, with a mark and without one."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import words
from pipeline.claims.syntax import children, is_punct, subject

__all__ = ["asks", "leads_to_question", "only_asked", "statement_around_question"]


def asks(span: Span) -> bool:
    """Return whether a heading asks without a question mark: "What we know", "Who is in, who is out …"."""
    first = next((token for token in span if not is_punct(token)), None)
    if first is None or (first.tag_ not in {"WP", "WRB", "WP$"} and first.lower_ not in {"what", "why", "how"}):
        return False
    if first.lower_ in {"when", "where", "while", "whatever", "whoever", "whenever", "wherever", "however"}:
        return False
    words_after = [token for token in span if token.i > first.i and not is_punct(token)]
    if not words_after:
        return True
    inverted = words_after[0].pos_ == "AUX" or (
        words_after[0].tag_ in {"MD", "VBZ", "VBD", "VBP"} and first.lower_ not in {"who", "what"}
    )
    return not _main_verb_after(span, first) or (
        inverted and not children(span.root, "ccomp") and span.text.rstrip()[-1:] not in ".!"
    )


def leads_to_question(span: Span) -> bool:
    """Return whether an interviewer's sentence only leads to a question: "You have done well. Why is that?"."""
    noun = subject(span.root)
    if noun is None or noun.lower_ != "you":
        return False
    doc = span.doc
    if any(token.text in {'"', "“", "”"} for token in span) or span.end >= len(doc) or doc[span.end].is_space:
        return False
    following = doc[span.end].sent
    further = following.end < len(doc) and not doc[following.end - 1].is_space and not doc[following.end].is_space
    return following.text.rstrip().endswith("?") and not further


def only_asked(span: Span) -> bool:
    """Return whether a sentence only tells who put a question: "“Where should they go?” she asked."."""
    root = span.root
    if lemma(root.text) not in words("sayings", "plain") | {"ask", "wonder"} or subject(root) is None:
        return False
    said = children(root, "ccomp", "parataxis", "advcl", "conj", "obj", "xcomp")
    asked = [clause for clause in said if any(stop.text == "?" for stop in children(clause, "punct"))]
    return len(said) == len(asked) == 1


def statement_around_question(span: Span) -> bool:
    """Return whether only a quotation at a statement's end asks: "He called it a 'wake-up call, no?'"."""
    text = span.text.rstrip()
    if not re.search(r"\?[\"”’']\s*$", text):
        return False
    opener = max(text.rfind(mark, 0, len(text) - 2) for mark in ('"', "“", "‘"))
    root = span.root
    if (
        opener < 0
        or root.idx - span.start_char >= opener
        or lemma(root.text) in {"ask", "wonder", "say", "reply", "add"}
    ):
        return False
    return subject(root) is not None and root.idx - span.start_char < opener


def _main_verb_after(span: Span, first: Token) -> bool:
    """Return whether the wh-word opens a subject clause of a statement ("What matters is …")."""
    clause = first
    while (
        clause.head.i != clause.i
        and clause.head.i in range(span.start, span.end)
        and clause.dep_ not in {"csubj", "csubj:outer", "advcl", "ccomp", "csubj:pass"}
    ):
        clause = clause.head
    return clause.dep_ in {"csubj", "csubj:outer", "csubj:pass", "advcl"} or (
        first.dep_.startswith("nsubj") and first.head.dep_ == "ROOT" and span.text.rstrip()[-1:] == "."
    )
