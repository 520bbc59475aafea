"""Saved web pages."""

import pytest

from pipeline.corpus import read_article
from pipeline.errors import EmptyArticleError
from tests.corpus.specs import cases

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Harbour city bans night flights after ruling | The Coastal Times</title>
<meta property="og:title" content="Harbour city bans night flights after ruling">
<link rel="canonical" href="https://news.example/2026/02/harbour-night-flights">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Harbour city bans night flights after ruling", "datePublished": "2026-02-11T08:30:00Z",
"dateModified": "2026-02-14T10:00:00Z", "author": {"@type": "Person", "name": "Ann Lee"}}</script></head>
<body>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve your experience on this site.</p></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article>
<h1>Harbour city bans night flights after ruling</h1>
<p class="standfirst">Residents win a decade-long case as the court sides with sleep researchers.</p>
<div class="byline">By <a href="/ann">Ann Lee</a></div>
<figure><img src="a.jpg" alt="A plane">
<figcaption>A plane over the eastern runway. Photograph: Ray Cole</figcaption></figure>
<p>The city council said on Tuesday that it would stop all flights between 11pm and 6am.</p>
<p>The ruling ends a dispute that began in 2014. Airlines said the ban would cost them $120&nbsp;million a
year.<sup><a href="#fn1">1</a></sup></p>
<h2>What does the ban cover?</h2>
<p>The ban applies to passenger and cargo flights. It does not apply to:</p>
<ul><li>ambulance flights<ul><li>organ transports</li></ul></li><li>search and rescue</li></ul>
<blockquote><p>“Nobody should have to choose between home and health,” said Mara Quinn.</p></blockquote>
<aside class="related"><h3>Related stories</h3>
<ul><li><a href="/x">Ferry fares to rise by 9% in April</a></li></ul></aside>
<h2>What happens next?</h2>
<p>The airport has 28 days to appeal. Its chief executive, Tom Ferris, said it was “disappointed”.</p>
<table><tr><th>Year</th><th>Flights</th></tr><tr><td>2023</td><td>9,120</td></tr></table>
<p>According to the ministry, the number of night flights rose by 8 per cent in 2024.</p>
<div class="newsletter-signup"><p>Sign up for our daily briefing and never miss a story.</p></div>
</article>
<section id="comments"><h2>Comments (3)</h2>
<p>joe77: About time, I have not slept since they opened the thing!</p></section>
</main>
<footer><p>© 2026 The Coastal Times. All rights reserved.</p></footer></body></html>
"""

BLOCKS = [
    ["headline", "Harbour city bans night flights after ruling"],
    ["paragraph", "Residents win a decade-long case as the court sides with sleep researchers."],
    ["caption", "A plane over the eastern runway. Photograph: Ray Cole"],
    ["paragraph", "The city council said on Tuesday that it would stop all flights between 11pm and 6am."],
    [
        "paragraph",
        "The ruling ends a dispute that began in 2014. Airlines said the ban would cost them $120 million a year.",
    ],
    ["heading", "What does the ban cover?"],
    ["paragraph", "The ban applies to passenger and cargo flights. It does not apply to:"],
    ["list_item", "ambulance flights"],
    ["list_item", "organ transports"],
    ["list_item", "search and rescue"],
    ["quote", "“Nobody should have to choose between home and health,” said Mara Quinn."],
    ["heading", "What happens next?"],
    ["paragraph", "The airport has 28 days to appeal. Its chief executive, Tom Ferris, said it was “disappointed”."],
    ["list_item", "Year | Flights"],
    ["list_item", "2023 | 9,120"],
    ["paragraph", "According to the ministry, the number of night flights rose by 8 per cent in 2024."],
]


@pytest.fixture(params=["utf-8", "utf-16", "windows-1252"])
def page(request, tmp_path):
    path = tmp_path / "flights.html"
    path.write_bytes(PAGE.replace("utf-8", request.param).encode(request.param))
    return read_article(path)


def read(tmp_path, text, name="page.htm"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_article(path)


def blocks_of(article):
    return [[block.kind, block.text] for block in article.blocks]


def test_the_article_is_told_from_what_surrounds_it(page):
    assert blocks_of(page) == BLOCKS


def test_the_page_says_what_it_is(page):
    assert page.title == "Harbour city bans night flights after ruling"
    assert str(page.published) == "2026-02-11"
    assert page.url == "https://news.example/2026/02/harbour-night-flights"
    assert page.author == "Ann Lee"


@pytest.mark.parametrize("case", cases("pages"), ids=lambda case: case["name"])
def test_pages(tmp_path, case):
    article = read(tmp_path, "\n".join(case["html"]))
    assert blocks_of(article) == case["blocks"]
    assert (article.title, article.url, article.author) == (case["title"], case["url"], case["author"])
    assert (article.published and article.published.isoformat()) == case["published"]


def test_a_heading_that_leads_elsewhere_is_not_put_back(tmp_path):
    page = next(case for case in cases("pages") if "AMP" in case["name"])
    text = "\n".join(page["html"]).replace("<h3>What critics say</h3>", '<h3><a href="/x">Who owns the docks</a></h3>')
    assert "docks" not in read(tmp_path, text).text


def test_a_date_to_come_is_believed(tmp_path):
    assert str(read(tmp_path, PAGE.replace("2026-02-1", "2031-02-1")).published) == "2031-02-11"


def test_a_page_without_a_date_has_none(tmp_path):
    page = PAGE.replace("2026-02-11T08:30:00Z", "").replace("2026-02-14T10:00:00Z", "").replace("/2026/02", "")
    assert read(tmp_path, page).published is None


def test_a_bare_fragment(tmp_path):
    article = read(tmp_path, "<h1>Quay to close</h1><p>The port closes its quay in May.</p><ul><li>Berth 2</li></ul>")
    assert blocks_of(article) == [
        ["headline", "Quay to close"],
        ["paragraph", "The port closes its quay in May."],
        ["list_item", "Berth 2"],
    ]


def test_line_breaks_for_paragraphs(tmp_path):
    article = read(
        tmp_path,
        "<html><body><h1>Quay to close</h1><div>The port closes its old quay in May, the board said on Monday.<br><br>"
        "Ships will go<br>to the new one, which was opened last year by the minister.</div></body></html>",
    )
    assert blocks_of(article)[1:] == [
        ["paragraph", "The port closes its old quay in May, the board said on Monday."],
        ["paragraph", "Ships will go to the new one, which was opened last year by the minister."],
    ]


def test_a_page_saved_by_a_browser_names_its_address(tmp_path):
    saved = "<!-- saved from url=(0032)https://news.example/quay-closes -->"
    article = read(
        tmp_path, f"<!DOCTYPE html>\n{saved}\n<html><body><p>The port closes its quay in May.</p></body></html>"
    )
    assert article.url == "https://news.example/quay-closes"


def test_xhtml_with_its_declaration(tmp_path):
    article = read(
        tmp_path,
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><head>'
        "<title>Quay to close</title></head><body><h1>Quay to close</h1><p>The port closes its quay in May.</p>"
        "</body></html>",
        "page.xhtml",
    )
    assert article.text == "Quay to close\n\nThe port closes its quay in May."


def test_a_page_in_a_text_file_is_read_as_a_page(tmp_path):
    assert blocks_of(read(tmp_path, PAGE, "page.txt")) == BLOCKS


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("iso-8859-1", "cp1252"), ("iso-8859-1", "utf-8"), ("utf-16", "utf-8"), ("no-such", "cp1252")],
)
def test_a_page_that_declares_another_encoding_than_it_has(tmp_path, declared, encoding):
    path = tmp_path / "page.html"
    page = f'<html><head><meta charset="{declared}"></head><body><p>“It costs €5,” he said – twice.</p></body></html>'
    path.write_bytes(page.encode(encoding))
    assert read_article(path).text == "“It costs €5,” he said – twice."


def test_a_page_under_another_suffix_is_read_as_a_page(tmp_path):
    assert read(tmp_path, "<!DOCTYPE html><html><body><p>The quay closes in May.</p></body></html>", "a.php").text


def test_a_page_without_text_is_empty(tmp_path):
    with pytest.raises(EmptyArticleError):
        read(tmp_path, "<html><head><script>var a = 1;</script></head><body><div id='app'></div></body></html>")
