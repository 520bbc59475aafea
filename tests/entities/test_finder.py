import json
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.entities import find_entities

SPECS = Path(__file__).parents[1] / "specs" / "entities" / "names.json"
CASES = json.loads(SPECS.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_names_and_their_canonical_forms(nlp, case):
    found = [{"name": e.name, "text": e.text, "label": e.label, "id": e.id} for e in find_entities(nlp(case["text"]))]
    if case.get("others"):
        assert all(entity in found for entity in case["entities"])
    else:
        assert found == case["entities"]


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
