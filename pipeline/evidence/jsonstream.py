"""The items of a JSON feed, one after the other, whatever its size.

A feed of fact-checks runs to hundreds of megabytes. This reads it a block at a time and decodes one item at a time; an
item that is no JSON is counted and passed over.
"""

from __future__ import annotations

import codecs
import functools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from pipeline.errors import SourceError

__all__ = ["FeedItems"]

_BLOCK: Final = 1 << 20
_LONGEST: Final = 8 << 20
_ARRAYS: Final = re.compile(
    r'"(?:dataFeedElement|claims|itemListElement|@graph|items|factChecks|claimReviews)"\s*:\s*\['
)
_SPACE: Final = re.compile(r"[\s,]*")
_NEXT: Final = re.compile(r"\}\s*,\s*(?=\{)|\n(?=\s*\{)")


class FeedItems:
    """The items of a feed: of a list, of a known list inside an object, of JSON lines; or the one object of a file.

    Attributes
    ----------
    broken
        How many items were no JSON so far.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.broken = 0
        self._buffer = ""
        self._ended = False
        self._more: Callable[[], bool] = lambda: False

    def __iter__(self) -> Iterator[Any]:
        """Yield the items.

        Raises
        ------
        SourceError
            If the file is neither an object nor a list.
        """
        decode = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")
        with self.path.open("rb") as file:
            self._more = functools.partial(self._next_block, file, decode)
            self._more()
            self._buffer = self._buffer.lstrip()
            if not self._buffer.startswith(("{", "[")):
                raise SourceError("is no JSON", path=self.path, hint="export the fact-checks as ClaimReview JSON")
            yield from self._items()

    def _next_block(self, file: BinaryIO, decode: codecs.IncrementalDecoder) -> bool:
        block = file.read(_BLOCK)
        self._ended = not block
        self._buffer += decode.decode(block, final=self._ended)
        return not self._ended

    def _items(self) -> Iterator[Any]:
        if self._buffer.startswith("["):
            self._buffer = self._buffer[1:]
        elif (start := self._array()) is not None:
            self._buffer = self._buffer[start:]
        decoder = json.JSONDecoder()
        place = 0
        while True:
            match = _SPACE.match(self._buffer, place)
            place = match.end() if match else place
            if place >= len(self._buffer):
                self._buffer, place = "", 0
                if not self._more():
                    return
                continue
            if self._buffer[place] == "]":
                return
            try:
                item, end = decoder.raw_decode(self._buffer, place)
            except (json.JSONDecodeError, RecursionError) as error:
                # A value cut by the end of a block looks broken: read on before saying so.
                cut = isinstance(error, json.JSONDecodeError) and (
                    error.msg.startswith("Unterminated") or error.pos >= len(self._buffer) - 16
                )
                if cut and len(self._buffer) - place < _LONGEST and not self._ended and self._more():
                    if place > _BLOCK:
                        self._buffer, place = self._buffer[place:], 0
                    continue
                self.broken += 1
                after = _NEXT.search(self._buffer, place + 1)
                if after is None:
                    return
                place = after.end()
                continue
            yield item
            place = end
            if place > _BLOCK:
                self._buffer, place = self._buffer[place:], 0

    def _array(self) -> int | None:
        """Return where the items of a feed object begin, or none where the file is one object or JSON lines."""
        first_line = self._buffer.split("\n", 1)[0]
        try:
            json.loads(first_line)
        except json.JSONDecodeError:
            pass
        else:
            if "\n" in self._buffer.rstrip() or not _ARRAYS.search(first_line):
                return None
        match = _ARRAYS.search(self._buffer)
        if match is None or '"ClaimReview"' in self._buffer[: match.start()]:
            return None
        return match.end()
