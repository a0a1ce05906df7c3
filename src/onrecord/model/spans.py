"""Character spans: half-open pairs of Unicode code points into an article's text."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
Spans: TypeAlias = tuple[Span, ...]


def cut(text: str, spans: Iterable[Span], *, gap: str = " … ") -> str:
    """The words under `spans`, in their order, joined by `gap`."""
    return gap.join(text[start:end] for start, end in spans)


def size(spans: Iterable[Span]) -> int:
    """How many characters `spans` hold, those that overlap counted as often."""
    return sum(end - start for start, end in spans)


def covers(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    """Whether every one of `inner` lies inside one of `outer`."""
    return bool(inner) and all(any(s <= a and b <= e for s, e in outer) for a, b in inner)


def overlaps(one: Iterable[Span], other: Sequence[Span]) -> bool:
    """Whether any of `one` shares a character with any of `other`."""
    for a, b in one:
        for s, e in other:
            if a < e and s < b:
                return True
    return False


def merge(spans: Iterable[Span], *, reach: int = 0) -> Spans:
    """`spans` in order, those that touch (or stand at most `reach` apart) made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + reach:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def trim(text: str, span: Span, *, drop: str = " \t\r\n\u00a0\u202f\u2009\u200b\ufeff") -> Span:
    """`span` without the characters of `drop` at its two ends."""
    start, end = span
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return start, end
