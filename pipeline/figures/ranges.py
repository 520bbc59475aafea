"""Ranges: two numbers joined by a dash, "to", "and", "or"; what one of them says for both is shared out."""

from __future__ import annotations

from decimal import Decimal

from pipeline.figures.atoms import Atoms
from pipeline.figures.changes import change_before, is_shift
from pipeline.figures.readings import Reading

__all__ = ["join_bounds", "join_ranges"]

_DASHES = frozenset("-‐‑–—~")
_SOFT = frozenset(
    [
        "about",
        "around",
        "roughly",
        "approximately",
        "some",
        "nearly",
        "almost",
        "an",
        "estimated",
        "~",
        "just",
        "a",
        "the",
    ]
)
_ABOUT = frozenset(["about", "around", "roughly", "approximately", "~"])
_SCORES = frozenset(["ratio.score", "ratio.vote"])
_NEIGHBOURS = 3
_MOST_DIGITS_SHARED = 1000


def join_ranges(atoms: Atoms, readings: list[Reading], changes: set[int]) -> list[Reading]:
    """Join neighbouring readings that are the two ends of a range.

    Parameters
    ----------
    atoms
        The text.
    readings
        In the order of the text; units have been read.
    changes
        Filled with the identities of readings that a "from … to …" of change sets side by side instead of joining.

    Returns
    -------
    list of Reading
    """
    joined: list[Reading] = []
    for reading in readings:
        if joined:
            merged = _join(atoms, joined[-1], reading, changes)
            if merged is not None:
                joined[-1] = merged
                continue
        joined.append(reading)
    return joined


def _join(atoms: Atoms, a: Reading, b: Reading, changes: set[int]) -> Reading | None:
    if not _SCORES.isdisjoint((*a.rules, *b.rules)):
        return None
    if not (a.plain and b.plain) or not atoms.same_sentence(a.last, b.first) or b.first - a.last > 5:
        return None
    if (
        a.approx == "vague"
        or b.approx == "vague"
        or "range" in a.rules
        or (a.kind == "ordinal") != (b.kind == "ordinal")
    ):
        return None
    lead = _lead(atoms, a)
    own = bool(a.unit) == bool(b.unit)
    gap = [atoms.low[i] for i in range(a.last + 1, b.first)]
    while len(gap) > 1 and gap[-1] in _SOFT:
        gap.pop()
    opener = atoms.at(lead)
    joint = _joint(atoms, a, b, gap, opener)
    if not joint:
        return None
    if not _share(a, b, joint):
        return None
    low, high = a.low, b.high
    if low is None or high is None:
        return None
    if joint == "to" and own and high > low * _NEIGHBOURS and _is_step(atoms, a, opener):
        return None
    if joint == "to" and opener == "from" and (is_shift(atoms, lead) or change_before(atoms, lead) is not None):
        changes.update((id(a), id(b)))
        return None
    if low >= high:
        if joint == "to" and b.dimension in ("temperature", "temperature_f", "angle") and high < low <= 0:
            low, high = high, low
        else:
            changes.update((id(a), id(b)) if joint == "to" and opener == "from" else ())
            return None
    if joint == "or" and (high > low * _NEIGHBOURS or a.unit != b.unit):
        return None
    first = lead if opener in ("between", "from") and joint in ("and", "to", "dash") else a.first
    hedged = any(atoms.low[i] in _ABOUT for i in range(a.last + 1, b.first)) or "about" in (a.approx, b.approx)
    b.approx = "about" if hedged else "exact"
    b.first, b.core_first = first, a.core_first
    b.low, b.high = low, high
    b.rules = [*a.rules, *b.rules, "range"]
    if first != a.first:
        b.modifier = [(lead, lead)]
    return b


def _is_step(atoms: Atoms, a: Reading, opener: str) -> bool:
    """Tell "down $2.86 to $77.11", a step and the level after it, from a range."""
    if opener in ("up", "down", "by"):
        return True
    change = change_before(atoms, a.first)
    return change is not None and change[0] == a.first - 1


def _lead(atoms: Atoms, a: Reading) -> int:
    """Return the atom that opens the range, over "about" and articles."""
    lead = a.first - 1
    while lead > 0 and atoms.low[lead] in _SOFT and atoms.same_sentence(lead - 1, a.first) and a.first - lead < 4:
        lead -= 1
    return lead


def _joint(atoms: Atoms, a: Reading, b: Reading, gap: list[str], opener: str) -> str:
    """Return how the two ends are joined: ``dash``, ``to``, ``and``, ``or``, or not at all."""
    if gap == ["-", "-"] and atoms.is_glued(a.last + 2):
        return "dash"
    if len(gap) == 1 and gap[0] in _DASHES:
        tight = atoms.is_glued(a.last + 1)
        if gap[0] == "—" and not tight:
            return ""
        return "dash" if tight == atoms.is_glued(a.last + 2) or gap[0] == "~" or not tight else ""
    if gap in (["to"], ["through"], ["-", "to"], ["-", "to", "-"], ["till"]):
        return "to"
    if gap == ["and"] and opener == "between":
        return "and"
    if gap == ["to"] or (gap == ["and"] and opener == "from" and a.unit and a.unit == b.unit):
        return "to"
    if gap in (["or"], ["-", "or"]):
        return "or"
    return ""


def _share(a: Reading, b: Reading, joint: str) -> bool:
    """Give each end the unit and the magnitude that the other one has for both; ``False`` where they clash."""
    if a.unit and b.unit:
        if a.unit != b.unit or a.kind != b.kind:
            return False
        if a.subdivision != b.subdivision:
            return False
    elif b.unit or b.kind == "age":
        if a.number.form == "fraction" and b.kind != "percentage" and b.number.form != "fraction":
            return False
        a.kind, a.unit, a.dimension, a.factor = b.kind, b.unit, b.dimension, b.factor
        if b.subdivision:
            a.scale(1 / Decimal(b.subdivision))
    elif a.unit or a.kind == "age":
        signed = (a.kind == "money" and a.core_first < a.number.first) or a.kind == "age"
        if not signed or joint == "or":
            return False
        b.kind, b.unit, b.dimension, b.factor = a.kind, a.unit, a.dimension, a.factor
    elif a.kind != b.kind and "ratio" in (a.kind, b.kind):
        return a.number.form == b.number.form
    _share_magnitude(a, b)
    return True


def _share_magnitude(a: Reading, b: Reading) -> None:
    """Read the 4 of "$4-5 billion" as four billion; "500 to 2 million" says its own."""
    if not b.number.scaled or a.number.scaled or b.number.mantissa is None or b.number.value is None or a.low is None:
        return
    if not b.number.mantissa or a.low >= _MOST_DIGITS_SHARED or a.low >= b.number.mantissa:
        return
    if a.number.form == "fraction":
        return
    a.scale(b.number.value / b.number.mantissa)


def join_bounds(atoms: Atoms, readings: list[Reading]) -> list[Reading]:
    """Join a lower and an upper bound on the same thing: "more than 20 but fewer than 30"."""
    joined: list[Reading] = []
    for b in readings:
        a = joined[-1] if joined else None
        if a is not None and _complementary(atoms, a, b):
            if a.low is None:
                a, b = b, a
            left, right = (a, b) if a.first < b.first else (b, a)
            left.low, left.low_included = a.low, a.low_included
            left.high, left.high_included = b.high, b.high_included
            left.last = left.core_last = right.last
            left.unit, left.kind = left.unit or right.unit, right.kind if right.unit else left.kind
            left.dimension, left.factor = left.dimension or right.dimension, max(left.factor, right.factor)
            left.modifier += right.modifier
            left.counted, left.counted_last = right.counted, right.counted_last
            left.kind = "count" if left.kind == "number" and right.kind == "count" else left.kind
            left.number = right.number
            left.rules += [*right.rules, "range.of_bounds"]
            joined[-1] = left
        else:
            joined.append(b)
    return joined


def _complementary(atoms: Atoms, a: Reading, b: Reading) -> bool:
    if not atoms.same_sentence(a.last, b.first) or b.first - a.last > 3 or "exact" not in (a.approx, b.approx):
        return False
    gap = [atoms.low[i] for i in range(a.last + 1, b.first)]
    if gap not in (["and"], ["but"], [","], [",", "but"], [",", "and"]):
        return False
    if (a.low is None) == (b.low is None) or (a.high is None) == (b.high is None):
        return False
    low = a.low if a.low is not None else b.low
    high = a.high if a.high is not None else b.high
    same = a.unit == b.unit or not a.unit
    return low is not None and high is not None and low < high and same and not a.counted
