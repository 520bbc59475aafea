"""Cases as data: tests/specs/corpus/*.json."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "specs" / "corpus"


def cases(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
