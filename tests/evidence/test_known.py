"""Known fact-checks, in other people's words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.evidence import Library, find_factchecks, open_library
from pipeline.evidence.meaning import likeness, meaning_of
from pipeline.evidence.odds import one_claim
from pipeline.evidence.posts import opened
from pipeline.evidence.reading import read
from pipeline.settings import Settings

from .building import build, cases

ITEMS = cases("factchecks")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("checks")
    (root / "factchecks").mkdir()
    feed = [
        {
            "@type": "ClaimReview",
            "claimReviewed": text,
            "url": f"https://example.org/{number}",
            "reviewRating": {"alternateName": "False"},
            "author": {"name": "Check Desk"},
        }
        for number, text in enumerate(
            [item["claim"] for item in ITEMS] + [near for item in ITEMS for near in item["near"]]
        )
    ]
    (root / "factchecks" / "feed.json").write_text(json.dumps(feed), encoding="utf-8")
    return open_library(root, "a", Settings(cache=str(root / "cache")))


@pytest.mark.parametrize(("kind", "first", "fifth"), [("close", 0.95, 1.0), ("loose", 0.6, 0.85)])
def test_the_known_fact_check_comes_first(library: Library, kind: str, first: float, fifth: float) -> None:
    ranks = []
    for number, item in enumerate(ITEMS):
        urls = [finding.url for finding in find_factchecks(item[kind], library)]
        ranks.append(urls.index(f"https://example.org/{number}") if f"https://example.org/{number}" in urls else 9)
    assert sum(rank == 0 for rank in ranks) >= first * len(ITEMS)
    assert sum(rank < 5 for rank in ranks) >= fifth * len(ITEMS)


def test_the_same_claim_is_fact_checked_and_a_like_one_perhaps(library: Library) -> None:
    same, *others = find_factchecks("Putting halved onions in a room absorbs the viruses of the flu.", library, limit=3)
    assert same.verdict == "fact-checked"
    assert same.message.startswith("Check Desk rated “False” the claim “Cutting onions")
    assert [one.verdict for one in others] == ["mentions", "mentions"]
    assert others[0].message.startswith("perhaps the same claim: ")
    assert same.score > others[0].score


def test_an_article_hears_of_a_like_claim_and_not_of_an_unlike_one(library: Library) -> None:
    article, annotation = build(
        "Drivers are furious: no car may enter Paris any more. The council approved the minutes of its last sitting."
    )
    like, unlike = library.look_up(article, annotation)
    assert [finding.quote for finding in like] == ["The mayor of Paris banned cars from the whole city."]
    assert unlike == ()


def test_another_place_is_another_claim(library: Library) -> None:
    article, annotation = build("Hungary pays migrants 35 euros a day.")
    assert library.look_up(article, annotation) == [()]


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ("They lie! #ClimateChange", "They lie! Climate Change"),
        ("They lie! #climatechange", "They lie! climate change"),
        ("#COVID19 is over", "COVID 19 is over"),
        ("says @JaneMiller today", "says Jane Miller today"),
        ("Read https://example.org/x?y=1 now", "Read   now"),
        ("ask info@example.org", "ask info@example.org"),
        ("item #3", "item 3"),
        ("#xqzvwk", "xqzvwk"),
        ("Nothing of that", "Nothing of that"),
    ],
)
def test_posts_are_opened(post: str, words: str) -> None:
    assert opened(post) == words


def test_likeness_needs_no_common_word() -> None:
    jab = meaning_of("The jab makes kids ill.")
    near, far = meaning_of("A vaccine sickens children."), meaning_of("A tunnel eases traffic.")
    assert likeness(jab, near) > likeness(jab, far)
    assert likeness(jab, jab) == pytest.approx(1.0, abs=1e-4)
    assert likeness(jab, meaning_of("?!")) == 0.0


def test_a_changed_feed_is_searched_anew(tmp_path: Path) -> None:
    (tmp_path / "factchecks").mkdir()
    feed = tmp_path / "factchecks" / "feed.json"
    settings = Settings(cache=str(tmp_path / "cache"))
    for claim in ("The lake of Orb is drying up.", "The bridge of Orb is closed."):
        feed.write_text(json.dumps({"@type": "ClaimReview", "claimReviewed": claim}), encoding="utf-8")
        found = find_factchecks("Orb has no more bridge", open_library(tmp_path, "", settings))
        assert [finding.quote for finding in found] == [claim]


def test_a_name_alone_is_no_like_claim(tmp_path: Path) -> None:
    (tmp_path / "factchecks").mkdir()
    check = {"@type": "ClaimReview", "claimReviewed": "El Salvador cut its murder rate by 95 per cent in a year."}
    (tmp_path / "factchecks" / "one.json").write_text(json.dumps(check), encoding="utf-8")
    library = open_library(tmp_path, "a", Settings(cache=str(tmp_path / "cache")))
    article, annotation = build(
        "El Salvador is not on that list. Homicides in El Salvador fell by 95 per cent.",
        names=[("El Salvador", "GPE")],
    )
    other, same = library.look_up(article, annotation)
    assert other == ()
    assert [finding.verdict for finding in same] == ["fact-checked"]


def test_what_shares_a_country_and_one_word_is_not_the_same_claim(tmp_path: Path) -> None:
    (tmp_path / "factchecks").mkdir()
    checked = "The United States has spent a trillion dollars on the war on drugs since Nixon declared it in 1971."
    item = {"@type": "ClaimReview", "claimReviewed": checked, "url": "https://example.org/drugs"}
    (tmp_path / "factchecks" / "feed.json").write_text(json.dumps([item]), encoding="utf-8")
    library = open_library(tmp_path, "a", Settings(cache=str(tmp_path / "cache")))
    article, annotation = build("Neither outcome would end the demand for drugs in the United States.")
    assert library.look_up(article, annotation) == [()]


def test_a_fact_check_far_ahead_of_the_others_is_likelier_the_same() -> None:
    mine, theirs = read("Carrots give you night vision."), read("Eating carrots improves your eyesight in the dark.")
    ahead = one_claim(mine, theirs, [0.4, 0.2, 0.2, 0.1, 0.1, 0.1])
    among = one_claim(mine, theirs, [0.4, 0.39, 0.38, 0.38, 0.37, 0.37])
    assert 0 < among < ahead < 1
    assert one_claim(read("Peru paid."), read("Chile paid."), [0.9]) == 0
