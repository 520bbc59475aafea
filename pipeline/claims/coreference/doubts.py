"""What speaks against the likeliest antecedent of a pronoun, so that it is left as it is."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.claims.coreference.chains import Chain
from pipeline.claims.coreference.mentions import PRONOUNS, Mention
from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import words
from pipeline.claims.syntax import children, relation, subject, subtree

__all__ = ["in_doubt"]


def in_doubt(mention: Mention, chain: Chain, chains: Sequence[Chain], doc: Doc, unknown: Sequence[Mention]) -> bool:
    """Return whether a pronoun may well mean something else than its best candidate.

    Parameters
    ----------
    mention
        The pronoun.
    chain
        The candidate.
    chains
        What the text has spoken of so far.
    doc
        The text.
    unknown
        The pronouns before this one whose chain is not known.
    """
    token = doc[mention.head]
    return (
        goes_on(mention, chain, unknown)
        or cannot_act(token, chain)
        or among_many(mention, chain, chains)
        or of_event(mention, token)
        or is_an_amount(mention, token, chain)
        or text_before(mention, token, chain, chains, doc)
        or named_after(mention, chain, doc)
    )


def goes_on(mention: Mention, chain: Chain, unknown: Sequence[Mention]) -> bool:
    """Return whether a pronoun rather goes on from one of its kind whose antecedent is not known."""
    rule = PRONOUNS[mention.noun]
    if rule.person and chain.last.weight >= 4:
        return False
    for other in unknown:
        its = PRONOUNS[other.noun]
        if its.possessive and not rule.person and not rule.possessive:
            continue  # mostly that of a subject beside it
        alike = (its.plural, its.gender, its.person) == (rule.plural, rule.gender, rule.person)
        if alike and mention.sentence - other.sentence <= 1 and chain.last.head < other.head:
            return True
    return False


def cannot_act(token: Token, chain: Chain) -> bool:
    """Return whether a pronoun does what only people and their bodies do, and its chain is a thing."""
    if relation(token) != "nsubj" or children(token.head, "aux:pass") or chain.kind not in {"thing", ""}:
        return False
    verb = token.head
    if chain.last.noun in words("antecedents", "texts"):
        return False  # a law bans, a report blames
    body = bool(chain.key) and chain.kind == ""
    return verb.pos_ == "VERB" and lemma(verb.text) in words("antecedents", "agents_only") and not body


def of_event(mention: Mention, token: Token) -> bool:
    """Return whether "it" rather takes up all that was said: "sales fell, it implies a loss"."""
    return mention.noun == "it" and lemma(token.head.text) in {"imply", "indicate", "mean", "suggest"}


def is_an_amount(mention: Mention, token: Token, chain: Chain) -> bool:
    """Return whether "it" is an amount or a mark, and no body or place: "It is the highest number since May"."""
    told = token.head.pos_ == "NOUN" and bool(children(token.head, "cop"))
    measured = told and lemma(token.head.text, "NOUN") in words("antecedents", "amounts")
    return mention.noun == "it" and measured and chain.kind in {"organization", "place", "animal"}


def text_before(mention: Mention, token: Token, chain: Chain, chains: Sequence[Chain], doc: Doc) -> bool:
    """Return whether "it" may be a text that was just made: "Parliament passed the bill. It bans …"."""
    if mention.noun != "it" or relation(token) != "nsubj" or chain.kind not in {"organization", "place"}:
        return False
    verb = lemma(token.head.text)
    if verb in words("antecedents", "agents_only") and verb not in words("antecedents", "text_verbs"):
        return False
    texts = words("antecedents", "texts")
    return any(
        m.noun in texts and relation(doc[m.head]) in {"obj", "obl"}
        for other in chains
        for m in other.mentions
        if other is not chain and 0 <= mention.sentence - m.sentence <= 1
    )


def among_many(mention: Mention, chain: Chain, chains: Sequence[Chain]) -> bool:
    """Return whether "they" for a body of people could be several things beside it: "The firm owns 14 jets. They …"."""
    if not PRONOUNS[mention.noun].plural or chain.plural:
        return False
    at = chain.last.sentence
    return any(m.sentence == at and m.plural and m.weight >= 2 for other in chains for m in other.mentions)


def named_after(mention: Mention, chain: Chain, doc: Doc) -> bool:
    """Return whether a sentence names its pronoun's candidate after it: "He said that Rossi was late" is not Rossi."""
    token = doc[mention.head]
    if not chain.key or relation(token) != "nsubj" or token.head.dep_ != "ROOT":
        return False
    own = {word.lower() for word in chain.key.split() if len(word) > 3}
    names = [word for word in token.sent if word.i > token.i and word.pos_ == "PROPN" and word.lower_ in own]
    names = [word for word in names if not any(above.dep_ == "acl:relcl" for above in [word, *word.ancestors])]
    # "He looked for George Whitman" may still be Walt.
    return any(word.nbor(-1).pos_ != "PROPN" or word.nbor(-1).lower_ in own for word in names)


def unread_subject(mention: Mention, chains: Sequence[Chain], doc: Doc) -> bool:
    """Return whether a sentence's subject before "he" is a name that was not read as one: it may well be him."""
    noun = subject(doc[mention.head].sent.root)
    if not PRONOUNS[mention.noun].person or noun is None or noun.i > mention.head:
        return False
    named = any(word.pos_ == "PROPN" for word in [noun, *children(noun, "flat", "appos")])
    inside = subtree(noun)
    known = any(
        m.head == noun.i or (m.head in inside and other.kind == "person") for other in chains for m in other.mentions
    )
    return named and not known


def told_by_self(token: Token, chain: Chain) -> bool:
    """Return whether somebody tells of themselves before the pronoun, and may be who was named before: "I … her"."""
    if relation(token) == "nsubj" and token.head.dep_ in {"ROOT", "parataxis"}:
        return False  # "I am tired," he said
    first = any(word.lower_ in {"i", "my", "me"} and word.pos_ == "PRON" for word in token.sent if word.i < token.i)
    return first and all(m.head < token.sent.start for m in chain.mentions)
