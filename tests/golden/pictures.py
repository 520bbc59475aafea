"""The README's two pictures, made from what the shipped article really gives."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.review import read_frame

ROOT = Path(__file__).parents[2]
SHOWN = (
    "founded on Friday",
    "18 countries undertook",
    "last week",
    "homicide rate",
    "more than $1 trillion",
    "400,000 lives",
    "reportedly excluded",
)
COLUMNS = ("status", "claim", "speaker", "figures", "priority", "finding")


def sheet() -> str:
    """Some rows of the shipped sheet as a Markdown table; a long finding is cut."""
    frame = read_frame(ROOT / "annotations" / "counter-cartel-coalition" / "sheet.csv")
    lines = [f"| claim_id | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 1) + "|"]
    for words in SHOWN:
        row = frame[frame["claim"].str.contains(words, regex=False)].iloc[0]
        cells = {name: str(row[name]) for name in COLUMNS}
        cells["finding"] = re.split(r"\n| – “", cells["finding"])[0]
        if len(cells["finding"]) > 120:
            cells["finding"] = cells["finding"][:116].rsplit(" ", 1)[0] + " …"
        lines.append(f"| {row.name} | {' | '.join(cell.replace('|', '/') for cell in cells.values())} |")
    return "\n".join(lines)


def demo() -> str:
    """What ``claimsheet demo`` prints."""
    script = ROOT / "corpus" / "demo" / "counter-cartel-coalition.toml"
    shown = CliRunner().invoke(app, ["demo", str(script)])
    assert shown.exit_code == 0, shown.output
    return f"```\n{shown.stdout.strip()}\n```"


def with_pictures(readme: str) -> str:
    """Return the README with its pictures as they are now."""
    for name, picture in (("sheet", sheet()), ("demo", demo())):
        readme = re.sub(
            rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)",
            lambda match, picture=picture: match[1] + picture + match[2],
            readme,
            flags=re.DOTALL,
        )
    return readme
