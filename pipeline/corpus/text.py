"""Plain text to an :class:`~pipeline.schema.Article`: the text stays as it is, its blocks are found in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.corpus.lines import Run, runs
from pipeline.corpus.shapes import (
    author_of,
    date_line,
    is_byline,
    is_caption,
    is_furniture,
    is_heading,
    is_headline,
    is_pull_quote,
    same_title,
)
from pipeline.errors import ArticleError
from pipeline.schema import Article, Block, BlockKind

__all__ = ["LONGEST_ARTICLE", "LONGEST_LINE", "article_from_text"]

LONGEST_LINE = 250_000
"""Characters in a line beyond which a text is no article: the longest reports printed have about 120,000."""

LONGEST_ARTICLE = 1_000_000
"""Characters beyond which a text is no article but a book; spaCy parses no more at once."""

TOP = 5
"""Blocks at the top of an article among which a byline and the day of publication are looked for."""


SIGNATURE_WORDS = 8
"""Words of the longest line above the date that is no heading."""


@dataclass
class Draft:
    """A block whose kind is not settled yet."""

    run: Run
    text: str
    kind: BlockKind = "paragraph"


def article_from_text(
    text: str,
    *,
    id: str,  # noqa: A002 - the field's name in the record
    title: str = "",
    published: dt.date | None = None,
    longest: int | None = LONGEST_ARTICLE,
) -> Article:
    """Find the blocks of a text.

    Paragraphs may be separated by blank lines, stand one a line, be wrapped at any column, or be a single line.

    Parameters
    ----------
    text
        The article; it is kept exactly as given, and every offset points into it.
    id
        The article's id.
    title
        Its headline, where it is known; else the first line is, when it looks like one.
    published
        Its date, where it is known; else a line under the headline that holds a date and nothing else.
    longest
        The most characters that it may have; None for any number.

    Returns
    -------
    Article
        Its blocks stand in order and do not overlap. What lies outside them is white space, the marker of a list item
        or a quotation, or a rule. A block's text holds single line breaks where the text was wrapped.

    Raises
    ------
    ArticleError
        If it has more than ``longest`` characters, or a line more than ``LONGEST_LINE``.
    """
    check_lines(text)
    if longest is not None and len(text) > longest:
        raise ArticleError(
            f"not an article: it has {len(text):,} characters", hint=f"cut it into parts of at most {longest:,}"
        )
    drafts = [Draft(run, text[run.start : run.end]) for run in runs(text)]
    _settle(drafts, title)
    blocks = tuple(
        Block(start=draft.run.start, end=draft.run.end, text=draft.text, kind=draft.kind) for draft in drafts
    )
    headline = next((squashed(block.text) for block in blocks[:1] if block.kind == "headline"), "")
    top = [block.text for block in blocks[:TOP]]
    return Article(
        id=id,
        text=text,
        title=title or headline,
        published=published or dateline(top),
        author=byline(top),
        blocks=blocks,
    )


def check_lines(text: str) -> None:
    """Refuse a text with a line that no article has.

    Raises
    ------
    ArticleError
        If a line has more than ``LONGEST_LINE`` characters.
    """
    if len(text) <= LONGEST_LINE:
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > LONGEST_LINE:
            raise ArticleError(
                f"not an article: line {number} has {len(line):,} characters",
                hint=f"the longest line that is read has {LONGEST_LINE:,}",
            )


def dateline(lines: Sequence[str]) -> dt.date | None:
    """Return the day that a line at the top gives; a day of publication goes before the day of an update."""
    found = [date for date in map(date_line, lines) if date is not None]
    return next((day for day, updated in found if not updated), found[0][0] if found else None)


def byline(lines: Sequence[str]) -> str:
    """Return the author that a line at the top names."""
    return next((author for line in lines if (author := author_of(squashed(line)))), "")


def squashed(text: str) -> str:
    """Return a text with its white space reduced to single spaces."""
    return " ".join(text.split())


def _settle(drafts: list[Draft], title: str) -> None:
    for draft in drafts:
        draft.kind = _by_form(draft)
    _settle_signature(drafts)
    _settle_short_lines(drafts)
    _settle_headline(drafts, title)


def _by_form(draft: Draft) -> BlockKind:
    sign, text = draft.run.sign, squashed(draft.text)
    if sign in ("hashes", "underlined"):
        return "heading"
    if sign == "item":
        return "list_item"
    if sign == "quote" or is_pull_quote(text):
        return "quote"
    if is_caption(text):
        return "caption"
    if is_byline(text) or date_line(text) or is_furniture(text):
        return "paragraph"
    return "heading" if is_heading(text) else "paragraph"


def _settle_signature(drafts: list[Draft]) -> None:
    """Keep the line above the date from being a heading: it is the author ("Ann Lee in Fennwick") or a label."""
    for draft, below in pairwise(drafts[1:TOP]):
        if draft.kind == "heading" and date_line(squashed(below.text)) and len(draft.text.split()) <= SIGNATURE_WORDS:
            draft.kind = "paragraph"


def _settle_short_lines(drafts: list[Draft]) -> None:
    """Tell headings from lists: headings stand between paragraphs, the lines of a list stand together."""
    start = 1 if drafts and is_headline(squashed(drafts[0].text)) else 0
    while start < len(drafts):
        if drafts[start].kind != "heading" or drafts[start].run.sign:
            _number_heading(drafts, start)
            start += 1
            continue
        end = start
        while end < len(drafts) and drafts[end].kind == "heading" and not drafts[end].run.sign:
            end += 1
        listed = start > 0 and drafts[start - 1].text.rstrip().endswith(":")
        asked = any(draft.text.endswith("?") for draft in drafts[start:end])
        if listed or (end - start > 2 and not asked):
            for draft in drafts[start:end]:
                draft.kind = "list_item"
            # The last line before a paragraph of a list without bullets may head that paragraph.
            if end < len(drafts) and drafts[end - 1].run.gap and not drafts[end - 2].run.gap:
                drafts[end - 1].kind = "heading"
        start = end


def _number_heading(drafts: list[Draft], position: int) -> None:
    """Make "2. What happens next?" between paragraphs a heading, not a list of one."""
    draft = drafts[position]
    if draft.kind != "list_item" or not draft.run.lines[0].prefix[0].isdigit() or not is_heading(squashed(draft.text)):
        return
    beside = [drafts[other].kind for other in (position - 1, position + 1) if 0 <= other < len(drafts)]
    if beside and "list_item" not in beside:
        draft.kind = "heading"


def _settle_headline(drafts: list[Draft], title: str) -> None:
    if len(drafts) < 2:
        return
    if not title:
        if drafts[0].run.sign in ("", "hashes", "underlined") and is_headline(squashed(drafts[0].text)):
            drafts[0].kind = "headline"
        return
    for draft in drafts[:3]:
        if same_title(draft.text, title):
            draft.kind = "headline"
            return
