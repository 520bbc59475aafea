"""What "some", "most" and "many" are some of, where they stand alone: "The talks were secret. Most failed"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.claims.coreference.mentions import PRONOUNS
from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import words
from pipeline.claims.splitting.cut import noun_phrase
from pipeline.claims.syntax import children, relation, subject

__all__ = ["find_parts"]

QUANTIFIERS = {"some", "most", "many", "few", "several", "both", "none", "all"}
OPENERS = QUANTIFIERS | {"the", "these", "those", "more"}
LONGEST = 12
"""A longer phrase would be a row of its own."""


def find_parts(doc: Doc) -> dict[int, str]:
    """Return what is to be written after each such word: "of the talks".

    The whole is the subject of the clause beside it or, in the same paragraph, of the sentence before.
    """
    found: dict[int, str] = {}
    for token in doc:
        if token.lower_ in QUANTIFIERS and relation(token) == "nsubj" and _alone(token):
            whole = _whole(token)
            text = _text(whole) if whole is not None else ""
            if text:
                found[token.i] = f"of {text}"
    return found


def _alone(token: Token) -> bool:
    """Return whether a quantifier has no noun, and its verb is nothing that "some" as such do: "Some say"."""
    if any(c.dep_ not in {"advmod", "punct", "cc"} for c in token.children):
        return False
    return lemma(token.head.text) not in words("antecedents", "agents_only")


def _whole(token: Token) -> Token | None:
    clause = token.head
    if relation(clause) in {"conj", "advcl", "parataxis"} and clause.head.i < clause.i:
        return subject(clause.head, expletive=False)
    first = token.sent.start
    if clause.dep_ != "ROOT" or first == 0 or "\n" in token.doc[first - 1].text:
        return None
    return subject(token.doc[first - 1].sent.root, expletive=False)


def _text(whole: Token) -> str:
    if whole.lower_ in QUANTIFIERS:
        whole = next((c for c in children(whole, "nmod") if any(w.lower_ == "of" for w in c.children)), whole)
    if whole.tag_ not in {"NNS", "NNPS"}:
        return ""
    phrase = [whole.doc[i] for i in noun_phrase(whole)]
    while phrase and phrase[0].lower_ in OPENERS:
        phrase.pop(0)
    if not 0 < len(phrase) <= LONGEST or any(w.lower_ in PRONOUNS or w.pos_ == "PRON" for w in phrase):
        return ""
    opening = phrase[0].text if phrase[0].pos_ == "PROPN" else phrase[0].lower_
    rest = "".join(f"{w.text}{w.whitespace_}" for w in phrase[1:])
    return f"the {opening}{phrase[0].whitespace_}{rest}".strip()
