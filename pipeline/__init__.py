"""claimsheet: from an English news article to a review sheet of checkable claims, offline.

>>> import pipeline
>>> result = pipeline.annotate("More than 400,000 people have died since 2006, officials say.", published="2026-03-12")
>>> for claim in result.claims:
...     print(claim.text, "|", claim.speaker)
>>> for figure in result.figures:
...     print(figure.text, figure.low, figure.low_included, figure.counted, figure.period)

``pipeline.run`` is the whole flow in one file; ``pipeline.schema`` has every record that it passes on. The command
``claimsheet`` does the same from a shell.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.errors import ClaimsheetError
    from pipeline.review import read_frame
    from pipeline.run import annotate
    from pipeline.schema import Annotation, Article, Attribution, Claim, Entity, Figure
    from pipeline.settings import Settings, load_settings

__all__ = [
    "Annotation",
    "Article",
    "Attribution",
    "Claim",
    "ClaimsheetError",
    "Entity",
    "Figure",
    "Settings",
    "annotate",
    "load_settings",
    "read_frame",
]

# Loaded at first use: a room that needs no spaCy must not pay for it because it shares this package.
_HOME = {
    "Annotation": "schema",
    "Article": "schema",
    "Attribution": "schema",
    "Claim": "schema",
    "ClaimsheetError": "errors",
    "Entity": "schema",
    "Figure": "schema",
    "Settings": "settings",
    "annotate": "run",
    "load_settings": "settings",
    "read_frame": "review",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    return getattr(import_module(f"pipeline.{_HOME[name]}"), name)
