"""Numbers of a row of names: "Labour won 34 seats, the Conservatives 21 and the Greens three"."""

from __future__ import annotations

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.readings import Reading

__all__ = ["ROW", "takes_row_noun"]

ROW = "ellipsis.row"
_JOINTS = frozenset([",", "and", ";", "but", "while"])
_OF = frozenset(["of", "in", "for", "on", "last", "this"])
_LONGEST_NAME = 5
_LONGEST_GAP = 4
_LONGEST_ROW = 40


def takes_row_noun(atoms: Atoms, last: Reading, reading: Reading) -> bool:
    """Tell whether a bare number after a name counts what the figure before it counts.

    That one has a name for its subject ("Germany won ten medals, France nine") or a colon after it ("2,500 staff: Lumen
    1,700 and Arkona 800"). "Two books, Catch 22 and Fahrenheit 451" lists as many names as it counts: none is a count.
    """
    if not last.counted or last.kind != "count" or not _is_bare(atoms, reading):
        return False
    name = _name_before(atoms, reading.first)
    joint = name - 1
    if name == reading.first or not atoms.same_sentence(joint, reading.first):
        return False
    if atoms.at(joint) == ":":
        return joint == _end(last) + 1 and _named_after(atoms, joint) != last.low
    if atoms.at(joint) not in _JOINTS or not _is_near(atoms, _end(last) + 1, joint):
        return False
    return ROW in last.rules or (_has_named_subject(atoms, last) and _named_after(atoms, _end(last)) != last.low)


def _end(reading: Reading) -> int:
    return max(reading.last, reading.counted_last)


def _is_bare(atoms: Atoms, reading: Reading) -> bool:
    """Tell a number that nothing follows, and that is no year."""
    raw, after = atoms.raw[reading.first], reading.last + 1
    if reading.kind != "number" or reading.unit or reading.counted or not reading.plain:
        return False
    if len(raw) == 4 and raw.isdigit() and "1500" <= raw <= "2100":
        return False
    goes_on = after < len(atoms) and atoms.same_sentence(reading.last, after)
    return not goes_on or atoms.at(after) in _JOINTS or atoms.raw[after] in ".)"


def _name_before(atoms: Atoms, first: int) -> int:
    """Return the first atom of the name that ends before an atom."""
    at = first
    while at > max(0, first - _LONGEST_NAME):
        before = at - 1
        known = atoms.raw[before][0].isupper() or (at < first and atoms.low[before] in ("the", "of"))
        if atoms.kind[before] != LETTERS or not known or not atoms.same_sentence(before, first):
            break
        at = before
    return at if any(atoms.raw[i][0].isupper() for i in range(at, first)) else first


def _is_near(atoms: Atoms, start: int, joint: int) -> bool:
    """Tell "seats, the", "seats and the" and "seats in the north, the" from words of another clause."""
    between = atoms.low[start:joint]
    while between and between[-1] in _JOINTS:
        between.pop()
    return not between or (len(between) <= _LONGEST_GAP and between[0] in _OF)


def _named_after(atoms: Atoms, start: int) -> int:
    """Count the numbers that stand right after a name."""
    ahead = range(start + 2, min(len(atoms), start + _LONGEST_ROW))
    return sum(
        atoms.kind[at] == DIGITS and atoms.kind[at - 1] == LETTERS and atoms.raw[at - 1][0].isupper()
        for at in ahead
        if atoms.same_sentence(start, at)
    )


def _has_named_subject(atoms: Atoms, last: Reading) -> bool:
    words = atoms.words
    if not atoms.parsed or last.counted_last < 0:
        return False
    noun = words[atoms.word[last.counted_last]]
    verb = noun.head
    return noun.dep == "obj" and any(
        word.head == verb and word.dep == "nsubj" and word.tag in ("NNP", "NNPS")
        for word in words[max(0, verb - 10) : verb]
    )
