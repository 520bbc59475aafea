"""A text as the evidence desk sees it: tokens with stems, sentences and clauses, without a parse.

Sources run to hundreds of thousands of passages, and a parse of each would cost hours. Everything here is shallow and
symmetric: claim and passage are read in the same way, so that what one reading misses the other misses too.
"""

from __future__ import annotations

import calendar
import functools
import re
import unicodedata
from typing import NamedTuple

import snowballstemmer

from pipeline.evidence.wordlists import irregular, phrasal, word_list

__all__ = ["STOPWORDS", "Token", "calendar_stems", "fold", "is_number", "plain", "sentences", "stem", "tokenize"]

_STEMMER = snowballstemmer.stemmer("english")

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b"  # 1,200.5
    r"|(?:[A-Za-z]\.){2,}"  # U.S.
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*(?:[^\W_]*\d[^\W_]*)*"  # words, don't, COVID19
    r"|[^\W_]+"
    r"|[^\s]"
)

_ABBREVIATION = word_list("text.abbreviation")

STOPWORDS = word_list("text.stopwords")
"""Words that carry no subject: function words, light verbs, and the reporting verbs that every article is full of."""

_NUMBER_WORDS = word_list("text.number_words")

_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_SENTENCE_END = re.compile(
    r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])|\n\s*\n|\n(?=\s*(?:[-*•–]|\d+[.)])\s)|\n(?=\S)"
)
_AFTER_COMMA = frozenset(["the", "a", "an", "he", "she", "it", "they", "another", "its", "his", "her", "their"])
_CLAUSE_WORDS = word_list("text.clause_words")


class Token(NamedTuple):
    """One word or mark of a text.

    Attributes
    ----------
    text, lower, stem
        As written, in lower case, and its stem (empty for numbers, marks and stopwords).
    start, end
        Characters of the text, half-open.
    sentence, clause
        Running indices; a clause never crosses a sentence.
    capital
        It begins with a capital letter.
    """

    text: str
    lower: str
    stem: str
    start: int
    end: int
    sentence: int
    clause: int
    capital: bool


def plain(text: str) -> str:
    """Return the text with straight quotes, NFKC letters and single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split())


@functools.lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Return a word in lower case, without accents, possessive or dots: ``São`` is ``sao``, ``U.S.`` is ``us``."""
    word = unicodedata.normalize("NFKD", word.translate(_QUOTES))
    word = "".join(letter for letter in word if not unicodedata.combining(letter)).casefold()
    word = word.removesuffix("'s").removesuffix("'")
    return word.replace(".", "") if word.count(".") > 1 else word


@functools.lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the Porter2 stem of a word; an irregular form has that of its verb."""
    folded = fold(word)
    return str(_STEMMER.stemWord(irregular().get(folded, folded)))


@functools.cache
def calendar_stems() -> frozenset[str]:
    """Return the stems of the names of months and days, which say when and not what."""
    return frozenset(stem(name) for name in [*calendar.month_name, *calendar.day_name] if name)


def is_number(lower: str) -> bool:
    """Tell whether a token is written as a number, in digits or in words."""
    return lower[:1].isdigit() or lower in _NUMBER_WORDS


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a text as (start, end), without the space around them."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        word = re.search(r"(\S+)$", text[start : match.start()])
        last = word.group(1).strip("\"'“‘(").casefold() if word else ""
        if match.group().startswith(".") and (last in _ABBREVIATION or re.fullmatch(r"(?:[a-z]\.)*[a-z]", last)):
            continue
        _append(found, text, start, match.end())
        start = match.end()
    _append(found, text, start, len(text))
    return found


def _append(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append((start, end))


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a text with their sentence and clause."""
    tokens: list[Token] = []
    clause = -1
    for number, (start, end) in enumerate(sentences(text)):
        clause += 1
        matches = list(_TOKEN.finditer(text, start, end))
        for place, match in enumerate(matches):
            word = match.group()
            lower = word.casefold().replace("’", "'")
            if _opens_clause(matches, place, lower):
                clause += 1
            first, last = match.span()
            after = matches[place + 1].group() if place + 1 < len(matches) else ""
            told = _phrasal(lower, after.casefold()) or _content_stem(word, lower)
            if place and _phrasal(matches[place - 1].group().casefold(), lower):
                told = ""
            tokens.append(Token(word, lower, told, first, last, number, clause, word[0].isupper()))
    return tokens


def _phrasal(verb: str, particle: str) -> str:
    """Return the stem of the one verb that says what a verb and its particle say ("turned down"), or nothing."""
    if particle not in _particles():
        return ""
    other = _phrasal_verbs().get((stem(verb), particle))
    return stem(other) if other else ""


@functools.cache
def _particles() -> frozenset[str]:
    return frozenset(particle for _, particle in phrasal())


@functools.cache
def _phrasal_verbs() -> dict[tuple[str, str], str]:
    return {(stem(verb), particle): other for (verb, particle), other in phrasal().items()}


@functools.lru_cache(maxsize=200_000)
def _content_stem(word: str, lower: str) -> str:
    if not word[0].isalnum() or (lower in STOPWORDS and not (word.isupper() and len(word) > 1)):
        return ""
    return "" if is_number(lower) else stem(word)


def _opens_clause(matches: list[re.Match[str]], place: int, lower: str) -> bool:
    """Tell whether a clause begins here: after ``;`` and ``:``, a dash, and at a conjunction after a comma."""
    if place == 0:
        return False
    before = matches[place - 1].group()
    if before[0].isalnum() and lower not in _CLAUSE_WORDS:
        return False
    if before in {";", ":", "—", "–"} and not (
        place > 1 and matches[place - 2].group()[0].isdigit() and before in "–:"
    ):
        return True
    if lower in _CLAUSE_WORDS:
        return True
    if before == "," and lower in {
        "and",
        "or",
        "with",
        "after",
        "before",
        "up",
        "down",
        "compared",
        "including",
        "of",
        "in",
    }:
        return True
    # "…, he said" and "…, the ministry said": what follows a comma is another clause once it has room for a verb.
    return before == "," and place + 2 < len(matches) and lower in _AFTER_COMMA
