"""The machine interface: what each line of the input is answered with."""

import json

import pytest

from pipeline import machine
from pipeline.machine import annotate_lines
from pipeline.schema import Annotation
from pipeline.settings import Settings

TEXT = """Harbour fees double

The port authority of Lund said on Tuesday that fees had risen to 40 euros a day since 2019.

More than 300 boats are registered there, and nearly half of them belong to visitors.
"""


def answers(*lines):
    return list(
        annotate_lines([line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines], Settings())
    )


@pytest.fixture(scope="module")
def answer():
    return answers({"id": 7, "text": TEXT, "published": "2026-03-12"})[0]


def test_the_answer_has_the_input_s_own_id(answer):
    assert answer["id"] == 7


@pytest.mark.parametrize("name", ["sentences", "figures", "entities", "left_out"])
def test_every_span_holds_in_the_text(answer, name):
    assert answer[name]
    for span in answer[name]:
        assert TEXT[span["start"] : span["end"]] == span["text"]


def test_a_claim_names_its_figures_by_index(answer):
    claim = next(claim for claim in answer["claims"] if "300 boats" in claim["text"])
    figures = [answer["figures"][index] for index in claim["figures"]]
    assert next((figure["low"], figure["low_included"], figure["high"]) for figure in figures) == (300, False, None)


def test_the_answer_is_json(answer):
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"id": 3}', '"text"'),
        (b'{"id": 3, "text": "x", "published": "someday"}', "no date"),
        (b'{"id": 3, "text": "\xff"}', "not UTF-8"),
        (b'{"id": 3, "text": "cut \\uD83D off"}', "half a character"),
        (b'{"id": "\\ud800", "text": "x"}', "half a character"),
    ],
)
def test_a_bad_line_is_answered_with_its_error(line, said):
    (answer,) = answers(line)
    assert set(answer) == {"id", "error"}
    assert said in answer["error"]


def test_the_order_of_the_input_is_kept():
    found = answers(
        {"id": "a", "text": "Rain fell."}, b"{", {"id": "b", "text": "Snow fell."}, b"", {"id": "c", "text": ""}
    )
    assert [item["id"] for item in found] == ["a", None, "b", "c"]


def test_the_same_article_is_read_alike_alone_and_in_company():
    lines = [
        {"id": "a", "text": TEXT},
        {"id": "b", "text": "Snow fell on Oslo. " * 40},
        {"id": "c", "text": "1" * 5000},
    ]
    assert answers(*lines)[0] == answers(lines[0])[0]


def test_a_whole_pair_of_surrogates_is_a_character():
    (answer,) = answers(b'{"id": 1, "text": "Rain \\ud83c\\udf27 fell."}')
    assert answer["sentences"][0]["text"] == "Rain \N{CLOUD WITH RAIN} fell."


def test_an_article_that_we_fail_on_costs_the_others_nothing(monkeypatch):
    def annotate(articles, settings):
        for article in articles:
            if article.id == "b":
                raise ZeroDivisionError
            yield Annotation(id=article.id)

    monkeypatch.setattr(machine, "annotate_articles", annotate)
    found = answers(*({"id": name, "text": "Rain fell."} for name in "abc"))
    assert ["error" in item for item in found] == [False, True, False]
    assert "a fault of ours" in found[1]["error"]


def test_invisible_characters_are_no_part_of_a_claim_and_move_no_offset():
    text = "\ufeffThe port em\u00adploys 4\u200b0 peo\u00adple."
    answer = answers({"id": "a", "text": text})[0]
    assert [claim["text"] for claim in answer["claims"]] == ["The port employs 40 people."]
    assert [figure["low"] for figure in answer["figures"]] == [40]
    assert all(text[span["start"] : span["end"]] == span["text"] for span in answer["figures"] + answer["sentences"])
