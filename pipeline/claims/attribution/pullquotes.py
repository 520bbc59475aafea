"""Lines set apart that end with the name of who says them: the same words in the running text are theirs, too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.claims.attribution.quotes import MARKS
from pipeline.entities.patterns import is_title
from pipeline.schema import Attribution, Entity, TextSpan

__all__ = ["pulled"]

_SIGNED = re.compile(
    r"(?P<words>.{20,500}?[.!?…][\"”’']{0,2})\s+(?:[—–-]{1,2} ?)?(?P<name>(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+)[,.]?",
    re.S,
)


def pulled(text: str, borders: Sequence[tuple[int, int]], entities: Sequence[Entity]) -> Iterator[Attribution]:
    """Yield who says the words of a line like "We were told to leave. Ana Ruiz", there and wherever they stand again.

    Parameters
    ----------
    text
        The article's.
    borders
        Its paragraphs, in characters.
    entities
        The names of the document, canonical.
    """
    people = {person.name for person in entities if person.label == "PERSON"}
    for start, end in borders:
        signed = _SIGNED.fullmatch(text, start, end)
        if signed is None or signed["name"] not in people:
            continue
        words = signed["words"].strip("".join(MARKS))
        if is_title(words.rsplit(maxsplit=1)[-1].rstrip(".")):
            # "…,” said Gov. Ana Ruiz": the stop is an abbreviation's.
            continue
        source = TextSpan(start=signed.start("name"), end=signed.end("name"), text=signed["name"])
        for again in re.finditer(re.escape(words), text):
            first, last = again.span()
            last += 1 if text[last : last + 1] and text[last] in MARKS else 0
            content = TextSpan(start=first, end=last, text=text[first:last])
            name = source if start <= first < end else None
            yield Attribution(source=name, cue=None, content=content, mode="direct", speaker=signed["name"], named=True)
