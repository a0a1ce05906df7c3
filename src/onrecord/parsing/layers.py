"""The layers that take most of a pipeline's time, run in ONNX Runtime instead of NumPy.

The weights are the pipeline's own and the numbers the same but for rounding: matrix products are
made for the processor at hand, and what follows them is done in one go.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

from onrecord.parsing.graphs import run_graph

if TYPE_CHECKING:
    from spacy.language import Language as SpacyPipeline

Layer = Model[Any, Any]
Floats = NDArray[np.float32]

_PIECES = 3  # of the maxout layers that the graphs are made for
# Layers that a graph computes as one, by the names that thinc gives to what they are made of.
_WINDOW = ("residual", "expand_window", "maxout", "layernorm", "dropout")
_MAXOUT = ("maxout", "layernorm", "dropout")


def run_faster(nlp: "SpacyPipeline") -> None:
    """Replace every layer of a loaded pipeline that there is a graph for, in place.

    It can be read with, no longer be trained or saved.
    """
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for parent in list(model.walk()):
                parent.layers[:] = [_faster(layer) for layer in parent.layers]


def _faster(layer: Layer) -> Layer:
    """A layer that computes the same by a graph, the very layer where there is none."""
    if layer.name == "precomputable_affine":
        return _affine(layer)
    parts = list(_parts(layer))
    names = tuple(part.name.split("(", 1)[0] for part in parts)
    if names not in (_WINDOW, _MAXOUT):
        return layer
    *_, maxout, norm, _ = parts
    wide = any(part.name == "expand_window" and part.attrs["window_size"] != 1 for part in parts)
    if wide or maxout.get_dim("nP") != _PIECES:
        return layer
    return _maxout("window" if names == _WINDOW else "maxout", maxout, norm)


def _parts(layer: Layer) -> Iterator[Layer]:
    """What the layer is made of, in order: chains opened, a residual one before its inside."""
    if layer.name.startswith("residual(") and len(layer.layers) == 1:
        yield layer
    if layer.layers and not layer.name.startswith("with_array"):
        for each in layer.layers:
            yield from _parts(each)
    else:
        yield layer


def _weights(layer: Layer, name: str) -> Floats:
    return np.asarray(layer.get_param(name), np.float32)


def _maxout(graph: str, maxout: Layer, norm: Layer) -> Layer:
    size = maxout.get_dim("nO")
    # Piece by piece instead of number by number, so that the graph can split them.
    weights = {
        "W": _weights(maxout, "W").transpose(2, 1, 0).reshape(-1, _PIECES * size),
        "b": _weights(maxout, "b").T.reshape(-1),
        "scale": _weights(norm, "G"),
        "shift": _weights(norm, "b"),
    }
    kept = {name: np.ascontiguousarray(value) for name, value in weights.items()}

    def forward(model: Layer, x: Floats, is_train: bool) -> tuple[Floats, Any]:
        del model, is_train
        return run_graph(graph, x=x, **kept), _no_way_back

    return Model(f"onnx {graph}", forward, dims={"nO": size})


def _affine(layer: Layer) -> Layer:
    """What a parser computes of each token ahead of its steps."""
    shape = {name: layer.maybe_get_dim(name) for name in ("nF", "nO", "nP", "nI")}
    weights = np.ascontiguousarray(_weights(layer, "W").reshape(-1, layer.get_dim("nI")).T)
    outside = _weights(layer, "pad")[0]

    def forward(model: Layer, x: Floats, is_train: bool) -> tuple[Floats, Any]:
        del model, is_train
        # The first row is that of no token at all.
        rows = np.concatenate([np.zeros((1, x.shape[1]), x.dtype), x])
        y = run_graph("product", x=rows, W=weights)
        y = y.reshape(len(rows), *outside.shape)
        y[0] = outside
        return y, _no_way_back

    return Model("onnx affine", forward, dims=shape, params={"b": layer.get_param("b")})


def _no_way_back(gradient: Any) -> Any:
    raise NotImplementedError("a layer in ONNX Runtime is not trained")
