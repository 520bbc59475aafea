from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.wordpiece import MAX_PIECES, WordPiece

from .specs import cases

_VOCABULARY = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "cartel", "##s", "cafe", "won", "'", "t", '"', "—", ".", "final",
    "400", "000", ",", "u", "s", "un", "##want", "##ed", "a", "##a",
]  # fmt: skip


@pytest.fixture(scope="module")
def pieces() -> WordPiece:
    return WordPiece(_VOCABULARY)


@pytest.mark.parametrize("case", cases("wordpiece"), ids=lambda case: repr(case["word"]))
def test_pieces(pieces: WordPiece, case: dict[str, Any]) -> None:
    assert [_VOCABULARY[number] for number in pieces(case["word"])] == case["pieces"]


def test_longest_piece_first(pieces: WordPiece) -> None:
    assert [_VOCABULARY[n] for n in pieces("unwanted")] == ["un", "##want", "##ed"]
    assert [_VOCABULARY[n] for n in pieces("unwantedx")] == ["[UNK]"]


def test_a_long_word_is_cut(pieces: WordPiece) -> None:
    assert len(pieces("a" * 50)) == MAX_PIECES
    assert pieces("a" * 101) == (pieces.unknown,)


@given(word=st.text(max_size=20))
def test_every_word_has_pieces(word: str) -> None:
    found = WordPiece(_VOCABULARY)(word)
    assert 1 <= len(found) <= MAX_PIECES
    assert all(0 <= number < len(_VOCABULARY) for number in found)


def test_a_vocabulary_needs_its_special_pieces() -> None:
    with pytest.raises(ValueError, match=r"lacks \[SEP\]"):
        WordPiece(["[UNK]", "[CLS]"])
