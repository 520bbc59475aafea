"""The article against itself."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from pipeline.evidence.selfcheck.check import check_article, clashes

from .building import build, cases


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
    [case for name in ("planted", "registered", "inside", "unseen", "short") for case in cases(name)],
    ids=lambda case: case["name"],
)
def test_planted_contradictions_are_found_and_look_alikes_are_not(case: dict[str, Any]) -> None:
    article, annotation = build(
        case["text"], title=case.get("title", ""), published=case.get("published", ""), names=case.get("entities", [])
    )
    found = Counter(clash.kind for clash in clashes(article, annotation) if clash.verdict == "contradicts")
    # What was missed when a case was written may be found.
    assert found - Counter(case.get("missed", [])) == Counter(case["kinds"])
