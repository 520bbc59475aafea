"""Rules on parses built by hand: no model needed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.claims.acronyms import find_acronyms
from pipeline.claims.dates import date_note
from pipeline.claims.draft import Added, Draft, Notes, Restored, Word, render
from pipeline.claims.faithful import is_faithful, is_sentence
from pipeline.claims.inflection import finite, same_word
from pipeline.claims.splitting import split, whole
from pipeline.schema import Figure

VOCAB = spacy.blank("en").vocab


def _doc(rows: str) -> Doc:
    """Build a parse from lines of word, Penn tag, universal tag, relation and head (counted from 1, 0 for the root)."""
    fields = [line.split() for line in rows.strip().splitlines()]
    words = [f[0] for f in fields]
    spaces = [k + 1 < len(words) and words[k + 1] not in {",", ".", "'s"} for k in range(len(words))]
    heads = [int(f[4]) - 1 if int(f[4]) else k for k, f in enumerate(fields)]
    return Doc(
        VOCAB, words=words, spaces=spaces, tags=[f[1] for f in fields], pos=[f[2] for f in fields],
        deps=[f[3] for f in fields], heads=heads,
    )  # fmt: skip


NEGATED = """
The DT DET det 2
wars NNS NOUN nsubj 5
did VBD AUX aux 5
not RB PART advmod 5
end VB VERB ROOT 0
crime NN NOUN obj 5
or CC CCONJ cc 8
reduce VB VERB conj 5
violence NN NOUN obj 8
. . PUNCT punct 5
"""
RELATIVE = """
Japan NNP PROPN nsubj 9
, , PUNCT punct 5
which WDT PRON nsubj 5
still RB ADV advmod 5
imports VBZ VERB acl:relcl 1
most JJS ADJ obj 5
, , PUNCT punct 5
has VBZ AUX aux 9
borrowed VBN VERB ROOT 0
billions NNS NOUN obj 9
. . PUNCT punct 9
"""
DISAGREEING = RELATIVE.replace("imports VBZ", "import VBP")
OR = NEGATED.replace("did VBD", "could MD").replace("not RB PART", "soon RB ADV")


def _texts(doc: Doc) -> list[str]:
    return [render(draft, doc) for draft in split(next(doc.sents))]


def test_the_negation_is_put_back() -> None:
    assert _texts(_doc(NEGATED)) == ["The wars did not end crime.", "[The wars did not] reduce violence."]


def test_a_choice_between_two_stays_whole() -> None:
    assert _texts(_doc(OR)) == ["The wars could soon end crime or reduce violence."]


def test_a_relative_clause_gets_its_antecedent() -> None:
    assert _texts(_doc(RELATIVE)) == ["Japan has borrowed billions.", "[Japan] still imports most."]


def test_a_relative_clause_that_does_not_agree_stays_whole() -> None:
    assert _texts(_doc(DISAGREEING)) == ["Japan, which still import most, has borrowed billions."]


def test_a_row_without_its_negation_is_unfaithful() -> None:
    doc = _doc(NEGATED)
    draft = Draft(tuple(Word(i) for i in (0, 1, 4, 5)), 4, frozenset({0, 1, 4, 5}))
    assert not is_faithful(draft, render(draft, doc), doc, ())
    assert is_faithful(whole(next(doc.sents)), render(whole(next(doc.sents)), doc), doc, ())


def test_a_figure_is_not_cut_in_two() -> None:
    doc = _doc(NEGATED)
    figure = Figure(start=0, end=12, text="The wars did", kind="count")
    draft = Draft(tuple(Word(i) for i in (0, 1)), 1, frozenset({0, 1}))
    assert not is_faithful(draft, render(draft, doc), doc, (figure,))


def test_a_phrase_is_no_sentence() -> None:
    doc = _doc(NEGATED)
    assert not is_sentence(Draft((Word(0), Word(1)), 1, frozenset({0, 1})), doc)


def test_words_of_ours_stand_in_one_pair_of_brackets() -> None:
    doc = _doc(NEGATED)
    draft = Draft((Restored((0, 1)), Added("were"), Word(8)), 8, frozenset({8}))
    assert render(draft, doc) == "[The wars were] violence."


def test_a_note_has_brackets_of_its_own() -> None:
    doc = _doc(NEGATED)
    text = render(whole(next(doc.sents)), doc, Notes(instead={0: "These", 1: ""}, after={5: "2026"}))
    assert text == "[These] did not end crime [2026] or reduce violence."


@pytest.mark.parametrize(
    ("word", "tag", "form"),
    [("drawing", "VBZ", "draws"), ("killing", "VBD", "killed"), ("bearing", "VBN", "borne"), ("xyzzing", "VBD", "")],
)
def test_participles_become_finite(word: str, tag: str, form: str) -> None:
    assert finite(word, tag) == form


def test_forms_of_one_word_are_known() -> None:
    assert same_word("drawing", "draws")
    assert not same_word("refused", "agreed")


@pytest.mark.parametrize(
    ("text", "period", "note"),
    [
        ("last week", "2026-03-02/2026-03-08", "2–8 March 2026"),
        ("on Monday", "2026-03-09", "9 March 2026"),
        ("on March 5", "2026-03-05", "2026"),
        ("in May", "2025-05", "2025"),
        ("last year", "2025", "2025"),
        ("last month", "2026-02", "February 2026"),
        ("in 2019", "2019", ""),
        ("since Monday", "2026-03-02/..", "2 March 2026"),
        ("until October", "../2026-10", "2026"),
        ("since last week", "2026-02-23/..", ""),
        ("by the end of the year", "../2026", "2026"),
        ("Dec. 28 to Jan. 3", "2025-12-28/2026-01-03", "2025–26"),
        ("the first two months of the year", "2026-01/2026-02", "January–February 2026"),
        ("the third quarter", "2025-35", "July–September 2025"),
        ("last winter", "2024-24", "2024–25"),
        ("last summer", "2025-22", "2025"),
        ("three days ago", "2026-03-02", "2 March 2026"),
        ("the 12 months to March", "2025-04/2026-03", "April 2025 – March 2026"),
        ("the six months ended September 30", "2025-04/2025-09", "April–September 2025"),
        ("November to February", "2025-11/2026-02", "2025–26"),
        ("more than a year ago", "../2025", ""),
        ("last May", "2025-05", "May 2025"),
        ("September of this year", "2026-09", "2026"),
        ("7/8/07", "2007-07-08", ""),
        ("two weeks ago", "2026-02-19", "about 19 February 2026"),
        ("2 a.m. Saturday", "2026-02-28T02:00", "28 February 2026"),
        ("3 p.m.", "2026-03-04T15:00", ""),
        ("about two weeks ago", "2026-02-19~", ""),
        ("someday", "", ""),
    ],
)
def test_relative_dates_are_written_out(text: str, period: str, note: str) -> None:
    assert date_note(Figure(start=0, end=len(text), text=text, kind="date", period=period)) == note


@pytest.mark.parametrize(
    ("text", "length", "period", "note"),
    [
        ("the past six months", (6, "month"), "2025-09-05/2026-03-05", "to March 2026"),
        ("the past year", (1, "year"), "2025-03-05/2026-03-05", "to March 2026"),
        ("the last 30 years", (30, "year"), "1996-03-05/2026-03-05", "to 2026"),
        ("the next three days", (3, "day"), "2026-03-05/2026-03-08", "from 5 March 2026"),
        ("three days", (3, "day"), "", ""),
    ],
)
def test_lengths_of_time_say_where_they_end(text: str, length: tuple[int, str], period: str, note: str) -> None:
    low, unit = length
    figure = Figure(
        start=0,
        end=len(text),
        text=text,
        kind="duration",
        low=Decimal(low),
        high=Decimal(low),
        unit=unit,
        period=period,
    )
    assert date_note(figure) == note


@given(st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)))
def test_a_day_is_written_as_itself(day: dt.date) -> None:
    note = date_note(Figure(start=0, end=5, text="today", kind="date", period=day.isoformat()))
    assert note == f"{day.day} {day:%B} {day.year}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Nordic Grain Alliance (NGA) met.", {"NGA": "Nordic Grain Alliance"}),
        ("The Bank of Southern Africa (BSA) failed.", {"BSA": "Bank of Southern Africa"}),
        ("The minister (left) and the mayor (Oslo)", {}),
        ("A new plan (XYZ) was made.", {}),
    ],
)
def test_acronyms_are_opened(text: str, found: dict[str, str]) -> None:
    assert find_acronyms(text) == found
