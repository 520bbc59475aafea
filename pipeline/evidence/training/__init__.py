"""Making of the word vectors: ``python -m pipeline.evidence.training --help``."""
