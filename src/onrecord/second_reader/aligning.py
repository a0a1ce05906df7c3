"""Finds quoted words in a text again: word for word, and near where they were asked about."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from onrecord.model import Span, Spans

# Marks that readers replace by one another without noticing.
_ALIKE = ("'’‘ʼ`", '"“”„«»', "-‐‑–—")


def find_words(text: str, words: str, *, within: Span, near: int) -> Span | None:
    """Where `words` stand in the text inside `within`, the place nearest to `near`; or None.

    White space may differ, and quotation marks, apostrophes and dashes in their shape; every
    other character must be the same, and no word may be cut.
    """
    pieces = words.split()
    if not pieces:
        return None
    pattern = re.compile(r"\s+".join(_escape(piece) for piece in pieces))
    found = [
        match.span() for match in pattern.finditer(text, *within) if _is_whole(text, *match.span())
    ]
    return min(found, key=lambda span: abs(span[0] - near), default=None)


def find_pieces(text: str, pieces: Iterable[str], *, within: Span, near: int) -> Spans | None:
    """Where all the pieces stand, in the order of the text; None where one does not."""
    spans = [find_words(text, each, within=within, near=near) for each in pieces]
    placed = sorted(each for each in spans if each is not None)
    if len(placed) < len(spans) or _share(placed):
        return None
    return tuple(placed)


def _share(spans: Sequence[Span]) -> bool:
    return any(second[0] < first[1] for first, second in pairwise(spans))


def _escape(piece: str) -> str:
    out = []
    for char in piece:
        alike = next((group for group in _ALIKE if char in group), None)
        out.append(f"[{re.escape(alike)}]" if alike else re.escape(char))
    return "".join(out)


def _is_whole(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not before and not after
