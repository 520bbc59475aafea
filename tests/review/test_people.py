"""Two reviewers, a claim's history, progress, and an article under another name."""

import shutil

import pytest

from pipeline.errors import SheetError, UnknownClaimError, UsageError
from pipeline.review import adopt, agreement, find_renamed, history, merge, progress
from pipeline.schema import Article
from tests.review.folder import SETTINGS, Desk

A = "<Mexico> reported {400|=400 of:death} deaths."
A2 = "<Mexico> reported {450|=450 of:death} deaths."
B = "The port of <Colón> is closed."
C = "Dockers rejected the offer."
D = "Tugs are idle."


def two_reviewers(tmp_path, ann, bea):
    """Return the desk and two copies of its sheet, each worked on by one person."""
    desk = Desk(tmp_path / "annotations")
    desk.read(A, B, C, D)
    paths = []
    for name, work in (("ann", ann), ("bea", bea)):
        copy = Desk(tmp_path, name)
        copy.folder.mkdir()
        shutil.copy(desk.sheet, copy.sheet)
        for number, cells in work.items():
            copy.set(number, reviewer=name.title(), **cells)
        paths.append(copy.sheet)
    return desk, *paths


def test_where_two_agree_or_one_was_silent_it_stands(tmp_path):
    desk, ann, bea = two_reviewers(
        tmp_path,
        {0: {"status": "supported", "notes": "log"}, 1: {"status": "refuted"}},
        {0: {"status": "supported"}, 2: {"status": "conflicting"}},
    )
    done = merge(ann, bea, desk.sheet, SETTINGS)
    rows = desk.rows()
    assert [row["status"] for row in rows] == ["supported", "refuted", "conflicting", "unchecked"]
    assert [row["reviewer"] for row in rows] == ["Ann; Bea", "Ann", "Bea", ""]
    assert rows[0]["notes"] == "log"
    assert done.disagreements == ()
    assert done.agreement.claims == 1


def test_where_two_differ_the_row_says_both_and_asks(tmp_path):
    desk, ann, bea = two_reviewers(
        tmp_path,
        {0: {"status": "supported", "notes": "log"}, 1: {"status": "refuted"}},
        {0: {"status": "refuted", "notes": "call"}, 1: {"status": "refuted"}},
    )
    done = merge(ann, bea, desk.sheet, SETTINGS)
    row = desk.rows()[0]
    assert row["status"] == "recheck"
    assert row["previous_status"] == "supported / refuted"
    assert row["change"] == "reviewers differ: Ann supported, Bea refuted"
    assert row["notes"] == "Ann: log\nBea: call\nreviewers differ: Ann supported, Bea refuted"
    assert [str(item).split(": ")[1] for item in done.disagreements] == ["supported / refuted"]
    assert "1 of 2 verdicts agree" in done.agreement.summary
    outcome = desk.read(A, B, C, D)
    assert not [message for message in outcome.messages if "your edit" in message]
    row = desk.rows()[0]
    assert (row["status"], row["previous_status"]) == ("recheck", "supported / refuted")
    assert row["change"].startswith("reviewers differ")
    desk.read(A2, B, C, D)
    assert desk.rows()[0]["status"] == "recheck"
    desk.read(A, B, C, D)
    assert desk.rows()[0]["status"] == "recheck"


def test_one_who_did_not_touch_a_row_does_not_overrule_one_who_did(tmp_path):
    """Both began with "supported"; Ann changed her mind, Bea did nothing."""
    desk = Desk(tmp_path / "annotations")
    desk.read(A, B)
    desk.set(0, status="supported", notes="first look")
    desk.read(A, B)
    copy = tmp_path / "bea.csv"
    shutil.copy(desk.sheet, copy)
    desk.set(0, status="refuted", notes="")
    merge(desk.sheet, copy, desk.sheet, SETTINGS)
    assert (desk.rows()[0]["status"], desk.rows()[0]["notes"]) == ("refuted", "")


def test_a_base_can_be_named(tmp_path):
    _, ann, bea = two_reviewers(tmp_path, {0: {"status": "supported"}}, {0: {"status": "supported"}})
    base = tmp_path / "base.csv"
    shutil.copy(ann, base)
    Desk(tmp_path, "bea").set(0, status="refuted")
    merge(ann, bea, tmp_path / "out.csv", SETTINGS, base=base)
    assert "refuted" in (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[1]


def test_rows_and_columns_of_either_are_kept(tmp_path):
    desk, ann, bea = two_reviewers(tmp_path, {}, {})
    one, two = Desk(tmp_path, "ann"), Desk(tmp_path, "bea")
    one.write([*one.rows(), {"claim": "A claim of Ann's", "status": "unchecked"}])
    rows = two.rows()
    rows[1]["desk"] = "foreign"
    two.write(rows[1:])
    merge(ann, bea, desk.sheet, SETTINGS)
    rows = desk.rows()
    assert [row["claim"] for row in rows][-1] == "A claim of Ann's"
    assert len(rows) == 5
    assert rows[1]["desk"] == "foreign"


def test_sheets_of_two_articles_or_versions_are_not_merged(tmp_path):
    desk, ann, _ = two_reviewers(tmp_path, {}, {})
    other = Desk(tmp_path / "annotations", "strike")
    other.read("Dockers walked out.")
    with pytest.raises(UsageError, match="no claim in common"):
        merge(ann, other.sheet, tmp_path / "out.csv", SETTINGS)
    desk.read(A2, B, C, D)
    with pytest.raises(SheetError, match="reads otherwise"):
        merge(ann, desk.sheet, tmp_path / "out.csv", SETTINGS)


def test_agreement_by_hand_computed_values():
    """Cohen 1960: p_o = 0.7, p_e = 0.5; alpha with small-sample correction, Krippendorff 2004."""
    first = dict(zip("abcdefghij", ["yes"] * 5 + ["no"] * 5, strict=True))
    second = first | {"a": "no", "b": "no", "f": "yes"}
    found = agreement(first, second)
    assert (found.claims, found.agreed) == (10, 7)
    assert found.kappa == pytest.approx(0.4)
    assert found.alpha == pytest.approx(1 - 0.3 / (2 * 9 * 11 / (20 * 19)))
    assert agreement({"a": "yes"}, {"a": "yes"}).kappa is None
    assert agreement({"a": "yes"}, {"b": "yes"}).summary == "no claim was decided by both"


def test_the_history_of_a_claim(tmp_path):
    desk = Desk(tmp_path / "annotations")
    desk.read(A, B)
    claim_id = desk.rows()[0]["claim_id"]
    desk.set(0, status="supported", reviewer="Ann", notes="log")
    desk.read(A2, B)
    desk.set(0, status="refuted", reviewer="Bea")
    desk.read(B)
    said = [event.what for event in history(tmp_path / "annotations", claim_id.upper())]
    assert said == [
        "first read: Mexico reported 400 deaths.",
        "Ann: unchecked → supported; notes: log",
        "now reads: Mexico reported 450 deaths.",
        "supported → recheck (changed: figure: 400 → 450 deaths)",
        "Bea: recheck → refuted",
        "no longer in the article (was refuted)",
    ]


def test_an_id_that_nobody_knows(tmp_path):
    with pytest.raises(UnknownClaimError, match="no ledger knows c-bbbbbb"):
        history(tmp_path, "c-bbbbbb")


def test_progress(tmp_path):
    desk = Desk(tmp_path / "annotations")
    desk.read(A, {"text": B, "priority": "high"}, C, D)
    desk.set(0, status="supported", reviewer="Ann", sign_off="EK")
    desk.read(A2, {"text": B, "priority": "high"}, C)
    desk.set(2, status="refuted", reviewer="Bea", sign_off="EK")
    found = progress(desk.folder, SETTINGS)
    assert (found.claims, found.open, found.first, found.signed) == (3, 2, 1, 2)
    assert len(found.waiting) == 1
    assert found.by_status == {"unchecked": 1, "refuted": 1, "recheck": 1}
    assert found.by_reviewer == {"Bea": 1}
    assert "facts left: 2 of 3, 1 of them to check first, 1 to recheck" in found.summary
    with pytest.raises(SheetError, match="no sheet here"):
        progress(tmp_path, SETTINGS)


LONG = (
    "The port of Colón has been closed for a week.",
    "Dockers rejected the ministry's second offer on Monday.",
    "Nineteen ships are waiting outside the breakwater.",
    "The strike costs exporters of bananas a fortune every day.",
)


def test_an_article_under_another_name(tmp_path):
    root = tmp_path / "annotations"
    old, other = Desk(root, "harbour"), Desk(root, "weather")
    old.read(*LONG)
    old.set(0, status="supported")
    other.read("A storm is on its way to the coast of Honduras.")
    text = " ".join((*LONG[:3], "The union leaders will meet the minister tomorrow."))
    found = find_renamed(root, Article(id="strike", text=text))
    assert found.old_id == "harbour"
    assert 0.5 < found.share < 1
    assert "strike looks like harbour" in found.message
    assert find_renamed(root, Article(id="strike", text=text), present=["harbour"]) is None
    assert find_renamed(root, Article(id="harbour", text=text)) is None
    assert find_renamed(root, Article(id="strike", text="Something else was in the news on that day.")) is None
    Desk(root, "strike").read(*LONG[:3])  # a run has made a folder of the new name already
    adopt(root, "harbour", "strike")
    new = Desk(root, "strike")
    new.read(*LONG)
    assert new.rows()[0]["status"] == "supported"
    with pytest.raises(UsageError, match="no work here"):
        adopt(root, "harbour", "elsewhere")
    with pytest.raises(UsageError, match="work of its own"):
        adopt(root, "weather", "strike")
    third = Desk(root, "gale")
    third.read("A gale is on its way to the coast of Honduras.")
    third.set(0, notes="My own words.")
    with pytest.raises(UsageError, match="work of its own"):
        adopt(root, "weather", "gale")
