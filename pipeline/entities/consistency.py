"""A document's names against each other: one label for one name, and the places where the reader passed over it."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from pipeline.entities.gazetteer import by_name
from pipeline.entities.patterns import COMPANY, Candidate, capital, is_title
from pipeline.schema import EntityLabel

_NEVER_ALONE = frozenset(("NORP", "WORK_OF_ART", "LAW"))
"""Labels whose names of one word are not looked for again: half a title, a word that is an adjective too."""

__all__ = ["agreed", "lone_heads", "repeated", "surnames"]


def lone_heads(doc: Doc, kept: list[Candidate], taken: set[int]) -> list[Candidate]:
    """Find "the Church" after "the Church of the Redeemer" where the reader passed over it and one body alone fits."""
    long = [doc[c.start : c.end] for c in kept if c.label == "ORG" and c.end - c.start > 2]
    heads = Counter(first for first, _ in {(s[0].text, s.text) for s in long if s[1].lower_ in ("of", "for")})
    found: list[Candidate] = []
    for token in doc:
        if heads.get(token.text) != 1 or token.i in taken or not token.i or doc[token.i - 1].text != "the":
            continue
        if token.i + 1 == len(doc) or not (capital(doc[token.i + 1]) or doc[token.i + 1].lower_ in ("of", "for")):
            found.append(Candidate(token.i, token.i + 1, "ORG", "alias", 1))
    return found


def surnames(doc: Doc, kept: list[Candidate], taken: set[int]) -> list[Candidate]:
    """Find the surnames of people whom the document names in full, where the reader passed over them."""
    full = {doc[c.end - 1].text for c in kept if c.label == "PERSON" and c.end - c.start > 1}
    full = {name for name in full if len(name) > 2 and name not in by_name() and not is_title(name)}
    found: list[Candidate] = []
    for token in doc:
        if token.text not in full or token.i in taken or token.pos_ not in ("PROPN", "NOUN"):
            continue
        # Beside another capital it may be a part of some other name.
        around = [t for t in (doc[max(0, token.i - 1)], doc[min(len(doc) - 1, token.i + 1)]) if t.i != token.i]
        if any(capital(t) and t.is_alpha and not is_title(t.text) and not t.is_sent_start for t in around):
            continue
        if not _bounded(doc, token.i, token.i + 1):
            continue
        found.append(Candidate(token.i, token.i + 1, "PERSON", "alias", 1))
    return found


def agreed(doc: Doc, kept: list[Candidate]) -> list[Candidate]:
    """Give names that are labelled now so, now so, the label that most of their places have.

    What a common noun beside a name says of it ("Ostair, an airline") counts for three of the reader's labels.
    """
    votes: dict[str, Counter[EntityLabel]] = {}
    full = {doc[c.end - 1].text for c in kept if c.label == "PERSON" and c.end - c.start > 1}
    for candidate in kept:
        if candidate.origin in ("model", "kind"):
            text = doc[candidate.start : candidate.end].text
            votes.setdefault(text, Counter())[candidate.label] += 3 if candidate.origin == "kind" else 1
    found = []
    for candidate in kept:
        text = doc[candidate.start : candidate.end].text
        if candidate.origin != "model" or len(votes[text]) == 1:
            found.append(candidate)
            continue
        ranked = votes[text].most_common()
        tie = ranked[0][1] == ranked[1][1]
        label = "PERSON" if text in full and "PERSON" in votes[text] else ranked[0][0]
        found.append(candidate if tie and text not in full else candidate._replace(label=label))
    return found


def _bounded(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a stretch is no part of a longer name: no capital beside it but a title's or a sentence's first."""
    if start and not doc[start].is_sent_start:
        before = doc[start - 1]
        joined = before.text in ("-", "‑", "/", "@") and not before.whitespace_
        if joined or (capital(before) and before.is_alpha and not before.is_sent_start and not is_title(before.text)):
            return False
    if end == len(doc) or doc[end].is_sent_start:
        return True
    after = doc[end]
    if after.text in ("-", "‑", "@") and not doc[end - 1].whitespace_:
        return False
    return not (capital(after) and after.is_alpha and after.pos_ in ("PROPN", "NOUN", "ADJ", "X"))


def repeated(doc: Doc, kept: list[Candidate], taken: set[int]) -> list[Candidate]:
    """Find the other places of names of which the reader passed over some.

    A name of one word must be a name wherever it stands: never in lower case, and found in a third of its places.
    """
    labels: dict[tuple[str, ...], Counter[EntityLabel]] = {}
    for candidate in kept:
        if candidate.origin != "gazetteer":
            words = tuple(token.text for token in doc[candidate.start : candidate.end])
            labels.setdefault(words, Counter())[candidate.label] += 1
            if len(words) == 2 and words[1] in COMPANY and len(words[0]) > 3:
                # "Ostair" after "Ostair Ltd."
                labels.setdefault(words[:1], Counter())["ORG"] += 1
    first: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(labels, key=len, reverse=True):
        first.setdefault(words[0], []).append(words)
    small = {token.text for token in doc if token.text.islower()}
    places: dict[tuple[str, ...], list[int]] = {}
    for token in doc:
        for words in first.get(token.text, ()):
            end = token.i + len(words)
            if not taken.isdisjoint(range(token.i, end)) or tuple(t.text for t in doc[token.i : end]) != words:
                continue
            if capital(token) and _bounded(doc, token.i, end):
                places.setdefault(words, []).append(token.i)
                break
    found: list[Candidate] = []
    for words, starts in places.items():
        label, times = labels[words].most_common(1)[0]
        if len(words) == 1:
            starts = [i for i in starts if doc[i].pos_ == "PROPN"]
            if len(words[0]) < 3 or words[0].lower() in small or times * 3 < len(starts) or label in _NEVER_ALONE:
                continue
        found += [Candidate(i, i + len(words), label, "alias", len(words)) for i in starts]
    return found
