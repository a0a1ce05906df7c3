"""Windows side by side, as tensors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.attribution.learned.tags import CUE_TAGS
from training.reader.bundle import Example, Ints
from training.reader.labels import GUIDES, cue_tags, part_tags


@dataclass(slots=True)
class Batch:
    """Windows side by side; those from `row_of` on by statement. `lengths` stay on the processor.

    `taught` names the windows whose teacher's `chances` (windows, tokens, cue tags) are given.
    """

    given: list[Example]
    rows: Tensor
    words: Tensor
    heads: Tensor
    pieces: Tensor
    mask: Tensor
    first: Tensor
    lengths: Tensor
    guide: Tensor
    cue_gold: Tensor
    weights: Tensor
    taught: Tensor
    chances: Tensor | None
    row_of: Tensor
    cues: Tensor
    paths: Tensor
    part_gold: Tensor
    flat_gold: Tensor


@dataclass(frozen=True, slots=True)
class Batcher:
    """Makes batches on a device; `pad` is the piece that fills up shorter windows."""

    device: str
    pad: int

    def batch(self, given: list[Example]) -> Batch:
        """One batch of windows."""
        lengths = [len(each) for each in given]
        width = max(lengths)
        row_of, cues, paths, parts = [], [], [], []
        for n, each in enumerate(given):
            for statement, path in zip(each.statements, each.paths, strict=True):
                row_of.append(n)
                cues.append(statement.cue[0])
                paths.append(path)
                parts.append(np.array(part_tags(statement, lengths[n]), np.int64))
        golds = [np.array(cue_tags(each.statements, len(each)), np.int64) for each in given]
        empty = np.zeros(0, np.int64)
        to = self._fill
        pieces = to([each.pieces for each in given], None, self.pad)
        taught = [each.chances is not None for each in given]
        return Batch(
            given,
            to([each.rows for each in given], width),
            to([each.words for each in given], width),
            to([each.heads for each in given], width),
            pieces,
            pieces != self.pad,
            to([each.first for each in given], width),
            torch.tensor(lengths),
            torch.tensor([GUIDES.index(each.guide) for each in given]).to(self.device),
            to(golds, width, -100),
            torch.tensor([each.weight for each in given]).to(self.device),
            torch.tensor(taught).to(self.device),
            self._chances(given, width) if any(taught) else None,
            torch.tensor(row_of, dtype=torch.long).to(self.device),
            torch.tensor(cues, dtype=torch.long).reshape(-1, 2).to(self.device),
            to(paths or [empty], width),
            to(parts or [empty], width, -100),
            to([empty if e.flat is None else e.flat for e in given], width, -100),
        )

    def _fill(self, arrays: Sequence[Ints], width: int | None, filling: int = 0) -> Tensor:
        width = width or max(map(len, arrays))
        out = np.full((len(arrays), width, *arrays[0].shape[1:]), filling, np.int64)
        for n, each in enumerate(arrays):
            out[n, : len(each)] = each
        return torch.from_numpy(out).to(self.device, non_blocking=True)

    def _chances(self, given: list[Example], width: int) -> Tensor:
        out: NDArray[np.float32] = np.zeros((len(given), width, len(CUE_TAGS)), np.float32)
        for n, each in enumerate(given):
            if each.chances is not None:
                out[n, : len(each)] = each.chances
        return torch.from_numpy(out).to(self.device)

    def batches(
        self, given: list[Example], size: int, draw: np.random.Generator | None
    ) -> Iterator[Batch]:
        """Batches of about `size` tokens of windows of like length; `draw` shuffles them."""
        order = list(range(len(given)))
        if draw is not None:
            draw.shuffle(order)
            blocks = [order[k : k + 600] for k in range(0, len(order), 600)]
        else:
            blocks = [order]
        out: list[list[int]] = []
        for block in blocks:
            now: list[int] = []
            for n in sorted(block, key=lambda n: len(given[n])):
                if now and len(given[n]) * (len(now) + 1) > size:
                    out.append(now)
                    now = []
                now.append(n)
            out.append(now)
        if draw is not None:
            draw.shuffle(out)
        for each in out:
            yield self.batch([given[n] for n in each])
