"""The library: what is indexed, what is skipped, what is found."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.evidence import evidence_lines, open_library, sources_lines
from pipeline.evidence.factchecks import reviews
from pipeline.evidence.retrieval import make_query
from pipeline.schema import Claim
from pipeline.settings import Settings

from .building import build

REVIEW = {
    "@type": "ClaimReview",
    "claimReviewed": "Eighteen countries signed the Doral declaration.",
    "reviewRating": {"alternateName": "False"},
    "author": {"name": "Check Desk"},
    "url": "https://example.org/doral",
    "datePublished": "2026-03-20",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    sources = tmp_path / "corpus" / "sources"
    (sources / "other").mkdir(parents=True)
    (sources / "declaration.txt").write_text(
        "Doral declaration\n\nSeventeen countries signed the Doral declaration at the close of the conference.\n",
        encoding="utf-8",
    )
    (sources / "homicides.csv").write_text("Country;Year;Homicides\nMexico;2024;30057\n", encoding="utf-8")
    (sources / "other" / "note.txt").write_text("Eighteen countries signed the Doral declaration.\n", encoding="utf-8")
    return tmp_path / "corpus"


def settings(corpus: Path) -> Settings:
    return Settings(cache=str(corpus.parent / "cache"))


def test_no_sources_needs_no_index(tmp_path: Path) -> None:
    library = open_library(tmp_path, "a", settings(tmp_path / "corpus"))
    article, annotation = build("Eighteen countries signed the Doral declaration.")
    assert library.look_up(article, annotation) == [()]
    assert not (tmp_path / "cache").exists()


def test_a_source_differs_and_is_named_and_quoted(corpus: Path) -> None:
    article, annotation = build("The Doral declaration was signed by 18 countries.")
    (finding,) = open_library(corpus, "a", settings(corpus)).look_up(article, annotation)[0]
    assert finding.verdict == "differs"
    assert "Doral declaration has “Seventeen countries”, the article “18 countries”" in finding.message
    assert "Seventeen countries signed" in finding.quote


def test_sources_of_one_article_are_for_it_alone(corpus: Path) -> None:
    assert [one.path for one in open_library(corpus, "a", settings(corpus)).sources] == [
        "sources/declaration.txt",
        "sources/homicides.csv",
    ]
    assert len(open_library(corpus, "other", settings(corpus)).sources) == 3


def test_a_figure_is_found_by_its_value(corpus: Path) -> None:
    (corpus / "sources" / "cost.txt").write_text("It cost 1,000 billion dollars in all.\n", encoding="utf-8")
    hits = open_library(corpus, "a", settings(corpus)).find("source", make_query("It was $1 trillion"))
    assert hits[0].source.path == "sources/cost.txt"


def test_changed_and_removed_files_are_followed(corpus: Path) -> None:
    open_library(corpus, "a", settings(corpus)).close()
    (corpus / "sources" / "declaration.txt").write_text("Herons nest in the reeds by the lake.\n", encoding="utf-8")
    (corpus / "sources" / "homicides.csv").unlink()
    library = open_library(corpus, "a", settings(corpus))
    assert [one.path for one in library.sources] == ["sources/declaration.txt"]
    assert library.find("source", make_query("herons in the reeds"))[0].passage.text.startswith("Herons")


def test_a_damaged_index_is_made_again(corpus: Path) -> None:
    open_library(corpus, "a", settings(corpus)).close()
    (index,) = (corpus.parent / "cache").glob("*.sqlite")
    index.write_bytes(b"not a database, whatever its name says" * 99)
    assert len(open_library(corpus, "a", settings(corpus)).sources) == 2


def test_what_cannot_be_read_is_named_and_skipped(corpus: Path) -> None:
    (corpus / "sources" / "scan.pdf").write_bytes(b"%PDF-1.7 nothing more")
    library = open_library(corpus, "a", settings(corpus))
    assert len(library.sources) == 2
    assert any("scan.pdf" in message for message in library.messages)


def test_the_catalogue_gives_titles_and_says_what_is_wrong(corpus: Path) -> None:
    (corpus / "sources" / "sources.csv").write_text(
        "file,title,date,level\ndeclaration.txt,The declaration,2026-03-05,primary\nnowhere.txt,X,,\n", encoding="utf-8"
    )
    library = open_library(corpus, "a", settings(corpus))
    assert library.sources[0].title == "The declaration"
    assert library.sources[0].level == "primary"
    assert any("nowhere.txt" in message for message in library.messages)


def test_a_source_newer_than_the_article_is_marked(corpus: Path) -> None:
    (corpus / "sources" / "sources.csv").write_text("file,date\ndeclaration.txt,2026-05-01\n", encoding="utf-8")
    article, annotation = build("The Doral declaration was signed by 18 countries.", published="2026-03-12")
    (finding,) = open_library(corpus, "a", settings(corpus)).look_up(article, annotation)[0]
    assert "newer than the article, 1 May 2026" in finding.message


@pytest.mark.parametrize(
    "feed",
    [
        REVIEW,
        [REVIEW],
        {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}, {"item": []}]},
        {
            "claims": [
                {
                    "text": REVIEW["claimReviewed"],
                    "claimReview": [
                        {
                            "publisher": {"name": "Check Desk"},
                            "textualRating": "False",
                            "url": "https://example.org/doral",
                            "reviewDate": "2026-03-20T00:00:00Z",
                        }
                    ],
                }
            ]
        },
    ],
    ids=["one item", "list", "data commons", "fact check tools"],
)
@pytest.mark.parametrize("indent", [None, 2], ids=["one line", "many lines"])
def test_fact_checks_in_every_layout(corpus: Path, feed: object, indent: int | None) -> None:
    (corpus / "factchecks").mkdir()
    (corpus / "factchecks" / "feed.json").write_text(json.dumps(feed, indent=indent), encoding="utf-8")
    article, annotation = build("The Doral declaration was signed by 18 countries.")
    found = open_library(corpus, "a", settings(corpus)).look_up(article, annotation)[0]
    (check,) = [finding for finding in found if finding.verdict == "fact-checked"]
    assert (check.publisher, check.url, check.date) == ("Check Desk", "https://example.org/doral", "2026-03-20")
    assert "“False”" in check.message


def test_a_broken_feed_item_is_counted(corpus: Path) -> None:
    (corpus / "factchecks").mkdir()
    lines = f'[{json.dumps(REVIEW)},\n{{"@type": broken}},\n{json.dumps(REVIEW)}]'
    (corpus / "factchecks" / "feed.json").write_text(lines, encoding="utf-8")
    library = open_library(corpus, "a", settings(corpus))
    assert library.factchecks[0].passages == 2
    assert any("1 item is no fact-check" in message for message in library.messages)


def test_what_is_no_fact_check_yields_nothing() -> None:
    assert list(reviews({"@type": "Article", "name": "x"})) == []
    assert list(reviews("x")) == []


def test_past_work_shows_up_with_its_verdict(corpus: Path) -> None:
    folder = corpus.parent / "annotations" / "earlier"
    folder.mkdir(parents=True)
    (folder / "sheet.csv").write_text(
        "claim_id,status,claim,reviewer,evidence_url\n"
        "c-aaaaaa,refuted,The Doral declaration was signed by 18 countries.,Ana,https://example.org/list\n"
        "c-bbbbbb,unchecked,The Doral declaration was signed in March.,,\n",
        encoding="utf-8-sig",
    )
    article, annotation = build("The Doral declaration was signed by 18 countries.")
    library = open_library(corpus, "a", settings(corpus), annotations=corpus.parent / "annotations")
    (past,) = [one for one in library.look_up(article, annotation)[0] if one.verdict == "fact-checked"]
    assert "marked refuted by Ana" in past.message
    assert past.url == "https://example.org/list"
    again = open_library(corpus, "earlier", settings(corpus), annotations=corpus.parent / "annotations")
    assert not again.past


def test_reports() -> None:
    claim = Claim(id="c-abc234", text="It rained.", start=0, end=10)
    assert "Nothing was found in 3 sources" in evidence_lines(claim, (), searched=3)[-1]


def test_the_list_of_sources(corpus: Path) -> None:
    lines = sources_lines(open_library(corpus, "a", settings(corpus)))
    assert lines[0] == "Doral declaration – sources/declaration.txt"


def test_a_quotation_that_the_claim_has_without_its_marks_is_looked_for(corpus: Path) -> None:
    (corpus / "sources" / "speech.txt").write_text(
        'Minister Ana Ruiz said: "We will rebuild every house in Doral before the winter."\n', encoding="utf-8"
    )
    article, annotation = build('"We will rebuild every single house in Doral before the winter." So spoke Ana Ruiz.')
    words = "We will rebuild every single house in Doral before the winter"
    claim = annotation.claims[0].model_copy(
        update={"text": words, "speaker": "Ana Ruiz", "start": 1, "end": 1 + len(words)}
    )
    annotation = annotation.model_copy(update={"claims": (claim,)})
    (finding,) = open_library(corpus, "a", settings(corpus)).look_up(article, annotation)[0]
    assert finding.verdict == "differs"
    assert "“single” is added" in finding.message


@pytest.mark.parametrize(("date", "verdicts"), [("2026-03-20", []), ("2026-03-12", ["differs"])])
def test_a_change_of_another_day_is_another(corpus: Path, date: str, verdicts: list[str]) -> None:
    (corpus / "sources" / "market.txt").write_text("The Doral index fell by 3.2 per cent.\n", encoding="utf-8")
    (corpus / "sources" / "sources.csv").write_text(f"file,date\nmarket.txt,{date}\n", encoding="utf-8")
    article, annotation = build("The Doral index fell by 2.9 per cent.", published="2026-03-12")
    found = open_library(corpus, "a", settings(corpus)).look_up(article, annotation)[0]
    assert [one.verdict for one in found if one.verdict != "mentions"] == verdicts


def test_rows_that_bear_on_a_claim_without_a_place_are_shown_beside_it(corpus: Path) -> None:
    (corpus / "sources" / "overdoses.csv").write_text(
        "Country,Year,Deaths from opioid overdoses\nPeru,2024,410\nPeru,2025,350\n", encoding="utf-8"
    )
    article, annotation = build("More than 400 deaths from opioid overdoses were counted.")
    (finding,) = open_library(corpus, "a", settings(corpus)).look_up(article, annotation)[0]
    assert finding.verdict == "mentions"
    assert "410" in finding.message
    assert "“350” (Peru, 2025)" in finding.message


def test_a_quoted_passage_is_short(corpus: Path) -> None:
    (corpus / "sources" / "long.txt").write_text(
        f"{'It was a long day of many words in the harbour. ' * 8}The ferry Aurora sank with 204 passengers.\n",
        encoding="utf-8",
    )
    article, annotation = build("The ferry Aurora sank with 240 passengers.")
    (finding,) = open_library(corpus, "a", settings(corpus)).look_up(article, annotation)[0]
    assert finding.quote == "The ferry Aurora sank with 204 passengers."


def test_two_runs_at_once_make_one_index(corpus: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        counts = [run.result() for run in [pool.submit(_sources, corpus) for _ in range(4)]]
    assert counts == [2, 2, 2, 2]
    assert len(list((corpus.parent / "cache").glob("*.sqlite"))) == 1


def _sources(corpus: Path) -> int:
    library = open_library(corpus, "a", settings(corpus))
    try:
        return len(library.sources)
    finally:
        library.close()


def test_markup_in_a_plain_source_stays_text(corpus: Path) -> None:
    (corpus / "sources" / "declaration.txt").write_text(
        "Doral\n\nThe Doral declaration was signed by 17 countries <b>today</b>.\n", encoding="utf-8"
    )
    article, annotation = build("The Doral declaration was signed by 18 countries.")
    (finding,) = open_library(corpus, "a", settings(corpus)).look_up(article, annotation)[0]
    assert "<b>today</b>" in finding.quote


def test_a_page_is_read_without_its_markup(corpus: Path) -> None:
    (corpus / "sources" / "declaration.txt").unlink()
    (corpus / "sources" / "page.html").write_text(
        "<html><head><title>Doral</title><script>alert(1)</script></head><body><article><h1>The Doral declaration</h1>"
        "<p>The <b>Doral</b> declaration was signed by 17 countries at the close of the conference.</p>"
        "</article></body></html>",
        encoding="utf-8",
    )
    article, annotation = build("The Doral declaration was signed by 18 countries.")
    (finding,) = open_library(corpus, "a", settings(corpus)).look_up(article, annotation)[0]
    assert finding.verdict == "differs"
    assert "<" not in finding.message and "alert" not in finding.message


def test_a_large_source_is_streamed(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.evidence.passages.STREAMED", 1000)
    (corpus / "sources" / "declaration.txt").write_text(
        f"{'The weather was fine. ' * 100}\n\nThe Doral declaration was signed by 17 countries.\n", encoding="utf-8"
    )
    article, annotation = build("The Doral declaration was signed by 18 countries.")
    (finding,) = open_library(corpus, "a", settings(corpus)).look_up(article, annotation)[0]
    assert (finding.verdict, finding.place) == ("differs", "paragraph 2")
