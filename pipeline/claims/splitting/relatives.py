"""Relative clauses set off by commas: "Japan, which accounts for 7% of output, …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.claims.draft import Added, Restored
from pipeline.claims.inflection import lemma
from pipeline.claims.lexicon import words as listed
from pipeline.claims.splitting.cut import Cut, Scope, noun_phrase
from pipeline.claims.splitting.modifiers import (
    can_be_said_again,
    nearest_name,
    nominals,
    plural_phrase,
    possessive_ending,
    set_off,
    stands_by,
    with_closing_comma,
)
from pipeline.claims.syntax import (
    children,
    first_finite,
    in_one_name,
    is_finite,
    is_plural,
    is_punct,
    leftmost,
    previous_word,
    relation,
    subject,
    subtree,
)

__all__ = ["relatives"]


def relatives(head: Token, scope: Scope) -> Iterator[Cut]:
    """Yield relative clauses set off by commas: "Japan, which accounts for 7% of output, …"."""
    for noun in [head, *nominals(head, scope)]:
        for clause in noun.children:
            if clause.dep_ == "acl:relcl" and clause.i > noun.i:
                cut = _relative(noun, clause, scope)
                if cut is not None:
                    yield cut


def _relative(noun: Token, clause: Token, scope: Scope) -> Cut | None:
    found = set_off(clause, scope)
    if found is None or not is_finite(clause):
        return None
    own, dropped = _without_tail(clause, *found, scope)
    doc = scope.doc
    cleft = [c for c in noun.children if relation(c) in {"nsubj", "expl"} and c.lower_ == "it"]
    noun = _name_described(noun)
    named = nearest_name(noun, clause, own)
    if cleft or not can_be_said_again(noun) or (named == noun and _two_candidates(noun, clause, own)):
        return None
    pronouns = [doc[i] for i in sorted(own) if doc[i].tag_ in {"WDT", "WP", "WP$"} or doc[i].lower_ in {"where"}]
    if not pronouns or pronouns[0].lower_ not in {"which", "who", "whom", "whose", "where"}:
        return None
    pronoun = pronouns[0]
    if _of_event(noun, clause, pronoun) or _goes_on(noun, own, scope):
        return None
    noun = named
    if pronoun.lower_ == "where" and noun.dep_ == "conj":
        noun = noun.head  # "Kenya and Ghana, where …": both, whichever of them the parse took
        if len(children(noun, "conj")) != 1:
            return None
    own, dropped = with_closing_comma(noun, own, dropped, scope)
    words = noun_phrase(noun, before=min(own))
    when = scope.dated if pronoun.lower_ == "where" else frozenset()
    if (
        not words
        or noun.i not in words
        or not _antecedent_fits(noun, pronoun)
        or not stands_by(words, noun, min(own), when)
    ):
        return None
    predicated = subject(noun) if children(noun, "cop") and noun.pos_ == "NOUN" else None
    known = noun.pos_ == "PROPN" or any(w.lower_ == "the" for w in children(noun, "det"))
    if (
        predicated is not None
        and not known
        and predicated.pos_ in {"NOUN", "PROPN"}
        and is_plural(predicated) == is_plural(noun)
    ):
        words = noun_phrase(predicated) or words
    again = Restored(words)
    plural = plural_phrase(noun, words)
    lead = sorted(i for i in own if i < pronoun.i and i not in dropped)
    after = Cut("relative clause", clause.i, frozenset(own), frozenset(dropped))
    if relation(pronoun) == "nsubj" and pronoun.head.i == clause.i:
        if lead or not _agrees(clause, plural):
            return None
        return Cut(after.rule, clause.i, after.own, frozenset(dropped | {pronoun.i}), before=(again,), subject=(again,))
    if pronoun.tag_ == "WP$" or pronoun.lower_ == "whose":
        if lead:
            return None
        glue = possessive_ending(doc[words[-1]].text, plural=plural or noun.ent_type_ != "PERSON")
        return Cut(after.rule, clause.i, after.own, after.dropped, replace={pronoun.i: (Restored(words, glue),)})
    if lead and relation(pronoun) in {"nmod", "obl"} and pronoun.head.i in lead:
        if relation(pronoun.head) != "nsubj" or not children(noun, "det", "nmod:poss", "nummod"):
            return None  # "costumes, many of which they made"
        definite = (again,) if children(noun, "det", "nmod:poss") else (Added("the"), again)
        return Cut(after.rule, clause.i, after.own, after.dropped, replace={pronoun.i: definite})
    if subject(clause) is None:
        return None
    if relation(pronoun) == "obj" and pronoun.head.i == clause.i and not lead and _done_to(clause):
        return _with_object(after, pronoun, again, scope)
    case = [word.i for word in children(pronoun, "case")]
    if relation(pronoun) in {"obl", "nmod"} and case and set(lead) <= set(case):
        moved = Restored((*case, *words))
        return Cut(after.rule, clause.i, after.own, frozenset(dropped | {pronoun.i} | set(case)), after=(moved,))
    if pronoun.lower_ == "where" and not lead and _is_place(noun) and clause.i not in scope.cues:
        place = Added("at" if noun.ent_type_ in {"ORG", "FAC"} else "in")
        return Cut(after.rule, clause.i, after.own, frozenset(dropped | {pronoun.i}), after=(place, again))
    return None


def _with_object(cut: Cut, pronoun: Token, again: Restored, scope: Scope) -> Cut:
    """Put the object back behind its verb: "Telebit, which she led until 2001" makes "she led Telebit until 2001"."""
    clause = scope.doc[cut.head]
    last = max([clause.i, *(w.i for w in children(clause, "compound") if w.dep_ == "compound:prt")])
    rest = [i for i in sorted(cut.own) if i > last and i not in cut.dropped]
    dropped = cut.dropped | {pronoun.i}
    if rest:
        return Cut(cut.rule, cut.head, cut.own, dropped, insert={rest[0]: (again,)})
    return Cut(cut.rule, cut.head, cut.own, dropped, after=(again,))


def _done_to(clause: Token) -> bool:
    """Return whether a relative clause tells what somebody does to its noun; what is rejected is often a statement."""
    noun = subject(clause)
    clear = noun is not None and (noun.pos_ in {"PRON", "PROPN"} or bool(children(noun, "det", "nmod:poss")))
    return clear and lemma(clause.text) not in listed("sayings", "whole") | listed("sayings", "plain")


def _name_described(noun: Token) -> Token:
    """Return the name that a relative clause after its apposition goes with: "Telebit, a maker of modems, which …"."""
    top = noun
    while top.dep_ == "nmod" and top.head.i < top.i and top.head.pos_ == "NOUN":
        top = top.head
    name = top.head
    return name if top.dep_ == "appos" and name.pos_ == "PROPN" and not children(name, "conj") else noun


def _of_event(noun: Token, clause: Token, pronoun: Token) -> bool:
    """Return whether "which" takes up the whole clause before it: "…, which would lead to delays"."""
    if pronoun.lower_ != "which" or relation(pronoun) != "nsubj" or relation(noun) in {"nsubj", "ROOT"}:
        return False
    verb = lemma(clause.text) if clause.pos_ in {"VERB", "AUX"} else ""
    of = {i for c in children(noun, "nmod") if [w.lower_ for w in children(c, "case")] == ["of"] for i in subtree(c)}
    beside = all(is_punct(noun.doc[i]) or i in of for i in range(noun.i + 1, leftmost(clause).i))
    if (noun.ent_type_ and beside) or verb not in listed("relatives", "of_the_event"):
        return False
    return verb not in listed("relatives", "with_predicate") or bool(children(clause, "xcomp", "ccomp", "iobj"))


def _goes_on(noun: Token, own: set[int], scope: Scope) -> bool:
    """Return whether more of the clause seems to follow before the main verb: "X, which flies, in July, has …"."""
    if relation(noun) != "nsubj" or noun.head.i < max(own):
        return False
    rest = [scope.doc[i] for i in range(max(own) + 1, noun.head.i)]
    return bool(rest) and rest[0].tag_ in {"IN", "TO"} and any(token.text == "," for token in rest)


def _two_candidates(noun: Token, clause: Token, own: set[int]) -> bool:
    """Return whether "which" may go with another noun of the phrase: "the agreement between the firms, which set …".

    The verb's number, or a person beside a thing, tells them apart; if neither does, the attachment is in doubt.
    """
    other = noun.head if noun.dep_ == "nmod" and noun.head.pos_ in {"NOUN", "PROPN"} else None
    for child in children(noun, "nmod"):
        if child.dep_ == "nmod" and noun.i < child.i < min(own) and not in_one_name(noun, child):
            other = child
            if any(w.i < min(own) for w in children(child, "conj")) and not is_plural(noun):
                return True  # "the home of trams and the tram 12, which …"
    if other is None or "PERSON" in {noun.ent_type_, other.ent_type_}:
        return False
    who = any(w.lower_ in {"who", "whom"} for w in clause.subtree if w.i < clause.i)
    if who and (other.ent_type_ or noun.ent_type_ in {"ORG", "GPE", "LOC"}):
        return other.ent_type_ not in {"ORG", "GPE", "LOC", "FAC"}  # only people are "who"
    if any(w.lower_ in {"like", "as"} for w in [*children(other, "case"), *children(noun, "case")]):
        return False
    word = first_finite(clause)
    tells = word is not None and (word.tag_ in {"VBZ", "VBP"} or word.lower_ in {"was", "were"})
    return not (tells and is_plural(noun) != is_plural(other))


def _without_tail(clause: Token, own: set[int], dropped: set[int], scope: Scope) -> tuple[set[int], set[int]]:
    """Give back what a parse hangs on a relative clause after a further comma: "X, who denied it, to six years"."""
    doc = scope.doc
    noun = clause.head
    said_before = noun.dep_ == "nsubj" and noun.head.i < noun.i  # "…, said Ana Ruiz, whose side is ninth, a point up"
    if said_before or any(i > max(own) and not is_punct(doc[i]) for i in scope.words):
        return own, dropped
    for child in children(clause, "obl", "advmod", "xcomp"):
        start = min((i for i in subtree(child) if not is_punct(doc[i])), default=child.i)
        before = previous_word(doc[start])
        if child.i > clause.i and before is not None and before.text == "," and before.i in own:
            keep = {i for i in own if i <= before.i}
            return keep, (dropped & keep) | {before.i}
    return own, dropped


def _antecedent_fits(noun: Token, pronoun: Token) -> bool:
    person = pronoun.lower_ in {"who", "whom"}
    if noun.pos_ not in {"NOUN", "PROPN", "NUM"} and noun.lower_ not in {"those", "many", "others", "most", "some"}:
        return False
    if person and noun.ent_type_ in {"LOC", "GPE"}:
        return False
    return not (pronoun.lower_ == "which" and noun.ent_type_ == "PERSON")


def _agrees(clause: Token, plural: bool) -> bool:
    """Return whether the relative clause's verb agrees with its antecedent: if not, the attachment is in doubt."""
    word = first_finite(clause)
    if word is None:
        return False
    if word.tag_ == "VBZ" or word.lower_ == "was":
        return not plural
    if word.tag_ == "VBP" or word.lower_ == "were":
        return plural
    return True


def _is_place(noun: Token) -> bool:
    return noun.ent_type_ in {"LOC", "GPE", "FAC", "ORG"} or lemma(noun.text, "NOUN") in {
        "city", "town", "country", "state", "region", "province", "village", "area", "district", "capital", "hospital",
        "island", "county", "building", "house", "university", "school", "camp", "court", "airport", "port", "base",
    }  # fmt: skip
