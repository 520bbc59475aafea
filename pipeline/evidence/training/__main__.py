"""Make the word vectors of ``data/`` from a sentence encoder: each piece of a word through it alone, then fewer axes.

``python -m pipeline.evidence.training BASE`` with the folder of sentence-transformers/all-MiniLM-L6-v2
(``config.json``, ``model.safetensors``, ``vocab.txt``). It needs numpy and scipy alone, and ten minutes.

After Tulkens and van Dongen, "Model2Vec: Fast State-of-the-Art Static Embeddings" (2024).
"""

from __future__ import annotations

import argparse
import json
import struct
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.special import erf

Array = np.ndarray[Any, np.dtype[np.float32]]

AXES: Final = 128
BATCH: Final = 256
CLS: Final = 101
SEP: Final = 102
REACH: Final = 1.5
"""How far past the largest weight the eight bits are stretched; what is cut off is under one in a thousand."""
DATA: Final = Path(__file__).parents[1] / "data"


class Encoder:
    """A BERT encoder with mean pooling, in numpy."""

    def __init__(self, folder: Path) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.heads = int(config["num_attention_heads"])
        self.layers = int(config["num_hidden_layers"])
        self.epsilon = float(config["layer_norm_eps"])
        self.weights = _safetensors(folder / "model.safetensors")

    def pooled(self, pieces: list[list[int]]) -> Array:
        """Return the mean of the last layer for rows of pieces, all of one length."""
        rows = np.array(pieces)
        hidden = self.weights["embeddings.word_embeddings.weight"][rows]
        hidden = hidden + self.weights["embeddings.position_embeddings.weight"][: rows.shape[1]]
        hidden = self._normal(
            hidden + self.weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm"
        )
        for layer in range(self.layers):
            hidden = self._layer(hidden, f"encoder.layer.{layer}.")
        return np.asarray(hidden.mean(1), dtype=np.float32)

    def _layer(self, hidden: Array, name: str) -> Array:
        rows, length, _ = hidden.shape

        def parts(kind: str) -> Array:
            found = self._linear(hidden, f"{name}attention.self.{kind}")
            return found.reshape(rows, length, self.heads, -1).transpose(0, 2, 1, 3)

        query, key, value = parts("query"), parts("key"), parts("value")
        weights = query @ key.transpose(0, 1, 3, 2) / np.sqrt(query.shape[-1])
        weights = np.exp(weights - weights.max(-1, keepdims=True))
        mixed = (weights / weights.sum(-1, keepdims=True)) @ value
        mixed = mixed.transpose(0, 2, 1, 3).reshape(rows, length, -1)
        hidden = self._normal(
            hidden + self._linear(mixed, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm"
        )
        inner = self._linear(hidden, f"{name}intermediate.dense")
        inner = np.asarray(inner * 0.5 * (1 + erf(inner / np.sqrt(2))), dtype=np.float32)
        return self._normal(hidden + self._linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _linear(self, hidden: Array, name: str) -> Array:
        return np.asarray(hidden @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"])

    def _normal(self, hidden: Array, name: str) -> Array:
        centred = hidden - hidden.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + self.epsilon)
        return np.asarray(
            centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"], dtype=np.float32
        )


def _safetensors(path: Path) -> dict[str, Array]:
    with path.open("rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(size))
        data = file.read()
    found = {}
    for name, about in header.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            first, last = about["data_offsets"]
            found[name] = np.frombuffer(data[first:last], dtype=np.float32).reshape(about["shape"])
    return found


def make(base: Path, folder: Path) -> None:
    """Write ``vectors.npy`` and ``vectors.txt``."""
    vocabulary = (base / "vocab.txt").read_text(encoding="utf-8").split("\n")
    kept = [
        number
        for number, piece in enumerate(vocabulary)
        if piece.removeprefix("##").isascii() and piece.removeprefix("##").isalnum()
    ]
    encoder = Encoder(base)
    found = np.concatenate(
        [
            encoder.pooled([[CLS, number, SEP] for number in kept[first : first + BATCH]])
            for first in range(0, len(kept), BATCH)
        ]
    ).astype(np.float64)
    found -= found.mean(0)
    _, axes = np.linalg.eigh(found.T @ found)
    found = found @ axes[:, ::-1][:, :AXES]
    # The vocabulary is in the order of frequency: by Zipf's law the logarithm of a rank is what a word tells.
    found *= np.log(1 + np.arange(1, len(kept) + 1))[:, None]
    scaled = np.clip(np.round(found / np.abs(found).max() * 127 * REACH), -127, 127).astype(np.int8)
    np.save(folder / "vectors.npy", scaled)
    (folder / "vectors.txt").write_text("\n".join(vocabulary[number] for number in kept) + "\n", encoding="utf-8")


def main() -> None:
    """Read the arguments and make the vectors."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.evidence.training", description=__doc__)
    parser.add_argument("base", type=Path, help="folder of the sentence encoder")
    parser.add_argument("--folder", type=Path, default=DATA, help="where to (default: the package's own data)")
    chosen = parser.parse_args()
    make(chosen.base, chosen.folder)


if __name__ == "__main__":
    main()
