"""Lists and the sentence that leads to them: "The members are:" and their names are one row."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.claims.draft import Draft, Item, Mark, Word
from pipeline.claims.selection import Unit
from pipeline.claims.splitting import whole
from pipeline.claims.syntax import children, is_finite, is_punct

__all__ = ["completes", "items_after", "joined", "leads_to_list", "says_nothing"]

_OPEN_ENDS = {"including", "like", "as", "are", "were", "by", "for", "to", "with", "of", "from"}
WORDS_OF_ITEM = 12
"""A longer item of a list is a text of its own."""


def items_after(units: Sequence[Unit], at: int) -> list[Unit]:
    """Return the items of a list that a sentence leads to with a colon, each all of its block; none without a colon.

    Lines without a stop count as items, too, where there are two or more.
    """
    if not units[at].span.text.rstrip().endswith(":"):
        return []
    found: list[Unit] = []
    for unit in units[at + 1 :]:
        words = [token for token in unit.span if not is_punct(token)]
        bare = unit.block == "paragraph" and unit.alone and unit.span.text.rstrip()[-1:] not in {".", "!", "?", ":"}
        if not unit.alone or not (unit.block == "list_item" or bare) or len(words) > WORDS_OF_ITEM:
            break
        if found and unit.block != found[0].block:
            break
        found.append(unit)
    return found if len(found) > 1 or (found and found[0].block == "list_item") else []


def leads_to_list(units: Sequence[Unit], at: int) -> bool:
    """Return whether the items of a list, of any length, follow a colon."""
    following = units[at + 1] if at + 1 < len(units) else None
    colon = units[at].span.text.rstrip().endswith(":")
    return colon and following is not None and following.block == "list_item"


def completes(unit: Unit, items: Sequence[Unit]) -> bool:
    """Return whether a sentence with a verb leads to items that are phrases: "Her awards include:" and three awards."""
    return is_finite(unit.span.root) and all(_is_phrase(item) for item in items)


def _is_phrase(item: Unit) -> bool:
    return not any(is_finite(token) or token.text == ":" for token in item.span)


def joined(unit: Unit, items: Sequence[Unit]) -> Draft:
    """Return one draft of a sentence and the list after it."""
    base = whole(unit.span)
    out: list[Item] = list(base.items)
    covers = set(base.covers)
    for k, item in enumerate(items):
        words = [token for token in item.span if not token.is_space]
        covers |= {token.i for token in words}
        while words and is_punct(words[-1]) and words[-1].text not in {")", '"', "”"}:
            words.pop()
        if k:
            out.append(Mark(","))
        out += [Word(token.i) for token in words]
    return Draft(tuple(out), base.head, frozenset(covers))


def says_nothing(unit: Unit) -> bool:
    """Return whether a sentence that leads to a list says nothing without it: "They are:", "The rules are these:"."""
    root = unit.span.root
    words = [token for token in unit.span if not is_punct(token)]
    if not is_finite(root) or words[-1].lower_ in _OPEN_ENDS:
        return True
    said = [c for c in root.children if c.dep_ in {"obj", "iobj", "obl", "xcomp", "ccomp", "advcl", "nmod", "acl"}]
    if any(c.lower_ in {"follows", "following", "these", "this"} for c in [root, *said]):
        return True
    complement = children(root, "cop")
    return not complement and not said
