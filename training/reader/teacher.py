"""The teacher: the multilingual encoder with the heads, trained on PolNeAR and our own articles."""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.attribution.learned.tags import CUE_TAGS, PART_TAGS, best_tags, runs
from training.reader.encoder import Encoder, Packed, piece_tokenizer
from training.reader.heads import GUIDES, Heads
from training.reader.labels import cue_tags, part_tags
from training.reader.texts import Labelled, Paragraph

_WORD_START = "▁"
_LONGEST = 500  # pieces


class Teacher(nn.Module):
    """Encoder and heads; words stand for their first piece."""

    def __init__(self, packed: Packed, layers: int | None = None) -> None:
        super().__init__()
        self.encoder = Encoder(packed, layers)
        self.heads = Heads(packed.hidden)

    def forward(self, batch: "Batch") -> Tensor:
        """Hidden states of words (batch, words, hidden)."""
        hidden = self.encoder(batch.pieces, batch.mask)
        index = batch.first[..., None].expand(-1, -1, hidden.shape[-1])
        return hidden.gather(1, index).float()


@dataclass(slots=True)
class Batch:
    """Paragraphs side by side."""

    paragraphs: list[Paragraph]
    pieces: Tensor
    mask: Tensor
    first: Tensor  # the first piece of each word
    lengths: Tensor
    guide: Tensor


class Pieces:
    """Cuts words into pieces, each word once."""

    def __init__(self, packed: Packed) -> None:
        self._tokenizer: Tokenizer = piece_tokenizer(packed)
        self._known: dict[str, list[int]] = {}
        self.packed = packed

    def __getitem__(self, word: str) -> list[int]:
        if word not in self._known:
            self._known[word] = self._tokenizer.encode(_WORD_START + word).ids[:12]
        return self._known[word]

    def batch(self, paragraphs: list[Paragraph]) -> Batch:
        rows, firsts = [], []
        for each in paragraphs:
            row, first = [self.packed.begin], []
            for word in each.words:
                first.append(min(len(row), _LONGEST - 1))
                row += self[word]
            rows.append([*row[:_LONGEST], self.packed.end])
            firsts.append(first)
        width, words = max(map(len, rows)), max(map(len, firsts))
        pieces = torch.tensor([row + [self.packed.pad] * (width - len(row)) for row in rows])
        return Batch(
            paragraphs,
            pieces,
            pieces != self.packed.pad,
            torch.tensor([first + [0] * (words - len(first)) for first in firsts]),
            torch.tensor([len(first) for first in firsts]),
            torch.tensor([GUIDES.index(each.guide) for each in paragraphs]),
        )

    def batches(self, paragraphs: list[Paragraph], size: int, shuffle: bool) -> Iterator[Batch]:
        """Batches of about `size` pieces of paragraphs of like length."""
        if shuffle:
            paragraphs = random.sample(paragraphs, len(paragraphs))
        out: list[list[Paragraph]] = []
        block = 400 if shuffle else max(len(paragraphs), 1)
        for start in range(0, len(paragraphs), block):
            now: list[Paragraph] = []
            longest = 0
            for each in sorted(paragraphs[start : start + block], key=lambda p: len(p.words)):
                longest = max(longest, int(1.4 * len(each.words)) + 2)
                if now and longest * (len(now) + 1) > size:
                    out.append(now)
                    now, longest = [], int(1.4 * len(each.words)) + 2
                now.append(each)
            out.append(now)
        if shuffle:
            random.shuffle(out)
        for each in out:
            yield self.batch(each)


def loss_of(model: Teacher, batch: Batch) -> Tensor:
    """Mean cross-entropy of cue tags plus that of part tags."""
    hidden = model(batch)
    words = hidden.shape[1]
    gold = torch.full((len(batch.paragraphs), words), -100)
    rows, cues, parts = [], [], []
    for k, each in enumerate(batch.paragraphs):
        length = len(each.words)
        gold[k, :length] = torch.tensor(cue_tags(each.statements, length))
        for one in each.statements:
            rows.append(k)
            cues.append(one.cue[0])
            parts.append(part_tags(one, length) + [-100] * (words - length))
    scores = model.heads.score_cues(model.heads.drop(hidden), batch.guide)
    total = nn.functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100)
    total = 4 * total
    if rows:
        scores = model.heads.score_parts(
            hidden, batch.lengths, torch.tensor(rows), torch.tensor(cues), batch.guide
        )
        total = total + 2 * nn.functional.cross_entropy(
            scores.flatten(0, 1), torch.tensor(parts).flatten(), ignore_index=-100
        )
    return total


def train(
    model: Teacher,
    pieces: Pieces,
    paragraphs: list[Paragraph],
    *,
    epochs: int,
    size: int = 3000,
    rate: float = 1e-4,
    report=print,
    save: Callable[[], None] | None = None,
) -> None:
    """Fine-tune in place; the encoder learns slower than the heads."""
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    steps = epochs * sum(1 for _ in pieces.batches(paragraphs, size, shuffle=True))
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": model.heads.parameters(), "lr": 1e-3}],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps)
    )
    step, start, run = 0, time.monotonic(), 0.0
    for _ in range(epochs):
        model.train()
        for batch in pieces.batches(paragraphs, size, shuffle=True):
            loss = loss_of(model, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            run = 0.98 * run + 0.02 * loss.item() if step > 1 else loss.item()
            if step % 50 == 0:
                spent = time.monotonic() - start
                report(f"{step}/{steps} loss {run:.3f} {spent:.0f}s of {spent / step * steps:.0f}s")
                if save is not None:
                    save()


@torch.no_grad()
def predict(
    model: Teacher, pieces: Pieces, paragraphs: Iterable[Paragraph], *, bias: float = 0.0
) -> dict[int, list[tuple[Labelled, float]]]:
    """Statements with the chance of their cue, by the paragraph's position in the list.

    `bias` is added to the scores of cue tags: above zero finds more.
    """
    model.eval()
    paragraphs = list(paragraphs)
    position = {id(each): k for k, each in enumerate(paragraphs)}
    found: dict[int, list[tuple[Labelled, float]]] = {}
    for batch in pieces.batches(paragraphs, 6000, shuffle=False):
        hidden = model(batch)
        scores = model.heads.score_cues(hidden, batch.guide)
        scores[..., 1:] += bias
        chances = scores.softmax(-1).numpy()
        rows, cues = [], []
        for k, each in enumerate(batch.paragraphs):
            tags = best_tags(scores[k, : len(each.words)].numpy())
            for _, *span in runs(tags, CUE_TAGS):
                rows.append(k)
                cues.append(tuple(span))
        if not rows:
            continue
        parts = model.heads.score_parts(
            hidden, batch.lengths, torch.tensor(rows), torch.tensor(cues), batch.guide
        )
        for k, cue, each in zip(rows, cues, parts.numpy(), strict=True):
            length = len(batch.paragraphs[k].words)
            found_parts = runs(best_tags(each[:length]), PART_TAGS)
            spans = {
                role: tuple((a, b) for r, a, b in found_parts if r == role)
                for role in ("source", "cue", "content")
            }
            spans["cue"] = spans["cue"] or (cue,)
            chance = float(1 - chances[k, cue[0], 0])
            at = position[id(batch.paragraphs[k])]
            found.setdefault(at, []).append((Labelled(**spans), chance))
    return found


def numpy_seed(seed: int) -> None:
    """One seed for everything that draws."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
