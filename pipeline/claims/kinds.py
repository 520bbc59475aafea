"""Kind, hedge and polarity of a claim."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Literal

from spacy.tokens import Doc, Token

from pipeline.claims.draft import Draft, Restored
from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import words
from pipeline.claims.opinions import is_opinion
from pipeline.claims.shares import is_share
from pipeline.claims.syntax import auxiliaries, children, first_finite, is_negated, is_plural, mark, subject, subtree
from pipeline.schema import ClaimKind, Figure

__all__ = ["hedge_of", "kind_of", "polarity_of"]


def kind_of(draft: Draft, doc: Doc, figures: Sequence[Figure], *, saying: bool = False, speaker: str = "") -> ClaimKind:
    """Return what kind of claim a draft is.

    ``statement`` is a saying kept whole. ``opinion`` needs a word that judges and nothing that can be looked up beside
    it; a fact with such a word in it stays a fact. ``forecast`` is what has not happened. ``definition`` says what
    something is.
    """
    head = doc[draft.head]
    own = [doc[i] for i in draft.words]
    if saying or _of_the_mind(head):
        return "statement"
    if is_opinion(head, figures) or (not figures and _modal_again(draft, doc, words("opinion", "modals"))):
        return "opinion"
    if _was_done(head, speaker):
        return "fact"
    if _forecast(head, own) or _modal_again(draft, doc, words("forecast", "modals")):
        return "forecast"
    if _definition(head, figures):
        return "definition"
    return "fact"


def hedge_of(draft: Draft, doc: Doc) -> str:
    """Return the words by which the article does not vouch for a claim, as it writes them."""
    own = {i: doc[i] for i in draft.sources}
    found: list[str] = []
    for i in sorted(own):
        token = own[i]
        if token.lower_ in words("hedges", "adverbs") and token.pos_ in {"ADV", "ADJ"}:
            if token.lower_ == "likely" and ((token.head.pos_ == "NOUN" and token.dep_ == "amod") or _compared(token)):
                continue
            found.append(token.text)
        elif token.lower_ in words("hedges", "adjectives") and token.dep_ == "amod":
            found.append(token.text)
        elif (
            token.lower_ in words("hedges", "participles")
            and children(token, "aux:pass")
            and children(token, "xcomp", "ccomp", "csubj")
        ):
            help_words = [w.text for w in auxiliaries(token)]
            found.append(" ".join([*help_words, token.text]))
        elif token.i == draft.head and lemma(token.text) in words("hedges", "verbs") and children(token, "xcomp"):
            found.append(token.text)
    return "; ".join(dict.fromkeys(found))


def polarity_of(draft: Draft, doc: Doc) -> Literal["positive", "negative"]:
    """Return whether a draft's own predicate is negated, by a word put back too."""
    head = doc[draft.head]
    helped = [
        item.tokens
        for item in draft.items
        if isinstance(item, Restored) and any(doc[i].pos_ == "AUX" for i in item.tokens)
    ]
    if any(doc[i].lower_ in {"not", "n't", "n’t", "never"} for tokens in helped for i in tokens if len(tokens) <= 4):
        return "negative"
    shown = set(draft.sources)
    for child in head.children:
        if child.i in shown and child.dep_ == "advmod" and child.lower_ in {"not", "n't", "n’t", "never"}:
            only = any(w.lower_ == "only" for w in children(head, "advmod") if w.i == child.i + 1)
            return "positive" if only else "negative"
    return (
        "negative" if is_negated(head) and not any(w.lower_ == "not" for w in children(head, "advmod")) else "positive"
    )


def _of_the_mind(head: Token) -> bool:
    """Return whether somebody else's belief or wish is told: "The mayor believes the plan has failed"."""
    noun = subject(head)
    if noun is None or noun.lower_ in {"i", "we", "you", "it", "who", "which", "that"} or is_share(noun):
        return False
    return lemma(head.text) in words("opinion", "of_others") and bool(children(head, "ccomp"))


def _forecast(head: Token, own: Sequence[Token]) -> bool:
    word = first_finite(head)
    noun = subject(head)
    if noun is not None and noun.lower_ == "you" and lemma(head.text) in words("forecast", "of_readers"):
        return False
    if word is not None and word.lower_ in words("forecast", "modals") and word.tag_ == "MD":
        sensed = lemma(head.text) in words("forecast", "of_senses") and not children(head, "aux:pass")
        if word.lower_ == "could" and (is_negated(head) or sensed):
            return False  # "neither side could score", "residents could hear the blast": it was so
        if word.lower_ == "would" and _whenever(head):
            return False
        refused = any(w.lower_ in {"not", "n't", "n’t"} for w in children(head, "advmod"))
        if word.lower_ == "would" and refused and lemma(head.text) in words("sayings", "of_reticence"):
            return False  # "would not say why"
        if word.lower_ in {"may", "might", "could"} and _is_now(head):
            return False
        return not any(w.lower_ in {"have", "'ve", "’ve"} for w in auxiliaries(head))
    if _is_to(head):
        return True
    if lemma(head.text) in words("forecast", "risk") and head.tag_ in {"VBZ", "VBP"}:
        return True
    if (
        head.lower_ in words("forecast", "adjectives")
        and not _compared(head)
        and any(mark(child) == "to" for child in children(head, "xcomp", "advcl"))
    ):
        return True
    if lemma(head.text) in words("forecast", "verbs") and any(mark(child) == "to" for child in children(head, "xcomp")):
        return True
    present = {"is", "are", "am", "'s", "'re", "'m", "’s", "’re", "’m"}
    return (
        head.lower_ == "going" and bool(children(head, "xcomp")) and any(w.lower_ in present for w in auxiliaries(head))
    )


def _compared(token: Token) -> bool:
    """Return whether a likelihood is measured against another: "smokers are more likely to fall ill"."""
    degrees = {"more", "less", "most", "least", "equally", "twice", "times", "as"}
    return token.lower_ == "likely" and any(word.lower_ in degrees for word in children(token, "advmod", "obl"))


def _whenever(head: Token) -> bool:
    """Return whether "would" tells of what happened again and again: "when held in a hand, it would go dead"."""
    before = [clause for clause in children(head, "advcl") if clause.i < head.i]
    links = {word.lower_ for clause in before for word in clause.subtree if word.head.i == clause.i}
    past = head.dep_ == "ROOT" or head.head.tag_ == "VBD"
    return past and (bool(links & {"when", "whenever"}) or _of_habit(head))


def _was_done(head: Token, speaker: str) -> bool:
    """Return whether "would" tells what somebody is charged with: "Prosecutors said he would take cash in bags"."""
    word, noun = first_finite(head), subject(head)
    if word is None or word.lower_ != "would" or noun is None or children(head, "aux:pass", "cop"):
        return False
    if any(mark(clause) in {"if", "unless"} for clause in children(head, "advcl")):
        return False
    accused = noun.ent_type_ == "PERSON" or noun.lower_ in {"he", "she", "who"} or noun.tag_ == "NNS"
    charged = bool(words("forecast", "charging") & set(speaker.lower().split()))
    return accused and charged and lemma(head.text) not in words("forecast", "in_court")


def _is_now(head: Token) -> bool:
    """Return whether something may be so already, which is no forecast: "may be at sea now"."""
    return bool(
        {word.lower_ for word in children(head, "advmod")} & {"already", "currently", "now", "presently", "still"}
    )


def _of_habit(head: Token) -> bool:
    """Return whether something is said to have been usual: "as a child he would draw", "they would often meet"."""
    if {word.lower_ for word in children(head, "advmod")} & words("forecast", "usually"):
        return True
    for phrase in children(head, "obl"):
        links = {word.lower_ for word in children(phrase, "case")}
        told = {word.lower_ for word in children(phrase, "det")} | {phrase.lower_}
        if phrase.i < head.i and ("as" in links or "those" in told) and told & words("forecast", "of_the_past"):
            return True
    return False


def _is_to(head: Token) -> bool:
    """Return whether something is arranged: "is to be held in May", "the two are to meet"; no "the aim is to win"."""
    if mark(head) != "to" or head.tag_ not in {"VB", "VBN"}:
        return False
    be = [w for w in auxiliaries(head) if w.lower_ in {"is", "are", "'s", "'re"}]
    noun = subject(head)
    if not be or noun is None:
        return False
    return bool(children(head, "aux:pass")) or bool(noun.ent_type_) or noun.pos_ == "PRON" or is_plural(noun)


def _modal_again(draft: Draft, doc: Doc, modals: Set[str]) -> bool:
    """Return whether a modal verb was put back with the subject: "[The court will] publish its ruling"."""
    again = [i for item in draft.items if isinstance(item, Restored) and len(item.tokens) <= 4 for i in item.tokens]
    return any(doc[i].tag_ == "MD" and doc[i].lower_ in modals for i in again)


def _definition(head: Token, figures: Sequence[Figure]) -> bool:
    noun = subject(head)
    if is_negated(head) or noun is None:
        return False
    if lemma(head.text) == "mean" and head.tag_ == "VBZ" and children(head, "obj"):
        return True
    if lemma(head.text) == "refer" and head.tag_ == "VBZ" and children(head, "obl"):
        return noun.pos_ != "PRON" and noun.ent_type_ != "PERSON"
    if (
        lemma(head.text) in {"define", "know"}
        and head.tag_ == "VBN"
        and children(head, "aux:pass")
        and children(head, "obl")
    ):
        return any(w.lower_ == "as" for c in children(head, "obl") for w in children(c, "case"))
    copula = children(head, "cop")
    if not copula or head.pos_ != "NOUN" or noun.pos_ not in {"PROPN", "NOUN"} or figures:
        return False
    if copula[0].lower_ not in {"is", "are"} or noun.ent_type_ == "PERSON" or not _of_a_kind(head, noun):
        return False
    if any(word.pos_ == "PRON" and word.tag_ == "PRP" for word in children(head, "nmod")):  # "a partner of ours"
        return False
    article = [w.lower_ for w in children(head, "det")]
    determined = [w.lower_ for w in children(noun, "det", "nmod:poss")]
    named = noun.pos_ == "PROPN" or (not children(noun, "amod") and determined in ([], ["a"], ["an"]))
    explained = bool(children(head, "acl", "nmod")) and max(subtree(head)) > head.i
    return named and explained and article[:1] in (["a"], ["an"])


def _of_a_kind(head: Token, noun: Token) -> bool:
    """Return whether a predicate names the kind that a thing always is.

    "Drugs are a threat to us", "foxes are a protected species since May", "it is a nation that will endure" do not.
    """
    several = any(word.lower_ == "are" for word in children(head, "cop"))  # "measles is a disease"
    if lemma(head.text, "NOUN") in words("definition", "no_kinds") or (several and head.tag_ == "NN"):
        return False
    around = [*children(head, "advmod"), *(w for child in children(head, "advmod") for w in children(child, "advmod"))]
    if {word.lower_ for word in around} & words("definition", "now"):
        return False
    links = {w.lower_ for child in children(head, "obl", "advcl") for w in children(child, "case", "mark")}
    if links & words("definition", "once"):
        return False
    return not any(
        w.tag_ == "MD" and w.lower_ in {"will", "would"} for c in children(head, "acl:relcl") for w in c.children
    )
