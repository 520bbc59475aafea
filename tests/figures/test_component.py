"""The spaCy side: a component on a blank pipeline, its spans, its plain dicts, and Docs with a parse."""

from __future__ import annotations

import datetime as dt

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.figures.component import EXTENSION, SPANS, FigureFinder, doc_words, figures_of, find_figures


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return spacy.blank("en")


def test_the_factory_is_known_under_its_name(nlp: spacy.language.Language) -> None:
    pipe = spacy.blank("en")
    component = pipe.add_pipe("claimsheet_figures", config={"published": "2026-03-12"})
    assert isinstance(component, FigureFinder)
    assert component.published == dt.date(2026, 3, 12)


def test_spans_and_dicts(nlp: spacy.language.Language) -> None:
    doc = FigureFinder()(nlp("More than 40 boats, worth $4-5bn, sank."))
    assert [(span.text, span.label_) for span in doc.spans[SPANS]] == [("More than 40", "count"), ("$4-5bn", "money")]
    figures = figures_of(doc)
    assert figures == find_figures(doc)
    assert getattr(doc._, EXTENSION)[doc.spans[SPANS][0].id_]["low"] == 40


def test_a_doc_survives_bytes(nlp: spacy.language.Language) -> None:
    doc = FigureFinder()(nlp("Nearly 18 of the 35 states agreed."))
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert figures_of(again) == figures_of(doc)


def test_two_figures_of_one_token_keep_their_readings(nlp: spacy.language.Language) -> None:
    doc = FigureFinder()(nlp("They voted 52-35."))
    assert [figure.low for figure in figures_of(doc)] == [52, 35]


def test_offsets_survive_white_space(nlp: spacy.language.Language) -> None:
    text = "One.\n\n  It has   12 wells.\n"
    figures = find_figures(nlp(text))
    assert [text[f.start : f.end] for f in figures] == ["12"]


def test_quotations_are_marked(nlp: spacy.language.Language) -> None:
    doc = nlp('He said "we lost 12" and left “never closed.\n\nA new one')
    words, tokens = doc_words(doc)
    assert [w.text for w in words if w.quoted] == ['"', "we", "lost", "12", '"']
    assert len(tokens) == len(words)


def test_the_date_of_the_doc_wins(nlp: spacy.language.Language) -> None:
    doc = nlp.make_doc("Sales fell 5% last year.")
    doc.user_data["published"] = "2021-06-01"
    figures = figures_of(FigureFinder(dt.date(1999, 1, 1))(doc))
    assert figures[0].period == "2020"


def test_an_empty_doc(nlp: spacy.language.Language) -> None:
    assert figures_of(FigureFinder()(nlp(""))) == []
