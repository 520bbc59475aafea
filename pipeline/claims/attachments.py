"""Attachments that punctuation or a saying speak against, set right before anything is split.

Three are common in news: the second verb of a relative clause hung on the main verb ("strikes, which are part of a
campaign and have been carried out at sea"), the main clause's second verb hung on a relative clause that a comma has
closed ("bought the yard, which had failed, and has doubled its staff"), and words that stand between the halves of what
is said ("The plan, the minister told parliament, would cost £3bn").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from pipeline.claims.inflection import lemma
from pipeline.claims.labels import Change, label_changes
from pipeline.claims.lexicon import words
from pipeline.claims.second_verbs import second_verbs
from pipeline.claims.syntax import (
    children,
    is_clause,
    is_finite,
    is_punct,
    is_subject,
    leftmost,
    next_word,
    relation,
    subject,
    subtree,
)
from pipeline.figures.dates.lexicon import CLASSES
from pipeline.schema import Attribution, Block, Entity

__all__ = ["reattached"]

_OPENS = frozenset('"“')
_CLOSES = frozenset('"”')


def reattached(
    doc: Doc, attributions: Sequence[Attribution], entities: Sequence[Entity] = (), blocks: Sequence[Block] = ()
) -> Doc:
    """Return a parse with such attachments set right: a copy, or the Doc itself where nothing is to be changed."""
    changes = [
        *_sentences_in_two(doc, blocks),
        *_fragments_said(doc),
        *label_changes(doc, blocks, [a.content.start for a in attributions if a.source is None and a.cue is None]),
        *_names_in_two(doc, entities),
        *_after_names(doc, entities),
        *_questions_apart(doc),
        *second_verbs(doc),
        *_interrupted(doc, attributions),
        *_times_of_saying(doc, attributions),
    ]
    if not changes:
        return doc
    copy = doc.copy()
    for i, head, name in changes:
        if i == head or head not in subtree(copy[i]):
            copy[i].head = copy[head]
            copy[i].dep_ = name
    _keep_worth(doc, copy)
    return copy


def _keep_worth(doc: Doc, copy: Doc) -> None:
    """Give a sentence that was parted from its label the check-worthiness of both."""
    if not Doc.has_extension("checkworthiness") or not doc._.checkworthiness:
        return
    scores = dict(doc._.checkworthiness)
    for sentence in copy.sents:
        whole = doc[sentence.start].sent
        scores.setdefault(str(sentence.start_char), scores.get(str(whole.start_char), 0.5))
    copy._.checkworthiness = scores


def _sentences_in_two(doc: Doc, blocks: Sequence[Block]) -> Iterator[Change]:
    """Yield what joins the second half of a sentence to the first where no stop parts them.

    "led 2-0 | thanks to …", "flattened homes | Saturday, killing 20"
    """
    starts = {block.start for block in blocks}
    for first, second in pairwise(doc.sents):
        begin = second[0]
        if begin.idx not in starts and _ends_with_day(first, second):
            yield begin.i, first.root.i, "obl:unmarked"
            yield begin.i + 1, first.root.i, "punct"
            yield from ((clause.i, first.root.i, "parataxis") for clause in begin.children if is_clause(clause))
            continue
        if begin.idx not in starts and _day_before_and(first, second):
            yield begin.i, first.root.i, "obl:unmarked"
            rest = children(begin, "conj") if begin == second.root else [second.root]
            yield from ((clause.i, first.root.i, "conj") for clause in rest)
            continue
        if _ends_with_title(first, second):
            yield first.root.i, (subject(second.root) or begin).i, "nmod:desc"
            continue
        day = _is_day(begin)
        if not begin.is_alpha or not (begin.is_lower or day) or begin.idx in starts or "\n" in first.text[-1:]:
            continue
        last = first[-1]
        if last.is_space or is_punct(last) or second.root.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ", "ADV"}:
            continue
        label = any(token.text == ":" for token in second[:3])
        if label or not is_finite(first.root) or is_finite(second.root):
            continue
        yield second.root.i, first.root.i, "obl"
        if day:
            yield from ((clause.i, first.root.i, "advcl") for clause in children(second.root, "acl"))


def _is_day(token: Token) -> bool:
    return token.text.istitle() and token.lower_ in CLASSES["WEEKDAYNAME"]


def _ends_with_title(first: Span, second: Span) -> bool:
    """Return whether the stop of an abbreviation has ended a sentence: "Police Director Col. | Mike Hale said"."""
    noun = subject(second.root)
    told = any(is_finite(token) for token in first)
    titled = first.text.lower().split()[-1:] and first.text.lower().split()[-1] in words("titles", "short")
    return bool(titled) and not told and second[0].pos_ == "PROPN" and noun is not None and second[0] in noun.subtree


def _ends_with_day(first: Span, second: Span) -> bool:
    """Return whether a day and a colon end a sentence that the parse has ended before: "set out a plan | Tuesday:"."""
    day = len(second) > 1 and _is_day(second[0]) and second[1].text == ":"
    return day and is_finite(first.root) and first[-1].is_alpha


def _day_before_and(first: Span, second: Span) -> bool:
    """Return whether a day ends a clause and opens a sentence in the parse: "shut schools | Monday and crews …"."""
    joined = len(second) > 2 and _is_day(second[0]) and second[1].dep_ == "cc"
    return joined and is_finite(first.root) and first[-1].is_alpha


def _fragments_said(doc: Doc) -> Iterator[Change]:
    """Yield what joins a quotation without a verb to who says it: "“One down. Two to go!” | she told them."."""
    sentences = list(doc.sents)
    for number, sentence in enumerate(sentences):
        root = sentence.root
        if not sentence.start or doc[sentence.start - 1].text not in _CLOSES or lemma(root.text) not in _said_aloud():
            continue
        if subject(root) is None or not is_finite(root) or children(root, "ccomp", "parataxis", "xcomp"):
            continue
        said = _quotation_before(sentences, number)
        for fragment in said:
            yield fragment.root.i, root.i, "ccomp"


def _quotation_before(sentences: Sequence[Span], number: int) -> list[Span]:
    """Return the sentences of the quotation that ends before a sentence, none where one of them has a verb."""
    found: list[Span] = []
    for sentence in reversed(sentences[:number]):
        told = any(is_finite(token) or (token.tag_ == "VB" and token == sentence.root) for token in sentence)
        if told or sentence.text.rstrip()[-1:].isalnum() or any(token.is_space for token in sentence):
            return []
        found.append(sentence)
        if sentence[0].text in _OPENS:
            return found if all(token.text not in _OPENS for token in sentence[1:-1]) else []
    return []


def _said_aloud() -> frozenset[str]:
    return words("sayings", "plain") | {"shout", "cry", "chant", "yell"}


def _names_in_two(doc: Doc, entities: Sequence[Entity]) -> Iterator[Change]:
    """Yield the second half of a name that the parse hangs beside the first: "the Operation | Clean Sweep"."""
    for entity in entities:
        span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
        if span is None or len(span) < 2:
            continue
        tops = [token for token in span if token.head not in span or token.head == token]
        beside = len(tops) == 2 and tops[0].head == tops[1].head and tops[0].dep_ == tops[1].dep_
        if beside and tops[0].pos_ == tops[1].pos_ == "PROPN":
            yield tops[1].i, tops[0].i, "flat"


def _after_names(doc: Doc, entities: Sequence[Entity]) -> Iterator[Change]:
    """Yield what tells of a name behind it and hangs on a part of it: "Norlund Homes, the builder", on "Norlund"."""
    for entity in entities:
        span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
        if span is None:
            continue
        for part in (token for token in span if token != span.root):
            for told in children(part, "appos", "acl:relcl", "acl"):
                if told.i >= span.end:
                    yield told.i, span.root.i, told.dep_


def _questions_apart(doc: Doc) -> Iterator[Change]:
    """Yield a question that opens a quotation and hangs on who says the rest: "“Who pays? We all do,” he said."."""
    for stop in doc:
        asked = stop.head
        if stop.text != "?" or asked.dep_ not in {"ccomp", "parataxis"} or not asked.i < stop.i < asked.head.i:
            continue
        following = next_word(stop)
        own = subtree(asked)
        whole = max(own) == stop.i and min(own) == leftmost(asked.sent.root).i
        if whole and following is not None and following.text[:1].isupper() and asked.head == asked.sent.root:
            yield asked.i, asked.i, "ROOT"


def _interrupted(doc: Doc, attributions: Sequence[Attribution]) -> Iterator[Change]:
    """Yield what joins a subject to its predicate over the words that say who speaks."""
    for one, other in pairwise(attributions):
        if one.cue is None or one.cue != other.cue:
            continue
        if one.content.end > one.cue.start or other.content.start < one.cue.end:
            continue
        first = doc.char_span(one.content.start, one.content.end, alignment_mode="contract")
        second = doc.char_span(other.content.start, other.content.end, alignment_mode="contract")
        cue = doc.char_span(one.cue.start, one.cue.end, alignment_mode="expand")
        if first is None or second is None or cue is None or first[0].sent.start != second[0].sent.start:
            continue
        subject_head = _top(range(first.start, first.end), doc)
        predicate = _top(range(second.start, second.end), doc)
        if subject_head is None or predicate is None or is_clause(subject_head) or not is_finite(predicate):
            continue
        own = subject(predicate)
        if own is not None and own.i != subject_head.i:
            continue
        if subject_head.pos_ not in {"NOUN", "PROPN", "PRON", "NUM"} or children(subject_head, "case"):
            continue
        if own is None:
            yield subject_head.i, predicate.i, "nsubj:pass" if children(predicate, "aux:pass") else "nsubj"
        verb = next((token for token in cue if is_clause(token)), None)
        if verb is None or verb.i in {token.i for token in predicate.ancestors}:
            continue
        between = set(range(first.end, second.start))
        yield verb.i, predicate.i, "parataxis"
        for i in sorted(between - {verb.i}):
            if doc[i].head.i not in between and not doc[i].is_space:
                name = "punct" if is_punct(doc[i]) else relation(doc[i])
                yield i, verb.i, "obl" if name in {"nmod", "appos", "acl"} else name


def _times_of_saying(doc: Doc, attributions: Sequence[Attribution]) -> Iterator[Change]:
    """Yield times between a verb of saying and what is said, hung on the latter: "said afterwards he would go"."""
    starts = {a.content.start for a in attributions if a.cue is not None}
    for token in doc[1:-1]:
        verb = token.nbor(-1)
        if token.head.head.i != verb.i or not is_clause(verb):
            continue
        if token.dep_ == "advmod" and token.nbor().idx in starts:
            yield token.i, verb.i, "advmod"
        # A day before the subject: "said Friday it would close" is not "said Friday would be a holiday".
        day = _is_day(token) and token.dep_ == "obl:unmarked" and not list(token.children)
        if day and token.head.dep_ == "ccomp" and is_subject(token.nbor()) and {token.idx, token.nbor().idx} & starts:
            yield token.i, verb.i, "obl:unmarked"


def _top(indices: Sequence[int], doc: Doc) -> Token | None:
    inside = set(indices)
    tops = [doc[i] for i in indices if not is_punct(doc[i]) and (doc[i].head.i not in inside or doc[i].head.i == i)]
    return next((top for top in tops if is_clause(top)), tops[0] if tops else None)
