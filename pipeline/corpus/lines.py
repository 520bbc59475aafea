"""Plain text to runs of lines: which line breaks separate paragraphs, and which only wrap them.

Text without blank lines between paragraphs looks like wrapped text to a program that counts newlines, and the other
way round. Two things tell them apart. A line that was wrapped is *open*: it does not end a sentence, and the next line
goes on in lower case most of the time. And wrapping is greedy: a line ends where the next word would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Line", "Run", "runs"]

NARROWEST = 20
"""Characters below which a line tells nothing about wrapping: a name, a number, a word in a list."""

WIDEST = 130
"""Characters above which lines are paragraphs: nobody wraps text later than that."""

GREEDY_SHARE = 0.97
"""Share of wrapped lines that are as full as they can be from which a program has wrapped the text."""

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_MARKER = re.compile(
    r"(?:[-–*•·‣⁃◦▪▫●○■□➤►➢✓✔]|\d{1,2}[.)]"
    r"|\((?:\d{1,2}|[a-zA-Z]|[ivx]{2,4})\)|(?:[a-z]|[ivx]{2,4})\))[ \t\u00a0]+(?=\S)"
)
_QUOTED = re.compile(r"(?:>[ \t]?)+(?=\S)")
_HASHES = re.compile(r"#{1,6}[ \t]+(?=\S)")
_RULE = re.compile(r"(?:[-–—*_=~#•·+][ \t]*){3,}|>+")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


@dataclass(frozen=True)
class Line:
    """A line without the white space around it; ``prefix`` is its list marker, quote mark or hashes."""

    start: int
    end: int
    text: str
    indent: int
    prefix: str = ""
    sign: str = ""

    @property
    def width(self) -> int:
        """The column at which it ends."""
        return self.indent + len(self.prefix) + len(self.text)

    @property
    def open(self) -> bool:
        """Whether the sentence goes on after it."""
        return _CLOSED.search(self.text) is None


@dataclass(frozen=True)
class Run:
    """Lines that make one block: ``sign`` is ``item``, ``quote``, ``hashes``, ``underlined`` or empty."""

    lines: tuple[Line, ...]
    sign: str = ""
    gap: bool = False

    @property
    def start(self) -> int:
        """Where the first line's words start, after its marker."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where the last line's words end."""
        return self.lines[-1].end


def runs(text: str) -> list[Run]:
    """Group the lines of a text into blocks.

    Returns
    -------
    list of Run
        In the order of the text; every character outside them is white space, a list or quote marker, or a rule.
    """
    chunks = list(_chunks(text))
    width = _wrap_width([lines for lines, _ in chunks])
    found: list[Run] = []
    for lines, underlined in chunks:
        current: list[Line] = []
        gap = True
        for line in lines:
            if current and not _goes_on(current, line, width):
                found.append(Run(tuple(current), current[0].sign, gap))
                current, gap = [], False
            current.append(line)
        sign = "underlined" if underlined and len(current) == 1 and not current[0].sign else current[0].sign
        found.append(Run(tuple(current), sign, gap))
    return found


def _chunks(text: str) -> Iterator[tuple[list[Line], bool]]:
    """Yield lines between blank lines or rules, and whether a rule of ``=`` or ``-`` underlines the last."""
    lines: list[Line] = []
    position = 0
    for match in [*_BREAK.finditer(text), None]:
        stop = len(text) if match is None else match.start()
        raw = text[position:stop]
        words = raw.strip(" \t\u00a0\ufeff\u200b").strip()
        rule = _RULE.fullmatch(words) is not None
        if (not words or rule) and lines:
            yield lines, rule and words[0] in "=-" and len(words) > 3
            lines = []
        elif words and not rule:
            lines.append(_line(words, position + raw.index(words), raw.index(words)))
        position = stop if match is None else match.end()
    if lines:
        yield lines, False


def _line(words: str, start: int, indent: int) -> Line:
    for sign, pattern in (("hashes", _HASHES), ("quote", _QUOTED), ("item", _MARKER)):
        if match := pattern.match(words):
            cut = match.end()
            return Line(start + cut, start + len(words), words[cut:], indent, match.group(), sign)
    return Line(start, start + len(words), words, indent)


def _wrap_width(chunks: Sequence[Sequence[Line]]) -> int:
    """Return the column at which the text was wrapped, or 0 if it was not."""
    pairs = [
        (line, after)
        for lines in chunks
        for line, after in pairwise(lines)
        if len(line.text) >= NARROWEST and after.sign in ("", "quote")
    ]
    if not pairs:
        return 0
    widths = sorted(line.width for line, _ in pairs)
    width = widths[int(0.9 * (len(widths) - 1))]
    lower = [(line, after) for line, after in pairs if line.open and after.text[0].islower()]
    # A name may begin the next line: then the line must have been too full for it.
    full = [
        (line, after)
        for line, after in pairs
        if line.open and not after.text[0].islower() and _full(line, after, width)
    ]
    if not lower or 2 * len(lower + full) < len(pairs):
        return 0
    # Wrapped by a program, every line is as full as it can be, and the widest line tells the column.
    greedy = sum(_full(line, after, widths[-1]) for line, after in lower) >= GREEDY_SHARE * len(lower)
    if greedy and widths[-1] <= WIDEST:
        return widths[-1]
    return width if width <= WIDEST else 0


def _goes_on(lines: Sequence[Line], after: Line, width: int) -> bool:
    """Whether a line belongs to the block of the lines before it."""
    first, line = lines[0], lines[-1]
    if after.sign == "quote":
        return first.sign == "quote" and width > 0
    if after.sign or first.sign == "hashes":
        return False
    lower = after.text[0].islower()
    if not width:
        return line.open and lower and len(line.text) >= 2 * NARROWEST
    if line.open and lower and len(line.text) >= NARROWEST:
        return True
    hanging = first.sign == "item" and len(lines) == 1
    if after.indent > line.indent and not hanging:
        return False
    return _full(line, after, width if not line.open else 0.85 * width)


def _full(line: Line, after: Line, width: float) -> bool:
    """Whether the first word of the next line would not have fitted into a line."""
    return line.width + 1 + len(after.text.split(maxsplit=1)[0]) > width
