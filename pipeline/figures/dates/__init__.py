"""Dates, times, durations and repetitions in English news, as EDTF."""

from pipeline.figures.dates.find import DateMatch, find_dates

__all__ = ["DateMatch", "find_dates"]
