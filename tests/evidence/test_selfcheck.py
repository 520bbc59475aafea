"""The article against itself."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from pipeline.evidence.selfcheck.check import check_article, clashes
from pipeline.schema import Annotation, Attribution, TextSpan

from .building import build, cases

PLANTED = ("planted", "registered", "inside", "unseen", "short", "apart", "restated", "wire", "twins", "agency")
"""Whole small articles. ``kinds`` are the findings, ``missed`` what a reader finds and the checks do not."""


@pytest.mark.parametrize("case", cases("articles"), ids=lambda case: case["name"])
def test_clashes(case: dict[str, Any]) -> None:
    article, annotation = build(
        case["text"], title=case.get("title", ""), published=case.get("published", ""), names=case.get("entities", [])
    )
    found = clashes(article, annotation)
    assert [clash.kind for clash in found if clash.verdict == "contradicts"] == case["kinds"]
    assert [clash.kind for clash in found if clash.verdict == "mentions"] == case.get("mentions", [])


def test_both_claims_hear_of_a_clash_each_with_the_other_side() -> None:
    article, annotation = build(
        "The joint declaration was signed by 18 countries.\n\nIt rained.\n\n"
        "The joint declaration was signed by 17 countries."
    )
    found = check_article(article, annotation)
    assert sorted(found) == [0, 2]
    assert "elsewhere “17 countries”" in found[0][0].message
    assert "elsewhere “18 countries”" in found[2][0].message
    assert found[0][0].place == "paragraph 3"
    assert "signed by 17 countries" in found[0][0].quote


def test_nothing_to_check_gives_nothing() -> None:
    article, annotation = build("It rained.")
    assert check_article(article, annotation.model_copy(update={"claims": ()})) == {}


@pytest.mark.parametrize(
    "case",
    [case for name in PLANTED for case in cases(name)],
    ids=lambda case: case["name"],
)
def test_planted_contradictions_are_found_and_look_alikes_are_not(case: dict[str, Any]) -> None:
    article, annotation = build(
        case["text"], title=case.get("title", ""), published=case.get("published", ""), names=case.get("entities", [])
    )
    found = Counter(clash.kind for clash in clashes(article, annotation) if clash.verdict == "contradicts")
    # What was missed when a case was written may be found.
    assert found - Counter(case.get("missed", [])) == Counter(case["kinds"])


def _said(annotation: Annotation, text: str, contents: dict[str, str], *, direct: bool) -> Annotation:
    """Return an annotation in which each stretch of the text is said by somebody."""
    spans = [(words, speaker, text.index(words)) for words, speaker in contents.items()]
    return annotation.model_copy(
        update={
            "attributions": tuple(
                Attribution(
                    content=TextSpan(start=start, end=start + len(words), text=words),
                    mode="direct" if direct else "indirect",
                    speaker=speaker,
                    named=True,
                )
                for words, speaker, start in spans
            )
        }
    )


@pytest.mark.parametrize(("other", "kinds"), [("Petra Lind", ["one quotation of two people"]), ("Minister Olsen", [])])
def test_one_quotation_has_one_speaker(other: str, kinds: list[str]) -> None:
    text = (
        f'"We will not be moved by threats," Karl Olsen said.\n\nLater {other} said: "We will not be moved by threats."'
    )
    article, annotation = build(text)
    contents = {'"We will not be moved by threats,"': "Karl Olsen", '"We will not be moved by threats."': other}
    found = clashes(article, _said(annotation, text, contents, direct=True))
    assert [clash.kind for clash in found] == kinds


@pytest.mark.parametrize(("speaker", "kinds"), [("", ["said and denied"]), ("the company", [])])
def test_who_denies_what_another_says_is_no_slip_of_the_article(speaker: str, kinds: list[str]) -> None:
    text = "Oil from the ship reached the beach on Sunday.\n\nNo oil from the ship reached the beach on Sunday."
    article, annotation = build(text)
    denial = {text.split("\n\n")[1]: speaker} if speaker else {}
    found = clashes(article, _said(annotation, text, denial, direct=False))
    assert [clash.kind for clash in found] == kinds
