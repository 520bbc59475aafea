"""Where a training run begins: the weights of an earlier run, or those of an exported model, in floats again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from pipeline.language.shapes import PLACES
from pipeline.language.training.checkpoint import load_checkpoint
from pipeline.language.training.network import Config, Network

__all__ = ["load_start"]

Array = NDArray[Any]


def load_start(folder: Path, base: Path, config: Config) -> dict[str, Tensor]:
    """Return the state of a network to begin with.

    Parameters
    ----------
    folder
        A training run, or a model folder with ``model.onnx`` and ``relations.onnx``.
    base
        The base encoder, for the embeddings of positions beyond those that are exported.
    config
        The sizes of the network.
    """
    if not (folder / "model.onnx").is_file():
        earlier: dict[str, Tensor] = load_checkpoint(folder)[0].state_dict()
        return earlier
    network = Network(config)
    network.load_encoder(base / "model.safetensors")
    stored = _constants(folder / "model.onnx") | _constants(folder / "relations.onnx")
    state: dict[str, Tensor] = network.state_dict()
    for name, value in _named(stored, config).items():
        if value.shape != tuple(state[name].shape):
            raise ValueError(f"{name}: {value.shape} in the model, {tuple(state[name].shape)} in the network")
        state[name] = torch.from_numpy(np.ascontiguousarray(value, np.float32))
    exported = stored["positions"]
    state["positions.weight"][: len(exported)] = torch.from_numpy(exported) - state["kind"]
    state["root"] = _root(stored, state)
    return state


def _constants(path: Path) -> dict[str, Array]:
    """The constants of a graph; a weight in 8 bits is multiplied by its scale."""
    found = {tensor.name: np.array(numpy_helper.to_array(tensor)) for tensor in onnx.load(path).graph.initializer}
    for name, value in found.items():
        scale = found.get(f"{name.removesuffix('.weight')}.scale")
        if value.dtype == np.int8 and scale is not None:
            found[name] = value.astype(np.float32) * scale
    return found


def _named(stored: dict[str, Array], config: Config) -> dict[str, Array]:
    found = {"words.weight": stored["words"]}
    for prefix, table in (("", stored["case_table"]), ("head_", stored["head_case_table"])):
        # The table is a sum of shapes and places; any two parts with this sum are the same network.
        parts = table.reshape(-1, PLACES, table.shape[1])
        found[f"{prefix}shapes.weight"] = parts[:, 0]
        found[f"{prefix}places.weight"] = parts[0] - parts[0, 0]
    for name, value in stored.items():
        if name.endswith("norm.weight") or name.endswith("norm.bias"):
            found[name] = value
        elif name.endswith(".attention.bias"):
            layer = name.removesuffix(".attention.bias")
            for part, bias in zip(("query", "key", "value"), np.split(value, 3), strict=True):
                found[f"{layer}.{part}.bias"] = bias
        elif name in {"arc.weight", "arc.bias"}:
            continue
        elif name.endswith(".weight"):
            found[name] = value.T
        elif name.endswith(".bias"):
            found[name] = value
    found["arc"] = np.concatenate([stored["arc.weight"], stored["arc.bias"].reshape(1, -1)])
    return found


def _root(stored: dict[str, Array], state: dict[str, Tensor]) -> Tensor:
    """Fit the root's vector to what the two layers that read it make of it."""
    torch.manual_seed(0)
    heads = ("arc_governor", "relation_governor")
    root = torch.zeros(state["arc_governor.weight"].shape[1], requires_grad=True)
    optimiser = torch.optim.Adam([root], lr=0.02)
    for _ in range(3000):
        loss = torch.zeros(())
        for head in heads:
            made = torch.relu(state[f"{head}.weight"] @ root + state[f"{head}.bias"])
            loss = loss + (made - torch.from_numpy(stored[f"{head}.root"].ravel())).square().sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return root.detach()
