"""Two spellings of one word, as against two words that look alike.

A correction counts as one only where the old form is no English word and the new one is, by the word list of
pyspellchecker (MIT): "goverment" → "government" is a typo mended, "immigration" → "emigration" is another claim. Where
the slip could as well have meant the opposite ("ilegal"), nobody can tell, and it does not count.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.review.lexicon import CONFUSABLE

__all__ = ["same_spelling", "typo_mended"]

_VARIANTS = (
    (re.compile(r"is(e|es|ed|ing|er|ers|ation|ations)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|ing|er|ers)$"), r"yz\1"),
    (re.compile(r"our(s|ed|ing|able|ful|ite|ites|hood|er|ers)?$"), r"or\1"),
    (re.compile(r"tre(s|d)?$"), r"ter\1"),
    (re.compile(r"(ef|if|et)ence(s|less)?$"), r"\1ense\2"),
    (re.compile(r"licence(s)?$"), r"license\1"),
    (re.compile(r"ogue(s)?$"), r"og\1"),
    (re.compile(r"ll(ed|ing|er|ers|or|ors)$"), r"l\1"),
    (re.compile(r"programme(s)?$"), r"program\1"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^(an|h|p)ae"), r"\1e"),
    (re.compile(r"(j)udgement"), r"\1udgment"),
    (re.compile(r"acknowledgement"), "acknowledgment"),
    (re.compile(r"^cheque"), "check"),
    (re.compile(r"^tyre"), "tire"),
    (re.compile(r"wards$"), "ward"),
)
_FARTHEST = 3
_OPPOSITE = re.compile(r"^(?:un|in|im|il|ir|dis|non|anti|de|mis|a)(.{3,})$|^(.{3,})less$")


@functools.cache
def _words() -> Any:
    from spellchecker import SpellChecker

    return SpellChecker(distance=1)


def same_spelling(old: str, new: str) -> bool:
    """Tell whether two words are British and American spellings of one.

    Examples
    --------
    >>> same_spelling("defence", "defense"), same_spelling("prise", "prize")
    (True, False)
    """
    if min(len(old), len(new)) < 4 or old == new or frozenset((old, new)) == {"prise", "prize"}:
        return False
    if DamerauLevenshtein.distance(old, new, score_cutoff=_FARTHEST) > _FARTHEST:
        return False
    left, right = _american(old), _american(new)
    return bool(left & right)


def _american(word: str) -> set[str]:
    return {word} | {pattern.sub(put, word) for pattern, put in _VARIANTS}


def typo_mended(old: str, new: str) -> bool:
    """Tell whether a slip was mended: the old form is no word, the new one is, and only one word can have been meant.

    Examples
    --------
    >>> [typo_mended(*pair.split()) for pair in ("goverment government", "legal illegal", "ilegal illegal")]
    [True, False, False]
    """
    if not (old.isascii() and new.isascii() and old.isalpha() and new.isalpha() and len(new) >= 4 and len(old) >= 3):
        return False
    distance = DamerauLevenshtein.distance(old, new, score_cutoff=2)
    if distance > (1 if max(len(old), len(new)) < 7 else 2):
        return False
    checker = _words()
    if checker.known([old]) or not checker.known([new]):
        return False
    near = checker.known(checker.edit_distance_1(old))
    if distance == 2 and near:
        return False
    return not _may_negate(old, new) and not any(other != new and _opposed(new, other) for other in near)


def _opposed(one: str, other: str) -> bool:
    if frozenset((one, other)) in CONFUSABLE:
        return True
    stems = [
        {stem for stem in (match[1], match[2]) if stem} for word in (one, other) if (match := _OPPOSITE.match(word))
    ]
    return any(one in found or other in found for found in stems)


def _may_negate(old: str, new: str) -> bool:
    """Tell whether the correction put in or took out a negating prefix or suffix."""
    longer, shorter = (new, old) if len(new) > len(old) else (old, new)
    prefix = longer.removesuffix(shorter) if longer.endswith(shorter) else ""
    return prefix in ("un", "in", "im", "il", "ir", "dis", "non", "a") or old.endswith("less") != new.endswith("less")
