"""English: the spaCy pipeline around the reader, a small trained model that tags, parses and finds names."""

from __future__ import annotations

from pipeline.language.load import load_language
from pipeline.language.labels import NAME_LABELS

__all__ = ["NAME_LABELS", "load_language"]
