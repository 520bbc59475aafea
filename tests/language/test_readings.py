from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

from tests.language.specs import cases


@pytest.mark.parametrize("case", cases("sentences"), ids=lambda case: case["why"])
def test_sentences(nlp: Language, case: dict[str, Any]) -> None:
    doc = nlp(" ".join(case["sentences"]))
    assert [sentence.text for sentence in doc.sents] == case["sentences"]


@pytest.mark.parametrize("case", cases("parses"), ids=lambda case: case["why"])
def test_parses(nlp: Language, case: dict[str, Any]) -> None:
    doc = nlp(case["text"])
    found = {token.text: [token.dep_, token.head.text] for token in doc if token.text in case["wanted"]}
    assert found == case["wanted"]
