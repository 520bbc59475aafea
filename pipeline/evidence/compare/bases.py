"""What a change is counted from: "8 per cent below 1990 levels" and "8 per cent on the year before" are two changes."""

from __future__ import annotations

import re
from typing import Final

from pipeline.evidence.compare.paraphrase import direction
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Noted

__all__ = ["bases_apart", "bases_unsure"]

_SHARES: Final = frozenset({"percentage", "ratio"})
_FROM: Final = r"(?:from|on|over|than|below|above|since|against|versus|compared (?:with|to)) "
_BASES: Final = (
    re.compile(
        _FROM + r"(?:a|the|last|previous|prior|preceding)?(?: same (?:period|time) (?:of )?(?:a|the|last)?)? ?"
        r"(?:previous |last |prior |preceding )?(?P<base>year|month|quarter|week|decade)(?: before| earlier| ago|\b)"
    ),
    re.compile(r"\b(?P<base>year|month|quarter|week)(?: |-)(?:on|over)(?: |-)(?:year|month|quarter|week)\b"),
    re.compile(_FROM + r"(?:its |the |their |those of |that of )?(?P<base>(?:1[89]|20)\d\d)(?: level| value|'s|s\b)"),
    re.compile(r"(?:below|above|compared (?:with|to)|against) (?:its |the |their )?(?P<base>(?:1[89]|20)\d\d)\b"),
    re.compile(r"\blevels? (?:of|in|seen in|from) (?P<base>(?:1[89]|20)\d\d)\b"),
    re.compile(r"\b(?P<base>pre-(?:pandemic|war|crisis|covid|industrial))"),
    re.compile(r"\b(?:below|above) (?:its |the |their )?(?P<base>peak|average|record|target|plan|budget|estimate)s?\b"),
)
_USUAL: Final = frozenset({"year"})


def bases_apart(claim: Reading, mine: Noted, passage: Reading, theirs: Noted) -> bool:
    """Tell whether two shares are changes from two levels."""
    here, there = _bases(claim, mine), _bases(passage, theirs)
    return bool(here and there) and here.isdisjoint(there)


def bases_unsure(claim: Reading, mine: Noted, passage: Reading, theirs: Noted) -> bool:
    """Tell whether one of two changes alone says from which level it is counted, and that is not the year before."""
    here, there = _bases(claim, mine), _bases(passage, theirs)
    return bool(here) != bool(there) and not (here | there) <= _USUAL


def _bases(reading: Reading, noted: Noted) -> set[str]:
    if noted.figure.kind not in _SHARES or not _changes(reading, noted):
        return set()
    tokens = [token for token in reading.tokens if token.sentence == noted.sentence]
    after = reading.text[noted.figure.end : tokens[-1].end] if tokens else ""
    text = " ".join(after.casefold().replace("’", "'").split())
    return {match["base"] for pattern in _BASES for match in [pattern.search(text)] if match}


def _changes(reading: Reading, noted: Noted) -> bool:
    """Tell whether a share is of a change, by its clause or by what follows it: "8 per cent below"."""
    return bool(direction(reading, noted)) or noted.after in {
        "below",
        "above",
        "lower",
        "higher",
        "more",
        "less",
        "fewer",
    }
