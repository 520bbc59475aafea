"""The sheet that people edit, and carrying their work over to the next version of an article."""

from pipeline.review.record import ArticleRecord, RowState, read_record
from pipeline.review.update import Outcome, update

__all__ = ["ArticleRecord", "Outcome", "RowState", "read_record", "update"]
