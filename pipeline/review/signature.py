"""What a verdict rests on: a claim as words, with its figures, names and brackets found in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.review.cells import squeeze
from pipeline.review.lexicon import LIGHT, NEGATORS, OTHER_PERSON, PARTITIVE_HEADS, PRONOUNS
from pipeline.schema import Claim, Entity, Figure

__all__ = ["Mark", "Names", "Signature", "Token", "fold", "tokenise"]

_TOKEN = re.compile(
    r"""(?P<open>\[)|(?P<close>\])
    |(?P<dotted>(?:[A-Za-z]\.){2,}[A-Za-z]?)
    |(?P<number>\d+(?:[.,:]\d+)*)
    |(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?)
    |(?P<minus>(?<![\w)])-(?=[$£€]?\d))
    |(?P<symbol>[%$€£¥₹°+<>=&@#*/~])""",
    re.VERBOSE,
)
_CLITICS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'s": "'s", "'d": "'d"}
_IRREGULAR = {"won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not")}


@dataclass(frozen=True)
class Token:
    """A word as it is compared (``norm``) and as it is shown (``text``); ``added`` stands in [square brackets]."""

    norm: str
    text: str
    added: bool = False

    def __hash__(self) -> int:
        return hash(self.norm)


@dataclass(frozen=True)
class Mark:
    """A figure or a name over ``tokens[start:end]``."""

    start: int
    end: int
    value: Figure | Entity


def fold(word: str) -> str:
    """Return a word without case and accents.

    Examples
    --------
    >>> fold("Bogotá")
    'bogota'
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def tokenise(text: str) -> list[Token]:
    """Split a restated claim into words, numbers and the signs that mean something; punctuation is gone.

    Contractions are opened, hyphens part words, dots in initials and typographic variants do not count, and a word that
    stands twice in a row counts once.
    """
    text = unicodedata.normalize("NFKC", squeeze(text).replace("\u00b4", "'"))
    tokens: list[Token] = []
    added = False
    for match in _TOKEN.finditer(text):
        kind, found = match.lastgroup, match[0]
        if kind in ("open", "close"):
            added = kind == "open"
            continue
        if kind == "dotted":
            word = found.replace(".", "")
            tokens.append(Token(fold(word), word, added))
        elif kind == "word":
            for part, norm in _parts(found):
                # "the the" is a slip; a second "not" may not be.
                if not (
                    tokens
                    and tokens[-1].norm == norm
                    and tokens[-1].added == added
                    and norm.isalpha()
                    and norm not in NEGATORS
                ):
                    tokens.append(Token(norm, part, added))
        elif kind == "minus":
            tokens.append(Token("minus", "-", added))
        else:
            tokens.append(Token(found, found, added))
    return tokens


def _parts(word: str) -> Iterable[tuple[str, str]]:
    low = word.casefold()
    if low in _IRREGULAR:
        return [(part, part) for part in _IRREGULAR[low]]
    if low.endswith("n't") and len(low) > 3:
        return [(word[:-3], fold(word[:-3])), ("not", "not")]
    cut = low.rfind("'")
    if cut > 0 and low[cut:] in _CLITICS:
        return [(word[:cut], fold(word[:cut])), (word[cut:], _CLITICS[low[cut:]])]
    bare = word.strip("'")
    return [(bare, fold(bare))] if bare else []


class Names:
    """Which names are the same across two versions of an article.

    Parameters
    ----------
    old, new
        The entities of the two versions: their words and canonical names say which alias belongs to whom.

    Notes
    -----
    A shorter name may grow or shrink ("Hegseth", "Pete Hegseth") only where one of the versions itself says that the
    one is an alias of the other, and never by a word that makes it somebody else ("Jr.", "South").
    """

    def __init__(self, old: Iterable[Entity] = (), new: Iterable[Entity] = ()) -> None:
        self._old = self._aliases(old)
        self._new = self._aliases(new)

    @staticmethod
    def key(name: str) -> tuple[str, ...]:
        """Return a name as it is compared: words without case, accents, articles and possessives."""
        return tuple(token.norm for token in tokenise(name) if token.norm not in ("the", "'s"))

    @classmethod
    def _aliases(cls, entities: Iterable[Entity]) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
        aliases: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for entity in entities:
            canonical = cls.key(entity.name or entity.text)
            aliases.setdefault(cls.key(entity.text), set()).add(canonical)
            aliases.setdefault(canonical, set()).add(canonical)
        return aliases

    def same(self, old: str, new: str) -> bool:
        """Tell whether a canonical name of the old version is that of the new one."""
        left, right = self.key(old), self.key(new)
        if left == right:
            return True
        if not left or not right:
            return False
        if (set(left) ^ set(right)) & OTHER_PERSON:
            return False
        return self._new.get(left) == {right} or self._old.get(right) == {left}

    def resolved(self, surface: str, old: str, new: str) -> bool:
        """Tell whether one surface means the same under two canonical names, one of which may only be fuller."""
        if self.same(old, new):
            return True
        left, right, plain = self.key(old), self.key(new), self.key(surface)
        return plain in (left, right) and (set(left) <= set(right) or set(right) <= set(left) or _initials(left, right))


def _initials(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    short, long = sorted((left, right), key=len)
    return len(short) == 1 and len(long) > 1 and short[0] in "".join(word[0] for word in long if word)


@dataclass(frozen=True)
class Signature:
    """A claim read for comparison; made once a claim."""

    claim: Claim

    @cached_property
    def _read(self) -> tuple[tuple[Token, ...], tuple[Mark, ...]]:
        tokens = tokenise(self.claim.text)
        marks = [*_find(tokens, self.claim.figures), *_find(tokens, self.claim.entities)]
        return _without_glosses(tokens, marks)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words, without the pronouns and acronyms that a bracket behind them explains."""
        return self._read[0]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Figures and names in the words; a figure goes before a name that it overlaps."""
        return self._read[1]

    @cached_property
    def norms(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return tuple(token.norm for token in self.tokens)

    def light(self, index: int) -> bool:
        """Tell whether the word may come and go: an article is none before "few" or "little"."""
        norm = self.norms[index]
        if norm == "a" and index + 1 < len(self.norms) and self.norms[index + 1] in PARTITIVE_HEADS:
            return False
        return norm in LIGHT


def _find(tokens: Sequence[Token], spans: Sequence[Figure] | Sequence[Entity]) -> list[Mark]:
    """Find spans of the article in the restated words, each after the one before where it can be."""
    marks: list[Mark] = []
    norms = [token.norm for token in tokens]
    cursor = 0
    taken: set[int] = set()
    ordered: list[Figure | Entity] = sorted(spans, key=lambda span: (span.start, -span.end))
    for span in ordered:
        words = [token.norm for token in tokenise(span.text)]
        if not words:
            continue
        starts = [
            index
            for index in range(len(norms) - len(words) + 1)
            if norms[index : index + len(words)] == words and taken.isdisjoint(range(index, index + len(words)))
        ]
        if starts:
            start = next((index for index in starts if index >= cursor), starts[0])
            cursor = start + len(words)
            taken.update(range(start, cursor))
            marks.append(Mark(start, cursor, span))
    return marks


def _without_glosses(tokens: Sequence[Token], marks: Sequence[Mark]) -> tuple[tuple[Token, ...], tuple[Mark, ...]]:
    dropped: set[int] = set()
    for index, token in enumerate(tokens[:-1]):
        if token.norm in PRONOUNS and not token.added and tokens[index + 1].added:
            dropped.add(index)
    for mark in marks:
        if isinstance(mark.value, Entity) and not tokens[mark.start].added:
            end = mark.end
            while end < len(tokens) and tokens[end].added:
                end += 1
            gloss = tuple(token.norm for token in tokens[mark.end : end] if token.norm not in ("the", "'s"))
            if gloss and gloss == Names.key(mark.value.name):
                dropped.update(range(mark.end, end))
    covered: set[int] = set()
    kept_marks: list[Mark] = []
    shift = [0]
    for index in range(len(tokens)):
        shift.append(shift[-1] + (index in dropped))
    for mark in sorted(marks, key=lambda mark: (isinstance(mark.value, Entity), mark.start)):
        span = range(mark.start, mark.end)
        if covered.isdisjoint(span) and dropped.isdisjoint(span):
            covered.update(span)
            kept_marks.append(Mark(mark.start - shift[mark.start], mark.end - shift[mark.end], mark.value))
    kept = tuple(token for index, token in enumerate(tokens) if index not in dropped)
    return kept, tuple(sorted(kept_marks, key=lambda mark: mark.start))
