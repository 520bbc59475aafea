"""Edits to claims, as data: what a verdict survives, and what it must not survive."""

import json
from pathlib import Path

import pytest

from tests.review.notation import carry_over, claim, claim_id, claims

SPECS = Path(__file__).parents[1] / "specs" / "review"


def cases(kind):
    for path in sorted(SPECS.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            if ("expect" in case and isinstance(case["expect"], str)) == (kind == "one"):
                yield pytest.param(case, id=f"{path.stem}: {case['why']}")


@pytest.mark.parametrize("case", list(cases("one")))
def test_an_edit_of_one_claim(case):
    old, new = claim(case["old"]), claim(case["new"])
    row, *rest = carry_over([old], [new], ["supported"]).rows
    outcome = {
        "recheck": (row.review.status == "recheck" and row.previous_status == "supported"),
        "reworded": (row.review.status == "supported" and row.change == "reworded"),
        "carried": (row.review.status == "supported" and row.change == ""),
        # Nothing in common: the old verdict stays on the old row.
        "new": (row.change == "new" and rest and rest[0].review.status == "supported"),
        # Asking is right, whether as a changed claim or as a new one beside the removed one.
        "asks": (row.review.status in ("recheck", "unchecked")),
    }
    assert outcome[case["expect"]], (row.review.status, row.change)
    if row.review.status == "recheck":
        assert row.previous_claim == old.text
        assert row.change.startswith("changed: ")
    for words in case.get("says", []):
        assert words in row.change


@pytest.mark.parametrize("case", list(cases("many")))
def test_an_edit_among_several_claims(case):
    """``expect`` has for each new claim the number of the old one and what became of its verdict, or "new"."""
    old, new = claims(case["old"]), claims(case["new"])
    verdicts = case.get("verdicts") or ["supported", "refuted", "conflicting", "not checkable"][: len(old)]
    result = carry_over(old, new, verdicts)
    found = []
    for row in result.rows[: len(new)]:
        number = next((n for n in range(len(old)) if claim_id(n) == row.claim.id), None)
        if row.review.status == "recheck":
            found.append(f"{number} recheck" if number is not None else "recheck")
        elif row.review.status == "unchecked":
            found.append("new")
        elif number is not None and row.review.status == verdicts[number]:
            found.append(f"{number} carried")
        else:
            found.append(f"{number} {row.review.status}")
    assert found == case["expect"], [row.change for row in result.rows]
    for row in result.rows[len(new) :]:
        number = next(n for n in range(len(old)) if claim_id(n) == row.claim.id)
        assert row.review.status == verdicts[number]
        assert row.change.startswith("removed")
    for words in case.get("says", []):
        assert any(words in row.change for row in result.rows)


def test_there_are_enough_cases():
    assert len(list(cases("one"))) + len(list(cases("many"))) >= 120
