"""Sentences in, rows out, with the reader; and what holds for any text."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from pipeline.claims import extract, find_attributions, parted
from pipeline.claims.faithful import unbracketed_words
from pipeline.claims.inflection import same_word
from pipeline.corpus import article_from_text
from pipeline.entities import find_entities
from pipeline.figures.component import find_figures
from pipeline.language import load_language
from pipeline.run import annotate
from pipeline.schema import Article, Claim, LeftOut
from pipeline.settings import Settings

SPECS = Path(__file__).parents[1] / "specs" / "claims"
PUBLISHED = dt.date(2026, 3, 12)


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['text'][:60]}")
        for path in sorted(SPECS.glob("*.json"))
        for case in json.loads(path.read_text(encoding="utf-8"))
    ]


@pytest.fixture(scope="session")
def nlp() -> Language:
    model = Path(__file__).parents[2] / "pipeline" / "language" / "model"
    if not model.exists() and not os.environ.get("CLAIMSHEET_READER_MODEL"):
        pytest.skip("no model of the reader: set CLAIMSHEET_READER_MODEL")
    return load_language()


def _extract(nlp: Language, text: str) -> tuple[Article, list[Claim], list[LeftOut]]:
    """Read a text as a run does: no sentence crosses the borders of its paragraphs and list items."""
    article = article_from_text(text, id="spec", published=PUBLISHED)
    doc = nlp.make_doc(article.text)
    parts = [part for block in article.blocks for part in parted(block)]
    spans = [doc.char_span(b.start, b.end, label=b.kind, alignment_mode="expand") for b in parts]
    doc.spans["blocks"] = [span for span in spans if span is not None]
    doc = nlp(doc)
    entities = find_entities(doc)
    claims, left_out, _ = extract(
        article,
        doc,
        figures=find_figures(doc, published=PUBLISHED),
        entities=entities,
        attributions=find_attributions(doc, entities),
        settings=Settings(),
    )
    return article, claims, left_out


def _reasons() -> list[Any]:
    cases = json.loads((SPECS.parent / "reasons.json").read_text(encoding="utf-8"))
    return [pytest.param(case["text"], case["reasons"], case.get("title", ""), id=case["text"]) for case in cases]


@pytest.mark.parametrize(("text", "reasons", "title"), _reasons())
def test_reasons_are_true(text: str, reasons: list[str], title: str) -> None:
    [claim] = annotate(text, title=title).claims
    assert list(claim.reasons) == reasons


@pytest.mark.parametrize("case", _cases())
def test_rows(case: dict[str, Any], nlp: Language) -> None:
    _, claims, left_out = _extract(nlp, case["text"])
    rows = [{"claim": c.text, "speaker": c.speaker, "kind": c.kind} for c in claims]
    assert rows == case["rows"]
    if "left_out" in case:
        assert [entry.reason for entry in left_out] == case["left_out"]


@pytest.fixture(scope="module")
def everything(nlp: Language) -> tuple[Article, list[Claim], list[LeftOut]]:
    """Return what is read in the texts of all cases as one article."""
    return _extract(nlp, "\n\n".join(case.values[0]["text"] for case in _cases()))


def test_every_character_is_in_a_claim_or_left_out(everything: tuple[Article, list[Claim], list[LeftOut]]) -> None:
    article, claims, left_out = everything
    seen = set()
    for start, end in [p for c in claims for p in c.parts] + [(e.start, e.end) for e in left_out]:
        seen.update(range(start, end))
    lost = [k for k, c in enumerate(article.text) if not c.isspace() and k not in seen]
    assert [article.text[max(0, k - 20) : k + 20] for k in lost] == []


def test_claims_hold_only_words_of_their_sentence_or_brackets(
    everything: tuple[Article, list[Claim], list[LeftOut]],
) -> None:
    for claim in everything[1]:
        here = unbracketed_words(claim.sentence.replace("[", " ").replace("]", " "))
        foreign = [w for w in unbracketed_words(claim.text) if not any(same_word(w, other) for other in here)]
        assert foreign == [], claim.text


def test_a_subject_said_again_moves_no_row_before_the_one_that_it_was_said_in(nlp: Language) -> None:
    _, claims, _ = _extract(nlp, "The bank said that 40 branches had closed, but did not say why.")
    assert [claim.text[-16:] for claim in claims] == ["ches had closed.", "did not say why."]


def test_claims_come_in_the_order_of_the_article(nlp: Language) -> None:
    _, claims, _ = _extract(nlp, "The port closed in 2015 and reopened in 2021. Ferries carry 600 people.")
    starts = [claim.parts[0][0] for claim in claims]
    assert starts == sorted(starts)
    assert all(c.start == c.parts[0][0] and c.end == c.parts[-1][1] for c in claims)


def test_a_parse_of_another_text_is_refused(nlp: Language) -> None:
    article = article_from_text("One text.", id="a")
    with pytest.raises(ValueError, match="not of this article"):
        extract(article, nlp("Another text."), figures=(), entities=(), attributions=(), settings=Settings())
