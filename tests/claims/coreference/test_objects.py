"""Whether "it" is the subject or the object of the sentence before: as the verb tells, or left as it is."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.claims.coreference import find_antecedents
from pipeline.entities import find_entities
from pipeline.language import load_language


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_language()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # What only things do, or is done to what is made.
        ("The council approved a new stadium on Monday. It will hold 30,000 people.", "the new stadium"),
        ("The ministry presented a new plan. It would cost 3 billion euros.", "the new plan"),
        ("Parliament adopted the budget on Friday. It includes 4 billion euros for schools.", "the budget"),
        # What bodies do, and what a sentence adds.
        ("The navy lost a submarine. It is searching the sea floor.", "the navy"),
        ("The bank posted a loss of 3 million. It expects a profit next year.", "the bank"),
        ("The council approved a new stadium on Monday. It also raised parking fees.", "the council"),
        # A thing is gone on with whatever it has.
        ("The document has a long preface. It was signed in 1921.", "the document"),
        # Either may be meant.
        ("The army lost a helicopter near the border. It was carrying nine soldiers.", ""),
        ("The orchestra acquired a rare violin last autumn. It was carved in 1710.", ""),
        ("The museum lent the painting to a gallery in Rome. It was damaged in transit.", ""),
    ],
)
def test_it(nlp: Language, text: str, meant: str) -> None:
    assert _meant(nlp, text, "it") == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Police arrested two men on Monday. They were charged with theft.", "two men"),
        ("Prosecutors charged three officers in May. They were acquitted on Friday.", "three officers"),
        ("Police arrested two men on Monday. They said the men were armed.", ""),
        ("Rescuers found four hikers near the summit. They were treated for frostbite.", ""),
        ("Ford recalled a truck model. They were built in Ohio.", ""),
    ],
)
def test_they(nlp: Language, text: str, meant: str) -> None:
    assert _meant(nlp, text, "they") == meant


def _meant(nlp: Language, text: str, pronoun: str) -> str:
    doc = nlp(text)
    return find_antecedents(doc, find_entities(doc)).text(next(t.i for t in doc if t.lower_ == pronoun))
