"""Scorers for claims: granularity against PropSegmEnt, and what the room costs.

``python -m tests.benchmarks.claims DATA`` where DATA holds ``claims/propsegment_wiki_dev.jsonl``: sentences with the
propositions that people marked (google-research-datasets/PropSegmEnt, CC BY 4.0). A row counts as right where its
article words and those of some proposition overlap by half (Jaccard) or more.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from pipeline.claims import extract, find_attributions
from pipeline.corpus import article_from_text
from pipeline.entities import find_entities
from pipeline.language import load_language
from pipeline.settings import Settings

__all__ = ["propositions"]


def propositions(path: Path, limit: int = 300) -> dict[str, float]:
    """Return precision of rows against marked propositions, rows a sentence, and milliseconds a word.

    Parameters
    ----------
    path
        JSON lines with ``sentence``, ``tokens`` (offset, word) and ``responses`` (``propositions`` as token numbers).
    limit
        How many sentences to read.
    """
    nlp = load_language()
    rows = right = sentences = words = 0
    reader = ours = 0.0
    for line in path.read_text(encoding="utf-8").splitlines()[:limit]:
        record = json.loads(line)
        article = article_from_text(record["sentence"], id=record["id"])
        at = time.perf_counter()
        doc = nlp(article.text)
        reader += time.perf_counter() - at
        at = time.perf_counter()
        entities = find_entities(doc)
        claims, _, _ = extract(
            article,
            doc,
            figures=(),
            entities=entities,
            attributions=find_attributions(doc, entities),
            settings=Settings(),
        )
        ours += time.perf_counter() - at
        words += len(record["tokens"])
        sentences += bool(claims)
        marked = [
            {i for i in p["tokens"] if record["tokens"][i][1][0].isalnum()}
            for response in record["responses"]
            for p in response["propositions"]
        ]
        for claim in claims:
            own = {
                i
                for i, (start, word) in enumerate(record["tokens"])
                if word[0].isalnum() and any(a <= start < b for a, b in claim.parts)
            }
            rows += 1
            right += any(own and len(own & other) / len(own | other) >= 0.5 for other in marked)
    return {
        "rows": rows,
        "precision at .5": right / max(1, rows),
        "rows a sentence": rows / max(1, sentences),
        "reader, ms a word": 1000 * reader / max(1, words),
        "claims, attribution and names, ms a word": 1000 * ours / max(1, words),
    }


if __name__ == "__main__":
    for name, value in propositions(Path(sys.argv[1]) / "claims" / "propsegment_wiki_dev.jsonl").items():
        print(f"{name}: {value:.3f}")
