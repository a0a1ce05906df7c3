"""Statements in their place: pieces of an article's text with what they are marked as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.formats.pieces import Piece, cut_marked
from onrecord.ledger.statements import ShownStatement
from onrecord.model import Spans

_AROUND = 160  # characters of the paragraph shown before and behind a statement


@dataclass(frozen=True, slots=True)
class Bit:
    """Characters of a text that look the same; `classes` is empty where nothing is marked."""

    text: str
    classes: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of an article that holds a statement."""

    bits: tuple[Bit, ...]


def cut_passage(text: str, statement: ShownStatement) -> Passage:
    """The paragraphs around the statement's cue and content, shortened at both ends."""
    roles = roles_of(statement)
    marked = [each for _, spans in roles for each in spans if each[0] < each[1]]
    if not marked:
        return Passage(())
    first, last = min(start for start, _ in marked), max(end for _, end in marked)
    bits: list[Bit] = []
    for paragraph in cut_marked(text, [roles], within=(first, last)):
        if bits:
            bits.append(Bit(" … ", "gap"))
        bits += _shorten(text, paragraph.pieces, statement)
    return Passage(tuple(bits))


def roles_of(statement: ShownStatement) -> Sequence[tuple[str, Spans]]:
    """The statement's roles with their spans."""
    return [
        (role, tuple((start, end) for start, end in statement.spans[role]))
        for role in ("source", "cue", "content")
    ]


def _shorten(text: str, pieces: Sequence[Piece], statement: ShownStatement) -> list[Bit]:
    bits = []
    for number, piece in enumerate(pieces):
        words = text[piece.start : piece.end]
        if not piece.marks and len(words) > _AROUND:
            words = _cut_ends(words, is_first=number == 0, is_last=number == len(pieces) - 1)
        role = piece.marks[-1].role if piece.marks else ""
        bits.append(Bit(words, f"{role} {statement.stance}" if role else ""))
    return bits


def _cut_ends(words: str, *, is_first: bool, is_last: bool) -> str:
    if is_first:
        return f"… {words[-_AROUND:].partition(' ')[2]}"
    if is_last:
        return f"{words[:_AROUND].rpartition(' ')[0]} …"
    return words


def cut_passages(
    texts: Mapping[str, str], statements: Sequence[ShownStatement]
) -> Mapping[str, Passage]:
    """For each statement, by id, its passage."""
    once = {each.id: each for each in statements if each.article in texts}
    return {name: cut_passage(texts[each.article], each) for name, each in once.items()}
