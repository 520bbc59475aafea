"""English verb forms: a participle made finite, agreement, the forms of "be" and "have".

The dictionary is `lemminflect` (MIT; built on the SPECIALIST lexicon of the US National Library of Medicine).
"""

from __future__ import annotations

from functools import lru_cache

from lemminflect import getInflection, getLemma

__all__ = ["be", "finite", "have", "lemma", "same_word"]


@lru_cache(maxsize=32768)
def lemma(word: str, pos: str = "VERB") -> str:
    """Return the dictionary form of a word, itself where it has none."""
    found = getLemma(word.lower(), upos=pos)
    return str(found[0]) if found else word.lower()


_PREFERRED = {("bear", "VBN"): "borne", ("cost", "VBD"): "cost", ("cost", "VBN"): "cost", ("hang", "VBD"): "hung"}
"""Where the dictionary's first form is not what newspapers mean."""


@lru_cache(maxsize=4096)
def finite(word: str, tag: str) -> str:
    """Return a verb in another form.

    Parameters
    ----------
    word
        Any form of the verb.
    tag
        Penn tag of the form wanted: ``VBZ``, ``VBP``, ``VBD`` or ``VBN``.

    Returns
    -------
    str
        The form, or an empty string where the dictionary does not have the verb.
    """
    base = lemma(word)
    if not getLemma(word.lower(), upos="VERB", lemmatize_oov=False):
        return ""
    if (base, tag) in _PREFERRED:
        return _PREFERRED[base, tag]
    found = getInflection(base, tag=tag, inflect_oov=False)
    return str(found[0]) if found else ""


def be(*, plural: bool, past: bool) -> str:
    """Return the form of "be" for a third person."""
    if past:
        return "were" if plural else "was"
    return "are" if plural else "is"


def have(*, plural: bool) -> str:
    """Return the present of "have" for a third person."""
    return "have" if plural else "has"


@lru_cache(maxsize=8192)
def same_word(one: str, other: str) -> bool:
    """Return whether two words are forms of one verb, noun or adjective."""
    one, other = one.lower(), other.lower()
    if one == other:
        return True
    return any(lemma(one, pos) == lemma(other, pos) for pos in ("VERB", "NOUN", "AUX"))
