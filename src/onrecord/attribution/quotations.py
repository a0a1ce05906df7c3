"""Quotations: what stands between quotation marks, over several paragraphs where need be."""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Span, Spans, trim

# An unclosed quotation is followed into at most so many further paragraphs.
_MOST_PARAGRAPHS = 12
_OPENS_AFTER = frozenset(" \t\n\r\u00a0\u202f([{-–—:/'’\"«“‘")
_NEVER_OPENED = frozenset(",;)")
# Double marks that writers mix; each goes by the pair that it belongs to.
_DOUBLE = frozenset({("“", "”"), ('"', '"'), ("„", "“"), ("„", "”")})
_SPEECH_MARKS = frozenset(",.!?…")
_SPEECH_ENDS = re.compile(r"[,.!?…]*\s*(?:$|(?<=[,.!?…\s])[–—]\s)")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: `span` with its marks, `inner` without, `pieces` line by line.

    `closed` tells whether the closing mark was found.
    """

    span: Span
    inner: Span
    pieces: Spans
    closed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    opens: bool
    closes: bool
    pair: tuple[str, str]
    weak: bool


def find_quotations(
    text: str, marks: Sequence[tuple[str, str]], *, apostrophes: frozenset[str]
) -> tuple[Quotation, ...]:
    """The outermost quotations of `text`, in order; each mark is used once."""
    found: list[Quotation] = []
    lines = [line.span() for line in _LINE.finditer(text)]
    placed = _Marks(_find_marks(text, marks, apostrophes))
    number, after = 0, 0
    while number < len(lines):
        opened = _read_line(text, (max(lines[number][0], after), lines[number][1]), placed, found)
        if opened is None:
            after, number = lines[number][1], number + 1
        else:
            after, number = _run_on(text, lines, number, opened, placed, found)
    return tuple(found)


class _Marks:
    """All marks of a text, found by place in logarithmic time."""

    def __init__(self, marks: Iterator[_Mark]) -> None:
        self._marks = list(marks)
        self._places = [mark.at for mark in self._marks]

    def between(self, start: int, end: int) -> list[_Mark]:
        first = bisect.bisect_left(self._places, start)
        return self._marks[first : bisect.bisect_left(self._places, end, first)]


def _read_line(text: str, line: Span, marks: _Marks, found: list[Quotation]) -> _Mark | None:
    """Take the quotations that close within one line; returns the mark left open."""
    depth_open: _Mark | None = None
    nested = 0
    for mark in marks.between(*line):
        if depth_open is None:
            if mark.opens:
                depth_open, nested = mark, 0
            elif mark.closes and not mark.weak and not _is_taken(found, line[0], mark.at):
                found.append(_quotation(text, line[0], mark.at + 1, closed=True, opened=False))
        elif mark.pair == depth_open.pair or mark.pair[1] == depth_open.pair[1]:
            inner = nested and not mark.opens and _flat(mark.pair)
            if mark.closes and not (inner and not _ends_speech(text, mark.at + 1, line[1])):
                found.append(_quotation(text, depth_open.at, mark.at + 1, closed=True))
                depth_open = None
            elif mark.closes:
                nested -= 1
            elif mark.opens and _flat(mark.pair):
                nested += 1
    return _close_otherwise(text, line, depth_open, marks, found)


def _close_otherwise(
    text: str, line: Span, opened: _Mark | None, marks: _Marks, found: list[Quotation]
) -> _Mark | None:
    """Close a quotation with a double mark of another sort (“We stay," she said).

    Of those marks one must be left over, as the others enclose words inside of it.
    """
    if opened is None or opened.pair not in _DOUBLE:
        return opened
    others = [each for each in marks.between(opened.at + 1, line[1]) if each.pair in _DOUBLE]
    strange = [each for each in others if each.pair != opened.pair and each.closes]
    same = {each.pair for each in others}
    if opened.pair in same or len(same) != 1 or len(others) % 2 == 0 or not strange:
        return opened
    if others[-1] is not strange[-1] or text[strange[-1].at - 1] not in _SPEECH_MARKS:
        return opened
    found.append(_quotation(text, opened.at, strange[-1].at + 1, closed=True))
    return None


def _ends_speech(text: str, after: int, end: int) -> bool:
    """Whether one mark closes the inner and the outer quotation: before ", —" or the end."""
    return _SPEECH_ENDS.match(text, after, end) is not None


def _flat(pair: tuple[str, str]) -> bool:
    """Whether opening and closing mark differ, so that nesting can be told."""
    return pair[0] != pair[1]


def _is_taken(found: list[Quotation], start: int, end: int) -> bool:
    """Whether a quotation was already taken between `start` and `end`."""
    return bool(found) and found[-1].span[1] > start and found[-1].span[0] < end


def _run_on(
    text: str,
    lines: list[Span],
    number: int,
    opened: _Mark,
    marks: _Marks,
    found: list[Quotation],
) -> tuple[int, int]:
    """Close a quotation that its own line leaves open.

    Two habits exist: every paragraph opens anew and only the last one closes; or nothing
    stands until the closing mark. Where neither is seen the line's end closes it.
    """
    stop = lines[number][1]
    for step in range(1, _MOST_PARAGRAPHS + 1):
        if number + step >= len(lines):
            break
        start, end = lines[number + step]
        same = [each for each in marks.between(start, end) if each.pair[1] == opened.pair[1]]
        again = bool(same) and same[0].opens and not text[start : same[0].at].strip()
        rest = same[1:] if again else same
        if not rest:
            stop = end if again else stop
            continue
        if rest[0].closes and (again or not rest[0].opens or not _flat(rest[0].pair)):
            closing = rest[0].at + 1
            found.append(_quotation(text, opened.at, closing, closed=True))
            return closing, number + step
        break
    found.append(_quotation(text, opened.at, stop, closed=False))
    line = next(n for n in range(number, len(lines)) if lines[n][1] >= stop)
    return stop, line + 1


def _quotation(text: str, start: int, end: int, *, closed: bool, opened: bool = True) -> Quotation:
    start, end = trim(text, (start, end))
    pieces = tuple(
        piece
        for line in _LINE.finditer(text, start, end)
        if (piece := trim(text, line.span()))[0] < piece[1]
    )
    inner = trim(text, (start + opened, end - closed))
    return Quotation((start, end), inner, pieces, closed)


def _find_marks(
    text: str, pairs: Sequence[tuple[str, str]], apostrophes: frozenset[str]
) -> Iterator[_Mark]:
    by_mark: dict[str, tuple[str, str]] = {}
    for pair in reversed(pairs):
        by_mark[pair[0]] = by_mark[pair[1]] = pair
    if not by_mark:
        return
    pattern = re.compile("[" + re.escape("".join(by_mark)) + "]")
    for match in pattern.finditer(text):
        at, mark = match.start(), match.group()
        pair = by_mark[mark]
        if pair[0] == pair[1] or mark in apostrophes:
            opens, closes = _by_spacing(text, at, strict=mark in apostrophes)
        else:
            opens, closes = mark == pair[0], mark == pair[1]
        if mark in apostrophes and _flat(pair):
            opens, closes = opens and mark == pair[0], closes and mark == pair[1]
        if opens or closes:
            # "the lawmakers' pages": behind a letter it closes only what was opened.
            weak = mark in apostrophes and at > 0 and text[at - 1].isalnum()
            yield _Mark(at, opens, closes, pair, weak)


def _by_spacing(text: str, at: int, *, strict: bool) -> tuple[bool, bool]:
    """Whether a mark without direction opens or closes, told by what stands beside it.

    A strict mark is also an apostrophe: it opens only before a letter after a space, and
    closes only after punctuation, or after a letter where a space or mark follows.
    """
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    opens = before in _OPENS_AFTER and not after.isspace() and after not in _NEVER_OPENED
    closes = not before.isspace() and not (opens and before in "([{-–—:«“")
    if strict:
        opens = before in ' \n\t\u00a0\u202f(["“«—–' and after.isalpha()
        closes = not opens and not after.isalnum() and (before in ".,!?…" or before.isalnum())
        return opens, closes
    if opens and before in "'’\"":
        # A mark right after another may open or close: leave both ways open.
        return True, True
    if not opens and before.isspace() and after.isspace():
        # French spacing inside straight marks: « " mot " »; the pairing decides.
        return True, True
    return opens, closes and not opens
