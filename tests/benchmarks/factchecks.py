"""Finding known fact-checks for claims in other people's words, beside plain BM25.

Usage: ``python -m tests.benchmarks.factchecks``. The fact-checks lie in ``tests/specs/evidence/factchecks.json``: 60 of
our own writing, each with a claim that says it again (``close``), one as a post or a speech would have it (``loose``),
and others that it is taken for (``near``). Their ratings are made up.
"""

from __future__ import annotations

import itertools
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipeline.evidence import open_library
from pipeline.evidence.index import Index
from pipeline.evidence.known import factchecks
from pipeline.evidence.reading import read
from pipeline.evidence.records import Passage
from pipeline.evidence.retrieval import make_query, nearest_claims
from pipeline.schema import Claim
from pipeline.settings import Settings
from tests.benchmarks.evidence import plain_bm25

SPEC = Path(__file__).parents[1] / "specs" / "evidence" / "factchecks.json"
TOPS = (1, 3, 5)
PLACES = ("Argentina", "Greece", "Kenya", "Thailand", "Ireland", "Vietnam", "Morocco", "Canada", "Iran", "Cuba")
STATEMENTS = (
    "{place} has banned the sale of petrol cars from 2030.",
    "Vaccines against the coronavirus were never tested in {place}.",
    "Crime by migrants has doubled in {place}.",
    "The president of {place} owns a flat in Paris.",
    "A video shows an earthquake in {place}.",
    "Every second child in {place} is overweight.",
    "{place} pays nothing into the budget of the United Nations.",
    "A photo shows a flooded airport in {place}.",
    "{place} has more nuclear weapons than Britain.",
    "The unemployment rate in {place} fell to 4 percent in 2019.",
)
Search = Callable[[str], list[int]]


def distractors() -> list[str]:
    """Return a hundred made statements of like topics about other places."""
    return [text.format(place=place) for place, text in itertools.product(PLACES, STATEMENTS)]


def measure(search: Search, items: Sequence[dict[str, Any]], kind: str) -> dict[str, float]:
    """Return the mean reciprocal rank, and how often the fact-check is among the top ones."""
    ranks = []
    for number, item in enumerate(items):
        order = search(item[kind])
        ranks.append(order.index(number) + 1 if number in order else 0)
    found = {"MRR": sum(1 / rank for rank in ranks if rank) / len(ranks)}
    return found | {f"top {top}": sum(0 < rank <= top for rank in ranks) / len(ranks) for top in TOPS}


def searches(texts: Sequence[str]) -> dict[str, Search]:
    """Return the ways to search: plain BM25, and the desk's own."""
    index = Index(None)
    with index.connection:
        number = index.connection.execute(
            "insert into documents (section, path, stamp, sha256, passages) values ('check', 'x', '', '', ?)",
            (len(texts),),
        ).lastrowid
        for place, text in enumerate(texts):
            index._insert("check", int(number or 0), place, Passage(text=text))
    return {
        "plain BM25": lambda claim: plain_bm25(claim, texts),
        "ours": lambda claim: [
            hit[1] for hit in nearest_claims(index, "check", make_query(claim), [int(number or 0)], limit=20)
        ],
    }


def shown(items: Sequence[dict[str, Any]], texts: Sequence[str], kind: str) -> dict[str, float]:
    """Return how often a sheet shows the right fact-check, and how often it shows but others."""
    with tempfile.TemporaryDirectory() as folder:
        checks = Path(folder) / "factchecks"
        checks.mkdir()
        feed = [{"@type": "ClaimReview", "claimReviewed": text, "url": str(place)} for place, text in enumerate(texts)]
        (checks / "feed.json").write_text(json.dumps(feed), encoding="utf-8")
        library = open_library(folder, "", Settings(cache=folder))
        right = wrong = 0
        for number, item in enumerate(items):
            claim = Claim(text=item[kind], start=0, end=len(item[kind]))
            found = factchecks(claim, read(claim.text), make_query(claim.text), library)
            urls = [finding.url for finding in found]
            right += str(number) in urls
            wrong += bool(urls) and str(number) not in urls
        library.close()
    return {"shown": right / len(items), "others alone": wrong / len(items)}


def main() -> None:
    """Print the figures."""
    items = json.loads((Path(sys.argv[1]) if sys.argv[1:] else SPEC).read_text(encoding="utf-8"))
    texts = [item["claim"] for item in items] + [near for item in items for near in item["near"]] + distractors()
    print(f"{len(items)} fact-checks among {len(texts)}")
    for name, search in searches(texts).items():
        for kind in ("close", "loose"):
            shares = measure(search, items, kind)
            print(f"{name:12}{kind:7}", "  ".join(f"{label}: {share:.3f}" for label, share in shares.items()))
    for kind in ("close", "loose"):
        print(
            f"{'in a sheet':12}{kind:7}",
            "  ".join(f"{label}: {share:.3f}" for label, share in shown(items, texts, kind).items()),
        )


if __name__ == "__main__":
    main()
