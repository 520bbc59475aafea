"""A row in the making: words of the article, words put back, words added; and how it is written out.

Rules work on drafts and never on strings, so that each word of a row can be traced to the article: a ``Word`` is one
of the article's tokens (perhaps inflected), ``Restored`` is a phrase of the same sentence that is said again,
``Added`` is ours. The last two come out in [square brackets].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Token

from pipeline.claims.single_marks import with_single_marks_paired
from pipeline.claims.syntax import QUOTES, is_name, is_punct, runs

__all__ = ["Added", "Draft", "Item", "Mark", "Notes", "Restored", "Word", "render"]


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the article in its place, ``form`` where it is inflected anew."""

    i: int
    form: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """Words of the same sentence said again, with what is glued to their end (``'s``)."""

    tokens: tuple[int, ...]
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A word of ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A punctuation mark of ours, outside brackets: it is no word."""

    text: str


Item = Word | Restored | Added | Mark


@dataclass(frozen=True)
class Notes:
    """What is known of an article's words from elsewhere in it.

    ``instead`` gives the text that replaces a token (a pronoun's antecedent), empty where it is not to be shown at all;
    ``after`` the text that follows one (the date that "last week" is).
    """

    instead: Mapping[int, str] = field(default_factory=dict)
    after: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """One row to be: its items in order, its head, the tokens it answers for, and the rules that made it."""

    items: tuple[Item, ...]
    head: int
    covers: frozenset[int]
    rules: tuple[str, ...] = ()

    @cached_property
    def words(self) -> tuple[int, ...]:
        """Indices of the article's words that stand in it in their own place."""
        return tuple(item.i for item in self.items if isinstance(item, Word))

    @cached_property
    def shown(self) -> tuple[int, ...]:
        """Indices of the article's words that stand in it, said again or not, in the row's order."""
        tokens = ((item.i,) if isinstance(item, Word) else getattr(item, "tokens", ()) for item in self.items)
        return tuple(i for run in tokens for i in run)

    @cached_property
    def sources(self) -> frozenset[int]:
        """Indices of all tokens that it answers for or says again."""
        again = {i for item in self.items if isinstance(item, Restored) for i in item.tokens}
        return self.covers.union(again, self.words)

    def parts(self, doc: Doc) -> tuple[tuple[int, int], ...]:
        """Return the characters that its words come from, as stretches in the order of the text."""
        return tuple((doc[first].idx, doc[last].idx + len(doc[last].text)) for first, last in runs(self.sources, doc))


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    added: bool
    glued: bool
    note: bool = False


def render(draft: Draft, doc: Doc, notes: Notes | None = None) -> str:
    """Write a draft out as a sentence: capital, spacing, brackets, final stop."""
    pieces = list(_pieces(draft, doc, notes or Notes()))
    out: list[str] = []
    open_bracket = after_note = False
    for piece in pieces:
        if open_bracket and (not piece.added or piece.note or after_note):
            out.append("]")
            open_bracket = False
        if out and not piece.glued:
            out.append(" ")
        if piece.added and not open_bracket:
            out.append("[")
            open_bracket = True
        out.append(piece.text)
        after_note = piece.note
    if open_bracket:
        out.append("]")
    return _finish("".join(out))


def _pieces(draft: Draft, doc: Doc, notes: Notes) -> Iterator[_Piece]:
    last = -1
    first = True
    put_in = False
    for item in draft.items:
        if isinstance(item, Mark):
            yield _Piece(item.text, False, True)
            last = -1
            continue
        if isinstance(item, Added):
            yield _Piece(item.text, True, item.text.startswith(("'", "’", ",")) and not first)
            last, first = -1, False
            continue
        tokens = (item.i,) if isinstance(item, Word) else item.tokens
        added = isinstance(item, Restored)
        for k, i in enumerate(tokens):
            token = doc[i]
            if notes.instead.get(i, None) == "":
                continue
            if _EMPHASIS.fullmatch(token.text) or (added and token.text in {"[", "]"}):
                continue  # Markdown's bold and italics; brackets within ours
            if token.text == "!" and 0 <= last < i - 1:
                continue  # it belongs to what stood before it, and that is in another row
            text = notes.instead.get(i, "")
            bracketed = added or bool(text)
            if put_in and not text and (full := _in_full(token)):
                yield _Piece(full, True, False)  # "he's helping" is "[Jeff is] helping", for "[Jeff]'s" looks like his
                last, put_in = i, False
                continue
            put_in = bool(text)
            text = text or (item.form if isinstance(item, Word) else "") or _cased(token, first)
            if added and k == len(tokens) - 1 and isinstance(item, Restored):
                text += item.suffix
            yield _Piece(text, bracketed, _glued(doc, last, i) and not first)
            last, first = i, False
            after = notes.after.get(i)
            if after and added:
                yield _Piece(f"({after})", True, False)
            elif after:
                yield _Piece(after, True, False, note=True)
        if added:
            last = -1


def _in_full(token: Token) -> str:
    """Return a verb that is shortened after its subject as it is written alone, empty for other words."""
    if token.pos_ not in {"AUX", "VERB"}:
        return ""
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    perfect = (token.dep_ == "aux" and token.head.tag_ == "VBN") or following in {"been", "had", "got"}
    short = token.lower_.replace("’", "'")
    if short in {"'s", "'d"}:
        return {"'s": "has", "'d": "had"}[short] if perfect else {"'s": "is", "'d": "would"}[short]
    return {"'re": "are", "'ll": "will", "'ve": "have"}.get(short, "")


def _cased(token: Token, first: bool) -> str:
    """Return a word's text, without the capital that it has only for standing first in its sentence."""
    text = token.text
    if first or (not token.is_sent_start and not _after_opening(token)):
        return text
    if (
        is_name(token)
        or text == "I"
        or token.tag_ in {"NNP", "NNPS"}
        or not text[:1].isupper()
        or not text[1:].islower()
    ):
        return text if len(text) > 1 or is_name(token) else text.lower()
    return text[0].lower() + text[1:]


def _after_opening(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).is_sent_start is True and is_punct(token.nbor(-1))


def _glued(doc: Doc, last: int, i: int) -> bool:
    """Return whether no space stands before a token, given the token written last."""
    token = doc[i]
    if last >= 0 and all(doc[k].is_space for k in range(last + 1, i)):
        return not doc[last].whitespace_ and i == last + 1
    if token.text in QUOTES:
        return False
    return token.text in {",", ".", ";", ":", "!", "?", ")", "]", "%", "…", "'s", "’s", "n't", "n’t"} or (
        last >= 0 and doc[last].text in {"(", "[", "$", "£", "€", "“"}
    )


_EMPHASIS = re.compile(r"\*{1,3}|_{2,3}")
_SPACE = re.compile(r"\s+")
_BEFORE_STOP = re.compile(r"\s+([,.;:!?…])(?=\s|$)")
_DOUBLED = re.compile(r"([,;:])\s*(?:[,;:]\s*)+")
_LOOSE_END = re.compile(r"[\s,;:–—-]+(?=[.!?…]?$)")
_LOOSE_START = re.compile(r"^[\s,;:.–—-]+(?=\s|[\w\[\"“‘'(])")
_STOPPED = re.compile(r"[.!?…][\"”’')\]]*$")
_QUOTES = re.compile(r"``|(?<!\d)''")
_ABBREVIATED = re.compile(r"(?<=\w)\.\.$")
_FOOTNOTE = re.compile(r"(?<=[\w.,;:!?\"”’)\]])\[(?:\d{1,3}|[a-z]|note \d{1,2}|citation needed)\]")
_PAIRS = {"“": "”", "«": "»", "(": ")"}
_OPENER_THAT_CLOSES = re.compile(r"(?<=[^\s(\[“—–-])“(?!\w)|\s“(?=[.!?]?$)")
"""An opening mark typed, or set by a German keyboard, where a closing one belongs."""


def _finish(text: str) -> str:
    text = _SPACE.sub(" ", _QUOTES.sub('"', text)).strip()
    text = _FOOTNOTE.sub("", text)
    text = text if "„" in text else _OPENER_THAT_CLOSES.sub("”", text)
    text = with_single_marks_paired(_balanced(text))
    text = _BEFORE_STOP.sub(r"\1", text)
    text = re.sub(r",\s*([.!?])", r"\1", text)
    text = re.sub(r",([\"”’])\s*([.!?]?)$", r"\1\2", text)
    text = _DOUBLED.sub(r"\1 ", text)
    text = _LOOSE_START.sub("", text)
    text = _LOOSE_END.sub("", text).strip()
    if not text:
        return ""
    text = _ABBREVIATED.sub(".", text)
    if not _STOPPED.search(text):
        text += "."
    return _capital(text)


def _capital(text: str) -> str:
    k = next((k for k, c in enumerate(text) if c.isalnum()), None)
    if k is None:
        return text
    word = re.match(r"[\w-]+", text[k:])
    if word is not None and any(c.isupper() for c in word.group()[1:]) and "-" not in word.group():
        return text  # iPhone, eBay
    return text[:k] + text[k].upper() + text[k + 1 :]


def _of_one_style(text: str) -> str:
    """Pair a curly quotation mark with a straight one: “both," is “both,”."""
    if text.count('"') != 1 or text.count("“") == text.count("”"):
        return text
    opens = text.count("“") < text.count("”")
    before, _, after = text.partition('"')
    fits = "”" in after if opens else "“" in before
    return f"{before}{'“' if opens else '”'}{after}" if fits else text


def _balanced(text: str) -> str:
    """Take out quotation marks and brackets that lost their partner, and a pair around the whole."""
    text, drop = _of_one_style(text), set[int]()
    for opener, closer in _PAIRS.items():
        stack: list[int] = []
        for k, c in enumerate(text):
            if c == opener:
                stack.append(k)
            elif c == closer:
                if stack:
                    stack.pop()
                elif closer == "”" and text[k + 1 : k + 2] == " " and text[k - 1 : k].strip() and "“" not in text[:k]:
                    return _balanced(f"“{text}")  # it began in the sentence before
                elif not _label(text, k):
                    drop.add(k)
        if opener == "“" and len(stack) == 1 and stack[0] > 0:
            text, stack = f"{text}”", []
        drop.update(stack)
    depth = 0
    for k, c in enumerate(text):
        depth += (c == "[") - (c == "]")
        if depth < 0:
            drop.add(k)  # the article's own: the closing half of one that opens nowhere
            depth = 0
    straight = [k for k, c in enumerate(text) if c == '"']
    if len(straight) % 2 and not any(text[k - 1 : k].isdigit() for k in straight):  # 15" wide
        odd = _odd(text, straight)
        if odd > 0 and text[odd - 1] in " (" and text[odd + 1 : odd + 2].strip():
            return _balanced(f'{text}"')  # the quotation goes on in the next sentence
        if odd < len(text) - 2 and text[odd - 1 : odd].strip() and text[odd + 1] == " ":
            return _balanced(f'"{text}')  # it began in the sentence before
        drop.add(odd)
    text = "".join(c for k, c in enumerate(text) if k not in drop)
    inner = re.fullmatch(r"([\"“])([^\"“”]*)([\"”])\s*([.!?]?)", text.strip())
    if inner:
        text = inner.group(2) + ("" if inner.group(2)[-1:] in ".!?" else inner.group(4))
    aside = re.fullmatch(r"\(([^()]*[.!?])\)", text.strip())  # a whole sentence in brackets
    return _SPACE.sub(" ", aside.group(1) if aside else text).strip()


def _label(text: str, k: int) -> bool:
    """Return whether a bracket closes the letter or number of a list: "a) the first"."""
    return text[k] == ")" and text[k - 1 : k].isalnum() and (k < 2 or text[k - 2] == " ")


def _odd(text: str, marks: list[int]) -> int:
    """Return which of an odd number of straight quotation marks has no partner."""
    opens = [k for k in marks if (k == 0 or text[k - 1] in " ([—–-") and k + 1 < len(text) and text[k + 1] != " "]
    closes = [k for k in marks if k not in opens]
    if len(opens) > len(closes):
        return next(
            (a for a, b in zip(opens, [*opens[1:], len(text)], strict=False) if not any(a < c < b for c in closes)),
            opens[-1],
        )
    return next(
        (a for b, a in zip([-1, *closes], closes, strict=False) if not any(b < o < a for o in opens)), closes[0]
    )
