"""Speed and memory, each beside a peer in the same run: ``make bench``.

Absolute figures depend on the machine; the ratios do so much less. The text is the shipped article, repeated.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from rich.console import Console
from rich.table import Table

ARTICLE = Path(__file__).parents[2] / "corpus" / "counter-cartel-coalition.txt"
COPIES = 8
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of some rounds, the first left out."""
    work()
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def resident() -> float:
    """Return the largest resident memory so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    before = resident()
    blank = spacy.blank("en")
    from pipeline.claims import extract, find_attributions
    from pipeline.corpus import read_article
    from pipeline.entities import find_entities
    from pipeline.figures.component import find_figures
    from pipeline.language import load_language
    from pipeline.run import _doc, annotate_articles
    from pipeline.settings import Settings

    settings = Settings()
    began = time.perf_counter()
    nlp = load_language()
    loaded = time.perf_counter() - began
    article = read_article(ARTICLE)
    words = len(blank(article.text))
    parsed = nlp(_doc(nlp, article))
    entities = find_entities(parsed)
    figures = find_figures(parsed, published=article.published)
    sayings = find_attributions(parsed, entities)

    def claims() -> object:
        return extract(article, parsed, figures=figures, entities=entities, attributions=sayings, settings=settings)

    stages = {
        "spaCy's tokenizer, the peer": lambda: [blank.make_doc(article.text) for _ in range(COPIES)],
        "reader, one article at a time": lambda: [nlp(_doc(nlp, article)) for _ in range(COPIES)],
        "reader, articles in batches": lambda: list(nlp.pipe(_doc(nlp, article) for _ in range(COPIES))),
        "figures, the parse given": lambda: [find_figures(parsed, published=article.published) for _ in range(COPIES)],
        "names, the parse given": lambda: [find_entities(parsed) for _ in range(COPIES)],
        "attribution, the parse given": lambda: [find_attributions(parsed, entities) for _ in range(COPIES)],
        "claims, all of that given": lambda: [claims() for _ in range(COPIES)],
        "from text to claims": lambda: list(annotate_articles([article] * COPIES, settings)),
    }
    table = Table(box=None, pad_edge=False)
    for column in ("stage", "words a second", "times the peer's time"):
        table.add_column(column, justify="left" if column == "stage" else "right")
    peer = 0.0
    for name, work in stages.items():
        taken = seconds(work)
        peer = peer or taken
        table.add_row(name, f"{COPIES * words / taken:,.0f}", f"{taken / peer:.1f}")
    console = Console()
    console.print(table)
    times = resident() / before
    console.print(f"The reader loads in {loaded:.2f} s. Memory: {resident():.0f} MiB, {times:.1f} times Python.")


if __name__ == "__main__":
    main()
