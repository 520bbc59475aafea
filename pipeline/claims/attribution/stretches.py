"""Stretches of tokens: a word with all that hangs on it, without its loose ends."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

__all__ = ["SUBJECTS", "contiguous", "cut_edges", "span_text", "stretch", "subject_of", "subjects", "yield_of"]

_LOOSE = frozenset(",;:—–-")
_OPENERS = frozenset('"“‘«([„``')
_BLAMED = frozenset({"of", "for", "from"})
_QUOTING = frozenset(f"{stem}{end}" for stem in ("quot", "cit") for end in ("e", "es", "ed", "ing"))
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer"})


def yield_of(token: Token, without: Iterable[str] = ()) -> list[Token]:
    """Return a token and all below it in the order of the text, leaving out children by relation."""
    skipped = frozenset(without)
    found = [token]
    queue = [child for child in token.children if child.dep_ not in skipped]
    while queue:
        node = queue.pop()
        found.append(node)
        queue.extend(node.children)
    return sorted(found, key=lambda node: node.i)


def contiguous(tokens: list[Token], around: Token) -> tuple[int, int]:
    """Longest run without gaps that holds ``around``: (first, after the last)."""
    places = {token.i for token in tokens}
    first = last = around.i
    while first - 1 in places:
        first -= 1
    while last + 1 in places:
        last += 1
    return first, last + 1


def cut_edges(doc: Doc, start: int, end: int, *, stop: bool = True) -> tuple[int, int]:
    """Cut commas, dashes, brackets and white space off both ends; a full stop too, with ``stop``."""
    while start < end and (doc[start].text in _LOOSE or doc[start].is_space or doc[start].text in (".", ")", "]")):
        start += 1
    while end > start:
        last = doc[end - 1]
        if (
            last.text in _LOOSE
            or last.is_space
            or last.text in ("(", "[")
            or (stop and last.text in (".", "…", "...") and end - start > 1)
        ):
            end -= 1
        else:
            break
    return start, end


def stretch(head: Token, without: set[int]) -> tuple[int, int]:
    """Tokens of a clause as one stretch; punctuation that the parse hangs elsewhere makes no gap."""
    doc = head.doc
    places = {t.i for t in yield_of(head)} - without
    first = last = head.i
    while first - 1 in places or (first - 2 in places and doc[first - 1].is_punct and first - 1 not in without):
        first -= 1
    while last + 1 in places or (
        last + 2 < len(doc) and last + 2 in places and doc[last + 1].is_punct and last + 1 not in without
    ):
        last += 1
    return first, last + 1


def _lent(token: Token) -> list[Token]:
    """Return a content's subjects that the parse has hung on the verb of saying: "Hale believes it, aides said"."""
    verb = token.head
    if token.dep_ != "ccomp" or token.i >= verb.i or any(child.dep_ in SUBJECTS for child in token.children):
        return []
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i]
    return [s for s in subjects if s.i < token.i] if any(token.i < s.i for s in subjects) else []


def _described(clause: Token, verb: Token) -> Token | None:
    """Return the subject of "Aides briefed on it said it was late", whose participle the parse takes for a clause."""
    if clause.dep_ != "ccomp" or clause.tag_ not in ("VBD", "VBN") or clause.i > verb.i:
        return None
    before = [c for c in clause.children if c.dep_ in SUBJECTS and c.right_edge.i == clause.i - 1]
    bare = not any(c.dep_ in ("obj", "ccomp", "xcomp", "aux", "punct", "mark") for c in clause.children)
    further = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    return before[0] if before and bare and further and clause.right_edge.i < verb.i else None


def subjects(token: Token) -> list[Token]:
    """Return the subjects that a predicate has of its own.

    "Speaking in Lima, the minister said": the parse may hang the minister on the participle.
    """
    own = [child for child in token.children if child.dep_ in SUBJECTS] or _lent(token)
    if len(own) > 1:
        lent = [s for child in token.children for s in _lent(child)]
        own = [s for s in own if s not in lent]
    if own or token.tag_ not in ("VBD", "VBZ", "VBP"):
        return own
    for child in token.children:
        # "Hale, asked about it, told reporters": the parse may make a clause of the first half.
        if child.dep_ in ("ccomp", "advcl") and child.tag_ in ("VBD", "VBN") and 1 < child.i < token.i:
            before = [c for c in child.children if c.dep_ in SUBJECTS and child.i - 2 in {t.i for t in c.subtree}]
            if before and token.doc[child.i - 1].text == "," and token.doc[token.i - 1].text == ",":
                return before
        if described := _described(child, token):
            return [described]
    fronted = [c for c in token.children if c.dep_ == "advcl" and c.tag_ in ("VBG", "VBN") and c.i < token.i]
    return [c for f in fronted for c in f.children if c.dep_ in SUBJECTS and f.i < c.i < token.i]


def subject_of(token: Token) -> Token | None:
    """Subject of a predicate, found up the tree where it has none of its own.

    A coordinated verb, an infinitive, a participle share the subject of what they hang on; a relative clause has the
    noun that it describes; a bare participle has the noun that it follows.
    """
    node = token
    for _ in range(6):
        own = subjects(node)
        if own:
            # Two subjects side by side are one that the parse has cut: "Senior researcher" and "Ana Ruiz".
            named = [s for s in own if s.ent_type_ == "PERSON"]
            subject = named[0] if len(own) > 1 and named else own[0]
            if any(t.text in ("—", "–") for t in token.doc[own[0].i : own[-1].i]):
                # "LISBON (AP) — Officials said"
                subject = own[-1]
            if (
                named
                and own[-1].i > subject.i
                and own[-1].pos_ == "NOUN"
                and own[-1].left_edge.i == subject.right_edge.i + 1
            ):
                # "Hale and Ruiz allies are …": the name is the other's first half.
                subject = own[-1]
            if subject.is_upper and len(subject) > 1:
                # The WHO, not who.
                return subject
            if subject.tag_ in ("WDT", "WP") or subject.lower_ in ("who", "which", "that"):
                clause = node
                while clause.dep_ in ("conj", "xcomp", "advcl") and clause.head.i != clause.i:
                    clause = clause.head
                if clause.dep_.startswith("acl"):
                    return _described_by(clause)
                if subject.lower_ in ("who", "which", "that"):
                    return clause.head if clause.dep_.startswith("acl") else None
            return subject
        if node.dep_.startswith("acl"):
            return node.head
        if node.dep_ == "xcomp":
            # "asked the court to say": the object of the verb above is the one who speaks.
            objects = [c for c in node.head.children if c.dep_ in ("obj", "iobj") and c.i < node.i]
            if objects and node.head.dep_ != "cop":
                return objects[0]
        if node.dep_ in ("advcl", "ccomp") and (_blamed(node) or _quoted_as(node)):
            # "accused him of lying", "quoted the minister as saying"
            objects = [c for c in node.head.children if c.dep_ in ("obj", "iobj") and c.i < node.i]
            if objects:
                return objects[0]
        if node.dep_ == "ccomp" and node.i == token.i and node.tag_ in ("VBD", "VBZ", "VBP"):
            # A verb with a tense has a subject of its own, wherever the parse has put it.
            return None
        if node.dep_ in ("conj", "xcomp", "advcl", "parataxis", "ccomp", "dep") and node.head.i != node.i:
            node = node.head
            continue
        return None
    return None


def _blamed(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in _BLAMED for c in clause.children)


def _quoted_as(clause: Token) -> bool:
    """Whether a participle tells what somebody is quoted as doing, who is the object of the verb above."""
    as_what = any(c.dep_ in ("mark", "case") and c.lower_ == "as" for c in clause.children)
    return as_what and clause.tag_ == "VBG" and clause.head.lower_ in _QUOTING


def _described_by(clause: Token) -> Token:
    """Return whom a relative clause tells of: both of "Lind and Olsen, who said that they were glad"."""
    noun = clause.head
    several = any(s.lower_ == "they" for child in clause.children if child.dep_ == "ccomp" for s in subjects(child))
    plural = clause.tag_ == "VBP" or any(c.lower_ in ("are", "were", "have") for c in clause.children)
    return noun.head if noun.dep_ == "conj" and (several or plural) else noun


def span_text(span: Span) -> str:
    """Text of a span with its white space made single."""
    return " ".join(span.text.split())
