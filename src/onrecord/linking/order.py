"""Whether two texts tell the same in the same order, as a text and its translation do."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.units import Unit

_PARTS = 24
_COARSER = (24, 12, 8, 6, 4)  # parts of _PARTS joined, for short texts
_SHORTEST = 50  # characters of a part that can be compared
_UNITS = 10  # kept of one part, the weightiest
_DRIFTS = 12  # from so many parts on a translation may be a part ahead or behind

Parts = Sequence[Mapping[str, float]]


def split_parts(units: Sequence[Unit], length: int) -> list[dict[str, float]]:
    """What each part of a text of `length` characters speaks of, in the order of the text."""
    parts: list[dict[str, float]] = [{} for _ in range(_PARTS)]
    for unit in units:
        part = parts[min(_PARTS - 1, unit.start * _PARTS // max(length, 1))]
        for key, share in unit.shares:
            part[key] = max(part.get(key, 0.0), round(unit.weight * share, 1))
    return [_weightiest(part) for part in parts]


def compare_order(mine: Parts, other: Parts, *, length: int) -> float:
    """How much more alike parts are at the same place than elsewhere, from -1 to 1.

    `length` is that of the shorter text, in characters.
    """
    if len(mine) != _PARTS or len(other) != _PARTS:
        return 0.0
    count = next((each for each in _COARSER if length / each >= _SHORTEST), _COARSER[-1])
    alike = _compare_all(_join(mine, count), _join(other, count))
    if count >= _DRIFTS:
        ahead, behind = np.roll(alike, -1, axis=1), np.roll(alike, 1, axis=1)
        ahead[-1, -1] = behind[0, 0] = 0.0  # there is nothing beyond either end
        alike = np.maximum(alike, np.maximum(ahead, behind))
    # Texts of one story speak of the same things everywhere; a translation does so in its place.
    distance = (np.arange(count)[None, :] - np.arange(count)[:, None]) % count
    apart = 3 if count >= _DRIFTS else 1
    elsewhere = alike[(distance >= apart) & (distance <= count - apart)]
    return float(np.diagonal(alike).mean() - elsewhere.mean())


def _join(parts: Parts, count: int) -> Parts:
    size = _PARTS // count
    if size == 1:
        return parts
    joined: list[Mapping[str, float]] = []
    for start in range(0, _PARTS, size):
        whole: dict[str, float] = {}
        for part in parts[start : start + size]:
            whole.update({key: max(whole.get(key, 0.0), weight) for key, weight in part.items()})
        joined.append(_weightiest(whole))
    return joined


def _weightiest(part: Mapping[str, float]) -> dict[str, float]:
    best = sorted(part.items(), key=lambda pair: (-pair[1], pair[0]))
    return dict(best[:_UNITS])


def _compare_all(mine: Parts, other: Parts) -> NDArray[np.float64]:
    """The cosine of each part with each part of the other text."""
    keys = {key: n for n, key in enumerate(dict.fromkeys(key for part in mine for key in part))}
    tables = []
    for parts in (mine, other):
        table = np.zeros((len(parts), max(len(keys), 1)))
        for row, part in zip(table, parts, strict=True):
            length = float(sum(weight * weight for weight in part.values())) ** 0.5
            for key, weight in part.items():
                if key in keys:
                    row[keys[key]] = weight / length
        tables.append(table)
    alike: NDArray[np.float64] = tables[0] @ tables[1].T
    return alike
