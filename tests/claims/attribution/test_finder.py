import json
from pathlib import Path

import pytest

from pipeline.claims.attribution import attribution_for, find_attributions
from pipeline.entities import find_entities

SPECS = Path(__file__).parents[2] / "specs" / "attribution" / "sentences.json"
POLITICS = SPECS.with_name("politics.jsonl")
CASES = json.loads(SPECS.read_text(encoding="utf-8"))["cases"]


def read(nlp, text):
    doc = nlp(text)
    return find_attributions(doc, find_entities(doc))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_says_what(nlp, case):
    found = [
        {
            "source": a.source.text if a.source else None,
            "cue": a.cue.text if a.cue else None,
            "content": a.content.text,
            "speaker": a.speaker,
            "mode": a.mode,
        }
        for a in read(nlp, case["text"])
    ]
    assert sorted(found, key=str) == sorted(case["attributions"], key=str)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "“",
        "said",
        '"""',
        "According to",
        'he said, "',
        "— : “x",
        "X said that",
        "“A.\n“B.\n“C.",
        "’’ said ‘‘",
    ],
)
def test_broken_text_raises_nothing(nlp, text):
    assert isinstance(read(nlp, text), list)


def test_spans_are_those_of_the_text(nlp):
    text = "“The water is safe,” said Ana Ruiz, who runs the lab. Officials disagreed, according to a report."
    for attribution in read(nlp, text):
        for span in (attribution.source, attribution.cue, attribution.content):
            assert span is None or text[span.start : span.end] == span.text


def test_the_closest_attribution_holds_a_stretch(nlp):
    text = "The paper said that Ruiz had told the board that the water was safe."
    attributions = read(nlp, text)
    start = text.index("the water")
    found = attribution_for(attributions, start, len(text) - 1)
    assert found is not None
    assert found.speaker == "Ruiz"
    assert attribution_for(attributions, 0, 9) is None


def test_named_tells_a_name_from_a_description(nlp):
    named = {a.speaker: a.named for a in read(nlp, "Ana Ruiz said it rained. Officials said it did not.")}
    assert named == {"Ana Ruiz": True, "officials": False}


def test_most_of_a_political_story_is_found(nlp):
    gold = found = right = 0
    for line in POLITICS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        ours = {a.content.text.strip(" .,").lower(): a for a in read(nlp, record["text"])}
        for expected in record["attributions"]:
            for part in expected["content"]:
                gold += 1
                attribution = ours.get(part.strip(" .,").lower())
                found += attribution is not None
                source = attribution.source.text if attribution and attribution.source else None
                right += attribution is not None and str(source).lower() == str(expected["source"]).lower()
    assert found / gold > 0.8
    assert right / found > 0.9
