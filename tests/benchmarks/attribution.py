"""Score attribution on annotated news: ``python tests/benchmarks/attribution.py FOLDER [--limit N] [--show N]``.

FOLDER holds articles in one of two forms:

- brat stand-off (the form of PolNeAR and PARC): ``NAME.txt`` beside ``NAME.ann``, or ``text/NAME.txt`` beside
  ``attributions/NAME*.ann``, with Source, Cue and Content spans joined by Attribution events;
- ``*.jsonl`` with ``text`` and ``attributions``: a list of ``{"source", "cue", "content"}``, each a list of
  ``[start, end]`` or ``{"start", "end"}``, or the words themselves (``tests/specs/attribution/politics.jsonl``); or,
  in the manner of MEANTIME, ``slinks`` with ``event``, ``reported_event`` and ``speakers``, which ``annotated_end``
  may bound.

Content is scored by the tokens of all contents, once however many attributions hold them. A source counts as right
where the attribution that shares most tokens with the gold content has the same source words (exact) or some of them
(overlap). The sources of slinks count as right where one of their speakers is overlapped.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.claims.attribution import find_attributions
from pipeline.entities import find_entities
from pipeline.language import load_language
from pipeline.schema import Attribution

Spans = list[tuple[int, int]]


@dataclass
class Gold:
    """One annotated attribution, in characters."""

    source: Spans = field(default_factory=list)
    cue: Spans = field(default_factory=list)
    content: Spans = field(default_factory=list)


def spans(value: object) -> Spans:
    """Read spans written as pairs, as objects, or as one of either."""
    if not value:
        return []
    if isinstance(value, dict):
        return [(value["start"], value["end"])]
    assert isinstance(value, list)
    if isinstance(value[0], int):
        return [(value[0], value[1])]
    return [span for item in value for span in spans(item)]


def read_spans(record: dict[str, Any]) -> Gold:
    """Read an attribution that is given by its places."""
    return Gold(*(spans(record.get(role)) for role in ("source", "cue", "content")))


def brat(text: str) -> list[Gold]:
    """Read the attributions of a stand-off file."""
    parts: dict[str, Spans] = {}
    found: list[Gold] = []
    events: list[dict[str, str]] = []
    for line in text.splitlines():
        fields = line.split("\t")
        if line.startswith("T"):
            places = fields[1].split(" ", 1)[1]
            parts[fields[0]] = [(int(a), int(b)) for a, b in (p.split() for p in places.split(";"))]
        elif line.startswith("E"):
            roles = [role.split(":") for role in fields[1].split()]
            events.append({re.sub(r"\d+$", "", role[0]): role[1] for role in roles})
    for event in events:
        spans_of = {role: parts.get(event.get(role, ""), []) for role in ("Source", "Cue", "Content")}
        found.append(Gold(spans_of["Source"], spans_of["Cue"], spans_of["Content"]))
    return found


def located(text: str, record: dict[str, Any]) -> Gold:
    """Find an attribution that is given by its words: its contents closest to the cue, the source closest to it."""
    cues = places(text, record["cue"])
    content: Spans = []
    for part in record["content"]:
        free = [p for p in places(text, part) if p not in content]
        content.append(min(free, key=lambda p: min((distance(p, c) for c in cues if not inside(c, p)), default=0)))
    outside = [c for c in cues if not any(inside(c, p) for p in content)]
    cue = min(outside or cues, key=lambda c: min(distance(c, p) for p in content))
    source = min(places(text, record["source"] or ""), key=lambda p: distance(p, cue), default=None)
    return Gold([source] if source else [], [cue], content)


def places(text: str, words: str) -> Spans:
    """Return where some words stand."""
    found = [m.span() for m in re.finditer(re.escape(words), text, re.I)] if words else []
    return [(s, e) for s, e in found if not text[max(0, s - 1) : s + 1].isalnum() or not text[s].isalnum() or s == 0]


def distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return the gap between two spans."""
    return max(one[0] - other[1], other[0] - one[1], 0)


def inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether a span lies in another."""
    return other[0] <= one[0] and one[1] <= other[1]


def articles(folder: Path) -> Iterator[tuple[str, str, list[Gold], int]]:
    """Give name, text, attributions and the end of what is annotated for each article of a folder."""
    for path in sorted(folder.rglob("*.txt")):
        if path.parent.name == "text":
            marks = sorted((path.parent.parent / "attributions").glob(f"{path.stem}*.ann"))
        else:
            marks = sorted(path.parent.glob(f"{path.stem}*.ann"))
        if marks:
            text = path.read_text(encoding="utf-8")
            yield path.stem, text, brat(marks[0].read_text(encoding="utf-8")), len(text)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if "attributions" in record:
                marked = record["attributions"]
                by_words = any(isinstance(a["cue"], str) for a in marked)
                gold = [located(record["text"], a) for a in marked] if by_words else [read_spans(a) for a in marked]
            elif "slinks" in record:
                gold = [
                    Gold(spans(link["speakers"]), spans(link["event"]), spans(link["reported_event"]))
                    for link in record["slinks"]
                ]
            else:
                continue
            yield (
                str(record.get("id", path.stem)),
                record["text"],
                gold,
                int(record.get("annotated_end") or len(record["text"])),
            )


def covers(places: Spans, start: int, end: int) -> bool:
    """Tell whether a token lies in one of the spans."""
    return any(s < end and start < e for s, e in places)


def main() -> None:
    """Score a folder and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--show", type=int, default=0, help="print this many misses of each sort")
    options = parser.parse_args()
    nlp = load_language()
    both = predicted = annotated = 0
    exact = overlap = sources = found_contents = contents = 0
    misses: list[str] = []
    extra: list[str] = []
    for number, (name, text, gold, end) in enumerate(articles(options.folder)):
        if options.limit and number >= options.limit:
            break
        doc = nlp(text)
        system = [a for a in find_attributions(doc, find_entities(doc)) if a.content.start < end]
        tokens = [(t.idx, t.idx + len(t)) for t in doc if not t.is_space and not t.is_punct and t.idx < end]
        said = [span for g in gold for span in g.content]
        ours: Spans = [(a.content.start, a.content.end) for a in system]
        marked = [(covers(said, *token), covers(ours, *token)) for token in tokens]
        annotated += sum(g for g, _ in marked)
        predicted += sum(s for _, s in marked)
        both += sum(g and s for g, s in marked)
        for g in gold:
            if not g.content:
                continue
            contents += 1
            best = closest(g, system, tokens)
            if best is None:
                misses.append(f"{name}: {' … '.join(text[s:e] for s, e in g.cue + g.content)}")
                continue
            found_contents += 1
            if g.source:
                sources += 1
                place = [(best.source.start, best.source.end)] if best.source else []
                exact += any(words(text, *p) == words(text, *s) for p in place for s in g.source)
                overlap += any(covers(place, *s) for s in g.source)
        for a in system:
            if not any(covers(said, *t) for t in tokens if a.content.start <= t[0] < a.content.end):
                extra.append(f"{name}: {a.speaker} | {a.cue.text if a.cue else ''} | {a.content.text}")
    precision, recall = both / max(1, predicted), both / max(1, annotated)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"content tokens  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    print(f"attributions found  {found_contents} of {contents} ({found_contents / max(1, contents):.3f})")
    rates = exact / max(1, sources), overlap / max(1, sources)
    print(f"sources of those found  exact {rates[0]:.3f}  overlap {rates[1]:.3f}  of {sources}")
    for title, lines in (("missed", misses), ("extra", extra)):
        for line in lines[: options.show]:
            print(f"{title}: {line}")


def closest(gold: Gold, system: list[Attribution], tokens: Spans) -> Attribution | None:
    """Return the attribution that shares most tokens with a gold content, the shortest of equals."""
    best: tuple[int, int, Attribution] | None = None
    for attribution in system:
        place = [(attribution.content.start, attribution.content.end)]
        shared = sum(covers(place, *t) and covers(gold.content, *t) for t in tokens)
        key = (shared, attribution.content.start - attribution.content.end)
        if shared and (best is None or key > best[:2]):
            best = (*key, attribution)
    return best[2] if best else None


def words(text: str, start: int, end: int) -> list[str]:
    """Words of a span, for a comparison that punctuation has no part in."""
    return re.findall(r"\w+", text[start:end])


if __name__ == "__main__":
    main()
