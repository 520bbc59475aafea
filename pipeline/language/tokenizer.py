"""Words of news text: spaCy's English rules, with what newspapers write besides.

Words are cut where the Universal Dependencies treebanks of English cut them, for the reader was trained on those:
"US-led" is three words, "anti-cartel" is one. spaCy's tokenizer loses no character, so that every offset holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

__all__ = ["make_tokenizer"]

# Prefixes that UD's English treebanks leave on the word.
_PREFIXES = (
    "anti|pro|non|co|re|pre|post|multi|semi|ex|sub|mini|e|ultra|inter|intra|counter|de|dis|un|micro|macro|neo|"
    "quasi|pseudo|bi|tri|trans|over|under|mega|meta|hyper|super|vice|infra|extra|mid|cross|auto|bio|electro|geo|"
    "socio|eco|cyber"
)
_WHOLE = "|".join(
    (
        rf"(?i:(?:{_PREFIXES})-[{ALPHA}]{{2,}})",
        r"\#[^\W\d_]\w*",
        r"@\w{2,}",
        r"(?:\+?\d{1,3}-)?\(?\d{3}\)?-\d{3}-\d{4}",
        r"\d{1,4}/\d{1,2}/\d{1,4}",
        r"[A-Z]&[A-Z]",
    )
)
_DASH = r"(?:—|――?|⸺|--+|–)"
_RUNS = (r"!{2,}", r"[!?]{2,}", r"={2,}", r"_{2,}", r"\*{2,}", r"~{2,}", r"\+{2,}", r"-{3,}", r"<{2,}", r">{2,}")
_CURRENCY = r"(?:US\$|A\$|C\$|HK\$|NZ\$|S\$|R\$|[$£€¥₹₽₩₪₦₺₴฿])"
_SCALES = (
    r"bn|mn|tn|trn|m|b|k|K|M|B|BN|MN|tr|pc|pct|pp|bps|mph|kph|km/h|kWh|MWh|GWh|TWh|kW|MW|GW|"
    r"am|pm|AM|PM|a\.m\.?|p\.m\.?|GMT|BST|EST|EDT|UTC|hrs?|mins?|secs?|yrs?|lbs?|oz|ft|sq|mi|ha"
)

_INFIXES = (
    rf"(?<=[{ALPHA}0-9%)\"'”’.]){_DASH}(?=[{ALPHA}0-9$£€(\"'“‘])",
    r"(?<=[0-9%])[-–—~](?=[0-9$£€¥])",
    r"(?<=[0-9])-(?=US\$|A\$|C\$)",
    rf"(?<=[0-9])-(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}])-(?=[0-9])",
    rf"(?<=[{ALPHA_UPPER}]\.)-(?=[{ALPHA}])",
    rf"(?<=[{ALPHA_LOWER}]\.[{ALPHA_LOWER}]\.)-(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}0-9])[(\[](?=[{ALPHA}0-9])",
    r"(?<=[-–—])[$£€¥](?=[0-9])",
    r"(?<=[0-9])%(?=[-–—])",
    rf"(?<=[0-9])(?:{_SCALES})(?=[-–—])",
    r"[“”„«»]",
    *_RUNS,
)

_APART = {"and/or": ("and", "/", "or"), "wanna": ("wan", "na"), "Wanna": ("Wan", "na")}

# Exceptions of spaCy that would take the full stop of "$1.2m." for a part of the word.
_LETTERS = frozenset({"b.", "k.", "m."})

_ABBREVIATIONS = [
    "al.",
    "Ft.",
    "No.",
    "Nos.",
    "Sgt.",
    "Cpl.",
    "Capt.",
    "Cmdr.",
    "Maj.",
    "Hon.",
    "Sr.",
    "Jr.",
    "Insp.",
    "Supt.",
    "Det.",
    "Pres.",
    "Amb.",
    "Rt.",
    "Gens.",
    "Sens.",
    "Reps.",
    "Govs.",
    "Messrs.",
    "Profs.",
    "Drs.",
    "Sts.",
    "Mts.",
    "approx.",
    "dept.",
    "Dept.",
    "univ.",
    "Univ.",
    "Assn.",
    "Assoc.",
    "Bros.",
    "Corp.",
    "Inc.",
    "Ltd.",
    "Co.",
    "Cos.",
    "plc.",
    "vs.",
    "viz.",
    "cf.",
    "pp.",
    "vol.",
    "Vol.",
    "Fig.",
    "Figs.",
    "figs.",
    "Mon.",
    "Tues.",
    "Wed.",
    "Thu.",
    "Thur.",
    "Thurs.",
    "Fri.",
    "Sept.",
    "a.k.a.",
    "i.e.",
    "e.g.",
    "U.N.",
    "U.K.",
    "U.S.A.",
    "U.A.E.",
    "D.C.",
    "L.A.",
    "N.Y.",
    "N.J.",
    "Ph.D.",
    "M.D.",
    "B.A.",
    "M.A.",
    "Ave.",
    "Blvd.",
    "Rd.",
]


def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Build the tokenizer for a pipeline.

    >>> import spacy
    >>> tokenizer = make_tokenizer()(spacy.blank("en"))
    >>> [word.text for word in tokenizer("a US-led, £3bn anti-cartel drive")]
    ['a', 'US', '-', 'led', ',', '£', '3', 'bn', 'anti-cartel', 'drive']
    """

    def build(nlp: Language) -> Tokenizer:
        defaults = nlp.Defaults
        exceptions = defaults.tokenizer_exceptions or {}
        prefixes = [*_RUNS, _CURRENCY, _DASH, *(defaults.prefixes or ())]
        suffixes = [
            *_RUNS,
            _DASH,
            rf"(?<=[0-9])(?:{_SCALES})",
            r"(?<=[0-9%])[-–]",
            *(defaults.suffixes or ()),
        ]
        infixes = [*_INFIXES, *(defaults.infixes or ())]
        whole = re.compile(rf"^(?:{_WHOLE})$")
        tokenizer = Tokenizer(
            nlp.vocab,
            rules={text: words for text, words in exceptions.items() if text not in _LETTERS},
            prefix_search=compile_prefix_regex(prefixes).search,
            suffix_search=compile_suffix_regex(suffixes).search,
            infix_finditer=compile_infix_regex(infixes).finditer,
            token_match=whole.match,
            url_match=defaults.url_match,
        )
        for abbreviation in _ABBREVIATIONS:
            tokenizer.add_special_case(abbreviation, [{ORTH: abbreviation}])
        for text, words in _APART.items():
            tokenizer.add_special_case(text, [{ORTH: word} for word in words])
        return tokenizer

    return build


registry.tokenizers.register("claimsheet_tokenizer", func=make_tokenizer)
