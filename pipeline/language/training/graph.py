"""The network as an ONNX graph, written node by node, with its weights in 8 bits.

Written by hand and not by an exporter, for two things that no exporter gives: the fused operators of onnxruntime, and
matrix products whose result for one word can't depend on what else is in the batch. Activations are quantised row by
row (one row is one piece of a word), so that a row sees nothing but itself; weights have 7 bits, so that the sums of
pairs in 16 bits that processors without VNNI form can't overflow; sums of integers are exact in any order.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from pipeline.language.training.network import Config

__all__ = ["Mode", "build_graph", "build_relations"]

Array = NDArray[Any]
Mode = Literal["float", "blocks", "rows"]

_CONTRIB = "com.microsoft"
_WEIGHT_MAX = 63  # 7 bits: 255 * 63 * 2 fits 16 bits
_EPSILON = 1e-12


class _Builder:
    def __init__(self, mode: Mode) -> None:
        self.mode = mode
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self._count = 0
        self._rows: dict[str, tuple[str, str]] = {}

    def constant(self, name: str, value: Array) -> str:
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(self, kind: str, *inputs: str, out: str = "", domain: str = "", **attributes: Any) -> str:
        self._count += 1
        name = out or f"{kind}_{self._count}"
        self.nodes.append(
            helper.make_node(kind, list(inputs), [name], name=f"n{self._count}", domain=domain, **attributes)
        )
        return name

    def integer(self, *values: int) -> str:
        shown = "_".join(map(str, values)).replace("-", "m")
        return self.constant(f"int_{shown}", np.array(values, np.int64))

    def linear(self, x: str, name: str, weight: Array, bias: Array | None, out: str = "") -> str:
        """Multiply the last axis of ``x`` by ``weight`` (inputs, outputs) and add a bias."""
        target = "" if bias is not None else out
        if self.mode == "float":
            y = self.op("MatMul", x, self.constant(f"{name}.weight", weight.astype(np.float32)), out=target)
        elif self.mode == "blocks":
            y = self._blocks(x, name, weight, target)
        else:
            y = self._by_rows(x, name, weight, target)
        if bias is None:
            return y
        return self.op("Add", y, self.constant(f"{name}.bias", bias.astype(np.float32)), out=out)

    def _blocks(self, x: str, name: str, weight: Array, out: str, size: int = 128) -> str:
        inputs, outputs = weight.shape
        pad = -inputs % size
        padded = np.pad(weight, ((0, pad), (0, 0))).T.reshape(outputs, -1, size)
        scale = np.abs(padded).max(-1, keepdims=True) / 127
        scale[scale == 0] = 1
        packed = (np.rint(padded / scale) + 128).astype(np.uint8)
        return self.op(
            "MatMulNBits",
            x,
            self.constant(f"{name}.weight", packed),
            self.constant(f"{name}.scale", scale.reshape(-1).astype(np.float32)),
            out=out,
            domain=_CONTRIB,
            K=inputs,
            N=outputs,
            bits=8,
            block_size=size,
            accuracy_level=4,
        )

    def _quantised_rows(self, x: str) -> tuple[str, str]:
        if x not in self._rows:
            low = self.op("Neg", self.op("ReduceMin", x, self.integer(-1), keepdims=1))
            high = self.op("ReduceMax", x, self.integer(-1), keepdims=1)
            most = self.op("Max", low, high, self.constant("tiny", np.array(1e-6, np.float32)))
            scale = self.op("Mul", most, self.constant("per_step", np.array(1 / 127, np.float32)))
            flat = self.op("Reshape", scale, self.integer(-1))
            middle = self.op("Expand", self.constant("middles", np.array([128], np.uint8)), self.op("Shape", flat))
            self._rows[x] = self.op("QuantizeLinear", x, flat, middle, axis=0), scale
        return self._rows[x]

    def _by_rows(self, x: str, name: str, weight: Array, out: str) -> str:
        steps, scale = self._quantised_rows(x)
        column = np.abs(weight).max(0) / _WEIGHT_MAX
        column[column == 0] = 1
        stored = np.rint(weight / column).astype(np.int8)
        y = self.op(
            "MatMulIntegerToFloat", steps, self.constant(f"{name}.weight", stored),
            self.constant("one", np.array(1, np.float32)), self.constant(f"{name}.scale", column.astype(np.float32)),
            self.constant("middle", np.array(128, np.uint8)), domain=_CONTRIB,
        )  # fmt: skip
        return self.op("Mul", y, scale, out=out)

    def embedding(self, name: str, table: Array, indices: str) -> str:
        if self.mode == "float":
            return self.op("Gather", self.constant(name, table.astype(np.float32)), indices)
        scale = np.abs(table).max(1, keepdims=True) / 127
        scale[scale == 0] = 1
        stored = np.rint(table / scale).astype(np.int8)
        row = self.op("Cast", self.op("Gather", self.constant(name, stored), indices), to=TensorProto.FLOAT)
        return self.op("Mul", row, self.op("Gather", self.constant(f"{name}.scale", scale.astype(np.float32)), indices))


def build_graph(weights: dict[str, Array], config: Config, positions: int, mode: Mode) -> onnx.ModelProto:
    """Return the graph of a trained network.

    Parameters
    ----------
    weights
        The state of `pipeline.language.training.network.Network`, as float32 arrays.
    config
        Its sizes.
    positions
        The longest window, in pieces.
    mode
        ``float``, ``blocks`` (weights alone in 8 bits) or ``rows`` (8-bit products, see above).
    """
    b = _Builder(mode)
    w = {name: value.astype(np.float32) for name, value in weights.items()}
    x = _embed(b, w, positions)
    padding = b.op("Cast", "mask", to=TensorProto.INT32)
    for number in range(config.layers):
        x = _layer(b, w, f"layers.{number}", x, padding, config)
    _heads(b, w, x)
    integers, floats = TensorProto.INT64, TensorProto.FLOAT
    inputs = [
        helper.make_tensor_value_info(name, integers, ["batch", "length"]) for name in ("ids", "case", "first", "last")
    ]
    inputs.append(helper.make_tensor_value_info("mask", floats, ["batch", "length"]))
    outputs = [
        helper.make_tensor_value_info(name, floats, ["batch", None, None])
        for name in ("arcs", "dependents", "governors", "tags", "names", "worth")
    ]
    graph = helper.make_graph(b.nodes, "reader", inputs, outputs, list(b.constants.values()))
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="claimsheet")


def build_relations(weights: dict[str, Array]) -> onnx.ModelProto:
    """Return the graph that scores relations between dependents and their governors once the tree is known."""
    b = _Builder("float")
    both = b.op("Concat", b.op("Mul", "dependents", "governors"), "dependents", "governors", axis=1)
    b.linear(both, "relation", weights["relation.weight"].T, weights["relation.bias"], out="relations")
    floats = TensorProto.FLOAT
    inputs = [helper.make_tensor_value_info(name, floats, ["words", None]) for name in ("dependents", "governors")]
    outputs = [helper.make_tensor_value_info("relations", floats, ["words", None])]
    graph = helper.make_graph(b.nodes, "relations", inputs, outputs, list(b.constants.values()))
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9, producer_name="claimsheet"
    )


def _case_table(shapes: Array, places: Array) -> Array:
    table: Array = (shapes[:, None] + places[None]).reshape(-1, shapes.shape[1])
    return table


def _embed(b: _Builder, w: dict[str, Array], positions: int) -> str:
    """Return the pieces' vectors, one row a piece: (batch x length, width)."""
    length = b.op("Shape", "ids", start=1, end=2)
    place = b.constant("positions", w["positions.weight"][:positions] + w["kind"])
    here = b.op("Slice", place, b.integer(0), length, b.integer(0))
    case = b.constant("case_table", _case_table(w["shapes.weight"], w["places.weight"]))
    both = b.op("Add", b.op("Gather", case, "case"), here)
    x = b.op("Add", b.embedding("words", w["words.weight"], "ids"), both)
    return _norm(b, w, "norm", b.op("Reshape", x, b.integer(-1, int(w["words.weight"].shape[1]))))


def _norm(b: _Builder, w: dict[str, Array], name: str, x: str) -> str:
    # Add and LayerNormalization apart: the fused SkipLayerNormalization is seven times as slow on CPU.
    parts = (b.constant(f"{name}.{kind}", w[f"{name}.{kind}"]) for kind in ("weight", "bias"))
    return b.op("LayerNormalization", x, *parts, axis=-1, epsilon=_EPSILON)


def _layer(b: _Builder, w: dict[str, Array], name: str, x: str, padding: str, config: Config) -> str:
    def linear(y: str, part: str, biased: bool) -> str:
        bias = w[f"{name}.{part}.bias"] if biased else None
        return b.linear(y, f"{name}.{part}", w[f"{name}.{part}.weight"].T, bias)

    shape = b.op("Concat", b.op("Shape", "ids"), b.integer(config.width), axis=0)
    parts = [b.op("Reshape", linear(x, part, False), shape) for part in ("query", "key", "value")]
    bias = np.concatenate([w[f"{name}.{part}.bias"] for part in ("query", "key", "value")])
    mixed = b.op(
        "MultiHeadAttention", *parts, b.constant(f"{name}.attention.bias", bias), padding,
        domain=_CONTRIB, num_heads=config.attention_heads,
    )  # fmt: skip
    mixed = b.op("Reshape", mixed, b.integer(-1, config.width))
    x = _norm(b, w, f"{name}.attention_norm", b.op("Add", linear(mixed, "output", True), x))
    risen = b.constant(f"{name}.rise.bias", w[f"{name}.rise.bias"])
    risen = b.op("BiasGelu", linear(x, "rise", False), risen, domain=_CONTRIB)
    return _norm(b, w, f"{name}.output_norm", b.op("Add", linear(risen, "fall", True), x))


def _heads(b: _Builder, w: dict[str, Array], x: str) -> None:
    shape = b.op("Shape", "ids")

    def apart(y: str, out: str = "") -> str:
        """(batch x length, n) to (batch, length, n)."""
        return b.op("Reshape", y, b.op("Concat", shape, b.integer(-1), axis=0), out=out)

    pieces = apart(x)

    def word(indices: str) -> str:
        return b.op("GatherND", pieces, b.op("Unsqueeze", indices, b.integer(-1)), batch_dims=1)

    def case(indices: str) -> str:
        table = b.constant("head_case_table", _case_table(w["head_shapes.weight"], w["head_places.weight"]))
        return b.op("Gather", table, b.op("GatherElements", "case", indices, axis=1))

    half = b.constant("half", np.array(0.5, np.float32))
    vector = b.op("Mul", b.op("Add", word("first"), word("last")), half)
    kind = b.op("Mul", b.op("Add", case("first"), case("last")), half)
    wide = len(w["root"])
    h = b.op("Reshape", b.op("Concat", vector, kind, axis=-1), b.integer(-1, wide))

    def hidden(part: str) -> str:
        return b.op("Relu", b.linear(h, part, w[f"{part}.weight"].T, w[f"{part}.bias"]))

    def rooted(part: str, out: str = "") -> str:
        # The root is the same for every sentence: what the layer makes of it is a constant.
        root = np.maximum(w[f"{part}.weight"] @ w["root"] + w[f"{part}.bias"], 0).reshape(1, 1, -1)
        size = b.op("Concat", b.op("Shape", "ids", start=0, end=1), b.integer(1, root.shape[2]), axis=0)
        first = b.op("Expand", b.constant(f"{part}.root", root), size)
        return b.op("Concat", first, apart(hidden(part)), axis=1, out=out)

    left = apart(b.linear(hidden("arc_dependent"), "arc", w["arc"][:-1], w["arc"][-1]))
    right = b.op("Transpose", rooted("arc_governor"), perm=[0, 2, 1])
    b.op("MatMul", left, right, out="arcs")
    apart(hidden("relation_dependent"), out="dependents")
    rooted("relation_governor", out="governors")
    for part, out in (("tag", "tags"), ("name", "names"), ("worth", "worth")):
        apart(b.linear(hidden(f"{part}_hidden"), part, w[f"{part}.weight"].T, w[f"{part}.bias"]), out=out)
