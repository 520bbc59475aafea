"""What a passage is indexed and searched by: stems, names in canonical form, figures in normal form."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.evidence.lexicon import concepts, word_places
from pipeline.evidence.text import Token, fold, is_number, tokenize
from pipeline.schema import Figure

__all__ = ["Terms", "figure_term", "name_runs", "name_term", "place_names", "quick_values", "terms_of"]

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_SMALL = {word: value for value, word in enumerate(_UNITS.split())}
_SMALL |= {
    word: value * 10
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {
    "hundred": 2,
    "dozen": 0,
    "thousand": 3,
    "k": 3,
    "million": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
}
_DIGITS = re.compile(r"(\d+(?:[.,]\d+)*)([a-z]{0,2})$")
_CALENDAR = frozenset(name.lower() for name in [*calendar.month_name, *calendar.day_name, "i"] if name)
_SHORT = frozenset({"k", "m", "b", "mn", "bn", "tn"})


@dataclass(frozen=True, slots=True)
class Terms:
    """The columns of the index, as terms in the order of the text."""

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()

    def columns(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the columns with their names."""
        return (
            ("words", self.words),
            ("names", self.names),
            ("figures", self.figures),
            ("concepts", self.concepts),
        )


def figure_term(value: Decimal) -> str:
    """Return a value as one term: 400,000 and 4e5 are ``v400000``, 6.5 is ``v6d5``."""
    text = format(value.normalize(), "f")
    return "v" + text.replace("-", "m").replace(".", "d")


def name_term(name: str) -> str:
    """Return a name as one term, without spaces, accents and marks."""
    return "".join(letter for letter in fold(name) if letter.isalnum())


def quick_values(tokens: Sequence[Token]) -> list[tuple[int, Decimal]]:
    """Return the numbers of a text with the index of their first token.

    A quick reading for the index alone: it knows digits, scales and number words, and no units or bounds. What is
    compared is read by the grammar of ``pipeline.figures``.
    """
    found: list[tuple[int, Decimal]] = []
    place = 0
    while place < len(tokens):
        lower = tokens[place].lower
        match = _DIGITS.match(lower)
        value: Decimal | None = None
        first = place
        if match:
            value = _digits(match.group(1))
            suffix = match.group(2)
            if value is not None and suffix in _SHORT:
                value *= Decimal(10) ** _SCALES[suffix]
            place += 1
        elif lower in _SMALL:
            value, place = _spelled(tokens, place)
        elif lower in {"a", "an"} and place + 1 < len(tokens) and tokens[place + 1].lower in _SCALES:
            value, place = Decimal(1), place + 1
            if tokens[place].lower in _SHORT:
                continue
        if value is None:
            place += 1
            continue
        while place < len(tokens) and tokens[place].lower.removesuffix("s") in _SCALES:
            scale = tokens[place].lower.removesuffix("s") if tokens[place].lower not in _SCALES else tokens[place].lower
            value = value * 12 if scale == "dozen" else value * Decimal(10) ** _SCALES[scale]
            place += 1
        found.append((first, value))
    return found


def _digits(text: str) -> Decimal | None:
    if re.fullmatch(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?", text):
        return Decimal(text.replace(",", ""))
    return Decimal(text.replace(".", "")) if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", text) else None


def _spelled(tokens: Sequence[Token], place: int) -> tuple[Decimal, int]:
    value = _SMALL[tokens[place].lower]
    place += 1
    if value >= 20 and place < len(tokens):
        after = place + 1 if tokens[place].text == "-" else place
        if after < len(tokens) and 0 < _SMALL.get(tokens[after].lower, 0) < 10:
            return Decimal(value + _SMALL[tokens[after].lower]), after + 1
    return Decimal(value), place


def place_names(tokens: Sequence[Token]) -> list[tuple[int, int, str]]:
    """Return countries as (first token, token after the last, usual name); adjectives and people count."""
    places, beginnings = word_places(), _beginnings()
    found: list[tuple[int, int, str]] = []
    place = 0
    while place < len(tokens):
        if tokens[place].capital and fold(tokens[place].text) in beginnings:
            for length in (5, 4, 3, 2, 1):
                words = [fold(token.text) for token in tokens[place : place + length] if token.text != "-"]
                name = places.get(tuple(words)) if len(words) == length else None
                # "us" and "car" are words; the names are written in capitals.
                if name and not (length == 1 and len(words[0]) <= 3 and not tokens[place].text.isupper()):
                    found.append((place, place + length, name))
                    place += length - 1
                    break
        place += 1
    return found


@functools.cache
def _beginnings() -> frozenset[str]:
    """Return the first words of the names of countries."""
    return frozenset(words[0] for words in word_places())


def name_runs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return runs of capitalised words as (first token, token after the last).

    A capital at the beginning of a sentence counts only where more capitals follow, or where it is written in capitals
    alone: "Deaths rose" holds no name.
    """
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(tokens):
        if not _capital(tokens[place]):
            place += 1
            continue
        opens = place == 0 or tokens[place - 1].sentence != tokens[place].sentence
        if opens and _many_of(tokens, place):
            place += 2
            continue
        last = place + 1
        while last < len(tokens) and tokens[last].sentence == tokens[place].sentence:
            if (
                _capital(tokens[last])
                or (tokens[last].text == "-" and last + 1 < len(tokens) and tokens[last + 1].capital)
                or (
                    tokens[last].lower
                    in {"of", "de", "da", "del", "la", "al", "el", "bin", "von", "van", "for", "the", "&"}
                    and _next_capital(tokens, last)
                )
            ):
                last += 1
            else:
                break
        opens = opens or (not tokens[place - 1].text[0].isalnum() and tokens[place - 1].text in "\"“'‘:")
        single = last - place == 1
        if not (opens and single and not tokens[place].text.isupper() and not _country(tokens[place])):
            found.append((place, last))
        place = last
    return found


def _many_of(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a sentence begins with things of somebody: "Shares of Ford", not "Bank of England"."""
    word = tokens[place].lower
    of = place + 1 < len(tokens) and tokens[place + 1].lower == "of"
    return of and word.endswith("s") and not word.endswith("ss") and not tokens[place].text.isupper()


def _capital(token: Token) -> bool:
    return token.capital and not (is_number(token.lower) or token.lower in _CALENDAR or not token.stem)


def _next_capital(tokens: Sequence[Token], place: int) -> bool:
    after = place + 1
    while after < len(tokens) and after < place + 3 and tokens[after].lower in {"the", "la", "of"}:
        after += 1
    return (after < len(tokens) and _capital(tokens[after]) and tokens[place].lower not in {"for", "the"}) or (
        tokens[place].lower == "the"
        and tokens[place - 1].lower in {"of", "for"}
        and after < len(tokens)
        and _capital(tokens[after])
    )


def _country(token: Token) -> bool:
    return (fold(token.text),) in word_places()


def terms_of(text: str, *, heading: str = "", figures: Iterable[Figure] = ()) -> Terms:
    """Return what a text is indexed or searched by.

    Parameters
    ----------
    heading
        Words that the text stands under; they count as its words.
    figures
        Figures that have been read already; their values are added to those that the quick reading finds.
    """
    tokens = tokenize(f"{heading}\n\n{text}" if heading else text)
    words = [token.stem for token in tokens if token.stem]
    names = [name_term(name) for _, _, name in place_names(tokens)]
    for first, last in name_runs(tokens):
        if last - first > 1:
            names.append(name_term("".join(token.text for token in tokens[first:last])))
    values = [figure_term(value) for _, value in quick_values(tokens)]
    for figure in figures:
        for end in (figure.low, figure.high):
            if end is not None and (term := figure_term(end)) not in values:
                values.append(term)
    return Terms(
        words=tuple(words),
        names=tuple(name for name in names if name),
        figures=tuple(values),
        concepts=tuple(name for word in words for name in sorted(concepts(word))),
    )
