"""The labels of names, and their BIO tags in the order of the model's columns."""

from __future__ import annotations

from typing import Final

__all__ = ["NAME_LABELS", "NAME_TAGS"]

NAME_LABELS: Final = (
    "PERSON",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "NORP",
    "EVENT",
    "LAW",
    "PRODUCT",
    "WORK_OF_ART",
)
"""The labels of OntoNotes 5 (Weischedel et al. 2013) that are names and not figures."""

NAME_TAGS: Final = ("O", *(f"{prefix}-{label}" for label in NAME_LABELS for prefix in "BI"))
