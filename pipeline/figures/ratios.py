"""Ratios, odds, fractions of something, multiples, scores and votes."""

from __future__ import annotations

from decimal import Decimal

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.changes import change_before
from pipeline.figures.lexicons import word_set
from pipeline.figures.readings import Reading

__all__ = ["join_ratio", "keep_fraction", "read_multiple", "split_score"]

_HYPHENS = frozenset("-‐‑–")
_BEFORE_FRACTION = word_set("ratios", "before_fraction")
_AFTER_FRACTION = word_set("ratios", "after_fraction")
_HALVES_OF_TIME = word_set("ratios", "halves_of_time")
_NOT_AFTER_HALF = word_set("ratios", "not_after_half")
_AFTER_HALF = word_set("ratios", "after_half")
_DURATIONS = word_set("ratios", "durations")
_ACTED = word_set("ratios", "acted")
_ROUND_WHOLES = frozenset(
    [3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 25, 30, 40, 50, 100, 500, 1000, 10_000, 100_000, 1_000_000]
)
_VOTES = word_set("ratios", "votes")
_SCORES = word_set("ratios", "scores")
_MULTIPLIED = word_set("ratios", "multiplied")
_AFTER_SCORE = word_set("ratios", "after_score")
_PLURAL_VERBS = frozenset(["are", "aren't", "do", "don't", "have", "haven't", "were", "weren't"])
_CUE_REACH = 8
_SPOKEN = (["to"], ["votes", "to"])
_BEFORE_A_VOTE = frozenset(["by", "of", "passed", "ruled", "stood", "vote", "voted", "was"])
_OUT_OF: tuple[list[str], ...] = (
    ["out", "of"],
    ["in", "every"],
    ["of", "every"],
    ["out", "of", "every"],
    ["-", "out", "-", "of", "-"],
    ["from", "every"],
)


def _whole(reading: Reading, *, unit: bool = False) -> int | None:
    value = reading.low
    bare = (not reading.unit and reading.kind == "number") or unit
    plain = reading.plain and bare and value is not None and value % 1 == 0
    return int(value) if plain and value is not None and reading.number.form in ("cardinal",) else None


def join_ratio(atoms: Atoms, a: Reading, b: Reading) -> bool:
    """Read "one in five", "9 out of 10", "three of every four" from two numbers; ``a`` becomes the ratio.

    Odds and rates over a year are none: "5 in 2010", "two in three days".
    """
    every = atoms.at(b.first - 1) == "every"  # "six of every ten dollars"
    n, d = _whole(a), _whole(b, unit=every)
    if n is None or d is None or d == 0 or not atoms.same_sentence(a.last, b.first) or b.first - a.last > 5:
        return False
    gap = [atoms.low[i] for i in range(a.last + 1, b.first)]
    if gap != ["over"] and not 0 < n <= d:
        return False
    if gap in (["in"], ["-", "in", "-"]):
        free = atoms.at(a.first - 1) not in _ACTED
        usual = n == 1 or (n < d and d in _ROUND_WHOLES and n <= 10 * 10)
        year = atoms.kind[b.first] == DIGITS and 1500 <= d <= 2100
        if not (usual and free) or year or n == d or atoms.at(b.last + 1) in _DURATIONS - {"years", "year"}:
            return False
        if b.last + 1 < len(atoms) and atoms.at(b.last + 1) in ("years", "year"):
            return False
    elif gap == ["over"]:
        # A fraction read out; before a noun or a sum "over" is a bound or a preposition.
        after = b.last + 1
        if after < len(atoms) and (atoms.kind[after] in (LETTERS, DIGITS) or atoms.raw[after] in "%$£€"):
            return False
    elif gap not in _OUT_OF:
        return False
    a.low = a.high = Decimal(n) / Decimal(d)
    end = b.number.last if every else b.last
    a.kind, a.last, a.core_last = "ratio", end, end
    a.rules += ["ratio.n_in_m"]
    return True


def keep_fraction(atoms: Atoms, reading: Reading) -> bool:
    """Tell a fraction of something from an ordinal, a half of a match and a quarter of a year.

    Returns
    -------
    bool
        Whether the reading stands; it is then a ratio (or, where "a third" ranks, an ordinal).
    """
    number = reading.number
    if number.form != "fraction":
        return True
    first, last = number.first, number.last
    word, before, after = atoms.low[last], atoms.at(first - 1), atoms.at(last + 1)
    same = atoms.same_sentence(last, last + 1)
    ends = not same or last + 1 >= len(atoms) or atoms.kind[last + 1] != LETTERS
    hyphen = atoms.at(last + 1) in _HYPHENS and atoms.is_glued(last + 1) and atoms.is_glued(last + 2)
    if word == "half" and first == last:
        if before in _HALVES_OF_TIME or after in _NOT_AFTER_HALF or (before in _HYPHENS and atoms.glued[last]):
            return False
        if hyphen:
            return False
        return _ratio(reading, after in _AFTER_HALF or before in _BEFORE_FRACTION or after.endswith("s"))
    if word == "quarter" and first == last:
        return _ratio(reading, after == "of" and before in ("only", "nearly", "almost", "about", "roughly", "than", ""))
    if word == "quarter" and number.article:
        return _ratio(
            reading,
            after == "of"
            or (same and after in _PLURAL_VERBS)
            or (before == "by" and change_before(atoms, first) is not None)
            or (atoms.at(first - 2) in ("up", "down") and before == "by")
            or (
                before in _BEFORE_FRACTION
                and (ends or after in _AFTER_FRACTION)
                and before not in ("in", "for", "every", "of")
            ),
        )
    if number.article and not word.endswith("s") and word not in ("half", "quarter"):
        if after == "of" and atoms.at(last + 2) not in ("may", "june", "july"):
            return _ratio(reading, True)
        if (
            before in _BEFORE_FRACTION
            and (ends or after in _AFTER_FRACTION)
            and before not in ("as", "for", "in", "to", "of")
        ):
            return _ratio(reading, True)
        if same and (after in _PLURAL_VERBS or (after and atoms.of_word(last + 1).tag == "VBP")):
            return _ratio(reading, True)  # "a third are seeing"
        if before in ("by", "than", "nearly", "almost", "about", "roughly") or (ends and first == 0):
            return _ratio(reading, True)
        if number.first < last and number.value:
            reading.low = reading.high = (1 / number.value).quantize(Decimal(1))
            number.form, reading.kind = "ordinal", "ordinal"
            reading.first = reading.core_first = first + 1
            return True
        return False
    if word == "half" and number.article:
        return _ratio(reading, after in _AFTER_HALF or before in _BEFORE_FRACTION or ends)
    return _ratio(reading, True)


def _ratio(reading: Reading, stands: bool) -> bool:
    if stands:
        reading.kind = "ratio"
        reading.rules.append("ratio.fraction")
    return stands


def read_multiple(atoms: Atoms, reading: Reading) -> bool:
    """Read "three times as many", "tenfold", "10-fold" as a multiple; "three times" alone is counted."""
    at = reading.last + 1
    if reading.unit or not reading.plain or not atoms.same_sentence(reading.last, at):
        return False
    fold = at + 1 if atoms.at(at) in _HYPHENS and atoms.is_glued(at) else at
    if atoms.at(fold) == "fold":
        last = fold
    elif (
        atoms.at(at) == "times"
        and atoms.at(at + 1) in _MULTIPLIED
        and not (atoms.at(at + 1) == "over" and atoms.at(at + 2) != "the")
    ) or (atoms.at(at) in ("x", "×") and atoms.is_glued(at) and not atoms.is_glued(at + 1)):
        last = at
    else:
        return False
    reading.kind, reading.unit = "ratio", "times"
    reading.last = reading.core_last = last
    reading.rules.append("ratio.multiple")
    return True


def split_score(atoms: Atoms, a: Reading, b: Reading) -> str:
    """Tell the two numbers of a vote or score ("58-42", "3-1") from a range.

    Returns
    -------
    str
        ``"vote"``, ``"score"`` or an empty string.
    """
    n, d = _whole(a), _whole(b)
    gap = [atoms.low[i] for i in range(a.last + 1, b.first)]
    spelled = (a.number.spelled or b.number.spelled) and gap not in _SPOKEN  # "by nine to four"
    if n is None or d is None or spelled or not atoms.same_sentence(a.last, b.first):
        return ""
    dashed = len(gap) == 1 and gap[0] in _HYPHENS
    if gap == ["votes", "to"]:
        return "vote"
    if not dashed and gap != ["to"]:
        return ""
    near = [
        atoms.low[i]
        for i in range(max(0, a.first - _CUE_REACH), min(len(atoms), b.last + 4))
        if atoms.same_sentence(i, a.first)
    ]
    votes = any(word in _VOTES for word in near)
    scores = any(word in _SCORES for word in near)
    if gap == ["to"]:
        return "vote" if votes and n >= d and atoms.at(a.first - 1) in _BEFORE_A_VOTE else ""
    if votes and (n >= d or atoms.at(a.first - 1) in ("voted", "vote", "by", "of")):
        return "vote"
    if n >= d:
        return "score"
    named = all(0 <= i < len(atoms) and atoms.raw[i][0].isupper() for i in (a.first - 1, b.last + 1))
    closes = atoms.at(b.last + 1) in _AFTER_SCORE or b.last + 1 >= len(atoms)
    return "score" if n < 10 and d < 20 and (named or (scores and closes)) else ""
