"""A quotation against a source: verbatim, nearly (with the difference), or not there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz

from pipeline.evidence.text import fold, plain

__all__ = ["QuoteMatch", "match_quotation", "quotations", "spoken"]

_QUOTED: Final = re.compile(
    r"\"([^\"]{8,}?)\"|“([^”]{8,}?)”|(?<!\w)‘((?:[^’]|’(?=\w)){8,}?)’(?!\w)|``((?:(?!'').){8,}?)''"
)
_NEAR: Final = 82.0
_LEAST: Final = 4
_ENDS = re.compile(r"[\"“”.!?]")
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """How a quotation stands in a text.

    Attributes
    ----------
    found
        ``verbatim``, ``nearly`` or ``no``.
    words
        The source's words where they differ.
    difference
        What was left out, added or replaced, for a person.
    """

    found: Literal["verbatim", "nearly", "no"]
    words: str = ""
    difference: str = ""


def quotations(text: str) -> list[str]:
    """Return the quotations of a claim that are long enough to be looked for (four words or more)."""
    found = [next(group for group in match.groups() if group) for match in _QUOTED.finditer(text)]
    return [quote.strip(" ,.;:") for quote in found if len(_WORD.findall(quote)) >= _LEAST and "[" not in quote]


def spoken(text: str, start: int, end: int) -> str:
    """Return the words of a stretch of an article where they stand between quotation marks, else nothing.

    A claim that is all of a quotation is restated without its marks.
    """
    words = text[start:end].strip(' ,.;:"“”‘’')
    before, after = text[max(0, start - 1) : start + 1], text[max(start, end - 1) : end + 2]
    marked = any(mark in before for mark in '"“`') and any(mark in after for mark in ('"', "”", "''"))
    inner = not any(mark in words for mark in '"“”')
    return words if marked and inner and len(_WORD.findall(words)) >= _LEAST else ""


def match_quotation(quote: str, text: str) -> QuoteMatch:
    """Look for a quotation in a text; quotation marks, case, spaces and dots of omission do not count."""
    mine, theirs = _words(quote), _words(text)
    if not mine or not theirs:
        return QuoteMatch("no")
    plain_mine, plain_theirs = [word for word, _ in mine], [word for word, _ in theirs]
    if _contains(plain_theirs, plain_mine):
        return QuoteMatch("verbatim")
    parts = [part for part in re.split(r"\s*(?:…|\.\.\.)\s*", quote) if len(_WORD.findall(part)) >= 2]
    if len(parts) > 1 and all(_contains(plain_theirs, [word for word, _ in _words(part)]) for part in parts):
        return QuoteMatch("verbatim")
    aligned = fuzz.partial_ratio_alignment(" ".join(plain_mine), " ".join(plain_theirs), score_cutoff=_NEAR)
    if aligned is None:
        return QuoteMatch("no")
    first = " ".join(plain_theirs)[: aligned.dest_start].count(" ")
    window = theirs[max(0, first - 2) : first + len(mine) + 4]
    best = difflib.SequenceMatcher(None, plain_mine, [word for word, _ in window], autojunk=False)
    blocks = [block for block in best.get_matching_blocks() if block.size]
    kept = sum(block.size for block in blocks)
    # Most of the words must be there, and in their order: a few shared words are no quotation.
    if kept < max(_LEAST - 1, 0.7 * len(mine)):
        return QuoteMatch("no")
    low, high = blocks[0].b - blocks[0].a, blocks[-1].b + blocks[-1].size + (len(mine) - blocks[-1].a - blocks[-1].size)
    # What stands before the source's own quotation mark, or in another sentence, is none of its words.
    low, high = max(0, low), min(max(0, high), len(window))
    while low < blocks[0].b and _ENDS.search(text[window[low][1][1] : window[blocks[0].b][1][0]]):
        low += 1
    last = blocks[-1].b + blocks[-1].size
    while high > last and _ENDS.search(text[window[last - 1][1][1] : window[high - 1][1][0]]):
        high -= 1
    near = window[low:high]
    start, end = near[0][1][0], near[-1][1][1]
    return QuoteMatch(
        "nearly", plain(text[start:end]), _difference([word for word, _ in mine], [word for word, _ in near])
    )


def _words(text: str) -> list[tuple[str, tuple[int, int]]]:
    return [(fold(match.group()), match.span()) for match in _WORD.finditer(text)]


def _contains(whole: Sequence[str], part: Sequence[str]) -> bool:
    if not part:
        return False
    return any(
        whole[place : place + len(part)] == list(part)
        for place in range(len(whole) - len(part) + 1)
        if whole[place] == part[0]
    )


def _difference(mine: Sequence[str], theirs: Sequence[str]) -> str:
    said: list[str] = []
    for kind, first, last, low, high in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        here, there = " ".join(mine[first:last]), " ".join(theirs[low:high])
        if kind == "replace":
            said.append(f"“{here}” for “{there}”")
        elif kind == "delete":
            said.append(f"“{here}” is added")
        elif kind == "insert":
            said.append(f"“{there}” is left out")
    return ", ".join(said)
