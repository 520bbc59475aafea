"""The network: MiniLM with a case embedding, and all heads on the mean of a word's first and last piece.

Encoder: Wang et al. 2020 (arXiv:2002.10957), 6 layers, 384 wide. Arcs: biaffine attention (Dozat and Manning 2017,
arXiv:1611.01734). Check-worthiness: a sentence's logit is the mean of its words' values, weighted by attention.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from pipeline.language.labels import NAME_TAGS
from pipeline.language.shapes import PLACES, SHAPES

__all__ = ["Config", "Network", "Outputs"]


@dataclass(frozen=True)
class Config:
    """Sizes. ``tags`` are the columns of UPOS, XPOS and features; sentence start takes one more."""

    vocabulary: int
    relations: int
    tags: tuple[int, int, int]
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    case_width: int = 32
    arc_width: int = 256
    relation_width: int = 256
    hidden: int = 256
    worth_hidden: int = 64
    dropout: float = 0.1
    head_dropout: float = 0.25

    def as_dict(self) -> dict[str, object]:
        """The sizes as they are stored."""
        return asdict(self)


class Outputs(NamedTuple):
    """Scores. B windows, W words, R the relation width."""

    arcs: Tensor  # B, W, W + 1
    dependents: Tensor  # B, W, R
    governors: Tensor  # B, W + 1, R
    tags: Tensor  # B, W, all tags + 1
    names: Tensor  # B, W, name tags
    worth: Tensor  # B, W, 2: attention, value


class _Layer(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.attention_heads = config.attention_heads
        self.dropout = config.dropout
        self.query = nn.Linear(config.width, config.width)
        self.key = nn.Linear(config.width, config.width)
        self.value = nn.Linear(config.width, config.width)
        self.output = nn.Linear(config.width, config.width)
        self.attention_norm = nn.LayerNorm(config.width, eps=1e-12)
        self.rise = nn.Linear(config.width, config.inner)
        self.fall = nn.Linear(config.inner, config.width)
        self.output_norm = nn.LayerNorm(config.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        size, length, width = x.shape
        shape = (size, length, self.attention_heads, width // self.attention_heads)
        query, key, value = (part(x).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value))
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.output(mixed.transpose(1, 2).reshape(size, length, width))
        x = self.attention_norm(x + F.dropout(mixed, self.dropout, self.training))
        raised = self.fall(F.gelu(self.rise(x)))
        return self.output_norm(x + F.dropout(raised, self.dropout, self.training))


class Network(nn.Module):
    """The reader as it is trained; `pipeline.language.training.graph` writes the same computation in ONNX."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        width = config.width
        self.words = nn.Embedding(config.vocabulary, width)
        self.positions = nn.Embedding(config.positions, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.shapes = nn.Embedding(SHAPES, width)
        self.places = nn.Embedding(PLACES, width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.places.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(_Layer(config) for _ in range(config.layers))
        self.head_shapes = nn.Embedding(SHAPES, config.case_width)
        self.head_places = nn.Embedding(PLACES, config.case_width)
        wide = width + config.case_width
        self.root = nn.Parameter(torch.randn(wide) * 0.02)
        self.arc_dependent = nn.Linear(wide, config.arc_width)
        self.arc_governor = nn.Linear(wide, config.arc_width)
        self.arc = nn.Parameter(torch.zeros(config.arc_width + 1, config.arc_width))
        nn.init.orthogonal_(self.arc)
        self.relation_dependent = nn.Linear(wide, config.relation_width)
        self.relation_governor = nn.Linear(wide, config.relation_width)
        self.relation = nn.Linear(3 * config.relation_width, config.relations)
        self.tag_hidden = nn.Linear(wide, config.hidden)
        self.tag = nn.Linear(config.hidden, sum(config.tags) + 1)
        self.name_hidden = nn.Linear(wide, config.hidden)
        self.name = nn.Linear(config.hidden, len(NAME_TAGS))
        self.worth_hidden = nn.Linear(wide, config.worth_hidden)
        self.worth = nn.Linear(config.worth_hidden, 2)

    def case_tables(self) -> tuple[Tensor, Tensor]:
        """Embeddings of the case classes: for the encoder, for the heads."""
        encoder = self.shapes.weight[:, None] + self.places.weight[None]
        heads = self.head_shapes.weight[:, None] + self.head_places.weight[None]
        return encoder.flatten(0, 1), heads.flatten(0, 1)

    def encode(self, ids: Tensor, case: Tensor, mask: Tensor) -> Tensor:
        """Vectors of pieces, the case embedding of the heads beside them."""
        table, head_table = self.case_tables()
        positions = self.positions.weight[: ids.shape[1]]
        x = self.norm(self.words(ids) + positions + self.kind + F.embedding(case, table))
        x = F.dropout(x, self.config.dropout, self.training)
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return torch.cat([x, F.embedding(case, head_table)], -1)

    def forward(self, ids: Tensor, case: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Outputs:
        """Scores of every head for a batch of windows."""
        x = self.encode(ids, case, mask)
        width = x.shape[2]
        ends = [torch.gather(x, 1, i[:, :, None].expand(-1, -1, width)) for i in (first, last)]
        h = F.dropout((ends[0] + ends[1]) * 0.5, self.config.dropout, self.training)
        rooted = torch.cat([self.root.expand(h.shape[0], 1, -1), h], 1)
        arc_dependent = self._head(self.arc_dependent(h))
        arc_governor = self._head(self.arc_governor(rooted))
        return Outputs(
            arcs=(arc_dependent @ self.arc[:-1] + self.arc[-1]) @ arc_governor.transpose(1, 2),
            dependents=self._head(self.relation_dependent(h)),
            governors=self._head(self.relation_governor(rooted)),
            tags=self.tag(self._head(self.tag_hidden(h))),
            names=self.name(self._head(self.name_hidden(h))),
            worth=self.worth(self._head(self.worth_hidden(h))),
        )

    def relation_scores(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """Scores of relations between dependents and their governors, position by position."""
        return self.relation(torch.cat([dependents * governors, dependents, governors], -1))

    def _head(self, x: Tensor) -> Tensor:
        return F.dropout(F.relu(x), self.config.head_dropout, self.training)

    def load_encoder(self, path: Path) -> None:
        """Start from a BERT-like encoder stored as safetensors."""
        from safetensors.torch import load_file

        stored = {name.removeprefix("bert."): tensor for name, tensor in load_file(path).items()}
        self.words.weight.data.copy_(stored["embeddings.word_embeddings.weight"])
        self.positions.weight.data.copy_(stored["embeddings.position_embeddings.weight"])
        self.kind.data.copy_(stored["embeddings.token_type_embeddings.weight"][0])
        pairs: list[tuple[nn.Module, str]] = [(self.norm, "embeddings.LayerNorm")]
        for number, layer in enumerate(self.layers):
            base = f"encoder.layer.{number}."
            pairs += [(getattr(layer, ours), base + theirs) for ours, theirs in _BERT_NAMES.items()]
        for module, name in pairs:
            module.weight.data.copy_(stored[f"{name}.weight"])  # type: ignore[union-attr, operator]
            module.bias.data.copy_(stored[f"{name}.bias"])  # type: ignore[union-attr, operator]


_BERT_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "rise": "intermediate.dense",
    "fall": "output.dense",
    "output_norm": "output.LayerNorm",
}
