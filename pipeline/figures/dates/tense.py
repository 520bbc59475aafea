"""Where the verb beside a date points: back, ahead or nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.figures.dates.context import CUES
from pipeline.figures.words import Word

__all__ = ["aside_of", "happened_once", "is_announced", "is_habitual", "is_reported", "lean_of"]

_LOOK = 14  # words searched for a verb on either side
_OBJECT = 6  # words between a verb that puts something off and "until"
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_PRESENT = frozenset(["is", "are", "'s", "’s", "'re", "’re", "am"])


def _cue(words: Sequence[Word], at: int) -> int:
    """Tell whether a word points to the past (-1), to the future (1) or nowhere (0); -2 is a sure past."""
    word = words[at]
    lower, tag = word.lower, word.tag
    before = [words[n].lower for n in range(max(0, at - 3), at)]
    expected = lower in CUES["future"] or lower in CUES["future_before_to"]
    if expected and "had" in before and ("been" in before or lower in CUES["unfulfilled"]):
        return -1  # "had been due to land on Monday"
    if lower in CUES["future"]:
        return 1
    if lower in CUES["modals"]:
        return _modal(words, at)
    if tag == "VBD" and _looked_ahead(words, at):
        return 1
    if lower in CUES["future_before_to"] and at + 1 < len(words) and words[at + 1].lower == "to":
        return 0 if [word.lower for word in words[at + 2 : at + 3]] == ["have"] else 1
    if _is_scheduled(word, before):
        return 1
    if lower in CUES["not_past"]:
        return 0
    if tag == "VBD":
        return -2
    if tag and tag != "VBN":
        return 0
    if "be" in before:
        return 0
    if lower in CUES["sure_past"] or (lower in CUES["past"] and not tag):
        return -2 if not CUES["perfect"].intersection(before) else -1
    if tag == "VBN" or (len(lower) > 4 and lower.endswith("ed") and word.text[0].islower()):
        # "will be signed", "is to be opened", "is based": the auxiliary tells, not the participle.
        if CUES["was"].intersection(before):
            return -2
        passive = CUES["passive"].intersection(before) - ({"to"} if tag else set())
        return 0 if passive else -1
    return 0


def _modal(words: Sequence[Word], at: int) -> int:
    """Tell "could come on Friday" and "would resign on Friday" from "could not come" and "would have come"."""
    if not words[at].text.islower():
        return 0  # the month of May
    after = [word.lower for word in words[at + 1 : at + 4]]
    negated = words[at].lower == "could" and bool(after) and after[0] in ("not", "n't", "n’t")
    return 0 if negated or not CUES["after_modal_past"].isdisjoint(after[:2]) else 1


def _is_scheduled(word: Word, before: Sequence[str]) -> bool:
    """Tell the present of what is planned: "opens on Monday", "is visiting on Friday", "is expected Monday"."""
    present = not _PRESENT.isdisjoint(before)
    if word.lower in CUES["scheduled"]:
        return word.tag in ("", "VBZ")
    if word.tag == "VBP" or (word.tag == "VBG" and present):
        lemma = word.lemma or word.lower
        return lemma in CUES["scheduled_verbs"] or (word.tag == "VBG" and word.lower in CUES["progressive"])
    return present and word.lower in CUES["announced"]


def is_announced(words: Sequence[Word], first: int) -> bool:
    """Tell the Friday of "an expected announcement Friday"."""
    near = words[max(0, first - 3) : first]
    return any(word.lower in CUES["announced"] and word.dep == "amod" for word in near)


def is_reported(words: Sequence[Word], first: int) -> bool:
    """Tell the quarter of "will report third-quarter earnings": what is reported lies behind."""
    near = words[max(0, first - 4) : first]
    return any(word.lower in CUES["reporting"] and word.sentence == words[first].sentence for word in near)


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
    if not fixed and link in ("until", "till"):
        # "adjourned the session until Saturday"
        near = words[max(0, start - _OBJECT) : start]
        fixed = any(w.lower in CUES["adjourned"] and w.sentence == words[first].sentence for w in near)
    return fixed and not any(word.lower == "had" for word in words[max(0, start - 4) : start - 1])


def _is_unplanned(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell the day of "Monday's attack", "a shooting on Monday" and "Monday's close": none of them is planned."""
    start = first - 1
    while start >= 0 and first - start <= 2 and words[start].lower in ("on", "last", "early", "late"):
        start -= 1
    if start >= 0 and words[start].lower in CUES["unplanned"] and words[start].sentence == words[first].sentence:
        return words[start].tag in ("", "NN", "NNS")
    if [word.lower for word in words[last : last + 1]] not in (["'s"], ["’s"]):
        return False
    known = CUES["unplanned"] | CUES["market_levels"]
    return any(word.lower in known and word.tag in ("", "NN", "NNS") for word in words[last + 1 : last + 4])


def _is_of_data(words: Sequence[Word], first: int) -> bool:
    """Tell the month of "price data for August, due on Friday": what is counted lies behind."""
    return first > 1 and words[first - 1].lower == "for" and words[first - 2].lower in CUES["data"]


def _follows_copula(words: Sequence[Word], first: int) -> bool:
    """Tell the day of "the deadline is Friday" and "the vote is on 3 May"."""
    at = first - 2 if first > 1 and words[first - 1].lower in ("on", "at", "in", "set", "for") else first - 1
    return at >= 0 and words[at].lower in ("is", "are") and words[at].sentence == words[first].sentence


def _is_of_a_ballot(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell the month of "is on the November ballot", in the present, from that of "was on the November ballot"."""
    if [word.lower for word in words[last : last + 1]] not in (["ballot"], ["ballots"]):
        return False
    before = words[max(0, first - _LOOK) : first]
    verbs = [word for word in before if word.sentence == words[first].sentence and word.tag in _FINITE]
    return bool(verbs) and verbs[-1].tag in ("VBZ", "VBP")


def _is_infinitive(word: Word) -> bool:
    if word.tag:
        return word.tag == "VB"
    return word.text.isalpha() and word.text.islower() and word.lower not in CUES["determiners"]


def _ancestors(words: Sequence[Word], at: int) -> Iterator[int]:
    """Yield a word and those that it hangs on, by the parse."""
    for _ in range(_LOOK):
        yield at
        above = words[at].head
        if above == at or not 0 <= above < len(words):
            return
        at = above


def aside_of(words: Sequence[Word], at: int) -> int:
    """Return the verb of the relative clause that a word stands in, or -1."""
    return next((above for above in _ancestors(words, at) if words[above].dep == "acl:relcl"), -1)


def _is_aside(words: Sequence[Word], at: int, first: int) -> bool:
    """Tell, by the parse, the verb of a relative clause that ends before the date: "the law, which passed, starts"."""
    return words[at].dep == "acl:relcl" and at not in _ancestors(words, first)


def _is_still_to_be(words: Sequence[Word], at: int) -> bool:
    """Tell "the winner to be named on Thursday" from "the first woman to be named in 2018"."""
    passive = words[at].lower == "to" and [word.lower for word in words[at + 1 : at + 2]] == ["be"]
    if not passive or not at or words[at - 1].tag not in ("NN", "NNS", ",") or words[at + 1].dep == "xcomp":
        return False
    ranked = any(word.tag == "JJS" or word.lower in CUES["ranks"] for word in words[max(0, at - 5) : at])
    return not ranked


def _is_plan(words: Sequence[Word], at: int) -> bool:
    """Tell "reached an agreement to hold a vote on Tuesday" from "announced a plan to close the mill on Friday"."""
    to_do = words[at + 1 : at + 3]
    if words[at].lower not in CUES["plans"] or len(to_do) < 2 or to_do[0].lower != "to":
        return False
    planned = to_do[1].lower in CUES["scheduled_verbs"] or to_do[1].lower in ("hold", "reconvene")
    return planned and not any((word.lemma or word.lower) in CUES["unveils"] for word in words[max(0, at - 4) : at])


def _before(words: Sequence[Word], first: int) -> int:
    """Find where the nearest verb before a date points."""
    infinitive = verb = False
    for at in range(first - 1, max(-1, first - 1 - _LOOK), -1):
        word = words[at]
        if word.sentence != words[first].sentence or word.text in (";", ":"):
            break
        if infinitive and word.lower in CUES["asked_to"]:
            return 1  # "expected the ship to dock on Saturday"
        if infinitive and _is_plan(words, at):
            return 1
        found = 0 if _is_aside(words, at, first) else _cue(words, at)
        if found:
            return found
        if not infinitive and _is_still_to_be(words, at):
            return 1  # "with the winner to be named on Thursday"
        opened = word.lower == "to" and at + 1 < first and _is_infinitive(words[at + 1])
        infinitive = infinitive or opened
        verb = verb or (word.tag.startswith("V") and (at == 0 or words[at - 1].lower != "to"))
    # "Boeing to cut jobs in May", as headlines put it
    return int(infinitive and not verb and bool(words[first].tag))


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
    if _is_unplanned(words, first, last) or _is_of_data(words, first):
        return -1
    if _follows_copula(words, first) or _is_of_a_ballot(words, first, last):
        return 1
    sentence = words[first].sentence
    found = _before(words, first)
    if not found:
        # "On Friday the court could rule" against "August data could move the index"
        opens = first == 0 or words[first - 1].sentence != sentence
        fronted = (
            [word.text for word in words[last : last + 1]] == [","]
            if opens
            else first == 1 or words[first - 2].sentence != sentence
        )
        for at in range(last, min(len(words), last + _LOOK)):
            if words[at].sentence != sentence or words[at].text == ";":
                break
            found = _cue(words, at) if fronted or words[at].lower not in CUES["modals"] else 0
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
