"""Antecedents: names, noun phrases and pronouns joined into chains, from the front of the text to its end.

Names join by their canonical form, pronouns as ``pronouns`` has it. Definite phrases join a chain by their head noun,
or by what the text has called it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from pipeline.claims.attribution.quotes import find_quotations
from pipeline.claims.coreference.chains import Chain
from pipeline.claims.coreference.mentions import PRONOUNS, Mention, find_mentions
from pipeline.claims.coreference.phrases import chain_of_phrase, fuller
from pipeline.claims.coreference.pronouns import chain_of_pronoun
from pipeline.claims.splitting.modifiers import can_be_said_again
from pipeline.claims.syntax import children
from pipeline.schema import Entity

__all__ = ["Antecedents", "find_antecedents"]


Resolve = Callable[[Mention, list[Chain], Doc, Sequence[int], Sequence[Mention]], int | None]


@dataclass(frozen=True)
class Antecedents:
    """What was found: the chain of each mention (by its index), and the text that names it best."""

    chain_of: dict[int, int]
    text_of: dict[int, str]
    mentions: dict[int, Mention]
    members: dict[int, tuple[int, ...]]
    named: frozenset[int] = frozenset()
    phrase_of: dict[int, str] = field(default_factory=dict)
    """The words of each phrase that can be said again."""
    notes: dict[int, str] = field(default_factory=dict)
    """The fuller words for a definite phrase whose chain has no name."""

    def note(self, i: int) -> str:
        """Return what is to be written after a definite phrase: the name, the names or the words that it stands for."""
        chain = self.chain_of.get(i)
        if chain is None or self.mentions[i].form != "definite":
            return ""
        return self.text_of.get(chain, "") if chain in self.named else self.notes.get(i, "")

    def called(self, name: str) -> str:
        """Return a name as it stands in a sentence, with its article."""
        return next(
            (t for k, t in self.text_of.items() if k in self.named and t.lower() == f"the {name.lower()}"), name
        )

    def is_named(self, chain: int) -> bool:
        """Return whether a chain has a proper name."""
        return chain in self.named

    def text(self, i: int) -> str:
        """Return what a token stands for, an empty string where that is not known."""
        chain = self.chain_of.get(i)
        if chain is None:
            return ""
        if chain not in self.named and self.mentions[i].form == "pronoun":
            # A noun that comes back may be another thing by now: what stood nearest is meant.
            near = [k for k in self.members[chain] if k < i and self.phrase_of.get(k)]
            return self.phrase_of[near[-1]] if near else ""
        return self.text_of.get(chain, "")


def find_antecedents(doc: Doc, entities: Sequence[Entity], resolve: Resolve = chain_of_pronoun) -> Antecedents:
    """Return the antecedents of a text's pronouns and definite phrases; ``resolve`` gives a pronoun's chain."""
    mentions = find_mentions(doc, entities)
    chains: list[Chain] = []
    chain_of: dict[int, int] = {}
    quotation = _quotations(doc)
    unknown: list[Mention] = []
    for mention in mentions:
        if mention.form == "pronoun":
            number = resolve(mention, chains, doc, quotation, unknown[-8:])
        else:
            number = _place(mention, chains, doc)
        if number is None:
            if mention.form == "pronoun":
                unknown.append(mention)
                continue
            chains.append(Chain(plural=mention.plural))
            number = len(chains) - 1
        chains[number].add(mention)
        chain_of[mention.index] = number
    text_of = {number: _best_text(chain, doc) for number, chain in enumerate(chains)}
    members = {number: tuple(m.index for m in chain.mentions) for number, chain in enumerate(chains)}
    named = frozenset(number for number, chain in enumerate(chains) if chain.key)
    phrases = {m.index: _words_of(m, doc) for m in mentions if _can_be_said_again(m, doc)}
    notes = dict(_notes(chains, doc))
    return Antecedents(chain_of, text_of, {m.index: m for m in mentions}, members, named, phrases, notes)


def _notes(chains: Sequence[Chain], doc: Doc) -> Iterator[tuple[int, str]]:
    """Yield the fuller words for short definite phrases, and the names for "these countries"."""
    for chain in chains:
        if chain.key:
            continue
        groups = [m for m in chain.mentions if m.form == "group"]
        for mention in chain.mentions:
            if mention.form != "definite":
                continue
            best = groups[0] if groups else fuller(mention, chain.mentions, doc)
            if best is not None and _can_be_said_again(best, doc):
                yield mention.index, _words_of(best, doc)


def _quotations(doc: Doc) -> list[int]:
    """Return the number of the quotation that each token stands in, -1 outside."""
    out = [-1] * len(doc)
    for number, quotation in enumerate(find_quotations(doc.text)):
        span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        if span is not None:
            for token in span:
                out[token.i] = number
    return out


def _place(mention: Mention, chains: list[Chain], doc: Doc) -> int | None:
    if mention.form == "name":
        return _of_name(mention, chains)
    if mention.form == "definite":
        return chain_of_phrase(mention, chains, doc)
    return _of_group(mention, chains) if mention.form == "group" else None


def _of_group(mention: Mention, chains: list[Chain]) -> int | None:
    """Return the chain of a group of names: the same names in the same words."""
    words = _phrase(mention)
    return next((k for k, chain in enumerate(chains) if words in map(_phrase, chain.mentions)), None)


def _phrase(mention: Mention) -> str:
    return mention.text if mention.form == "group" else ""


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
            alike = mention.kind == "person" or mention.key.split()[-1].lower() == chain.key.split()[-1].lower()
            fits += [k] if alike else []  # the "Riverside 4 Award" is no "Riverside"
    if len(fits) != 1:
        return None
    if len(mention.key) > len(chains[fits[0]].key):
        chains[fits[0]].key = mention.key
    return fits[0]


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
    phrases = [m for m in chain.mentions if _can_be_said_again(m, doc)]
    if not phrases:
        return ""
    best = phrases[0]
    if len(best.words) < 2 and len(phrases) > 1:
        best = max(phrases[:3], key=lambda m: len(m.words))
    return _words_of(best, doc)


def _can_be_said_again(mention: Mention, doc: Doc) -> bool:
    """Return whether a phrase says by itself what it means: no pronoun in it, not too long."""
    if mention.form not in {"definite", "indefinite", "group"} or len(mention.words) > 16:
        return False
    if any(doc[i].lower_ in PRONOUNS or doc[i].lower_ in {"my", "our", "your"} for i in mention.words):
        return False
    return mention.form == "group" or can_be_said_again(doc[mention.head]) or _such(doc[mention.head])


def _such(noun: Token) -> bool:
    """Return whether a phrase opens with "such a": as clear the second time as the first."""
    return any(w.lower_ == "such" for w in children(noun, "det", "amod"))


def _words_of(mention: Mention, doc: Doc) -> str:
    words = mention.text.split()
    if words[0].lower() in {"a", "an", "these", "those", "this", "that"}:
        words = ["the", *words[1:]]
    elif (
        not doc[mention.words[0]].ent_type_
        and doc[mention.words[0]].is_sent_start
        and doc[mention.words[0]].pos_ not in {"PROPN"}
        and words[0] not in {"I"}
        and not words[0].isupper()
    ):
        words[0] = words[0].lower()
    return " ".join(words)
