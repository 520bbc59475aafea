"""Where a name of the reader begins and ends: its edges, names run together, halves left outside."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from pipeline.entities.first_names import is_first_name
from pipeline.entities.gazetteer import by_name, rows, words
from pipeline.entities.likeness import POSSESSIVE, known, person_like, without_capitals
from pipeline.entities.patterns import COMPANY, FORMS, TAKING_ON, capital, ends_organisations, is_title, title_case
from pipeline.schema import EntityLabel

__all__ = ["extended", "hyphenated", "of_office", "person", "pieces", "trim", "with_ending"]

_EDGE = frozenset("\"'“”‘’«»`.,;:!?()[]–—-#@")
_OPEN_WORDS = frozenset(("NOUN", "ADJ", "VERB", "ADV", "AUX", "ADP", "SCONJ", "CCONJ", "PRON", "DET"))
_PARTICLES = words("particles.txt")
_SUFFIX = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
_MINISTERS = ("secretary", "minister", "commissioner", "undersecretary")
_HYPHENS = frozenset(("-", "‑"))
_SIDES = frozenset(("pro", "anti"))
_BEFORE = frozenset(("ex", "former", "non", "then", "mid"))
_FOLLOWERS = re.compile(r"[a-z](?:ist|ite|crat)$")


def trim(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    """Cut what is no part of a name off both ends: articles, quotation marks, a possessive, loose words."""
    if start < end and without_capitals(doc, start):
        return _trim_marks(doc, start, end)
    while start < end:
        first = doc[start]
        loose = first.text.islower() and (
            first.pos_ in ("ADP", "CCONJ", "SCONJ", "AUX", "PRON", "DET")
            or (label in ("PERSON", "GPE") and first.lower_ not in _PARTICLES)
        )
        counted = first.like_num and label in ("PERSON", "NORP", "GPE")
        side = _side(doc, start, end)
        if side or _of_a_people(doc, start, end, label):
            start = side or start + 1
        elif _marks(first.text) or first.is_space or loose or counted or _article(doc, start, label):
            start += 1
        else:
            break
    while end > start:
        last = doc[end - 1]
        kept = last.pos_ == "NOUN" and label != "PERSON" and (label == "EVENT" or last.lower_ in _ends())
        loose = last.text.islower() and last.pos_ in _OPEN_WORDS and not kept
        edge = last.text in _EDGE and not (last.text == "." and end - start > 1 and len(doc[end - 2]) < 4)
        pronoun = last.tag_ == "PRP" and end - start > 1 and label != "WORK_OF_ART"
        owner = last.text in POSSESSIVE and not _shop(doc, start, end, label)
        if owner or last.is_space or (loose and last.text not in POSSESSIVE) or edge or pronoun:
            end -= 1
        else:
            break
    return start, end


@cache
def _ends() -> frozenset[str]:
    """Common nouns that may end a name in lower case: "the Republican party", "the IS group", "Kastrup airport"."""
    heads = {word.lower() for _, place, listed in rows("heads.tsv") if place == "last" for word in listed.split()}
    return frozenset(heads | {noun for _, nouns in rows("kinds.tsv") for noun in nouns.split()})


def _marks(text: str) -> bool:
    return text in _EDGE or text in POSSESSIVE


def _trim_marks(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (_marks(doc[start].text) or doc[start].lower_ in ("the", "a", "an") or doc[start].is_space):
        start += 1
    while end > start and (_marks(doc[end - 1].text) or doc[end - 1].is_space):
        end -= 1
    return start, end


def _article(doc: Doc, start: int, label: str) -> bool:
    """Tell whether an article is the sentence's, not the name's: "the Hague court", but "in The Hague"."""
    if doc[start].lower_ not in ("the", "a", "an"):
        return False
    if label == "WORK_OF_ART" and doc[start].text[0].isupper():
        return False
    before = doc[start - 1] if start else None
    opens = doc[start].is_sent_start or before is None or before.is_quote or before.is_space or before.text in ":—–-"
    return doc[start].text != "The" or opens or label in ("PERSON", "NORP", "EVENT", "LAW")


def _side(doc: Doc, start: int, end: int) -> int:
    """Where the name begins after "pro-Beijing", "ex-"; 0 where there is nothing like them."""
    if start + 1 < end and doc[start].lower_.partition("-")[0] in _SIDES and "-" in doc[start].text:
        return start + 1
    if start + 2 >= end or doc[start + 1].text not in _HYPHENS:
        return 0
    if doc[start].lower_ in _SIDES and start + 3 < end:
        return start + 3
    return start + 2 if doc[start].lower_ in _BEFORE else 0


def _of_a_people(doc: Doc, start: int, end: int, label: str) -> bool:
    """Tell whether a people's name stands before a name that is known without it: "the Japanese Toyota"."""
    if label not in ("ORG", "PRODUCT") or end - start != 2 or known(doc[start:end]) is not None:
        return False
    first, rest = known(doc[start : start + 1]), known(doc[start + 1 : end])
    return first is not None and first.label == "NORP" and rest is not None and rest.label == "ORG"


def _shop(doc: Doc, start: int, end: int, label: str) -> bool:
    """Tell whether a possessive belongs to the name, since nothing follows that it could own: "at Hald's."."""
    if label not in ("ORG", "FAC", "LOC") or end - start < 2 or doc[end - 1].text in ("'", "’"):
        return False
    return end == len(doc) or doc[end].pos_ in ("PUNCT", "VERB", "AUX", "ADP", "CCONJ", "SCONJ")


def pieces(doc: Doc, start: int, end: int, label: EntityLabel) -> list[tuple[int, int, EntityLabel]]:
    """Divide a stretch that runs several names together: "Civic Party's Jo Tam", "Ann Lee of Devon", "A and B"."""
    for i in range(start + 1, end - 1):
        token, after = doc[i], doc[i + 1]
        left = known(doc[start:i])
        small = after.lower_ in _PARTICLES and i + 2 < end and capital(doc[i + 2])
        if token.text in ("'s", "’s") and (capital(after) or small):
            if label == "PERSON" or (left is not None and left.label in ("GPE", "ORG")):
                owner: EntityLabel = left.label if left is not None else "ORG"
                if label == "PERSON" and left is None and person_like(doc[start:i]):
                    owner = "PERSON"
                return [(start, i, owner), *pieces(doc, i + 1, end, label)]
        elif label == "PERSON" and i - start > 1 and token.lower_ in ("of", "from", "at", "for", "with"):
            rest = i + 2 if after.lower_ == "the" else i + 1
            right = known(doc[rest:end])
            where: EntityLabel = right.label if right is not None else "ORG"
            return [(start, i, "PERSON"), (rest, end, where)]
        elif label == "PERSON" and token.text in (",", "and", "&") and after.text not in _SUFFIX:
            return [(start, i, "PERSON"), *pieces(doc, i + 1, end, label)]
        elif label == "ORG" and token.text in COMPANY and after.is_alpha and capital(after):
            if after.text not in COMPANY:
                # "Hald Group Peter Lund": a company, and whoever speaks for it.
                return [(start, i + 1, "ORG"), (i + 1, end, "PERSON")]
        elif label == "ORG" and token.text in ends_organisations() and is_first_name(after.text):
            # "Halden State University Simon Lund"
            return [(start, i + 1, "ORG"), (i + 1, end, "PERSON")]
        elif label == "ORG" and token.text in COMPANY and after.lower_ in ("of", "and", "in"):
            seat: EntityLabel = label if after.lower_ == "and" else "GPE"
            return [(start, i + 1, "ORG"), *pieces(doc, i + 2, end, seat)]
        elif (
            label == "ORG" and token.lower_ in ("on", "in") and doc[i - 1].text not in TAKING_ON | {"Center", "Centre"}
        ):
            right = known(doc[i + 1 : end])
            if right is not None:
                return [(start, i, "ORG"), (i + 1, end, right.label)]
    return [(start, end, label)]


def extended(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Add the halves of a person's name that were left outside: a first name, a further surname, a particle."""
    while start > 0:
        before = doc[start - 1]
        if before.text in _HYPHENS and start > 1 and not before.whitespace_ and not doc[start - 2].whitespace_:
            # "(Kwok Wai-)keung"
            part = capital(doc[start - 2]) and doc[start - 2].pos_ == "PROPN" and not doc[start - 2].ent_type_
            if not part:
                break
            start -= 2
            continue
        inside = start <= before.head.i < end and before.dep_ in ("flat", "compound", "nmod", "goeswith")
        heads = any(token.dep_ == "flat" and token.head.i == before.i for token in doc[start:end])
        name = capital(before) and before.pos_ == "PROPN" and not is_title(before.text)
        if name and (inside or heads) and before.text not in by_name() and not before.ent_type_:
            start -= 1
        elif before.lower_ in _PARTICLES and start > 1 and capital(doc[start - 2]) and doc[start - 2].pos_ == "PROPN":
            start -= 2 if doc[start - 2].ent_type_ in ("", "PERSON") else 0
            if doc[start].i == start and before.i == start - 1:
                break
        else:
            break
    while end < len(doc):
        after = doc[end]
        if after.dep_ == "flat" and start <= after.head.i < end and capital(after) and not after.ent_type_:
            end += 1
        elif hyphenated(doc, start, end):
            end += 2
        else:
            break
    return start, end


def with_ending(doc: Doc, start: int, end: int) -> int:
    """Return where a company's name ends with the words for its form: "Nordic Works, NV"."""
    if end < len(doc) and doc[end].text in ends_organisations() and title_case(doc[end].sent):
        # In a headline the patterns find nothing: "What is the Counter Cartel Coalition?"
        return end if doc[end].is_sent_start else end + 1
    if end + 1 < len(doc) and doc[end].text == "&" and capital(doc[end + 1]) and doc[end + 1].pos_ in ("PROPN", "NOUN"):
        end += 2
    after = end + 1 if end + 1 < len(doc) and doc[end].text == "," else end
    return after + 1 if after < len(doc) and doc[after].text in FORMS and doc[end - 1].text not in FORMS else end


def hyphenated(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a hyphen and one more part of the name follow: "Kwok Wai-keung"; not "Olsen-backed"."""
    if end + 1 >= len(doc) or doc[end].text not in ("-", "‑") or doc[end].whitespace_ or doc[end - 1].whitespace_:
        return False
    part = doc[end + 1]
    return part.is_alpha and not is_title(part.text) and (part.pos_ == "PROPN" or part.dep_ == "flat")


def _portfolio(doc: Doc, start: int, end: int) -> int:
    """Where the name begins in "(Minister of) Education Ana Ruiz"; ``end`` where there is none."""
    after = start > 1 and doc[start - 1].lower_ in ("of", "for") and doc[start - 2].lower_.endswith(_MINISTERS)
    if not after:
        of = next((i for i in range(start + 1, end) if doc[i].lower_ in ("of", "for")), 0)
        if not of:
            return start
        if not is_title(doc[of - 1].text):
            # "Man of the Match" is nobody's name, "Joan of Arc" is.
            return start if is_first_name(doc[start].text) else end
        start = of + 1
    names = [i for i in range(start, end) if is_first_name(doc[i].text) or is_title(doc[i].text, honorific=True)]
    return names[0] if names else max(start, end - 2) if end - start > 2 else end


def _is_place(doc: Doc, start: int, end: int) -> bool:
    entry = known(doc[start:end])
    return entry is not None and entry.label in ("GPE", "LOC", "ORG") and end - start > 1


def _opens_office(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a word taken for a person opens an office that "the" stands before: "the Shadow Home Secretary"."""
    head = doc[start].head
    if end - start > 1 or doc[start].dep_ != "compound" or head.i < end or not is_title(head.text):
        return False
    articled = start > 0 and doc[start - 1].lower_ == "the" and doc[start - 1].head.i == head.i
    return articled and all(capital(token) for token in doc[start : head.i + 1]) and not is_first_name(doc[start].text)


def person(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Cut nationality, office and honorifics off the front of a person's name, and give back its missing halves."""
    cut = start = _portfolio(doc, start, end)
    for i in range(start, end - 1):
        word = doc[i].text
        named = end - i == 2 and i == cut and is_first_name(word) and (not i or doc[i - 1].lower_ != "the")
        entry = by_name().get(word) if end - i > 2 and i == cut and not is_first_name(word) else None
        follower = end - i > 2 and _FOLLOWERS.search(word) and is_first_name(doc[i + 1].text)
        # "Muhammed Sheikh Khalil": a title within the name.
        named = named or (i > cut == start and is_first_name(doc[cut].text))
        if (is_title(word) and not named) or (entry and entry.label in ("NORP", "GPE", "ORG")) or follower:
            cut = i + 1
    # "(ambassador to the) United States Jo Hald"
    place = next((i for i in range(end - 1, cut + 1, -1) if _is_place(doc, cut, i)), cut)
    cut = place
    if cut < end and _opens_office(doc, cut, end):
        return end, end
    # "Gen. Imran Sultan" is somebody, "Shadow Home Secretary" an office.
    honoured = cut > 0 and end - cut > 1 and is_title(doc[cut - 1].text, honorific=True)
    office = end - cut == 1 or not is_first_name(doc[cut].text)
    if cut < end and is_title(doc[end - 1].text) and office and not honoured:
        return end, end
    return extended(doc, cut, end)


def of_office(doc: Doc, start: int, end: int, label: EntityLabel) -> bool:
    """Tell whether a word is what a minister is of, and no name: "Minister of Education"."""
    if end - start > 1 or start < 2 or label in ("GPE", "LOC", "NORP"):
        return False
    return doc[start - 1].lower_ in ("of", "for") and doc[start - 2].lower_.endswith(_MINISTERS)
