"""Currencies as tables: their signs, codes, names and subdivisions, and which country's a text means."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.figures.phrases import Phrases

__all__ = ["Currencies", "MoneyContext", "currencies"]


@dataclass(frozen=True, slots=True)
class Currencies:
    """The tables of ``data/money.toml`` and ``data/currencies.tsv``, by what a text can hold."""

    signs: dict[str, str]
    prefixes: dict[str, str]
    letter_signs: dict[str, str]
    names: Phrases[str]
    bare: dict[str, str]
    subdivisions: dict[str, tuple[str, int]]
    defaults: dict[str, str]
    codes: frozenset[str]
    wordlike: frozenset[str]
    money_cues: frozenset[str]
    weight_cues: frozenset[str]
    candidates: dict[str, dict[str, str]] = field(default_factory=dict)


def _singular(name: str) -> str:
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


@cache
def currencies() -> Currencies:
    """Return the tables, read once a process."""
    data = files(__package__) / "data"
    raw: dict[str, Any] = tomllib.loads((data / "money.toml").read_text("utf-8"))
    entries: list[tuple[str, str]] = []
    codes: set[str] = set()
    candidates: dict[str, dict[str, str]] = {}
    bare_names: dict[str, str] = raw["names"]
    for line in (data / "currencies.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        code, current, names, places = line.split("\t")
        codes.add(code)
        for name in names.split("|"):
            entries.append((name, code))
            adjective, _, last = name.rpartition(" ")
            if current == "1" and adjective:
                table = candidates.setdefault(_singular(last), {})
                for hint in (adjective, *places.split("|")):
                    table.setdefault(hint, code)
    for name, code in {**raw["adjectives"], **bare_names}.items():
        value = code or "?" + name
        entries.append((name, value))
        if not name.endswith("s") or name == "us dollar":
            entries.append((name + "s", value))
    bare = {**bare_names, **{name + "s": code for name, code in bare_names.items()}}
    subdivisions: dict[str, tuple[str, int]] = {}
    for name, (code, parts) in raw["subdivisions"].items():
        subdivisions[name] = (code, parts)
        if len(name) > 2 and not name.endswith("s"):
            subdivisions.setdefault(name + "s", (code, parts))
    return Currencies(
        raw["signs"],
        raw["dollar_prefixes"],
        raw["letter_signs"],
        Phrases(entries),
        bare,
        subdivisions,
        raw["defaults"],
        frozenset(codes | {"BTC", "RMB", "NIS"}),
        frozenset(raw["wordlike"]["codes"]),
        frozenset(raw["cues"]["money"]),
        frozenset(raw["cues"]["weight"]),
        candidates,
    )


class MoneyContext:
    """What a text says of its money: the countries that it names, and the sums so far."""

    __slots__ = ("_hints", "_text", "last_code")

    def __init__(self, text: str) -> None:
        self._text = text
        self._hints: dict[str, str] = {}
        self.last_code = ""

    def names(self, sign: str) -> bool:
        """Tell whether the text has a sign anywhere."""
        return sign in self._text

    def resolve(self, name: str) -> str:
        """Return the code for a name that several countries use, by the one country that the text names, or ``""``."""
        base = _singular(name)
        if base not in self._hints:
            lowered = self._text.lower()
            table = currencies().candidates.get(base, {})
            found = {code for hint, code in table.items() if hint and hint in lowered}
            self._hints[base] = found.pop() if len(found) == 1 else ""
        return self._hints[base]
