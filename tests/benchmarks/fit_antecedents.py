"""Learns what counts for what "he", "it" or "they" is, from the training part of GUM.

``python -m tests.benchmarks.fit_antecedents FILE.conllu NAME OUT.tsv`` writes the weights NAME (``person``, ``it`` or
``they``) that ``pipeline/claims/coreference/ranking.py`` reads; without OUT it only tells how well they do by
cross-validation, the pronouns before each being resolved right. "It" and "they" are learned from written texts. A
log-linear model over a pronoun's candidates and "none of them", after Denis and Baldridge (2008), "Specialized Models
and Ranking for Coreference Resolution"; its weights by AdaGrad, averaged over the last rounds.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from pipeline.claims.coreference import find_antecedents, persons, resolver, things
from pipeline.claims.coreference.features import Place, of_candidate, of_none
from pipeline.claims.coreference.mentions import PRONOUNS, Mention
from pipeline.claims.coreference.rules import chain_by_rule
from pipeline.entities import find_entities
from pipeline.language import load_language
from tests.benchmarks.antecedents import chain_in, read_gum

__all__ = ["Example", "fit", "name_of", "read_examples"]

ROUNDS, LAST = 25, 8
RATE = 0.1
DECAY = {"person": 0.1, "it": 0.2, "they": 0.2}
RARE = 3
"""A feature seen less often gets no weight."""
FOLDS = 4
LIKELY = {"person": persons.LIKELY, **things.LIKELY}
WRITTEN = {"academic", "bio", "court", "news", "speech", "textbook", "voyage"}
"""Genres of GUM that are not talk: what "it" and "they" are is told there, not shown."""

Weights = dict[str, float]


@dataclass(frozen=True)
class Example:
    """A pronoun: the features of each answer, "none" the first, and which of them are right."""

    text: int
    written: bool
    answers: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def name_of(mention: Mention) -> str:
    """Return which weights a pronoun's antecedent is found with."""
    rule = PRONOUNS[mention.noun]
    return "person" if rule.person else "they" if rule.plural else "it"


def _answers(place: Place) -> list[list[str]]:
    if place.rule.person:
        return [list(of_none(place)), *(list(of_candidate(place, c)) for c in place.candidates)]
    return things.features_of(place, chain_by_rule(place.mention, place.chains, place.doc, place.quotation))


def read_examples(path: Path, name: str) -> list[Example]:
    """Return the pronouns of a file of GUM that take the weights ``name``, with the chains that right answers make."""
    nlp = load_language()
    found: list[Example] = []
    for number, gold in enumerate(read_gum(path)):
        doc = nlp(gold.text)
        chain_of: dict[int, str] = {}

        def answer(
            mention: Mention,
            chains: list[resolver.Chain],
            doc: Doc,
            quotation: Sequence[int],
            unknown: Sequence[Mention] = (),
            gold=gold,  # type: ignore[no-untyped-def]
            number: int = number,
            chain_of: dict[int, str] = chain_of,
        ) -> int | None:
            room = persons if PRONOUNS[mention.noun].person else things
            place = room.place_of(mention, chains, doc, quotation, unknown)
            own = chain_in(gold, doc, mention)
            if place is None:
                return None
            right = []
            for candidate in place.candidates:
                nouns = [m for m in candidate.chain.mentions if m.form != "pronoun"]
                if nouns and nouns[-1].index not in chain_of:
                    chain_of[nouns[-1].index] = chain_in(gold, doc, nouns[-1])
                right.append(bool(own) and bool(nouns) and chain_of[nouns[-1].index] == own)
            if name_of(mention) == name:
                written = gold.id.split("_")[1] in WRITTEN
                answers = tuple(map(tuple, _answers(place)))
                found.append(Example(number, written, answers, (not any(right), *right)))
            return next((c.number for c, yes in zip(place.candidates, right, strict=True) if yes), None)

        find_antecedents(doc, find_entities(doc), answer)
    return found


def fit(examples: Sequence[Example], decay: float = 0.1) -> Weights:
    """Return the weights under which the right answers are likeliest; the greater the decay, the nearer to none."""
    seen = Counter(name for e in examples for answer in e.answers for name in set(answer))
    weights: Weights = {name: 0.0 for name, count in sorted(seen.items()) if count >= RARE}
    squares = dict.fromkeys(weights, 1e-8)
    total = dict.fromkeys(weights, 0.0)
    order = list(range(len(examples)))
    shuffle = random.Random(0).shuffle
    for round_ in range(ROUNDS):
        shuffle(order)
        for k in order:
            for name, slope in _slopes(examples[k], weights).items():
                slope += decay * weights[name]
                squares[name] += slope * slope
                weights[name] -= RATE * slope / math.sqrt(squares[name])
        if round_ >= ROUNDS - LAST:
            for name, weight in weights.items():
                total[name] += weight / LAST
    return total


def _slopes(example: Example, weights: Weights) -> Weights:
    chances = likelihoods(example, weights)
    sure = sum(p for p, yes in zip(chances, example.right, strict=True) if yes)
    slopes: Weights = {}
    for answer, chance, yes in zip(example.answers, chances, example.right, strict=True):
        for name in answer:
            if name in weights:
                slopes[name] = slopes.get(name, 0.0) + chance - (chance / sure if yes else 0.0)
    return slopes


def likelihoods(example: Example, weights: Weights) -> list[float]:
    """Return how likely each answer is."""
    scores = [sum(weights.get(name, 0.0) for name in answer) for answer in example.answers]
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers]


def _given(examples: Iterable[Example], weights: Weights, likely: float) -> Iterator[bool]:
    """Yield, for each pronoun that gets an antecedent, whether it is right."""
    for example in examples:
        chances = likelihoods(example, weights)
        best = max(range(1, len(chances)), key=chances.__getitem__)
        if chances[best] >= likely:
            yield example.right[best]


def main(path: Path, name: str, out: Path | None) -> None:
    """Tell how well weights do on texts that they were not learned from, and write those learned from all."""
    examples = read_examples(path, name)
    of_use = [e for e in examples if e.written or name == "person"]
    given: list[bool] = []
    for fold in range(FOLDS):
        learned = fit([e for e in of_use if e.text % FOLDS != fold], DECAY[name])
        given += _given((e for e in examples if e.text % FOLDS == fold), learned, LIKELY[name])
    known = sum(not e.right[0] for e in examples)
    print(f"{len(examples)} pronouns, {known} with an antecedent: {sum(given)} of {len(given)} given are right")
    if out is not None:
        header = (
            "# Feature of a pronoun's candidate, and its weight. Learned by tests/benchmarks/fit_antecedents.py\n"
            "# on the training part of GUM (amir-zeldes/gum, annotations CC BY 4.0).\n"
        )
        weights = fit(of_use, DECAY[name])
        rows = [f"{feature}\t{weight:.3f}\n" for feature, weight in sorted(weights.items()) if abs(weight) >= 0.01]
        out.write_text(header + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]) if len(sys.argv) > 3 else None)
