"""What holds for any text: offsets, EDTF, order, and that time grows with length alone."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.figures.dates import DateMatch, find_dates
from pipeline.figures.dates.edtf import is_edtf
from pipeline.figures.words import Word, split_words

PUBLISHED = dt.date(2026, 3, 5)
WORDS_PER_SENTENCE = 25
WORDS = r"""in on at by since until from to between and or of the a an this last next early late
    mid - – / , . : ( ) ' ’ s
    th Mar. March May December Tuesday Sun week weeks month months year years decade quarter hours two twenty half
    five 5 12 31 1971 2020 2024 1.5 3,000 '80s 1980s 19th century spring Easter Christmas Day ago later first
    second Q1 FY2023 BC p.m. GMT noon tonight today yesterday every annually more than nearly about several couple
    will said fiscal 10am 5/3/2026 2026-02-30 99/99/9999 morning past now weekend end “ ” " |"""
PIECES = st.sampled_from(WORDS.split()).map(lambda piece: "\n\n" if piece == "|" else piece)


def texts():
    return st.lists(PIECES, max_size=WORDS_PER_SENTENCE).map(" ".join)


def check(found: list[DateMatch], text: str, words: list[Word]) -> None:
    before = 0
    for match in found:
        figure = match.figure
        assert text[figure.start : figure.end] == figure.text
        assert figure.start >= before
        before = figure.end
        assert words[match.first].start <= figure.start < words[match.first].end
        assert words[match.last - 1].start < figure.end <= words[match.last - 1].end
        assert figure.period == "" or is_edtf(figure.period), figure.period
        assert figure.kind in ("date", "duration")
        assert match.rules
        if figure.kind == "duration":
            assert figure.unit in ("year", "month", "week", "day", "hour", "minute", "second")
            if figure.low is not None and figure.high is not None:
                assert figure.low <= figure.high


@settings(max_examples=300, deadline=None)
@given(texts(), st.sampled_from([None, PUBLISHED, dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(2024, 2, 29)]))
def test_offsets_are_exact_and_every_value_is_edtf(text, published):
    words = split_words(text)
    check(find_dates(words, text, published=published), text, words)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text):
    words = split_words(text)
    check(find_dates(words, text, published=PUBLISHED), text, words)


@settings(max_examples=100, deadline=None)
@given(texts())
def test_without_a_date_nothing_relative_has_a_value(text):
    words = split_words(text)
    with_date = {m.figure.start: m.figure for m in find_dates(words, text, published=PUBLISHED)}
    for match in find_dates(words, text, published=None):
        figure = match.figure
        if figure.kind == "date" and figure.period and "XXXX" not in figure.period:
            other = find_dates(words, text, published=dt.date(1950, 7, 1))
            same = {m.figure.start: m.figure.period for m in other}
            assert "T" in figure.period or same[figure.start] == with_date[figure.start].period == figure.period


@pytest.mark.parametrize(
    "unit", ["7", "1971 ", "March ", "two ", "5/", "1-", "and ", "the first of ", "between 5 and ", "year ", "a ", "'"]
)
def test_work_grows_with_length_and_no_faster(unit, monkeypatch):
    from pipeline.figures.dates import engine

    def work(size):
        steps = 0
        original = engine.Parse._apply

        def counted(self, name, at):
            nonlocal steps
            steps += 1
            return original(self, name, at)

        monkeypatch.setattr(engine.Parse, "_apply", counted)
        text = (unit * size)[: size * 4]
        find_dates(split_words(text), text, published=PUBLISHED)
        monkeypatch.setattr(engine.Parse, "_apply", original)
        return steps

    assert work(800) <= 2.2 * work(400) + 200


@pytest.mark.parametrize(
    "pieces",
    [["the", " ", "1980s"], ["the", " ", "1980", "s"], ["the", " ", "198", "0s"]],
)
def test_the_tokenizer_makes_no_difference(pieces):
    words, at = [], 0
    for piece in pieces:
        if piece.strip():
            words.append(Word(piece, piece.lower(), at, at + len(piece)))
        at += len(piece)
    (match,) = find_dates(words, "the 1980s", published=None)
    assert (match.figure.text, match.figure.period) == ("the 1980s", "198X")
    assert (match.first, match.last) == (0, len(words))


def test_a_paragraph_ends_every_date():
    text = "It closed in March\n\n2020 brought no change."
    found = find_dates(split_words(text), text, published=PUBLISHED)
    assert [m.figure.text for m in found] == ["March", "2020"]


def test_a_wrapped_line_does_not():
    text = "It closed in March\n2020 for good."
    words = [Word(w.text, w.lower, w.start, w.end, w.glued, quoted=w.quoted) for w in split_words(text)]
    assert [m.figure.text for m in find_dates(words, text, published=None)] == ["March\n2020"]


def test_nothing_is_found_in_nothing():
    assert find_dates([], "", published=None) == []
