"""Blocks found in plain text."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corpus import article_from_text
from pipeline.corpus.text import LONGEST_ARTICLE, LONGEST_LINE
from pipeline.errors import ArticleError
from tests.corpus.specs import cases


@pytest.mark.parametrize("case", cases("blocks"), ids=lambda case: case["name"])
def test_blocks(case):
    article = article_from_text(case["text"], id="x", title=case.get("title", ""))
    assert [[block.kind, block.text] for block in article.blocks] == case["blocks"]


PIECES = st.lists(
    st.sampled_from(
        [
            "\n",
            "\n\n",
            "\r\n",
            " ",
            "- ",
            "1. ",
            "> ",
            "# ",
            "---",
            "The port will close in June.",
            "Who pays?",
            "two",
            "\f",
        ]
    )
    | st.text(max_size=20)
).map("".join)


@given(text=PIECES, title=st.text(max_size=20))
def test_any_text_gives_ordered_blocks_with_true_offsets(text, title):
    article = article_from_text(text, id="x", title=title)
    assert article.text == text
    position = 0
    for block in article.blocks:
        assert position <= block.start < block.end
        assert text[block.start : block.end] == block.text == block.text.strip()
        position = block.end


@given(text=PIECES)
def test_only_space_markers_and_rules_lie_outside_blocks(text):
    article = article_from_text(text, id="x")
    position, outside = 0, []
    for block in article.blocks:
        outside.append(text[position : block.start])
        position = block.end
    outside.append(text[position:])
    left = [line for gap in outside for line in re.split(r"[\s\ufeff\u200b]+", gap) if line]
    assert all(re.fullmatch(r"[-–—*_=~#•·+>‣⁃◦▪▫●○■□➤►➢✓✔]+|\(?[0-9A-Za-z]{1,4}[.)]", word) for word in left), left


@pytest.mark.parametrize(
    ("top", "date"),
    [
        ("March 5, 2026", dt.date(2026, 3, 5)),
        ("Published: Thursday, 5 March 2026, 10:14 GMT", dt.date(2026, 3, 5)),
        ("Updated 6 March 2026\nPublished 5 March 2026", dt.date(2026, 3, 5)),
        ("Updated 6 March 2026", dt.date(2026, 3, 6)),
        ("By Marta Holm\n5 March 2026", dt.date(2026, 3, 5)),
        ("5/3/2026", None),
        ("March 5", None),
        ("The port opened on March 5, 2026", None),
    ],
)
def test_a_line_that_is_a_date_is_the_day_of_publication(top, date):
    article = article_from_text(f"Port to build new quay\n{top}\n\nWork begins in June, the port says.", id="x")
    assert article.published == date


def test_a_date_that_is_given_goes_before_the_dateline():
    given_date = dt.date(2026, 3, 9)
    article = article_from_text("Port to build\nMarch 5, 2026\n\nWork begins.", id="x", published=given_date)
    assert article.published == given_date


def test_the_headline_is_the_title_unless_one_is_given():
    text = "Port to build new quay\n\nWork begins in June."
    assert article_from_text(text, id="x").title == "Port to build new quay"
    assert article_from_text(text, id="x", title="Another").title == "Another"


def test_a_line_of_megabytes_is_no_article():
    with pytest.raises(ArticleError, match="line 2 has 250,001 characters"):
        article_from_text("Port\n" + "x" * (LONGEST_LINE + 1), id="x")


def test_a_book_is_no_article():
    with pytest.raises(ArticleError, match="cut it into parts"):
        article_from_text("Work begins in June, the port says.\n\n" * (LONGEST_ARTICLE // 30), id="x")


def test_a_long_article_of_short_lines_is_read():
    text = "Work begins in June, the port says.\n" * (LONGEST_LINE // 30)
    assert len(article_from_text(text, id="x").blocks) == LONGEST_LINE // 30
