"""Writes the graphs that `onrecord.parsing` runs: `python -m training.pipelines.graphs`.

They hold no weights: those of a pipeline are handed in with every run, so that a graph of a
kilobyte serves every pipeline that has layers of this kind.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

_HOME = Path(__file__).resolve().parents[2] / "src/onrecord/parsing"
_PIECES = 3  # of a maxout layer, as spaCy's encoders have them
_OPSET, _IR = 17, 9
_EPSILON = 1e-8  # thinc's, of a layer's normalisation
_END = np.iinfo(np.int64).max


def main() -> None:
    """Write every graph, and say so."""
    graphs = {
        "product": _product(),
        "maxout": _maxout(windowed=False),
        "window": _maxout(windowed=True),
        "convolution": _convolution(),
    }
    for name, graph in graphs.items():
        path = _HOME / f"{name}.onnx"
        onnx.save(graph, path)
        print(path, path.stat().st_size)


class _Graph:
    """Collects nodes and the whole numbers that they need."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._numbers: list[onnx.TensorProto] = []

    def add(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> list[str]:
        """One node; the names of its outputs."""
        names = [f"{kind}{len(self._nodes)}.{n}" for n in range(outputs)]
        self._nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names

    def constant(self, *values: int) -> str:
        name = f"c{len(self._numbers)}"
        self._numbers.append(numpy_helper.from_array(np.array(values, np.int64), name))
        return name

    def neighbours(self, axes: int, along: int) -> str:
        """Each row of `x` between the one before and the one behind, zeros outside."""
        before = [int(axis == along) for axis in range(axes)]
        (wide,) = self.add("Pad", "x", self.constant(*before, *before))
        axis = self.constant(along)
        (left,) = self.add("Slice", wide, self.constant(0), self.constant(-2), axis)
        (right,) = self.add("Slice", wide, self.constant(2), self.constant(_END), axis)
        return self.add("Concat", left, "x", right, axis=along + 1)[0]

    def affine(self, x: str) -> str:
        return self.add("Add", *self.add("MatMul", x, "W"), "b")[0]

    def model(self, last: str, inputs: Mapping[str, Sequence[str]]) -> onnx.ModelProto:
        """The graph from inputs of these shapes to `y`, of the shape of `x`."""
        self._nodes.append(helper.make_node("Identity", [last], ["y"]))
        graph = helper.make_graph(
            self._nodes,
            "onrecord",
            [helper.make_tensor_value_info(k, TensorProto.FLOAT, v) for k, v in inputs.items()],
            [helper.make_tensor_value_info("y", TensorProto.FLOAT, [*inputs["x"][:-1], "out"])],
            self._numbers,
        )
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)])
        made.ir_version = _IR
        onnx.checker.check_model(made)
        return made


def _product() -> onnx.ModelProto:
    """A linear map of each row."""
    g = _Graph()
    return g.model(*g.add("MatMul", "x", "W"), {"x": ["rows", "in"], "W": ["in", "out"]})


def _maxout(*, windowed: bool) -> onnx.ModelProto:
    """The largest of three affine maps of a row, normalised.

    `windowed`: of a row between its neighbours, and added to the row itself.
    """
    g = _Graph()
    y = g.affine(g.neighbours(axes=2, along=0) if windowed else "x")
    (y,) = g.add("Max", *g.add("Split", y, outputs=_PIECES, axis=1))
    (y,) = g.add("LayerNormalization", y, "scale", "shift", axis=-1, epsilon=_EPSILON)
    if windowed:
        (y,) = g.add("Add", y, "x")
    shapes = {"x": ["rows", "in"], "W": ["inner", "pieces"], "b": ["pieces"]}
    return g.model(y, {**shapes, "scale": ["out"], "shift": ["out"]})


def _convolution() -> onnx.ModelProto:
    """Words of sentences between their neighbours: mapped, cut at zero, scaled.

    `words` (sentences, words, 1) is 0 where there is none, and so is what comes out there.
    """
    g = _Graph()
    (y,) = g.add("Relu", g.affine(g.neighbours(axes=3, along=1)))
    (y,) = g.add("Add", *g.add("Mul", y, "scale"), "shift")
    (y,) = g.add("Mul", y, "words")
    shapes = {"x": ["sentences", "words", "in"], "words": ["sentences", "words", "one"]}
    shapes |= {"W": ["inner", "out"], "b": ["out"], "scale": ["out"], "shift": ["out"]}
    return g.model(y, shapes)


if __name__ == "__main__":
    main()
