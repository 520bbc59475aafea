"""The flow of this room: an article and its parse in, claims in the order of the text out, nothing left unaccounted
for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from spacy.tokens import Doc, Token

from pipeline.claims.attachments import reattached
from pipeline.claims.bracketed import with_bracketed
from pipeline.claims.coverage import NO_ASSERTION, frames, left_out, uncovered, with_markers
from pipeline.claims.draft import Draft, render
from pipeline.claims.faithful import is_faithful, is_sentence, loses_figure
from pipeline.claims.kinds import hedge_of, kind_of, polarity_of
from pipeline.claims.labels import is_entry, names_speaker, needed_label
from pipeline.claims.lists import completes, items_after, joined, leads_to_list, says_nothing
from pipeline.claims.priority import priority_of, score, set_apart
from pipeline.claims.reasons import Headline, reasons_of
from pipeline.claims.restating import Restater
from pipeline.claims.sayings import SayingsOfSentence, is_conditional, sayings_in
from pipeline.claims.selection import Unit, content_words, reason_to_leave_out
from pipeline.claims.splitting import completed, split, whole
from pipeline.claims.syntax import FINITE, children, clause_words, is_finite, is_punct, subject, subtree
from pipeline.claims.units import units_of
from pipeline.claims.worth import calibrated
from pipeline.schema import Article, Attribution, Claim, Entity, Figure, LeftOut, Sentence
from pipeline.settings import Settings

__all__ = ["extract"]

Placed = TypeVar("Placed", Figure, Entity)
SHORT = 6
"""A longer headline is news, and no topic."""
_FACT, _NAMED_FACT = 8, 6
"""Words of a clause that tells something, the fewer where one is a name or a number."""
LEADS_TO_LIST = "leads to a list"


def extract(
    article: Article,
    doc: Doc,
    *,
    figures: Sequence[Figure],
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
    settings: Settings,
) -> tuple[list[Claim], list[LeftOut], list[Sentence]]:
    """Extract the checkable statements of an article.

    Parameters
    ----------
    article
        The article; without blocks, its lines count as paragraphs.
    doc
        The parse of its whole text.
    figures, entities, attributions
        What the other rooms found in it; a claim gets those that lie inside its parts.
    settings
        Thresholds of the priorities.

    Returns
    -------
    claims
        In the order of the words that each adds to those before it, without ids.
    left_out
        Every stretch that is in no claim, with a reason: each character that is no white space is in a part of a
        claim or here.
    sentences
        All sentences with their check-worthiness.

    Raises
    ------
    ValueError
        If the parse is not of the article's text.
    """
    if doc.text != article.text:
        raise ValueError("the parse is not of this article's text")
    figures = sorted(figures, key=lambda figure: figure.start)
    entities = sorted(entities, key=lambda entity: entity.start)
    doc = reattached(doc, attributions, entities, article.blocks)
    units = [calibrated(unit, figures) for unit in units_of(article, doc)]
    body = [content_words(unit.span) for unit in units if unit.block not in {"headline", "heading"}]
    headline = _headline(article, doc)
    restater = Restater(article, doc, figures=figures, entities=entities, attributions=attributions)
    topic = _topic(units, restater)
    placed: list[tuple[int, Claim]] = []
    left: list[LeftOut] = []
    taken: set[int] = set()
    for number, unit in enumerate(units):
        if unit.start in taken:
            continue
        within = [f for f in _near(figures, [(unit.start, unit.end)]) if f.end <= unit.end]
        sayings = sayings_in(unit.span, attributions, within)
        sayings = replace(sayings, sayings=tuple(completed(saying, unit.span) for saying in sayings.sayings))
        reason = reason_to_leave_out(unit, figures=within, body=body, quoted=bool(sayings.speaker))
        if reason and not (reason == NO_ASSERTION and _gives_value(unit, within)):
            left.append(left_out(article, unit, reason))
            continue
        items = items_after(units, number)
        if items and (completes(unit, items) or not any(_reason(item, figures, body) == "" for item in items)):
            taken |= {item.start for item in items}
            drafts = [joined(unit, items)]
        elif (items or leads_to_list(units, number)) and says_nothing(unit):
            left.append(left_out(article, unit, LEADS_TO_LIST))
            continue
        else:
            drafts = _drafts(unit, sayings, within, doc)
        made = [
            _claim(
                draft,
                unit,
                sayings,
                restater,
                figures=figures,
                entities=entities,
                headline=headline,
                settings=settings,
            )
            for draft in drafts
        ]
        before = units[number - 1].span if number else None
        if before is not None and (label := needed_label(before, unit.span)):
            made = [
                c
                if c.entities or names_speaker(label, c)
                else c.model_copy(update={"text": _with_scope(c.text, label, "")})
                for c in made
            ]
        elif is_entry(unit.span):
            made = [c.model_copy(update={"text": _with_scope(c.text, topic, unit.section)}) for c in made]
        begins = [min(draft.covers, default=unit.span.start) for draft in drafts]
        placed += zip(begins, set_apart(made, settings), strict=True)
        left += frames(article, unit, drafts, doc)
    sentences = [Sentence(start=u.start, end=u.end, text=article.text[u.start : u.end], worth=u.worth) for u in units]
    # By the words that only they hold: a subject said again stands before the clause that it was put back to.
    claims = [claim for _, claim in sorted(placed, key=lambda entry: (entry[0], entry[1].start))]
    left += uncovered(article, claims, left)
    claims, left = with_markers(article, claims, left)
    left.sort(key=lambda entry: entry.start)
    return claims, left, sentences


def _gives_value(unit: Unit, figures: Sequence[Figure]) -> bool:
    """Return whether an item of a list gives a name or a figure for its label: "Owner: Nordic Lines"."""
    return unit.block == "list_item" and is_entry(unit.span) and bool(figures or unit.span.ents)


def _topic(units: Sequence[Unit], restater: Restater) -> str:
    """Return what an article is about in a few words: a short headline, or the name that its first sentence is of."""
    first = next((unit for unit in units if unit.block != "heading" and not unit.dateline), None)
    if first is None:
        return ""
    if first.block == "headline":
        words = first.span.text.split()
        return " ".join(words).strip(" .:") if len(words) <= SHORT and not is_finite(first.span.root) else ""
    return restater.topic(first.span)


def _with_scope(text: str, topic: str, section: str) -> str:
    """Put what an entry of a list is about before it: "[Concordia:] Length: 92 metres"."""
    asked = section.rstrip(" *_").endswith("?")
    scope = ", ".join(part.strip(" *_:") for part in (topic, "" if asked else section) if part.strip(" *_:"))
    return f"[{scope[0].upper()}{scope[1:]}:] {text}" if scope and scope.lower() not in text.lower() else text


def _reason(unit: Unit, figures: Sequence[Figure], body: Sequence[set[str]]) -> str:
    within = [f for f in figures if unit.start <= f.start and f.end <= unit.end]
    return reason_to_leave_out(unit, figures=within, body=body)


def _headline(article: Article, doc: Doc) -> Headline:
    for block in article.blocks:
        if block.kind == "headline":
            span = doc.char_span(block.start, block.end, alignment_mode="contract")
            if span is not None:
                return Headline(span)
    return Headline(title=article.title)


def _drafts(unit: Unit, sayings: SayingsOfSentence, figures: Sequence[Figure], doc: Doc) -> list[Draft]:
    """Split a sentence, and keep it whole where a row of it would not be faithful or no sentence."""
    if unit.block in {"headline", "heading"}:
        return [whole(unit.span)]
    dated = {
        token.i
        for figure in figures
        if figure.kind == "date"
        for token in unit.span
        if figure.start <= token.idx < figure.end
    }
    refused: set[int] = set()
    for _ in range(6):
        drafts = split(unit.span, sayings=sayings.sayings, dated=dated, refused=refused)
        if any(_tells_more(draft, sayings, doc) for draft in drafts):
            break
        kept = [draft for draft in drafts if not sayings.is_frame(draft)]
        named = {i for saying in sayings.sayings for i in saying.source if not _in_relative(doc[i], saying.source)}
        if kept and loses_figure(kept, named, unit.span, figures):
            break
        bad = [draft for draft in kept if not _sound(draft, doc, figures, alone=len(drafts) == 1)]
        if not bad and kept:
            return _with_marks(kept, unit)
        cuts = [draft.head for draft in bad if draft.rules] or [draft.head for draft in drafts if draft.rules]
        if not cuts:
            break
        refused.update(cuts)
    return [whole(unit.span)]


def _tells_more(draft: Draft, sayings: SayingsOfSentence, doc: Doc) -> bool:
    """Return whether the words that say who speaks tell of a deed, too: "she said, but refused to name the buyer".

    Or of another saying whose content stays with them: "X tells the paper, with Y saying …" would be half a sentence.
    """
    if sayings.is_frame(draft):
        known = {i for saying in sayings.sayings for i in saying.frame}
        if any(is_conditional(doc[i], draft) or _sets_scene(doc[i], draft) for i in draft.words):
            return True
        if any(_tells_fact(doc[i], draft) and doc[i].i not in known for i in draft.words):
            return True
        return any(doc[i].dep_ == "conj" and doc[i].tag_ in FINITE and i not in known for i in draft.words)
    own = set(draft.words)
    return any(
        saying.checkable and saying.source and own & saying.cue and own & saying.source and not own & saying.content
        for saying in sayings.sayings
    )


def _tells_fact(clause: Token, draft: Draft) -> bool:
    """Return whether a clause beside the words that say who speaks can be checked for itself.

    "After the river flooded 400 homes, the mayor said …" does, "as he left the hall" and "when asked" do not.
    """
    if clause.dep_ not in {"advcl", "acl:relcl"} or not is_finite(clause) or subject(clause) is None:
        return False
    if clause.dep_ == "acl:relcl" and not _opens_after_comma(clause):
        return False  # "a nurse who was travelling with her sons said": which one
    words = [word for word in clause.subtree if word.i in draft.words and not is_punct(word)]
    named = any(word.tag_ in {"CD", "NNP", "NNPS"} for word in words)
    return len(words) >= (_NAMED_FACT if named else _FACT)


def _in_relative(word: Token, source: frozenset[int]) -> bool:
    """Return whether a word tells something of who speaks: "Hale, who lost by 17 votes, claims …".

    "A nurse who was there with her two sons said" only says who she is.
    """
    above = next((a for a in [word, *word.ancestors] if a.dep_ == "acl:relcl" or a.i not in source), None)
    if above is None or above.i not in source:
        return False
    return any(token.text[0].isdigit() for token in above.subtree)


def _opens_after_comma(clause: Token) -> bool:
    first = clause.left_edge
    return first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")


def _sets_scene(phrase: Token, draft: Draft) -> bool:
    """Return whether a phrase tells how things stood when it was said, or what says it: "With the dam almost full, the
    firm said …", "By leaving, he stated that …".
    """
    if phrase.dep_ not in {"obl", "advcl"} or phrase.i > phrase.head.i or phrase.head.i not in draft.words:
        return False
    openers = {word.lower_ for word in children(phrase, "case", "mark")}
    if "by" in openers and phrase.tag_ == "VBG":
        return True
    return "with" in openers and clause_words(subtree(phrase), phrase.doc) > 3


def _with_marks(drafts: list[Draft], unit: Unit) -> list[Draft]:
    """Give punctuation that no row took to the row before it: it is no loss that a person should read of."""
    covered = {i for draft in drafts for i in draft.covers}
    out = list(drafts)
    for token in unit.span:
        if token.is_space or token.i in covered or not is_punct(token):
            continue
        near = [k for k, draft in enumerate(out) if token.i - 1 in draft.covers or token.i + 1 in draft.covers]
        if near:
            k = near[0]
            out[k] = Draft(out[k].items, out[k].head, out[k].covers | {token.i}, out[k].rules)
            covered.add(token.i)
    return out


def _sound(draft: Draft, doc: Doc, figures: Sequence[Figure], *, alone: bool) -> bool:
    if alone:
        return True
    text = render(draft, doc)
    return bool(text) and is_sentence(draft, doc) and is_faithful(draft, text, doc, figures)


def _claim(
    draft: Draft,
    unit: Unit,
    sayings: SayingsOfSentence,
    restater: Restater,
    *,
    figures: Sequence[Figure],
    entities: Sequence[Entity],
    headline: Headline,
    settings: Settings,
) -> Claim:
    doc = unit.span.doc
    parts = draft.parts(doc)
    own_figures = tuple(f for f in _near(figures, parts) if _inside(f.start, f.end, parts))
    own_entities = tuple(e for e in _near(entities, parts) if _inside(e.start, e.end, parts))
    said = sayings.of(draft)
    kind = kind_of(
        draft,
        doc,
        own_figures,
        saying=said is not None and said.saying,
        speaker=said.attribution.speaker if said else "",
    )
    text = restater.text(draft, speaker=said.attribution if said else None)
    reasons = reasons_of(draft, doc, own_figures, own_entities, headline, text)
    value = score(unit.worth, kind, reasons)
    return Claim(
        text=text,
        start=parts[0][0],
        end=parts[-1][1],
        parts=parts,
        sentence=_sentence(unit, parts),
        section=unit.section,
        kind=kind,
        speaker=restater.speaker(said.attribution) if said else "",
        cue=said.attribution.cue.text if said and said.attribution.cue else "",
        mode=said.attribution.mode if said else None,
        hedge=hedge_of(draft, doc),
        polarity=polarity_of(draft, doc),
        figures=own_figures,
        entities=with_bracketed(own_entities, text, entities),
        priority=priority_of(value, settings),
        worth=unit.worth,
        reasons=reasons,
    )


def _sentence(unit: Unit, parts: Sequence[tuple[int, int]]) -> str:
    """Return the sentence that a claim stands in, with the list after it that is part of the claim."""
    doc, end = unit.span.doc, unit.span.end
    # Doc.text is put together from its tokens at every call.
    while end < len(doc) and doc[end].idx < parts[-1][1]:
        end += 1
    return " ".join(doc[unit.span.start : end].text.split())


def _near(found: Sequence[Placed], parts: Sequence[tuple[int, int]]) -> Sequence[Placed]:
    """Return those that begin between the first part and the last."""
    first = bisect_left(found, parts[0][0], key=lambda one: one.start)
    return found[first : bisect_left(found, parts[-1][1], key=lambda one: one.start)]


def _inside(start: int, end: int, parts: Iterable[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in parts)
