"""The sheet both ways: what we write comes back, and what a spreadsheet program makes of it is read."""

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SheetConflictError, SheetError
from pipeline.review.cells import guard, same_cell, unguard
from pipeline.review.columns import ALL, HUMAN, canonical
from pipeline.review.identity import is_claim_id, new_id
from pipeline.review.sheet import read_sheet, write_sheet
from pipeline.schema import Claim, Review, Row
from tests.review.folder import SETTINGS, Desk

SAMPLES = Path(__file__).parent / "samples"
A = "<Mexico> reported {400|=400 of:death} deaths {since 2006|@2006/..}."
B = "The port of <Colón> is closed."
C = "Dockers rejected the offer."

ANY = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
TRICKY = st.sampled_from(
    [
        "=1+1",
        "'=1+1",
        "''=x",
        "-5",
        "+",
        "@a",
        "\tx",
        "\r",
        "\n=",
        ' "q" ',
        ",",
        ";",
        "’",
        "👩‍⚖️",
        "a\r\nb",
        "'",
        "1e5",
        " =x",
        "＝x",
        "\ufeff",
    ]
)


@given(st.one_of(ANY, TRICKY))
def test_a_guarded_text_comes_back(text):
    assert unguard(guard(text)) == text


@given(st.one_of(ANY, TRICKY))
def test_a_guarded_text_runs_nowhere(text):
    written = guard(text)
    assert written[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")
    assert written.lstrip(" \u00a0")[:1] not in ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_what_no_sheet_keeps_is_refused(text):
    with pytest.raises(SheetError):
        guard(text)


@settings(deadline=None)
@given(st.lists(st.fixed_dictionaries({name: st.one_of(ANY, TRICKY) for name in HUMAN[1:]}), min_size=1, max_size=3))
def test_any_text_in_any_human_cell_comes_back(tmp_path_factory, reviews):
    rows = [
        Row(
            claim=Claim(id=new_id("a", str(n), ()), text="A claim.", start=0, end=8),
            review=Review(status="supported", **cells),
        )
        for n, cells in enumerate(reviews)
    ]
    path = tmp_path_factory.mktemp("sheet") / "sheet.csv"
    path.write_bytes(write_sheet(rows, SETTINGS))
    assert [line.review(SETTINGS) for line in read_sheet(path, SETTINGS).lines] == [row.review for row in rows]


@given(st.text(min_size=1), st.integers(0, 30))
def test_ids_are_safe_and_never_reused(text, many):
    taken = set()
    for _ in range(many):
        claim_id = new_id("article", text.encode("utf-8", "replace").decode(), taken)
        assert is_claim_id(claim_id)
        assert claim_id not in taken
        assert guard(claim_id) == claim_id
        taken.add(claim_id)


def test_ids_are_the_same_on_every_machine():
    assert new_id("harbour", "The port is closed.", ()) == "c-ddrg3z"


@pytest.mark.parametrize("header", ["claim_id", "Claim ID", "CLAIM-ID", " claim id ", "ClaimId"])
def test_headers_in_other_clothes(header):
    assert canonical(header) == "claim_id"


@pytest.mark.parametrize(
    ("written", "found", "same"),
    [
        ("> 400,000 deaths", "> 400,000 deaths ", True),
        ("5 March 2026", "05/03/2026", True),
        ("5 March 2026", "2026-03-05", True),
        ("5 March 2026", "05-Mar-26", True),
        ("400,000", "400000", True),
        ("12%", "12%", True),
        ("nearly 18 signatories (< 18)", "nearly 18 signatories (< 18)", True),
        ("it’s “so”", 'it\'s "so"', True),
        ("400,000", "450,000", False),
        ("400,000 deaths", "450,000 deaths", False),
        ("medium", "high", False),
    ],
)
def test_what_counts_as_an_edit_of_a_machine_cell(written, found, same):
    assert same_cell(written, found) is same


def test_what_windows_1252_lacks_is_no_edit():
    assert same_cell("400 → 450", "400 ? 450", "cp1252")
    assert not same_cell("400 → 450", "400 ? 460", "cp1252")


def worked(tmp_path):
    desk = Desk(tmp_path)
    desk.read(A, B, C)
    desk.set(0, status="supported", notes="Ann’s – count; “twice”\nsecond line")
    desk.read(A, B, C)
    return desk


VARIANTS = {
    "Excel, semicolons and Windows-1252": {"delimiter": ";", "encoding": "cp1252"},
    "Excel, Unicode text": {"delimiter": "\t", "encoding": "utf-16"},
    "Excel, CSV UTF-8": {},
    "Numbers, no BOM": {"encoding": "utf-8"},
    "a Unix editor": {"encoding": "utf-8", "newline": "\n"},
    "LibreOffice, tabs": {"delimiter": "\t", "encoding": "utf-8"},
    "pipes": {"delimiter": "|", "encoding": "utf-8"},
}


@pytest.mark.parametrize("how", VARIANTS)
def test_a_sheet_saved_by_another_program(tmp_path, how):
    desk = worked(tmp_path)
    before = desk.sheet.read_bytes()
    rows = desk.rows()
    desk.write(rows, **VARIANTS[how])
    assert desk.sheet.read_bytes() != before or how == "Excel, CSV UTF-8"
    outcome = desk.read(A, B, C)
    assert desk.sheet.read_bytes() == before
    assert not [message for message in outcome.messages if "your edit" in message]


def test_blank_lines_trailing_commas_status_in_capitals_and_headers_renamed(tmp_path):
    desk = worked(tmp_path)
    rows = desk.rows()
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([name.replace("_", " ").title() for name in ALL] + ["", ""])
    for row in rows:
        row["status"] = row["status"].upper()
        writer.writerow([row[name] for name in ALL] + ["", ""])
        writer.writerow([])
        writer.writerow([""] * 22)
    desk.sheet.write_bytes(("sep=,\r\n" + out.getvalue()).encode("utf-8-sig"))
    desk.read(A, B, C)
    found = desk.rows()
    assert len(found) == 3
    assert found[0]["status"] == "supported"
    assert [name for name in found[0] if name not in ALL] == []


def test_a_cell_beyond_the_header_is_kept(tmp_path):
    desk = worked(tmp_path)
    lines = desk.sheet.read_bytes().decode("utf-8-sig").rstrip("\r\n").split("\r\n")
    lines[-1] += ",stray remark"
    desk.sheet.write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    desk.read(A, B, C)
    assert desk.rows()[-1]["column 21"] == "stray remark"


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("", SheetError, "empty"),
        ("\r\n", SheetError, "empty"),
        ("status,claim\r\nunchecked,x\r\n", SheetError, "no column claim_id"),
        ("claim_id,status,status\r\n", SheetError, "two columns are called status"),
        ("claim_id,status\r\nc-bbbbbb,\0\r\n", SheetError, "NUL"),
        ('claim_id,status\r\nc-bbbbbb,"supported\r\n', SheetError, "do not close"),
        ("claim_id,status,claim\r\nc-bbbbbb\r\n", SheetError, "cut off"),
        ("<<<<<<< a\r\nclaim_id,status\r\n=======\r\n>>>>>>> b\r\n", SheetConflictError, "merge conflict"),
    ],
)
def test_what_can_not_be_read(tmp_path, text, error, says):
    path = tmp_path / "sheet.csv"
    path.write_bytes(text.encode())
    with pytest.raises(error, match=says) as caught:
        read_sheet(path, SETTINGS)
    assert str(path) in str(caught.value)


def test_a_row_of_equals_signs_in_a_cell_is_no_conflict(tmp_path):
    desk = worked(tmp_path)
    desk.set(1, notes="see below\n=======\nabove")
    desk.read(A, B, C)
    assert desk.rows()[1]["notes"] == "see below\n=======\nabove"


def workbook(path, rows):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "notes of mine"
    page = book.create_sheet("sheet")
    page.append(list(rows[0]))
    for row in rows:
        page.append([int(text) if text.isdecimal() else unguard(text) or None for text in row.values()])
    for cells in page.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book.save(path)


def test_a_workbook_beside_the_sheet_is_read_where_it_is_newer(tmp_path):
    desk = worked(tmp_path)
    rows = desk.rows()
    rows[1]["status"] = "refuted"
    rows[1]["notes"] = "=seen"
    workbook(desk.folder / "sheet.xlsx", rows)
    outcome = desk.read(A, B, C)
    assert [row["status"] for row in desk.rows()] == ["supported", "refuted", "unchecked"]
    assert desk.rows()[1]["notes"] == "'=seen"
    assert not [message for message in outcome.messages if "your edit" in message]
    before = desk.files()
    desk.read(A, B, C)
    assert desk.files() == before
    desk.set(2, status="supported")
    desk.read(A, B, C)
    assert [row["status"] for row in desk.rows()] == ["supported", "refuted", "supported"]


def test_workbook_and_sheet_both_changed(tmp_path):
    desk = worked(tmp_path)
    rows = desk.rows()
    rows[1]["status"] = "refuted"
    workbook(desk.folder / "sheet.xlsx", rows)
    desk.set(1, status="supported")
    with pytest.raises(SheetConflictError, match=r"sheet\.csv and sheet\.xlsx"):
        desk.read(A, B, C)
    desk.set(1, status="refuted")
    desk.read(A, B, C)
    assert desk.rows()[1]["status"] == "refuted"


def test_a_stale_workbook_carries_no_verdict_to_a_changed_claim(tmp_path):
    """A reviewer goes on in a workbook of the first version while the article is in its second."""
    desk = worked(tmp_path)
    rows = desk.rows()
    changed = A.replace("400", "450")
    desk.read(changed, B, C)
    rows[0]["notes"] = "still fine"
    rows[1]["status"] = "supported"
    workbook(desk.folder / "sheet.xlsx", rows)
    desk.read(changed, B, C)
    first, second, _ = desk.rows()
    assert (first["status"], first["previous_status"]) == ("recheck", "supported")
    assert first["notes"] == "still fine"
    assert second["status"] == "supported"


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.csv")), ids=lambda path: path.stem)
def test_recorded_habits_of_spreadsheets(tmp_path, sample):
    """Each sample is the sheet of ``worked`` as a program saved it, after ``refuted`` was put into the second row."""
    desk = worked(tmp_path)
    desk.sheet.write_bytes(sample.read_bytes())
    outcome = desk.read(A, B, C)
    rows = desk.rows()
    assert [row["status"] for row in rows] == ["supported", "refuted", "unchecked"]
    assert rows[0]["notes"].replace("\r\n", "\n") == "Ann’s – count; “twice”\nsecond line"
    assert rows[1]["notes"] == "'=it is open"
    assert not [message for message in outcome.messages if "your edit" in message]


SOFFICE = shutil.which("soffice")


def convert(folder, name, target, *options):
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [SOFFICE, "--headless", profile, *options, "--convert-to", target, "--outdir", folder / "out", folder / name],
        check=True,
        capture_output=True,
        timeout=120,
    )


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("way", ["by way of XLSX", "semicolons"])
def test_a_round_trip_through_libreoffice(tmp_path, way):
    desk = worked(tmp_path / "desk")
    desk.set(1, status="refuted", notes="'=it is open")
    desk.read(A, B, C)
    before = desk.sheet.read_bytes()
    work = tmp_path / "work"
    work.mkdir()
    (work / "sheet.csv").write_bytes(before)
    utf8 = "--infilter=CSV:44,34,76,1"
    if way == "semicolons":
        convert(work, "sheet.csv", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false", utf8)
        desk.sheet.write_bytes((work / "out" / "sheet.csv").read_bytes())
    else:
        convert(work, "sheet.csv", "xlsx", utf8)
        shutil.copy(work / "out" / "sheet.xlsx", desk.folder / "sheet.xlsx")
    outcome = desk.read(A, B, C)
    assert [row["status"] for row in desk.rows()] == ["supported", "refuted", "unchecked"]
    assert desk.sheet.read_bytes().replace(b"\r\n", b"\n") == before.replace(b"\r\n", b"\n")
    assert not [message for message in outcome.messages if "your edit" in message]


def test_reading_a_workbook_without_openpyxl_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(SheetError, match="save the sheet as CSV"):
        read_sheet(path, SETTINGS)


def test_a_workbook_that_is_none(tmp_path):
    pytest.importorskip("openpyxl")
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(SheetError, match="not a workbook"):
        read_sheet(path, SETTINGS)
