"""A claim against one passage: the verdict, the facets it rests on, and a sentence for a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.evidence.compare.cells import bears_on
from pipeline.evidence.compare.chance import hardly_by_chance
from pipeline.evidence.compare.context import Context
from pipeline.evidence.compare.dates import compare_dates
from pipeline.evidence.compare.judgement import Judgement
from pipeline.evidence.compare.listings import counted_list, name_list
from pipeline.evidence.compare.naming import core, names_of
from pipeline.evidence.compare.offices import of_office
from pipeline.evidence.compare.people import OtherPerson, compare_people
from pipeline.evidence.compare.quotations import QuoteMatch, match_quotation, quotations
from pipeline.evidence.compare.subject import Subject, same_subject
from pipeline.evidence.compare.tallies import compare_tallies, tallies
from pipeline.evidence.compare.values import Comparison, compare_values
from pipeline.evidence.lexicon import contrast, same_words
from pipeline.evidence.reading import Reading, read
from pipeline.evidence.records import Passage
from pipeline.evidence.rows import read_row
from pipeline.evidence.surroundings import Noted
from pipeline.evidence.text import fold
from pipeline.evidence.wording import beside, quoted
from pipeline.schema import Entity, FindingVerdict

__all__ = ["Judgement", "judge"]

_RESTATED: Final = 0.85
_MENTIONED: Final = 0.7
_WHOLE: Final = 2


def judge(claim: Reading, passage: Passage, context: Context, *, reading: Reading | None = None) -> Judgement:
    """Compare a claim with a passage.

    Parameters
    ----------
    reading
        The passage as it was read already; it is read here otherwise.
    """
    known = _forms(claim, context)
    if passage.cells:
        readings = read_row(passage.cells, passage.heading, entities=known)
    else:
        readings = [reading or read(passage.text, published=context.passage_date, entities=known)]
    whole = reading or (readings[0] if readings else read(passage.text, entities=known))
    found: list[Judgement] = [] if passage.cells else compare_tallies(claim, whole, context)
    # One number of a result proves nothing beside another result.
    results = tallies(claim) if not passage.cells and tallies(whole) else []
    for mine in claim.figures:
        if any(mine in (one.first, one.second) for one in results):
            continue
        best = _figure(claim, mine, readings, context) if mine.figure.kind != "date" else None
        if best:
            found.append(best)
    found = _wholes_apart(claim, _one_to_one(found))
    found += [one for one in (counted_list(claim, passage, context), name_list(claim, passage, context)) if one]
    found += _quotations(quotations(claim.text) if context.quotes is None else context.quotes, whole)
    if not passage.cells:
        dated = _date(claim, whole, context)
        # A day that is the same proves nothing of the number beside it.
        if dated and (dated.verdict == "differs" or all(mine.figure.kind == "date" for mine in claim.figures)):
            found.append(dated)
        if other := compare_people(claim, whole, context):
            found.append(_other_person(other))
    clear = [one for one in found if one.verdict in {"agrees", "differs"}]
    if not clear and (restated := _restated(claim, whole, context)):
        clear = [restated]
    if clear:
        differing = [one for one in clear if one.verdict == "differs"]
        return max(differing or clear, key=lambda one: one.certainty)
    return _mention(claim, passage, whole, found, context)


def _forms(claim: Reading, context: Context) -> list[Entity]:
    """Return the claim's names as they may stand in a passage, at its beginning too, in all forms of the article."""
    names = sorted({name.name for name in claim.names if not name.place})
    forms = [(form, name) for name in names for form in sorted({name, _short(name), *context.forms.get(name, ())})]
    return [Entity(start=0, end=len(form), text=form, label="ORG", name=name) for form, name in forms if len(form) > 2]


def _short(name: str) -> str:
    """Return a company's name without its legal form: "AirTanker Ltd."."""
    words = name.split()
    return " ".join(words[: len(core(name))])


def _figure(claim: Reading, mine: Noted, readings: list[Reading], context: Context) -> Judgement | None:
    """Return how the passage's figures of the same subject stand to one figure of the claim."""
    near: list[tuple[Subject, Comparison, Noted]] = []
    wider: list[tuple[Comparison, Noted]] = []
    perhaps: list[tuple[str, Comparison, Noted]] = []
    apart: list[str] = []
    for reading in readings:
        for theirs in reading.figures:
            comparison = compare_values(mine.figure, theirs.figure)
            if comparison is None or (_former(theirs) and not _former(mine) and not comparison.agrees):
                continue
            subject = same_subject(claim, mine, reading, theirs, context)
            if subject.same:
                near.append((subject, comparison, theirs))
            elif theirs.cell and bears_on(claim, mine, theirs):
                wider.append((comparison, theirs))
            elif comparison.agrees and subject.why:
                if hardly_by_chance(claim, mine, reading, theirs, comparison, subject.why, context):
                    perhaps.append((subject.why, comparison, theirs))
                apart.append(subject.why)
    if wider and not near:
        return _beside(mine, *wider[0])
    if perhaps and not near:
        return _perhaps(mine, *perhaps[0])
    if not near:
        return Judgement("mentions", facets=tuple(f"subject: {why}" for why in apart[:1])) if apart else None
    agreeing = [one for one in near if _borne_out(mine, *one)]
    if agreeing:
        subject, comparison, theirs = max(agreeing, key=lambda one: (one[0].overlap, one[1].relation == "equal"))
        return _judgement("agrees", mine, theirs, comparison, subject)
    differing = [one for one in near if one[1].differs and one[0].sure]
    # Several figures of the same subject that all differ: which one is meant is not ours to say, unless one is nearest.
    if differing and len(near) == len(differing):
        ranked = sorted(differing, key=lambda one: -one[0].overlap)
        values = {(one[2].figure.low, one[2].figure.high) for one in ranked if one[0].overlap == ranked[0][0].overlap}
        if len(values) == 1:
            subject, comparison, theirs = ranked[0]
            return _judgement("differs", mine, theirs, comparison, subject)
    subject, comparison, theirs = max(near, key=lambda one: one[0].overlap)
    return _judgement("mentions", mine, theirs, comparison, subject)


def _borne_out(mine: Noted, subject: Subject, comparison: Comparison, theirs: Noted) -> bool:
    """Tell whether a value bears another out; of another time, or of an age, only the same value does."""
    exact = not subject.timely or "age" in {mine.figure.kind, theirs.figure.kind}
    return comparison.relation == "equal" if exact else comparison.agrees


def _one_to_one(found: list[Judgement]) -> list[Judgement]:
    """Keep, of several figures that are set against one of the passage, the one that it bears out, else the nearest."""
    kept = []
    for one in found:
        rivals = [other for other in found if other is not one and other.end and other.start == one.start]
        if one.verdict == "differs" and any(
            other.verdict == "agrees" or (other.verdict == "differs" and other.distance < one.distance)
            for other in rivals
        ):
            continue
        kept.append(one)
    return kept


def _wholes_apart(claim: Reading, found: list[Judgement]) -> list[Judgement]:
    """Leave out that a whole agrees ("of the 40 bridges") where the part of it is not borne out: it tells nothing."""
    agreeing = {one.about for one in found if one.verdict == "agrees"}
    parts = [one for one in claim.figures if one.part and (one.figure.start, one.figure.end) not in agreeing]
    return [one for one in found if one.verdict != "agrees" or not any(_of(claim, part, one) for part in parts)]


def _of(claim: Reading, part: Noted, one: Judgement) -> bool:
    """Tell whether a judgement is of the whole that follows a part: "sixteen of the 40"."""
    gap = claim.text[part.figure.end : one.about[0]].split()
    return gap[:1] == ["of"] and len(gap) <= _WHOLE


def _former(noted: Noted) -> bool:
    """Tell whether a figure is the level that a change sets out from: "13,200, down from 14,050"."""
    trend = noted.figure.trend
    return trend is not None and trend.start is not None and trend.end is not None and noted.figure.low == trend.start


def _judgement(
    verdict: FindingVerdict, mine: Noted, theirs: Noted, comparison: Comparison, subject: Subject
) -> Judgement:
    detail = f" ({comparison.detail})" if comparison.detail else ""
    return Judgement(
        verdict,
        say=lambda name: beside(name, mine, theirs, comparison),
        facets=(f"value: {comparison.relation}{detail}", f"subject: {subject.overlap:.0%} of the claim's words"),
        start=theirs.figure.start,
        end=theirs.figure.end,
        certainty=0.5 + subject.overlap / 2,
        distance=_distance(mine, theirs),
        about=(mine.figure.start, mine.figure.end),
    )


def _distance(mine: Noted, theirs: Noted) -> float:
    one, two = (noted.figure.low if noted.figure.low is not None else noted.figure.high for noted in (mine, theirs))
    if one is None or two is None or not max(abs(one), abs(two)):
        return 0.0
    return float(abs(one - two) / max(abs(one), abs(two)))


def _beside(mine: Noted, comparison: Comparison, theirs: Noted) -> Judgement:
    """Put a cell beside a claim that does not say of which place or time it speaks: a person must tell."""
    return Judgement(
        "mentions",
        say=lambda name: (
            f"{name} has {quoted(theirs.said)}, the article {quoted(mine.said)}; check that place and time are the same"
        ),
        facets=(f"value: {comparison.relation}", "subject: the claim names no place"),
        start=theirs.figure.start,
        end=theirs.figure.end,
        certainty=0.45 if comparison.agrees else 0.4,
        notes=(quoted(theirs.said.rpartition(": ")[2]),),
    )


def _perhaps(mine: Noted, why: str, comparison: Comparison, theirs: Noted) -> Judgement:
    """Put a value that hardly stands in both by chance beside the claim's: a person must tell."""
    return Judgement(
        "mentions",
        say=lambda name: f"{beside(name, mine, theirs, comparison)}; check that it is of the same thing",
        facets=(f"value: {comparison.relation}", f"subject: {why}"),
        start=theirs.figure.start,
        end=theirs.figure.end,
        certainty=0.35,
    )


def _quotations(quotes: Sequence[str], passage: Reading) -> list[Judgement]:
    found = []
    for quote in quotes:
        match = match_quotation(quote, passage.text)
        if match.found != "no":
            found.append(_quotation(quote, match, passage.text))
    return found


def _quotation(quote: str, match: QuoteMatch, text: str) -> Judgement:
    start = text.find((match.words or quote)[:20])
    start = max(0, start)
    if match.found == "verbatim":
        return Judgement(
            "agrees",
            say=lambda name: f"{name} has the quoted words as they are",
            facets=("quotation: verbatim",),
            start=start,
            end=start + len(quote),
            certainty=1.0,
        )
    return Judgement(
        "differs",
        say=lambda name: f"{name} has {quoted(match.words)}, the article quotes {quoted(quote)}: {match.difference}",
        facets=("quotation: nearly", f"difference: {match.difference}"),
        start=start,
        end=start + len(match.words),
        certainty=0.95,
    )


def _date(claim: Reading, passage: Reading, context: Context) -> Judgement | None:
    found = compare_dates(claim, passage, context)
    if found is None:
        return None
    verdict: FindingVerdict = "agrees" if found.relation == "equal" else "differs"
    return Judgement(
        verdict,
        say=lambda name: (
            f"{name} has {quoted(found.theirs.said)}, as the article does"
            if found.relation == "equal"
            else f"{name} has {quoted(found.theirs.said)}, the article {quoted(found.mine.said)}"
        ),
        facets=(f"date: {found.relation}",),
        start=found.theirs.figure.start,
        end=found.theirs.figure.end,
        certainty=0.45 + found.overlap / 2,
    )


def _other_person(found: OtherPerson) -> Judgement:
    return Judgement(
        "differs",
        say=lambda name: f"{name} names {quoted(found.theirs)}, the article {quoted(found.mine)}",
        facets=(f"names: another {found.kind}",),
        start=found.start,
        end=found.end,
        certainty=0.7,
    )


def _restated(claim: Reading, passage: Reading, context: Context) -> Judgement | None:
    """Tell whether a sentence of the passage says the claim again, in nearly the same words."""
    names = names_of(claim.names)
    skipped = {token.stem for name in claim.names for token in claim.tokens[name.first : name.last]} | context.speakers
    said = claim.words - skipped
    if len(said) < 4 or not names:
        return None
    for number, held in passage.stems.items():
        mine = [fold(name.name) for name in claim.names]
        there = [name for name in passage.names if name.sentence == number]
        fixed = {fold(name.name) for name in claim.names if not of_office(claim, name)}
        fixed |= {fold(name.name) for name in there if not of_office(passage, name)}
        here = [fold(name.name) for name in there]
        shared = same_words(said, held)
        if len(shared) < _RESTATED * len(said) or not names <= set(here):
            continue
        if contrast(claim.words, held) or (number in passage.unreal) != bool(claim.unreal):
            continue
        if (number in passage.negated) != bool(claim.negated):
            if len(shared) == len(said):
                return Judgement(
                    "differs",
                    say=lambda name: f"{name} says the opposite: one of the two has a negation",
                    facets=("polarity: opposite",),
                    start=_sentence(passage, number)[0],
                    end=_sentence(passage, number)[1],
                    certainty=0.6,
                )
            continue
        # Who did what to whom: the names must stand in the same order.
        if [name for name in dict.fromkeys(here) if name in names & fixed] != [
            name for name in dict.fromkeys(mine) if name in fixed
        ]:
            continue
        if any(mine.figure.kind != "date" for mine in claim.figures):
            continue
        start, end = _sentence(passage, number)
        return Judgement(
            "agrees",
            say=lambda name: f"{name} says so in nearly the same words",
            facets=(f"words: {len(shared)} of {len(said)}", "names: all"),
            start=start,
            end=end,
            certainty=0.6,
        )
    return None


def _sentence(reading: Reading, number: int) -> tuple[int, int]:
    tokens = [token for token in reading.tokens if token.sentence == number]
    return (tokens[0].start, tokens[-1].end) if tokens else (0, 0)


def _mention(claim: Reading, passage: Passage, whole: Reading, found: list[Judgement], context: Context) -> Judgement:
    """Return ``mentions`` where a passage is about the claim's subject, else ``not found``."""
    skipped = {token.stem for name in claim.names for token in claim.tokens[name.first : name.last]} | context.speakers
    said = claim.words - skipped
    # One sentence must be about it: a page of text has a word of everything.
    place, shared = max(
        ((number, same_words(said, held | context.passage)) for number, held in whole.stems.items()),
        key=lambda one: (len(one[1]), -one[0]),
        default=(0, set[str]()),
    )
    share = len(shared) / len(said) if said else 0.0
    names = names_of(claim.names)
    present = names & (names_of(whole.names) | context.passage_names)
    facets = [facet for one in found for facet in one.facets]
    if names:
        facets.append(f"names: {len(present)} of {len(names)}")
    valued = [one for one in found if any(facet.startswith("value") for facet in one.facets)]
    if valued:
        best = max(valued, key=lambda one: one.certainty)
        return Judgement("mentions", best.say, tuple(facets), best.start, best.end, 0.3 + share / 2, best.notes)
    near = {fold(name.name) for name in whole.names if name.sentence == place}
    near |= context.passage_names if len(shared) >= 3 else set()
    if share >= _MENTIONED and ((len(shared) >= 3 and names and names <= near) or (len(shared) >= 5 and not names)):
        start, end = _sentence(whole, place)
        return Judgement("mentions", facets=tuple(facets), start=start, end=end, certainty=share / 2)
    return Judgement("not found", facets=tuple(facets))
