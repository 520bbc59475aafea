"""DOCX: styles, lists, tables, tracked changes."""

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pipeline.corpus import read_article
from pipeline.errors import EmptyArticleError, FormatError
from tests.corpus.makers import tracked, word


def article_of(tmp_path, build):
    path = tmp_path / "river.docx"
    path.write_bytes(word(build))
    return read_article(path)


def blocks_of(article):
    return [[block.kind, block.text] for block in article.blocks]


def test_styles_become_kinds(tmp_path):
    def build(document):
        document.add_paragraph("River levels fall to a forty-year low", style="Title")
        document.add_paragraph("By Iris Calloway")
        document.add_paragraph("12 March 2026")
        document.add_heading("How low is it?", level=2)
        document.add_paragraph("The gauge at Fennwick stood at 41 centimetres on Monday.")
        document.add_paragraph("Fennwick", style="List Bullet")
        document.add_paragraph("Oldbridge, where wells ran dry", style="List Number 2")
        document.add_paragraph("“We have never seen this,” said Ruth Penhallow.", style="Quote")
        document.add_paragraph("The gauge on Monday", style="Caption")
        document.add_paragraph().add_run("What happens now").bold = True
        document.add_paragraph("Ministers meet on Thursday.")

    article = article_of(tmp_path, build)
    assert blocks_of(article) == [
        ["headline", "River levels fall to a forty-year low"],
        ["paragraph", "By Iris Calloway"],
        ["paragraph", "12 March 2026"],
        ["heading", "How low is it?"],
        ["paragraph", "The gauge at Fennwick stood at 41 centimetres on Monday."],
        ["list_item", "Fennwick"],
        ["list_item", "Oldbridge, where wells ran dry"],
        ["quote", "“We have never seen this,” said Ruth Penhallow."],
        ["caption", "The gauge on Monday"],
        ["heading", "What happens now"],
        ["paragraph", "Ministers meet on Thursday."],
    ]
    assert article.title == "River levels fall to a forty-year low"
    assert str(article.published) == "2026-03-12"
    assert article.author == "Iris Calloway"


def test_a_style_based_on_a_heading_is_one(tmp_path):
    def build(document):
        style = document.styles.add_style("Crosshead", 1)
        style.base_style = document.styles["Heading 2"]
        document.add_paragraph("The board met on Monday.")
        document.add_paragraph("What it means", style="Crosshead")
        document.add_paragraph("Prices may rise.")

    assert blocks_of(article_of(tmp_path, build))[1] == ["heading", "What it means"]


def test_tracked_changes_are_read_as_accepted(tmp_path):
    def build(document):
        tracked(document.add_paragraph("The gauge fell"), inserted=" by 19 centimetres.", deleted=" sharply.")

    assert article_of(tmp_path, build).text == "The gauge fell by 19 centimetres."


def test_hidden_text_is_left_out(tmp_path):
    def build(document):
        paragraph = document.add_paragraph("The gauge fell.")
        paragraph.add_run(" Check this!").font.hidden = True

    assert article_of(tmp_path, build).text == "The gauge fell."


def test_links_and_content_controls_are_read(tmp_path):
    def build(document):
        paragraph = document.add_paragraph("The ")
        link = OxmlElement("w:hyperlink")
        link.append(paragraph.add_run("water board")._r)
        paragraph._p.append(link)
        paragraph.add_run(" met.")
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        content.append(document.add_paragraph("It agreed to wait.")._p)
        control.append(content)
        document.element.body.insert(1, control)

    assert article_of(tmp_path, build).text == "The water board met.\n\nIt agreed to wait."


def test_tables_are_read_by_rows(tmp_path):
    def build(document):
        document.add_paragraph("The lowest levels were these:")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            [cell for row in table.rows for cell in row.cells], ["Year", "Level", "1986", "39 cm"], strict=True
        ):
            cell.text = text

    assert blocks_of(article_of(tmp_path, build))[1:] == [["list_item", "Year | Level"], ["list_item", "1986 | 39 cm"]]


def test_a_table_that_frames_the_article_is_no_table(tmp_path):
    def build(document):
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "The gauge at Fennwick stood at 41 centimetres on Monday, the water board said. " * 4
        cell.add_paragraph("Ministers meet on Thursday.")

    assert [block.kind for block in article_of(tmp_path, build).blocks] == ["paragraph", "paragraph"]


def test_a_line_break_begins_a_new_block_and_a_soft_hyphen_is_gone(tmp_path):
    def build(document):
        document.add_paragraph("The gauge fell\u00ad sharply.").add_run().add_break()
        document.paragraphs[0].add_run("It stood at 41\u00a0centimetres.")

    assert article_of(tmp_path, build).text == "The gauge fell sharply.\n\nIt stood at 41 centimetres."


def test_numbered_paragraphs_are_list_items(tmp_path):
    def build(document):
        paragraph = document.add_paragraph("Fennwick")
        numbers, level, number = OxmlElement("w:numPr"), OxmlElement("w:ilvl"), OxmlElement("w:numId")
        level.set(qn("w:val"), "0")
        number.set(qn("w:val"), "1")
        numbers.extend([level, number])
        paragraph._p.get_or_add_pPr().append(numbers)

    assert blocks_of(article_of(tmp_path, build)) == [["list_item", "Fennwick"]]


def test_a_document_without_text_is_empty(tmp_path):
    with pytest.raises(EmptyArticleError):
        article_of(tmp_path, lambda document: None)


@pytest.mark.parametrize("keep", [100, 0.5, 0.95])
def test_a_damaged_file_says_so(tmp_path, keep):
    data = word(lambda document: document.add_paragraph("The gauge fell."))
    path = tmp_path / "river.docx"
    path.write_bytes(data[: keep if keep > 1 else int(keep * len(data))])
    with pytest.raises(FormatError):
        read_article(path)


def test_an_encrypted_or_old_file_says_so(tmp_path):
    path = tmp_path / "river.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(FormatError, match="old Office"):
        read_article(path)
