"""The documents: every command, target and file that they name exists."""

import re
import tomllib
from pathlib import Path

import pytest
import typer

from pipeline.cli import app
from pipeline.settings import Settings
from tests.golden.pictures import with_pictures

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMMANDS = set(typer.main.get_command(app).commands)
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
CODE = re.findall(r"```\w*\n(.*?)```", README, re.DOTALL) + re.findall(r"`([^`\n]+)`", README)


def named(pattern):
    return sorted({found for code in CODE for found in re.findall(pattern, code, re.MULTILINE)})


@pytest.mark.parametrize("command", named(r"\bclaimsheet ([a-z]+)"))
def test_each_command_that_the_readme_names_exists(command):
    assert command in COMMANDS


@pytest.mark.parametrize("target", named(r"^\s*(?:\$ )?make ([a-z][a-z-]*)(?![\w=])"))
def test_each_target_that_the_readme_names_exists(target):
    assert target in TARGETS


@pytest.mark.parametrize("path", named(r"\b((?:pipeline|tests)/[\w./-]*)"))
def test_each_path_that_the_readme_names_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_each_target_has_a_line_in_the_help(target):
    assert re.search(rf"^{target}:.*## .+", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_is_in_the_readme(command):
    assert f"claimsheet {command}" in README


def test_no_target_is_a_file_that_a_person_edits():
    assert "annotations" not in re.findall(r"^([^\s#:]+):", MAKEFILE, re.MULTILINE)
    clean = MAKEFILE.split("\nclean:")[1].split("\n\n")[0]
    assert "annotations" not in clean.split("##")[1].split("\n", 1)[1]


def test_the_settings_that_the_readme_shows_are_the_defaults():
    (shown,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    assert Settings.model_validate(tomllib.loads(shown)) == Settings()


def test_the_pictures_are_what_the_shipped_article_gives():
    assert with_pictures(README) == README


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_the_python_that_the_readme_shows_runs(code, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip()
