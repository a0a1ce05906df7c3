"""Writes a trained network as the files that `onrecord.attribution.learned` runs."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training.reader.bundling import Vocabulary, plain
from training.reader.labels import GUIDES
from training.reader.networks import NEAR, Along, Student, Tagger

Arrays = dict[str, Any]
_OPSET = 17
_IR = 9


def export(model: Student, vocabulary: Vocabulary, package: Path) -> list[Path]:
    """Write the network, its columns with what they mean, and each language's table of words."""
    written = export_network(model, vocabulary, package)
    for code, numbers in vocabulary.words.items():
        path = package / "languages" / code / "words.npz"
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, **word_arrays(model, list(numbers), list(numbers.values())))
        written.append(path)
    return written


def export_network(model: Student, vocabulary: Vocabulary, package: Path) -> list[Path]:
    """Write the network and its columns with what they mean."""
    folder = package / "attribution/learned"
    folder.mkdir(parents=True, exist_ok=True)
    tables: Arrays = {f"column {n}": _half(each.weight) for n, each in enumerate(model.columns)}
    tables["moves"], tables["flat_moves"] = _half(model.moves), _half(model.flat_moves)
    endings = ("npz", "onnx", "parts.onnx", "flat.onnx")
    values, graph, parts, flat = (folder / f"network.{ending}" for ending in endings)
    np.savez_compressed(values, values=_as_bytes(values_of(vocabulary)), **tables)
    for made, path in (
        (body_graph(model), graph), (parts_graph(model), parts), (flat_graph(model), flat),
    ):  # fmt: skip
        onnx.save(made, path)
        quantise(path)
    return [values, graph, parts, flat]


class _Graph:
    """Collects the nodes of a graph; weights are kept in half precision until `quantise`."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def add(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> str:
        """One node; the name of its first output."""
        names = [f"{kind}{len(self.nodes)}.{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0]

    def weight(self, value: Tensor | NDArray[Any]) -> str:
        array = value if isinstance(value, np.ndarray) else value.detach().cpu().numpy()
        name = f"w{len(self.weights)}"
        if array.dtype == np.int64:
            self.weights.append(numpy_helper.from_array(array, name))
            return name
        self.weights.append(numpy_helper.from_array(array.astype(np.float16), name))
        return self.add("Cast", name, to=TensorProto.FLOAT)

    def affine(self, x: str, layer: nn.Linear) -> str:
        product = self.add("MatMul", x, self.weight(layer.weight.T.contiguous()))
        return self.add("Add", product, self.weight(layer.bias))

    def recurrent(self, x: str, layer: Along, lengths: str) -> str:
        """(batch, tokens, width) to (batch, tokens, 2 x hidden)."""
        lstm, hidden = layer.lstm, layer.lstm.hidden_size
        # Gates: PyTorch has input, forget, cell, output; ONNX input, output, forget, cell.
        order = np.concatenate([np.arange(hidden) + gate * hidden for gate in (0, 3, 1, 2)])
        inner, outer, bias = [], [], []
        for side in ("", "_reverse"):
            inner.append(_float(getattr(lstm, f"weight_ih_l0{side}"))[order])
            outer.append(_float(getattr(lstm, f"weight_hh_l0{side}"))[order])
            held = _float(getattr(lstm, f"bias_ih_l0{side}")) + _float(
                getattr(lstm, f"bias_hh_l0{side}")
            )
            bias.append(np.concatenate([held[order], np.zeros_like(held)]))
        turned = self.add("Transpose", x, perm=[1, 0, 2])
        out = self.add(
            "LSTM", turned, *(self.weight(np.stack(part)) for part in (inner, outer, bias)),
            lengths, hidden_size=hidden, direction="bidirectional",
        )  # fmt: skip
        batch_first = self.add("Transpose", out, perm=[2, 0, 1, 3])
        return self.add("Reshape", batch_first, self.weight(np.array([0, 0, 2 * hidden], np.int64)))

    def model(
        self, inputs: Sequence[tuple[str, int, Sequence[Any]]], outputs: Sequence[tuple[str, str]]
    ) -> onnx.ModelProto:
        for given, name in outputs:
            self.nodes.append(helper.make_node("Identity", [given], [name]))
        graph = helper.make_graph(
            self.nodes,
            "onrecord",
            [helper.make_tensor_value_info(*each) for each in inputs],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", "tokens", "width"])
                for _, name in outputs
            ],
            self.weights,
        )
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)])
        made.ir_version = _IR
        onnx.checker.check_model(made)
        return made


def body_graph(model: Tagger) -> onnx.ModelProto:
    """From the summed vectors of tokens to their hidden states and scores of cue tags.

    `x` (batch, tokens, entry), `heads` (batch, tokens), `lengths` (batch); `hidden` (batch,
    tokens, width), and for each guide `cues GUIDE` (batch, tokens, tags).
    """
    g = _Graph()
    x = g.add(
        "LayerNormalization", "x", g.weight(model.norm.weight), g.weight(model.norm.bias),
        axis=-1, epsilon=model.norm.eps,
    )  # fmt: skip
    x = g.recurrent(x, model.first, "lengths")
    width = 2 * model.sizes.first
    last = g.add("Unsqueeze", "heads", g.weight(np.array([-1], np.int64)))
    index = g.add("Expand", last, g.weight(np.array([1, 1, width], np.int64)))
    governor = g.add("GatherElements", x, index, axis=1)
    x = g.add("Relu", g.affine(g.add("Concat", x, governor, axis=-1), model.between))
    hidden = g.recurrent(x, model.second, "lengths")
    outputs = [(hidden, "hidden")]
    for guide, head in zip(GUIDES, model.cues, strict=True):
        outputs.append((g.affine(hidden, head), f"cues {guide}"))
    return g.model(
        [
            ("x", TensorProto.FLOAT, ["batch", "tokens", model.sizes.entry]),
            ("heads", TensorProto.INT64, ["batch", "tokens"]),
            ("lengths", TensorProto.INT32, ["batch"]),
        ],
        outputs,
    )


def parts_graph(model: Tagger) -> onnx.ModelProto:
    """From the hidden states of a statement's window to the scores of part tags.

    `hidden` (statements, tokens, width); `share` (statements, tokens), of which the cue's tokens
    hold equal parts of one; `marked`, `away` and `paths` (statements, tokens), numbers of what a
    token is to the cue; `guide` (statements, 1), `lengths` (statements).
    """
    g = _Graph()
    width = 2 * model.sizes.second
    one = g.weight(np.array([1], np.int64))
    mean = g.add("MatMul", g.add("Unsqueeze", "share", one), "hidden")
    x = g.add("Add", g.affine("hidden", model.own), g.affine(mean, model.cue))
    for name, table in (
        ("paths", model.path), ("away", model.distance), ("marked", model.marked),
        ("guide", model.guide),
    ):  # fmt: skip
        x = g.add("Add", x, g.add("Gather", g.weight(table.weight), name))
    x = g.recurrent(g.add("Tanh", x), model.along, "lengths")
    both = ["statements", "tokens"]
    return g.model(
        [
            ("hidden", TensorProto.FLOAT, [*both, width]),
            ("share", TensorProto.FLOAT, both),
            ("marked", TensorProto.INT64, both),
            ("away", TensorProto.INT64, both),
            ("paths", TensorProto.INT64, both),
            ("guide", TensorProto.INT64, ["statements", 1]),
            ("lengths", TensorProto.INT32, ["statements"]),
        ],
        [(g.affine(x, model.parts), "scores")],
    )


def flat_graph(model: Tagger) -> onnx.ModelProto:
    """From the hidden states of windows to the scores of part tags in one row.

    `hidden` (windows, tokens, width), `lengths` (windows).
    """
    g = _Graph()
    x = g.add("Tanh", g.affine("hidden", model.all))
    x = g.recurrent(x, model.over, "lengths")
    both = ["windows", "tokens"]
    return g.model(
        [
            ("hidden", TensorProto.FLOAT, [*both, 2 * model.sizes.second]),
            ("lengths", TensorProto.INT32, ["windows"]),
        ],
        [(g.affine(x, model.flat), "scores")],
    )


def quantise(path: Path) -> None:
    """Give the recurrent layers of a graph weights of seven bits, in place.

    In eight bits they would saturate on processors that add pairs of products in sixteen, and
    texts would read otherwise there.
    """
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with TemporaryDirectory() as place:
        plain = str(Path(place) / "plain.onnx")
        options = SessionOptions()
        options.log_severity_level = 3
        options.optimized_model_filepath = plain  # with weights that stand as they are multiplied
        options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
        InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        quantize_dynamic(
            plain, str(path), op_types_to_quantize=["LSTM"], weight_type=QuantType.QInt8,
            reduce_range=True,
        )  # fmt: skip


def values_of(vocabulary: Vocabulary) -> dict[str, Any]:
    """What the numbers of columns, branches and guides mean, as JSON can hold it."""
    return {
        "columns": [[[plain(v), n] for v, n in column.items()] for column in vocabulary.columns],
        "branches": vocabulary.branches,
        "guides": list(GUIDES),
        "near": NEAR,
    }


def word_arrays(model: Student, words: Sequence[str], numbers: Sequence[int]) -> Arrays:
    """A language's words and their projected vectors in eight bits; row 0 for unknown words."""
    projected = _float(model.word(model.vectors.weight[list(numbers)]))
    rows = np.concatenate([_float(model.unknown)[None], projected])
    scales = np.maximum(np.abs(rows).max(1) / 127, 1e-8)
    return {
        "words": _as_bytes_text("\n".join(words)),
        "vectors": np.round(rows / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float16),
    }


def _float(value: Tensor) -> NDArray[np.float32]:
    result: NDArray[np.float32] = value.detach().cpu().numpy().astype(np.float32)
    return result


def _half(value: Tensor) -> NDArray[np.float16]:
    return _float(value).astype(np.float16)


def _as_bytes(value: Any) -> NDArray[np.uint8]:
    return _as_bytes_text(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _as_bytes_text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), np.uint8)
