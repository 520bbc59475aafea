"""Figures said in words: short, and in one way for one value."""

import doctest

import pytest

from pipeline.review import agreement, changes, facets, signature, spelling, wording
from pipeline.schema import Entity, Figure, Finding, Trend
from tests.review.notation import figure


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (">400000 of:death period:2006/..", "> 400,000 deaths, since 2006"),
        ("=18 of:country", "18 countries"),
        ("=1 of:country", "1 country"),
        ("~6e6 of:person", "~ 6 million people"),
        (">1e12 kind:money unit:USD period:1971/..", "> USD 1 trillion, since 1971"),
        ("=2.1e9 kind:money unit:GBP", "GBP 2.1 billion"),
        ("=1234567 of:voter", "1,234,567 voters"),
        ("=10..20 kind:percentage unit:%", "10–20%"),
        ("=70 kind:percentage unit:% of:firearm", "70% of firearms"),
        ("=5 kind:percentage unit:pp", "5 percentage points"),
        ("<~18 of:signatory modifier:nearly", "nearly 18 signatories (< 18)"),
        (">~18 of:signatory", "just over 18 signatories (> 18)"),
        ("+~24 of:nation", "x (24+ nations)"),
        (">=5 of:woman", "≥ 5 women"),
        ("<=90 kind:duration unit:day", "≤ 90 days"),
        ("=250 kind:quantity unit:km", "250 km"),
        ("=9 kind:quantity unit:t of:cocaine per:year", "9 t of cocaine, per year"),
        ("=20 kind:quantity unit:mile", "20 miles"),
        ("=0.2 kind:ratio of:child", "1/5 of children"),
        ("=3 kind:ordinal of:strike", "3rd strike"),
        ("=11 kind:ordinal of:strike", "11th strike"),
        ("=45 kind:age unit:year", "aged 45"),
        ("=6.50 kind:number", "6.5"),
        ("=-2 kind:quantity unit:Cel", "-2 °C"),
        ("@2026-03-05", "5 March 2026"),
        ("@1971/..", "since 1971"),
        ("@../2050", "by 2050"),
        ("@198X", "1980s"),
        ("@18XX", "19th century"),
        ("@2026-03-02/2026-03-08", "2–8 March 2026"),
        ("@2026-02-27/2026-03-08", "27 February 2026 – 8 March 2026"),
        ("@2004/2008", "2004 – 2008"),
        ("@2026-21", "spring 2026"),
        ("@2026~", "about 2026"),
        ("@Y-17E7", "Y-17E7"),
        ("? kind:count", "“x” (no value)"),
    ],
)
def test_a_figure(spec, said):
    assert wording.figure_text(figure(spec, {"start": 0, "end": 1, "text": "x"})) == said


def test_what_has_no_plural_in_the_claim_has_none_here():
    half = figure("=0.5 kind:ratio of:cocaine", {"start": 0, "end": 1, "text": "x"})
    assert wording.figure_text(half, "Half of the cocaine was seized.") == "1/2 of cocaine"


def test_a_date_is_not_said_twice():
    place = {"start": 0, "end": 1, "text": "x"}
    both = [figure(">400000 of:death period:2006/..", place), figure("@2006/..", place)]
    assert wording.figures_text(both) == "> 400,000 deaths, since 2006"
    assert wording.figures_text(both[1:]) == "since 2006"


def test_how_often_stands_with_what_is_reckoned_by_it():
    killed = Figure(start=0, end=6, text="20,000", kind="count", low=20000, high=20000, counted="death", per="year")
    often = Figure(start=7, end=15, text="annually", kind="date")
    assert wording.figures_text([killed, often]) == "20,000 deaths, per year"
    assert wording.figures_text([often]) == "“annually” (no value)"


@pytest.mark.parametrize(
    ("value", "start", "end", "said"),
    [
        ("6.5", 4, "6.5", "6.5%, up from 4"),
        (4, 4, "6.5", "4%, up to 6.5"),
        (4, 4, None, "from 4%, up"),
        ("2.5", 4, "6.5", "2.5%, up 4 → 6.5"),
        ("6.5", None, "6.5", "6.5%, up"),
        ("2.5", None, "6.5", "2.5%, up to 6.5"),
        ("6.5", 4, None, "6.5%, up from 4"),
    ],
)
def test_a_trend(value, start, end, said):
    trend = Trend(direction="up", start=start, end=end)
    figure = Figure(start=0, end=1, text="x", kind="percentage", unit="%", low=value, high=value, trend=trend)
    assert wording.figure_text(figure) == said


def test_names_once_and_in_order():
    names = [Entity(start=0, end=1, text="x", label="ORG", name=name) for name in ("Port", "Union", "Port")]
    assert wording.entities_text(names) == "Port; Union"


def test_findings_are_cut_where_there_are_many():
    findings = [Finding(verdict="mentions", message=f"report {n}") for n in range(4)]
    assert wording.finding_text(findings, 3).splitlines()[-1] == "and 1 more"
    assert wording.finding_text(findings[:1], 3) == "mentions: report 0"


@pytest.mark.parametrize("module", [agreement, changes, facets, signature, spelling, wording])
def test_examples_in_docstrings(module):
    import importlib

    found = importlib.import_module(f"pipeline.review.{module.__name__.rpartition('.')[2]}")
    assert doctest.testmod(found).failed == 0
