"""A file to an :class:`~pipeline.schema.Article`: plain text, Markdown, HTML, DOCX, PDF."""

from __future__ import annotations

from pipeline.corpus.invisible import put_back, without_invisible
from pipeline.corpus.reader import find_articles, read_article
from pipeline.corpus.text import article_from_text

__all__ = ["article_from_text", "find_articles", "put_back", "read_article", "without_invisible"]
