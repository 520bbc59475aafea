"""An exported model gives its weights back, but for what 8 bits lose."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="belongs to the extra `train`")


def test_a_model_that_was_exported_can_be_trained_on(tmp_path: Path) -> None:
    import onnx
    from safetensors.torch import save_file

    from pipeline.language.training.graph import build_graph, build_relations
    from pipeline.language.training.network import _BERT_NAMES, Config, Network
    from pipeline.language.training.start import load_start

    torch.manual_seed(1)
    config = Config(
        vocabulary=50, relations=7, tags=(3, 4, 5), width=48, layers=2, attention_heads=2, inner=96, positions=40,
        arc_width=16, relation_width=16, hidden=16, case_width=8, worth_hidden=8,
    )  # fmt: skip
    network = Network(config)
    for name in ("shapes", "places"):
        torch.nn.init.normal_(getattr(network, name).weight)
    weights = {name: value.numpy() for name, value in network.state_dict().items()}
    onnx.save(build_graph(weights, config, 32, "rows"), tmp_path / "model.onnx")
    onnx.save(build_relations(weights), tmp_path / "relations.onnx")
    save_file(_as_bert(network, _BERT_NAMES), tmp_path / "model.safetensors")

    found = Network(config)
    found.load_state_dict(load_start(tmp_path, tmp_path, config))
    ids = torch.randint(0, 50, (2, 12))
    inputs = (
        ids,
        torch.randint(0, 60, (2, 12)),
        torch.ones(2, 12),
        torch.arange(8).repeat(2, 1),
        torch.arange(8).repeat(2, 1),
    )
    network.eval()
    found.eval()
    for before, after in zip(network(*inputs), found(*inputs), strict=True):
        size = before.abs().max().item()
        assert np.abs((before - after).detach().numpy()).max() < 0.1 * size


def _as_bert(network: object, names: dict[str, str]) -> dict[str, object]:
    state = network.state_dict()  # type: ignore[attr-defined]
    stored = {
        "embeddings.word_embeddings.weight": state["words.weight"],
        "embeddings.position_embeddings.weight": state["positions.weight"],
        "embeddings.token_type_embeddings.weight": state["kind"].repeat(2, 1),
    }
    for part in ("weight", "bias"):
        stored[f"embeddings.LayerNorm.{part}"] = state[f"norm.{part}"]
        for layer in range(2):
            for ours, theirs in names.items():
                stored[f"encoder.layer.{layer}.{theirs}.{part}"] = state[f"layers.{layer}.{ours}.{part}"]
    return {name: value.clone().contiguous() for name, value in stored.items()}
