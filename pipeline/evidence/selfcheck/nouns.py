"""Whether two figures count one thing by their nouns: the same word, another for it, or one that the verb gives."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final

from pipeline.evidence.lexicon import concepts, generic, same_word, same_words, table_rows
from pipeline.evidence.selfcheck.common import Inside
from pipeline.evidence.selfcheck.happenings import event_kinds
from pipeline.evidence.selfcheck.phrases import root
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import is_number, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["BEFALLEN", "aged", "heads", "is_definite", "roots"]

_DEFINITE: Final = frozenset(["the", "all", "these", "those", "its", "their", "his", "her"])
_UNITS: Final = {"quantity": 1.0, "rate": 1.0, "money": 0.5, "percentage": 0.0}
BEFALLEN: Final = frozenset(stem(word) for word in ("victim", "casualty", "dead", "fatality", "bodies"))
_CROWDS: Final = frozenset(stem(word) for word in ("crowd", "audience", "congregation", "workforce"))
_PERSONS: Final = ("er", "or", "ist", "person", "man", "woman", "fan", "guest", "people", "worker")
_LIGHT: Final = word_list("text.stopwords") - frozenset(
    ["give", "gives", "giving", "given", "make", "made", "took", "take"]
)


def heads(inside: Inside, mine: Noted, theirs: Noted) -> float:
    """Weigh what is counted: the same noun, another word for it, or one that the verb gives ("robbed", "robbers")."""
    if mine.figure.kind == "duration":
        # "sentenced to 14 years … the sentence of 12 years": of a length alone nothing can be told.
        named = theirs.measured | ({stem(theirs.after)} if "-" in theirs.figure.text else set())
        return 2.0 if same_words(named, {mine.governor} | mine.measured | _near(inside, mine)) else 0.0
    if mine.figure.kind == "age":
        return 2.0 if same_word(aged(mine), aged(theirs)) else 0.0
    if mine.figure.kind in _UNITS:
        # Shares are of all sorts of things: their noun must be the same.
        unit = _UNITS[mine.figure.kind]
        nouns = theirs.thing | theirs.measured | ({stem(theirs.after)} if theirs.after.isalpha() else set())
        taken = {word for word in nouns if word and not generic(word)} & same_words(nouns, roots(inside, mine.sentence))
        gauge = 0.75 if theirs.measured & taken and mine.figure.kind == "percentage" else 0.0
        return unit + gauge + 1.5 * bool(taken)
    if not theirs.head and theirs.measured & _CROWDS and mine.figure.counted.endswith(_PERSONS):
        return 2.0
    if not theirs.head or not (mine.head or _bare(inside, mine)):
        return 0.0
    if mine.head == theirs.head:
        kinds = (mine.thing & theirs.thing) - {mine.head}
        same = (is_definite(inside, theirs) and bool(mine.outcome & theirs.outcome)) or any(
            not generic(word) for word in kinds
        )
        return 1.0 if generic(theirs.head) and not same else 2.0
    if mine.head and same_word(mine.head, theirs.head):
        return 1.5
    people = _person(mine.head) and _person(theirs.head)
    if _made_by(theirs.head) & (mine.clause_words | mine.words | {mine.governor}):
        # "arrested three men … the four suspects"
        return 2.0
    dead = ({theirs.head} | theirs.measured) & BEFALLEN
    if dead and mine.head in BEFALLEN:
        return 2.0
    if people and dead and (mine.outcome or _kills(inside, mine)):
        return 2.0
    if event_kinds(theirs.head) & {kind for word in mine.clause_words | mine.words for kind in event_kinds(word)}:
        # "will close 45 shops … the 54 closures"
        return 1.5
    if any(same_word(theirs.head, word) for word in roots(inside, mine.sentence) - mine.thing):
        return 2.0 if people else 0.5
    return 0.75 if people else 0.0


def roots(inside: Inside, sentence: int) -> set[str]:
    """Return the stems of the words of a sentence, of light verbs too."""
    found = {
        root(token)
        for token in inside.tokens_of.get(sentence, [])
        if token.text[0].isalpha() and not is_number(token.lower)
    } - {stem(word) for word in _LIGHT}
    # Who has to leave home is evacuated.
    return found | {stem("evacuate")} if found >= {stem("leave"), stem("home")} else found


def _bare(inside: Inside, noted: Noted) -> bool:
    return inside.block(noted.figure.start) == "headline" and not noted.head


def _near(inside: Inside, noted: Noted) -> set[str]:
    """Return the stems of the words of content before a length of time, as far as its verb may stand."""
    held = [token for token in inside.tokens_of[noted.sentence] if token.end <= noted.figure.start]
    return {token.stem for token in held if token.stem and token.clause == noted.clause}


def aged(noted: Noted) -> str:
    """Return the stem of whom an age is of: "a six-year-old girl", "a boy of nine"."""
    if noted.figure.text.endswith("-old"):
        return stem(noted.after) if noted.after.isalpha() else ""
    people = {stem(word) for word in word_list("people.nouns")}
    return next(iter(sorted(noted.measured & people)), "")


@functools.cache
def _roles() -> Mapping[str, frozenset[str]]:
    return {stem(row[0]): frozenset(stem(word) for word in row[1].split()) for row in table_rows("roles.tsv")}


def _made_by(head: str) -> frozenset[str]:
    """Return the stems of what makes people what a noun calls them."""
    return _roles().get(head, frozenset())


def _kills(inside: Inside, mine: Noted) -> bool:
    return any("die" in concepts(word) for word in mine.clause_words)


def _person(head: str) -> bool:
    return (
        generic(head)
        or bool(concepts(head) & {"person", "worker", "man", "woman", "child", "student", "soldier", "steal"})
        or head in {stem(word) for word in word_list("people.nouns")}
    )


def is_definite(inside: Inside, noted: Noted) -> bool:
    """Tell whether a figure is given as known: "the 26 paintings", "the record of 48.6 degrees"."""
    if noted.before in _DEFINITE:
        return True
    lead = [token.lower for token in inside.tokens_of[noted.sentence] if token.end <= noted.figure.start][-4:]
    of = noted.before in {"of", "was", "is"} and len(lead) > 2
    return of and bool(noted.measured) and (lead[-3] in _DEFINITE or (len(lead) > 3 and lead[-4] in _DEFINITE))
