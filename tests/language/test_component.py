from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from pipeline.errors import SettingsError
from pipeline.language import NAME_LABELS, load_language, model_version

_TEXT = (
    "Port workers ended a nine-day strike on Tuesday after the union accepted a 6.5% pay rise, its leader Maria Okafor "
    "said. The deal, which covers 14,000 people in Rotterdam and Antwerp, runs until 2028.\n\n"
    "“We got most of what we asked for,” Okafor told reporters. “Not all of it.”\n\n"
    "Shipping firms had lost about €40m a day, according to the European Commission."
)
_OTHER = "A judge in Ohio blocked the law.\n\nThe state will appeal, its attorney general said on Friday."


def _facts(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.head.i, t.dep_, t.is_sent_start, t.ent_iob_, t.ent_type_)
        for t in doc
    ]


def test_what_is_set(nlp: Language) -> None:
    doc = nlp(_TEXT)
    for name in ("TAG", "POS", "MORPH", "LEMMA", "DEP", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(name), name
    assert all(sum(t.dep_ == "ROOT" for t in sentence) == 1 for sentence in doc.sents)
    assert all(t.head.sent == t.sent for t in doc)
    assert {ent.label_ for ent in doc.ents} <= set(NAME_LABELS)
    assert all(token.pos_ == "SPACE" for token in doc if token.is_space)


def test_a_plain_reading(nlp: Language) -> None:
    doc = nlp(_TEXT)
    sentences = [sentence.text.strip() for sentence in doc.sents]
    assert len(sentences) == 5
    assert sentences[1].startswith("The deal")
    ended = next(token for token in doc if token.text == "ended")
    assert (ended.dep_, ended.lemma_, ended.tag_) == ("ccomp", "end", "VBD")
    assert [child.text for child in ended.children if child.dep_ == "nsubj"] == ["workers"]
    names = {ent.text: ent.label_ for ent in doc.ents}
    assert names["Maria Okafor"] == "PERSON"
    assert names["Rotterdam"] == "GPE"
    assert "The deal" in [chunk.text for chunk in doc.noun_chunks]


def test_white_space_within_a_name_belongs_to_it(nlp: Language) -> None:
    doc = nlp("The minister, Maria  Okafor, flew from New   York to Rotterdam on Friday with Peter\nHald of the union.")
    assert {"Maria  Okafor", "New   York"} <= {ent.text for ent in doc.ents}


def test_checkworthiness(nlp: Language) -> None:
    doc = nlp("Unemployment fell by 2.3 million people last year.\n\nThank you very much, ladies and gentlemen.")
    figure, thanks = (sentence._.checkworthiness for sentence in doc.sents)
    assert 0 <= thanks < 0.5 < figure <= 1
    assert json.loads(json.dumps(doc._.checkworthiness)) == doc._.checkworthiness


def test_the_company_of_a_batch_does_not_matter(nlp: Language) -> None:
    texts = [_TEXT, _OTHER, "", _OTHER + " " + _TEXT.replace("\n\n", " "), "Yes.", _TEXT]
    alone = [_facts(nlp(text)) for text in texts]
    together = [_facts(doc) for doc in nlp.pipe(texts)]
    backwards = [_facts(doc) for doc in nlp.pipe(reversed(texts), batch_size=2)]
    assert alone == together == backwards[::-1]


def test_the_number_of_threads_does_not_matter(nlp: Language) -> None:
    two = load_language(threads=2)
    assert _facts(two(_TEXT)) == _facts(nlp(_TEXT))


def test_a_paragraph_longer_than_the_window_has_no_seam(nlp: Language) -> None:
    sentence = "The minister said that the river had risen by two metres since Monday. "
    doc = nlp((sentence * 60).strip())
    starts = [found.start for found in doc.sents]
    assert len(starts) == 60
    length = starts[1]
    assert starts == list(range(0, len(doc), length))
    inner = [[token.dep_ for token in found] for found in doc.sents][1:-1]
    assert all(relations == inner[0] for relations in inner)


def test_a_sentence_longer_than_any_window(nlp: Language) -> None:
    doc = nlp("The list names " + ", ".join(f"village {number}" for number in range(260)) + ".")
    assert doc.has_annotation("DEP")
    assert all(token.head.sent == token.sent for token in doc)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "\n\n  Storm hits coast",
        "🙂🙂🙂",
        "\u200b\u200b",
        "a" * 3000,
        "!" * 400,
        "https://example.org/" + "x" * 500,
        "“‘”’—–…½ﬁ™©",
        "ALL CAPS HEADLINE ABOUT A FLOOD",
        "Ünïcödé naïve façade Łódź 北京 Москва עברית",
        "He said\u00a0that it\u2009was 10\u202f% more.",
        "word " * 450,
        "Mayor Anna \t Virta and the Bank of \u00a0 England left New \t York.",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_texts_are_read(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(token.dep_ for token in doc)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from('aB1 .,-—’“”"$%()\n\u00a0é🙂'), max_size=80))
def test_any_text_gives_trees(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for token in doc:
        assert token.is_ancestor(token) is False


def test_a_doc_survives_storing(nlp: Language) -> None:
    doc = nlp(_TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert _facts(again) == _facts(doc)
    assert [s._.checkworthiness for s in again.sents] == [s._.checkworthiness for s in doc.sents]
    packed = DocBin(attrs=["DEP", "HEAD"], docs=[doc])
    assert next(iter(packed.get_docs(nlp.vocab))).text == _TEXT


def test_in_anybodys_pipeline() -> None:
    plain = spacy.blank("en")
    plain.add_pipe("claimsheet_reader")
    doc = plain("Prices rose.")
    assert [token.dep_ for token in doc] == ["nsubj", "ROOT", "punct"]


def test_the_version_is_known(nlp: Language) -> None:
    assert model_version() == nlp.get_pipe("claimsheet_reader").version  # type: ignore[attr-defined]


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="model can't be loaded"):
        load_language(model=tmp_path)("Prices rose.")


def test_a_model_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"format": 99, "version": "x"}', encoding="utf-8")
    with pytest.raises(SettingsError, match="format is 99"):
        model_version(tmp_path)
