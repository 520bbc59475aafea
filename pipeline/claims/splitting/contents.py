"""What somebody says, taken out of the words that say who says it."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import words as listed
from pipeline.claims.splitting.cut import Cut, Scope
from pipeline.claims.splitting.modifiers import set_off
from pipeline.claims.syntax import QUOTES, children, is_clause, is_finite, is_punct, mark, relation, subject, subtree

__all__ = ["Saying", "completed", "contents"]

MONTHS = {*month_name[1:]}

CONCESSIVE = {"although", "though", "even though", "whereas", "while", "whilst"}


@dataclass(frozen=True)
class Saying:
    """An attribution as it stands in one sentence: token indices of its content, cue and source.

    ``checkable`` tells whether the content makes a row of its own; if not, the saying stays whole, but for what is
    ``loose``: relative clauses that tell more of the thing that is cited.
    """

    content: frozenset[int]
    cue: frozenset[int] = frozenset()
    source: frozenset[int] = frozenset()
    checkable: bool = True
    number: int = 0
    loose: frozenset[int] = frozenset()

    @property
    def frame(self) -> frozenset[int]:
        """The words that say who says it."""
        return self.cue | self.source


def completed(saying: Saying, sentence: Span) -> Saying:
    """Return a saying with the time of what is said, which stands beside its verb: "figures show in the last year …".

    Before "X said," in the middle of a sentence, what it opens with is of what is said, too; before "that" nothing is.
    """
    doc = sentence.doc
    saying = _with_clauses_behind(_with_that_clauses(saying, doc), doc)
    solid = [i for i in sorted(saying.content) if not is_punct(doc[i])]
    frame = sorted(saying.frame)
    if not solid or not frame or not saying.checkable or solid[0] < frame[-1] or doc[solid[0]].lower_ == "that":
        return saying
    after = [i for i in range(frame[-1] + 1, solid[0]) if not doc[i].is_space]
    if after and not any(is_punct(doc[i]) for i in after) and _is_period(after, doc):
        return replace(saying, content=saying.content | set(after))
    before = [token.i for token in sentence if token.i < frame[0] and not token.is_space]
    between = [doc[i].text for i in after] == [","] or (not after and doc[min(saying.content)].text == ",")
    if len(before) > 2 and between and doc[before[-1]].text == "," and _opens(before, doc):
        return replace(saying, content=saying.content | set(before))
    return saying


def _with_that_clauses(saying: Saying, doc: Doc) -> Saying:
    """Return a saying with the clauses that "and that" joins to what is said: "said A was, and that B was not"."""
    more: set[int] = set()
    heads = [i for i in saying.content if doc[i].head.i in saying.cue and doc[i].dep_ == "ccomp"]
    for verb in [*heads, *(saying.cue if heads else ())]:
        for clause in children(doc[verb], "conj"):
            if clause.i not in saying.content and mark(clause) == "that" and subject(clause) is not None:
                more |= subtree(clause)
    return replace(saying, content=saying.content | more - saying.frame) if more else saying


def _with_clauses_behind(saying: Saying, doc: Doc) -> Saying:
    """Return a saying with a clause behind what is said, hung on its verb: "said A was next after a raid failed"."""
    solid = [i for i in saying.content if not is_punct(doc[i])]
    for verb in saying.cue:
        for clause in children(doc[verb], "advcl") if solid and verb < min(solid) else ():
            own = subtree(clause)
            if min(own) - 1 == max(solid) and is_finite(clause) and subject(clause) is not None:
                return replace(saying, content=saying.content | own)
    return saying


def _is_period(words: Sequence[int], doc: Doc) -> bool:
    """Return whether a phrase gives a stretch of time, which no saying fills: "since 2019", "in the last 12 months"."""
    if doc[words[0]].lower_ in {"since", "between"}:
        return any(doc[i].tag_ == "CD" or doc[i].text in MONTHS for i in words)
    return doc[words[0]].lower_ in {"in", "over", "during", "for", "within"} and any(
        doc[i].lower_ in {"last", "past", "previous"} for i in words
    )


def _opens(words: Sequence[int], doc: Doc) -> bool:
    """Return whether words are one phrase with a preposition and no verb of their own."""
    solid = [doc[i] for i in words if not is_punct(doc[i])]
    one = len(solid) == len(words) - 1 and solid[0].tag_ == "IN" and solid[0].lower_ not in {"according", "as"}
    return one and not any(is_finite(word) or word.tag_ in {"VBG", "PRP"} for word in solid)


def contents(head: Token, scope: Scope, sayings: tuple[Saying, ...]) -> Iterator[Cut]:
    """Yield the contents that an asserted predicate leads to, each as a row of its own.

    The predicate is the verb of saying ("said that …"), has one beside it (", adding that …"), or is what is said and
    has the source beside it ("according to …").
    """
    doc = scope.doc
    for saying in sayings:
        own = set(saying.content & scope.words)
        if not saying.checkable or not own or not scope.words - own:
            continue
        top = _head(own, doc[scope.root], scope)
        if top is None or _concedes(top, saying):
            continue
        anchors = [doc[i] for i in sorted(saying.cue) if is_clause(doc[i])]
        beside = None
        if head.i in saying.cue or (top.i == head.i and not any(top.i in subtree(verb) for verb in anchors)):
            beside = head
        else:
            for child in children(head, "advcl", "acl"):
                if child in anchors and child.tag_ == "VBG" and not children(child, "mark"):
                    found = set_off(child, scope)
                    if found is not None:
                        yield Cut("frame", child.i, frozenset(found[0]), frozenset(found[1]))
                        beside = child
        if beside is None or not _closed(own, scope):
            continue
        more = _adding(top, own, scope)
        for cut in more:
            own -= cut.own
        yield from more
        dropped: set[int] = set()
        for i in sorted(i for i in own if not is_punct(doc[i])):
            if doc[i].dep_ != "cc" and not (doc[i].dep_ == "mark" and doc[i].lower_ == "that"):
                break
            dropped.add(i)
        yield Cut("content", top.i, frozenset(own), frozenset(dropped | _seams(own, scope)))


def _concedes(top: Token, saying: Saying) -> bool:
    """Return whether a clause stands beside what is told, and is said by nobody: "Although he writes from his home"."""
    named = any(top.doc[i].lower_ == "according" for i in saying.cue)
    beside = relation(top) == "advcl" and top.head.i not in saying.cue
    return beside and mark(top) in CONCESSIVE and not named


def _adding(top: Token, own: set[int], scope: Scope) -> list[Cut]:
    """Return what a speaker goes on to say, where the parse hangs it on what was said first: "…, adding that …"."""
    for clause in children(top, "advcl"):
        if (
            clause.i < top.i
            or clause.i in scope.cues
            or clause.tag_ != "VBG"
            or lemma(clause.text) not in listed("participles", "of_going_on")
        ):
            continue
        found = set_off(clause, scope)
        said = [c for c in children(clause, "ccomp") if is_finite(c) and subject(c) is not None]
        if found is None or len(said) != 1 or not found[0] <= own:
            continue
        inner = subtree(said[0])
        frame = {i for i in found[0] - inner if i < min(inner)}
        marks = {w.i for w in children(said[0], "mark") if w.lower_ == "that"}
        cuts = [Cut("frame", clause.i, frozenset(frame), frozenset(found[1] & frame))]
        return [*cuts, Cut("content", said[0].i, frozenset(found[0] - frame), frozenset(marks))]
    return []


def _seams(own: set[int], scope: Scope) -> set[int]:
    """Return the commas and quotation marks on both sides of words that a content stands around."""
    marks: set[int] = set()
    words = sorted(own)
    for left, right in pairwise(words):
        if not any(k in scope.words for k in range(left + 1, right)):
            continue
        for edge, step in ((words.index(left), -1), (words.index(right), 1)):
            while 0 <= edge < len(words) and scope.doc[words[edge]].text in {",", *QUOTES}:
                marks.add(words[edge])
                edge += step
        front = [i for i in words if i <= left]
        if scope.doc[front[0]].tag_ == "IN" and not any(is_finite(scope.doc[i]) for i in front):
            marks -= {i for i in front if scope.doc[i].text == ","}  # "Since 2019, [they said,] 40 bridges …"
    return marks


def _head(own: set[int], root: Token, scope: Scope) -> Token | None:
    tops = [
        scope.doc[i]
        for i in sorted(own)
        if not is_punct(scope.doc[i]) and (scope.doc[i].head.i not in own or scope.doc[i].head.i == i)
    ]
    clauses = [top for top in tops if is_clause(top)]
    if not clauses:
        return None
    return next((top for top in clauses if top.i == root.i), clauses[0])


def _closed(own: set[int], scope: Scope) -> bool:
    """Return whether a content takes whole phrases: no word in it hangs on one that is left outside below its head."""
    doc = scope.doc
    tops = {i for i in own if doc[i].head.i not in own and not is_punct(doc[i])}
    return len(tops) <= 3 and bool(own & subtree(doc[min(tops)])) if tops else True
