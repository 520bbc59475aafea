"""Names that a row has in its brackets: "[Hegseth] warned them" is about Hegseth too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.schema import Entity

__all__ = ["with_bracketed"]

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_YEAR = re.compile(r"\b\d{4}\b")  # "[May 2026]" is nobody


def with_bracketed(own: Sequence[Entity], text: str, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the names of a row: those in its own words, and those that were put in for its pronouns.

    Parameters
    ----------
    own
        The names that stand in the row's stretches of the article.
    text
        The row as it is restated.
    entities
        All names of the article; the first of the longest mentions stands for a name that the row has in
        brackets alone.

    Returns
    -------
    tuple of Entity
        In the order of the article.

    Examples
    --------
    >>> bank = Entity(start=4, end=13, text="Nord Bank", label="ORG", name="Nord Bank")
    >>> [entity.name for entity in with_bracketed((), "[Nord Bank's] shares fell.", [bank])]
    ['Nord Bank']
    """
    inside = [words for words in _BRACKETS.findall(text) if not _YEAR.search(words)]
    if not inside:
        return tuple(own)
    put_in = "\n".join(inside)
    near = [entity for entity in entities if entity.name in put_in or entity.text in put_in]
    known = {entity.name for entity in own}
    added: dict[str, Entity] = {}
    # The longest first, each taken out of the words: "[the Port United players]" are not of a place called Port.
    for entity in sorted(near, key=lambda entity: (-len(entity.text), entity.start)):
        for words in filter(None, (entity.name, entity.text)):
            left = [re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "_", stretch) for stretch in inside]
            if left != inside:
                inside = left
                added.setdefault(entity.name, entity)
    return tuple(sorted([*own, *(e for name, e in added.items() if name not in known)], key=lambda e: e.start))
