"""Measures of a grouping against the right one: pairwise F1 and B³ F1."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping
from itertools import combinations
from typing import TypeAlias

Groups: TypeAlias = Mapping[str, Hashable]
"""By item the group it is in."""


def pairwise_f1(found: Groups, right: Groups, only: Callable[[str, str], bool]) -> float:
    """F1 over the pairs of items in one group, of those pairs that `only` lets count."""
    hits, ours, theirs = 0, 0, 0
    for groups, is_ours in ((found, True), (right, False)):
        for one, other in _pairs(groups):
            if not only(one, other):
                continue
            if is_ours:
                ours += 1
                hits += right[one] == right[other]
            else:
                theirs += 1
    return 2 * hits / (ours + theirs) if ours + theirs else 0.0


def b_cubed_f1(found: Groups, right: Groups) -> float:
    """B³ F1: precision and recall of each item's group, averaged over the items."""
    both = Counter((found[item], right[item]) for item in found)
    ours, theirs = Counter(found.values()), Counter(right.values())
    precision = sum(both[found[item], right[item]] / ours[found[item]] for item in found)
    recall = sum(both[found[item], right[item]] / theirs[right[item]] for item in found)
    total = precision + recall
    return 2 * precision * recall / total / len(found) if total else 0.0


def _pairs(groups: Groups) -> list[tuple[str, str]]:
    members: dict[Hashable, list[str]] = defaultdict(list)
    for item, group in groups.items():
        members[group].append(item)
    return [pair for items in members.values() for pair in combinations(sorted(items), 2)]
