"""Every stage works in anybody's spaCy pipeline, found by its entry point alone."""

import subprocess
import sys
from importlib.metadata import entry_points

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.claims.component import attributions_of, claims_of
from pipeline.entities.component import entities_of

TEXT = "Anna Virta, the mayor of Turku, said that more than 300 boats had sunk since 2019. The port is closed."
STAGES = [
    "claimsheet_reader",
    "claimsheet_figures",
    "claimsheet_entities",
    "claimsheet_attributions",
    "claimsheet_claims",
]


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    for stage in STAGES:
        nlp.add_pipe(stage)
    return nlp


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_every_stage_has_an_entry_point():
    assert {point.name for point in entry_points(group="spacy_factories")} >= set(STAGES)


def test_the_stages_are_found_without_importing_us():
    code = f"import spacy\nnlp = spacy.blank('en')\nfor stage in {STAGES!r}: nlp.add_pipe(stage)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert shown.returncode == 0, shown.stderr.decode()


def test_the_pipeline_can_be_analysed(nlp):
    assert not any(nlp.analyze_pipes()["problems"].values())


@pytest.mark.parametrize(("group", "count"), [("figures", 2), ("entities", 2), ("attributions", 1), ("claims", 2)])
def test_each_stage_leaves_spans(doc, group, count):
    assert len(doc.spans[group]) >= count


def test_a_claim_knows_its_speaker(doc):
    (claim,) = [claim for claim in claims_of(doc) if "300 boats" in claim.text]
    assert claim.speaker == "Anna Virta"


def test_records_survive_bytes(nlp, doc):
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert claims_of(again) == claims_of(doc)
    assert entities_of(again) == entities_of(doc)
    assert attributions_of(again) == attributions_of(doc)


def test_a_doc_without_a_stage_has_no_records():
    assert claims_of(spacy.blank("en")("Nothing here.")) == []
