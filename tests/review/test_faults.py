"""What goes wrong on a disk, injected: after each fault all that a person wrote is there, and the next run goes on."""

import datetime as dt
import errno
import os
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.errors import LockedError, SheetError, UsageError, WriteError
from pipeline.review import files, history, ledger, restore
from tests.review.folder import SETTINGS, Desk

A = "<Mexico> reported {400|=400 of:death} deaths."
A2 = "<Mexico> reported {450|=450 of:death} deaths."
B = "The port of <Colón> is closed."
C = "Dockers rejected the offer."


class Killed(BaseException):
    """What no handler catches: the process is gone."""


class Machine:
    """Counts the steps that reach the disk, and dies or fails at one of them."""

    def __init__(self, monkeypatch, at, fault):
        self.steps, self.at, self.fault = 0, at, fault
        self.names = []
        monkeypatch.setattr(os, "fsync", self.before(os.fsync, "fsync"))
        monkeypatch.setattr(Path, "replace", self.before(Path.replace, "replace"))
        monkeypatch.setattr(Path, "open", self.before(Path.open, "open"))
        # A killed process does not clean up behind itself.
        if issubclass(fault, Killed):
            monkeypatch.setattr(Path, "unlink", lambda *args, **options: None)

    def before(self, call, name):
        def step(*args, **options):
            writes = name != "open" or any("w" in str(arg) or "a" in str(arg) for arg in args[1:])
            if writes:
                self.names.append(name)
                self.steps += 1
                if self.steps == self.at:
                    raise self.fault() if self.fault is Killed else OSError(errno.ENOSPC, "No space left on device")
            return call(*args, **options)

        return step


def worked_on(tmp_path):
    """Return a desk with verdicts that the ledger has not seen yet."""
    desk = Desk(tmp_path / "annotations")
    desk.read(A, B, C)
    desk.set(0, status="supported", notes="counted twice", reviewer="Ann")
    desk.set(1, status="refuted", notes="=it is open", reviewer="Ann")
    return desk


def steps_of_a_run(tmp_path, monkeypatch):
    desk = worked_on(tmp_path / "whole")
    with monkeypatch.context() as patch:
        machine = Machine(patch, 0, Killed)
        desk.read(A2, B)
    return machine.steps, desk.files()


def assert_sound(desk):
    first, second, third = desk.rows()
    assert (first["status"], first["previous_status"]) == ("recheck", "supported")
    assert (first["notes"], first["reviewer"]) == ("counted twice", "Ann")
    assert first["change"] == "changed: figure: 400 → 450 deaths"
    assert (second["status"], second["notes"]) == ("refuted", "'=it is open")
    assert (third["claim"], third["change"]) == (C, "removed")


@pytest.mark.parametrize("fault", [Killed, OSError])
def test_a_run_that_dies_at_any_step_loses_nothing(tmp_path, monkeypatch, fault):
    steps, whole = steps_of_a_run(tmp_path, monkeypatch)
    assert steps >= 9
    for at in range(1, steps + 1):
        desk = worked_on(tmp_path / str(at))
        with monkeypatch.context() as patch:
            Machine(patch, at, fault)
            with pytest.raises(Killed if fault is Killed else WriteError) as caught:
                desk.read(A2, B)
        if fault is OSError:
            assert "disk is full" in str(caught.value) or "can't be written" in str(caught.value)
        # What stands there is whole, old or new, and has all that Ann wrote.
        rows = desk.rows()
        assert {row["status"] for row in rows if row["notes"]} <= {"supported", "refuted", "recheck"}
        assert [row["notes"].lstrip("'") for row in rows][:2] == ["counted twice", "=it is open"]
        desk.read(A2, B)
        assert_sound(desk)
        assert not [path.name for path in desk.folder.iterdir() if path.name.endswith("-tmp")]
        assert {name: data for name, data in desk.files().items() if name != "record.json"} == {
            name: data for name, data in whole.items() if name != "record.json"
        }, at
        before = desk.files()
        desk.read(A2, B)
        assert desk.files() == before


def test_a_run_that_dies_and_a_person_who_goes_on_before_the_next(tmp_path, monkeypatch):
    steps, _ = steps_of_a_run(tmp_path, monkeypatch)
    for at in range(1, steps + 1):
        desk = worked_on(tmp_path / str(at))
        with monkeypatch.context() as patch:
            Machine(patch, at, Killed)
            with pytest.raises(Killed):
                desk.read(A2, B)
        shown = desk.rows()[0]["claim"]
        desk.set(0, status="not checkable", notes="asked the ministry")
        desk.read(A2, B)
        row = desk.rows()[0]
        assert row["notes"] == "asked the ministry"
        # Decided on the words of the row: they stand, or they changed and the verdict does not.
        if shown == row["claim"]:
            assert row["status"] == "not checkable", at
        else:
            assert (row["status"], row["previous_status"]) == ("recheck", "not checkable"), at


def test_a_full_disk_says_so_and_leaves_the_files(tmp_path, monkeypatch):
    desk = worked_on(tmp_path)
    before = desk.files()

    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(WriteError, match="the disk is full"):
            desk.read(A2, B)
    assert desk.files() == before


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_a_read_only_folder(tmp_path, monkeypatch, code):
    desk = worked_on(tmp_path)
    before = desk.files()

    def refuse(self, mode="r", *args, **options):
        if "r" not in mode:
            raise OSError(code, os.strerror(code))
        return real(self, mode, *args, **options)

    real = Path.open
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        with pytest.raises(WriteError, match="can't be written"):
            desk.read(A2, B)
    assert desk.files() == before


def test_a_folder_that_can_not_be_made(tmp_path):
    (tmp_path / "annotations").write_text("a file where the folder should be")
    with pytest.raises(WriteError):
        Desk(tmp_path / "annotations").read(A)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            ".~lock.sheet.csv#",
            "Ann Ito,ann,laptop,12.03.2026 10:00,file:///home/ann/;",
            "open in LibreOffice .by Ann Ito",
        ),
        (".~lock.sheet.csv#", "", "open in LibreOffice"),
        ("~$sheet.xlsx", "Ann", "open in Excel"),
    ],
)
def test_a_sheet_open_in_a_spreadsheet_is_not_written_over(tmp_path, name, content, says):
    desk = worked_on(tmp_path)
    before = desk.files()
    (desk.folder / name).write_text(content)
    with pytest.raises(LockedError, match=says):
        desk.read(A2, B)
    assert desk.files() == before
    (desk.folder / name).unlink()
    desk.read(A2, B)
    assert_sound(desk)


def test_two_runs_at_once(tmp_path):
    desk = worked_on(tmp_path)
    with FileLock(desk.folder / ".claimsheet.lock"), pytest.raises(LockedError, match="another run"):
        desk.read(A2, B, wait=0)
    desk.read(A2, B)
    assert_sound(desk)


def test_a_sheet_saved_while_a_run_is_at_work(tmp_path, monkeypatch):
    desk = worked_on(tmp_path)
    real = ledger.append

    def saved_meanwhile(path, entries):
        real(path, entries)
        desk.set(2, status="supported", notes="just now")

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "append", saved_meanwhile)
        with pytest.raises(LockedError, match="saved by somebody else"):
            desk.read(A2, B, C)
    assert desk.rows()[2]["notes"] == "just now"
    desk.read(A2, B, C)
    assert desk.rows()[2]["status"] == "supported"


def test_a_clock_that_goes_back(tmp_path):
    desk = worked_on(tmp_path)
    desk.read(A, B, C)
    desk.clock.time -= dt.timedelta(days=400)
    desk.set(0, status="refuted", reviewer="Bea")
    desk.read(A, B, C)
    claim_id = desk.rows()[0]["claim_id"]
    desk.sheet.unlink()
    desk.read(A, B, C)
    assert desk.rows()[0]["status"] == "refuted"
    said = [event.what for event in history(desk.folder.parent, claim_id)]
    assert said[-1].startswith("Bea: supported → refuted")


def test_a_ledger_whose_last_line_is_half_written(tmp_path):
    desk = worked_on(tmp_path)
    desk.read(A, B, C)
    path = desk.folder / "decisions.jsonl"
    data = path.read_bytes()
    path.write_bytes(data[:-40])
    desk.set(2, status="supported")
    outcome = desk.read(A, B, C)
    assert any("stepped over" in message for message in outcome.messages)
    assert [row["status"] for row in desk.rows()] == ["supported", "refuted", "supported"]
    lines = path.read_bytes().splitlines()
    assert ledger.read(path).decided[desk.rows()[2]["claim_id"]].review.status == "supported"
    assert len(ledger.read(path).skipped) == 1
    assert lines[0] in data


def cut_in_a_quote(data):
    at = data.index(b"=it is open")
    return data[: at + 4].replace(b"'=it", b'"it')


def cut_in_a_row(data):
    return data[: data.rindex(b"Dockers") + 4]


@pytest.mark.parametrize("cut", [cut_in_a_quote, cut_in_a_row])
def test_a_truncated_sheet_is_refused_with_its_row_and_restored(tmp_path, cut):
    desk = worked_on(tmp_path)
    desk.read(A, B, C)
    desk.set(0, notes="counted three times")
    damaged = cut(desk.sheet.read_bytes())
    desk.sheet.write_bytes(damaged)
    with pytest.raises(SheetError) as caught:
        desk.read(A2, B)
    assert caught.value.row in (3, 4)
    assert "restore" in caught.value.hint
    assert desk.sheet.read_bytes() == damaged
    done = restore(desk.folder, SETTINGS, clock=desk.clock)
    assert done.kept.read_bytes() == damaged
    rows = desk.rows()
    assert [row["status"] for row in rows] == ["supported", "refuted", "unchecked"]
    assert [row["notes"] for row in rows] == ["counted three times", "'=it is open", ""]
    desk.read(A2, B)
    assert desk.rows()[0]["previous_status"] == "supported"
    assert desk.rows()[0]["notes"] == "counted three times"


def test_restore_of_a_lost_sheet_and_record(tmp_path):
    desk = worked_on(tmp_path)
    desk.read(A2, B, C)
    before = desk.rows()
    desk.sheet.unlink()
    (desk.folder / "record.json").unlink()
    restore(desk.folder, SETTINGS, clock=desk.clock)
    kept = ("claim_id", "status", "claim", "figures", "notes", "previous_status", "change", "previous_claim")
    for old, new in zip(before, desk.rows(), strict=True):
        if old["change"] != "new":
            assert {name: new[name] for name in kept} == {name: old[name] for name in kept}


def test_restore_leaves_a_whole_sheet_alone(tmp_path):
    desk = worked_on(tmp_path)
    with pytest.raises(UsageError, match="nothing to restore"):
        restore(desk.folder, SETTINGS)
    with pytest.raises(UsageError):
        restore(tmp_path / "nowhere", SETTINGS)


def test_restore_of_a_sheet_that_is_no_sheet(tmp_path):
    desk = worked_on(tmp_path)
    desk.read(A, B, C)
    desk.sheet.write_bytes(b"\0\0\0\0")
    with pytest.raises(SheetError):
        desk.read(A, B, C)
    done = restore(desk.folder, SETTINGS, clock=desk.clock)
    assert done.messages
    assert [row["status"] for row in desk.rows()] == ["supported", "refuted", "unchecked"]
    again = desk.folder / "sheet.damaged.csv"
    assert again.read_bytes() == b"\0\0\0\0"


def test_a_damaged_record_is_made_again(tmp_path):
    desk = worked_on(tmp_path)
    desk.read(A, B, C)
    (desk.folder / "record.json").write_text('{"format": 1, "art')
    outcome = desk.read(A2, B)
    assert any("record is damaged" in message for message in outcome.messages)
    assert_sound(desk)


def test_leftovers_of_an_interrupted_run_are_deleted(tmp_path):
    desk = worked_on(tmp_path)
    (desk.folder / ".sheet.csv.claimsheet-tmp").write_bytes(b"half")
    assert files.forget_leftovers(desk.folder) == [".sheet.csv.claimsheet-tmp"]
