"""An article's text with its statements marked, each explained beside the line it begins in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.formats.pieces import Piece, cut_marked
from onrecord.ledger.statements import ShownStatement
from onrecord.model import Spans
from onrecord.web.passages import roles_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text: how it looks, the statements (by number) that begin in front of it,
    and the one whose card its words lead to."""

    text: str
    classes: str
    opens: tuple[int, ...]
    leads_to: int | None


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A paragraph and the numbers of the statements that begin in it."""

    stretches: tuple[Stretch, ...]
    opens: tuple[int, ...]


def mark_article(text: str, statements: Sequence[ShownStatement]) -> tuple[MarkedRow, ...]:
    """The text's paragraphs; statements are numbered from 1 in the order given."""
    stances = {number: each.stance for number, each in enumerate(statements, start=1)}
    return mark_text(text, [roles_of(each) for each in statements], stances)


def mark_text(
    text: str, roles: Sequence[Sequence[tuple[str, Spans]]], stances: Mapping[int, str]
) -> tuple[MarkedRow, ...]:
    """The same, where each statement is given as its roles with their spans, and its stance."""
    paragraphs = cut_marked(text, roles)
    placed = {number for each in paragraphs for number in each.opens}
    unplaced = [number for number in stances if number not in placed]
    rows = []
    for paragraph in paragraphs:
        stretches = tuple(_stretch(text, piece, stances) for piece in paragraph.pieces)
        rows.append(MarkedRow(stretches, tuple(sorted({*paragraph.opens, *unplaced}))))
        unplaced = []
    return tuple(rows)


def _stretch(text: str, piece: Piece, stances: Mapping[int, str]) -> Stretch:
    words = text[piece.start : piece.end]
    if not piece.marks:
        return Stretch(words, "", piece.opens, None)
    inner = piece.marks[-1]
    nested = " nested" if len({mark.number for mark in piece.marks}) > 1 else ""
    classes = f"{inner.role} {stances[inner.number]}{nested}"
    return Stretch(words, classes, piece.opens, inner.number if inner.role == "cue" else None)
