"""The sheet that people edit, and carrying their work over to the next version of an article."""

from pipeline.review.adopt import Renamed, adopt, find_renamed
from pipeline.review.agreement import Agreement, agreement
from pipeline.review.frame import read_frame
from pipeline.review.history import HistoryEvent, history
from pipeline.review.merge import Disagreement, Merged, merge
from pipeline.review.record import ArticleRecord, RowState, read_record
from pipeline.review.restore import Restored, restore
from pipeline.review.status import Progress, progress
from pipeline.review.update import Outcome, update

__all__ = [
    "Agreement",
    "ArticleRecord",
    "Disagreement",
    "HistoryEvent",
    "Merged",
    "Outcome",
    "Progress",
    "Renamed",
    "Restored",
    "RowState",
    "adopt",
    "agreement",
    "find_renamed",
    "history",
    "merge",
    "progress",
    "read_frame",
    "read_record",
    "restore",
    "update",
]
