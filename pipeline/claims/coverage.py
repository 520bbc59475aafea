"""What no row holds: nothing of an article is lost in silence."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.claims.draft import Draft
from pipeline.claims.selection import Unit
from pipeline.schema import Article, Claim, LeftOut

__all__ = ["NO_ASSERTION", "frames", "left_out", "uncovered", "with_markers"]

NO_ASSERTION = "no assertion"
SAYS_WHO = "says who is speaking"


def left_out(article: Article, unit: Unit, reason: str) -> LeftOut:
    """Return a sentence as what gives no row, with the reason."""
    return LeftOut(start=unit.start, end=unit.end, text=article.text[unit.start : unit.end], reason=reason)


def frames(article: Article, unit: Unit, drafts: Sequence[Draft], doc: Doc) -> list[LeftOut]:
    """Return the stretches of a sentence that are in none of its rows: who says it."""
    covered = {i for draft in drafts for i in draft.covers}
    rest = [token.i for token in unit.span if not token.is_space and token.i not in covered]
    found: list[LeftOut] = []
    start = -1
    for k, i in enumerate(rest):
        if start < 0:
            start = i
        if k + 1 == len(rest) or any(j in covered for j in range(i + 1, rest[k + 1])):
            first, last = doc[start].idx, doc[i].idx + len(doc[i].text)
            found.append(LeftOut(start=first, end=last, text=article.text[first:last], reason=SAYS_WHO))
            start = -1
    return found


def with_markers(
    article: Article, claims: Sequence[Claim], left: Sequence[LeftOut]
) -> tuple[list[Claim], list[LeftOut]]:
    """Give a list's markers ("-", "2.") to the item after them: they are no rows of their own."""
    marks = {}
    for entry in left:
        opens_line = not article.text[: entry.start].rpartition("\n")[2].strip()
        if not any(c.isalpha() for c in entry.text) and opens_line and len(entry.text) < 5:
            rest = article.text[entry.end :].split("\n", 1)[0]
            marks[entry.end + len(rest) - len(rest.lstrip())] = entry
    used: set[int] = set()

    def begin(at: int) -> int:
        if at in marks:
            used.add(marks[at].start)
            return marks[at].start
        return at

    moved = []
    for claim in claims:
        parts = tuple((begin(start), end) for start, end in claim.parts)
        moved.append(claim if parts == claim.parts else claim.model_copy(update={"parts": parts, "start": parts[0][0]}))
    rest_left = []
    for entry in left:
        start = begin(entry.start)
        text = article.text[start : entry.end]
        rest_left.append(entry if start == entry.start else entry.model_copy(update={"start": start, "text": text}))
    return moved, [entry for entry in rest_left if entry.start not in used or any(c.isalpha() for c in entry.text)]


def uncovered(article: Article, claims: Sequence[Claim], left: Sequence[LeftOut]) -> list[LeftOut]:
    """Return what no sentence holds (a stray character between two), so that nothing is lost in silence."""
    seen = bytearray(len(article.text))
    for start, end in [p for c in claims for p in c.parts] + [(e.start, e.end) for e in left]:
        seen[start:end] = b"\x01" * (end - start)
    found: list[LeftOut] = []
    at = 0
    while at < len(seen):
        if seen[at] or article.text[at].isspace():
            at += 1
            continue
        end = at
        while end < len(seen) and not seen[end] and article.text[end] != "\n":
            end += 1
        text = article.text[at:end].rstrip()
        found.append(LeftOut(start=at, end=at + len(text), text=text, reason=NO_ASSERTION))
        at = end
    return found
