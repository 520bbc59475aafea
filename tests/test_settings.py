"""Settings: where they come from, and what is refused."""

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Settings, load_settings


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load_settings(tmp_path) == Settings()


def test_the_project_file_is_read(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.claimsheet]\nday_first = true\n")
    assert load_settings(tmp_path).day_first


def test_the_tool_s_own_file_wins(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.claimsheet]\nthreads = 3\n")
    (tmp_path / "claimsheet.toml").write_text("threads = 2\n")
    assert load_settings(tmp_path).threads == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("thread = 2\n", "unknown setting 'thread'"),
        ("threads = 0\n", "threads"),
        ("threads = \n", "not valid TOML"),
        ('statuses = ["open", "done"]\n', "recheck"),
        ('open_statuses = ["open"]\n', "open_statuses"),
        ("priority_medium = 0.9\n", "priority_medium"),
    ],
)
def test_a_mistake_is_one_line_that_names_the_file(tmp_path, content, said):
    path = tmp_path / "claimsheet.toml"
    path.write_text(content)
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_fingerprint_knows_what_can_change_a_sheet():
    plain = Settings().fingerprint()
    assert Settings(threads=2, corpus="articles").fingerprint() == plain
    assert Settings(day_first=True).fingerprint() != plain
