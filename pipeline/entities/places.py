"""Places that share a name, or leave half of it out: Georgia, Washington, "the North" of Korea."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.entities.context import COMPASS
from pipeline.entities.gazetteer import Entry, by_name
from pipeline.entities.mention import Mention

__all__ = ["namesakes"]

_RULERS = frozenset(("governor", "senator", "congressman", "congresswoman", "representative", "state"))


def namesakes(doc: Doc, mentions: Sequence[Mention]) -> dict[int, Entry]:
    """Return the entry of each place whose own words do not tell it, by its first token.

    Parameters
    ----------
    doc
        The document.
    mentions
        Its names, in the order of the text.
    """
    found: dict[int, Entry] = {}
    state = _georgia_is_a_state(mentions)
    australian = any(m.entry is not None and m.entry.id.startswith("AU") for m in mentions)
    halves = _halves(mentions)
    before: Mention | None = None
    for mention in mentions:
        entry = mention.entry
        if state and entry is not None and entry.id == "GE" and mention.label == "GPE":
            found[mention.start] = Entry("GPE", "Georgia", "US-GA")
        elif mention.text == "Washington" and mention.label == "GPE" and _washington_state(doc, mention, before):
            found[mention.start] = by_name()["Washington State"]
        elif mention.text == "Victoria" and mention.label == "GPE" and australian:
            found[mention.start] = Entry("GPE", "Victoria", "AU-VIC")
        elif mention.text in halves and mention.label in ("ORG", "LOC", "GPE"):
            found[mention.start] = halves[mention.text]
        before = mention
    return found


def _georgia_is_a_state(mentions: Sequence[Mention]) -> bool:
    """Whether the one name that a country and a state share is the state's: by the company that it keeps."""
    ids = {m.entry.id for m in mentions if m.entry is not None}
    names = {m.text for m in mentions}
    caucasian = (
        ids & {"AM", "AZ"}
        or names & {"Tbilisi", "Abkhazia", "South Ossetia"}
        or any(m.label == "NORP" and m.entry is not None and m.entry.id == "GE" for m in mentions)
    )
    american = any(i.startswith("US-") for i in ids) or names & {"Atlanta", "Savannah"}
    return bool(american) and not caucasian


def _washington_state(doc: Doc, mention: Mention, before: Mention | None) -> bool:
    """Tell whether the state is meant: after a town and a comma, or as what a governor is of."""
    start = mention.start
    if before is not None and before.end == start - 1 and doc[before.end].text == ",":
        return before.label == "GPE"
    return start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in _RULERS


def _halves(mentions: Sequence[Mention]) -> dict[str, Entry]:
    """What "Korea", "the North" and "the South" stand for where the document names one such country."""
    entries = {m.entry.name: m.entry for m in mentions if m.entry is not None and m.entry.label == "GPE"}
    whole: dict[str, list[Entry]] = {}
    for name, entry in entries.items():
        side, _, rest = name.partition(" ")
        if side in COMPASS and entry.id and "-" not in entry.id:
            whole.setdefault(rest, []).append(entry)
            other = {"North": "South", "South": "North"}.get(side, "")
            if f"{other} {rest}" in by_name():
                whole.setdefault(side, []).append(entry)
                whole.setdefault(other, []).append(by_name()[f"{other} {rest}"])
    return {
        short: found[0] for short, found in whole.items() if len({e.id for e in found}) == 1 and short not in _OWN_NAMES
    }


_OWN_NAMES = frozenset(("Africa", "Sudan", "Macedonia", "Guinea"))
"""What is left of a country's name without its side and is another place's name."""
