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
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from pipeline.errors import ClaimsheetError, UsageError
from pipeline.settings import Settings, load_settings

app = typer.Typer(
    name="claimsheet",
    help="From an English news article to a review sheet of checkable claims. Nothing leaves this computer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
results = Console(soft_wrap=True, highlight=False, markup=False)
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
    sheets = run.make_sheets(articles, settings, report=messages.print)
    quiet = not messages.is_terminal
    for result in track(
        sheets, "Reading articles", total=len(articles), console=messages, transient=True, disable=quiet
    ):
        annotation, outcome = result.annotation, result.outcome
        first = sum(claim.priority == "high" for claim in annotation.claims)
        counts = (len(annotation.claims), len(annotation.figures), len(annotation.left_out), first)
        table.add_row(result.article.id, *map(str, counts))
        for message in outcome.messages:
            messages.print(message)
        lines.append(f"{outcome.sheet}: {outcome.summary}")
    results.print(table)
    for line in lines:
        results.print(line)


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
    from pipeline.figures import explain as explain_figures

    for line in explain_figures(text):
        results.print(line)


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
