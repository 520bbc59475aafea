"""What the words around a date tell: whether it is a date at all. See :mod:`.tense` for where the verb points."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.lexicon import CLASSES, load_table
from pipeline.figures.words import Word

__all__ = [
    "CUES",
    "clock_stands",
    "counted",
    "is_age",
    "is_modifier",
    "length_stands",
    "month_stands",
    "set_stands",
    "slash_stands",
    "some_stands",
    "weekday_stands",
    "year_stands",
]

CUES: dict[str, frozenset[str]] = {
    name: frozenset(words) for name, words in load_table("context.json").items() if isinstance(words, list)
}


def is_modifier(words: Sequence[Word], at: int) -> bool:
    """Tell, by the parse, the Sunday of "Sunday opening" from that of "a Sunday statement" and "Sunday trading"."""
    word = words[at]
    if word.dep not in ("compound", "nmod:desc") or not at < word.head < len(words):
        return False
    head = words[word.head]
    if head.pos != "NOUN" or head.lower in CUES["after_weekday_once"]:
        return False
    if any(words[n].pos == "ADP" for n in range(at + 1, word.head)):
        return False
    for place in range(at - 1, max(-1, at - 4), -1):
        before = words[place]
        if before.pos in ("DET", "ADP") or before.tag in ("POS", "PRP$"):
            return before.pos == "ADP" and head.tag == "NNS"
        if before.pos not in ("ADJ", "NOUN", "PROPN", "ADV") or before.sentence != word.sentence:
            break
    return True


# --- negatives ------------------------------------------------------------------------------------------------------
def _low(atoms: Atoms, at: int) -> str:
    return atoms.low[at] if 0 <= at < len(atoms) else ""


def _capital(atoms: Atoms, at: int) -> bool:
    return 0 <= at < len(atoms) and atoms.source(at)[:1].isupper()


def _begins_sentence(atoms: Atoms, at: int) -> bool:
    if at == 0 or _low(atoms, at - 1) in ("\n", ".", "!", "?", ":", '"', "“", "•", "*"):
        return True
    words = atoms.words
    return words[atoms.word(at)].sentence != words[atoms.word(at - 1)].sentence


def counted(atoms: Atoms, end: int) -> bool:
    """Whether what follows a number is what it counts or measures."""
    low = _low(atoms, end)
    if not low:
        return False
    if atoms.glued(end) and (low in "%°" or low.isalpha()):
        return True
    if low in CUES["measures"]:
        return True
    if low == "-" and atoms.glued(end) and atoms.glued(end + 1) if end + 1 < len(atoms) else False:
        return _low(atoms, end + 1) not in CUES["year_suffixes"] and not _low(atoms, end + 1).isdigit()
    word = atoms.words[atoms.word(end)]
    if word.tag:
        return word.tag == "NNS" and low not in CUES["events"]
    return (
        low.isalpha()
        and len(low) > 2
        and (low.endswith("s") or low.endswith(("children", "people", "men", "folk")))
        and not low.endswith(("ss", "us", "is"))
        and low not in CUES["events"]
        and low not in CUES["verbs_in_s"]
        and not _capital(atoms, end)
    )


def year_stands(atoms: Atoms, first: int, end: int, year: int, *, listed: bool) -> bool:
    """Tell whether four digits that stand alone are a year.

    Parameters
    ----------
    first, end
        The atoms of the number.
    year
        Its value.
    listed
        It follows another year in a list.
    """
    before, after = _low(atoms, first - 1), _low(atoms, end)
    if atoms.glued(first) and before not in ("(", "[", '"', "“", "'", "/"):
        return False
    if end < len(atoms) and atoms.glued(end) and after in ("-", "/"):
        return _low(atoms, end + 1) in CUES["year_suffixes"]
    if end < len(atoms) and atoms.glued(end) and after == ":" and end + 1 < len(atoms) and atoms.glued(end + 1):
        return False
    plausible = 1800 <= year <= 2100
    if counted(atoms, end):
        # "in 2016 elections were held", "the 2012 games" against "2000 people".
        return before in ("in",) and plausible and year % 100 != 0 and after in CUES["verbs_in_s"]
    if before in CUES["year_prepositions"] or listed or (before == "as" and _low(atoms, first - 2) in CUES["as_early"]):
        return True
    if before == "of":
        return _low(atoms, first - 2) not in CUES["amounts"] and 1000 <= year <= 2100
    if not plausible:
        return False
    if before in ("for", "to", "and", "or", "than"):
        return before == "for" or _low(atoms, first - 2) in CUES["before_to"]
    if before in CUES["not_before_year"]:
        return False
    word = atoms.words[atoms.word(first)]
    if word.dep in ("compound", "nummod", "amod", "nmod:desc") and year >= 1900 and before.isalpha():
        # "fellow 2012 candidate": more than one of something would be a plural
        head = atoms.words[word.head] if 0 <= word.head < len(atoms.words) else word
        if head.tag == "NN" and head.start > word.start and not atoms.glued(first):
            return True
    if after == "'" and _low(atoms, end + 1) == "s":
        return True
    if before in CUES["determiners"] or (before == "s" and _low(atoms, first - 2) == "'"):
        return after.isalpha() and year >= 1900
    if _begins_sentence(atoms, first):
        return year >= 1900
    if _capital(atoms, first - 1) or before == ",":
        return year >= 1900
    return before in CUES["months"]


def month_stands(atoms: Atoms, first: int, end: int) -> bool:
    """Tell whether a month's name that stands alone is the month."""
    low, before = atoms.low[first], _low(atoms, first - 1)
    word = atoms.words[atoms.word(first)]
    if word.tag and word.tag not in ("NNP", "NNPS", "NN", "CD"):
        return False
    if not _capital(atoms, first) and not atoms.all_lower:
        return False
    superlative = before.endswith("est") and len(before) > 4 and word.tag in ("NNP", "")
    if before in CUES["month_prepositions"] or superlative:
        return True
    if low in CUES["months_also_words"]:
        linked = before in ("and", "or", ",", "to", "-") and _low(atoms, first - 2) in CLASSES["MONTH"]
        return linked or (_low(atoms, end) in ("and", "or", "to", "-") and _low(atoms, end + 1) in CLASSES["MONTH"])
    if low in CLASSES["MONTHABBR"]:
        return False
    return word.name != "PERSON" and not (_capital(atoms, end) and low in ("april", "june", "august"))


def weekday_stands(atoms: Atoms, first: int, end: int) -> bool:
    """Tell whether a weekday's name that stands alone is the day."""
    low, before, after = atoms.low[first], _low(atoms, first - 1), _low(atoms, end)
    if low in CLASSES["WEEKDAYABBR"]:
        return (_capital(atoms, first) or atoms.all_lower) and before in ("on", "last", "next", "since", "until", "by")
    if not _capital(atoms, first) and not atoms.all_lower:
        return False
    if before in ("a", "any", "one"):
        # "on a Monday": no day in particular; "in a Monday statement" is one.
        index = atoms.word(first)
        word = atoms.words[index]
        return before == "a" and word.dep == "compound" and atoms.words[word.head].tag == "NN" and word.head > index
    if before in CUES["before_weekday_name"] and _capital(atoms, first - 1):
        return False
    return not (after in CUES["after_weekday_name"] and _capital(atoms, end))


def is_age(atoms: Atoms, first: int, end: int) -> bool:
    """Tell whether a length is somebody's age."""
    after = _low(atoms, end)
    if after == "-":
        after = _low(atoms, end + 1)
    if after in ("old", "olds"):
        return True
    if _low(atoms, first - 1) == "aged" or (_low(atoms, first - 1) == "of" and _low(atoms, first - 2) == "age"):
        return True
    return after == "of" and _low(atoms, end + 1) == "age"


def length_stands(atoms: Atoms, first: int, end: int) -> bool:
    """Tell whether "a year", "an hour" is a length here, and not a rate or a time."""
    before = _low(atoms, first - 1)
    if atoms.low[end - 1] == "second" and _low(atoms, end).isalpha() and _low(atoms, end) not in ("and", "or", "to"):
        return False  # "a second attempt"
    if _low(atoms, end) == "on" and _low(atoms, end + 1) == ",":
        return True  # "A week on, nobody knows"
    if atoms.low[end : end + 2] == ["'", "s"]:
        return True  # "a week's holiday"
    return before in CUES["before_length"] or (_low(atoms, end) in ("after", "before") and not before[:1].isdigit())


def some_stands(atoms: Atoms, first: int, end: int) -> bool:
    """Tell whether a bare plural is a length: "years of drought", "it took months"."""
    before, after = _low(atoms, first - 1), _low(atoms, end)
    if after in ("before", "after") and first and not before.isalnum():
        return True
    if after in ("before", "after") and first:
        # "was put out hours before the concert" against "the days before the vote"
        tag = atoms.words[atoms.word(first - 1)].tag
        if tag in ("RP", "RB", "IN", "VBN", "VBD", "VBZ", "VBP", "VBG", "VB"):
            return True
    if after == "of":
        follower = _low(atoms, end + 1)
        plain = not before.isalnum() or before in CUES["before_years_of"]
        return (
            plain
            and atoms.low[first] not in CUES["not_years_of"]
            and follower != "age"
            and not _capital(atoms, end + 1)
        )
    return before in CUES["before_years"] and (not after.isalnum() or after in CUES["after_years"])


def slash_stands(atoms: Atoms, first: int, end: int, *, anywhere: bool = False) -> bool:
    """Tell whether "3/5" is a day, not a fraction, a score or the name of an event."""
    if "".join(atoms.low[first:end][-3:]) in CUES["slash_names"]:
        return False
    if end < len(atoms) and atoms.glued(end) and _low(atoms, end) in "/-%":
        return False
    return anywhere or _low(atoms, first - 1) in ("on", "by", "until", "since", "before", "after", "from", "dated")


def set_stands(atoms: Atoms, first: int, end: int) -> bool:
    """Tell whether "daily" or "annual" stands for a repetition, not in a name."""
    if atoms.all_lower or not _capital(atoms, first):
        return True
    starts = _begins_sentence(atoms, first) and _low(atoms, first - 1) != ":"
    return starts and not _capital(atoms, end)


def clock_stands(atoms: Atoms, first: int, end: int) -> bool:
    """Tell whether digits with a colon are a time of day, not a running time or a score."""
    before, after = _low(atoms, first - 1), _low(atoms, end)
    if atoms.low[end - 1] in ("hours", "hrs") and not atoms.low[first].startswith("0"):
        return before in ("at", "by", "until", "from", "before", "after")  # "roughly 1600 hours" are a length
    if atoms.glued(first) and before not in ("(", "[", '"', "“"):
        return False
    if end < len(atoms) and atoms.glued(end) and after in (":", "%", "/"):
        return False
    if _capital(atoms, first - 1) and not _begins_sentence(atoms, first) and before.isalpha():
        return _begins_sentence(atoms, first - 1)  # "Matthew 5:25" is a verse
    if before == "of":
        return _low(atoms, first - 2) == "as"
    return before not in ("in", "score", "won", "lost", "ratio")
