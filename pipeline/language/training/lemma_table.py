"""Make ``lemmas.tsv``: what the rules of `pipeline.language.lemmas` get wrong.

Two sources: the lemmas of the treebanks, which win, and the dictionary of LemmInflect (MIT; made from the NIH's
SPECIALIST lexicon), cut to words that the encoder knows whole.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from pipeline.language.lemmas import TABLE, regular_lemma, word_class
from pipeline.language.training.data import Document, read_docbin

__all__ = ["make_table", "rebuild"]

_INFLECTED = frozenset({"VD", "VG", "VZ", "NS", "JR", "JS", "RR", "RS"})
_CASED = frozenset({"NNP", "PS", "NNPS", "ADD", "GW", "FW", "SYM", "LS", "CD", "AFX", "NFP"})


def rebuild(data: Path, base: Path) -> int:
    """Make the table that is shipped from a data folder and the vocabulary of the base encoder."""
    documents = [d for name in ("ewt", "gumfree") for d in read_docbin(data / f"treebank/{name}_train.spacy", name)]
    pieces = (base / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return make_table(documents, frozenset(piece for piece in pieces if piece.isalpha()), TABLE)


def make_table(documents: Sequence[Document], vocabulary: frozenset[str], path: Path) -> int:
    """Write the table and return its number of lines.

    Parameters
    ----------
    documents
        Treebanks with lemmas.
    vocabulary
        Words that the encoder knows whole.
    path
        The file to write.
    """
    table = {
        (form, kind): lemma
        for form, kind, lemma in _dictionary()
        if (form in vocabulary or lemma in vocabulary) and regular_lemma(form, kind) != lemma
    }
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in documents:
        for paragraph in document.paragraphs:
            for sentence in paragraph:
                for word, upos, xpos, lemma in zip(
                    sentence.words, sentence.upos, sentence.xpos, sentence.lemmas, strict=True
                ):
                    counts[word.lower().replace("’", "'"), word_class(upos, xpos)][lemma] += 1
    for (form, kind), found in counts.items():
        lemma, count = found.most_common(1)[0]
        if kind in _CASED and (count < 3 or kind in {"NNP", "CD", "SYM", "LS"}):
            continue
        if count < (1 if kind in _INFLECTED else 2) or "\t" in form + lemma or not form.strip():
            continue
        if regular_lemma(form, kind) != lemma:
            table[form, kind] = lemma
        else:
            table.pop((form, kind), None)
    rows = sorted((form, kind, lemma) for (form, kind), lemma in table.items())
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return len(rows)


def _dictionary() -> Iterator[tuple[str, str, str]]:
    spec = find_spec("lemminflect")
    if spec is None or spec.origin is None:
        raise ImportError("the table of lemmas is made with lemminflect: install the extra [train]")
    with gzip.open(Path(spec.origin).parent / "resources/lemma_lu.csv.gz", "rt", encoding="utf-8") as file:
        for form, part, lemmas in csv.reader(file):
            lemma = lemmas.split("/")[0]
            if form.isalpha() and (form != lemma or (part == "noun" and form.endswith("s"))):
                for kind in _kinds(form, part.upper()):
                    yield form, kind, lemma


def _kinds(form: str, part: str) -> tuple[str, ...]:
    if part == "VERB":
        if form.endswith("ing"):
            return ("VG",)
        return ("VZ",) if form.endswith("s") else ("VD",)
    if part == "NOUN":
        return ("NS",)
    if part in {"ADJ", "ADV"}:
        superlative = form.endswith("st")
        if part == "ADJ":
            return ("JS",) if superlative else ("JR",)
        return ("RS",) if superlative else ("RR",)
    return ()
