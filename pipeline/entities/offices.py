"""Offices that stand for a person of the document: "the Defence Secretary" for the one whom it names so."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.entities.gazetteer import by_name
from pipeline.entities.mention import Mention
from pipeline.entities.patterns import capital, is_title

__all__ = ["find_offices"]


def _office(doc: Doc, end: int) -> int:
    """First token of the capitalised office that ends before ``end``; ``end`` where there is none."""
    start = end
    if not (end > 0 and is_title(doc[end - 1].text) and capital(doc[end - 1])):
        return end
    while start > 0 and capital(doc[start - 1]) and not doc[start - 1].is_punct:
        if doc[start - 1].lower_ in ("the", "a", "an", "former", "then"):
            break
        start -= 1
    # A country or a nationality before the office is not repeated with it.
    while start < end - 1 and doc[start].text in by_name():
        start += 1
    return start


def find_offices(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """Find the capitalised offices that stand alone for a person whom the document gives them.

    Parameters
    ----------
    doc
        The document.
    mentions
        Its names with their canonical forms, in tokens.

    Returns
    -------
    list of Mention
        Offices after "the", none of them beside or within a name. An office that two people are given is left out.
    """
    holders: dict[str, set[str]] = {}
    taken: set[int] = set()
    for mention in mentions:
        taken.update(range(mention.start, mention.end))
        if mention.label != "PERSON":
            continue
        start = _office(doc, mention.start)
        if mention.start - start > 1:
            holders.setdefault(doc[start : mention.start].text, set()).add(mention.name)
        after = mention.end
        if after + 2 < len(doc) and doc[after].text == "," and doc[after + 1].lower_ == "the":
            end = after + 2
            while end < len(doc) and capital(doc[end]):
                end += 1
            if end - after > 3 and _office(doc, end) == after + 2:
                holders.setdefault(doc[after + 2 : end].text, set()).add(mention.name)
    found: list[Mention] = []
    text = doc.text
    for phrase, names in holders.items():
        if len(names) != 1:
            continue
        name = next(iter(names))
        at = text.find(phrase)
        while at >= 0:
            span = doc.char_span(at, at + len(phrase))
            at = text.find(phrase, at + 1)
            if span is None or not taken.isdisjoint(range(span.start, span.end)) or span.start == 0:
                continue
            beside = span.end in taken or (span.end < len(doc) and capital(doc[span.end]))
            if doc[span.start - 1].lower_ == "the" and not beside:
                found.append(Mention(span.start, span.end, "PERSON", span.text, None, name=name))
    return found
