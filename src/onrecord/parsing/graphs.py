"""Graphs in ONNX Runtime; the small ones here hold no weights (`training.pipelines.graphs`)."""

from functools import cache
from importlib import resources

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_ERRORS_ONLY = 3


def run_graph(name: str, **given: Floats) -> Floats:
    """What the graph makes of its inputs, weights among them."""
    result: Floats = _load(name).run(["y"], given)[0]
    return result


def load_graph(data: bytes) -> onnxruntime.InferenceSession:
    """A graph on one thread: parsing uses no more, and many short runs gain nothing."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


@cache
def _load(name: str) -> onnxruntime.InferenceSession:
    return load_graph(resources.files("onrecord.parsing").joinpath(f"{name}.onnx").read_bytes())
