"""A file to an :class:`~pipeline.schema.Article`, whatever its format: what every format shares.

A date that front matter or a page's metadata states goes before ``published``, which gives what is missing; that goes
before a line of the text that looks like one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

from pipeline.corpus.draft import Draft, compose
from pipeline.corpus.encoding import decode, tidy
from pipeline.corpus.english import other_language
from pipeline.corpus.frontmatter import Header, check_id, split_front_matter
from pipeline.corpus.html import read_html
from pipeline.corpus.markdown import read_markdown
from pipeline.corpus.pdf import read_pdf
from pipeline.corpus.text import LONGEST_ARTICLE, TOP, article_from_text, byline, check_lines, dateline
from pipeline.corpus.word import read_docx
from pipeline.errors import ArticleError, EmptyArticleError, FormatError, OtherLanguageError, UsageError
from pipeline.schema import Article

__all__ = ["FORMATS", "find_articles", "read_article"]

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
"""Suffixes of the files that are read, in lower case, and their format."""

LARGEST_FILE = 100_000_000
"""Bytes beyond which a file is not looked into: a report with pictures has a tenth of them."""

ELSEWHERE = {
    ".doc": "an old Word file",
    ".rtf": "a rich text file",
    ".odt": "an OpenDocument file",
    ".pages": "a Pages file",
    ".epub": "an e-book",
    ".mht": "a web archive",
    ".mhtml": "a web archive",
    ".webarchive": "a web archive",
}
"""Formats that hold articles and are not read, so that the message can say what to save them as."""

SIGNATURES = (
    (b"%PDF-", "pdf", "a PDF file"),
    (b"PK\x03\x04", "zip", "a ZIP archive"),
    (b"\x89PNG", "", "a PNG picture"),
    (b"\xff\xd8\xff", "", "a JPEG picture"),
    (b"GIF8", "", "a GIF picture"),
    (b"RIFF", "", "a picture, sound or video"),
    (b"\x1f\x8b", "", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "", "an old Office file"),
    (b"{\\rtf", "", "a rich text file"),
    (b"SQLite format 3\x00", "", "a database"),
    (b"\x7fELF", "", "a program"),
)
"""How files of other kinds begin; what a file holds counts, not what it is called."""

_PAGE = re.compile(
    r"[\xef\xbb\xbf\xfe\xff\s]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOCK = ("~$", ".~lock.")
_NOT_ARTICLES = frozenset({"readme", "license", "licence", "changelog"})


def read_article(
    path: Path | str,
    *,
    published: dt.date | None = None,
    force: bool = False,
    article_id: str | None = None,
) -> Article:
    """Read a file.

    Parameters
    ----------
    path
        Plain text, Markdown, HTML, DOCX or PDF.
    published
        The date of an article that states none in front matter or metadata.
    force
        Read a text that does not look like English, or is longer than an article.
    article_id
        The id to give it, whatever the file says; else ``id`` in its front matter, else the file's stem.

    Returns
    -------
    Article
        Its ``text`` is canonical: for plain text the file's text below its front matter, for other formats the
        readable text with a blank line between blocks; see :mod:`pipeline.corpus.encoding`.

    Raises
    ------
    EmptyArticleError
        If there is no text in it.
    FormatError
        If it is no file, a binary, damaged, encrypted or of an unknown format.
    OtherLanguageError
        If it is not in English.
    ArticleError
        If it can't be read, a date in it is none, or a line is longer than an article's.
    """
    path = Path(path)
    data = _bytes(path)
    kind = _format(path, data)
    try:
        article = _READERS[kind](path, data, published)
    except ArticleError as error:
        if error.path is not None:
            raise
        raise type(error)(error.message, path=path, row=error.row, hint=error.hint) from None
    if not article.text.strip():
        raise EmptyArticleError("there is no text in it", path=path)
    if not force and len(article.text) > LONGEST_ARTICLE:
        raise ArticleError(
            f"not an article: it has {len(article.text):,} characters",
            path=path,
            hint=f"cut it into parts of at most {LONGEST_ARTICLE:,}",
        )
    if not force and (language := other_language(" ".join(block.text for block in article.blocks))):
        raise OtherLanguageError(
            f"it is in {language}, and claimsheet reads English", path=path, hint="--force reads it all the same"
        )
    return article.model_copy(update={"id": check_id(article_id or article.id or path.stem, path)})


def find_articles(folder: Path | str) -> list[Path]:
    """Return the articles that lie in a folder directly, sorted by name.

    Hidden files, lock files, READMEs and files of other formats are passed over.

    Raises
    ------
    UsageError
        If the folder can't be listed, or two files would have one id.
    """
    folder = Path(folder)
    try:
        files = sorted(path for path in folder.iterdir() if _is_article(path))
    except OSError as error:
        raise UsageError(f"can't be listed: {error.strerror}", path=folder) from None
    owners: dict[str, Path] = {}
    for path in files:
        name = _stated_id(path)
        if name in owners:
            raise UsageError(
                f"the article's id {name!r} is also that of {owners[name]}",
                path=path,
                hint="rename a file, or give one an `id:` in its front matter",
            )
        owners[name] = path
    return files


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise FormatError("this is a folder, not an article", path=path)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise FormatError(f"not an article: the file has more than {LARGEST_FILE // 1_000_000} MB", path=path)
        data = path.read_bytes()
    except FileNotFoundError:
        raise ArticleError("there is no such file", path=path) from None
    except OSError as error:
        raise ArticleError(f"can't be read: {error.strerror}", path=path) from None
    if not data.strip():
        raise EmptyArticleError("the file is empty", path=path)
    return data


def _format(path: Path, data: bytes) -> str:
    """Tell the format by what the file holds, then by its suffix."""
    suffix = path.suffix.lower()
    stated = FORMATS.get(suffix)
    for signature, kind, name in SIGNATURES:
        if data.startswith(signature):
            if kind == "zip" and b"word/" in data:
                return "docx"
            if kind == "pdf":
                return "pdf"
            hint = "save it as DOCX or as text" if "Office" in name or "rich" in name else _known()
            raise FormatError(f"this is {ELSEWHERE.get(suffix, name)}, not an article", path=path, hint=hint)
    if stated in ("docx", "pdf"):
        raise FormatError(f"it is called {suffix} and is no {stated.upper()} file, or a damaged one", path=path)
    if suffix in ELSEWHERE:
        raise FormatError(f"{ELSEWHERE[suffix]} can't be read", path=path, hint="save it as DOCX, HTML or text")
    if stated in (None, "text") and _PAGE.match(data[:4000].decode("latin-1").replace("\x00", "")):
        return "html"
    if stated is None and suffix:
        raise FormatError(f"files called {suffix} are not read", path=path, hint=_known())
    return stated or "text"


def _known() -> str:
    return f"an article is one of {', '.join(FORMATS)}"


def _text(path: Path, data: bytes, published: dt.date | None) -> Article:
    header, body = split_front_matter(tidy(decode(data, path)), path)
    article = article_from_text(
        body, id=header.id, title=header.title, published=header.published or published, longest=None
    )
    return article.model_copy(update={"url": header.url, "author": header.author or article.author})


def _markdown(path: Path, data: bytes, published: dt.date | None) -> Article:
    header, body = split_front_matter(tidy(decode(data, path)), path)
    return _composed(read_markdown(body, path), header, published)


def _html(path: Path, data: bytes, published: dt.date | None) -> Article:
    return _composed(read_html(data, path), Header(), published)


def _docx(path: Path, data: bytes, published: dt.date | None) -> Article:
    return _composed(read_docx(data, path), Header(), published)


def _pdf(path: Path, data: bytes, published: dt.date | None) -> Article:
    return _composed(read_pdf(data, path), Header(), published)


_READERS: dict[str, Callable[[Path, bytes, dt.date | None], Article]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
}


def _composed(draft: Draft, header: Header, published: dt.date | None) -> Article:
    text, blocks = compose((kind, tidy(piece)) for kind, piece in draft.pieces)
    check_lines(text)
    headline = next((block.text for block in blocks if block.kind == "headline"), "")
    top = [block.text for block in blocks[:TOP]]
    return Article(
        id=header.id,
        text=text,
        title=header.title or headline or draft.title,
        published=header.published or draft.published or published or dateline(top),
        url=header.url or draft.url,
        author=header.author or draft.author or byline(top),
        blocks=blocks,
    )


def _is_article(path: Path) -> bool:
    name = path.name
    if name.startswith((".", *_LOCK)) or path.stem.lower() in _NOT_ARTICLES:
        return False
    return path.suffix.lower() in FORMATS and path.is_file()


def _stated_id(path: Path) -> str:
    """Return the id that a file will have, from its first lines alone."""
    if FORMATS[path.suffix.lower()] in ("text", "markdown"):
        try:
            with path.open("rb") as file:
                header, _ = split_front_matter(tidy(decode(file.read(8192), path)), path)
        except (ArticleError, OSError):
            return path.stem  # read_article says what is wrong with it
        return header.id or path.stem
    return path.stem
