"""Which form a second verb has beside the first: the auxiliaries and the number that it shares with it, its voice."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.claims.inflection import finite, lemma
from pipeline.claims.lexicon import words
from pipeline.claims.syntax import auxiliaries, children, first_finite, is_plural, modal, subject

__all__ = [
    "NO_PASSIVE",
    "active_beside_passive",
    "agrees",
    "kept_auxiliaries",
    "needs_auxiliary",
    "passive_too",
    "voice_in_doubt",
]

COLLECTIVE = words("groups", "collective")
NO_PASSIVE, ACTIVE_ALONE = words("voice", "never_passive"), words("voice", "active_alone")
NEVER_ALONE, TOLD_TO = words("voice", "never_alone"), words("voice", "told_to")
_BE = {"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "’s", "’re"}


def needs_auxiliary(head: Token, other: Token, word: Token) -> bool:
    """Return whether a form that looks finite is a base form that leans on the first verb's modal."""
    return word.i == other.i and modal(head) is not None and other.tag_ == "VBP"


def active_beside_passive(head: Token, other: Token) -> bool:
    """Return whether a past form beside "was born" is no participle: "was born in Oslo, studied in Bergen"."""
    if other.tag_ not in {"VBN", "VBD"} or auxiliaries(other) or finite(other.text, "VBD") != other.lower_:
        return False
    if not any(word.lower_ in {"was", "were"} for word in children(head, "aux:pass")):
        return False
    verb = lemma(other.text)
    noun = subject(head)
    somebody = noun is not None and (noun.ent_type_ == "PERSON" or noun.lower_ in {"he", "she", "who"})
    return verb in NO_PASSIVE or (verb in ACTIVE_ALONE and somebody and not children(other, "obl:agent"))


def passive_too(head: Token, other: Token) -> bool:
    """Return whether a past form leans on the passive before it, having no object: "was dried and put away"."""
    told = lemma(other.text) in TOLD_TO and bool(children(other, "xcomp", "advcl"))  # "were warned and told to leave"
    objects = children(other, "obj", "ccomp") or (children(other, "xcomp") and not told)
    bare = other.tag_ in {"VBD", "VBN"} and not auxiliaries(other) and not objects
    passive = bool(children(head, "aux:pass")) and finite(other.text, "VBN") == other.lower_
    return bare and passive and (told or lemma(other.text) in NEVER_ALONE)


def voice_in_doubt(head: Token, other: Token) -> bool:
    """Return whether a past form may lean on the first verb's "was": "was arrested and charged"."""
    return (
        other.tag_ == "VBD"
        and not auxiliaries(other)
        and bool(children(head, "aux:pass"))
        and not children(other, "obj")
        and not passive_too(head, other)
        and not [c for c in children(head, "obl", "advcl", "xcomp") if head.i < c.i < other.i]
    )


def agrees(other: Token, word: Token, noun: Token | None) -> bool:
    """Return whether a finite verb agrees with the subject put back: if not, the parse has joined it to the wrong
    verb.
    """
    if noun is None or noun.lower_ in {"i", "you"}:
        return True
    first = first_finite(other.head)
    if word.tag_ == "VBP" and word.i == other.i and first is not None and first.tag_ == "VBD":
        return False
    if word.tag_ == "VBZ" or word.lower_ == "was":
        return not is_plural(noun)
    if word.tag_ == "VBP" or word.lower_ == "were":
        return is_plural(noun) or lemma(noun.text, "NOUN") in COLLECTIVE or noun.ent_type_ == "ORG"
    return True


def kept_auxiliaries(head: Token, other: Token) -> list[Token]:
    """Return the first predicate's auxiliaries that the second one needs, none where they do not fit its form."""
    words = [w for w in auxiliaries(head) if w.dep_ != "cop"]
    own = auxiliaries(other)
    if not words and other.tag_ in {"VBN", "VBG"} and not own:
        return [w for w in auxiliaries(head) if w.lower_ in _BE]  # "is a jet and scheduled to fly in May"
    if not words:
        return []
    form = own[0].tag_ if own else other.tag_
    if form == "VB" and head.tag_ == "VBN" and len(words) > 1 and other.lower_ == finite(other.text, "VBN"):
        form = "VBN"  # "could've scored and put it away"
    if form in {"VB", "VBP"}:
        fits = words[0].tag_ == "MD" or words[0].lower_ in {"do", "does", "did"}
        return words[:1] if fits else []
    if form == "VBN" or (form == "VBD" and head.tag_ == "VBN"):
        if own:
            return [w for w in words if w.lower_ not in {"been", "being", "be"}]
        return words if words[-1].lower_ in _BE | {"have", "has", "had", "'ve", "’ve"} else []
    if form == "VBG":
        return words if words[-1].lower_ in _BE else []
    return []
