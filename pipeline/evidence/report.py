"""Text for the command: all that is known of one claim, and the sources with what each bears on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.evidence.library import Library
from pipeline.evidence.wording import day
from pipeline.schema import Claim, Finding

__all__ = ["evidence_lines", "sources_lines"]


def evidence_lines(claim: Claim, findings: Sequence[Finding], *, searched: int | None = None) -> list[str]:
    """Return the lines of ``claimsheet evidence CLAIM_ID``: the claim, and every finding with what was compared.

    Parameters
    ----------
    searched
        How many sources were searched, where that is known; said where nothing was found.
    """
    lines = [f"{claim.id}  {claim.text}" if claim.id else claim.text]
    if claim.speaker:
        lines.append(f"  said by {claim.speaker}")
    if not findings:
        where = "" if searched is None else f" in {searched} {'source' if searched == 1 else 'sources'}"
        return [*lines, "", f"Nothing was found{where} that bears on it."]
    for finding in findings:
        lines += ["", f"{finding.verdict}: {finding.message}"]
        about = [
            part for part in (finding.publisher, day(finding.date), finding.url) if part and part not in finding.message
        ]
        if about:
            lines.append(f"  {' · '.join(about)}")
        if finding.compared:
            lines.append(f"  compared: {'; '.join(finding.compared)}")
    return lines


def sources_lines(library: Library, findings: Iterable[Sequence[Finding]] = ()) -> list[str]:
    """Return the lines of ``claimsheet sources``: each source, and on how many of the claims given it bears."""
    bears: Counter[str] = Counter()
    for one in findings:
        bears.update({finding.source for finding in one if finding.source})
    lines: list[str] = []
    for source in library.sources:
        about = [part for part in (source.publisher, day(source.date), source.level, source.url) if part]
        scope = f"for {source.article}" if source.article else "for all articles"
        lines.append(f"{source.title} – {source.path}")
        lines.append(
            f"  {scope} · {_many(source.passages, 'passage')} · bears on {_many(bears[source.title], 'claim')}"
            + "".join(f" · {part}" for part in about)
        )
    lines += [f"{check.path}: {_many(check.passages, 'fact-check')}" for check in library.factchecks]
    decided = sum(source.passages for source in library.past)
    if decided:
        lines.append(f"past work: {_many(decided, 'decided claim')} in {_many(len(library.past), 'other article')}")
    if not lines:
        lines.append(
            "There are no sources. Put documents or tables in corpus/sources/, fact-checks in corpus/factchecks/."
        )
    return lines


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
