"""Tags of a sequence of words, and the best sequence that spans can be read off."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

CUE_TAGS = ("O", "B", "I")
PART_TAGS = ("O", "B-source", "I-source", "B-content", "I-content", "B-cue", "I-cue")

Floats = NDArray[np.float32]


def _walls(names: Sequence[str]) -> Floats:
    """(before, after): a high cost where an I would follow neither its B nor itself."""
    return np.array(
        [
            [-1e9 if b[0] == "I" and a not in ("B" + b[1:], b) else 0.0 for b in names]
            for a in names
        ],
        dtype=np.float32,
    )


_WALLS = {len(names): _walls(names) for names in (CUE_TAGS, PART_TAGS)}


def best_sequences(
    scores: Floats, lengths: Sequence[int], moves: Floats | None = None
) -> list[list[int]]:
    """Of each sequence the allowed tags with the highest sum; `scores` is (sequences, words, tags).

    `moves`, (before, after), is what going from one tag to the next adds.
    """
    walls = _WALLS[scores.shape[2]]
    if moves is not None:
        return _search(scores, lengths, walls + moves, walls[0])
    # Without moves the best tag of each word is the best sequence, unless a wall stands in it.
    tags = scores.argmax(2)
    barred = (walls[0, tags[:, 0]] < 0) | (walls[tags[:, :-1], tags[:, 1:]] < 0).any(1)
    found = _cut(tags, lengths)
    stuck = np.flatnonzero(barred).tolist()
    if stuck:
        anew = _search(scores[stuck], [lengths[n] for n in stuck], walls, walls[0])
        for n, row in zip(stuck, anew, strict=True):
            found[n] = row
    return found


def _search(
    scores: Floats, lengths: Sequence[int], steps: Floats, start: Floats
) -> list[list[int]]:
    """The sequences by the algorithm of Viterbi (1967); longer ones first, so that at each word
    those that still run are a block."""
    ends = np.array(lengths)
    order = np.argsort(-ends, kind="stable")
    running = (ends[:, None] > np.arange(scores.shape[1])).sum(0).tolist()
    by_word = np.ascontiguousarray(scores[order].transpose(1, 0, 2))
    best = by_word[0] + start
    back = np.zeros(by_word.shape, np.int64)
    for t, count in enumerate(running[1:], 1):
        total = best[:count, :, None] + steps
        total.argmax(1, out=back[t, :count])
        np.add(total.max(1), by_word[t, :count], out=best[:count])
    tags = np.zeros(scores.shape[:2], np.int64)
    now = best.argmax(1)
    every = np.arange(len(now))
    for t in range(scores.shape[1] - 1, -1, -1):
        tags[order, t] = now
        count = running[t]
        now[:count] = back[t, every[:count], now[:count]]
    return _cut(tags, lengths)


def span_chances(
    scores: Floats, moves: Floats, least: float = 0.03
) -> list[tuple[str, int, int, float]]:
    """Role, first word and the one past the last of every span that likely stands in a sequence of
    part tags, with the chance that just this span does: the share of the sequences that hold it.

    `scores` is (words, tags); by the algorithm of Baum, Petrie, Soules and Weiss (1970).
    """
    walls = _WALLS[scores.shape[1]]
    steps = (walls + moves).astype(np.float64)
    before, behind = _sums(scores.astype(np.float64), walls[0], steps)
    total = np.logaddexp.reduce(before[-1])
    found = []
    floor = np.log(least)
    for begin in range(1, scores.shape[1], 2):
        inside = begin + 1
        # After its last word anything but the tag of its inside follows.
        ends = np.append(
            np.logaddexp.reduce(
                np.delete(steps, inside, 1)[:, None] + np.delete(scores + behind, inside, 1)[1:], 2
            ),
            np.zeros((len(steps), 1)),
            axis=1,
        )
        for start in np.flatnonzero(before[:, begin] + behind[:, begin] - total > floor).tolist():
            here, tag = before[start, begin] - total, begin
            for last in range(start, len(scores)):
                if last > start:
                    here, tag = here + steps[tag, inside] + scores[last, inside], inside
                if here + behind[last, tag] < floor:
                    break
                chance = here + ends[tag, last]
                if chance > floor:
                    found.append((PART_TAGS[begin][2:], start, last + 1, float(np.exp(chance))))
    return found


def _sums(
    scores: NDArray[np.float64], start: Floats, steps: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each word and tag the log of the sum over what may stand before, itself counted, and
    over what may follow."""
    before, behind = np.zeros(scores.shape), np.zeros(scores.shape)
    before[0] = scores[0] + start
    for t in range(1, len(scores)):
        before[t] = np.logaddexp.reduce(before[t - 1][:, None] + steps, 0) + scores[t]
    for t in range(len(scores) - 2, -1, -1):
        behind[t] = np.logaddexp.reduce(steps + scores[t + 1] + behind[t + 1], 1)
    return before, behind


def _cut(tags: NDArray[np.int64], lengths: Sequence[int]) -> list[list[int]]:
    return [row[:length].tolist() for row, length in zip(tags, lengths, strict=True)]


def runs(tags: Sequence[int], names: Sequence[str]) -> list[tuple[str, int, int]]:
    """Role, first word and the one past the last, of every span in a sequence of tags."""
    found: list[tuple[str, int, int]] = []
    for k, tag in enumerate(tags):
        name = names[tag]
        if name[0] == "B":
            found.append((name[2:], k, k + 1))
        elif name[0] == "I" and found:
            found[-1] = (*found[-1][:2], k + 1)
    return found
