"""Who did it, told twice: the buyer, the builder, the author, the founder of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.evidence.lexicon import same_words, table_rows
from pipeline.evidence.selfcheck.common import Clash, Inside, Span
from pipeline.evidence.selfcheck.phrases import after, before, content, root, wished
from pipeline.evidence.text import Token, fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["roles"]

_GUARDS: Final = word_list("poles.guards") | {
    "first",
    "second",
    "later",
    "last",
    "half",
    "part",
    "also",
    "previous",
    "together",
}
_BE: Final = frozenset(["is", "are", "was", "were", "been", "be", "being"])
_REACH: Final = 12
_AGENTS: Final = frozenset({"PERSON", "ORG"})


@dataclass(frozen=True)
class Deed:
    """What was done, by whom and to what."""

    role: str
    agent: frozenset[str]
    thing: frozenset[str]
    span: Span
    sentence: int


def roles(inside: Inside) -> list[Clash]:
    """Return the first thing that two different people or bodies are said to have made, bought or founded."""
    deeds = [one for one in _deeds(inside) if not inside.words(one.sentence) & _GUARDS]
    for place, mine in enumerate(deeds):
        for theirs in deeds[place + 1 :]:
            apart = not mine.agent & theirs.agent and mine.sentence != theirs.sentence
            if mine.role == theirs.role and apart and _one_thing(inside, mine, theirs):
                text = inside.article.text
                said = tuple(" ".join(text[start:end].split()) for start, end in (mine.span, theirs.span))
                return [Clash("one deed of two people", (mine.span, theirs.span), said=said, certainty=0.7)]
    return []


def _one_thing(inside: Inside, mine: Deed, theirs: Deed) -> bool:
    shared = same_words(mine.thing, theirs.thing)
    return bool(shared) and (len(shared) == len(mine.thing) or len(shared) == len(theirs.thing))


def _verbs() -> dict[str, str]:
    return {stem(word): row[0] for row in table_rows("deeds.tsv") for word in row[1].split()}


def _deeds(inside: Inside) -> Iterator[Deed]:
    tokens = inside.reading.tokens
    verbs = _verbs()
    for place, token in enumerate(tokens):
        role = verbs.get(root(token), "")
        if not role or not token.lower.endswith(("ed", "t", "n", "d", "te", "w", "s")) or wished(tokens, place):
            continue
        following = [one for one in tokens[place + 1 : place + _REACH] if one.sentence == token.sentence]
        by = next((at for at, one in enumerate(following) if one.lower == ("to" if role == "sell" else "by")), None)
        passive = bool({one.lower for one in tokens[max(0, place - 3) : place]} & _BE)
        participle = place > 0 and tokens[place - 1].text == ","
        if by is not None and (passive or participle or role == "sell"):
            agent, thing = _agent(inside, following[by + 1 :]), _subject(tokens, place)
        elif role == "sell" or passive:
            continue
        else:
            agent, thing = _agent(inside, before(tokens, place)), after(tokens, place + 1)
        if agent and content(thing):
            span = token.start, following[-1].end if following else token.end
            role = "buy" if role == "sell" else role
            yield Deed(role, agent, frozenset(content(thing)), span, token.sentence)


def _subject(tokens: Sequence[Token], place: int) -> list[Token]:
    """Return the phrase that a passive is of, up to its first preposition: "the Hotel Regent" of "on the seafront"."""
    lead = before(tokens, place)
    return after(lead, 0)


def _agent(inside: Inside, phrase: Sequence[Token]) -> frozenset[str]:
    if not phrase:
        return frozenset()
    held = [
        one
        for one in inside.annotation.entities
        if phrase[0].start <= one.start and one.end <= phrase[-1].end and one.label in _AGENTS and one.name.strip()
    ]
    return frozenset(fold(held[0].name).split()) if held else frozenset()
