"""PDF to pieces, second half: fragments of lines to columns, paragraphs, headings and captions.

A page is read column by column (:mod:`pipeline.corpus.columns`). Running heads and page numbers are found by their
repetition; they and footnotes are left out. Lines are joined to paragraphs by their distance, indent, size and length,
across columns and pages too.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.corpus.columns import Fragment, reading_order
from pipeline.corpus.shapes import is_caption, is_heading, is_headline
from pipeline.schema import BlockKind

__all__ = ["Fragment", "pieces_of"]

EDGE = 4
"""Lines at the top and at the bottom of a page among which running heads and page numbers are looked for."""

LARGER = 1.12
"""Font size, relative to the body's, from which a short paragraph is a heading."""

SMALLER = 0.93
"""Font size, relative to the body's, up to which a labelled paragraph is a caption."""

PARAGRAPH_GAP = 1.35
"""Distance of lines, relative to the usual one, from which a paragraph ends."""

SHORT_LINE = 0.85
"""Length of a line, relative to its column, up to which it may be a paragraph's last."""

INITIAL = 1.8
"""Size of a drop capital, relative to the body's, at least."""

_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§])[.)]?\s*[^\W\d]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_MARGIN = re.compile(
    r"(?:page\s*)?[-–—|\s]*(?:\d{1,4}|[ivxlc]{1,6})[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?"
    r"|https?://\S+(?:\s+\d{1,3}/\d{1,3})?|\d{1,2}[./]\d{1,2}[./]\d{2,4},\s\d{1,2}:\d{2}(?:\s[AP]M)?.*",
    re.IGNORECASE,
)
"""A page's number, and what browsers print around a page: its address, the day and the hour."""

_LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d+$")
_DIGITS = re.compile(r"\d+")
_ITEM = re.compile(r"(?:[•·‣⁃◦▪▫●○■□➤►✓\uf0b7–-]|\(?\d{1,2}[.)]|\([a-z]\))\s+(?=\S)")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_HYPHENATED = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_KEPT_PREFIXES = frozenset({"self", "ex", "non", "well", "all", "cross", "half", "vice", "quasi", "so", "then", "mid"})


@dataclass
class Paragraph:
    """Lines that belong together, and their usual size and weight."""

    lines: list[Fragment]

    @property
    def size(self) -> float:
        return Counter({line.size: len(line.text) for line in self.lines}).most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def pieces_of(pages: Sequence[Sequence[Fragment]], title: str = "") -> list[tuple[BlockKind, str]]:
    """Turn the fragments of all pages into pieces of text.

    Parameters
    ----------
    pages
        For each page its fragments in the order of the file, in points, y growing downwards.
    title
        The title that the file states; it is believed where its words stand at the top of the first page.
    """
    kept = _without_margins(pages)
    if not any(kept):
        return []
    body = _body_size(line for page in kept for line in page)
    lines = [line for page in kept for line in reading_order(_with_initials(_without_notes(page, body), body))]
    paragraphs = _paragraphs(lines, body)
    vocabulary = Counter(word for line in lines for word in _words(line.text))
    paragraphs = [one for one in paragraphs if not _LEADERS.search(one.lines[-1].text)]  # a table of contents
    pieces: list[tuple[BlockKind, str]] = []
    bold_body = _mostly_bold(paragraphs)
    for paragraph in paragraphs:
        text = _joined([line.text for line in paragraph.lines], vocabulary)
        pieces.append(_piece(paragraph, text, body, bold_body=bold_body))
    return _with_headline(pieces, paragraphs, title) if pieces else []


def _without_margins(pages: Sequence[Sequence[Fragment]]) -> list[list[Fragment]]:
    """Drop running heads and feet, which repeat from page to page at one height, and page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_place(line) for rows in _edges(page) for row in rows for line in row})
    often = max(2, round(0.3 * len(pages)))
    kept: list[list[Fragment]] = []
    for page in pages:
        dropped: set[int] = set()
        for rows in _edges(page):
            for number, row in enumerate(rows):
                repeated = [line for line in row if len(pages) > 1 and seen[_place(line)] >= often]
                numbers = [line for line in row if number == 0 and _MARGIN.fullmatch(line.text.strip())]
                if not repeated and not numbers:
                    break  # what lies further in is the text
                dropped.update(map(id, row if numbers else repeated))
        kept.append([line for line in page if id(line) not in dropped])
    return kept


def _edges(page: Sequence[Fragment]) -> list[list[list[Fragment]]]:
    """Return the rows at the top and those at the bottom of a page, each from the edge inwards."""
    rows: dict[int, list[Fragment]] = {}
    for line in sorted(page, key=lambda line: line.baseline):
        rows.setdefault(round(line.baseline), []).append(line)
    heights = sorted(rows)
    if len(heights) < 2:
        return []
    reach = 0.12 * (heights[-1] - heights[0])
    top = [rows[height] for height in heights[:EDGE] if height - heights[0] <= reach]
    bottom = [rows[height] for height in heights[: -EDGE - 1 : -1] if heights[-1] - height <= reach]
    return [top, bottom]


def _place(line: Fragment) -> tuple[str, int]:
    return _DIGITS.sub("#", " ".join(line.text.lower().split())), round(line.baseline / 3)


def _without_notes(page: Sequence[Fragment], body: float) -> list[Fragment]:
    """Drop the footnotes of a page: what is set smaller at its foot and begins with a number or a sign."""
    upwards = sorted(page, key=lambda line: -line.baseline)
    small = list(itertools.takewhile(lambda line: line.size <= SMALLER * body, upwards))
    if len(small) == len(page):
        return list(page)
    while small and not _NOTE.match(min(small, key=lambda line: (round(line.baseline), line.left)).text):
        top = min(round(line.baseline) for line in small)
        small = [line for line in small if round(line.baseline) > top]
    dropped = set(map(id, small))
    return [line for line in page if id(line) not in dropped]


def _with_initials(page: list[Fragment], body: float) -> list[Fragment]:
    """Put a drop capital back before the line that it begins."""
    for initial in [line for line in page if len(line.text) == 1 and line.size > INITIAL * body]:
        beside = [
            line
            for line in page
            if line.size < initial.size
            and -0.1 * initial.size <= line.left - initial.right < initial.size
            and initial.baseline - initial.size < line.baseline <= initial.baseline + 1
        ]
        if beside:
            first = min(beside, key=lambda line: (line.baseline, line.left))
            joined = replace(first, text=initial.text + first.text, left=initial.left)
            page = [joined if line is first else line for line in page if line is not initial]
    return page


def _body_size(lines: Iterable[Fragment]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _paragraphs(lines: Sequence[Fragment], body: float) -> list[Paragraph]:
    leading = _leading(lines)
    indented = _indented(lines)
    paragraphs: list[Paragraph] = []
    for line in lines:
        if paragraphs and _continues(paragraphs[-1].lines, line, leading, body, indented=indented):
            paragraphs[-1].lines.append(line)
        elif len(paragraphs) > 1 and _interrupted(paragraphs[-2], paragraphs[-1], line):
            paragraphs[-2].lines.append(line)
        else:
            paragraphs.append(Paragraph([line]))
    return paragraphs


def _interrupted(open_one: Paragraph, between: Paragraph, line: Fragment) -> bool:
    """Whether a line goes on with a paragraph that a caption or a pull quote cut in two."""
    last = open_one.lines[-1]
    same = abs(last.size - line.size) < 0.05 * line.size and last.bold == line.bold
    return (
        same
        and abs(between.size - line.size) > 0.05 * line.size
        and line.text[:1].islower()
        and _CLOSED.search(last.text) is None
    )


def _leading(lines: Sequence[Fragment]) -> float:
    """Return the usual distance of two lines of a column, in font sizes."""
    steps = [
        (after.baseline - line.baseline) / line.size
        for line, after in pairwise(lines)
        if (line.page, line.column) == (after.page, after.column) and 0 < after.baseline - line.baseline < 3 * line.size
    ]
    # Rounded, because the commonest distance counts and places have noise.
    return Counter(round(step, 1) for step in steps).most_common(1)[0][0] if steps else 1.2


def _indented(lines: Sequence[Fragment]) -> bool:
    """Whether the first lines of paragraphs are indented, so that a line at the margin goes on with one."""
    starts = [
        after.left - after.column_left > 0.8 * after.size
        for line, after in pairwise(lines)
        if line.column == after.column and line.page == after.page and _CLOSED.search(line.text) and not _full(line)
    ]
    return len(starts) > 2 and 2 * sum(starts) > len(starts)


def _continues(lines: Sequence[Fragment], after: Fragment, leading: float, body: float, *, indented: bool) -> bool:
    line = lines[-1]
    if _ITEM.match(after.text) or abs(after.size - line.size) > 0.08 * line.size:
        return False
    if after.bold != line.bold and (line.bold or is_heading(after.text)):
        return False
    open_end = _CLOSED.search(line.text) is None
    lower = after.text[:1].islower() or _HYPHENATED.search(line.text) is not None
    if (line.page, line.column) != (after.page, after.column):
        if line.size > LARGER * body:
            return False
        if open_end:
            return lower or _full(line)
        # A sentence ends with the column. In justified text a paragraph's last line does not reach the margin.
        flush = indented and abs(after.left - after.column_left) < 0.5 * after.size and _full(line)
        return flush or line.column_right - line.right < 0.1 * line.size
    if after.baseline - line.baseline > PARAGRAPH_GAP * leading * line.size:
        return False
    indent = after.left - line.left
    item = _ITEM.match(lines[0].text) is not None
    if len(lines) > 1 and not item and 0.8 * line.size < indent < 6 * line.size and not lower:
        return False
    if len(lines) == 1 and not item and 0.8 * line.size < indent and after.left - after.column_left > 0.8 * line.size:
        return lower
    return open_end or _full(line)


def _full(line: Fragment) -> bool:
    width = line.column_right - line.column_left
    return line.right - line.column_left > SHORT_LINE * width


def _mostly_bold(paragraphs: Sequence[Paragraph]) -> bool:
    bold = sum(len(line.text) for paragraph in paragraphs if paragraph.bold for line in paragraph.lines)
    return 2 * bold > sum(len(line.text) for paragraph in paragraphs for line in paragraph.lines)


def _piece(paragraph: Paragraph, text: str, body: float, *, bold_body: bool) -> tuple[BlockKind, str]:
    if match := _ITEM.match(text):
        rest = text[match.end() :]
        numbered = match.group()[0].isdigit() and ((paragraph.bold and not bold_body) or paragraph.size > LARGER * body)
        return ("heading" if numbered and is_heading(rest) else "list_item"), rest
    if is_caption(text) or (
        paragraph.size < SMALLER * body and re.match(r"(?:fig(?:ure|\.)|photo|image|map|chart)\b", text, re.I)
    ):
        return "caption", text
    if paragraph.size > LARGER * body and is_headline(text):
        return "heading", text
    if paragraph.bold and not bold_body and is_heading(text):
        return "heading", text
    return "paragraph", text


def _with_headline(
    pieces: list[tuple[BlockKind, str]], paragraphs: Sequence[Paragraph], title: str
) -> list[tuple[BlockKind, str]]:
    """Make the largest heading at the top the headline, or the first line when nothing is set in a larger type."""
    first_page = paragraphs[0].lines[0].page
    top = [
        number
        for number, paragraph in enumerate(paragraphs[:6])
        if paragraph.lines[0].page == first_page and is_headline(pieces[number][1])
    ]
    stated = " ".join(title.lower().split())
    named = [number for number in top if stated and pieces[number][1].lower() == stated]
    headings = [number for number in top if pieces[number][0] == "heading"]
    if named:
        chosen = named[0]
    elif headings:
        chosen = max(headings, key=lambda number: (paragraphs[number].size, -number))
    elif top and top[0] == 0 and len(pieces) > 1:
        chosen = 0
    else:
        return pieces
    return [("headline" if number == chosen else kind, text) for number, (kind, text) in enumerate(pieces)]


def _words(text: str) -> list[str]:
    """Return the words of a line that are whole: neither its last, if hyphenated, nor pieces of one."""
    words = [word.replace("\u2010", "-").lower() for word in _WORD.findall(text)]
    return words[1:-1] if _HYPHENATED.search(text) else words[1:]


def _joined(lines: Sequence[str], vocabulary: Counter[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text = _unhyphenated(text, line, vocabulary) if _HYPHENATED.search(text) else f"{text} {line}"
    return " ".join(text.replace("\u00ad", "-").translate(_LIGATURES).split())


def _unhyphenated(text: str, line: str, vocabulary: Counter[str]) -> str:
    """Join a word divided at a line's end; the hyphen stays where the word is written with one elsewhere."""
    before, after = text[:-1], line
    head = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*$", before)
    tail = re.match(r"[^\W\d_]+", after)
    if head is None or tail is None:
        return f"{before}-{after}"
    left, right = head.group(), tail.group()
    whole, compound = (left + right).lower(), f"{left}-{right}".lower()
    if vocabulary[whole] > vocabulary[compound]:
        return before + after
    if vocabulary[compound] or right[0].isupper() or left.isupper() or left.lower() in _KEPT_PREFIXES:
        return f"{before}-{after}"
    return before + after
