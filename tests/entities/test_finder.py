import json
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.entities import find_entities

SPECS = Path(__file__).parents[1] / "specs" / "entities"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(SPECS.glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))["cases"]
]


def written(entity):
    """Return an entity as cases write it: without the name and the id that its text says already."""
    name = {"name": entity.name} if entity.name != entity.text else {}
    return {"text": entity.text, "label": entity.label, **name, **({"id": entity.id} if entity.id else {})}


@pytest.mark.parametrize("case", CASES)
def test_names_and_their_canonical_forms(nlp, case):
    found = [written(entity) for entity in find_entities(nlp(case["text"]))]
    if case.get("others"):
        assert all(entity in found for entity in case["entities"])
    else:
        assert found == case["entities"]


def test_every_case_has_a_name_of_its_own():
    names = [case.id for case in CASES]
    assert len(names) == len(set(names)) > 150


@pytest.mark.parametrize(
    "text", ["", "\n", "The", "The The The", "’s", "Mr.", "of of of", "“Operation”", "U.S", "of The"]
)
def test_broken_text_raises_nothing(nlp, text):
    assert isinstance(find_entities(nlp(text)), list)


def test_spans_are_those_of_the_text_and_do_not_overlap(nlp):
    text = "President Marta Olsen of Norway met the UN's envoy in New York on Monday, the Norwegian embassy said."
    entities = find_entities(nlp(text))
    assert all(text[e.start : e.end] == e.text for e in entities)
    assert all(a.end <= b.start for a, b in pairwise(entities))
