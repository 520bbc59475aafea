"""The spaCy pipeline that everything else builds on."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import Config

from pipeline.language import component as component  # registers its factory
from pipeline.language import tokenizer as tokenizer  # registers its factory

__all__ = ["load_language"]

_CONFIG = Path(__file__).parent / "default.cfg"


def load_language(*, threads: int = 1, model: str | Path | None = None) -> Language:
    """Build the pipeline: a tokenizer for news, the reader, and the other stages that ``default.cfg`` names.

    Parameters
    ----------
    threads
        At most so many threads work on a batch; the result does not depend on it.
    model
        The folder of another model than the one that is shipped.

    Raises
    ------
    SettingsError
        If the model can't be loaded.
    """
    config = Config().from_disk(_CONFIG)
    config["components"]["claimsheet_reader"]["threads"] = threads
    if model is not None:
        config["components"]["claimsheet_reader"]["model"] = str(model)
    return spacy.util.load_model_from_config(config, auto_fill=True)
