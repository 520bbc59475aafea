"""A value that a source shares with a claim is shown, and nothing is claimed of it."""

from __future__ import annotations

import pytest

from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.judge import judge
from pipeline.evidence.reading import read
from pipeline.evidence.records import Passage

CLAIM = "The firm would axe 10,400 jobs at Opel."


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("The plan for Opel sees the loss of 10,400 jobs.", True),
        ("The plan for Opel sees the loss of 8,000 jobs.", False),
        ("The plan for Opel needs 10,400 bolts.", False),
    ],
)
def test_a_shared_value_is_shown(passage: str, shown: bool) -> None:
    found = judge(read(CLAIM), Passage(text=passage), Context())
    assert found.verdict in {"mentions", "not found"}
    assert ("check that it is of the same thing" in found.say("The plan")) == shown
