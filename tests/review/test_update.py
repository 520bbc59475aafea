"""A folder through the versions of an article."""

import json

import pytest

from pipeline.errors import SheetConflictError, SheetError
from pipeline.review import columns, read_record
from pipeline.schema import Finding

A = "<Mexico> reported {400|=400 of:death} deaths."
A2 = "<Mexico> reported {450|=450 of:death} deaths."
A3 = "<Mexico> reported {475|=475 of:death} deaths."
B = "The port of <Colón> is closed."
C = "Dockers rejected the offer."


def test_a_new_sheet(desk):
    outcome = desk.read(A, B)
    rows = desk.rows()
    assert list(rows[0]) == list(columns.ALL)
    assert [row["status"] for row in rows] == ["unchecked", "unchecked"]
    assert [row["change"] for row in rows] == ["new", "new"]
    assert rows[0]["figures"] == "400 deaths"
    assert rows[0]["entities"] == "Mexico"
    assert outcome.counts["new"] == 2
    assert {path.name for path in outcome.written} == {"sheet.csv", "left-out.csv", "record.json"}
    raw = desk.sheet.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == 3
    assert "'=Why?" in (desk.folder / "left-out.csv").read_text("utf-8-sig")


def test_the_same_first_run_gives_the_same_files_everywhere(desk, tmp_path):
    from tests.review.folder import Desk

    other = Desk(tmp_path / "elsewhere")
    desk.read(A, B)
    other.read(A, B)
    assert desk.files() == other.files()


def test_a_rerun_leaves_every_file_as_it_was(desk):
    desk.read(A, B)
    desk.set(0, status="supported", notes="=1+1", evidence_url="https://example.org")
    desk.read(A, B)
    before = desk.files() | {"ledger": (desk.folder / "decisions.jsonl").read_bytes()}
    outcome = desk.read(A, B)
    assert outcome.written == ()
    assert outcome.summary == "as it was"
    assert desk.files() | {"ledger": (desk.folder / "decisions.jsonl").read_bytes()} == before


def test_verdicts_over_three_versions(desk):
    desk.read(A, B, C)
    desk.set(0, status="supported", reviewer="Ann")
    desk.set(1, status="refuted", reviewer="Ann")
    desk.read(A2, C, B)
    first, second, third = desk.rows()
    assert (first["status"], first["previous_status"]) == ("recheck", "supported")
    assert first["change"] == "changed: figure: 400 → 450 deaths"
    assert first["previous_claim"] == "Mexico reported 400 deaths."
    assert first["reviewer"] == "Ann"
    assert (second["claim"], second["status"]) == (C, "unchecked")
    assert (third["status"], third["claim"]) == ("refuted", "The port of Colón is closed.")
    assert "moved" in (second["change"], third["change"])
    desk.read(A3, B)
    rows = desk.rows()
    assert rows[0]["change"] == "changed: figure: 400 → 475 deaths"
    assert rows[0]["previous_claim"] == "Mexico reported 400 deaths."
    assert rows[0]["previous_status"] == "supported"
    assert rows[2]["change"] == "removed"


def test_a_figure_that_is_set_back_has_its_verdict_back(desk):
    desk.read(A, B)
    desk.set(0, status="supported")
    desk.read(A2, B)
    desk.read(A, B)
    row = desk.rows()[0]
    assert (row["status"], row["previous_status"], row["change"]) == ("supported", "", "")


def test_a_new_verdict_after_recheck_holds(desk):
    desk.read(A, B)
    desk.set(0, status="supported")
    desk.read(A2, B)
    desk.set(0, status="refuted")
    desk.read(A2, B)
    assert desk.rows()[0]["status"] == "refuted"
    desk.read(A2, B, C)
    row = desk.rows()[0]
    assert (row["status"], row["previous_status"], row["previous_claim"], row["change"]) == ("refuted", "", "", "")
    desk.read(A, B, C)
    assert desk.rows()[0]["previous_status"] == "refuted"


def test_many_small_steps_are_one_big_one(desk):
    """A verdict is held against the words it was given on, not against the last version."""
    desk.read({"text": "The council banned the sale.", "speaker": "Ito"})
    desk.set(0, status="supported")
    desk.read({"text": "The council has banned the sale.", "speaker": "Ito"})
    assert desk.rows()[0]["change"] == "reworded"
    assert desk.rows()[0]["previous_claim"] == "The council banned the sale."
    record = read_record(desk.folder)
    assert record.rows[0].basis.text == "The council banned the sale."


def test_a_claim_cut_and_back_has_its_verdict_back(desk):
    desk.read(A, B, C)
    desk.set(1, status="refuted", notes="see the log")
    claim_id = desk.rows()[1]["claim_id"]
    desk.read(A, C)
    assert desk.rows()[-1]["change"] == "removed"
    assert desk.rows()[-1]["status"] == "refuted"
    desk.read(A, B, C)
    row = desk.rows()[1]
    assert (row["claim_id"], row["status"], row["notes"], row["change"]) == (
        claim_id,
        "refuted",
        "see the log",
        "returned",
    )


def test_a_removed_row_that_was_deleted_still_returns(desk):
    desk.read(A, B, C)
    desk.set(1, status="refuted")
    claim_id = desk.rows()[1]["claim_id"]
    desk.read(A, C)
    desk.write(desk.rows()[:2])
    desk.read(A, C)
    assert len(desk.rows()) == 2
    desk.read(A, B, C)
    assert [(row["claim_id"], row["status"]) for row in desk.rows()][1] == (claim_id, "refuted")


def test_a_deleted_row_comes_back_with_its_last_decision(desk):
    desk.read(A, B, C)
    desk.set(1, status="refuted", notes="see the log")
    desk.read(A, B, C)
    before = desk.sheet.read_bytes()
    rows = desk.rows()
    desk.write([rows[0], rows[2]])
    outcome = desk.read(A, B, C)
    assert desk.sheet.read_bytes() == before
    assert any("1 deleted row brought back" in message for message in outcome.messages)


def test_a_deleted_sheet_comes_back(desk):
    desk.read(A, B, C)
    desk.set(1, status="refuted", notes="see the log")
    desk.read(A, B, C)
    before = desk.sheet.read_bytes()
    desk.sheet.unlink()
    outcome = desk.read(A, B, C)
    assert desk.sheet.read_bytes() == before
    assert "made again from the ledger" in outcome.messages[0]


@pytest.mark.parametrize(
    "lost", [("record.json",), ("decisions.jsonl",), ("record.json", "sheet.csv"), ("left-out.csv",)]
)
def test_a_lost_file_loses_no_verdict(desk, lost):
    desk.read(A, B, C)
    desk.set(0, status="supported", notes="counted")
    desk.set(1, status="refuted")
    desk.read(A2, B, C)
    before = [(row["claim_id"], row["status"], row["notes"], row["previous_status"]) for row in desk.rows()]
    for name in lost:
        (desk.folder / name).unlink()
    desk.read(A2, B, C)
    after = [(row["claim_id"], row["status"], row["notes"], row["previous_status"]) for row in desk.rows()]
    assert after == before
    desk.read(A3, B, C)
    assert desk.rows()[0]["status"] == "recheck"
    assert desk.rows()[0]["previous_status"] == "supported"
    assert desk.rows()[1]["status"] == "refuted"


def test_all_machine_files_lost(desk):
    """A sheet alone, without record and ledger, is enough to go on."""
    desk.read(A, B, C)
    desk.set(1, status="refuted")
    for name in ("record.json", "decisions.jsonl"):
        (desk.folder / name).unlink()
    desk.read(A, B, C)
    assert [row["status"] for row in desk.rows()] == ["unchecked", "refuted", "unchecked"]


def test_edits_to_machine_cells_are_ignored_and_reported(desk):
    desk.read(A, B)
    desk.set(1, claim="The port is open.", priority="high", notes="mine")
    outcome = desk.read(A, B)
    assert desk.rows()[1]["claim"] == "The port of Colón is closed."
    assert desk.rows()[1]["notes"] == "mine"
    said = [message for message in outcome.messages if "your edit was not kept" in message]
    assert len(said) == 2
    assert "row 3, column claim" in said[0]
    assert "row 3, column priority" in said[1]


def test_a_person_s_columns_rows_and_order_are_kept(desk):
    desk.read(A, B, C)
    rows = desk.rows()
    rows[0]["desk"] = "foreign"
    rows = [rows[2], rows[0], {"notes": "— from here on: night shift —"}, rows[1]]
    order = ["notes", "desk", *[name for name in columns.ALL if name != "notes"]]
    desk.write(rows, columns=order)
    desk.read(A, B, C)
    found = desk.rows()
    assert list(found[0]) == order
    assert [row["claim"] for row in found] == [C, "Mexico reported 400 deaths.", "", "The port of Colón is closed."]
    assert found[1]["desk"] == "foreign"
    before = desk.files()
    desk.read(A, B, C)
    assert desk.files() == before
    desk.read(A, B, C, "Tugs are idle.")
    assert [row["claim"] for row in desk.rows()] == [
        C,
        "Tugs are idle.",
        "Mexico reported 400 deaths.",
        "",
        "The port of Colón is closed.",
    ]


def test_a_deleted_column_is_put_back_with_what_was_known(desk):
    desk.read(A, B)
    desk.set(0, status="supported", notes="counted")
    desk.read(A, B)
    before = desk.sheet.read_bytes()
    rows = desk.rows()
    desk.write(rows, columns=[name for name in columns.ALL if name not in ("notes", "status", "figures")])
    outcome = desk.read(A, B)
    assert desk.sheet.read_bytes() == before
    assert any("columns status, figures, notes missing" in message for message in outcome.messages)


def test_a_row_added_by_hand_becomes_a_claim(desk):
    desk.read(A, B)
    rows = [
        *desk.rows(),
        {"claim": "400 people died in Mexico, it reported", "status": "in progress", "reviewer": "Ann"},
    ]
    desk.write(rows)
    outcome = desk.read(A, B)
    assert outcome.counts["added"] == 1
    row = desk.rows()[1]
    assert row["claim"] == "400 people died in Mexico, it reported"
    assert row["claim_id"].startswith("c-")
    assert (row["status"], row["reviewer"], row["change"]) == ("in progress", "Ann", "new")
    assert (row["start"], row["sentence"]) == ("0", "Mexico reported 400 deaths.")
    assert row["figures"] == "400 deaths"
    before = desk.files()
    desk.read(A, B)
    assert desk.files() == before


def test_a_claim_added_by_hand_follows_the_article(desk):
    desk.read(A, B)
    desk.write([*desk.rows(), {"claim": "The port at Colón has been closed", "status": "supported"}])
    desk.read(A, B)
    desk.read(C, A, B)
    row = next(row for row in desk.rows() if row["claim"] == "The port at Colón has been closed")
    assert (row["status"], row["change"]) == ("supported", "")
    desk.read(C, A, "The port of <Colón> is not closed.")
    row = next(row for row in desk.rows() if row["claim"] == "The port at Colón has been closed")
    assert (row["status"], row["previous_status"], row["change"]) == ("recheck", "supported", "changed: negated")
    desk.read(C, A)
    row = next(row for row in desk.rows() if row["claim"] == "The port at Colón has been closed")
    assert row["change"] == "removed"


def test_a_row_added_by_hand_that_is_nowhere(desk):
    desk.read(A, B)
    desk.write([*desk.rows(), {"claim": "Nurses in Oslo earn too little", "notes": "from the agency"}])
    outcome = desk.read(A, B)
    row = desk.rows()[-1]
    assert (row["change"], row["notes"], row["start"]) == ("not located", "from the agency", "")
    assert any("not located" in message for message in outcome.messages)
    before = desk.files()
    desk.read(A, B)
    assert desk.files() == before
    desk.read(A, B, "Nurses in Oslo earn too little.")
    row = next(row for row in desk.rows() if row["notes"])
    assert row["change"] == ""
    assert row["start"]


def test_findings_are_written_and_kept(desk):
    finding = Finding(verdict="differs", message="the ministry's report says 380 deaths")
    desk.read(A, B, findings=[[finding], []])
    assert desk.rows()[0]["finding"] == "differs: the ministry's report says 380 deaths"
    desk.read(A, B)
    assert desk.rows()[0]["finding"] == "differs: the ministry's report says 380 deaths"
    desk.read(A, B, findings=[[], []])
    assert desk.rows()[0]["finding"] == ""


def test_only_the_ledger_bears_times(desk):
    desk.read(A, B)
    desk.set(0, status="supported", reviewer="Ann")
    desk.read(A, B)
    entries = [json.loads(line) for line in (desk.folder / "decisions.jsonl").read_text("utf-8").splitlines()]
    decision = next(entry for entry in entries if entry["event"] == "decision")
    assert decision["time"].startswith("2026-03-12T09:")
    assert (decision["reviewer"], decision["text"]) == ("Ann", "Mexico reported 400 deaths.")
    assert decision["review"]["status"] == "supported"
    assert b"2026-03-12" not in b"".join(desk.files().values())


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda rows: rows[0].update(status="aproved"), "unknown status 'aproved'"),
        (lambda rows: rows[0].update(claim_id="12e5"), "'12e5' is no claim id"),
        (lambda rows: rows[0].update(claim_id=rows[1]["claim_id"]), "stands in row 2 too"),
        (lambda rows: rows[0].update(claim_id="c-bbbbbb"), "c-bbbbbb is no claim of harbour"),
    ],
)
def test_what_can_not_be_read_is_refused_whole(desk, damage, says):
    desk.read(A, B)
    rows = desk.rows()
    rows[1]["status"] = "supported"
    damage(rows)
    desk.write(rows)
    before = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    with pytest.raises(SheetError, match=says) as caught:
        desk.read(A2, B)
    assert caught.value.row in (2, 3)
    assert caught.value.column
    assert caught.value.hint
    assert {path.name: path.read_bytes() for path in desk.folder.iterdir()} == before


def test_a_sheet_of_another_article(desk, tmp_path):
    from tests.review.folder import Desk

    other = Desk(tmp_path / "annotations", "strike")
    other.read("Dockers walked out.")
    desk.read(A, B)
    desk.sheet.write_bytes(other.sheet.read_bytes())
    with pytest.raises(SheetError, match="it is of strike"):
        desk.read(A, B)


def test_a_merge_conflict_is_refused_with_its_row(desk):
    desk.read(A, B)
    lines = desk.sheet.read_bytes().decode("utf-8-sig").split("\r\n")
    broken = [lines[0], "<<<<<<< HEAD", lines[1], "=======", lines[1].replace("unchecked", "refuted"), ">>>>>>> ann"]
    desk.sheet.write_bytes("\r\n".join([*broken, lines[2], ""]).encode())
    with pytest.raises(SheetConflictError) as caught:
        desk.read(A, B)
    assert caught.value.row == 2


def test_no_id_is_given_twice(desk):
    seen = {}
    for version in ([A, B], [A2, B], [B], [A, A, B], [A, A2, B, C], [C]):
        desk.read(*version)
        rows = desk.rows()
        ids = [row["claim_id"] for row in rows]
        assert len(set(ids)) == len(ids)
        for row in rows:
            seen.setdefault(row["claim_id"], set()).add(row["claim"].split()[0])
    assert all(len(first_words) == 1 for first_words in seen.values())
