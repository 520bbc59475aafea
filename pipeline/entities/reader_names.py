"""The reader's names, cleaned: their edges, names run together, and labels that the words do not bear out."""

from __future__ import annotations

import re
from typing import cast

from spacy.tokens import Doc, Span, Token

from pipeline.entities.gazetteer import Entry, by_name, rows, same_length, words
from pipeline.entities.patterns import TAKING_ON, Candidate, capital, is_title
from pipeline.entities.people import is_first_name
from pipeline.schema import ENTITY_LABELS, EntityLabel

__all__ = ["extended", "known", "names_of_reader", "of_a_people", "person_like"]

_COMPANY = frozenset(
    ("Inc", "Inc.", "Corp", "Corp.", "LLC", "LLP", "Ltd", "Ltd.", "plc", "PLC", "GmbH", "Group", "Co.")
)
_EDGE = frozenset("\"'“”‘’«»`.,;:!?()[]–—-#@")
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_FIGURES = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"))
_NO_NAME = frozenset(("VERB", "AUX", "ADV", "PRON", "DET", "ADP", "CCONJ", "SCONJ", "INTJ"))
_OPEN_WORDS = frozenset(("NOUN", "ADJ", "VERB", "ADV", "AUX", "ADP", "SCONJ", "CCONJ", "PRON", "DET"))
_PARTICLES = words("particles.txt")
_SUFFIX = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
_FEATURES = {word: row[0] for row in rows("heads.tsv") if row[0] in ("LOC", "FAC") for word in row[2].split()}
_OF_LAWS = frozenset(word for row in rows("heads.tsv") if row[0] == "LAW" for word in row[2].split())
_BEGINNINGS = frozenset(word for row in rows("heads.tsv") if row[1] == "first" for word in row[2].split())
_VESSELS = words("vessels.txt")
# Endings of English names for peoples and followers (Peruvian, Maltese, Finnish, Marxist, Shiite); others are tagged.
_PEOPLE = re.compile(r"[a-zé](?:ans?|ese|ish|ists?|ites?|crats?|nicks?)$")
# What stands before a number that counts parts or degrees of something: "Chapter 11" is no name.
_PARTS = words("parts.txt")
_PLACED = frozenset(("in", "across", "into", "off", "along", "through", "near", "from", "to", "over", "around"))
_MINISTERS = ("secretary", "minister")
_ADDRESS = re.compile(r"^[DRI]-[A-Z]|://|^www\.|\.(?:com|org|net|gov|html?)\b")


def known(span: Span) -> Entry | None:
    """Return the gazetteer's entry for a span that is a known name as a whole."""
    name = same_length(" ".join(span.text.split()))
    entry = by_name().get(name)
    if entry is None and len(name) > 4 and name.isupper():
        # "WASHINGTON — ", a headline
        entry = by_name().get(name.title())
    if entry is None and name[name.rfind(" ") + 1 :].islower():
        # "the Republican party"
        entry = by_name().get(name[: name.rfind(" ") + 1] + name[name.rfind(" ") + 1 :].capitalize())
    return entry


def of_a_people(span: Span) -> bool:
    """Tell whether a span can be the name of a people, a faith or a party's followers.

    The gazetteer, the ending of its last word, or an adjective's or plural's tag in the middle of a sentence bear it
    out; the reader's word alone does not.
    """
    entry = known(span) or known(span[-1:])
    if entry is not None:
        return entry.label == "NORP"
    last = span[-1]
    if not capital(last) or len(span) > 3 or (len(last.text) < 4) or is_title(last.text):
        return False
    if last.is_sent_start and last.tag_ not in ("NNP", "NNPS"):
        return bool(_PEOPLE.search(last.text)) and last.tag_ == "JJ"
    if len(span) > 1 and last.dep_ == "flat":
        return False
    if _PEOPLE.search(last.text) and last.tag_ in ("JJ", "NNP", "NNPS"):
        return not is_first_name(span[0].text)
    tagged = last.tag_ in ("JJ", "NNPS") and last.text[1:].islower() and not last.is_sent_start
    return tagged and len(span) == 1


def person_like(span: Span, surnames: frozenset[str] = frozenset()) -> bool:
    """Tell whether a span looks like somebody's name: a first name, a title before it, or a surname of the document."""
    doc, first = span.doc, span[0]
    if not all(capital(token) or token.text in "-." or token.lower_ in _PARTICLES for token in span):
        return False
    if len(span) == 1:
        return first.text in surnames
    if span[-1].text in surnames and is_first_name(first.text):
        return True
    before = doc[span.start - 1] if span.start else None
    titled = before is not None and is_title(before.text)
    return len(span) < 5 and (is_first_name(first.text) or titled)


def _trim(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    """Cut what is no part of a name off both ends: articles, quotation marks, a possessive, loose words."""
    while start < end:
        first = doc[start]
        loose = first.text.islower() and (
            first.pos_ in ("ADP", "CCONJ", "SCONJ", "AUX", "PRON", "DET")
            or (label in ("PERSON", "GPE") and first.lower_ not in _PARTICLES)
        )
        article = first.lower_ in ("the", "a", "an")
        if first.text in _EDGE or first.text in _POSSESSIVE or article or first.is_space or loose:
            start += 1
        else:
            break
    while end > start:
        last = doc[end - 1]
        loose = last.text.islower() and last.pos_ in _OPEN_WORDS and (label == "PERSON" or last.pos_ not in ("NOUN",))
        edge = last.text in _EDGE and not (last.text == "." and end - start > 1 and len(doc[end - 2]) < 4)
        pronoun = last.tag_ == "PRP" and end - start > 1
        if last.text in _POSSESSIVE or last.is_space or loose or edge or pronoun:
            end -= 1
        else:
            break
    return start, end


def _pieces(doc: Doc, start: int, end: int, label: EntityLabel) -> list[tuple[int, int, EntityLabel]]:
    """Divide a stretch that runs several names together: "Civic Party's Jo Tam", "Ann Lee of Devon", "A and B"."""
    for i in range(start + 1, end - 1):
        token, after = doc[i], doc[i + 1]
        left = known(doc[start:i])
        if token.text in ("'s", "’s") and capital(after):
            if label == "PERSON" or (left is not None and left.label in ("GPE", "ORG")):
                owner: EntityLabel = left.label if left is not None else "ORG"
                if label == "PERSON" and left is None and person_like(doc[start:i]):
                    owner = "PERSON"
                return [(start, i, owner), *_pieces(doc, i + 1, end, label)]
        elif label == "PERSON" and i - start > 1 and token.lower_ in ("of", "from", "at", "for", "with"):
            rest = i + 2 if after.lower_ == "the" else i + 1
            right = known(doc[rest:end])
            where: EntityLabel = right.label if right is not None else "ORG"
            return [(start, i, "PERSON"), (rest, end, where)]
        elif label == "PERSON" and token.text in (",", "and", "&") and after.text not in _SUFFIX:
            return [(start, i, "PERSON"), *_pieces(doc, i + 1, end, label)]
        elif label == "ORG" and token.text in _COMPANY and after.is_alpha and capital(after):
            if after.text not in _COMPANY:
                # "Hald Group Peter Lund": a company, and whoever speaks for it.
                return [(start, i + 1, "ORG"), (i + 1, end, "PERSON")]
        elif label == "ORG" and token.text in _COMPANY and after.lower_ in ("of", "and", "in"):
            seat: EntityLabel = label if after.lower_ == "and" else "GPE"
            return [(start, i + 1, "ORG"), *_pieces(doc, i + 2, end, seat)]
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
        elif _hyphenated(doc, start, end):
            end += 2
        else:
            break
    return start, end


def _hyphenated(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a hyphen and one more part of the name follow: "Kwok Wai-keung"; not "Olsen-backed"."""
    if end + 1 >= len(doc) or doc[end].text not in ("-", "‑") or doc[end].whitespace_ or doc[end - 1].whitespace_:
        return False
    part = doc[end + 1]
    return part.is_alpha and not is_title(part.text) and (part.pos_ == "PROPN" or part.dep_ == "flat")


def _beyond_itself(doc: Doc, start: int, end: int) -> EntityLabel:
    """Return what the words about an organisation make of it: a company's seat, or somebody with a hyphenated name."""
    if start > 1 and doc[start - 1].lower_ in ("of", "in") and doc[start - 2].text in _COMPANY:
        return "GPE"
    if end - start == 2 and _hyphenated(doc, start, end) and doc[end + 1].text.islower():
        return "PERSON"
    return "ORG"


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


def _opens_office(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a word taken for a person opens an office that "the" stands before: "the Shadow Home Secretary"."""
    head = doc[start].head
    if end - start > 1 or doc[start].dep_ != "compound" or head.i < end or not is_title(head.text):
        return False
    articled = start > 0 and doc[start - 1].lower_ == "the" and doc[start - 1].head.i == head.i
    return articled and all(capital(token) for token in doc[start : head.i + 1]) and not is_first_name(doc[start].text)


def _person(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Cut nationality, office and honorifics off the front of a person's name, and give back its missing halves."""
    cut = start = _portfolio(doc, start, end)
    for i in range(start, end - 1):
        entry = by_name().get(doc[i].text)
        if is_title(doc[i].text) or (entry and entry.label in ("NORP", "GPE", "ORG") and cut == i and end - i > 2):
            cut = i + 1
    if cut < end and _opens_office(doc, cut, end):
        return end, end
    if cut < end and is_title(doc[end - 1].text) and (end - cut == 1 or not is_first_name(doc[cut].text)):
        # "Shadow Home Secretary" is an office.
        return end, end
    return extended(doc, cut, end)


def _of_office(doc: Doc, start: int, end: int, label: EntityLabel) -> bool:
    """Tell whether a word is what a minister is of, and no name: "Minister of Education"."""
    if end - start > 1 or start < 2 or label in ("GPE", "LOC", "NORP"):
        return False
    return doc[start - 1].lower_ in ("of", "for") and doc[start - 2].lower_.endswith(_MINISTERS)


def _plausible(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the reader's stretch can be a name at all."""
    tokens = doc[start:end]
    if not any(token.text[:1].isupper() or token.text[:1].isdigit() or capital(token) for token in tokens):
        return False
    if not any(char.isalpha() for char in tokens.text) or _ADDRESS.search(tokens.text):
        return False
    if len(tokens) == 2 and tokens[1].like_num and tokens[0].lower_ in _PARTS:
        return False
    if any(token.is_currency for token in tokens) or tokens.text.endswith("$"):
        return False
    half = known(tokens[:1]) if len(tokens) == 2 and tokens[1].text.islower() and known(tokens) is None else None
    if half is not None and half.label == "NORP":
        # "the British union"
        return False
    if len(tokens) == 1:
        token = tokens[0]
        if is_title(token.text) or token.pos_ in _NO_NAME or not capital(token) or token.tag_ == "NNS":
            return known(tokens) is not None
        if token.is_sent_start and token.pos_ != "PROPN" and not token.text.isupper():
            return known(tokens) is not None
        if len(token.text) == 1:
            return False
    return True


def _label(span: Span, surnames: frozenset[str]) -> EntityLabel | None:
    """Return the OntoNotes label of a name; None where it is none."""
    label = span.label_
    first, last = span[0], span[-1]
    if label not in ENTITY_LABELS:
        return "ORG"
    if label in ("LOC", "GPE", "FAC"):
        for token in (last, first):
            if token.text in _FEATURES and len(span) > 1:
                return cast(EntityLabel, _FEATURES[token.text])
        if label == "GPE" and known(span) is None:
            return _with_article(span)
        # "The Santa Rosa sank": what sails by itself is no place.
        if label == "LOC" and known(span) is None and span.root.dep_ == "nsubj" and span.root.head.lower_ in _VESSELS:
            return _with_article(span)
    elif label == "NORP" and not of_a_people(span):
        return _not_a_people(span, surnames)
    elif label == "EVENT" and known(span) is None:
        if last.pos_ not in ("NOUN", "PROPN", "NUM") or not any(capital(token) for token in span):
            return None
        if len(span) == 1 and last.pos_ == "NOUN":
            return None
    no_law = label == "LAW" and known(span) is None and not any(token.text in _OF_LAWS for token in span)
    letters = label == "PERSON" and len(span) == 1 and first.text.isupper() and len(first) > 2
    if no_law or (letters and not _shouted(span)):
        return "ORG"
    return cast(EntityLabel, label)


def _with_article(span: Span) -> EntityLabel:
    """Return what a place is that English gives an article: a ship where the sentence sails it, else a region."""
    doc = span.doc
    before = doc[span.start - 1] if span.start else None
    if before is None or before.lower_ != "the" or (span.end < len(doc) and doc[span.end].pos_ in ("NOUN", "PROPN")):
        return "GPE"
    if span.text.isupper() or any(token.lower_ == "of" for token in span) or span[-1].tag_ == "NNPS":
        return "GPE"
    if before.head.i not in range(span.start, span.end):
        return "GPE"
    if any(child.dep_ == "case" and child.lower_ in _PLACED for child in span.root.children):
        return "LOC"
    return "PRODUCT" if any(token.lower_ in _VESSELS for token in span.sent) else "LOC"


def _shouted(span: Span) -> bool:
    """Tell whether a title stands before a name in capitals, or other words about it are in capitals too."""
    doc = span.doc
    around = [doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(doc)]
    return any(is_title(token.text) or (token.is_alpha and token.text.isupper()) for token in around)


def _not_a_people(span: Span, surnames: frozenset[str]) -> EntityLabel | None:
    """Return what a name is that the reader takes for a people's and that is none."""
    doc = span.doc
    entry = known(span)
    if entry is not None:
        return entry.label
    if person_like(span, surnames):
        return "PERSON"
    last = span[-1]
    beside = [doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(doc)]
    if any(capital(token) and token.is_alpha and not token.is_sent_start for token in beside) and len(span) == 1:
        # Part of some longer name that nothing knows.
        return None
    if last.text in _OF_LAWS and len(span) > 1:
        return "LAW"
    flat = len(span) == 2 and last.dep_ == "flat" and last.head.i == span.start
    if flat and all(t.is_alpha and len(t) > 2 for t in span) and span[0].text not in _BEGINNINGS:
        return "PERSON"
    if last.like_num or any(char.isdigit() for char in span.text):
        # "Chapter 11", "Studio 60": a part, a class or a model; a name only where its words are names.
        return "PRODUCT" if len(span) > 1 and all(t.tag_ in ("NNP", "CD", "HYPH") for t in span[:-1]) else None
    if last.tag_ not in ("NNP", "NNPS") or last.lower_.endswith("ism"):
        return None
    if len(span) == 1 and (last.is_sent_start or span.start == 0 or doc[span.start - 1].is_quote):
        return None
    elsewhere = {token.text for token in doc if token.text.islower()} if len(span) == 1 else set()
    return None if last.lower_ in elsewhere else "ORG"


def names_of_reader(doc: Doc) -> list[Candidate]:
    """Return the reader's names with the edges and labels that their words bear out.

    Parameters
    ----------
    doc
        Parsed by the reader; its names in ``doc.ents`` with OntoNotes labels.

    Returns
    -------
    list of Candidate
        In the order of the text, without overlaps.
    """
    surnames = frozenset(
        span[-1].text
        for span in doc.ents
        if span.label_ == "PERSON" and len(span) > 1 and len(span[-1].text) > 2 and capital(span[-1])
    )
    found: list[Candidate] = []
    for span in doc.ents:
        if span.label_ in _FIGURES:
            continue
        begin, stop = _trim(doc, span.start, span.end, span.label_)
        if begin >= stop:
            continue
        label = _label(Span(doc, begin, stop, label=span.label_), surnames)
        if label is None:
            continue
        for start, end, kind in _pieces(doc, begin, stop, label):
            start, end = _trim(doc, start, end, kind)
            if start < end and kind == "ORG":
                kind = _beyond_itself(doc, start, end)
            if start < end and kind == "PERSON":
                start, end = _person(doc, start, end)
            if start < end and _plausible(doc, start, end) and not _of_office(doc, start, end, kind):
                # A label that the article gave holds in its place alone: a town and a ship may share a name.
                origin = "context" if span.label_ == "GPE" and kind in ("PRODUCT", "LOC") else "model"
                found.append(Candidate(start, end, kind, origin, end - start))
    return found


def name_word(token: Token) -> bool:
    """Tell whether a token may be the surname after a title."""
    if not capital(token) or token.pos_ != "PROPN" or is_title(token.text) or token.is_sent_start:
        return False
    return token.text not in by_name()
