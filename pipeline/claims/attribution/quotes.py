"""Quotation marks, matched on the text alone.

Marks of every style are read; an apostrophe is none. A quotation ends at the latest with its paragraph, unless the
very next lines or the next paragraph close it. An opening mark that nothing closes is a quotation that goes on in the
next paragraph where that one opens with a mark again (the convention of newspapers and novels), else it is cut there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.claims.attribution.lexicon import listed

__all__ = ["MARKS", "Quotation", "find_quotations", "paragraphs"]

_CLOSER = {"“": "”", "„": "“”", "«": "»", "``": "''", "‘‘": "’’", '"': '"', "‘": "’", "'": "'", "‹": "›", "「": "」"}
_SINGLE = frozenset("‘'")
MARKS = frozenset("“”„«»\"‘’'`‹›「」")
_PAIRS = frozenset(("``", "''", "‘‘", "’’"))
_DOUBLE = frozenset(("“", "”", "„", '"', "’’", "''"))
_WORD = re.compile(r"\w+")
_YEARS = re.compile(r"\d0s|\d\d")
_OPENING = frozenset("([{—–-/…")
_LINES = 8
"""How far below its opening a quotation's end is looked for."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in characters, its marks included.

    Attributes
    ----------
    start, end
        Half-open, with the marks.
    closed
        A closing mark was found.
    goes_on
        It has no closing mark and the next paragraph opens with a mark: the same speaker goes on.
    single
        Its marks are single ones, which also set off words that nobody said.
    """

    start: int
    end: int
    closed: bool = True
    goes_on: bool = False
    single: bool = False


def paragraphs(text: str, blocks: Iterable[tuple[int, int, str]] | None = None) -> list[tuple[int, int]]:
    """Borders of the paragraphs: the blocks where they are known, else the lines."""
    if blocks:
        return [(start, end) for start, end, _ in blocks]
    found = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((start, start + len(line.rstrip())))
        start += len(line)
    return found


def _marks(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Every quotation mark of a paragraph with its place; two single marks side by side count as one."""
    found = []
    i = start
    while i < end:
        char = text[i]
        if char in MARKS:
            pair = text[i : i + 2]
            if pair in _PAIRS and i + 1 < end:
                found.append((i, pair))
                i += 2
                continue
            if char != "`":
                found.append((i, char))
        i += 1
    return found


def _before(text: str, i: int, start: int) -> str:
    return text[i - 1] if i > start else " "


def _after(text: str, i: int, end: int) -> str:
    return text[i] if i < end else " "


def _can_open(text: str, at: int, mark: str, start: int, end: int) -> bool:
    before, after = _before(text, at, start), _after(text, at + len(mark), end)
    if after.isspace():
        return mark in "«‹"
    loose = before.isspace() or before in _OPENING or (before in MARKS and before != mark) or before in ":;,"
    if mark in _SINGLE:
        # '90s, 'em, 'tis are apostrophes.
        word = _WORD.match(text, at + 1)
        if word and (word.group().lower() in listed("clipped") or _YEARS.fullmatch(word.group())):
            return False
        return loose and (after.isalnum() or after in '“"([$£€…#@')
    return loose


def _can_close(text: str, at: int, mark: str, start: int, end: int) -> bool:
    before, after = _before(text, at, start), _after(text, at + len(mark), end)
    if mark in ("’", "'"):
        return not before.isspace() and not after.isalnum()
    return mark in "»›" or not after.isalnum() or not before.isspace()


def _close(text: str, marks: Sequence[tuple[int, str]], k: int, start: int, end: int) -> int | None:
    """Index in ``marks`` of the mark that closes the one at ``k``, or None."""
    opener = marks[k][1]
    wanted = _CLOSER[opener]
    last_possessive: int | None = None
    for j in range(k + 1, len(marks)):
        place, mark = marks[j]
        other = opener in _DOUBLE and mark in _DOUBLE and mark not in (opener, wanted)
        if other and _ends(text, place, mark, start, end):
            return j
        if opener in ("“", "„", "«", "``") and mark == opener:
            if _ends(text, place, mark, start, end):
                return j
            # The same opening mark again before any closing one: the first was never closed.
            return last_possessive
        if opener == '"' and mark == '"':
            opens = _can_open(text, place, mark, start, end)
            before = _before(text, place, start)
            if opens and (before.isspace() or before in _OPENING) and _odd_left(text, marks, j, start, end):
                return None
            return j
        if mark == wanted or (len(wanted) == 2 and opener == "„" and mark in wanted):
            if opener in _SINGLE:
                if not _can_close(text, place, mark, start, end):
                    continue
                # "the workers' rights": a plural's apostrophe when another mark follows that can close.
                following = text[place + 1 : place + 3]
                if text[place - 1] in "sS" and following[:1] == " " and following[1:2].islower():
                    last_possessive = j if last_possessive is None else last_possessive
                    continue
                if mark == "’" and opener == "'":
                    continue
            return j
    return last_possessive


def _ends(text: str, at: int, mark: str, start: int, end: int) -> bool:
    """Whether a mark closes by where it stands, whatever its shape: typing often takes the wrong one."""
    before, after = _before(text, at, start), _after(text, at + len(mark), end)
    return not before.isspace() and not after.isalnum() and not _can_open(text, at, mark, start, end)


def _odd_left(text: str, marks: Sequence[tuple[int, str]], j: int, start: int, end: int) -> bool:
    """Whether the straight marks from ``j`` on pair up among themselves, so that an earlier one is a stray."""
    rest = [place for place, mark in marks[j:] if mark == '"']
    return len(rest) % 2 == 0


def find_quotations(text: str, blocks: Iterable[tuple[int, int, str]] | None = None) -> list[Quotation]:
    """Find the outermost quotations of a text.

    Parameters
    ----------
    text
        The canonical text.
    blocks
        Borders of its paragraphs with their kinds; lines, without them.

    Returns
    -------
    list of Quotation
        In the order of the text, without overlaps, none across an empty line. Marks that do not match are passed over;
        no text raises an error.
    """
    borders = paragraphs(text, blocks)
    found: list[Quotation] = []
    for number, (start, end) in enumerate(borders):
        # A picture's caption may stand between two paragraphs of one quotation.
        following = borders[number + 1 : number + 3]
        read_to = found[-1].end if found else 0
        marks = [(place, mark) for place, mark in _marks(text, start, end) if place >= read_to]
        k = 0
        while k < len(marks):
            at, mark = marks[k]
            if mark not in _CLOSER or not _can_open(text, at, mark, start, end):
                k += 1
                continue
            close = _close(text, marks, k, start, end)
            if close is not None:
                place, closer = marks[close]
                found.append(Quotation(at, place + len(closer), single=mark in _SINGLE))
                k = close + 1
                continue
            if mark in _SINGLE:
                k += 1
                continue
            below = _closed_below(text, mark, (start, end), borders[number + 1 : number + 1 + _LINES])
            if below is not None and all(m in _SINGLE for _, m in marks[k + 1 :]):
                found.append(Quotation(at, below))
                break
            openers = [(p, m) for p, m in marks[k + 1 :] if m in _CLOSER and m not in _SINGLE]
            later = [p for p, m in openers if _can_open(text, p, m, start, end)]
            goes_on = not later and any(_opens_with(text, border, mark) for border in following)
            stop = later[0] if later else end
            while stop > at and text[stop - 1].isspace():
                stop -= 1
            if goes_on or not later:
                found.append(Quotation(at, stop, closed=False, goes_on=goes_on))
                if not later:
                    break
            k += 1
    return found


def _closed_below(text: str, opener: str, border: tuple[int, int], following: Iterable[tuple[int, int]]) -> int | None:
    """Return where a quotation ends that what is right below closes before it opens another.

    Some texts have a line for each sentence, and some writers forget to open a quotation's second paragraph.
    """
    last = border[1]
    empty_lines = 0
    for start, end in following:
        empty_lines += text[last:start].replace("\r\n", "\n").count("\n") > 1
        if empty_lines > 1:
            return None
        for place, mark in _marks(text, start, end):
            if mark in _SINGLE or mark == "’":
                continue
            if mark not in _CLOSER[opener] or _can_open(text, place, mark, start, end):
                return None
            return place + len(mark)
        last = end
    return None


def _opens_with(text: str, border: tuple[int, int], mark: str) -> bool:
    return text[border[0] : border[1]].lstrip().startswith(mark)
