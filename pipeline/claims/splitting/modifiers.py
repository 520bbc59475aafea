"""What a noun phrase says on the side: participles and appositions that commas or dashes set off."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from pipeline.claims.draft import Added, Item, Restored
from pipeline.claims.inflection import be, finite, have, lemma
from pipeline.claims.lexicon import words as listed
from pipeline.claims.splitting.cut import Cut, Scope, noun_phrase, sets_off
from pipeline.claims.syntax import (
    DASHES,
    children,
    clause_words,
    first_finite,
    has_article,
    in_one_name,
    is_plural,
    is_punct,
    leftmost,
    next_word,
    opening_word,
    previous_word,
    relation,
    subject,
    subtree,
    takes_plural,
)

__all__ = [
    "appositions",
    "can_be_said_again",
    "nearest_name",
    "nominals",
    "opens_with",
    "participles_of_nouns",
    "plural_phrase",
    "possessive_ending",
    "set_off",
    "stands_by",
    "with_closing_comma",
]  # fmt: skip

MEASURES = {"%", "percent", "percentage", "euro", "dollar", "pound"}
"""Nouns of amounts: what is said of an amount is said of what has it."""
VAGUE = {
    "no", "any", "enough", "few", "fewer", "little", "less", "more", "another", "other", "such", "same", "each",
    "every", "either", "neither",
}  # fmt: skip


def nominals(head: Token, scope: Scope) -> Iterator[Token]:
    """Yield the nouns of a clause and of the time and cause clauses after it: those reached without entering another
    one.
    """
    for child in head.children:
        if child.i not in scope.words:
            continue
        name = child.dep_
        if relation(child) in {"ccomp", "parataxis", "csubj"} or name in {"acl:relcl", "mark", "punct"}:
            continue
        if relation(child) == "advcl" and (
            opening_word(child) not in {"as", "after", "because", "since", "when", "before", "to"} or child.i < head.i
        ):
            continue
        if relation(child) == "conj" and child.pos_ in {"VERB", "AUX"}:
            continue
        if relation(child) == "acl" and set_off(child, scope) is not None:
            continue
        if child.pos_ in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"}:
            yield child
        yield from nominals(child, scope)


def set_off(token: Token, scope: Scope) -> tuple[set[int], set[int]] | None:
    """Return the words of a modifier with the commas around it, and those commas; none where it is not set off."""
    doc = scope.doc
    own = subtree(token) & scope.words
    if not own or max(own) - min(own) + 1 > len(own) + sum(doc[i].is_space for i in range(min(own), max(own))):
        return None
    marks: set[int] = set()
    while own and is_punct(doc[max(own)]) and doc[max(own)].text not in {'"', "”", "’", ")"}:
        own.discard(max(own))
    if not own:
        return None
    first = doc[min(own)]
    if sets_off(first):
        marks.add(first.i)
    else:
        before = previous_word(first)
        if before is None or before.i not in scope.words or not sets_off(before):
            return None
        own.add(before.i)
        marks.add(before.i)
    opener = doc[min(marks)].text
    if opener in DASHES and sum(doc[i].text == opener for i in range(token.head.i, min(marks))) % 2:
        return None  # it closes an aside: "measures – tariffs and quotas – designed to" says which measures
    if any(doc[i].text in {'"', "“"} for i in own if i <= min(marks) + 1):
        return None
    after = next_word(doc[max(own)])
    if after is not None and after.i in scope.words:
        if after.text in ({")"} if opener == "(" else {",", "–", "—", "--", "-", "―"}):
            own.add(after.i)
            marks.add(after.i)
        elif not is_punct(after) and after.dep_ != "cc":
            return None
    return own, marks


def with_closing_comma(noun: Token, own: set[int], dropped: set[int], scope: Scope) -> tuple[set[int], set[int]]:
    """Leave the comma after a modifier where the phrase before the subject needs it: "In Doral, a suburb, X met"."""
    last = max(own)
    if last not in dropped or scope.doc[last].text != ",":
        return own, dropped
    top = noun
    while top.head.i in scope.words and top.head.i != top.i and relation(top) not in {"obl", "advcl", "nsubj", "obj"}:
        top = top.head
    subjects = [c for c in top.head.children if relation(c) == "nsubj"]
    if relation(top) in {"obl", "advcl"} and any(c.i > last for c in subjects):
        return own - {last}, dropped - {last}
    return own, dropped


def opens_with(clause: Token, own: set[int], scope: Scope) -> bool:
    """Return whether a participle opens its clause, adverbs aside: "its worst showing since 1995" is no clause."""
    before = [scope.doc[i] for i in own if i < clause.i and not is_punct(scope.doc[i])]
    return all(word.pos_ == "ADV" or word.head.pos_ == "ADV" for word in before)


def can_be_said_again(noun: Token) -> bool:
    """Return whether a phrase still says which one is meant: "a volcano", "few firms" and "other towns" do not."""
    if {w.lower_ for w in children(noun, "det", "amod", "advmod")} & VAGUE:
        return False
    article = any(w.lower_ in {"a", "an"} for w in children(noun, "det"))
    if noun.tag_ in {"CD", "SYM", "$"} or lemma(noun.text, "NOUN") in MEASURES:
        return False
    bare = not children(noun, "amod", "compound", "nmod", "nummod", "cop") and noun.pos_ == "NOUN"
    return not (article and bare)


def stands_by(words: Sequence[int], noun: Token, end: int, dated: Collection[int] = ()) -> bool:
    """Return whether nothing but a phrase's own words, or a date, stands between it and what is said of it."""
    between = {i for i in range(words[-1] + 1, end) if not is_punct(noun.doc[i])}
    when = {i for i in between if i in dated or (noun.doc[i].tag_ == "IN" and i + 1 in dated)}
    return between - when <= subtree(noun)


def plural_phrase(noun: Token, words: Sequence[int]) -> bool:
    """Return whether a phrase that is said again takes a plural verb: what "and" joins to it may not be in it."""
    joined = children(noun, "conj")
    if joined and not any(w.i in words for w in joined):
        return noun.tag_ == "NNS"
    return takes_plural(noun.head, noun) if relation(noun) == "nsubj" else is_plural(noun)


def possessive_ending(name: str, *, plural: bool) -> str:
    """Return what makes a name a possessor; "the head of the schools" ends in a common noun, "Ed Jones" does not."""
    return "'" if name.endswith("s") and (plural or name.split()[-1].islower()) else "'s"


def nearest_name(noun: Token, clause: Token, own: set[int]) -> Token:
    """Return the name in "moves like Operation X, which …" where the verb's number does not tell which one is meant.

    Parameters
    ----------
    noun
        The noun that the parse hangs the clause on.
    clause
        The relative or participle clause.
    own
        The words of the clause, commas included.
    """
    word = first_finite(clause)
    if word is not None and (word.tag_ in {"VBZ", "VBP"} or word.lower_ in {"was", "were"}):
        return noun
    for child in children(noun, "nmod"):
        like = {w.lower_ for w in children(child, "case")} & {"like", "as"}
        if (
            like
            and child.pos_ == "PROPN"
            and not children(child, "conj")
            and stands_by(sorted(i for i in subtree(child) if i < min(own)), child, min(own))
        ):
            return child
    return noun


def participles_of_nouns(head: Token, scope: Scope) -> Iterator[Cut]:
    """Yield participles set off after their noun: "a declaration, signed by 18 countries, …"."""
    for noun in nominals(head, scope):
        for clause in children(noun, "acl"):
            if (
                clause.dep_ != "acl"
                or clause.i < noun.i
                or clause.tag_ not in {"VBN", "VBG"}
                or subject(clause) is not None
            ):
                continue
            found = set_off(clause, scope)
            if found is None or children(clause, "mark"):
                continue
            own, dropped = found
            if (
                not opens_with(clause, own, scope)
                or clause_words(own, scope.doc) < 3
                or not children(clause, "obj", "obl", "xcomp", "advcl")
            ):
                continue
            own, dropped = with_closing_comma(noun, own, dropped, scope)
            named = nearest_name(noun, clause, own) if clause.tag_ == "VBN" else noun
            words = noun_phrase(named, before=min(own))
            if not words or named.i not in words or noun.pos_ == "PRON" or not can_be_said_again(named):
                continue
            if named == noun and (_other_noun_between(noun, min(own)) or _of_outer_noun(noun)):
                continue
            if not stands_by(words, named, min(own)):
                continue
            noun = named
            again = (Restored(words),)
            if clause.tag_ == "VBN":
                plural = plural_phrase(noun, words)
                past = _past(clause, head, scope)
                helping = (
                    (have(plural=plural), "been") if not past and _lasts(clause) else (be(plural=plural, past=past),)
                )
                yield Cut(
                    "participle",
                    clause.i,
                    frozenset(own),
                    frozenset(dropped),
                    before=(*again, *map(Added, helping)),
                    subject=again,
                )
                continue
            form = _finite_like(clause, head, plural=plural_phrase(noun, words))
            if form:
                yield Cut(
                    "participle",
                    clause.i,
                    frozenset(own),
                    frozenset(dropped),
                    before=again,
                    forms={clause.i: form},
                    subject=again,
                )


def appositions(head: Token, scope: Scope) -> Iterator[Cut]:
    """Yield appositions set off by commas: "Nayib Bukele, the president of El Salvador, …"."""
    for noun in nominals(head, scope):
        beside = [w for w in children(noun, "appos") if not _bracketed(w)]
        if len(beside) != 1:
            continue
        other = beside[0]
        found = set_off(other, scope)
        if found is None or not _apposition_stands(noun, other, scope):
            continue
        own, dropped = with_closing_comma(noun, *found, scope)
        words = noun_phrase(noun, before=min(own))
        if not words or noun.i not in words or scope.doc[min(own)].text == "(":
            continue
        form = be(plural=is_plural(noun), past=_was(other, own, scope))
        before: tuple[Item, ...] = (Restored(words), Added(form))
        yield Cut("apposition", other.i, frozenset(own), frozenset(dropped), before=before)


def _bracketed(token: Token) -> bool:
    before = previous_word(leftmost(token))
    return leftmost(token).text == "(" or (before is not None and before.text == "(")


def _apposition_stands(noun: Token, other: Token, scope: Scope) -> bool:
    """Return whether an apposition is a fact of its own, surely of this noun.

    Another name is none: without it the rest would not say who. Of people, an office, an age or a trade is none.
    """
    doc = scope.doc
    if not can_be_said_again(noun) or noun.i in scope.dated:
        return False
    if noun.dep_ == "nmod" and noun.head.pos_ in {"NOUN", "PROPN"} and noun.ent_type_ != "PERSON":
        return False
    if other.i < noun.i or other.pos_ != "NOUN" or noun.pos_ != "PROPN":
        return False
    if noun.ent_type_ != "PERSON" and other.lower_ in listed("appositions", "humans"):
        return False  # "the first woman to win the Salo Prize, the first person to win it twice, and …"
    if _other_noun_between(noun, other.i, of=False):
        return False
    if noun.ent_type_ not in {"ORG", "GPE", "LOC", "FAC"} and not _tells_a_fact(other, scope):
        return False
    if children(noun, "conj") or any(w.pos_ == "PROPN" for w in children(other, "conj")) or children(other, "cop"):
        return False
    if noun.dep_ == "conj" or children(other, "cc") or children(other, "case"):
        return False
    words = [i for i in sorted(subtree(other)) if not is_punct(doc[i])]
    if any(i in scope.dated for i in words[:2]):
        return False
    if is_plural(noun) != (other.tag_ in {"NNS", "NNPS"}):
        return False
    if children(other, "conj") and not has_article(other):
        return False
    article = has_article(other) or doc[words[0]].lower_ in {"one", "former", "chief", "head", "director", "president"}
    return len(words) >= 2 and (article or (noun.ent_type_ == "PERSON" and bool(children(other, "nmod"))))


def _tells_a_fact(other: Token, scope: Scope) -> bool:
    """Return whether an apposition holds more than an office or a kind: a clause, a figure, a date, a superlative."""
    below = [token for token in other.subtree if token.i in scope.words]
    return any(
        token.dep_ in {"acl", "acl:relcl"}
        or token.tag_ in {"CD", "JJS", "RBS"}
        or token.i in scope.dated
        or (token.lower_ in {"first", "only", "sole"} and token.head.i == other.i)
        for token in below
    )


def _of_outer_noun(noun: Token) -> bool:
    """Return whether a participle may be of the noun before: "deaths due to drugs, linked to gangs"."""
    case = min(children(noun, "case"), key=lambda word: word.i, default=None)
    before = previous_word(case) if case is not None else None
    causes = {"due", "from", "by", "for", "against", "because"}
    if case is None or before is None or noun.pos_ != "NOUN":
        return False
    return before.pos_ == "NOUN" and case.lower_ in causes


def _other_noun_between(noun: Token, end: int, *, of: bool = True) -> bool:
    """Return whether a prepositional phrase stands between a noun and what is said of it: it may go with either."""
    between = [c for c in children(noun, "nmod") if noun.i < c.i < end and c.dep_ != "nmod:poss"]
    between = [c for c in between if not in_one_name(noun, c)]
    return any(not of or {w.lower_ for w in children(c, "case")} != {"of"} for c in between)


def _finite_like(clause: Token, main: Token, *, plural: bool) -> str:
    """Return a present participle in the tense of the main verb, empty where that is no plain tense."""
    word = first_finite(main)
    if word is None or word.tag_ == "MD" or lemma(clause.text) in listed("participles", "not_finite"):
        return ""
    if word.i != main.i and not children(main, "cop") and word.lower_ not in {"was", "were", "did"}:
        return ""
    return finite(clause.text, "VBD" if word.tag_ == "VBD" else "VBP" if plural else "VBZ")


def _past(clause: Token, main: Token, scope: Scope) -> bool:
    """Return whether a passive participle tells of the past: it does unless it is a state beside a present verb."""
    word = first_finite(main)
    if word is not None and (word.tag_ == "VBD" or word.lower_ in {"had"}):
        return True
    if any(i in scope.dated for i in subtree(clause)):
        return True
    if any(
        w.lower_ in {"until", "during", "originally", "formerly", "initially", "previously"} for w in clause.subtree
    ):
        return True
    return lemma(clause.text) not in listed("participles", "of_state")


def _lasts(clause: Token) -> bool:
    """Return whether a participle tells of a stretch of time up to now: "known for many years as", "used since"."""
    lengths = {"year", "decade", "century", "month", "week", "generation"}
    return any(
        lemma(word.text, "NOUN") in lengths and any(w.lower_ == "for" for w in children(word, "case"))
        for word in children(clause, "obl")
    ) or any(w.lower_ == "since" for w in clause.subtree)


def _was(other: Token, own: set[int], scope: Scope) -> bool:
    words = {scope.doc[i].lower_ for i in own}
    return bool(words & {"then", "formerly", "once"})
