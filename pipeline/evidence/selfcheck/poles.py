"""Two opposite outcomes of one event: approved and rejected, convicted and acquitted, raised and cut."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.evidence.compare.periods import Periods, bounds
from pipeline.evidence.lexicon import same_words, table_rows
from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.selfcheck.phrases import after, before, content, is_pronoun, people_between, root
from pipeline.evidence.text import Token, stem
from pipeline.evidence.wordlists import irregular, word_list

__all__ = ["outcomes"]

_NEGATIONS: Final = frozenset(["not", "never", "no", "nobody", "without"])
_BE: Final = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "got"])
_DETERMINERS: Final = frozenset(["the", "his", "her", "its", "their", "this", "that", "these", "those"])
_ARTICLES: Final = _DETERMINERS | {"a", "an", "no", "any", "of", "'s", "’s"}
_UNREAL: Final = word_list("reading.unreal")
_GUARDS: Final = word_list("poles.guards")
_REVERSIBLE: Final = frozenset({"move", "opening", "custody", "post", "stay", "course", "growth", "presence"})
_ATTRIBUTES: Final = frozenset(
    ["dead", "guilty", "alive", "convicted", "acquitted", "late", "deceased", "murdered", "killed", "rejected", "freed"]
)
_PLAIN: Final = frozenset(
    stem(word)
    for word in ("latest", "new", "recent", "current", "final", "proposed", "planned", "plan", "controversial")
)
_LEAD: Final = 6
_GAP: Final = 4
_APPOSED: Final = 30


@dataclass(frozen=True)
class Mention:
    """A word that tells an outcome, and whose outcome it is.

    Attributes
    ----------
    pole
        The outcome and its side.
    theme
        Stems of what it befell; empty where that is left open ("the approval", "his acquittal").
    agent
        Stems of who did it, where a verb has one.
    taken_up
        It is a noun that takes an event for granted: "the approval of the takeover".
    """

    outcome: str
    pole: str
    place: int
    last: int
    theme: frozenset[str]
    agent: frozenset[str]
    people: frozenset[str]
    taken_up: bool
    open: bool


@functools.cache
def _words() -> Mapping[str, list[tuple[str, str, str, tuple[str, ...]]]]:
    """Return the words of the poles by their first stem: outcome, pole, whose (or "noun"), all stems."""
    found: dict[str, list[tuple[str, str, str, tuple[str, ...]]]] = {}
    for row in table_rows("poles.tsv"):
        outcome, pole, whose, verbs = row[:4]
        nouns = row[4] if len(row) > 4 else ""
        for word, kind in [*((one, whose) for one in verbs.split()), *((one, "noun") for one in nouns.split())]:
            stems = tuple(stem(part) for part in word.split("_"))
            found.setdefault(stems[0], []).append((outcome, pole, kind, stems))
    return found


def outcomes(inside: Inside) -> list[Clash]:
    """Return pairs of sentences that give one event opposite outcomes.

    The later one must be the first of its side: what an article has told of both sides it has told as two things.
    """
    mentions = list(_mentions(inside))
    tokens = inside.reading.tokens
    found: list[Clash] = []
    for number, theirs in enumerate(mentions):
        for mine in mentions[:number]:
            if (mine.outcome, mine.pole != theirs.pole) != (theirs.outcome, True):
                continue
            if not _one_event(inside, mine, theirs, mentions):
                continue
            spans = tuple((tokens[one.place].start, tokens[one.last].end) for one in (mine, theirs))
            found.append(
                Clash(
                    "opposite outcomes",
                    spans,
                    said=tuple(" ".join(inside.article.text[start:end].split()) for start, end in spans),
                    certainty=0.7,
                )
            )
            break
    return found[:2]


def _mentions(inside: Inside) -> Iterator[Mention]:
    tokens = inside.reading.tokens
    named = {at for name in inside.reading.names if name.last - name.first > 1 for at in range(name.first, name.last)}
    for place, token in enumerate(tokens):
        if place in named and inside.block(token.start) != "headline":
            continue
        for outcome, pole, kind, stems in _words().get(root(token), []):
            last = _whole(tokens, place, stems)
            noun = _is_noun(tokens, place)
            if token.lower == "survived" and place + 1 < len(tokens) and tokens[place + 1].lower == "by":
                continue  # "He is survived by a daughter."
            if last is None or (kind == "noun") != noun or _unreal(tokens, place, noun=noun):
                continue
            mention = _noun(inside, place, outcome, pole) if noun else _verb(inside, place, last, outcome, pole, kind)
            if mention:
                yield mention


def _whole(tokens: Sequence[Token], place: int, stems: tuple[str, ...]) -> int | None:
    """Return where the words of a verb end: "turned the offer down" has four."""
    at = place
    for wanted in stems[1:]:
        reach = range(at + 1, min(at + 1 + _GAP, len(tokens)))
        match = next((one for one in reach if root(tokens[one]) == wanted), None)
        if match is None or tokens[match].clause != tokens[place].clause:
            return None
        at = match
    return at


def _is_noun(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word stands as a noun or an adjective: after an article, a possessive or another noun's "of"."""
    lead = tokens[place - 1] if place and tokens[place - 1].sentence == tokens[place].sentence else None
    if lead is None:
        return False
    if lead.lower in _ARTICLES or lead.lower.endswith(("'s", "s'")):
        return True
    if tokens[place].lower.endswith(("tion", "al", "ment", "ance", "sure", "ity")) or tokens[place].lower in {
        "guilty",
        "alive",
        "unhurt",
    }:
        return True
    # "the planned closure", "a surprising defeat": an article before one adjective.
    return (
        place > 1
        and tokens[place - 2].lower in _ARTICLES
        and bool(lead.stem)
        and not lead.capital
        and not tokens[place].lower.endswith("ed")
    )


def _noun(inside: Inside, place: int, outcome: str, pole: str) -> Mention | None:
    tokens = inside.reading.tokens
    start = place
    while (
        start
        and tokens[start - 1].sentence == tokens[place].sentence
        and (tokens[start - 1].stem or tokens[start - 1].text in {"'s", "’s"})
    ):
        start -= 1
    taken_up = (start > 0 and tokens[start - 1].lower in _DETERMINERS) or any(
        token.lower.endswith(("'s", "s'")) for token in tokens[start:place]
    )
    if not taken_up or tokens[start - 1].lower in _NEGATIONS:
        return None
    of = after(tokens, place + 2) if tokens[place + 1].lower in {"of", "in"} else []
    if tokens[place].lower in _ATTRIBUTES:
        of = list(tokens[place + 1 : place + 2])
    of = _phrase(of)
    owner = tokens[start:place]
    theme = frozenset(content([*owner, *of]))
    people = _named(inside, [*owner, *of])
    if not theme:
        held = inside.tokens_of[tokens[place].sentence]
        people = people_between(inside, held[0].start, held[-1].end)
    return Mention(outcome, pole, place, place, theme, frozenset(), people, True, not theme)


def _phrase(tokens: Sequence[Token]) -> list[Token]:
    """Return a phrase up to what looks like a verb: "Pixo's shares" of "Pixo's shares wiped …"."""
    held: list[Token] = []
    for token in tokens:
        if any(one.stem for one in held) and (token.lower.endswith("ed") or token.lower in irregular()):
            break
        held.append(token)
    return held


def _verb(inside: Inside, place: int, last: int, outcome: str, pole: str, whose: str) -> Mention | None:
    tokens = inside.reading.tokens
    lead = [token.lower for token in tokens[max(0, place - 3) : place] if token.clause == tokens[place].clause]
    passive = bool(set(lead) & _BE) and tokens[place].lower.endswith(("ed", "en", "n", "t", "de", "d", "id"))
    subject = before(tokens, place)
    rest = [*tokens[place + 1 : last], *after(tokens, last + 1)]
    if whose == "subject" or passive or (whose == "either" and not content(rest)):
        theme, agent = subject, []
    else:
        theme, agent = rest, subject
    if not passive and whose == "object" and not content(rest):
        # "Former treasurer found guilty": headlines leave out the auxiliary.
        if inside.block(tokens[place].start) != "headline":
            return None
        theme, agent = subject, []
    if any(word in _NEGATIONS or word.endswith("n't") for word in lead):
        return None
    return Mention(
        outcome,
        pole,
        place,
        last,
        frozenset(content(theme)),
        frozenset(content(agent)),
        _named(inside, theme),
        False,
        is_pronoun(theme) or not content(theme),
    )


def _named(inside: Inside, phrase: Sequence[Token]) -> frozenset[str]:
    if not phrase:
        return frozenset()
    # "the former treasurer, Martin Crewe": the name behind a comma is of the same person.
    return people_between(inside, phrase[0].start, phrase[-1].end + _APPOSED)


def _unreal(tokens: Sequence[Token], place: int, *, noun: bool) -> bool:
    """Tell whether a word stands under a wish, a plan or a condition of its clause."""
    lead = [token for token in tokens[max(0, place - _LEAD) : place] if token.sentence == tokens[place].sentence]
    # A "planning board" is a board.
    wishes = (_UNREAL - {"planning"}) | _NEGATIONS | (frozenset() if noun else frozenset(["to", "against", "or"]))
    return any(token.lower in wishes for token in lead)


def _one_event(inside: Inside, mine: Mention, theirs: Mention, mentions: Sequence[Mention]) -> bool:
    tokens = inside.reading.tokens
    one, two = tokens[mine.place].sentence, tokens[theirs.place].sentence
    if one == two or (inside.words(one) | inside.words(two)) & _GUARDS:
        return False
    if any(
        other.pole == theirs.pole and other.outcome == theirs.outcome and _may_meet(inside, other, theirs)
        for other in mentions
        if other is not theirs and other.place < theirs.place
    ):
        return False
    if mine.outcome in _REVERSIBLE and not theirs.taken_up:
        return False
    if _quoted(inside, mine) or _quoted(inside, theirs) or not _one_time(inside, one, two):
        return False
    if mine.agent and theirs.agent and not same_words(mine.agent, theirs.agent):
        return False
    return _one_theme(inside, mine, theirs)


def _may_meet(inside: Inside, one: Mention, two: Mention) -> bool:
    return one.open or two.open or bool(same_words(one.theme, two.theme)) or bool(one.people & two.people)


def _one_theme(inside: Inside, mine: Mention, theirs: Mention) -> bool:
    """Tell whether two outcomes befell one thing: it is named alike, or the later takes up the only one there is."""
    title = content(token for token in inside.reading.tokens if inside.block(token.start) == "headline")
    if mine.people and theirs.people:
        return bool(mine.people & theirs.people)
    if theirs.open or mine.open:
        return theirs.taken_up and not mine.open
    shared = same_words(theirs.theme, mine.theme)
    if not shared:
        return False
    sentence = content(inside.tokens_of[inside.reading.tokens[mine.place].sentence]) | title
    return theirs.theme - _PLAIN <= same_words(theirs.theme, sentence)


def _quoted(inside: Inside, mention: Mention) -> bool:
    place = inside.reading.tokens[mention.place].start
    return any(
        one.mode == "direct" and one.content.start <= place < one.content.end for one in inside.annotation.attributions
    )


def _one_time(inside: Inside, one: int, two: int) -> bool:
    times = [
        [span for noted in inside.by_sentence.get(number, []) if (span := bounds(noted.figure.period))]
        for number in (one, two)
    ]
    return Periods.meet(Periods(tuple(times[0])), Periods(tuple(times[1])))
