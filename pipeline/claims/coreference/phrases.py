"""Which chain a definite phrase goes back to: "the coalition", "this constituency", "these countries", "the firm"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.claims.coreference.chains import Chain
from pipeline.claims.coreference.mentions import Mention
from pipeline.claims.lexicon import words
from pipeline.claims.syntax import children, is_punct

__all__ = ["chain_of_phrase", "fuller"]

POINTING = {"this", "that", "these", "those"}
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
SORTS = {"ORG", "COUNTRY", "GPE", "EVENT", "PRODUCT"}
"""Labels of names that a class word alone may stand for."""
BROAD = {"company", "firm", "corporation", "organisation", "organization", "country", "nation"}
"""Class words so broad that they fit whatever a text is about."""
OFTEN, FAR = 3, 5
"""How many mentions make a name what a text is about, and how many sentences back the last of them may stand."""
_TELLING = {"NORP", "GPE", "LOC", "ORG", "FAC", "PERSON"}
"""Labels of names that tell which government, bridge or army is meant."""
NEAR = 2
"""How many sentences back what "this" or a class word takes up may stand."""


def chain_of_phrase(mention: Mention, chains: list[Chain], doc: Doc) -> int | None:
    """Return the chain of a definite phrase: the same head noun, a name that the text calls so or that is of the sort
    that the noun is the word for, or the names of a list.
    """
    token = doc[mention.head]
    if children(token, "acl", "nmod:poss") or any(c.dep_ == "nmod" for c in token.children):
        return None
    own = _modifiers(token)
    pointing = any(w.lower_ in POINTING for w in children(token, "det"))
    same: list[int] = []
    called: list[int] = []
    for k, chain in enumerate(chains):
        if chain.plural != mention.plural or mention.sentence - chain.last.sentence > 12:
            continue
        if chain.key:
            name = {word.lower() for word in chain.key.replace("-", " ").split()}
            close = pointing and mention.sentence - chain.last.sentence <= NEAR  # "that failed war"
            if (
                (mention.noun == _kind_in_name(chain.key) and mention.noun[0].islower())
                or mention.noun in chain.descriptions
            ) and (close or own <= name | chain.descriptions):
                called.append(k)
        elif any(
            m.noun == mention.noun and own <= _modifiers(doc[m.head])
            for m in chain.mentions
            if m.form in {"definite", "indefinite"}
        ):
            same.append(k)
    if called and _named_here(mention, doc, {i for k in called for m in chains[k].mentions for i in m.words}):
        return None
    if len(called) == 1 and not [k for k in same if chains[k].last.sentence > chains[called[0]].last.sentence]:
        return called[0]
    if len(called) > 1:
        return None
    same = [k for k in same if mention.sentence - chains[k].last.sentence <= 6]
    if pointing and len([k for k in same if chains[k].last.sentence == mention.sentence - 1]) > 1:
        return None  # "12 new orders, bringing the total to 90 orders. These orders …"
    if same:
        return max(same, key=lambda k: chains[k].last.head)
    if mention.plural:
        return _listed(mention, chains, doc)
    if own - words("antecedents", "passing"):
        return None
    near = _of_sort(mention, chains, token)
    return near if near is not None else _main_one(mention, chains)


def _named_here(mention: Mention, doc: Doc, known: set[int]) -> bool:
    """Return whether the sentence names another of the sort before: "the Health Committee … of that committee"."""
    start = doc[mention.head].sent.start
    words_before = (doc[i] for i in range(start, mention.words[0]) if i not in known)
    return any(word.pos_ == "PROPN" and word.lower_ == mention.noun for word in words_before)


def fuller(mention: Mention, chain: Sequence[Mention], doc: Doc) -> Mention | None:
    """Return the phrase that tells which one a short definite phrase means: "this seat", "the Galway West seat"."""
    token = doc[mention.head]
    pointing = any(w.lower_ in POINTING for w in children(token, "det"))
    if _modifiers(token) or len(mention.words) > 3:
        return None
    before = [m for m in chain if m.head < mention.head and m.form in {"definite", "indefinite"}]
    if not pointing:
        return _introduced(mention, before, doc) or _whose_name(mention, before, doc)
    near = [m for m in before if 0 < mention.sentence - m.sentence <= NEAR and m.noun == mention.noun]
    told = [m for m in near if len(m.words) > len(mention.words)]
    return told[-1] if told and len(told[-1].words) <= 12 else None


def _introduced(mention: Mention, before: Sequence[Mention], doc: Doc) -> Mention | None:
    """Return the phrase by which a sentence's main subject was brought up just before: "a housing bill", "the bill"."""
    token = doc[mention.head]
    if mention.weight <= 4 or len(mention.words) != 2 or len(before) != 1 or mention.plural:
        return None
    first = before[0]
    article = any(w.lower_ in {"a", "an"} for w in children(doc[first.head], "det"))
    near = 0 < mention.sentence - first.sentence <= NEAR and article
    others = [w for w in doc[: token.i] if w.lower_ == token.lower_ and w.i != first.head]
    return first if near and not others and _modifiers(doc[first.head]) and len(first.words) <= 8 else None


def _whose_name(mention: Mention, before: Sequence[Mention], doc: Doc) -> Mention | None:
    """Return the phrase that tells whose a main subject is: "the Kenyan government", "the government".

    None where the noun has stood with two different names, or with the name too long ago.
    """
    if mention.weight <= 4 or len(mention.words) != 2 or mention.plural:
        return None
    token = doc[mention.head]
    told = {_names_within(w) for w in doc[: token.i] if w.lower_ == token.lower_} - {()}
    found = [m for m in before if _names_within(doc[m.head]) and len(m.words) <= 6]
    near = bool(found) and 0 < mention.sentence - found[-1].sentence <= FAR
    return found[-1] if near and len(told) == 1 else None


def _names_within(noun: Token) -> tuple[str, ...]:
    """Return the words of names that say which one a common noun is."""
    if noun.pos_ != "NOUN":
        return ()
    below = [w for c in children(noun, "compound", "amod", "nmod") for w in c.subtree]
    return tuple(w.lower_ for w in below if w.ent_type_ in _TELLING and not is_punct(w))


def _listed(mention: Mention, chains: list[Chain], doc: Doc) -> int | None:
    """Return the chain of the names that "these countries" or "the two banks" are."""
    token = doc[mention.head]
    number = next((NUMBERS[w.lower_] for w in children(token, "nummod") if w.lower_ in NUMBERS), 0)
    if not number and not any(w.lower_ in {"these", "those"} for w in children(token, "det")):
        return None
    if _modifiers(token) & {"other", "remaining", "next", "last"}:
        return None
    found = []
    for k, chain in enumerate(chains):
        last = chain.last
        if last.form != "group" or chain.kind != mention.kind or mention.sentence - last.sentence > NEAR:
            continue
        if not number or 1 + len(children(doc[last.head], "conj")) == number:
            found.append(k)
    return found[0] if len(found) == 1 else None


def _of_sort(mention: Mention, chains: list[Chain], token: Token) -> int | None:
    """Return the chain of the one name near by that a class word can mean: "the company", "the new initiative"."""
    for back in (1, NEAR):
        near = {
            k: at
            for k, chain in enumerate(chains)
            if chain.key and (at := [m for m in chain.mentions if mention.sentence - m.sentence <= back])
            if any(m.label in SORTS and mention.noun in words("antecedents", m.label.lower()) for m in chain.mentions)
        }
        main = [k for k, at in near.items() if any(m.weight >= 4 and m.sentence < mention.sentence for m in at)]
        if len(near) > 1 and len(main) == 1 and mention.weight >= 4 and token.head.dep_ in {"ROOT", "parataxis"}:
            return main[0]  # from main subject to main subject
        if near:
            [*numbers] = near
            firm = any(m.weight >= (2 if back == 1 else 4) or m.form == "pronoun" for m in near[numbers[0]])
            alone = len(near) == 1 and _only_one(mention, chains, numbers[0])
            return numbers[0] if len(near) == 1 and (firm or alone) else None
    return None


def _main_one(mention: Mention, chains: list[Chain]) -> int | None:
    """Return the chain of the name that a text is about, for "the company": spoken of far more than others, and lately.

    None where another of the sort stands in the same sentence or was the subject of the one before.
    """
    if mention.noun not in BROAD:
        return None
    fits = {
        k: chain
        for k, chain in enumerate(chains)
        if chain.key
        and any(m.label in SORTS and mention.noun in words("antecedents", m.label.lower()) for m in chain.mentions)
    }
    if not fits:
        return None
    first, *others = sorted(fits, key=lambda k: -len(fits[k].mentions))
    if len(fits[first].mentions) < OFTEN or mention.sentence - fits[first].last.sentence > FAR:
        return None
    if others and 2 * len(fits[others[0]].mentions) > len(fits[first].mentions):
        return None
    between = [m for k in others for m in fits[k].mentions]
    before = mention.sentence - 1
    taken = any(m.sentence > before or (m.sentence == before and m.weight >= 4) for m in between)
    return None if taken else first


def _only_one(mention: Mention, chains: list[Chain], number: int) -> bool:
    """Return whether no other name of the sort has been spoken of at all, and this one more than once."""
    sort = words("antecedents", next(m.label.lower() for m in chains[number].mentions if m.label in SORTS))
    others = [
        k
        for k, chain in enumerate(chains)
        if any(m.label in SORTS and words("antecedents", m.label.lower()) == sort for m in chain.mentions)
    ]
    return others == [number] and len(chains[number].mentions) > 1


def _kind_in_name(name: str) -> str:
    """Return the word of a name that says what it is: "coalition" in "Counter Cartel Coalition of the Americas"."""
    words = re.split(r"\s(?:of|for|on|in|against|and|to)\s", name.lower(), maxsplit=1)[0].split()
    return words[-1] if len(words) > 1 or len(name.split()) > 1 else ""


def _modifiers(token: Token) -> set[str]:
    return {w.lower_ for w in children(token, "amod", "compound", "nummod")}
