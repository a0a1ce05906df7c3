"""Whether confidence means what it says: of statements said with 0.9, nine in ten are right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evaluation.gold import GoldArticle
from evaluation.scoring import pair
from onrecord.model import Reading

_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements whose confidence lies in [low, high): how many, their mean, how many right."""

    low: float
    high: float
    count: int
    said: float
    right: float


def judge_all(read: Iterable[tuple[GoldArticle, Reading]]) -> list[tuple[float, bool]]:
    """For each statement that was read its confidence, and whether it is one, with its stance."""
    judged = []
    for gold, reading in read:
        right = {
            statement.id
            for annotated, statement in pair(gold.statements, reading.statements)
            if annotated.stance == statement.stance.value
        }
        judged += [(each.confidence, each.id in right) for each in reading.statements]
    return judged


def bin_all(judged: Sequence[tuple[float, bool]]) -> list[Bin]:
    """The judged statements in bins of confidence; empty bins are left out."""
    bins = []
    for low, high in pairwise(_EDGES):
        inside = [(p, r) for p, r in judged if low <= p < high or p == high == _EDGES[-1]]
        if inside:
            said = sum(p for p, _ in inside) / len(inside)
            right = sum(r for _, r in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), said, right))
    return bins


def expected_error(bins: Sequence[Bin]) -> float:
    """The mean distance between what was said and what is right, by how many were said so."""
    total = sum(each.count for each in bins)
    return sum(each.count * abs(each.said - each.right) for each in bins) / max(total, 1)
