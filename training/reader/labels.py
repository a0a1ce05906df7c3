"""A statement as spans of words, and spans as tags."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attribution.learned.tags import PART_TAGS

GUIDES = ("own", "wide")  # whose annotation rules a text follows: ours, or PolNeAR's wider ones
ROLES = ("source", "cue", "content")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One statement: for each role the spans of words (first, one past the last)."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def cue_tags(statements: list[Labelled], length: int) -> list[int]:
    """Cue tags of a window: the first piece of every cue."""
    tags = [0] * length
    for each in statements:
        start, end = each.cue[0]
        tags[start] = 1
        for k in range(start + 1, end):
            if not tags[k]:
                tags[k] = 2
    return tags


def part_tags(each: Labelled, length: int) -> list[int]:
    """Part tags of one statement; where spans overlap the cue wins, then the source."""
    return flat_tags([each], length)


def flat_tags(statements: Sequence[Labelled], length: int) -> list[int]:
    """Part tags of all statements in one row, whether or not their cue stands in the window;
    where spans overlap the cue wins, then the source, then what comes later."""
    tags = [0] * length
    for role in ("content", "source", "cue"):
        begin = PART_TAGS.index(f"B-{role}")
        for each in statements:
            for start, end in getattr(each, role):
                for k in range(start, end):
                    tags[k] = begin if k == start else begin + 1
    return tags
