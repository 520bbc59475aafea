"""Every action of the grammar by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.figures.dates.actions import calendar, clock, intervals, lengths, relative

__all__ = ["ACTIONS"]


ACTIONS: dict[str, Callable[..., Any]] = {
    name: function
    for module in (calendar, relative, clock, intervals, lengths)
    for name, function in vars(module).items()
    if callable(function) and getattr(function, "__module__", "") == module.__name__ and not name.startswith("_")
}
