"""Labels a text in one row, as other readers do, by the network's chances of every span."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.attribution.context import Context
from onrecord.attribution.learned.reading import (
    Seen,
    TokenSpan,
    find_cues,
    hear,
    score_parts,
    see,
    softmax,
)
from onrecord.attribution.learned.tags import span_chances

_ROW = 0.7  # weight of the tags in one row against those by cue
_WORTH = 0.35  # chance from which an exact span is worth being said


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled span of tokens (first, one past the last), and the chance that it is just so."""

    role: str
    span: TokenSpan
    chance: float


def find_row(context: Context) -> list[Labelled]:
    """What most likely stands in one row of labels, of which no two overlap, by the guide "wide",
    PolNeAR's notion of an attribution, which counts plans, support and feelings.

    So texts are labelled that other readers are compared on. For each span the chance that just
    this one stands there: from the tags of all statements in one row, which need no cue, and from
    those of the parts of each cue. Of all rows of spans the one is taken whose chances, each less
    what makes a span worth saying, add up to most.
    """
    found: list[Labelled] = []
    for seen, batch in see(context, "wide"):
        found += _label(seen, batch)
    return sorted(found, key=lambda each: each.span)


def _label(seen: Seen, batch: Sequence[range]) -> list[Labelled]:
    hidden, scores = hear(seen, batch)
    flat = seen.network.score_flat(hidden, [len(span) for span in batch])
    chances = softmax(scores)
    cues = find_cues(scores, [len(span) for span in batch])
    parts = score_parts(seen, batch, hidden, cues)[0] if cues else scores
    found: list[Labelled] = []
    for n, span in enumerate(batch):
        by_cue: dict[tuple[str, int, int], float] = defaultdict(float)
        for k, (window, start, _) in enumerate(cues):
            if window == n:
                is_cue = float(1 - chances[n, start, 0])
                for role, first, past, chance in span_chances(
                    parts[k, : len(span)], seen.network.moves
                ):
                    by_cue[role, first, past] = max(by_cue[role, first, past], is_cue * chance)
        in_row = {
            (role, start, end): chance
            for role, start, end, chance in span_chances(
                flat[n, : len(span)], seen.network.flat_moves
            )
        }
        found += _best_row(
            Labelled(
                role,
                (span.start + start, span.start + end),
                _ROW * in_row.get(key, 0.0) + (1 - _ROW) * by_cue.get(key, 0.0),
            )
            for key in by_cue.keys() | in_row.keys()
            for role, start, end in (key,)
        )
    return found


def _best_row(labelled: Iterable[Labelled]) -> list[Labelled]:
    """Those spans of which no two overlap that together are worth most (weighted interval
    scheduling)."""
    able = sorted(
        (each for each in labelled if each.chance > _WORTH),
        key=lambda e: (e.span[1], e.span, e.role),
    )
    ends = [each.span[1] for each in able]
    worth: list[tuple[float, list[Labelled]]] = [(0.0, [])]
    for k, each in enumerate(able):
        value, row = worth[bisect_right(ends, each.span[0], 0, k)]
        worth.append(
            max((value + each.chance - _WORTH, [*row, each]), worth[-1], key=lambda w: w[0])
        )
    return worth[-1][1]
