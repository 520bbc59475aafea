"""The weights that a training run has left."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from pipeline.language.training.batches import Labels
from pipeline.language.training.network import Config, Network

__all__ = ["load_checkpoint"]


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
