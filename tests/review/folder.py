"""An article's folder for tests: versions of an article in, what a person does, what stands there after."""

import csv
import datetime as dt
import io

from pipeline.review import update
from pipeline.schema import Annotation, Article, LeftOut, Provenance, Sentence
from pipeline.settings import Settings
from tests.review.notation import claims, entities

PROVENANCE = Provenance(article_sha256="", package="0", settings="s", model="m", model_version="1")
SETTINGS = Settings()


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.time = dt.datetime(2026, 3, 12, 9, 0, tzinfo=dt.UTC)

    def __call__(self):
        self.time += dt.timedelta(minutes=1)
        return self.time


class Desk:
    """An article's folder, and the hands that work in it."""

    def __init__(self, root, name="harbour"):
        self.folder = root / name
        self.name = name
        self.clock = Clock()
        self.sheet = self.folder / "sheet.csv"

    def read(self, *specs, text=None, wait=0.0, findings=None, sentences=()):
        """Run on a version of the article whose claims are these."""
        built = claims(list(specs))
        body = " ".join(one.text for one in built) if text is None else text
        annotation = Annotation(
            id=self.name,
            claims=tuple(built),
            entities=tuple(entities(built)),
            figures=tuple(figure for one in built for figure in one.figures),
            sentences=tuple(sentences) or tuple(Sentence(start=c.start, end=c.end, text=c.text) for c in built),
            left_out=(LeftOut(start=0, end=0, text="=Why?", reason="question"),),
        )
        return update(
            self.folder,
            Article(id=self.name, text=body),
            annotation,
            PROVENANCE,
            SETTINGS,
            clock=self.clock,
            wait=wait,
            findings=findings,
        )

    def rows(self):
        return list(csv.DictReader(io.StringIO(self.sheet.read_bytes().decode("utf-8-sig"), newline="")))

    def write(self, rows, *, columns=None, delimiter=",", encoding="utf-8-sig", newline="\r\n"):
        """Save rows as a spreadsheet program would."""
        columns = columns or list(dict.fromkeys(name for row in rows for name in row))
        out = io.StringIO(newline="")
        writer = csv.DictWriter(
            out, columns, delimiter=delimiter, lineterminator=newline, extrasaction="ignore", restval=""
        )
        writer.writeheader()
        writer.writerows(rows)
        self.sheet.write_bytes(out.getvalue().encode(encoding, "replace"))

    def set(self, number, **cells):
        """Fill in cells of the row with this number, the first being 0."""
        rows = self.rows()
        rows[number].update(cells)
        self.write(rows)

    def files(self):
        """Return all files a person sees, with their content, times apart."""
        return {
            path.name: path.read_bytes()
            for path in self.folder.iterdir()
            if path.name in ("sheet.csv", "left-out.csv", "record.json")
        }
