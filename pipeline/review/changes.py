"""What became of a claim: whether a verdict on the old words still holds of the new ones, and if not, why.

The words are aligned, then each stretch that differs is explained away by what it stands for (the same figure, the same
name, function words, another spelling) or named. What is left unexplained is substance. There is no threshold here:
similarity plays no part in this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from pipeline.review import lexicon
from pipeline.review.facets import figure_difference, one_spelling, same_figure, same_word, shown, word_difference
from pipeline.review.signature import Mark, Names, Signature, Token, fold, tokenise
from pipeline.review.wording import figure_text
from pipeline.schema import Claim, Entity, Figure

__all__ = ["Comparison", "compare"]

Level = Literal["same", "typography", "reworded", "changed"]


@dataclass(frozen=True)
class Comparison:
    """``level`` says what the change is worth; ``facets`` says in words what changed in substance."""

    level: Level
    facets: tuple[str, ...] = ()

    @property
    def harmless(self) -> bool:
        """Whether a verdict on the old words holds of the new ones."""
        return self.level != "changed"


@dataclass(frozen=True)
class _Item:
    """What is compared in a stretch that differs: a figure, a name or a word, with the words it covers."""

    value: Figure | Entity | None
    tokens: tuple[Token, ...]
    at: int
    name: bool = False

    @property
    def norms(self) -> tuple[str, ...]:
        return tuple(token.norm for token in self.tokens)


def compare(old: Signature, new: Signature, names: Names) -> Comparison:
    """Compare two versions of a claim.

    Parameters
    ----------
    old, new
        The claim before and now.
    names
        Which names are aliases of which in the two versions.

    Returns
    -------
    Comparison
        ``same`` (the same words), ``typography`` (quotes, dashes, case, spelling), ``reworded`` (other words for the
        same statement) or ``changed``.
    """
    outside = _outside(old.claim, new.claim, names)
    if old.claim.text == new.claim.text:
        facets = [
            *outside,
            *_resolved(old, new, dict(zip(range(len(old.tokens)), range(len(old.tokens)), strict=True)), names),
        ]
        return Comparison("changed", _once(facets)) if facets else Comparison("same")
    aligned = _align(old, new)
    facets, reworded = _differences(old, new, aligned, names)
    resolved = _resolved(old, new, aligned, names)
    if resolved:
        facets = [facet for facet in facets if not facet.partition(": ")[2].startswith("[")]
    facets = [*facets, *resolved]
    for facet in outside:
        kind = "negat" if "negat" in facet else facet.partition(":")[0].split()[0]
        if not any(kind in other for other in facets):
            facets.append(facet)
    if facets:
        return Comparison("changed", _once(facets))
    return Comparison("reworded" if reworded else "typography")


def _once(facets: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(facets))


def _outside(old: Claim, new: Claim, names: Names) -> list[str]:
    """Compare what is not in the claim's own words: speaker, cue, quotation, hedge, polarity."""
    said: list[str] = []
    if not names.same(old.speaker, new.speaker) and (old.speaker or new.speaker):
        if not (old.speaker and new.speaker and _same_source(old.speaker, new.speaker)):
            said.append(f"speaker: {old.speaker or 'none'} → {new.speaker or 'none'}")
    elif _cue(old.cue) != _cue(new.cue):
        said.append(f"wording: {old.cue or 'none'} → {new.cue or 'none'}")
    if new.mode == "direct" and old.mode in ("indirect", "mixed") and _quotes(new.sentence) > _quotes(old.sentence):
        said.append("quoted: now the speaker's own words")
    if fold(old.hedge) != fold(new.hedge):
        if old.hedge and new.hedge:
            said.append(f"hedge: {old.hedge} → {new.hedge}")
        else:
            said.append(f"hedge dropped: {old.hedge}" if old.hedge else f"hedge added: {new.hedge}")
    if old.polarity != new.polarity:
        said.append("negated" if new.polarity == "negative" else "no longer negated")
    return said


def _same_source(old: str, new: str) -> bool:
    """Tell whether two descriptions of a speaker differ in articles and typography alone."""
    return [t.norm for t in tokenise(old) if t.norm not in lexicon.LIGHT] == [
        t.norm for t in tokenise(new) if t.norm not in lexicon.LIGHT
    ]


def _cue(cue: str) -> tuple[str, ...]:
    norms = tuple(token.norm for token in tokenise(cue) if token.norm not in ("has", "have", "had", "to", "that"))
    return () if all(norm in lexicon.NEUTRAL_CUES for norm in norms) else norms


def _quotes(sentence: str) -> int:
    return sum(character in '"“”' for character in sentence)


def _align(old: Signature, new: Signature) -> dict[int, int]:
    """Map words that stand in both, in order; a figure or name is mapped whole or not at all.

    Where two mappings are as long, the choice hangs on the words and not on the side: what is asked again must not
    depend on which version came first.
    """
    if tuple(old.norms) > tuple(new.norms):
        return {i: j for j, i in _align(new, old).items()}
    aligned: dict[int, int] = {}
    for step in Indel.opcodes(old.norms, new.norms):
        if step.tag == "equal":
            aligned.update(zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True))
    changed = True
    while changed:
        changed = False
        back = {j: i for i, j in aligned.items()}
        for mapping, other, marks in ((aligned, back, old.marks), (back, aligned, new.marks)):
            for mark in marks:
                images = [mapping.get(index) for index in range(mark.start, mark.end)]
                first = images[0]
                whole = first is not None and images == list(range(first, first + len(images)))
                if not whole and any(image is not None for image in images):
                    for index, image in zip(range(mark.start, mark.end), images, strict=True):
                        if image is not None:
                            del mapping[index]
                            del other[image]
                    changed = True
    return aligned


def _regions(old: Signature, new: Signature, aligned: dict[int, int]) -> list[tuple[int, int, int, int]]:
    regions: list[tuple[int, int, int, int]] = []
    i = j = 0
    for left, right in [*sorted(aligned.items()), (len(old.tokens), len(new.tokens))]:
        if left > i or right > j:
            regions.append((i, left, j, right))
        i, j = left + 1, right + 1
    return regions


def _items(side: Signature, start: int, end: int) -> list[_Item]:
    items: list[_Item] = []
    marks = {mark.start: mark for mark in side.marks if mark.start >= start and mark.end <= end}
    index = start
    while index < end:
        mark = marks.get(index)
        if mark is not None:
            items.append(_Item(mark.value, side.tokens[index : mark.end], index))
            index = mark.end
        else:
            if not side.light(index):
                items.append(_Item(None, (side.tokens[index],), index, _looks_like_name(side, index)))
            index += 1
    return items


def _looks_like_name(side: Signature, index: int) -> bool:
    """Tell whether a word has a capital: no correction of a name passes for a typo mended."""
    return side.tokens[index].text[:1].isupper()


def _same_item(old: _Item, new: _Item, names: Names) -> bool:
    if isinstance(old.value, Figure) and isinstance(new.value, Figure):
        return same_figure(old.value, new.value)
    if isinstance(old.value, Entity) and isinstance(new.value, Entity):
        return names.same(old.value.name or old.value.text, new.value.name or new.value.text)
    if old.norms == new.norms:
        return True
    if old.value is None and new.value is None:
        return same_word(old.tokens[0].norm, new.tokens[0].norm, names=old.name or new.name)
    return False


def _differences(old: Signature, new: Signature, aligned: dict[int, int], names: Names) -> tuple[list[str], bool]:
    """Name what differs in substance; tell also whether anything differs in words at all."""
    left_over: list[tuple[list[_Item], list[_Item]]] = []
    reworded = False
    for i1, i2, j1, j2 in _regions(old, new, aligned):
        left, right = _items(old, i1, i2), _items(new, j1, j2)
        left, right = _explained(left, right, names)
        if _perfect(old, new, left, right) or _before_date(old, new, left, right):
            left, right = [], []
        if left or right:
            left_over.append((left, right))
        elif not _only_spelling(old.norms[i1:i2], new.norms[j1:j2]):
            reworded = True
    moved = _moved(old, new, left_over)
    if moved is not None:
        return moved, True
    facets: list[str] = []
    for left, right in left_over:
        facets.extend(_said(left, right))
    return facets, reworded


def _explained(left: list[_Item], right: list[_Item], names: Names) -> tuple[list[_Item], list[_Item]]:
    """Take out what is the same on both sides, in order."""
    if "".join(n for item in left for n in item.norms) == "".join(n for item in right for n in item.norms):
        parts = [norm for item in (*left, *right) for norm in item.norms]
        if all(len(part) >= 3 and part not in lexicon.NEGATORS for part in parts):
            return [], []
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    same = [[_same_item(one, other, names) for other in right] for one in left]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            table[i][j] = 1 + table[i + 1][j + 1] if same[i][j] else max(table[i + 1][j], table[i][j + 1])
    kept_left: list[_Item] = []
    kept_right: list[_Item] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if same[i][j]:
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            kept_left.append(left[i])
            i += 1
        else:
            kept_right.append(right[j])
            j += 1
    return kept_left + left[i:], kept_right + right[j:]


def _perfect(old: Signature, new: Signature, left: list[_Item], right: list[_Item]) -> bool:
    """Tell whether "launched" became "has launched" or the other way about."""
    if len(left) + len(right) != 1:
        return False
    if (left or right)[0].norms[0] not in ("has", "have"):
        return False
    side, index = (old, left[0].at + 1) if left else (new, right[0].at + 1)
    following = side.norms[index] if index < len(side.norms) else ""
    after = side.norms[index + 1] if index + 1 < len(side.norms) else ""
    return (following.endswith("ed") or following in lexicon.SAME_PARTICIPLE) and after not in ("by", "to")


def _before_date(old: Signature, new: Signature, left: list[_Item], right: list[_Item]) -> bool:
    """Tell whether all that differs is "on" or "in" before a date that both have."""
    for side, items in ((old, left), (new, right)):
        dates = {mark.start for mark in side.marks if isinstance(mark.value, Figure) and mark.value.kind == "date"}
        for item in items:
            if item.norms not in (("on",), ("in",)) or item.at + 1 not in dates:
                return False
    return bool(left or right)


def _only_spelling(left: Sequence[str], right: Sequence[str]) -> bool:
    paired = len(left) == len(right) and all(one_spelling(a, b) for a, b in zip(left, right, strict=True))
    return paired or "".join(left) == "".join(right)


def _moved(old: Signature, new: Signature, left_over: list[tuple[list[_Item], list[_Item]]]) -> list[str] | None:
    """Tell what a change of order is worth, where order is all that differs; none where more differs.

    One adjunct of time or place may go from one end of a simple clause to the other, and names in a list may change
    places. Everything else that moves may change who does what to whom.
    """
    gone = [item for left, _ in left_over for item in left]
    come = [item for _, right in left_over for item in right]
    if not gone or sorted(item.norms for item in gone) != sorted(item.norms for item in come):
        return None
    if all(isinstance(item.value, Entity) for item in (*gone, *come)):
        if _one_list(old, gone) and _one_list(new, come) and "respectively" not in old.norms:
            return []
    else:
        norms = [norm for item in gone for norm in item.norms]
        only = [pair for pair in left_over if pair[0] or pair[1]]
        if (
            len(only) == 2
            and all(bool(left) != bool(right) for left, right in only)
            and (norms[0] in lexicon.ADJUNCT_HEADS or _dated(gone))
            and any(item.value is not None for item in gone)
            and sum(item.value is None for item in gone) <= 2
            and [item.norms for item in gone] == [item.norms for item in come]
            and lexicon.CLAUSAL.isdisjoint(old.norms)
            and _at_an_edge(old, gone)
            and _at_an_edge(new, come)
        ):
            return []
    if all(left and right for left, right in left_over):
        return None
    return ["wording: order of words"]


def _dated(items: Sequence[_Item]) -> bool:
    return isinstance(items[0].value, Figure) and items[0].value.kind == "date"


def _at_an_edge(side: Signature, items: Sequence[_Item]) -> bool:
    """Tell whether the items stand first or last, or before one last adjunct."""
    if items[0].at == 0:
        return True
    tail = side.norms[items[-1].at + len(items[-1].tokens) :]
    return not tail or (tail[0] in lexicon.ADJUNCT_HEADS and len(tail) <= 5)


def _one_list(side: Signature, items: Sequence[_Item]) -> bool:
    """Tell whether names stand in one list: nothing between them but other names and "and"."""
    inside = {index for mark in side.marks if isinstance(mark.value, Entity) for index in range(mark.start, mark.end)}
    first, last = items[0].at, items[-1].at
    figures = sum(isinstance(mark.value, Figure) and mark.value.kind != "date" for mark in side.marks)
    return figures < 2 and all(
        index in inside or side.norms[index] in ("and", "the", "&", "or") for index in range(first, last)
    )


def _cased(side: Signature, index: int) -> str:
    """Return how a word is written: in a headline all of capitals, that says nothing."""
    word = side.tokens[index].text
    return "" if side.claim.text.isupper() else "upper" if word[:1].isupper() else "lower"


def _said(left: list[_Item], right: list[_Item]) -> list[str]:
    if (_one_kind(left, Entity) and _one_kind(right, None)) or (_one_kind(left, None) and _one_kind(right, Entity)):
        gone, come = ([token for item in side for token in item.tokens] for side in (left, right))
        return [f"wording: {shown(gone)} → {shown(come)}"]
    said: list[str] = []
    for kind, label in ((Figure, "figure"), (Entity, "name")):
        before = [item for item in left if isinstance(item.value, kind)]
        after = [item for item in right if isinstance(item.value, kind)]
        for one, other in zip(before, after, strict=False):
            if isinstance(one.value, Figure) and isinstance(other.value, Figure):
                said.extend(figure_difference(one.value, other.value) or _plain(label, one, other))
            else:
                said.extend(_plain(label, one, other))
        paired = min(len(before), len(after))
        for verb, rest in (("dropped", before[paired:]), ("added", after[paired:])):
            for item in rest:
                words = figure_text(item.value) if isinstance(item.value, Figure) else _text(item)
                said.append(f"{label} {verb}: {words}")
    plain = [[token for item in side if item.value is None for token in item.tokens] for side in (left, right)]
    if plain[0] or plain[1]:
        said.extend(word_difference(plain[0], plain[1]))
    return said


def _one_kind(items: Sequence[_Item], kind: type[Entity] | None) -> bool:
    return bool(items) and all(item.value is None if kind is None else isinstance(item.value, kind) for item in items)


def _plain(label: str, one: _Item, other: _Item) -> list[str]:
    return [f"{label}: {_text(one)} → {_text(other)}"]


def _text(item: _Item) -> str:
    return " ".join(token.text for token in item.tokens)


def _resolved(old: Signature, new: Signature, aligned: dict[int, int], names: Names) -> list[str]:
    """Compare what equal words stand for: a surname that is another person's now, "last week" of another week."""
    said = [
        f"wording: {old.tokens[i].text} → {new.tokens[j].text}"
        for i, j in aligned.items()
        if old.norms[i] in lexicon.CASED and _cased(old, i) != _cased(new, j) and i and j
    ]
    marks: dict[tuple[int, int], Mark] = {(mark.start, mark.end): mark for mark in new.marks}
    for mark in old.marks:
        first, last = aligned.get(mark.start), aligned.get(mark.end - 1)
        if first is None or last is None:
            continue
        other = marks.get((first, last + 1))
        if other is None:
            continue
        before, after = mark.value, other.value
        if isinstance(before, Figure) and isinstance(after, Figure):
            if before.kind == after.kind == "date" and before.period and after.period and before.period != after.period:
                said.extend(figure_difference(before, after))
        elif isinstance(before, Entity) and isinstance(after, Entity):
            was, now = before.name or before.text, after.name or after.text
            if not names.resolved(before.text, was, now):
                said.append(f"name: {was} → {now}")
    return said
