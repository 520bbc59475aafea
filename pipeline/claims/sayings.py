"""Attributions as they bear on the rows of one sentence: whose words a row holds, and what is kept whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from pipeline.claims.attribution import cue_kind
from pipeline.claims.draft import Draft
from pipeline.claims.inflection import lemma
from pipeline.claims.kinds import kind_of
from pipeline.claims.lexicon import words
from pipeline.claims.shares import is_share
from pipeline.claims.splitting import Saying
from pipeline.claims.syntax import children, is_clause, is_finite, is_punct, mark, opening_word, subject
from pipeline.schema import Attribution, Figure, TextSpan

_MARKS = frozenset('"“”')

__all__ = ["Said", "SayingsOfSentence", "is_conditional", "sayings_in"]


@dataclass(frozen=True)
class Said:
    """An attribution of a row; ``saying`` where the row is the saying as a whole."""

    attribution: Attribution
    saying: bool


@dataclass(frozen=True)
class SayingsOfSentence:
    """What is said in one sentence, as token indices; ``attributions`` go with ``sayings`` one by one."""

    sayings: tuple[Saying, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    covering: tuple[Attribution, ...] = ()
    marks: frozenset[int] = frozenset()

    @property
    def speaker(self) -> str:
        """Who says the whole sentence, or something in it."""
        found = [*self.covering, *self.attributions]
        return found[0].speaker or "somebody" if found else ""

    def is_frame(self, draft: Draft) -> bool:
        """Return whether a draft only says who speaks: it holds the cue, and its content has become another row."""
        if "frame" in draft.rules:
            return True
        own = set(draft.words)
        for saying in self.sayings:
            if not saying.checkable or not own & (saying.cue or saying.source):
                continue
            inner = [other for other in self.sayings if not saying.cue <= other.content or other is saying]
            said = {i for other in inner for i in other.content - other.frame - self.marks}
            if not own & said:
                return True
        return False

    def of(self, draft: Draft) -> Said | None:
        """Return the attribution of a row: the closest whose content holds most of its words."""
        own = set(draft.words)
        best: tuple[int, Said] | None = None
        for saying, attribution in zip(self.sayings, self.attributions, strict=True):
            if not saying.content:
                continue
            shared = len(own & saying.content)
            kept = bool(own & saying.cue)
            named = len(own & (saying.content | saying.frame)) > 0.6 * len(own)
            about = draft.head in saying.content | saying.frame or attribution.mode != "indirect"
            whole = draft.head in saying.cue or (named and about and not saying.checkable)
            if kept and shared and (whole or self._quotes(draft, saying, attribution)):
                said = Said(attribution, saying=True)
            elif shared > 0.6 * len(own) and not kept:
                said = Said(attribution, saying=False)
            else:
                continue
            if best is None or len(saying.content) < best[0]:
                best = (len(saying.content), said)
        if best is not None:
            around = self._around(best[1]) if best[1].saying else None
            return Said(around, saying=True) if around is not None else best[1]
        return Said(self.covering[0], saying=False) if self.covering else None

    @staticmethod
    def _quotes(draft: Draft, saying: Saying, attribution: Attribution) -> bool:
        """Return whether a row tells of its subject's deed and quotes them: "He defended the record: “…”"."""
        own = set(draft.words)
        much = len(own & saying.content) > 0.4 * len(own)
        return attribution.mode == "direct" and much and bool(saying.source) and saying.source <= own

    def _around(self, said: Said) -> Attribution | None:
        """Return whose words a saying kept whole is: "Reyes says the board denied it" is what Reyes says."""
        cue = next(s.cue for s, a in zip(self.sayings, self.attributions, strict=True) if a is said.attribution)
        outer = [
            attribution
            for saying, attribution in zip(self.sayings, self.attributions, strict=True)
            if cue and cue <= saying.content and attribution.speaker and attribution is not said.attribution
        ]
        return next((a for a in [*outer, *self.covering] if a.speaker), None)


def sayings_in(sentence: Span, attributions: Sequence[Attribution], figures: Sequence[Figure]) -> SayingsOfSentence:
    """Return the attributions of a sentence: those inside it, and those whose content it lies in wholly."""
    tokens = [token for token in sentence if not token.is_space]
    solid = {token.i for token in tokens if not is_punct(token)}
    marks = frozenset(token.i for token in tokens if is_punct(token))
    sayings: list[Saying] = []
    kept: list[Attribution] = []
    covering: list[Attribution] = []
    for number, (attribution, content) in enumerate(_contents(sentence, attributions)):
        cue = _indices(sentence, attribution.cue)
        source = _indices(sentence, attribution.source)
        if not _says(sentence, attribution, cue, source, content):
            continue
        if solid <= content and not cue:
            covering.append(attribution)
            continue
        cue -= content - cue if content <= cue else set()
        content -= cue | source
        content -= _frame_inside(sentence, content, cue, source)
        content -= _of_the_sayer(sentence, content, cue)
        content |= _final_marks(sentence, content)
        checkable = _checkable(sentence, content, cue, source, figures)
        loose = _told_of_thing(sentence, content) if not checkable else set()
        if not _verbs(sentence, cue) & words("sayings", "of_examples"):
            content -= loose
        found = Saying(frozenset(content), frozenset(cue), frozenset(source), checkable, number, frozenset(loose))
        sayings.append(found)
        kept.append(attribution)
    spoilt = {saying.cue for saying in sayings if saying.cue and not saying.checkable}
    sayings = [replace(saying, checkable=False) if saying.cue in spoilt else saying for saying in sayings]
    covering.sort(key=lambda a: a.content.end - a.content.start)
    return SayingsOfSentence(tuple(sayings), tuple(kept), tuple(covering), marks)


def is_conditional(clause: Token, draft: Draft) -> bool:
    """Return whether a clause before the words that say who speaks bounds what is said: "If elected, she says …"."""
    if clause.dep_ != "advcl" or clause.i > clause.head.i or clause.head.i not in draft.words:
        return False
    if _was_asked(clause):
        return False
    opener = opening_word(clause)
    return opener in {"if", "unless"} or (opener in {"when", "whenever"} and subject(clause) is not None)


def _was_asked(clause: Token) -> bool:
    """Return whether a clause only tells what led to a reply: "When asked by reporters if it would, she said …"."""
    leads = clause.dep_ == "advcl" and clause.i < clause.head.i and subject(clause) is None
    return leads and clause.lower_ in words("sayings", "of_questions")


def _is_mark_of(verb: Token) -> bool:
    """Return whether a verb only tells who somebody is: "She is the first official to declare plans to sue"."""
    noun = verb.head
    told = verb.dep_ == "acl" and verb.tag_ == "VB" and mark(verb) == "to" and bool(children(noun, "cop"))
    ranks = {"first", "last", "only", "latest", "second", "third", "next"}
    return told and any(word.lower_ in ranks for word in [noun, *children(noun, "amod", "advmod")])


def _contents(sentence: Span, attributions: Sequence[Attribution]) -> list[tuple[Attribution, set[int]]]:
    """Return each attribution with its content, the two sides of one that stands around its cue joined where neither is
    a clause without the other.
    """
    doc = sentence.doc
    found: list[tuple[Attribution, set[int]]] = []
    for attribution in attributions:
        content = _indices(sentence, attribution.content)
        if not content:
            continue
        before = found[-1] if found else None
        if before is not None and attribution.cue is not None and before[0].cue == attribution.cue:
            hang = any(
                doc[i].head.i in rest and not is_punct(doc[i]) and doc[i].dep_ != "conj"
                for part, rest in ((before[1], content), (content, before[1]))
                for i in part
            )
            done_by = doc[min(content)].lower_ == "by" and doc[max(before[1])].tag_ == "VBN"
            if hang or done_by:
                found[-1] = (before[0], before[1] | content)
                continue
        found.append((attribution, content))
    return found


def _top(sentence: Span, content: frozenset[int]) -> int:
    doc = sentence.doc
    tops = [i for i in sorted(content) if not is_punct(doc[i]) and (doc[i].head.i not in content or doc[i].head.i == i)]
    return next((i for i in tops if is_clause(doc[i])), tops[0] if tops else sentence.root.i)


def _told_of_thing(sentence: Span, content: set[int]) -> set[int]:
    """Return what a relative clause after a comma tells of a thing that is cited: "pointed to Leeds, where rents fell".

    Beside the words that name an example it is what its speaker says, beside others the article's own.
    """
    doc = sentence.doc
    top = doc[_top(sentence, frozenset(content))]
    if is_clause(top) or top.tag_ in {"WRB", "WP"} or any(doc[i].text in _MARKS for i in content):
        return set()
    clauses = [doc[i] for i in content if doc[i].dep_ == "acl:relcl" and doc[i].head.i in content]
    apart = [c for c in clauses if doc[c.left_edge.i].text == "," or doc[c.left_edge.i - 1].text == ","]
    return {token.i for clause in apart for token in clause.subtree} & content


def _indices(sentence: Span, span: TextSpan | None) -> set[int]:
    if span is None or span.end <= sentence.start_char or span.start >= sentence.end_char:
        return set()
    return {
        token.i
        for token in sentence
        if not token.is_space and token.idx < span.end and token.idx + len(token.text) > span.start
    }


def _final_marks(sentence: Span, content: set[int]) -> set[int]:
    """Return the stop and the quotation marks that close a sentence right after its content."""
    last = max(content, default=-1)
    rest = [token for token in sentence if token.i > last and not token.is_space]
    return {token.i for token in rest} if last >= 0 and all(is_punct(token) for token in rest) else set()


def _frame_inside(sentence: Span, content: set[int], cue: set[int], source: set[int]) -> set[int]:
    """Return words of the frame that a content enclosing it would swallow: "…, the minister said on Friday, …"."""
    if not cue or not content or not min(content) < min(cue) < max(content):
        return set()
    head = next((sentence.doc[i] for i in sorted(cue) if is_clause(sentence.doc[i])), None)
    if head is None:
        return set()
    inside = {token.i for token in head.subtree}
    top = {child.i for child in head.children if child.dep_ in {"ccomp", "parataxis"}}
    for i in top:
        inside -= {token.i for token in sentence.doc[i].subtree}
    return inside & content if len(inside) < 0.5 * len(content) else set()


def _of_the_sayer(sentence: Span, content: set[int], cue: set[int]) -> set[int]:
    """Return what a content has of the sayer's own deeds, and the day of the saying: "said | Friday it would close"."""
    own: set[int] = set()
    verbs = [sentence.doc[i] for i in cue if is_clause(sentence.doc[i]) and i < min(content, default=0)]
    for verb in verbs:
        for beside in children(verb, "conj"):
            noun, sayer = subject(beside), subject(verb)
            if beside.i in content and (noun is None or (sayer is not None and noun.lower_ == sayer.lower_)):
                own |= {token.i for token in beside.subtree}
        own |= {day.i for day in children(verb, "obl:unmarked") if day.i == min(content)}
    return own & content


def _verbs(sentence: Span, cue: set[int]) -> set[str]:
    return {lemma(sentence.doc[i].text) for i in cue if sentence.doc[i].pos_ in {"VERB", "AUX", "NOUN", "ADP"}}


def _unsaid(word: Token) -> bool:
    """Return whether a verb of saying is negated or not done yet: "would not say"."""
    if word.tag_ == "MD" or word.lower_ in {"not", "n't", "n’t", "never"}:
        return True
    return any(
        (c.dep_ == "advmod" and c.lower_ in {"not", "n't", "n’t", "never"}) or (c.dep_ == "aux" and c.tag_ == "MD")
        for c in word.children
    )


def _says(sentence: Span, attribution: Attribution, cue: set[int], source: set[int], content: set[int]) -> bool:
    """Return whether an attribution is a saying or a knowing, and not a deed ("is seeking to …") or a feeling."""
    doc = sentence.doc
    if attribution.cue is not None and cue_kind(attribution.cue.text) in {"intention", "emotion"}:
        return False
    within_quotation = attribution.mode == "direct"  # whose marks may stand sentences away
    if not source and not within_quotation and not any(token.text in {'"', "“", "”"} for token in sentence):
        return False
    if not source and cue and all(doc[i].pos_ == "ADV" for i in cue):
        return False  # "Reportedly": nobody's words, and the row keeps it
    if any(is_share(doc[i]) for i in source if doc[i].head.i not in source):
        return False  # how many say so is what can be checked
    if any(_unsaid(doc[i]) or _was_asked(doc[i]) or _is_mark_of(doc[i]) for i in cue):
        return False
    quoted = within_quotation or any(doc[i].text in {'"', "“", "”"} for i in content)
    verbs = _verbs(sentence, cue)
    if verbs & words("sayings", "none") and not quoted:
        return False
    top = doc[_top(sentence, frozenset(content))]
    if not quoted and verbs <= {"declare", "proclaim"} and _is_deed(top):
        return False
    if not quoted and verbs <= {"pledge", "promise"} and _is_sum(top):
        return False
    spoken = quoted or not any(doc[i].pos_ in {"VERB", "AUX"} for i in cue)
    asks = top.tag_ in {"WRB", "WP"} and bool(children(top, "advcl", "acl"))  # "explained how it works"
    if not spoken and not asks and not is_clause(top) and not verbs & words("sayings", "of_nouns"):
        return False
    if not spoken and is_clause(top) and not is_finite(top) and not verbs & words("sayings", "whole"):
        return False
    if any(doc[i].pos_ == "ADJ" for i in cue) and not any(doc[i].pos_ in {"VERB", "AUX", "ADP"} for i in cue):
        return False
    heads = {doc[i].lower_ for i in source if doc[i].head.i not in source}
    return not heads & words("sayings", "no_source")


def _is_deed(noun: Token) -> bool:
    """Return whether declaring a thing brings it about: "declared a state of emergency", "declared bankruptcy"."""
    return not is_clause(noun) and lemma(noun.text, "NOUN") in words("sayings", "of_deeds")


def _is_sum(noun: Token) -> bool:
    """Return whether a promise is one of money, which can be looked up: "pledged $4 million in aid"."""
    return noun.text in {"$", "£", "€"} or (noun.like_num and bool(children(noun, "nmod", "compound")))


def _opens_with_question(content: set[int], head: Token) -> bool:
    """Return whether what is said is only a question put indirectly: "showed how many …", "asked whether …"."""
    first = [head.doc[i] for i in sorted(content) if not is_punct(head.doc[i])][:3]
    for token in first:
        if token.tag_ in {"WRB", "WP", "WDT", "WP$"} or token.lower_ in {"whether", "if"}:
            inside = {head, *head.subtree}
            clause = next((a for a in token.ancestors if is_clause(a)), head)
            outside = clause.i not in content  # "showed how 40 firms had …", the word hung on the verb of showing
            return outside or (token in inside and (clause == head or token.lower_ == "whether"))
        if token.pos_ not in {"ADV", "ADP", "SCONJ"}:
            return False
    return False


def _checkable(sentence: Span, content: set[int], cue: set[int], source: set[int], figures: Sequence[Figure]) -> bool:
    """Return whether what is said can be checked for itself: a fact, a figure, an event."""
    doc = sentence.doc
    verbs = _verbs(sentence, cue)
    impersonal = any(lemma(doc[i].text, "NOUN") in words("sayings", "documents") for i in source)
    if verbs & (words("sayings", "whole") | words("sayings", "mind")) and not (
        impersonal and verbs & {"suggest", "indicate", "imply"}
    ):
        return False
    if any(word.lower_ in words("hedges", "adverbs") for i in cue for word in children(doc[i], "advmod")):
        return False  # "Apparently the pilot told them that …": that he said so is what is in doubt
    if any(doc[i].lower_ in words("sayings", "of_confidence") and children(doc[i], "cop") for i in cue):
        return False  # "is optimistic that prices will fall"
    tops = [
        doc[i] for i in sorted(content) if not is_punct(doc[i]) and (doc[i].head.i not in content or doc[i].head.i == i)
    ]
    heads = [top for top in tops if is_clause(top)]
    if not heads or not is_finite(heads[0]) or subject(heads[0]) is None:
        return False
    if "?" in {doc[i].text for i in sorted(content)[-2:]} or _opens_with_question(content, heads[0]):
        return False
    noun = subject(heads[0])
    if noun is not None and noun.lower_ in {"i", "we"} and lemma(heads[0].text) in words("sayings", "whole"):
        return False
    starts = {doc[i].idx for i in content}
    inside = [f for f in figures if f.start in starts]
    told = [heads[0], *(c for c in children(heads[0], "conj") if c.i in content and subject(c) is not None)]
    return any(kind_of(Draft((), head.i, frozenset(content)), doc, inside) != "opinion" for head in told)
