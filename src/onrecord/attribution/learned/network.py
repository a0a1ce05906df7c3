"""The network as it is run: what its numbers mean, and its graphs in ONNX Runtime.

Weights and the meaning of every number come from `training.reader`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.parsing.graphs import load_graph

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_NAME = "network"


class Network:
    """Scores of tags for tokens, and for what belongs to a cue."""

    def __init__(self) -> None:
        values, self._tables = _read_tables()
        self.columns: list[dict[Any, int]] = [{_key(k): n for k, n in c} for c in values["columns"]]
        self.branches: dict[str, int] = values["branches"]
        self.guides: list[str] = values["guides"]
        self.near: int = values["near"]
        self.moves = self._tables["moves"]
        self.flat_moves = self._tables["flat_moves"]
        self._body, self._parts = _load_graph("onnx"), _load_graph("parts.onnx")

    def hidden(
        self, columns: Ints, words: Floats, heads: Ints, lengths: Sequence[int], guide: str
    ) -> tuple[Floats, Floats]:
        """Hidden states (batch, tokens, width) and scores of cue tags (batch, tokens, tags).

        `columns` is (columns, batch, tokens), `words` the vectors of words (batch, tokens,
        entry), which is written to, `heads` the place of each token's governor.
        """
        for n, numbers in enumerate(columns):
            words += self._tables[f"column {n}"][numbers]
        given = {"x": words, "heads": heads, "lengths": np.array(lengths, np.int32)}
        hidden, scores = self._body.run(["hidden", f"cues {guide}"], given)
        return hidden, scores

    def score_parts(
        self, hidden: Floats, cues: Ints, paths: Ints, lengths: Sequence[int], guide: str
    ) -> Floats:
        """Scores of part tags, (statements, tokens, tags).

        `hidden` is that of the window of each statement, `cues` the first token of its cue and
        the one past the last, `paths` the branch of each token.
        """
        places = np.arange(hidden.shape[1])
        inside = (places >= cues[:, :1]) & (places < cues[:, 1:])
        share = inside / np.maximum(inside.sum(1, keepdims=True), 1)
        away = np.clip(places - cues[:, :1], -self.near, self.near) + self.near
        given = {
            "hidden": hidden,
            "share": share.astype(np.float32),
            "marked": inside.astype(np.int64),
            "away": away,
            "paths": paths,
            "guide": np.full((len(cues), 1), self.guides.index(guide)),
            "lengths": np.array(lengths, np.int32),
        }
        scores: Floats = self._parts.run(["scores"], given)[0]
        return scores

    def score_flat(self, hidden: Floats, lengths: Sequence[int]) -> Floats:
        """Scores of the part tags of all statements in one row, (windows, tokens, tags).

        The network learned them by the guide "wide" alone.
        """
        given = {"hidden": hidden, "lengths": np.array(lengths, np.int32)}
        scores: Floats = self._flat.run(["scores"], given)[0]
        return scores

    @cached_property
    def _flat(self) -> onnxruntime.InferenceSession:
        return _load_graph("flat.onnx")


@cache
def load_network() -> Network:
    """The shipped network, kept."""
    return Network()


def _load_graph(ending: str) -> onnxruntime.InferenceSession:
    folder = resources.files("onrecord.attribution.learned")
    return load_graph(folder.joinpath(f"{_NAME}.{ending}").read_bytes())


def _read_tables() -> tuple[Mapping[str, Any], dict[str, Floats]]:
    path = resources.files("onrecord.attribution.learned").joinpath(f"{_NAME}.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
        values = json.loads(bytes(held["values"]).decode("utf-8"))
        tables = {name: held[name].astype(np.float32) for name in held.files if name != "values"}
    return values, tables


def _key(value: Any) -> Any:
    """JSON knows no tuples and no sets: pairs come as lists, sets as {"all": […]}."""
    if isinstance(value, list):
        return tuple(value)
    return frozenset(value["all"]) if isinstance(value, dict) else value


@dataclass(frozen=True, slots=True)
class Words:
    """The vectors of a language's words; row 0 is that of unknown words."""

    rows: dict[str, int]
    vectors: NDArray[np.int8]
    scales: Floats

    def look_up(self, rows: Ints) -> Floats:
        """Vectors of words by their rows."""
        return self.vectors[rows] * self.scales[rows][..., None]


@cache
def load_words(language_code: str) -> Words | None:
    """The word vectors of a language, None where it has none and so no learned reader."""
    path = resources.files("onrecord.languages").joinpath(language_code, "words.npz")
    if not path.is_file():
        return None
    with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
        words = bytes(held["words"]).decode("utf-8").split("\n")
        rows = {word: n for n, word in enumerate(words, 1)}
        return Words(rows, held["vectors"], held["scales"].astype(np.float32))
