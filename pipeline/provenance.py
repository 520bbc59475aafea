"""What made a record, told by content: the same article, code, settings and model give the same record.

A run that finds such a record takes the annotation from it. That spares the time, and it keeps a sheet as it is on
another computer, where the arithmetic of another processor may differ in the last digit.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.language import model_version
from pipeline.schema import Article, Provenance
from pipeline.settings import Settings

__all__ = ["code_digest", "provenance_of"]

READER = "claimsheet_reader"
"""The name of the model, as the pipeline has it."""

_SUFFIXES = frozenset({".cfg", ".json", ".py", ".toml", ".tsv", ".txt"})
_ASIDE = frozenset({"model", "training"})
"""Folders of ``language`` that are no part of it: the model has a version of its own, training is not run."""


def provenance_of(article: Article, settings: Settings) -> Provenance:
    """Return what makes a record of an article here and now.

    Raises
    ------
    SettingsError
        If the reader's model has no readable version.
    """
    return Provenance(
        article_sha256=article.sha256,
        package=f"{version('claimsheet')}+{code_digest()}",
        settings=settings.fingerprint(),
        model=READER,
        model_version=model_version(),
    )


@cache
def code_digest() -> str:
    """Return a hash of the package's own code and word lists, line ends aside."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*"), key=lambda path: path.relative_to(root).as_posix()):
        place = path.relative_to(root)
        if path.suffix in _SUFFIXES and not _ASIDE & set(place.parts):
            digest.update(place.as_posix().encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:12]
