"""How two figures or two words compare, and how a difference is said."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from pipeline.review import lexicon
from pipeline.review.signature import Token, fold
from pipeline.review.spelling import same_spelling, typo_mended
from pipeline.review.wording import amount_text, bound_text, figure_text, period_text
from pipeline.schema import Figure

__all__ = ["figure_difference", "one_spelling", "same_figure", "same_word", "shown", "word_difference"]

_PAIRS = (*lexicon.INTERCHANGEABLE, *lexicon.AGREEMENT)
_IN_PAIRS = frozenset().union(*_PAIRS)
_LONGEST = 60


def one_spelling(old: str, new: str) -> bool:
    """Tell whether two words are one word, spelt in another way or mended."""
    return old == new or same_spelling(old, new) or typo_mended(old, new)


def same_word(old: str, new: str, *, names: bool = False) -> bool:
    """Tell whether two words are one: equal, agreeing, interchangeable, another spelling or a typo mended.

    Parameters
    ----------
    old, new
        Words as they are compared.
    names
        Whether one of them may be (part of) a name, where no slip can be told from another name.
    """
    if old == new:
        return True
    if not names:
        return _same_word(old, new)
    return _paired(old, new) or same_spelling(old, new)


@functools.lru_cache(maxsize=100_000)
def _same_word(old: str, new: str) -> bool:
    return _paired(old, new) or same_spelling(old, new) or typo_mended(old, new)


def _paired(old: str, new: str) -> bool:
    return old in _IN_PAIRS and any(new in pair for pair in _PAIRS if old in pair)


def same_figure(old: Figure, new: Figure) -> bool:
    """Tell whether two figures have one value, however they are written."""
    if old.kind == "date" or new.kind == "date":
        return old.kind == new.kind and bool(old.period) and old.period == new.period and old.approx == new.approx
    if old.low is None and old.high is None:
        return fold(old.text) == fold(new.text)
    return _value(old) == _value(new) and not figure_difference(old, new)


def _value(figure: Figure) -> tuple[object, ...]:
    return figure.low, figure.high


def figure_difference(old: Figure, new: Figure) -> list[str]:
    """Say facet by facet how two figures differ; empty if they do not.

    Examples
    --------
    >>> old = Figure(start=0, end=7, text="400,000", kind="count", low=400000, high=400000, counted="death")
    >>> new = Figure(start=0, end=7, text="450,000", kind="count", low=450000, high=450000, counted="death")
    >>> figure_difference(old, new)
    ['figure: 400,000 → 450,000 deaths']
    """
    if old.kind == "date" and new.kind == "date":
        left, right = period_text(old.period) or old.text, period_text(new.period) or new.text
        return [] if left == right and old.period == new.period else [f"date: {left} → {right}"]
    if "date" in (old.kind, new.kind):
        return [f"figure: {figure_text(old)} → {figure_text(new)}"]
    said: list[str] = []
    bounds_differ = (
        old.approx != new.approx
        or (old.low is None, old.high is None) != (new.low is None, new.high is None)
        or (old.low is not None and new.low is not None and old.low_included != new.low_included)
        or (old.high is not None and new.high is not None and old.high_included != new.high_included)
    )
    ends = ({old.low, old.high} - {None}, {new.low, new.high} - {None})
    if ends[0] != ends[1]:
        before = figure_text(old)
        after = figure_text(new)
        if not bounds_differ and old.low == old.high and old.low is not None and _rest(old) == _rest(new):
            before = amount_text(old)
        said.append(f"figure: {before} → {after}")
    elif bounds_differ:
        left, right = bound_text(old), bound_text(new)
        if left and right and left != right:
            said.append(f"bound: {left} → {right}")
        elif left != right:
            said.append(f"bound dropped: {left}" if left else f"bound added: {right}")
        else:
            said.append(f"bound: {figure_text(old)} → {figure_text(new)}")
    if old.unit != new.unit:
        said.append(f"unit: {old.unit or 'none'} → {new.unit or 'none'}")
    if old.counted and new.counted and old.counted.casefold() != new.counted.casefold():
        said.append(f"counted: {old.counted} → {new.counted}")
    if old.per != new.per:
        said.append(f"per: {old.per or 'none'} → {new.per or 'none'}")
    if old.period != new.period and old.period and new.period:
        said.append(f"date: {period_text(old.period)} → {period_text(new.period)}")
    directions = [figure.trend.direction if figure.trend else "" for figure in (old, new)]
    if all(directions) and directions[0] != directions[1]:
        said.append(f"direction: {directions[0]} → {directions[1]}")
    if old.kind != new.kind and "ordinal" in (old.kind, new.kind) and not said:
        said.append(f"figure: {figure_text(old)} → {figure_text(new)}")
    return said


def _rest(figure: Figure) -> tuple[object, ...]:
    return figure.unit, figure.counted, figure.per, figure.period, figure.approx, figure.kind


def word_difference(old: Sequence[Token], new: Sequence[Token]) -> list[str]:
    """Say how a run of words became another: negated, hedged, or simply other words."""
    said: list[str] = []
    left, right = list(old), list(new)
    negated = [_take(side, lexicon.NEGATORS) for side in (left, right)]
    if bool(negated[0]) != bool(negated[1]):
        said.append("negated" if negated[1] else "no longer negated")
    elif [token.norm for token in negated[0]] != [token.norm for token in negated[1]]:
        said.append(f"negation: {shown(negated[0])} → {shown(negated[1])}")
    for name, words in (("hedge", lexicon.HEDGES), ("modality", lexicon.MODALS)):
        before, after = _take(left, words), _take(right, words)
        if before and after:
            said.append(f"{name}: {shown(before)} → {shown(after)}")
        elif before or after:
            said.append(f"{name} dropped: {shown(before)}" if before else f"{name} added: {shown(after)}")
    if left and right:
        said.append(f"wording: {shown(left)} → {shown(right)}")
    elif left:
        said.append(f"wording dropped: {shown(left)}")
    elif right:
        said.append(f"wording added: {shown(right)}")
    return said


def _take(tokens: list[Token], words: frozenset[str]) -> list[Token]:
    taken = [token for token in tokens if token.norm in words]
    tokens[:] = [token for token in tokens if token.norm not in words]
    return taken


def shown(tokens: Sequence[Token]) -> str:
    """Return words as they are shown, those of a bracket in brackets, cut where they are many."""
    words: list[str] = []
    added = False
    for token in tokens:
        word = token.text
        if token.added and not added:
            word = f"[{word}"
        elif added and not token.added:
            words[-1] += "]"
        added = token.added
        words.append(word)
    if added:
        words[-1] += "]"
    text = " ".join(words).replace(" 's", "'s")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
