"""What no row holds, on texts and parses made by hand."""

from __future__ import annotations

import pytest
import spacy

from pipeline.claims.coverage import frames, uncovered, with_markers
from pipeline.claims.draft import Draft, Word
from pipeline.claims.selection import Unit
from pipeline.schema import Article, Claim, LeftOut

NLP = spacy.blank("en")


def _article(text: str) -> Article:
    return Article(id="a", text=text)


def _claim(text: str, *words: str) -> Claim:
    """Make the claim that holds these stretches of a text."""
    parts = tuple((text.index(stretch), text.index(stretch) + len(stretch)) for stretch in words)
    return Claim(text=words[0], start=parts[0][0], end=parts[-1][1], parts=parts)


def _left(text: str, words: str, reason: str = "question") -> LeftOut:
    start = text.index(words)
    return LeftOut(start=start, end=start + len(words), text=words, reason=reason)


@pytest.mark.parametrize(
    ("text", "claimed", "left", "lost"),
    [
        ("The port closed.", ["The port closed."], [], []),
        ("The port closed. §", ["The port closed."], [], ["§"]),
        ("The port closed.\n* *\nWhy?", ["The port closed."], ["Why?"], ["* *"]),
        ("§ one\n§ two", [], [], ["§ one", "§ two"]),
        ("Ana Ruiz left, and the port closed.", ["Ana Ruiz left", "the port closed."], [], [", and"]),
    ],
)
def test_what_is_in_no_row_is_left_out(text: str, claimed: list[str], left: list[str], lost: list[str]) -> None:
    claims = [_claim(text, *claimed)] if claimed else []
    found = uncovered(_article(text), claims, [_left(text, words) for words in left])
    assert [(entry.text, entry.reason) for entry in found] == [(words, "no assertion") for words in lost]
    assert all(text[entry.start : entry.end] == entry.text for entry in found)


@pytest.mark.parametrize(
    ("text", "marker", "item", "begins"),
    [
        ("- The port closed.", "-", "The port closed.", 0),
        ("News\n2. The port closed.", "2.", "The port closed.", 5),
        ("Why - The port closed.", "-", "The port closed.", 6),  # no line opens with it
        ("[12345] The port closed.", "[12345]", "The port closed.", 8),  # too long for a marker
    ],
)
def test_a_marker_goes_to_the_item_after_it(text: str, marker: str, item: str, begins: int) -> None:
    claims, left = with_markers(_article(text), [_claim(text, item)], [_left(text, marker, "no assertion")])
    assert [(claim.start, claim.parts[0][0]) for claim in claims] == [(begins, begins)]
    assert [entry.text for entry in left] == ([marker] if begins == text.index(item) else [])


def test_a_marker_goes_to_an_item_that_is_left_out_too() -> None:
    text = "- Who pays?"
    _, left = with_markers(_article(text), [], [_left(text, "-", "no assertion"), _left(text, "Who pays?")])
    assert [(entry.text, entry.reason) for entry in left] == [("- Who pays?", "question")]


def test_who_says_it_is_left_out_stretch_by_stretch() -> None:
    doc = NLP("The port , Ruiz said , had closed , she added .")
    doc[0].is_sent_start = True
    content = frozenset({0, 1, 2, 5, 6, 7, 8, 11})
    draft = Draft(tuple(Word(i) for i in sorted(content)), 7, content)
    unit = Unit(doc[:], "paragraph", "", 0.5)
    found = frames(_article(doc.text), unit, [draft], doc)
    assert [(entry.text, entry.reason) for entry in found] == [
        ("Ruiz said", "says who is speaking"),
        ("she added", "says who is speaking"),
    ]
    assert frames(_article(doc.text), unit, [Draft(draft.items, 7, frozenset(range(12)))], doc) == []
