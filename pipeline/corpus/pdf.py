"""PDF to pieces, first half: the characters of each page, as PDFium gives them, to lines of text with their places."""

from __future__ import annotations

import ctypes
import statistics
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.corpus.draft import Draft, optional
from pipeline.corpus.pdf_layout import Fragment, pieces_of
from pipeline.errors import ArticleError, EmptyArticleError, FormatError

__all__ = ["read_pdf"]

FEWEST_CHARACTERS = 20
"""Characters below which a file has no text layer: stamps and page numbers that a scanner adds are shorter."""

UNREADABLE_SHARE = 0.3
"""Share of characters without a Unicode value above which a file's fonts hide its text."""

SAME_LINE = 0.45
"""Distance of baselines, in font sizes, within which characters are on one line, raised figures too."""

WORD_GAP = 0.18
"""Gap between characters, in font sizes, that is a space where the file holds none."""

COLUMN_GAP = 1.2
"""Gap, in font sizes, that ends a fragment where the file holds no space."""

SPACED_GAP = 3.0
"""The same where it holds one: justified text stretches its spaces."""

RAISED_SIZE = 0.8
"""Size of a footnote's reference, relative to its line, at most."""

RAISED = 0.15
"""Height of a footnote's reference above the line, in font sizes, at least."""

HYPHEN = "\u00ad"
"""How a hyphen at the end of a line is handed on: as a soft one when PDFium says so."""

_PASSWORD = 4
_BOLD = 600


class Glyph:
    """A character, its box in points (origin at the top left of the upright page), its size and weight."""

    __slots__ = ("baseline", "bold", "char", "left", "right", "size", "spaced")

    def __init__(self, char: str, left: float, right: float, baseline: float, size: float, bold: bool) -> None:
        self.char = char
        self.left = left
        self.right = right
        self.baseline = baseline
        self.size = size
        self.bold = bold
        self.spaced = False


def read_pdf(data: bytes, path: Path | str) -> Draft:
    """Read the text of a PDF: columns in order, lines joined to paragraphs, running heads and page numbers dropped.

    Raises
    ------
    EmptyArticleError
        If there is no text in it: a scan.
    FormatError
        If it is damaged or encrypted, its fonts do not say which characters they draw, or pypdfium2 is not installed.
    """
    pdfium = optional("pypdfium2", path)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise FormatError("it is encrypted", path=path, hint="save a copy without a password") from None
        raise FormatError("the PDF file is damaged", path=path, hint="open it and save it again") from None
    try:
        pages = [_page(pdfium, document, number, path) for number in range(len(document))]
        title = str(document.get_metadata_dict().get("Title", ""))
    finally:
        document.close()
    _check(pages, path)
    return Draft(pieces=pieces_of([fragments for fragments, _ in pages], title))


def _page(pdfium: Any, document: Any, number: int, path: Path | str) -> tuple[list[Fragment], int]:
    """Return the fragments of a page, and how many of its characters have no Unicode value."""
    try:
        page = document[number]
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        raise ArticleError(f"page {number + 1} is damaged", path=path, hint="open it and save it again") from None
    try:
        glyphs, unknown = _glyphs(pdfium.raw, textpage)
        return _fragments(glyphs, number), unknown
    finally:
        textpage.close()
        page.close()


def _glyphs(raw: Any, textpage: Any) -> tuple[list[Glyph], int]:
    count = textpage.count_chars()
    angles = [raw.FPDFText_GetCharAngle(textpage, index) for index in range(count)]
    turns = [round(angle / 1.5707963) % 4 for angle in angles]
    upright = Counter(turns).most_common(1)[0][0] if turns else 0
    glyphs: list[Glyph] = []
    unknown = 0
    space = False
    box = raw.FS_RECTF()
    origin = [ctypes.c_double() for _ in range(2)]
    for index in range(count):
        char = _character(raw, textpage, index)
        if char.isspace():
            space = space or not raw.FPDFText_IsGenerated(textpage, index)
            continue
        if turns[index] != upright:
            continue
        if char == "\ufffd" or "\ue000" <= char <= "\uf8ff":
            unknown += 1
            continue
        if not char.isprintable() and char != HYPHEN:
            continue
        # The loose box is as wide as the character's advance; the ink of a "1" would leave room for a space beside it.
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        raw.FPDFText_GetCharOrigin(textpage, index, *origin)
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        x, y = (value.value for value in origin)
        left, right, base = _turned(upright, left, right, bottom, top, x, y)
        height = raw.FPDFText_GetFontSize(textpage, index) * _scale(raw, textpage, index)
        bold = raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD or _bold_name(raw, textpage, index)
        glyph = Glyph(char, left, right, base, round(height, 1) or 1.0, bold)
        glyph.spaced = space
        space = False
        glyphs.append(glyph)
    return glyphs, unknown


def _character(raw: Any, textpage: Any, index: int) -> str:
    code = raw.FPDFText_GetUnicode(textpage, index)
    if raw.FPDFText_IsHyphen(textpage, index) == 1 or code in (0x02, 0xFFFE):
        return HYPHEN
    if code == 0 or code > 0x10FFFF or raw.FPDFText_HasUnicodeMapError(textpage, index) == 1:
        return "\ufffd"
    return chr(code)


def _turned(
    turn: int, left: float, right: float, bottom: float, top: float, x: float, y: float
) -> tuple[float, float, float]:
    """Return left, right and baseline (growing downwards) of a box on a page whose text runs in a direction."""
    if turn == 1:
        return bottom, top, x
    if turn == 2:
        return -right, -left, y
    if turn == 3:
        return -top, -bottom, -x
    return left, right, -y


def _scale(raw: Any, textpage: Any, index: int) -> float:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(textpage, index, matrix):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0


def _bold_name(raw: Any, textpage: Any, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    return bool(length) and b"bold" in name.value.lower()


def _fragments(glyphs: list[Glyph], page: int) -> list[Fragment]:
    """Cut the stream of characters where it jumps; what lies on one line without a gutter between is one fragment."""
    groups: list[list[Glyph]] = []
    for glyph in glyphs:
        if groups and _follows(groups[-1][-1], glyph):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [_fragment(group, page) for group in groups]


def _follows(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    gap = glyph.left - last.right
    if abs(glyph.baseline - last.baseline) > SAME_LINE * size or gap < -size:
        return False
    return gap <= (SPACED_GAP if glyph.spaced else COLUMN_GAP) * size


def _fragment(group: list[Glyph], page: int) -> Fragment:
    group = _without_references(group)
    parts = [group[0].char]
    for last, glyph in pairwise(group):
        if glyph.spaced or glyph.left - last.right > WORD_GAP * max(last.size, glyph.size):
            parts.append(" ")
        parts.append(glyph.char)
    sizes = Counter(glyph.size for glyph in group)
    return Fragment(
        text="".join(parts),
        page=page,
        left=group[0].left,
        right=group[-1].right,
        baseline=statistics.median(glyph.baseline for glyph in group),
        size=sizes.most_common(1)[0][0],
        bold=2 * sum(glyph.bold for glyph in group) > len(group),
    )


def _without_references(group: list[Glyph]) -> list[Glyph]:
    """Drop the raised figures of footnotes; those of square and cubic metres stay."""
    size = Counter(glyph.size for glyph in group).most_common(1)[0][0]
    baseline = statistics.median(glyph.baseline for glyph in group)
    kept: list[Glyph] = []
    for glyph in group:
        raised = glyph.size <= RAISED_SIZE * size and baseline - glyph.baseline > RAISED * size
        power = len(kept) > 1 and kept[-1].char == "m" and (kept[-1].spaced or kept[-2].char in "kcdm")
        if raised and (glyph.char.isdigit() or glyph.char in "*†‡§,") and kept and not power:
            kept[-1].right = glyph.right  # no gap stays behind
        else:
            kept.append(glyph)
    return kept


def _check(pages: list[tuple[list[Fragment], int]], path: Path | str) -> None:
    known = sum(len(fragment.text) for fragments, _ in pages for fragment in fragments)
    unknown = sum(count for _, count in pages)
    if unknown > UNREADABLE_SHARE * (known + unknown):
        raise FormatError(
            "its fonts do not say which characters they draw",
            path=path,
            hint="run text recognition (OCR) over it, or save the article as text",
        )
    if known < FEWEST_CHARACTERS:
        raise EmptyArticleError(
            "there is no text in it, only pictures of pages", path=path, hint="run text recognition (OCR) over it first"
        )
