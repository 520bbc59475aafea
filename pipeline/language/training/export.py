"""From a checkpoint to the folder that is shipped."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import onnx

from pipeline.language.labels import NAME_TAGS
from pipeline.language.reader import FORMAT
from pipeline.language.training.checkpoint import load_checkpoint
from pipeline.language.training.graph import Mode, build_graph, build_relations
from pipeline.language.training.start import load_start

__all__ = ["export"]

_POSITIONS = 480


def export(
    run: Path, base: Path, folder: Path, version: str, mode: Mode = "rows", average_with: Path | None = None
) -> None:
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
    average_with
        An earlier run or model folder, best the one that the run began with: what is written lies halfway between the
        two (Wortsman et al. 2022, arXiv:2203.05482).
    """
    network, labels = load_checkpoint(run)
    state = network.state_dict()
    if average_with is not None:
        other = load_start(average_with, base, network.config)
        state = {n: (v + other[n]) / 2 if v.is_floating_point() else v for n, v in state.items()}
    weights = {name: tensor.numpy() for name, tensor in state.items()}
    folder.mkdir(parents=True, exist_ok=True)
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
