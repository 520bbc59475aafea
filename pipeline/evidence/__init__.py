"""The desk's sources and fact-checks, search, comparison; the article against itself."""

from __future__ import annotations

from pipeline.evidence.known import find_factchecks
from pipeline.evidence.library import Library, open_library
from pipeline.evidence.lookup import look_up
from pipeline.evidence.records import Source
from pipeline.evidence.report import evidence_lines, sources_lines

__all__ = ["Library", "Source", "evidence_lines", "find_factchecks", "look_up", "open_library", "sources_lines"]
