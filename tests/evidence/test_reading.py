"""Texts read for comparing."""

from __future__ import annotations

from pipeline.evidence.reading import read


def test_marks_of_html_are_no_bounds() -> None:
    figure = read("In all <b>12,000 people</b> were displaced.").figures[0].figure
    assert (figure.low, figure.low_included) == (12_000, True)


def test_a_bare_number_counts_what_the_one_before_it_counts() -> None:
    figures = read("France loses 4,300 jobs, Germany 3,700 and Spain 1,400.").figures
    assert [(one.head, one.near_place) for one in figures] == [("job", ""), ("job", "germany"), ("job", "spain")]


def test_a_model_is_no_number() -> None:
    assert [one.said for one in read("ANA has ordered 55 of the 787.").figures] == ["55"]


def test_an_event_of_every_year_is_no_rate() -> None:
    assert read("Some 345 pilgrims died during the annual pilgrimage.").figures[0].figure.per == ""
    assert read("The annual number of deaths is 345.").figures[0].figure.per == "year"
