"""Word vectors: what the teacher's encoder makes of each word, averaged over its places.

The vectors of all languages come out of one encoder and so lie in one space: what the network
learns of "said" it can use of "заявил". Words too rare to be met in the texts that are run are
encoded by themselves.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from training.reader.encoder import Encoder, Packed
from training.reader.examples import Window
from training.reader.teacher import Pieces

_MOST = 512  # pieces
_AT_ONCE = 4000  # pieces
Row = tuple[list[int], list[tuple[str, int, int]]]  # pieces; words with their places among them


@torch.no_grad()
def average_vectors(
    encoder: Encoder,
    packed: Packed,
    windows: Iterable[Window],
    *,
    fewest: int = 3,
    most_tokens: int = 60_000,
) -> tuple[list[str], NDArray[np.float32]]:
    """Words (lower case) seen `fewest` times or more, and their vectors (words, hidden).

    Only `most_tokens` are run in their places.
    """
    pieces = Pieces(packed)
    windows = list(windows)
    counts = Counter(word for window in windows for word in window.words)
    words = [word for word, count in counts.most_common() if count >= fewest]
    sums, seen = _run(encoder, packed, _in_place(packed, pieces, windows, most_tokens))
    alone, ones = _run(
        encoder, packed, [_row(packed, pieces, [word]) for word in words if word not in sums]
    )
    sums.update(alone)
    seen.update(ones)
    return words, np.array([sums[word] / seen[word] for word in words], np.float32)


def _in_place(
    packed: Packed, pieces: Pieces, windows: Sequence[Window], most_tokens: int
) -> list[Row]:
    total = sum(len(window.words) for window in windows)
    step = max(1, round(total / most_tokens))
    return [_row(packed, pieces, window.words) for window in windows[::step]]


def _row(packed: Packed, pieces: Pieces, words: Sequence[str]) -> Row:
    row, places = [packed.begin], []
    for word in words:
        ids = [piece for part in word.split() for piece in pieces[part]]
        if len(row) + len(ids) > _MOST - 1:
            break
        places.append((word, len(row), len(row) + len(ids)))
        row += ids
    return [*row, packed.end], places


def _run(
    encoder: Encoder, packed: Packed, rows: Sequence[Row]
) -> tuple[dict[str, NDArray[np.float32]], Counter[str]]:
    sums: dict[str, NDArray[np.float32]] = {}
    counts: Counter[str] = Counter()
    for batch in _batches(sorted(rows, key=lambda row: len(row[0]))):
        longest = max(len(row) for row, _ in batch)
        ids = torch.full((len(batch), longest), packed.pad)
        for n, (row, _) in enumerate(batch):
            ids[n, : len(row)] = torch.tensor(row)
        hidden = encoder(ids, ids != packed.pad).numpy()
        for n, (_, places) in enumerate(batch):
            for word, start, end in places:
                if start < end:
                    vector = hidden[n, start:end].mean(0)
                    sums[word] = sums[word] + vector if word in sums else vector
                    counts[word] += 1
    return sums, counts


def _batches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    now: list[Row] = []
    for row in rows:
        if now and (len(now) + 1) * len(row[0]) > _AT_ONCE:
            yield now
            now = []
        now.append(row)
    if now:
        yield now


def reduce_vectors(
    vectors: dict[str, NDArray[np.float32]], width: int
) -> dict[str, NDArray[np.float32]]:
    """Fewer numbers a word, one projection for all languages, each language centred by itself."""
    centred = {code: each - each.mean(0) for code, each in vectors.items()}
    together = np.concatenate([each[:15_000] for each in centred.values()])
    _, _, axes = np.linalg.svd(together.T @ together / len(together))
    reduced = {code: each @ axes[:width].T for code, each in centred.items()}
    scale = np.concatenate(list(reduced.values())).std()
    return {code: (each / scale).astype(np.float32) for code, each in reduced.items()}
