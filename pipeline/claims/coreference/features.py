"""What speaks for and against a pronoun's candidates, as the names of features that weights are learned for.

Most are those of Lappin and Leass (1994) and of later rankers of mentions: how far back, in what role and how often a
candidate was spoken of, and what syntax says of the two places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from pipeline.claims.coreference.candidates import Candidate, fits
from pipeline.claims.coreference.chains import Chain
from pipeline.claims.coreference.doubts import goes_on, named_after, told_by_self, unread_subject
from pipeline.claims.coreference.mentions import PRONOUNS, Mention
from pipeline.claims.coreference.positions import says_it
from pipeline.claims.syntax import children, relation, subject

__all__ = ["Place", "of_candidate", "of_none", "role_of"]

FIRST = {"i", "we", "me", "us", "my", "our"}
SECOND = {"you", "your"}


class Place:
    """A pronoun in its text, with all that could be what it means.

    Parameters
    ----------
    mention, doc
        The pronoun and its text.
    chains
        What the text has spoken of so far.
    candidates
        Those of them that the pronoun may go back to, the nearest first.
    quotation
        The number of each token's quotation, -1 for none.
    unknown
        The pronouns before this one whose chain is not known.
    """

    def __init__(
        self,
        mention: Mention,
        doc: Doc,
        chains: Sequence[Chain],
        candidates: Sequence[Candidate],
        quotation: Sequence[int],
        unknown: Sequence[Mention],
    ) -> None:
        self.mention, self.doc, self.chains, self.candidates = mention, doc, chains, candidates
        self.quotation, self.unknown = quotation, unknown
        self.token = doc[mention.head]
        self.rule = PRONOUNS[mention.noun]
        self.role = "owner" if self.rule.possessive or self.token.tag_ == "PRP$" else _role(self.token)
        self.within = quotation[mention.head]
        self.fitting = [c for c in chains if fits(self.rule, c)]
        self.pronouns = {word.lower_ for word in self.token.sent if word.pos_ == "PRON"}
        self.here = subject(self.token.sent.root)
        self.strangers = [c.last for c in chains if self._is_stranger(c)]

    def _is_stranger(self, chain: Chain) -> bool:
        """Return whether a chain is a capitalised word near by that was not read as a name, and may be a person."""
        last = chain.last
        near = self.mention.sentence - last.sentence <= 1
        return near and not chain.key and chain.kind == "" and self.doc[last.head].pos_ == "PROPN"


def of_none(place: Place) -> Iterator[str]:
    """Yield what speaks for a pronoun's meaning none of its candidates."""
    token, verb = place.token, place.token.head
    yield "none"
    yield f"none role {place.role}"
    yield f"none candidates {min(len(place.candidates), 4)}"
    yield f"none nearest {min(place.mention.sentence - c.chain.last.sentence for c in place.candidates)}"
    if place.within >= 0:
        yield "none quoted"
    if place.pronouns & FIRST:
        yield "none first person"
    if place.pronouns & SECOND:
        yield "none second person"
    if any(place.mention.sentence - m.sentence <= 1 and m.noun == place.mention.noun for m in place.unknown):
        yield "none open before"
    if place.role == "subject":
        yield f"none predicate {verb.pos_} {'is' if children(verb, 'cop') else 'does'}"
        if children(verb, "ccomp", "csubj", "xcomp", "acl"):
            yield "none with a clause"
    if token.sent.start == token.i:
        yield "none opens"
    if place.here is not None and place.here.i < token.i and place.here.pos_ == "PROPN":
        yield "none after a named subject"
    if place.strangers:
        yield "none strangers"


def of_candidate(place: Place, candidate: Candidate) -> Iterator[str]:
    """Yield what speaks for and against one candidate."""
    own = [*_of_distance(place, candidate), *_of_chain(place, candidate.chain), *_of_syntax(place, candidate)]
    own += [*_of_rivals(place, candidate), *_of_quotations(place, candidate), *_of_doubts(place, candidate)]
    yield from own
    yield from (f"{name}, {place.role}" for name in own if name.startswith(("last ", "main ", "rank ")))


def _of_distance(place: Place, candidate: Candidate) -> Iterator[str]:
    last, mention = candidate.chain.last, place.mention
    back = mention.sentence - last.sentence
    yield f"back {back}"
    yield f"last {min(back, 2)} {last.form}"
    yield f"last {min(back, 2)} {role_of(last, place.doc)}"
    if place.doc[last.head].dep_ == "conj":
        yield "last in a list"
    yield f"last depth {min(_depth(place.doc[last.head]), 2)}"
    paragraphs = min(mention.paragraph - last.paragraph, 2)
    yield f"paragraphs {paragraphs}"
    if back:
        yield f"paragraphs {paragraphs} {'name' if candidate.chain.key else 'phrase'}"
    yield f"near {min(len(candidate.near), 4)}"


def _of_chain(place: Place, chain: Chain) -> Iterator[str]:
    yield f"often {min(len(chain.mentions), 3) if len(chain.mentions) < 6 else 6}"
    yield f"gender {'known' if chain.gender else 'open'}"
    if not chain.gender:
        yield f"gender open, {max(m.weight for m in chain.mentions[-3:])}"
        if place.doc[chain.last.head].dep_ == "conj":
            yield "gender open, in a list"
    yield "named" if chain.key else f"form {chain.mentions[0].form}"
    if chain.mentions[0].sentence <= 1:
        yield "from the start"
    if any(m.noun == place.mention.noun for m in chain.mentions[-3:]):
        yield "same pronoun before"
    if not chain.key and children(place.doc[chain.last.head], "nmod:poss"):
        yield "owned"


def _of_syntax(place: Place, candidate: Candidate) -> Iterator[str]:
    doc, token, number = place.doc, place.token, place.mention.sentence
    here = [doc[m.head] for m in candidate.near if m.sentence == number]
    before = [m for m in candidate.near if m.sentence == number - 1]
    if any(says_it(word, token) for word in here):
        yield "says it"
    if any(_main(doc[m.head]) for m in before):
        yield "main before"
        if _main(token):
            yield "main to main"
    if any(m.owner for m in before):
        yield "main owner before"
    if any(_main(word) for word in here):
        yield "main here"
    verb = token.head.head if token.dep_ == "nmod:poss" else token.head
    for word in here:
        if word.head == verb.head and verb.dep_ == "conj" and relation(word) in {"nsubj", "obj"}:
            yield f"beside {relation(word)} {place.role}"
    if any(relation(word) == "nsubj" and word.head in token.ancestors for word in here):
        yield "subject above"
    if any(relation(doc[m.head]) == "obl" and children(doc[m.head].head, "aux:pass") for m in candidate.near[-1:]):
        yield "agent of a passive"
    if place.here is not None and place.here.i < token.i and place.here.i not in {m.head for m in candidate.near}:
        yield f"another subject {place.here.pos_} {min(number - candidate.chain.last.sentence, 1)}"


def _of_rivals(place: Place, candidate: Candidate) -> Iterator[str]:
    number = place.candidates.index(candidate)
    yield f"rank {min(number, 3)} of {min(len(place.candidates), 4)}"
    yield f"rank {min(number, 3)}"
    rivals = [c for c in place.candidates if c != candidate]
    if all(len(candidate.chain.mentions) > len(c.chain.mentions) for c in rivals):
        yield "rank most spoken of"
    if place.fitting == [candidate.chain]:
        yield "rank only one ever"
    best = max(m.weight for m in candidate.near)
    others = max((m.weight for c in rivals for m in c.near), default=-1)
    yield f"rank weight {'first' if best > others else 'tied' if best == others else 'behind'}"
    if not any(c.chain.last.sentence >= place.mention.sentence - 1 for c in rivals):
        yield "rank only near one"
    if candidate.chain.key and not any(c.chain.key for c in rivals):
        yield "rank only name"
    if candidate.chain.gender == "" and any(c.chain.gender for c in rivals):
        yield "rank gender open beside a known one"
    if any(m.sentence >= candidate.chain.last.sentence and m.weight >= best for m in place.strangers):
        yield "rank a stranger stands out"


def _of_quotations(place: Place, candidate: Candidate) -> Iterator[str]:
    last = place.quotation[candidate.chain.last.head]
    if place.within >= 0 or last >= 0:
        within = "in" if place.within >= 0 else "out"
        yield f"quoted {'together' if place.within == last else f'{within} from {last >= 0}'}"
    if place.within >= 0 and any(_speaks(place.doc[m.head], place) for m in candidate.near):
        yield "speaks it"
        if place.pronouns & FIRST:
            yield "speaks it as I"
    if any(_speaks_before(place.doc[m.head]) for m in candidate.near if m.sentence == place.mention.sentence - 1):
        yield f"spoke before {place.within >= 0}"


def _of_doubts(place: Place, candidate: Candidate) -> Iterator[str]:
    mention, chain, doc = place.mention, candidate.chain, place.doc
    if goes_on(mention, chain, place.unknown):
        yield "doubt goes on"
    if named_after(mention, chain, doc):
        yield "doubt named after"
    if unread_subject(mention, place.chains, doc):
        yield "doubt unread subject"
    if told_by_self(place.token, chain):
        yield "doubt told by self"


def role_of(mention: Mention, doc: Doc) -> str:
    """Return what a mention is in its clause: subject, object, owner and so on."""
    return "owner" if doc[mention.head].dep_ == "nmod:poss" else _role(doc[mention.head])


def _role(token: Token) -> str:
    if token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        return _role(token.head)
    names = {"nsubj": "subject", "obj": "object", "iobj": "object", "obl": "oblique", "nmod": "below", "appos": "below"}
    return names.get(relation(token), "other")


def _main(token: Token) -> bool:
    """Return whether a word is a subject of a main clause."""
    verb = token.head
    main = verb.dep_ in {"ROOT", "parataxis"} or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
    return relation(token) == "nsubj" and main


def _depth(token: Token) -> int:
    """Return how many subordinate clauses a word stands in."""
    clauses = {"acl", "advcl", "ccomp", "csubj", "xcomp"}
    return sum(relation(above) in clauses for above in [token, *token.ancestors])


def _above(verb: Token, pronoun: Token) -> bool:
    return any(above == verb for above in pronoun.ancestors)


def _speaks(other: Token, place: Place) -> bool:
    """Return whether a phrase outside is the subject of the verb that a quotation hangs on."""
    if place.quotation[other.i] == place.within or relation(other) != "nsubj":
        return False
    verb = other.head
    return says_it(other, place.token) or (verb.dep_ == "parataxis" and verb.head in place.token.ancestors)


def _speaks_before(other: Token) -> bool:
    return relation(other) == "nsubj" and bool(children(other.head, "ccomp") or other.head.dep_ == "parataxis")
