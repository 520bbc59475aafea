"""Articles beside sources on the same events: what is said of them is right, and what differs is found."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from pipeline.evidence import open_library
from pipeline.settings import Settings

from .building import build, cases


@pytest.mark.parametrize("case", cases("related"), ids=lambda case: case["name"])
def test_findings(case: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "title", "date"])
        for number, source in enumerate(case["sources"]):
            (folder / f"{number}.txt").write_text(source["text"] + "\n", encoding="utf-8")
            rows.writerow([f"{number}.txt", source["title"], source["date"]])
    article, annotation = build(
        case["text"], title=case["title"], published=case["published"], names=case.get("entities", [])
    )
    library = open_library(tmp_path, "article", Settings(cache=str(tmp_path / "cache")))
    found = [
        [finding.verdict, finding.source, claim.text]
        for claim, findings in zip(annotation.claims, library.look_up(article, annotation), strict=True)
        for finding in findings
        if finding.verdict in {"agrees", "differs", "contradicts"}
    ]
    # What is true and was not found when the case was written is no failure where it is found.
    assert [one for one in found if one not in case.get("missed", [])] == case["found"]
