"""The networks in PyTorch: one body, over vectors of words from a table or from an encoder.

`onrecord.attribution.learned` runs them without PyTorch. The input of a token is the sum of one
vector for each column of its description and of its word's. Two recurrent layers, between them
each token hears its governor; a head for cues, and one for the parts of a statement beside its cue.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from onrecord.attribution.learned.tags import CUE_TAGS, PART_TAGS
from training.reader.batching import Batch
from training.reader.encoder import Encoder, Packed
from training.reader.labels import GUIDES

_NEVER = -1e4
NEAR = 30  # words of distance to the cue told apart
_FLAT = 2.0  # weight of the tags in one row
_SOFT = 0.5  # weight of the teacher's chances beside its choices


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the network's parts, and how many values each column and the branches have."""

    columns: tuple[int, ...]
    branches: int
    word: int = 128
    entry: int = 160
    first: int = 128
    between: int = 160
    second: int = 96
    part: int = 128
    along: int = 80
    drop: float = 0.3
    hide_word: float = 0.15
    hide_column: float = 0.06


class Along(nn.Module):
    """A recurrent layer in both directions over sequences of their own lengths."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.lstm = nn.LSTM(width, hidden, bidirectional=True, batch_first=True)

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        """`lengths` stand on the processor."""
        packed = nn.utils.rnn.pack_padded_sequence(
            x, lengths, batch_first=True, enforce_sorted=False
        )
        out, _ = nn.utils.rnn.pad_packed_sequence(
            self.lstm(packed)[0], batch_first=True, total_length=x.shape[1]
        )
        return out


class Tagger(nn.Module):
    """The body; what a word's own vector is, its subclasses say."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.unknown = nn.Parameter(torch.zeros(sizes.entry))
        self.word = nn.Linear(sizes.word, sizes.entry, bias=False)
        self.columns = nn.ModuleList(nn.Embedding(n, sizes.entry) for n in sizes.columns)
        for column in self.columns:
            nn.init.normal_(column.weight, std=0.1)
        self.norm = nn.LayerNorm(sizes.entry)
        self.first = Along(sizes.entry, sizes.first)
        self.between = nn.Linear(4 * sizes.first, sizes.between)
        self.second = Along(sizes.between, sizes.second)
        width = 2 * sizes.second
        self.cues = nn.ModuleList(nn.Linear(width, len(CUE_TAGS)) for _ in GUIDES)
        self.own = nn.Linear(width, sizes.part)
        self.cue = nn.Linear(width, sizes.part)
        self.path = nn.Embedding(sizes.branches, sizes.part)
        self.distance = nn.Embedding(2 * NEAR + 1, sizes.part)
        self.marked = nn.Embedding(2, sizes.part)
        self.guide = nn.Embedding(len(GUIDES), sizes.part)
        for table in (self.path, self.distance, self.marked, self.guide):
            nn.init.normal_(table.weight, std=0.3)
        self.along = Along(sizes.part, sizes.along)
        self.parts = nn.Linear(2 * sizes.along, len(PART_TAGS))
        self.moves = nn.Parameter(torch.zeros(len(PART_TAGS), len(PART_TAGS)))
        self.all = nn.Linear(width, sizes.part)
        self.over = Along(sizes.part, sizes.along)
        self.flat = nn.Linear(2 * sizes.along, len(PART_TAGS))
        self.flat_moves = nn.Parameter(torch.zeros(len(PART_TAGS), len(PART_TAGS)))
        self.drop = nn.Dropout(sizes.drop)

    def words(self, batch: Batch) -> Tensor:
        """Vectors of words (batch, tokens, entry)."""
        raise NotImplementedError

    def enter(self, batch: Batch) -> Tensor:
        """The summed vectors of tokens (batch, tokens, entry)."""
        x = self.words(batch)
        for n, column in enumerate(self.columns):
            numbers = batch.rows[..., n]
            if self.training:
                kept = torch.rand(numbers.shape, device=x.device) > self.sizes.hide_column
                numbers = numbers * kept
            x = x + column(numbers)
        return self.norm(x)

    def forward(self, batch: Batch) -> Tensor:
        """Hidden states of tokens."""
        x = self.first(self.drop(self.enter(batch)), batch.lengths)
        governor = x.gather(1, batch.heads[..., None].expand(-1, -1, x.shape[-1]))
        x = torch.relu(self.between(self.drop(torch.cat([x, governor], -1))))
        return self.second(self.drop(x), batch.lengths)

    def score_cues(self, hidden: Tensor, guide: Tensor) -> Tensor:
        """(batch, tokens, cue tags)"""
        scores = torch.stack([head(self.drop(hidden)) for head in self.cues], dim=1)
        return scores[torch.arange(len(guide), device=hidden.device), guide]

    def score_parts(
        self, hidden: Tensor, batch: Batch, row_of: Tensor, cues: Tensor, paths: Tensor
    ) -> Tensor:
        """(statements, tokens, part tags)"""
        width = hidden.shape[1]
        places = torch.arange(width, device=hidden.device)[None, :]
        inside = (places >= cues[:, :1]) & (places < cues[:, 1:])
        weight = inside.float()[..., None]
        mean = (hidden[row_of] * weight).sum(1) / weight.sum(1)
        away = (places - cues[:, :1]).clamp(-NEAR, NEAR) + NEAR
        x = self.own(hidden)[row_of] + self.cue(mean)[:, None] + self.path(paths)
        x = x + self.distance(away) + self.marked(inside.long())
        x = torch.tanh(x + self.guide(batch.guide[row_of])[:, None])
        return self.parts(self.drop(self.along(self.drop(x), batch.lengths[row_of.cpu()])))

    def score_flat(self, hidden: Tensor, lengths: Tensor) -> Tensor:
        """(batch, tokens, part tags), of all statements in one row, by PolNeAR's guide."""
        x = torch.tanh(self.all(hidden))
        return self.flat(self.drop(self.over(self.drop(x), lengths)))


class Student(Tagger):
    """Words by a table; `vectors` is (words + 1, width), row 0 for unknown words."""

    def __init__(self, sizes: Sizes, vectors: NDArray[np.float32]) -> None:
        super().__init__(sizes)
        self.vectors = nn.Embedding.from_pretrained(torch.from_numpy(vectors), freeze=True)

    def words(self, batch: Batch) -> Tensor:
        known = batch.words > 0
        if self.training:
            known = known & (torch.rand(known.shape, device=known.device) > self.sizes.hide_word)
        return torch.where(known[..., None], self.word(self.vectors(batch.words)), self.unknown)


class Deep(Tagger):
    """Words by the encoder, as they stand in their window; a word stands for its first piece."""

    def __init__(self, sizes: Sizes, packed: Packed, layers: int) -> None:
        super().__init__(sizes)
        self.encoder = Encoder(packed, layers)

    def contextual(self, batch: Batch) -> Tensor:
        """(batch, tokens, encoder's width)"""
        with self._shortened(batch):
            hidden = self.encoder(batch.pieces, batch.mask)
        index = batch.first[..., None].expand(-1, -1, hidden.shape[-1])
        return hidden.gather(1, index).float()

    def layered(self, batch: Batch) -> list[Tensor]:
        """Each word's states in the middle of the encoder and at its end."""
        with self._shortened(batch):
            states = self.encoder.states(batch.pieces, batch.mask)
        index = batch.first[..., None].expand(-1, -1, states[0].shape[-1])
        chosen = (states[len(states) // 2], states[-1])
        return [state.gather(1, index).float() for state in chosen]

    def words(self, batch: Batch) -> Tensor:
        return self.word(self.contextual(batch)) + self.unknown

    @staticmethod
    def _shortened(batch: Batch) -> torch.autocast:
        """Half the bits where the machine is made for it."""
        device = batch.pieces.device.type
        return torch.autocast(device, torch.bfloat16, enabled=device == "cuda")


def loss_of(model: Tagger, batch: Batch) -> Tensor:
    """Cross-entropy of cue tags plus that of part tags, by the weights of the windows.

    Where a teacher's chances are given, the tags of cues are learned from both.
    """
    hidden = model(batch)
    scores = model.score_cues(hidden, batch.guide)
    logs = scores.log_softmax(-1)
    given = batch.cue_gold >= 0
    losses = -logs.gather(2, batch.cue_gold.clamp(min=0)[..., None])[..., 0]
    if batch.chances is not None:
        soft = -(batch.chances * logs).sum(-1)
        losses = torch.where(batch.taught[:, None], (1 - _SOFT) * losses + _SOFT * soft, losses)
    total = 4 * (losses * given * batch.weights[:, None]).sum() / given.sum()
    if len(batch.row_of):
        scores = model.score_parts(hidden, batch, batch.row_of, batch.cues, batch.paths)
        each = sequence_loss(scores, batch.part_gold, model.moves)
        counted = (batch.part_gold >= 0).sum()
        total = total + 2 * (each * batch.weights[batch.row_of]).sum() / counted
    known = (batch.flat_gold[:, 0] >= 0).nonzero()[:, 0]
    if len(known):
        gold = batch.flat_gold[known]
        scores = model.score_flat(hidden[known], batch.lengths[known.cpu()])
        losses = sequence_loss(scores, gold, model.flat_moves)
        total = total + _FLAT * losses.sum() / (gold >= 0).sum()
    return total


def sequence_loss(scores: Tensor, gold: Tensor, moves: Tensor) -> Tensor:
    """Of each sequence, minus the log-probability of its tags among all sequences of tags.

    A linear-chain conditional random field: `scores` (batch, words, tags), `moves` (before,
    after) added from tag to tag, `gold` below zero where a sequence has ended.
    """
    given = gold >= 0
    tags = gold.clamp(min=0)
    own = scores.gather(2, tags[..., None])[..., 0] * given
    steps = moves[tags[:, :-1], tags[:, 1:]] * given[:, 1:]
    return _every(scores, given, moves) - own.sum(1) - steps.sum(1)


def _every(scores: Tensor, given: Tensor, moves: Tensor) -> Tensor:
    """The log of the sum over all sequences of tags."""
    if scores.is_cuda:
        return _every_in_pairs(scores, given, moves)
    every = scores[:, 0]
    for t in range(1, scores.shape[1]):
        longer = (every[:, :, None] + moves).logsumexp(1) + scores[:, t]
        every = torch.where(given[:, t, None], longer, every)
    return every.logsumexp(1)


def _every_in_pairs(scores: Tensor, given: Tensor, moves: Tensor) -> Tensor:
    """The same where many numbers at once cost no more than one.

    Steps from word to word are matrices; neighbours are multiplied, then neighbours of these, and
    so on: a graphics processor does in eight rounds what takes 150 one after the other.
    """
    kinds = scores.shape[2]
    nothing = torch.full((kinds, kinds), _NEVER, device=scores.device).fill_diagonal_(0)
    steps = moves + scores[:, 1:, None]
    steps = torch.where(given[:, 1:, None, None], steps, nothing)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, nothing.expand(len(steps), 1, -1, -1)], 1)
        left, right = steps[:, ::2], steps[:, 1::2]
        steps = (left[..., None] + right[:, :, None]).logsumexp(3)
    last = scores[:, 0]
    if steps.shape[1]:
        last = (last[..., None] + steps[:, 0]).logsumexp(1)
    return last.logsumexp(1)
