"""Why a claim may matter to a desk, in words that a person can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from spacy.tokens import Doc, Token

from pipeline.claims.draft import Draft
from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import phrases, words
from pipeline.claims.selection import content_words
from pipeline.claims.syntax import children, is_negated, mark, relation, subject
from pipeline.schema import Entity, Figure

__all__ = ["WEIGHTS", "Headline", "reasons_of"]

WEIGHTS = {
    "figure": 0.2,
    "superlative": 0.12,
    "causation": 0.08,
    "named person": 0.08,
    "allegation": 0.15,
    "central to the headline": 0.1,
}
_SHORTEST_IN_TITLE = 3
_FEW = 3
"""Up to so many, written as a word, a number with "the" or "these" only takes up what is known."""
_KNOWN = frozenset({"the", "these", "those", "both", "his", "her", "its", "their", "our", "my", "other", "all"})
_NAMED_I = re.compile(r"\b(?:I|me|my|we|us|our)(?:['’]\w+)? \[[^\]]*\]", re.I)


class Headline:
    """The content of an article's headline, to hold claims against.

    Parameters
    ----------
    parsed
        The words of a headline that stands in the text.
    title
        The title, where the text has none: there is no parse of it, so a word counts in each form that it may have.
    """

    def __init__(self, parsed: Iterable[Token] = (), title: str = "") -> None:
        self._words: list[frozenset[str]] = [frozenset({word}) for word in sorted(content_words(parsed))]
        if not self._words:
            plain = [word.strip(".,:;!?'\"“”‘’()").lower() for word in title.split()]
            self._words = [
                frozenset({word, lemma(word, "NOUN"), lemma(word, "VERB")})
                for word in dict.fromkeys(plain)
                if len(word) >= _SHORTEST_IN_TITLE and word not in words("titles", "function")
            ]

    def is_told_by(self, found: Set[str]) -> bool:
        """Return whether a claim with these content words says much of what the headline says."""
        shared = sum(1 for word in self._words if word & found)
        return bool(self._words) and shared >= max(2, round(0.4 * len(self._words)))


def reasons_of(
    draft: Draft, doc: Doc, figures: Sequence[Figure], entities: Sequence[Entity], headline: Headline, text: str = ""
) -> tuple[str, ...]:
    """Return why a claim may matter, in the order of ``WEIGHTS``.

    Parameters
    ----------
    draft
        The row in the making.
    doc
        The parse of the article.
    figures, entities
        Those of the claim.
    headline
        The article's headline.
    text
        The claim as it is written out, for the names that were put in place of pronouns.
    """
    own = [doc[i] for i in sorted(draft.sources)]
    found = {
        "figure": any(_is_stated(figure, doc) for figure in figures if _is_in(figure, draft, doc)),
        "superlative": any(_is_superlative(token) for token in own),
        "causation": any(_causes(token) for token in own) or _names_cause(own),
        "named person": any(entity.label == "PERSON" for entity in entities),
        "allegation": any(_alleges(token, entities) and not _is_supposed(token) for token in own),
        "central to the headline": headline.is_told_by(content_words(own) | {word.lower() for word in _plain(text)}),
    }
    return tuple(reason for reason in WEIGHTS if found[reason])


def _plain(text: str) -> list[str]:
    """Return the words of a claim as it is written out, without the name that says who "I" is."""
    text = _NAMED_I.sub(" ", text)
    return [word.strip(".,:;!?'\"“”‘’()[]").removesuffix("'s").removesuffix("’s") for word in text.split()]


def _is_in(figure: Figure, draft: Draft, doc: Doc) -> bool:
    """Return whether a figure stands in a row's own words, not only in a subject that was put back."""
    return any(figure.start <= doc[i].idx < figure.end for i in draft.words)


def _is_stated(figure: Figure, doc: Doc) -> bool:
    """Return whether a figure says how many there are; "the two sides", "for two reasons" and "one" do not."""
    if figure.kind in {"date", "duration", "ordinal"}:
        return False
    span = doc.char_span(figure.start, figure.end, alignment_mode="expand")
    before = doc[span.start - 1].lower_ if span is not None and span.start else ""
    if span is None or figure.kind not in {"count", "number"}:
        after = doc[span.end].text if span is not None and span.end < len(doc) else ""
        return not (figure.kind == "age" and before == after == ",")  # "Ana Ruiz, 49, said"
    if figure.counted in words("figures", "of_thought"):
        return False
    written = figure.low == figure.high and not any(c.isdigit() for c in figure.text)
    if not written or figure.low is None or figure.low > _FEW:
        return True
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    return figure.low > 1 and not _KNOWN & {before, span[0].lower_, after}


def _is_superlative(token: Token) -> bool:
    """Return whether a word ranks a thing above all others; "at least" and "most people" do not."""
    word = token.lower_
    if word == "record":
        return _is_record(token)
    if word in {"first", "second", "last"}:
        return word == "first" and _is_first_of_all(token)
    if word in words("superlative", "words"):
        return token.pos_ != "ADV"
    if token.tag_ not in {"JJS", "RBS"} or word in words("superlative", "none"):
        return False
    if word in {"best", "worst"}:
        if token.dep_ == "advmod" and token.head.dep_ == "amod":  # "the best performing company in"
            return _is_measured(token.head.head)
        return token.dep_ == "amod" and _is_measured(token.head)
    if word in {"most", "least"}:
        if token.head.lower_ in words("superlative", "most_of_all") or _quantifies(token):
            return False
        return token.dep_ == "advmod" and (token.head.pos_ in {"ADJ", "ADV"} or token.head.dep_ == "amod")
    return not any(child.lower_ == "at" for child in token.children)


def _quantifies(token: Token) -> bool:
    """Return whether "most" counts people or things: "safe for most healthy adults"."""
    noun = token.head.head
    counted = token.head.dep_ == "amod" and noun.tag_ in {"NNS", "NNPS"} and noun.i > token.i
    return counted and not children(noun, "det", "nmod:poss")


def _is_first_of_all(token: Token) -> bool:
    """Return whether "first" claims that nobody came before: "the first woman to", not "the first meeting will be"."""
    noun = token.head
    if token.dep_ != "amod" or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    around = {word.lower_ for word in noun.subtree if word.i > noun.i}
    if around & {"since", "ever", "history"}:
        return True
    if children(noun, "nmod:poss") or noun.lower_ in words("superlative", "of_a_series"):
        return False
    if noun.lower_ == "time" or bool(children(noun, "cop")) or relation(noun) in {"appos", "xcomp"}:
        return True
    return bool(children(noun, "acl", "acl:relcl")) or (relation(noun) == "nmod" and noun.head.lower_ == "one")


def _is_measured(noun: Token) -> bool:
    """Return whether it is said among what, or since when, something is the best, the worst or the first."""
    around = [word for word in noun.subtree if word.i > noun.i]
    if any(word.lower_ in {"since", "ever", "history", "record"} for word in around):
        return True
    return bool(_links(noun, "nmod") & {"in", "on", "among", "of"})


def _links(token: Token, *relations: str) -> set[str]:
    """Return the prepositions by which a word's dependents are joined to it."""
    return {case.lower_ for child in children(token, *relations) for case in children(child, "case", "mark")}


def _is_record(token: Token) -> bool:
    if token.pos_ == "VERB":
        return False
    if token.dep_ in {"compound", "amod", "nmod:desc", "nummod"} and token.head.i > token.i:
        return token.head.lower_ not in words("superlative", "records_of")
    return token.dep_ == "obj" and lemma(token.head.text) in {"break", "set", "beat", "smash", "hold", "equal"}


def _causes(token: Token) -> bool:
    """Return whether a verb tells that one thing brings about another; what people do on purpose is no cause."""
    if token.pos_ != "VERB" or (verb := lemma(token.text)) not in words("cause", "verbs"):
        return False
    needed = {"lead": {"to"}, "result": {"in", "from"}, "contribute": {"to"}, "stem": {"from"}}.get(verb)
    if needed is not None:
        # "contribute to", no "contribute $5 to fund a search".
        links = _links(token, "obl") | {link for link in _links(token, "advcl") if link != "to"}
        return bool(links & needed) and not children(token, "obj")
    if verb in words("cause", "of_things") and not children(token, "obl:agent"):
        noun = subject(token)
        if noun is None or noun.pos_ != "NOUN" or noun.ent_type_:
            return False
        changed = [obj for obj in children(token, "obj") if obj.text not in {"%", "$", "€", "£"} and not obj.like_num]
        return bool(changed) and noun.lower_ not in words("groups", "collective")
    return True


def _names_cause(own: Sequence[Token]) -> bool:
    text = f" {' '.join(token.lower_ for token in own)} "
    return any(f" {phrase} " in text for phrase in phrases("cause", "marks") if phrase != "since")


def _alleges(token: Token, entities: Sequence[Entity]) -> bool:
    """Return whether a word tells of a wrong that somebody does or is said to do; one in a name does not."""
    if token.pos_ not in {"VERB", "NOUN", "ADJ", "ADV"}:
        return False
    form = token.lower_ if token.lower_ in words("allegation", "words") else lemma(token.text, token.pos_)
    if form not in words("allegation", "words"):
        return False
    if any(e.start <= token.idx < e.end and e.label in {"ORG", "WORK_OF_ART", "PRODUCT", "FAC"} for e in entities):
        return False
    if form in words("allegation", "topics") and token.pos_ in {"NOUN", "ADJ"} and not _is_charged(token):
        return False
    if token.pos_ == "VERB" and (noun := subject(token)) is not None and noun.lower_ in {"i", "we"}:
        return False
    if form == "charge" and token.pos_ == "VERB":
        return bool(children(token, "aux:pass")) or "with" in _links(token, "obl", "advcl")
    if form == "charge":
        return token.tag_ == "NNS"
    if form == "lie":
        placed = _links(token, "obl") & words("allegation", "places") or any(
            word.lower_ in {"there", "here", "ahead"} for word in children(token, "advmod")
        )
        return token.pos_ == "NOUN" or not placed
    if form in {"traffic", "cheat"}:
        return token.pos_ == "VERB"
    if form == "corrupt":
        return token.pos_ == "ADJ"
    if form == "kill":
        noun = next(iter(children(token, "obl:agent")), None) or subject(token)
        return noun is not None and bool(noun.ent_type_ or noun.lower_ in {"police", "he", "she", "they"})
    return True


def _is_charged(token: Token) -> bool:
    """Return whether somebody is said to have done a wrong that may also be only a topic.

    "He faces fraud charges", "accused of corruption", "is a terrorist" do; "crime fell", "a terrorist group", "the war
    on corruption" do not.
    """
    above = token.head
    if any(c.lower_ in {"drug", "substance", "alcohol"} for c in children(token, "compound")):
        return False
    if token.dep_ in {"compound", "amod"}:
        return above.lower_ in words("allegation", "charging_nouns") or lemma(above.text, "NOUN") in words(
            "allegation", "charging_nouns"
        )
    if children(token, "cop"):
        noun = subject(token)
        return noun is not None and not is_negated(token)
    if token.dep_ in {"conj", "appos"} and above.i < token.i and above.pos_ == token.pos_:
        return _is_charged(above) if above.dep_ not in {"conj", "appos"} else False
    links = {case.lower_ for case in children(token, "case", "mark")}
    if token.dep_ == "nmod" and not links & {"against", "on"}:
        form = lemma(above.text, "NOUN")
        return form in words("allegation", "charging_nouns") or form in words("allegation", "words")
    return lemma(above.text) in words("allegation", "charging_verbs") and not links & {"against", "on"}


def _is_supposed(token: Token) -> bool:
    """Return whether a word stands in a condition: "if someone were to corrupt the files"."""
    clause = next((a for a in [token, *token.ancestors] if a.dep_ in {"advcl", "conj"} and mark(a)), None)
    return clause is not None and mark(clause) in {"if", "unless", "lest"}
