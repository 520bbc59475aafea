"""Who says what: the attributions of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.claims.attribution.asides import CITING
from pipeline.claims.attribution.interviews import Turn, announced, turns
from pipeline.claims.attribution.nesting import disentangled
from pipeline.claims.attribution.phrases import phrasal
from pipeline.claims.attribution.pullquotes import pulled
from pipeline.claims.attribution.quoted import Quotations
from pipeline.claims.attribution.raw import Raw
from pipeline.claims.attribution.speakers import Speakers
from pipeline.claims.attribution.stretches import SUBJECTS
from pipeline.claims.attribution.verbs import verbal
from pipeline.schema import Attribution, AttributionMode, Entity, TextSpan

__all__ = ["attribution_for", "find_attributions"]

# "WASHINGTON (AP) — ", "LISBON — ": where an agency's report was filed is no part of what anybody says.
_DATELINE = re.compile(
    r"[A-Z][\w.’']*(?:[ ,.]+[A-Z][\w.’']*){0,5} \([A-Z][\w ]+\) ?[–—-]+ |[A-Z]{3,}(?:[ ,.]+[A-Z][\w.]*){0,3} [–—-]+ "
)
_I = re.compile(r"\bI(?:['’]\w+)?\b")
_OF_THE_MIND = frozenset({"belief", "knowledge", "intention", "emotion", "evidence"})


def find_attributions(doc: Doc, entities: Sequence[Entity], title: str = "") -> list[Attribution]:
    """Find who says, writes, believes, knows or wants what.

    Parameters
    ----------
    doc
        Parsed by the reader.
    entities
        The names of the document, canonical; speakers are resolved to them.
    title
        The article's, where the text has none: it may say who is interviewed.

    Returns
    -------
    list of Attribution
        In the order of their contents. A content that stands on both sides of its cue gives one attribution for each
        side, with the same source and cue; so does each further quotation that goes on without a cue of its own.
        Contents may lie within one another.

    Notes
    -----
    What counts as source, cue and content follows the guidelines of PolNeAR (Newell, Margolin and Ruths, 2018): the
    complementizer and the quotation marks belong to the content, appositions and relative clauses to the source.
    """
    quotations = Quotations(doc)
    raws = [raw for raw in (*verbal(doc), *phrasal(doc)) if not _by_nobody(raw)]
    raws = _kept(doc, raws, quotations)
    raws = _outer(disentangled(doc, raws, lambda token: quotations.of_token[token.i] != -1))
    speakers = Speakers(doc, entities, [number != -1 for number in quotations.of_token])
    covered = [(start, end, raw) for raw in raws for start, end in _contents(doc, raw, quotations)]
    further = quotations.attach(raws, covered)
    tasks: list[tuple[int, int, int, Raw, Raw | None]] = []
    for start, end, raw in covered:
        tasks.append((raw.head.i, start, end, raw, None))
    for raw, number, continued in further:
        quotation = quotations.all[number]
        at = quotations.tokens(number)[0] if continued is not None else raw.head.i
        tasks.append((at, quotation.start, quotation.end, raw, continued))
    spoken = [(start, end) for _, start, end, *_ in tasks]
    tasks += [(raw.head.i, start, end, raw, None) for raw, start, end in announced(doc, quotations.borders, spoken)]
    tasks.sort(key=lambda task: (task[0], task[1]))
    held: dict[int, list[tuple[int, int]]] = {}
    for _, start, end, raw, _ in tasks:
        held.setdefault(raw.head.i, []).append((start, end))
    said: dict[int, tuple[str, bool]] = {}
    within: dict[int, bool] = {}
    found: list[Attribution] = []
    for at, start, end, raw, _ in tasks:
        speaker, named = "", False
        if raw.source is not None and raw.source_span is not None:
            if raw.head.i not in said:
                words = doc[raw.source_span[0] : raw.source_span[1]]
                inner = any(s <= raw.head.idx < e for i, spans in held.items() if i < raw.head.i for s, e in spans)
                said[raw.head.i] = speakers.resolve(raw.source, words, held[raw.head.i], inner=inner)
                within[raw.head.i] = inner
            speaker, named = said[raw.head.i]
            if named and not within[raw.head.i]:
                speakers.continues(speaker, at)
        one = _attribution(doc, raw, start, end, quotations, speaker, named)
        if one.mode == "direct" and " and " in speaker and _I.search(one.content.text) and raw.source is not None:
            # "Bos and colleagues" say "we".
            one = one.model_copy(update={"speaker": speakers.first_of(raw.source) or speaker})
        found.append(one)
    said_in_turn = turns(doc, quotations.borders, entities, title)
    opened = {turn.start for turn in said_in_turn}
    found = [a for a in found if a.content.start not in opened or (a.cue is not None and a.cue.text != ":")]
    signed = [
        one
        for one in pulled(quotations.text, quotations.borders, entities)
        if not any(
            a.speaker and a.content.start <= one.content.start and one.content.end <= a.content.end for a in found
        )
    ]
    return _sorted([*found, *signed, *(_turn(quotations.text, turn) for turn in said_in_turn)])


def _turn(text: str, turn: Turn) -> Attribution:
    content = TextSpan(start=turn.start, end=turn.end, text=text[turn.start : turn.end])
    return Attribution(source=None, cue=None, content=content, mode="direct", speaker=turn.speaker, named=turn.named)


def _by_nobody(raw: Raw) -> bool:
    """Tell whether a sentence says that nobody said, or thought, what follows."""
    source = raw.source
    if source is None:
        return False
    nobody = source.lower_ in ("nobody", "none", "neither", "no")
    return nobody or any(c.lower_ in ("no", "neither") for c in source.children)


def _kept(doc: Doc, raws: list[Raw], quotations: Quotations) -> list[Raw]:
    """Leave out what a quoted speaker says of themselves and what a second reading of the same cue says again."""
    kept: list[Raw] = []
    cues: set[int] = set()
    for raw in sorted(raws, key=lambda raw: (raw.cue[0], raw.source is None)):
        if raw.head.i in cues or not raw.contents:
            continue
        minor = (
            raw.kind in _OF_THE_MIND
            or not raw.clausal
            or raw.source is None
            or raw.head.pos_ == "ADJ"
            or _ours(raw.source)
        )
        if quotations.of_token[raw.head.i] != -1 and minor:
            continue
        cues.add(raw.head.i)
        kept.append(raw)
    return kept


def _ours(source: Token) -> bool:
    """Whether a source is named by whose it is, the speaker's: "my department tells me that …"."""
    return any(c.dep_ == "nmod:poss" and c.lower_ in ("my", "our") for c in source.children)


def _outer(raws: list[Raw]) -> list[Raw]:
    """Leave out what is said within a content about the same speaker's mind, or without a clause: it is the outer's."""
    kept = []
    for raw in raws:
        around = [
            other
            for other in raws
            if other is not raw and other.source is not None and any(s <= raw.head.i < e for s, e in other.contents)
        ]
        inside = [o for o in raws if o is not raw and any(s <= o.head.i < e for s, e in raw.contents)]
        heads = {token.i for token in raw.head.ancestors}
        cited = raw.source is not None and raw.head.lower_ in CITING and raw.source.i > raw.head.i
        if cited and (inside or around or any(other.head.i in heads for other in raws)):
            # "…, the paper reported, citing officials": the paper says it.
            continue
        above = raw.head.head
        if raw.head.dep_ == "xcomp" and any(other.head is above or other.head.i == above.i for other in around):
            # "refused to say whether …": one attribution, the refusal.
            continue
        if raw.kind in ("say", "claim", "stance") and _somebody_else(raw, around):
            # "…, which the senator called a gift": somebody else's, within what is said.
            kept.append(raw)
            continue
        if raw.kind == "intention" and raw.source is not None and raw.source.pos_ in ("NOUN", "PROPN"):
            # "Aides said the board wants to sell": what the board wants, within what the aides say.
            kept.append(raw)
            continue
        minor = not raw.clausal or (raw.kind in _OF_THE_MIND and raw.source is not None and raw.source.pos_ == "PRON")
        if not (around and minor):
            kept.append(raw)
    return kept


def _somebody_else(raw: Raw, around: list[Raw]) -> bool:
    """Whether a cue has a noun of its own for its source, and not that of the attributions around it."""
    source = raw.source
    if source is None or source.pos_ not in ("NOUN", "PROPN"):
        return False
    shared = any(other.source is not None and other.source.i == source.i for other in around)
    return not shared and any(child.dep_ in SUBJECTS for child in raw.head.children)


def _contents(doc: Doc, raw: Raw, quotations: Quotations) -> list[tuple[int, int]]:
    """Contents of an attribution in characters, widened to the quotations that they are part of."""
    found: list[tuple[int, int]] = []
    cue = (doc[raw.cue[0]].idx, doc[raw.cue[1] - 1].idx + len(doc[raw.cue[1] - 1]))
    for first, last in raw.contents:
        span = doc[_after_colon(doc, first, last) : last]
        start, end = quotations.widen(span.start_char, span.end_char, cue)
        if start < cue[1] and end > cue[0] and raw.kind != "hedge" and raw.source is not None:
            # Widened over its own cue: the quotation marks are at odds with the parse, which is kept.
            start, end = span.start_char, span.end_char
        dateline = _DATELINE.match(quotations.text, start) if start == 0 or quotations.text[start - 1] == "\n" else None
        start = dateline.end() if dateline and dateline.end() < end else start
        if end > start and not any(s <= start and end <= e for s, e in found):
            found.append((start, end))
    return found


def _after_colon(doc: Doc, first: int, last: int) -> int:
    """Return where a content begins: after the end of a place's name that leads to it ("in Ocala, Fla.: “…”")."""
    for i in range(first + 1, min(first + 3, last)):
        if doc[i].is_quote and doc[i - 1].text == ":" and not any(t.pos_ in ("VERB", "AUX") for t in doc[first:i]):
            return i
    return first


def _attribution(
    doc: Doc, raw: Raw, start: int, end: int, quotations: Quotations, speaker: str, named: bool
) -> Attribution:
    source = doc[raw.source_span[0] : raw.source_span[1]] if raw.source_span else None
    cue = doc[raw.cue[0] : raw.cue[1]] if raw.cue[1] > raw.cue[0] else None
    return Attribution(
        source=TextSpan(start=source.start_char, end=source.end_char, text=source.text) if source else None,
        cue=TextSpan(start=cue.start_char, end=cue.end_char, text=cue.text) if cue else None,
        content=TextSpan(start=start, end=end, text=quotations.text[start:end]),
        mode="direct" if raw.spoken else _mode(quotations.text, start, end, quotations),
        speaker=speaker,
        named=named,
    )


def _mode(text: str, start: int, end: int, quotations: Quotations) -> AttributionMode:
    """Direct where nearly all letters of the content are quoted, mixed where some are."""
    letters = sum(char.isalnum() for char in text[start:end])
    inside = 0
    for quotation in quotations.all:
        if quotation.start <= start and end <= quotation.end:
            return "direct"
        low, high = max(start, quotation.start), min(end, quotation.end)
        if low < high:
            inside += sum(char.isalnum() for char in text[low:high])
    if inside >= 0.9 * letters:
        return "direct"
    return "mixed" if inside else "indirect"


def _sorted(found: list[Attribution]) -> list[Attribution]:
    """In order of content, the same content with the same speaker once."""
    found.sort(key=lambda a: (a.content.start, -a.content.end, a.cue.start if a.cue else -1))
    kept: list[Attribution] = []
    seen: set[tuple[int, int, str]] = set()
    for attribution in found:
        key = (attribution.content.start, attribution.content.end, attribution.speaker)
        if key not in seen:
            seen.add(key)
            kept.append(attribution)
    return kept


def attribution_for(attributions: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """Return the closest attribution whose content holds most of a stretch of text.

    Parameters
    ----------
    attributions
        As ``find_attributions`` gives them.
    start, end
        Characters, half-open.

    Returns
    -------
    Attribution or None
        The one with the shortest content among those that hold at least three fifths of the stretch.
    """
    fitting = [
        a for a in attributions if min(end, a.content.end) - max(start, a.content.start) >= 0.6 * max(1, end - start)
    ]
    return min(fitting, key=lambda a: a.content.end - a.content.start, default=None)
