"""What a text's other sentences tell of a date: the day that a time of day is on, and a "today" that is our age."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.context import CUES
from pipeline.figures.dates.moments import Fixed
from pipeline.figures.dates.stretches import Stretch
from pipeline.figures.lexicons import word_set
from pipeline.figures.words import Word

__all__ = ["Days", "Years", "means_nowadays", "said_then"]

_SAID = word_set("binding", "said")
_FAR = 8  # sentences over which a day is kept in mind
_NEAR = 5
_WIDE = 12  # words


def said_then(atoms: Atoms, first: int) -> bool:
    """Tell the day of "police said on Thursday", which is when it was said."""
    return any(low in _SAID for low in atoms.low[max(0, first - 3) : first])


class Days:
    """The day that a text tells of, sentence by sentence.

    "A car exploded on Tuesday. At 9.40 a.m. a second one followed": a time that names no day is on the one that the
    sentence before it named. Where that one named several, or the last day is long past, it is on none in particular.
    """

    def __init__(self) -> None:
        self._sentence = self._told_in = -1
        self._here: set[dt.date] = set()
        self._told: set[dt.date] = set()

    def turn(self, sentence: int) -> None:
        """Begin a sentence."""
        if sentence != self._sentence:
            if self._here:
                self._told, self._told_in = self._here, self._sentence
            self._sentence, self._here = sentence, set()

    def note(self, stretch: Stretch | None) -> None:
        """Keep the day that a date came to; longer stretches are none."""
        if stretch is not None and stretch.first is not None and stretch.first == stretch.last:
            self._here.add(stretch.first)

    @property
    def day(self) -> Fixed | None:
        """The day that an earlier sentence named, if it is clear which."""
        if len(self._told) != 1 or self._sentence - self._told_in > _FAR:
            return None
        day = next(iter(self._told))
        return Fixed(day.year, day.month, day.day)

    @property
    def unclear(self) -> bool:
        """Days were named, and none of them is sure to be meant."""
        return bool(self._told) and self.day is None


class Years:
    """The year that a text tells of, for months and days that name none.

    "He moved to Rome in March 2003. In July he fell ill": of that year or of the article's, nothing tells.
    """

    def __init__(self) -> None:
        self._year: int | None = None
        self._sentence = -2

    def note(self, value: Any, sentence: int) -> None:
        """Keep a month or a day that names its year."""
        if isinstance(value, Fixed) and value.month is not None and value.year is not None:
            self._year, self._sentence = value.year, sentence

    def contradict(self, value: Any, found: Stretch | None, sentence: int) -> bool:
        """Tell whether a year that was found is later than the one just told of, and the text leaves it open."""
        if not isinstance(value, Fixed) or value.year is not None or value.which is not None or value.years is not None:
            return False
        if found is None or found.first is None or self._year is None or sentence - self._sentence > 1:
            return False
        return self._year < found.first.year


def means_nowadays(words: Sequence[Word], at: int) -> bool:
    """Tell the "today" that is our age from the article's day: "today's world", "as we know it today"."""
    after = [word.lower for word in words[at + 1 : at + 4]]
    if after[:1] in (["'s"], ["’s"]):
        return not CUES["of_our_age"].isdisjoint(after[1:])
    if after[:1] == ["than"]:
        return True
    before = [word.lower for word in words[max(0, at - 2) : at]]
    if len(before) == 2 and (before[1] in ("is", "are") and before[0] in CUES["it"]):
        return True  # "the size that it is today"
    if len(before) == 2 and before[0] in ("know", "knows") and before[1] in CUES["it"]:
        return True
    return _still(words, at) or _supposed(words, at) or _opens_a_truth(words, at)


def _supposed(words: Sequence[Word], at: int) -> bool:
    """Tell "he would be a rebel today" from "he said that he would resign today"."""
    would = False
    for place in range(at - 1, max(-1, at - _WIDE), -1):
        word = words[place]
        if word.sentence != words[at].sentence:
            break
        if word.tag in ("VBD", "VBZ", "VBP") or word.lower in ("when", "if"):
            return False
        would = would or (word.lower == "would" and place + 1 < at and words[place + 1].lower in ("be", "have"))
    return would and bool(words[at].tag)


def _still(words: Sequence[Word], at: int) -> bool:
    """Tell the "today" of "books that I still own today"."""
    near = range(at - 1, max(-1, at - 1 - _NEAR), -1)
    for place in near:
        word = words[place]
        if word.sentence != words[at].sentence:
            break
        if word.lower == "still":
            rest = words[max(0, place - 1) : at]
            return any(w.tag in ("VBZ", "VBP") for w in rest) and not any(w.tag in ("VBD", "VBG") for w in rest)
    return False


def _opens_a_truth(words: Sequence[Word], at: int) -> bool:
    """Tell by the first verb "Today, 300 people live there" from "Today, the museum opens"."""
    if at and words[at - 1].sentence == words[at].sentence:
        return False
    if at + 1 >= len(words) or words[at + 1].lower != ",":
        return False
    for place in range(at + 2, min(len(words), at + 20)):
        word = words[place]
        if word.sentence != words[at].sentence:
            return False
        if word.tag in ("VBD", "MD", "VBG", "VBN"):
            return False
        if word.tag in ("VBZ", "VBP"):
            following = [w.tag for w in words[place + 1 : place + 4]]
            plans = not CUES["scheduled_verbs"].isdisjoint([word.lemma, word.lower]) or word.lower in CUES["scheduled"]
            plans = plans or word.lower in _SAID
            return not plans and "VBG" not in following and "VBN" not in following
    return False
