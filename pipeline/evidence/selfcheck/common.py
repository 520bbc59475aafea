"""What the checks share: the article read once, and a clash between two stretches of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal

from pipeline.evidence.compare.periods import periods_of
from pipeline.evidence.compare.values import significant
from pipeline.evidence.reading import Reading
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import Token, fold
from pipeline.evidence.wordlists import word_list
from pipeline.schema import Annotation, Article, BlockKind, Figure

__all__ = ["Clash", "Inside", "Span", "bygone", "rounding", "value_of"]

Span = tuple[int, int]

_A_YEAR: Final = range(300, 367)
_UNREAL: Final = word_list("reading.unreal")
_DEFINITE: Final = frozenset(["the", "all", "these", "those", "both"])


@dataclass(frozen=True)
class Clash:
    """Two stretches of an article that do not go together.

    Attributes
    ----------
    kind
        What was compared.
    spans
        The stretches, in the order of the text.
    message
        A sentence for a person, where one serves all stretches; else empty, and the two are put side by side.
    said
        The words of each stretch as a person should see them.
    """

    kind: str
    spans: tuple[Span, ...]
    message: str = ""
    said: tuple[str, ...] = ()
    verdict: Literal["contradicts", "mentions"] = "contradicts"
    certainty: float = 0.8

    def sides(self) -> Iterator[tuple[Span, Span]]:
        """Yield each stretch with the one that it stands against (itself where there is but one)."""
        for place, span in enumerate(self.spans):
            yield span, self.spans[0 if place else len(self.spans) - 1]

    def told(self, mine: Span, other: Span, quote: str) -> str:
        """Return the sentence for the claim that holds the first of two stretches."""
        if self.message:
            return self.message
        here, there = self.said[self.spans.index(mine)], self.said[self.spans.index(other)]
        return f"here the article has “{here}”, elsewhere “{there}”: “{quote}”"


@dataclass(frozen=True)
class Inside:
    """An article with its reading."""

    article: Article
    annotation: Annotation
    reading: Reading

    @cached_property
    def by_sentence(self) -> dict[int, list[Noted]]:
        """The figures of each sentence."""
        found: dict[int, list[Noted]] = {}
        for noted in self.reading.figures:
            found.setdefault(noted.sentence, []).append(noted)
        return found

    @cached_property
    def tokens_of(self) -> dict[int, list[Token]]:
        """The tokens of each sentence."""
        found: dict[int, list[Token]] = {}
        for token in self.reading.tokens:
            found.setdefault(token.sentence, []).append(token)
        return found

    def block(self, offset: int) -> BlockKind:
        """Return the kind of block that a character stands in."""
        for block in self.article.blocks:
            if block.start <= offset < block.end:
                return block.kind
        return "paragraph"

    def words(self, sentence: int) -> set[str]:
        """Return the words of a sentence in lower case."""
        return {token.lower for token in self.tokens_of.get(sentence, [])}

    def clause(self, number: int) -> set[str]:
        """Return the words of a clause in lower case."""
        return self._clauses.get(number, set())

    @cached_property
    def _clauses(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for token in self.reading.tokens:
            found.setdefault(token.clause, set()).add(token.lower)
        return found

    def span(self, noted: Noted) -> Span:
        """Return where a figure stands."""
        return noted.figure.start, noted.figure.end

    def speaker(self, offset: int) -> str:
        """Return who says what stands at a character; empty where the article does."""
        best = ""
        width = len(self.article.text) + 1
        for one in self.annotation.attributions:
            if one.content.start <= offset < one.content.end and one.content.end - one.content.start < width:
                best, width = (
                    one.speaker or (one.source.text if one.source else ""),
                    one.content.end - one.content.start,
                )
        return fold(best)

    def unreal(self, noted: Noted) -> bool:
        """Tell whether a figure is planned, asked or supposed.

        What a definite number counts is there whatever it may do ("the 900 guests may leave"); a new predicate after
        it speaks of something else ("stood at 27, and could rise").
        """
        if noted.sentence not in self.reading.unreal or noted.before in _DEFINITE:
            return False
        words = [token for token in self.tokens_of[noted.sentence] if token.lower in _UNREAL]
        after = [token for token in words if token.start > noted.figure.end]
        gaps = [self.between(noted.figure.end, token.start) for token in after[:1]]
        return len(after) < len(words) or not any(gap.endswith((" and", " but")) for gap in gaps)

    def before_another(self, noted: Noted) -> bool:
        """Tell whether a clause is told as earlier than the rest ("had killed six on Sunday"), and dated."""
        dated = any(
            one.figure.kind == "date" and one.clause == noted.clause for one in self.by_sentence[noted.sentence]
        )
        return dated and "had" in self.clause(noted.clause)

    def compared(self, *figures: Noted) -> bool:
        """Tell whether a clause sets one number against another: "58 per cent against 54", not "a petition against"."""
        clauses = {one.clause for one in figures}
        return any(one.before == "against" and one.clause in clauses for one in self.reading.figures)

    def source_words(self, sentence: int) -> set[str]:
        """Return the stems of those who are quoted in a sentence ("harbour officials"): they say nothing of it."""
        tokens = self.tokens_of.get(sentence, [])
        spans = [
            (one.source.start, one.source.end)
            for one in self.annotation.attributions
            if one.source and tokens and tokens[0].start <= one.source.start < tokens[-1].end
        ]
        inside = {token.stem for token in tokens if any(start <= token.start < end for start, end in spans)}
        return inside - {token.stem for token in tokens if not any(start <= token.start < end for start, end in spans)}

    def between(self, first: int, last: int) -> str:
        """Return the text between two characters, in lower case and with single spaces."""
        return " ".join(self.article.text[first:last].lower().split())


def value_of(figure: Figure) -> Decimal | None:
    """Return the value of a figure that has one."""
    return figure.low if figure.low is not None and figure.low == figure.high else None


def rounding(value: Decimal, figure: Figure) -> Decimal:
    """Return by how much a printed value may be off through rounding: half of its last digit, more for "about"."""
    # Two digits at least: "from 2 euros" and "$60 million" are not meant to the nearest euro or ten million.
    step = Decimal(10) ** (value.adjusted() - max(2, significant(value)) + 1) if value else Decimal(1)
    play = step / 2
    if figure.kind in {"count", "age", "number"} and abs(value) < 1000:
        play = Decimal(0)
    return max(play, abs(value) * Decimal("0.1")) if figure.approx != "exact" else play


def bygone(inside: Inside, noted: Noted) -> bool:
    """Tell whether a figure is dated by a whole year before the article's."""
    published = inside.article.published
    return published is not None and any(
        span[1].year < published.year and (span[1] - span[0]).days in _A_YEAR
        for span in periods_of(inside.reading, noted).spans
    )
