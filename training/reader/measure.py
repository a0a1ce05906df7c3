"""How well statements are found, by windows: the measures of the benchmark, in tokens."""

from collections import Counter
from collections.abc import Iterable, Sequence

from training.reader.labels import ROLES, Labelled, Span

_SHARE = 0.5


def _members(spans: Iterable[Span]) -> set[int]:
    return {i for a, b in spans for i in range(a, b)}


def _overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def compare(gold: Sequence[Labelled], found: Sequence[Labelled], counts: Counter[str]) -> None:
    """Add one window's counts: statements paired, triples right, spans exactly right."""
    keys = [
        [_members((*each.cue, *each.content)) for each in statements]
        for statements in (gold, found)
    ]
    pairs = sorted(
        ((_overlap(g, f), i, j) for i, g in enumerate(keys[0]) for j, f in enumerate(keys[1])),
        reverse=True,
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for overlap, i, j in pairs:
        if overlap < _SHARE or i in taken[0] or j in taken[1]:
            continue
        taken[0].add(i)
        taken[1].add(j)
        counts["paired"] += 1
        counts["triple"] += all(
            _overlap(_members(getattr(gold[i], r)), _members(getattr(found[j], r))) >= _SHARE
            for r in ROLES
        )
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    for role in ROLES:
        spans = [
            Counter(span for each in statements for span in getattr(each, role))
            for statements in (gold, found)
        ]
        counts[f"{role} right"] += (spans[0] & spans[1]).total()
        counts[f"{role} all"] += spans[0].total() + spans[1].total()


def show(counts: Counter[str]) -> str:
    """One line of figures."""
    total = max(1, counts["gold"] + counts["found"])
    found, gold = max(1, counts["found"]), max(1, counts["gold"])
    spans = " ".join(
        f"{role} {200 * counts[f'{role} right'] / max(1, counts[f'{role} all']):.1f}"
        for role in ROLES
    )
    return (
        f"statement P {counts['paired'] / found:.3f} R {counts['paired'] / gold:.3f} "
        f"F1 {2 * counts['paired'] / total:.3f} triple F1 {2 * counts['triple'] / total:.3f} "
        f"exact {spans}"
    )
