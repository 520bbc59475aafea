"""Training of the English reader: ``python -m pipeline.language.training --help``."""
