"""One pipeline for all tests of this folder that need the model."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.language import load_language


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_language()
