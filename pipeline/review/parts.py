"""One claim that became two, and two that became one."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.review import lexicon
from pipeline.review.signature import Signature
from pipeline.schema import Claim, Row

if TYPE_CHECKING:
    from pipeline.review.reconcile import Standing

__all__ = ["Merge", "Split", "find_merges", "find_splits"]

_SCOPE = lexicon.NEGATORS | lexicon.HEDGES | lexicon.MODALS | lexicon.SCOPE


@dataclass(frozen=True)
class Split:
    """Rows ``first`` and ``second`` were one claim, ``origin``; ``whole`` if together they say just what it said."""

    first: int
    second: int
    origin: Standing
    whole: bool

    def apply(self, rows: list[Row], basis: dict[str, Claim], first_status: str) -> list[Row]:
        """Return the rows with both halves naming each other; what their status is about goes into ``basis``."""
        return _link(rows, basis, (self.first, self.second), [self.origin], self.whole, first_status, "split")


@dataclass(frozen=True)
class Merge:
    """Row ``row`` was several claims; ``whole`` if it says just what they said together."""

    row: int
    origins: tuple[Standing, ...]
    whole: bool

    def into(self, rows: Sequence[Row]) -> dict[str, str]:
        """Return for each claim that was taken up the id of the row that took it up."""
        claim_id = rows[self.row].claim.id
        return {origin.claim.id: claim_id for origin in self.origins if origin.claim.id != claim_id}

    def apply(self, rows: list[Row], basis: dict[str, Claim], first_status: str) -> list[Row]:
        """Return the rows with the joined one naming its origins; what its status is about goes into ``basis``."""
        return _link(rows, basis, (self.row,), list(self.origins), self.whole, first_status, "joined")


def _link(
    rows: list[Row],
    basis: dict[str, Claim],
    places: Sequence[int],
    origins: list[Standing],
    whole: bool,
    first_status: str,
    verb: str,
) -> list[Row]:
    statuses = list(dict.fromkeys(origin.review.status for origin in origins))
    before = [
        origin.previous_status if origin.review.status == "recheck" and origin.previous_status else origin.review.status
        for origin in origins
    ]
    verdicts = list(dict.fromkeys(status for status in before if status not in (first_status, "recheck")))
    # That a whole is wrong does not say which half is: only what holds of the whole holds of each part.
    carried = whole and len(statuses) == 1 and (verb == "joined" or statuses[0] in ("supported", first_status))
    old_text = " / ".join(origin.verified.text for origin in origins)
    rows = list(rows)
    for place in places:
        row = rows[place]
        others = [rows[other].claim.id for other in places if other != place] or [
            origin.claim.id for origin in origins if origin.claim.id != row.claim.id
        ]
        link = f"{verb} {'from' if verb == 'joined' or row.change == 'new' else 'with'} {', '.join(others)}"
        if carried:
            review = row.review.model_copy(update={"status": statuses[0]})
            update = {"change": link, "previous_claim": old_text, "previous_status": "", "review": review}
            basis.pop(row.claim.id, None)
        elif verdicts:
            review = row.review.model_copy(update={"status": "recheck"})
            said = row.change.removeprefix("changed: ") if row.change.startswith("changed: ") else ""
            change = f"changed: {link}" + (f"; {said}" if said else "")
            update = {
                "change": change,
                "previous_claim": old_text,
                "previous_status": " / ".join(verdicts),
                "review": review,
            }
            basis[row.claim.id] = origins[0].verified
        else:
            update = {"change": link, "previous_claim": old_text}
        rows[place] = row.model_copy(update=update)
    return rows


def _content(claim: Claim) -> tuple[str, ...]:
    return _words(claim.text)


@functools.lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    signature = Signature(Claim(text=text, start=0, end=0))
    return tuple(norm for index, norm in enumerate(signature.norms) if not signature.light(index))


def _run(part: Sequence[str], whole: Sequence[str]) -> set[int] | None:
    """Return the places of a part in a whole: one run, or the beginning of the whole (its subject) and one run."""
    size = len(part)
    for start in range(len(whole) - size + 1):
        if tuple(whole[start : start + size]) == tuple(part):
            return set(range(start, start + size))
    lead = 0
    while lead < min(size, len(whole)) and part[lead] == whole[lead]:
        lead += 1
    for head in range(lead, 0, -1):
        rest = tuple(part[head:])
        for start in range(head, len(whole) - len(rest) + 1):
            if rest and tuple(whole[start : start + len(rest)]) == rest:
                return set(range(head)) | set(range(start, start + len(rest)))
    return None


def _adds_up(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Tell whether the parts say just what the whole says: every word, none besides, and no word with a scope."""
    if any(
        part.speaker != whole.speaker or part.hedge != whole.hedge or part.polarity != whole.polarity for part in parts
    ):
        return False
    words = _content(whole)
    if not _SCOPE.isdisjoint(words) or whole.polarity != "positive" or whole.hedge:
        return False
    covered: set[int] = set()
    for part in parts:
        places = _run(_content(part), words)
        if places is None or len(places) == len(words):
            return False
        covered |= places
    return all(index in covered or words[index] in lexicon.JOINTS for index in range(len(words)))


def _related(part: Sequence[str], whole: Sequence[str]) -> float:
    """Return the share of a part's words that stand in the whole."""
    return len(set(part) & set(whole)) / len(set(part)) if part else 0.0


def find_splits(rows: Sequence[Row], olds: Mapping[int, Standing]) -> list[Split]:
    """Find new rows that are the other half of a neighbour's old claim.

    Parameters
    ----------
    rows
        The new rows, in the order of the article.
    olds
        The old claim of each row that has one, by the row's place.
    """
    found: list[Split] = []
    used: set[int] = set()
    for index, row in enumerate(rows):
        if row.change != "new":
            continue
        words = _content(row.claim)
        best: tuple[float, int] | None = None
        for neighbour in (index - 1, index + 1, index - 2, index + 2):
            origin = olds.get(neighbour)
            if origin is None or neighbour in used or _content(origin.claim) == _content(rows[neighbour].claim):
                continue
            whole = _content(origin.claim)
            share = _related(words, whole)
            lost = set(whole) - set(_content(rows[neighbour].claim))
            if share >= 0.7 and lost & set(words) and (best is None or share > best[0]):
                best = (share, neighbour)
        if best is not None:
            origin = olds[best[1]]
            first, second = sorted((best[1], index))
            whole_claim = _adds_up(origin.verified, [rows[first].claim, rows[second].claim])
            found.append(Split(first, second, origin, whole_claim))
            used.update((first, second))
    return found


def find_merges(rows: Sequence[Row], olds: Mapping[int, Standing], gone: Sequence[Standing]) -> list[Merge]:
    """Find rows that took up the words of an old claim which has no partner.

    Parameters
    ----------
    rows, olds
        See `find_splits`.
    gone
        The old claims without partner.
    """
    found: list[Merge] = []
    used: set[int] = set()
    for item in gone:
        words = _content(item.claim)
        best: tuple[float, int] | None = None
        for index, origin in olds.items():
            claim = rows[index].claim
            if index in used or origin.claim.text == claim.text:
                continue
            now, before = set(_content(claim)), set(_content(origin.claim))
            share = _related(words, tuple(now))
            taken_up = (now - before) & set(words)
            if share >= 0.7 and taken_up and (best is None or share > best[0]):
                best = (share, index)
        if best is not None:
            origin = olds[best[1]]
            whole = _adds_up(rows[best[1]].claim, [origin.verified, item.verified])
            ordered = sorted((origin, item), key=lambda one: (one.claim.start, one.claim.end))
            found.append(Merge(best[1], tuple(ordered), whole))
            used.add(best[1])
    return found
