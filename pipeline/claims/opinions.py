"""Is a claim a judgement? It is where a word judges and nothing stands beside it that can be looked up."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import words
from pipeline.claims.syntax import auxiliaries, children, is_plural, mark, subject
from pipeline.schema import Figure

__all__ = ["is_opinion"]

_PEOPLE = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def is_opinion(head: Token, figures: Sequence[Figure]) -> bool:
    """Return whether a predicate judges, wishes or supposes.

    Parameters
    ----------
    head
        The predicate's main word.
    figures
        Those of the claim: what counts something can be looked up, unless it is only supposed.
    """
    if _unreal(head):
        return True
    if any(figure.kind not in {"date", "duration", "ordinal"} for figure in figures):
        return False
    return (
        _is_to_be_done(head)
        or _of_merit(head)
        or _by_verb(head)
        or _by_predicate(head)
        or _of_the_case(head)
        or _for_somebody(head)
    )


def _is_to_be_done(head: Token) -> bool:
    """Return whether something ought to be done: "should act", "needs to act", "it is time to act"."""
    modal = next((w.lower_ for w in auxiliaries(head) if w.tag_ == "MD"), "")
    if modal in words("opinion", "modals"):
        # "The form must be returned in a week": a rule, which can be looked up.
        return not (modal == "must" and children(head, "aux:pass") and lemma(head.text) in words("opinion", "of_rules"))
    noun = subject(head)
    if head.lower_ == "time" and children(head, "cop") and noun is not None and noun.lower_ == "it":
        return any(mark(child) == "to" for child in children(head, "acl", "xcomp", "csubj", "advcl"))
    if lemma(head.text) != "need" or head.tag_ not in {"VBZ", "VBP"} or noun is None:
        return False
    done = [child for child in children(head, "xcomp") if mark(child) == "to" and not children(child, "aux:pass")]
    acts = noun.lower_ in {"i", "we", "you", "they", "people"} or noun.ent_type_ in _PEOPLE
    return bool(done) and (acts or lemma(noun.text, "NOUN") in words("groups", "collective"))


def _of_merit(head: Token) -> bool:
    return head.pos_ == "VERB" and lemma(head.text) in words("opinion", "of_merit")


def _by_verb(head: Token) -> bool:
    """Return whether somebody tells their own mind: "I doubt it", "I am sure that"; or what is "too many"."""
    noun = subject(head)
    if noun is not None and noun.lower_ in {"i", "we"}:
        of_mind = lemma(head.text) in words("opinion", "verbs")
        am = {word.lower_ for word in children(head, "cop")} & {"am", "'m", "’m", "are", "'re", "’re"}
        return of_mind or (bool(am) and head.lower_ in words("opinion", "of_mind"))
    too_many = {"many", "much", "few", "little"}
    amounts = [word for obj in children(head, "obj") for word in children(obj, "amod") if word.lower_ in too_many]
    return any(word.lower_ == "too" for amount in amounts for word in children(amount, "advmod"))


def _by_predicate(head: Token) -> bool:
    """Return whether the predicate judges: "is wrong", "is a disgrace", "is one of the great dams of the century"."""
    copular = bool(children(head, "cop"))
    noun = subject(head)
    if copular and head.lower_ in words("opinion", "nouns"):
        return True
    if copular and noun is not None and noun.lower_ in {"favourite", "favorite"}:
        return True
    around = [head, *children(head, "amod", "advmod", "xcomp")]
    if head.lower_ == "one" and copular:
        around += [word for thing in children(head, "nmod") for word in children(thing, "amod")]
    if head.tag_ == "WP":  # "It's what makes the city great"
        around += [word for clause in children(head, "acl:relcl") for word in children(clause, "xcomp")]
    predicate = {w.lower_ for w in around if w.pos_ not in {"NOUN", "PROPN"}}
    if copular and "arguably" in {w.lower_ for w in head.subtree}:
        return True
    judged = predicate & words("opinion", "words")
    if judged <= {"best", "worst"} and _measured(head):
        return False
    return bool(judged) and (copular or bool(children(head, "xcomp")))


def _measured(head: Token) -> bool:
    """Return whether a superlative is measured: "the worst day since 1998", "the best performer in the index"."""
    measures = {"since", "ever", "history", "record", "in", "on", "among"}
    return any(word.lower_ in measures for word in head.subtree if word.i > head.i)


def _of_the_case(head: Token) -> bool:
    """Return whether somebody says what matters in a question: "The real issue is poverty", "What we need is peace"."""
    noun = subject(head)
    if noun is None or not (children(head, "cop") or noun.dep_.endswith("outer")):
        return False
    if noun.lower_ == "what" or {w.lower_ for w in noun.subtree if w.i < noun.i} & {"what"}:
        wish = {"need", "want", "matter"}
        return any(lemma(word.text) in wish for word in noun.subtree if word.tag_ in {"VBZ", "VBP"})
    chosen = {w.lower_ for w in children(noun, "amod")} & words("opinion", "that_rank")
    return lemma(noun.text, "NOUN") in words("opinion", "of_questions") and bool(chosen) and not is_plural(noun)


def _unreal(head: Token) -> bool:
    """Return whether something is only supposed to have been possible: "would have died without it"."""
    help_words = {word.lower_ for word in auxiliaries(head)}
    if not help_words & {"have", "'ve", "’ve"} or not help_words & {"would", "could", "might", "'d", "’d"}:
        return False
    supposed = any(mark(clause) in {"if", "unless"} for clause in children(head, "advcl")) or any(
        word.lower_ == "without" for phrase in children(head, "obl") for word in children(phrase, "case")
    )
    noun = subject(head)
    somebody = noun is not None and (noun.ent_type_ == "PERSON" or noun.lower_ in {"he", "she", "i", "we", "you"})
    return supposed or (somebody and "could" in help_words and not children(head, "aux:pass"))


def _for_somebody(head: Token) -> bool:
    """Return whether a claim is only how things look to its speaker: "To me, success is to move somebody"."""
    for phrase in children(head, "obl"):
        links = {word.lower_ for word in children(phrase, "case")}
        mine = {word.lower_ for word in children(phrase, "nmod:poss")}
        if phrase.i > head.i or not links & {"to", "for", "in"}:
            continue
        if (phrase.lower_ in {"me", "us"} and links & {"to", "for"} and children(head, "cop")) or (
            phrase.lower_ in {"view", "opinion", "mind", "eyes"} and "my" in mine
        ):
            return True
    return False
