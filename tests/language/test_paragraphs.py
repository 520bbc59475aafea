from __future__ import annotations

import pytest
import spacy

from pipeline.language.component import find_paragraphs

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


def test_blocks_bound_paragraphs() -> None:
    doc = _BLANK("Storm hits coast Hundreds fled.")
    doc._.blocks = ((0, 16, "headline"), (17, 31, "paragraph"))
    assert [len(indices) for indices in find_paragraphs(doc)] == [3, 3]
