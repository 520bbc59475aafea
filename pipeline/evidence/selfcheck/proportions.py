"""A share and the numbers that it is of, sentences apart: "90 of the 400 houses … more than half of its houses"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from pipeline.evidence.lexicon import generic, same_words
from pipeline.evidence.selfcheck.common import Clash, Inside, value_of
from pipeline.evidence.selfcheck.phrases import content
from pipeline.evidence.selfcheck.shares import share_against
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.wordlists import word_list

__all__ = ["proportions"]

_OF: Final = frozenset(
    ["of the", "of its", "of their", "of his", "of her", "of all", "of all the", "of", "out of", "out of the"]
)
_OF_THE: Final = ("of the", "of its", "of their", "of all", "of all the", "out of", "of")
_COUNTS: Final = frozenset({"count", "number"})
_AFTER: Final = 10
_PHRASE: Final = 4
_RESTATED: Final = ("in other words", "that is", "thus", "that means", "this means", "in all", "overall")
_GUARDS: Final = word_list("again.guards")
_UNREAL: Final = word_list("reading.unreal")


def proportions(inside: Inside) -> list[Clash]:
    """Return shares that do not go with a part and a whole of another sentence, and parts larger than their whole."""
    pairs = list(_pairs(inside))
    found = [clash for part, whole in pairs if (clash := _too_large(inside, part, whole))]
    for share in inside.reading.figures:
        if share.figure.kind not in {"percentage", "ratio"} or not share.head or share.figure.trend:
            continue
        if inside.clause(share.clause) & _GUARDS or inside.clause(share.clause) & _UNREAL:
            continue
        near = [
            (part, whole)
            for part, whole in pairs
            if part.sentence != share.sentence
            and not inside.words(part.sentence) & _GUARDS
            and _same_share(inside, share, part, whole)
        ]
        if len(near) == 1 and (clash := share_against(inside, *near[0], share)):
            found.append(clash)
    return found


def _pairs(inside: Inside) -> Iterator[tuple[Noted, Noted]]:
    """Yield (part, whole) of "90 of the 400 houses" and "of the 1,200 pupils asked, 480 said"."""
    for number, figures in inside.by_sentence.items():
        counts = [one for one in figures if one.figure.kind in _COUNTS and value_of(one.figure) is not None]
        for one, two in itertools.pairwise(counts):
            if inside.between(one.figure.end, two.figure.start) in _OF or _noun_of(inside, one, two):
                yield one, two
            lead = inside.between(inside.tokens_of[number][0].start, one.figure.start)
            gap = inside.between(one.figure.end, two.figure.start)
            only = gap.endswith(",") or two.figure.text.lower().startswith("only")
            opens = lead in _OF_THE and only and len(counts) == 2
            if opens and two.head in {"", one.head}:
                yield two, one
        before = [
            one
            for one in inside.by_sentence.get(number - 1, []) + inside.by_sentence.get(number - 2, [])
            if one.figure.kind in _COUNTS and one.head and not one.part
        ]
        if len(counts) == 1 and before and _of_these(inside, number, counts[0]):
            yield counts[0], _larger(before, counts[0])


def _of_these(inside: Inside, number: int, part: Noted) -> bool:
    lead = inside.between(inside.tokens_of[number][0].start, part.figure.start).rstrip(" ,")
    after = inside.between(part.figure.end, part.figure.end + _AFTER)
    return lead in {"of these", "of them", "of those"} or after.startswith(("of them", "of these", "of those"))


def _larger(counts: list[Noted], part: Noted) -> Noted:
    """Return the first number that may be the whole of a part."""
    value = value_of(part.figure) or 0
    return next((one for one in counts if (value_of(one.figure) or 0) >= value), counts[0])


def _noun_of(inside: Inside, one: Noted, two: Noted) -> bool:
    """Tell whether the part has a noun of its own: "90 houses of the 400 in the village"."""
    words = inside.between(one.figure.end, two.figure.start).split()
    return len(words) in {2, 3} and words[1] == "of" and words[0].isalpha() and bool(one.head)


def _too_large(inside: Inside, part: Noted, whole: Noted) -> Clash | None:
    one, two = value_of(part.figure), value_of(whole.figure)
    if one is None or two is None or one <= two or not whole.head or part.figure.approx != "exact":
        return None
    if (
        whole.before not in {"the", "its", "their", "all"}
        and inside.between(part.figure.end, whole.figure.start) != "out of"
    ):
        return None
    return Clash(
        "a part larger than its whole",
        tuple(sorted((inside.span(part), inside.span(whole)))),
        message=f"the article counts “{part.figure.text}” of “{whole.said}”",
        certainty=0.85,
    )


def _plural(inside: Inside, share: Noted, head: str) -> bool:
    """Tell whether a share is of a noun with its verb right behind it: "of the cyclists wore", not "the voter base"."""
    phrase = [token for token in inside.tokens_of[share.sentence] if token.start >= share.figure.end][:_PHRASE]
    return any(token.stem == head and token.lower.endswith("s") for token in phrase)


def _same_share(inside: Inside, share: Noted, part: Noted, whole: Noted) -> bool:
    """Tell whether a share is of the same whole, and of the same that is said of its part."""
    if not whole.head or not (same_words({whole.head}, {share.head}) or _plural(inside, share, whole.head)):
        return False
    kinds = {word for word in share.thing - {share.head, whole.head} if not generic(word)}
    heard = content(inside.tokens_of[part.sentence])
    if kinds - same_words(kinds, heard | content(inside.tokens_of[0])):
        return False
    lead = inside.between(inside.tokens_of[share.sentence][0].start, share.figure.start)
    if lead.startswith(_RESTATED):
        return True
    said = content(inside.tokens_of[share.sentence]) - share.thing - whole.thing
    names = {
        token.stem
        for name in inside.reading.names
        for token in inside.reading.tokens[name.first : name.last]
        if name.sentence in {share.sentence, part.sentence}
    }
    own = inside.span(share), inside.span(part), inside.span(whole)
    numbers, others = (
        {one.figure.low for one in inside.by_sentence[number] if inside.span(one) not in own} - {None}
        for number in (share.sentence, part.sentence)
    )
    return bool(same_words(said - names, heard - whole.thing - names)) or bool(numbers & others)
