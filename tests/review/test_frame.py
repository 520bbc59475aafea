"""A sheet as a data frame."""

from pathlib import Path

import pytest

from pipeline.errors import SheetError
from pipeline.review import read_frame

SHIPPED = Path(__file__).parents[2] / "annotations" / "counter-cartel-coalition" / "sheet.csv"


@pytest.fixture(scope="module")
def frame():
    return read_frame(SHIPPED)


def test_a_row_a_claim(frame):
    assert frame.index.is_unique
    assert (frame["status"] == "unchecked").all()


def test_offsets_are_numbers(frame):
    assert (frame["end"] > frame["start"]).all()


def test_words_stay_words(tmp_path):
    path = tmp_path / "sheet.csv"
    text = SHIPPED.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([f"{text[0]},desk", f"{text[1]},007"]) + "\n", encoding="utf-8")
    assert read_frame(path)["desk"].tolist() == ["007"]


def test_a_damaged_sheet_is_refused(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("status,claim\nsupported,A claim.\n")
    with pytest.raises(SheetError):
        read_frame(path)
