"""Settings: the defaults, and where a desk changes them.

Read from ``[tool.claimsheet]`` of a ``pyproject.toml`` or from a ``claimsheet.toml``, whichever lies in the working
folder; ``claimsheet.toml`` wins. An unknown key is an error, so that a typing mistake never passes for a setting.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.errors import SettingsError

__all__ = ["Settings", "load_settings"]

STATUSES = (
    "unchecked",
    "in progress",
    "supported",
    "refuted",
    "conflicting",
    "not enough evidence",
    "not checkable",
    "recheck",
)


class Settings(BaseModel):
    """All settings, with their defaults.

    ``corpus`` and ``annotations`` are folders relative to the working folder. ``priority_high`` and
    ``priority_medium`` are scores between 0 and 1 from which a claim is high or medium. ``threads`` bounds the reader.
    ``day_first`` reads 5/3/2026 as the 5th of March. ``statuses`` begins with what a new claim gets and must hold
    ``recheck``; ``open_statuses`` are those that still ask for work.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    corpus: str = "corpus"
    annotations: str = "annotations"
    cache: str = ".cache/claimsheet"
    threads: int = Field(default=1, ge=1, le=64)
    day_first: bool = False
    statuses: tuple[str, ...] = STATUSES
    open_statuses: tuple[str, ...] = ("unchecked", "in progress", "recheck")
    priority_high: float = Field(default=0.6, ge=0.0, le=1.0)
    priority_medium: float = Field(default=0.35, ge=0.0, le=1.0)
    findings: int = Field(default=3, ge=1, le=20)

    @model_validator(mode="after")
    def _consistent(self) -> Settings:
        if not self.statuses or "recheck" not in self.statuses:
            raise ValueError("statuses must not be empty and must hold 'recheck'")
        unknown = set(self.open_statuses) - set(self.statuses)
        if unknown:
            raise ValueError(f"open_statuses names {sorted(unknown)}, which statuses does not have")
        if self.priority_medium > self.priority_high:
            raise ValueError("priority_medium must not be above priority_high")
        return self

    @property
    def first_status(self) -> str:
        """The status of a claim that nobody has looked at."""
        return self.statuses[0]

    def fingerprint(self) -> str:
        """Hash of the settings that can change a sheet's content; folders and threads do not."""
        kept = self.model_dump(mode="json", exclude={"corpus", "annotations", "cache", "threads"})
        return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:12]


def load_settings(folder: Path | str = ".") -> Settings:
    """Read the settings that hold in a folder.

    Raises
    ------
    SettingsError
        If a settings file can't be parsed, has an unknown key or a value out of range.
    """
    folder = Path(folder)
    own = folder / "claimsheet.toml"
    project = folder / "pyproject.toml"
    if own.is_file():
        return _settings(_toml(own), own)
    if project.is_file():
        table = _toml(project).get("tool", {}).get("claimsheet", {})
        return _settings(table, project)
    return Settings()


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"not valid TOML: {error}", path=path) from None
    except OSError as error:
        raise SettingsError(f"can't be read: {error.strerror}", path=path) from None


def _settings(table: dict[str, Any], path: Path) -> Settings:
    known = Settings.model_fields
    for key in table:
        if key not in known:
            raise SettingsError(f"unknown setting {key!r}", path=path, hint=f"known: {', '.join(sorted(known))}")
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name}: {message}" if name else message, path=path) from None
