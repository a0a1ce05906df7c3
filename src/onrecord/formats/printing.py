"""Prints to a terminal, or to a file without the blanks that would fill up its lines."""

from rich.console import Console, RenderableType

_WIDEST = 140  # columns; lines longer than that are hard to read


def print_drawing(console: Console, drawing: RenderableType) -> None:
    """Print at the width that `width_of` gives."""
    width = width_of(console)
    if console.is_terminal:
        console.print(drawing, width=width)
        return
    # In a file the blanks that fill up the last column are only noise.
    with console.capture() as capture:
        console.print(drawing, width=width)
    for line in capture.get().splitlines():
        console.out(line.rstrip(), highlight=False)


def width_of(console: Console) -> int:
    """How many columns a drawing may take."""
    return min(console.width, _WIDEST)
