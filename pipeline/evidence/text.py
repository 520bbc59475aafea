"""A text as the evidence desk sees it: tokens with stems, sentences and clauses, without a parse.

Sources run to hundreds of thousands of passages, and a parse of each would cost hours. Everything here is shallow and
symmetric: claim and passage are read in the same way, so that what one reading misses the other misses too.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

import snowballstemmer

__all__ = ["STOPWORDS", "Token", "fold", "is_number", "plain", "sentences", "stem", "tokenize"]

_STEMMER = snowballstemmer.stemmer("english")

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b"  # 1,200.5
    r"|(?:[A-Za-z]\.){2,}"  # U.S.
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*(?:[^\W_]*\d[^\W_]*)*"  # words, don't, COVID19
    r"|[^\W_]+"
    r"|[^\s]"
)

_ABBREVIATION = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "rep",
        "sen",
        "gov",
        "pres",
        "rev",
        "hon",
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
        "corp",
        "no",
        "vs",
        "etc",
        "al",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "u.s",
        "u.k",
        "e.g",
        "i.e",
        "p.m",
        "a.m",
        "dept",
        "est",
        "approx",
        "art",
        "fig",
        "vol",
        "pp",
    ]
)

STOPWORDS = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "against",
        "all",
        "almost",
        "along",
        "already",
        "also",
        "although",
        "am",
        "among",
        "an",
        "and",
        "another",
        "any",
        "are",
        "aren't",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "came",
        "can",
        "cannot",
        "come",
        "could",
        "couldn't",
        "currently",
        "did",
        "didn't",
        "do",
        "does",
        "doesn't",
        "doing",
        "don't",
        "down",
        "during",
        "each",
        "either",
        "else",
        "even",
        "ever",
        "every",
        "few",
        "for",
        "from",
        "further",
        "get",
        "gets",
        "getting",
        "give",
        "given",
        "go",
        "goes",
        "going",
        "got",
        "had",
        "hadn't",
        "has",
        "hasn't",
        "have",
        "haven't",
        "having",
        "he",
        "he's",
        "her",
        "here",
        "hers",
        "herself",
        "him",
        "himself",
        "his",
        "how",
        "however",
        "i",
        "i'm",
        "if",
        "in",
        "indeed",
        "into",
        "is",
        "isn't",
        "it",
        "it's",
        "its",
        "itself",
        "just",
        "last",
        "later",
        "least",
        "less",
        "let",
        "like",
        "made",
        "make",
        "makes",
        "making",
        "many",
        "may",
        "me",
        "might",
        "more",
        "most",
        "much",
        "must",
        "my",
        "myself",
        "near",
        "nearly",
        "neither",
        "never",
        "new",
        "next",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "often",
        "on",
        "once",
        "one",
        "only",
        "onto",
        "or",
        "other",
        "others",
        "our",
        "ours",
        "ourselves",
        "out",
        "over",
        "own",
        "per",
        "perhaps",
        "quite",
        "rather",
        "really",
        "s",
        "same",
        "say",
        "says",
        "said",
        "saying",
        "see",
        "seem",
        "several",
        "shall",
        "she",
        "should",
        "since",
        "so",
        "some",
        "such",
        "take",
        "taken",
        "takes",
        "than",
        "that",
        "that's",
        "the",
        "their",
        "theirs",
        "them",
        "themselves",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "though",
        "through",
        "thus",
        "to",
        "together",
        "told",
        "tell",
        "too",
        "toward",
        "towards",
        "took",
        "two",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "use",
        "used",
        "very",
        "via",
        "was",
        "wasn't",
        "we",
        "well",
        "went",
        "were",
        "weren't",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "won't",
        "would",
        "wouldn't",
        "yet",
        "you",
        "your",
        "yours",
        "yourself",
        "according",
        "reportedly",
        "approximately",
        "roughly",
        "around",
        "around",
        "some",
        "according",
        "added",
        "ago",
        "today",
        "yesterday",
        "tomorrow",
        "percent",
        "per",
        "cent",
        "mr",
        "mrs",
        "ms",
        "dr",
    ]
)
"""Words that carry no subject: function words, light verbs, and the reporting verbs that every article is full of."""

_NUMBER_WORDS = frozenset(
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "billions",
        "trillion",
        "trillions",
        "dozen",
        "dozens",
        "half",
        "third",
        "quarter",
        "first",
        "second",
    ]
)

_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_SENTENCE_END = re.compile(
    r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])|\n\s*\n|\n(?=\s*(?:[-*•–]|\d+[.)])\s)|\n(?=\S)"
)
_CLAUSE_WORDS = frozenset(
    [
        "while",
        "whereas",
        "although",
        "though",
        "but",
        "which",
        "who",
        "whom",
        "whose",
        "because",
        "if",
        "unless",
        "when",
        "where",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
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
    """Return a word in lower case, without accents, possessive or dots: ``São`` and ``Sao`` are one, ``U.S.`` is ``us``."""
    word = unicodedata.normalize("NFKD", word.translate(_QUOTES))
    word = "".join(letter for letter in word if not unicodedata.combining(letter)).casefold()
    word = word.removesuffix("'s").removesuffix("'")
    return word.replace(".", "") if word.count(".") > 1 else word


@functools.lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the Porter2 stem of a word."""
    return str(_STEMMER.stemWord(fold(word)))


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
            tokens.append(
                Token(
                    text=word,
                    lower=lower,
                    stem=_content_stem(word, lower),
                    start=match.start(),
                    end=match.end(),
                    sentence=number,
                    clause=clause,
                    capital=word[0].isupper(),
                )
            )
    return tokens


def _content_stem(word: str, lower: str) -> str:
    if not word[0].isalnum() or (lower in STOPWORDS and not (word.isupper() and len(word) > 1)):
        return ""
    return "" if is_number(lower) else stem(word)


def _opens_clause(matches: list[re.Match[str]], place: int, lower: str) -> bool:
    """Tell whether a clause begins here: after ``;`` and ``:``, a dash, and at a conjunction after a comma."""
    if place == 0:
        return False
    before = matches[place - 1].group()
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
    return (
        before == "," and place + 2 < len(matches) and lower in {"the", "a", "an", "he", "she", "it", "they", "another"}
    )
