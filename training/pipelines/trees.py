"""The best tree over scores of arcs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
ROOT_PENALTY = 1e4  # more than any sentence gains by a second root
LEFT, RIGHT = 0, 1


def find_tree(scores: Floats) -> list[int]:
    """Eisner's projective tree: for words 1… the head (0 is the root), from scores[word, head]."""
    size = len(scores)
    arcs = scores.astype("float64").T.copy()  # arcs[head, word]
    arcs[0] -= ROOT_PENALTY
    open_ = np.full((2, size, size), -np.inf)
    closed = np.full((2, size, size), -np.inf)
    open_at = np.zeros((2, size, size), dtype=int)
    closed_at = np.zeros((2, size, size), dtype=int)
    for place in range(size):
        closed[:, place, place] = 0
    for width in range(1, size):
        for left in range(size - width):
            right = left + width
            joins = closed[RIGHT, left, left:right] + closed[LEFT, left + 1 : right + 1, right]
            cut = int(joins.argmax())
            for side, arc in ((LEFT, arcs[right, left]), (RIGHT, arcs[left, right])):
                open_[side, left, right] = joins[cut] + arc
                open_at[side, left, right] = left + cut
            joins = closed[LEFT, left, left:right] + open_[LEFT, left:right, right]
            cut = int(joins.argmax())
            closed[LEFT, left, right], closed_at[LEFT, left, right] = joins[cut], left + cut
            joins = open_[RIGHT, left, left + 1 : right + 1]
            joins = joins + closed[RIGHT, left + 1 : right + 1, right]
            cut = int(joins.argmax())
            closed[RIGHT, left, right], closed_at[RIGHT, left, right] = joins[cut], left + 1 + cut
    return _trace(open_at, closed_at, size)


def _trace(open_at: NDArray[np.int64], closed_at: NDArray[np.int64], size: int) -> list[int]:
    heads = [0] * size
    agenda = [(0, size - 1, RIGHT, True)]
    while agenda:
        left, right, side, is_closed = agenda.pop()
        if left == right:
            continue
        if is_closed:
            cut = int(closed_at[side, left, right])
            whole = [(left, cut, LEFT, True), (cut, right, LEFT, False)]
            if side == RIGHT:
                whole = [(left, cut, RIGHT, False), (cut, right, RIGHT, True)]
            agenda += whole
            continue
        heads[left if side == LEFT else right] = right if side == LEFT else left
        cut = int(open_at[side, left, right])
        agenda += [(left, cut, RIGHT, True), (cut + 1, right, LEFT, True)]
    return heads
