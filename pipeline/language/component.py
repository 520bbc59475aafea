"""``claimsheet_reader``: the reader as a spaCy component."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc, Span

from pipeline.language.chunks import noun_chunks
from pipeline.language.lemmas import Lemmatizer
from pipeline.language.paragraphs import find_paragraphs
from pipeline.language.reader import Analysis, Paragraph, Reader, read_version

if TYPE_CHECKING:
    from thinc.types import Ints2d

__all__ = ["MODEL", "ReaderComponent", "make_reader", "model_folder", "model_version"]

MODEL = Path(__file__).parent / "model"
"""The folder of the model that is shipped."""


def model_folder(model: str | Path | None = None) -> Path:
    """Return the folder of the model in use: the one named, else CLAIMSHEET_READER_MODEL's, else ours."""
    return Path(model or os.environ.get("CLAIMSHEET_READER_MODEL") or MODEL)


def model_version(model: str | Path | None = None) -> str:
    """Return the version of the model in use, for the provenance of what is made with it.

    Raises
    ------
    SettingsError
        If the model's folder has no readable ``meta.json``.
    """
    return read_version(model_folder(model))


_ATTRIBUTES = [HEAD, DEP, POS, TAG, MORPH, LEMMA, ENT_IOB, ENT_TYPE]
_IOB = {"I": 1, "O": 2, "B": 3}


@lru_cache(maxsize=4)
def _reader(folder: str, threads: int) -> Reader:
    return Reader(Path(folder), threads)


class ReaderComponent:
    """Tags, parses, finds sentences and names, and says how much a sentence is worth checking.

    Sets ``tag_`` (Penn), ``pos_``, ``morph``, ``lemma_``, ``head``, ``dep_`` (Universal Dependencies; the root is
    ``ROOT``), sentence starts, ``doc.ents``, and ``doc._.checkworthiness``: for the first character of each sentence
    (as a string) a number between 0 and 1, read by ``sentence._.checkworthiness``.

    Parameters
    ----------
    folder
        The model's folder.
    threads
        At most so many threads work on a batch.
    """

    def __init__(self, folder: Path, threads: int = 1, batch_words: int = 8000) -> None:
        self.folder = folder
        self.threads = threads
        self.batch_words = batch_words
        self._lemmatizer = Lemmatizer()

    @property
    def reader(self) -> Reader:
        """The model, loaded at first use: a worker process loads its own."""
        return _reader(str(self.folder), self.threads)

    @property
    def version(self) -> str:
        """The model's version, for the provenance of what is made with it."""
        return self.reader.version

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc in place."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Annotate Docs in place; paragraphs of like length are read together across Docs."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            for part in _by_words(batch, self.batch_words):
                self._annotate(part)
                yield from part

    def _annotate(self, docs: Sequence[Doc]) -> None:
        owners: list[tuple[int, list[int]]] = []
        paragraphs: list[Paragraph] = []
        for number, doc in enumerate(docs):
            for indices in find_paragraphs(doc):
                owners.append((number, indices))
                paragraphs.append(
                    Paragraph(
                        [doc[i].text for i in indices],
                        [bool(doc[i].whitespace_) or (i + 1 < len(doc) and doc[i + 1].is_space) for i in indices],
                    )
                )
        parts: list[list[tuple[list[int], Analysis]]] = [[] for _ in docs]
        for (number, indices), analysis in zip(owners, self.reader.read(paragraphs), strict=True):
            parts[number].append((indices, analysis))
        for doc, analyses in zip(docs, parts, strict=True):
            self._write(doc, analyses)

    def _write(self, doc: Doc, parts: list[tuple[list[int], Analysis]]) -> None:
        size = len(doc)
        strings = doc.vocab.strings
        morphology = doc.vocab.morphology
        values = np.zeros((size, len(_ATTRIBUTES)), np.int64)
        values[:, 1] = _signed(strings.add("dep"))
        values[:, 2] = POS_IDS["SPACE"]
        values[:, 3] = _signed(strings.add("_SP"))
        values[:, 4] = _signed(morphology.add(""))
        values[:, 6] = _IOB["O"]
        worth: dict[str, float] = {}
        seen = np.zeros(size, bool)
        for indices, analysis in parts:
            places = np.array(indices)
            seen[places] = True
            values[places, 0] = places[analysis.heads] - places
            for number, index in enumerate(indices):
                word = doc[index].text
                row = values[index]
                root = analysis.heads[number] == number
                row[1] = _signed(strings.add("ROOT" if root else analysis.relations[number]))
                row[2] = POS_IDS[analysis.upos[number]]
                row[3] = _signed(strings.add(analysis.xpos[number]))
                row[4] = _signed(morphology.add(analysis.feats[number]))
                lemma = self._lemmatizer(word, analysis.upos[number], analysis.xpos[number], analysis.feats[number])
                row[5] = _signed(strings.add(lemma))
                prefix, _, label = analysis.names[number].partition("-")
                row[6] = _IOB[prefix]
                row[7] = _signed(strings.add(label)) if label else 0
                if prefix == "I":  # white space within a name belongs to it
                    values[indices[number - 1] + 1 : index, 6:8] = row[6:8]
            for start, score in analysis.worth.items():
                worth[str(doc[indices[start]].idx)] = score
        # White space hangs on the word before it, at the beginning of a text on the word after it.
        for index in np.flatnonzero(~seen).tolist():
            values[index, 5] = _signed(doc[index].orth)
            values[index, 0] = -1 if index else (1 if size > 1 else 0)
        self._untangle_leading_space(values, seen)
        doc.from_array(_ATTRIBUTES, cast("Ints2d", values.astype(np.uint64)))
        doc._.checkworthiness = worth

    @staticmethod
    def _untangle_leading_space(values: Any, seen: Any) -> None:
        words = np.flatnonzero(seen)
        first = int(words[0]) if len(words) else 0
        for index in range(first):
            values[index, 0] = first - index
        if not len(words):
            values[:, 0] = [-index for index in range(len(values))]


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _by_words(docs: Sequence[Doc], words: int) -> Iterator[list[Doc]]:
    part: list[Doc] = []
    size = 0
    for doc in docs:
        if part and size + len(doc) > words:
            yield part
            part, size = [], 0
        part.append(doc)
        size += len(doc)
    if part:
        yield part


def _checkworthiness(span: Span) -> float:
    scores: dict[str, float] = span.doc._.checkworthiness or {}
    return scores.get(str(span.sent.start_char), scores.get(str(_first_word(span)), 0.0))


def _first_word(span: Span) -> int:
    return next((token.idx for token in span.sent if not token.is_space), span.sent.start_char)


if not Doc.has_extension("checkworthiness"):
    Doc.set_extension("checkworthiness", default=None)
if not Span.has_extension("checkworthiness"):
    Span.set_extension("checkworthiness", getter=_checkworthiness)


@Language.factory(
    "claimsheet_reader",
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.head",
        "token.dep",
        "token.is_sent_start",
        "token.ent_iob",
        "token.ent_type",
        "doc.ents",
        "doc.sents",
        "doc._.checkworthiness",
        "span._.checkworthiness",
    ],
    default_config={"model": None, "threads": 1, "batch_words": 8000},
)
def make_reader(nlp: Language, name: str, model: str | None, threads: int, batch_words: int) -> ReaderComponent:
    """Build the component; ``model`` names another model's folder (see `model_folder`)."""
    # spaCy declares an iterator of spans and takes their bounds and labels.
    nlp.vocab.get_noun_chunks = cast(Any, noun_chunks)
    return ReaderComponent(model_folder(model), threads, batch_words)
