"""What is no figure: names with numbers, codes, telephone numbers, list numbers, "one" as a pronoun, idioms."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.figures.addresses import in_telephone, is_address, is_telephone
from pipeline.figures.ages import CALENDAR
from pipeline.figures.atoms import DIGITS, LETTERS, MASKED, Atoms
from pipeline.figures.counted import goes_on, is_plural, is_state
from pipeline.figures.lexicons import word_set
from pipeline.figures.money import is_currency_code
from pipeline.figures.named_rows import ROW
from pipeline.figures.numerals import Number, read_number
from pipeline.figures.pairs import pair_sign
from pipeline.figures.phrases import Phrases
from pipeline.figures.readings import Reading

__all__ = ["idiom_at", "is_code", "is_maker", "is_name"]

_HYPHENS = frozenset("-‐‑–")
_VERBAL = frozenset(["VBD", "VBP", "VBZ", "VBN"])  # "640 agreed and 400 refused"
_SINGULAR = frozenset(["is", "was", "has", "does"])
_STEPS = word_set("negatives", "steps")
_NAMED = frozenset(["PRODUCT", "LAW", "FAC", "EVENT", "WORK_OF_ART", "ORG", "PERSON", "GPE", "LOC", "NORP"])


@dataclass(frozen=True, slots=True)
class _Tables:
    labels: frozenset[str]
    capital_only: frozenset[str]
    makers: frozenset[str]
    after_ordinal: frozenset[str]
    one_before: frozenset[str]
    one_after: frozenset[str]
    prefixes: frozenset[str]
    idioms: Phrases[bool]


@cache
def _tables() -> _Tables:
    raw: dict[str, Any] = tomllib.loads((files(__package__) / "data" / "negatives.toml").read_text("utf-8"))
    return _Tables(
        frozenset(raw["labels"]["any_case"]),
        frozenset(raw["labels"]["capital_only"]),
        frozenset(raw["makers"]["words"]),
        frozenset(raw["after_ordinal"]["words"]),
        frozenset(raw["not_one"]["before"]),
        frozenset(raw["not_one"]["after"]),
        frozenset(raw["prefixes"]["words"]),
        Phrases((phrase, True) for phrase in raw["idioms"]["phrases"]),
    )


def idiom_at(atoms: Atoms, index: int) -> int:
    """Return the last atom of an idiom with a number in it that begins at an atom, or -1."""
    found = _tables().idioms.forward(atoms, index)
    return found[0] if found is not None else -1


def is_maker(atoms: Atoms, index: int) -> bool:
    """Tell whether an atom is the name of a maker of numbered things ("Boeing")."""
    return atoms.low[index] in _tables().makers and atoms.raw[index][0].isupper()


def is_code(atoms: Atoms, number: Number) -> bool:
    """Tell whether a numeral is part of a code, an address, a time or a list number, whatever follows it."""
    first, last = number.first, number.last
    if pair_sign(atoms, first):
        return False
    if atoms.kind[first] == MASKED or (number.value is None and not number.spelled):
        return True
    before, after = first - 1, last + 1
    raw = atoms.raw[first]
    if atoms.is_glued(first):
        sign = atoms.raw[before]
        if atoms.kind[before] == LETTERS:
            return not _currency_letters(atoms, before)
        if sign in _HYPHENS and _hyphenated_name(atoms, before, number):
            return True
        if sign in ("^", "−") and atoms.is_glued(before) and atoms.kind[before - 1] == LETTERS:
            return True  # m^2, fb−1
        if sign in ("#", "_", "\\", "№") or (
            sign in (":", "/", "@") and atoms.is_glued(before) and atoms.kind[before - 1] == DIGITS
        ):
            return True
        if sign == "." and atoms.is_glued(before) and atoms.raw[before - 1].isupper():
            return True  # BA.2.86
        added = sign == "+" and atoms.is_glued(before) and before > 1 and atoms.is_glued(before - 1)
        if added and atoms.kind[before - 1] == DIGITS and atoms.kind[before - 2] == LETTERS:
            return True  # J1149.5+6663
        if sign == "+" and atoms.at(after) in _HYPHENS:
            return True
        if sign == "[" and atoms.at(after) == "]":
            return True
    if atoms.is_glued(after) and atoms.kind[first] == DIGITS:
        follower = atoms.raw[after]
        digits_next = atoms.is_glued(after + 1) and atoms.kind[after + 1] == DIGITS
        if follower in (":", "/", "_") and digits_next and number.form != "fraction":
            return True
        if follower in _HYPHENS and digits_next and is_telephone(atoms, first):
            return True
    if atoms.kind[first] == DIGITS and len(raw) > 1 and raw[0] == "0" and raw.isdigit():
        return True
    lettered = atoms.at(after) in _HYPHENS and atoms.is_glued(after) and atoms.is_glued(after + 1)
    if lettered and atoms.kind[first] == DIGITS and len(atoms.raw[after + 1]) == 1 and atoms.raw[after + 1].isupper():
        return True  # 4-H
    return _list_number(atoms, first, last)


def _currency_letters(atoms: Atoms, index: int) -> bool:
    raw = atoms.raw[index]
    if raw in ("Rs", "RM", "rs", "R", "RMB", "kr", "K", "Rp", "KSh", "Ksh"):
        return raw not in ("K", "R")
    return is_currency_code(raw)


def _hyphenated_name(atoms: Atoms, hyphen: int, number: Number) -> bool:
    """Tell COVID-19 and F-16 from -5, 3-5, $5-10 and mid-1."""
    before = hyphen - 1
    if before < 0 or not atoms.glued[hyphen]:
        return False
    if atoms.kind[before] == DIGITS:
        # A330-200: the first number is itself part of a name.
        return (
            atoms.glued[before] and before > 0 and atoms.kind[before - 1] == LETTERS and atoms.raw[before - 1].isupper()
        )
    if atoms.kind[before] == LETTERS:
        word = atoms.low[before]
        if word in _tables().prefixes or atoms.raw[hyphen] == "–":
            return False
        glued_unit = atoms.is_glued(before) and atoms.kind[before - 1] == DIGITS
        return not glued_unit and not (number.spelled and len(word) > 2 and word in ("twenty", "thirty", "and"))
    return False


def _list_number(atoms: Atoms, first: int, last: int) -> bool:
    if first != last or atoms.kind[first] != DIGITS or len(atoms.raw[first]) > 3 or not atoms.raw[first].isdigit():
        return False
    line_start = first == 0 or "\n" in atoms.text[atoms.end[first - 1] : atoms.start[first]]
    after = last + 1
    if line_start and after + 1 < len(atoms) and atoms.raw[after] in (".", ")") and atoms.glued[after]:
        gap = atoms.text[atoms.end[after] : atoms.start[after + 1]]
        return "\n" not in gap and not atoms.glued[after + 1]
    if atoms.at(after) == ")" and atoms.is_glued(after) and not _in_brackets(atoms, first):
        return True  # "you either 1) lose or 2) win"
    opened = atoms.at(first - 1) == "(" and (
        first == 1 or "\n" in atoms.text[atoms.end[first - 2] : atoms.start[first - 1]]
    )
    return opened and atoms.at(after) == ")"


def _in_brackets(atoms: Atoms, index: int) -> bool:
    """Tell whether a round bracket is open at an atom of a sentence."""
    for at in range(index - 1, max(-1, index - 60), -1):
        if atoms.raw[at] == "(":
            return True
        if atoms.raw[at] == ")" or "\n" in atoms.text[atoms.end[at] : atoms.start[at + 1]]:
            return False
    return False


def is_name(atoms: Atoms, reading: Reading) -> bool:
    """Tell whether a number without a unit is part of a name, a label, a pronoun or a bare year.

    Called when what the number counts is known: a counted noun speaks for a figure.
    """
    number = reading.number
    first, last = number.first, number.last
    if any(rule in ("ratio.score", "ratio.vote", ROW) for rule in reading.rules):
        return False
    if (
        reading.kind not in ("number", "count", "ordinal")
        or reading.unit
        or number.scaled
        or number.form in ("vague", "approximate")
    ):
        return False
    word = atoms.of_word(first)
    initial = first == 0 or not atoms.same_sentence(first - 1, first)
    if word.name in _NAMED and not initial:
        inside = atoms.of_word(first - 1).name == word.name or atoms.raw[first][0].isupper()
        if inside:
            return True
    if reading.kind == "ordinal":
        return _ordinal_name(atoms, first, last, initial)
    if reading.modifier or (reading.low is not None and reading.low < 0):
        return False
    if atoms.low[last] == "one" and first == last:
        return _is_pronoun(atoms, reading, first)
    if number.spelled and _spelled_label(atoms, reading, first):
        return True
    if number.spelled:
        return not initial and atoms.raw[first][0].isupper() and not _title_case(atoms, first) and not reading.counted
    if atoms.at(first - 1) in ("a", "an") and not reading.counted and atoms.low[last] not in ("hundred", "dozen"):
        return True  # "a 747", "a 10 from the judges"
    if is_address(atoms, reading, last) or (first == last and in_telephone(atoms, first)):
        return True
    if _labelled(atoms, reading, first) or _names_what_follows(atoms, reading, last):
        return True
    return _year_like(atoms, reading)


def _spelled_label(atoms: Atoms, reading: Reading, first: int) -> bool:
    """Tell "day five", "phase two", "number one" from counts."""
    before = atoms.at(first - 1)
    if reading.counted and before not in _STEPS:
        return False
    return before in _tables().labels - {"no", "years", "year", "count", "in"} and atoms.at(first - 2) not in (
        "the",
        "each",
        "a",
        "every",
    )


def _labelled(atoms: Atoms, reading: Reading, first: int) -> bool:
    """Tell "Article 5", "Flight 370", "Windows 10" by the word before."""
    tables = _tables()
    before = first - 1
    if (
        atoms.at(before) == "."
        and atoms.at(before - 1) in ("no", "nos", "art", "sec", "ch", "p", "pp", "vol", "fig")
        and atoms.is_glued(before)
    ):
        return True
    if before < 0 or atoms.kind[before] != LETTERS or not atoms.same_sentence(before, first):
        return False
    if atoms.parsed and _hangs_left(atoms, first):
        return True
    low, raw = atoms.low[before], atoms.raw[before]
    capital = any(char.isupper() for char in raw)
    if low in tables.makers and capital:
        return True
    if low in tables.labels and (capital or low not in tables.capital_only) and "," not in atoms.raw[first]:
        opens = before == 0 or not atoms.same_sentence(before - 1, before)
        if low in ("no", "number", "nos") and not capital:
            return low == "number" or not reading.counted
        return not (opens and reading.counted and low in tables.capital_only)
    if not capital or reading.counted or not atoms.raw[first].isdigit() or low in _SENTENCE_OPENERS:
        return False
    opens = before == 0 or not atoms.same_sentence(before - 1, before)
    return not opens or low not in _SENTENCE_OPENERS


_SENTENCE_OPENERS = word_set("negatives", "sentence_openers")


def _hangs_left(atoms: Atoms, first: int) -> bool:
    """Tell "posts 542 and 543" by the parse: the number names the noun before it."""
    index = atoms.word[first]
    word = atoms.words[index]
    head = atoms.words[word.head] if 0 <= word.head < len(atoms.words) else word
    if word.head >= index or word.head < index - 3 or head.pos not in ("NOUN", "PROPN"):
        return False
    return word.dep in ("nummod", "nmod:desc", "flat", "nmod:unmarked", "compound") and word.head >= index - 2


def _names_what_follows(atoms: Atoms, reading: Reading, last: int) -> bool:
    """Tell "787 Dreamliner", "the 500 index" and "777s" by what comes after."""
    at = last + 1
    if _takes_singular(atoms, reading.number.first, at):
        return True
    if at >= len(atoms) or atoms.kind[at] != LETTERS:
        return False
    if atoms.glued[at] and atoms.kind[last] == DIGITS:
        return True  # "777s", "4chan": a unit would have been read
    if atoms.low[at] == "index":
        return True
    bare = atoms.raw[last].isdigit() and len(atoms.raw[last]) > 2 and reading.number.first == last
    verbal = atoms.of_word(at).tag in _VERBAL
    if bare and not reading.counted and not verbal and goes_on(atoms, at) and atoms.same_sentence(last, at):
        # "their 737 narrowbody airliner": more than one of something would be a plural.
        return True
    named = atoms.raw[at][0].isupper() and atoms.same_sentence(last, at) and not _title_case(atoms, last)
    return named and not reading.counted and atoms.raw[last].isdigit() and atoms.low[at] not in CALENDAR


def _takes_singular(atoms: Atoms, first: int, at: int) -> bool:
    """Tell "the 747 is" and "the 747, which has" from "the 18 are": a number of things is more than one."""
    verb = at + 2 if atoms.at(at) == "," and atoms.at(at + 1) == "which" else at
    digits = atoms.raw[first].isdigit() and len(atoms.raw[first]) > 2 and first == at - 1
    return digits and atoms.at(first - 1) == "the" and atoms.at(verb) in _SINGULAR


def _year_like(atoms: Atoms, reading: Reading) -> bool:
    raw = atoms.raw[reading.number.first]
    plain = reading.number.first == reading.number.last and len(raw) == 4 and raw.isdigit() and "1500" <= raw <= "2100"
    return plain and not reading.counted


def _title_case(atoms: Atoms, index: int) -> bool:
    """Tell whether the sentence is set as a headline, where capitals mean nothing."""
    sentence = atoms.sentence[index]
    first = index
    while first > 0 and atoms.sentence[first - 1] == sentence and index - first < 20:
        first -= 1
    letters = [
        atoms.raw[i]
        for i in range(first, min(len(atoms), index + 20))
        if atoms.sentence[i] == sentence and atoms.kind[i] == LETTERS and len(atoms.raw[i]) > 3
    ]
    capitals = sum(raw[0].isupper() for raw in letters)
    return capitals * 3 > len(letters) * 2


def _is_pronoun(atoms: Atoms, reading: Reading, index: int) -> bool:
    tables = _tables()
    before, after = atoms.at(index - 1), atoms.at(index + 1)
    if len(atoms) == 1:
        return False
    if is_state(reading.counted) and before not in tables.one_before:
        return False  # "one was injured"
    if after == "of" and atoms.at(index + 2) == "them":
        return not reading.counted  # "four people, one of them a child"
    if atoms.parsed:
        word = atoms.of_word(index)
        if word.pos == "PRON" or (word.dep not in ("nummod",) and after != "of"):
            return True
    if after == "of":
        # "one of the 18", "one of three suspects": part of a counted whole.
        at = index + 2
        while atoms.at(at) in ("the", "its", "these", "those", "his", "her", "their", "only"):
            at += 1
        return not (at < len(atoms) and (atoms.kind[at] == DIGITS or atoms.at(at) in _SMALL))
    if after in _HYPHENS and atoms.is_glued(index + 1):
        return not reading.counted
    same = atoms.same_sentence(index - 1, index)
    return (same and before in tables.one_before) or after in tables.one_after or not reading.counted


_SMALL = word_set("negatives", "small")


def _shouted(atoms: Atoms, index: int) -> bool:
    """Tell a word in capitals among words that are not."""
    near = [atoms.raw[i] for i in (index - 1, index + 1) if 0 <= i < len(atoms) and atoms.kind[i] == LETTERS]
    return (
        atoms.raw[index].isupper()
        and len(atoms.raw[index]) > 1
        and bool(near)
        and not any(raw.isupper() and len(raw) > 1 for raw in near)
    )


def _ordinal_name(atoms: Atoms, first: int, last: int, initial: bool) -> bool:
    """Tell the Second Amendment, 5th Avenue and "first, …" from a rank."""
    word, after, before = atoms.low[last], atoms.at(last + 1), atoms.at(first - 1)
    follower = atoms.raw[last + 1] if last + 1 < len(atoms) else ""
    spelled = atoms.kind[first] == LETTERS
    if after == "half" and word in ("first", "second"):
        return True  # there are just two of them
    if (
        word == "second"
        and first == last
        and (before in ("a", "per", "each", "every", "one", "split") or after in ("later", "before", "after"))
    ):
        return (
            before != "a"
            or not after
            or after in ("later", "ago", "before", "after", ",", ".", "in", "and", "or")
            or before in ("per", "each")
        )
    if word == "first" and first == last:
        if atoms.parsed and atoms.of_word(first).pos == "ADV":
            return True
        if (initial and after == ",") or before == "at":
            return True
        if (
            not atoms.parsed
            and before in _SUBJECTS | {"was", "were"}
            and not (before in ("was", "were") and after in ("in", "to", ".", ""))
        ):
            return True
    if word == "first" and last + 2 < len(atoms):
        several = read_number(atoms, last + 1)
        if several is not None and is_plural(atoms.at(several.last + 1)):
            return True  # "the first 20 minutes"
    if spelled and _shouted(atoms, first):
        return True  # the FIRST competition, an acronym
    titled = follower[:1].isupper() and atoms.kind[last + 1] == LETTERS and atoms.same_sentence(last, last + 1)
    if titled and after in _tables().after_ordinal:
        return True
    return spelled and not initial and atoms.raw[first][0].isupper() and titled and not _title_case(atoms, first)


_SUBJECTS = word_set("negatives", "subjects")
