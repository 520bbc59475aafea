"""Attachments set right, on parses made by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.claims.attachments import reattached
from pipeline.schema import Entity

NLP = spacy.blank("en")


def _doc(rows: str) -> Doc:
    """Make a Doc of rows of word, part of speech, head (from 0) and relation."""
    words, pos, heads, deps = zip(*(row.split() for row in rows.strip().splitlines()), strict=True)
    return Doc(NLP.vocab, words=list(words), pos=list(pos), heads=[int(h) for h in heads], deps=list(deps))


@pytest.mark.parametrize(("hung", "relation"), [("appos", "appos"), ("acl", "acl")])
def test_what_tells_of_a_name_hangs_on_its_head(hung: str, relation: str) -> None:
    doc = _doc(f"""
        Norlund PROPN 1 compound
        Homes PROPN 6 nsubj
        , PUNCT 4 punct
        the DET 4 det
        builder NOUN 0 {hung}
        , PUNCT 4 punct
        left VERB 6 ROOT
    """)
    name = Entity(start=0, end=13, text="Norlund Homes", label="ORG", name="Norlund Homes")
    right = reattached(doc, [], [name])
    assert (right[4].head.text, right[4].dep_) == ("Homes", relation)
    assert reattached(doc, [], []) is doc


def test_verbs_of_one_form_go_together() -> None:
    doc = _doc("""
        Troops NOUN 2 nsubj
        were AUX 2 aux
        searching VERB 2 ROOT
        after SCONJ 5 mark
        floods NOUN 5 nsubj
        killed VERB 2 advcl
        nine NUM 5 obj
        , PUNCT 8 punct
        wrecked VERB 2 conj
        roads NOUN 8 obj
        and CCONJ 11 cc
        left VERB 8 conj
    """)
    for i, tag in ((1, "VBD"), (2, "VBG"), (5, "VBD"), (8, "VBD"), (11, "VBD")):
        doc[i].tag_ = tag
    right = reattached(doc, [])
    assert (right[8].head.text, right[11].head.text) == ("killed", "wrecked")
    doc[2].tag_ = "VBD"
    assert reattached(doc, []) is doc
