"""Statements that the teacher reads in texts nobody has annotated, for the student to learn from."""

from collections.abc import Iterable, Iterator, Sequence

from training.reader.examples import Window, add
from training.reader.teacher import Pieces, Teacher, predict
from training.reader.texts import ROLES, Paragraph, cut_paragraphs

_UNSURE = (0.25, 0.6)  # a window that holds a cue of such a chance is not learned from


def label_windows(
    model: Teacher, pieces: Pieces, windows: Sequence[Window], *, bias: float = 0.0
) -> list[Window]:
    """The windows in which the teacher is sure what is a statement and what is not, with them.

    The statements of windows are replaced; what had none may have some, and the other way round.
    """
    paragraphs, owners = [], []
    for window in windows:
        for paragraph in _paragraphs(window):
            paragraphs.append(paragraph)
            owners.append(window)
    found = predict(model, pieces, paragraphs, bias=bias)
    unsure = set()
    for window in windows:
        window.statements, window.paths, window.guide = [], [], "own"
    for position, statements in found.items():
        window, paragraph = owners[position], paragraphs[position]
        for statement, chance in statements:
            if _UNSURE[0] < chance < _UNSURE[1]:
                unsure.add(id(window))
            if chance >= _UNSURE[1]:
                add(
                    window,
                    {role: _characters(paragraph, getattr(statement, role)) for role in ROLES},
                )
    return [window for window in windows if id(window) not in unsure]


def _paragraphs(window: Window) -> Iterator[Paragraph]:
    """The window's words as the teacher cuts them."""
    parsed = window.parsed
    members = parsed.tokens[window.tokens.start : window.tokens.stop]
    start, end = members[0].start, members[-1].end
    for places in cut_paragraphs(parsed.text[start:end]):
        moved = [(a + start, b + start) for a, b in places]
        words = [parsed.text[a:b] for a, b in moved]
        yield Paragraph(window.article, window.language, "own", words, moved)


def _characters(paragraph: Paragraph, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(paragraph.places[a][0], paragraph.places[b - 1][1]) for a, b in spans]
