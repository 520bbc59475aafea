"""Is it English? A text in another language would give a sheet of nonsense; it is refused before that.

Two looks: the share of English function words, which settles nearly every English text at no cost, and for
what is left py3langid, which also names the language.
"""

from __future__ import annotations

import math
import re
from importlib import import_module

from pipeline.corpus.shapes import words_of

__all__ = ["other_language"]

FEWEST_WORDS = 20
"""Words below which a text is never refused: a few names look like any language."""

ENGLISH_SHARE = 0.2
"""Share of function words from which a text is English. English news has about 0.4, other languages under 0.1."""

FOREIGN_SHARE = 0.08
"""Share of function words below which a text is not English, where py3langid is not installed."""

CERTAIN = 0.9
"""Probability from which another language is believed."""

SAMPLE = 20_000
"""Characters that are looked at."""

_ADDRESS = re.compile(r"\S*[@/\\#_]\S*")
_WORDS = """
the of and to that for is was on with as by at from his her they it its are be this have had not but which or an were
been their who will would has he she we you in there when what if about than into more could after up out them then
only some over such through where before between those these while because should did does said
"""
FUNCTION_WORDS = frozenset(_WORDS.split())
"""Frequent English words that are rare elsewhere; "a", "me", "do" and the like are words of other languages too."""

LIKE_ENGLISH = frozenset(["en", "sco", "pcm", "jam", "zxx", "und"])
"""English, what is close to it, and codes for no language at all: lists, addresses."""

NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan",
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "eo": "Esperanto", "es": "Spanish",
    "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian Creole", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean",
    "la": "Latin", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "mt": "Maltese",
    "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "xh": "Xhosa", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip


def other_language(text: str) -> str | None:
    """Return the name of the language of a text that is not English.

    Returns
    -------
    str or None
        None if it is English, mostly English, or too short to tell.
    """
    sample = _ADDRESS.sub(" ", text[:SAMPLE])
    words = [word.lower() for word in words_of(sample)]
    # Scripts without spaces make few "words" of many characters.
    if len(words) < FEWEST_WORDS and len(sample) < 10 * FEWEST_WORDS:
        return None
    english = sum(word in FUNCTION_WORDS for word in words) / max(len(words), 1)
    if english >= ENGLISH_SHARE:
        return None
    try:  # imported here: its model takes most of a second to load, and few texts need it
        scores = import_module("py3langid").rank(sample)
    except ImportError:
        return "another language" if english < FOREIGN_SHARE else None
    best = scores[0][0]
    likelihoods = {code: math.exp(float(score) - float(scores[0][1])) for code, score in scores}
    if best in LIKE_ENGLISH or 1 / sum(likelihoods.values()) < CERTAIN:
        return None
    return NAMES.get(best, f"a language with the code {best!r}")
