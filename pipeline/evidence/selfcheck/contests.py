"""Who won and who lost: the winner of a contest who is its loser elsewhere, and two winners of one prize."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.evidence.compare.periods import Periods, bounds
from pipeline.evidence.selfcheck.common import Clash, Inside, Span
from pipeline.evidence.selfcheck.phrases import after, before, content, root, wished
from pipeline.evidence.text import Token, fold
from pipeline.evidence.wordlists import word_list

__all__ = ["contests"]

_BEATS: Final = word_list("contests.beats")
_VICTORIES: Final = word_list("contests.victories")
_LOSSES: Final = word_list("contests.losses")
_OVER: Final = frozenset(["over", "against"])
_BY: Final = frozenset(["by", "against", "to"])
_BE: Final = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_DETERMINERS: Final = frozenset(["the", "his", "her", "their", "its"])
_GUARDS: Final = word_list("poles.guards") | {"last", "previous"}
_REACH: Final = 10
_FEW: Final = 6
_PAST: Final = 2
_SIDES: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@dataclass(frozen=True)
class Contest:
    """A contest told of: who won, who lost and what was won, as far as the words say."""

    winner: str
    loser: str
    prize: frozenset[str]
    span: Span
    sentence: int
    taken_up: bool = False


def contests(inside: Inside) -> list[Clash]:
    """Return the first pair of sentences of which one has a winner where the other has the loser."""
    told = [one for one in _told(inside) if not inside.words(one.sentence) & _GUARDS]
    for place, mine in enumerate(told):
        for theirs in told[place + 1 :]:
            if mine.sentence != theirs.sentence and _clash(mine, theirs) and _one_time(inside, mine, theirs):
                text = inside.article.text
                said = tuple(" ".join(text[start:end].split()) for start, end in (mine.span, theirs.span))
                return [Clash("two winners", (mine.span, theirs.span), said=said, certainty=0.75)]
    return []


def _clash(mine: Contest, theirs: Contest) -> bool:
    if mine.prize and theirs.prize and mine.winner and theirs.winner:
        alike = mine.prize <= theirs.prize or theirs.prize <= mine.prize
        enough = min(len(mine.prize), len(theirs.prize)) > 1 and theirs.taken_up
        return alike and enough and mine.winner != theirs.winner
    swapped = (mine.winner and mine.winner == theirs.loser, mine.loser and mine.loser == theirs.winner)
    others = (mine.winner, theirs.loser), (mine.loser, theirs.winner)
    return any(swapped) and all(not one or not two or one == two for one, two in others) and _whole(mine, theirs)


def _whole(mine: Contest, theirs: Contest) -> bool:
    """Tell whether both sides of a contest are named once at least: who only lost lost somewhere."""
    return bool(mine.winner and mine.loser) or bool(theirs.winner and theirs.loser)


def _one_time(inside: Inside, mine: Contest, theirs: Contest) -> bool:
    # "After their defeat against Athletic, Rovers travel to City on Wednesday" does not date the defeat.
    if theirs.taken_up:
        return True
    times = [
        [span for noted in inside.by_sentence.get(one.sentence, []) if (span := bounds(noted.figure.period))]
        for one in (mine, theirs)
    ]
    return Periods.meet(Periods(tuple(times[0])), Periods(tuple(times[1])))


def _told(inside: Inside) -> Iterator[Contest]:
    tokens = inside.reading.tokens
    for place, token in enumerate(tokens):
        word = root(token)
        if wished(tokens, place) and token.lower != "losing":
            continue
        noun = place > 0 and (
            tokens[place - 1].lower in _DETERMINERS | {"'", "’"} or tokens[place - 1].lower.endswith(("'s", "s'", "’s"))
        )
        if noun and (word in _LOSSES or word in _VICTORIES):
            yield from _noun(inside, place, won=word in _VICTORIES)
        elif word in _BEATS and not noun:
            yield from _verb(inside, place)
        elif token.lower in {"won", "wins", "win"} and not noun:
            yield from _won(inside, place)
        elif token.lower in {"lost", "loses", "losing"} and not noun:
            yield from _lost(inside, place)
        elif token.lower == "elected" and tokens[place - 1].lower in {"been", "was", "is"}:
            winner, loser = _side(inside, before(tokens, place)), _ahead_of(inside, place)
            if winner and loser:
                yield _contest(inside, place, winner, loser)
        elif token.lower in {"favour", "favor"} and word_of(tokens, place) in _RULES:
            # "ruled in favour of Brandt"
            yield from _ruled(inside, place)


_RULES: Final = frozenset(["rul", "rule", "decid", "find", "found", "vote", "side"])


def word_of(tokens: Sequence[Token], place: int) -> str:
    """Return the stem of the verb of "ruled in favour"."""
    return root(tokens[place - 2]) if place > 1 else ""


def _ruled(inside: Inside, place: int) -> Iterator[Contest]:
    winner = _side(inside, inside.reading.tokens[place + 2 : place + _REACH])
    if winner:
        yield _contest(inside, place - 2, winner, "")


def _lost(inside: Inside, place: int) -> Iterator[Contest]:
    """Read "A lost to B", "A lost the case against B" and "having lost to B, A …"."""
    tokens = inside.reading.tokens
    phrase = [token for token in tokens[place + 1 : place + 2 * _REACH] if token.sentence == tokens[place].sentence]
    over = next((at for at, token in enumerate(phrase[:_FEW]) if token.lower in {"to", "against"}), None)
    if over is None:
        return
    winner = _side(inside, phrase[over + 1 : over + _FEW])
    loser = _side(inside, before(tokens, place)) or _side(inside, phrase[over + _PAST :])
    if winner and loser and winner != loser:
        yield _contest(inside, place, winner, loser)


def _ahead_of(inside: Inside, place: int) -> str:
    tokens = inside.reading.tokens
    held = [token for token in tokens[place:] if token.sentence == tokens[place].sentence]
    ahead = next(
        (at for at, token in enumerate(held) if token.lower in {"ahead", "against", "beating", "defeating"}), None
    )
    return _side(inside, held[ahead + 1 :]) if ahead is not None else ""


def _contest(
    inside: Inside, place: int, winner: str, loser: str, prize: Sequence[Token] = (), *, taken_up: bool = False
) -> Contest:
    tokens = inside.reading.tokens
    held = inside.tokens_of[tokens[place].sentence]
    end = next((token.end for token in held if token.start > tokens[place].end and token.text in {",", "."}), 0)
    end = end or held[-1].end
    prizes = frozenset(content(prize)) | {token.lower for token in prize if token.lower in _ORDINALS}
    span = tokens[place].start, end
    return Contest(winner, loser, prizes if content(prize) else frozenset(), span, tokens[place].sentence, taken_up)


def _prize(phrase: Sequence[Token]) -> list[Token]:
    """Return what was won: up to "of", or to a name after a noun ("in the first stage Ferri leads")."""
    held: list[Token] = []
    for token in phrase:
        if token.lower == "of" or (token.capital and any(one.stem and not one.capital for one in held)):
            break
        held.append(token)
    return held


_ORDINALS: Final = frozenset(["first", "second", "third", "fourth", "fifth", "sixth", "opening", "final", "last"])


def _verb(inside: Inside, place: int) -> Iterator[Contest]:
    """Read "A beat B" and "B was beaten by A"."""
    tokens = inside.reading.tokens
    lead = {token.lower for token in tokens[max(0, place - 3) : place]}
    subject = _subject(inside, place)
    if lead & _BE:
        by = next((one for one in range(place, place + 5) if one < len(tokens) and tokens[one].lower == "by"), None)
        other = _side(inside, tokens[by + 1 : by + _REACH]) if by else ""
        if subject and other:
            yield _contest(inside, place, other, subject)
        return
    other = _side(inside, tokens[place + 1 : place + _REACH])
    if subject and other and subject != other:
        yield _contest(inside, place, subject, other)


def _subject(inside: Inside, place: int) -> str:
    """Return who stands before a verb; of two clauses in a row the nearer ("Moore scored and the Hawks …")."""
    lead = before(inside.reading.tokens, place)
    joint = max((at for at, token in enumerate(lead) if token.lower == "and"), default=-1)
    return _side(inside, lead[joint + 1 :]) or _side(inside, lead)


def _noun(inside: Inside, place: int, *, won: bool) -> Iterator[Contest]:
    """Read "her defeat by Hale", "Molnar's victory over Hale", "his victory in the first stage"."""
    tokens = inside.reading.tokens
    following = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    lead = [token for token in tokens[max(0, place - 3) : place] if token.sentence == tokens[place].sentence]
    owner = _side(inside, lead)
    if following in (_OVER if won else _BY):
        other = _side(inside, tokens[place + 2 : place + _REACH])
        if other:
            yield _contest(inside, place, *((owner, other) if won else (other, owner)), taken_up=True)
    elif owner and following not in {"in", "of", "for"}:
        # "The Comets' victory leaves the Hawks behind."
        yield _contest(inside, place, *((owner, "") if won else ("", owner)), taken_up=True)
    elif won and following in {"in", "of"}:
        prize = _prize(after(tokens, place + 2))
        rest = [token for token in inside.tokens_of[tokens[place].sentence] if token.start > tokens[place].end]
        subject = owner or (_side(inside, [token for token in rest if token not in prize]) if prize else "")
        if subject and prize:
            yield _contest(inside, place, subject, "", prize, taken_up=True)


def _won(inside: Inside, place: int) -> Iterator[Contest]:
    tokens = inside.reading.tokens
    subject, prize = _side(inside, before(tokens, place)), _prize(after(tokens, place + 1))
    if subject and prize and prize[0].lower == "the":
        yield _contest(inside, place, subject, "", prize)


def _side(inside: Inside, phrase: Sequence[Token]) -> str:
    """Return the last word of the first name in a phrase, folded."""
    if not phrase:
        return ""
    start, end = phrase[0].start, phrase[-1].end
    held = [
        one
        for one in inside.annotation.entities
        if start <= one.start
        and one.end <= end
        and one.label in _SIDES
        and phrase[0].sentence == _at(phrase, one.start)
    ]
    people = [one for one in held if one.label in {"PERSON", "ORG"}] or held
    return fold(people[0].name).split()[-1] if people and people[0].name.strip() else ""


def _at(phrase: Sequence[Token], offset: int) -> int:
    return next((token.sentence for token in phrase if token.start == offset), -1)
