"""The command: what it prints, what it writes and how it ends."""

import contextlib
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from pipeline.cli import main

ARTICLE = """---
title: Bridge closed for repairs
published: 2026-03-12
---
Bridge closed for repairs

The city of Turku closed the Aura bridge on Monday, and more than 12,000 drivers a day must take another way.

Engineers said the repairs would cost 3.5 million euros. Mayor Anna Virta called the price "a bargain".
"""


@dataclass(frozen=True)
class Shown:
    returncode: int
    stdout: bytes
    stderr: bytes


def in_a_process(folder, *arguments, given=b""):
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments], cwd=folder, input=given, capture_output=True, check=False
    )


def claimsheet(folder, *arguments, given=b""):
    """The command without a process of its own: what it prints and how it ends, in a tenth of the time."""
    given, out, err = (io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") for data in (given, b"", b""))
    code = 0
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "stdin", given),
        mock.patch.object(sys, "argv", ["claimsheet", *arguments]),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        out.flush()
        err.flush()
    return Shown(code, out.buffer.getvalue(), err.buffer.getvalue())


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "bridge.txt").write_text(ARTICLE)
    return folder


@pytest.fixture(scope="module")
def first_run(desk):
    return in_a_process(desk, "sheet")


def test_a_run_says_what_it_wrote_and_where(first_run):
    assert first_run.returncode == 0, first_run.stderr.decode()
    out = first_run.stdout.decode()
    assert "to check first" in out
    assert str(Path("annotations") / "bridge" / "sheet.csv") in out


def test_progress_is_silent_when_not_on_a_terminal(first_run):
    assert b"Reading" not in first_run.stderr


@pytest.mark.parametrize("name", ["sheet.csv", "left-out.csv", "record.json"])
def test_a_run_writes_its_files(desk, first_run, name):
    assert (desk / "annotations" / "bridge" / name).stat().st_size > 0


def test_a_second_run_changes_no_byte(desk, first_run):
    before = {path: path.read_bytes() for path in desk.rglob("*.*") if path.is_file() and ".cache" not in path.parts}
    assert claimsheet(desk, "sheet").returncode == 0
    after = {path: path.read_bytes() for path in desk.rglob("*.*") if path.is_file() and ".cache" not in path.parts}
    assert after == before


def test_status_counts_the_facts_left(desk, first_run):
    shown = claimsheet(desk, "status", "--json")
    (article,) = json.loads(shown.stdout)
    assert article["article"] == "bridge"
    assert article["unchecked"] == article["left"] > 0


def test_annotate_reads_lines_and_writes_lines(desk):
    line = json.dumps({"id": "x", "text": "At least 40 people died in 2019."}).encode()
    shown = in_a_process(desk, "annotate", given=line + b"\n{\n")
    assert shown.returncode == 3
    good, bad = [json.loads(answer) for answer in shown.stdout.splitlines()]
    assert good["claims"]
    assert bad["error"]


def test_explain_shows_the_reading(desk):
    shown = claimsheet(desk, "explain", "nearly 18 signatories")
    assert shown.returncode == 0
    assert b"18" in shown.stdout


BAD = {
    "empty.txt": b"",
    "blank.txt": b"  \n\n ",
    "binary.txt": bytes(range(256)) * 40,
    "article.xyz": b"Some text in an unknown format.",
    "line.txt": b"word " * 1_100_000,
    "notdate.txt": b"---\npublished: someday soon\n---\nA text that is long enough to be read.\n",
    "swedish.txt": (
        "Regeringen beslutade i torsdags att höja skatten på bensin med tio procent från och med nästa år. "
        "Oppositionen kritiserade beslutet och menade att det skulle drabba landsbygden hårdast av alla."
    ).encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_line_and_nothing_is_written(tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name])
    shown = claimsheet(tmp_path, "sheet", name)
    assert shown.returncode == 2
    assert name in shown.stderr.decode()
    assert len(shown.stderr.decode().strip().splitlines()) == 1
    assert not (tmp_path / "annotations").exists()


def test_a_missing_file_is_one_clear_line(tmp_path):
    shown = in_a_process(tmp_path, "sheet", "nowhere.txt")
    assert shown.returncode == 2
    assert b"nowhere.txt" in shown.stderr
    assert b"Traceback" not in shown.stderr


def test_another_language_can_be_forced(tmp_path):
    (tmp_path / "swedish.txt").write_bytes(BAD["swedish.txt"])
    assert claimsheet(tmp_path, "sheet", "swedish.txt", "--force").returncode == 0


def test_two_articles_with_one_id_are_refused(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "bridge.txt").write_text(ARTICLE)
    (tmp_path / "corpus" / "other.txt").write_text(ARTICLE.replace("title:", "id: bridge\ntitle:"))
    shown = claimsheet(tmp_path, "sheet")
    assert shown.returncode == 2
    assert "bridge" in shown.stderr.decode()
    assert not (tmp_path / "annotations").exists()


def test_settings_with_an_unknown_key_are_refused(tmp_path):
    (tmp_path / "bridge.txt").write_text(ARTICLE)
    (tmp_path / "claimsheet.toml").write_text("colour = 1\n")
    shown = claimsheet(tmp_path, "sheet", "bridge.txt")
    assert shown.returncode == 2
    assert b"colour" in shown.stderr


def test_a_folder_that_can_t_be_made_is_one_clear_line(tmp_path):
    (tmp_path / "bridge.txt").write_text(ARTICLE)
    (tmp_path / "annotations").write_text("a file where the folder should be")
    shown = claimsheet(tmp_path, "sheet", "bridge.txt")
    assert shown.returncode == 2
    assert b"annotations" in shown.stderr
    assert b"Traceback" not in shown.stderr


@pytest.mark.parametrize(
    "command", ["sheet", "annotate", "status", "explain", "history", "evidence", "sources", "merge", "restore"]
)
def test_each_command_has_help(tmp_path, command):
    shown = claimsheet(tmp_path, command, "--help")
    assert shown.returncode == 0
    assert len(shown.stdout.splitlines()) > 4


def test_a_source_that_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path):
    (tmp_path / "corpus" / "sources").mkdir(parents=True)
    (tmp_path / "corpus" / "bridge.txt").write_text(ARTICLE)
    (tmp_path / "corpus" / "sources" / "scan.pdf").write_bytes(b"%PDF-1.7 cut off")
    run = claimsheet(tmp_path, "sheet")
    assert run.returncode == 3
    assert b"scan.pdf" in run.stderr
    assert (tmp_path / "annotations" / "bridge" / "sheet.csv").exists()
