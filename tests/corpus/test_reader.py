"""Files: what is read from them, and what is refused."""

import datetime as dt
import subprocess
import sys

import pytest

from pipeline.corpus import draft, find_articles, read_article, reader
from pipeline.errors import ArticleError, EmptyArticleError, FormatError, OtherLanguageError, UsageError

TEXT = "Port to build new quay\n\nThe port authority will spend 40 million euros, its director said on Monday.\n"
SPANISH = (
    "El puerto gastará cuarenta millones de euros en un nuevo muelle, dijo el lunes su director. Las obras comienzan "
    "en junio y durarán dos años, según las previsiones de la empresa.\n"
)
DATE = dt.date(2026, 3, 12)


def write(folder, name, content=TEXT):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file_is_its_text(tmp_path):
    article = read_article(write(tmp_path, "quay.txt", TEXT.replace("\n", "\r\n")))
    assert article.text == TEXT
    assert article.id == "quay"
    assert article.title == "Port to build new quay"
    assert article.published is None


def test_front_matter_is_no_text(tmp_path):
    header = (
        "---\nid: new-quay\ntitle: The quay\npublished: 2026-03-12\nurl: https://a.example\nauthor: Eva Lind\n---\n\n"
    )
    article = read_article(write(tmp_path, "quay.txt", header + TEXT))
    assert article.text == TEXT
    assert (article.id, article.title, article.published) == ("new-quay", "The quay", DATE)
    assert (article.url, article.author) == ("https://a.example", "Eva Lind")


def test_an_id_that_is_given_goes_before_the_file_s_own(tmp_path):
    assert read_article(write(tmp_path, "quay.txt", f"---\nid: a\n---\n{TEXT}"), article_id="b").id == "b"


@pytest.mark.parametrize(
    ("header", "published", "read"),
    [
        ("", None, None),
        ("", DATE, DATE),
        ("Date: 2026-01-02\nTitle: Quay\n\n", DATE, dt.date(2026, 1, 2)),
        ("Quay to open\nJanuary 2, 2026\n\n", None, dt.date(2026, 1, 2)),
        ("Quay to open\nJanuary 2, 2026\n\n", DATE, DATE),
    ],
)
def test_the_date_that_is_given_gives_what_is_missing(tmp_path, header, published, read):
    assert read_article(write(tmp_path, "quay.txt", header + TEXT), published=published).published == read


@pytest.mark.parametrize("name", ["quay", "quay.text", "quay.TXT"])
def test_other_names_of_text_files(tmp_path, name):
    assert read_article(write(tmp_path, name)).text == TEXT


REFUSED = [
    ("empty.txt", b"", EmptyArticleError, "the file is empty"),
    ("blank.txt", b" \n\r\n\t", EmptyArticleError, "the file is empty"),
    ("header.txt", b"Title: Quay\nDate: 2026-03-12\n", EmptyArticleError, "no text in it"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), FormatError, "a PNG picture"),
    ("program.txt", b"\x7fELF" + bytes(100), FormatError, "a program"),
    ("zeros.txt", bytes(1000), FormatError, "not a text file"),
    ("archive.docx", b"PK\x03\x04" + bytes(100), FormatError, "a ZIP archive"),
    ("text.docx", TEXT.encode(), FormatError, "no DOCX file"),
    ("text.pdf", TEXT.encode(), FormatError, "no PDF file"),
    ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(100), FormatError, "an old Word file"),
    ("rich.rtf", b"{\\rtf1 text}", FormatError, "a rich text file"),
    ("open.odt", TEXT.encode(), FormatError, "an OpenDocument file"),
    ("table.xyz", TEXT.encode(), FormatError, "files called .xyz are not read"),
    ("line.txt", b"word " * 1_000_000, ArticleError, "not an article: line 1 has 5,000,000 characters"),
    ("line.html", b"<html><body><p>" + b"word " * 60_000 + b"</p></body></html>", ArticleError, "not an article"),
    ("date.txt", b"Title: Quay\nDate: soon\n\nText.", ArticleError, "line 2: 'soon' is no date"),
    ("id.txt", b"---\nid: ../quay\n---\nText.", ArticleError, "can't be an article's id"),
    ("spanish.txt", SPANISH.encode(), OtherLanguageError, "it is in Spanish"),
]


@pytest.mark.parametrize(("name", "content", "error", "message"), REFUSED, ids=[case[0] for case in REFUSED])
def test_one_clear_error(tmp_path, name, content, error, message):
    path = write(tmp_path, name, content)
    with pytest.raises(ArticleError) as caught:
        read_article(path)
    assert type(caught.value) is error
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file(tmp_path):
    with pytest.raises(ArticleError, match="no such file"):
        read_article(tmp_path / "nothing.txt")


def test_a_folder_is_no_article(tmp_path):
    with pytest.raises(FormatError, match="a folder"):
        read_article(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = write(tmp_path, "quay.txt")

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    with pytest.raises(ArticleError, match="Permission denied"):
        read_article(path)


def test_force_reads_another_language(tmp_path):
    assert read_article(write(tmp_path, "spanish.txt", SPANISH), force=True).text == SPANISH


def test_a_book_is_read_by_force_alone(tmp_path):
    path = write(tmp_path, "book.txt", ("Work begins in June, and it is to last two years. " * 400 + "\n") * 52)
    with pytest.raises(ArticleError, match="not an article"):
        read_article(path)
    assert len(read_article(path, force=True).text) > 1_000_000


def test_a_file_of_gigabytes_is_not_read(tmp_path, monkeypatch):
    path = write(tmp_path, "quay.txt")
    monkeypatch.setattr(reader, "LARGEST_FILE", 10)
    with pytest.raises(FormatError, match="more than"):
        read_article(path)


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_a_library_that_is_not_installed_is_named(tmp_path, monkeypatch, suffix):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(draft, "import_module", absent)
    with pytest.raises(FormatError, match=r"claimsheet\[formats\]"):
        read_article(write(tmp_path, f"quay.{suffix}"))


def test_articles_of_a_folder(tmp_path):
    for name in (
        "b.txt",
        "a.md",
        "c.HTML",
        ".hidden.txt",
        "~$d.docx",
        ".~lock.b.txt#",
        "README.md",
        "notes.csv",
        "a.txt~",
    ):
        write(tmp_path, name)
    (tmp_path / "sources").mkdir()
    (tmp_path / "folder.txt").mkdir()
    assert [path.name for path in find_articles(tmp_path)] == ["a.md", "b.txt", "c.HTML"]


@pytest.mark.parametrize(
    ("one", "other", "content"), [("a.md", "a.txt", TEXT), ("a.txt", "b.txt", f"---\nid: a\n---\n{TEXT}")]
)
def test_two_articles_with_one_id(tmp_path, one, other, content):
    write(tmp_path, one)
    write(tmp_path, other, content)
    with pytest.raises(UsageError) as caught:
        find_articles(tmp_path)
    assert str(tmp_path / one) in str(caught.value)
    assert str(tmp_path / other) in str(caught.value)


def test_one_stem_and_two_ids_are_two_articles(tmp_path):
    write(tmp_path, "a.md")
    write(tmp_path, "a.txt", f"---\nid: b\n---\n{TEXT}")
    assert len(find_articles(tmp_path)) == 2


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(UsageError):
        find_articles(tmp_path / "nothing")


def test_the_readers_of_formats_are_loaded_when_they_are_needed():
    code = (
        "import sys, pipeline.corpus; "
        "late = {'docx', 'lxml', 'markdown_it', 'py3langid', 'pypdfium2', 'spacy', 'trafilatura'}; "
        "print(sorted(late & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
