"""Names told by the common noun beside them: "author Jo Hald", "Ostair, an airline", "the town of Brack"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import cast

from spacy.tokens import Doc, Token

from pipeline.entities.first_names import is_first_name
from pipeline.entities.gazetteer import by_name, rows, words
from pipeline.entities.patterns import Candidate, capital, is_title, title_case
from pipeline.schema import EntityLabel

__all__ = ["find_kinds", "kind_of"]

_AGENT = re.compile(r"(?:er|or|ist|ian|man|woman|ee)$")
_PARTICLES = words("particles.txt")
# "the city of Brack", "the island of Sund": of other kinds "of" gives an owner or a part.
_OF = frozenset(("GPE", "LOC"))
_CALLED = frozenset(("called", "named", "dubbed"))


@cache
def _kinds() -> dict[str, EntityLabel]:
    return {noun: cast(EntityLabel, label) for label, nouns in rows("kinds.tsv") for noun in nouns.split()}


def kind_of(noun: Token) -> EntityLabel | None:
    """Return the label of the names that a common noun may stand beside; None where it tells nothing."""
    if noun.pos_ != "NOUN" or (noun.text[:1].isupper() and not noun.is_sent_start):
        return None
    if noun.lower_ in _kinds():
        return _kinds()[noun.lower_]
    if noun.lemma_.lower() in _kinds():
        return _kinds()[noun.lemma_.lower()]
    return "PERSON" if is_title(noun.lower_) else None


def _proper(token: Token) -> bool:
    return capital(token) and token.pos_ == "PROPN" and not is_title(token.text, honorific=True)


def _run(doc: Doc, start: int, label: EntityLabel) -> int:
    """Token after the run of proper nouns that begins at ``start``; particles and hyphens within it."""
    end = start
    while end < len(doc):
        token = doc[end]
        within = end > start and end + 1 < len(doc) and _proper(doc[end + 1])
        joined = token.text in ("-", "‑") and not token.whitespace_ and not doc[end - 1].whitespace_
        if joined and end > start and end + 1 < len(doc) and doc[end + 1].pos_ == "PROPN":
            end += 2
        elif _proper(token) or (within and (token.lower_ in _PARTICLES or (label != "PERSON" and token.text == "&"))):
            end += 1
        else:
            break
    return end


def _joined(doc: Doc, name: Token) -> Iterator[int]:
    """First tokens of the names that a list joins to the one after a plural noun: "authors Jo Hald and Ana Ruiz"."""
    if name.head.tag_ != "NNS":
        return
    for other in name.conjuncts:
        if other.i > name.i and _proper(other) and other.head.i != name.head.i:
            start = other.i
            while start - 1 > name.i and _proper(doc[start - 1]) and doc[start - 1].head.i == other.i:
                start -= 1
            yield start


def _before(doc: Doc, noun: Token) -> Iterator[Candidate]:
    """The name right after its noun: "author Jo Hald", "cruise ship, Sund", "a band called Sund"."""
    label = kind_of(noun)
    start = noun.i + 1
    if start >= len(doc):
        return
    comma = doc[start].text == "," and label is not None and label != "PERSON"
    called = doc[start].lower_ in _CALLED and doc[start].head.i == noun.i
    start += comma or called
    if start == noun.i + 1 and is_title(f"{noun.text} {doc[start].text}"):
        # "Attorney General Jo Hald", the first word at the beginning of a sentence
        start += 1
    if start + (called and doc[min(start, len(doc) - 1)].lower_ == "the") >= len(doc) or not _proper(doc[start]):
        return
    end = _run(doc, start, label or "PERSON")
    top = next((t for t in doc[start:end] if not start <= t.head.i < end), doc[start])
    beside = top.head.i == noun.i and top.dep_ in ("flat", "appos", "nmod:desc", "nmod", "compound")
    leads = noun.head.i in range(start, end) and noun.dep_ in ("nmod:desc", "compound", "nmod") and not comma
    # A name beside its noun that the parse hangs where the noun hangs: "shares of carmaker Ostair".
    level = top.head.i == noun.head.i and top.dep_ in ("appos", "flat", "nmod") and label not in (None, "PERSON")
    beside = beside or level
    if comma:
        beside = top.head.i == noun.i and top.dep_ == "appos"
    if not (beside or leads or called):
        return
    if label is None:
        # "immigration barrister", "illustrator": what ends as people do, with a name that begins as theirs do.
        opens = is_first_name(doc[start].text) or (len(doc[start].text) == 2 and doc[start].text[1] == ".")
        label = "PERSON" if _AGENT.search(noun.lower_) and opens and 1 < end - start < 5 else None
    if label == "PERSON" and noun.tag_ == "NNS":
        # "directors Intel": a plural before one name is no office of it.
        label = "PERSON" if end - start > 1 else None
    if label == "ORG" and _AGENT.search(noun.lemma_.lower()) and is_first_name(doc[start].text) and end - start > 1:
        # "publisher Jo Hald"
        label = "PERSON"
    if label is None:
        return
    yield Candidate(start, end, label, "kind", end - start + 0.3)
    for other in _joined(doc, top):
        last = _run(doc, other, label)
        yield Candidate(other, last, label, "kind", last - other + 0.3)


def _after_of(doc: Doc, noun: Token) -> Iterator[Candidate]:
    """The name after "of": "the town of Brack"."""
    label = kind_of(noun)
    at = noun.i + 2
    if label not in _OF or at >= len(doc) or doc[at - 1].lower_ != "of" or not _proper(doc[at]):
        return
    end = _run(doc, at, label)
    if any(doc[i].head.i == noun.i for i in range(at, end)):
        yield Candidate(at, end, label, "kind", end - at + 0.3)


def _described(doc: Doc, noun: Token) -> Iterator[Candidate]:
    """The name that its noun describes after it: "Ostair, a budget airline,", "Ostair is an airline"."""
    label = kind_of(noun)
    if label is None:
        return
    name: Token | None = None
    if noun.dep_ == "appos" and noun.i - 7 < noun.head.i < noun.i:
        name = noun.head
    elif any(child.dep_ == "cop" for child in noun.children):
        name = next((child for child in noun.children if child.dep_ == "nsubj" and child.i < noun.i), None)
    determined = any(child.dep_ == "det" and child.lower_ in ("a", "an", "the") for child in noun.children)
    if name is None or not determined or not _proper(name):
        return
    start = name.i
    while start > 0 and _proper(doc[start - 1]) and doc[start - 1].head.i == name.i:
        start -= 1
    yield Candidate(start, _run(doc, start, label), label, "kind", 0.0)


def find_kinds(doc: Doc) -> list[Candidate]:
    """Find the names that a common noun beside them gives a label.

    Returns
    -------
    list of Candidate
        Those with a weight may be names that nothing else finds; those without give a label alone.
    """
    found: list[Candidate] = []
    for sentence in doc.sents:
        if title_case(sentence):
            continue
        for token in sentence:
            if token.pos_ == "NOUN":
                for find in (_before, _after_of, _described):
                    found += [c for c in find(doc, token) if doc[c.start : c.end].text not in by_name()]
    return found
