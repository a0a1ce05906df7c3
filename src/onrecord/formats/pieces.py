"""Cuts a text into pieces along the edges of all spans, so that nested ones can be marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Span, Spans, Statement

_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_LINE_BREAKS = re.compile(f"[{_BREAKS}]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """That a piece belongs to a statement (by its number) in one of its roles."""

    number: int
    role: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that all bear the same marks, outermost first.

    `opens` are the numbers of the statements whose first character stands here.
    """

    start: int
    end: int
    marks: tuple[Mark, ...]
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text as pieces."""

    pieces: tuple[Piece, ...]

    @property
    def opens(self) -> tuple[int, ...]:
        """Numbers of the statements that begin in this paragraph."""
        return tuple(number for piece in self.pieces for number in piece.opens)


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    mark: Mark


def cut_into_paragraphs(text: str, statements: Sequence[Statement]) -> list[Paragraph]:
    """The text's lines that hold more than white space; statements are numbered from 1."""
    return cut_marked(text, [tuple(_list_roles(each)) for each in statements])


def cut_marked(
    text: str, marked: Sequence[Iterable[tuple[str, Spans]]], *, within: Span | None = None
) -> list[Paragraph]:
    """The same, where each statement is given as its roles with their spans.

    `within` asks for the lines alone that have characters of this span.
    """
    stretches = _find_stretches(marked)
    firsts = _find_firsts(stretches)
    waiting = sorted(stretches, key=lambda each: each.start, reverse=True)
    open_ones: list[_Stretch] = []
    paragraphs = []
    for line in _find_lines(text, within or (0, len(text))):
        while waiting and waiting[-1].start < line[1]:
            open_ones.append(waiting.pop())
        open_ones = [each for each in open_ones if each.end > line[0]]
        paragraphs.append(Paragraph(tuple(_cut_line(line, open_ones, firsts))))
    return paragraphs


def _find_stretches(marked: Sequence[Iterable[tuple[str, Spans]]]) -> list[_Stretch]:
    return [
        _Stretch(start, end, Mark(number, role))
        for number, roles in enumerate(marked, start=1)
        for role, spans in roles
        for start, end in spans
        if start < end
    ]


def _list_roles(statement: Statement) -> Iterator[tuple[str, Spans]]:
    yield "source", statement.source
    yield "cue", statement.cue
    yield "content", statement.content
    yield "hedge", statement.hedges
    yield "evidence", tuple(each.span for each in statement.evidence)


def _find_firsts(stretches: Sequence[_Stretch]) -> dict[int, list[int]]:
    """At which character which statements begin."""
    first: dict[int, int] = {}
    for each in stretches:
        if each.mark.role == "evidence":  # may stand far before what it is evidence for
            continue
        number = each.mark.number
        first[number] = min(first.get(number, each.start), each.start)
    places: dict[int, list[int]] = {}
    for number in sorted(first):
        places.setdefault(first[number], []).append(number)
    return places


def _find_lines(text: str, within: Span) -> Iterator[Span]:
    first, last = within
    start = max(text.rfind(each, 0, first) for each in _BREAKS) + 1
    after_last = _LINE_BREAKS.search(text, max(last - 1, first))
    end = after_last.start() if after_last else len(text)
    for stop, after in [*(m.span() for m in _LINE_BREAKS.finditer(text, start, end)), (end, end)]:
        if text[start:stop].strip():
            yield start, stop
        start = after


def _cut_line(
    line: Span, stretches: Sequence[_Stretch], firsts: dict[int, list[int]]
) -> Iterator[Piece]:
    edges = {line[0], line[1]}
    for each in stretches:
        edges.update(edge for edge in (each.start, each.end) if line[0] < edge < line[1])
    # Longer ones first: they lie outside of shorter ones.
    outward = sorted(stretches, key=lambda each: (each.start - each.end, each.mark.number))
    for start, end in pairwise(sorted(edges)):
        marks = tuple(each.mark for each in outward if each.start <= start and end <= each.end)
        yield Piece(start, end, marks, tuple(firsts.get(start, ())))
