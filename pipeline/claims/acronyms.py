"""Acronyms that the article opens itself: ``Americas Counter Cartel Coalition (ACCC)``.

The long form is found as in Schwartz and Hearst (2003), "A Simple Algorithm for Identifying Abbreviation Definitions in
Biomedical Text": the letters of the short form, from the last to the first, each in the words before the bracket.
"""

from __future__ import annotations

import re

__all__ = ["find_acronyms"]

_SHORT = re.compile(r"\(([A-Z][A-Za-z0-9&.-]{1,9})\)")


def find_acronyms(text: str) -> dict[str, str]:
    """Return the acronyms that a text opens, with their long forms.

    Only short forms with at least two capitals count, and only long forms that stand right before the bracket.
    """
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        short = match.group(1).strip(".")
        if sum(c.isupper() for c in short) < 2 or short in found:
            continue
        line = text[: match.start()].rsplit("\n", 1)[-1]
        words = re.findall(r"[\w'’&.-]+", line)[-min(len(short) + 5, 2 * len(short)) :]
        long = _long_form(short, words, line)
        if long:
            found[short] = long
    return found


def _long_form(short: str, words: list[str], line: str) -> str:
    letters = [c.lower() for c in short if c.isalnum()]
    at = len(letters) - 1
    first = len(words)
    for k in range(len(words) - 1, -1, -1):
        word = words[k].lower()
        if at >= 0 and word[0] == letters[at]:
            at -= 1
            first = k
            if at < 0:
                break
        elif word in {"of", "and", "the", "for", "on", "in", "de", "&"} or (
            at == len(letters) - 1 and k == len(words) - 1
        ):
            continue
        else:
            inner = [c for c in word[1:] if c == letters[at]] if at >= 0 else []
            if not inner:
                break
            at -= 1
            first = k
            break
    if at >= 0 or first >= len(words):
        return ""
    start = line.rfind(words[first])
    long = line[start:].strip(" ,\"“‘'")
    return long if len(long.split()) >= 2 and long[0].isalnum() else ""
