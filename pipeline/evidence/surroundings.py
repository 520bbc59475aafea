"""A figure with its surroundings: what it counts, the words and names about it, whether it is a part of another."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evidence.lexicon import concepts, generic, same_word, word_places
from pipeline.evidence.text import Token, calendar_stems, fold, stem
from pipeline.evidence.wordlists import irregular, word_list
from pipeline.schema import Figure

__all__ = ["Named", "Noted", "gapped", "is_generic", "note"]

_GROUP = frozenset(["them", "whom", "these", "those", "which", "us"])
_STOP_NP = word_list("reading.stop_np")
_TALLIES = frozenset(["at", "to", "is", "was", "of", "reached", "hit", "exceeded", "passed", "topped"])
_TALLY = 12
_TIMES = frozenset(
    ["morning", "noon", "afternoon", "evening", "night", "midnight", "week", "month", "year", "summer", "winter"]
)
_YEARLY = {"annually": "year", "yearly": "year", "annual": "year", "monthly": "month", "weekly": "week", "daily": "day"}


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: its tokens, its usual form, and whether it is a country."""

    first: int
    last: int
    name: str
    place: bool
    sentence: int
    clause: int


@dataclass(frozen=True, slots=True)
class Noted:
    """A figure with its surroundings.

    Attributes
    ----------
    head
        Stem of what is counted; empty where nothing is.
    thing
        Stems of the counted noun with what stands before and after it ("Latin American countries").
    clause_words, words
        Stems of its clause and of its sentence, without the thing.
    after, before
        The word that follows it and the one before, in lower case.
    part
        It counts a part of another number ("twelve of them", "another 12").
    said
        The figure's own words with those of what it counts.
    governor
        Stem of the last word of content before it: its verb, mostly.
    near_place
        The country that follows it with a preposition ("12 people in Nicaragua"), folded.
    measured
        Stems of the noun that it is the size of ("a turnout rate of 58%").
    outcome
        What befell those whom it counts, as concepts ("killed", "injured").
    cell
        It is a cell of a table, which has no verb.
    """

    figure: Figure
    head: str
    thing: frozenset[str]
    clause_words: frozenset[str]
    words: frozenset[str]
    sentence: int
    clause: int
    before: str = ""
    after: str = ""
    part: bool = False
    said: str = ""
    governor: str = ""
    near_place: str = ""
    measured: frozenset[str] = frozenset()
    outcome: frozenset[str] = frozenset()
    cell: bool = False


def note(figure: Figure, text: str, tokens: Sequence[Token], names: Sequence[Named]) -> Noted | None:
    """Return a figure with its surroundings, or none where it stands in no token."""
    inside = [place for place, token in enumerate(tokens) if token.start < figure.end and token.end > figure.start]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    sentence, clause = tokens[first].sentence, tokens[first].clause
    figure = figure.model_copy(update={"per": _per(figure, tokens, clause)})
    head, phrase = _phrase(figure, tokens, last)
    thing = {tokens[place].stem for place in phrase if tokens[place].stem}
    if not head and figure.kind in {"count", "number"} and (tallied := _tallied(tokens, first)):
        head = tallied[-1]
        thing.update(tallied)
    if head:
        thing.add(head)
    skipped = set(phrase) | set(inside) | {place for name in names for place in range(name.first, name.last)}
    mine = {
        token.stem
        for place, token in enumerate(tokens)
        if token.clause == clause and place not in skipped and token.stem
    }
    wide = {
        token.stem
        for place, token in enumerate(tokens)
        if token.sentence == sentence and place not in skipped and token.stem
    }
    mine |= _antecedent(tokens, clause, skipped)
    before = tokens[first - 1].lower if first and tokens[first - 1].sentence == sentence else ""
    after = tokens[last].lower if last < len(tokens) and tokens[last].sentence == sentence else ""
    governor = _governor(tokens, first, names)
    return Noted(
        figure=figure,
        head=head,
        thing=frozenset(thing),
        clause_words=frozenset(mine),
        words=frozenset(wide),
        sentence=sentence,
        clause=clause,
        before=before,
        after=after,
        part=figure.kind in {"count", "number"} and _is_part(tokens, first, last, before),
        said=" ".join(text[figure.start : max([figure.end, *(tokens[one].end for one in phrase[:4])])].split()),
        governor=governor,
        measured=_measured(tokens, first),
        outcome=_befell(figure, tokens, governor, max([last, *(one + 1 for one in phrase)])),
        near_place=_near_place(tokens, names, max([last, *(one + 1 for one in phrase)])),
    )


def gapped(found: list[Noted], tokens: Sequence[Token], names: Sequence[Named]) -> list[Noted]:
    """Give a bare number what the one before it counts.

    "Signed by 22 countries and ratified by 14"; "France loses 4,300 jobs, Germany 3,700"; "of them" too.
    """
    kept = list(found)
    for number in range(1, len(kept)):
        one, two = kept[number - 1 : number + 1]
        bare = two.figure.kind in {"number", "count"} and not two.head
        if not bare or one.figure.kind != "count" or not one.head or one.sentence != two.sentence:
            continue
        between = [token for token in tokens if one.figure.end <= token.start < two.figure.start]
        joined = any(token.lower in {"and", "but"} for token in between) and one.before == two.before
        same = joined and two.governor and two.before in {"by", "to", "in", "from", "for"}
        owner = next((name for name in names if tokens[name.last - 1].end == two.figure.start - 1), None)
        listed = owner is not None and any(token.text == "," or token.lower == "and" for token in between)
        of_them = two.part and two.after == "of"
        if of_them or ((same or listed) and not two.after[:1].isalnum()) or (listed and two.after == "and"):
            place = fold(owner.name) if listed and owner is not None and owner.place else two.near_place
            kept[number] = dataclasses.replace(
                two,
                figure=two.figure.model_copy(update={"kind": "count", "counted": one.figure.counted}),
                head=one.head,
                thing=one.thing,
                near_place=place,
            )
    return kept


def _antecedent(tokens: Sequence[Token], clause: int, skipped: set[int]) -> set[str]:
    """Return the stems of what a relative clause is about: the words right before its "which" or "who"."""
    start = next(place for place, token in enumerate(tokens) if token.clause == clause)
    if tokens[start].lower not in {"which", "who", "that"} or not start:
        return set()
    return {
        tokens[place].stem
        for place in range(max(0, start - 6), start)
        if tokens[place].sentence == tokens[start].sentence and tokens[place].stem and place not in skipped
    }


def _governor(tokens: Sequence[Token], first: int, names: Sequence[Named]) -> str:
    """Return the stem of the last word of content before a figure, within its clause and three tokens."""
    for place in range(first - 1, max(-1, first - 4), -1):
        if tokens[place].clause != tokens[first].clause or not tokens[place].text[0].isalnum():
            return ""
        if tokens[place].stem in calendar_stems() or tokens[place].lower in _TIMES:
            return ""
        if tokens[place].stem:
            # A name is no verb: what governs "has cost Peru $2m" stands before it.
            return "" if any(name.first <= place < name.last for name in names) else tokens[place].stem
    return ""


def _measured(tokens: Sequence[Token], first: int) -> frozenset[str]:
    """Return the stems of the noun before "of", with the word before it: what a figure is the size of."""
    if first < 2 or tokens[first - 1].lower != "of":
        return frozenset()
    found = []
    for place in (first - 2, first - 3):
        if place < 0 or not tokens[place].stem or tokens[place].sentence != tokens[first].sentence:
            break
        found.append(tokens[place].stem)
    return frozenset(found)


def _near_place(tokens: Sequence[Token], names: Sequence[Named], last: int) -> str:
    """Return the country that stands right after a figure and what it counts ("12 people in Nicaragua"), folded."""
    for name in names:
        if name.place and last < name.first <= last + 3 and tokens[name.first].sentence == tokens[last - 1].sentence:
            between = [token.lower for token in tokens[last : name.first]]
            if between[0] in {"in", "from", "across", "of", "at"} or between[-1] in {"in", "from", "across"}:
                return fold(name.name)
    return ""


def _per(figure: Figure, tokens: Sequence[Token], clause: int) -> str:
    """Return what a figure is per; where the grammar left it open, by the words of its clause ("every year")."""
    if figure.per or figure.kind in {"date", "duration", "ordinal", "age"}:
        return figure.per
    words = [token.lower for token in tokens if token.clause == clause]
    counted = figure.counted.lower().split()
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word in {"each", "every", "per"} and after in {"year", "month", "week", "day"}:
            return after
        # "The annual pilgrimage" is an event, "the annual turnover" a rate.
        adverb = word in {"annually", "yearly", "monthly", "weekly", "daily"} and (
            not after.isalpha() or after in _STOP_NP
        )
        if word in _YEARLY and (adverb or after in word_list("surroundings.yearly") or after in counted):
            return _YEARLY[word]
    return ""


def _phrase(figure: Figure, tokens: Sequence[Token], last: int) -> tuple[str, list[int]]:
    """Return the head of what is counted, and the tokens of its phrase with one ``of …`` after it."""
    if figure.kind == "date":
        return "", []
    counted = [stem(word) for word in figure.counted.split()]
    phrase: list[int] = []
    place = last
    crossed = False
    while place < len(tokens) and place < last + 8 and tokens[place].sentence == tokens[last - 1].sentence:
        token = tokens[place]
        if token.lower == "of" and not crossed and (phrase or figure.kind in {"percentage", "ratio", "money"}):
            crossed = True
        elif (
            token.lower in {"the", "a", "all", "its", "their", "his", "her"}
            and crossed
            and tokens[place - 1].lower == "of"
        ) or token.text in {"-", "’s", "'s"}:
            pass
        elif (
            not token.text[0].isalnum()
            or token.lower in _STOP_NP
            or token.text[0].isdigit()
            or not token.stem
            or (
                figure.counted
                and not crossed
                and counted
                and any(same_word(tokens[one].stem, counted[-1]) for one in phrase)
            )
        ):
            break
        else:
            phrase.append(place)
        place += 1
    if counted:
        return counted[-1], phrase
    if figure.kind in {"count", "number"} and _outcome(tokens, last):
        # "Nine die", "Five arrested": headlines leave out whom.
        return stem("people"), []
    if figure.kind in {"percentage", "ratio"} and crossed and phrase:
        phrase = _without_verb(tokens, phrase)
        return tokens[phrase[-1]].stem, phrase
    return "", phrase if crossed else []


def _without_verb(tokens: Sequence[Token], phrase: list[int]) -> list[int]:
    """Leave out a verb at the end: "two thirds of Swiss voters rejected the initiative"."""
    last, after = tokens[phrase[-1]], phrase[-1] + 1
    past = last.lower.endswith("ed") or last.lower in irregular()
    opens = after < len(tokens) and tokens[after].lower in _STOP_NP and tokens[after].sentence == last.sentence
    return phrase[:-1] if len(phrase) > 1 and past and opens else phrase


def _tallied(tokens: Sequence[Token], first: int) -> list[str]:
    """Return the stems of what "the number of registered voters rose to 12,000" counts; of a toll it is people."""
    for place in range(first - 1, max(-1, first - _TALLY), -1):
        token = tokens[place]
        if token.clause != tokens[first].clause or token.text[0].isdigit() or token.text == ",":
            return []
        if token.lower == "toll" and tokens[first - 1].lower in _TALLIES:
            return [stem("people")]
        if token.lower == "number" and tokens[place + 1].lower == "of" and tokens[first - 1].lower in _TALLIES:
            of = itertools.takewhile(lambda one: one.stem, tokens[place + 2 : first])
            return [one.stem for one in of]
    return []


def _outcome(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether what follows a bare number is what befell people."""
    return last < len(tokens) and not concepts(tokens[last].stem).isdisjoint(word_list("reading.outcomes"))


def _befell(figure: Figure, tokens: Sequence[Token], governor: str, last: int) -> frozenset[str]:
    """Return what befell those whom a figure counts, by its verb, or by the next word of content of its clause."""
    if figure.kind not in {"count", "number"}:
        return frozenset()
    outcomes = word_list("reading.outcomes")
    if held := concepts(governor) & outcomes:
        return held
    for token in tokens[last : last + 4]:
        if token.clause != tokens[last - 1].clause or not token.text[0].isalnum():
            break
        if token.stem:
            return concepts(token.stem) & outcomes
    return frozenset()


def _is_part(tokens: Sequence[Token], first: int, last: int, before: str) -> bool:
    if before in {
        "another",
        "additional",
        "further",
        "extra",
        "remaining",
        "other",
        "including",
        "include",
        "includes",
        "only",
    }:
        return before != "only"
    following = [token.lower for token in tokens[last : last + 4]]
    # "55 of the 787" are all there are of that model.
    model = (
        following[1:2] == ["the"] and len(following) > 3 and following[2].isdigit() and not following[3][:1].isalpha()
    )
    if following[:1] == ["of"] and following[1:2] and following[1] in _GROUP | {"the", "its", "their", "those"}:
        return not model
    if following[:1] and following[0] in {"other", "others", "more", "additional", "further", "new"}:
        return True
    earlier = [token.lower for token in tokens[max(0, first - 3) : first] if token.sentence == tokens[first].sentence]
    return any(word in {"including", "among", "another", "additional"} for word in earlier)


def is_generic(head: str) -> bool:
    """Tell whether a head says too little to tell one subject from another: "people", "cases", "Americans"."""
    return not head or generic(head) or (head,) in word_places()
