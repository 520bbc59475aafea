"""What a number counts where no noun stands by it: the noun of the clause before, of "more", of what rose to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.figures.atoms import DIGITS, LETTERS, Atoms
from pipeline.figures.counted import is_plural, is_state, singular
from pipeline.figures.lexicons import word_map, word_set
from pipeline.figures.named_rows import ROW, takes_row_noun
from pipeline.figures.readings import Reading
from pipeline.figures.trends import is_change_verb, trends
from pipeline.figures.words import Word

__all__ = ["find_elided"]

_WINDOW = 40
_LONGEST_GAP = 6
_LONGEST_CLIMB = 3
_STEPS = frozenset(["%", "percent", "cent", "pc", "points", "point", "quarter", "third", "half", "fifth", "tenth"])
_DETERMINERS = frozenset(["the", "its", "their", "those"])
_OPENS_A_TIME = frozenset(["a", "an", "the", "last", "this", "earlier", "now", "today"])
_TAKEN_UP = frozenset(["it", "that", "this", "figure", "number", "total", "tally", "count"])
_MORE = frozenset(["more", "others", "other", "fewer"])
_RELATIVES = frozenset(["which", "that", "who"])
_BE = frozenset(["are", "is", "was", "were", "be", "been"])
_JOINTS = frozenset(["and", "or", "but", "while", ","])
_GIVEN = frozenset(["by", "for", "from", "in", "on", "to"])
_NEAR = 6
_PLACES = frozenset(["against", "in", "from", "at", "for"])
_COPULAS = word_set("ellipsis", "copulas")
_HEDGES = word_set("binding", "hedges")
_LEVEL_VERBS = word_set("ellipsis", "level_verbs")
_TALLIES = word_set("ellipsis", "tallies")
_MEASURED = word_set("ellipsis", "measured")
_GAPPED = word_set("ellipsis", "gapped")
_ASKED = word_set("ellipsis", "asked")
_NAMES_OF_COUNTS = word_map("ellipsis", "names_of_counts")


def find_elided(atoms: Atoms, reading: Reading, before: Sequence[Reading]) -> None:
    """Set ``counted`` of a number from the figure before it in the sentence, or from the subject of its verb.

    Parameters
    ----------
    atoms
        The text.
    reading
        A number; what it counts by itself has been looked for.
    before
        The figures before it, in the order of the text.
    """
    last = before[-1] if before and atoms.same_sentence(before[-1].last, reading.first) else None
    if last is not None and reading.counted in _ASKED and last.counted and _part_of(atoms, reading):
        reading.counted = last.counted  # "500 votes out of nearly 2 million cast"
        return
    if last is not None and last.kind == "count" and last.counted and _left_over(atoms, last, reading):
        reading.counted, reading.counted_last = last.counted, -1
        reading.rules.append("ellipsis.left_over")
        return
    if last is not None and takes_row_noun(atoms, last, reading):
        reading.counted, reading.counted_last = last.counted, -1
        reading.rules.append(ROW)
        return
    if reading.counted:
        # "31 people died and dozens are now missing", not "and hundreds of homes burned"
        if last is not None and reading.counted_last > reading.last + 1 and atoms.at(reading.last + 1) != "of":
            reading.counted = _parallel_noun(atoms, reading, last) or reading.counted
        return
    if last is not None and last.kind == "quantity" and _of_them(atoms, reading):
        reading.kind, reading.unit, reading.counted = last.kind, last.unit, last.counted
        reading.dimension, reading.factor = last.dimension, last.factor  # "80 tonnes of wheat, 12 of them spoiled"
        return
    reading.counted = (_noun_before(atoms, reading, last) if last is not None else "") or _subject(atoms, reading)
    reading.counted = reading.counted or _taken_up(atoms, reading, before)
    if not reading.counted and _are_aboard(atoms, reading.last + 1):
        reading.counted = "person"


def _noun_before(atoms: Atoms, reading: Reading, last: Reading) -> str:
    """Return the noun of the figure before, where the words between say that this one counts the same."""
    counts = last.kind == "count" and bool(last.counted)
    after = reading.last + 1
    if counts and _of_them(atoms, reading):
        return last.counted
    if counts and atoms.at(after) in _MORE and _stands_alone(atoms, after + 1):
        return last.counted
    if counts and _added(atoms, reading) and (_stands_alone(atoms, after) or atoms.at(after) in _RELATIVES):
        return last.counted
    if counts and (
        _against(atoms, reading)
        or _out_of(atoms, last, reading)
        or _exists(atoms, reading)
        or _stepped(atoms, last, reading)
        or _gapped(atoms, last, reading)
    ):
        return last.counted
    return _parallel_noun(atoms, reading, last)


def _taken_up(atoms: Atoms, reading: Reading, before: Sequence[Reading]) -> str:
    """Return the noun of the sentence before, which "it was 300 last year" takes up: the only thing counted there."""
    after = reading.last + 1
    if not _whole(atoms, reading) or not (_stands_alone(atoms, after) or atoms.at(after) in _OPENS_A_TIME):
        return ""
    verb = reading.first - 1
    while atoms.at(verb) in _COPULAS and reading.first - verb <= 4:
        verb -= 1
    if verb == reading.first - 1 or atoms.at(verb) not in _TAKEN_UP:
        return ""
    sentence = atoms.sentence[reading.first]
    here = [each for each in before[-_NEAR:] if atoms.sentence[each.first] == sentence and each.counted]
    nouns = {each.counted for each in before[-_NEAR:] if atoms.sentence[each.first] == sentence - 1 and each.counted}
    return nouns.pop() if len(nouns) == 1 and not here else ""


def _are_aboard(atoms: Atoms, at: int) -> bool:
    """Tell the six of "killing all six aboard", who are people."""
    return atoms.at(at) == "aboard" or atoms.low[at : at + 2] == ["on", "board"]


def _of_them(atoms: Atoms, reading: Reading) -> bool:
    return atoms.at(reading.last + 1) == "of" and atoms.at(reading.last + 2) == "them"


def _added(atoms: Atoms, reading: Reading) -> bool:
    """Tell "and another 5,000 indirectly" and "among them 20 from Africa"."""
    before = atoms.at(reading.first - 1)
    added = before in ("another", "further", "additional") or any(
        atoms.low[i] == "another" for i, _ in reading.modifier
    )
    return added or (before == "them" and atoms.at(reading.first - 2) == "among") or before == "including"


def _stands_alone(atoms: Atoms, at: int) -> bool:
    """Tell "saved 200 more after" from "200 more nurses": no noun can follow."""
    word = atoms.at(at)
    return at >= len(atoms) or atoms.kind[at] != LETTERS or word in _GAPPED or word.endswith(("ed", "ly"))


def _against(atoms: Atoms, part: Reading) -> bool:
    """Tell the 52 of "38 homicides, compared with 52 a year before"."""
    at = part.first - 1
    return atoms.at(at) in ("with", "to") and atoms.at(at - 1) == "compared" and part.plain and part.kind == "number"


def _part_of(atoms: Atoms, whole: Reading) -> bool:
    of = whole.first - 1
    return atoms.at(of) == "of" or atoms.at(of - 1) == "of"


def _out_of(atoms: Atoms, whole: Reading, part: Reading) -> bool:
    """Tell the 14 of "Of the 50 states, 14 have banned it"."""
    opens = whole.first - 1 - (atoms.at(whole.first - 1) in _DETERMINERS)
    if atoms.at(opens) != "of":
        return False
    fronted = opens == 0 or not atoms.same_sentence(opens - 1, opens)
    gap = atoms.low[whole.counted_last + 1 : part.first]
    return fronted and gap[-1:] == [","] and gap.count(",") == 1 and len(gap) <= _LONGEST_GAP


def _exists(atoms: Atoms, reading: Reading) -> bool:
    """Tell the 1,800 of "fewer than 400 pandas; there are now about 1,800"."""
    near = atoms.low[max(0, reading.first - 4) : reading.first]
    ends = reading.last + 1 >= len(atoms) or atoms.kind[reading.last + 1] != LETTERS
    return ends and "there" in near and not _BE.isdisjoint(near)


def _stepped(atoms: Atoms, level: Reading, step: Reading) -> bool:
    """Tell the 60 of "202 seats, down 60"."""
    gap = atoms.low[max(level.last, level.counted_last) + 1 : step.first]
    ends = step.last + 1 >= len(atoms) or atoms.kind[step.last + 1] != LETTERS or atoms.at(step.last + 1) == "on"
    return ends and gap in ([",", "up"], [",", "down"], ["(", "up"], ["(", "down"])


def _left_over(atoms: Atoms, last: Reading, reading: Reading) -> bool:
    """Tell the two of "11 members voted for it, with two opposing it", and the one of "and one abstaining"."""
    after = atoms.at(reading.last + 1)
    if not ((after.endswith("ing") and len(after) > 5) or after in _PLACES) or not reading.plain:
        return False
    if reading.counted_last > reading.last + 1 or is_plural(atoms.at(reading.last + 2)):
        return False  # "with two nursing homes evacuated"
    first = max(last.last, last.counted_last) + 1
    gap = atoms.low[first : reading.first]
    if gap[-1:] == ["with"]:
        return gap[-2:-1] == [","]
    return gap[-1:] in (["and"], [","]) and "ellipsis.left_over" in last.rules and "with" not in gap


def _gapped(atoms: Atoms, last: Reading, reading: Reading) -> bool:
    """Tell the second of "1.2 million followers on one site and 340,000 on another": both before one preposition."""
    first = max(last.last, last.counted_last) + 1
    link = reading.first - 1
    while atoms.at(link) in _HEDGES:
        link -= 1
    after = atoms.at(reading.last + 1)
    same = after in _GAPPED and atoms.at(first) == after
    later = after in _GIVEN and after in atoms.low[first:link]  # "40 beds were sent to one town and 60 to another"
    return (same or later) and first < link and atoms.at(link) in _JOINTS


def _parallel_noun(atoms: Atoms, reading: Reading, before: Reading) -> str:
    """Return what the parallel place of the clause before counts: "31 people died and dozens were missing"."""
    words = atoms.words
    if not atoms.parsed or before.kind != "count":
        return ""
    elided = before.counted_last < 0  # "640 were in favour and 400 opposed": the number is the subject
    index, noun = atoms.word[reading.core_last], atoms.word[before.core_last if elided else before.counted_last]
    subjects = words[index].dep.startswith("nsubj") and words[noun].dep.startswith("nsubj")
    if not subjects and not words[index].dep == words[noun].dep == "obj":
        return ""
    verb = words[index].head
    coordinated = words[verb].dep == "conj" and words[verb].head == words[noun].head
    if not subjects and not is_state(words[verb].lower):
        return ""  # "infected 650 people and killed 30", not "hired 650 people and earned 30"
    return before.counted if coordinated and (elided or words[noun].pos == "NOUN") else ""


# -- what rose to the number, or stands at it ------------------------------------------------------------------------


def _subject(atoms: Atoms, reading: Reading) -> str:
    """Return what is counted by what a verb of change or level says the number of: "the death toll rose to 300"."""
    if not _whole(atoms, reading):
        return ""
    of = reading.first - 1
    if atoms.at(of) == "of" and atoms.at(of - 1) in _NAMES_OF_COUNTS:
        return _NAMES_OF_COUNTS[atoms.low[of - 1]]  # "a population of five million"
    if not atoms.parsed:
        return ""
    words = atoms.words
    place = _top(atoms, reading)
    if words[place].dep in ("nummod", "compound") and words[words[place].head].lower in ("mark", "barrier", "level"):
        place = words[place].head
    if words[place].dep in ("ROOT", "root", "ccomp", "conj"):
        return _named_count(words, place, is_level=False)
    step = _step_of(words, place)
    verb = words[step].head
    if words[step].dep not in ("obj", "obl", "xcomp", "nmod", "advcl", "advmod") or not _moves(words[verb]):
        return ""
    return _named_count(words, verb, is_level=True, unless=place)


def _step_of(words: Sequence[Word], place: int) -> int:
    """Climb from a level to the step that the parse hangs it on: "fell by 300 to 81,200, down from 83,000"."""
    for _ in range(_LONGEST_CLIMB):
        above = words[place].head
        if words[above].pos != "NUM" and words[above].lower not in ("up", "down"):
            break
        place = above
    return place


def _whole(atoms: Atoms, reading: Reading) -> bool:
    value = reading.low if reading.low is not None else reading.high
    if reading.kind != "number" or reading.unit or value is None or value % 1 or reading.number.form == "fraction":
        return False
    raw = atoms.raw[reading.number.first]
    year = len(raw) == 4 and raw.isdigit() and "1500" <= raw <= "2100"
    return not year and not (atoms.kind[reading.number.first] == DIGITS and "." in raw and not reading.number.scaled)


def _top(atoms: Atoms, reading: Reading) -> int:
    """Return the word of a numeral that the others hang on."""
    first, last = atoms.word[reading.core_first], atoms.word[reading.core_last]
    top = last
    for index in range(first, last + 1):
        if not first <= atoms.words[index].head <= last:
            top = index
    return top


def _moves(verb: Word) -> bool:
    return is_change_verb(verb.lower) or verb.lower in trends().multiples or verb.lower in _LEVEL_VERBS


def _named_count(words: Sequence[Word], verb: int, *, is_level: bool, unless: int = -1) -> str:
    """Return what the object or the subject of a verb is the number of."""
    roles = (("obj",), ("nsubj", "nsubj:pass")) if is_level else (("nsubj", "nsubj:pass"),)
    for role in roles:
        for index in _children(words, verb, role):
            step = words[index].pos == "NUM" or words[index].lower in _STEPS
            if index != unless and words[index].lower not in _RELATIVES and not step:
                return _count_named(words, index, plural=is_level)
    above = words[verb].head
    if words[verb].dep in ("acl:relcl", "acl"):
        return _count_named(words, above, plural=is_level)
    if words[verb].dep in ("conj", "xcomp", "advcl") and above != verb:
        raised = words[verb].dep == "xcomp"  # "they expected jobs to rise by 300"
        for role in (("obj",), ("nsubj", "nsubj:pass")) if raised else (("nsubj", "nsubj:pass"),):
            for index in _children(words, above, role):
                return _count_named(words, index, plural=is_level)
    return ""


def _children(words: Sequence[Word], head: int, roles: tuple[str, ...]) -> Iterator[int]:
    for index in range(max(0, head - _WINDOW), min(len(words), head + _WINDOW)):
        if words[index].head == head and words[index].dep in roles and index != head:
            yield index


def _count_named(words: Sequence[Word], noun: int, *, plural: bool) -> str:
    """Return "death" for the death toll, "case" for the number of cases, "job" for jobs."""
    word = words[noun]
    if word.lower in _TALLIES:
        owners = [i for i in _children(words, noun, ("nmod",)) if i > noun and words[i].tag == "NNS"]
        if owners:
            return singular(words[owners[0]].lower)
        named = words[noun - 1] if noun and words[noun - 1].head == noun else word
        return named.lower if named.dep == "compound" and named.tag == "NN" else ""  # "passenger numbers"
    if word.lower in _NAMES_OF_COUNTS:
        return _NAMES_OF_COUNTS[word.lower]
    counts = plural and word.tag == "NNS" and word.lower not in _MEASURED
    return (word.lemma.lower() or singular(word.lower)) if counts else ""
