"""Word vectors: what the multilingual encoder makes of each word, averaged over its places.

The vectors of all languages come out of one encoder and so lie in one space: what the network
learns of "said" it can use of "заявил".
"""

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray

from training.reader.encoder import Encoder, Packed
from training.reader.examples import Window
from training.reader.teacher import Pieces

_LAYERS = 6
_MOST = 512  # pieces


@torch.no_grad()
def average_vectors(
    packed: Packed, windows: Iterable[Window], *, fewest: int = 2, most_tokens: int = 400_000
) -> tuple[list[str], NDArray[np.float32]]:
    """Words (lower case) seen `fewest` times or more, and their vectors (words, hidden).

    After `most_tokens` only windows with words that are still rare are looked at.
    """
    encoder = Encoder(packed, _LAYERS).eval()
    pieces = Pieces(packed)
    sums: dict[str, NDArray[np.float32]] = {}
    counts: dict[str, int] = {}
    batch: list[tuple[list[int], list[tuple[str, int, int]]]] = []
    seen = 0

    def run() -> None:
        longest = max(len(row) for row, _ in batch)
        ids = torch.full((len(batch), longest), packed.pad)
        for n, (row, _) in enumerate(batch):
            ids[n, : len(row)] = torch.tensor(row)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = encoder(ids, ids != packed.pad).float().numpy()
        for n, (_, words) in enumerate(batch):
            for word, start, end in words:
                vector = hidden[n, start:end].mean(0)
                sums[word] = sums[word] + vector if word in sums else vector
                counts[word] = counts.get(word, 0) + 1
        batch.clear()

    for window in windows:
        if seen > most_tokens and all(counts.get(word, 0) >= 5 for word in window.words):
            continue
        seen += len(window.words)
        row, words = [packed.begin], []
        for i in window.tokens:
            token = window.parsed.tokens[i]
            ids = [piece for part in token.text.split() for piece in pieces[part]]
            if len(row) + len(ids) > _MOST - 1:
                break
            words.append((token.lower, len(row), len(row) + len(ids)))
            row += ids
        batch.append(([*row, packed.end], words))
        if sum(len(each[0]) for each in batch) > 4000:
            run()
    if batch:
        run()
    kept = sorted((w for w, c in counts.items() if c >= fewest), key=lambda w: -counts[w])
    return kept, np.array([sums[word] / counts[word] for word in kept], np.float32)


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
