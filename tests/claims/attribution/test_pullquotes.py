"""Lines set apart with the name of who says them."""

from __future__ import annotations

import pytest

from pipeline.claims.attribution.pullquotes import pulled
from pipeline.schema import Entity

QUOTE = "We were told to leave the yard."


def _found(text: str, *, label: str = "PERSON", name: str = "Ana Ruiz") -> list[tuple[str, bool]]:
    """Return what is given to the person of a text, and whether the name stands beside it."""
    entity = Entity(start=text.index(name), end=text.index(name) + len(name), text=name, label=label, name=name)
    borders, at = [], 0
    for line in text.split("\n"):
        borders += [(at, at + len(line))] if line else []
        at += len(line) + 1
    found = list(pulled(text, borders, [entity]))
    assert all(text[a.content.start : a.content.end] == a.content.text for a in found)
    assert {a.speaker for a in found} <= {name}
    return [(a.content.text, a.source is not None) for a in found]


@pytest.mark.parametrize(
    "line",
    [f"{QUOTE} Ana Ruiz", f"{QUOTE} — Ana Ruiz", f"{QUOTE} - Ana Ruiz.", f"“{QUOTE}” Ana Ruiz", f"{QUOTE}\tAna Ruiz,"],
)
def test_a_signed_line_is_its_signers(line: str) -> None:
    [(content, beside)] = _found(line)
    assert content.strip("“”") == QUOTE
    assert beside


def test_the_same_words_elsewhere_are_theirs_too() -> None:
    text = f"The port closed.\n{QUOTE} Ana Ruiz\nIn May the firm failed. {QUOTE} It hurt."
    assert _found(text) == [(QUOTE, True), (QUOTE, False)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (f"{QUOTE} Ana Ruiz", "ORG"),  # no person signs
        (f"{QUOTE} Ana Ruiz left.", "PERSON"),  # a sentence goes on
        ("We were told to leave, Ana Ruiz", "PERSON"),  # no sentence ends before the name
        ("No. Ana Ruiz", "PERSON"),  # too short to be set apart
        (f"{QUOTE} ana\nAna Ruiz", "PERSON"),  # the name is another line's
    ],
)
def test_other_lines_are_not(text: str, label: str) -> None:
    assert _found(text, label=label) == []
