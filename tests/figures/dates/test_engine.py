import pytest

from pipeline.figures.dates.atoms import Atoms
from pipeline.figures.dates.engine import Grammar, Parse
from pipeline.figures.words import Word, split_words

ACTIONS = {
    "join": lambda *parts: "+".join(str(part) for part in parts),
    "refuse": lambda *parts: None,
    "add": lambda digits, n=0: int(digits) + n,
}


def parse(source, text, name="top"):
    found = Parse(Grammar(source, ACTIONS, {}), Atoms(split_words(text), text)).readings(name, 0)
    return {reading.end: reading.value for reading in found}


def test_words_are_not_handed_on_unless_in_braces():
    assert parse("top: in|on MONTH {early|late} -> join", "in March late") == {3: "3+late"}


def test_what_may_be_missing_is_handed_on_as_none():
    assert parse("top: MONTH D4? -> join", "March 2020") == {1: "3+None", 2: "3+2020"}


def test_a_tilde_asks_for_no_space():
    source = "top: D2 ~th -> join"
    assert parse(source, "5th") == {2: "5"}
    assert parse(source, "5 th") == {}


def test_constants_reach_the_action():
    assert parse("top: D2 -> add n=30", "5") == {1: 35}


def test_an_action_refuses_a_reading():
    assert parse("top: D2 -> refuse\ntop: D2 D4 -> join", "5 2020") == {2: "5+2020"}


def test_the_first_of_two_rules_for_the_same_atoms_wins():
    assert parse("top: D2 -> join\ntop: INT -> add n=1", "5") == {1: "5"}


def test_a_rule_that_begins_with_itself_ends():
    assert parse("top: <top> D2 -> join\ntop: D2 -> join", "5 6") == {1: "5"}


def test_the_rules_are_named_by_their_lines():
    text = "March"
    parse_ = Parse(Grammar("top: <month> -> join\nmonth: MONTH -> join", ACTIONS, {}), Atoms(split_words(text), text))
    assert parse_.readings("top", 0)[0].rules == ("top:1", "month:2")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("top MONTH -> join", "line 1: cannot read"),
        ("top: MONTH -> unheard", "line 1: cannot read"),
        ("top: D2 D4 D2 -> add", "line 1: add: too many positional arguments"),
        ("top: NOCLASS -> join", "unknown class NOCLASS"),
        ("top: <nowhere> -> join", "unknown rule <nowhere>"),
    ],
)
def test_a_wrong_line_is_named(line, message):
    with pytest.raises(ValueError, match=message):
        Grammar(line, ACTIONS, {})


@pytest.mark.parametrize(
    "pieces",
    [["mid-2019"], ["mid", "-", "2019"], ["mid-", "2019"]],
)
def test_atoms_do_not_depend_on_the_tokenizer(pieces):
    text = "".join(pieces)
    words, at = [], 0
    for piece in pieces:
        words.append(Word(piece, piece, at, at + len(piece), at > 0))
        at += len(piece)
    atoms = Atoms(words, text)
    assert atoms.low == ["mid", "-", "2019"]
    assert atoms.span(0, 3) == (0, len(pieces))


def test_abbreviations_are_one_atom():
    text = "at 7 p.m. in 300 B.C."
    assert Atoms(split_words(text), text).low == ["at", "7", "pm", "in", "300", "bc"]
