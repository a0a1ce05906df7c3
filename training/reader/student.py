"""The small network that ships, in PyTorch; `onrecord.attribution.learned` runs it without.

Its input is the sum of one vector for each column of a token's description and of the word's own
vector, which is fixed. Two recurrent layers, between them each token hears its governor.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from onrecord.attribution.learned.features import COLUMNS
from onrecord.attribution.learned.tags import CUE_TAGS, PART_TAGS
from training.reader.examples import Window
from training.reader.heads import GUIDES
from training.reader.labels import cue_tags, part_tags

_FEWEST = 8  # times a value must be seen to get a number of its own
_ENDINGS = 6000
NEAR = 30  # words of distance to the cue told apart


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the network's parts."""

    word: int = 128
    entry: int = 160
    first: int = 112
    between: int = 144
    second: int = 80
    part: int = 96
    along: int = 64


@dataclass(slots=True)
class Vocabulary:
    """Number of every value of every column, 0 for what was not seen; the words by language."""

    columns: list[dict[object, int]]
    branches: dict[str, int]
    words: dict[str, dict[str, int]]

    @classmethod
    def of(cls, windows: Iterable[Window], words: dict[str, dict[str, int]]) -> "Vocabulary":
        """Numbers by falling frequency."""
        counts: list[Counter[object]] = [Counter() for _ in COLUMNS]
        paths: Counter[str] = Counter()
        for window in windows:
            for row in window.rows:
                for column, value in zip(counts, row, strict=True):
                    column[value] += 1
            for path in window.paths:
                paths.update(path)
        most = [_ENDINGS if name == "ending" else 400 for name in COLUMNS]
        columns = [
            {
                value: n
                for n, (value, count) in enumerate(column.most_common(limit), 1)
                if count >= _FEWEST
            }
            for column, limit in zip(counts, most, strict=True)
        ]
        seen = {name: n for n, (name, c) in enumerate(paths.most_common(150), 1) if c >= _FEWEST}
        return cls(columns, seen, words)

    def describe(self, window: Window) -> NDArray[np.int32]:
        """(tokens, columns)"""
        return np.array(
            [
                [column.get(value, 0) for column, value in zip(self.columns, row, strict=True)]
                for row in window.rows
            ],
            np.int32,
        )

    def number(self, window: Window) -> NDArray[np.int32]:
        """The word vector of each token: its form's, else its lemma's, else 0."""
        words = self.words.get(window.language, {})
        return np.array(
            [
                words.get(word) or words.get(lemma) or 0
                for word, lemma in zip(window.words, window.lemmas, strict=True)
            ],
            np.int32,
        )


@dataclass(slots=True)
class Numbered:
    """A window as numbers, ready for a batch."""

    window: Window
    rows: NDArray[np.int32]
    words: NDArray[np.int32]
    paths: list[NDArray[np.int32]]
    weight: float = 1.0

    @classmethod
    def of(cls, window: Window, vocabulary: Vocabulary, weight: float = 1.0) -> "Numbered":
        paths = [
            np.array([vocabulary.branches.get(name, 0) for name in path], np.int32)
            for path in window.paths
        ]
        return cls(window, vocabulary.describe(window), vocabulary.number(window), paths, weight)


@dataclass(slots=True)
class Batch:
    """Windows side by side; the last three by statement."""

    given: list[Numbered]
    rows: Tensor
    words: Tensor
    heads: Tensor
    lengths: Tensor
    guide: Tensor
    cue_gold: Tensor
    weights: Tensor
    row_of: Tensor
    cues: Tensor
    paths: Tensor
    part_gold: Tensor


def _fill(arrays: Sequence[NDArray[np.int32]], width: int, filling: int = 0) -> Tensor:
    shape = (len(arrays), width, *arrays[0].shape[1:])
    out = np.full(shape, filling, np.int64)
    for n, each in enumerate(arrays):
        out[n, : len(each)] = each
    return torch.from_numpy(out)


def collate(given: list[Numbered]) -> Batch:
    """One batch of windows."""
    lengths = [len(each.words) for each in given]
    width = max(lengths)
    row_of, cues, paths, parts = [], [], [], []
    for n, each in enumerate(given):
        for statement, path in zip(each.window.statements, each.paths, strict=True):
            row_of.append(n)
            cues.append(statement.cue[0])
            paths.append(path)
            parts.append(np.array(part_tags(statement, lengths[n]), np.int32))
    golds = [
        np.array(cue_tags(each.window.statements, len(each.words)), np.int32) for each in given
    ]
    empty = np.zeros(0, np.int32)
    return Batch(
        given,
        _fill([each.rows for each in given], width),
        _fill([each.words for each in given], width),
        _fill([each.window.heads for each in given], width),
        torch.tensor(lengths),
        torch.tensor([GUIDES.index(each.window.guide or "own") for each in given]),
        _fill(golds, width, -100),
        torch.tensor([each.weight for each in given]),
        torch.tensor(row_of, dtype=torch.long),
        torch.tensor(cues, dtype=torch.long).reshape(-1, 2),
        _fill(paths or [empty], width),
        _fill(parts or [empty], width, -100),
    )


def batches(given: list[Numbered], size: int, draw: np.random.Generator | None) -> Iterator[Batch]:
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
        for n in sorted(block, key=lambda n: len(given[n].words)):
            if now and len(given[n].words) * (len(now) + 1) > size:
                out.append(now)
                now = []
            now.append(n)
        out.append(now)
    if draw is not None:
        draw.shuffle(out)
    for each in out:
        yield collate([given[n] for n in each])


class Along(nn.Module):
    """A recurrent layer in both directions over sequences of their own lengths."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.lstm = nn.LSTM(width, hidden, bidirectional=True, batch_first=True)

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        packed = nn.utils.rnn.pack_padded_sequence(
            x, lengths, batch_first=True, enforce_sorted=False
        )
        out, _ = nn.utils.rnn.pad_packed_sequence(
            self.lstm(packed)[0], batch_first=True, total_length=x.shape[1]
        )
        return out


class Student(nn.Module):
    """See the module; `vectors` is (words + 1, width), row 0 for unknown words."""

    def __init__(self, vocabulary: Vocabulary, vectors: NDArray[np.float32], sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.vectors = nn.Embedding.from_pretrained(torch.from_numpy(vectors), freeze=True)
        self.unknown = nn.Parameter(torch.zeros(sizes.entry))
        self.word = nn.Linear(vectors.shape[1], sizes.entry, bias=False)
        self.columns = nn.ModuleList(
            nn.Embedding(max(column.values(), default=0) + 1, sizes.entry)
            for column in vocabulary.columns
        )
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
        self.path = nn.Embedding(max(vocabulary.branches.values(), default=0) + 1, sizes.part)
        self.distance = nn.Embedding(2 * NEAR + 1, sizes.part)
        self.marked = nn.Embedding(2, sizes.part)
        self.guide = nn.Embedding(len(GUIDES), sizes.part)
        for table in (self.path, self.distance, self.marked, self.guide):
            nn.init.normal_(table.weight, std=0.3)
        self.along = Along(sizes.part, sizes.along)
        self.parts = nn.Linear(2 * sizes.along, len(PART_TAGS))
        self.moves = nn.Parameter(torch.zeros(len(PART_TAGS), len(PART_TAGS)))
        self.drop = nn.Dropout(0.3)
        self.hide_word, self.hide_column = 0.15, 0.06

    def enter(self, batch: Batch) -> Tensor:
        """The summed vectors of tokens (batch, tokens, entry)."""
        known = batch.words > 0
        if self.training:
            known = known & (torch.rand(known.shape) > self.hide_word)
        x = torch.where(known[..., None], self.word(self.vectors(batch.words)), self.unknown)
        for n, column in enumerate(self.columns):
            numbers = batch.rows[..., n]
            if self.training:
                numbers = numbers * (torch.rand(numbers.shape) > self.hide_column)
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
        return scores[torch.arange(len(guide)), guide]

    def score_parts(
        self, hidden: Tensor, batch: Batch, row_of: Tensor, cues: Tensor, paths: Tensor
    ) -> Tensor:
        """(statements, tokens, part tags)"""
        width = hidden.shape[1]
        places = torch.arange(width)[None, :]
        inside = (places >= cues[:, :1]) & (places < cues[:, 1:])
        weight = inside.float()[..., None]
        mean = (hidden[row_of] * weight).sum(1) / weight.sum(1)
        away = (places - cues[:, :1]).clamp(-NEAR, NEAR) + NEAR
        x = self.own(hidden)[row_of] + self.cue(mean)[:, None] + self.path(paths)
        x = x + self.distance(away) + self.marked(inside.long())
        x = torch.tanh(x + self.guide(batch.guide[row_of])[:, None])
        return self.parts(self.drop(self.along(self.drop(x), batch.lengths[row_of])))


def loss_of(model: Student, batch: Batch) -> Tensor:
    """Cross-entropy of cue tags plus that of part tags, by the weights of the windows."""
    hidden = model(batch)
    scores = model.score_cues(hidden, batch.guide)
    losses = nn.functional.cross_entropy(
        scores.transpose(1, 2), batch.cue_gold, ignore_index=-100, reduction="none"
    )
    total = 4 * (losses * batch.weights[:, None]).sum() / batch.lengths.sum()
    if len(batch.row_of):
        scores = model.score_parts(hidden, batch, batch.row_of, batch.cues, batch.paths)
        losses = sequence_loss(scores, batch.part_gold, model.moves)
        counted = (batch.part_gold >= 0).sum()
        total = total + 2 * (losses * batch.weights[batch.row_of]).sum() / counted
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
    every = scores[:, 0]
    for t in range(1, scores.shape[1]):
        longer = (every[:, :, None] + moves).logsumexp(1) + scores[:, t]
        every = torch.where(given[:, t, None], longer, every)
    return every.logsumexp(1) - own.sum(1) - steps.sum(1)
