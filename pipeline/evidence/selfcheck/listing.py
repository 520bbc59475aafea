"""A stated number against the list that follows it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.evidence.compare.lists import Listed, inline_list
from pipeline.evidence.lexicon import concepts, same_words, word_places
from pipeline.evidence.selfcheck.common import Clash, Inside
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import Token, fold
from pipeline.schema import Block

__all__ = ["lists"]

_ALL: Final = ("are", "were", "namely", ":", "–", "—", "comprise", "comprises", "consist", "consists", "(")
_SOME: Final = frozenset(["include", "includes", "including", "included", "among", "such", "like", "notably"])
_SUBJECTS: Final = frozenset(["they", "these", "those", "the", "signatories"])
_MOST: Final = 60
_LEAD: Final = 7
_ITEM: Final = 5
_NAMED: Final = frozenset(["named", "identified", "listed"])
_NAMING: Final = 6
_PEOPLE: Final = frozenset(
    [
        "person",
        "man",
        "woman",
        "child",
        "worker",
        "student",
        "teacher",
        "soldier",
        "police",
        "doctor",
        "lawmaker",
        "die",
    ]
)
_MORE: Final = frozenset(["others", "more", "etc", "not", "but", "or"])


def lists(inside: Inside) -> list[Clash]:
    """Return counts that the list after them does not bear out.

    A list that says that it is whole ("are", a colon) contradicts; one that says that it is a part ("include") is shown
    with what it names, since a reader takes it for the whole.
    """
    found: list[Clash] = []
    for noted in inside.reading.figures:
        if noted.figure.kind not in {"count", "number"} or not noted.head or noted.part:
            continue
        if noted.figure.high is None or not 3 <= noted.figure.high <= _MOST:
            continue
        clash = _bulleted(inside, noted) or _inline(inside, noted) or _enumerated(inside, noted)
        if clash:
            found.append(clash)
    return found


def _number(noted: Noted, count: int, *, whole: bool) -> bool:
    """Tell whether a list of so many items does not go with the number stated."""
    figure = noted.figure
    if figure.high is None:
        return False
    if figure.approx in {"about", "vague"}:
        return abs(count - float(figure.high)) > 0.25 * float(figure.high)
    high = figure.high if figure.high_included else figure.high - 1
    if figure.approx == "below":
        low = figure.high * Decimal("0.85")
        return count > high or count < low
    low = figure.low if figure.low is not None else Decimal(0)
    return count > high or (count < low and (whole or count <= figure.high))


def _bulleted(inside: Inside, noted: Noted) -> Clash | None:
    """Compare "three demands:" at the end of a paragraph with the list items under it."""
    blocks = inside.article.blocks
    place = next((at for at, block in enumerate(blocks) if block.start <= noted.figure.start < block.end), None)
    if place is None or blocks[place].kind == "list_item":
        return None
    lead = blocks[place].text.rstrip()
    sentence = [token for token in inside.reading.tokens if blocks[place].start <= token.start < blocks[place].end]
    if not lead.endswith(":") or not sentence or sentence[-1].sentence != noted.sentence:
        return None
    items: list[Block] = []
    for block in blocks[place + 1 :]:
        if block.kind != "list_item":
            break
        items.append(block)
    if len(inside.between(noted.figure.end, sentence[-1].end).split()) > _LEAD + 2:
        return None
    words = {token.lower for token in sentence if token.sentence == noted.sentence}
    others = [one for one in inside.by_sentence[noted.sentence] if one.figure.kind in {"count", "number"}]
    if len(items) < 2 or words & _SOME or len(others) > 1 or not _number(noted, len(items), whole=True):
        return None
    return Clash(
        "a number against its list",
        (inside.span(noted),),
        message=f"the article says “{noted.said}”, and the list under it has {len(items)} items",
        certainty=0.9,
    )


def _enumerated(inside: Inside, noted: Noted) -> Clash | None:
    """Compare "seven sights of the valley: the gorge, the old mill and the dam" with what stands after the colon.

    An item may have "and" in it ("bread and butter"): a number is let pass that the list has in either reading.
    """
    tokens = inside.tokens_of[noted.sentence]
    text = inside.article.text[noted.figure.end : tokens[-1].end]
    lead, colon, rest = text.partition(":")
    words = {word.strip(",.").lower() for word in lead.split()}
    if not colon or len(lead.split()) > _LEAD or words & _SOME or any(mark in rest for mark in ':;()“"'):
        return None
    if any(one is not noted and one.figure.start > noted.figure.start for one in inside.by_sentence[noted.sentence]):
        return None
    parts = [part.strip(" .") for part in rest.split(",")]
    last = parts[-1].removeprefix("and ")
    ands = last.split(" and ")
    if len(parts) < 2 or (last == parts[-1] and len(ands) < 2):
        return None
    items = [*parts[:-1], *([last] if last != parts[-1] else ands)]
    if any(not part or len(part.split()) > _ITEM for part in items) or set(rest.lower().split()) & (_SOME | _MORE):
        return None
    least = len(parts)
    most = sum(part.count(" and ") + 1 for part in items)
    if any(not _number(noted, count, whole=True) for count in range(least, most + 1)):
        return None
    return Clash(
        "a number against its list",
        (inside.span(noted),),
        message=f"the article says “{noted.said}” and lists {len(items)}: {', '.join(items)}",
        certainty=0.75,
    )


def _inline(inside: Inside, noted: Noted) -> Clash | None:
    for sentence in (noted.sentence, noted.sentence + 1):
        tokens = inside.tokens_of.get(sentence, [])
        if sentence == noted.sentence:
            tokens = [token for token in tokens if token.start >= noted.figure.end]
        listed = inline_list(inside.article.text, _renumbered(tokens))
        if listed is None or len(listed.items) < 3:
            continue
        lead = [token for token in tokens if token.end <= listed.start]
        tie = _tie(inside, noted, lead, sentence)
        if not tie or not _of_one_kind(noted, listed):
            continue
        whole = tie == "all"
        if not _number(noted, len(listed.items), whole=whole):
            return None
        names = ", ".join(" ".join(item.split()) for item in listed.items)
        if whole:
            message = f"the article says “{noted.said}” and names {len(listed.items)}: {names}"
        else:
            message = f"the article says “{noted.said}”; {len(listed.items)} are named: {names}"
        return Clash(
            "a number against its list",
            (inside.span(noted), (listed.start, listed.end)),
            message=message,
            verdict="contradicts" if whole or len(listed.items) > int(noted.figure.high or 0) else "mentions",
            certainty=0.85 if whole else 0.5,
        )
    return None


def _renumbered(tokens: Sequence[Token]) -> Sequence[Token]:
    return tokens


def _tie(inside: Inside, noted: Noted, lead: Sequence[Token], sentence: int) -> str:
    """Return ``all`` or ``some`` where the words before a list tie it to the number, else nothing."""
    words = [token.lower for token in lead]
    same = sentence == noted.sentence
    if not words:
        return ""
    some = bool(set(words) & _SOME)
    others = [one for one in inside.by_sentence[noted.sentence] if one.head == noted.head and one is not noted]
    numbers = [one for one in inside.by_sentence.get(sentence, []) if one is not noted and one.figure.kind == "count"]
    if others or (not same and numbers):
        return ""
    if some and len(words) <= (8 if same else 4):
        # "They include …" of the sentence before; "18 countries, including …".
        return "some" if same or words[0] in _SUBJECTS else ""
    if same:
        tail = words[-1]
        near = len(words) <= 6 or words[-1] in {":", "–", "—"}
        if tail in {":", "–", "—", "(", "namely", "are", "were"} and near:
            return "all"
        if tail == "," and len(words) <= 3 and words[-2:-1] and same_words({lead[-2].stem}, {noted.head}):
            return "all"
        return ""
    head = {token.stem for token in lead if token.stem}
    subject = words[0] in {"they", "these", "those"} or (words[0] == "the" and bool(same_words(head, {noted.head})))
    if words[-1] == "as" and words[-2:-1] and words[-2] in _NAMED and len(words) <= _NAMING:
        # "The suspects were named as …": whoever they are called, the people of the sentence before.
        return "all" if words[0] in {"they", "the", "those", "these"} and _of_people(noted.head) else ""
    return "all" if words[-1] in {"are", "were", ":"} and len(words) <= 4 and subject else ""


def _of_people(head: str) -> bool:
    """Tell whether a noun counts people."""
    return bool(concepts(head) & _PEOPLE)


def _of_one_kind(noted: Noted, listed: Listed) -> bool:
    """Tell whether a list can be of what is counted: countries are listed as countries."""
    places = sum(
        tuple(fold(word) for word in item.replace("-", " ").split() if fold(word) != "the") in word_places()
        for item in listed.items
    )
    country = bool(same_words({noted.head}, {"countri", "nation"}))
    return places >= 0.6 * len(listed.items) if country else True
