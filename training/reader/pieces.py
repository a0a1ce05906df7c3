"""Words cut into the pieces that the encoder knows."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models

_WORD_START = "▁"
_LONGEST = 500  # pieces of a window
_MOST = 12  # pieces of a word


class Pieces:
    """Cuts words by the most probable sequence of pieces (Kudo 2018), each word once."""

    def __init__(self, scored: Sequence[tuple[str, float]], *, unknown: int, ends: tuple[int, int]):
        """`scored` are the pieces with the logarithms of their chances, `ends` the numbers of the
        marks before and behind a window."""
        self._tokenizer = Tokenizer(models.Unigram(list(scored), unk_id=unknown))
        self._ends = ends
        self._known: dict[str, list[int]] = {}

    def __getitem__(self, word: str) -> list[int]:
        """The pieces of a word; of one with spaces in it, those of its parts."""
        if word not in self._known:
            parts = word.split() or [word]
            self._known[word] = [
                piece for part in parts for piece in self._tokenizer.encode(_WORD_START + part).ids
            ][:_MOST]
        return self._known[word]

    def of(self, words: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int16]]:
        """Pieces of a window between its marks, and the place of each word's first piece."""
        row, first = [self._ends[0]], []
        for word in words:
            first.append(min(len(row), _LONGEST - 1))
            row += self[word]
        row = [*row[: _LONGEST - 1], self._ends[1]]
        return np.array(row, np.int32), np.minimum(first, len(row) - 1).astype(np.int16)
