"""Single quotation marks in a row: they look like apostrophes, and a row may have only one half of a pair."""

from __future__ import annotations

import re

__all__ = ["with_single_marks_paired"]

_OPENER = re.compile(r"(?:(?<=^)|(?<=[\s(\[“\"—–-]))['‘](?=[\w\[“\"$£€])(?!\d0s|\d\d\b|(?:em|tis|twas|til|cause|n)\b)")
_CLOSER = re.compile(r"(?<=[\w%\])])(?<![sS])['’](?!\w)|(?<=[.,!?…])['’](?!\w)|(?<=[sS])['’](?=[.,!?;:]*$)")
"""After a stop or a letter, but "the workers' rights" has an apostrophe."""
_CLOSER_OR_PLURAL = re.compile(r"(?<=[\w%\])'’.,!?…])['’](?!\w)")
_FEW = 4
"""Words that a quotation without an end may have."""
_AROUND = re.compile(r"['‘](.*?)[.,]?['’]([.!?]?)", re.DOTALL)


def with_single_marks_paired(text: str) -> str:
    """Return a row without a pair of single marks around the whole, and with the missing half of a pair inside it.

    Parameters
    ----------
    text
        The row as it is written out.
    """
    openers = [found.start() for found in _OPENER.finditer(text)]
    closers = [found.start() for found in _CLOSER.finditer(text)]
    if len(closers) < len(openers) <= len(_CLOSER_OR_PLURAL.findall(text)):
        return text
    if len(openers) > len(closers):
        return text[1:] if openers[0] == 0 else _closed(text, openers[-1])
    if len(closers) > len(openers):
        last = closers[-1]
        if not text[last + 1 :].strip(" .,!?"):
            plural = text[last - 1] in "sS"  # "the rights of the workers'."
            return text if plural else text[:last] + text[last + 1 :]
        began_before = text[last - 1] in ".,!?…" and len(_CLOSER_OR_PLURAL.findall(text)) == len(openers) + 1
        return f"{'‘' if text[last] == '’' else chr(39)}{text}" if began_before else text
    text = re.sub(r",(['’])([.!?]?)$", r"\1\2", text) if openers else text
    around = _AROUND.fullmatch(text)
    if around and openers[:1] == [0] and len(_CLOSER.findall(around.group(1))) == len(openers) - 1:
        stop = around.group(2) or (text.rstrip("'’")[-1:] if text.rstrip("'’")[-1:] in ".!?" else "")
        return around.group(1) + ("" if around.group(1)[-1:] in ".!?" else stop)
    return text


def _closed(text: str, at: int) -> str:
    """Close a mark at the end, unless it may be an apostrophe: "under the 'scopes we saw …"."""
    opener, inside = text[at], text[at:].split()
    if opener == "'" and len(inside) > _FEW and text[:at].rstrip()[-1:] not in {",", ":"}:
        return text
    bare = text.rstrip(" .,")
    return f"{bare}{'’' if opener == '‘' else opener}{'.' if text.rstrip()[-1:] == '.' else ''}"
