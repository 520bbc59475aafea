"""Bytes to text: which encoding it is, and the few characters that a canonical text does without.

The canonical text of a file is the text as it was read, with these exceptions, none of which a reader can see: line
ends are single newlines (so are form feeds and Unicode's line separators), no-break and other typographic spaces are
plain spaces, and byte order marks, soft hyphens and zero-width characters are left out. Nothing else is normalised:
quotation marks, dashes and composed or decomposed accents stay as the author has them.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from pipeline.errors import FormatError

__all__ = ["INVISIBLE", "decode", "tidy"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

SINGLE_BYTE = ("cp1252", "mac_roman", "cp850")
"""Encodings of English text before Unicode, the likeliest first: Windows, the classic Mac OS, DOS."""

USUAL = frozenset("‘’“”–—…•·£€¥¢°½¼¾©®™§éèêëáàâäãåíìîïóòôöõøúùûüñçÉÁÍÓÚÜÖÄÅÑÇØßæœ«»\u00a0")
"""What English prose has beyond ASCII: typographic marks, currencies, the accented letters of names."""

FOREIGN_SHARE = 0.25
"""Share of bytes beyond ASCII above which a text is hardly English, and its encoding is anybody's."""

CONTROL_SHARE = 0.01
"""Share of control characters above which a file is no text."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""What is not seen: soft hyphens, zero-width spaces, marks of direction and of byte order."""


def decode(data: bytes, path: Path | str) -> str:
    """Turn the bytes of a text file into text.

    A byte order mark decides; then UTF-8 if it is valid; then UTF-16 by its zero bytes; then the old single-byte
    encodings, by which of them gives characters that English prose has.

    Raises
    ------
    FormatError
        If the bytes are not those of a text.
    """
    text = _decoded(data, path)
    if len(_CONTROL.findall(text)) > CONTROL_SHARE * len(text):
        raise FormatError("not a text file", path=path, hint="an article is text, Markdown, HTML, DOCX or PDF")
    return text


def tidy(text: str) -> str:
    """Return a text in the canonical form that the module describes."""
    text = _LINE_END.sub("\n", text)
    text = _SPACE.sub(" ", text)
    return INVISIBLE.sub("", text)


def _decoded(data: bytes, path: Path | str) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                raise FormatError(
                    f"it begins as {name.upper()} and does not go on so", path=path, hint="save it as UTF-8"
                ) from None
    if wide := _wide(data):
        return wide
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    high = sum(byte > 127 for byte in data)
    if high > FOREIGN_SHARE * len(data) and (best := from_bytes(data).best()) is not None:
        return str(best)
    return max((data.decode(name, errors="replace") for name in SINGLE_BYTE), key=_likelihood)


def _wide(data: bytes) -> str | None:
    """Decode UTF-16 without its mark: in English every other byte is zero."""
    if len(data) < 4 or len(data) % 2:
        return None
    half = len(data) // 2
    for name, zeros in (("utf-16-le", data[1::2].count(0)), ("utf-16-be", data[::2].count(0))):
        if zeros > 0.7 * half:
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                return None
    return None


def _likelihood(text: str) -> int:
    return sum(1 if char in USUAL else -1 for char in text if char > "\x7f")
