"""Words by which a text says that it does not vouch for what it says: "reportedly", "is believed to"."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from pipeline.claims.attribution.lexicon import listed
from pipeline.claims.attribution.sources import is_passive

__all__ = ["find_hedges"]

_SEEMING = frozenset(["seem", "seems", "seemed", "appear", "appears", "appeared"])


def find_hedges(doc: Doc) -> list[Span]:
    """Find the hedges of a document.

    Parameters
    ----------
    doc
        Parsed by the reader.

    Returns
    -------
    list of Span
        In order: adverbs ("reportedly"), passives of hearsay without an agent ("is believed to"), "appears to", and
        adjectives that say that a thing is only said to be one ("alleged"). The sentence that a hedge stands in is
        ``span.sent``; ``span.root`` is its main word and ``span.root.head`` what it bears on.
    """
    found: list[Span] = []
    for token in doc:
        lower = token.lower_
        if lower in listed("adverb"):
            found.append(doc[token.i : token.i + 1])
        elif lower in listed("hearsay") and token.tag_ == "VBN" and is_passive(token):
            following = [c for c in token.children if c.dep_ in ("xcomp", "ccomp") and c.i > token.i]
            if not following or any(c.dep_ == "obl:agent" for c in token.children):
                continue
            start = min([token.i, *(c.i for c in token.children if c.dep_ in ("aux", "aux:pass") and c.i < token.i)])
            has_to = token.i + 1 < len(doc) and token.nbor().lower_ in ("to", "that")
            found.append(doc[start : token.i + (2 if has_to else 1)])
        elif lower in _SEEMING and any(c.dep_ == "xcomp" and c.i > token.i for c in token.children):
            has_to = token.i + 1 < len(doc) and token.nbor().lower_ == "to"
            found.append(doc[token.i : token.i + (2 if has_to else 1)])
        elif lower in listed("doubtful") and token.dep_ == "amod" and token.head.i > token.i:
            found.append(doc[token.i : token.i + 1])
    return found
