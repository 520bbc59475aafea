"""How often the first supporting sentence is among the top 1, 3 and 5, beside plain BM25.

Usage: ``python tests/benchmarks/evidence.py DATA`` with a folder that holds ``claims/wice_claim_dev.jsonl`` (WiCE,
Kamoi and others, 2023). A claim's passages are the sentences of its source; a hit is any sentence of a supporting set.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.evidence.retrieval import among_neighbours, idf, make_query, nearness
from pipeline.evidence.terms import terms_of

TOPS = (1, 3, 5)
Ranking = Callable[[str, Sequence[str]], list[int]]


def plain_bm25(claim: str, sentences: Sequence[str], k1: float = 1.2, b: float = 0.75) -> list[int]:
    """Rank sentences by BM25 over lower-case words."""
    texts = [re.findall(r"\w+", sentence.lower()) for sentence in sentences]
    mean = sum(map(len, texts)) / len(texts)
    counts = Counter(word for text in texts for word in set(text))
    scores = []
    for text in texts:
        held = Counter(text)
        scores.append(
            sum(
                math.log(1 + (len(texts) - counts[word] + 0.5) / (counts[word] + 0.5))
                * held[word]
                * (k1 + 1)
                / (held[word] + k1 * (1 - b + b * len(text) / mean))
                for word in set(re.findall(r"\w+", claim.lower()))
                if held[word]
            )
        )
    return sorted(range(len(scores)), key=lambda place: (-scores[place], place))


def ours(claim: str, sentences: Sequence[str]) -> list[int]:
    """Rank sentences as the evidence desk ranks passages."""
    counts: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        for column, terms in terms_of(sentence).columns():
            counts.update((column, term) for term in set(terms))
    query = make_query(claim)
    scores = among_neighbours(
        {
            (0, place): nearness(
                query, sentence, terms_of(sentence), lambda column, term: idf(len(sentences), counts[column, term])
            )
            for place, sentence in enumerate(sentences)
        }
    )
    return sorted(range(len(sentences)), key=lambda place: (-scores[0, place], place))


def measure(path: Path) -> dict[str, dict[int, float]]:
    """Return the share of claims whose first supporting sentence is among the top ones, by ranking."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    cases = [case for case in cases if any(case["supporting"])]
    found: dict[str, Counter[int]] = {}
    rankings: dict[str, Ranking] = {"plain BM25": plain_bm25, "ours": ours}
    for name, ranking in rankings.items():
        hits = found.setdefault(name, Counter())
        for case in cases:
            wanted = {place for group in case["supporting"] for place in group}
            order = ranking(case["claim"], case["evidence"])
            first = next((rank for rank, place in enumerate(order) if place in wanted), math.inf)
            hits.update(top for top in TOPS if first < top)
    return {name: {top: hits[top] / len(cases) for top in TOPS} for name, hits in found.items()} | {
        "claims": {0: len(cases)}
    }


if __name__ == "__main__":
    for name, shares in measure(Path(sys.argv[1]) / "claims" / "wice_claim_dev.jsonl").items():
        print(name, " ".join(f"top {top}: {share:.3f}" if top else f"{share}" for top, share in shares.items()))
