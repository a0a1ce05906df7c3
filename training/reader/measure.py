"""How well statements are found, by windows: the measures of the benchmark, in tokens."""

from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.attribution.learned.tags import PART_TAGS, runs
from training.reader.batching import Batcher
from training.reader.bundle import Branches, Example
from training.reader.fitting import flat_spans, predict
from training.reader.labels import ROLES, Labelled, Span
from training.reader.networks import Tagger

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


def show_statements(
    models: Sequence[Tagger],
    batcher: Batcher,
    branches: Branches,
    windows: Sequence[Example],
    guide: str,
    bias: float,
) -> str:
    """How well the statements of annotated windows are found."""
    counts: Counter[str] = Counter()
    found = predict(models, batcher, branches, windows, guide, bias)
    for window, read in zip(windows, found, strict=True):
        compare(window.statements, [each for each, *_ in read], counts)
    return show(counts)


def show_row(models: Sequence[Tagger], batcher: Batcher, windows: Sequence[Example]) -> str:
    """F1 of exact spans where all statements stand in one row, on PolNeAR's windows."""
    right: Counter[str] = Counter()
    for window, spans in zip(windows, flat_spans(models, batcher, windows), strict=True):
        wanted = set() if window.flat is None else set(runs(window.flat.tolist(), PART_TAGS))
        right.update(role for role, *_ in wanted & set(spans))
        right.update(f"{role} all" for role, *_ in [*wanted, *spans])
    shares = (f"{role} {200 * right[role] / max(1, right[f'{role} all']):.1f}" for role in ROLES)
    return f"PolNeAR dev, in one row: exact {' '.join(shares)}"
