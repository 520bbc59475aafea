"""The engine: spans, order, overlaps, and what no text may do to it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.figures import read_figures, split_words
from pipeline.figures.atoms import Atoms
from pipeline.figures.words import Word
from pipeline.schema import Figure

PIECES = st.sampled_from(
    [
        "5",
        "18",
        "2,000",
        "$",
        "£",
        "%",
        "-",
        "–",
        "to",
        "and",
        "between",
        "from",
        "more",
        "than",
        "at",
        "least",
        "about",
        "nearly",
        "million",
        "bn",
        "m",
        "a",
        "half",
        "third",
        "of",
        "in",
        "five",
        "one",
        "people",
        "km",
        "kg",
        "percent",
        "years",
        "old",
        "aged",
        "rose",
        "fell",
        "by",
        "up",
        "since",
        "2006",
        "per",
        "year",
        "annually",
        "(",
        ")",
        '"',
        "'",
        ".",
        ",",
        ";",
        "/",
        "@",
        "#",
        "Rs",
        "USD",
        "twice",
        "dozens",
        "tens",
        "thousands",
        "hundred",
        "point",
        "two",
    ]
)


def read(text: str) -> list[Figure]:
    return read_figures(split_words(text), text)


def check(text: str) -> None:
    figures = read(text)
    for figure in figures:
        assert text[figure.start : figure.end] == figure.text
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
    for a, b in itertools.pairwise(figures):
        assert a.start <= b.start
        assert a.end <= b.start or {a.kind, b.kind} & {"date", "duration"}


@settings(deadline=None)  # the first example also loads the tables
@given(st.lists(PIECES, max_size=25), st.sampled_from([" ", ""]))
def test_any_run_of_number_words_is_read_in_order(pieces: list[str], joint: str) -> None:
    check(joint.join(pieces))


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    check(text)


_RUNS = [
    "1",
    "1,",
    "1.",
    "one ",
    "hundred and ",
    "$",
    "5-",
    "1/2 ",
    "at least ",
    "more than 5 ",
    "a@",
    '5"',
    "million ",
    "(5) ",
    "rose from $5 to $6 in 2006, ",
    "5 people in 2006 and ",
]


@pytest.mark.parametrize("run", _RUNS)
def test_runs_come_to_an_end(run: str) -> None:
    check(run * (3_000 // len(run)))


@pytest.mark.slow
@pytest.mark.parametrize("run", _RUNS)
def test_long_runs_come_to_an_end(run: str) -> None:
    check(run * (20_000 // len(run)))


@pytest.mark.parametrize("text", ["Between five- and", "It weighs 5 × 10^55½ tonnes", "10- and"])
def test_texts_that_once_broke_a_rule(text: str) -> None:
    check(text)


def test_the_reading_does_not_depend_on_the_tokenizer() -> None:
    text = "A 40-mile-long convoy cost $4-5bn, more than 10% of the nearly 18 budgets."
    plain = read(text)
    glued = [
        Word(token, token.lower(), start, start + len(token), head=i)
        for i, token in enumerate(text.split(" "))
        for start in [text.index(token)]
    ]
    fine: list[Word] = []
    for i, char in enumerate(text):
        if not char.isspace():
            fine.append(Word(char, char.lower(), i, i + 1, head=len(fine)))
    assert read_figures(glued, text) == plain
    assert [f for f in read_figures(fine, text) if f.kind != "date"] == [f for f in plain if f.kind != "date"]


def test_words_of_a_part_of_the_text() -> None:
    text = "It sold 12 ships. It bought 30 trains."
    words = [word for word in split_words(text) if word.sentence == 1]
    assert [f.text for f in read_figures(words, text)] == ["30"]


def test_no_words_no_figures() -> None:
    assert read("") == []
    assert len(Atoms([], "")) == 0


def test_where_two_readings_are_open_there_is_no_value() -> None:
    (figure,) = read("It fell to 3m.")
    assert (figure.low, figure.high) == (None, None)
    assert figure.text == "3m"


def test_context_of_the_text_resolves_shared_currency_names() -> None:
    assert read("Norway paid 300 million kroner.")[0].unit == "NOK"
    assert read("Denmark paid 300 million kroner.")[0].unit == "DKK"
    assert read("They paid 300 million kroner.")[0].unit == "krone"


def test_with_a_parse_the_counted_noun_is_the_head() -> None:
    text = "18 new solar farms opened"
    words = [
        Word("18", "18", 0, 2, lemma="18", tag="CD", pos="NUM", dep="nummod", head=3),
        Word("new", "new", 3, 6, lemma="new", tag="JJ", pos="ADJ", dep="amod", head=3),
        Word("solar", "solar", 7, 12, lemma="solar", tag="JJ", pos="ADJ", dep="amod", head=3),
        Word("farms", "farms", 13, 18, lemma="farm", tag="NNS", pos="NOUN", dep="nsubj", head=4),
        Word("opened", "opened", 19, 25, lemma="open", tag="VBD", pos="VERB", dep="ROOT", head=4),
    ]
    (figure,) = read_figures(words, text)
    assert (figure.kind, figure.counted, figure.text) == ("count", "farm", "18")


def test_a_number_that_names_the_noun_before_it_is_no_figure() -> None:
    text = "posts 542 fell"
    words = [
        Word("posts", "posts", 0, 5, lemma="post", tag="NNS", pos="NOUN", dep="nsubj", head=2),
        Word("542", "542", 6, 9, lemma="542", tag="CD", pos="NUM", dep="nummod", head=0),
        Word("fell", "fell", 10, 14, lemma="fall", tag="VBD", pos="VERB", dep="ROOT", head=2),
    ]
    assert read_figures(words, text) == []
