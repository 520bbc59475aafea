"""CrossNER (Liu et al. 2021, arXiv:2012.04373): names of five domains of Wikipedia, in columns."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.language.training import names as nm
from pipeline.language.training.data import Document, Sentence, set_names

__all__ = ["read_crossner"]

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
    set_names(sentence, found, _CROSSNER_GAPS[domain])
    return sentence


def _crossner_labels(kind: str, words: list[str]) -> frozenset[str] | None:
    if kind == "misc":
        if not any(word[:1].isupper() for word in words):
            return None
        if len(words) == 1 and re.search(r"(?:an|ish|ese|ans|ic|ch|i|rd|ench|eek)$", words[0]):
            return frozenset({"NORP"})
        if nm.is_national(words[-1]) or nm.is_demonym(words[-1]):
            return frozenset({"NORP"})
        return nm.head_label(words) or (_MISC - {"NORP"} if len(words) > 1 else _MISC)
    labels = nm.CROSSNER.get(kind)
    if kind == "location":
        return nm.refine_place(words)
    if kind == "country" and nm.refine_place(words) == frozenset({"LOC"}):
        return frozenset({"LOC", "GPE"})
    return labels
