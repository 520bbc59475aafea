"""What a noun phrase says on the side: relative clauses, participles and appositions that commas or dashes set off."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.claims.draft import Added, Item, Restored
from pipeline.claims.inflection import be, finite, lemma
from pipeline.claims.lexicon import words as listed
from pipeline.claims.splitting.cut import Cut, Scope, noun_phrase, sets_off
from pipeline.claims.syntax import (
    auxiliaries,
    children,
    clause_words,
    first_finite,
    has_article,
    is_finite,
    is_plural,
    is_punct,
    mark,
    next_word,
    previous_word,
    relation,
    subject,
    subtree,
)

__all__ = ["appositions", "nominals", "participles_of_nouns", "relatives"]


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
            mark(child) not in {"as", "after", "because", "since", "when", "before"} or child.i < head.i
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


def _with_closing_comma(noun: Token, own: set[int], dropped: set[int], scope: Scope) -> tuple[set[int], set[int]]:
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
    if cleft or _any_one(noun) or _two_candidates(noun, clause, own):
        return None
    pronouns = [doc[i] for i in sorted(own) if doc[i].tag_ in {"WDT", "WP", "WP$"} or doc[i].lower_ in {"where"}]
    if not pronouns or pronouns[0].lower_ not in {"which", "who", "whom", "whose", "where"}:
        return None
    pronoun = pronouns[0]
    noun = _nearest_name(noun, clause, own)
    own, dropped = _with_closing_comma(noun, own, dropped, scope)
    words = noun_phrase(noun, before=min(own))
    if not words or noun.i not in words or not _antecedent_fits(noun, pronoun):
        return None
    predicated = subject(noun) if children(noun, "cop") and noun.pos_ == "NOUN" else None
    if predicated is not None and predicated.pos_ in {"NOUN", "PROPN"} and is_plural(predicated) == is_plural(noun):
        words = noun_phrase(predicated) or words
    again = Restored(words)
    plural = is_plural(noun)
    lead = sorted(i for i in own if i < pronoun.i and i not in dropped)
    after = Cut("relative clause", clause.i, frozenset(own), frozenset(dropped))
    if relation(pronoun) == "nsubj" and pronoun.head.i == clause.i:
        if lead or not _agrees(clause, plural):
            return None
        return Cut(after.rule, clause.i, after.own, frozenset(dropped | {pronoun.i}), before=(again,), subject=(again,))
    if pronoun.tag_ == "WP$" or pronoun.lower_ == "whose":
        if lead:
            return None
        glue = "'" if plural and doc[words[-1]].text.endswith("s") else "'s"
        return Cut(after.rule, clause.i, after.own, after.dropped, replace={pronoun.i: (Restored(words, glue),)})
    if lead and relation(pronoun) in {"nmod", "obl"} and pronoun.head.i in lead:
        return Cut(after.rule, clause.i, after.own, after.dropped, replace={pronoun.i: (again,)})
    if subject(clause) is None:
        return None
    case = [word.i for word in children(pronoun, "case")]
    if relation(pronoun) in {"obl", "nmod"} and case and set(lead) <= set(case):
        moved = Restored((*case, *words))
        return Cut(after.rule, clause.i, after.own, frozenset(dropped | {pronoun.i} | set(case)), after=(moved,))
    if pronoun.lower_ == "where" and not lead and _is_place(noun):
        return Cut(after.rule, clause.i, after.own, frozenset(dropped | {pronoun.i}), after=(Added("in"), again))
    return None


def _two_candidates(noun: Token, clause: Token, own: set[int]) -> bool:
    """Return whether "which" may go with another noun of the phrase: "the agreement between the firms, which set …".

    The verb's number, or a person beside a thing, tells them apart; if neither does, the attachment is in doubt.
    """
    other = noun.head if noun.dep_ == "nmod" and noun.head.pos_ in {"NOUN", "PROPN"} else None
    for child in children(noun, "nmod"):
        if child.dep_ == "nmod" and noun.i < child.i < min(own):
            other = child
    if other is None or "PERSON" in {noun.ent_type_, other.ent_type_}:
        return False
    if any(w.lower_ in {"like", "as"} for w in [*children(other, "case"), *children(noun, "case")]):
        return False
    word = first_finite(clause)
    tells = word is not None and (word.tag_ in {"VBZ", "VBP"} or word.lower_ in {"was", "were"})
    return not (tells and is_plural(noun) != is_plural(other))


def _any_one(noun: Token) -> bool:
    """Return whether a phrase is only "a volcano": said again alone, it could be any."""
    article = any(w.lower_ in {"a", "an"} for w in children(noun, "det"))
    return article and not children(noun, "amod", "compound", "nmod", "nummod", "cop") and noun.pos_ == "NOUN"


def _without_tail(clause: Token, own: set[int], dropped: set[int], scope: Scope) -> tuple[set[int], set[int]]:
    """Give back what a parse hangs on a relative clause after a further comma: "X, who denied it, to six years"."""
    doc = scope.doc
    if any(i > max(own) and not is_punct(doc[i]) for i in scope.words):
        return own, dropped
    for child in children(clause, "obl", "advmod", "xcomp"):
        start = min((i for i in subtree(child) if not is_punct(doc[i])), default=child.i)
        before = previous_word(doc[start])
        if child.i > clause.i and before is not None and before.text == "," and before.i in own:
            keep = {i for i in own if i <= before.i}
            return keep, (dropped & keep) | {before.i}
    return own, dropped


def _nearest_name(noun: Token, clause: Token, own: set[int]) -> Token:
    """Return the name in "moves like Operation X, which …" where the verb's number does not tell which one is meant."""
    word = first_finite(clause)
    if word is None or word.tag_ in {"VBZ", "VBP"} or word.lower_ in {"was", "were"}:
        return noun
    for child in children(noun, "nmod"):
        like = {w.lower_ for w in children(child, "case")} & {"like", "as"}
        if (
            like
            and child.pos_ == "PROPN"
            and not children(child, "conj")
            and next_word(rightmost_before(child, own)) is not None
        ):
            return child
    return noun


def rightmost_before(token: Token, own: set[int]) -> Token:
    """Return the last word of a subtree to the left of a modifier."""
    return token.doc[max(i for i in subtree(token) if i < min(own))]


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
            words = noun_phrase(noun, before=min(own))
            if not words or noun.i not in words or noun.pos_ == "PRON" or _any_one(noun):
                continue
            again = (Restored(words),)
            if clause.tag_ == "VBN":
                form = be(plural=is_plural(noun), past=_past(clause, head, scope))
                yield Cut(
                    "participle",
                    clause.i,
                    frozenset(own),
                    frozenset(dropped),
                    before=(*again, Added(form)),
                    subject=again,
                )
                continue
            form = _finite_like(clause, head, plural=is_plural(noun))
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
        beside = children(noun, "appos")
        if len(beside) != 1:
            continue
        other = beside[0]
        found = set_off(other, scope)
        if found is None or not _apposition_stands(noun, other, scope):
            continue
        own, dropped = _with_closing_comma(noun, *found, scope)
        words = noun_phrase(noun, before=min(own))
        if not words or noun.i not in words or scope.doc[min(own)].text == "(":
            continue
        form = be(plural=is_plural(noun), past=_was(other, own, scope))
        before: tuple[Item, ...] = (Restored(words), Added(form))
        yield Cut("apposition", other.i, frozenset(own), frozenset(dropped), before=before)


def _apposition_stands(noun: Token, other: Token, scope: Scope) -> bool:
    doc = scope.doc
    if _any_one(noun) or (noun.dep_ == "nmod" and noun.head.pos_ in {"NOUN", "PROPN"} and noun.ent_type_ != "PERSON"):
        return False
    if other.i < noun.i or other.pos_ not in {"NOUN", "PROPN"} or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    if children(noun, "conj") or any(is_name(w) for w in children(other, "conj")) or children(other, "cop"):
        return False
    if noun.dep_ == "conj" or children(other, "cc") or children(other, "case"):
        return False
    words = [i for i in sorted(subtree(other)) if not is_punct(doc[i])]
    if any(i in scope.dated for i in words[:2]):
        return False
    named = other.pos_ == "PROPN" and not children(other, "det")
    if named or is_plural(noun) != (other.tag_ in {"NNS", "NNPS"}):
        return False
    if children(other, "conj") and not has_article(other):
        return False
    article = has_article(other) or doc[words[0]].lower_ in {"one", "former", "chief", "head", "director", "president"}
    return len(words) >= 2 and (article or (noun.ent_type_ == "PERSON" and bool(children(other, "nmod"))))


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
    return noun.ent_type_ in {"LOC", "GPE", "FAC"} or lemma(noun.text, "NOUN") in {
        "city", "town", "country", "state", "region", "province", "village", "area", "district", "capital", "hospital",
        "island", "county", "building", "house", "university", "school", "camp", "court", "airport", "port", "base",
    }  # fmt: skip


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
    return lemma(clause.text) not in listed("participles", "of_state")


def _was(other: Token, own: set[int], scope: Scope) -> bool:
    words = {scope.doc[i].lower_ for i in own}
    return bool(words & {"then", "formerly", "once"})


def is_name(token: Token) -> bool:
    """Return whether a token heads a proper name."""
    return token.pos_ == "PROPN"


def plural_auxiliary(token: Token) -> bool:
    """Return whether a predicate's finite word is plural."""
    return any(word.lower_ in {"are", "were", "have", "do"} for word in auxiliaries(token))
