"""The flow, from an article to its sheet. Read this file first.

::

    corpus/NAME.txt ──read──▶ Article ──parse──▶ spaCy Doc ──extract──▶ Annotation ──look up──▶ findings
                                                                            │
    annotations/NAME/sheet.csv ◀──write── rows ◀──reconcile── (claims, the sheet as people left it, the ledger)
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.claims import extract, find_attributions, parted
from pipeline.corpus import article_from_text, find_articles, put_back, read_article, without_invisible
from pipeline.entities import find_entities
from pipeline.errors import SheetError, UnknownClaimError, UsageError
from pipeline.evidence import Library, evidence_lines, open_library, sources_lines
from pipeline.figures import explain
from pipeline.figures.component import doc_words, find_figures
from pipeline.language import load_language
from pipeline.provenance import provenance_of
from pipeline.review import ArticleRecord, Outcome, find_renamed, read_record, update
from pipeline.schema import Annotation, Article
from pipeline.settings import Settings

__all__ = [
    "SheetResult",
    "annotate",
    "annotate_articles",
    "articles_in",
    "evidence_of",
    "explain_figures",
    "make_sheets",
    "read_articles",
    "sources_of",
]

BATCH = 16
"""Articles parsed together: enough to fill the reader's batches, few enough that memory does not grow with a corpus."""


@dataclass(frozen=True)
class SheetResult:
    """What became of one article, and how many sources could not be read for it."""

    article: Article
    annotation: Annotation
    outcome: Outcome
    skipped: int = 0


@functools.cache
def language(threads: int = 1) -> Language:
    """Return the English pipeline, loaded once a process."""
    return load_language(threads=threads)


def annotate(
    text: str,
    *,
    published: dt.date | str | None = None,
    title: str = "",
    id: str = "article",  # noqa: A002 - the field's name in the machine interface
    settings: Settings | None = None,
) -> Annotation:
    """Annotate a text: its claims, figures, entities and attributions.

    Parameters
    ----------
    text
        The article as plain text; every offset of the result points into it.
    published
        The article's date; relative dates are resolved against it, and stay words without it.

    Raises
    ------
    UsageError
        If ``published`` is a string that is no ISO 8601 date.
    """
    date = _date(published) if isinstance(published, str) else published
    article = article_from_text(text, id=id, title=title, published=date)
    return next(annotate_articles([article], settings or Settings()))


def annotate_articles(articles: Iterable[Article], settings: Settings) -> Iterator[Annotation]:
    """Annotate articles in their order, a batch at a time."""
    nlp = language(settings.threads)
    articles = iter(articles)
    while batch := [article for _, article in zip(range(BATCH), articles, strict=False)]:
        visible = [without_invisible(article) for article in batch]
        docs = nlp.pipe(_doc(nlp, article) for article in visible)
        for given, article, doc in zip(batch, visible, docs, strict=True):
            found = _annotation(article, doc, settings)
            yield found if article is given else put_back(found, given)


def explain_figures(text: str) -> list[str]:
    """Return how each figure of a text is read and by which rules, with the parse that a sheet is made with."""
    words, _ = doc_words(language()(text))
    return explain(text, words=words)


def articles_in(paths: Sequence[Path], settings: Settings) -> list[Path]:
    """Return the files to work on: those given, those in the folders given, or all of the corpus folder.

    Raises
    ------
    UsageError
        If there is no article to be found.
    """
    corpus = Path(settings.corpus)
    if not paths and not corpus.is_dir():
        raise UsageError("there is no such folder", path=corpus, hint="name an article, or a folder with --corpus")
    found = [file for path in (paths or [corpus]) for file in (find_articles(path) if path.is_dir() else [path])]
    if not found:
        raise UsageError("no article in it", path=paths[0] if paths else corpus, hint="put one there, or name a file")
    return found


def read_articles(paths: Sequence[Path], *, published: dt.date | None = None, force: bool = False) -> list[Article]:
    """Read articles, all of them or none.

    Raises
    ------
    ArticleError
        If one can't be read.
    UsageError
        If two have one id: their sheets would be written to one folder.
    """
    articles: dict[str, tuple[Path, Article]] = {}
    for path in paths:
        article = read_article(path, published=published, force=force)
        if article.id in articles and articles[article.id][0].resolve() != path.resolve():
            raise UsageError(
                f"the article's id {article.id!r} is also that of {articles[article.id][0]}",
                path=path,
                hint="rename a file, or give one an `id:` in its front matter",
            )
        articles[article.id] = (path, article)
    return [article for _, article in articles.values()]


def make_sheets(
    articles: Sequence[Article],
    settings: Settings,
    *,
    report: Callable[[str], None] = lambda message: None,
) -> Iterator[SheetResult]:
    """Annotate articles and bring their sheets up to date, one after the other.

    Raises
    ------
    SheetError
        If a sheet can't be read back; it is left as it is.
    WriteError
        If a folder can't be written.
    """
    root = Path(settings.annotations)
    present = [article.id for article in articles]
    for article, annotation in zip(articles, _annotations(articles, settings), strict=True):
        library = _library(article.id, settings)
        for message in library.messages:
            report(message)
        if renamed := find_renamed(root, article, present=present):
            report(renamed.message)
        findings = library.look_up(article, annotation)
        made = provenance_of(article, settings)
        outcome = update(root / article.id, article, annotation, made, settings, findings=findings)
        library.close()
        yield SheetResult(article=article, annotation=annotation, outcome=outcome, skipped=library.skipped)


def evidence_of(claim_id: str, settings: Settings) -> list[str]:
    """Return all that the sources, the fact-checks, past work and the article itself say of a claim, line by line.

    Raises
    ------
    UnknownClaimError
        If no record has the id.
    """
    for record in _records(settings):
        for number, claim in enumerate(record.annotation.claims):
            if claim.id == claim_id.strip().lower():
                library = _library(record.article.id, settings)
                findings = library.look_up(record.article, record.annotation)[number]
                return evidence_lines(claim, findings, searched=len(library.sources))
    raise UnknownClaimError(
        f"no record has the claim {claim_id!r}",
        path=settings.annotations,
        hint="ids are in the first column of a sheet",
    )


def sources_of(settings: Settings) -> list[str]:
    """Return the desk's sources, article by article, with how many claims each bears on, line by line."""
    records = _records(settings)
    if not records:
        return sources_lines(_library("", settings))
    lines: list[str] = []
    for record in records:
        library = _library(record.article.id, settings)
        found = sources_lines(library, library.look_up(record.article, record.annotation))
        lines += [*([""] if lines else []), f"{record.article.id}:", *(f"  {line}" for line in found)]
    return lines


def _annotations(articles: Sequence[Article], settings: Settings) -> Iterator[Annotation]:
    """Return the annotation of each article, out of its record where that was made from the same."""
    to_read = [article for article in articles if _on_record(article, settings) is None]
    read = annotate_articles(to_read, settings)
    ids = {article.id for article in to_read}
    for article in articles:
        kept = None if article.id in ids else _on_record(article, settings)
        yield kept or next(read if article.id in ids else annotate_articles([article], settings))


def _on_record(article: Article, settings: Settings) -> Annotation | None:
    try:
        record = read_record(Path(settings.annotations) / article.id)
    except SheetError:
        return None  # A damaged record is made again.
    if record is None or record.article != article or record.provenance != provenance_of(article, settings):
        return None
    claims = tuple(claim.model_copy(update={"id": ""}) for claim in record.annotation.claims)
    return record.annotation.model_copy(update={"claims": claims})


def _library(article_id: str, settings: Settings) -> Library:
    return open_library(Path(settings.corpus), article_id, settings, annotations=Path(settings.annotations))


def _records(settings: Settings) -> list[ArticleRecord]:
    root = Path(settings.annotations)
    folders = sorted(path.parent for path in root.glob("*/record.json"))
    return [record for folder in folders if (record := read_record(folder)) is not None]


def _doc(nlp: Language, article: Article) -> Doc:
    """Return the article's tokens, its blocks marked: no sentence crosses their borders, nor that of a dateline."""
    doc = nlp.make_doc(article.text)
    parts = (part for block in article.blocks for part in parted(block))
    spans = (doc.char_span(b.start, b.end, label=b.kind, alignment_mode="expand") for b in parts)
    doc.spans["blocks"] = [span for span in spans if span is not None]
    return doc


def _annotation(article: Article, doc: Doc, settings: Settings) -> Annotation:
    entities = find_entities(doc)
    figures = find_figures(doc, published=article.published, day_first=settings.day_first)
    attributions = find_attributions(doc, entities, article.title)
    claims, left_out, sentences = extract(
        article, doc, figures=figures, entities=entities, attributions=attributions, settings=settings
    )
    return Annotation(
        id=article.id,
        sentences=tuple(sentences),
        claims=tuple(claims),
        figures=tuple(figures),
        entities=tuple(entities),
        attributions=tuple(attributions),
        left_out=tuple(left_out),
    )


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no date", hint="write it as 2026-03-12") from None
