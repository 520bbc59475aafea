"""From a judgement to a finding: what the sheet, the record and the page show, and in which order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.evidence.compare.judgement import Judgement
from pipeline.evidence.compare.values import compare_values
from pipeline.evidence.reading import Reading, bare, read
from pipeline.evidence.records import Hit
from pipeline.evidence.rows import row_labels
from pipeline.evidence.text import fold
from pipeline.evidence.wording import clip, day, excerpt, label, quoted
from pipeline.schema import Claim, Finding, FindingVerdict

__all__ = ["also", "checked", "decided", "ordered", "told"]

_FIRST: Final[dict[FindingVerdict, int]] = {
    "contradicts": 0,
    "differs": 1,
    "fact-checked": 2,
    "not found": 3,
    "agrees": 4,
    "mentions": 5,
}
_PRIMARY: Final = 0.02


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with what needs a person first: what contradicts, then what differs, then what was checked."""
    return tuple(sorted(findings, key=lambda one: (_FIRST[one.verdict], -round(one.score, 4), one.source, one.place)))


def told(judgement: Judgement, hit: Hit, published: dt.date | None) -> Finding:
    """Return a judgement of a passage as a finding."""
    place = f", {hit.passage.place}" if hit.passage.place else ""
    said = judgement.say(label(hit.source, published))
    if hit.passage.cells:
        # The sentence has the header and the value already; what it is of is told by the row's place and year.
        quote = clip(hit.passage.text)
        message = f"{said} ({'; '.join(part for part in (row_labels(hit.passage.cells), hit.passage.place) if part)})"
    else:
        quote = excerpt(hit.passage.text, judgement.start, judgement.end)
        message = f"{said} – {quoted(quote)}{place}"
    return Finding(
        verdict=judgement.verdict,
        message=message,
        source=hit.source.title,
        publisher=hit.source.publisher,
        url=hit.source.url,
        date=hit.source.date,
        place=hit.passage.place,
        quote=quote,
        compared=judgement.facets,
        score=round(judgement.certainty + (_PRIMARY if hit.source.level == "primary" else 0.0), 4),
    )


def also(finding: Finding, judged: Sequence[tuple[Judgement, Hit]], shown: Hit) -> Finding:
    """Add the other rows of one table that bear on a claim: which of them is meant is a person's to say."""
    said = [
        f"{judgement.notes[0]} ({row_labels(hit.passage.cells)})"
        for judgement, hit in judged
        if hit.number != shown.number and hit.passage.cells and judgement.notes
    ][:2]
    if not said:
        return finding
    return finding.model_copy(update={"message": f"{finding.message}; another row has {' and '.join(said)}"})


def checked(claim: Claim, reading: Reading, hit: Hit, likeness: float, *, same: bool = True) -> Finding:
    """Return a fact-check that is near to a claim, with its rating and with what differs.

    Parameters
    ----------
    same
        It seems to be the same claim; else a person is told to look.
    """
    extra = hit.passage.extra
    publisher = extra.get("publisher", "") or "a fact-check"
    rating = extra.get("rating", "")
    rated = f"rated {quoted(rating)}" if rating else "checked"
    date = extra.get("date", "")
    by = f"{publisher}{', ' + day(date) + ',' if date else ''}"
    quote = clip(hit.passage.text)
    what = f"{quoted(quote)}{' (said by ' + extra['claimant'] + ')' if extra.get('claimant') else ''}"
    differences = _differences(claim, reading, hit)
    note = f". Here it differs: {'; '.join(differences)}" if differences else ""
    link = f" – {extra['url']}" if extra.get("url") else ""
    told = f"{by} {rated} the claim {what}" if same else f"perhaps the same claim: {by} {rated} {what}"
    return Finding(
        verdict="fact-checked" if same else "mentions",
        message=f"{told}{note}{link}",
        source=extra.get("title", "") or hit.source.title,
        publisher=extra.get("publisher", ""),
        url=extra.get("url", ""),
        date=date,
        place=hit.passage.place,
        quote=quote,
        compared=(f"likeness: {likeness:.0%}", *(f"differs: {one}" for one in differences)),
        score=round(min(1.0, likeness), 4),
    )


def decided(claim: Claim, reading: Reading, hit: Hit, likeness: float) -> Finding:
    """Return what somebody decided of the same claim in another article."""
    extra = hit.passage.extra
    who = f" by {extra['reviewer']}" if extra.get("reviewer") else ""
    when = f" on {day(extra['date'])}" if extra.get("date") else ""
    evidence = f", evidence: {extra['evidence_url']}" if extra.get("evidence_url") else ""
    quote = clip(hit.passage.text)
    differences = _differences(claim, reading, hit)
    note = f"; here it differs: {'; '.join(differences)}" if differences else ""
    return Finding(
        verdict="fact-checked",
        message=f"{quoted(quote)} in {hit.source.title} was marked {extra.get('status', '')}{who}{when}{evidence}"
        f"{note}",
        source=hit.source.title,
        publisher=extra.get("reviewer", ""),
        url=extra.get("evidence_url", ""),
        date=extra.get("date", ""),
        place=hit.passage.place,
        quote=quote,
        compared=("past work", f"status: {extra.get('status', '')}", *(f"differs: {one}" for one in differences)),
        score=round(min(1.0, likeness), 4),
    )


def _differences(claim: Claim, reading: Reading, hit: Hit) -> list[str]:
    """Return how two like claims differ: in a figure of the same kind, or in who said it."""
    other = read(bare(hit.passage.text))
    found: list[str] = []
    for mine in reading.figures:
        compared = [
            (theirs, comparison)
            for theirs in other.figures
            if (comparison := compare_values(mine.figure, theirs.figure)) is not None
        ]
        if compared and all(comparison.differs for _, comparison in compared):
            found.append(f"{quoted(mine.said)} for {quoted(compared[0][0].said)}")
    if bool(other.negated) != bool(reading.negated):
        found.append("one of the two has a negation")
    claimant = hit.passage.extra.get("claimant", "") or hit.passage.extra.get("speaker", "")
    if claimant and claim.speaker and not set(fold(claimant).split()) & set(fold(claim.speaker).split()):
        found.append(f"said by {claim.speaker}, not by {claimant}")
    return found
