"""One cell: what a spreadsheet would run is made harmless, and comes back unharmed.

A leading apostrophe is what spreadsheets themselves use to say "this is text" and what OWASP's page on CSV injection
recommends. The mapping is a bijection, so that any text survives writing and reading.
"""

from __future__ import annotations

import re

from pipeline.errors import SheetError

__all__ = ["guard", "same_cell", "squeeze", "unguard"]

_RUNS = r"(?:[\t\r\n]|[ \u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20])"
_DANGEROUS = re.compile(rf"'*{_RUNS}")
_GUARDED = re.compile(rf"'+{_RUNS}")

_TYPOGRAPHY = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2026": "...",
        "\u00a0": " ",
        "\u202f": " ",
        "\ufeff": "",
    }
)
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[+-]?\d[\d,. ]*(?:e[+-]?\d+)?%?$", re.IGNORECASE)
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    r"(?:\d{1,4}[-/.]){1,2}\d{1,4}(?:[ t][\d:.]+)?$"
    rf"|(?=.*\d)(?:\d{{1,2}}[ -])?(?:{_MONTH})[a-z]*[ ,-]*(?:\d{{1,4}}[ ,]*)*$",
    re.IGNORECASE,
)


def guard(text: str) -> str:
    """Return what is written in the cell for a text.

    Raises
    ------
    SheetError
        If the text holds a NUL or half of a surrogate pair, which no spreadsheet keeps.
    """
    if "\0" in text:
        raise SheetError("a NUL character can't be kept in a sheet", hint="delete it from the cell")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise SheetError("half of a character (a lone surrogate) can't be kept in a sheet") from None
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguard(cell: str) -> str:
    """Return the text that a written cell stands for."""
    return cell[1:] if _GUARDED.match(cell) else cell


def squeeze(text: str) -> str:
    """Return the text without the differences that programs make of themselves: quotes, dashes, spaces, line ends."""
    return _SPACE.sub(" ", text.translate(_TYPOGRAPHY)).strip()


def same_cell(written: str, found: str, encoding: str = "utf-8") -> bool:
    """Tell whether a cell still says what the machine wrote, whatever a spreadsheet made of its form.

    Parameters
    ----------
    written
        What the machine wrote.
    found
        What stands there now.
    encoding
        The encoding the file was saved in: characters that it lacks are not a person's edit.
    """
    if written == found:
        return True
    left, right = squeeze(written), squeeze(unguard(found))
    if encoding != "utf-8":
        left, right = (side.encode(encoding, "replace").decode(encoding) for side in (left, right))
    if left.lstrip("'") == right.lstrip("'"):
        return True
    if _NUMBER.match(left) and _NUMBER.match(right):
        return _digits(left) == _digits(right)
    return bool(_DATE.match(left) and _DATE.match(right) and _digits(left)[-2:] in right)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text.split(".")[0] if re.fullmatch(r"\d+\.0+", text) else text)
