"""Which chain "it" or "they" goes back to by rule, or none: a near one that stands out.

What the rules say is one of the features by which ``things`` decides. After Lappin and Leass (1994), "An Algorithm for
Pronominal Anaphora Resolution", but abstaining: an antecedent that an edit next door would change is worth less to a
desk than the pronoun.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.claims.coreference.candidates import fits
from pipeline.claims.coreference.chains import Chain
from pipeline.claims.coreference.mentions import PRONOUNS, Mention
from pipeline.claims.coreference.positions import before_subject, bound, relative_noun, says_it, taken_up
from pipeline.claims.syntax import children, is_plural, opening_word, previous_word, relation, subject, subtree

__all__ = ["after_condition", "chain_by_rule", "is_conversation", "opens"]

MARGIN = 1.6
"""How far the best candidate must stand above the next: tuned on the training part of GUM."""
NEAR = (1.0, 0.7, 0.45, 0.3)
"""What a mention counts by the number of sentences that it lies back."""
WINDOW = 1
"""How many sentences back an antecedent may stand: the farther, the more an edit in between would change it."""


def chain_by_rule(mention: Mention, chains: Sequence[Chain], doc: Doc, quotation: Sequence[int]) -> int | None:
    """Return the number of the chain of "it" or "they", none where no candidate is sure.

    Parameters
    ----------
    mention
        The pronoun.
    chains
        What the text has spoken of so far.
    doc
        The text.
    quotation
        The number of each token's quotation, -1 for none.
    """
    number = _subject_beside(mention, chains, doc)
    if number is None:
        number = _object_beside(mention, chains, doc)
    if number is None:
        number = _subject_before(mention, chains, doc, quotation)
    return _most_salient(mention, chains, doc, quotation) if number is None else number


def _most_salient(mention: Mention, chains: Sequence[Chain], doc: Doc, quotation: Sequence[int]) -> int | None:
    rule = PRONOUNS[mention.noun]
    token = doc[mention.head]
    scored: list[tuple[float, int]] = []
    for k, chain in enumerate(chains):
        recent = [m for m in chain.mentions if mention.sentence - m.sentence <= WINDOW and m.head < mention.head]
        if not recent or not fits(rule, chain):
            continue
        if quotation[mention.head] >= 0:
            recent = [m for m in recent if quotation[m.head] == quotation[mention.head]]
        recent = [m for m in recent if not bound(token, doc[m.head], rule.possessive)]
        if not recent or any(
            mention.head in subtree(doc[m.head]) and m.form != "pronoun" and not rule.possessive for m in recent
        ):
            continue
        if not _stands_out(mention, chain, recent) and not any(says_it(doc[m.head], token) for m in recent):
            continue
        scored.append((_salience(mention, chain, recent, doc), k))
    if before_subject(token) or taken_up(token):
        return None
    holder = relative_noun(token)
    if holder is not None and all(chains[k].last.head != holder.i for _, k in scored):
        return None
    if not scored:
        return None
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    best, number = scored[0]
    if len(scored) > 1 and best - scored[1][0] < MARGIN:
        return None
    if best < 1.0:
        return None
    alone = len(scored) == 1
    if _is_weak(mention, chains[number], doc) and (not alone or _rivals(mention, number, chains)):
        return None
    return number if _sure(mention, chains, number, doc, alone=alone) else None


def _is_weak(mention: Mention, chain: Chain, doc: Doc) -> bool:
    """Return whether a pronoun's place says little of what it means: an object, one after another subject, an owner."""
    token, here = doc[mention.head], subject(doc[mention.head].sent.root)
    if relation(token) not in {"nsubj", "csubj"} and token.dep_ not in {"nmod:poss", "nmod"}:
        return True
    if PRONOUNS[mention.noun].possessive and not chain.key and not chain.plural:
        return True
    return (
        here is not None
        and here.i < token.i
        and here.pos_ in {"NOUN", "PROPN"}
        and here.sent != doc[chain.last.head].sent
    )


def _rivals(mention: Mention, number: int, chains: Sequence[Chain]) -> bool:
    """Return whether something else that a pronoun may mean was an object or a subject near by."""
    rule = PRONOUNS[mention.noun]
    return any(
        k != number
        and fits(rule, chain)
        and any(
            mention.sentence - m.sentence <= 1 and m.weight >= 2 and m.form in {"name", "definite", "group"}
            for m in chain.mentions
        )
        for k, chain in enumerate(chains)
    )


def _subject_beside(mention: Mention, chains: Sequence[Chain], doc: Doc) -> int | None:
    """Return the chain of the subject that a subject pronoun stands beside: "Analysts say …, and they expect …"."""
    rule = PRONOUNS[mention.noun]
    token = doc[mention.head]
    if rule.possessive or relation(token) != "nsubj" or token.head.dep_ != "conj":
        return None
    first = subject(token.head.head, expletive=False)
    if first is None or first.i > token.i:
        return None
    for k, chain in enumerate(chains):
        if any(m.head == first.i for m in chain.mentions) and fits(rule, chain):
            return k
    return None


def _subject_before(mention: Mention, chains: Sequence[Chain], doc: Doc, quotation: Sequence[int]) -> int | None:
    """Return the chain of the subject that a sentence goes on with: "The document has 32 pages. It must be …"."""
    token = doc[mention.head]
    first = token.sent.start
    if not opens(token) or quotation[token.i] >= 0 or first == 0:
        return None
    verb = token.head
    if is_conversation(token) or _of_weather(token) or (children(verb, "cop") and verb.pos_ not in {"NOUN", "PROPN"}):
        return None
    last_word = previous_word(doc[first])
    before = subject(last_word.sent.root, expletive=False) if last_word is not None else None
    if before is None or before.head.dep_ != "ROOT" or is_conversation(before) or children(before, "nmod:poss"):
        return None
    for k, chain in enumerate(chains):
        last = chain.last
        if (
            last.head == before.i
            and last.form in {"name", "definite", "pronoun"}
            and fits(PRONOUNS[mention.noun], chain)
        ):
            return k
    return None


def opens(token: Token) -> bool:
    """Return whether a pronoun is the subject that a sentence opens with."""
    before = [word for word in token.doc[token.sent.start : token.i] if word.pos_ not in {"PUNCT", "SPACE"}]
    short = len(before) <= 3 and not any(relation(word) in {"nsubj", "advcl", "ccomp"} for word in before)
    early = all(word.pos_ in {"CCONJ", "ADV"} for word in before) or (short and not _names_something(before))
    return early and relation(token) == "nsubj" and token.head.dep_ == "ROOT"


def _names_something(words_before: Sequence[Token]) -> bool:
    """Return whether an opening phrase names what the pronoun may be: not "In addition" and "In 2019"."""
    return any(word.pos_ == "PROPN" or children(word, "det", "nmod:poss") or is_plural(word) for word in words_before)


def _object_beside(mention: Mention, chains: Sequence[Chain], doc: Doc) -> int | None:
    """Return the chain of the object that an object pronoun takes up after "and": "bought the yard and sold it"."""
    rule = PRONOUNS[mention.noun]
    token = doc[mention.head]
    verb = token.head
    if token.dep_ not in {"obj", "iobj"} or verb.dep_ != "conj" or subject(verb) is not None:
        return None
    objects = {c.i for c in children(verb.head, "obj", "iobj") if c.i < token.i}
    taken = [
        k for k, chain in enumerate(chains) if any(m.head in objects for m in chain.mentions) and fits(rule, chain)
    ]
    return taken[0] if len(objects) == len(taken) == 1 else None


def _sure(mention: Mention, chains: Sequence[Chain], number: int, doc: Doc, *, alone: bool) -> bool:
    """Return whether a thing or a group is firm enough to be put for "it" or "they".

    "It" often goes back to a whole clause; a name, a body of people, or a phrase that the text itself takes up again
    is firm.
    """
    chain = chains[number]
    last = chain.last
    together = PRONOUNS[mention.noun].plural == chain.plural
    if mention.noun == "it" and (
        after_condition(doc[mention.head]) or (not alone and children(doc[mention.head].head, "cop"))
    ):
        return False
    if mention.noun == "it" and _thing_between(mention, number, chains, doc):
        return False
    if says_it(doc[last.head], doc[mention.head]) and not (PRONOUNS[mention.noun].possessive and not together):
        return True
    if not chain.key and (is_conversation(doc[mention.head]) or is_conversation(doc[last.head])):
        return False
    if PRONOUNS[mention.noun].possessive:
        if alone and bool(chain.key) and last.sentence == mention.sentence and together:
            return True
        known = bool(chain.key) or chain.plural or (alone and last.form == "definite")
        return known and _owns_subject(doc[mention.head]) and _of_main_subject(mention, number, chains, doc)
    if mention.noun == "it" and not alone and not chain.key:
        return False
    if mention.noun == "it" and chain.kind == "place" and _of_weather(doc[mention.head]):
        return False
    if last.sentence != mention.sentence and not _of_main_subject(mention, number, chains, doc):
        return False
    if PRONOUNS[mention.noun].plural and not alone and not _parallel(doc[last.head], doc[mention.head]):
        return False
    firm = bool(chain.key) or chain.kind == "organization" or last.form == "pronoun" or len(chain.mentions) > 1
    if PRONOUNS[mention.noun].plural:
        if not chain.plural:
            # A body of people: "The team arrived. They were refused entry".
            return alone and relation(doc[mention.head]) == "nsubj"
        return firm or alone or chain.kind == "person"
    if not firm and not alone:
        return False
    definite = last.form != "indefinite" or not last.plural
    return definite and (firm or bool(children(doc[last.head], "det")))


def _thing_between(mention: Mention, number: int, chains: Sequence[Chain], doc: Doc) -> bool:
    """Return whether a body that the sentence spoke of is followed by a thing that "it" may be, too."""
    last, token = chains[number].last, doc[mention.head]
    if last.sentence != mention.sentence or chains[number].kind != "organization":
        return False
    passive = bool(children(token.head, "aux:pass", "cop"))
    return passive and any(
        chain.kind == "thing" and m.sentence == mention.sentence and last.head < m.head and m.form == "definite"
        for chain in chains
        if fits(PRONOUNS["it"], chain)
        for m in chain.mentions
    )


def _parallel(last: Token, pronoun: Token) -> bool:
    """Return whether a pronoun is a main subject of its sentence, and its antecedent stands in the one before."""
    verb = pronoun.head
    main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
    return main and subject(verb) == pronoun and last.sent.start != pronoun.sent.start


def _of_main_subject(mention: Mention, number: int, chains: Sequence[Chain], doc: Doc) -> bool:
    """Return whether a chain holds the main subject of the sentence before, and no other one comes in between."""
    chain, pronoun = chains[number], doc[mention.head]
    before, here = subject(doc[chain.last.head].sent.root), subject(pronoun.sent.root)
    if before is None or (here is not None and here.i < pronoun.i and _may_be(here, mention, chains)):
        return False
    owners = [c.i for c in children(before, "nmod") if c.dep_ == "nmod:poss"]
    return bool({before.i, *owners} & {m.head for m in chain.mentions})


def _may_be(noun: Token, mention: Mention, chains: Sequence[Chain]) -> bool:
    """Return whether a pronoun may mean a subject before it: not so "it" after "Critics say"."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    own = next((c for c in chains if any(m.head == noun.i for m in c.mentions)), None)
    return own is None or fits(PRONOUNS[mention.noun], own)


def _owns_subject(token: Token) -> bool:
    """Return whether a possessor stands in the main subject of its sentence: "Its president", "The bank's aim"."""
    noun = token.head
    while noun.dep_ == "nmod:poss":
        noun = noun.head  # "Its maker's name"
    return token.dep_ == "nmod:poss" and relation(noun) == "nsubj" and noun.head.dep_ in {"ROOT", "conj", "parataxis"}


def after_condition(token: Token) -> bool:
    """Return whether "it" may take up a condition before it: "If the strike goes on, it could cost millions"."""
    return any(c.i < token.i and opening_word(c) in {"if", "when", "unless"} for c in children(token.head, "advcl"))


def _of_weather(token: Token) -> bool:
    """Return whether "it" is or gets something, as the weather does: "it can get very cold"."""
    return token.head.pos_ == "ADJ" or token.head.lemma_ in {"get", "become", "rain", "snow"}


def is_conversation(token: Token) -> bool:
    """Return whether a sentence talks to somebody: what "it" is, is then often not in the words."""
    return any(
        word.lower_ in {"i", "you", "we", "me", "us", "my", "your", "our"} and word.pos_ == "PRON"
        for word in token.sent
    )


def _stands_out(mention: Mention, chain: Chain, recent: Sequence[Mention]) -> bool:
    """Return whether a candidate was prominent enough where it was last spoken of.

    "It" and "they" go back to much that is no noun phrase at all: only to the subject of this sentence or the one
    before, and across paragraphs to names alone.
    """
    subjects = [m for m in recent if m.weight >= 4 or m.form == "pronoun" or m.owner]
    return any(
        mention.sentence - m.sentence <= 1 and (m.paragraph == mention.paragraph or bool(chain.key)) for m in subjects
    )


def _salience(mention: Mention, chain: Chain, recent: Sequence[Mention], doc: Doc) -> float:
    value = 0.0
    best = 0.0
    for m in recent:
        distance = mention.sentence - m.sentence
        weight = m.weight
        if m.owner and (PRONOUNS[mention.noun].possessive or m.form == "pronoun"):
            weight = 5
        near = NEAR[min(distance, 3)]
        best = max(best, (weight + 1) * near)
    if any(says_it(doc[m.head], doc[mention.head]) for m in recent):
        best += 2.0
    value += best
    value += 0.3 * min(3, len(recent) - 1)
    if chain.key:
        value += 0.5
    last = recent[-1]
    if last.sentence == mention.sentence:
        value += 0.5
    if mention.weight >= 4 and last.weight >= 4:
        value += 0.6
    if PRONOUNS[mention.noun].plural and not chain.plural:
        value -= 2.0
    first = doc[last.head].head if doc[last.head].dep_ == "conj" else doc[last.head]
    if not chain.key and children(first, "nmod:poss"):
        value -= 1.5
    named_again = last.form != "pronoun"
    if chain.kind == "place" and named_again and not PRONOUNS[mention.noun].plural:
        value -= 0.3
    if chain.kind in {"thing", ""} and not PRONOUNS[mention.noun].plural and not chain.key:
        value -= 0.4
    return value
