"""Shares of people among the subjects of sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.claims.shares import is_share
from pipeline.claims.syntax import subject
from pipeline.run import language

CASES = json.loads((Path(__file__).parents[1] / "specs" / "subjects_that_count.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "share"), [pytest.param(c["text"], c["share"], id=c["text"]) for c in CASES])
def test_shares(text: str, share: bool) -> None:
    noun = subject(next(language()(text).sents).root)
    assert noun is not None
    assert is_share(noun) is share
