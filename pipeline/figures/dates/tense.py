"""Where the verb beside a date points: back, ahead or nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.figures.dates.context import CUES
from pipeline.figures.words import Word

__all__ = ["happened_once", "is_announced", "is_habitual", "lean_of"]

_LOOK = 14  # words searched for a verb on either side


def _cue(words: Sequence[Word], at: int) -> int:
    """Tell whether a word points to the past (-1), to the future (1) or nowhere (0); -2 is a sure past."""
    word = words[at]
    lower, tag = word.lower, word.tag
    if lower in CUES["future"]:
        return 1
    if tag == "VBD" and _looked_ahead(words, at):
        return 1
    if lower in CUES["future_before_to"] and at + 1 < len(words) and words[at + 1].lower == "to":
        return 1
    if lower in CUES["scheduled"] and tag in ("", "VBZ", "VBP"):
        return 1
    if lower in CUES["not_past"]:
        return 0
    if tag == "VBD":
        return -2
    if tag and tag != "VBN":
        return 0
    before = [words[n].lower for n in range(max(0, at - 3), at)]
    if "be" in before:
        return 0
    if lower in CUES["sure_past"] or (lower in CUES["past"] and not tag):
        return -2 if not CUES["perfect"].intersection(before) else -1
    if tag == "VBN" or (len(lower) > 4 and lower.endswith("ed") and word.text[0].islower()):
        # "will be signed", "is to be opened", "is based": the auxiliary tells, not the participle.
        return 0 if CUES["passive"].intersection(before) else -1
    return 0


def is_announced(words: Sequence[Word], first: int) -> bool:
    """Tell the Friday of "an expected announcement Friday"."""
    near = words[max(0, first - 3) : first]
    return any(word.lower in CUES["announced"] and word.dep == "amod" for word in near)


def _looked_ahead(words: Sequence[Word], at: int) -> bool:
    """Tell the past tense of "would be paid when markets opened on Friday": its main verb looks ahead."""
    word = words[at]
    if word.dep != "advcl" or not 0 <= word.head < len(words):
        return False
    when = any(
        words[n].lower in ("when", "once", "after", "before", "until", "if") and words[n].head == at
        for n in range(max(0, at - 6), at)
    )
    main = range(max(0, word.head - 4), word.head)
    return when and any(words[n].lower in ("would", "will", "'ll") and words[n].head == word.head for n in main)


def _lies_ahead(words: Sequence[Word], first: int) -> bool:
    """Tell the dates of "ahead of Saturday's game", "scheduled for May" and "adjourned until Monday"."""
    start = first - 1
    if start > 0 and words[start].lower in CUES["articles"]:
        start -= 1
    if start < 1 or words[start - 1].sentence != words[first].sentence:
        return False
    link, cue = words[start].lower, words[start - 1].lower
    if cue == "ahead":
        return link == "of"
    fixed = (cue in CUES["announced"] and link in ("for", "on", "in", "by")) or (
        cue in CUES["put_off"] and link in ("until", "till", "to")
    )
    return fixed and not any(word.lower == "had" for word in words[max(0, start - 4) : start - 1])


def lean_of(words: Sequence[Word], first: int, last: int, *, limit: bool = False) -> int:
    """Find where the verb of a date points.

    The nearest verb before the date in its sentence decides, else the nearest after it.

    Parameters
    ----------
    words
        The words of the text.
    first, last
        The words of the date, half-open.
    limit
        The date is an end ("until Friday", "by June"): it lies ahead unless a finite past verb says otherwise.

    Returns
    -------
    int
        -1 for the past, 1 for the future, 0 when nothing tells.
    """
    if _lies_ahead(words, first if words[first].lower not in ("until", "till", "by") else first + 1):
        return 1
    sentence = words[first].sentence
    found = 0
    for at in range(first - 1, max(-1, first - 1 - _LOOK), -1):
        if words[at].sentence != sentence or words[at].text in (";", ":"):
            break
        found = _cue(words, at)
        if found:
            break
    if not found:
        for at in range(last, min(len(words), last + _LOOK)):
            if words[at].sentence != sentence or words[at].text == ";":
                break
            found = _cue(words, at)
            if found:
                break
    if limit:
        return -1 if found == -2 else 1
    return max(found, -1)


def happened_once(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell by the verb next to a time of day whether it is one day's: "arrived after 9pm", not "no sale after 9pm"."""
    sentence = words[first].sentence
    if any(word.lower in CUES["many"] and word.sentence == sentence for word in words[max(0, first - _LOOK) : first]):
        return False  # "60 per cent of visits took place after 4pm"
    for places in (range(first - 1, max(-1, first - 1 - _LOOK), -1), range(last, min(len(words), last + _LOOK))):
        for at in places:
            word = words[at]
            if word.sentence != sentence:
                break
            before = {words[n].lower for n in range(max(0, at - 3), at)}
            if word.tag.startswith("V"):
                if word.tag == "VBD":
                    return True
                return bool(before & (CUES["was"] if word.tag == "VBN" else CUES["future"])) and word.tag in (
                    "VBN",
                    "VB",
                )
            if not word.tag and (word.lower in CUES["past"] or word.lower in CUES["future"]):
                return True
    return False


def is_habitual(words: Sequence[Word], at: int) -> bool:
    """Tell whether the nearest verb before a word, by its tag, is a simple present: "doors open at 9am"."""
    for place in range(at - 1, max(-1, at - 1 - _LOOK), -1):
        word = words[place]
        if word.sentence != words[at].sentence:
            return False
        if word.tag in ("VBD", "VBN", "MD", "VBG"):
            return False
        if word.tag in ("VBZ", "VBP") and word.pos == "VERB":
            return True
    return False
