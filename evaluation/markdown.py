"""Tables and sections of a report in Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    title: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join((f"## {self.title}", "", *self.lines, ""))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """A table, its first column to the left and the others to the right."""
    rule = ["---", *("---:" for _ in head[1:])]
    return tuple("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def share(figure: float) -> str:
    """A figure between 0 and 1 as it is printed."""
    return f"{figure:.3f}".removeprefix("0") if 0 <= figure < 1 else f"{figure:.2f}"
