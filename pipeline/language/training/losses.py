"""What is trained on: the loss of each head, over what a batch has labels for."""

from __future__ import annotations

from typing import Final

from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from pipeline.language.training.batches import IGNORED, Batch
from pipeline.language.training.network import Network, Outputs

__all__ = ["WEIGHTS", "losses", "worth_logits"]

WEIGHTS: Final = {
    "arcs": 1.0,
    "relations": 1.0,
    "upos": 0.3,
    "xpos": 0.5,
    "feats": 0.2,
    "starts": 1.5,
    "names": 2.0,
    "worth": 0.4,
}
"""How much each head counts in the sum that is trained on."""


def losses(network: Network, batch: Batch, outputs: Outputs, smoothing: float) -> dict[str, Tensor]:
    """Return the loss of each head that the batch has labels for."""
    found: dict[str, Tensor] = {}
    if (batch.heads >= 0).any():
        arcs = outputs.arcs.float().masked_fill(~batch.candidates[:, None], -1e4)
        found["arcs"] = F.cross_entropy(arcs.flatten(0, 1), batch.heads.flatten(), ignore_index=IGNORED)
        heads = batch.heads.clamp(min=0)[:, :, None].expand(-1, -1, outputs.governors.shape[2])
        relations = network.relation_scores(outputs.dependents, outputs.governors.gather(1, heads))
        upos, xpos, feats, starts = outputs.tags.float().split([*network.config.tags, 1], -1)
        for name, scores in (("relations", relations.float()), ("upos", upos), ("xpos", xpos), ("feats", feats)):
            gold = getattr(batch, name).flatten()
            found[name] = F.cross_entropy(scores.flatten(0, 1), gold, ignore_index=IGNORED, label_smoothing=smoothing)
        known = batch.starts >= 0
        found["starts"] = F.binary_cross_entropy_with_logits(starts[..., 0][known], batch.starts[known].float())
    if batch.named.any():
        scores = outputs.names.float()[batch.named]
        allowed = scores.masked_fill(~batch.names[batch.named], -1e4)
        found["names"] = (scores.logsumexp(-1) - allowed.logsumexp(-1)).mean()
    judged = batch.worth >= 0
    if judged.any():
        logits = worth_logits(outputs.worth.float(), batch.segments)[judged]
        loss = F.binary_cross_entropy_with_logits(logits, batch.worth[judged], reduction="sum")
        found["worth"] = loss / max(8, int(judged.sum()))
    return found


def worth_logits(worth: Tensor, segments: Tensor) -> Tensor:
    """Return a logit for each sentence (B, S) from two numbers for each word (B, W, 2)."""
    attention = worth[:, None, :, 0].masked_fill(~segments, -1e4).softmax(-1)
    return (attention * worth[:, None, :, 1]).sum(-1)
