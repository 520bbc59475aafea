"""Is a sentence a claim? If not, why: every sentence that gives no row is kept with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from pipeline.claims.asking import asks, leads_to_question, only_asked, statement_around_question
from pipeline.claims.inflection import finite, lemma
from pipeline.claims.lexicon import phrases, words
from pipeline.claims.syntax import FINITE, children, is_negated, is_punct, is_subject, mark, subject
from pipeline.schema import BlockKind, Figure

__all__ = ["Unit", "content_words", "heads_references", "reason_to_leave_out"]


@dataclass(frozen=True)
class Unit:
    """A sentence of one block, white space at its ends left out."""

    span: Span
    block: BlockKind
    section: str = ""
    worth: float = 0.0
    alone: bool = False
    """It is all of its block."""
    repeated: bool = False
    """Its block only repeats words of another one."""
    dateline: bool = False
    """It is the dateline of its block."""

    @property
    def start(self) -> int:
        """First character."""
        return int(self.span.start_char)

    @property
    def end(self) -> int:
        """Character after the last."""
        return int(self.span.end_char)


_SHORT = 6
"""Words of a heading that says no more than what comes."""
_REPLIES = {"yes", "no", "yeah", "so", "too", "not", "there", "do", "does", "did", "have", "has", "had"}
_FUNCTION = {"DET", "ADP", "AUX", "PRON", "CCONJ", "SCONJ", "PART", "PUNCT", "SPACE", "SYM", "INTJ"}


def content_words(span: Iterable[Token]) -> set[str]:
    """Return the dictionary forms of a text's nouns, names, verbs, adjectives and numbers."""
    found = set()
    for token in span:
        if token.pos_ in _FUNCTION or is_punct(token):
            continue
        pos = {"VERB": "VERB", "NOUN": "NOUN", "ADJ": "ADJ", "ADV": "ADV"}.get(token.pos_, "")
        found.add(lemma(token.text, pos) if pos else token.lower_)
    return found


def heads_references(text: str) -> bool:
    """Return whether a heading stands over what was read or what is offered besides the article ("Sources")."""
    return " ".join(text.lower().split()).strip(" :") in words("notices", "sections")


def reason_to_leave_out(
    unit: Unit, *, figures: Sequence[Figure], body: Sequence[set[str]], quoted: bool = False
) -> str:
    """Return why a sentence is no claim, an empty string where it is one.

    Parameters
    ----------
    unit
        The sentence.
    figures
        The figures in it.
    body
        Content words of each sentence of the running text, against which headings are held.
    quoted
        It is said by somebody in the article: advice in it is then worth a row.

    Returns
    -------
    str
        ``question``, ``instruction``, ``teaser``, ``greeting``, ``notice``, ``date line``, ``heading repeats the
        text``, ``heading names a topic``, ``repeats the text``, ``caption`` or ``no assertion``.
    """
    text = unit.span.text.strip()
    tokens = [token for token in unit.span if not token.is_space]
    if not any(c.isalpha() for c in text):
        return "no assertion"
    if unit.repeated and unit.block not in {"headline", "heading"}:
        return "repeats the text"
    if unit.dateline or _only_date(unit, figures):
        return "date line"
    if re.search(r"\?[\"”’')\]]*$", text) and not statement_around_question(unit.span):
        return "question"
    lower = text.lower().lstrip("\"“‘'([•*·- ")
    if _opens(lower, "greetings", "openings", whole=True):
        return "greeting"
    if (not _asserts(unit.span) or unit.alone or unit.block == "caption") and _notice(lower, unit):
        return "notice"
    if heads_references(unit.section):
        return "notice"
    if _opens(lower, "teasers", "openings") or _withholds_subject(unit.span):
        return "teaser"
    if _signs(unit.span) or re.fullmatch(r"[A-Z][A-Z.'’ -]+(?:\([^()]+\))?:", text):
        return "says who is speaking"
    if unit.block in {"headline", "heading"}:
        return _heading(unit, figures, body)
    if _instructs(unit.span) and not quoted:
        return "instruction"
    if asks(unit.span) or leads_to_question(unit.span) or only_asked(unit.span):
        return "question"
    if _only_says(unit.span):
        return "says who is speaking"
    if _does_not_know(unit.span) or _answers_alone(tokens) or _leaves_verb_out(unit.span):
        return "no assertion"
    if not _asserts(unit.span):
        if unit.block == "caption":
            return "caption"
        if not _is_aim(unit.span) and _may_assert(tokens, least=10 if unit.alone else 6):
            return ""
        stated = [f for f in figures if f.kind not in {"date", "duration", "ordinal"}]
        root = unit.span.root
        aims = root.tag_ == "VBG" or (root.pos_ == "NOUN" and bool(children(root, "case")))
        measured = any(f.kind in {"money", "percentage"} for f in stated) and root.tag_ != "VBG"
        if not stated or len(tokens) < 3 or (aims and not measured):
            return "no assertion"  # "In a school of 50 pupils.", "Giving 200 families a home."
    return ""


def _opens(text: str, table: str, key: str, *, whole: bool = False) -> bool:
    for phrase in phrases(table, key):
        if text.startswith(phrase):
            rest = text[len(phrase) :]
            if rest and (rest[0].isalnum() or rest[0] in "'’-"):
                continue
            if (
                not whole
                or not rest.strip(' .!,”"’')
                or (phrase.count(" ") and phrase != "of course" and len(rest.split()) < 6)
            ):
                return True
            if (
                phrase in {"hello", "hi", "thanks", "thank you", "dear readers", "dear reader"}
                and len(rest.split()) < 12
            ):
                return True
    return False


def _notice(text: str, unit: Unit) -> bool:
    if _opens(text, "notices", "labels"):
        return ":" in text[:30] or not _asserts(unit.span)
    if not _opens(text, "notices", "openings"):
        return False
    first = next((token for token in unit.span if not is_punct(token)), unit.span[0])
    if first.lower_ == "by":
        return len(text.split()) <= 8 and not text.rstrip(' )]"”').endswith((".", "!"))
    return ":" in text[:30] or not _asserts(unit.span) or len(text.split()) < 12


def _only_date(unit: Unit, figures: Sequence[Figure]) -> bool:
    left = unit.span.text
    for figure in figures:
        if figure.kind == "date":
            left = left.replace(figure.text, "")
    return left != unit.span.text and not re.sub(
        r"\b(?:on|updated|published|at|gmt|utc|et)\b|[\W\d]", "", left, flags=re.I
    )


def _asserts(span: Span) -> bool:
    """Return whether a sentence has a finite verb with a subject outside its relative clauses."""
    if _is_aim(span):
        return False
    for token in span:
        if token.tag_ in FINITE and not token.is_space:
            head = token.head if token.dep_ in {"aux", "aux:pass", "cop"} else token
            while head.dep_ == "conj":
                head = head.head
            if head.dep_ in {"acl:relcl", "advcl:relcl", "acl"}:
                continue
            if subject(head) is not None or head.dep_ in {"ROOT", "conj", "parataxis", "ccomp"}:
                return True
    return False


def _is_aim(span: Span) -> bool:
    """Return whether a line only names what is to be done: "Cutting the tax once it is due"."""
    root = span.root
    others = children(root, "aux", "nsubj", "csubj", "expl", "cop", "conj", "parataxis", "ccomp")
    return root.tag_ == "VBG" and not others


def _may_assert(tokens: Sequence[Token], *, least: int) -> bool:
    """Return whether a sentence that the parse finds no verb in may have one: "The author works in Leeds"."""
    if len(tokens) < least or tokens[-1].text not in {".", "!"} or not tokens[0].text[:1].isupper():
        return False
    return any(
        token.tag_ in {"NNS", "VBN", "VBD"}
        and not token.ent_type_
        and not any(above.dep_ == "acl:relcl" for above in [token, *token.ancestors])
        and token.i > tokens[1].i
        and finite(token.text, "VBZ")
        and not children(token, "det", "amod", "case")
        for token in tokens
    )


def _withholds_subject(span: Span) -> bool:
    """Return whether a headline in Title Case names its subject nowhere: "Now They Want Their Money Back"."""
    root, noun = span.root, subject(span.root)
    bare = noun is not None and noun.lower_ in {"they", "he", "she", "it"} and not children(noun, "acl:relcl")
    return _is_titled(span) and bare and root.i > span.start and not any(token.ent_type_ == "PERSON" for token in span)


def _is_titled(span: Span) -> bool:
    """Return whether a line is in Title Case."""
    long = [token for token in span if token.is_alpha and len(token) > 3]
    return len(long) > 1 and all(token.text[0].isupper() for token in long) and not span.text.isupper()


def _names_topic(span: Span) -> bool:
    """Return whether a short line in Title Case speaks of nobody by name: "City Schools Feel the Pain"."""
    named = any(token.ent_type_ for token in span)
    return _is_titled(span) and not named and len([t for t in span if not is_punct(t)]) <= _SHORT


def _heading(unit: Unit, figures: Sequence[Figure], body: Sequence[set[str]]) -> str:
    own = content_words(unit.span)
    if not own:
        return "no assertion"
    if asks(unit.span):
        return "question"
    best = max((len(own & sentence) / len(own) for sentence in body), default=0.0)
    everywhere = set().union(*body) if body else set()
    numbers = {token.text for token in unit.span if token.like_num and any(c.isdigit() for c in token.text)}
    spread = len(own & everywhere) / len(own)
    repeated = best >= 0.6 or (spread >= 0.75 and best >= 0.4) or (unit.block == "headline" and spread >= 0.6)
    repeated = repeated or _repeated_in_parts(unit.span, body)
    if repeated and all(number.lower() in everywhere for number in numbers):
        return "heading repeats the text"
    if _asserts(unit.span) and _names_topic(unit.span) and not figures:
        return "heading names a topic"
    if not _asserts(unit.span) and not any(f.kind not in {"date", "duration", "ordinal"} for f in figures):
        return "no assertion"
    return ""


def _repeated_in_parts(span: Span, body: Sequence[set[str]]) -> bool:
    """Return whether the text has each part of a heading, or a part only asks: "Two dead, 40 hurt: What we know"."""
    parts: list[list[Token]] = [[]]
    for token in span:
        if token.text in {",", ":", ";", "–", "—"}:
            parts.append([])
        else:
            parts[-1].append(token)
    told = []
    for part in parts:
        if not part or part[0].tag_ in {"WP", "WRB", "WDT"}:
            continue
        own = content_words(part)
        told.append(len(own) > 1 and max((len(own & sentence) / len(own) for sentence in body), default=0.0) >= 0.8)
    return bool(told) and all(told)


def _instructs(span: Span) -> bool:
    """Return whether a sentence tells its reader to do something: a base form without a subject at its start."""
    root = span.root
    if root.tag_ != "VB" or any(is_subject(child) for child in root.children) or mark(root) == "to":
        return False
    if any(
        child.dep_ in {"aux", "aux:pass"} and child.lower_ not in {"do", "let", "n't", "don't"}
        for child in root.children
    ):
        return False
    before = [token for token in span if token.i < root.i and not is_punct(token)]
    return all(
        token.pos_ in {"ADV", "INTJ", "AUX", "PART", "CCONJ"} or token.lower_ in {"please", "do", "not"}
        for token in before
    )


def _only_says(span: Span) -> bool:
    """Return whether a sentence only says whose a quotation beside it is: "The minister stated:", "… Hale tweeted."."""
    root = span.root
    beside = span.text.rstrip()[-1:] in {",", ":"} or _follows_quotation(span)
    puts = lemma(root.text) in {"ask", "wonder"} and _follows_quotation(span)
    if not beside or not (puts or lemma(root.text) in words("sayings", "plain")):
        return False
    asked = words("sayings", "of_questions")  # "When asked by reporters whether he would, the minister said:"
    told = [clause for clause in children(root, "advcl") if clause.lower_ not in asked or clause.i > root.i]
    return not told and not children(root, "ccomp", "xcomp", "parataxis", "conj", *(() if puts else ("obj",)))


def _follows_quotation(span: Span) -> bool:
    """Return whether a quotation that has ended as speech does stands right before: "“We won!” Hale told them."."""
    before = span.doc[max(0, span.start - 2) : span.start]
    return (
        len(before) > 1
        and before[1].text in {'"', "”", "’", "'"}
        and before[0].text[-1:] in {"!", "?", ",", "…", "—", "'", "’"}
    )


def _signs(span: Span) -> bool:
    """Return whether a line says whose a quotation above is: "— Ana Ruiz, on the new dam"."""
    tokens = [token for token in span if not token.is_space]
    if len(tokens) < 2 or tokens[0].text not in {"—", "–", "―", "-", "--"} or tokens[1].ent_type_ != "PERSON":
        return False
    after = next((token for token in tokens[1:] if token.ent_type_ != "PERSON"), None)
    return after is None or after.text in {",", ".", "("}


def _does_not_know(span: Span) -> bool:
    """Return whether a sentence is only "I don't know"."""
    root = span.root
    noun = subject(root)
    if lemma(root.text) != "know" or noun is None or noun.lower_ not in {"i", "we"} or not is_negated(root):
        return False
    return not children(root, "ccomp", "obj", "obl")


def _answers_alone(tokens: Sequence[Token]) -> bool:
    """Return whether a reply says nothing without what was said before it: "No, it isn't.", "They cannot."."""
    said = [token for token in tokens if not is_punct(token)]
    empty = {"PRON", "AUX", "PART", "INTJ"}
    stops = tokens[-1].text != ":"
    return (
        stops
        and any(t.pos_ in {"AUX", "VERB"} for t in said)
        and all(t.pos_ in empty or t.lower_ in _REPLIES for t in said)
    )


def _leaves_verb_out(span: Span) -> bool:
    """Return whether what is done stands in another sentence: "To some extent it already does."."""
    root, noun = span.root, subject(span.root)
    helps = root.lower_ in {"do", "does", "did", "will", "would", "can", "could", "has", "have", "had"}
    if not helps or noun is None or noun.pos_ != "PRON" or children(noun, "acl"):
        return False
    told = [c for c in root.children if not is_punct(c) and c != noun and c.i > root.i]
    return all(c.dep_ == "advmod" and not list(c.children) for c in told)


HEDGE_WORDS = words("hedges", "adverbs")
