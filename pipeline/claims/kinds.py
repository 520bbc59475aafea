"""Kind, hedge and polarity of a claim."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Literal

from spacy.tokens import Doc, Token

from pipeline.claims.draft import Draft, Restored
from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import words
from pipeline.claims.syntax import auxiliaries, children, first_finite, is_negated, is_plural, mark, subject, subtree
from pipeline.schema import ClaimKind, Figure

__all__ = ["hedge_of", "kind_of", "polarity_of"]


def kind_of(draft: Draft, doc: Doc, figures: Sequence[Figure], *, saying: bool = False) -> ClaimKind:
    """Return what kind of claim a draft is.

    ``statement`` is a saying kept whole. ``opinion`` needs a word that judges and nothing that can be looked up beside
    it; a fact with such a word in it stays a fact. ``forecast`` is what has not happened. ``definition`` says what
    something is.
    """
    head = doc[draft.head]
    own = [doc[i] for i in draft.words]
    if saying or _of_the_mind(head):
        return "statement"
    if _opinion(head, own, figures) or (not figures and _modal_again(draft, doc, words("opinion", "modals"))):
        return "opinion"
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
            if token.lower_ == "likely" and token.head.pos_ == "NOUN" and token.dep_ == "amod":
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


def _opinion(head: Token, own: Sequence[Token], figures: Sequence[Figure]) -> bool:
    stated = [figure for figure in figures if figure.kind not in {"date", "duration", "ordinal"}]
    if stated:
        return False
    modal = next((w.lower_ for w in auxiliaries(head) if w.tag_ == "MD"), "")
    if modal in words("opinion", "modals"):
        # "The form must be returned in a week": a rule, which can be looked up.
        return not (modal == "must" and children(head, "aux:pass") and lemma(head.text) in words("opinion", "of_rules"))
    if head.pos_ == "VERB" and lemma(head.text) in words("opinion", "of_merit"):
        return True
    noun = subject(head)
    first_person = noun is not None and noun.lower_ in {"i", "we"}
    if lemma(head.text) in words("opinion", "verbs") and first_person:
        return True
    copular = bool(children(head, "cop"))
    if copular and head.lower_ in words("opinion", "nouns"):
        return True
    if copular and noun is not None and noun.lower_ in {"favourite", "favorite"}:
        return True
    around = [head, *children(head, "amod", "advmod", "xcomp")]
    if head.tag_ == "WP":  # "It's what makes the city great"
        around += [word for clause in children(head, "acl:relcl") for word in children(clause, "xcomp")]
    predicate = {w.lower_ for w in around if w.pos_ not in {"NOUN", "PROPN"}}
    judged = predicate & words("opinion", "words")
    if judged <= {"best", "worst"} and _measured(head):
        return False
    return bool(judged) and (copular or bool(children(head, "xcomp")))


def _of_the_mind(head: Token) -> bool:
    """Return whether somebody else's belief or wish is told: "The mayor believes the plan has failed"."""
    noun = subject(head)
    if noun is None or noun.lower_ in {"i", "we", "you", "it", "who", "which", "that"}:
        return False
    return lemma(head.text) in words("opinion", "of_others") and bool(children(head, "ccomp"))


def _measured(head: Token) -> bool:
    """Return whether a superlative is measured: "the worst day since 1998", "the best performer in the index"."""
    measures = {"since", "ever", "history", "record", "in", "on", "among"}
    return any(word.lower_ in measures for word in head.subtree if word.i > head.i)


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
        return not any(w.lower_ == "have" for w in auxiliaries(head))
    if _is_to(head):
        return True
    if lemma(head.text) in words("forecast", "risk") and head.tag_ in {"VBZ", "VBP"}:
        return True
    if head.lower_ in words("forecast", "adjectives") and any(
        mark(child) == "to" for child in children(head, "xcomp", "advcl")
    ):
        return True
    if lemma(head.text) in words("forecast", "verbs") and any(mark(child) == "to" for child in children(head, "xcomp")):
        return True
    return head.lower_ == "going" and bool(children(head, "xcomp"))


def _whenever(head: Token) -> bool:
    """Return whether "would" tells of what happened again and again: "when held in a hand, it would go dead"."""
    before = [clause for clause in children(head, "advcl") if clause.i < head.i]
    links = {word.lower_ for clause in before for word in clause.subtree if word.head.i == clause.i}
    past = head.dep_ == "ROOT" or head.head.tag_ == "VBD"
    return past and bool(links & {"when", "whenever"})


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
    if lemma(head.text) == "mean" and head.tag_ == "VBZ" and children(head, "obj"):
        return True
    if lemma(head.text) == "refer" and head.tag_ == "VBZ" and children(head, "obl"):
        noun = subject(head)
        return noun is not None and noun.pos_ != "PRON" and noun.ent_type_ != "PERSON"
    if (
        lemma(head.text) in {"define", "know"}
        and head.tag_ == "VBN"
        and children(head, "aux:pass")
        and children(head, "obl")
    ):
        return any(w.lower_ == "as" for c in children(head, "obl") for w in children(c, "case"))
    copula = children(head, "cop")
    noun = subject(head)
    if not copula or noun is None or head.pos_ != "NOUN" or noun.pos_ not in {"PROPN", "NOUN"} or figures:
        return False
    if copula[0].lower_ not in {"is", "are"} or noun.ent_type_ == "PERSON" or is_negated(head):
        return False
    if any(word.pos_ == "PRON" and word.tag_ == "PRP" for word in children(head, "nmod")):  # "a partner of ours"
        return False
    article = [w.lower_ for w in children(head, "det")]
    determined = [w.lower_ for w in children(noun, "det", "nmod:poss")]
    named = noun.pos_ == "PROPN" or (not children(noun, "amod") and determined in ([], ["a"], ["an"]))
    explained = bool(children(head, "acl", "nmod")) and max(subtree(head)) > head.i
    return named and explained and article[:1] in (["a"], ["an"])
