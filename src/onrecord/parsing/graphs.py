"""Small graphs without weights, run in ONNX Runtime; `training.pipelines.graphs` writes them."""

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


@cache
def _load(name: str) -> onnxruntime.InferenceSession:
    """A graph, on one thread as the rest of the parsing."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    data = resources.files("onrecord.parsing").joinpath(f"{name}.onnx").read_bytes()
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
