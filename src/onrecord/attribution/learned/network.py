"""The network itself: vectors of tokens summed, two recurrent layers, scores of tags.

NumPy alone. Weights and the meaning of every number come from `training.reader`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_FILE = "network.npz"


@dataclass(frozen=True, slots=True)
class Recurrent:
    """A long short-term memory in both directions; gates in the order input, forget, cell, output.

    `inner` is (width, 8 x hidden) with `bias`, both directions side by side; `outer` is
    (2, hidden, 4 x hidden). Gates that are squashed to 0…1 are stored halved, so that one
    hyperbolic tangent serves all: sigmoid(x) = (1 + tanh(x / 2)) / 2.
    """

    inner: Floats
    bias: Floats
    outer: Floats

    def run(self, x: Floats, lengths: Sequence[int]) -> Floats:
        """(batch, tokens, width) to (batch, tokens, 2 x hidden); `lengths` must not rise."""
        batch, longest, width = x.shape
        hidden = self.outer.shape[1]
        given = (x.reshape(-1, width) @ self.inner + self.bias).reshape(batch, longest, 2, -1)
        backward = _reversed(lengths, longest)
        rows = np.arange(batch)[:, None]
        gates = np.empty((longest, 2, batch, 4 * hidden), np.float32)
        gates[:, 0] = given[:, :, 0].transpose(1, 0, 2)
        gates[:, 1] = given[rows, backward, 1].transpose(1, 0, 2)
        out = np.zeros((longest, 2, batch, hidden), np.float32)
        state = np.zeros((2, batch, hidden), np.float32)
        cell = np.zeros((2, batch, hidden), np.float32)
        active = [sum(length > t for length in lengths) for t in range(longest)]
        for t, count in enumerate(active):
            gate = gates[t, :, :count]
            gate += state[:, :count] @ self.outer
            np.tanh(gate, out=gate)
            memory = gate[..., 2 * hidden : 3 * hidden].copy()
            gate *= 0.5
            gate += 0.5
            memory *= gate[..., :hidden]
            held = cell[:, :count]
            held *= gate[..., hidden : 2 * hidden]
            held += memory
            np.multiply(np.tanh(held), gate[..., 3 * hidden :], out=out[t, :, :count])
            state = out[t]
        result = np.empty((batch, longest, 2 * hidden), np.float32)
        result[..., :hidden] = out[:, 0].transpose(1, 0, 2)
        result[..., hidden:] = out[:, 1].transpose(1, 0, 2)[rows, backward]
        return result


def _reversed(lengths: Sequence[int], longest: int) -> Ints:
    """For each sequence its places from the last to the first; filling stays where it is."""
    places = np.tile(np.arange(longest), (len(lengths), 1))
    for row, length in zip(places, lengths, strict=True):
        row[:length] = row[:length][::-1].copy()
    return places


class Network:
    """Weights by name, and the number of every value that a token's description can hold."""

    def __init__(self, weights: Mapping[str, Floats], values: Mapping[str, Any]) -> None:
        self._weights = weights
        self.columns: list[dict[Any, int]] = values["columns"]
        self.branches: dict[str, int] = values["branches"]
        self.guides: list[str] = values["guides"]
        self.near: int = values["near"]
        self.moves = weights["moves"]
        self._first, self._second, self._along = (
            Recurrent(*(weights[f"{name}.{part}"] for part in ("inner", "bias", "outer")))
            for name in ("first", "second", "along")
        )

    def hidden(self, columns: Ints, words: Floats, heads: Ints, lengths: Sequence[int]) -> Floats:
        """Hidden states (batch, tokens, width).

        `columns` is (batch, tokens, columns), `words` the vectors of words (batch, tokens,
        entry), `heads` the place of each token's governor; windows must not grow in length.
        """
        x = words
        for n in range(columns.shape[2]):
            x += self._weights[f"column {n}"][columns[..., n]]
        x -= x.mean(-1, keepdims=True)
        x /= np.sqrt((x * x).mean(-1, keepdims=True) + 1e-5)
        x = x * self._weights["norm.weight"] + self._weights["norm.bias"]
        x = self._first.run(x, lengths)
        governor = x[np.arange(len(x))[:, None], heads]
        both = np.concatenate([x, governor], -1)
        x = self._affine("between", both)
        np.maximum(x, 0, out=x)
        return self._second.run(x, lengths)

    def score_cues(self, hidden: Floats, guide: str) -> Floats:
        """(batch, tokens, cue tags)"""
        return self._affine(f"cues {guide}", hidden)

    def score_parts(
        self, hidden: Floats, cues: Ints, paths: Ints, lengths: Sequence[int], guide: str
    ) -> Floats:
        """Scores of part tags, (statements, tokens, tags).

        `hidden` is that of the window of each statement, `cues` the first token of its cue and
        the one past the last, `paths` the branch of each token; must not grow in length.
        """
        places = np.arange(hidden.shape[1])
        inside = (places >= cues[:, :1]) & (places < cues[:, 1:])
        share = inside / np.maximum(inside.sum(1, keepdims=True), 1)
        mean = np.einsum("st,stw->sw", share.astype(np.float32), hidden)
        away = np.clip(places - cues[:, :1], -self.near, self.near) + self.near
        weights = self._weights
        x = self._affine("own", hidden)
        x += self._affine("cue", mean)[:, None]
        x += weights["path"][paths]
        x += weights["distance"][away]
        x += weights["marked"][inside.astype(int)]
        x += weights["guide"][self.guides.index(guide)]
        np.tanh(x, out=x)
        return self._affine("parts", self._along.run(x, lengths))

    def _affine(self, name: str, x: Floats) -> Floats:
        flat = x.reshape(-1, x.shape[-1]) @ self._weights[f"{name}.weight"]
        flat += self._weights[f"{name}.bias"]
        return flat.reshape(*x.shape[:-1], -1)


@cache
def load_network() -> Network:
    """The shipped network."""
    path = resources.files("onrecord.attribution.learned").joinpath(_FILE)
    with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
        values = json.loads(bytes(held["values"]).decode("utf-8"))
        weights = {name: held[name].astype(np.float32) for name in held.files if name != "values"}
    values["columns"] = [{_key(k): n for k, n in column} for column in values["columns"]]
    return Network(weights, values)


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
