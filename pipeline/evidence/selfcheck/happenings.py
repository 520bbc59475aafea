"""One event taken up with another day: "stopped work on Tuesday … Thursday's strike"."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.evidence.compare.periods import bounds
from pipeline.evidence.lexicon import same_words, table_rows
from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.selfcheck.phrases import content, root
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import Token, fold, stem
from pipeline.evidence.wordlists import irregular, word_list

__all__ = ["event_kinds", "taken_up_on"]

_GUARDS: Final = word_list("happenings.guards")
_DEFINITE: Final = frozenset(["the", "his", "her", "its", "their", "this"])
_TELLING: Final = word_list("residue.said") | {"said", "says", "told"}
_AUXILIARIES: Final = frozenset(["is", "are", "was", "were", "has", "have", "had", "will", "who", "which", "that"])
_UNREAL: Final = word_list("reading.unreal") | word_list("reading.negations")
_AFTER: Final = 24
_LONG: Final = 7
_NEAR: Final = 3
_WINDOW: Final = 6
_ONCE: Final = frozenset(["founded", "invented", "established"])
_TIMES: Final = frozenset(["since", "after", "when", "until", "before"])


@functools.cache
def _kinds() -> Mapping[str, list[tuple[str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name, words in (row for row in table_rows("happenings.tsv") if len(row) == 2):
        for word in words.split():
            stems = tuple(stem(part) for part in word.split("_"))
            found.setdefault(stems[0], []).append((name, stems))
    return found


def event_kinds(stemmed: str) -> set[str]:
    """Return the kinds of event that a stem tells by itself."""
    return {name for name, stems in _kinds().get(stemmed, []) if len(stems) == 1}


def taken_up_on(inside: Inside) -> list[Clash]:
    """Return events that a noun takes up with another day than the one on which they were told."""
    dates = [
        (noted, day)
        for noted in inside.reading.figures
        if noted.figure.kind == "date" and (day := _day(noted)) is not None and not _of_telling(inside, noted)
    ]
    found = _clauses(inside)
    for theirs, day in dates:
        event = _event(inside, theirs)
        if event is None or {token.lower for token in _lead(inside, theirs)[-_NEAR:]} & _GUARDS:
            continue
        kinds, said = event
        told = [
            (mine, other)
            for mine, other in dates
            if mine.figure.end < theirs.figure.start and mine.sentence != theirs.sentence
            if not _guarded(inside, mine) and _tells(inside, mine, kinds, said)
        ]
        if told and all(other != day for _, other in told) and len({other for _, other in told}) == 1:
            mine = told[-1][0]
            spans = inside.span(mine), inside.span(theirs)
            found.append(Clash("one event on two days", spans, said=(mine.said, theirs.said), certainty=0.7))
    return found[:2]


def _clauses(inside: Inside) -> list[Clash]:
    """Return events that a time clause takes up by their verb with another day or year: "since it was signed on …"."""
    dates = [
        (noted, day)
        for noted in inside.reading.figures
        if noted.figure.kind == "date" and (day := _day(noted) or _year(noted)) and not _of_telling(inside, noted)
    ]
    found: list[Clash] = []
    for theirs, day in dates:
        verb, said = _time_clause(inside, theirs)
        if not verb or _guarded(inside, theirs):
            continue
        told = [
            (mine, other)
            for mine, other in dates
            if mine.figure.end < theirs.figure.start
            and mine.sentence != theirs.sentence
            and isinstance(other, int) == isinstance(day, int)
            and not _guarded(inside, mine)
            and verb in {root(token) for token in _lead(inside, mine)[-_WINDOW:]}
            and said <= same_words(said, _heard(inside, mine))
        ]
        if told and {other for _, other in told} == {told[0][1]} and told[0][1] != day:
            spans = inside.span(told[0][0]), inside.span(theirs)
            kind = "one event in two years" if isinstance(day, int) else "one event on two days"
            found.append(Clash(kind, spans, said=(told[0][0].said, theirs.said), certainty=0.7))
    return found


def _lead(inside: Inside, noted: Noted) -> list[Token]:
    held = inside.tokens_of[noted.sentence]
    return [token for token in held if token.clause == noted.clause and token.end <= noted.figure.start]


def _heard(inside: Inside, noted: Noted) -> set[str]:
    title = content(token for token in inside.reading.tokens if inside.block(token.start) == "headline")
    return content(inside.tokens_of[noted.sentence]) | title


def _time_clause(inside: Inside, noted: Noted) -> tuple[str, set[str]]:
    """Return the verb of a clause that a date closes and "since", "after" or "when" opens, and what else it says."""
    lead = _lead(inside, noted)
    opens = [place for place, token in enumerate(lead) if token.lower in _TIMES] or _participle(lead)
    if noted.before == "in" and (once := _once(lead)):
        return once
    if not opens or noted.before not in {"on", "in"}:
        return "", set()
    clause = lead[opens[-1] + 1 :]
    verbs = [token for token in clause[-_WINDOW:] if token.lower.endswith("ed") or token.lower in irregular()]
    if not verbs:
        return "", set()
    rest = [token for token in clause if token is not verbs[-1]]
    return root(verbs[-1]), content(rest)


def _once(lead: Sequence[Token]) -> tuple[str, set[str]] | None:
    """Return a verb that tells what happens but once, and what it is said of: "that founded the brewery in …"."""
    verb = next((at for at in range(len(lead) - 1, -1, -1) if lead[at].lower in _ONCE), None)
    if verb is None or len(lead) - verb > _WINDOW or not content(lead[verb + 1 :]):
        return None
    return root(lead[verb]), content(lead[verb + 1 :])


def _participle(lead: Sequence[Token]) -> list[int]:
    """Return where a phrase begins whose participle behind a comma has the date: "the treaty, signed on …"."""
    comma = next((at for at in range(len(lead) - 1, 0, -1) if lead[at].text == ","), 0)
    if not comma or comma + 1 >= len(lead) or not lead[comma + 1].lower.endswith("ed"):
        return []
    first = next((at for at in range(comma, -1, -1) if lead[at].lower in _DEFINITE), None)
    return [] if first is None or comma - first > _NEAR else [first]


def _year(noted: Noted) -> int | None:
    return int(noted.figure.period) if re.fullmatch(r"\d{4}", noted.figure.period) else None


def _day(noted: Noted) -> dt.date | None:
    span = bounds(noted.figure.period)
    if noted.figure.text.lower() in {"today", "yesterday", "tomorrow"}:
        return None
    return span[0] if span and span[0] == span[1] else None


def _of_telling(inside: Inside, noted: Noted) -> bool:
    """Tell whether a day is that of a statement: "said on Thursday"; that of "after Monday's strike" is not."""
    if inside.article.text[noted.figure.end : noted.figure.end + 2] in {"'s", "’s"}:
        return False
    held = [token for token in inside.tokens_of[noted.sentence] if token.clause == noted.clause]
    near = [token.lower for token in held if token.end <= noted.figure.start][-_NEAR:]
    following = (token for token in held if token.start >= noted.figure.end)
    near += [token.lower for token in itertools.takewhile(lambda token: token.text[0].isalnum(), following)][:1]
    return bool(set(near) & _TELLING)


def _guarded(inside: Inside, noted: Noted) -> bool:
    words = {token.lower for token in _lead(inside, noted)[-_LONG:]}
    after = inside.between(noted.figure.end, noted.figure.end + _AFTER).split()
    return bool(words & (_GUARDS | _UNREAL)) or bool(set(after[:2]) & _GUARDS)


def _event(inside: Inside, noted: Noted) -> tuple[set[str], set[str]] | None:
    """Return the kinds of an event that a noun with this day takes up, and the stems of its phrase."""
    held = inside.tokens_of[noted.sentence]
    before = [token for token in held if token.end <= noted.figure.start]
    following = [token for token in held if token.start >= noted.figure.end]
    if inside.article.text[noted.figure.start : noted.figure.end + 2].endswith(("'s", "’s")):
        return _named(held, [token for token in following if token.text not in {"'s", "’s"}][:_LONG], first=True)
    if noted.before not in {"on", "of"} and before[-1:] and before[-1].lower not in {"on", "of"}:
        return None
    phrase: list[Token] = []
    for token in reversed(before[:-1]):
        if len(phrase) > _LONG or not token.text[0].isalnum() or token.lower in _AUXILIARIES:
            return None
        if token.lower in _DEFINITE or token.lower.endswith(("'s", "’s")):
            return _named(held, list(reversed(phrase)), first=False)
        phrase.append(token)
    return None


def _named(held: Sequence[Token], phrase: Sequence[Token], *, first: bool) -> tuple[set[str], set[str]] | None:
    """Return the kind of event whose noun opens a phrase (behind an adjective or two), and what the phrase says."""
    for place, token in enumerate(phrase[: _NEAR if first else None]):
        kinds = {name for name, stems in _kinds().get(root(token), []) if len(stems) == 1}
        if kinds and not token.lower.endswith("ed"):
            return kinds, content(phrase[place + 1 :]) | content(phrase[:place])
        if not token.stem or token.lower in {"by", "in"}:
            return None
    return None


def _tells(inside: Inside, noted: Noted, kinds: set[str], said: set[str]) -> bool:
    """Tell whether a dated clause tells an event of a kind, and nothing in the later phrase speaks of another."""
    tokens = [token for token in inside.tokens_of[noted.sentence] if token.clause == noted.clause]
    date = next((place for place, token in enumerate(tokens) if token.start >= noted.figure.start), len(tokens))
    told = any(
        name in kinds and _whole(tokens, place, stems) and not {one.lower for one in tokens[place:date]} & _AUXILIARIES
        for place, token in enumerate(tokens)
        for name, stems in _kinds().get(root(token), [])
    )
    heard = _heard(inside, noted)
    names = {fold(name.name) for name in inside.reading.names if name.sentence == noted.sentence}
    return told and said <= same_words(said, heard) | {stem(word) for name in names for word in name.split()}


def _whole(tokens: Sequence[Token], place: int, stems: tuple[str, ...]) -> bool:
    return all(any(root(token) == wanted for token in tokens[place + 1 : place + 3]) for wanted in stems[1:])
