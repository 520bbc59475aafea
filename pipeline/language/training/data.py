"""The sources, read into one form: documents of paragraphs of sentences.

``DATA`` is a folder with ``treebank/*.spacy`` (spaCy DocBins of UD treebanks), ``gum/*.conllu`` (GUM as published),
``names/`` (CoNLL columns of CrossNER, a DocBin of Wikigold) and ``checkworthy/*.jsonl`` (ClaimBuster, CheckThat!).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Token

from pipeline.language.labels import NAME_LABELS
from pipeline.language.training import names as nm

__all__ = ["Document", "Sentence", "read_conllu", "read_crossner", "read_docbin", "read_worth"]


@dataclass
class Sentence:
    """A sentence and what its source says of it; what it does not say is empty or ``None``.

    ``heads`` count from 1 within the sentence, 0 is the root. ``names`` holds permitted tags (see `names.permitted`).
    ``worth`` is 1.0 for a sentence worth checking.
    """

    words: list[str]
    spaces: list[bool]
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    spans: list[nm.Name] = field(default_factory=list)
    worth: float | None = None


@dataclass
class Document:
    """Paragraphs of sentences, with the source they come from."""

    source: str
    paragraphs: list[list[Sentence]]


_UNER_GAPS = frozenset(NAME_LABELS) - {"PERSON", "ORG", *nm.PLACES}
_COARSE = {"PERSON": frozenset({"PERSON"}), "ORG": frozenset({"ORG"}), "LOC": nm.PLACES}


def read_docbin(path: Path, source: str) -> list[Document]:
    """Read a DocBin: a treebank with UNER's names, or names alone (labels PERSON, ORG, LOC)."""
    vocab = spacy.blank("en").vocab
    return [
        Document(source, [[_from_tokens(tokens) for tokens in paragraph] for paragraph in _paragraphs(doc)])
        for doc in DocBin().from_disk(path).get_docs(vocab)
    ]


def _paragraphs(doc: Doc) -> Iterator[list[list[Token]]]:
    paragraph: list[list[Token]] = []
    sentence: list[Token] = []
    for token in doc:
        closes = token.is_space and "\n" in token.text
        if sentence and (closes or token.is_sent_start):
            paragraph.append(sentence)
            sentence = []
        if paragraph and closes:
            yield paragraph
            paragraph = []
        if not token.is_space:
            sentence.append(token)
    if sentence:
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def _from_tokens(tokens: list[Token]) -> Sentence:
    doc = tokens[0].doc
    place = {token.i: number for number, token in enumerate(tokens, start=1)}
    words = [token.text for token in tokens]
    spaces = [bool(t.whitespace_) or (t.i + 1 < len(doc) and doc[t.i + 1].is_space) for t in tokens]
    sentence = Sentence(words, spaces)
    if doc.has_annotation("DEP"):
        sentence.heads = [0 if t.head.i == t.i else place[t.head.i] for t in tokens]
        sentence.relations = ["root" if t.head.i == t.i else t.dep_ for t in tokens]
        sentence.upos = [t.pos_ for t in tokens]
        sentence.xpos = [t.tag_ for t in tokens]
        sentence.feats = [str(t.morph) for t in tokens]
        sentence.lemmas = [t.lemma_ for t in tokens]
    if doc.has_annotation("ENT_IOB"):
        inside = [e for e in doc.ents if e.start in place and e.end - 1 in place]
        marked = [nm.Name(place[e.start] - 1, place[e.end - 1], _COARSE[e.label_]) for e in inside]
        _set_names(sentence, [_refined(name, words) for name in marked], _UNER_GAPS)
    return sentence


def _refined(name: nm.Name, words: list[str]) -> nm.Name:
    return name._replace(labels=nm.refine_place(words[name.start : name.end])) if name.labels == nm.PLACES else name


def _set_names(sentence: Sentence, names: list[nm.Name], unannotated: frozenset[str]) -> None:
    """Set what a source marked, and what its tags or the words alone make certain besides."""
    taken = {index for name in names for index in range(name.start, name.end)}
    added = list(names)
    shouting = sum(w.isupper() and len(w) > 1 for w in sentence.words) > len(sentence.words) / 3
    if not shouting:
        added += _nationalities(sentence, taken)
        taken |= {index for name in added for index in range(name.start, name.end)}
        added += _by_head(sentence, taken)
    sentence.spans = sorted(added)
    sentence.names = nm.permitted(sentence.words, added, unannotated)


def _nationalities(sentence: Sentence, taken: set[int]) -> Iterator[nm.Name]:
    """Adjectives that keep their capital in the lemma, and plurals such as "Kurds", in a treebank with tags."""
    for index, (word, tag) in enumerate(zip(sentence.words, sentence.xpos, strict=False)):
        if index in taken or not word[:1].isupper() or word.isupper():
            continue
        beside = sentence.xpos[max(0, index - 1) : index] + sentence.xpos[index + 1 : index + 2]
        adjective = tag == "JJ" and sentence.upos[index] == "ADJ" and sentence.lemmas[index][:1].isupper()
        people = tag == "NNPS" and nm.is_demonym(word) and "NNP" not in beside
        if adjective or people:
            yield nm.Name(index, index + 1, frozenset({"NORP"}))


def _by_head(sentence: Sentence, taken: set[int]) -> Iterator[nm.Name]:
    words = sentence.words
    index = 0
    while index < len(words):
        end = index
        last = index
        while (
            end < len(words)
            and end not in taken
            and (words[end][:1].isupper() or (end > index and words[end] in {"of", "the", "and", "on", "for"}))
        ):
            end += 1
            if words[end - 1][:1].isupper():
                last = end
        start = index + 1 if index < last and words[index] in {"The", "A", "An", "This"} else index
        labels = nm.head_label(words[start:last])
        if labels:
            yield nm.Name(start, last, labels)
        index = max(end, index + 1)


_MENTION = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
_GUM_TYPES = {
    "person": frozenset({"PERSON"}),
    "organization": frozenset({"ORG"}),
    "place": nm.PLACES,
    "event": frozenset({"EVENT"}),
    "object": frozenset({"PRODUCT", "WORK_OF_ART", "FAC"}),
    "abstract": frozenset({"WORK_OF_ART", "LAW", "EVENT", "PRODUCT", "NORP"}),
}
_UNSURE = frozenset({"abstract", "object"})
_LINKS = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "de",
        "la",
        "le",
        "du",
        "des",
        "von",
        "van",
        "der",
        "bin",
        "al",
        "el",
        "-",
        "'s",
        "’s",
        "&",
        ".",
        "'",
    ]
)
_TITLES = frozenset(
    [
        "president",
        "vice",
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "dr",
        "dr.",
        "prof.",
        "professor",
        "senator",
        "sen.",
        "sen",
        "rep.",
        "gov.",
        "governor",
        "secretary",
        "judge",
        "justice",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "captain",
        "general",
        "gen.",
        "col.",
        "lt.",
        "sgt.",
        "sir",
        "lord",
        "lady",
        "chancellor",
        "minister",
        "prime",
        "sheikh",
        "saint",
        "st.",
        "congressman",
        "congresswoman",
        "representative",
        "ambassador",
        "mayor",
        "emperor",
        "speaker",
        "chief",
        "founders",
        "madam",
        "court",
    ]
)


def read_conllu(path: Path, source: str) -> list[Document]:
    """Read CoNLL-U with GUM's ``Entity=`` mentions; names are mentions whose head is a proper noun."""
    documents: list[Document] = []
    paragraphs: list[list[Sentence]] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# newdoc"):
            paragraphs = []
            genre = line.split("=")[1].strip().split("_")[1] if "_" in line else ""
            documents.append(Document(f"{source}-{genre}", paragraphs))
        elif line.startswith("# newpar") and not line.startswith("# newpar_"):
            paragraphs.append([])
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            if not paragraphs:
                paragraphs.append([])
            paragraphs[-1].append(_from_rows(rows))
            rows = []
    for document in documents:
        document.paragraphs[:] = [paragraph for paragraph in document.paragraphs if paragraph]
    return documents


def _from_rows(rows: list[list[str]]) -> Sentence:
    glued: set[int] = set()
    inner: set[int] = set()
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            inner.update(range(first, last))
            if "SpaceAfter=No" in row[9]:
                glued.add(last)
            else:
                inner.discard(last)
    rows = [row for row in rows if row[0].isdigit()]
    sentence = Sentence(
        words=[row[1] for row in rows],
        spaces=[int(r[0]) not in glued | inner and "SpaceAfter=No" not in r[9] for r in rows],
        heads=[int(row[6]) for row in rows],
        relations=[row[7] for row in rows],
        upos=[row[3] for row in rows],
        xpos=[row[4] for row in rows],
        feats=["" if row[5] == "_" else row[5] for row in rows],
        lemmas=[row[2] for row in rows],
    )
    _set_names(sentence, list(_gum_names(sentence, [row[9] for row in rows])), frozenset({"NORP"}))
    return sentence


def _gum_names(sentence: Sentence, notes: list[str]) -> Iterator[nm.Name]:
    by_head: dict[int, tuple[int, int, str]] = {}
    for start, end, kind in _mentions(notes):
        heads = [i for i in range(start, end) if not start < sentence.heads[i] <= end]
        if len(heads) != 1 or sentence.upos[heads[0]] != "PROPN":
            continue
        known = by_head.get(heads[0])
        if known is None or end - start < known[1] - known[0]:
            by_head[heads[0]] = (start, end, kind)
    named = [(*_trim(sentence, head, start, end, kind), kind) for head, (start, end, kind) in by_head.items()]
    taken: set[int] = set()
    for start, end, kind in sorted(named, key=lambda n: (n[0] - n[1], n[0])):
        if taken & set(range(start, end)) or kind not in _GUM_TYPES:
            continue
        words = sentence.words[start:end]
        if kind == "person" and end - start == 1 and words[0].lower() in _TITLES:
            continue
        labels = _GUM_TYPES[kind]
        if end - start == 1 and sentence.xpos[start] == "NNPS" and nm.is_demonym(words[0]):
            labels = frozenset({"NORP"})
        elif kind == "place":
            labels = nm.refine_place(words)
        elif kind in _UNSURE:
            labels = nm.head_label(words) or labels
        taken.update(range(start, end))
        yield nm.Name(start, end, labels)


def _mentions(notes: list[str]) -> Iterator[tuple[int, int, str]]:
    still_open: dict[str, list[tuple[int, str]]] = {}
    for index, note in enumerate(notes):
        entity = next((part[7:] for part in note.split("|") if part.startswith("Entity=")), "")
        for opened, closed, ended in _MENTION.findall(entity):
            if ended:
                key = ended.split("[")[0]
                if still_open.get(key):
                    start, kind = still_open[key].pop()
                    yield start, index + 1, kind
            else:
                key, kind = opened.split("-")[:2]
                key = key.split("[")[0]
                if closed:
                    yield index, index + 1, kind
                else:
                    still_open.setdefault(key, []).append((index, kind))


def _trim(sentence: Sentence, head: int, start: int, end: int, kind: str) -> tuple[int, int]:
    """Cut a mention ("the late Senator John McCain of Arizona, who …") to its name."""

    def bears(index: int) -> bool:
        word = sentence.words[index]
        named = sentence.upos[index] in {"PROPN", "ADJ", "NOUN", "NUM"} or sentence.xpos[index].startswith("NNP")
        return (word[:1].isupper() or word[:1].isdigit()) and named

    first = last = head
    index = head - 1
    while index >= start and (bears(index) or sentence.words[index] in _LINKS):
        first = index if bears(index) else first
        index -= 1
    index = head + 1
    while index < end and (bears(index) or sentence.words[index] in _LINKS):
        last = index if bears(index) else last
        index += 1
    while kind == "person" and first < last and sentence.words[first].lower() in _TITLES:
        first += 1
    return first, last + 1


_CROSSNER_GAPS = {
    "ai": frozenset({"EVENT", "WORK_OF_ART", "LAW", "NORP", "FAC"}),
    "literature": frozenset({"PRODUCT", "LAW", "NORP", "FAC"}),
    "music": frozenset({"PRODUCT", "LAW", "NORP", "WORK_OF_ART"}),
    "politics": frozenset({"PRODUCT", "LAW", "NORP", "WORK_OF_ART"}),
    "science": frozenset({"PRODUCT", "LAW", "NORP", "WORK_OF_ART"}),
}
_MISC = frozenset({"NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})


def read_crossner(path: Path, domain: str) -> list[Document]:
    """Read a CoNLL file of CrossNER; white space is restored by rule, for it is not kept there."""
    documents = []
    block: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split()
        if len(cells) >= 2:
            block.append((cells[0], cells[-1]))
        elif block:
            documents.append(Document(f"crossner-{domain}", [[_from_columns(block, domain)]]))
            block = []
    return documents


def _from_columns(block: list[tuple[str, str]], domain: str) -> Sentence:
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    for text, tag in block:
        # The treebanks part words at hyphens, and so does the tokenizer at run time; CrossNER does not.
        parts = [part for part in re.split(r"((?<=[A-Za-z])[-–](?=[A-Za-z]))", text) if part]
        for number, part in enumerate(parts):
            words.append(part)
            spaces.append(number == len(parts) - 1)
            tags.append(tag if number == 0 else tag.replace("B-", "I-", 1))
    for index in range(1, len(words)):
        if re.fullmatch(r"[,.;:!?%)\]]|'s|n't|''", words[index]) or words[index - 1] in {"(", "[", "``", "$"}:
            spaces[index - 1] = False
    sentence = Sentence(words, spaces)
    found: list[nm.Name] = []
    start = -1
    for index, tag in enumerate([*tags, "O"]):
        if start >= 0 and not tag.startswith("I-"):
            kind = tags[start][2:]
            span = words[start:index]
            labels = _crossner_labels(kind, span)
            if labels:
                found.append(nm.Name(start, index, labels))
            start = -1
        if tag.startswith("B-"):
            start = index
    _set_names(sentence, found, _CROSSNER_GAPS[domain])
    return sentence


def _crossner_labels(kind: str, words: list[str]) -> frozenset[str] | None:
    if kind == "misc":
        if not any(word[:1].isupper() for word in words):
            return None
        if len(words) == 1 and re.search(r"(?:an|ish|ese|ans|ic|ch|i|rd|ench|eek)$", words[0]):
            return frozenset({"NORP"})
        return nm.head_label(words) or _MISC
    labels = nm.CROSSNER.get(kind)
    if kind == "location":
        return nm.refine_place(words)
    if kind == "country" and nm.refine_place(words) == frozenset({"LOC"}):
        return frozenset({"LOC", "GPE"})
    return labels


def read_worth(path: Path) -> list[tuple[str, float]]:
    """Read sentences with their check-worthiness from JSON lines with ``text`` and ``label``."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(" ".join(row["text"].split()), float(row["label"])) for row in rows]
