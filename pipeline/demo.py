"""A demonstration: an article is checked, then updated, and each verdict is carried over or asked for again.

It plays a script (``corpus/demo/*.toml``) in a temporary folder, with the same functions as the command; nothing of the
user's is touched.
"""

from __future__ import annotations

import csv
import io
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.run import make_sheets, read_articles
from pipeline.schema import Row
from pipeline.settings import Settings

__all__ = ["Demonstration", "play"]


@dataclass(frozen=True)
class Demonstration:
    """What was done to the article, and the rows of the new sheet.

    ``decided`` has the status that a reviewer had given each claim, by its id.
    """

    edits: tuple[str, ...]
    decided: Mapping[str, str]
    rows: tuple[Row, ...]


def play(script: Path, settings: Settings) -> Demonstration:
    """Play a script: make a sheet, fill in its verdicts, update the article, make the sheet again.

    Raises
    ------
    UsageError
        If the script can't be read, or does not fit its article.
    """
    try:
        plan = tomllib.loads(script.read_text(encoding="utf-8"))
        text = (script.parent.parent / plan["article"]).read_text(encoding="utf-8")
    except (OSError, KeyError, ValueError) as error:
        raise UsageError(f"can't be played: {error}", path=script, hint="run it where the article lies") from None
    before = _edited(text, plan.get("before", []), script)
    after = _moved(_edited(before, plan.get("edit", []), script), plan.get("move", []), script)
    with tempfile.TemporaryDirectory(prefix="claimsheet-demo-") as folder:
        article = Path(folder) / Path(plan["article"]).name
        own = settings.model_copy(
            update={
                "annotations": str(Path(folder) / "annotations"),
                "corpus": folder,
                "cache": str(Path(folder) / "cache"),
            }
        )
        article.write_text(before, encoding="utf-8")
        sheet = _sheet(article, own)[1]
        decided = _decide(sheet, plan.get("verdict", []), script)
        article.write_text(after, encoding="utf-8")
        rows = _sheet(article, own)[0]
    edits = [str(edit["what"]) for name in ("edit", "move") for edit in plan.get(name, [])]
    return Demonstration(tuple(edits), decided, rows)


def _sheet(article: Path, settings: Settings) -> tuple[tuple[Row, ...], Path]:
    (result,) = make_sheets(read_articles([article]), settings)
    return result.outcome.rows, result.outcome.sheet


def _edited(text: str, edits: Sequence[Mapping[str, Any]], script: Path) -> str:
    for edit in edits:
        if text.count(edit["find"]) != 1:
            raise UsageError(f"{edit['find']!r} must stand in the article once", path=script)
        text = text.replace(edit["find"], edit["replace"])
    return text


def _moved(text: str, moves: Sequence[Mapping[str, Any]], script: Path) -> str:
    paragraphs = text.split("\n\n")
    for move in moves:
        places = [
            [number for number, paragraph in enumerate(paragraphs) if paragraph.startswith(move[name])]
            for name in ("paragraph", "before")
        ]
        if [len(place) for place in places] != [1, 1]:
            raise UsageError(f"{move['paragraph']!r} must begin one paragraph", path=script)
        (taken,), (target,) = places
        paragraph = paragraphs.pop(taken)
        paragraphs.insert(target - (taken < target), paragraph)
    return "\n\n".join(paragraphs)


def _decide(sheet: Path, verdicts: Sequence[Mapping[str, Any]], script: Path) -> dict[str, str]:
    """Fill in the verdicts as a spreadsheet program would, and return the statuses given, by claim id."""
    reader = csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"), newline=""))
    rows = list(reader)
    decided: dict[str, str] = {}
    for verdict in verdicts:
        row = next((row for row in rows if verdict["claim"] in row["claim"]), None)
        if row is None:
            raise UsageError(f"no claim has the words {verdict['claim']!r}", path=script)
        row.update({name: value for name, value in verdict.items() if name != "claim"})
        decided[row["claim_id"]] = verdict["status"]
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=reader.fieldnames or [])
        writer.writeheader()
        writer.writerows(rows)
    return decided
