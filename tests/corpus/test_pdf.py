"""PDF: columns, paragraphs, hyphens, running heads."""

import pytest

from pipeline.corpus import read_article
from pipeline.errors import EmptyArticleError, FormatError
from tests.corpus import makers

HEADLINE = "Four depots to close as county transport authority seeks savings"
PARAGRAPHS = [
    "The regional transport authority said on Monday that it would close four of its eleven depots by the end of next "
    "year, a step that it expects to save about £14 million annually. Unions reacted angrily and said that more than "
    "600 drivers had been told of the decision by e-mail.",
    "Passenger numbers have fallen by 17 per cent since 2019, according to figures that the authority published in "
    "January. The busiest lines carry fewer than half of the people they carried a decade ago, while costs for fuel "
    "and maintenance have climbed every year.",
    "“We were promised consultation and we got a press release,” said Dolores Whitmore, who represents the drivers. "
    "She added that her members would vote on a strike before 20 March.",
    "Officials insist that no route will be cut. They say that timetables will be thinned out in the evenings and "
    "that self-service machines will replace ticket counters at 38 stations, most of them in the north of the county.",
]
ITEMS = [
    "Eastgate, with 112 jobs",
    "Millbrook, which opened in 1964 and has been enlarged three times since then, most recently in 2008",
]


def article_of(tmp_path, data):
    path = tmp_path / "depots.pdf"
    path.write_bytes(data)
    return read_article(path)


def blocks_of(article):
    return [(block.kind, block.text) for block in article.blocks]


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("style", [makers.BODY, makers.INDENTED], ids=["spaced", "indented"])
def test_columns_pages_and_running_heads(tmp_path, columns, style):
    written = []
    for heading in ("What is planned", "Why are drivers angry?", "Who pays"):
        written.append(("heading", heading))
        written.extend(("paragraph", text) for text in PARAGRAPHS)
        written.extend(("list_item", text) for text in ITEMS)
    article = article_of(tmp_path, makers.flowing_pdf(HEADLINE, written * 2, columns=columns, style=style))
    assert article.title == HEADLINE
    assert blocks_of(article) == [("headline", HEADLINE), *written * 2]


def test_columns_that_the_file_holds_line_by_line(tmp_path):
    left = ["The harbour board met on Monday", "and agreed to sell two of its", "tugs, which are thirty years old."]
    right = ["A buyer has been found in Riga,", "the board said, and the price", "will be made public in May."]
    lines = []
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        lines += [(50, 100 + 13 * number, None, one), (300, 100 + 13 * number, None, other)]
    article = article_of(tmp_path, makers.lines_pdf([lines]))
    assert [block.text for block in article.blocks] == [" ".join(left), " ".join(right)]


def test_a_table_is_read_row_by_row(tmp_path):
    lines = [(50, 80, None, "The figures for three years, as the board gave them on Monday, are these.")]
    for number, (year, count) in enumerate([("2023", "9,120"), ("2024", "9,870"), ("2025", "8,450")]):
        lines += [(50, 110 + 14 * number, None, year), (300, 110 + 14 * number, None, count)]
    assert "2023 9,120" in article_of(tmp_path, makers.lines_pdf([lines])).text


def test_a_table_with_more_rows_than_text_is_read_row_by_row(tmp_path):
    lines = []
    for number in range(8):
        lines += [(50, 100 + 14 * number, None, f"Berth {number}"), (300, 100 + 14 * number, None, f"{number}12 ships")]
    assert "Berth 3 312 ships" in article_of(tmp_path, makers.lines_pdf([lines])).text


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["The new transport regu-", "lation takes effect in May, the board said."], "regulation takes"),
        (["It opened a self-", "service counter in May, the board said."], "self-service counter"),
        (["The anti-cartel pact holds. An anti-", "cartel court may follow, the board said."], "An anti-cartel court"),
        (["The board bought an F-", "16 from the army's stocks last year."], "an F-16 from"),
        (["A reelection is unlikely. A re-", "election may come, and a reelection too."], "A reelection may"),
        (["A co-op is planned. The first co-", "op opened here, and the board said so."], "first co-op opened"),
        (["The US-", "led talks in the capital ended on Monday."], "US-led talks"),
        (["It was an Anglo-", "American company, the board said on Monday."], "Anglo-American company"),
    ],
)
def test_hyphens_at_the_ends_of_lines(tmp_path, lines, joined):
    page = [(50, 100 + 13 * number, None, text) for number, text in enumerate(lines)]
    assert joined in article_of(tmp_path, makers.lines_pdf([page])).text


def test_a_hyphenated_paragraph_goes_on_over_the_page(tmp_path):
    first = [(50, 100, None, "The harbour board met on Monday and agreed to sell two of its old tugs and all its pon-")]
    second = [(50, 100, None, "toons, which are thirty years old.")]
    assert "its pontoons, which" in article_of(tmp_path, makers.lines_pdf([first, second])).text


def test_alternating_heads_and_page_numbers_are_dropped(tmp_path):
    pages = []
    for number in range(1, 7):
        head = "The Harbour Review" if number % 2 else "Spring 2026"
        body = [
            (
                50,
                100 + 13 * row,
                None,
                f"On sheet {chr(64 + number)} the line {chr(65 + row)} says what the harbour board did.",
            )
            for row in range(26)
        ]
        pages.append([(50, 40, 8, head), *body, (290, 800, 8, str(number))])
    text = article_of(tmp_path, makers.lines_pdf(pages)).text
    assert "Harbour Review" not in text
    assert "Spring" not in text
    assert text.count("sheet") == 156
    assert text.rstrip().endswith("did.")


def test_footnotes_and_their_numbers_are_left_out(tmp_path):
    page = [
        *makers.raised(
            50, 100, ["Traffic has doubled since 2015", "3", ", the board says. The new hall covers 900 m", "2", "."]
        ),
        (50, 113, None, "It was built in two years, and the minister opened it in the presence of the king."),
        (50, 700, 8, "3 Harbour board, annual report, page 12. The figure for 2025 is"),
        (50, 710, 8, "provisional."),
    ]
    assert article_of(tmp_path, makers.lines_pdf([page])).text == (
        "Traffic has doubled since 2015, the board says. The new hall covers 900 m2. "
        "It was built in two years, and the minister opened it in the presence of the king."
    )


def test_a_caption_in_the_middle_of_a_paragraph_stands_after_it(tmp_path):
    page = [
        (50, 100, None, "The harbour board met on Monday and agreed to sell two of its old"),
        (50, 400, 8, "The tug Aurora in the old basin. Photo: Eva Lind"),
        (50, 430, None, "tugs, which are thirty years old, for a price that it keeps secret."),
    ]
    assert blocks_of(article_of(tmp_path, makers.lines_pdf([page]))) == [
        (
            "paragraph",
            "The harbour board met on Monday and agreed to sell two of its old tugs, which are thirty years old, "
            "for a price that it keeps secret.",
        ),
        ("caption", "The tug Aurora in the old basin. Photo: Eva Lind"),
    ]


def test_a_drop_capital_belongs_to_its_word(tmp_path):
    page = [
        (50, 125, 36, "T"),
        (74, 100, None, "he harbour board met on Monday and agreed to sell two of its old"),
        (74, 113, None, "tugs, which are thirty years old, and to buy a new one in Riga for"),
        (50, 126, None, "a price that it keeps secret, though a newspaper has named a sum."),
    ]
    article = article_of(tmp_path, makers.lines_pdf([page]))
    assert article.text.startswith("The harbour board met")
    assert len(article.blocks) == 1


def test_what_a_browser_prints_around_a_page_is_dropped(tmp_path):
    page = [
        (30, 20, 8, "3/12/26, 10:14 AM"),
        (250, 20, 8, "Harbour board sells two tugs"),
        (50, 100, 20, "Harbour board sells two tugs"),
        (50, 140, None, "The harbour board met on Monday and agreed to sell two of its tugs."),
        (30, 830, 8, "https://news.example/harbour/tugs"),
        (540, 830, 8, "1/1"),
    ]
    assert blocks_of(article_of(tmp_path, makers.lines_pdf([page]))) == [
        ("headline", "Harbour board sells two tugs"),
        ("paragraph", "The harbour board met on Monday and agreed to sell two of its tugs."),
    ]


def test_a_rotated_page_is_read(tmp_path):
    article = article_of(
        tmp_path, makers.lines_pdf([[(50, 100, None, "The board met on Monday, as planned.")]], rotate=90)
    )
    assert article.text == "The board met on Monday, as planned."


def test_a_scan_says_that_it_is_one(tmp_path):
    with pytest.raises(EmptyArticleError, match="only pictures of pages"):
        article_of(tmp_path, makers.lines_pdf([[], []]))


def test_an_encrypted_file_says_so(tmp_path):
    with pytest.raises(FormatError, match="encrypted"):
        article_of(tmp_path, makers.lines_pdf([[(50, 100, None, "The board met on Monday.")]], encrypt="secret"))


@pytest.mark.parametrize("cut", [20, 300])
def test_a_damaged_file_says_so(tmp_path, cut):
    data = makers.lines_pdf([[(50, 100, None, "The board met on Monday.")]])
    with pytest.raises(FormatError, match="damaged"):
        article_of(tmp_path, data[:cut])
