"""Which phrase a short definite phrase is fuller by."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.claims.coreference import find_antecedents
from pipeline.entities import find_entities
from pipeline.language import load_language


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_language()


@pytest.mark.parametrize(
    ("text", "noun", "meant"),
    [
        ("The senate passed a new housing bill on Thursday. The bill bans evictions.", "bill", "the new housing bill"),
        ("The senate passed a new housing bill and a tax bill. The bill bans evictions.", "bill", ""),
        ("The senate passed a bill on Thursday. The bill bans evictions.", "bill", ""),
        ("The site ran copyrighted content. The content drew nine readers.", "content", ""),
    ],
)
def test_what_was_just_brought_up(nlp: Language, text: str, noun: str, meant: str) -> None:
    doc = nlp(text)
    last = [token.i for token in doc if token.lower_ == noun][-1]
    assert find_antecedents(doc, find_entities(doc)).note(last) == meant
