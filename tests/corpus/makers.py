"""Files that the tests read: Word and PDF documents built from a few lines."""

import io

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    ListFlowable,
    ListItem,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
)

WIDTH, HEIGHT = A4
STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("body", parent=STYLES["BodyText"], fontSize=10, leading=12.5, alignment=TA_JUSTIFY)
INDENTED = ParagraphStyle("indented", parent=BODY, firstLineIndent=14, spaceBefore=0, spaceAfter=0)


def word(build):
    """Return the bytes of a Word file that ``build(document)`` has filled."""
    document = Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def tracked(paragraph, *, inserted="", deleted=""):
    """Add a tracked insertion and a tracked deletion to a paragraph."""
    for tag, text_tag, text in (("w:ins", "w:t", inserted), ("w:del", "w:delText", deleted)):
        if text:
            change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
            words.text = text
            words.set(qn("xml:space"), "preserve")
            run.append(words)
            change.append(run)
            paragraph._p.append(change)


def lines_pdf(pages, *, size=11, encrypt=None, rotate=0):
    """Return a PDF with given lines on given places: each page a list of (x, y from the top, size or None, text)."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt=encrypt, invariant=True)
    for lines in pages:
        if rotate:
            canvas.setPageRotation(rotate)
        for x, y, own, text in lines:
            canvas.setFont("Helvetica", own or size)
            canvas.drawString(x, HEIGHT - y, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def raised(x, y, parts, *, size=11):
    """Return pieces of one line for :func:`lines_pdf`; every second part is raised and small, as references are."""
    pieces = []
    for number, text in enumerate(parts):
        own = 6 if number % 2 else size
        pieces.append((x, y - 4 if number % 2 else y, own, text))
        x += stringWidth(text, "Helvetica", own)
    return pieces


def flowing_pdf(headline, blocks, *, columns=1, style=BODY, head="THE NORTHERN COURIER", foot="Page {} of 3"):
    """Return a PDF as an editor's program sets it: headline across the page, columns, running heads and feet.

    ``blocks`` are (kind, text) with kinds ``heading``, ``paragraph`` and ``list_item``.
    """
    width, gutter = WIDTH - 100, 18
    column = (width - gutter * (columns - 1)) / columns

    def frames(height):
        return [
            Frame(50 + number * (column + gutter), 50, column, height, leftPadding=0, rightPadding=0)
            for number in range(columns)
        ]

    def margins(canvas, document):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, HEIGHT - 30, head)
        canvas.drawRightString(WIDTH - 50, HEIGHT - 30, "12 March 2026")
        canvas.drawCentredString(WIDTH / 2, 25, foot.format(document.page))

    story = [NextPageTemplate("later"), Paragraph(headline, STYLES["Title"]), FrameBreak()]
    for kind, text in blocks:
        if kind == "heading":
            story.append(Paragraph(text, STYLES["Heading2"]))
        elif kind == "list_item":
            story.append(ListFlowable([ListItem(Paragraph(text, BODY))], bulletType="bullet"))
        else:
            story.append(Paragraph(text, style))
    file = io.BytesIO()
    document = BaseDocTemplate(file, pagesize=A4, invariant=True)
    top = Frame(50, HEIGHT - 150, width, 100)
    document.addPageTemplates(
        [
            PageTemplate("first", [top, *frames(HEIGHT - 200)], onPage=margins),
            PageTemplate("later", frames(HEIGHT - 100), onPage=margins),
        ]
    )
    document.build(story)
    return file.getvalue()
