"""Of whom and where two statements speak: their names, and what stands for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.offices import titles
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Named, Noted
from pipeline.evidence.text import fold, stem
from pipeline.evidence.wordlists import word_list

__all__ = ["core", "is_known", "is_titled", "named_near", "names_apart", "names_of", "unknown_owner"]

_PRONOUNS: Final = frozenset(["it", "they", "he", "she", "this", "these", "that", "those"])
_JOINING: Final = frozenset({"of", "the", "and", "for", "de", "la", "al", "bin", "von", "van"})
_WHERE: Final = frozenset({"in", "at", "near", "on"})


def names_of(names: Iterable[Named]) -> set[str]:
    """Return the usual forms of names, folded."""
    return {fold(name.name) for name in names}


def names_apart(claim: Reading, mine: Noted, passage: Reading, theirs: Noted, context: Context) -> str:
    """Return why the names keep two statements apart; empty where they do not."""
    wanted = [
        name
        for name in claim.names
        if name.sentence == mine.sentence
        and not set(fold(name.name).split()) <= context.speakers
        and not _of_other_figure(claim, mine, name)
    ]
    in_clause = [name for name in passage.names if name.clause == theirs.clause]
    in_sentence = [name for name in passage.names if name.sentence == theirs.sentence]
    places = names_of(name for name in in_clause if name.place) or names_of(name for name in in_sentence if name.place)
    if theirs.near_place:
        places = {theirs.near_place}
    if not wanted:
        return "another place" if places and not places <= context.claim_names else ""
    heard = names_of(passage.names) | context.passage_names
    present = [name for name in wanted if is_known(fold(name.name), heard)]
    bodies = [fold(name.name) for name in wanted if not name.place]
    if not present and not _of_article(bodies, in_sentence, context):
        return "none of the claim's names is there"
    mine_places = names_of(name for name in wanted if name.place)
    if mine_places and places and not mine_places & places:
        return "another place"
    # A row is of its place; a claim that names none speaks of all.
    if theirs.cell and not mine_places and not places <= context.claim_names | context.lead_names:
        return "another place"
    # Whose number it is: the last name before it, where the claim is about a person or a body.
    before = [
        name
        for name in in_clause
        if not name.place
        and passage.tokens[name.last - 1].end <= theirs.figure.start
        and not (name.first and passage.tokens[name.first - 1].lower in _WHERE)
    ]
    if bodies and before and not is_known(fold(before[-1].name), bodies):
        return "another name stands there"
    return ""


def _of_other_figure(claim: Reading, mine: Noted, name: Named) -> bool:
    """Tell whether a place goes with another figure alone: "54,000 people, 25,000 of them in Germany"."""
    place = fold(name.name)
    others = [one for one in claim.figures if one is not mine and one.sentence == mine.sentence]
    return name.place and mine.near_place != place and any(one.near_place == place for one in others if one.part)


def _of_article(bodies: Sequence[str], there: Sequence[Named], context: Context) -> bool:
    """Tell whether a passage is about what the article is about, where the claim names nobody but places."""
    return not bodies and any(is_known(fold(name.name), context.article_names) for name in there if not name.place)


def is_known(name: str, others: Iterable[str]) -> bool:
    """Tell whether a name is among others, whole or by its last word (``Hegseth`` for ``Pete Hegseth``)."""
    words = core(name)
    for other in others:
        parts = core(other)
        if words == parts:
            return True
        # "Hegseth" is Pete Hegseth, "Lorn" the Lorn dam; "Nordbank" is not Nordbank Insurance.
        short, long = sorted((words, parts), key=len)
        own = short[0] == long[0] and not word_list("naming.bodies") & {*long[1:]}
        if len(short) == 1 and (own or short[-1] == long[-1]):
            return True
        # Two full names are one where they differ by a title alone: "President Biden", "Joe Biden"; not two indices.
        shared = {*words} & {*parts} - _JOINING
        if words[-1] == parts[-1] and (len(shared) > 1 or {words[0], parts[0]} & titles()):
            return True
    return False


def core(name: str) -> list[str]:
    """Return the words of a name without what a company's form adds: "General Motors Corporation", "AirTanker Ltd."."""
    words = [word.strip(".,") for word in name.split()]
    while len(words) > 1 and words[-1] in word_list("naming.forms"):
        words = words[:-1]
    return words


def unknown_owner(claim: Reading, mine: Noted, passage: Reading, context: Context) -> str:
    """Return why it is not known of whom a claim speaks: a pronoun that nothing was found for, or somebody's "I"."""
    words = [token for token in claim.tokens if token.sentence == mine.sentence]
    if words and words[0].lower in _PRONOUNS and not (len(words) > 1 and words[1].stem and words[0].lower[:2] == "th"):
        return "a pronoun stands for the subject"
    if any(token.text in {"I", "I'm", "I've", "I’m", "I’ve"} or token.lower in {"my", "me"} for token in words):
        heard = {fold(token.text) for token in passage.tokens} | set(" ".join(context.passage_names).split())
        if not context.speakers & heard:
            return "somebody speaks of himself"
    return ""


def named_near(names: set[str], passage: Reading, theirs: Noted, context: Context) -> bool:
    """Tell whether a name that both share stands in the figure's sentence, right before it, or above the passage."""
    before = [name for name in passage.names if name.sentence == theirs.sentence - 1]
    near = names_of(name for name in passage.names if name.sentence == theirs.sentence) | context.passage_names
    if len(names_of(before)) == 1:
        near |= names_of(before)
    return any(is_known(name, near) or is_titled(name, context) for name in names)


def is_titled(name: str, context: Context) -> bool:
    """Tell whether a source's title has a name, at its beginning too, where a capital proves nothing."""
    return {stem(word) for word in name.split()} <= context.passage
