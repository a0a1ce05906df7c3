"""The best tree over scores of arcs, one whose words hang together without crossing."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Heads = NDArray[np.int64]

_ROOT_PENALTY = 1e4  # more than any sentence gains by a second root
_LEFT, _RIGHT = 0, 1


def find_all_heads(scores: NDArray[np.float32], sizes: Sequence[int]) -> Heads:
    """For each sentence the head of each word (0 is the root, words count from 1) in the best
    projective tree, zeros behind its last word.

    `scores[sentence, word - 1, head]` says how well a head fits, `sizes` how many words a sentence
    has. Where the best head of every word makes such a tree already, that is it; else Eisner's
    algorithm finds it.
    """
    heads = np.zeros(scores.shape[:2], dtype=np.int64)
    hard = []
    for row, size in enumerate(sizes):
        heads[row, :size] = scores[row, :size, : size + 1].argmax(axis=1)
        if size and not is_projective_tree(heads[row, :size]):
            hard.append(row)
    if hard:
        longest = max(sizes[row] for row in hard)
        found = _eisner(scores[hard, :longest, : longest + 1], [sizes[row] for row in hard])
        heads[hard, :longest] = found
    return heads


def is_projective_tree(heads: Heads) -> bool:
    """Whether one word alone hangs on the root, all others on it, and no two arcs cross."""
    if int((heads == 0).sum()) != 1:
        return False
    tops = np.concatenate([[0], heads])
    for _ in range(len(heads).bit_length()):
        tops = tops[tops]
    if tops.any():
        return False
    words = np.arange(1, len(heads) + 1)
    low, high = np.minimum(words, heads), np.maximum(words, heads)
    starts, ends = low[:, None], high[:, None]
    crossing = (starts < low) & (low < ends) & (ends < high)
    return not crossing.any()


def _eisner(scores: NDArray[np.float32], sizes: Sequence[int]) -> Heads:
    """Spans of equal width are built together, in all sentences: one step a width, not one a span.

    What is built behind a shorter sentence's last word is not looked at.
    """
    count, longest = scores.shape[:2]
    size = longest + 1
    arcs = np.zeros((count, size, size))
    arcs[:, :, 1:] = scores.transpose(0, 2, 1)  # arcs[sentence, head, word]
    arcs[:, 0] -= _ROOT_PENALTY
    open_ = np.full((2, count, size, size), -np.inf)
    closed = np.full((2, count, size, size), -np.inf)
    open_at = np.zeros((2, count, size, size), dtype=np.int64)
    closed_at = np.zeros((2, count, size, size), dtype=np.int64)
    closed[:, :, np.arange(size), np.arange(size)] = 0
    for width in range(1, size):
        left = np.arange(size - width)
        right = left + width
        first, last = left[:, None], right[:, None]
        middle = first + np.arange(width)
        joins = closed[_RIGHT][:, first, middle] + closed[_LEFT][:, middle + 1, last]
        cut, best = _best(joins)
        for side, arc in ((_LEFT, arcs[:, right, left]), (_RIGHT, arcs[:, left, right])):
            open_[side][:, left, right] = best + arc
            open_at[side][:, left, right] = left + cut
        cut, best = _best(closed[_LEFT][:, first, middle] + open_[_LEFT][:, middle, last])
        closed[_LEFT][:, left, right], closed_at[_LEFT][:, left, right] = best, left + cut
        middle = middle + 1
        cut, best = _best(open_[_RIGHT][:, first, middle] + closed[_RIGHT][:, middle, last])
        closed[_RIGHT][:, left, right], closed_at[_RIGHT][:, left, right] = best, left + cut + 1
    heads = np.zeros((count, longest), dtype=np.int64)
    for row, words in enumerate(sizes):
        heads[row, :words] = _trace(open_at[:, row], closed_at[:, row], words + 1)
    return heads


def _best(joins: Floats) -> tuple[Heads, Floats]:
    cut = joins.argmax(axis=2)
    return cut, np.take_along_axis(joins, cut[:, :, None], 2)[:, :, 0]


def _trace(open_at: Heads, closed_at: Heads, size: int) -> Heads:
    heads = np.zeros(size, dtype=np.int64)
    agenda = [(0, size - 1, _RIGHT, True)]
    while agenda:
        left, right, side, is_closed = agenda.pop()
        if left == right:
            continue
        if is_closed:
            cut = int(closed_at[side, left, right])
            if side == _RIGHT:
                agenda += [(left, cut, _RIGHT, False), (cut, right, _RIGHT, True)]
            else:
                agenda += [(left, cut, _LEFT, True), (cut, right, _LEFT, False)]
            continue
        heads[right if side == _RIGHT else left] = left if side == _RIGHT else right
        cut = int(open_at[side, left, right])
        agenda += [(left, cut, _RIGHT, True), (cut + 1, right, _LEFT, True)]
    return heads[1:]
