"""From what stood in the sheet and what the machine reads now to the rows of the new sheet. Pure: no files, no clock.

The table of outcomes:

- the same words, or only typography: carried; ``moved`` where the order of the article changed around it
- other words for the same statement: carried, ``reworded``, the old words in ``previous_claim``
- another signature or another content word: ``recheck``, the verdict in ``previous_status``
- an old claim without partner: kept at the end, ``removed``; it has its verdict back when it returns
- one claim that became two, two that became one: carried where nothing was added or lost, else ``recheck``

A verdict is held against the words that it was given on, not against the last version: ten small steps are one big one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.review.alignment import align
from pipeline.review.changes import Comparison, compare
from pipeline.review.identity import new_id
from pipeline.review.parts import Merge, Split, find_merges, find_splits
from pipeline.review.signature import Names, Signature
from pipeline.schema import Claim, Finding, Review, Row
from pipeline.settings import Settings

__all__ = ["ADDED_BY_HAND", "NOT_LOCATED", "Reconciled", "Standing", "carry", "reconcile", "removed", "unchanged"]

ADDED_BY_HAND = "added by hand"
NOT_LOCATED = "not located"
REMOVED = "removed"
RECHECK = "recheck"


@dataclass(frozen=True)
class Standing:
    """A claim that has an id, as the sheet and the ledger have it.

    ``claim`` is the version that the row shows, ``basis`` the version on which the status was set. ``live`` is false
    for a claim that an earlier version of the article removed.
    """

    claim: Claim
    review: Review
    basis: Claim | None = None
    change: str = ""
    previous_status: str = ""
    previous_claim: str = ""
    findings: tuple[Finding, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    live: bool = True
    shown: bool = True

    @property
    def verified(self) -> Claim:
        """The words that the status is about."""
        return self.basis or self.claim


@dataclass(frozen=True)
class Reconciled:
    """The rows in the order of the article, removed ones last; ``basis`` by id where it is not the claim itself."""

    rows: tuple[Row, ...]
    basis: Mapping[str, Claim]

    def count(self, change: str) -> int:
        """Return how many rows have a change that begins so."""
        return sum(row.change.startswith(change) for row in self.rows)


def reconcile(
    standing: Sequence[Standing],
    claims: Sequence[Claim],
    *,
    names: Names,
    settings: Settings,
    article_id: str,
    taken: Iterable[str],
    findings: Sequence[Sequence[Finding]] | None = None,
    same_version: bool = False,
) -> Reconciled:
    """Carry what people wrote over to the claims of a new version.

    Parameters
    ----------
    standing
        Every claim that has an id, in the order of the last version.
    claims
        The claims of this version, in the order of the article, without ids.
    names
        Which names are aliases of which in the two versions.
    settings
        For the first status and the findings shown.
    article_id
        For new ids.
    taken
        Every id that was ever given.
    findings
        One sequence a claim; none leaves the findings of unchanged claims as they were.
    same_version
        Whether article and claims are those of the last run: then ``change`` stays as it is.

    Returns
    -------
    Reconciled
        One row a claim and one for each removed one; no id stands twice.
    """
    old = [Signature(item.claim) for item in standing]
    new = [Signature(claim) for claim in claims]
    pairs = align(old, new, names, live=[item.live for item in standing])
    partner = {pair.new: pair.old for pair in pairs}
    comparisons = {pair.new: pair.comparison for pair in pairs}
    moved = set() if same_version else _moved([(pair.old, pair.new) for pair in pairs if standing[pair.old].live])
    ids = set(taken) | {item.claim.id for item in standing}
    rows: list[Row] = []
    basis: dict[str, Claim] = {}
    for index, claim in enumerate(claims):
        found = tuple(findings[index]) if findings is not None else None
        if index not in partner:
            claim_id = new_id(article_id, claim.text, ids)
            ids.add(claim_id)
            review = Review(status=settings.first_status)
            rows.append(Row(claim=_with_id(claim, claim_id), review=review, findings=found or (), change="new"))
            continue
        item = standing[partner[index]]
        named = _with_id(claim, item.claim.id)
        kept = item.findings if found is None and item.claim.text == claim.text else found or ()
        if same_version and item.live and item.claim == named:
            row, ground = unchanged(item, named, kept), item.basis
        else:
            row, ground = carry(item, named, kept, comparisons[index], index in moved, names, settings)
        rows.append(row)
        if ground is not None and (row.review.status == RECHECK or _substance(ground) != _substance(named)):
            basis[named.id] = ground
    gone = [item for position, item in enumerate(standing) if position not in set(partner.values())]
    joined: dict[str, str] = {}
    if not same_version:
        olds = {index: standing[place] for index, place in partner.items() if standing[place].live}
        missing = [item for item in gone if item.live]
        links: list[Split | Merge] = [*find_splits(rows, olds), *find_merges(rows, olds, missing)]
        for link in links:
            if isinstance(link, Merge):
                joined |= link.into(rows)
            rows = link.apply(rows, basis, settings.first_status)
    rows.extend(removed(item, joined.get(item.claim.id, "")) for item in gone if item.shown)
    for item in gone:
        if item.shown and item.basis is not None:
            basis[item.claim.id] = item.basis
    return Reconciled(tuple(rows), basis)


def _substance(claim: Claim) -> tuple[object, ...]:
    figures = tuple((f.text, f.low, f.high, f.low_included, f.high_included, f.approx, f.period) for f in claim.figures)
    names = tuple((entity.text, entity.name) for entity in claim.entities)
    return claim.text, claim.speaker, claim.cue, claim.mode, claim.hedge, claim.polarity, figures, names


def _with_id(claim: Claim, claim_id: str) -> Claim:
    return claim.model_copy(update={"id": claim_id})


def unchanged(item: Standing, claim: Claim, findings: tuple[Finding, ...]) -> Row:
    """Return the row as it stands."""
    return Row(
        claim=claim,
        review=item.review,
        findings=findings,
        change=item.change,
        previous_status=item.previous_status,
        previous_claim=item.previous_claim,
        extra=dict(item.extra),
    )


def carry(
    item: Standing,
    claim: Claim,
    findings: tuple[Finding, ...],
    last: Comparison,
    moved: bool,
    names: Names,
    settings: Settings,
    *,
    verified: Claim | None = None,
) -> tuple[Row, Claim | None]:
    """Return the row and the words that its status is about.

    Parameters
    ----------
    item, claim
        What stood there and what the machine reads now.
    findings
        Of the claim.
    last
        How the two compare.
    moved
        Whether the claim changed places.
    names, settings
        See `reconcile`.
    verified
        The words that the status is about, where the row shows other ones.
    """
    ground = verified or item.verified
    held = last if ground is item.claim else compare(Signature(ground), Signature(claim), names)
    row = Row(claim=claim, review=item.review, findings=findings, extra=dict(item.extra))
    asked = item.review.status == RECHECK and bool(item.previous_status)
    restorable = item.basis is not None and held.harmless and item.previous_status in settings.statuses
    if asked and not restorable:
        return (
            row.model_copy(
                update={
                    "change": f"changed: {'; '.join(held.facets)}" if held.facets else item.change,
                    "previous_status": item.previous_status,
                    "previous_claim": ground.text,
                }
            ),
            ground,
        )
    if asked:
        review = item.review.model_copy(update={"status": item.previous_status})
        row = row.model_copy(update={"review": review})
        return _told(row, item, held, moved, ground.text), ground
    judged = item.review.status not in (settings.first_status, RECHECK)
    if judged and not held.harmless:
        update = {
            "review": item.review.model_copy(update={"status": RECHECK}),
            "change": f"changed: {'; '.join(held.facets)}",
            "previous_status": item.review.status,
            "previous_claim": ground.text,
        }
        return row.model_copy(update=update), ground
    if not last.harmless:
        change = f"changed: {'; '.join(last.facets)}"
        return row.model_copy(update={"change": change, "previous_claim": item.claim.text}), ground if judged else None
    return _told(row, item, last, moved, item.claim.text), ground if judged else None


def _told(row: Row, item: Standing, comparison: Comparison, moved: bool, before: str) -> Row:
    """Say what became of a claim whose verdict stands."""
    if not item.live:
        return row.model_copy(update={"change": "returned"})
    if comparison.level == "reworded":
        return row.model_copy(update={"change": "reworded", "previous_claim": before})
    return row.model_copy(update={"change": "moved" if moved else ""})


def removed(item: Standing, into: str = "") -> Row:
    """Return the row of a claim that is no longer in the article, or is now part of claim ``into``."""
    return Row(
        claim=item.claim,
        review=item.review,
        findings=item.findings,
        change=item.change if item.change.startswith(REMOVED) else f"{REMOVED}: now in {into}" if into else REMOVED,
        previous_status=item.previous_status,
        previous_claim=item.previous_claim,
        extra=dict(item.extra),
    )


def _moved(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Return the new places of the fewest claims whose move explains the new order (Fredman 1975)."""
    ordered = sorted(pairs, key=lambda pair: pair[1])
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, (old, _) in enumerate(ordered):
        at = bisect_left(tails, old)
        before.append(ends[at - 1] if at else None)
        if at == len(tails):
            tails.append(old)
            ends.append(index)
        else:
            tails[at] = old
            ends[at] = index
    stayed: set[int] = set()
    at_end = ends[-1] if ends else None
    while at_end is not None:
        stayed.add(at_end)
        at_end = before[at_end]
    return {new for index, (_, new) in enumerate(ordered) if index not in stayed}
