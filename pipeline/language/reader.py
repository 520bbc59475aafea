"""The model: words of paragraphs in, one analysis of each out; numpy and onnxruntime, no spaCy.

A paragraph is read alone or with others of the same padded length, never with longer ones: what it shares a batch with
must not change its analysis, for sheets are compared byte for byte.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from pipeline.errors import SettingsError
from pipeline.language.decode import BioDecoder, find_starts
from pipeline.language.shapes import case_classes
from pipeline.language.trees import TreeDecoder
from pipeline.language.wordpiece import WordPiece

__all__ = ["FORMAT", "Analysis", "Paragraph", "Reader", "read_version"]

Array = NDArray[Any]

FORMAT = 1
"""The format of model folders that this version writes and reads."""

_WINDOW_WORDS = 150
"""A paragraph longer than this is read in several windows: the training saw no longer ones."""

_STEP = 16
"""Windows are padded to a multiple of this many pieces."""

_BATCH_PIECES = 2048


def _meta(folder: Path) -> dict[str, Any]:
    meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    if meta["format"] != FORMAT:
        raise ValueError(f"its format is {meta['format']}, not {FORMAT}")
    return meta


def _unreadable(folder: Path, error: Exception) -> SettingsError:
    hint = "install claimsheet again, or see CLAIMSHEET_READER_MODEL"
    return SettingsError(f"the reader's model can't be loaded: {error}", path=folder, hint=hint)


def read_version(folder: Path) -> str:
    """Return a model's version without loading it.

    Raises
    ------
    SettingsError
        If there is no model of a known format.
    """
    try:
        return str(_meta(folder)["version"])
    except (OSError, ValueError, KeyError) as error:
        raise _unreadable(folder, error) from None


class Paragraph(NamedTuple):
    """The words of a paragraph, and whether white space follows each."""

    words: Sequence[str]
    spaces: Sequence[bool]


@dataclass
class Analysis:
    """What the model says of a paragraph, word by word.

    ``heads`` are numbers of words in the paragraph, a root is its own head. ``names`` are BIO tags. ``worth`` gives for
    the first word of each sentence how much it is worth checking, between 0 and 1.
    """

    heads: Array
    relations: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    names: list[str]
    worth: dict[int, float] = field(default_factory=dict)

    @classmethod
    def empty(cls, words: int) -> Analysis:
        """Room for an analysis of so many words."""
        relations, upos, xpos, feats = ([""] * words for _ in range(4))
        return cls(np.arange(words), relations, upos, xpos, feats, ["O"] * words)


class _Window(NamedTuple):
    paragraph: int
    start: int
    settled: int  # words before this one were read by an earlier window: they are context here
    ids: list[int]
    case: list[int]
    first: list[int]
    last: list[int]
    whole: bool  # reaches the end of the paragraph
    wide: bool  # takes all the room there is, for a sentence filled the usual window

    @property
    def padded(self) -> int:
        return -(-len(self.ids) // _STEP) * _STEP


class Reader:
    """A trained model, ready to read.

    Parameters
    ----------
    folder
        The model's folder: ``model.onnx``, ``meta.json``, ``relations.onnx``, ``vocab.txt``.
    threads
        At most so many threads work on a batch. The result does not depend on it.

    Raises
    ------
    SettingsError
        If a file is missing, damaged, or of a format that this version does not read.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = folder
        try:
            meta = _meta(folder)
            self.pieces = WordPiece.from_file(folder / "vocab.txt")
            options = ort.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            # The graph is written with its fused operators; what else a version of onnxruntime would fuse (Add with
            # LayerNormalization) is slower on CPU, and would make results depend on the version.
            options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
            self._session, self._relating = (
                ort.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
                for name in ("model.onnx", "relations.onnx")
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise _unreadable(folder, error) from None
        self.labels: dict[str, list[str]] = meta["labels"]
        """The label sets, in the order of the model's columns."""
        labels = self.labels
        self.version: str = meta["version"]
        self._upos: list[str] = labels["upos"]
        self._xpos: list[str] = labels["xpos"]
        self._feats: list[str] = labels["feats"]
        self._cuts = np.cumsum([0, len(self._upos), len(self._xpos), len(self._feats)]).tolist()
        self._trees = TreeDecoder(labels["relations"], self.relate)
        self._names = BioDecoder(labels["names"])
        self._most_pieces = int(meta["positions"]) // _STEP * _STEP

    def read(self, paragraphs: Sequence[Paragraph]) -> list[Analysis]:
        """Return the analysis of each paragraph; one without words gives an empty one."""
        found = [Analysis.empty(len(paragraph.words)) for paragraph in paragraphs]
        waiting = [self._window(paragraphs, n, 0, 0) for n, p in enumerate(paragraphs) if p.words]
        while waiting:
            following: list[_Window] = []
            for batch in _batches(waiting):
                outputs = self._run(batch)
                for row, window in enumerate(batch):
                    scores = tuple(part[row] for part in outputs)
                    rest = self._settle(window, scores, found[window.paragraph])
                    if rest is not None:
                        following.append(self._window(paragraphs, window.paragraph, *rest))
            waiting = following
        return found

    def _window(
        self, paragraphs: Sequence[Paragraph], number: int, start: int, settled: int, wide: bool = False
    ) -> _Window:
        words, spaces = paragraphs[number]
        end = len(words) if wide else min(len(words), max(start, settled - _WINDOW_WORDS // 2) + _WINDOW_WORDS)
        ids = [self.pieces.first]
        first: list[int] = []
        last: list[int] = []
        case = [0]
        classes = case_classes(words[start:end], spaces[start:end])
        for word, kind in zip(words[start:end], classes, strict=True):
            pieces = self.pieces(word)
            if len(ids) + len(pieces) + 1 > self._most_pieces:
                break
            first.append(len(ids))
            ids.extend(pieces)
            last.append(len(ids) - 1)
            case.extend([kind] * len(pieces))
        if start + len(first) <= settled:  # the context alone filled the window
            return self._window(paragraphs, number, settled, settled, wide)
        whole = start + len(first) == len(words)
        return _Window(number, start, settled, [*ids, self.pieces.last], [*case, 0], first, last, whole, wide)

    def _run(self, batch: Sequence[_Window]) -> list[Array]:
        shape = (len(batch), batch[0].padded)
        ids, case, first, last = (np.zeros(shape, np.int64) for _ in range(4))
        mask = np.zeros(shape, np.float32)
        for row, window in enumerate(batch):
            pieces = len(window.ids)
            words = len(window.first)
            ids[row, :pieces] = window.ids
            case[row, :pieces] = window.case
            mask[row, :pieces] = 1.0
            first[row, :words] = window.first
            last[row, :words] = window.last
        return self.scores({"ids": ids, "case": case, "mask": mask, "first": first, "last": last})

    def scores(self, feed: dict[str, Array]) -> list[Array]:
        """Run the network: arcs, dependents, governors, tags, names and check-worthiness of a padded batch."""
        outputs: list[Array] = self._session.run(["arcs", "dependents", "governors", "tags", "names", "worth"], feed)
        return outputs

    def _settle(self, window: _Window, scores: tuple[Array, ...], found: Analysis) -> tuple[int, int, bool] | None:
        """Write what a window makes certain; return where the next starts, what is settled, and if it is wide."""
        arcs, dependents, governors, tags, names, worth = scores
        words = len(window.first)
        context = window.settled - window.start
        starts = find_starts(arcs[:words, : words + 1], tags[:words, -1], context)
        end = words
        if not window.whole:
            # The last sentence may go on behind the window.
            if len(starts) > 1:
                end = starts.pop()
            elif not window.wide:
                return window.settled, window.settled, True
            else:
                end = self._cut(tags, context, words)
        columns = _columns(context, end)
        heads, relations = self._trees(
            arcs[context:end, columns], dependents[context:end], governors[columns], [s - context for s in starts]
        )
        base = window.start + context
        place = slice(base, window.start + end)
        found.heads[place] = np.where(heads == 0, np.arange(len(heads)), heads - 1) + base
        found.relations[place] = relations
        part = tags[context:end]
        for values, known, low, high in zip(
            (found.upos, found.xpos, found.feats),
            (self._upos, self._xpos, self._feats),
            self._cuts[:-1],
            self._cuts[1:],
            strict=True,
        ):
            values[place] = [known[best] for best in part[:, low:high].argmax(1)]
        found.names[place] = self._names(names[context:end])
        for start, stop in zip(starts, [*starts[1:], end], strict=True):
            found.worth[window.start + start] = _worth(worth[start:stop])
        if end == words and window.whole:
            return None
        # One sentence of context, so that the next is read as the middle of its paragraph that it is.
        return window.start + starts[-1], window.start + end, False

    def _cut(self, tags: Array, context: int, words: int) -> int:
        comma = [self._xpos.index(tag) for tag in (",", ":") if tag in self._xpos]
        best = tags[:words, self._cuts[1] : self._cuts[2]].argmax(1)
        candidates = np.flatnonzero(np.isin(best, comma)) + 1
        candidates = candidates[candidates > (context + words) // 2]
        return int(candidates[-1]) if len(candidates) else words

    def relate(self, dependents: Array, governors: Array) -> Array:
        """Score every relation between dependents and governors, row by row."""
        # By onnxruntime and not by numpy, whose products depend on the number of its threads.
        found: list[Array] = self._relating.run(["relations"], {"dependents": dependents, "governors": governors})
        return found[0]


def _columns(start: int, end: int) -> Array:
    return np.concatenate([[0], np.arange(start + 1, end + 1)])


# Trained on as many sentences worth checking as not; ClaimBuster itself has one in four (Elkan 2001, theorem 2).
_PRIOR = -math.log(3)


def _worth(scores: Array) -> float:
    attention = scores[:, 0].astype(np.float64)
    attention = np.exp(attention - attention.max())
    logit = float((attention * scores[:, 1]).sum() / attention.sum()) + _PRIOR
    return round(1.0 / (1.0 + float(np.exp(-logit))), 4)


def _batches(windows: Sequence[_Window]) -> Iterator[list[_Window]]:
    by_length: dict[int, list[_Window]] = defaultdict(list)
    for window in windows:
        by_length[window.padded].append(window)
    for length, group in sorted(by_length.items()):
        size = max(1, _BATCH_PIECES // length)
        for start in range(0, len(group), size):
            yield group[start : start + size]
