"""What stands on an encoder: a tagger of cues, and a tagger of what belongs to one cue."""

import torch
from torch import Tensor, nn

from onrecord.attribution.learned.tags import CUE_TAGS, PART_TAGS

GUIDES = ("own", "wide")


_NEAR = 40  # words of distance to the cue told apart


class Heads(nn.Module):
    """Scores of cue tags for each word, and of part tags for each word beside one cue.

    Hidden states come in as (batch, words, width); `guide` is the number of the annotation
    guide for each row, as what counts as a statement differs between them.
    """

    def __init__(self, width: int, inner: int = 128) -> None:
        super().__init__()
        self.cues = nn.ModuleList(nn.Linear(width, len(CUE_TAGS)) for _ in GUIDES)
        self.word = nn.Linear(width, inner)
        self.cue = nn.Linear(width, inner)
        self.distance = nn.Embedding(2 * _NEAR + 1, inner)
        self.marked = nn.Embedding(2, inner)
        self.guide = nn.Embedding(len(GUIDES), inner)
        self.along = nn.LSTM(inner, inner, bidirectional=True, batch_first=True)
        self.parts = nn.Linear(2 * inner, len(PART_TAGS))
        self.drop = nn.Dropout(0.2)

    def score_cues(self, hidden: Tensor, guide: Tensor) -> Tensor:
        """(batch, words, cue tags)"""
        scores = torch.stack([head(hidden) for head in self.cues], dim=1)
        return scores[torch.arange(len(guide)), guide]

    def score_parts(
        self, hidden: Tensor, lengths: Tensor, rows: Tensor, cue: Tensor, guide: Tensor
    ) -> Tensor:
        """(statements, words, part tags); `rows` names each statement's row of `hidden`,
        `cue` its first span of cue words as (statements, 2)."""
        width = hidden.shape[1]
        places = torch.arange(width)[None, :]
        inside = (places >= cue[:, :1]) & (places < cue[:, 1:])
        own = self.word(hidden)[rows]
        weight = inside.float()[..., None]
        mean = (hidden[rows] * weight).sum(1) / weight.sum(1).clamp(min=1)
        away = (places - cue[:, :1]).clamp(-_NEAR, _NEAR) + _NEAR
        x = own + self.cue(mean)[:, None] + self.distance(away) + self.marked(inside.long())
        x = self.drop(torch.tanh(x + self.guide(guide[rows])[:, None]))
        packed = nn.utils.rnn.pack_padded_sequence(
            x, lengths[rows].cpu(), batch_first=True, enforce_sorted=False
        )
        along, _ = nn.utils.rnn.pad_packed_sequence(
            self.along(packed)[0], batch_first=True, total_length=width
        )
        return self.parts(self.drop(along))
