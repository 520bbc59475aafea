"""Names: where they stand, what kind they are, and one canonical form for each."""

from pipeline.entities.finder import find_entities

__all__ = ["find_entities"]
