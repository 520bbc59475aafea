"""GUM (Zeldes 2017) as it is published: trees, and names made of its mentions of entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.language.training import names as nm
from pipeline.language.training.data import Document, Sentence, set_names

__all__ = ["read_conllu"]

_MENTION = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
_GUM_TYPES = {
    "person": frozenset({"PERSON"}),
    "organization": frozenset({"ORG"}),
    "place": nm.PLACES,
    "event": frozenset({"EVENT"}),
    "object": frozenset({"PRODUCT", "WORK_OF_ART", "FAC"}),
    "abstract": frozenset({"WORK_OF_ART", "LAW", "EVENT", "PRODUCT"}),
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
        "speaker",
        "chief",
        "founders",
        "madam",
        "court",
        "miss",
        "reverend",
        "rev.",
        "father",
        "sister",
        "brother",
        "emperor",
        "major",
        "colonel",
        "lieutenant",
        "sergeant",
        "admiral",
        "deputy",
        "director",
        "chairman",
        "earl",
        "protector",
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
    set_names(sentence, list(_gum_names(sentence, [row[9] for row in rows])), frozenset())
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
    for first, end, kind in sorted(named, key=lambda n: (n[0] - n[1], n[0])):
        start = _after_offices(sentence.words, first, end) if kind == "person" else first
        words = sentence.words[start:end]
        if taken & set(range(start, end)) or kind not in _GUM_TYPES or any("@" in word for word in words):
            continue
        if kind == "person" and ("of" in words or words[-1].lower() in _TITLES):
            continue  # An office ("President of Mexico"); a smaller mention within it may be a name.
        labels = _GUM_TYPES[kind]
        if kind in {"person", "abstract"} and end - start == 1 and _is_people(sentence, start):
            labels = frozenset({"NORP"})
        elif kind == "place":
            labels = nm.refine_place(words)
        elif kind in _UNSURE:
            labels = nm.head_label(words) or labels
        taken.update(range(start, end))
        yield nm.Name(start, end, labels)


def _after_offices(words: list[str], start: int, end: int) -> int:
    """Where a person's own name begins ("US President Barack Obama", "the New People Party's Regina Ip")."""
    for index in range(end - 1, start, -1):
        before = words[index - 1].lower()
        if (before in _TITLES or before in {"'s", "’s"}) and words[index][:1].isupper():
            return index
    return start


def _is_people(sentence: Sentence, index: int) -> bool:
    word, before = sentence.words[index], sentence.words[index - 1].lower() if index else ""
    if sentence.xpos[index] == "NNPS":
        return nm.is_demonym(word)
    return nm.is_national(word) and (before in {"a", "an"} or sentence.upos[index] != "PROPN")


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
