"""The same article, code and settings give the record that is there; anything else is read anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pipeline import provenance, run
from pipeline.corpus import article_from_text
from pipeline.schema import Annotation, Article, Claim
from pipeline.settings import Settings

TEXT = "The bridge opened in May. It cost $3 million."
DAY = dt.date(2026, 3, 12)


class Reading:
    """Stands in for the reader: one claim an article, and the ids of the articles that were read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, articles: Iterable[Article], settings: Settings) -> Iterator[Annotation]:
        for article in articles:
            self.read.append(article.id)
            claim = Claim(start=0, end=25, text="The bridge opened in May.", sentence=article.text[:25])
            yield Annotation(id=article.id, claims=(claim,))


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    made = Reading()
    monkeypatch.setattr(run, "annotate_articles", made)
    return made


def settings_in(folder: Path, **changed: object) -> Settings:
    folders = {"corpus": str(folder), "annotations": str(folder / "a"), "cache": str(folder / "c")}
    return Settings.model_validate({**folders, **changed})


def article(name: str, published: dt.date = DAY, text: str = TEXT) -> Article:
    return article_from_text(text, id=name, published=published)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "a" / "one").iterdir()) if path.is_file()}


def test_what_is_on_record_is_not_read_again(tmp_path: Path, reading: Reading) -> None:
    settings = settings_in(tmp_path)
    list(run.make_sheets([article("one")], settings))
    before = files_of(tmp_path)
    results = list(run.make_sheets([article("one"), article("two")], settings))
    assert reading.read == ["one", "two"]
    assert [result.annotation.id for result in results] == ["one", "two"]
    assert results[0].annotation.claims[0].text == "The bridge opened in May."
    assert files_of(tmp_path) == before


@pytest.mark.parametrize(
    "again",
    [
        {"published": dt.date(2026, 3, 13)},
        {"text": TEXT.replace("$3", "$4")},
    ],
)
def test_another_text_or_date_is_read(tmp_path: Path, reading: Reading, again: dict[str, object]) -> None:
    settings = settings_in(tmp_path)
    list(run.make_sheets([article("one")], settings))
    list(run.make_sheets([article("one", **again)], settings))  # type: ignore[arg-type]
    assert reading.read == ["one", "one"]


def test_other_settings_code_or_weights_read_anew(
    tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(run.make_sheets([article("one")], settings_in(tmp_path)))
    list(run.make_sheets([article("one")], settings_in(tmp_path, day_first=True)))
    list(run.make_sheets([article("one")], settings_in(tmp_path, threads=2, day_first=True)))
    assert reading.read == ["one"] * 2
    monkeypatch.setattr(provenance, "code_digest", lambda: "0" * 12)
    list(run.make_sheets([article("one")], settings_in(tmp_path, day_first=True)))
    monkeypatch.setattr(provenance, "model_version", lambda: "other")
    list(run.make_sheets([article("one")], settings_in(tmp_path, day_first=True)))
    assert reading.read == ["one"] * 4


def test_a_damaged_record_is_made_again(tmp_path: Path, reading: Reading) -> None:
    settings = settings_in(tmp_path)
    list(run.make_sheets([article("one")], settings))
    (tmp_path / "a" / "one" / "record.json").write_text("{", encoding="utf-8")
    (result,) = run.make_sheets([article("one")], settings)
    assert reading.read == ["one", "one"]
    assert any("record.json" in message for message in result.outcome.messages)


def test_the_digest_is_of_the_code() -> None:
    assert provenance.code_digest() == provenance.code_digest()
    assert len(provenance.code_digest()) == 12
