"""Attribution by nouns of saying: "X's claim that Y", "a warning by X that Y", "her criticism of Y"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.claims.attribution.lexicon import listed, verb_forms, words_of
from pipeline.claims.attribution.raw import Raw
from pipeline.claims.attribution.sources import can_speak, may_be_source, source_span
from pipeline.claims.attribution.stretches import cut_edges, stretch, subject_of, subjects

__all__ = ["nominal"]


def nominal(doc: Doc) -> list[Raw]:
    """Read "X's claim that Y", "a warning by X that Y", "X made the promise that Y", "His view is that Y"."""
    found = []
    words = words_of("noun")
    for token in doc:
        if token.pos_ != "NOUN":
            continue
        lower = token.lower_
        kind = words.get(lower) or words.get(lower.removesuffix("s"))
        clause = _that_clause(token)
        if clause is None and (aimed := _aimed(doc, token)) is not None:
            found.append(aimed)
            continue
        if kind is None:
            continue
        if clause is None and token.dep_ in ("nsubj", "nsubj:outer"):
            # "His view is that …": the clause is the predicate, or hangs on the copula.
            head = token.head
            if any(c.dep_ == "mark" and c.lower_ == "that" and c.i > token.i for c in head.children):
                clause = head
            else:
                clauses = [c for c in head.children if c.dep_ in ("ccomp", "csubj") and c.i > token.i]
                clause = clauses[0] if clauses and head.lemma_ == "be" else None
        source = _owner(token)
        wanted = _wanted(token) if clause is None and kind in ("stance", "intention") and source is not None else None
        if wanted is not None and source is not None:
            content = cut_edges(doc, *stretch(wanted, {token.i}))
            words_for = source_span(doc, source, token.i)
            found.append(Raw((token.i, token.i + 1), token, source, words_for, [content], kind, clausal=False))
            continue
        if clause is None:
            content = _up_to_verb(doc, token)
            if source is not None and content[1] > content[0]:
                words_for = source_span(doc, source, token.i)
                found.append(Raw((token.i, token.i + 1), token, source, words_for, [content], kind))
            continue
        if source is None and (_says_of_it(clause) or _of_the_verb(token) or _of_things(token)):
            # "a claim that officials reject" is no content; "denied reports that …" is the denier's; "no sign that …".
            continue
        start, end = stretch(clause, {t.i for t in token.subtree} if clause.i == token.head.i else {token.i})
        if clause.i == token.head.i:
            marks = [c.i for c in clause.children if c.dep_ == "mark"]
            start = max(start, min(marks)) if marks else start
        content = cut_edges(doc, start, _end_of_claim(clause, end))
        span = source_span(doc, source, token.i) if source is not None else None
        if content[1] > content[0]:
            found.append(Raw((token.i, token.i + 1), token, source, span, [content], kind))
    return found


def _that_clause(token: Token) -> Token | None:
    for child in token.children:
        if child.i <= token.i:
            continue
        if child.dep_ in ("acl", "ccomp", "acl:relcl"):
            marks = {c.lower_ for c in child.children if c.dep_ == "mark" and c.i > token.i}
            if "that" in marks:
                return child
    return None


def _end_of_claim(clause: Token, end: int) -> int:
    """Return where "the claim that A, and it blames B" ends: before a clause of its own that a comma parts from it."""
    for child in clause.children:
        joint = next((c for c in child.children if c.dep_ == "cc" and c.i < child.i), None)
        own = [s for s in subjects(child) if joint is not None and s.left_edge.i == joint.i + 1]
        if child.dep_ == "conj" and joint is not None and own and joint.nbor(-1).text == ",":
            return min(end, joint.i)
    return end


def _aimed(doc: Doc, noun: Token) -> Raw | None:
    """Read "her criticism of the plan", "calls by the mayor for a vote": what a noun of saying is about."""
    for phrase in noun.children:
        case = next((c for c in phrase.children if c.dep_ == "case" and c.i < phrase.i), None)
        kind = words_of("aim").get(f"{noun.lower_}:{case.lower_}") if case is not None else None
        if case is None or kind is None or phrase.i < noun.i or phrase.pos_ == "PRON":
            continue
        source = _owner(noun, ("by", "from", "among"))
        if source is None or not (can_speak(source) or source.pos_ == "PRON") or source.i == phrase.i:
            continue
        start, end = stretch(phrase, {case.i})
        content = cut_edges(doc, start, end)
        if not content[0] <= source.i < content[1]:
            span = source_span(doc, source, noun.i)
            return Raw((noun.i, noun.i + 1), noun, source, span, [content], kind, clausal=False)
    return None


def _wanted(noun: Token) -> Token | None:
    """Return the infinitive of "her call for the board to act", "his promise to pay"."""
    for child in noun.children:
        if child.dep_.startswith("acl") and child.i > noun.i and any(c.lower_ == "to" for c in child.children):
            return child
    return None


def _up_to_verb(doc: Doc, noun: Token) -> tuple[int, int]:
    """Read "X's claim that Y has been denied", Y taken apart by the parse: what stands up to the predicate."""
    nothing = (noun.i, noun.i)
    after = noun.i + 1
    predicate = noun.head
    if after >= len(doc) or doc[after].lower_ != "that" or doc[after].tag_ != "IN" or predicate.i <= after:
        return nothing
    if noun.dep_ not in ("nsubj", "nsubj:pass"):
        return nothing
    helpers = [c.i for c in predicate.children if c.dep_ in ("aux", "aux:pass", "cop", "advmod") and c.i > after]
    end = min([predicate.i, *helpers])
    finite = any(token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "MD") for token in doc[after:end])
    return cut_edges(doc, after, end) if finite else nothing


def _of_the_verb(noun: Token) -> bool:
    """Whether the clause after a noun is what the verb says: "denied reports that …", "said in a letter that …"."""
    if noun.head.lower_ not in verb_forms():
        return False
    return noun.dep_ == "obj" or any(c.dep_ == "case" and c.lower_ in ("in", "through", "via") for c in noun.children)


def _of_things(noun: Token) -> bool:
    """Whether a noun that nobody is named with tells how things are: "no evidence that", "signs that"."""
    return noun.lower_.removesuffix("s") in listed("sign")


def _says_of_it(clause: Token) -> bool:
    """Whether a clause after a noun lacks the object that its verb needs: the noun is it, and "that" is a relative."""
    takes = any("o" in cue.frames for cue in verb_forms().get(clause.lower_, ()))
    after = ("obj", "ccomp", "xcomp", "obl", "aux:pass")
    return takes and not any(child.dep_ in after for child in clause.children)


def _owner(token: Token, prepositions: tuple[str, ...] = ("by", "of", "from", "among")) -> Token | None:
    """Return whose claim it is: a possessor, the noun after by, of or from, or the subject of a light verb."""
    for child in token.children:
        if child.dep_ == "nmod:poss" and child.lower_ not in ("my", "our", "your"):
            return child
    for child in token.children:
        words = {c.lower_ for c in child.children if c.dep_ == "case"}
        if child.dep_ == "nmod" and child.i > token.i and words & set(prepositions) and can_speak(child):
            return child
    if token.dep_ == "obj" and token.head.lower_ in listed("light"):
        subject = subject_of(token.head)
        return subject if subject is not None and may_be_source(subject) else None
    return None
