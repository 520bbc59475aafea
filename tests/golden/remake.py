"""Make the golden sheets and the shipped one anew, after a deliberate change: ``make golden``; then read the diff."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from pipeline.run import make_sheets, read_articles
from pipeline.settings import Settings
from tests.golden.pictures import with_pictures

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent


def main() -> None:
    shipped = sorted(path for path in (ROOT / "corpus").glob("*.*") if path.is_file())
    own = sorted(GOLDEN.glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "annotations"
        settings = Settings(corpus=str(ROOT / "corpus"), annotations=str(made), cache=str(Path(folder) / "cache"))
        list(make_sheets(read_articles([*shipped, *own]), settings))
        for path in shipped:
            target = ROOT / "annotations" / path.stem
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(made / path.stem, target, ignore=shutil.ignore_patterns(".*"))
            print(f"{target.relative_to(ROOT)}: made anew")
        for path in own:
            target = GOLDEN / path.stem
            target.mkdir(exist_ok=True)
            for name in ("sheet.csv", "left-out.csv"):
                shutil.copy(made / path.stem / name, target / name)
            print(f"{target.relative_to(ROOT)}: made anew")
    readme = ROOT / "README.md"
    readme.write_text(with_pictures(readme.read_text(encoding="utf-8")), encoding="utf-8")
    print("README.md: its pictures are those of the shipped article")


if __name__ == "__main__":
    main()
