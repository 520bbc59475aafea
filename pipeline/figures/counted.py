"""What a number counts: the head of its noun phrase, by the parse where there is one, else by the shape of words."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.lexicons import word_set
from pipeline.figures.numerals import read_number
from pipeline.figures.readings import Reading
from pipeline.figures.words import Word

__all__ = ["find_counted", "find_ranked", "goes_on", "is_plural", "is_state", "singular"]

_LONGEST_PHRASE = 8
_LONGEST_RUN = 4
_BRACKETS = frozenset('()[]"“”')
_IRREGULAR_ENDINGS = ("children", "people", "men")
_NO_MEN = ("omen", "amen", "cimen", "gimen", "tamen", "yemen", "lumen", "tumen", "cumen", "hymen", "semen")
_PLURAL_HEADS = frozenset(
    ["states", "nations", "countries", "firms", "seats", "votes", "points", "jobs", "homes", "cases"]
)
_THEM = frozenset(["them", "us", "you", "which", "whom"])
_ARTICLES = frozenset(["the", "a", "an", "this", "that", "last", "each", "every", "per"])
_HYPHENS = frozenset("-‐‑–")
_NOUNS = frozenset(["NOUN", "PROPN", "SYM"])
_NUMERIC = frozenset(
    ["nummod", "advmod", "compound", "fixed", "quantmod", "amod", "det", "flat", "goeswith", "nmod:npmod", "obl:npmod"]
)
_NOT_COUNTED = word_set("counted", "not_counted")
_MARKS = word_set("counted", "marks")
_UNCOUNTED = word_set("counted", "uncounted")
_AUXILIARIES = word_set("counted", "auxiliaries")
_MORE = word_set("counted", "more")
_STILL = word_set("counted", "still")
_SEXES = frozenset(["men", "women", "children", "boys", "girls"])
_ADJECTIVAL = ("ous", "ive", "ful", "less", "ical", "ish", "able", "ible", "ese")


@dataclass(frozen=True, slots=True)
class _Tables:
    irregular: dict[str, str]
    states: frozenset[str]
    stop: frozenset[str]


@cache
def _tables() -> _Tables:
    raw: dict[str, Any] = tomllib.loads((files(__package__) / "data" / "nouns.toml").read_text("utf-8"))
    return _Tables(raw["irregular"], frozenset(raw["people"]["states"]), frozenset(raw["stop"]["words"]))


def _irregular(word: str) -> str:
    """Return the singular of schoolchildren, townspeople and linesmen; a specimen is one already."""
    if word.endswith("men"):
        return word if word.endswith(_NO_MEN) and not word.endswith("women") else word[:-2] + "an"
    return word[:-3] if word.endswith("children") else word[:-6] + "person"


def singular(word: str) -> str:
    """Return the singular of an English noun in lower case; what is no regular plural stays as it is."""
    known = _tables().irregular.get(word)
    if known is not None:
        return known
    if word.endswith(_IRREGULAR_ENDINGS):
        return _irregular(word)
    if word.endswith(("ss", "us", "is", "'s")) or not word.endswith("s") or len(word) < 4:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("ves") and word[:-3] in ("shel", "hal", "cal", "loa", "scar"):
        return word[:-3] + "f"
    return word[:-1]


def is_plural(word: str) -> bool:
    """Return whether a word in lower case has the shape of a plural noun."""
    if word in _tables().irregular or (word.endswith(_IRREGULAR_ENDINGS) and _irregular(word) != word):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "ous"))


def is_state(word: str) -> bool:
    """Return whether a word says what befell people: killed, missing, homeless."""
    return word in _tables().states


def _befallen(atoms: Atoms, reading: Reading) -> bool:
    """Read what befell people as counted: "18 were killed", "tens of thousands have been displaced"."""
    start = reading.last + 1
    if atoms.at(start) in _MORE - {"so"}:
        start += 1  # "dozens more were injured"
    at = start
    while (atoms.at(at) in _AUXILIARIES or (at > start and atoms.at(at) in _STILL)) and at <= reading.last + 4:
        at += 1
    if at == start or atoms.at(at) not in _tables().states or not atoms.same_sentence(reading.last, at):
        return False
    reading.counted, reading.counted_last = atoms.low[at], at
    return True


def find_counted(atoms: Atoms, reading: Reading) -> None:
    """Set ``counted`` (a lemma) and ``counted_last`` (the last atom of the noun) of a plain number.

    The figure's span does not grow: "at least 18" counts "country" in "at least 18 countries".
    """
    if atoms.at(reading.last + 1) == "per" or _befallen(atoms, reading):
        return
    if atoms.parsed and _by_parse(atoms, reading):
        return
    _by_shape(atoms, reading)


# -- by the parse --------------------------------------------------------------------------------------------------


def _by_parse(atoms: Atoms, reading: Reading) -> bool:
    """Climb from the number to the noun that it modifies, or step down to what it is a number of."""
    words = atoms.words
    first, last = atoms.word[reading.core_first], atoms.word[reading.core_last]
    top = last
    for index in range(first, last + 1):
        head = words[index].head
        if not first <= head <= last or head == index:
            top = index
    word = words[top]
    if word.sentence != words[last].sentence:
        return False
    # A noun right after the number within its phrase wins over a far one.
    if word.dep in _NUMERIC and word.head != top and 0 <= word.head < len(words):
        head = word.head
        if head > last and words[head].pos in _NOUNS:
            if _another_counts(atoms, last + 1, head):
                return True
            return _count_word(atoms, reading, head)
    below = _of_complement(atoms, top, first, last)
    if below is not None:
        return _count_word(atoms, reading, below)
    state = last + 1
    if state < len(words) and words[state].lower in _tables().states:
        reading.counted = words[state].lower
        reading.counted_last = reading.last + 1
        return True
    beside = _noun_beside(words, top, last)
    if beside is not None:
        return _count_word(atoms, reading, beside)
    nxt = words[last + 1] if last + 1 < len(words) else word
    after = words[last + 2] if last + 2 < len(words) else nxt
    more = nxt.lower in ("more", "other") and after.tag == "NNS"  # "thousands more homes"
    if (nxt.tag == "NNS" or nxt.lower == "of" or more) and nxt.sentence == word.sentence:
        return False  # the parse has lost the number, its noun stands beside it
    return word.dep not in _NUMERIC or word.head == top


def _noun_beside(words: Sequence[Word], top: int, last: int) -> int | None:
    """Return the noun of "27 member states" where the parse hangs both on the word before: "3 of 27 member states"."""
    word = words[top]
    for index in range(last + 1, min(len(words), last + _LONGEST_RUN)):
        noun = words[index]
        if noun.tag == "NNS":
            return index if noun.head == word.head and noun.dep == word.dep and index > last + 1 else None
        if noun.tag not in ("NN", "JJ", "NNP") or noun.sentence != word.sentence:
            return None
    return None


def _another_counts(atoms: Atoms, start: int, noun: int) -> bool:
    """Tell whether a noun has a number or an article of its own: "1,450 five years ago", "1,450 the year before"."""
    word = atoms.words[start]
    if any(atoms.words[i].lower in _ARTICLES for i in range(start, noun)):
        return True
    return start < noun and word.dep in _NUMERIC and word.head == noun and word.pos == "NUM"


def _of_complement(atoms: Atoms, top: int, first: int, last: int) -> int | None:
    """Return the noun after "of" that depends on the number: dozens of people, 18 of the 35 member states."""
    words = atoms.words
    nxt = last + 1
    if nxt >= len(words) or words[nxt].lower != "of":
        return None
    for index in range(nxt + 1, min(len(words), last + 10)):
        word = words[index]
        if word.sentence != words[last].sentence or word.pos == "ADP" or word.lower in _THEM:
            return None
        if word.dep.startswith("nmod") and first <= word.head <= last and word.pos in _NOUNS:
            return index
    return None


def _count_word(atoms: Atoms, reading: Reading, index: int) -> bool:
    word = atoms.words[index]
    if word.lower in _NOT_COUNTED or sum(char.isalpha() for char in word.text) < 2:
        return False
    plural = word.tag in ("NNS", "NNPS") or is_plural(word.lower)
    after = index + 1
    if not plural and word.tag == "NN" and reading.low is not None and reading.low > 1 and after < len(atoms.words):
        follower = atoms.words[after]
        if follower.start == word.end + 1 and follower.tag in ("VBZ", "NNS") and follower.lower in _PLURAL_HEADS:
            return _count_word(atoms, reading, after)  # "27 member states meet", where the parse took a verb
    if word.lower == "head" and after + 1 < len(atoms.words) and atoms.words[after].lower == "of":
        return _count_word(atoms, reading, after + 1)  # "1.5 million head of cattle"
    if not plural and (_names_a_mark(atoms, reading, word.lower) or _names_a_model(atoms, reading, word)):
        return False
    reading.counted = (word.lemma.lower() or singular(word.lower)) if plural else word.lower
    if plural and reading.counted == word.lower:
        reading.counted = singular(word.lower)
    reading.counted = _named(atoms, word, reading.counted).strip("-–—'’")
    at = reading.last
    while at + 1 < len(atoms) and atoms.start[at + 1] < word.end:
        at += 1
    reading.counted_last = at
    _both_sexes(atoms, reading)
    return True


def _named(atoms: Atoms, word: Word, lemma: str) -> str:
    """Keep the capitals of Syrians and MPs, outside headlines."""
    singular_form = word.text[:-1]
    if len(singular_form) > 1 and word.text.endswith("s") and singular_form.isupper():
        return singular_form
    if word.tag != "NNPS" or not word.text[:1].isupper():
        return lemma
    near = atoms.words[max(0, word.head - 8) : word.head + 8]
    running = any(w.pos in ("VERB", "ADJ", "NOUN") and w.sentence == word.sentence and w.text.islower() for w in near)
    lemma = lemma[:-1] if lemma.endswith("is") else lemma  # Nepalis
    return lemma[:1].upper() + lemma[1:] if running else lemma


def _both_sexes(atoms: Atoms, reading: Reading) -> None:
    """Count "dedicated men and women" as persons."""
    at = reading.counted_last
    if atoms.low[at] not in _SEXES or atoms.at(at + 1) not in ("and", "or", ","):
        return
    if atoms.at(at + 2) in _SEXES:
        reading.counted = "person"


def _names_a_mark(atoms: Atoms, reading: Reading, noun: str) -> bool:
    """Tell "the 50,000 milestone" and "a 2012 candidate" from counts: more than one of something would be a plural."""
    raw = atoms.raw[reading.number.first]
    year = len(raw) == 4 and raw.isdigit() and "1500" <= raw <= "2100"
    hyphen = reading.last + 1 < len(atoms) and atoms.raw[reading.last + 1] in _HYPHENS
    return reading.low != 1 and not hyphen and (year or noun in _MARKS)


def find_ranked(atoms: Atoms, reading: Reading) -> None:
    """Name what an ordinal ranks, by the parse: the conference of "the first Americas Counter Cartel Conference".

    "The third largest bank" is third in a list of another order, and is left without its noun.
    """
    words = atoms.words
    index = atoms.word[reading.core_last]
    head = words[index].head
    if not atoms.parsed or not index < head <= index + _LONGEST_PHRASE or words[head].pos not in _NOUNS:
        return
    if words[index].dep not in _NUMERIC or any(words[i].tag in ("JJS", "RBS") for i in range(index + 1, head)):
        return
    if any(words[i].lower == "most" or words[i].text in _BRACKETS for i in range(index + 1, head)):
        return
    _count_word(atoms, reading, head)


def _names_a_model(atoms: Atoms, reading: Reading, word: Word) -> bool:
    """Tell "the 787 Dreamliner" from a count: of more than one thing the name would be a plural."""
    raw = atoms.raw[reading.number.first]
    return word.tag == "NNP" and len(raw) > 2 and raw.isdigit() and reading.number.first == reading.last


# -- by the shape of words -----------------------------------------------------------------------------------------


def _by_shape(atoms: Atoms, reading: Reading) -> None:
    start = _phrase_start(atoms, reading)
    if start is None:
        return
    tables = _tables()
    one = reading.plain and reading.low == 1
    best: tuple[int, str] | None = None
    end = start
    if start == reading.last + 2 and atoms.raw[start - 1] in _HYPHENS:
        # "a 131-page document", "the six-member team"
        if atoms.low[start] not in _UNCOUNTED and atoms.low[start] not in tables.stop:
            reading.counted, reading.counted_last = singular(atoms.low[start]), start
        return
    for at in range(start, min(len(atoms), start + _LONGEST_PHRASE)):
        word = atoms.low[at]
        if not atoms.same_sentence(start, at):
            break
        if word == "and" and best is None and at > start and _coordinated(atoms, at):
            continue
        if word in tables.stop:
            break
        if atoms.kind[at] != LETTERS:
            if atoms.raw[at] in _HYPHENS and atoms.glued[at] and atoms.is_glued(at + 1):
                continue
            if atoms.kind[at] == DIGITS and atoms.is_glued(at + 1) and atoms.at(at + 1) == "s":
                continue
            break
        if atoms.at(at - 1) not in _HYPHENS and word.endswith("ly") and at > start and best is not None:
            break
        end = at
        hyphenated = (
            at + 1 < len(atoms) and atoms.raw[at + 1] in _HYPHENS and atoms.glued[at + 1] and atoms.is_glued(at + 2)
        )
        if hyphenated:
            continue
        if atoms.at(at + 1) == "'s":
            if best is None:
                continue
            break
        if one and (word.endswith(("ed", "ing")) or (is_plural(word) and best is not None)):
            break
        if is_plural(word) and not one:
            best = (at, singular(word))
            if not is_plural(atoms.at(at + 1)):
                break
        elif one and not word.endswith(_ADJECTIVAL):
            best = (at, singular(word) if is_plural(word) else word)
    if best is None and start <= end and atoms.low[start] in tables.states and atoms.kind[start] == LETTERS:
        best = (start, atoms.low[start])
    if best is not None and best[1] not in _NOT_COUNTED:
        reading.counted_last, reading.counted = best
        _both_sexes(atoms, reading)


def _coordinated(atoms: Atoms, at: int) -> bool:
    """Tell "Latin American and Caribbean nations" from "killed and 20 wounded"."""
    before, after = atoms.low[at - 1], at + 1
    if before in _tables().states or after >= len(atoms) or atoms.kind[after] != LETTERS:
        return False
    return atoms.low[after] not in _tables().stop | {"more", "other"} and not atoms.low[after].endswith("ed")


def goes_on(atoms: Atoms, index: int) -> bool:
    """Return whether a noun phrase can go on with an atom: a word that is no function word, adverb or state."""
    word = atoms.at(index)
    closed = word in _tables().stop or word in _tables().states or word in _MORE or word.endswith("ly")
    return index < len(atoms) and atoms.kind[index] == LETTERS and not closed


def _phrase_start(atoms: Atoms, reading: Reading) -> int | None:
    """Return where the noun phrase goes on after the number: over "of the", "more", a second number and a hyphen."""
    at = reading.last + 1
    if at >= len(atoms) or not atoms.same_sentence(reading.last, at):
        return None
    if atoms.raw[at] in _HYPHENS and atoms.is_glued(at) and atoms.is_glued(at + 1):
        return at + 1
    if atoms.low[at] == "of":
        at += 1
        while atoms.at(at) in (
            "the",
            "its",
            "his",
            "her",
            "their",
            "these",
            "those",
            "our",
            "all",
            "a",
            "an",
            "some",
        ):
            at += 1
        inner = read_number(atoms, at) if at < len(atoms) else None
        if inner is not None and inner.form == "cardinal":
            at = inner.last + 1
    if atoms.at(at) in ("more", "other", "further", "additional", "new", "extra", "fewer", "so"):
        at += 1
    if at >= len(atoms) or not atoms.same_sentence(reading.last, at):
        return None
    if atoms.kind[at] == DIGITS and atoms.at(at + 1) == "s" and atoms.is_glued(at + 1):
        # "18 more 777s": what is counted is named by a number.
        reading.counted, reading.counted_last = atoms.raw[at], at + 1
        return None
    return at if atoms.kind[at] == LETTERS else None
