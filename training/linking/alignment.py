"""Which English words a word of another language is rendered by: learned from translations.

IBM model 1 in both directions, with the dictionary's translations as counts seen beforehand.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 6
_PRIOR = 1.5  # how often a dictionary's translations count as seen

Pairs = Sequence[tuple[Sequence[str], Sequence[str]]]


def align(
    pairs: Pairs, dictionary: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """For each foreign word its English words with weights; `pairs` are (foreign, English)."""
    there = _translate(pairs, dictionary)
    back = _translate([(english, foreign) for foreign, english in pairs], _invert(dictionary))
    seen = {word for foreign, _ in pairs for word in foreign}
    words: dict[str, dict[str, float]] = {}
    for foreign, row in there.items():
        words[foreign] = {
            english: (share * back.get(english, {}).get(foreign, 0.0)) ** 0.5
            if foreign in seen
            else share
            for english, share in row.items()
        }
    return words


def translate_by_senses(
    foreign: Mapping[str, set[str]], english: Mapping[str, set[str]]
) -> dict[str, dict[str, float]]:
    """A dictionary of words that share WordNet senses, the more senses the heavier."""
    by_sense: dict[str, list[str]] = defaultdict(list)
    for lemma, senses in english.items():
        for sense in senses:
            by_sense[sense] += lemma.split(" ")  # "phone call" is "phone" and "call"
    dictionary: dict[str, dict[str, float]] = {}
    for lemma, senses in foreign.items():
        shares: dict[str, float] = defaultdict(float)
        for sense in sorted(senses):  # so that sums and ties come out alike every time
            for other in by_sense.get(sense, ()):
                shares[other] += 1 / len(by_sense[sense])
        total = sum(shares.values())
        if total:
            dictionary[lemma] = {other: share / total for other, share in shares.items()}
    return dictionary


def _translate(
    pairs: Pairs, dictionary: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """The share of each target word among what a source word is rendered by."""
    cells, slots, keys = _lay_out(pairs)
    sources = np.array([source for source, _ in keys])
    names = {source: n for n, source in enumerate(dict.fromkeys(sources.tolist()))}
    owner = np.array([names[source] for source in sources.tolist()])
    prior = np.array([_PRIOR * dictionary.get(s, {}).get(t, 0.0) for s, t in keys])
    share: NDArray[np.float64] = np.ones(len(keys))
    for _ in range(_ROUNDS):
        mass = share[cells]
        total = np.bincount(slots, mass)
        counts = np.bincount(cells, mass / total[slots], minlength=len(keys)) + prior
        share = counts / np.bincount(owner, counts)[owner]
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (source, target), each in zip(keys, share.tolist(), strict=True):
        if source and each > 0.02:
            found[source][target] = each
    for source, row in dictionary.items():
        if source not in found:
            found[source] = dict(row)
    return found


def _lay_out(
    pairs: Pairs,
) -> tuple[NDArray[np.int64], NDArray[np.int64], list[tuple[str, str]]]:
    """Each possible link as a cell: which word pair it is of, and which target it renders."""
    index: dict[tuple[str, str], int] = {}
    cells: list[int] = []
    slots: list[int] = []
    slot = 0
    for sources, targets in pairs:
        for target in targets:
            for source in ("", *sources):
                cells.append(index.setdefault((source, target), len(index)))
                slots.append(slot)
            slot += 1
    return np.array(cells), np.array(slots), list(index)


def _invert(table: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    turned: dict[str, dict[str, float]] = defaultdict(dict)
    for source, row in table.items():
        for target, share in row.items():
            turned[target][source] = share
    return {
        target: {source: share / sum(row.values()) for source, share in row.items()}
        for target, row in turned.items()
    }
