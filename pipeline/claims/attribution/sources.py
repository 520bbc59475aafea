"""The words for a source: who the cue says it is, as far as the sentence goes."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.claims import lexicon
from pipeline.claims.attribution.lexicon import listed
from pipeline.claims.attribution.stretches import contiguous, cut_edges, subject_of, yield_of
from pipeline.entities.gazetteer import words
from pipeline.entities.patterns import is_title

__all__ = [
    "agent_of",
    "asks",
    "can_speak",
    "is_passive",
    "is_person",
    "is_singular",
    "may_be_source",
    "source_of_verb",
    "source_span",
    "was_asked",
]

_DAYS = words("calendar.txt")
_ADJUNCT = frozenset(("to", "during", "at", "after", "before", "on", "via", "through"))
_AUTHOR = frozenset(("i", "we", "you", "me", "us", "one", "myself", "ourselves", "yourself"))
_NOTHING = frozenset(("there", "what", "this", "that", "these", "those", "which"))


def is_passive(verb: Token) -> bool:
    """Tell whether a participle is used in the passive."""
    if verb.tag_ == "VBD" and verb.dep_ == "advcl" and verb.i == verb.sent.start:
        # "Asked about the vote, she said …"
        return True
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ in ("aux:pass", "obl:agent") for child in verb.children):
        return True
    if any(child.dep_ in ("nsubj:pass", "csubj:pass") for child in verb.children):
        # "the campaign called on …" is often read so: a finite verb whose past and participle look the same.
        return any(child.dep_ == "aux" for child in verb.children) or verb.dep_.startswith(("acl", "advcl"))
    # "a man called Ruiz", "the plan, announced on Monday": a bare participle, no perfect tense.
    return verb.dep_.startswith(("acl", "advcl")) and not any(c.dep_ == "aux" for c in verb.children)


def agent_of(verb: Token) -> Token | None:
    """Return the one by whom: the agent of a passive."""
    for child in verb.children:
        if child.dep_ == "obl:agent":
            return child
        if child.dep_ in ("obl", "nmod") and any(c.dep_ == "case" and c.lower_ == "by" for c in child.children):
            return child
    return None


def source_of_verb(verb: Token) -> Token | None:
    """Return the head of the source of a verb: its subject, the agent of a passive."""
    if is_passive(verb):
        return agent_of(verb)
    return subject_of(verb)


def may_be_source(token: Token) -> bool:
    """Tell whether a noun or pronoun can be somebody: not the author, not the reader, not "this" or "there"."""
    if token.lower_ in ("one", "some", "most", "many", "two", "three", "several") and _of_people(token):
        return True
    return _one_who_did(token) or (token.lower_ not in _AUTHOR and token.lower_ not in _NOTHING)


def _one_who_did(token: Token) -> bool:
    """Tell whether "one" is somebody: "Three aides were there. One said …"; "one says" is anybody."""
    return token.lower_ == "one" and token.head.tag_ == "VBD" and token.dep_ == "nsubj"


def _of_people(token: Token) -> bool:
    """Tell whether a number or quantity counts some who can speak: "one of the aides", "two of them"."""
    if token.i + 1 >= len(token.doc) or token.nbor().lower_ != "of":
        return False
    return any(can_speak(child) or child.lower_ == "them" for child in token.children if child.i > token.i)


def can_speak(token: Token) -> bool:
    """Tell whether a noun is a person, a body, or a document, and so may say, know, want or show something."""
    word, singular = token.lower_, _singular(token.lower_)
    if token.ent_type_ or (token.is_upper and len(token) > 1) or word in ("he", "she", "they", "who"):
        return True
    if token.pos_ == "PROPN" or is_title(word) or is_title(singular):
        return True
    if any(word in listed(kind) or singular in listed(kind) for kind in ("people", "document", "body", "person")):
        return True
    if word in listed("quantity") and _of_people(token):
        # "a growing number of Republicans"
        return True
    if f"{word}s" in listed("people"):
        # "a conservative", "an insider"
        return True
    if token.pos_ in ("NUM", "DET", "ADJ", "PRON") and (_of_people(token) or _one_who_did(token)):
        return True
    if any(child.dep_ == "appos" and child.ent_type_ in ("PERSON", "ORG") for child in token.children):
        return True
    if singular in listed("thing"):
        return False
    return singular.endswith(("ist", "ian", "er", "or", "man", "woman", "men", "women")) and len(singular) > 4


def is_person(token: Token) -> bool:
    """Tell whether a noun or pronoun is somebody, and no body or document."""
    word, singular = token.lower_, _singular(token.lower_)
    if token.ent_type_:
        return token.ent_type_ == "PERSON"
    if word in ("he", "she", "they", "who") or is_title(word) or is_title(singular):
        return True
    if any(word in listed(kind) or singular in listed(kind) for kind in ("document", "body", "thing")):
        return False
    return can_speak(token)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def source_span(doc: Doc, source: Token, avoid: int) -> tuple[int, int]:
    """Tokens of a source's whole noun phrase, appositions and relative clauses included, up to the token to avoid."""
    clause = source.head
    if clause.dep_ == "ccomp" and clause.head.i == avoid and source.i < clause.i < avoid:
        # "Aides briefed on the plan said": the participle taken for a clause of its own.
        return cut_edges(doc, source.left_edge.i, clause.right_edge.i + 1, stop=False)
    loose = ("parataxis", "case", "cc", "conj", "ccomp", "advcl", "list", "dep")
    skip = [c for c in source.children if c.dep_ in loose]
    # "Smith and Jones said": both are the source; "by Smith and …" too. A conjunct that is a clause is not.
    skip = [c for c in skip if not (c.dep_ in ("cc", "conj") and _nominal_conjunct(c))]
    skip += [c for c in source.children if c.dep_.startswith(("nsubj", "csubj")) or c.dep_ in ("cop", "aux", "mark")]
    # "As the strike began, workers from the mill said": no clause describes a noun from before it.
    skip += [c for c in source.children if c.i < source.i and c.dep_.startswith(("acl", "advcl")) and _is_clause(c)]
    # "The campaign on Friday called …": the day is the verb's.
    skip += [c for c in source.children if c.dep_ == "nmod" and c.i > source.i and c.text in _DAYS]
    # "according to two aides, a move that would …": said of what they say.
    skip += [c for c in source.children if c.dep_ == "appos" and c.i > source.i and _of_the_clause(c, source)]
    if source.pos_ == "PRON" or source.ent_type_ == "PERSON" or (source.pos_ == "PROPN" and source.i > avoid):
        # "said Ruiz to the crowd": what hangs on a name by such a word belongs to the verb.
        adjuncts = [c for c in source.children if c.dep_ == "nmod" and any(g.lower_ in _ADJUNCT for g in c.children)]
        skip += [c for c in adjuncts if not any(t.text == "," for t in doc[source.i : c.i])]
    skip += [c for c in source.children if c.dep_.startswith("acl") and any(t.i == avoid for t in c.subtree)]
    skipped = {token.i for child in skip for token in child.subtree}
    tokens = [token for token in yield_of(source) if token.i not in skipped and token.i != avoid]
    start, end = contiguous(tokens, source)
    if start <= avoid < end:
        start, end = (avoid + 1, end) if source.i > avoid else (start, avoid)
    twins = [c for c in source.head.children if c.dep_ == source.dep_ and c.i < source.i] if source.i < avoid else []
    if twins and twins[-1].right_edge.i == start - 1 and twins[-1].pos_ in ("NOUN", "PROPN"):
        start = min(start, twins[-1].left_edge.i)
    start = max([start, *(i + 1 for i in range(start, source.i) if _dateline(doc, start, i))])
    while start > source.sent.start and doc[start - 1].pos_ == "DET" and start - 1 != avoid:
        start -= 1
    while start < source.i and (doc[start].lower_ == "even" or doc[start].dep_ == "cc"):
        start += 1
    follows = end < len(doc) and end != avoid and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "B"
    inverted = source.i > avoid and is_title(source.lower_)
    if follows and end > start and (is_title(doc[end - 1].lower_) or (inverted and doc[end].dep_ != "nsubj")):
        # "according to curator Ana Ruiz", "said the head of the Port Board Ana Ruiz": the parse has cut the name off.
        end += 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
    return cut_edges(doc, start, end, stop=False)


def _is_clause(token: Token) -> bool:
    return token.tag_ == "VBD" or any(c.dep_.startswith("nsubj") for c in token.children)


def _of_the_clause(apposition: Token, source: Token) -> bool:
    """Whether an apposition can't be the source's: a thing, with an article, after people."""
    if source.pos_ != "NOUN" or not is_person(source) or apposition.pos_ != "NOUN" or can_speak(apposition):
        return False
    return any(child.lower_ in ("a", "an") for child in apposition.children)


def _dateline(doc: Doc, start: int, at: int) -> bool:
    """Whether a dash here ends the place that a report was filed from: "LISBON — The mayor said"."""
    place = [token for token in doc[start:at] if token.is_alpha]
    return doc[at].text in ("—", "–", "-") and bool(doc[at].whitespace_) and all(token.is_upper for token in place)


def _nominal_conjunct(token: Token) -> bool:
    if token.dep_ == "cc":
        return True
    clause = any(c.dep_ in ("nsubj", "cop") for c in token.children)
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") and not clause


def was_asked(verb: Token) -> bool:
    """Return whether a verb tells that somebody was put a question."""
    return verb.lower_ in lexicon.words("sayings", "of_questions")


def asks(source: Token) -> bool:
    """Return whether a noun is who puts a question: "asked by the senator"."""
    return source.dep_ == "obl:agent" and was_asked(source.head)


def is_singular(token: Token) -> bool:
    """Return whether a noun is one thing or person."""
    if any(c.dep_ == "conj" for c in token.children):
        return False
    return token.tag_ not in ("NNS", "NNPS") and token.lower_ not in ("police", "people", "staff", "media")
