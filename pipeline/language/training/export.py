"""From a checkpoint to the folder that is shipped."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import onnx
import torch

from pipeline.language.labels import NAME_TAGS
from pipeline.language.reader import FORMAT
from pipeline.language.training.batches import Labels
from pipeline.language.training.graph import Mode, build_graph, build_relations
from pipeline.language.training.network import Config, Network

__all__ = ["export", "load_checkpoint"]

_POSITIONS = 480


def load_checkpoint(folder: Path) -> tuple[Network, Labels]:
    """Load the averaged weights of a run, finished or not."""
    stored = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    labels = Labels(**{name: tuple(values) for name, values in stored["labels"].items()})
    network = Network(Config(**{**stored["config"], "tags": tuple(stored["config"]["tags"])}))
    finished = folder / "averaged.pt"
    if finished.is_file():
        network.load_state_dict(torch.load(finished, weights_only=True)["network"])
    else:
        state = torch.load(folder / "last.pt", weights_only=True)
        network.load_state_dict(state["network"])
        trained = [p for name, p in network.named_parameters() if name != "words.weight"]
        for parameter, average in zip(trained, state["average"], strict=True):
            parameter.data.copy_(average)
    network.eval()
    return network, labels


def export(run: Path, base: Path, folder: Path, version: str, mode: Mode = "rows") -> None:
    """Write a model folder.

    Parameters
    ----------
    run
        The folder of a training run.
    base
        The folder of the base encoder, for its vocabulary.
    folder
        The model's folder; its ``README.md``, the card, is left as it is.
    version
        What the provenance of records will name.
    mode
        See `pipeline.language.training.graph.build_graph`.
    """
    network, labels = load_checkpoint(run)
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
    onnx.save(build_graph(weights, network.config, _POSITIONS, mode), folder / "model.onnx")
    onnx.save(build_relations(weights), folder / "relations.onnx")
    meta = {
        "format": FORMAT,
        "version": version,
        "positions": _POSITIONS,
        "labels": {**labels.as_dict(), "names": NAME_TAGS},
    }
    (folder / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(base / "vocab.txt", folder / "vocab.txt")
