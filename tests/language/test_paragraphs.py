from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.language.paragraphs import find_paragraphs

_BLANK = spacy.blank("en")

_WRAPPED = (
    "The council met for the third time this week to settle the\n"
    "budget, which has been held up since the spring by a quarrel\n"
    "over the harbour, and it adjourned without a vote at about\n"
    "noon.\n\nNobody was hurt."
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("A headline\nThe text begins here.", ["A headline", "The text begins here."]),
        ("One line.", ["One line."]),
        ("\n\n  \n", []),
        ("", []),
        (_WRAPPED, [_WRAPPED.split("\n\n")[0].replace("\n", " "), "Nobody was hurt."]),
        ("One.\u00a0Still one.", ["One. Still one."]),
    ],
)
def test_paragraphs(text: str, wanted: list[str]) -> None:
    doc = _BLANK(text)
    found = [doc[indices[0] : indices[-1] + 1].text for indices in find_paragraphs(doc)]
    assert [" ".join(paragraph.split()) for paragraph in found] == wanted


def _with_blocks(text: str, *blocks: str) -> Doc:
    doc = _BLANK(text)
    starts = [text.index(block) for block in blocks]
    doc.spans["blocks"] = [
        doc.char_span(start, start + len(block), label="paragraph", alignment_mode="expand")
        for start, block in zip(starts, blocks, strict=True)
    ]
    return doc


def test_blocks_bound_paragraphs() -> None:
    doc = _with_blocks("Storm hits coast Hundreds fled.", "Storm hits coast", "Hundreds fled.")
    assert [len(indices) for indices in find_paragraphs(doc)] == [3, 3]


def test_a_block_goes_on_over_its_line_breaks_and_the_rest_does_not() -> None:
    doc = _with_blocks("Hundreds\nfled\nthe coast.\n* * *\nSource:\nagencies", "Hundreds\nfled\nthe coast.")
    assert [len(indices) for indices in find_paragraphs(doc)] == [5, 3, 2, 1]
