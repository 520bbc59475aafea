from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.language.chunks import noun_chunks

_VOCAB = spacy.blank("en").vocab

# word, part of speech, head, relation
_CASES: dict[str, tuple[list[tuple[str, str, int, str]], list[str]]] = {
    "what stands before a noun": (
        [
            ("The", "DET", 2, "det"),
            ("old", "ADJ", 2, "amod"),
            ("mayor", "NOUN", 3, "nsubj"),
            ("left", "VERB", 3, "ROOT"),
        ],
        ["The old mayor"],
    ),
    "prepositions part chunks": (
        [
            ("Members", "NOUN", 3, "nsubj"),
            ("of", "ADP", 2, "case"),
            ("parliament", "NOUN", 0, "nmod"),
            ("met", "VERB", 3, "ROOT"),
        ],
        ["Members", "parliament"],
    ),
    "a name of several words": (
        [
            ("Ms", "PROPN", 1, "nmod:desc"),
            ("Ana", "PROPN", 3, "nsubj"),
            ("Ruiz", "PROPN", 1, "flat"),
            ("spoke", "VERB", 3, "ROOT"),
        ],
        ["Ms Ana Ruiz"],
    ),
    "hyphens stay inside": (
        [
            ("a", "DET", 4, "det"),
            ("US", "PROPN", 3, "compound"),
            ("-", "PUNCT", 1, "punct"),
            ("led", "VERB", 4, "amod"),
            ("force", "NOUN", 4, "ROOT"),
        ],
        ["a US-led force"],
    ),
    "a pronoun is one": ([("They", "PRON", 1, "nsubj"), ("won", "VERB", 1, "ROOT")], ["They"]),
    "a relative clause is left out": (
        [
            ("men", "NOUN", 0, "ROOT"),
            ("who", "PRON", 2, "nsubj"),
            ("fled", "VERB", 0, "acl:relcl"),
        ],
        ["men", "who"],
    ),
}


@pytest.mark.parametrize("name", _CASES)
def test_chunks(name: str) -> None:
    rows, wanted = _CASES[name]
    words, pos, heads, deps = zip(*rows, strict=True)
    spaces = [word not in {"US", "-"} for word in words]
    doc = Doc(_VOCAB, list(words), spaces, pos=list(pos), heads=list(heads), deps=list(deps))
    assert [doc[start:end].text for start, end, _ in noun_chunks(doc)] == wanted


def test_no_parse_no_chunks() -> None:
    with pytest.raises(ValueError, match="need a parse"):
        list(noun_chunks(Doc(_VOCAB, ["war"])))
