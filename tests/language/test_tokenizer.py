from __future__ import annotations

from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer

from pipeline.language.tokenizer import make_tokenizer

from .specs import cases


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return make_tokenizer()(spacy.blank("en"))


@pytest.mark.parametrize("case", cases("tokenizer"), ids=lambda case: case["text"])
def test_words(tokenizer: Tokenizer, case: dict[str, Any]) -> None:
    assert [token.text for token in tokenizer(case["text"])] == case["words"]


_NEWSY = st.text(alphabet=st.sampled_from("aB1 .,-–—’'“”\"$£€%()/&:;!?\n\t\u00a0\u200b…½é🙂"), max_size=60)


@given(text=_NEWSY | st.text(max_size=60))
def test_no_character_is_lost_and_offsets_hold(text: str) -> None:
    doc = _TOKENIZER(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


_TOKENIZER = make_tokenizer()(spacy.blank("en"))
