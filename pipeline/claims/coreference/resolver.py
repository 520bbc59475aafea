"""Antecedents: names, noun phrases and pronouns joined into chains, from the front of the text to its end.

Names join by their canonical form, pronouns as ``pronouns`` has it. Definite phrases join a chain by their head noun,
or by what the text has called it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.claims.attribution.quotes import find_quotations
from pipeline.claims.coreference.chains import Chain
from pipeline.claims.coreference.mentions import PRONOUNS, Mention, find_mentions
from pipeline.claims.coreference.pronouns import chain_of_pronoun
from pipeline.claims.splitting.modifiers import can_be_said_again
from pipeline.claims.syntax import children
from pipeline.schema import Entity

__all__ = ["Antecedents", "find_antecedents"]


@dataclass(frozen=True)
class Antecedents:
    """What was found: the chain of each mention's head, and the text that names it best."""

    chain_of: dict[int, int]
    text_of: dict[int, str]
    mentions: dict[int, Mention]
    members: dict[int, tuple[int, ...]]
    named: frozenset[int] = frozenset()

    def is_named(self, chain: int) -> bool:
        """Return whether a chain has a proper name."""
        return chain in self.named

    def text(self, i: int) -> str:
        """Return what a token stands for, an empty string where that is not known."""
        chain = self.chain_of.get(i)
        return "" if chain is None else self.text_of.get(chain, "")


def find_antecedents(doc: Doc, entities: Sequence[Entity]) -> Antecedents:
    """Return the antecedents of a text's pronouns and definite phrases."""
    mentions = find_mentions(doc, entities)
    chains: list[Chain] = []
    chain_of: dict[int, int] = {}
    quotation = _quotations(doc)
    for mention in mentions:
        number = _place(mention, chains, doc, quotation)
        if number is None:
            if mention.form == "pronoun":
                continue
            chains.append(Chain(plural=mention.plural))
            number = len(chains) - 1
        chains[number].add(mention)
        chain_of[mention.head] = number
    text_of = {number: _best_text(chain, doc) for number, chain in enumerate(chains)}
    members = {number: tuple(m.head for m in chain.mentions) for number, chain in enumerate(chains)}
    named = frozenset(number for number, chain in enumerate(chains) if chain.key)
    return Antecedents(chain_of, text_of, {m.head: m for m in mentions}, members, named)


def _quotations(doc: Doc) -> list[int]:
    """Return the number of the quotation that each token stands in, -1 outside."""
    out = [-1] * len(doc)
    for number, quotation in enumerate(find_quotations(doc.text)):
        span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        if span is not None:
            for token in span:
                out[token.i] = number
    return out


def _place(mention: Mention, chains: list[Chain], doc: Doc, quotation: Sequence[int]) -> int | None:
    if mention.form == "name":
        return _of_name(mention, chains)
    if mention.form == "pronoun":
        return chain_of_pronoun(mention, chains, doc, quotation)
    if mention.form == "definite":
        return _of_phrase(mention, chains, doc)
    return None


def _of_name(mention: Mention, chains: list[Chain]) -> int | None:
    """Return the chain of a name: the same one, or one whose words hold all of this one's."""
    same = next((k for k, chain in enumerate(chains) if chain.key == mention.key), None)
    if same is not None:
        return same
    words = set(mention.key.lower().split()) - {"the"}
    if len(words) < 2:
        return None
    fits = []
    for k, chain in enumerate(chains):
        other = set(chain.key.lower().split()) - {"the"}
        if chain.kind == mention.kind and len(other) > 1 and (words < other or other < words):
            fits.append(k)
    if len(fits) != 1:
        return None
    if len(mention.key) > len(chains[fits[0]].key):
        chains[fits[0]].key = mention.key
    return fits[0]


def _of_phrase(mention: Mention, chains: list[Chain], doc: Doc) -> int | None:
    """Return the chain of a definite phrase: the same head noun, or a name that the text calls so."""
    token = doc[mention.head]
    if children(token, "acl", "nmod:poss") or any(c.dep_ == "nmod" for c in token.children):
        return None
    own = _modifiers(token)
    same: list[int] = []
    called: list[int] = []
    for k, chain in enumerate(chains):
        if chain.plural != mention.plural or mention.sentence - chain.last.sentence > 12:
            continue
        if chain.key:
            name = {word.lower() for word in chain.key.replace("-", " ").split()}
            if (
                (mention.noun == _kind_in_name(chain.key) and mention.noun[0].islower())
                or mention.noun in chain.descriptions
            ) and own <= name | chain.descriptions:
                called.append(k)
        elif any(
            m.noun == mention.noun and own <= _modifiers(doc[m.head]) for m in chain.mentions if m.form != "pronoun"
        ):
            same.append(k)
    if len(called) == 1 and not [k for k in same if chains[k].last.sentence > chains[called[0]].last.sentence]:
        return called[0]
    if len(called) > 1:
        return None
    return same[-1] if same and mention.sentence - chains[same[-1]].last.sentence <= 6 else None


def _kind_in_name(name: str) -> str:
    """Return the word of a name that says what it is: "coalition" in "Counter Cartel Coalition of the Americas"."""
    words = re.split(r"\s(?:of|for|on|in|against|and|to)\s", name.lower(), maxsplit=1)[0].split()
    return words[-1] if len(words) > 1 or len(name.split()) > 1 else ""


def _modifiers(token: Token) -> set[str]:
    return {w.lower_ for w in children(token, "amod", "compound", "nummod") if True}


def _with_article(mention: Mention, doc: Doc) -> bool:
    """Return whether "the" stands right before a name: not in "the carmaker General Motors"."""
    for word in children(doc[mention.head], "det"):
        if word.lower_ == "the":
            own = mention.key.lower().split()
            between = [doc[i] for i in range(word.i + 1, mention.head)]
            return all(w.text[:1].isupper() or not w.text.isalpha() or w.lower_ in own for w in between)
    return False


def _best_text(chain: Chain, doc: Doc) -> str:
    """Return the words that name a chain best: its canonical name, or its fullest phrase."""
    if chain.key:
        named = [m for m in chain.mentions if m.form == "name" and m.key == chain.key]
        article = chain.kind != "person" or chain.plural
        article = article and 2 * sum(_with_article(m, doc) for m in named) >= len(named) > 0
        return f"the {chain.key}" if article and not chain.key.lower().startswith("the ") else chain.key
    phrases = [m for m in chain.mentions if m.form in {"definite", "indefinite"} and len(m.words) <= 12]
    phrases = [
        m
        for m in phrases
        if not any(doc[i].lower_ in PRONOUNS or doc[i].lower_ in {"my", "our", "your"} for i in m.words)
    ]
    phrases = [m for m in phrases if can_be_said_again(doc[m.head])]
    if not phrases:
        return ""
    best = phrases[0]
    if len(best.words) < 2 and len(phrases) > 1:
        best = max(phrases[:3], key=lambda m: len(m.words))
    words = best.text.split()
    if words[0].lower() in {"a", "an"} or words[0].lower() in {"these", "those", "this", "that"}:
        words = ["the", *words[1:]]
    elif (
        not doc[best.words[0]].ent_type_
        and doc[best.words[0]].is_sent_start
        and doc[best.words[0]].pos_ not in {"PROPN"}
        and words[0] not in {"I"}
        and not words[0].isupper()
    ):
        words[0] = words[0].lower()
    return " ".join(words)
