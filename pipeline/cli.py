"""The command ``claimsheet``: arguments in, messages out; no logic.

Results go to standard output, messages and progress to standard error. Exit codes: 0 done; 1 a fault of ours; 2 input
or usage that can't be used; 3 done, some inputs skipped.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from pipeline.errors import ClaimsheetError, UsageError
from pipeline.settings import Settings, load_settings

if TYPE_CHECKING:
    from pipeline.review import Progress

app = typer.Typer(
    name="claimsheet",
    help="From an English news article to a review sheet of checkable claims. Nothing leaves this computer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
results = Console(soft_wrap=True, highlight=False, markup=False, width=None if sys.stdout.isatty() else 200)
messages = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)

CorpusOption = Annotated[str | None, typer.Option("--corpus", metavar="DIR", help="The folder of articles.")]
AnnotationsOption = Annotated[
    str | None, typer.Option("--annotations", metavar="DIR", help="The folder that the sheets are written to.")
]


def main() -> None:
    """Run the command; every error that a user can meet becomes one line."""
    try:
        app()
    except ClaimsheetError as error:
        messages.print(f"claimsheet: {error}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        messages.print("claimsheet: stopped; nothing half-written was left")
        sys.exit(130)
    except Exception as error:
        if os.environ.get("CLAIMSHEET_DEBUG"):
            traceback.print_exc()
        messages.print(
            f"claimsheet: a fault of ours ({type(error).__name__}: {error}); your files are as they were. "
            "Set CLAIMSHEET_DEBUG=1 for the details"
        )
        sys.exit(1)


@app.command()
def sheet(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Articles, or folders of them.", show_default=False)
    ] = None,
    corpus: CorpusOption = None,
    annotations: AnnotationsOption = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="The article's date, where it has none: 2026-03-12."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Go on even if an article seems not to be English.")] = False,
) -> None:
    """Make or update the review sheet of each article (no path: every article in the corpus folder)."""
    from pipeline import run

    settings = _settings(corpus, annotations)
    files = run.articles_in(paths or [], settings)
    articles = run.read_articles(files, published=_date(published), force=force)
    table = _table("article", "claims", "figures", "left out", "to check first")
    lines: list[str] = []
    skipped = 0
    sheets = run.make_sheets(articles, settings, report=messages.print)
    quiet = not messages.is_terminal
    for result in track(
        sheets, "Reading articles", total=len(articles), console=messages, transient=True, disable=quiet
    ):
        annotation, outcome = result.annotation, result.outcome
        skipped += result.skipped
        first = sum(claim.priority == "high" for claim in annotation.claims)
        counts = (len(annotation.claims), len(annotation.figures), len(annotation.left_out), first)
        table.add_row(result.article.id, *map(str, counts))
        for message in outcome.messages:
            messages.print(message)
        lines.append(f"{outcome.sheet}: {outcome.summary}")
    results.print(table)
    for line in lines:
        results.print(line)
    if skipped:
        raise typer.Exit(3)


@app.command()
def annotate(
    file: Annotated[
        Path | None, typer.Argument(help="A file of JSON lines; standard input without it.", show_default=False)
    ] = None,
) -> None:
    """Read JSON lines {"id", "text", "published"?, "title"?}; write one JSON line an article."""
    from pipeline import machine

    settings = _settings()
    try:
        stream = sys.stdin.buffer if file is None or str(file) == "-" else file.open("rb")
    except OSError as error:
        raise UsageError(f"can't be read: {error.strerror}", path=file) from None
    failed = 0
    with stream:
        for answer in machine.annotate_lines(stream, settings):
            failed += "error" in answer
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    if failed:
        messages.print(f"claimsheet: {failed} of the lines could not be used; their answers say why")
        raise typer.Exit(3)


@app.command()
def explain(text: Annotated[str, typer.Argument(help="A sentence or two.")]) -> None:
    """Show each figure of a text, its reading and the rules that made it."""
    from pipeline.run import explain_figures

    for line in explain_figures(text):
        results.print(line)


@app.command()
def status(
    annotations: AnnotationsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
) -> None:
    """Show how far each article has been checked: facts left, what to check first, what to look at again."""
    from pipeline.review import progress

    settings = _settings(None, annotations)
    folders = sorted(path.parent for path in Path(settings.annotations).glob("*/sheet.csv"))
    found = [progress(folder, settings) for folder in folders]
    if as_json:
        results.print(json.dumps([_progress(one, settings) for one in found], ensure_ascii=False, indent=2))
        return
    if not found:
        messages.print(f"{settings.annotations}: no sheet yet (run: claimsheet sheet)")
        return
    table = _table("article", "claims", "unchecked", "checked", "recheck", "facts left", "check first", "signed off")
    for one in found:
        counts = _progress(one, settings)
        names = ("claims", "unchecked", "checked", "recheck", "left", "first", "signed")
        table.add_row(one.name, *(str(counts[name]) for name in names))
    results.print(table)


@app.command()
def history(
    claim_id: Annotated[str, typer.Argument(metavar="CLAIM_ID", help="As it stands in the sheet: c-7kq2mz.")],
    annotations: AnnotationsOption = None,
) -> None:
    """Show a claim's life: its texts, its verdicts, who set them and when."""
    from pipeline.review import history as events

    for event in events(Path(_settings(None, annotations).annotations), claim_id):
        results.print(str(event))


@app.command()
def evidence(
    claim_id: Annotated[str, typer.Argument(metavar="CLAIM_ID", help="As it stands in the sheet: c-7kq2mz.")],
    corpus: CorpusOption = None,
    annotations: AnnotationsOption = None,
) -> None:
    """Print all that the desk's sources, the fact-checks and the article itself say of a claim."""
    from pipeline import run

    for line in run.evidence_of(claim_id, _settings(corpus, annotations)):
        results.print(line)


@app.command()
def sources(corpus: CorpusOption = None, annotations: AnnotationsOption = None) -> None:
    """List the desk's sources, and how many claims each bears on."""
    from pipeline import run

    for line in run.sources_of(_settings(corpus, annotations)):
        results.print(line)


@app.command()
def merge(
    first: Annotated[Path, typer.Argument(metavar="A", help="One reviewer's sheet.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="The other reviewer's sheet.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where the merged sheet goes.")] = Path(
        "merged.csv"
    ),
    base: Annotated[
        Path | None, typer.Option("--base", metavar="FILE", help="The sheet that both began with.", show_default=False)
    ] = None,
) -> None:
    """Merge two reviewers' sheets into one; print how far they agree, and where they do not."""
    from pipeline.review import merge as merge_sheets

    merged = merge_sheets(first, second, out, load_settings(), base=base)
    for message in merged.messages:
        messages.print(message)
    for disagreement in merged.disagreements:
        results.print(str(disagreement))
    results.print(merged.agreement.summary)
    results.print(f"{merged.path}: {merged.rows} rows, {len(merged.disagreements)} to decide")


@app.command()
def restore(
    name: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's id: its folder under annotations.")],
    annotations: AnnotationsOption = None,
) -> None:
    """Rebuild a lost or damaged sheet from what is left of it, the record and the ledger."""
    from pipeline.review import restore as restore_sheet

    settings = _settings(None, annotations)
    restored = restore_sheet(Path(settings.annotations) / name, settings)
    for message in restored.messages:
        messages.print(message)
    kept = f"; the damaged file is {restored.kept}" if restored.kept else ""
    results.print(f"{restored.sheet}: {restored.rows} rows{kept}")


@app.command()
def adopt(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The id under which the work was done.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The article's new id.")],
    annotations: AnnotationsOption = None,
) -> None:
    """Give an article the work that was done on it under another name."""
    from pipeline.review import adopt as adopt_work

    folder = adopt_work(Path(_settings(None, annotations).annotations), old, new)
    results.print(f"{folder}: the work of {old}; the next run brings it up to date")


@app.command()
def demo(
    script: Annotated[Path, typer.Argument(help="What is decided, and how the article changes.")] = Path(
        "corpus/demo/counter-cartel-coalition.toml"
    ),
) -> None:
    """Show what a re-run does: an article is checked, then updated, in a temporary folder."""
    from pipeline.demo import play

    shown = play(script, load_settings())
    results.print("The article was checked, then updated:")
    for edit in shown.edits:
        results.print(f"  - {edit}")
    for row in shown.rows:
        before = shown.decided.get(row.claim.id, "")
        if before or row.change:
            verdict = row.review.status if before in ("", row.review.status) else f"{row.review.status} (was {before})"
            results.print(f"\n{verdict}{f' | {row.change}' if row.change else ''}\n    {row.claim.text}")
    carried = sum(
        row.review.status == shown.decided.get(row.claim.id) and row.change != "removed" for row in shown.rows
    )
    again = sum(row.review.status == "recheck" for row in shown.rows)
    results.print(
        f"\n{carried} of {len(shown.decided)} verdicts carried over, {again} to look at again; none was lost."
    )


def _settings(corpus: str | None = None, annotations: str | None = None) -> Settings:
    given = {"corpus": corpus, "annotations": annotations}
    return load_settings().model_copy(update={name: value for name, value in given.items() if value is not None})


def _progress(one: Progress, settings: Settings) -> dict[str, object]:
    """Return the counts of an article; ``left`` are the claims whose status still asks for work."""
    return {
        "article": one.name,
        "claims": one.claims,
        "unchecked": one.by_status.get(settings.first_status, 0),
        "checked": one.claims - one.open,
        "recheck": len(one.waiting),
        "left": one.open,
        "first": one.first,
        "signed": one.signed,
        "statuses": dict(one.by_status),
        "reviewers": dict(one.by_reviewer),
    }


def _date(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--published {text!r} is no date", hint="write it as 2026-03-12") from None


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number == 0 else "right", no_wrap=True)
    return table
