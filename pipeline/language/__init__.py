"""English: the spaCy pipeline around the reader, a small trained model that tags, parses and finds names."""

from __future__ import annotations

from pipeline.language.component import model_version
from pipeline.language.labels import NAME_LABELS
from pipeline.language.load import load_language

__all__ = ["NAME_LABELS", "load_language", "model_version"]
