"""The public names of the package."""

import subprocess
import sys

import pytest

import pipeline


def test_all_is_sorted_and_complete():
    assert list(pipeline.__all__) == sorted(pipeline.__all__)
    assert set(pipeline._HOME) == set(pipeline.__all__)


@pytest.mark.parametrize("name", pipeline.__all__)
def test_each_name_is_there(name):
    assert getattr(pipeline, name).__doc__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError):
        pipeline.nothing  # noqa: B018


def test_the_records_load_without_spacy():
    rooms = ", ".join(f"pipeline.{room}" for room in ("schema", "review", "corpus", "figures"))
    code = f"import sys, {rooms}; print('spacy' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
