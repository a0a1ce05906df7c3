"""Writes a trained student as the arrays that `onrecord.attribution.learned` runs."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from onrecord.attribution.learned.features import COLUMNS
from training.reader.heads import GUIDES
from training.reader.student import NEAR, Along, Student, Vocabulary

Arrays = dict[str, NDArray[Any]]


def export(model: Student, vocabulary: Vocabulary, package: Path) -> list[Path]:
    """Write the network, and for each language its table of words, into the package's folder."""
    network = package / "attribution/learned/network.npz"
    arrays = {name: value.astype(np.float16) for name, value in network_arrays(model).items()}
    np.savez_compressed(network, values=_as_bytes(values_of(vocabulary)), **arrays)
    written = [network]
    for code, numbers in vocabulary.words.items():
        path = package / "languages" / code / "words.npz"
        np.savez_compressed(path, **word_arrays(model, list(numbers), list(numbers.values())))
        written.append(path)
    return written


def network_arrays(model: Student) -> Arrays:
    """Every weight by the name under which the network looks for it."""
    arrays: Arrays = {f"column {n}": _array(each.weight) for n, each in enumerate(model.columns)}
    arrays["norm.weight"] = _array(model.norm.weight)
    arrays["norm.bias"] = _array(model.norm.bias)
    for name in ("first", "second", "along"):
        arrays |= {f"{name}.{part}": value for part, value in _recurrent(getattr(model, name))}
    linear: dict[str, nn.Module] = {
        name: getattr(model, name) for name in ("between", "own", "cue", "parts")
    }
    linear |= {f"cues {guide}": head for guide, head in zip(GUIDES, model.cues, strict=True)}
    for name, part in linear.items():
        arrays[f"{name}.weight"] = _array(part.weight).T
        arrays[f"{name}.bias"] = _array(part.bias)
    for name in ("path", "distance", "marked", "guide"):
        arrays[name] = _array(getattr(model, name).weight)
    arrays["moves"] = _array(model.moves)
    return arrays


def values_of(vocabulary: Vocabulary) -> dict[str, Any]:
    """What the numbers of columns, branches and guides mean, as JSON can hold it."""
    columns = [[[_plain(value), n] for value, n in column.items()] for column in vocabulary.columns]
    assert len(columns) == len(COLUMNS)
    return {
        "columns": columns,
        "branches": vocabulary.branches,
        "guides": list(GUIDES),
        "near": NEAR,
    }


def word_arrays(model: Student, words: Sequence[str], numbers: Sequence[int]) -> Arrays:
    """A language's words and their projected vectors in eight bits; row 0 for unknown words."""
    projected = _array(model.word(model.vectors.weight[list(numbers)]))
    rows = np.concatenate([_array(model.unknown)[None], projected])
    scales = np.abs(rows).max(1) / 127
    return {
        "words": _as_bytes_text("\n".join(words)),
        "vectors": np.round(rows / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float16),
    }


def _recurrent(layer: Along) -> list[tuple[str, NDArray[np.float32]]]:
    lstm = layer.lstm
    hidden = lstm.hidden_size
    # PyTorch's gates are input, forget, cell, output as well; all but the cell's are squashed to
    # 0…1 and so halved, see Recurrent.
    scale = np.repeat(np.array([0.5, 0.5, 1.0, 0.5], np.float32), hidden)
    inner, bias, outer = [], [], []
    for side in ("", "_reverse"):
        inner.append(_array(getattr(lstm, f"weight_ih_l0{side}")).T * scale)
        outer.append(_array(getattr(lstm, f"weight_hh_l0{side}")).T * scale)
        both = getattr(lstm, f"bias_ih_l0{side}") + getattr(lstm, f"bias_hh_l0{side}")
        bias.append(_array(both) * scale)
    return [
        ("inner", np.concatenate(inner, 1)),
        ("bias", np.concatenate(bias)),
        ("outer", np.stack(outer)),
    ]


def _array(value: Tensor) -> NDArray[np.float32]:
    result: NDArray[np.float32] = value.detach().numpy().astype(np.float32)
    return result


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return {"all": sorted(value)}
    return list(value) if isinstance(value, tuple) else value


def _as_bytes(value: Any) -> NDArray[np.uint8]:
    return _as_bytes_text(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _as_bytes_text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), np.uint8)
