"""From a sentence to drafts: the rules propose cuts, the engine keeps those that nest, and writes the drafts.

Splitting rules on a parse follow DisSim (Niklaus et al., 2019, "Transforming Complex Sentences into a Semantic
Hierarchy") and MinIE (Gashteovski et al., 2017); what is held together is a fact-checking desk's choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from pipeline.claims.draft import Draft, Item, Word
from pipeline.claims.splitting.adverbials import absolutes, contrasts, fronted_participle, participles_of_subject
from pipeline.claims.splitting.contents import Saying, contents
from pipeline.claims.splitting.coordination import coordinated, side_by_side
from pipeline.claims.splitting.cut import Cut, Rule, Scope
from pipeline.claims.splitting.modifiers import appositions, participles_of_nouns
from pipeline.claims.splitting.relatives import relatives
from pipeline.claims.syntax import children, is_clause, is_finite, is_punct, mark, subject

__all__ = ["split", "whole"]

RULES: tuple[Rule, ...] = (
    coordinated,
    side_by_side,
    contrasts,
    absolutes,
    participles_of_subject,
    relatives,
    participles_of_nouns,
    appositions,
)


SUBORDINATE = {"although", "because", "if", "since", "though", "unless", "whereas", "while"}
"""What no main clause opens with: "Since the trips …" has lost its own."""


def whole(sentence: Span) -> Draft:
    """Return the sentence as one draft."""
    words = tuple(token.i for token in sentence if not token.is_space)
    return Draft(tuple(Word(i) for i in words), sentence.root.i, frozenset(words))


def split(
    sentence: Span, *, sayings: Iterable[Saying] = (), dated: Iterable[int] = (), refused: Iterable[int] = ()
) -> list[Draft]:
    """Split a sentence into drafts, in the order of the text.

    Parameters
    ----------
    sentence
        One sentence of a parsed text.
    sayings
        What is said in it by whom; a content that can be checked becomes a draft of its own, one that can't is kept
        whole.
    dated
        Indices of tokens that belong to a date.
    refused
        Heads of cuts that were tried and did not give a sound row.

    Returns
    -------
    list of Draft
        One draft, the whole sentence, where nothing is to be split or the parse is in doubt.
    """
    words = frozenset(token.i for token in sentence if not token.is_space)
    if not words:
        return []
    sayings = tuple(sayings)
    base = whole(sentence)
    repaired = fronted_participle(sentence)
    root, made = sentence.root, []
    if repaired is not None and not any(saying.checkable for saying in sayings):
        root, made = repaired[0], [repaired[1]]
    elif in_doubt(sentence):
        return [base]
    if any(cut.head in set(refused) for cut in made):
        return [base]
    scope = Scope(sentence.doc, words, root.i, dated=frozenset(dated))
    scope.protected = tuple(
        frozenset(i for i in saying.content - saying.loose if not is_punct(sentence.doc[i]))
        for saying in sayings
        if not saying.checkable
    )
    scope.contents = tuple(saying.content for saying in sayings)
    scope.cues = frozenset(i for saying in sayings for i in saying.cue)
    cuts = [*made, *_cuts(root, scope, sayings, frozenset(refused), made)]
    return _drafts(Draft(base.items, root.i, base.covers), cuts, scope)


def in_doubt(sentence: Span) -> bool:
    """Return whether a parse shows signs of having gone wrong, so that nothing should be split on it."""
    root = sentence.root
    if any(token.dep_ in {"reparandum", "orphan", "goeswith", "dislocated"} for token in sentence):
        return True
    if not is_clause(root) and not any(is_clause(child) for child in children(root, "conj", "parataxis")):
        return True
    if mark(root) in SUBORDINATE:
        return True
    return not is_finite(root) or subject(root) is None


def _cuts(
    root: Token, scope: Scope, sayings: tuple[Saying, ...], refused: frozenset[int], made: Sequence[Cut] = ()
) -> list[Cut]:
    cuts: list[Cut] = list(made)
    queue = [root, *(scope.doc[cut.head] for cut in made)]
    seen: set[int] = set()
    while queue:
        head = queue.pop(0)
        if head.i in seen:
            continue
        seen.add(head.i)
        proposed = [cut for rule in RULES for cut in rule(head, scope)]
        for cut in [*contents(head, scope, sayings), *proposed]:
            fitted = _fitted(cut, cuts, scope) if cut.head not in refused else None
            if fitted is not None:
                cuts.append(fitted)
                if fitted.subject:
                    scope.subjects[fitted.head] = fitted.subject
                queue.append(scope.doc[fitted.head])
    return cuts[len(made) :]


def _fitted(cut: Cut, cuts: list[Cut], scope: Scope) -> Cut | None:
    """Return a cut that nests with those before it, none where it takes apart what must stay whole.

    Where only punctuation stands in the way (the sentence's stop, say), the cut does without it.
    """
    doc = scope.doc
    if cut.head in {other.head for other in cuts if other.own == cut.own}:
        return None
    solid = frozenset(i for i in cut.own if not is_punct(doc[i]))
    if not cut.own <= scope.words or not solid - cut.dropped:
        return None
    if any(solid & whole_saying and not whole_saying <= solid for whole_saying in scope.protected):
        return None
    shares = cut.rule == "coordination" and subject(doc[cut.head]) is None
    if shares and any((cut.head in c) != (doc[cut.head].head.i in c) for c in scope.contents):
        return None  # one is said, the other is not: they share no subject
    for other in cuts:
        if not cut.own & other.own or cut.own < other.own or other.own < cut.own:
            continue
        less = frozenset(i for i in cut.own if i in other.own or not is_punct(doc[i]))
        more = frozenset(i for i in cut.own if i not in other.own or not is_punct(doc[i]))
        if less < other.own:
            cut = replace(cut, own=less, dropped=cut.dropped & less)
        elif not more & other.own:
            cut = replace(cut, own=more, dropped=cut.dropped & more)
        else:
            return None
    return cut


def _drafts(base: Draft, cuts: list[Cut], scope: Scope) -> list[Draft]:
    taken: set[int] = set()
    for cut in cuts:
        taken |= cut.own
    silent = {i for cut in cuts for i in cut.silent}
    main = [i for i in base.words if i not in taken]
    drafts: list[Draft] = []
    if main:
        drafts.append(Draft(tuple(Word(i) for i in main if i not in silent), base.head, frozenset(main)))
    for cut in cuts:
        nested = {i for other in cuts if other.own < cut.own for i in other.own}
        covers = cut.own - nested
        drafts.append(Draft(tuple(_items(cut, covers, silent)), cut.head, frozenset(covers), (cut.rule,)))
    return sorted(drafts, key=lambda draft: min(draft.covers, default=0))


def _items(cut: Cut, covers: frozenset[int] | set[int], silent: set[int]) -> list[Item]:
    items: list[Item] = list(cut.before)
    for i in sorted(covers):
        items += cut.insert.get(i, ())
        if i in cut.replace:
            items += cut.replace[i]
        elif i not in cut.dropped and i not in silent:
            items.append(Word(i, cut.forms.get(i, "")))
    items += cut.after
    return items
