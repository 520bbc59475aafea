"""Closed classes of English that decide what a change of words is worth; the words are in ``lexicon.json``.

The classes are those of the reference grammars: articles, relatives, pronouns, modals, negators, hedges. A word that
stands in none of them is a content word, and a changed content word asks for a new look.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, Final

__all__ = [
    "ADJUNCT_HEADS",
    "AGREEMENT",
    "CASED",
    "CLAUSAL",
    "CONFUSABLE",
    "HEDGES",
    "INTERCHANGEABLE",
    "INVARIABLE",
    "JOINTS",
    "LIGHT",
    "MODALS",
    "NEGATORS",
    "NEUTRAL_CUES",
    "OTHER_PERSON",
    "PARTITIVE_HEADS",
    "PLURALS",
    "PRONOUNS",
    "SAME_PARTICIPLE",
    "SCOPE",
]

_DATA: dict[str, Any] = json.loads(resources.files(__package__).joinpath("lexicon.json").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_DATA[name].split())


def _groups(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in _DATA[name])


LIGHT: Final = _words("light")
"""Words that may come and go without touching what is claimed."""

PARTITIVE_HEADS: Final = _words("partitive_heads")
"""After these "a" is no article to be dropped: "a few" is some, "few" is hardly any."""

INTERCHANGEABLE: Final = _groups("interchangeable")

AGREEMENT: Final = _groups("agreement")
"""Forms of one tense: a change between them is only agreement with the subject."""

PRONOUNS: Final = _words("pronouns")

NEGATORS: Final = _words("negators")

MODALS: Final = _words("modals")

HEDGES: Final = _words("hedges")

NEUTRAL_CUES: Final = _words("neutral_cues")
"""Reporting verbs that commit nobody: to go from one to another changes nothing (Quirk et al. 1985, 14.28-32)."""

ADJUNCT_HEADS: Final = _words("adjunct_heads")
"""What begins an adjunct of time or place, which may stand first or last in a clause."""

CLAUSAL: Final = _words("clausal")
"""Where one of these stands, a moved adjunct may have moved into another clause."""

SAME_PARTICIPLE: Final = _words("same_participle")
"""Irregular verbs whose past and participle are one word; regular ones end in -ed."""

CASED: Final = _words("cased")
"""Words that mean something else with a capital: here, and only here, case is more than typography."""

SCOPE: Final = _words("scope")
"""Words whose reach a split may change, besides negators, hedges and modals."""

JOINTS: Final = _words("joints")
"""What a split takes away between two clauses."""

OTHER_PERSON: Final = _words("other_person")
"""What makes of a name another person or place: no alias has it more or less."""

CONFUSABLE: Final = frozenset(_groups("confusable"))
"""Words that a slip turns into each other: which one was meant only the writer knows."""

PLURALS: Final[dict[str, str]] = _DATA["plurals"]

INVARIABLE: Final = _words("invariable")
