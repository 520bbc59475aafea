"""Attribution without a verb: "according to X", "X's claim that Y", "X is confident that Y", "for critics, Y"."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from pipeline.claims.attribution.asides import clause_bounds, split_around
from pipeline.claims.attribution.clauses import end_of_wish
from pipeline.claims.attribution.lexicon import listed, words_of
from pipeline.claims.attribution.nouns import nominal
from pipeline.claims.attribution.raw import Raw
from pipeline.claims.attribution.sources import can_speak, may_be_source, source_span
from pipeline.claims.attribution.stretches import cut_edges, stretch, subject_of, subjects
from pipeline.entities.patterns import capital, is_title

__all__ = ["phrasal"]

_TENSED = frozenset(("VBD", "VBZ", "VBP", "MD"))
_INSIDE = frozenset(("det", "amod", "compound", "nmod:poss", "nummod", "flat", "nmod:desc", "case", "punct", "advmod"))


def _above(phrase: Token, case: Token) -> Token:
    """Head of the clause that a phrase belongs to."""
    node = phrase.head if phrase.head.i != phrase.i else phrase
    aside = case.i > 0 and case.nbor(-1).text == ","
    for _ in range(5):
        joined = node.tag_ in ("VBN", "VBG") and node.dep_ == "advcl" and "," in [c.text for c in node.lefts]
        if aside and (node.tag_ == "VB" or joined) and node.dep_ in ("acl", "advcl", "xcomp") and node.i < case.i:
            # "the decision to sell, according to two aides": the sentence, not what was decided.
            node = node.head
            continue
        if node.dep_ in ("ROOT", "ccomp", "parataxis", "advcl") or node.dep_.startswith("acl"):
            return node
        predicate = node.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in node.children)
        if node.dep_ == "conj" and predicate and case.i > node.i:
            node = node.head
            continue
        if node.dep_ == "conj" and predicate:
            return node
        if node.head.i == node.i:
            return node
        node = node.head
    return node


def _phrase(doc: Doc, first: int, source: Token, kind: str = "say") -> Raw | None:
    """An attribution by a prepositional phrase: the clause without the phrase is the content."""
    if not may_be_source(source) or source.lower_ in listed("standard"):
        return None
    inside = {t.i for t in source.subtree} | set(range(first, source.i))
    # A sentence that begins with the phrase can be misread as hanging on its source.
    inside -= {t.i for c in source.children if c.dep_ in ("parataxis", "ccomp", "dep") for t in c.subtree}
    clause = _above(source, doc[first])
    if clause.i in inside:
        clause = source.sent.root
    bounds = clause_bounds(clause)
    final = doc[first - 1].text == "," and not any(
        t.is_alpha for t in doc[source_span(doc, source, first)[1] : source.sent.end]
    )
    if first > source.sent.start and final:
        bounds = _after_colon(doc, source.sent.start, first), source.sent.end
    elif clause.dep_ == "conj" or not bounds[0] <= first < bounds[1]:
        bounds = min(bounds[0], first), max(bounds[1], source.i + 1)
    span = source_span(doc, source, first)
    contents = split_around(doc, source, inside | set(range(*span)), bounds)
    contents = [(s, e) for s, e in contents if s < first or not _loose_end(doc, s, e)]
    if not contents:
        return None
    after = first + (2 if doc[first + 1].lower_ == "to" else 1)
    # A long office before the name may hang elsewhere; whatever follows the preposition is the source's.
    begin = min(after, span[0]) if span[0] - after < 8 else span[0]
    return Raw((first, after), doc[first], source, (begin, span[1]), contents, kind)


def _loose_end(doc: Doc, start: int, end: int) -> bool:
    """Whether what follows the phrase only tells when that was: "according to the board as of Monday"."""
    joined = doc[start - 1].text not in (",", "—", "–") and doc[start].pos_ in ("ADP", "SCONJ")
    return joined and not any(t.pos_ in ("VERB", "AUX") for t in doc[start:end])


def _after_colon(doc: Doc, start: int, end: int) -> int:
    """Where the clause begins that a final phrase bears on: "It is full: 40 beds are taken, according to the board"."""
    colons = [i for i in range(start, end) if doc[i].text in (":", ";")]
    if not colons:
        return start
    told = [any(t.tag_ in _TENSED for t in doc[a:b]) for a, b in ((start, colons[-1]), (colons[-1], end))]
    return colons[-1] + 1 if all(told) else start


def _prepositions(doc: Doc) -> list[Raw]:
    found = []
    for token in doc:
        lower = token.lower_
        raw = None
        if lower == "according" and token.i + 2 < len(doc) and token.nbor().lower_ == "to":
            source = token.head if token.dep_ in ("case", "mark", "fixed") else None
            if source is None or source.i < token.i:
                source = _object_after(doc, token.i + 2)
            if source is not None:
                raw = _phrase(doc, token.i, source)
        elif lower == "per" and token.dep_ == "case" and token.head.i > token.i:
            source = token.head
            document = source.lower_ in listed("document") and source.i > token.i + 1
            if document or source.ent_type_ in ("PERSON", "ORG"):
                raw = _phrase(doc, token.i, source)
        elif lower in listed("view") and token.dep_ in ("obl", "nmod", "obl:unmarked"):
            raw = _view(doc, token)
        elif lower in ("for", "to") and (token.is_sent_start or doc[token.i - 1].lower_ == "but"):
            raw = _for_people(doc, token)
        if raw is not None:
            found.append(raw)
    return found


def _object_after(doc: Doc, start: int) -> Token | None:
    """Head of the noun phrase that begins here."""
    node = doc[start]
    for _ in range(8):
        if node.head.i <= start - 2 or node.head.i == node.i or node.head.sent.start != node.sent.start:
            break
        if node.dep_ in _INSIDE:
            node = node.head
            continue
        break
    return node if node.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X") else None


def _view(doc: Doc, token: Token) -> Raw | None:
    """Read "in X's view", "by her own account", "in the words of X"."""
    cases = [c for c in token.children if c.dep_ == "case" and c.i < token.i]
    if not cases or cases[0].lower_ not in ("in", "by", "to", "from"):
        return None
    owners = [c for c in token.children if c.dep_ == "nmod:poss"]
    owners += [
        c for c in token.children if c.dep_ == "nmod" and any(g.dep_ == "case" and g.lower_ == "of" for g in c.children)
    ]
    if not owners or (not can_speak(owners[0]) and owners[0].pos_ != "PRON"):
        return None
    source = owners[0]
    if source.lower_ in ("my", "our", "your") or (token.head.i == cases[0].i - 1 and token.head.pos_ == "NOUN"):
        # "with tears in her eyes"
        return None
    clause = _above(token, cases[0])
    inside = {t.i for t in token.subtree}
    contents = split_around(doc, token, inside, clause_bounds(clause))
    if not contents or doc[contents[0][0]].tag_ in ("WP", "WDT", "WRB"):
        return None
    return Raw((cases[0].i, token.i + 1), token, source, source_span(doc, source, token.i), contents, "belief")


def _for_people(doc: Doc, token: Token) -> Raw | None:
    """Read "For critics, Y", "To his supporters, Y": a plural that holds views, at the beginning of a sentence."""
    source = token.head
    if token.dep_ != "case" or source.lower_ not in listed("holder"):
        return None
    return _phrase(doc, token.i, source, "belief")


def _adjectives(doc: Doc) -> list[Raw]:
    """Read "X is confident that Y", "X is worried about Y", "worried that Y", "eager to Y"."""
    found = []
    words = words_of("adjective")
    for token in doc:
        kind = words.get(token.lower_)
        if kind is None or token.pos_ not in ("ADJ", "VERB"):
            continue
        clauses = [c for c in token.children if c.dep_ in ("ccomp", "xcomp", "advcl") and c.i > token.i]
        if _made(token):
            clauses += [c for c in token.head.children if c.dep_ == "ccomp" and c.i > token.i]
        links = {"that", "to", "on"} if kind == "intention" else {"that", "to"}
        clauses = [c for c in clauses if c.dep_ != "advcl" or links & {g.lower_ for g in c.children}]
        if not clauses and kind in ("belief", "emotion") and any(c.dep_ in ("cop", "aux:pass") for c in token.children):
            clauses = [c for c in token.children if c.i > token.i and _object(c)]
        if not clauses:
            continue
        source = subject_of(token.head if _made(token) else token)
        if source is None or not may_be_source(source) or source.lower_ == "it" or not can_speak(source):
            continue
        cop = [c.i for c in token.children if c.dep_ in ("cop", "aux:pass", "advmod", "aux") and c.i < token.i]
        first = token.i
        while first - 1 in cop:
            first -= 1
        if token.dep_ == "xcomp" and token.head.i < token.i:
            # "remained adamant", "made it clear"
            first = token.head.i if token.i - token.head.i < 3 else first
        skip = {c.i for c in clauses[0].children if c.dep_ == "case"} if _object(clauses[0]) else set()
        skip |= {c.i for c in clauses[0].children if c.dep_ == "mark" and c.lower_ == "on"}
        content = cut_edges(doc, *stretch(clauses[0], {token.i} | skip))
        if kind == "intention":
            content = cut_edges(doc, content[0], end_of_wish(token, clauses[0], content[1]))
        clausal = clauses[0].dep_ == "ccomp"
        span = source_span(doc, source, token.i)
        found.append(Raw((first, token.i + 1), token, source, span, [content], kind, clausal))
    return found


def _made(adjective: Token) -> bool:
    """Whether somebody makes it clear: the subject of the verb above is the one."""
    return adjective.dep_ == "xcomp" and adjective.head.lower_ in ("make", "makes", "made", "making")


def _object(phrase: Token) -> bool:
    """Whether a phrase is what somebody is worried "about" or sure "of"."""
    cases = {c.lower_ for c in phrase.children if c.dep_ == "case"}
    return phrase.dep_ == "obl" and phrase.pos_ != "PRON" and bool(cases & {"of", "about", "over", "with"})


def _adverbs(doc: Doc) -> list[Raw]:
    """Read "reportedly", "allegedly": somebody says it, nobody says who."""
    found = []
    for token in doc:
        if token.lower_ not in ("reportedly", "allegedly", "supposedly", "purportedly"):
            continue
        node = token.head
        if node.pos_ not in ("VERB", "AUX") and not any(c.dep_ == "cop" for c in node.children):
            continue
        if not subjects(node) and node.dep_ != "conj":
            continue
        start, end = clause_bounds(node)
        # "Reportedly A, but B": the article vouches for B.
        end = min([end, *(c.left_edge.i for c in node.children if c.dep_ == "conj" and c.i > token.i and subjects(c))])
        contents = [cut_edges(doc, token.i + 1 if start == token.i else start, end)]
        found.append(Raw((token.i, token.i + 1), token, None, None, contents, "hedge"))
    return found


def _headings(doc: Doc) -> list[Raw]:
    """Read "Olsen: Port will stay shut", the way of headlines and transcripts: a name and a colon open a paragraph."""
    found = []
    named = {entity[-1].text for entity in doc.ents if entity.label_ in ("PERSON", "ORG")}
    for sent in doc.sents:
        if sent.start and "\n" not in doc[sent.start - 1].text and not doc[sent.start - 1].is_space:
            continue
        colon = next((t.i for t in sent[:8] if t.text == ":"), None)
        if colon is None or colon == sent.start:
            continue
        source = doc[sent.start : colon].root
        rest = [t for t in doc[colon + 1 : sent.end] if not t.is_punct]
        names = all(capital(t) or t.lower_ in ("of", "the", "and", "for", ",") for t in doc[sent.start : colon])
        reports = colon - sent.start <= 2 and source.lower_ in listed("headline")
        reports = reports or (colon - sent.start <= 4 and _of_somebody(doc[sent.start : colon], source))
        if (
            (reports or names)
            and (reports or source.ent_type_ in ("PERSON", "ORG") or source.text in named)
            and len(rest) > 3
            and any(t.pos_ in ("VERB", "AUX") for t in rest)
        ):
            content = cut_edges(doc, colon + 1, sent.end)
            found.append(Raw((colon, colon + 1), doc[colon], source, (sent.start, colon), [content]))
    return found


def _of_somebody(words: Span, source: Token) -> bool:
    """Whether a headline's "Olsen campaign:", "Harbour Board lawyer:" is somebody: a body or a person with its name."""
    nominal = all(token.pos_ in ("NOUN", "PROPN", "ADJ") or token.text in ("’s", "'s") for token in words)
    speaks = source.lower_ in listed("body") or source.lower_ in listed("headline") or is_title(source.lower_)
    return nominal and speaks and source.i == words.end - 1 and any(token.ent_type_ for token in words)


def phrasal(doc: Doc) -> list[Raw]:
    """Find the attributions that prepositions, nouns, adjectives and adverbs make.

    Returns
    -------
    list of Raw
        In no particular order.
    """
    return [*_prepositions(doc), *nominal(doc), *_adjectives(doc), *_adverbs(doc), *_headings(doc)]
