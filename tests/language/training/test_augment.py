from __future__ import annotations

import random

from pipeline.language.training.augment import Inventory, Rates, single_words, vary
from pipeline.language.training.data import Document, Sentence
from pipeline.language.training.names import Name

_NONE = Rates(upper=0, title=0, lower=0, no_stop=0, dash=0, typo=0, capital_lost=0, swap=0)
_ALL = Rates(swap=1.0, made=0.0)
_MADE = Rates(swap=1.0, made=1.0)


def _sentence(text: str, xpos: str = "", *names: tuple[int, int, str]) -> Sentence:
    words = text.split()
    spans = [Name(start, end, frozenset({label})) for start, end, label in names]
    return Sentence(words, [True] * len(words), xpos=xpos.split(), spans=spans)


def _inventory(*sentences: Sentence) -> Inventory:
    return Inventory([Document("own", [list(sentences)])])


def test_names_are_exchanged_for_names_of_their_kind_and_length() -> None:
    inventory = _inventory(
        _sentence("Ana Ruiz left Oslo", "", (0, 2, "PERSON"), (3, 4, "GPE")),
        _sentence("Tom Berg saw Lima", "", (0, 2, "PERSON"), (3, 4, "GPE")),
    )
    sentence = _sentence("Ida Falk left Rome", "", (0, 2, "PERSON"), (3, 4, "GPE"))
    inventory_of_others = {("Ana", "Ruiz"), ("Tom", "Berg")}
    for seed in range(20):
        words = inventory.swapped(sentence, random.Random(seed), _ALL)
        assert tuple(words[:2]) in inventory_of_others
        assert words[2] == "left"
        assert words[3] in {"Oslo", "Lima"}
    assert sentence.words == ["Ida", "Falk", "left", "Rome"]


def test_in_a_tree_the_tags_must_be_the_same() -> None:
    inventory = _inventory(_sentence("Bank of Ghana rose", "NNP IN NNP VBD", (0, 3, "ORG")))
    same = _sentence("House of Lords sat", "NNP IN NNP VBD", (0, 3, "ORG"))
    other = _sentence("New York Times reported", "NNP NNP NNP VBD", (0, 3, "ORG"))
    assert inventory.swapped(same, random.Random(1), _ALL)[:3] == ["Bank", "of", "Ghana"]
    assert inventory.swapped(other, random.Random(1), _ALL) == other.words


def test_names_without_capitals_stay() -> None:
    inventory = _inventory(_sentence("Rome fell", "", (0, 1, "GPE")))
    assert inventory.swapped(_sentence("florida fell", "", (0, 1, "GPE")), random.Random(1), _ALL)[0] == "florida"


def test_a_name_is_put_together_anew_from_parts() -> None:
    known = _sentence("Ana Ruiz of Oslo Bank met Tom Berg", "", (0, 2, "PERSON"), (3, 5, "ORG"), (6, 8, "PERSON"))
    inventory = Inventory([Document("own", [[known]])], ["Lima"])
    made = [inventory.swapped(known, random.Random(seed), _MADE) for seed in range(40)]
    assert {words[0] for words in made} == {"Ana", "Tom"}
    assert {words[1] for words in made} == {"Ruiz", "Berg", "Lima"}
    assert {words[4] for words in made} == {"Bank"}
    assert all(len(words) == len(known.words) and words[5] == "met" for words in made)


def test_letters_stand_for_letters() -> None:
    known = _sentence("ABC told Ana Ruiz", "", (0, 1, "ORG"), (2, 4, "PERSON"))
    inventory = Inventory([Document("own", [[known]])], ["Lima"])
    made = {inventory.swapped(known, random.Random(seed), _MADE)[0] for seed in range(9)}
    assert len(made) > 3
    assert all(len(word) == 3 and word.isupper() for word in made)


def test_places_of_one_word_alone() -> None:
    assert single_words(["Lima", "New York", "Rio", "Saint-Denis", "Lima", "the"]) == ["Lima"]


def test_a_variant_keeps_the_number_of_words() -> None:
    sentence = _sentence("Ana Ruiz left Oslo", "", (0, 2, "PERSON"))
    inventory = _inventory(_sentence("Tom Berg", "", (0, 2, "PERSON")))
    assert vary(sentence, random.Random(1), _NONE, inventory) == sentence
    for seed in range(30):
        varied = vary(sentence, random.Random(seed), Rates(swap=1.0), inventory)
        assert len(varied.words) == len(varied.spaces) == 4
